// Marks inside a line of cell text, **bold** and __underline__: written from styled pieces, read from a line.
// The rules are those of ita_portal/thai/inline.py; a piece is {text, bold, underline, href}.
const URL_PATTERN = String.raw`https?:\/\/[A-Za-z0-9\[](?:[!#-'(),\-.\/0-9:;=?@A-Z\[\]_a-z~$&+%]|\\[*_\\])*`;
const TOKEN = new RegExp(String.raw`(?<escape>\\[*_\\])|(?<url>${URL_PATTERN})|(?<stars>\*+)|(?<lines>_+)`, "gi");
const RUN = /\\+|\*+|_+/g;
export const INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

export const isBlank = (text) => !text.replace(INVISIBLE, "").trim();
const plain = ({ bold, underline }) => !bold && !underline;

export function merge(pieces) {
  const merged = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const joins = last && !last.href && !piece.href && last.bold === piece.bold && last.underline === piece.underline;
    if (joins) merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged;
}

export function escapeLine(text) {
  return text.replace(RUN, (run, at) => {
    const edge = at === 0 || at + run.length === text.length;
    if (run[0] === "\\") {
      const next = text[at + run.length];
      return run.length === 1 && next !== undefined && !"*_".includes(next) ? run : run + run;
    }
    return run.length === 2 || edge ? [...run].map((character) => `\\${character}`).join("") : run;
  });
}

// The visible text of a line.
export function readInline(line) {
  return tokens(line).map((token) => (token.switches ? "" : token.text)).join("");
}

function tokens(line) {
  const found = [];
  let at = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(line); match; match = TOKEN.exec(line)) {
    found.push({ text: line.slice(at, match.index), mark: "" });
    at = match.index + match[0].length;
    if (match.groups.escape) found.push({ text: match[0][1], mark: "" });
    else if (match.groups.url) {
      const written = trimmed(match[0]);
      at = match.index + written.length;
      TOKEN.lastIndex = at;
      found.push({ text: written.replace(/\\([*_\\])/g, "$1"), mark: "" });
    } else found.push({ text: match[0], mark: match[0].length === 2 ? match[0] : "" });
  }
  found.push({ text: line.slice(at), mark: "" });
  for (const mark of ["**", "__"]) pair(found, mark);
  return found;
}

function trimmed(address) {
  let end = address.length;
  const count = (character) => address.slice(0, end).split(character).length - 1;
  for (;;) {
    const last = address[end - 1];
    const escaped = address[end - 2] === "\\";
    if (end < 1 || escaped) break;
    if (last === ")" || last === "]") {
      if (count(last) <= count(last === ")" ? "(" : "[")) break;
    } else if (!".,;:!?'_".includes(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function pair(found, mark) {
  let opening = null;
  let seen = false;
  for (const token of found) {
    if (token.mark === mark) {
      if (opening && seen) {
        opening.switches = token.switches = true;
        opening = null;
      } else [opening, seen] = [token, false];
    } else if (!token.mark && !isBlank(token.text)) seen = true;
  }
}

// The line that shows these pieces; styles are given up where marks beside each other would spoil the text.
export function writeInline(pieces) {
  const wanted = withoutBlankStyles(merge(pieces)).filter(({ text }) => text);
  const text = wanted.map((piece) => piece.text).join("");
  if (wanted.length === 1 && plain(wanted[0])) return escapeLine(text);
  for (const tried of [wanted, wanted.map((piece) => ({ ...piece, underline: false }))]) {
    const line = withMarks(merge(tried));
    if (readInline(line) === text) return line;
  }
  return escapeLine(text);
}

function withoutBlankStyles(pieces) {
  let result = pieces;
  for (const style of ["bold", "underline"]) {
    const next = [];
    for (let at = 0; at < result.length; ) {
      let to = at;
      while (to < result.length && result[to][style] === result[at][style]) to += 1;
      const run = result.slice(at, to);
      const blank = run.every(({ text }) => isBlank(text));
      next.push(...(blank && result[at][style] ? run.map((piece) => ({ ...piece, [style]: false })) : run));
      at = to;
    }
    result = next;
  }
  return merge(result);
}

function withMarks(pieces) {
  const line = [];
  let open = [];
  for (const piece of [...pieces, { text: "", bold: false, underline: false }]) {
    const wanted = { "**": piece.bold, __: piece.underline };
    const closing = [...open].reverse().filter((mark) => !wanted[mark]);
    const opening = Object.keys(wanted).filter((mark) => wanted[mark] && !open.includes(mark));
    line.push(...closing, ...opening, escapeLine(piece.text));
    open = [...open.filter((mark) => wanted[mark]), ...opening];
  }
  return line.join("");
}
