// Fields of cell text. Every textarea.celltext grows, continues numbering, has a bar of its own and takes tables and
// lists pasted from Word; while nobody edits it, it shows its text as it will print.
import { breakLine, eraseLabel, indented, marked, numbered, renumbered } from "./celltext_edit.js";
import { readInline } from "./celltext_inline.js";
import { readLine } from "./celltext_lines.js";
import { fromHtml } from "./celltext_paste.js";

const MARKS = { bold: "**", underline: "__" };
const grows = CSS.supports("field-sizing", "content");
const known = new WeakSet();

function enhance(area) {
  if (known.has(area)) return;
  known.add(area);
  const box = area.closest(".cellbox") ?? wrap(area);
  const print = box.querySelector("[data-print]");
  const bar = area.dataset.bar === "none" ? null : addBar(box, area);
  const pair = document.createElement("div");
  pair.className = "cellpair";
  area.before(pair);
  pair.append(area);
  if (print) pair.append(print);
  write(area);
  if (print) show(area, print, pair, box);
  if (!grows) grow(area);
  box.addEventListener("focusin", (event) => box.classList.toggle("is-bar-focus", Boolean(bar?.contains(event.target))));
}

function wrap(area) {
  const box = document.createElement("div");
  box.className = "cellbox";
  area.before(box);
  box.append(area);
  return box;
}

// Puts a changed text into the textarea as one step of the browser's own undo.
function put(area, made) {
  const old = area.value;
  let head = 0;
  while (head < old.length && old[head] === made.text[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < made.text.length - head && old.at(-1 - tail) === made.text.at(-1 - tail)) tail += 1;
  if (old !== made.text) {
    area.setSelectionRange(head, old.length - tail);
    const text = made.text.slice(head, made.text.length - tail);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done || area.value !== made.text) {
      area.setRangeText(made.text, 0, area.value.length);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  area.setSelectionRange(made.start, made.end);
}

function write(area) {
  let old = area.value;
  let busy = false;
  const apply = (made) => {
    if (!made) return false;
    busy = true;
    put(area, made);
    busy = false;
    old = area.value;
    return true;
  };
  area.addEventListener("beforeinput", () => {
    if (!busy) old = area.value;
  });
  area.addEventListener("input", (event) => {
    if (busy || event.isComposing || !/^delete/.test(event.inputType ?? "")) return;
    const made = renumbered(old, area.value, area.selectionStart);
    if (made) apply(made);
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const { value, selectionStart: start, selectionEnd: end } = area;
    const control = event.ctrlKey || event.metaKey;
    let done = false;
    if (event.key === "Enter" && !control && !event.shiftKey) done = apply(breakLine(value, start, end));
    else if (event.key === "Backspace" && !control) done = apply(eraseLabel(value, start, end));
    else if (control && event.code === "KeyB") done = act(area, apply, "bold");
    else if (control && event.code === "KeyU") done = act(area, apply, "underline");
    else if (control && event.code === "BracketRight") done = act(area, apply, "indent");
    else if (control && event.code === "BracketLeft") done = act(area, apply, "outdent");
    if (done) event.preventDefault();
  });
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const text = html ? fromHtml(html) : "";
    if (!text) return;
    event.preventDefault();
    apply(pasted(area, text));
  });
  area.addEventListener("celltext:do", (event) => act(area, apply, event.detail));
}

// Lines that begin with a label of their own take the place of an item that was still empty.
function pasted(area, text) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const line = readLine(value.slice(from, start));
  const replaces = line.label && !value.slice(from + line.content, start).trim() && readLine(text.split("\n")[0]).label;
  const head = value.slice(0, replaces ? from : start);
  return { text: head + text + value.slice(end), start: head.length + text.length, end: head.length + text.length };
}

function act(area, apply, name) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  if (name in MARKS) {
    const [from, to] = start === end ? wordAt(value, start) : [start, end];
    return apply(marked(value, from, to, MARKS[name]));
  }
  if (name === "indent" || name === "outdent") return apply(indented(value, start, end, name === "indent"));
  if (name === "number") return apply(numbered(value, start, end, area.dataset.label ?? "๑."));
  if (name === "undo") {
    area.focus();
    document.execCommand("undo");
  }
  return false;
}

// The word around the caret, Thai ones too; where none is, nothing.
function wordAt(text, at) {
  if (typeof Intl.Segmenter !== "function") return [at, at];
  const from = text.lastIndexOf("\n", at - 1) + 1;
  const to = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
  for (const { segment, index, isWordLike } of new Intl.Segmenter("th", { granularity: "word" }).segment(text.slice(from, to))) {
    const start = from + index;
    if (isWordLike && start < at && at < start + segment.length) return [start, start + segment.length];
  }
  return [at, at];
}

