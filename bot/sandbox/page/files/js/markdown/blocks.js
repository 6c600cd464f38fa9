// Discord's markdown: text -> blocks (headings, quotes, lists, code, paragraphs). Pure; knows no document.

import { parseInline } from "./inline.js";

const FENCE = /^([\s\S]*?)```(?:([\w+.#-]+)\n)?\n?([\s\S]*?)\n?```/;
const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SMALL = /^-#\s+(\S.*)$/;
const QUOTE = /^>(?: (.*)|$)/;
const ITEM = /^( *)(?:([-*])|(\d{1,9})\.)\s+(\S.*)$/;
const DEEPEST = 8;

/** Return the blocks of a message's text. */
export function parse(source) {
  const blocks = [];
  let rest = source.replaceAll("\r\n", "\n");
  for (let fence = FENCE.exec(rest); fence && fence[3].trim(); fence = FENCE.exec(rest)) {
    // A fence takes the line breaks around it with it; a quote that holds one ends with its line.
    blocks.push(...lines(fence[1].replace(/\n$/, "")));
    blocks.push({ type: "code", language: fence[2] ?? "", text: fence[3] });
    rest = rest.slice(fence[0].length).replace(/^\n/, "");
  }
  return [...blocks, ...lines(rest)];
}

function lines(source, depth = 0) {
  if (source === "") return [];
  const blocks = [];
  const left = source.split("\n");
  while (left.length) blocks.push(block(left, depth));
  return blocks;
}

function block(left, depth) {
  const heading = HEADING.exec(left[0]);
  if (heading) return { type: "heading", level: heading[1].length, children: inlineOf(left, heading[2]) };
  const small = SMALL.exec(left[0]);
  if (small) return { type: "small", children: inlineOf(left, small[1]) };
  if (depth < DEEPEST && left[0].startsWith(">>> ")) {
    return { type: "quote", children: lines(left.splice(0).join("\n").slice(4), depth + 1) };
  }
  if (depth < DEEPEST && QUOTE.test(left[0])) return quote(left, depth);
  if (ITEM.test(left[0])) return list(left, ITEM.exec(left[0])[1].length);
  return paragraph(left);
}

function inlineOf(left, source) {
  left.shift();
  return parseInline(source);
}

function quote(left, depth) {
  const inside = [];
  while (left.length && QUOTE.test(left[0])) inside.push(QUOTE.exec(left.shift())[1] ?? "");
  return { type: "quote", children: lines(inside.join("\n"), depth + 1) };
}

/** Take the items of this indent; a deeper one starts a list inside the item before. */
function list(left, indent) {
  const first = ITEM.exec(left[0]);
  const found = { type: "list", ordered: first[3] !== undefined, start: Number(first[3] ?? 1), items: [] };
  for (let item = first; item && item[1].length >= indent; item = left.length ? ITEM.exec(left[0]) : null) {
    if (item[1].length > indent + 1 && found.items.length) {
      found.items.at(-1).push(list(left, item[1].length));
    } else if ((item[3] !== undefined) === found.ordered) {
      found.items.push([{ type: "paragraph", children: inlineOf(left, item[4]) }]);
    } else {
      break;
    }
  }
  return found;
}

function paragraph(left) {
  const inside = [left.shift()];
  while (left.length && ![HEADING, SMALL, QUOTE, ITEM].some((pattern) => pattern.test(left[0]))) {
    if (left[0].startsWith(">>> ")) break;
    inside.push(left.shift());
  }
  return { type: "paragraph", children: parseInline(inside.join("\n")) };
}
