"""Settings: one frozen value, read once from the environment, every fault named at once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from bot.errors import Refusal

DISCORD_API_URL = "https://discord.com/api/v10"
DATABASE_URL = "sqlite:///data/recall.db"
T = TypeVar("T")

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOG_FORMATS = ("text", "json")

# Discord's tokens are three base64url parts; whoever pastes a client secret or half a token learns it here.
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)


class SettingsError(Refusal):
    """Settings that can't be used; `faults` holds one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says; paths are as written, ports are 0 to 65535, `token` is None without one."""

    token: str | None
    api_url: str
    database: Path | None
    glossary: Path | None
    log_level: str
    log_format: str
    sandbox_host: str
    sandbox_port: int
    health_port: int | None

    def __repr__(self) -> str:
        """Show everything but the token, so that no log line can leak it."""
        shown = "set" if self.token else "not set"
        return f"Settings(token {shown}, api_url={self.api_url!r}, database={str(self.database)!r})"


class _Fault(Exception):  # noqa: N818  (caught a few lines below, never seen outside)
    """One sentence about one variable."""


def read(environment: Mapping[str, str]) -> Settings:
    """Return the settings that `environment` holds; SettingsError names every fault at once."""
    faults: list[str] = []

    def take(fallback: T, parse: Callable[[Mapping[str, str]], T]) -> T:
        try:
            return parse(environment)
        except _Fault as fault:
            faults.append(str(fault))
            return fallback

    # What compose files pass for a variable that is not set. A token that is empty is a mistake worth a sentence.
    environment = {
        name: value for name, value in environment.items() if value.strip() or name.startswith("DISCORD_TOKEN")
    }
    settings = Settings(
        token=take(None, _token),
        api_url=take("", _api_url),
        database=take(None, _database),
        glossary=take(None, _glossary),
        log_level=take("", lambda env: _one_of(env, "LOG_LEVEL", LOG_LEVELS, str.upper)),
        log_format=take("", lambda env: _one_of(env, "LOG_FORMAT", LOG_FORMATS, str.lower)),
        sandbox_host=take("", lambda env: env.get("SANDBOX_HOST", "").strip() or "127.0.0.1"),
        sandbox_port=take(0, lambda env: _port(env, "SANDBOX_PORT", lowest=0) if "SANDBOX_PORT" in env else 8765),
        health_port=take(None, lambda env: _port(env, "HEALTH_PORT", lowest=1) if "HEALTH_PORT" in env else None),
    )
    if faults:
        raise SettingsError(faults)
    return settings


def _token(env: Mapping[str, str]) -> str | None:
    if "DISCORD_TOKEN" in env and "DISCORD_TOKEN_FILE" in env:
        raise _Fault("Set DISCORD_TOKEN or DISCORD_TOKEN_FILE, not both.")
    if "DISCORD_TOKEN" in env:
        return _checked_token(env["DISCORD_TOKEN"], "DISCORD_TOKEN")
    if "DISCORD_TOKEN_FILE" not in env:
        return None
    path = Path(env["DISCORD_TOKEN_FILE"])
    try:
        return _checked_token(path.read_text(encoding="utf-8"), f"The file {path} that DISCORD_TOKEN_FILE names")
    except UnicodeDecodeError:
        raise _Fault(f"The file {path} that DISCORD_TOKEN_FILE names holds no text.") from None
    except OSError as error:
        raise _Fault(f"DISCORD_TOKEN_FILE names {path}, which can't be read: {error.strerror}.") from None


def _checked_token(text: str, where: str) -> str:
    token = text.strip()
    if not token:
        raise _Fault(f"{where} is empty; put the bot's token there or leave the variable out.")
    if not _TOKEN.fullmatch(token):
        raise _Fault(f"{where} holds no Discord bot token: three parts of letters, digits, _ and - with dots between.")
    return token


def _api_url(env: Mapping[str, str]) -> str:
    url = env.get("DISCORD_API_URL", DISCORD_API_URL).strip().rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
        _ = parts.port  # raises where it is no number up to 65535
    except ValueError:
        usable = False
    if not usable:
        raise _Fault(f"DISCORD_API_URL must be an http or https address such as {DISCORD_API_URL}.")
    return url


def _database(env: Mapping[str, str]) -> Path | None:
    if "DATABASE_URL" not in env:
        return None
    scheme, separator, path = env["DATABASE_URL"].strip().partition(":///")
    if scheme != "sqlite" or not separator or not path:
        raise _Fault(f"DATABASE_URL must have the form {DATABASE_URL} (four slashes for an absolute path).")
    return Path(path)


def _glossary(env: Mapping[str, str]) -> Path | None:
    if "GLOSSARY_DIR" not in env:
        return None
    folder = Path(env["GLOSSARY_DIR"])
    if not folder.is_dir():
        raise _Fault(f"GLOSSARY_DIR names {folder}, which is no folder.")
    return folder


def _one_of(env: Mapping[str, str], name: str, allowed: tuple[str, ...], fold: Callable[[str], str]) -> str:
    value = fold(env.get(name, "").strip()) or ("INFO" if name == "LOG_LEVEL" else allowed[0])
    if value not in allowed:
        raise _Fault(f"{name} must be one of {', '.join(allowed)}.")
    return value


def _port(env: Mapping[str, str], name: str, *, lowest: int) -> int:
    text = env[name].strip()
    # isdecimal alone lets other scripts' digits through, which int() reads but nobody means.
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and lowest <= int(text) <= 65535):
        raise _Fault(f"{name} must be a port from {lowest} to 65535.")
    return int(text)
