// The difference of two texts by words, Thai ones too: the browser's own dictionary finds them.
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("th", { granularity: "word" }) : null;
const MOST = 4_000_000; // cells of the table; beyond it the middle counts as wholly different

export function words(text) {
  return segmenter ? Array.from(segmenter.segment(text), (each) => each.segment) : text.match(/\n|[^\S\n]+|[^\s]+/g) ?? [];
}

// Pieces {text, kind}: "same", or only in "mine" or "theirs", in reading order.
export function difference(mine, theirs) {
  const a = words(mine);
  const b = words(theirs);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const pieces = [];
  const add = (text, kind) => {
    if (!text) return;
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ text, kind });
  };
  add(a.slice(0, start).join(""), "same");
  middle(a.slice(start, a.length - end), b.slice(start, b.length - end), add);
  add(a.slice(a.length - end).join(""), "same");
  return pieces;
}

function middle(a, b, add) {
  if (!a.length || !b.length || a.length * b.length > MOST) {
    add(a.join(""), "mine");
    add(b.join(""), "theirs");
    return;
  }
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(a[i], "same");
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && table[(i + 1) * width + j] >= table[i * width + j + 1])) {
      add(a[i], "mine");
      i += 1;
    } else {
      add(b[j], "theirs");
      j += 1;
    }
  }
}
