// On the page before saving: one button ticks or clears all measures of an issue, and says how many are ticked.
const buttons = document.querySelector("[data-import-all]");

for (const section of document.querySelectorAll("[data-import-section]")) {
  const boxes = [...section.querySelectorAll("input[name=measure]")];
  const mark = (box) => box.closest(".measure").classList.toggle("is-left", !box.checked);
  for (const box of boxes) {
    mark(box);
    box.addEventListener("change", () => mark(box));
  }
  if (boxes.length < 2 || !buttons) continue;
  const place = document.createElement("p");
  place.className = "import-all";
  place.append(buttons.content.cloneNode(true));
  for (const button of place.querySelectorAll("[data-tick]")) {
    button.setAttribute("aria-describedby", section.getAttribute("aria-labelledby"));
    button.addEventListener("click", () => {
      for (const box of boxes) {
        box.checked = button.dataset.tick === "all";
        mark(box);
      }
    });
  }
  section.querySelector(".section-head").after(place);
}
