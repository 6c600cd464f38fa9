// What this tab remembers over a reload. Each tab has its own, so that two tabs can be two people.

/** Return what was kept under a name, or `otherwise`. */
export function recall(name, otherwise = null) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Keep a JSON value under a name; null forgets it. */
export function keep(name, value) {
  if (value === null) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, JSON.stringify(value));
}
