// Slash commands as a person picks them: one entry for each that can be used, subcommands spelled out. Pure.

const SUBCOMMAND = 1;
const GROUP = 2;

/** Return what can be used of these definitions: `path` ("daily setup"), `description`, `options`. */
export function usable(definitions) {
  return definitions.flatMap((definition) => entries(definition, definition.name)).sort(byPath);
}

function entries(holder, path) {
  const inner = (holder.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (inner.length) return inner.flatMap((option) => entries(option, `${path} ${option.name}`));
  return [{ path, description: holder.description, options: holder.options ?? [] }];
}

function byPath(a, b) {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

/** Return the commands that what was typed after the slash may become, those that begin so first. */
export function matching(commands, typed) {
  const wanted = typed.trim().toLowerCase();
  const begins = commands.filter((one) => one.path.startsWith(wanted) || one.path.split(" ").at(-1).startsWith(wanted));
  const words = (one) => `${one.path} ${one.description}`.toLowerCase();
  return [...begins, ...commands.filter((one) => !begins.includes(one) && words(one).includes(wanted))];
}

/** Return the command that a text spells out, and what stands after it; null while it may still become another. */
export function spelled(commands, text) {
  const fits = commands.filter((one) => text.startsWith(`/${one.path} `));
  const found = fits.sort((a, b) => b.path.length - a.path.length)[0];
  return found ? { command: found, rest: text.slice(found.path.length + 2) } : null;
}

/** Return a command as the list shows it; optional options have a question mark. */
export function row({ path, options, description }) {
  const names = options.map((option) => (option.required ? option.name : `${option.name}?`));
  return { label: `/${path}`, more: names.join("  "), detail: description };
}
