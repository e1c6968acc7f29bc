// Fields of the open measure that are more than a text: units in order, items, the period, the count of outcomes.
// Each writes into the one control that saves itself; without scripts that control is all there is.
import { countItems } from "./celltext_lines.js";

export function fields(root) {
  for (const each of root.querySelectorAll("[data-chips]")) units(each);
  for (const each of root.querySelectorAll("[data-items]")) items(each);
  for (const each of root.querySelectorAll("[data-period]")) period(each);
  for (const each of root.querySelectorAll("[data-steps]")) steps(each);
}

function enter(control, text) {
  if (control.value === text) return;
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

const named = (words, name) => words.replace("{name}", name);

function units(root) {
  const control = root.querySelector("textarea");
  const place = root.querySelector("[data-units]");
  if (!control || !place) return;
  const list = place.querySelector("[data-chip-list]");
  const template = place.querySelector("[data-chip]").content;
  const input = place.querySelector("[data-unit-new]");
  const names = () => control.value.split("\n").map((line) => line.trim()).filter(Boolean);

  const draw = () => {
    list.replaceChildren(...names().map((name, index) => {
      const chip = template.firstElementChild.cloneNode(true);
      chip.querySelector("[data-chip-move]").textContent = name;
      const earlier = chip.querySelector("[data-chip-earlier]");
      earlier.hidden = index === 0;
      for (const button of [earlier, chip.querySelector("[data-chip-remove]")]) button.setAttribute("aria-label", named(button.getAttribute("aria-label"), name));
      return chip;
    }));
  };
  const change = (made, focus) => {
    enter(control, made.join("\n"));
    draw();
    const chip = list.children[focus];
    (chip?.querySelector("[data-chip-move]") ?? input).focus();
  };
  const move = (from, to) => {
    const made = names();
    if (to < 0 || to >= made.length) return;
    made.splice(to, 0, ...made.splice(from, 1));
    change(made, to);
  };
  const add = () => {
    const name = input.value.trim();
    if (!name) return input.focus();
    const made = names();
    if (!made.includes(name)) made.push(name);
    input.value = "";
    change(made, -1);
  };

  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("li"));
    if (event.target.closest("[data-chip-remove]")) change(names().filter((_name, at) => at !== index), Math.min(index, list.children.length - 2));
    else if (event.target.closest("[data-chip-earlier]")) move(index, index - 1);
  });
  list.addEventListener("keydown", (event) => {
    const index = [...list.children].indexOf(event.target.closest("li"));
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step && event.target.matches("[data-chip-move]")) {
      event.preventDefault();
      move(index, index + step);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      change(names().filter((_name, at) => at !== index), Math.min(index, list.children.length - 2));
    }
  });
  place.querySelector("[data-unit-add]").addEventListener("click", add);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    add();
  });
  if (globalThis.Sortable) {
    globalThis.Sortable.create(list, { animation: 0, onEnd: ({ oldIndex, newIndex }) => {
      const made = names();
      made.splice(newIndex, 0, ...made.splice(oldIndex, 1));
      change(made, newIndex);
    } });
  }
  control.addEventListener("desk:set", draw);
  control.addEventListener("desk:updated", draw);
  control.hidden = true;
  const help = root.querySelector("#help-responsible");
  if (help) help.hidden = true;
  root.querySelector("label")?.setAttribute("for", input.id);
  place.hidden = false;
  draw();
}

function items(root) {
  const control = root.querySelector("[data-save]");
  const picker = root.querySelector(".item-picker");
  if (!control || !picker) return;
  const list = root.querySelector("[data-item-chips]");
  const template = root.querySelector("[data-item-chip]").content;
  const boxes = [...picker.querySelectorAll("input[type=checkbox]")];
  const box = (code) => boxes.find((each) => each.value === code);
  const codes = () => control.value.split("\n").filter(Boolean);

  const draw = () => {
    const chips = codes().map((code) => {
      const chip = template.firstElementChild.cloneNode(true);
      chip.dataset.code = code;
      const label = picker.querySelector(`label[for="${CSS.escape(box(code)?.id ?? "")}"]`);
      if (label) chip.querySelector("[data-words]").append(...[...label.cloneNode(true).childNodes]);
      else chip.querySelector("[data-words]").textContent = code;
      const button = chip.querySelector("[data-item-remove]");
      button.setAttribute("aria-label", named(button.getAttribute("aria-label"), code));
      return chip;
    });
    list.replaceChildren(...chips);
    for (const each of boxes) each.checked = codes().includes(each.value);
  };
  picker.addEventListener("change", (event) => {
    if (!event.target.matches("input[type=checkbox]")) return;
    const rest = codes().filter((code) => code !== event.target.value);
    enter(control, (event.target.checked ? [...rest, event.target.value] : rest).join("\n"));
    draw();
  });
  list.addEventListener("click", (event) => {
    if (!event.target.closest("[data-item-remove]")) return;
    const { code } = event.target.closest("li").dataset;
    enter(control, codes().filter((each) => each !== code).join("\n"));
    draw();
    (list.querySelector("button") ?? picker.querySelector("summary")).focus();
  });
  control.addEventListener("desk:set", draw);
  control.addEventListener("desk:updated", draw);
  control.addEventListener("desk:conflict", () => (control.parentElement.hidden = false));
  draw();

  const search = root.querySelector("[data-item-search]");
  search.hidden = false;
  search.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase().replace(/\s+/g, " ");
    let any = false;
    for (const group of picker.querySelectorAll("fieldset")) {
      let some = false;
      for (const row of group.querySelectorAll(".form-check")) {
        row.hidden = Boolean(wanted) && !row.textContent.toLowerCase().includes(wanted);
        some ||= !row.hidden;
      }
      group.hidden = !some;
      any ||= some;
    }
    root.querySelector("[data-item-nothing]").hidden = any;
  });
}

