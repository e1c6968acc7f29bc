// Who else is at work here, and what they saved: an idle field takes the colleague's text, one in use keeps its own.
import { ask } from "./wire.js";

const BEAT = 15000;

export function watch({ desk, session, fields, copies }) {
  let since = "";
  let timer = null;

  async function beat() {
    clearTimeout(timer);
    timer = setTimeout(beat, BEAT);
    if (document.hidden || !fields.size) return;
    const at = document.activeElement?.closest?.("[data-save]");
    try {
      const answer = await ask(desk.dataset.presenceUrl, { session, since, subject: at?.dataset.subject ?? "", field: at?.dataset.field ?? "" });
      since = answer.now;
      people(answer.people);
      for (const change of answer.changed) take(change);
    } catch {
      // The line is down or the session over: saving says so.
    }
  }

  function people(list) {
    const names = [...new Set(list.map((each) => each.name))];
    for (const place of document.querySelectorAll("[data-people]")) {
      const words = names.length ? desk.dataset.also.replace("{names}", names.join(", ")) : "";
      if (place.textContent !== words) place.textContent = words;
    }
    for (const place of document.querySelectorAll("[data-here]")) {
      const here = list.filter((each) => place.dataset.here === `${each.subject}/${each.field}` || place.dataset.here === each.subject);
      const name = [...new Set(here.map((each) => each.name))].join(", ");
      const words = name ? desk.dataset.isHere.replace("{name}", name) : "";
      if (place.textContent !== words) place.textContent = words;
    }
  }

  function take(change) {
    const field = fields.get(`${change.subject}/${change.field}`);
    if (!field || field.base === change.hash || copies.get(field.key) || field.state === "conflict" || field.state === "saving") return;
    if (field.control === document.activeElement) return; // its next save shows both texts
    field.base = field.control.dataset.base = change.hash;
    field.text = change.text;
    field.set("idle");
    field.tell("updated", change);
  }

  document.addEventListener("focusin", (event) => event.target.closest?.("[data-save]") && beat());
  addEventListener("pagehide", () => {
    ask(desk.dataset.presenceUrl, { session, leaving: true }, { leaving: true }).catch(() => {});
  });
  beat();
}
