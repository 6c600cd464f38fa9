// One message, as the person who sits at this page sees it.

import { h, icon } from "../dom.js";
import { markdown } from "../markdown/show.js";
import { saidAt, written } from "../time.js";
import { all } from "./components.js";
import { embed } from "./embed.js";
import { attachments } from "./media.js";
import { avatar } from "./people.js";

const LOADING = 1 << 7;
const PRIVATE = 1 << 6;
const V2 = 1 << 15;
const SUPPRESS_EMBEDS = 1 << 2;

/** Return a message; `context` holds what it is shown with and what its buttons do. */
export function messageElement(message, context) {
  const author = { id: message.author.id, name: nameOf(message.author), bot: message.author.bot ?? false };
  const isPrivate = Boolean(message.flags & PRIVATE);
  const heading = `message-${message.id}`;
  const classes = ["message", isPrivate && "private", context.follows && "follows", context.pinged && "pinged"];
  return h(
    "article",
    { class: classes.filter(Boolean).join(" "), "aria-labelledby": heading, "data-id": message.id },
    origin(message, context),
    avatar(author),
    h(
      "div",
      { class: "said" },
      head(author, message, heading, context),
      body(message, context),
      h("p", { class: "failed", role: "alert", hidden: true }),
      isPrivate && privately(context),
    ),
  );
}

/** Mark what waits for an answer, and what got none; the rest, such as an open list, stays as it is. */
export function mark(element, { busy, failed }) {
  for (const control of element.querySelectorAll(".button[data-key]")) {
    if (control.dataset.key === busy) control.setAttribute("aria-busy", "true");
    else control.removeAttribute("aria-busy");
  }
  const line = element.querySelector(".said > .failed");
  line.hidden = failed === null;
  if (line.textContent !== (failed ?? "")) line.textContent = failed ?? "";
}

/** Return what a user is called. */
export function nameOf(user) {
  return user.global_name ?? user.username;
}

function head(author, message, id, context) {
  const moment = Date.parse(message.timestamp);
  return h(
    "header",
    { id },
    h("span", { class: author.bot ? "name bot" : "name" }, context.names.user(author.id) ?? author.name),
    author.bot && h("span", { class: "badge" }, "App"),
    h(
      "time",
      { datetime: message.timestamp, title: written(moment, "F", context.names.now()) },
      saidAt(moment, context.names.now()),
    ),
  );
}

function body(message, context) {
  if (message.flags & LOADING) return h("p", { class: "thinking" }, `${context.names.user(message.author.id)} is thinking`);
  const shown = [];
  if (!(message.flags & V2)) {
    if (message.content) shown.push(markdown(message.content, context.names));
    shown.push(...attachments(message));
    if (!(message.flags & SUPPRESS_EMBEDS)) {
      shown.push(...message.embeds.map((raw) => embed(raw, message, context.names)));
    }
  }
  shown.push(...all(message.components, context));
  if (message.edited_timestamp) {
    const when = written(Date.parse(message.edited_timestamp), "F", context.names.now());
    shown.push(h("span", { class: "edited", title: when }, "(edited)"));
  }
  return h("div", { class: "body" }, shown);
}

/** Return the line above an answer: who used which command, or which message it answers. */
function origin(message, context) {
  const used = message.interaction_metadata;
  if (used?.name) {
    const who = context.names.user(used.user.id) ?? nameOf(used.user);
    return h("p", { class: "origin" }, h("strong", {}, who), " used ", h("span", { class: "mention" }, `/${used.name}`));
  }
  const referred = message.message_reference && context.message_of(message.message_reference.message_id);
  if (!referred) return null;
  const author = context.names.user(referred.author.id) ?? nameOf(referred.author);
  return h("p", { class: "origin" }, h("strong", {}, author), " ", summary(referred));
}

function summary(message) {
  const texts = [message.content, ...textsOf(message.components)].join("\n");
  return texts.replace(/^(#+|-#)\s+|[*_`>]/gm, "").replace(/\s+/g, " ").trim().slice(0, 80) || "a message";
}

function textsOf(components) {
  return components.flatMap((raw) => (raw.content ? [raw.content] : textsOf(raw.components ?? [])));
}

function privately(context) {
  return h(
    "p",
    { class: "only-you" },
    icon("eye"),
    "Only you can see this · ",
    h("button", { type: "button", class: "as-link", "data-key": "dismiss", onclick: context.dismiss }, "Dismiss message"),
  );
}
