// A year's measures: one opens in place, is closed again, and the list is put in order, without leaving the page.
// Every act is a plain form or link; here the same addresses are fetched and only what changed is put in.
import { fields } from "./measure_fields.js";
import { flush, page } from "./saving/desk.js";
import { signIn } from "./saving/sign_in.js";
import { SignedOut, token } from "./saving/wire.js";

const desk = document.querySelector("[data-measures]");
const announcer = document.querySelector("[data-announcer]");
let last = Promise.resolve();

const opened = () => desk.querySelector("[data-open-measure]");
const article = (pk) => document.getElementById(`measure-${pk}`);
const asked = new Set(); // acts under way, so that a double click adds, copies or deletes once
let waiting = null; // what is done after signing in again, unless somebody has asked for it once more by then

class Gone extends Error {}

function say(words) {
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = words ?? ""));
}

// The token of the form may be older than the last sign-in: the cookie has the one that counts.
function send(url, data) {
  data.delete("csrfmiddlewaretoken");
  return fetch(url, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(data) });
}

async function get(url, data = null) {
  const response = await (data ? send(url, data) : fetch(url, { credentials: "same-origin" }));
  if (response.redirected || response.status === 403) throw new SignedOut();
  if (response.status === 404) throw new Gone();
  if (!response.ok && response.status !== 409) throw new Error(String(response.status));
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  return template.content.firstElementChild;
}

const part = (url, name) => {
  const found = new URL(url, location.href);
  found.hash = "";
  found.searchParams.set("part", name);
  return found.href;
};

// One thing after the other; a line that is down is told, and nothing on the page is lost.
function alone(work, key = "") {
  const turn = last.then(async () => {
    desk.setAttribute("aria-busy", "true");
    try {
      await flush();
      for (const note of desk.querySelectorAll("[data-told]")) note.remove();
      await work();
      if (waiting?.key === key) waiting = null;
      return true;
    } catch (error) {
      if (error instanceof SignedOut) {
        waiting ??= { work, key };
        signIn(page.desk, resume);
      }
      if (error instanceof Gone) await afresh().catch(() => {});
      lost(error instanceof SignedOut ? desk.dataset.signedOut : error instanceof Gone ? desk.dataset.gone : desk.dataset.lost);
      return false;
    } finally {
      desk.removeAttribute("aria-busy");
    }
  });
  last = turn;
  return turn;
}

function resume() {
  const left = waiting;
  waiting = null;
  if (left) alone(left.work, left.key);
}

function lost(words) {
  let note = desk.querySelector("[data-lost-note]");
  if (!note) {
    note = document.createElement("p");
    note.className = "note note-warn small told";
    note.dataset.lostNote = note.dataset.told = "";
    desk.querySelector("[data-list] > div").prepend(note);
  }
  note.textContent = words;
  say(words);
}

// Somebody else deleted a measure that is still on this page: the list as it is now.
async function afresh() {
  const fresh = await get(part(desk.dataset.url, "list"));
  swapIn(desk.querySelector("[data-list]"), fresh);
  document.querySelector("[data-measure-count]").textContent = fresh.dataset.count;
  history.replaceState(null, "", new URL(desk.dataset.url, location.href).pathname);
}

function swapIn(old, fresh) {
  old.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("desk:bind", { bubbles: true }));
  dress(fresh);
}

async function close({ focus = true } = {}) {
  const old = opened();
  if (!old) return;
  const pk = old.dataset.measure;
  const back = new URL(old.querySelector("[data-close]").dataset.close, location.href).href;
  const fresh = await get(part(old.querySelector("[data-measure-form]").action, "closed"));
  const top = old.getBoundingClientRect().top;
  swapIn(old, fresh);
  history.replaceState(null, "", new URL(back).pathname + new URL(back).search);
  if (!focus) return;
  if (top < 0) fresh.scrollIntoView({ block: "start" });
  document.getElementById(`edit-${pk}`)?.focus({ preventScroll: true });
  say(desk.dataset.closed);
}

async function open(pk, url, field) {
  const fresh = await get(part(url, "open"));
  await close({ focus: false });
  swapIn(article(pk), fresh);
  const target = new URL(url, location.href);
  history.replaceState(null, "", target.pathname + target.search + (field ? `#${field}` : ""));
  focusOn(field);
}

// A field that a report holds cannot be typed in: then the first one that can.
function focusOn(id) {
  const named = id ? document.getElementById(id) : null;
  const held = named && opened()?.contains(named) && id.startsWith("id_") && !named.matches("textarea, input, [data-items]");
  const control = held ? opened().querySelector("textarea[data-save]:not([hidden])") ?? named : named;
  if (!control) return;
  control.focus({ preventScroll: true });
  const { top, bottom } = control.getBoundingClientRect();
  if (top < 120 || bottom > innerHeight - 40) control.scrollIntoView({ block: "center" });
}

