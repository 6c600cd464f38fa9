// The sandbox's clock: the machine's, moved forward.

import { byId } from "../dom.js";
import { relative } from "../time.js";

const FORMAT = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
});

export class Clock {
  #offset = 0; // milliseconds

  now() {
    return Date.now() + this.#offset;
  }

  /** Show the time, and how far it is ahead. */
  show(offsetSeconds = this.#offset / 1000) {
    this.#offset = offsetSeconds * 1000;
    const now = this.now();
    byId("clock").dateTime = new Date(now).toISOString();
    byId("clock").textContent = FORMAT.format(now);
    const said = offsetSeconds ? `${relative(this.#offset, 0).replace(/^in /, "")} ahead` : "";
    // A live region speaks whenever it is written to, even with the same words.
    if (byId("clock-ahead").textContent !== said) byId("clock-ahead").textContent = said;
  }

  /** Call `advance` with the seconds of each button that is pressed. */
  listen(advance) {
    for (const button of document.querySelectorAll("[data-seconds]")) {
      button.addEventListener("click", () => advance(Number(button.dataset.seconds)));
    }
  }
}
