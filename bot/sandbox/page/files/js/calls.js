// What this page asks the sandbox to do in a person's name.

/** What can't be done, in a sentence for the person. */
export class Refused extends Error {}

/** Return what a call answers; Refused where the sandbox, like Discord's client, does not let it through. */
export async function call(name, asked) {
  const response = await send(name, asked);
  if (response.status === 422) throw new Refused(sentence((await response.json()).refused));
  if (!response.ok) throw new Refused("The sandbox could not do that.");
  return response.json();
}

async function send(name, asked) {
  try {
    return await fetch(`/page/calls/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
    });
  } catch {
    throw new Refused("The sandbox is not running.");
  }
}

function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
