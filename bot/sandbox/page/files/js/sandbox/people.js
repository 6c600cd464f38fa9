// Who one is: this tab is one person at a time, and another tab can be another.

import { avatar } from "../chat/people.js";
import { byId, h, icon } from "../dom.js";
import { keep, recall } from "../memory.js";

/** Return the person that a tab starts as: the one it was, else one whom no other tab is yet. */
export function whoToBe(people) {
  const asked = new URLSearchParams(location.hash.slice(1)).get("as");
  const was = recall("person");
  return (
    people.find((one) => one.id === asked) ??
    people.find((one) => one.id === was?.id) ??
    people.find((one) => one.name === was?.name) ?? // the sandbox was started anew: the names are the same
    people.find((one) => one.tabs === 0) ??
    people[0]
  );
}

/** Remember who this tab is. */
export function remember(person) {
  keep("person", { id: person.id, name: person.name });
  // Only the first load follows the address.
  history.replaceState(null, "", location.pathname);
}

/** Show the people, each with a button to be them here and a link to be them in another tab. */
export function showPeople(people, me, onChosen) {
  byId("people").replaceChildren(...people.map((person) => row(person, person.id === me, onChosen)));
}

function row(person, isMe, onChosen) {
  const label = `Open a new tab as ${person.name}`;
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "person",
        "aria-pressed": String(isMe),
        "data-person": person.id,
        onclick: () => onChosen(person),
      },
      avatar(person),
      h("span", { class: "person-name" }, person.name),
      h("small", {}, notes(person, person.tabs - Number(isMe))),
    ),
    h(
      "a",
      { class: "icon-button", href: `/#as=${person.id}`, target: "_blank", rel: "noopener", title: label, "aria-label": label },
      icon("link"),
    ),
  );
}

function notes(person, elsewhere) {
  const tabs = elsewhere === 1 ? "in another tab" : `in ${elsewhere} other tabs`;
  return [person.manager && "Manager", elsewhere > 0 && tabs].filter(Boolean).join(" · ");
}
