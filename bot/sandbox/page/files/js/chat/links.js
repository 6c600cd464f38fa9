// Links to messages, which lead to Discord's own site everywhere but on Discord.

const MESSAGE = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)\/(\d+)$/;

/** Return where an address leads, as `{label, open}`; null if that is no message in a channel of one's own. */
export function messageAt(url, store, enter) {
  const [, channelId, id] = MESSAGE.exec(url) ?? [];
  const channel = store.channel(channelId);
  if (!channel) return null;
  const open = () => {
    enter(channel);
    document.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: "center" });
  };
  return { label: `#${channel.name} › message`, open };
}
