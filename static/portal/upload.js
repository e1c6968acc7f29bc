// Sends a chosen file and shows how far it is; the answer is the next page, or this one with what is wrong or done.
function busy(form, yes) {
  form.toggleAttribute("aria-busy", yes);
  form.querySelector("[type=submit]").setAttribute("aria-disabled", String(yes));
  form.querySelector("[data-upload-progress]").hidden = !yes;
}

function say(form, text) {
  const status = form.querySelector("[data-upload-status]");
  if (status.textContent !== text) status.textContent = text;
}

function refused(form, page) {
  const other = new DOMParser().parseFromString(page, "text/html").querySelector("[data-upload]");
  if (!other) return false;
  const wrong = [...other.querySelectorAll("[id^=div_id_]")].filter((each) => each.querySelector(".invalid-feedback"));
  for (const each of wrong) form.querySelector(`#${each.id}`).replaceWith(document.adoptNode(each));
  const chosen = form.querySelector("[type=file]");
  const field = chosen.parentElement;
  const said = other.querySelector("#file-error");
  field.querySelector("#file-error")?.remove();
  if (said) chosen.after(said);
  chosen.classList.toggle("is-invalid", Boolean(said));
  chosen.setAttribute("aria-invalid", String(Boolean(said)));
  chosen.setAttribute("aria-describedby", said ? "file-help file-error" : "file-help");
  (said ? chosen : wrong[0]?.querySelector("input, select"))?.focus();
  return Boolean(said) || wrong.length > 0;
}

// The same page came back: what it says of the file was said for this answer only, and would be gone if asked for again.
function putIn(request) {
  if (new URL(request.responseURL).pathname !== location.pathname) return false;
  const fresh = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
  if (!fresh) return false;
  document.querySelector("main").replaceWith(document.adoptNode(fresh));
  history.replaceState(null, "", request.responseURL);
  const told = fresh.querySelector(":scope > [role=status], [role=alert]") ?? fresh;
  told.tabIndex = -1;
  told.focus();
  told.scrollIntoView({ block: "center" });
  return true;
}

function send(form) {
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", location.href);
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
    if (request.status < 400) {
      if (!putIn(request)) location.assign(request.responseURL);
      return;
    }
    busy(form, false);
    say(form, refused(form, request.responseText) ? "" : form.dataset.failed);
  });
  request.addEventListener("error", () => {
    busy(form, false);
    say(form, form.dataset.failed);
  });
  busy(form, true);
  say(form, form.dataset.reading);
  request.send(new FormData(form));
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-upload]");
  if (!form) return;
  const file = form.querySelector("[type=file]").files[0];
  if (!file) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  if (file.size > Number(form.dataset.limit)) say(form, form.dataset.tooLarge);
  else send(form);
});
