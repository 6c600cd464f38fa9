// What a select offers: options of its own, or people, roles and channels.

const USERS = 5;
const ROLES = 6;
const BOTH = 7;
const CHANNELS = 8;

/** Return the choices of a select, each with `label`, `value`, and where there is one `description` and `chosen`. */
export function options(raw, { store, channel }) {
  const guild = store.guild(channel.guild);
  const chosen = new Set((raw.default_values ?? []).map((one) => one.id));
  const mark = (one) => ({ ...one, chosen: chosen.has(one.value) });
  switch (raw.type) {
    case USERS:
      return users(store, guild).map(mark);
    case ROLES:
      return roles(guild).map(mark);
    case BOTH:
      return [...users(store, guild), ...roles(guild)].map(mark);
    case CHANNELS:
      return channels(store, guild, raw.channel_types).map(mark);
    default:
      return (raw.options ?? []).map((one) => ({
        label: one.emoji?.name ? `${one.emoji.name} ${one.label}` : one.label,
        value: one.value,
        description: one.description,
        chosen: one.default ?? false,
      }));
  }
}

/** Return the people one can pick, as choices. */
export function users(store, guild) {
  const ids = guild?.members ?? [store.get("me"), store.get("bot").id];
  return ids.map((id) => ({ label: store.user(id)?.name ?? id, value: id }));
}

/** Return the roles one can pick. */
export function roles(guild) {
  return (guild?.roles ?? []).map((role) => ({ label: role.name, value: role.id }));
}

/** Return the channels one can pick, of these types if any are named. */
export function channels(store, guild, types) {
  return store.channels
    .filter((one) => one.guild && one.guild === guild?.id && (!types?.length || types.includes(one.type)))
    .map((one) => ({ label: `#${one.name}`, value: one.id }));
}
