"""The command line as its users call it: what it prints, and the status it ends with."""

import asyncio
import fcntl
import os
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.cli import main
from bot.glossary import shipped
from bot.sandbox import Sandbox

ROOT = Path(__file__).parents[1]
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789ab"  # noqa: S105  (made up)
SETTINGS = ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "DISCORD_API_URL", "DATABASE_URL", "GLOSSARY_DIR", "HEALTH_PORT")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


def test_define_prints_the_card_and_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["define", "backprop"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Backpropagation\nBeginner · Training techniques\n")
    assert "sounds like" in out


def test_define_takes_several_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["define", "what", "is", "drop", "out?"]) == 0
    assert capsys.readouterr().out.startswith("Dropout\n")


def test_a_miss_prints_what_may_have_been_meant_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["define", "pooling maximum average"]) == 1
    assert "Perhaps:\n" in capsys.readouterr().out
    assert main(["define", "sourdough \x1b[31mbread"]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_check_says_ok_with_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    files = len(list(shipped().glob("*.yaml"))) - 1
    assert capsys.readouterr().out.startswith("ok: ")
    main(["check", str(shipped())])
    assert capsys.readouterr().out.endswith(f" terms in {files} files\n")


def test_check_prints_every_fault_with_its_place_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "categories.yaml").write_text("knots: Knots\n")
    (tmp_path / "knots.yaml").write_text("- slug: bowline\n  name: no\n")
    assert main(["check", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5
    assert all(line.startswith(f"{tmp_path}/knots.yaml:") for line in lines)
    assert any(line.startswith(f"{tmp_path}/knots.yaml:2:9: ") for line in lines)


def test_run_without_a_token_is_one_sentence_and_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("No token: set DISCORD_TOKEN")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DISCORD_TOKEN", "", "DISCORD_TOKEN is empty"),
        ("DISCORD_TOKEN", "hunter2", "holds no Discord bot token"),
        ("DISCORD_TOKEN_FILE", "/nowhere", "can't be read"),
        ("GLOSSARY_DIR", "/nowhere", "is no folder"),
    ],
)
def test_a_bad_setting_is_one_sentence_and_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["run"]) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert err.count("\n") == 1
    assert "hunter2" not in err


def test_a_database_that_can_not_be_made_is_one_sentence_and_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/recall.db")
    assert main(["run"]) == 2
    assert "can't be opened" in capsys.readouterr().err


def test_a_broken_glossary_is_named_and_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "categories.yaml").write_text("knots: Knots\n")
    (tmp_path / "knots.yaml").write_text("- slug: [\n")
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("GLOSSARY_DIR", str(tmp_path))
    assert main(["run"]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path}/knots.yaml:")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_sandbox_says_where_it_is_and_ends_cleanly_when_told_to(stop: signal.Signals) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--no-browser"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("Recall's sandbox is at http://127.0.0.1:")
        log = next(line for line in process.stderr if "Ready on 1 server." in line)
        assert "scope=bot+applications.commands" in log
        assert "permissions=274877991936" in log
        process.send_signal(stop)
        _, rest = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in rest


def recall_run(tmp_path: Path, api_url: str, token: str = TOKEN) -> "subprocess.Popen[str]":
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    environment |= {
        "DISCORD_TOKEN": token,
        "DISCORD_API_URL": api_url,
        "DATABASE_URL": f"sqlite:///{tmp_path}/recall.db",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )


async def test_a_refused_token_is_tried_once_and_ends_with_2(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        with recall_run(tmp_path, sandbox.api_url) as process:
            _, err = await asyncio.to_thread(process.communicate, timeout=20)
        assert process.returncode == 2
        assert err.splitlines()[-1].startswith("Discord refuses the bot's token.")
        assert "Traceback" not in err
        assert len(sandbox.requests) == 1


def test_waiting_for_the_database_ends_cleanly_too(tmp_path: Path) -> None:
    with (tmp_path / "recall.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with recall_run(tmp_path, "http://127.0.0.1:9/api") as process:
            assert process.stderr is not None
            assert "Another process owns" in process.stderr.readline()
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
        assert process.returncode == 0


def test_a_port_that_is_taken_is_one_sentence_and_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["sandbox", "--no-browser", "--port", str(taken.getsockname()[1])]) == 2
    assert capsys.readouterr().err.endswith("Name another with SANDBOX_PORT or --port.\n")


def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sandbox", "--port", "99999"])
    assert ended.value.code == 2
    assert "a port is a number from 0 to 65535" in capsys.readouterr().err


def test_a_wheel_carries_the_glossary_and_the_migrations(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "-w",
            tmp_path,
            ROOT,
        ],
        check=True,
    )
    [wheel] = tmp_path.glob("recall-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in shipped().glob("*.yaml"):
        assert f"bot/glossary/shipped/{path.name}" in names
    assert "bot/storage/migrations/0001_commands.sql" in names
