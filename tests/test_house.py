"""Who may import whom: the architecture, kept by a test."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
MODULES = sorted(BOT.rglob("*.py"))

# Every room and door may also import itself, the standard library, errors, clock and lot.
MAY_IMPORT: dict[str, set[str]] = {
    "glossary": {"yaml", "pydantic", "pydantic_core", "snowballstemmer"},
    "search": {"bot.glossary", "jellyfish", "rapidfuzz"},
    "daily": {"bot.glossary"},
    "quiz": {"bot.glossary", "bot.search"},
    "storage": {"bot.glossary", "bot.daily", "bot.quiz"},
    "views": {"discord", "bot.glossary", "bot.search", "bot.daily", "bot.quiz"},
    "client": {"discord", "aiohttp", "yarl", "bot.storage", "bot.views"},
    "cogs": {
        "discord", "aiohttp", "bot.glossary", "bot.search", "bot.daily", "bot.quiz",
        "bot.storage", "bot.views", "bot.client",
    },
    "schedule": {"apscheduler"},
    "sandbox": {"aiohttp"},
    "health": {"aiohttp"},
    "settings": set(),
    "logs": set(),
    "errors": set(),
    "clock": set(),
    "lot": set(),
}  # fmt: skip
EVERYTHING = {"app", "cli", "__main__"}
LOADER_ONLY = {"yaml", "pydantic", "pydantic_core"}


def room(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def within(name: str, allowed: set[str]) -> bool:
    return any(name == each or name.startswith(each + ".") for each in allowed)


def strangers(path: Path) -> list[str]:
    """Return the imports of a module that its room may not have."""
    own = room(path)
    if own in EVERYTHING or path == BOT / "__init__.py":
        return []
    allowed = MAY_IMPORT[own] | {f"bot.{own}", "bot.errors", "bot.clock", "bot.lot"}
    if own == "glossary" and "loader" not in path.parts:
        allowed -= LOADER_ONLY
    return [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for line, name in imports(path)
        if name.partition(".")[0] not in sys.stdlib_module_names and not within(name, allowed)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    assert strangers(path) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_nothing_is_imported_inside_a_function_or_for_types_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    every = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert every == top


def test_cogs_do_not_know_each_other() -> None:
    """A cog that has several files is a folder, and its files know each other."""
    for path in (BOT / "cogs").rglob("*.py"):
        own = f"bot.cogs.{path.relative_to(BOT / 'cogs').parts[0].removesuffix('.py')}"
        assert [name for _, name in imports(path) if name.startswith("bot.cogs") and not within(name, {own})] == []


def test_only_the_storage_speaks_sql() -> None:
    assert [path for path in MODULES if room(path) != "storage" and any(n == "sqlite3" for _, n in imports(path))] == []


def test_only_the_clock_asks_the_time() -> None:
    """The sandbox has a clock of its own, and a log line is stamped by the logging library's record."""
    askers = [
        path.relative_to(BOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (ast.unparse(node) in {"datetime.now", "datetime.utcnow", "date.today", "time.time", "random.random"})
    ]
    assert sorted(set(askers)) == ["clock.py", "sandbox/clock.py"]


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "core", "services", "managers"}
    assert [path for path in BOT.rglob("*") if path.stem in empty] == []


def test_the_rule_catches_a_room_that_reaches_for_the_door() -> None:
    path = BOT / "search" / "seeded.py"
    tree = "import discord\nfrom bot.storage import Database\nfrom bot.glossary import Term\nimport json\n"
    names = [name for node in ast.parse(tree).body for name in _names(node)]
    allowed = MAY_IMPORT[room(path)] | {"bot.search"}
    bad = [n for n in names if n.partition(".")[0] not in sys.stdlib_module_names and not within(n, allowed)]
    assert bad == ["discord", "bot.storage.Database"]


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert isinstance(node, ast.ImportFrom)
    return [f"{node.module}.{alias.name}" for alias in node.names]
