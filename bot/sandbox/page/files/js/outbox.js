// What the person does to the bot, and what becomes of it: on its way, answered, or failed.

import { Refused, call } from "./calls.js";

const FAILED = "This interaction failed";

export class Outbox {
  #busy = new Map(); // message id -> the component that waits for its answer
  #failed = new Map(); // message id -> what the person reads below it

  constructor({ place, notes, openModal, onChanged }) {
    this.place = place;
    this.notes = notes;
    this.openModal = openModal;
    this.onChanged = onChanged;
  }

  /** Return the component of a message that waits for its answer, or null. */
  busy(messageId) {
    return this.#busy.get(messageId) ?? null;
  }

  /** Return what a person reads below a message whose component got no answer, or null. */
  failed(messageId) {
    return this.#failed.get(messageId) ?? null;
  }

  /** Use a command; Refused if the sandbox does not let it through. */
  async use(command, options) {
    const { person, channel } = this.place();
    const note = this.notes.sending(channel.id, person, command);
    try {
      const answer = await call("use", { person, channel: channel.id, command, options });
      if (answer.failed) this.notes.fail(note);
      else this.notes.remove(note);
      this.#follow(answer, channel);
    } catch (refusal) {
      this.notes.remove(note);
      throw refusal;
    }
  }

  /** Use a button or a select of a message. */
  async component(name, message, key, more = {}) {
    const { person, channel } = this.place();
    if (this.#busy.has(message.id)) return;
    this.#busy.set(message.id, key);
    this.#failed.delete(message.id);
    this.onChanged();
    try {
      const answer = await call(name, { person, channel: channel.id, message: message.id, custom_id: key, ...more });
      if (answer.failed) this.#failed.set(message.id, FAILED);
      this.#follow(answer, channel);
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      this.#failed.set(message.id, refusal.message);
    } finally {
      this.#busy.delete(message.id);
      this.onChanged();
    }
  }

  /** Put a private message away. */
  async dismiss(message) {
    const { person, channel } = this.place();
    await call("dismiss", { person, channel: channel.id, message: message.id });
  }

  /** Submit a form; return what is wrong with it, or null. */
  async submit(interaction, fields, channel) {
    const { person } = this.place();
    try {
      const answer = await call("submit", { person, interaction, fields });
      if (answer.failed) return "Something went wrong. Try again.";
      this.#follow(answer, channel);
      return null;
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      return refusal.message;
    }
  }

  #follow(answer, channel) {
    if (answer.modal) this.openModal(answer.modal, channel);
  }
}
