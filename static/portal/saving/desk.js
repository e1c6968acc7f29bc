// Fields that save themselves. Every keystroke is kept on this device first; one request at a time takes what has
// changed to the server, and the copy here goes only when the server has confirmed it.
import { choose } from "./conflict.js";
import { Copies } from "./copies.js";
import { markup } from "./marks.js";
import { watch } from "./presence.js";
import { released } from "./pressed.js";
import { signIn } from "./sign_in.js";
import { showStray } from "./stray.js";
import { ask, SignedOut, Unreachable } from "./wire.js";

const PAUSE = 800; // ms after the last keystroke
const LONGEST = 4000; // ms after the first one that is not sent yet
const RETRY = [1000, 2000, 4000, 8000];
const MOST = 200; // changes in one request
const BLOCKED = new Set(["conflict", "invalid", "locked", "gone"]);

const desk = document.getElementById("saving-desk");
const session = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
const copies = new Copies(desk.dataset.user, desk.dataset.scope);
const fields = new Map(); // subject/field → Field
const stray = new Map(); // results for texts whose field is not on this page
let sequence = 0;
let flying = null;
let timer = null;
let firstWaiting = 0;
let failures = 0;
let signedOut = false;
let savedAt = null;

class Field {
  constructor(control) {
    this.control = control;
    this.subject = control.dataset.subject;
    this.field = control.dataset.field;
    this.key = `${this.subject}/${this.field}`;
    this.base = control.dataset.base;
    this.state = "idle";
    this.panel = null;
    this.result = null; // why the last save was refused
  }

  get text() {
    return this.control.type === "checkbox" ? (this.control.checked ? "1" : "") : this.control.value;
  }

  set text(value) {
    if (this.control.type === "checkbox") this.control.checked = Boolean(value);
    else this.control.value = value;
    this.control.dispatchEvent(new Event("desk:set", { bubbles: true }));
  }

  typed() {
    const older = copies.get(this.key);
    copies.set(this.key, {
      subject: this.subject,
      field: this.field,
      text: this.text,
      base: older?.base ?? this.base,
      session,
      sequence: ++sequence,
      page: `${location.pathname}${location.search}`,
    });
    if (this.state !== "conflict") this.set("waiting");
    else this.panel?.refresh();
  }

  set(state, message = "") {
    this.state = state;
    this.message = message;
    markup(desk, this, state, message);
  }

  tell(name, result) {
    this.control.dispatchEvent(new CustomEvent(`desk:${name}`, { bubbles: true, detail: result }));
  }
}

function bind(root) {
  const controls = [...root.querySelectorAll("[data-save]")];
  if (root.matches?.("[data-save]")) controls.push(root);
  for (const control of controls) {
    const key = `${control.dataset.subject}/${control.dataset.field}`;
    const known = fields.get(key);
    if (known?.control === control) continue;
    known?.panel?.close();
    const field = new Field(control);
    fields.set(key, field);
    control.addEventListener("input", () => {
      field.typed();
      soon();
    });
    control.addEventListener("change", () => copies.get(field.key) && now());
    control.addEventListener("blur", () => copies.get(field.key) && now());
    stray.delete(key);
    adopt(field);
  }
  leave();
  show();
}

// A text that was refused and whose field has left the page is shown with those that were typed on other pages.
function leave() {
  for (const [key, field] of fields) {
    if (field.control.isConnected) continue;
    fields.delete(key);
    field.panel?.close();
    const copy = copies.get(key);
    if (copy && BLOCKED.has(field.state)) stray.set(key, { ...field.result, page: copy.page, typed: copy.text });
  }
}

// What was typed here before the page was closed, or while the server was away.
function adopt(field) {
  const copy = copies.get(field.key);
  if (!copy) return;
  if (copy.text === field.text) return void (copy.base === field.base ? copies.drop(field.key, copy) : soon());
  field.text = copy.text;
  field.set("waiting");
  soon();
}

function waiting() {
  return copies.all().filter((copy) => !BLOCKED.has(fields.get(copy.key)?.state ?? stray.get(copy.key)?.status));
}

// While the server is away, typing does not put off the next try.
function soon() {
  const at = Date.now();
  firstWaiting ||= at;
  if (!failures || !timer) {
    clearTimeout(timer);
    timer = setTimeout(now, failures ? RETRY[Math.min(failures, RETRY.length) - 1] : Math.max(0, Math.min(PAUSE, firstWaiting + LONGEST - at)));
  }
  show();
}

function now() {
  clearTimeout(timer);
  timer = null;
  return send();
}

