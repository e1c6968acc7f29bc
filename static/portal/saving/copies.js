// Copies of unsaved texts on this device, by person and page of work. They go when the server has confirmed them.
export class Copies {
  constructor(user, scope) {
    this.prefix = `ita-unsaved:${user}:${scope}:`;
    this.works = true;
    this.memory = new Map();
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(this.prefix)) this.memory.set(name.slice(this.prefix.length), JSON.parse(localStorage.getItem(name)));
      }
    } catch {
      this.works = false;
    }
  }

  get(key) {
    return this.memory.get(key);
  }

  set(key, copy) {
    this.memory.set(key, { ...copy, key });
    this.write(key);
  }

  write(key) {
    try {
      localStorage.setItem(this.prefix + key, JSON.stringify(this.memory.get(key)));
      this.works = true;
    } catch {
      this.works = false; // the device is full or private: the page says so and asks before it closes
    }
  }

  rebase(key, hash) {
    const copy = this.memory.get(key);
    if (!copy) return;
    copy.base = hash;
    this.write(key);
  }

  // Another page of the same person may have typed since: only the very copy that was sent goes.
  drop(key, sent = null) {
    this.memory.delete(key);
    try {
      const stored = JSON.parse(localStorage.getItem(this.prefix + key) ?? "null");
      if (!sent || !stored || (stored.session === sent.session && stored.sequence === sent.sequence)) localStorage.removeItem(this.prefix + key);
    } catch {
      this.works = false;
    }
  }

  all() {
    return [...this.memory.values()];
  }
}

// How many texts of a person wait on this device, whatever the page.
export function unsent(user) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(`ita-unsaved:${user}:`)).map((name) => JSON.parse(localStorage.getItem(name)));
  } catch {
    return [];
  }
}
