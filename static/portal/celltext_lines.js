// Lines of cell text while somebody writes: their labels (๑. 1) (๒) ก. - •), the next label, and numbers in order.
// What counts as a label is told by ita_portal/thai/labels.py; here a label may also stand alone, just typed.
const DIGIT = "[0-9๐-๙]";
const NUMBER = `${DIGIT}{1,3}`;
const DASHES = "\\-‐‑–—";
const BULLETS = "•●▪◦‣·○■□▫►▶➢➤✓✔❖◆◇⚫";
const ENUMERATING = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณด";
const LABEL = new RegExp(
  `^(?:(?<sub>${NUMBER}(?:\\.${NUMBER})+[.)]?)` +
  `|(?<number>\\(${NUMBER}\\)|${NUMBER}(?:\\.\\)|[.)]))(?!(?<=\\.)${DIGIT})` +
  `|(?<letter>\\([ก-ฮa-zA-Z]\\)|[ก-ฮa-zA-Z]\\)|[${ENUMERATING}]\\.(?=[ \\t\\u00a0]|$))` +
  `|(?<dash>[${DASHES}])(?![${DASHES}0-9๐-๙.])` +
  `|(?<bullet>[${BULLETS}]))`,
);
const UNIT = new RegExp(
  "^(?:น\\.|คะแนน|ร้อยละ|เปอร์เซ็นต์|%|(?:(?:ล้าน|แสน|หมื่น|พัน)?บาท|ล้าน|แสน|หมื่น|พัน|เท่า|กิโลเมตร|กม|เมตร|เซนติเมตร|ซม|ตร|" +
  "ตารางเมตร|ไร่|ลิตร|ตัน|กิโลกรัม|กก|ชั่วโมง|ชม|นาที|เดือน|ปี|วัน|คน|ครั้ง|ราย|แห่ง)(?![ก-ฮะ-ูเ-ไ็-์]))",
);
const THAI = "๐๑๒๓๔๕๖๗๘๙";
// The order in which items are lettered: the two letters nobody writes are passed over.
const LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณด";

export const arabic = (text) => text.replace(/[๐-๙]/g, (digit) => THAI.indexOf(digit));
const inDigitsOf = (sample, number) => (/[๐-๙]/.test(sample) ? String(number).replace(/\d/g, (digit) => THAI[digit]) : String(number));

// {text, gap, family} of the label at the very start of a line, or null; `alone` accepts one without text after it.
export function matchLabel(line, alone = false) {
  const match = LABEL.exec(line);
  if (!match) return null;
  const after = line.slice(match[0].length);
  const rest = after.replace(/^[ \t\u00a0]+/, "");
  const gap = after.slice(0, after.length - rest.length);
  const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
  if (!rest.trim() && !(alone && (gap || kind === "number"))) return null;
  if (kind === "dash" && rest && new RegExp(`^[${DASHES}\\s]*$`).test(rest)) return null;
  if (kind === "sub" && !isSubNumber(match[0], gap, rest)) return null;
  return { text: match[0], gap, family: familyOf(kind, match[0]) };
}

function isSubNumber(label, gap, rest) {
  const later = label.replace(/[.)]$/, "").split(".").slice(1).map(arabic);
  if (later.some((part) => part.startsWith("0") || Number(part) > 29)) return false;
  if (/[.)]$/.test(label)) return !/^[0-9๐-๙]/.test(rest) || Boolean(gap);
  if (!gap && !/^[ก-ฮเแโใไA-Za-z]/.test(rest)) return false;
  return !UNIT.test(rest) && !"-–—+×x=/,)%".includes(rest[0] ?? " ");
}

function familyOf(kind, label) {
  if (kind === "sub") return `sub${label.replace(/[.)]$/, "").split(/[.)]/).length}`;
  return kind === "dash" || kind === "bullet" ? kind : kind + label.replace(/[^().]+/g, "");
}

// A line as {indent, label, rest}; marks may open before the label (**๑. …).
export function readLine(line) {
  const indent = line.length - line.trimStart().length;
  const bare = line.slice(indent);
  const marks = /^(?:\*\*|__)+/.exec(bare)?.[0] ?? "";
  const label = matchLabel(bare, true) ?? (marks ? matchLabel(bare.slice(marks.length), true) : null);
  const start = label && !matchLabel(bare, true) ? indent + marks.length : indent;
  return { indent, start, label, content: label ? start + label.text.length + label.gap.length : indent };
}

export function numberOf(label) {
  const digits = arabic(label.text).replace(/^\(|[).]+$/g, "");
  const last = digits.split(".").at(-1);
  if (/^\d{1,3}$/.test(last)) return Number(last);
  const letter = digits.length === 1 ? LETTERS.indexOf(digits) : -1;
  if (letter >= 0) return letter + 1;
  return /^[a-y]$/i.test(digits) ? digits.toLowerCase().charCodeAt(0) - 96 : null;
}

// The same label with another number: ๑. → ๒., (ก) → (ข), 1.2 → 1.3; null past the last letter.
export function withNumber(label, number) {
  const text = label.text;
  if (label.family === "dash" || label.family === "bullet") return text;
  const digits = [...text.matchAll(/[0-9๐-๙]+/g)].at(-1);
  if (digits) return text.slice(0, digits.index) + inDigitsOf(digits[0], number) + text.slice(digits.index + digits[0].length);
  const old = /[ก-ฮa-zA-Z]/.exec(text)[0];
  const row = /[ก-ฮ]/.test(old) ? LETTERS : old === old.toLowerCase() ? "abcdefghijklmnopqrstuvwxyz" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return row[number - 1] ? text.replace(old, row[number - 1]) : null;
}

// Shift the numbers of the items from `index` on that counted on from `first` in the same run.
export function shift(lines, index, { indent, family }, first, by) {
  let expected = first;
  for (let at = index; at < lines.length; at += 1) {
    const line = readLine(lines[at]);
    if (!line.label) continue;
    if (line.indent > indent) continue;
    if (line.indent < indent) return;
    if (line.label.family !== family) {
      if (line.label.family === "dash" || line.label.family === "bullet") continue;
      return;
    }
    if (numberOf(line.label) !== expected) return;
    const label = withNumber(line.label, expected + by);
    if (label === null || expected + by < 1) return;
    lines[at] = lines[at].slice(0, line.start) + label + lines[at].slice(line.start + line.label.text.length);
    expected += 1;
  }
}

// The item before `index` in the run of an item with this indent and family.
export function before(lines, index, { indent, family }) {
  for (let at = index - 1; at >= 0; at -= 1) {
    const line = readLine(lines[at]);
    if (!line.label || line.indent > indent) continue;
    if (line.indent < indent) return null;
    if (line.label.family === family) return line;
    if (line.label.family !== "dash" && line.label.family !== "bullet") return null;
  }
  return null;
}

// Top-level items of a cell, as celltext.count_items counts them.
export function countItems(text) {
  const items = text.split("\n").map((line) => ({ line: line.trimStart(), indent: line.length - line.trimStart().length }))
    .map(({ line, indent }) => ({ label: matchLabel(line.replace(/^(?:\*\*|__)+/, "")), indent })).filter(({ label }) => label);
  if (!items.length) return 0;
  const outermost = Math.min(...items.map(({ indent }) => indent)) + 1;
  const families = items.filter(({ indent }) => indent <= outermost).map(({ label }) => label.family);
  return families.filter((family) => family === families[0]).length;
}
