// A person's picture: the first letter on a color that stays theirs.

import { h } from "../dom.js";

const COLORS = 6;

/** Return the round picture of a user. */
export function avatar(user) {
  const shade = user.bot ? "bot" : [...user.name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 0) % COLORS;
  return h("span", { class: `avatar avatar-${shade}`, "aria-hidden": "true" }, [...user.name][0].toUpperCase());
}
