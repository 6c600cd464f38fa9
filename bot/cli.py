"""The command line: run, sandbox, define, check."""

import argparse
import asyncio
import os
import sys
import threading
import webbrowser
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot import app, settings
from bot.errors import Refusal
from bot.glossary import GlossaryError, Term, load, style
from bot.logs import set_up_logging
from bot.search import Answer, Nothing, Suggestions, TermIndex, look_up
from bot.views import terminal
from bot.views.limits import unshowable

OK, MISSED, UNUSABLE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, 1 for a miss or a faulty glossary, 2 where nothing can be done."""
    arguments = _parser().parse_args(argv)
    try:
        return _do(arguments, settings.read(os.environ))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="recall",
        description="A bot that explains terms. Without a command: on Discord if a token is set, else in the sandbox.",
    )
    commands = parser.add_subparsers(dest="command")
    parser.set_defaults(port=None, no_browser=False)
    commands.add_parser("run", help="be on Discord")
    sandbox = commands.add_parser("sandbox", help="play Discord on this machine, without an account")
    sandbox.add_argument("--port", type=_port, help="the page's port (SANDBOX_PORT)")
    sandbox.add_argument("--no-browser", action="store_true", help="don't open the page")
    define = commands.add_parser("define", help="show a term's card")
    define.add_argument("text", nargs="+", metavar="TEXT", help="the term, however you spell it")
    check = commands.add_parser("check", help="check a glossary, every fault at once")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="the glossary's folder")
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= 65535):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _do(arguments: argparse.Namespace, chosen: settings.Settings) -> int:
    match arguments.command or ("run" if chosen.token else "sandbox"):
        case "run":
            return _serve(chosen, app.serve_discord(chosen))
        case "sandbox":
            return _sandbox(chosen, port=arguments.port, browser=not arguments.no_browser)
        case "define":
            return _define(chosen, " ".join(arguments.text))
        case _:
            return _check(arguments.folder or app.glossary_folder(chosen))


def _serve(chosen: settings.Settings, work: Coroutine[Any, Any, None]) -> int:
    set_up_logging(chosen.log_level, chosen.log_format)
    asyncio.run(app.until_stopped(work))
    return OK


def _sandbox(chosen: settings.Settings, *, port: int | None, browser: bool) -> int:
    def ready(address: str) -> None:
        print(f"Recall's sandbox is at {address} (Ctrl-C ends it)", flush=True)
        if browser:
            # In a thread, because a browser in this very terminal would hold up the loop until it is closed.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    return _serve(chosen, app.serve_sandbox(chosen, port=chosen.sandbox_port if port is None else port, ready=ready))


def _define(chosen: settings.Settings, text: str) -> int:
    glossary = load(app.glossary_folder(chosen))
    match look_up(text, glossary, TermIndex[Term](glossary)):
        case Answer(entry=term):
            print(terminal.card_text(term, glossary), end="")
            return OK
        case Suggestions(entries=terms):
            print(terminal.suggestions_text(text, terms), end="")
        case Nothing():
            print(terminal.miss_text(text, len(glossary)), end="")
    return MISSED


def _check(folder: Path) -> int:
    try:
        glossary = style.check(folder, (*style.RULES, unshowable))
    except GlossaryError as error:
        print(error)
        return MISSED
    files = len({term.category for term in glossary})
    print(f"ok: {len(glossary)} term{_s(len(glossary))} in {files} file{_s(files)}")
    return OK


def _s(count: int) -> str:
    return "" if count == 1 else "s"
