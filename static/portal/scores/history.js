// What was changed, to be undone as it was done: a field as a whole, a pasted block as a whole.
const kept = { done: [], undone: [] };
const MOST = 200;

/** `changes` are [control, before, after]. */
export function note(changes) {
  const real = changes.filter(([, before, after]) => before !== after);
  if (!real.length) return;
  kept.done.push(real);
  kept.done.splice(0, kept.done.length - MOST);
  kept.undone = [];
}

export function put(control, text) {
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

function turned(from, to, side) {
  const changes = from.pop();
  if (!changes) return null;
  to.push(changes);
  for (const change of changes) put(change[0], change[side]);
  return changes;
}

/** The changes taken back, or null when there are none. */
export function undo() {
  return turned(kept.done, kept.undone, 1);
}

export function redo() {
  return turned(kept.undone, kept.done, 2);
}
