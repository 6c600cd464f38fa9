// The composer: plain text, or a slash command with its options, by keyboard alone.

import { call } from "../calls.js";
import { byId } from "../dom.js";
import { keep, recall } from "../memory.js";
import { matching, row, spelled, usable } from "./commands.js";
import { Form } from "./form.js";
import { Menu } from "./menu.js";
import { Problem } from "./problem.js";
import { Suggestions } from "./suggestions.js";

const TALLEST = 200; // pixels

export class Composer {
  #text = byId("text");
  #problem = new Problem();
  #menu = new Menu();
  #form;
  #suggestions;
  #where = null; // channel and person

  /** `place()` says where one writes; `outbox` takes what is sent. */
  constructor(store, place, outbox) {
    this.store = store;
    this.place = place;
    this.outbox = outbox;
    this.#form = new Form(byId("command"), {
      typed: (field) => this.#typed(field),
      focused: (field) => this.#suggestions.offer(field, { atOnce: true }),
      left: () => this.#leave(),
      key: (event, field) => this.#fieldKey(event, field),
      buttonKey: (event) => this.#buttonKey(event),
    });
    this.#suggestions = new Suggestions(this.#menu, () => this.#context(), (field) => this.#picked(field));
    this.#text.addEventListener("input", () => this.#textChanged());
    this.#text.addEventListener("focus", () => this.#offerCommands());
    this.#text.addEventListener("blur", () => this.#leave());
    this.#text.addEventListener("keydown", (event) => this.#textKey(event));
    byId("compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Show what is being written in the present channel by the present person. */
  refresh() {
    const { channel, person } = this.place();
    const where = `${channel.id}:${person}`;
    this.#text.placeholder = `Message ${channel.guild ? `#${channel.name}` : `@${this.store.get("bot").name}`}`;
    const draft = recall(`draft:${where}`);
    // A command can't be brought back before the bot has registered it.
    if (where === this.#where || (draft?.command && this.#commands.length === 0)) return;
    this.#where = where;
    this.#restore(draft);
  }

  focus() {
    if (!this.#form.isOpen || !this.#form.focus()) this.#text.focus();
  }

  get #commands() {
    const { channel } = this.place();
    const definitions = this.store.get("commands") ?? {};
    return usable(channel.commands.map((id) => definitions[id]).filter(Boolean));
  }

  #context() {
    const typing = this.#form.fields.find((field) => field.input === document.activeElement);
    const options = this.#form.isOpen ? this.#form.sofar(typing) : {};
    return { ...this.place(), store: this.store, command: this.#form.command?.path, options };
  }

  // --- plain text

  #textChanged() {
    const found = spelled(this.#commands, this.#text.value);
    if (found) {
      const first = found.command.options[0];
      this.#begin(found.command, first && found.rest ? { [first.name]: { text: found.rest, picked: null } } : {});
      return;
    }
    this.#fit();
    this.#problem.say(null);
    this.#offerCommands();
    this.#keep();
  }

  #offerCommands() {
    const typed = this.#text.value;
    if (!typed.startsWith("/") || typed.includes("\n")) {
      this.#menu.hide();
      return;
    }
    const found = matching(this.#commands, typed.slice(1));
    const rows = found.map(row);
    const title = rows.length ? "Commands" : "There is no such command here. Enter sends this as a message.";
    this.#menu.show(this.#text, title, rows, (index) => this.#begin(found[index]));
  }

  #textKey(event) {
    if (event.isComposing || this.#menuKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    }
  }

  // --- a command

  #begin(command, kept = {}) {
    this.#menu.hide();
    this.#text.value = "";
    this.#text.hidden = true;
    this.#problem.say(null);
    this.#form.open(command, kept);
    this.#keep();
    if (!this.#form.focus()) byId("send").focus();
  }

  #end() {
    this.#suggestions.stop();
    this.#menu.hide();
    this.#form.close();
    this.#problem.say(null);
    this.#text.hidden = false;
    this.#text.value = "";
    this.#fit();
    this.#keep();
    this.#text.focus();
  }

  #typed(field) {
    this.#problem.say(null);
    this.#suggestions.offer(field);
    this.#keep();
  }

  #picked(field) {
    this.#suggestions.stop();
    this.#menu.hide();
    this.#keep();
    const next = this.#form.fields[this.#form.fields.indexOf(field) + 1];
    if (next) next.input.focus();
  }

  #leave() {
    this.#suggestions.stop();
    this.#menu.hide();
  }

  #fieldKey(event, field) {
    if (event.isComposing || this.#menuKey(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      this.#end();
    } else if (event.key === "Backspace" && field.text === "") {
      event.preventDefault();
      this.#back(field);
    }
  }

  #buttonKey(event) {
    if (event.key === "Escape") this.#end();
    if (event.key === "Backspace") this.#form.focus() || this.#end();
  }

  /** Take an empty optional field away; with the first one the whole command. */
  #back(field) {
    if (field.option.required || this.#form.fields.length === 1) {
      if (this.#form.fields[0] === field) this.#end();
      return;
    }
    this.#form.drop(field);
    this.#form.fields.at(-1).input.focus();
    this.#keep();
  }

  /** Do what a key means to the list; false if it means nothing there. */
  #menuKey(event) {
    const keys = { ArrowDown: () => this.#menu.move(1), ArrowUp: () => this.#menu.move(-1) };
    if (!event.shiftKey) keys.Enter = keys.Tab = () => this.#menu.pick();
    const rows = this.#menu.hasRows;
    // A list of commands goes with Esc; the hint of an option without rows is no list.
    if (rows) keys.Escape = () => this.#leave();
    if (!rows || !keys[event.key]) return false;
    event.preventDefault();
    keys[event.key]();
    return true;
  }

  // --- sending

  async #send() {
    if (this.#form.isOpen) await this.#sendCommand();
    else await this.#sendText();
  }

  async #sendText() {
    const content = this.#text.value.trim();
    if (content === "") return;
    const { person, channel } = this.place();
    // At once, and not with the answer: one may have begun to type the next message by then.
    this.#end();
    const sent = await this.#problem.attempt(() => call("write", { person, channel: channel.id, content }));
    if (!sent) this.#bringBack({ text: content });
  }

  async #sendCommand() {
    const { values, problem } = this.#form.read();
    this.#problem.say(problem);
    if (problem) {
      this.#form.fields.find((field) => field.problem)?.input.focus();
      return;
    }
    const kept = this.#form.kept();
    this.#end();
    const sent = await this.#problem.attempt(() => this.outbox.use(kept.path, values));
    if (!sent) this.#bringBack({ command: kept });
  }

  /** Let what the sandbox did not let through be put right, unless something else is being written by now. */
  #bringBack(draft) {
    if (!this.#form.isOpen && this.#text.value === "") this.#restore(draft, this.#problem.text);
  }

  // --- over a reload

  #keep() {
    const draft = this.#form.isOpen ? { command: this.#form.kept() } : { text: this.#text.value };
    keep(`draft:${this.#where}`, draft.text === "" ? null : draft);
  }

  #restore(draft, problem = null) {
    const command = draft?.command && this.#commands.find((one) => one.path === draft.command.path);
    this.#menu.hide();
    this.#form.close();
    this.#text.hidden = Boolean(command);
    this.#text.value = draft?.text ?? "";
    if (command) this.#form.open(command, draft.command.fields);
    this.#problem.say(problem);
    this.#fit();
  }

  #fit() {
    this.#text.style.setProperty("height", "auto");
    this.#text.style.setProperty("height", `${Math.min(this.#text.scrollHeight, TALLEST)}px`);
  }
}