function addBar(box, area) {
  const bar = document.getElementById("celltext-bar")?.content.firstElementChild?.cloneNode(true);
  if (!bar) return null;
  bar.setAttribute("aria-controls", area.id);
  const link = bar.querySelector("[data-history]");
  if (link && area.dataset.historyUrl) {
    link.href = area.dataset.historyUrl;
    link.hidden = false;
  }
  for (const extra of document.querySelectorAll(`[data-bar-for="${CSS.escape(area.id)}"]`)) bar.querySelector("[data-bar-slot]").append(extra);
  const stops = () => [...bar.querySelectorAll("button, a")].filter((each) => !each.hidden);
  stops().forEach((each, index) => (each.tabIndex = index ? -1 : 0));
  bar.addEventListener("mousedown", (event) => event.target.closest("[data-do]") && event.preventDefault());
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (!name) return;
    area.focus();
    area.dispatchEvent(new CustomEvent("celltext:do", { detail: name }));
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const list = stops();
    const next = list[list.indexOf(document.activeElement) + step];
    if (!step || !next) return;
    event.preventDefault();
    list.forEach((each) => (each.tabIndex = each === next ? 0 : -1));
    next.focus();
  });
  box.prepend(bar);
  return bar;
}

// The text as it prints lies over the textarea while that has no focus and is saved as it is shown.
function show(area, print, pair, box) {
  let shown = area.defaultValue;
  print.setAttribute("aria-hidden", "true");
  print.hidden = false;
  const quiet = () => {
    for (const link of print.querySelectorAll("a")) link.tabIndex = -1;
  };
  const settle = () => {
    const may = !box.matches(":focus-within") && area.value.trim() && area.value === shown && !area.matches("[aria-invalid=true]");
    pair.classList.toggle("is-print", Boolean(may));
    pair.classList.toggle("is-stale", area.value !== shown);
  };
  const take = (html, text) => {
    print.innerHTML = html; // written and escaped by the server
    shown = text;
    quiet();
    settle();
  };
  area.addEventListener("desk:saved", ({ detail }) => {
    const typed = area.value;
    const same = detail.text === typed.replace(/\s+$/, "") || detail.text === typed.normalize("NFC").replace(/\s+$/, "");
    if (same && detail.html !== undefined) take(detail.html, typed);
  });
  area.addEventListener("desk:updated", ({ detail }) => take(detail.html, area.value));
  for (const name of ["input", "desk:set", "desk:invalid", "desk:conflict"]) area.addEventListener(name, settle);
  box.addEventListener("focusin", settle);
  box.addEventListener("focusout", () => setTimeout(settle));
  print.addEventListener("click", (event) => {
    if (event.target.closest("a") && (event.ctrlKey || event.metaKey)) return;
    if (!getSelection().isCollapsed && print.contains(getSelection().anchorNode)) return;
    event.preventDefault();
    const at = caretAt(area, print, event);
    area.focus({ preventScroll: true });
    if (at !== null) area.setSelectionRange(at, at);
  });
  quiet();
  settle();
}

// Where in the source the clicked spot of the printed text stands.
function caretAt(area, print, { clientX, clientY }) {
  const found = document.caretPositionFromPoint?.(clientX, clientY);
  const range = found ? { node: found.offsetNode, offset: found.offset } : rangeAt(clientX, clientY);
  const block = range && print.contains(range.node) ? (range.node.nodeType === 3 ? range.node.parentElement : range.node).closest("li, p") : null;
  if (!block) return area.value.length;
  const number = [...print.querySelectorAll("li, p")].indexOf(block);
  const lines = area.value.split("\n");
  let seen = -1;
  let start = 0;
  for (const line of lines) {
    if (line.trim()) seen += 1;
    if (seen === number) return start + column(line, block, range);
    start += line.length + 1;
  }
  return area.value.length;
}

function rangeAt(x, y) {
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

function column(line, block, { node, offset }) {
  const body = block.matches("li") ? block.lastElementChild : block;
  if (!body.contains(node)) return readLine(line).content;
  const before = document.createRange();
  before.setStart(body, 0);
  before.setEnd(node, offset);
  const wanted = before.toString().length;
  const from = readLine(line).content;
  let at = from;
  while (at < line.length && readInline(line.slice(from, at)).length < wanted) at += 1;
  return at;
}

function grow(area) {
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  for (const name of ["input", "desk:set", "focus"]) area.addEventListener(name, fit);
  fit();
}

function all(root) {
  for (const area of root.querySelectorAll("textarea.celltext")) enhance(area);
}

document.addEventListener("desk:bind", (event) => all(event.target));
all(document);
