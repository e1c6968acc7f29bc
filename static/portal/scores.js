// The score page while one types: differences, means, instruments, total and level follow; a block from Excel fills
// the grid; what is impossible is said below its field. Saving is the desk's.
import { note, put, undo } from "./scores/history.js";
import { bindKeys, settle } from "./scores/keys.js";
import { describe, showTold } from "./scores/told.js";
import { blockFrom, keyOf, placed } from "./scores/paste.js";
import { agrees, compute, difference, mean, read, scoreOf, signed, written } from "./scores/rules.js";

const form = document.querySelector(".score-form");
const rules = JSON.parse(form.dataset.rules);
const sentences = JSON.parse(form.dataset.sentences);
const all = (selector, place = form) => [...place.querySelectorAll(selector)];
const said = (name, values) => sentences[name].replace(/%\((\w+)\)s/g, (_, key) => values[key]);
const titled = (text) => text.replace(/\s+/g, "");

const rows = all("[data-line][data-key]").map((line) => {
  const controls = Object.fromEntries(all("[data-column]", line).map((each) => [each.dataset.column, each]));
  const standing = line.querySelector("[data-before]")?.dataset.before ?? "";
  return {
    line,
    controls,
    key: line.dataset.key,
    indicator: line.dataset.indicator,
    title: titled(line.querySelector("label")?.textContent ?? ""),
    difference: line.querySelector("[data-difference]"),
    mean: line.querySelector("[data-mean]"),
    before: () => scoreOf(controls.before?.value ?? standing),
    now: () => scoreOf(controls.now.value),
  };
});
const byKey = new Map(rows.map((row) => [row.key, row]));
const byTitle = new Map(rows.filter((row) => row.indicator).map((row) => [row.title, row]));
const rowOfControl = new Map(rows.flatMap((row) => Object.values(row.controls).map((control) => [control, row])));
const indicators = rows.filter((row) => !row.indicator);
const itemsOf = (indicator) => rows.filter((row) => row.indicator === indicator.key);
const fromItems = new Set(rules.instruments.filter((each) => each.from_items).flatMap((each) => each.indicators.map(String)));
const atFirst = new Map(all("[data-column]").map((control) => [control, control.value]));

const grid = {
  year: form.dataset.year,
  yearBefore: form.dataset.yearBefore,
  has: (name) => rows.some((row) => row.controls[name]),
  find: (text) => byKey.get(keyOf(text)) ?? byTitle.get(titled(text)) ?? null,
  rowOf: (control) => rowOfControl.get(control),
  line: (control) => {
    const fields = all("[data-column]", control.closest("[data-line]"));
    return fields.slice(fields.indexOf(control));
  },
  // Items are listed without their indicators' means, and indicators without their items, unless both are meant.
  below: (row, count) => {
    const rest = rows.slice(rows.indexOf(row));
    const alike = rest.filter((each) => Boolean(each.indicator) === Boolean(row.indicator));
    return (row.indicator || count <= alike.length ? alike : rest).slice(0, count);
  },
};

function sample(name) {
  return form.querySelector(`template[data-sample="${name}"]`).content.cloneNode(true);
}

/** A copy of a sample of the page with the number put where it belongs. */
function shownDifference(change) {
  const name = change === null ? "none" : change > 0 ? "up" : change < 0 ? "down" : "same";
  const copy = sample(name);
  if (change !== null) copy.querySelector("[data-number]").textContent = signed(change);
  return copy;
}

function showRow(row) {
  row.difference?.replaceChildren(shownDifference(difference(row.before(), row.shown ?? row.now())));
  const { now, remark } = row.controls;
  if (remark) remark.closest("td").classList.toggle("is-idle", !remark.value && (row.now() === null || row.now() >= 10000));
  now.classList.toggle("is-empty", !now.value.trim() && (row.shown ?? null) === null);
}

/** An indicator that the rules compute follows its items as long as nobody typed another figure. */
function showMean(row, follow) {
  if (!fromItems.has(row.key)) return;
  const { now } = row.controls;
  const value = mean(itemsOf(row).map((item) => item.now()));
  row.followed = !now.value.trim() || row.now() === row.lastMean;
  // Not under the hands of somebody who clears the field to type another figure.
  const free = follow && row.followed && now !== document.activeElement;
  if (free && value !== null && value !== row.now()) put(now, written(value));
  row.lastMean = value ?? row.lastMean;
  row.mean.hidden = value === null;
  row.mean.textContent = said("mean", { value: written(value) });
  row.mean.classList.toggle("is-warn", agrees(row.now(), value) === false);
  row.shown = row.now() ?? value;
}

