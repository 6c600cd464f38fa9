// The list above the composer. The focus stays where one types; the list says which row is active.

import { byId, h } from "../dom.js";

export class Menu {
  #box = byId("menu");
  #title = byId("menu-title");
  #list = byId("menu-items");
  #rows = [];
  #active = 0;
  #onPick = null;
  #owner = null;

  get isOpen() {
    return !this.#box.hidden;
  }

  /** Tell whether Enter would choose a row. */
  get hasRows() {
    return this.isOpen && this.#rows.length > 0;
  }

  /** Show rows (`{label, detail, more}`) for the element in which one types. */
  show(owner, title, rows, onPick) {
    if (this.#owner !== owner) this.hide();
    this.#owner = owner;
    this.#onPick = onPick;
    this.#active = 0;
    this.#title.textContent = title;
    this.#rows = rows.map((row, index) => this.#row(row, index));
    this.#list.replaceChildren(...this.#rows);
    this.#list.hidden = rows.length === 0;
    this.#box.hidden = false;
    owner.setAttribute("aria-expanded", String(rows.length > 0));
    this.#paint();
  }

  hide() {
    this.#box.hidden = true;
    this.#rows = [];
    this.#owner?.setAttribute("aria-expanded", "false");
    this.#owner?.removeAttribute("aria-activedescendant");
    this.#owner = null;
  }

  move(by) {
    this.#active = (this.#active + by + this.#rows.length) % this.#rows.length;
    this.#paint();
  }

  pick() {
    this.#onPick(this.#active);
  }

  #row({ label, detail, more }, index) {
    const row = h(
      "li",
      { id: `menu-item-${index}`, role: "option" },
      h("span", { class: "menu-label" }, label),
      more && h("span", { class: "menu-more" }, more),
      detail && h("span", { class: "menu-detail" }, detail),
    );
    row.addEventListener("mousemove", () => {
      this.#active = index;
      this.#paint();
    });
    // Not "click": the field would lose the focus first.
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.#onPick(index));
    return row;
  }

  #paint() {
    this.#rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === this.#active)));
    this.#rows[this.#active]?.scrollIntoView({ block: "nearest" });
    if (this.#rows.length) this.#owner.setAttribute("aria-activedescendant", `menu-item-${this.#active}`);
    else this.#owner.removeAttribute("aria-activedescendant");
  }
}
