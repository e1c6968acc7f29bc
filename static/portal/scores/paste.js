// A block copied from Excel, Word or a web page: its cells, and the fields of the grid they belong to.
import { arabic, difference, read, scoreOf } from "./rules.js";

/** Rows of texts, or null when there is nothing but words. */
export function blockFrom(data) {
  const html = data.getData("text/html");
  const rows = /<table/i.test(html) ? fromHtml(html) : fromText(data.getData("text/plain"));
  while (rows.length && rows.at(-1).every((text) => !text)) rows.pop();
  return rows.length ? rows : null;
}

/** Spreadsheets put a cell that holds a line break or a tab into quotes. */
function fromText(text) {
  const rows = [[]];
  for (const [, quoted, bare, end] of text.replace(/\r\n?/g, "\n").matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g)) {
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? bare).trim());
    if (end === "\n") rows.push([]);
    if (!end) break;
  }
  return rows;
}

function fromHtml(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const rows = [];
  let base = 0;
  for (const table of page.querySelectorAll("table")) {
    [...table.rows].forEach((row, index) => {
      let column = 0;
      const at = base + index;
      rows[at] ??= [];
      for (const cell of row.cells) {
        while (rows[at][column] !== undefined) column += 1;
        for (let down = 0; down < Math.min(cell.rowSpan || 1, table.rows.length - index); down += 1) {
          rows[at + down] ??= [];
          for (let right = 0; right < cell.colSpan; right += 1) rows[at + down][column + right] = "";
        }
        rows[at][column] = textOf(cell);
        column += cell.colSpan;
      }
    });
    base = rows.length;
  }
  return rows.map((row) => Array.from(row, (text) => text ?? ""));
}

function textOf(cell) {
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    const inner = [...node.childNodes].map(walk).join("");
    return node.nodeName === "BR" ? "\n" : /^(P|DIV|LI)$/.test(node.nodeName) ? `${inner}\n` : inner;
  };
  return walk(cell).replace(/ *\n */g, "\n").trim();
}

/** `i1`, `O35`, `ข้อ i1`, `๐๓๕` and `1๑` as the keys of rows; `ตัวชี้วัดที่ ๓` is `3`. Null for other texts. */
export function keyOf(text) {
  const plain = arabic(text.trim().replace(/^1(?=[๐-๙])/, "i")).toLowerCase();
  const indicator = /^ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?!\d)/.exec(plain);
  if (indicator) return String(Number(indicator[1]));
  const code = /^(?:ข้อ(?:ที่)?\s*)?([ieo0])\s*(\d{1,2})(?=$|[\s.):–-])/.exec(plain);
  return code && code[2] !== "0" ? `${code[1].replace("0", "o")}${Number(code[2])}` : null;
}

function column(rows, at) {
  return rows.map((row) => row[at] ?? "");
}

function numeric(texts) {
  const filled = texts.filter((text) => text);
  return filled.length > 0 && filled.filter((text) => read(text).score !== undefined && /\d/.test(arabic(text))).length * 2 >= filled.length;
}

/**
 * Which field takes which text: `writes` are [control, text], `unmatched` counts rows that have no place.
 * `grid` knows rows by key and in order, with their controls by column (`before`, `now`, `remark`) and the years.
 */
export function placed(block, control, grid) {
  const width = Math.max(...block.map((row) => row.length));
  const keyed = Array.from({ length: width }, (_, at) => {
    const keys = column(block, at).map((text) => grid.find(text));
    return { at, keys, hits: keys.filter((row) => row).length };
  });
  const best = keyed.reduce((one, other) => (other.hits > one.hits ? other : one));
  const filled = column(block, best.at).filter((text) => text).length;
  return width > 1 && best.hits && best.hits * 2 >= filled
    ? byCode(block, best, width, grid)
    : downward(block, width, control, grid);
}

