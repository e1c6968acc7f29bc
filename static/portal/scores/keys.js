// Moving through the grid as in a spreadsheet. A field that was only entered is "chosen": arrows go on to the next
// one and typing replaces the text. While "typing", an arrow leaves at the edge of the text; after F2 or a second
// click ("editing") the arrows are the caret's.
import { note, put, redo, undo } from "./history.js";

const entered = { control: null, text: "", mode: "chosen", byPointer: false };

const isField = (element) => element?.matches?.("[data-column]") ?? false;
const shown = (control) => control.offsetParent !== null;

/** The text is now what the field was entered with: Esc goes no further back. */
export function settle(control) {
  if (control === entered.control) Object.assign(entered, { text: control.value, mode: "chosen" });
}

function commit() {
  const { control, text } = entered;
  if (control) note([[control, text, control.value]]);
}

function go(control) {
  if (!control) return;
  control.focus({ preventScroll: true });
  control.select();
  (control.closest("tr") ?? control).scrollIntoView({ block: "nearest" });
}

function lines(form) {
  const rows = [...form.querySelectorAll("[data-line]")];
  return rows.map((row) => [...row.querySelectorAll("[data-column]")].filter(shown)).filter((line) => line.length);
}

function vertical(form, control, step) {
  const all = lines(form);
  let at = all.findIndex((line) => line.includes(control));
  const name = control.dataset.column;
  const announced = all[at]?.some((each) => each.dataset.column === "total");
  for (at += step; all[at]; at += step) {
    const same = all[at].find((each) => each.dataset.column === name);
    if (same) return same;
    if (announced) return all[at].find((each) => each.dataset.column === "now") ?? all[at][0];
    const total = all[at].find((each) => each.dataset.column === "total");
    if (total) return total;
  }
  return null;
}

function sideways(form, control, step) {
  const line = lines(form).find((each) => each.includes(control)) ?? [];
  return line[line.indexOf(control) + step] ?? null;
}

function turn(changes, said, word) {
  if (!changes) return;
  go(changes[0][0]);
  settle(changes[0][0]);
  said(word, changes.length);
}

/** Undo and redo; while a text is being typed they are the browser's own. Tells whether the key was taken. */
function history(event, said) {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(key)) return false;
  if (entered.control && entered.control.value !== entered.text) return false;
  event.preventDefault();
  if (key === "z" && !event.shiftKey) turn(undo(), said, "undone");
  else turn(redo(), said, "redone");
  return true;
}

function atEdge(control, key) {
  const { selectionStart: start, selectionEnd: end, value } = control;
  return key === "ArrowRight" || key === "ArrowDown" ? start === value.length : end === 0;
}

/** Whether an arrow leaves the field. */
function leaves(control, key) {
  if (entered.mode === "chosen") return true;
  const upright = key === "ArrowUp" || key === "ArrowDown";
  if (upright && control.matches("input")) return true;
  return (upright || entered.mode === "typing") && atEdge(control, key);
}

function keydown(form, event) {
  const control = event.target;
  const { key } = event;
  const ends = { Home: 0, End: -1 };
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey || !(key in ends)) return;
    event.preventDefault();
    const rows = lines(form).filter((line) => line[0].closest(".grid"));
    go(rows.at(ends[key])?.at(ends[key]));
    return;
  }
  if (event.altKey) {
    if (key !== "Enter" || !control.matches("textarea")) return;
    event.preventDefault();
    control.setRangeText("\n", control.selectionStart, control.selectionEnd, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  if (key === "Enter") {
    event.preventDefault();
    go(vertical(form, control, event.shiftKey ? -1 : 1) ?? control);
  } else if (key === "Escape") {
    if (control.value !== entered.text) put(control, entered.text);
    settle(control);
    control.select();
  } else if (key === "F2") {
    event.preventDefault();
    entered.mode = "editing";
    control.setSelectionRange(control.value.length, control.value.length);
  } else if (event.shiftKey) {
    return;
  } else if (key.startsWith("Arrow") && leaves(control, key)) {
    event.preventDefault();
    const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
    go(across ? sideways(form, control, across) : vertical(form, control, key === "ArrowUp" ? -1 : 1));
  } else if (key in ends && entered.mode === "chosen") {
    event.preventDefault();
    const line = lines(form).find((each) => each.includes(control)) ?? [];
    go(line.at(ends[key]));
  }
}

/** `said(word, count)` is told what was undone or done again. */
export function bindKeys(form, said) {
  form.addEventListener("pointerdown", (event) => {
    entered.byPointer = isField(event.target);
    if (event.target === entered.control) entered.mode = "editing";
  });
  form.addEventListener("focusin", ({ target }) => {
    if (!isField(target)) return;
    const words = target.matches("textarea") && entered.byPointer;
    Object.assign(entered, { control: target, text: target.value, mode: words ? "editing" : "chosen" });
    if (!words) target.select();
    if (!entered.byPointer || words) return;
    // The click that enters a field would put the caret into it and lose the choice.
    target.addEventListener("mouseup", (event) => event.preventDefault(), { once: true });
  });
  form.addEventListener("focusout", ({ target }) => {
    if (target !== entered.control) return;
    commit();
    Object.assign(entered, { control: null, byPointer: false });
  });
  form.addEventListener("input", ({ target }) => {
    if (target === entered.control && entered.mode === "chosen") entered.mode = "typing";
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || history(event, said)) return;
    if (isField(event.target)) keydown(form, event);
  });
}
