// Discord's markdown within a line: text -> nodes. Pure; knows no document.

const text = (value) => ({ type: "text", text: value });
const wrap = (type) => (match, parse) => ({ type, children: parse(match[1] ?? match[2]) });
const mention = (type) => (match) => ({ type, id: match[1] });

// The first rule that fits where the reading stands wins, so that `\*` comes before `*` and `**` before `*`.
const RULES = [
  [/\\([^0-9A-Za-z\s])/y, (match) => text(match[1])],
  [/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/y, (match) => ({ type: "code", text: match[2].replace(/^ (?=`)|(?<=`) $/g, "") })],
  [/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, (match) => ({ type: "time", at: Number(match[1]), style: match[2] ?? "f" })],
  [/<@!?(\d{1,20})>/y, mention("user")],
  [/<@&(\d{1,20})>/y, mention("role")],
  [/<#(\d{1,20})>/y, mention("channel")],
  [/<a?:(\w{1,32}):\d{1,20}>/y, (match) => text(`:${match[1]}:`)],
  [/<\/([^<>:]{1,100}):\d{1,20}>/y, (match) => ({ type: "command", name: match[1] })],
  [
    /\[((?:\\.|[^[\]\\])+)\]\(\s*<?(https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+)>?(?:\s+"[^"]*")?\s*\)/y,
    (match, parse) => link(match[2], parse(match[1])) ?? text(match[0]),
  ],
  [/<(https?:\/\/[^\s<>]+)>/y, (match) => link(match[1], [text(match[1])]) ?? text(match[0])],
  [/https?:\/\/[^\s<]*[^\s<.,:;"'\])]/y, (match) => link(match[0], [text(match[0])]) ?? text(match[0])],
  [/\*\*([\s\S]+?)\*\*(?!\*)/y, wrap("bold")],
  [/__([\s\S]+?)__(?!_)/y, wrap("underline")],
  [/\b_((?:__|\\[\s\S]|[^\\_])+?)_\b/y, wrap("italic")],
  [/\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:[^*\s\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y, wrap("italic")],
  [/~~([\s\S]+?)~~(?!~)/y, wrap("strike")],
  [/\|\|([\s\S]+?)\|\|/y, wrap("spoiler")],
  [/@(everyone|here)\b/y, (match) => ({ type: "everyone", name: match[1] })],
  [/[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|https?:\/\/|$)/y, (match) => text(match[0])],
  [/[\s\S]/y, (match) => text(match[0])],
];
const DEEPEST = 12; // nobody reads more; it keeps a hostile text from nesting without end

/** Return the nodes of a text without blocks. */
export function parseInline(source, depth = 0) {
  if (depth > DEEPEST) return [text(source)];
  const nodes = [];
  for (let at = 0; at < source.length; ) {
    const [node, end] = next(source, at, depth);
    add(nodes, node);
    at = end;
  }
  return nodes;
}

function next(source, at, depth) {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return [make(match, (inner) => parseInline(inner, depth + 1)), at + match[0].length];
  }
  return [text(source.slice(at)), source.length];
}

function add(nodes, node) {
  const last = nodes.at(-1);
  if (node.type === "text" && last?.type === "text") last.text += node.text;
  else nodes.push(node);
}

function link(address, children) {
  return URL.canParse(address) ? { type: "link", url: new URL(address).href, children } : null;
}
