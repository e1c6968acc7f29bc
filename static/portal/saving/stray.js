// Texts typed earlier whose field is not on this page and that could not be saved: where they were typed, why, and the
// whole text to take along; they go only when somebody says so.
export function showStray(desk, stray, discard) {
  const list = desk.querySelector("[data-desk-left]");
  const names = [...stray.keys()].join();
  list.hidden = !stray.size;
  if (list.dataset.shown === names) return;
  list.dataset.shown = names;
  list.replaceChildren(...[...stray].map(([key, result]) => note(desk, result, () => discard(key))));
}

function note(desk, result, discard) {
  const item = document.createElement("li");
  item.className = "note note-warn";
  const body = document.createElement("div");
  const link = document.createElement("a");
  link.href = new URL(result.page, location.origin).origin === location.origin ? result.page : "/";
  link.textContent = desk.dataset.leftOver;
  const text = document.createElement("pre");
  text.className = "desk-text";
  text.textContent = result.typed;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.textContent = desk.dataset.discard;
  button.addEventListener("click", discard);
  body.append(link, ` ${result.message ?? ""}`, text, button);
  item.append(body);
  return item;
}
