// A command that is being written: its name, a field for each option, and the optional ones one may add.

import { h } from "../dom.js";
import { Field } from "./field.js";

export class Form {
  fields = [];
  #element;
  #on;

  constructor(element, on) {
    this.#element = element;
    this.#on = on;
    this.command = null;
  }

  get isOpen() {
    return this.command !== null;
  }

  /** Begin a command; `kept` holds the texts of options by name. */
  open(command, kept = {}) {
    this.command = command;
    this.fields = command.options
      .filter((option) => option.required || option.name in kept)
      .map((option) => new Field(option, this.#on, kept[option.name]));
    this.#paint();
    this.#element.hidden = false;
  }

  close() {
    this.command = null;
    this.fields = [];
    this.#element.hidden = true;
    this.#element.replaceChildren();
  }

  /** Add the field of an optional option, and go there. */
  add(option) {
    const field = new Field(option, this.#on);
    this.fields.push(field);
    this.#paint();
    field.input.focus();
  }

  /** Take the field of an optional option away. */
  drop(field) {
    this.fields = this.fields.filter((one) => one !== field);
    this.#paint();
  }

  /** Put the cursor into the first field that lacks something, else into the last one; false without fields. */
  focus() {
    const empty = this.fields.find((field) => field.text === "");
    const target = (empty ?? this.fields.at(-1))?.input ?? this.#element.querySelector("button");
    target?.focus();
    return Boolean(target);
  }

  /** Return the values by name; what a field must not hold is marked, and its words returned as `problem`. */
  read() {
    const values = {};
    let problem = null;
    for (const field of this.fields) {
      const read = field.read();
      field.complain(read.problem);
      problem ??= read.problem && `${field.option.name}: ${read.problem}`;
      if (read.value !== null) values[field.option.name] = read.value;
    }
    return { values, problem };
  }

  /** Return what the fields hold so far: what can be read of them, and of `typing` its text as it stands. */
  sofar(typing) {
    const entries = this.fields.map((field) => [field.option.name, field === typing ? field.text : field.read().value]);
    return Object.fromEntries(entries.filter(([, value]) => value !== null));
  }

  /** Return what a reload should bring back. */
  kept() {
    return { path: this.command.path, fields: Object.fromEntries(this.fields.map((one) => [one.option.name, one.kept()])) };
  }

  #paint() {
    const open = new Set(this.fields.map((field) => field.option.name));
    const left = this.command.options.filter((option) => !open.has(option.name));
    this.#element.setAttribute("aria-label", `Command /${this.command.path}`);
    this.#element.replaceChildren(
      h("span", { class: "command-name" }, `/${this.command.path}`),
      ...this.fields.map((field) => field.element),
      ...left.map((option) => this.#more(option)),
    );
  }

  #more(option) {
    return h(
      "button",
      {
        type: "button",
        class: "more-option",
        title: option.description,
        "aria-label": `Add option ${option.name}: ${option.description}`,
        onclick: () => this.add(option),
        onkeydown: (event) => this.#on.buttonKey(event),
      },
      `+ ${option.name}`,
    );
  }
}