function showLevels(names) {
  for (const place of all("[data-level]")) {
    const [certain, several, none] = ["certain", "several", "none"].map((name) => place.querySelector(`[data-level-${name}]`));
    if (certain) certain.hidden = names.length !== 1;
    if (several) several.hidden = names.length < 2;
    if (none) none.hidden = names.length > 0;
    const badges = names.map((name) => sample(`level-${rules.bands.findIndex((band) => band.name === name)}`));
    const target = names.length === 1 ? certain : several;
    target?.querySelector("[data-badges]")?.replaceChildren(...badges);
  }
}

function showTotals() {
  const fields = Object.fromEntries(all("[data-announced]").map((place) => [place.dataset.announced, place]));
  const figure = (key) => scoreOf(fields[key]?.value ?? fields[key]?.dataset.value ?? "");
  const announced = Object.fromEntries(Object.keys(fields).map((key) => [key, figure(key)]));
  const computed = compute(rules, Object.fromEntries(indicators.map((row) => [row.key, row.shown ?? row.now()])), announced);
  const values = { ...computed.instruments, total: computed.total };
  for (const [key, value] of Object.entries(values)) {
    for (const place of all(`[data-computed="${key}"]`)) place.textContent = value === null ? "–" : written(value);
    const differs = agrees(announced[key], value) === false;
    fields[key]?.classList.toggle("is-differing", differs);
    if (key === "total") form.querySelector("[data-total-differs]").hidden = !differs;
    const place = form.querySelector(`[data-instrument-difference="${key}"]`);
    const change = place && difference(scoreOf(place.dataset.before), value ?? announced[key] ?? null);
    if (place) place.textContent = change === null ? "" : signed(change);
  }
  showLevels(computed.levels);
}

const isWrong = (row) => read(row.controls.now.value).problem !== undefined;
const isOpen = (row) => isWrong(row) || (!row.controls.now.value.trim() && (row.shown ?? null) === null);

function showOpen() {
  const link = form.querySelector("[data-next-empty]");
  const count = rows.filter(isOpen).length;
  link.hidden = !count;
  link.querySelector("[data-count]").textContent = said(rows.some(isWrong) ? "open" : "empty", { count });
}

let due = false;
function show(follow) {
  due = false;
  for (const row of indicators) showMean(row, follow);
  rows.forEach(showRow);
  showTotals();
  showTold(form);
  showOpen();
}

// Sixty fields of a pasted block are one new picture.
function showSoon() {
  if (!due) queueMicrotask(() => due && show(true));
  due = true;
}

/** As it is stored, so that a column reads evenly; what cannot be stored stays as it was typed. */
function even(text) {
  const score = scoreOf(text);
  return score === null ? text : written(score);
}

function problemOf(control) {
  if (control.dataset.column === "remark") return "";
  const { problem } = read(control.value);
  return problem ? said(problem, { typed: control.value.trim().slice(0, 40) }) : "";
}

/** The reason below a field, in the grid's own place: the desk's would stand beside it a second time. */
function mark(control, text) {
  const id = `${control.id}-problem`;
  document.getElementById(`problem-${control.dataset.subject}/${control.dataset.field}`.replace(/[^\w]/g, "-"))?.remove();
  let place = document.getElementById(id);
  if (!text) {
    control.removeAttribute("aria-invalid");
    describe(control, "");
    place?.remove();
    return;
  }
  if (!place) {
    place = sample("problem").firstElementChild;
    place.id = id;
    control.after(place);
  }
  if (place.textContent !== text) place.textContent = text;
  control.setAttribute("aria-invalid", "true");
  describe(control, id);
}

