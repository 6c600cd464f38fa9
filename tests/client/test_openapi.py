"""What the bot sends, held against Discord's own description of its API where that file is at hand."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.sandbox import Channel, Person
from tests.conftest import Recall, shown

DESCRIPTION = os.environ.get("RECALL_OPENAPI", "")
pytestmark = pytest.mark.skipif(not DESCRIPTION, reason="RECALL_OPENAPI does not name Discord's openapi.json")


@pytest.fixture(scope="module")
def description() -> Any:
    return json.loads(Path(DESCRIPTION).read_text(encoding="utf-8"))


def schema_of(description: Any, method: str, path: str) -> Any:
    """Return the schema of the body that `method` on `path` takes."""
    for template, operations in description["paths"].items():
        if method.lower() in operations and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return operations[method.lower()]["requestBody"]["content"]["application/json"]["schema"]
    raise AssertionError(f"Discord has no {method} {path}")


def faults(description: Any, recall: Recall) -> Iterator[str]:
    for request in recall.sandbox.requests:
        if request.payload is not None:
            path = re.sub(r"^/api/v\d+", "", request.path)
            schema = schema_of(description, request.method, path) | {"components": description["components"]}
            validator: Any = jsonschema.Draft202012Validator(schema)
            yield from (
                f"{request.method} {path}: {error.message[:300]}" for error in validator.iter_errors(request.payload)
            )


async def test_each_payload_is_as_discord_describes(
    recall: Recall, description: Any, ada: Person, study: Channel
) -> None:
    card = await ada.use(study, "define", term="backprop")
    private = await ada.use(study, "define", term="dropout", private=True)
    public = await ada.click(shown(private), "Show to channel")
    await public.followed()
    await ada.click(shown(card), "More")
    question = await ada.use(study, "define", term="pooling maximum average")
    await ada.click(shown(question), shown(question).buttons[0][0])
    await ada.autocomplete(study, "define", focused="term", term="back")
    await ada.use(study, "define", term="sourdough")
    await ada.use(study, "help")
    assert len([r for r in recall.sandbox.requests if r.payload is not None]) >= 9
    assert list(faults(description, recall)) == []