function period(root) {
  const control = root.querySelector("[data-save]");
  const picker = root.querySelector("[data-period-picker]");
  if (!control || !picker) return;
  const words = root.querySelector("[data-period-words]");
  const outside = root.querySelector("[data-period-outside]");
  let timer = null;
  let asked = control.value;

  const read = async () => {
    const text = control.value;
    if (text === asked) return;
    asked = text;
    try {
      const url = new URL(root.dataset.period, location.href);
      url.searchParams.set("text", text);
      const answer = await (await fetch(url, { credentials: "same-origin" })).json();
      if (control.value !== text) return;
      words.textContent = answer.words;
      outside.hidden = !answer.outside;
      outside.querySelector("span").textContent = answer.outside;
    } catch {
      asked = null;
      words.textContent = "";
      outside.hidden = true;
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(read, 400);
  };
  for (const name of ["input", "desk:set", "desk:updated"]) control.addEventListener(name, soon);
  control.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());

  const kind = () => picker.querySelector("[name=picker-kind]:checked").value;
  const draw = () => {
    for (const each of picker.querySelectorAll("[data-kind]")) each.hidden = each.dataset.kind !== kind();
    const place = picker.querySelector(`[data-kind="${kind()}"]`);
    const { text, backwards } = picked(kind(), place);
    picker.querySelector("[data-picked]").textContent = backwards ? "" : text;
    picker.querySelector("[data-backwards]").hidden = !backwards;
    picker.querySelector("[data-pick]").disabled = backwards;
  };
  picker.addEventListener("change", draw);
  picker.querySelector("[data-pick]").addEventListener("click", () => {
    enter(control, picker.querySelector("[data-picked]").textContent);
    picker.open = false;
    control.focus();
  });
  picker.hidden = false;
  draw();
}

// The words of what is picked, and whether it ends before it begins.
function picked(kind, place) {
  if (kind === "year") return { text: place.dataset.words, backwards: false };
  const first = place.querySelector("[data-first]");
  const last = place.querySelector("[data-last]");
  const same = first.selectedIndex === last.selectedIndex;
  if (kind === "quarters") {
    const text = (same ? place.dataset.one : place.dataset.two).replace("{first}", first.value).replace("{last}", last.value);
    return { text, backwards: first.selectedIndex > last.selectedIndex };
  }
  if (kind === "months") {
    return { text: same ? first.value : `${first.value} – ${last.value}`, backwards: first.selectedIndex > last.selectedIndex };
  }
  const days = [place.querySelector("[data-first-day]"), place.querySelector("[data-last-day]")];
  [first, last].forEach((month, index) => {
    const most = Number(month.selectedOptions[0].dataset.days);
    [...days[index].options].forEach((option, number) => (option.disabled = number >= most));
    if (days[index].selectedIndex >= most) days[index].selectedIndex = most - 1;
  });
  const whole = days.map((day, index) => `${day.value} ${[first, last][index].value}`);
  const sameDay = whole[0] === whole[1];
  const backwards = first.selectedIndex > last.selectedIndex || (same && days[0].selectedIndex > days[1].selectedIndex);
  return { text: sameDay ? whole[0] : `${whole[0]} – ${whole[1]}`, backwards };
}

// The count of steps and outcomes follows while both are written.
function steps(place) {
  const root = place.closest("[data-measure]");
  const procedure = root.querySelector("#id_procedure");
  const outcome = root.querySelector("#id_outcome");
  if (!outcome?.matches("textarea")) return;
  const printed = root.querySelector("[data-procedure-steps]")?.dataset.procedureSteps;
  const draw = () => {
    const all = procedure?.matches("textarea") ? countItems(procedure.value) : Number(printed ?? 0);
    const done = countItems(outcome.value) || Number(Boolean(outcome.value.replace(/[\s\-‐–—]/g, "")));
    const left = Array.from({ length: Math.max(all - done, 0) }, (_each, index) => numeral(place, done + index + 1));
    place.hidden = !(done && left.length);
    place.querySelector("[data-steps-heading]").textContent = place.dataset.heading.replace("{steps}", all).replace("{outcomes}", done);
    place.querySelector("[data-steps-left]").textContent = place.dataset.words.replace("{steps}", left.join(" "));
  };
  for (const control of [procedure, outcome]) for (const name of ["input", "desk:set", "desk:updated"]) control?.addEventListener(name, draw);
}

const numeral = (place, number) => (place.closest("[lang]").lang === "th" ? String(number).replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]) : String(number));
