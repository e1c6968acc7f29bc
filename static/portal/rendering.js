// Asks until the PDF is there or has failed, then shows the page anew.
const place = document.querySelector("#rendering");
const label = place?.querySelector("[data-state-label]");
let wait = 700;

async function ask() {
  try {
    const answer = await fetch(place.dataset.stateUrl, { headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.ok) {
      location.reload();
      return;
    }
    const state = await answer.json();
    if (state.ended) {
      location.reload();
      return;
    }
    if (label.textContent !== state.label) label.textContent = state.label;
  } catch {
    // Offline for a moment: ask again later.
  }
  wait = Math.min(wait * 1.3, 5000);
  setTimeout(ask, wait);
}

if (place) setTimeout(ask, wait);