async function send({ leaving = false } = {}) {
  if (flying) return flying;
  const batch = signedOut ? [] : waiting().slice(0, MOST);
  if (!batch.length) return show();
  firstWaiting = 0;
  for (const copy of batch) fields.get(copy.key)?.set("saving");
  show();
  flying = deliver(batch, leaving);
  await flying;
  flying = null;
  show();
  if (!signedOut && waiting().length) soon();
}

async function deliver(batch, leaving) {
  const changes = batch.map(({ subject, field, text, base, session: page, sequence: number }) => ({ subject, field, text, base, session: page, sequence: number }));
  try {
    const answer = await ask(desk.dataset.saveUrl, { user: Number(desk.dataset.user), changes }, { leaving });
    await released();
    failures = 0;
    for (const result of answer.results) settle(batch.find((copy) => copy.subject === result.subject && copy.field === result.field), result);
  } catch (error) {
    await released();
    for (const copy of batch) {
      const field = fields.get(copy.key);
      if (field?.state === "saving") field.set("waiting");
    }
    if (error instanceof SignedOut) {
      signedOut = true;
      signIn(desk, () => {
        signedOut = false;
        now();
      }, error.other);
    } else if (error instanceof Unreachable) {
      failures += 1;
    } else {
      failures += 1;
      console.warn("not saved:", error.message);
    }
  }
}

function settle(sent, result) {
  const field = fields.get(sent.key);
  const copy = copies.get(sent.key);
  const newest = !copy || (copy.session === sent.session && copy.sequence === sent.sequence);
  if (result.status === "saved") {
    savedAt = new Date(result.at);
    stray.delete(sent.key);
    if (newest) copies.drop(sent.key, sent);
    else copies.rebase(sent.key, result.hash);
    if (!field) return;
    field.base = field.control.dataset.base = result.hash;
    field.set(newest ? "saved" : "waiting");
    if (newest) field.tell("saved", result);
    return;
  }
  if (!field) {
    stray.set(sent.key, { ...result, page: sent.page, typed: sent.text });
    return;
  }
  if (!newest && result.status === "invalid") return field.set("waiting");
  field.result = result;
  field.set(result.status, result.message);
  field.tell(result.status === "conflict" ? "conflict" : "invalid", result);
  if (result.status === "conflict" && !field.panel) open(field, result);
}

// Both texts side by side; whatever is chosen starts from what the server has now.
function open(field, result) {
  field.panel = choose(desk, field, result, (text) => {
    field.panel = null;
    field.base = field.control.dataset.base = result.hash;
    copies.drop(field.key);
    field.set("idle");
    if (text !== field.text) field.text = text;
    if (text === result.text) {
      savedAt = new Date(result.at);
      field.set("saved");
      field.tell("saved", result);
    } else {
      field.typed();
      now();
    }
    show();
    field.control.focus();
  });
}

function show() {
  const left = waiting();
  const states = [...fields.values()].map((field) => field.state);
  const state = signedOut ? "out" : !copies.works && left.length ? "unkept" : failures && left.length ? "offline"
    : states.includes("conflict") ? "conflict" : states.some((each) => ["invalid", "locked", "gone"].includes(each)) ? "invalid"
    : left.length || flying ? "saving" : savedAt ? "saved" : "idle";
  markup(desk, null, state, "", { count: left.length, at: savedAt });
  desk.querySelector("[data-desk-offline]").hidden = state !== "offline";
  showStray(desk, stray, (key) => {
    copies.drop(key);
    stray.delete(key);
    show();
  });
}

// Resolves when everything that can be saved is saved.
export async function flush() {
  for (let tries = 0; tries < 3 && waiting().length && !signedOut; tries += 1) {
    await flying;
    await now();
  }
  return !waiting().length;
}

// A text that a service wrote into a field of this page, and the hash it has now.
export function put(subject, name, text, hash) {
  const field = fields.get(`${subject}/${name}`);
  if (!field) return;
  field.base = field.control.dataset.base = hash;
  copies.drop(field.key);
  field.text = text;
  field.set("saved");
}

export const page = { session, fields, desk };

addEventListener("online", () => waiting().length && now());
addEventListener("pagehide", () => waiting().length && send({ leaving: true }));
addEventListener("beforeunload", (event) => {
  if (waiting().length && !copies.works) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.hidden && waiting().length && now());
document.addEventListener("desk:bind", (event) => bind(event.target));
bind(document);
if (waiting().length) soon();
watch({ desk, session, fields, copies });
document.documentElement.dataset.desk = "ready";
