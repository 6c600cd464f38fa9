"""The log: one line an event, for eyes or for machines."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import set_up_logging


@pytest.fixture(autouse=True)
def own_handlers() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_text_is_one_readable_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", "text")
    logging.getLogger("bot.app").info("Ready on %d servers.", 3)
    logging.getLogger("bot.app").debug("Not shown.")
    assert capsys.readouterr().err.rstrip().endswith("INFO    bot.app: Ready on 3 servers.")


def test_json_is_one_object_a_line_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", "json")
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("bot.app").exception("Report %s", "ab\ncd")
    [line] = capsys.readouterr().err.splitlines()
    event = json.loads(line)
    assert (event["level"], event["logger"], event["message"]) == ("ERROR", "bot.app", "Report ab\ncd")
    assert "ZeroDivisionError" in event["traceback"]
    assert event["time"].endswith("+00:00")
