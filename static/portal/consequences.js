// After a score was saved: what cites it elsewhere and is out of date now. The place is a live region.
const place = document.querySelector("[data-consequences]");
let later;

document.addEventListener("desk:saved", (event) => {
  if (!place || !/^score\./.test(event.target.dataset?.field ?? "")) return;
  clearTimeout(later);
  later = setTimeout(ask, 600);
});

async function ask() {
  try {
    const response = await fetch(place.dataset.consequences, { credentials: "same-origin" });
    if (!response.ok || response.redirected) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-consequences]");
    if (fresh && fresh.innerHTML !== place.innerHTML) place.replaceChildren(...[...fresh.childNodes].map((each) => document.adoptNode(each)));
  } catch {
    // The notice is as old as it was; the next save asks again.
  }
}
