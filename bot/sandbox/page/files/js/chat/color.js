// The colored edge of containers and embeds. Set as a property, since the page's policy allows no inline style.

/** Give an element the color that the bot chose; null keeps the plain one. */
export function colored(element, color) {
  if (typeof color === "number") {
    element.style.setProperty("--accent", `#${color.toString(16).padStart(6, "0")}`);
    element.classList.add("accent");
  }
  return element;
}
