// What the checks find stands beside the field it is about, and is looked at again after every save. The page works
// without it: the same findings are in the list of the report.
const source = document.querySelector("[data-findings-url]");
const PAUSE = 1200; // ms after a save, so that a sentence is typed to its end

let found = null; // the fragment that came last
let timer = null;
let asking = null;

function control(subject, field) {
  if (!subject || !field) return null;
  return document.querySelector(`[data-save][data-subject="${CSS.escape(subject)}"][data-field="${CSS.escape(field)}"]`);
}

// The field that a finding is about: one that saves itself, else one of a form that is saved as a whole.
function fieldOf(finding) {
  const { subject, field, anchor } = finding?.dataset ?? {};
  const named = document.getElementById(anchor);
  return control(subject, field) ?? (named?.matches("input, textarea") && !named.dataset.save ? named : null);
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(source.dataset.findingsUrl, { headers: { Accept: "text/html" }, signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    found = box.content;
    place();
  } catch {
    // the line is down, or a newer question is under way: what stands there stays
  }
}

function soon(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(ask, pause);
}

// Where a finding stands: under its control, else in its row, else at the element that its address names.
function seat(finding) {
  const { subject, field, anchor } = finding.dataset;
  const own = control(subject, field);
  if (own && !own.matches(".cell, .remark")) {
    const box = own.closest(".cellbox, [data-conflict-after]") ?? own;
    return { key: `${subject}/${field}`, after: box, control: own, exact: true };
  }
  const cell = own ?? document.getElementById(anchor);
  const row = cell?.closest("tr");
  if (row) return { key: `row/${cell.id}`, row, control: own, exact: false };
  const [kind, key] = subject.split(":");
  const measure = kind === "measure" && document.getElementById(`measure-${key}`);
  if (measure) {
    const part = anchor === "evidence" && measure.querySelector("#evidence");
    return { key: `${subject}/${part ? "evidence" : ""}`, within: part || measure, exact: false };
  }
  const analysis = kind === "analysis" && document.getElementById(`row-${key}`);
  if (analysis) return { key: subject, within: analysis, exact: false };
  const named = anchor && document.getElementById(anchor);
  const head = named?.matches("section") && named.querySelector(".section-head");
  if (head) return { key: anchor, after: head, exact: false };
  if (named?.matches("input, textarea")) return { key: anchor, after: named.closest("div") ?? named, control: named, exact: true };
  if (named && !named.matches("tr, td, th")) return { key: anchor, after: named.closest("div") ?? named, exact: false };
  return null;
}

function place() {
  const wanted = new Map();
  for (const finding of found.querySelectorAll("[data-finding]")) {
    const at = seat(finding);
    if (!at) continue;
    const known = wanted.get(at.key) ?? { ...at, findings: [] };
    const shown = finding.cloneNode(true);
    const words = shown.querySelector("[data-show-words]");
    if (at.exact) {
      shown.querySelector("[data-place]")?.remove();
      if (words && at.control.setSelectionRange) words.hidden = false;
    }
    for (const back of shown.querySelectorAll("input[name=back]")) back.value = location.pathname + location.search;
    known.findings.push(shown);
    wanted.set(at.key, known);
  }
  for (const old of document.querySelectorAll("[data-findings-of]")) {
    if (wanted.has(old.dataset.findingsOf)) continue;
    describe(old, null);
    (old.closest("tr.finding-row") ?? old).remove();
  }
  for (const [key, { findings, ...at }] of wanted) {
    const slot = document.querySelector(`[data-findings-of="${CSS.escape(key)}"]`) ?? open(key, at);
    const marks = findings.map((each) => `${each.dataset.finding}${each.dataset.start ?? ""}`).join(" ");
    if (slot.dataset.marks === marks && slot.isConnected) continue;
    const held = slot.contains(document.activeElement);
    slot.dataset.marks = marks;
    slot.replaceChildren(...findings);
    describe(slot, at.control);
    if (held) (at.control ?? slot.querySelector("a, button"))?.focus();
  }
  const count = found.querySelector("[data-count]");
  if (source.dataset.said !== count.textContent) {
    source.dataset.said = count.textContent;
    source.replaceChildren(...[...count.cloneNode(true).childNodes]);
  }
}

function open(key, at) {
  const slot = document.createElement("div");
  slot.className = "findings-beside no-print";
  slot.dataset.findingsOf = key;
  slot.id = `findings-${key.replace(/[^\w-]/g, "-")}`;
  if (at.row) {
    const row = document.createElement("tr");
    row.className = "finding-row";
    const cell = document.createElement("td");
    cell.colSpan = [...at.row.cells].reduce((sum, each) => sum + each.colSpan, 0);
    cell.append(slot);
    row.append(cell);
    row.setAttribute("role", "row");
    cell.setAttribute("role", "cell");
    at.row.after(row);
  } else if (at.within) at.within.append(slot);
  else at.after.after(slot);
  return slot;
}

// A screen reader says what was found when it comes to the field.
function describe(slot, own) {
  for (const each of document.querySelectorAll(`[aria-describedby~="${slot.id}"]`)) {
    const left = each.getAttribute("aria-describedby").split(/\s+/).filter((id) => id !== slot.id);
    if (left.length) each.setAttribute("aria-describedby", left.join(" "));
    else each.removeAttribute("aria-describedby");
  }
  if (own) own.setAttribute("aria-describedby", `${own.getAttribute("aria-describedby") ?? ""} ${slot.id}`.trim());
}

function choose(own, start, end) {
  own.focus();
  own.setSelectionRange?.(start, end);
  own.scrollIntoView({ block: "center" });
}

// One click writes into the field that is open here, as if it were typed: it saves itself and can be undone.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-mend]");
  if (!form || !source) return;
  const { start, end, quote, replacement } = form.dataset;
  const own = fieldOf(form.closest("[data-finding]"));
  if (!own) return;
  event.preventDefault();
  if (own.matches("select")) {
    if (![...own.options].some((each) => each.value === replacement)) return form.submit();
    own.value = replacement;
  } else {
    if (own.value.slice(Number(start), Number(end)) !== quote) return soon(0);
    choose(own, Number(start), Number(end));
    if (!document.execCommand("insertText", false, replacement)) own.setRangeText(replacement);
  }
  own.dispatchEvent(new Event("input", { bubbles: true }));
  own.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("click", (event) => {
  const finding = event.target.closest("[data-show-words]")?.closest("[data-finding]");
  if (!finding) return;
  const { start, end, quote } = finding.dataset;
  const own = fieldOf(finding);
  if (!own) return;
  const at = own.value.slice(Number(start), Number(end)) === quote ? Number(start) : own.value.indexOf(quote);
  if (at >= 0) choose(own, at, at + quote.length);
});

// A link to a field may say which words of it are meant: ?at=12-17#id_outcome
function arrive() {
  const [start, end] = (new URLSearchParams(location.search).get("at") ?? "").split("-").map(Number);
  const own = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (end > start && own?.matches("textarea, input")) choose(own, start, end);
}

if (source) {
  document.querySelector(".stickybar .page h1")?.after(source);
  document.addEventListener("desk:saved", () => soon());
  document.addEventListener("desk:bind", () => (found ? place() : null, soon()));
  requestAnimationFrame(arrive);
  ask();
}
