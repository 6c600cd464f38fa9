// What is wrong with what one tries to send, in words below the list and above the field.

import { Refused } from "../calls.js";
import { byId } from "../dom.js";

export class Problem {
  #line = byId("problem");

  get text() {
    return this.#line.textContent;
  }

  /** Say what is wrong; null takes it back. */
  say(text) {
    this.#line.hidden = text === null;
    this.#line.textContent = text ?? "";
  }

  /** Tell whether something could be done; if not, say why. */
  async attempt(work) {
    try {
      await work();
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      this.say(refusal.message);
      return false;
    }
  }
}
