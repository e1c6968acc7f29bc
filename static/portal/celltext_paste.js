// HTML of the clipboard (Word, Excel, web pages) as lines of cell text, by the rules of ita_portal/thai/celltext_html.py.
// DOMParser makes an inert document: nothing in it is loaded or run. Styles are read, never applied: our content
// security policy would report each of them, so they are renamed before the parser sees them.
import { matchLabel } from "./celltext_lines.js";
import { INVISIBLE, isBlank, merge, writeInline } from "./celltext_inline.js";

const words = (text) => new Set(text.split(" "));
const BREAKING = words(
  "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form " +
  "h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main map nav ol optgroup option p pre section summary table tbody " +
  "tfoot thead ul br",
);
const HIDDEN = words("script style template title noscript");
const BOLD = words("b strong h1 h2 h3 h4 h5 h6");
const UNDERLINED = words("u ins");
const LISTS = words("ul ol dir menu");
const STYLED = new Set([...BOLD, ...UNDERLINED, ..."span font p div td th em i a".split(" ")]);
const DEEPEST = 8;
const DIGITS = "๐๑๒๓๔๕๖๗๘๙";

export function fromHtml(html) {
  const writer = new Writer();
  const quiet = html
    .replace(/<(\/?)style\b/gi, "<$1template")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, "$1data-look"));
  walk(new DOMParser().parseFromString(quiet, "text/html").body, writer, { bold: 0, underline: 0, symbols: 0, pre: 0 });
  return writer.finish();
}

function walk(node, writer, look) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) writer.add(child.data, look);
    else if (child.nodeType === 1) element(child, writer, look);
  }
}

function element(node, writer, look) {
  const name = node.localName;
  if (HIDDEN.has(name)) return;
  const style = STYLED.has(name) || LISTS.has(name) ? declarations(node.getAttribute("data-look") ?? "") : {};
  writer.breakFor(name);
  if (name === "td" || name === "th") writer.beginCell();
  if (LISTS.has(name)) writer.lists.push(list(node, name, style));
  if (name === "li") writer.item(node);
  if (name === "p") writer.wordLevel = Number(/level([1-9])/.exec(style["mso-list"] ?? "")?.[1] ?? 1) - 1;
  if (name === "a") writer.beginLink(addressOf(node.getAttribute("href") ?? ""));
  const own = effect(name, style);
  const inner = {
    bold: look.bold + own.bold,
    underline: look.underline + own.underline,
    symbols: look.symbols + own.symbols,
    pre: look.pre + (name === "pre" ? 1 : 0),
  };
  walk(node, writer, inner);
  if (name === "a") writer.endLink();
  if (own.symbols) writer.space();
  if (LISTS.has(name)) {
    writer.lists.pop();
    writer.label = null;
  } else if (name === "li") {
    writer.label = null;
    if (writer.lists.length) writer.lists.at(-1).inItem = false;
  }
  writer.breakFor(name);
}

function effect(name, style) {
  const weight = style["font-weight"] ?? "";
  const heavy = weight === "bold" || weight === "bolder" || (/^\d{1,6}$/.test(weight) && Number(weight) >= 600);
  const decoration = `${style["text-decoration"] ?? ""} ${style["text-decoration-line"] ?? ""}`;
  return {
    bold: Number(heavy || (BOLD.has(name) && !weight)),
    underline: Number(decoration.includes("underline") || (UNDERLINED.has(name) && !decoration.includes("none"))),
    symbols: Number((style["mso-list"] ?? "") === "ignore"),
  };
}

function list(node, name, style) {
  const marks = `${style["list-style-type"] ?? ""} ${style["list-style"] ?? ""}`;
  const start = node.getAttribute("start") ?? "";
  return {
    ordered: name === "ol",
    number: /^\d{1,6}$/.test(start) ? Number(start) : 1,
    thai: marks.includes("thai"),
    unmarked: marks.includes("none"),
    inItem: false,
  };
}

function declarations(text) {
  const found = {};
  for (const each of text.toLowerCase().split(";")) {
    const at = each.indexOf(":");
    if (at > 0) found[each.slice(0, at).trim()] = each.slice(at + 1).trim();
  }
  return found;
}

