// The session ended: sign in again in place, while typing goes on.
import { token } from "./wire.js";

const LOOK = 5000; // ms between looks whether somebody signed in on another page
let open = false;

export function signIn(desk, done, other = "") {
  const panel = desk.querySelector("[data-desk-sign-in]");
  const form = panel.querySelector("form");
  const problem = panel.querySelector("[data-problem]");
  problem.textContent = other ? desk.dataset.other.replace("{name}", other) : "";
  panel.hidden = false;
  if (open) return;
  open = true;
  const close = () => {
    open = false;
    panel.hidden = true;
    form.password.value = "";
    form.removeEventListener("submit", submit);
    clearInterval(look);
    done();
  };
  const submit = async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      const response = await fetch(form.action, {
        method: "POST",
        credentials: "same-origin",
        headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json", "X-CSRFToken": token() },
        body: new URLSearchParams({ login: form.login.value, password: form.password.value, csrfmiddlewaretoken: token() }),
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok && (await signedIn(desk))) return close();
      if (response.ok) panel.querySelector("[data-elsewhere]").hidden = false; // a second factor has a page of its own
      else problem.textContent = reason(answer) || desk.dataset.wrongPassword;
    } catch {
      problem.textContent = desk.dataset.failed;
    }
    form.password.select();
  };
  form.addEventListener("submit", submit);
  const look = setInterval(async () => (await signedIn(desk).catch(() => false)) && close(), LOOK);
}

function reason({ form }) {
  if (!form) return "";
  const own = Object.values(form.fields ?? {}).flatMap((field) => field.errors ?? []);
  return [...(form.errors ?? []), ...own].join(" ");
}

async function signedIn(desk) {
  const response = await fetch(desk.dataset.saveUrl, { credentials: "same-origin", headers: { Accept: "application/json" }, redirect: "manual" });
  return response.ok && (await response.json()).user === Number(desk.dataset.user);
}
