// The saved sign of a field and of the page: quiet when all is well, amber when a text is only on this device.
const SIGNS = {
  saved: ["ok", "check", "saved"],
  saving: ["busy", "sync", "saving"],
  offline: ["off", "off", "offline"],
  out: ["off", "lock", "signedOut"],
  unkept: ["error", "stop", "unkept"],
  conflict: ["conflict", "two", "conflict"],
  invalid: ["error", "stop", "invalid"],
  locked: ["error", "lock", "locked"],
  gone: ["error", "stop", "invalid"],
};

export function markup(desk, field, state, message, more = {}) {
  const places = field
    ? document.querySelectorAll(`[data-saved-for="${CSS.escape(field.key)}"]`)
    : document.querySelectorAll("[data-saved-page]");
  for (const place of places) paint(desk, place, state, message, more);
  if (field) mark(field, state, message);
}

function paint(desk, place, state, message, { count = 0, at = null }) {
  const sign = SIGNS[state];
  const name = `${state}|${message}|${count}|${at?.getTime() ?? ""}`;
  if (place.dataset.shown === name) return;
  place.dataset.shown = name;
  place.className = sign ? `saved saved-${sign[0]}` : "saved";
  if (!sign) return place.replaceChildren();
  let words = desk.dataset[sign[2]]; // the reason itself stands below the control
  if (state === "offline" && count) words = desk.dataset.offlinePage.replace("{count}", count);
  if (state === "saved" && at) words += ` ${clock(desk, at)}`;
  place.replaceChildren(icon(desk, sign[1]), words);
}

export function clock(desk, at) {
  const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok" });
  return desk.dataset.clock.replace("{time}", time);
}

export function icon(desk, name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "use")).setAttribute("href", `${desk.dataset.sprite}#${name}`);
  return svg;
}

// The reason stands below the control and is read with it.
function mark({ control, key }, state, message) {
  const id = `problem-${key.replace(/[^\w]/g, "-")}`;
  let problem = document.getElementById(id);
  const wrong = ["invalid", "locked", "gone"].includes(state) && message;
  if (!wrong) {
    problem?.remove();
    if (control.getAttribute("aria-describedby")?.includes(id)) {
      control.setAttribute("aria-describedby", control.getAttribute("aria-describedby").replace(id, "").trim());
      control.removeAttribute("aria-invalid");
    }
    return;
  }
  if (!problem) {
    problem = document.createElement("p");
    problem.id = id;
    problem.className = "field-problem";
    (control.closest("[data-problem-after]") ?? control).after(problem);
  }
  problem.textContent = message;
  control.setAttribute("aria-invalid", "true");
  const described = control.getAttribute("aria-describedby") ?? "";
  if (!described.includes(id)) control.setAttribute("aria-describedby", `${described} ${id}`.trim());
}
