// One box that ticks all boxes of its group, and shows when only some are ticked.
for (const group of document.querySelectorAll("[data-tick-group]")) {
  const all = group.querySelector("[data-tick-all]");
  const boxes = [...group.querySelectorAll("input[name]:not(:disabled)")];
  if (boxes.length < 2) continue;
  const follow = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  group.addEventListener("change", follow);
  follow();
}
