// Option values as Discord's client takes them; what it would refuse is refused here, in words. Pure.

export const STRING = 3;
export const INTEGER = 4;
export const BOOLEAN = 5;
export const USER = 6;
export const CHANNEL = 7;
export const ROLE = 8;
export const MENTIONABLE = 9;
export const NUMBER = 10;

const THINGS = { [USER]: "member", [CHANNEL]: "channel", [ROLE]: "role", [MENTIONABLE]: "member or role" };
const LONGEST = 6000;
const good = (value) => ({ value, problem: null });
const bad = (problem) => ({ value: null, problem });

/** Return the value of an option: `text` as typed, `picked` what was chosen from a list, if anything was. */
export function read(option, { text, picked }) {
  if (picked !== null) return good(picked.value);
  if (text === "") return option.required ? bad("This option is required.") : good(null);
  if (option.choices?.length) return choice(option, text);
  switch (option.type) {
    case STRING:
      return string(option, text);
    case INTEGER:
    case NUMBER:
      return number(option, text);
    case BOOLEAN:
      return boolean(text);
    default:
      return bad(THINGS[option.type] ? `Choose a ${THINGS[option.type]} from the list.` : "Files can't be sent here.");
  }
}

function choice(option, text) {
  const found = option.choices.find((one) => one.name.toLowerCase() === text.trim().toLowerCase());
  return found ? good(found.value) : bad("Choose one of the options in the list.");
}

function string(option, text) {
  // Discord counts characters, not the halves that JavaScript's strings are made of.
  const length = [...text].length;
  const longest = option.max_length ?? LONGEST;
  if (length > longest) return bad(`At most ${longest} characters.`);
  if (length < (option.min_length ?? 0)) return bad(`At least ${option.min_length} characters.`);
  return good(text);
}

function number(option, text) {
  const value = Number(text.trim().replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(value)) return bad("This has to be a number.");
  if (option.type === INTEGER && !Number.isSafeInteger(value)) return bad("This has to be a whole number.");
  if (value < (option.min_value ?? value)) return bad(`At least ${option.min_value}.`);
  if (value > (option.max_value ?? value)) return bad(`At most ${option.max_value}.`);
  return good(value);
}

function boolean(text) {
  const said = text.trim().toLowerCase();
  return said === "true" || said === "false" ? good(said === "true") : bad("Choose True or False.");
}
