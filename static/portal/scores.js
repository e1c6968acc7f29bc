// The score grid while typing: differences follow, Enter and the arrow keys move, a pasted column fills downwards.
const cells = [...document.querySelectorAll(".grid input.cell")];
const first = Object.fromEntries(cells.map((cell) => [cell.id, cell.value]));

function number(text) {
  const plain = text.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[\s,]/g, "");
  return /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}

function sign(name) {
  const use = document.querySelector(".i use");
  const sprite = use ? use.getAttribute("href").split("#")[0] : "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "use")).setAttribute("href", `${sprite}#${name}`);
  return svg;
}

function show(cell) {
  const row = cell.closest("tr");
  const place = row.querySelector("[data-difference]");
  const before = row.querySelector("[data-before]");
  cell.classList.toggle("is-empty", !cell.value.trim() && cell.getAttribute("aria-invalid") !== "true");
  cell.classList.toggle("is-changed", cell.value !== first[cell.id]);
  if (!place || !before) return;
  const now = number(cell.value);
  const was = number(before.dataset.before || "");
  const shown = document.createElement("span");
  if (now === null || was === null) {
    shown.className = "df df-same";
    shown.textContent = "–";
  } else {
    const change = Math.round((now - was) * 100) / 100;
    shown.className = `df df-${change > 0 ? "up" : change < 0 ? "down" : "same"}`;
    if (change) shown.append(sign(change > 0 ? "up" : "down"));
    shown.append((change > 0 ? "+" : "") + change.toFixed(2));
  }
  place.replaceChildren(shown);
}

function move(cell, step) {
  const next = cells[cells.indexOf(cell) + step];
  if (!next) return;
  next.focus();
  next.select();
}

for (const cell of cells) {
  cell.addEventListener("input", () => {
    cell.removeAttribute("aria-invalid");
    show(cell);
  });
  cell.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(cell, step);
  });
  cell.addEventListener("paste", (event) => {
    const lines = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r?\n$/, "").split(/\r?\n/);
    if (lines.length < 2) return;
    event.preventDefault();
    lines.forEach((line, index) => {
      const target = cells[cells.indexOf(cell) + index];
      if (!target) return;
      target.value = line.split("\t")[0].trim();
      target.removeAttribute("aria-invalid");
      show(target);
    });
  });
}

// What was typed and not saved is not lost by a slip.
const form = document.querySelector(".score-form");
let saving = false;
form?.addEventListener("submit", () => {
  saving = true;
});
addEventListener("beforeunload", (event) => {
  if (!saving && cells.some((cell) => cell.value !== first[cell.id])) event.preventDefault();
});
