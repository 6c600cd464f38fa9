"""Settings: what the environment may say, and one sentence for each thing it may not."""

from pathlib import Path

import pytest

from bot.settings import DISCORD_API_URL, SettingsError, read

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789ab"  # noqa: S105  (made up)


def test_an_empty_environment_has_the_documented_defaults() -> None:
    settings = read({})
    assert settings.token is None
    assert settings.api_url == DISCORD_API_URL
    assert (settings.database, settings.glossary, settings.health_port) == (None, None, None)
    assert (settings.log_level, settings.log_format) == ("INFO", "text")
    assert (settings.sandbox_host, settings.sandbox_port) == ("127.0.0.1", 8765)


def test_everything_that_is_set_is_read(tmp_path: Path) -> None:
    settings = read(
        {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": "http://127.0.0.1:8080/api/v10/",
            "DATABASE_URL": "sqlite:////var/lib/recall.db",
            "GLOSSARY_DIR": str(tmp_path),
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": "JSON",
            "SANDBOX_HOST": "0.0.0.0",
            "SANDBOX_PORT": "0",
            "HEALTH_PORT": "8080",
        }
    )
    assert settings.token == TOKEN
    assert settings.api_url == "http://127.0.0.1:8080/api/v10"
    assert settings.database == Path("/var/lib/recall.db")
    assert settings.glossary == tmp_path
    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")
    assert (settings.sandbox_host, settings.sandbox_port, settings.health_port) == ("0.0.0.0", 0, 8080)


def test_a_token_file_is_read_without_its_last_newline(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n")
    assert read({"DISCORD_TOKEN_FILE": str(file)}).token == TOKEN


FAULTS = {
    "empty token": ({"DISCORD_TOKEN": " "}, "DISCORD_TOKEN is empty"),
    "half a token": ({"DISCORD_TOKEN": "abc"}, "DISCORD_TOKEN holds no Discord bot token"),
    "token with a space": ({"DISCORD_TOKEN": f"Bot {TOKEN}"}, "DISCORD_TOKEN holds no Discord bot token"),
    "both tokens": ({"DISCORD_TOKEN": TOKEN, "DISCORD_TOKEN_FILE": "x"}, "not both"),
    "no such token file": ({"DISCORD_TOKEN_FILE": "/nowhere/token"}, "No such file"),
    "folder as token file": ({"DISCORD_TOKEN_FILE": "/"}, "can't be read"),
    "address without scheme": ({"DISCORD_API_URL": "discord.com"}, "DISCORD_API_URL must be"),
    "address with a bad port": ({"DISCORD_API_URL": "http://a:99999999"}, "DISCORD_API_URL must be"),
    "another database": ({"DATABASE_URL": "postgresql://host/db"}, "DATABASE_URL must have the form"),
    "database without a path": ({"DATABASE_URL": "sqlite:///"}, "DATABASE_URL must have the form"),
    "glossary that is no folder": ({"GLOSSARY_DIR": "/nowhere"}, "which is no folder"),
    "unknown log level": ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of"),
    "unknown log format": ({"LOG_FORMAT": "xml"}, "LOG_FORMAT must be one of"),
    "port that is a word": ({"SANDBOX_PORT": "http"}, "SANDBOX_PORT must be a port"),
    "port with other digits": ({"SANDBOX_PORT": "٨٠"}, "SANDBOX_PORT must be a port"),
    "port of five thousand digits": ({"HEALTH_PORT": "9" * 5000}, "HEALTH_PORT must be a port"),
    "port 0 for health": ({"HEALTH_PORT": "0"}, "HEALTH_PORT must be a port"),
}


@pytest.mark.parametrize(("environment", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_one_sentence(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(environment)
    assert len(caught.value.faults) == 1
    assert sentence in caught.value.faults[0]
    assert caught.value.faults[0].endswith(".")


def test_a_token_file_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="holds no text"):
        read({"DISCORD_TOKEN_FILE": str(tmp_path / "token")})


def test_what_is_set_but_empty_is_not_set() -> None:
    names = "DISCORD_API_URL DATABASE_URL GLOSSARY_DIR LOG_LEVEL LOG_FORMAT SANDBOX_HOST SANDBOX_PORT HEALTH_PORT"
    assert read(dict.fromkeys(names.split(), "")) == read({})


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read({environment: value for fault, _ in FAULTS.values() for environment, value in fault.items()})
    assert len(caught.value.faults) >= 7


def test_no_fault_and_no_repr_shows_the_token() -> None:
    secret = "s3cret" * 5
    with pytest.raises(SettingsError) as caught:
        read({"DISCORD_TOKEN": f"{secret} {secret}"})
    assert secret not in str(caught.value)
    assert TOKEN not in repr(read({"DISCORD_TOKEN": TOKEN}))
