// Puts the page together: what the sandbox tells goes into the store, and the page shows what is there.

import { call } from "./calls.js";
import { messageAt } from "./chat/links.js";
import { Log } from "./chat/log.js";
import { Modal } from "./chat/modal.js";
import { Notes } from "./chat/notes.js";
import { Composer } from "./compose/composer.js";
import { Connection } from "./connection.js";
import { byId } from "./dom.js";
import { keep, recall } from "./memory.js";
import { Outbox } from "./outbox.js";
import { drawer, nameOf, showChannels } from "./rooms.js";
import { Clock } from "./sandbox/clock.js";
import { remember, showPeople, whoToBe } from "./sandbox/people.js";
import { Store, compareIds } from "./store.js";

const TICK = 5000; // milliseconds between two looks at the clock

const store = new Store();
const clock = new Clock();
const log = new Log(byId("messages"));
const modal = new Modal(byId("modal"));
const notes = new Notes(() => show());
const outbox = new Outbox({ place, notes, openModal, onChanged: () => show() });
const composer = new Composer(store, place, outbox);
const rooms = drawer();
const connection = new Connection({
  onTold: (told) => store.apply(told),
  onLost: () => notice("The sandbox is not running. This page comes back when it does."),
});
let wanted = null; // the person this tab asked to be

const names = {
  user: (id) => store.user(id)?.name,
  role: (id) => store.role(id)?.name,
  channel: (id) => store.channel(id)?.name,
  message: (url) => messageAt(url, store, enter),
  now: () => clock.now(),
};

store.listen((changed) => {
  if (changed.has("clock")) clock.show(store.get("clock").offset);
  if (store.get("me") === undefined) become(whoToBe(store.people), { remembered: false });
  else show();
});
clock.listen((seconds) => call("advance", { person: store.get("me"), seconds }));
setInterval(() => {
  clock.show();
  log.tick(clock.now());
}, TICK);
connection.open();

/** Return where one is: the person, and the channel. */
function place() {
  const chosen = recall("channel");
  const channel =
    store.channel(chosen?.id) ?? store.channels.find((one) => one.name === chosen?.name) ?? store.channels[0];
  return { person: store.get("me"), channel };
}

function become(person, { remembered = true } = {}) {
  if (!person || wanted === person.id && store.get("me") === person.id) return;
  wanted = person.id;
  if (remembered) rooms.close();
  remember(person);
  connection.sit(person.id);
}

function enter(channel) {
  keep("channel", { id: channel.id, name: channel.name });
  rooms.close();
  show();
  composer.focus();
}

function show() {
  const { person, channel } = place();
  if (!person || !channel) return;
  const bot = store.get("bot");
  const messages = store.messages(channel.id);
  read(channel, messages);
  showFrame(channel, bot);
  showChannels(store, channel.id, isUnread, enter);
  showPeople(store.people, person, become);
  log.show(channel, messages, notes.elements(channel.id, person, names), context(channel, person, bot, messages));
  composer.refresh();
}

function showFrame(channel, bot) {
  const name = nameOf(channel, store);
  document.title = `${channel.guild ? "#" : "@"}${name} · ${bot.name} sandbox`;
  byId("guild-name").textContent = `${bot.name} sandbox`;
  byId("room-name").textContent = name;
  byId("room-name").dataset.kind = channel.guild ? "channel" : "direct";
  byId("room-topic").textContent = channel.topic ?? "";
  byId("messages").setAttribute("aria-label", `Messages in ${channel.guild ? "#" : ""}${name}`);
  const said = bot.connected ? `${bot.name} is online` : `${bot.name} is offline`;
  if (byId("bot-status").textContent !== said) byId("bot-status").textContent = said;
  byId("bot-status").classList.toggle("online", bot.connected);
  notice(bot.connected ? null : `${bot.name} is not connected. Commands and buttons fail until it is back.`);
}

/** Return what messages are shown with, and what their buttons do. */
function context(channel, person, bot, messages) {
  const shared = {
    store,
    channel,
    person,
    bot,
    names,
    // What else a message's look depends on: names of others, and the day.
    look: [person, store.get("users"), store.channels.length, new Date(clock.now()).toDateString()],
    message_of: (id) => messages.find((one) => one.id === id),
  };
  const of = (message, more) => ({
    ...shared,
    ...more,
    message,
    pinged: message.mention_everyone || message.mentions.some((user) => user.id === person),
    busy: outbox.busy(message.id),
    failed: outbox.failed(message.id),
    press: (key) => outbox.component("click", message, key),
    choose: (key, values) => outbox.component("select", message, key, { values }),
    dismiss: () => outbox.dismiss(message),
  });
  return { ...shared, of };
}

function openModal(raw, channel) {
  modal.open(raw, { store, channel, names }, (fields) => outbox.submit(raw.interaction, fields, channel));
}

function read(channel, messages) {
  const last = messages.at(-1)?.id;
  if (last) keep("read", { ...recall("read", {}), [channel.id]: last });
}

function isUnread(channel) {
  const last = store.messages(channel.id).at(-1)?.id;
  return last !== undefined && compareIds(last, recall("read", {})[channel.id] ?? "0") > 0;
}

function notice(text) {
  const line = byId("notice");
  line.hidden = text === null;
  if (line.textContent !== (text ?? "")) line.textContent = text ?? "";
}
