// Result sentences: everything typed is saved first, then the server writes the sentence into the stored text, and
// the field shows what is stored.
import { flush, put } from "./saving/desk.js";
import { token } from "./saving/wire.js";

const announcer = document.querySelector("[data-announcer]");

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-cite]");
  if (!form || form.dataset.plain) return;
  event.preventDefault();
  send(form);
});

async function send(form) {
  const held = [...document.querySelectorAll('[data-save][data-field="output"], [data-save][data-field="outcome"]')].filter((each) => !each.readOnly);
  const button = form.querySelector("button");
  const fields = new FormData(form);
  fields.delete("csrfmiddlewaretoken"); // signing in again on this page has changed it
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  for (const each of held) each.readOnly = true; // what is typed now would start from a text that is going away
  try {
    if (!(await flush())) throw new Error("unsaved");
    const response = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin", headers: { Accept: "application/json", "X-CSRFToken": token() } });
    const answer = await response.json();
    if (response.ok) for (const each of answer.fields) take(each);
    show(answer);
    if (announcer) announcer.textContent = answer.said;
    if (!response.ok) refuse(form, answer.said);
    else focus(fields.get("field"), answer.fields[0]?.subject ?? "");
  } catch {
    refuse(form, document.querySelector("[data-measures]")?.dataset.lost ?? "");
  } finally {
    for (const each of held) each.readOnly = false;
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

function take({ subject, field, text, hash, html }) {
  const control = document.querySelector(`[data-save][data-subject="${subject}"][data-field="${field}"]`);
  if (!control || control.value === text) return;
  put(subject, field, text, hash);
  control.dispatchEvent(new CustomEvent("desk:saved", { bubbles: true, detail: { subject, field, text, hash, html } }));
}

function show({ fields, notice }) {
  for (const { subject, field, panel } of fields) swap(document.querySelector(`[data-cites="${subject}/${field}"]`), panel);
  swap(document.querySelector("[data-outdated]"), notice);
}

function swap(old, html) {
  if (!old) return;
  const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  if (fresh && fresh.outerHTML !== old.outerHTML) old.replaceWith(document.adoptNode(fresh));
}

// The button is gone or has moved: the field that changed is the place to go on.
function focus(name, subject) {
  if (document.activeElement && document.activeElement !== document.body) return;
  const where = name && document.querySelector(`[data-save][data-subject="${subject}"][data-field="${name}"]`);
  (where || document.querySelector("[data-outdated] a, #main"))?.focus();
}

function refuse(form, words) {
  if (!form.isConnected) return;
  const line = form.querySelector("[role=alert]") ?? document.createElement("p");
  line.setAttribute("role", "alert");
  line.className = "form-error";
  line.textContent = words;
  form.append(line);
}

// Other items or words in the field: other sentences are offered, others are live.
let later;
document.addEventListener("desk:saved", (event) => {
  const control = event.target;
  if (!control.matches?.('[data-field="items"], [data-field="output"], [data-field="outcome"]')) return;
  const panel = document.querySelector(`[data-cites^="${control.dataset.subject}/"]`);
  if (!panel || event.detail?.status === undefined) return;
  if (control.dataset.field !== "items" && !panel.parentElement.closest(".measure").querySelector(".cite")) return;
  clearTimeout(later);
  later = setTimeout(async () => {
    try {
      const response = await fetch(panel.dataset.url, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (response.ok) show(await response.json());
    } catch {
      // The panels are as old as they were; the next save asks again.
    }
  }, 400);
});