// The list after an act: put in place of the one shown, at the same height of the page.
async function act(url, data) {
  data.set("part", "list");
  const editing = opened()?.dataset.measure;
  if (editing && !data.has("open")) data.set("open", editing);
  const menus = [...desk.querySelectorAll("details[open][id]")].map((each) => each.id);
  const fresh = await get(url, data);
  const anchor = article(/\/(\d+)\/(?:move|delete)\//.exec(url)?.[1]) ?? null;
  const top = anchor?.getBoundingClientRect().top;
  swapIn(desk.querySelector("[data-list]"), fresh);
  document.querySelector("[data-measure-count]").textContent = fresh.dataset.count;
  for (const id of menus) document.getElementById(id)?.matches(".folding") && (document.getElementById(id).open = true);
  const now = opened();
  const address = now ? now.querySelector("[data-measure-form]").action : new URL(desk.dataset.url, location.href).href;
  history.replaceState(null, "", new URL(address).pathname + new URL(address).search);
  const target = goal(fresh.dataset.focus);
  const moved = anchor ? article(anchor.dataset.measure) : null;
  if (moved) scrollBy(0, moved.getBoundingClientRect().top - top);
  focusOn(target);
  if (moved && moved.getBoundingClientRect().top < 100) moved.scrollIntoView({ block: "center" });
  say(fresh.dataset.said);
}

// A button at the end of its way is off: the focus goes to the other one.
function goal(id) {
  if (!id) return "";
  const pk = id.split("-").at(-1);
  const choices = [id, `up-${pk}`, `down-${pk}`, `edit-${pk}`, `measure-${pk}`];
  return choices.find((each) => document.getElementById(each) && !document.getElementById(each).disabled) ?? "";
}

const field = (href) => new URL(href, location.href).hash.slice(1);

desk.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a[data-open]");
  if (!link) return;
  event.preventDefault();
  const results = link.pathname.includes("/results/");
  alone(() => open(link.closest("[data-measure]").dataset.measure, link.href, field(link.href) || (results ? "id_output" : "id_title")));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-act]")) {
    event.preventDefault();
    const button = event.submitter;
    const url = button?.getAttribute("formaction") ?? form.action;
    const data = new FormData(form, button);
    if (asked.has(url)) return;
    if (!url.includes("/move/")) asked.add(url);
    alone(() => act(url, data), url).finally(() => asked.delete(url));
  } else if (form.matches("[data-measure-form]")) {
    event.preventDefault();
    alone(close);
  } else if (form.matches("[data-evidence]")) {
    event.preventDefault();
    alone(() => evidence(form));
  }
});

// Links of evidence: the open measure comes back from the server, everything else in it was saved before.
async function evidence(form) {
  const old = opened();
  const url = old.querySelector("[data-measure-form]").action;
  const answer = await send(form.action, new FormData(form));
  if (answer.status === 403) throw new SignedOut();
  const whole = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = whole.querySelector("[data-open-measure] #evidence") ?? (await get(part(url, "open"))).querySelector("#evidence");
  old.querySelector("#evidence").replaceWith(document.adoptNode(fresh));
  const wrong = opened().querySelector("#evidence [aria-invalid=true], #evidence .is-invalid");
  (wrong ?? opened().querySelector("#evidence summary"))?.focus();
}

// Alt with an arrow moves the measure that has the focus; in a text the arrows belong to the text.
desk.addEventListener("keydown", (event) => {
  const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!step || !event.altKey || event.ctrlKey || event.target.matches("textarea, input, select")) return;
  const pk = event.target.closest("[data-measure]")?.dataset.measure;
  const button = pk && document.getElementById(`${step}-${pk}`);
  if (!button) return;
  event.preventDefault();
  alone(async () => {
    const now = document.getElementById(button.id); // the list may have been put in anew since the key was pressed
    if (!now || now.disabled) return;
    const data = new FormData(now.form, now);
    await act(now.getAttribute("formaction"), data);
  });
});

addEventListener("click", (event) => {
  for (const menu of desk.querySelectorAll("details.more[open]")) if (!menu.contains(event.target)) menu.open = false;
});
desk.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.more[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

function dress(root) {
  for (const handle of root.querySelectorAll("[data-drag]")) handle.hidden = false;
  for (const each of root.querySelectorAll("[data-without-script]")) each.hidden = true;
  fields(root);
  if (root.matches("[data-list]")) follow();
  if (!globalThis.Sortable) return;
  const lists = root.matches("[data-list]") ? root.querySelectorAll(".measure-list") : [];
  for (const list of lists) {
    globalThis.Sortable.create(list, {
      group: "measures",
      handle: "[data-drag]",
      draggable: "[data-measure]",
      ghostClass: "is-ghost",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      onStart: () => desk.classList.add("is-dragging"),
      onEnd: dropped,
    });
  }
}

async function dropped({ item, from, to, oldDraggableIndex: before, newDraggableIndex: now }) {
  desk.classList.remove("is-dragging");
  if (from === to && before === now) return;
  const data = new FormData(document.getElementById("arrange"));
  data.set("position", String(now));
  if (from !== to) data.set("to", to.dataset.place);
  const button = document.getElementById(`up-${item.dataset.measure}`);
  const done = await alone(() => act(button.getAttribute("formaction"), data));
  if (!done) from.insertBefore(item, from.querySelectorAll(":scope > [data-measure]")[before] ?? null);
}

// The issue on the screen is marked in the list of issues.
const seen = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
  const first = [...desk.querySelectorAll(".issue-part")].find((each) => seen.has(each));
  for (const link of desk.querySelectorAll(".issues a")) {
    if (first && link.hash === `#${first.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}, { rootMargin: "-25% 0px -60% 0px" });

function follow() {
  watcher.disconnect();
  seen.clear();
  for (const each of desk.querySelectorAll(".issue-part")) watcher.observe(each);
}

dress(desk.querySelector("[data-list]"));
// A link to a field of the open measure: the page is there, its field takes the focus.
if (opened() && location.hash.startsWith("#id_")) focusOn(location.hash.slice(1));
