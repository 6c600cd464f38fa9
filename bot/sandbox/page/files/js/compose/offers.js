// What the list above the composer offers for an option that has a fixed set of answers.

import { channels, roles, users } from "../chat/choices.js";
import { BOOLEAN, CHANNEL, MENTIONABLE, ROLE, USER } from "./values.js";

const MOST = 25;

/** Return what an option offers for a typed beginning, as `{label, value}`; null where anything goes. */
export function offers(option, typed, { store, channel }) {
  const all = everything(option, store, channel);
  if (all === null) return null;
  const wanted = typed.trim().toLowerCase();
  return all.filter((one) => one.label.toLowerCase().includes(wanted)).slice(0, MOST);
}

function everything(option, store, channel) {
  if (option.choices?.length) return option.choices.map((one) => ({ label: one.name, value: one.value }));
  const guild = store.guild(channel.guild);
  switch (option.type) {
    case BOOLEAN:
      return [true, false].map((value) => ({ label: value ? "True" : "False", value }));
    case USER:
      return users(store, guild);
    case CHANNEL:
      return channels(store, guild, option.channel_types);
    case ROLE:
      return roles(guild);
    case MENTIONABLE:
      return [...users(store, guild), ...roles(guild)];
    default:
      return null;
  }
}
