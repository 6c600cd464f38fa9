// Embeds: the older kind of rich message.

import { h } from "../dom.js";
import { markdown } from "../markdown/show.js";
import { written } from "../time.js";
import { colored } from "./color.js";
import { picture } from "./media.js";

/** Return an embed. */
export function embed(raw, message, names) {
  return colored(
    h(
      "div",
      { class: "embed" },
      raw.author?.name && h("p", { class: "embed-author" }, linked(raw.author.name, raw.author.url)),
      raw.title && h("div", { class: "embed-title" }, linked(markdown(raw.title, names), raw.url)),
      raw.description && markdown(raw.description, names),
      raw.fields?.length && h("div", { class: "embed-fields" }, raw.fields.map((field) => fieldOf(field, names))),
      raw.image && picture(raw.image.url, raw.image.description, message),
      raw.thumbnail && picture(raw.thumbnail.url, raw.thumbnail.description, message, "thumbnail"),
      footer(raw, names),
    ),
    raw.color,
  );
}

function fieldOf(field, names) {
  return h(
    "div",
    { class: field.inline ? "embed-field inline" : "embed-field" },
    h("div", { class: "embed-name" }, markdown(field.name, names)),
    markdown(field.value, names),
  );
}

function footer(raw, names) {
  const parts = [raw.footer?.text, raw.timestamp && written(Date.parse(raw.timestamp), "f", names.now())];
  const said = parts.filter(Boolean).join(" • ");
  return said && h("p", { class: "embed-footer" }, said);
}

function linked(shown, url) {
  return /^https?:/.test(url ?? "") ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown) : shown;
}