function addressOf(href) {
  const bare = href.replace(/[\u0000-\u001f\u007f-\u009f]+/g, "").trim();
  const at = bare.indexOf(":");
  if (at < 0) return null;
  const scheme = bare.slice(0, at).toLowerCase();
  const rest = bare.slice(at + 1);
  if ((scheme === "http" || scheme === "https") && /^\/\/[^/?#\s]/.test(rest)) {
    return `${scheme}:${rest}`.replace(/[^A-Za-z0-9!#$%&'()*+,/:;=?@[\]_~.-]/gu, (odd) => encodeURIComponent(odd.isWellFormed?.() === false ? "\ufffd" : odd));
  }
  if (scheme !== "mailto" && scheme !== "tel") return null;
  const written = rest.split("?")[0];
  try {
    return decodeURIComponent(written).trim() || null;
  } catch {
    return written.trim() || null;
  }
}

const bareAddress = (text) => text.replace(/^(?:https?:\/\/)?/i, "").replace(/\/+$/, "").toLowerCase();

function clean(text) {
  return text
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, "")
    .replace(INVISIBLE, "")
    .normalize("NFC")
    .replace(/([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1$2\u0e33");
}

// A list label as Word writes it: bullets come as letters of a symbol font (·, o, §, Ø, ü).
function wordLabel(text) {
  const bare = text.trim();
  const symbol = [...bare].length === 1 && !/\d/.test(bare) && !"-–—•".includes(bare) && !/[ก-ฮ๐-๙]/.test(bare);
  return symbol ? "•" : text;
}

class Writer {
  constructor() {
    this.lists = [];
    this.label = null;
    this.wordLevel = 0;
    this.written = [];
    this.pieces = [];
    this.hasText = this.breakPending = this.cellIsFresh = this.rowHasText = false;
    this.gap = null;
    this.link = null;
    this.look = { bold: false, underline: false };
    this.line = ["", 0, false];
  }

  breakFor(name) {
    if (name === "tr") {
      this.rowHasText = this.cellIsFresh = false;
      this.breakPending = true;
    } else if (BREAKING.has(name) && !this.cellIsFresh) this.breakPending = true;
  }

  beginCell() {
    if (this.rowHasText) {
      this.breakPending = false;
      this.gap = { text: "  ", bold: false, underline: false };
    }
    this.cellIsFresh = true;
  }

  space() {
    this.gap ??= { text: " ", bold: false, underline: false };
  }

  item(node) {
    const inner = this.lists.at(-1);
    if (!inner) {
      this.label = "-";
      return;
    }
    inner.inItem = true;
    const value = node.getAttribute("value") ?? "";
    if (/^\d{1,6}$/.test(value)) inner.number = Number(value);
    if (inner.unmarked) this.label = "";
    else if (!inner.ordered) this.label = "-";
    else {
      this.label = `${inner.thai ? String(inner.number).replace(/\d/g, (digit) => DIGITS[digit]) : inner.number}.`;
      inner.number += 1;
    }
  }

  beginLink(address) {
    this.endLink();
    if (address !== null) this.link = { address, line: this.written.length, first: this.pieces.length, texts: [] };
  }

  endLink() {
    const { link } = this;
    this.link = null;
    if (!link) return;
    const text = link.texts.join("").replace(/\s+/g, " ").trim();
    if (text === link.address) return;
    if (!text) {
      this.space();
      this.begin();
      this.append(link.address);
      this.space();
    } else if (bareAddress(text) === bareAddress(link.address) && link.address.includes(text.replace(/\/+$/, "")) && link.line === this.written.length) {
      this.pieces.length = link.first;
      this.append(link.address);
    } else this.append(` (${link.address})`);
  }

  add(data, look) {
    this.look = { bold: look.bold > 0, underline: look.underline > 0 };
    const text = clean(data);
    if (!look.pre) return this.put(text.replace(/\s+/g, " "), look);
    text.split("\n").forEach((line, number) => {
      if (number) this.breakPending = true;
      this.put(line, look);
    });
  }

  put(written, look) {
    let text = written;
    if (isBlank(text)) {
      if (text && this.hasText && !this.gap) this.gap = this.styled(" ");
      return;
    }
    this.begin();
    if (look.symbols) text = wordLabel(text);
    if (this.link) {
      if (!this.link.texts.length) {
        if (text.startsWith(" ")) {
          this.append(" ");
          text = text.trimStart();
        }
        [this.link.line, this.link.first] = [this.written.length, this.pieces.length];
      }
      this.link.texts.push(text);
    }
    this.append(text);
  }

  begin() {
    if (this.breakPending) this.flush();
    if (!this.hasText) {
      const inner = this.lists.at(-1);
      const continues = this.label === null && Boolean(inner?.inItem);
      this.line = [this.label ?? "", Math.max(this.lists.length - 1, this.wordLevel, 0), continues];
      this.label = null;
    } else if (this.gap) {
      if (this.link?.texts.length) this.link.texts.push(this.gap.text);
      this.pieces.push(this.gap);
    }
    this.breakPending = this.cellIsFresh = false;
    this.rowHasText = true;
    this.gap = null;
  }

  append(text) {
    this.pieces.push(this.styled(text));
    this.hasText = true;
  }

  styled(text) {
    return { text, bold: this.look.bold, underline: this.look.underline && !this.link };
  }

  flush() {
    const pieces = tidy(this.pieces);
    this.pieces = [];
    this.hasText = false;
    const visible = pieces.map(({ text }) => text).join("");
    if (!visible) return;
    let [label, level, continues] = this.line;
    if (!matchLabel(visible)) {
      level += Number(continues);
      if (label) pieces.unshift({ text: `${label} `, bold: false, underline: false });
    }
    this.written.push("  ".repeat(Math.min(level, DEEPEST)) + writeInline(pieces));
  }

  finish() {
    this.endLink();
    this.flush();
    return clean(this.written.join("\n")).trimEnd();
  }
}

// Without blanks at the ends, and with blanks outside of marks where they can be.
function tidy(pieces) {
  const parts = [];
  for (const piece of merge(pieces)) {
    const [, lead, body, trail] = /^( *)([^]*?)( *)$/.exec(piece.text);
    for (const text of [lead, body, trail]) if (text) parts.push({ ...piece, text });
  }
  while (parts.length && isBlank(parts[0].text)) parts.shift();
  while (parts.length && isBlank(parts.at(-1).text)) parts.pop();
  for (let index = 1; index < parts.length - 1; index += 1) {
    const [prior, piece, next] = parts.slice(index - 1, index + 2);
    if (isBlank(piece.text)) parts[index] = { text: piece.text, bold: prior.bold && next.bold, underline: piece.underline && prior.underline && next.underline };
  }
  return merge(parts);
}
