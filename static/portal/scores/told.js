// What was announced stands beside a figure that is another one, for as long as it is another one.
import { scoreOf } from "./rules.js";

const spoken = (control) => document.getElementById(`told-${control.id}`);
const same = (control, text) => control.value === text || (scoreOf(text) !== null && scoreOf(control.value) === scoreOf(text));

/** Names what a field is read with: the reason why it cannot be saved, or else what was announced. */
export function describe(control, reason) {
  const told = spoken(control);
  const id = reason || (told && !told.parentElement.hidden ? told.id : "");
  if (id) control.setAttribute("aria-describedby", id);
  else control.removeAttribute("aria-describedby");
}

export function showTold(form) {
  for (const place of form.querySelectorAll("[data-told]")) {
    const control = document.getElementById(place.dataset.told);
    place.hidden = control.matches("input, select") && same(control, place.dataset.text);
    if (!control.hasAttribute("aria-invalid")) describe(control, "");
  }
}
