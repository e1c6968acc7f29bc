// Files of evidence: sent with a bar that shows how far they are; the list of evidence comes back from the server.
import { token } from "./saving/wire.js";

const say = (form, text) => (form.querySelector("[data-upload-status]").textContent = text);

function busy(form, yes) {
  form.toggleAttribute("aria-busy", yes);
  form.querySelector("[type=submit]").setAttribute("aria-disabled", String(yes));
  form.querySelector("progress").hidden = !yes;
}

// The page that was answered with: its evidence takes the place of the one shown.
function putIn(form, page) {
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("#evidence");
  if (!fresh) return false;
  const place = form.closest("#evidence");
  place.replaceWith(document.adoptNode(fresh));
  const wrong = fresh.querySelector("[aria-invalid=true], .is-invalid");
  (wrong ?? fresh.querySelector("summary")).focus();
  return true;
}

function send(form) {
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRFToken", token());
  request.upload.addEventListener("progress", (event) => {
    const share = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
    if (share < 100) {
      bar.value = share;
      say(form, `${form.dataset.sending} ${share - (share % 10)} %`);
    } else {
      bar.removeAttribute("value");
      say(form, form.dataset.reading);
    }
  });
  request.addEventListener("load", () => {
    busy(form, false);
    if (!putIn(form, request.responseText)) say(form, form.dataset.failed);
  });
  request.addEventListener("error", () => {
    busy(form, false);
    say(form, form.dataset.failed);
  });
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  busy(form, true);
  request.send(data);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-evidence-files]")) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  const files = [...form.querySelector("[type=file]").files];
  const large = files.filter((each) => each.size > Number(form.dataset.limit)).map((each) => each.name);
  if (!files.length) say(form, form.dataset.none);
  else if (large.length) say(form, `${form.dataset.tooLarge}: ${large.join(", ")}`);
  else send(form);
});
