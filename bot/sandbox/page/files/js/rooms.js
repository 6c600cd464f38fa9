// The list of channels, which is a drawer on a phone.

import { byId, h } from "./dom.js";

/** Show the channels, by server; `unread` tells which have something new. */
export function showChannels(store, current, unread, onChosen) {
  const groups = (store.get("guilds") ?? []).map((guild) => [
    guild.name,
    store.channels.filter((channel) => channel.guild === guild.id),
  ]);
  const direct = store.channels.filter((channel) => channel.guild === null);
  const lists = [...groups, ["Direct messages", direct]].filter(([, channels]) => channels.length);
  byId("channels").replaceChildren(...lists.map(([name, channels]) => group(name, channels)));

  function group(name, channels) {
    return h("section", { "aria-label": name }, h("h3", {}, name), h("ul", {}, channels.map(row)));
  }

  function row(channel) {
    const isNew = unread(channel);
    const button = h(
      "button",
      {
        type: "button",
        class: channel.parent ? "channel thread" : "channel",
        "data-channel": channel.id,
        onclick: () => onChosen(channel),
      },
      h("span", { class: "hash", "aria-hidden": "true" }, channel.guild ? "#" : "@"),
      nameOf(channel, store),
      isNew && h("span", { class: "visually-hidden" }, " (new messages)"),
    );
    if (channel.id === current) button.setAttribute("aria-current", "page");
    button.classList.toggle("unread", isNew);
    return h("li", {}, button);
  }
}

/** Return what a channel is called in a list. */
export function nameOf(channel, store) {
  return channel.guild ? channel.name : store.get("bot").name;
}

/** Open and close the drawer; the rest of the page is out of reach meanwhile. */
export function drawer() {
  const narrow = matchMedia("(max-width: 719px)");
  const rooms = byId("rooms");
  const set = (open) => {
    document.body.classList.toggle("rooms-open", open);
    rooms.inert = narrow.matches && !open;
    document.querySelector("main").inert = narrow.matches && open;
    byId("shade").hidden = !open;
    byId("rooms-open").setAttribute("aria-expanded", String(open));
  };
  const leave = () => {
    if (!document.body.classList.contains("rooms-open")) return;
    set(false);
    byId("rooms-open").focus();
  };
  byId("rooms-open").addEventListener("click", () => {
    set(true);
    byId("rooms-close").focus();
  });
  byId("rooms-close").addEventListener("click", leave);
  byId("shade").addEventListener("click", leave);
  rooms.addEventListener("keydown", (event) => event.key === "Escape" && leave());
  narrow.addEventListener("change", () => set(false));
  set(false);
  return { close: leave };
}
