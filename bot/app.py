"""The composition root: builds every object once and hands each what it needs."""

import asyncio
import logging
import signal
import tempfile
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.client import Bot, Components
from bot.client.pacer import Pacer
from bot.clock import Clock, SystemClock
from bot.cogs.boards import Boards
from bot.cogs.daily import Answers, Composer, Daily, Delivery, Poster, Servers, Settler
from bot.cogs.data import Data
from bot.cogs.define import Define
from bot.cogs.help import Help
from bot.cogs.quiz import Appeals, Courier, Hall, House, Presses, Quiz, Starting
from bot.errors import Refusal
from bot.glossary import Glossary, Term, load, shipped
from bot.health import health_page
from bot.sandbox import Sandbox
from bot.schedule import Job, scheduled
from bot.search import TermIndex
from bot.settings import DATABASE_URL, Settings
from bot.storage import Database

log = logging.getLogger(__name__)

BEAT = timedelta(seconds=1)  # between two looks at which daily posts are due
TIDIED = timedelta(hours=1)
_DEFAULT_DATABASE = Path(DATABASE_URL.removeprefix("sqlite:///"))


def glossary_folder(settings: Settings) -> Path:
    """Return the folder of the glossary that `settings` name, the one that ships where they name none."""
    return settings.glossary or shipped()


@asynccontextmanager
async def built(
    settings: Settings, clock: Clock | None = None, *, beat: timedelta = BEAT, pacer: Pacer | None = None
) -> AsyncGenerator[Bot]:
    """Build the bot that `settings` describe, ready to serve; close it and its database at the end.

    It goes by `clock`, the machine's by default, looks at it every `beat`, and sends when `pacer` calls it.
    """
    clock = clock or SystemClock()
    glossary = load(glossary_folder(settings))
    index = TermIndex[Term](glossary)
    components = Components()
    define, help_ = Define(glossary, index), Help()
    components.register("define", define.pressed)
    components.register("help", help_.pressed)
    database = await Database.open(settings.database or _DEFAULT_DATABASE)
    try:
        async with Bot(settings.api_url, database, components, pacer or Pacer()) as bot:
            poster = await _add_daily(bot, glossary, database, components, clock)
            hall = await _add_quiz(bot, glossary, index, database, components, clock)
            for cog in (define, help_):
                await bot.add_cog(cog)
            jobs = (Job(poster.wake, beat), Job(poster.tidy, TIDIED), Job(hall.see, BEAT))
            async with _health(settings, bot, database), scheduled(*jobs):
                yield bot
    finally:
        await database.close()


async def _add_daily(bot: Bot, glossary: Glossary, database: Database, components: Components, clock: Clock) -> Poster:
    """Build what brings the daily term, and return what is to be woken for it."""
    delivery = Delivery(bot)
    settler = Settler(database, Composer(glossary, database), delivery)
    poster = Poster(database, clock, settler, bot.is_ready)
    components.register("daily", Answers(glossary, database).pressed)
    await bot.add_cog(Daily(glossary, database, clock, delivery=delivery, settler=settler, poster=poster))
    await bot.add_cog(Servers(bot, database, clock, poster))
    return poster


async def _add_quiz(
    bot: Bot, glossary: Glossary, index: TermIndex[Term], database: Database, components: Components, clock: Clock
) -> Hall:
    """Build what plays quizzes and keeps their scores, and return where they are played."""
    courier = Courier(bot, clock)
    hall = Hall(House(database, glossary, clock, courier))
    starting = Starting(database, hall)
    appeals = Appeals(glossary, database, hall=hall, courier=courier)
    presses = Presses(glossary, index, database, hall=hall, starting=starting, appeals=appeals)
    boards, data = Boards(glossary, database, clock), Data(database)
    for feature, handler in (("quiz", presses.pressed), ("board", boards.pressed), ("data", data.pressed)):
        components.register(feature, handler)
    for cog in (Quiz(glossary, database, hall, starting), boards, data):
        await bot.add_cog(cog)
    return hall


async def serve_discord(settings: Settings, clock: Clock | None = None) -> None:
    """Be on Discord until cancelled; Refusal where that can't be."""
    if settings.token is None:
        raise Refusal("No token: set DISCORD_TOKEN or DISCORD_TOKEN_FILE, or try Recall without one: recall sandbox")
    async with built(settings, clock) as bot:
        await bot.serve(settings.token)


async def serve_sandbox(settings: Settings, *, port: int, ready: Callable[[str], None]) -> None:
    """Play Discord on this machine, with the bot on it, until cancelled; `ready` gets the address of its page."""
    async with AsyncExitStack() as stack:
        discord = Sandbox(host=settings.sandbox_host, port=port)
        try:
            await stack.enter_async_context(discord)
        except OSError as error:
            raise Refusal(
                f"The sandbox can't listen on {settings.sandbox_host}, port {port}: {error.strerror}. "
                "Name another with SANDBOX_PORT or --port."
            ) from error
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="recall-"))
        _furnish(discord)
        ready(discord.page_url)
        database = settings.database or Path(folder) / "recall.db"
        chosen = replace(settings, token=discord.token, api_url=discord.api_url, database=database)
        await serve_discord(chosen, discord.clock)


def _furnish(discord: Sandbox) -> None:
    """Set up a server to try things on: a teacher who manages it, two members, two channels."""
    discord.world.bot.name = "Recall"
    guild = discord.guild("Study group")
    guild.channel("study", topic="Ask for any term: /define")
    guild.channel("quiz", topic="Rounds that the whole channel plays together")
    discord.person("teacher", guild=guild, manager=True)
    for name in ("ada", "ben"):
        discord.person(name, guild=guild)


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` until it ends, or cancel it at SIGTERM or Ctrl-C."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopped.set)
    task, stop = asyncio.create_task(work), asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            await task
        else:
            log.info("Stopping.")
    finally:
        for pending in (task, stop):
            pending.cancel()
        await asyncio.gather(task, stop, return_exceptions=True)


def _health(settings: Settings, bot: Bot, database: Database) -> AbstractAsyncContextManager[None]:
    if settings.health_port is None:
        return nullcontext()
    return health_page(settings.health_port, works=database.ping, ready=lambda: bot.connected)
