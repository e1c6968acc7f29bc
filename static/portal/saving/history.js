// In the history of a field, the words that each text added and those that it took away.
import { difference } from "./words.js";

for (const place of document.querySelectorAll("[data-words]")) {
  const { before, after } = place.dataset;
  if (!before || !after) continue;
  const shown = difference(after, before).map(({ text, kind }) => {
    if (kind === "same") return text;
    const mark = document.createElement(kind === "mine" ? "mark" : "del");
    mark.textContent = text;
    return mark;
  });
  const words = document.createElement("div");
  words.className = "history-words";
  words.replaceChildren(...shown);
  place.replaceChildren(words);
}
