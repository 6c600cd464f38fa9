// A select: a button that opens a list; one choice is sent at once, several when the list closes.

import { h, icon } from "../dom.js";

let made = 0;

/** Return a select; `onChosen` gets the chosen values whenever the person is done with the list. */
export function select({ label, name, offered, fewest, most, disabled = false, key = null, onChosen }) {
  const id = `select-${++made}`;
  const chosen = new Set(offered.filter((one) => one.chosen).map((one) => one.value));
  let active = 0;
  let before = "";

  const face = h("span", {});
  const list = h("ul", { id, role: "listbox", "aria-label": name ?? label, hidden: true });
  if (most > 1) list.setAttribute("aria-multiselectable", "true");
  const button = h(
    "button",
    { type: "button", role: "combobox", class: "select-face", "aria-haspopup": "listbox", "aria-expanded": "false" },
    face,
    icon("down"),
  );
  button.setAttribute("aria-controls", id);
  button.setAttribute("aria-label", name ?? label);
  if (key !== null) button.dataset.key = key;
  button.disabled = disabled;
  const rows = offered.map((one, index) => row(one, `${id}-${index}`));
  list.append(...rows);
  const element = h("div", { class: "select" }, button, list);

  function paint() {
    const labels = offered.filter((one) => chosen.has(one.value)).map((one) => one.label);
    face.textContent = labels.join(", ") || label;
    face.classList.toggle("placeholder", labels.length === 0);
    rows.forEach((each, index) => {
      each.setAttribute("aria-selected", String(chosen.has(offered[index].value)));
      each.classList.toggle("active", index === active);
    });
    button.setAttribute("aria-activedescendant", rows[active]?.id ?? "");
  }

  function open() {
    before = [...chosen].join();
    active = Math.max(0, offered.findIndex((one) => chosen.has(one.value)));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    paint();
    list.scrollIntoView({ block: "nearest" });
  }

  function close(tell = true) {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (tell && before !== [...chosen].join() && chosen.size >= fewest) onChosen([...chosen]);
  }

  function pick(index) {
    const { value } = offered[index];
    if (most === 1) {
      chosen.clear();
      chosen.add(value);
    } else if (!chosen.delete(value) && chosen.size < most) {
      chosen.add(value);
    }
    paint();
    if (most === 1) close();
  }

  function move(to) {
    active = (to + rows.length) % rows.length;
    paint();
    rows[active].scrollIntoView({ block: "nearest" });
  }

  rows.forEach((each, index) => each.addEventListener("mousedown", (event) => (event.preventDefault(), pick(index))));
  button.addEventListener("click", () => (list.hidden ? open() : close()));
  button.addEventListener("blur", () => close());
  button.addEventListener("keydown", (event) => {
    const keys = {
      ArrowDown: () => (list.hidden ? open() : move(active + 1)),
      ArrowUp: () => (list.hidden ? open() : move(active - 1)),
      Escape: () => close(most > 1),
      Enter: () => (list.hidden ? open() : pick(active)),
      " ": () => (list.hidden ? open() : pick(active)),
    };
    if (!keys[event.key] || (event.key === "Escape" && list.hidden) || !rows.length) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  paint();
  return element;
}

function row({ label, description }, id) {
  return h("li", { id, role: "option" }, h("span", {}, label), description && h("small", {}, description));
}