function byCode(block, { at, keys }, width, grid) {
  const first = keys.findIndex((row) => row);
  const headings = Array.from({ length: width }, (_, each) => arabic(column(block.slice(0, first), each).join(" ")));
  const body = block.map((row, index) => ({ row, target: keys[index] })).slice(first);
  const columns = chosenColumns(body, headings, at, width, grid);
  const writes = [];
  let unmatched = 0;
  for (const { row, target } of body) {
    const texts = Object.entries(columns).map(([name, each]) => [name, row[each] ?? ""]);
    if (!target) {
      unmatched += texts.some(([name, text]) => name !== "remark" && text && read(text).score !== undefined) ? 1 : 0;
      continue;
    }
    for (const [name, text] of texts) if (text && target.controls[name]) writes.push([target.controls[name], text]);
  }
  return { writes, unmatched };
}

/** Columns of the block by their names in the grid: from their headings, else from what they hold. */
function chosenColumns(body, headings, code, width, grid) {
  const columns = {};
  const numbers = [];
  let remark = null;
  for (let at = code + 1; at < width; at += 1) {
    const texts = body.filter(({ target }) => target).map(({ row }) => row[at] ?? "");
    if (/หมายเหตุ|เหตุผล|remark/i.test(headings[at])) remark ??= at;
    else if (/ผลต่าง|difference/i.test(headings[at])) continue;
    else if (headings[at].includes(grid.year)) columns.now ??= at;
    else if (headings[at].includes(grid.yearBefore)) columns.before ??= at;
    else if (numeric(texts)) numbers.push(at);
    else if (texts.some((text) => text) && (numbers.length || columns.now !== undefined)) remark ??= at;
  }
  if (columns.now === undefined && numbers.length) Object.assign(columns, byNumbers(body, numbers, grid));
  return remark === null ? columns : { ...columns, remark };
}

/** Tables put the older year first, and may end with the difference. */
function byNumbers(body, numbers, grid) {
  const known = body.filter(({ target }) => target);
  const score = (row, at) => scoreOf(row[at] ?? "");
  let kept = numbers;
  if (kept.length > 2) {
    const [before, now, last] = kept.slice(-3);
    const gap = ({ row }) => difference(score(row, before), score(row, now));
    if (known.every((each) => gap(each) === null || Math.abs(gap(each)) === score(each.row, last))) kept = kept.slice(0, -1);
  }
  if (kept.length === 1) return { now: kept[0] };
  const older = (at) => {
    const pairs = known.map(({ row, target }) => [score(row, at), target.before()]).filter(([, before]) => before !== null);
    return pairs.length > 0 && pairs.every(([typed, before]) => typed === null || typed === before);
  };
  const before = kept.find(older) ?? kept.at(-2);
  return { before, now: kept.filter((at) => at !== before).at(-1) };
}

/** Without codes: from the focused field downwards, and to the right. */
function downward(block, width, control, grid) {
  const own = grid.rowOf(control);
  if (!own) return along(block, control, grid);
  const names = ["before", "now", "remark"].filter((name) => grid.has(name));
  const wanted = names.slice(names.indexOf(control.dataset.column));
  let start = 0;
  let rows = block;
  if (wanted[0] !== "remark") {
    const found = Array.from({ length: width }, (_, at) => numeric(column(block, at))).indexOf(true);
    start = Math.max(found, 0);
    const heading = (text) => text && !/\d/.test(arabic(text));
    if (found >= 0 && rows.length > 1 && heading(rows[0][start] ?? "")) rows = rows.slice(1);
  }
  const targets = grid.below(own, rows.length);
  const writes = [];
  wanted.forEach((name, step) => {
    const texts = column(rows, start + step);
    if (name === "remark" && step > 0 && numeric(texts)) return;
    texts.forEach((text, index) => {
      const target = targets[index]?.controls[name];
      if (text && target) writes.push([target, text]);
    });
  });
  const beyond = rows.slice(targets.length).filter((row) => row.some((text) => text));
  return { writes, unmatched: beyond.length };
}

/** The announced figures stand in one line: a row or a column fills it from the focused one on. */
function along(block, control, grid) {
  const line = grid.line(control);
  const texts = block.flat().filter((text) => text);
  const writes = texts.slice(0, line.length).map((text, index) => [line[index], text]);
  return { writes, unmatched: Math.max(0, texts.length - line.length) };
}
