// In two texts side by side, the words that only one of them has.
import { difference } from "./saving/words.js";

function marked(pieces, only, tag) {
  return pieces
    .filter(({ kind }) => kind === "same" || kind === only)
    .map(({ text, kind }) => {
      if (kind === "same") return text;
      const mark = document.createElement(tag);
      mark.textContent = text;
      return mark;
    });
}

for (const place of document.querySelectorAll("[data-change]")) {
  const before = place.querySelector("[data-before]");
  const after = place.querySelector("[data-after]");
  if (!before || !after) continue;
  const pieces = difference(before.textContent, after.textContent);
  before.replaceChildren(...marked(pieces, "mine", "del"));
  after.replaceChildren(...marked(pieces, "theirs", "ins"));
}
