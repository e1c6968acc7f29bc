// Asks how far a list is written and moves the bar, then shows what came of it.
const place = document.querySelector("[data-announcing]");
const label = place?.querySelector("[data-announcing-label]");
const bar = place?.querySelector("progress");
let wait = 700;

async function ask() {
  try {
    const answer = await fetch(place.dataset.announcing, { headers: { Accept: "application/json" } });
    const state = answer.redirected || !answer.ok ? { ended: true } : await answer.json();
    if (state.ended) {
      location.reload();
      return;
    }
    bar.value = state.done;
    if (label.textContent !== state.label) label.textContent = state.label;
  } catch {
    // Offline for a moment: ask again later.
  }
  wait = Math.min(wait * 1.3, 5000);
  setTimeout(ask, wait);
}

if (place) setTimeout(ask, wait);
