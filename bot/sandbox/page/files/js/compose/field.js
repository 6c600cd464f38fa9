// One option of a command that is being written: its name, and what one types.

import { h } from "../dom.js";
import { INTEGER, NUMBER, read } from "./values.js";

export class Field {
  picked = null; // what was chosen from a list, until the text is changed
  problem = null;

  /** `on` holds what happens when its text changes, when it gets the focus, and at each key. */
  constructor(option, on, kept = null) {
    const id = `option-${option.name}`;
    this.option = option;
    this.input = h("input", {
      id,
      type: "text",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": "menu-items",
      "aria-expanded": "false",
      "aria-describedby": "menu-title problem",
      "aria-required": option.required ? "true" : null,
      inputmode: option.type === INTEGER || option.type === NUMBER ? "decimal" : null,
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "send",
    });
    this.element = h("span", { class: "option" }, h("label", { for: id }, option.name), this.input);
    this.input.value = kept?.text ?? "";
    this.picked = kept?.picked ?? null;
    this.#fit();
    this.input.addEventListener("input", () => {
      this.picked = null;
      this.complain(null);
      this.#fit();
      on.typed(this);
    });
    this.input.addEventListener("focus", () => on.focused(this));
    this.input.addEventListener("blur", () => on.left(this));
    this.input.addEventListener("keydown", (event) => on.key(event, this));
  }

  get text() {
    return this.input.value;
  }

  /** Take what was chosen from a list. */
  pick({ label, value }) {
    this.input.value = label;
    this.picked = { value };
    this.complain(null);
    this.#fit();
  }

  /** Return `{value, problem}`. */
  read() {
    return read(this.option, this);
  }

  complain(problem) {
    this.problem = problem;
    this.element.classList.toggle("wrong", problem !== null);
    this.input.setAttribute("aria-invalid", String(problem !== null));
  }

  /** Return what a reload should bring back. */
  kept() {
    return { text: this.text, picked: this.picked };
  }

  #fit() {
    this.input.size = Math.min(Math.max([...this.text].length + 1, 4), 40);
  }
}
