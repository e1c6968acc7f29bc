// While the files of a version are being made: asks for this page until they are there, then shows it anew.
const waiting = document.querySelector("[data-publishing]");
let wait = 1500;

async function ask() {
  try {
    const answer = await fetch(location.href);
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.redirected || !answer.ok || !read.querySelector("[data-publishing]")) {
      location.reload();
      return;
    }
  } catch {
    // Offline for a moment: ask again later.
  }
  wait = Math.min(wait * 1.3, 8000);
  setTimeout(ask, wait);
}

if (waiting) setTimeout(ask, wait);
