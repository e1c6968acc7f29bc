// A table from the clipboard goes to the server as it was copied; on the preview a changed column shows at once.

const KEPT_STYLE = /^\s*(mso-list|mso-hide|display|font-weight|text-decoration|list-style)/i;
const KEPT_ATTRIBUTES = new Set(["data-style", "href", "start", "type", "value", "colspan", "rowspan"]);
const NO_TEXT = "style, script, meta, link, title, template, img, object, svg";

/** The rules of style sheets that make words of a class bold or underlined, or plain again, by the class. */
function looks(html) {
  const found = new Map();
  for (const [, sheet] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)) {
    for (const rule of sheet.replace(/<!--|-->/g, "").split("}")) {
      const [selectors, body = ""] = rule.split("{");
      const kept = body.split(";").filter((part) => /^\s*(font-weight|text-decoration)\s*:\s*[\w -]+$/i.test(part));
      if (!kept.length) continue;
      for (const selector of selectors.split(",")) {
        const name = /^\s*(?:td|th|span|font)?\.([a-z_][\w-]*)\s*$/i.exec(selector)?.[1];
        if (name) found.set(name, `.${name}{${kept.join(";").trim()}}`);
      }
    }
  }
  return found;
}

/** The HTML without what no reader looks at: Word writes ten times more about looks than text.

  The page's security policy reports every inline style that a parser meets: they go in disguise. */
function slim(html) {
  const rules = looks(html);
  const used = new Set();
  const disguised = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, "$1data-style$2"));
  const page = new DOMParser().parseFromString(disguised, "text/html");
  for (const each of page.querySelectorAll(NO_TEXT)) each.remove();
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const each of found) each.remove();
  for (const each of page.body.querySelectorAll("*")) {
    const classes = [...each.classList].filter((name) => rules.has(name));
    for (const { name } of [...each.attributes]) {
      if (!KEPT_ATTRIBUTES.has(name)) each.removeAttribute(name);
    }
    if (classes.length) each.className = classes.join(" ");
    for (const name of classes) used.add(name);
    const kept = (each.dataset.style ?? "").split(";").filter((part) => KEPT_STYLE.test(part));
    if (kept.length) each.dataset.style = kept.join(";");
    else delete each.dataset.style;
  }
  const sheet = [...used].map((name) => rules.get(name)).join("");
  const body = page.body.innerHTML.replaceAll(" data-style=", " style=");
  return sheet ? `<style>${sheet}</style>${body}` : body;
}

function busy(form) {
  form.setAttribute("aria-busy", "true");
  form.querySelector("[data-paste-status]").textContent = form.dataset.busy;
}

function takePaste(form) {
  const text = form.querySelector("textarea");
  const html = form.elements.namedItem("html");
  document.addEventListener("paste", (event) => {
    if (!event.clipboardData || form.getAttribute("aria-busy")) return;
    const asHtml = event.clipboardData.getData("text/html");
    const asText = event.clipboardData.getData("text/plain");
    const hasTable = /<table[\s>]/i.test(asHtml);
    if (!hasTable && !asText.includes("\t")) return;
    event.preventDefault();
    html.value = hasTable ? slim(asHtml) : "";
    text.value = asText;
    form.requestSubmit();
  });
  text.addEventListener("input", () => {
    html.value = ""; // what was typed since counts, not the paste before it
  });
}

const PLACE = "paste-preview-place";

function refreshAtOnce(form) {
  const refresh = form.querySelector("[data-refresh]");
  form.addEventListener("change", (event) => {
    if (!event.target.matches("select, input[type=radio]")) return;
    sessionStorage.setItem(PLACE, JSON.stringify([event.target.name, event.target.value, scrollY]));
    form.requestSubmit(refresh);
  });
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!place) return;
  const [name, value, top] = JSON.parse(place);
  const fields = [...form.querySelectorAll("select, input[type=radio]")].filter((each) => each.name === name);
  const field = fields.find((each) => each.type !== "radio" || each.value === value);
  field?.focus({ preventScroll: true });
  scrollTo({ top, behavior: "instant" });
}

for (const form of document.querySelectorAll("[data-paste], [data-repaste]")) {
  form.addEventListener("submit", () => busy(form));
  if ("paste" in form.dataset) takePaste(form);
  else refreshAtOnce(form);
}

// A page that comes back from the browser's memory is not busy any more.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[aria-busy]")) {
    form.removeAttribute("aria-busy");
    form.querySelector("[data-paste-status]").textContent = "";
  }
});
