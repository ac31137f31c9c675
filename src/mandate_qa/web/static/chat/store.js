// Conversations as they are kept: in this browser, or on the server for a reader who signed in.

import { Failed, send } from "./wire.js";
import { say } from "./words.js";

const NAME = "mandate-qa.conversations";

export function storeFor(keeping, user) {
  return keeping === "server" ? new ServerStore() : new BrowserStore(user);
}

class BrowserStore {
  constructor(user) {
    this.name = user ? `${NAME}.${user}` : NAME;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  }

  write(all) {
    try {
      localStorage.setItem(this.name, JSON.stringify(all));
    } catch {
      throw new Failed(say("memory"));
    }
  }

  async list() {
    const all = Object.entries(this.read()).map(([id, { title, changed }]) => ({ id, title, changed }));
    return all.sort((a, b) => b.changed.localeCompare(a.changed));
  }

  async load(id) {
    return this.read()[id] ?? null;
  }

  async save(id, conversation) {
    this.write({ ...this.read(), [id]: conversation });
  }

  async remove(id) {
    const { [id]: gone, ...rest } = this.read();
    this.write(rest);
  }

  async clear() {
    localStorage.removeItem(this.name);
  }
}

class ServerStore {
  async list() {
    return (await send("conversations")).json();
  }

  async load(id) {
    return (await send(`conversations/${encodeURIComponent(id)}`)).json();
  }

  async save(id, { title, turns }) {
    await send(`conversations/${encodeURIComponent(id)}`, { method: "PUT", body: { title, turns } });
  }

  async remove(id) {
    await send(`conversations/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  async clear() {
    await send("conversations", { method: "DELETE" });
  }
}
