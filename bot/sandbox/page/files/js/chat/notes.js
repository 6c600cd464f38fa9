// What only this tab knows: commands on their way, and those that nobody answered.

import { h, icon } from "../dom.js";

export class Notes {
  #notes = [];
  #next = 1;

  constructor(onChanged) {
    this.onChanged = onChanged;
  }

  /** Note that a command is on its way. */
  sending(channel, person, command) {
    const note = { id: this.#next++, channel, person, command, failed: false };
    this.#notes.push(note);
    this.onChanged();
    return note;
  }

  /** Say of a command that nobody answered it. */
  fail(note) {
    note.failed = true;
    this.onChanged();
  }

  remove(note) {
    this.#notes = this.#notes.filter((one) => one !== note);
    this.onChanged();
  }

  /** Return the notes of a channel and a person as elements. */
  elements(channel, person, names) {
    return this.#notes
      .filter((note) => note.channel === channel && note.person === person)
      .map((note) => this.#element(note, names));
  }

  #element(note, names) {
    const used = [h("strong", {}, names.user(note.person)), " used ", h("span", { class: "mention" }, `/${note.command}`)];
    const dismiss = h("button", { type: "button", class: "as-link", onclick: () => this.remove(note) }, "Dismiss message");
    return h(
      "article",
      { class: note.failed ? "message private note" : "message note sending" },
      h("p", { class: "origin" }, used),
      note.failed
        ? h("p", { class: "failed", role: "alert" }, "The application did not respond")
        : h("p", { class: "thinking" }, "Sending command"),
      note.failed && h("p", { class: "only-you" }, icon("eye"), "Only you can see this · ", dismiss),
    );
  }
}
