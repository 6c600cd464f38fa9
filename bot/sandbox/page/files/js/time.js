// Moments as Discord writes them, in the reader's own language and zone.

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** Return a moment in one of the styles of `<t:…:style>`; both moments are milliseconds since 1970. */
export function written(moment, style, now) {
  if (style === "R") return relative(moment, now);
  return new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f).format(moment);
}

/** Return how long ago or ahead a moment is, in its largest whole unit. */
export function relative(moment, now) {
  const seconds = Math.round((moment - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  const numeric = seconds === 0 ? "auto" : "always"; // "now", but "1 day ago" and not "yesterday"
  return new Intl.RelativeTimeFormat(undefined, { numeric }).format(Math.trunc(seconds / size), unit);
}

/** Return when a message was written, the way a chat says it. */
export function saidAt(moment, now) {
  const time = written(moment, "t", now);
  const days = Math.round((midnight(now) - midnight(moment)) / 86_400_000);
  if (days === 0) return `Today at ${time}`;
  if (days === 1) return `Yesterday at ${time}`;
  return `${written(moment, "d", now)} ${time}`;
}

/** Return the day of a moment, for the line between two days. */
export function dayOf(moment) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "long" }).format(moment);
}

function midnight(moment) {
  return new Date(moment).setHours(0, 0, 0, 0);
}
