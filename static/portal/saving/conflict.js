// Two people changed the same field: both texts side by side, the words that differ marked, and a choice.
import { clock } from "./marks.js";
import { difference } from "./words.js";

export function choose(desk, field, result, done) {
  const panel = desk.querySelector("[data-conflict-panel]").content.firstElementChild.cloneNode(true);
  const title = panel.querySelector("h4");
  title.id = `conflict-${field.key.replace(/[^\w]/g, "-")}`;
  panel.setAttribute("aria-labelledby", title.id);
  panel.querySelector("[data-by]").textContent = result.by || desk.dataset.somebody;
  panel.querySelector("[data-at]").textContent = clock(desk, result.at);
  const refresh = () => {
    const pieces = difference(field.text, result.text);
    fill(panel.querySelector("[data-mine]"), pieces, "mine");
    fill(panel.querySelector("[data-theirs]"), pieces, "theirs");
  };
  const close = () => panel.remove();
  panel.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (!choice) return;
    close();
    done(choice === "mine" ? field.text : choice === "theirs" ? result.text : together(field.text, result.text));
  });
  refresh();
  (field.control.closest("[data-conflict-after]") ?? field.control).after(panel);
  return { refresh, close };
}

// Their lines, then those of mine that theirs do not have.
export function together(mine, theirs) {
  const known = new Set(theirs.split("\n").map((line) => line.trim()));
  const own = mine.split("\n").filter((line) => line.trim() && !known.has(line.trim()));
  return own.length ? `${theirs}\n${own.join("\n")}`.replace(/^\n/, "") : theirs;
}

function fill(place, pieces, side) {
  place.replaceChildren();
  for (const { text, kind } of pieces) {
    if (kind !== "same" && kind !== side) continue;
    if (kind === "same") {
      place.append(text);
    } else {
      const mark = document.createElement("mark");
      mark.textContent = text;
      place.append(mark);
    }
  }
}
