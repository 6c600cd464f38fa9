// What an option's field offers while one types: fixed answers, or the bot's own at each keystroke.

import { Refused, call } from "../calls.js";
import { offers } from "./offers.js";

const PAUSE = 120; // milliseconds after the last keystroke

export class Suggestions {
  #menu;
  #context;
  #asked = 0; // answers to earlier questions are not shown any more
  #timer = null;

  /** `context()` says who writes what where; `onPicked` is called when a row was chosen. */
  constructor(menu, context, onPicked) {
    this.#menu = menu;
    this.#context = context;
    this.onPicked = onPicked;
  }

  /** Offer what fits a field's text. */
  offer(field, { atOnce = false } = {}) {
    this.stop();
    if (field.option.autocomplete) {
      const question = this.#asked;
      this.#timer = setTimeout(() => this.#ask(field, question), atOnce ? 0 : PAUSE);
      if (atOnce) this.#show(field, []);
      return;
    }
    const rows = offers(field.option, field.picked ? "" : field.text, this.#context());
    this.#show(field, rows ?? [], rows?.length === 0 ? "Nothing in the list fits." : null);
  }

  /** Forget what was asked; a late answer shows nothing. */
  stop() {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  async #ask(field, question) {
    const { person, channel, command, options } = this.#context();
    const asked = { person, channel: channel.id, command, options, focused: field.option.name };
    let choices;
    try {
      ({ choices } = await call("autocomplete", asked));
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      choices = [];
    }
    if (question !== this.#asked || document.activeElement !== field.input) return;
    const rows = choices.map((one) => ({ label: one.name, value: one.value }));
    this.#show(field, rows, rows.length ? null : "No options match. Enter sends what you typed.");
  }

  #show(field, rows, remark = null) {
    const title = [`${field.option.name}: ${field.option.description}`, remark].filter(Boolean).join(" · ");
    this.#menu.show(field.input, title, rows, (index) => {
      field.pick(rows[index]);
      this.onPicked(field);
    });
  }
}
