// A new analysis is written where it will stand: its form comes into the page and its issue is shown anew afterwards.
import { flush } from "./saving/desk.js";

const place = document.querySelector("[data-analysis]");

async function fetched(url, options) {
  const response = await fetch(url, { credentials: "same-origin", ...options });
  if (!response.ok && response.status !== 422 && response.status !== 409) throw new Error(String(response.status));
  return { response, page: new DOMParser().parseFromString(await response.text(), "text/html") };
}

function bind(element) {
  element.dispatchEvent(new CustomEvent("desk:bind", { bubbles: true }));
}

function show(holder, page) {
  const form = page.querySelector("form.entry");
  const problems = page.querySelector("[data-form-problems]");
  if (!form) throw new Error("no form");
  form.action = holder.dataset.url;
  holder.replaceChildren(...[problems, form].filter(Boolean));
  bind(holder);
  form.querySelector("[aria-invalid=true], input[type=checkbox], textarea")?.focus();
}

async function open(link) {
  const known = place.querySelector("[data-new]");
  if (known?.querySelector("textarea")?.value.trim()) return known.querySelector("textarea").focus();
  known?.remove();
  const holder = document.createElement("article");
  holder.className = "measure is-open";
  holder.dataset.new = "";
  holder.dataset.url = link.href;
  show(holder, (await fetched(link.href)).page);
  (link.closest(".empty") ?? link.closest("p")).before(holder);
  holder.querySelector("input[type=checkbox], textarea")?.focus();
}

async function send(form, holder) {
  await flush();
  const { response, page } = await fetched(form.action, { method: "POST", body: new FormData(form) });
  leaving = false;
  if (!response.redirected) return show(holder, page);
  const section = holder.closest("section");
  const anew = page.getElementById(section.id);
  if (!anew) return location.assign(response.url);
  section.replaceWith(anew);
  bind(anew);
  const made = anew.querySelector("article.measure:last-of-type");
  made?.setAttribute("tabindex", "-1");
  made?.focus();
}

place?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-add]");
  const cancel = event.target.closest("[data-new] .btn-quiet");
  if (cancel) {
    event.preventDefault();
    const section = cancel.closest("section");
    cancel.closest("[data-new]").remove();
    section.querySelector("[data-add]")?.focus();
  } else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
  }
});
// A new analysis has no place to save itself yet.
let leaving = false;
addEventListener("beforeunload", (event) => {
  if (!leaving && place?.querySelector("[data-new] textarea")?.value.trim()) event.preventDefault();
});
place?.addEventListener("submit", (event) => {
  const holder = event.target.closest("[data-new]");
  if (!holder) return;
  event.preventDefault();
  leaving = true;
  // Sent by hand, the page answers for itself when the connection does not.
  send(event.target, holder).catch(() => event.target.submit());
});
