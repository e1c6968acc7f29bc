// The rules of assessments/scoring.py for a page that computes while one types. A score is a whole number of
// hundredths (9401 is 94.01), so that nothing is lost to binary fractions; null is "no score", never 0.

const THAI = "๐๑๒๓๔๕๖๗๘๙";
const INVISIBLE = /[\s\u001c-\u001f\u0085\u200b-\u200f\u2060\ufeff]+/g;
const DASHES = "-‐‑‒–—―−";
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;
export const FULL = 10000;

export function arabic(text) {
  return text.replace(/[๐-๙]/g, (digit) => THAI.indexOf(digit));
}

/** What was typed: `{score}`, or `{problem}`, "number" or "range", when no score can be meant. */
export function read(text) {
  let bare = arabic(text.trim().replace(/%$/, ""));
  bare = bare.replace(/([0-9]),(?=[0-9]{1,2}$)/, "$1.").replace(INVISIBLE, "");
  if (!bare || (bare.length === 1 && DASHES.includes(bare))) return { score: null };
  if (DASHES.includes(bare[0])) bare = "-" + bare.slice(1);
  const [, sign, whole, decimals = ""] = NUMBER.exec(bare) ?? [];
  if (whole === undefined || decimals.length > 2) return { problem: "number" };
  const digits = whole.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  if (digits.replace(/^0$/, "").length > 20) return { problem: "number" };
  const score = digits.length > 4 ? Infinity : Number(digits) * 100 + Number(decimals.padEnd(2, "0"));
  return score > FULL || (sign === "-" && score > 0) ? { problem: "range" } : { score };
}

/** The score alone; null also for what is none. */
export function scoreOf(text) {
  return read(text).score ?? null;
}

export function written(score) {
  if (score === null) return "";
  const size = Math.abs(score);
  return `${score < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}

export function signed(score) {
  return score > 0 ? `+${written(score)}` : written(score);
}

/** Half up, for sums that are never negative. */
function divided(sum, by) {
  return Math.floor((2 * sum + by) / (2 * by));
}

export function mean(scores) {
  if (!scores.length || scores.some((score) => score === null)) return null;
  return divided(
    scores.reduce((sum, score) => sum + score, 0),
    scores.length,
  );
}

/** From the instruments' scores by code and their weights in percent; null when one is missing. */
export function total(instruments, weights) {
  let sum = 0;
  for (const [code, weight] of Object.entries(weights)) {
    if ((instruments[code] ?? null) === null) return null;
    sum += instruments[code] * weight;
  }
  return divided(sum, 100);
}

export function difference(before, now) {
  return before === null || now === null ? null : now - before;
}

/** Within a hundredth; null when there is nothing to compare. */
export function agrees(announced, computed) {
  return announced === null || computed === null ? null : Math.abs(announced - computed) <= 1;
}

/** The names of the bands a total may have, best first: one when it is certain, none without a total. */
export function levels(sum, instruments, bands, weights) {
  if (sum === null) return [];
  const [atLeast, atMost] = lowestInstrument(sum, instruments, weights);
  const possible = [];
  for (const band of [...bands].sort((one, other) => one.order - other.order)) {
    if (sum < band.total) continue;
    if (band.each === null || atLeast >= band.each) {
      possible.push(band.name);
      break;
    }
    if (atMost >= band.each) possible.push(band.name);
  }
  return possible;
}

/** Bounds of the lowest instrument, where not all are known. */
function lowestInstrument(sum, instruments, weights) {
  const known = (code, otherwise) => instruments[code] ?? otherwise;
  const codes = Object.keys(weights);
  const unknown = codes.filter((code) => known(code, null) === null);
  const scores = codes.filter((code) => !unknown.includes(code)).map((code) => instruments[code]);
  const lowest = Math.min(...scores, FULL);
  if (!unknown.length) return [lowest, lowest];
  let [atLeast, atMost] = [lowest, lowest];
  for (const code of unknown) {
    const rest = (otherwise) =>
      codes.reduce((points, other) => points + (other === code ? 0 : known(other, otherwise) * weights[other]), 0);
    atLeast = Math.min(atLeast, Math.max(0, (sum * 100 - 100 - rest(FULL)) / weights[code]));
    atMost = Math.min(atMost, Math.max(0, (sum * 100 + 100 - rest(0)) / weights[code]));
  }
  return [atLeast, atMost];
}

/** Instruments, total and level as the page shows them, from scores of indicators and announced figures. */
export function compute(rules, indicators, announced) {
  const weights = Object.fromEntries(rules.instruments.map((each) => [each.code, each.weight]));
  const instruments = Object.fromEntries(
    rules.instruments.map((each) => [each.code, mean(each.indicators.map((no) => indicators[no] ?? null))]),
  );
  const sum = total(instruments, weights);
  const known = Object.fromEntries(
    rules.instruments.map(({ code }) => [code, instruments[code] ?? announced[code] ?? null]),
  );
  const shown = sum ?? announced.total ?? null;
  return { instruments, total: sum, levels: levels(shown, known, rules.bands, weights) };
}
