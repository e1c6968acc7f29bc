// Changes of a text while it is written, as {text, start, end}: what stands there afterwards and what is selected.
// They know no page; celltext.js puts them into the textarea.
import { before, numberOf, readLine, shift, withNumber } from "./celltext_lines.js";

const STEP = "  ";

function place(text, at) {
  const lines = text.split("\n");
  let index = 0;
  let start = 0;
  while (index < lines.length - 1 && start + lines[index].length < at) {
    start += lines[index].length + 1;
    index += 1;
  }
  return { lines, index, start, column: at - start };
}

const offset = (lines, index) => lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);

// Enter: the next item, or the end of the list after an item without text. Null: an ordinary line break.
export function breakLine(text, start, end) {
  if (start !== end) return null;
  const { lines, index, column } = place(text, start);
  const line = readLine(lines[index]);
  if (!line.label || column < line.content) return null;
  if (!lines[index].slice(line.content).trim()) return endList(lines, index, line);
  const number = numberOf(line.label);
  const plain = line.label.family === "dash" || line.label.family === "bullet";
  const label = plain ? line.label.text : number === null ? null : withNumber(line.label, number + 1);
  if (label === null) return null;
  const head = lines[index].slice(0, column).trimEnd();
  const next = " ".repeat(line.indent) + label + (line.label.gap || "");
  lines.splice(index, 1, head, next + lines[index].slice(column).trimStart());
  if (!plain) shift(lines, index + 2, { indent: line.indent, family: line.label.family }, number + 1, 1);
  const at = offset(lines, index + 1) + next.length;
  return { text: lines.join("\n"), start: at, end: at };
}

function endList(lines, index, line) {
  dropLabel(lines, index, line);
  const at = offset(lines, index);
  return { text: lines.join("\n"), start: at, end: at };
}

function dropLabel(lines, index, line) {
  const number = numberOf(line.label);
  lines[index] = lines[index].slice(line.content);
  if (number !== null) shift(lines, index + 1, { indent: line.indent, family: line.label.family }, number + 1, -1);
}

// Backspace right after a label takes the whole label away.
export function eraseLabel(text, start, end) {
  if (start !== end) return null;
  const { lines, index, column } = place(text, start);
  const line = readLine(lines[index]);
  if (!line.label || column !== line.content) return null;
  dropLabel(lines, index, line);
  const at = offset(lines, index);
  return { text: lines.join("\n"), start: at, end: at };
}

// After lines were deleted by other means: the items below count on from those above. Null: nothing to do.
export function renumbered(old, text, start) {
  const was = old.split("\n");
  const lines = text.split("\n");
  if (lines.length >= was.length) return null;
  let tail = 0;
  while (tail < lines.length && was.at(-1 - tail) === lines.at(-1 - tail)) tail += 1;
  const first = lines.length - tail;
  for (let at = first; at < lines.length; at += 1) {
    const line = readLine(lines[at]);
    if (!line.label) continue;
    const number = numberOf(line.label);
    const run = { indent: line.indent, family: line.label.family };
    const here = was.length - tail + at - first;
    const above = before(was, here, run);
    if (number === null || !above || numberOf(above.label) !== number - 1) return null;
    const gone = members(was, here, run) - members(lines, at, run);
    if (gone < 1) return null;
    shift(lines, at, run, number, -gone);
    return { text: lines.join("\n"), start, end: start };
  }
  return null;
}

function members(lines, end, { indent, family }) {
  return lines.slice(0, end).map(readLine).filter((line) => line.label && line.indent === indent && line.label.family === family).length;
}

// Ctrl+] and Ctrl+[: the selected lines a level deeper or back.
export function indented(text, start, end, deeper) {
  return eachLine(text, start, end, (line) => (deeper ? STEP + line : line.replace(/^ {1,2}/, "")));
}

// The numbering button: the selected lines become items that count on, or lose their labels when all have one.
export function numbered(text, start, end, sample) {
  const { lines, index } = place(text, start);
  const last = place(text, end).index;
  const chosen = lines.slice(index, last + 1);
  const all = chosen.filter((line) => line.trim());
  const labelled = all.length > 0 && all.every((line) => {
    const { label } = readLine(line);
    return label && numberOf(label) !== null;
  });
  if (labelled) return eachLine(text, start, end, (line) => " ".repeat(readLine(line).indent) + line.slice(readLine(line).content));
  let label = { text: sample, gap: " ", family: "" };
  let number = 0;
  for (let at = index - 1; at >= 0 && !number; at -= 1) {
    const line = readLine(lines[at]);
    if (line.label && line.indent === 0 && numberOf(line.label) !== null) [label, number] = [line.label, numberOf(line.label)];
  }
  return eachLine(text, start, end, (line) => {
    if (!line.trim() && chosen.length > 1) return line;
    const { indent, content } = readLine(line);
    number += 1;
    return " ".repeat(indent) + (withNumber(label, number) ?? sample) + (label.gap || " ") + line.slice(content);
  });
}

function eachLine(text, start, end, change) {
  const { lines, index } = place(text, start);
  const last = place(text, end).index;
  const length = lines[index].length;
  let grown = 0;
  for (let at = index; at <= last; at += 1) {
    const line = change(lines[at]);
    grown += line.length - lines[at].length;
    lines[at] = line;
  }
  const moved = Math.max(offset(lines, index), start + lines[index].length - length);
  return { text: lines.join("\n"), start: moved, end: Math.max(moved, end + grown) };
}

// Bold and underline: the mark around the selected words of each line, or taken off when it is there.
export function marked(text, start, end, mark) {
  if (start === end) return { text: text.slice(0, start) + mark + mark + text.slice(end), start: start + mark.length, end: start + mark.length };
  const inside = text.slice(start, end);
  if (text.slice(start - mark.length, start) === mark && text.slice(end, end + mark.length) === mark) {
    return { text: text.slice(0, start - mark.length) + inside + text.slice(end + mark.length), start: start - mark.length, end: end - mark.length };
  }
  const parts = inside.split("\n").map((part, index) => {
    const whole = index > 0 || start === 0 || text[start - 1] === "\n";
    const from = whole ? readLine(part).content : part.length - part.trimStart().length;
    const body = part.slice(from).trimEnd();
    return { head: part.slice(0, from), body, tail: part.slice(from + body.length) };
  });
  const filled = parts.filter(({ body }) => body);
  const has = filled.length > 0 && filled.every(({ body }) => body.length > 2 * mark.length && body.startsWith(mark) && body.endsWith(mark));
  const made = parts.map(({ head, body, tail }) => {
    if (!body) return head + tail;
    return head + (has ? body.slice(mark.length, -mark.length) : mark + body + mark) + tail;
  }).join("\n");
  return { text: text.slice(0, start) + made + text.slice(end), start, end: start + made.length };
}
