// One question to the server, as JSON. The token is read anew each time: signing in again changes it.
export class SignedOut extends Error {
  constructor(other) {
    super("signed out");
    this.other = other;
  }
}
export class Unreachable extends Error {}

const PATIENCE = 20000; // ms; a save that was committed all the same is recognised when it is sent again

export function token() {
  return document.cookie.split("; ").find((each) => each.startsWith("csrftoken="))?.slice(10) ?? "";
}

export async function ask(url, body, { leaving = false, again = true } = {}) {
  const text = JSON.stringify(body);
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      keepalive: leaving && text.length < 20000,
      signal: leaving ? undefined : AbortSignal.timeout(PATIENCE),
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: text,
    });
  } catch (error) {
    throw new Unreachable(error.message);
  }
  if (response.status === 401) throw new SignedOut((await json(response)).other);
  if (response.status === 403 && again) {
    await renew(url);
    return ask(url, body, { leaving, again: false });
  }
  if (response.status >= 500 || response.status === 429) throw new Unreachable(String(response.status));
  const answer = await json(response);
  if (!response.ok) throw new Error(answer.message ?? String(response.status));
  return answer;
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

// The token was too old, or the cookie is gone: the page's own address gives another.
async function renew(url) {
  try {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" }, redirect: "manual" });
    if (response.type === "opaqueredirect") throw new SignedOut();
  } catch (error) {
    if (error instanceof SignedOut) throw error;
    throw new Unreachable(error.message);
  }
}
