// Components: what a message of the newer kind is made of, and rows of buttons and selects.

import { h, icon } from "../dom.js";
import { markdown } from "../markdown/show.js";
import { colored } from "./color.js";
import { file, picture } from "./media.js";
import { options } from "./choices.js";
import { select } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

// What each type of component becomes; a type that is not here says so instead of vanishing.
const SHOWN = {
  1: (raw, context) => h("div", { class: "row" }, all(raw.components, context)),
  2: button,
  3: menu,
  5: menu,
  6: menu,
  7: menu,
  8: menu,
  9: (raw, context) =>
    h("div", { class: "section" }, h("div", {}, all(raw.components, context)), component(raw.accessory, context)),
  10: (raw, context) => markdown(raw.content, context.names),
  11: (raw, context) => covered(raw, picture(raw.media.url, raw.description, context.message, "thumbnail")),
  12: (raw, context) =>
    h(
      "div",
      { class: raw.items.length > 1 ? "gallery many" : "gallery" },
      raw.items.map((item) => covered(item, picture(item.media.url, item.description, context.message))),
    ),
  13: attached,
  14: (raw) => h("hr", { class: `space-${raw.spacing ?? 1}${raw.divider === false ? " bare" : ""}` }),
  17: (raw, context) =>
    covered(raw, colored(h("div", { class: "container" }, all(raw.components, context)), raw.accent_color)),
};

/** Return the elements of a list of components. */
export function all(components, context) {
  return components.map((raw) => component(raw, context));
}

function component(raw, context) {
  const show = SHOWN[raw.type];
  return show ? show(raw, context) : h("p", { class: "unknown" }, `(a component of type ${raw.type})`);
}

function button(raw, context) {
  const face = [raw.emoji?.name && h("span", {}, raw.emoji.name), raw.label];
  const look = { class: `button ${STYLES[raw.style] ?? "secondary"}` };
  if (raw.url) {
    const safe = /^https?:/.test(raw.url) ? raw.url : null;
    return h("a", { ...look, href: safe, target: "_blank", rel: "noopener noreferrer" }, face, icon("link"));
  }
  return h(
    "button",
    {
      ...look,
      type: "button",
      disabled: raw.disabled ?? false,
      "data-key": raw.custom_id,
      onclick: () => context.press(raw.custom_id),
    },
    face,
  );
}

function menu(raw, context) {
  return select({
    label: raw.placeholder ?? "Make a selection",
    offered: options(raw, context),
    fewest: raw.min_values ?? 1,
    most: raw.max_values ?? 1,
    disabled: raw.disabled ?? false,
    key: raw.custom_id,
    onChosen: (values) => context.choose(raw.custom_id, values),
  });
}

function attached(raw, context) {
  const name = raw.file.url.replace("attachment://", "");
  const found = context.message.attachments.find((one) => one.filename === name || one.url === raw.file.url);
  return found ? file(found, context.message) : h("p", { class: "unknown" }, name);
}

function covered(raw, element) {
  if (!raw.spoiler) return element;
  const cover = h("button", { class: "cover", type: "button", onclick: () => cover.replaceWith(element) }, "Spoiler");
  return cover;
}
