// A form that the bot opens, in a dialog of its own.

import { h, icon } from "../dom.js";
import { markdown } from "../markdown/show.js";
import { options } from "./choices.js";
import { select } from "./select.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT = 10;
const LABEL = 18;
const RADIOS = 21;
const CHECKBOXES = 22;
const CHECKBOX = 23;
const SELECTS = [3, 5, 6, 7, 8];

export class Modal {
  #dialog;

  constructor(dialog) {
    this.#dialog = dialog;
  }

  /** Open a form; `submit` gets its values and returns what is wrong, or null. */
  open(modal, context, submit) {
    const fields = new Map(); // custom id -> a function that returns its value
    const problem = h("p", { class: "failed", role: "alert", hidden: true });
    const send = h("button", { type: "submit", class: "button primary" }, "Submit");
    const cancel = () => this.#dialog.close();
    const form = h(
      "form",
      { onsubmit: (event) => this.#submit(event, { fields, problem, send, submit }) },
      h(
        "header",
        {},
        h("h2", { id: "modal-title" }, modal.title),
        h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: cancel }, icon("close")),
      ),
      h("div", { class: "modal-fields" }, modal.components.map((raw) => part(raw, fields, context))),
      problem,
      h("footer", {}, h("button", { type: "button", class: "button link", onclick: cancel }, "Cancel"), send),
    );
    this.#dialog.replaceChildren(form);
    this.#dialog.showModal();
    form.querySelector("input, textarea, .select-face")?.focus();
  }

  async #submit(event, { fields, problem, send, submit }) {
    event.preventDefault();
    send.disabled = true;
    const values = Object.fromEntries([...fields].map(([name, value]) => [name, value()]));
    const wrong = await submit(values);
    send.disabled = false;
    problem.hidden = wrong === null;
    problem.textContent = wrong ?? "";
    if (wrong === null) this.#dialog.close();
  }
}

function part(raw, fields, context) {
  switch (raw.type) {
    case ROW:
      return raw.components.map((inner) => labelled(inner, inner.label, null, fields, context));
    case LABEL:
      return labelled(raw.component, raw.label, raw.description, fields, context);
    case TEXT:
      return markdown(raw.content, context.names);
    default:
      return h("p", { class: "unknown" }, `(a component of type ${raw.type})`);
  }
}

function labelled(raw, label, description, fields, context) {
  const id = `field-${raw.custom_id}`;
  const required = raw.required ?? true;
  const mark = required && h("span", { class: "required", "aria-hidden": "true" }, " *");
  const hint = description && h("small", { id: `${id}-hint` }, description);
  const field = fieldOf(raw, { id, label, required, hinted: Boolean(hint) }, fields, context);
  return h("div", { class: "field" }, h("label", { for: id }, label, mark), hint, field);
}

function fieldOf(raw, about, fields, context) {
  if (raw.type === TEXT_INPUT) return textInput(raw, about, fields);
  if (raw.type === RADIOS || raw.type === CHECKBOXES) return group(raw, about, fields);
  if (raw.type === CHECKBOX) return checkbox(raw, about, fields);
  if (SELECTS.includes(raw.type)) return selectField(raw, about, fields, context);
  return h("p", { class: "unknown" }, `(a field of type ${raw.type} can't be filled in here)`);
}

function textInput(raw, { id, required, hinted }, fields) {
  const input = h(raw.style === 2 ? "textarea" : "input", {
    id,
    required,
    rows: raw.style === 2 ? 4 : null,
    placeholder: raw.placeholder,
    minlength: raw.min_length,
    maxlength: raw.max_length ?? 4000,
    "aria-describedby": hinted ? `${id}-hint` : null,
  });
  input.value = raw.value ?? "";
  fields.set(raw.custom_id, () => input.value);
  return input;
}

function selectField(raw, { label, required }, fields, context) {
  const offered = options(raw, context);
  let chosen = offered.filter((one) => one.chosen).map((one) => one.value);
  fields.set(raw.custom_id, () => chosen);
  return select({
    label: raw.placeholder ?? "Make a selection",
    name: label,
    offered,
    fewest: required ? (raw.min_values ?? 1) : 0,
    most: raw.max_values ?? 1,
    onChosen: (values) => (chosen = values),
  });
}

function group(raw, { id, label }, fields) {
  const type = raw.type === RADIOS ? "radio" : "checkbox";
  const inputs = raw.options.map((one) => h("input", { type, name: id, value: one.value, checked: one.default ?? false }));
  fields.set(raw.custom_id, () => inputs.filter((one) => one.checked).map((one) => one.value));
  const rows = raw.options.map((one, index) =>
    h("label", { class: "choice" }, inputs[index], one.label, one.description && h("small", {}, one.description)),
  );
  return h("div", { role: type === "radio" ? "radiogroup" : "group", "aria-label": label }, rows);
}

function checkbox(raw, { id }, fields) {
  const input = h("input", { id, type: "checkbox", checked: raw.default ?? false });
  fields.set(raw.custom_id, () => input.checked);
  return input;
}
