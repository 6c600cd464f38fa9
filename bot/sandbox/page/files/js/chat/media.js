// Pictures and files. Only what hangs on a message here is loaded: the page asks no other machine for anything.

import { h, icon } from "../dom.js";

/** Return the address of a file of this message, or null if it would have to come from elsewhere. */
export function local(url, message) {
  if (url.startsWith("attachment://")) {
    const name = url.slice("attachment://".length);
    const file = message.attachments.find((one) => one.filename === name);
    return file ? local(file.url, message) : null;
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed?.pathname.startsWith("/attachments/") ? parsed.pathname : null;
}

/** Return a picture; one from elsewhere is a link to it instead. */
export function picture(url, description, message, kind = "picture") {
  const source = local(url, message);
  const said = description ?? "";
  if (source) return h("img", { class: kind, src: source, alt: said, loading: "lazy" });
  const shown = h("span", { class: `${kind} elsewhere` }, said || "Picture");
  return /^https?:/.test(url) ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown) : shown;
}

/** Return a file to download, with its name and size. */
export function file(attachment, message) {
  return h(
    "a",
    { class: "file", href: local(attachment.url, message), download: attachment.filename },
    icon("file"),
    h("span", {}, attachment.filename),
    h("small", {}, size(attachment.size)),
  );
}

/** Return the attachments that no component shows. */
export function attachments(message) {
  return message.attachments.map((one) =>
    /^image\/(png|jpeg|gif|webp)/.test(one.content_type)
      ? picture(one.url, one.description ?? one.filename, message)
      : file(one, message),
  );
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