// First, so that what is undone is what was typed, not how it is written afterwards.
bindKeys(form, (word, count) => tell([said(word, { count })]));
form.addEventListener("input", ({ target }) => {
  if (!atFirst.has(target)) return;
  const text = problemOf(target);
  // "98." may become a score yet; leaving the field or the server will tell.
  if (!text || !/\.\s*$/.test(target.value)) mark(target, text);
  target.classList.toggle("is-changed", target.value !== atFirst.get(target));
  showSoon();
});
form.addEventListener("focusout", ({ target }) => {
  if (!atFirst.has(target)) return;
  const text = problemOf(target);
  if (text) mark(target, text);
  // The desk has the typed text, which says the same.
  if (target.matches("input")) target.value = even(target.value);
  if (!target.value.trim()) showSoon();
});
form.addEventListener("desk:invalid", ({ target, detail }) => {
  if (!atFirst.has(target)) return;
  const typing = target === document.activeElement && /\.\s*$/.test(target.value);
  mark(target, typing ? "" : detail.message || problemOf(target));
});
form.addEventListener("desk:set", ({ target }) => {
  if (!atFirst.has(target)) return;
  mark(target, problemOf(target));
  showSoon();
});
// Two people's items make two means: there is nothing to choose, the items decide.
form.addEventListener("desk:conflict", ({ target }) => {
  const row = rowOfControl.get(target);
  if (!row || row.indicator || !row.followed || !fromItems.has(row.key)) return;
  const active = document.activeElement;
  queueMicrotask(() => {
    target.parentElement.querySelector("[data-choose=mine]")?.click();
    if (active !== document.activeElement) active?.focus();
  });
});
form.addEventListener("desk:updated", ({ target }) => {
  atFirst.set(target, target.value);
  target.classList.remove("is-changed");
});

const report = form.querySelector("[data-report]");
const takeBack = report.querySelector("[data-report-undo]");
function tell(parts, undoable = false) {
  report.hidden = false;
  takeBack.hidden = !undoable;
  report.querySelector("[data-report-text]").textContent = parts.join(" · ");
}

function fill(control, block) {
  const found = placed(block, control, grid);
  const writes = found.writes.map(([field, text]) => [field, field.matches("input") ? even(text) : text]);
  note(writes.map(([field, text]) => [field, field.value, text]));
  for (const [field, text] of writes) put(field, text);
  settle(control);
  const wrong = writes.filter(([field]) => problemOf(field));
  const right = writes.filter(([field]) => !problemOf(field)).map(([field]) => field.dataset.name);
  const parts = [right.length ? said("filled", { count: right.length, first: right[0], last: right.at(-1) }) : sentences.filled_none];
  if (wrong.length) parts.push(said("impossible", { count: wrong.length }));
  if (found.unmatched) parts.push(said("unmatched", { count: found.unmatched }));
  tell(parts, writes.length > 0);
}

form.addEventListener("paste", (event) => {
  const control = event.target;
  if (!atFirst.has(control) || !event.clipboardData) return;
  const block = blockFrom(event.clipboardData);
  if (!block || block.length * Math.max(...block.map((row) => row.length)) < 2) return;
  // Lines that hold no columns are words for a remark.
  const words = control.matches("textarea") && block.every((row) => row.length === 1);
  if (words && !/<table/i.test(event.clipboardData.getData("text/html"))) return;
  event.preventDefault();
  fill(control, block);
});
takeBack.addEventListener("click", () => {
  const changes = undo();
  if (!changes) return;
  tell([said("undone", { count: changes.length })]);
  changes[0][0].focus();
});

// Nothing is left to send by hand: Enter in a text field and Ctrl+S save what waits.
function saveNow(event) {
  event.preventDefault();
  document.activeElement?.dispatchEvent(new Event("change", { bubbles: true }));
}
form.addEventListener("submit", saveNow);
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") saveNow(event);
});

form.querySelector("[data-next-empty]").addEventListener("click", (event) => {
  event.preventDefault();
  const last = rows.indexOf(lastRow);
  const next = rows.find((row, at) => at > last && isOpen(row)) ?? rows.find(isOpen);
  next?.controls.now.focus();
});
let lastRow = null;
form.addEventListener("focusin", ({ target }) => {
  lastRow = rowOfControl.get(target) ?? lastRow;
});

// The head of the table stands below the bar, and that below a notice of the desk, however high they are.
const desk = document.getElementById("saving-desk");
const bar = form.querySelector(".score-bar");
const stack = new ResizeObserver(() => {
  form.style.setProperty("--desk", `${desk.offsetHeight}px`);
  form.style.setProperty("--bar", `${bar.offsetHeight}px`);
});
stack.observe(desk);
stack.observe(bar);

if (!CSS.supports("field-sizing", "content")) {
  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  all("textarea.remark").forEach((area) => area.addEventListener("input", () => grow(area)));
}

show(false);
