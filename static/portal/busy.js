// A form whose answer may take a while says so after a second, and is sent once.
const PATIENCE = 1000;

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
    setTimeout(() => {
      const says = form.querySelector("[data-busy-says]");
      says.textContent = says.dataset.busySays;
      form.querySelector("progress").hidden = false;
    }, PATIENCE);
  });
}

// A page that comes back from the browser's memory is ready once more.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
