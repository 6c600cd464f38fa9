"""The schema: numbered migrations, forward only, each applied whole or not at all."""

import sqlite3
from importlib import resources

from bot.errors import Refusal


def migrate(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return `connection` at the newest schema; Refusal if a newer Recall wrote the file."""
    scripts = _scripts()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(scripts):
        connection.close()
        raise Refusal("a newer version of Recall wrote it")
    for number, script in enumerate(scripts[version:], start=version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.Error:
            connection.close()
            raise
    return connection


def _scripts() -> list[str]:
    files = (resources.files("bot.storage") / "migrations").iterdir()
    return [
        file.read_text(encoding="utf-8")
        for file in sorted(files, key=lambda file: file.name)
        if file.name.endswith(".sql")
    ]
