"""The bot: what it asks of Discord, how it starts, and how it ends."""

import asyncio
import gc
import logging
import sys
from typing import Any

import aiohttp
import discord
from discord.backoff import ExponentialBackoff
from discord.ext import commands

from bot.client.callbacks import use_callbacks
from bot.client.commands import Tree
from bot.client.components import Components
from bot.client.funnel import tell
from bot.client.gateway import use_api, use_gateway
from bot.client.pacer import Pacer
from bot.errors import Refusal
from bot.storage import Database

log = logging.getLogger(__name__)

# We never speak: no need to tell every newcomer what is missing for it.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

# view channels, send messages, also in threads, embed links, read history
PERMISSIONS = discord.Permissions(274877991936)
_LONGEST_WAIT = 60  # seconds between two attempts to reach Discord
_PASSING = (
    discord.DiscordServerError,
    discord.GatewayNotFound,
    aiohttp.ClientError,
    OSError,
    RecursionError,  # the library calls itself at each refused connect: after 80 minutes we begin anew
)
_FATAL_CLOSES = {
    4004: "Discord refuses the bot's token. Copy it anew from the developer portal, page Bot.",
    4010: "Discord refuses the shard that was asked for.",
    4011: "Discord says this bot is on too many servers for one shard.",
    4012: "Discord no longer speaks this version of its gateway. Update Recall.",
    4013: "Discord does not know the intents that were asked for. Update Recall.",
    4014: "Discord does not allow this bot the intents it asks for. Allow them in the developer portal, page Bot.",
}


class Unusable(Refusal):
    """Discord won't have this bot as it is set up; trying again can't help."""


class Bot(commands.AutoShardedBot):
    """Recall's connection to Discord."""

    def __init__(self, api_url: str, database: Database, components: Components, pacer: Pacer) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            # Guilds alone: no privileged intent, and nothing is cached that no feature reads.
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=1,  # seconds without another server until all are taken to be known
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=pacer.trace(),
        )
        self.dropped_payloads = 0
        self._database = database
        self._components = components
        use_api(api_url)

    async def serve(self, token: str) -> None:
        """Log in and stay connected until `close`; Unusable where trying again can't help."""
        use_callbacks()
        backoff = ExponentialBackoff[Any]()
        while not self.is_closed():
            try:
                await self._log_in(token)
                await self.connect()
            except discord.LoginFailure:
                raise Unusable(_FATAL_CLOSES[4004]) from None
            except discord.PrivilegedIntentsRequired:
                raise Unusable(_FATAL_CLOSES[4014]) from None
            except discord.ConnectionClosed as closed:
                raise Unusable(_FATAL_CLOSES.get(closed.code, f"Discord closed with code {closed.code}.")) from closed
            except _PASSING as error:
                await self._wait(min(float(backoff.delay()), _LONGEST_WAIT), error)
            except discord.HTTPException as refused:
                # Without a Via header a 429 is a ban of our address for a while: the sooner we ask, the longer it is.
                if refused.status != 429:
                    raise Unusable(f"Discord does not let this bot start: {refused}.") from refused
                await self._wait(_LONGEST_WAIT, refused)

    async def _wait(self, seconds: float, error: Exception) -> None:
        log.warning("Discord can't be reached (%s); trying again in %.0f s.", error or type(error).__name__, seconds)
        await self.http.close()
        await asyncio.sleep(seconds)

    async def _log_in(self, token: str) -> None:
        # A warm pool: answers to a thousand clicks in one instant take a ninth of the default's time. Each attempt
        # has a connector of its own, because a closed session closes its connector.
        self.http.connector = aiohttp.TCPConnector(limit=256, keepalive_timeout=120)
        await self.login(token)

    async def setup_hook(self) -> None:
        """Sync the commands and learn the gateway's address, before the first event can arrive."""
        _, url, _ = await self.http.get_bot_gateway()
        use_gateway(url)
        tree: Any = self.tree
        await tree.sync_changes(self.application_id, self._database)

    async def on_ready(self) -> None:
        """Say so, with the link that invites the bot."""
        # What is here now stays: without this a full collection stops a bot on 20,000 servers for most of a second.
        gc.collect()
        gc.freeze()
        # An interaction leaves some hundred objects that only looking for cycles frees. Looking every 700 objects is a
        # tenth of what a click costs; every 50,000 would stop the bot for 100 ms, and this does for less than 10.
        gc.set_threshold(2_000, 20, 50)
        invite = discord.utils.oauth_url(
            self.application_id or 0, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        )
        servers = len(self.guilds)
        log.info("Ready on %d server%s. Invite: %s", servers, "" if servers == 1 else "s", invite)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Hand a button or a modal to its feature; commands go to the tree."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self._components.handle(interaction)

    async def on_payload_dropped(self, odd: Exception) -> None:
        """Count and log what the gateway guard dropped."""
        self.dropped_payloads += 1
        log.warning("A gateway payload was dropped, the %d. so far.", self.dropped_payloads, exc_info=odd)

    async def on_error(self, event_method: str, /, *args: Any, **_kwargs: Any) -> None:
        """Take what a listener raised to the funnel."""
        error = sys.exception()
        if error and event_method == "on_interaction":
            await tell(args[0], error)
        else:
            log.error("%s failed.", event_method, exc_info=error)

    @property
    def connected(self) -> bool:
        """Whether every shard is on the gateway and its servers are known."""
        return self.is_ready() and all(not shard.is_closed() for shard in self.shards.values())
