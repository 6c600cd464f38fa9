// What the sandbox has told this page, by name. The page is a picture of it.

export class Store {
  #facts = new Map();
  #listeners = [];

  /** Call `listener` with the names of the facts that changed, after every change. */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** Take in one telling: `fresh` means that nothing from before holds any more. */
  apply({ fresh, set, gone }) {
    const changed = new Set([...Object.keys(set), ...gone, ...(fresh ? this.#facts.keys() : [])]);
    if (fresh) this.#facts.clear();
    for (const [name, fact] of Object.entries(set)) this.#facts.set(name, fact);
    for (const name of gone) this.#facts.delete(name);
    for (const listener of this.#listeners) listener(changed);
  }

  get(name) {
    return this.#facts.get(name);
  }

  get people() {
    return this.get("people") ?? [];
  }

  get channels() {
    return this.get("channels") ?? [];
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  guild(id) {
    return (this.get("guilds") ?? []).find((guild) => guild.id === id);
  }

  user(id) {
    return this.get("users")?.[id];
  }

  role(id) {
    return (this.get("guilds") ?? []).flatMap((guild) => guild.roles).find((role) => role.id === id);
  }

  /** Return the messages of a channel, oldest first. */
  messages(channelId) {
    const all = [...this.#facts].filter(([name]) => name.startsWith("message:")).map(([, message]) => message);
    return all.filter((message) => message.channel_id === channelId).sort((a, b) => compareIds(a.id, b.id));
  }
}

/** Compare two ids by age; they are too large for numbers. */
export function compareIds(a, b) {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
