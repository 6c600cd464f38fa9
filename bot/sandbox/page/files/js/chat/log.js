// The message list of one channel: only what changed is made anew, so that focus and scroll stay where they are.

import { h } from "../dom.js";
import { dayOf, relative } from "../time.js";
import { mark, messageElement } from "./message.js";

const TOGETHER = 7 * 60_000; // messages of one author this close stand under one name
const NEAR = 120; // pixels from the end at which the list keeps following

export class Log {
  #element;
  #shown = new Map(); // id -> what it looked like, and its element
  #channel = null;

  constructor(element) {
    this.#element = element;
  }

  /** Show the messages of a channel, and what else stands below them. */
  show(channel, messages, notes, context) {
    const moved = this.#channel !== channel.id + context.person;
    const following = moved || this.#isAtEnd();
    if (moved) this.#shown.clear();
    this.#channel = channel.id + context.person;
    const focused = this.#focused();
    const rows = [beginning(channel, context)];
    messages.forEach((message, index) => rows.push(...this.#rows(message, messages[index - 1], context)));
    this.#forget(messages);
    this.#place([...rows, ...notes]);
    this.#focus(focused);
    if (following) this.#element.scrollTop = this.#element.scrollHeight;
  }

  /** Bring "2 minutes ago" up to date. */
  tick(now) {
    for (const time of this.#element.querySelectorAll("time[data-relative]")) {
      time.textContent = relative(Number(time.dataset.relative), now);
    }
  }

  #rows(message, before, context) {
    const newDay = !before || dayOf(Date.parse(before.timestamp)) !== dayOf(Date.parse(message.timestamp));
    const own = context.of(message, { follows: !newDay && together(before, message) });
    const look = JSON.stringify([message, own.follows, context.look]);
    let known = this.#shown.get(message.id);
    if (known?.look !== look) {
      known = { look, element: messageElement(message, own) };
      this.#shown.set(message.id, known);
    }
    mark(known.element, own);
    const day = h("p", { class: "day", role: "separator" }, dayOf(Date.parse(message.timestamp)));
    return newDay ? [day, known.element] : [known.element];
  }

  #forget(messages) {
    const ids = new Set(messages.map((message) => message.id));
    for (const id of this.#shown.keys()) if (!ids.has(id)) this.#shown.delete(id);
  }

  /** Put the rows in place; those that stand right already are not touched. */
  #place(rows) {
    const kept = new Set(rows);
    for (const child of [...this.#element.children]) if (!kept.has(child)) child.remove();
    rows.forEach((row, index) => {
      if (this.#element.children[index] !== row) this.#element.insertBefore(row, this.#element.children[index] ?? null);
    });
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #focused() {
    const active = document.activeElement;
    const message = this.#element.contains(active) ? active.closest("[data-id]") : null;
    return message ? { id: message.dataset.id, key: active.dataset.key } : null;
  }

  /** Give the focus back to a button whose message was made anew; if it is gone, to the list. */
  #focus(was) {
    if (!was || (this.#element.contains(document.activeElement) && document.activeElement !== this.#element)) return;
    const message = this.#element.querySelector(`[data-id="${was.id}"]`);
    const button = [...(message?.querySelectorAll("[data-key]") ?? [])].find((one) => one.dataset.key === was.key);
    (button ?? this.#element).focus({ preventScroll: true });
  }
}

function together(before, message) {
  const close = Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER;
  const plain = !message.interaction_metadata && !message.message_reference;
  return close && plain && before.author.id === message.author.id && !(before.flags & 64) && !(message.flags & 64);
}

function beginning(channel, context) {
  const title = channel.guild ? `Welcome to #${channel.name}` : `You and ${context.bot.name}`;
  const place = channel.guild ? `the start of the #${channel.name} channel` : "the start of your direct messages";
  return h(
    "div",
    { class: "beginning" },
    h("h2", {}, title),
    h("p", {}, `This is ${place}. Type `, h("kbd", {}, "/"), ` below to see what ${context.bot.name} can do.`),
  );
}
