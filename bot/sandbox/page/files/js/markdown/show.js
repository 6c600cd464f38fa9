// Markdown's nodes as elements.

import { h } from "../dom.js";
import { written } from "../time.js";
import { parse } from "./blocks.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strike: "s", paragraph: "p", small: "small", quote: "blockquote" };

/** Return a text as elements; `names` says what mentioned ids are called and what time it is. */
export function markdown(source, names) {
  return h("div", { class: "markdown" }, show(parse(source), names));
}

function show(nodes, names) {
  return nodes.map((node) => one(node, names));
}

function one(node, names) {
  const children = node.children ? show(node.children, names) : [];
  switch (node.type) {
    case "text":
      return node.text;
    case "heading":
      // The page's own headings are above these.
      return h(`h${node.level + 2}`, { class: `heading-${node.level}` }, children);
    case "code":
      return node.language === undefined ? h("code", {}, node.text) : codeBlock(node);
    case "list":
      return list(node, names);
    case "link":
      return link(node, children, names);
    case "spoiler":
      return spoiler(children);
    case "time":
      return time(node, names);
    case "user":
    case "role":
    case "channel":
    case "everyone":
    case "command":
      return h("span", { class: "mention" }, mentioned(node, names));
    default:
      return h(PLAIN[node.type], {}, children);
  }
}

/** Return a link; one to a message leads there within the page, and where it has no words of its own, says where. */
function link({ url, children: [first] }, children, names) {
  const message = names.message(url);
  if (!message) return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, children);
  const isBare = first.type === "text" && first.text === url;
  const look = { type: "button", class: isBare ? "as-link mention" : "as-link", onclick: message.open };
  return h("button", look, isBare ? message.label : children);
}

function codeBlock({ text, language }) {
  return h("pre", { tabindex: "0", "aria-label": language ? `Code, ${language}` : "Code" }, h("code", {}, text));
}

function list({ ordered, start, items }, names) {
  const entries = items.map((blocks) => h("li", {}, show(blocks, names)));
  return ordered ? h("ol", { start }, entries) : h("ul", {}, entries);
}

function spoiler(children) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, press to read" });
  const inside = h("span", { "aria-hidden": "true" }, children);
  const open = () => {
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    inside.removeAttribute("aria-hidden");
    cover.classList.add("open");
  };
  cover.addEventListener("click", open);
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") open();
  });
  cover.append(inside);
  return cover;
}

function time({ at, style }, names) {
  const moment = at * 1000;
  if (Number.isNaN(new Date(moment).getTime())) return `<t:${at}:${style}>`;
  const element = h("time", { datetime: new Date(moment).toISOString(), title: written(moment, "F", names.now()) });
  element.textContent = written(moment, style, names.now());
  if (style === "R") element.dataset.relative = String(moment);
  return element;
}

function mentioned(node, names) {
  switch (node.type) {
    case "user":
      return `@${names.user(node.id) ?? "unknown-user"}`;
    case "role":
      return `@${names.role(node.id) ?? "deleted-role"}`;
    case "channel":
      return `#${names.channel(node.id) ?? "unknown"}`;
    case "command":
      return `/${node.name}`;
    default:
      return `@${node.name}`;
  }
}
