// A file dropped on the page is chosen and sent; one that is too large is refused before it is sent.
const form = document.querySelector("[data-verify]");
const zone = form?.querySelector("[data-drop]");
const field = form?.querySelector("[type=file]");

function say(text) {
  form.querySelector("[data-said]").textContent = text;
}

function working(yes) {
  const status = form.querySelector("[data-working]");
  if (!status) return;
  status.hidden = !yes;
  status.querySelector("p").textContent = yes ? status.dataset.working : "";
}

form?.addEventListener("submit", (event) => {
  const file = field.files[0];
  if (file && file.size > Number(form.dataset.limit)) {
    event.preventDefault();
    say(form.dataset.tooLarge);
    field.focus();
    return;
  }
  form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
  working(true);
});

for (const kind of ["dragenter", "dragover"]) {
  zone?.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
for (const kind of ["dragleave", "drop"]) zone?.addEventListener(kind, () => zone.classList.remove("is-over"));
zone?.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  form.requestSubmit();
});
addEventListener("pageshow", () => {
  form?.querySelector("[type=submit]").removeAttribute("aria-disabled");
  if (form) working(false);
});
