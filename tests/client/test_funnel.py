"""What a member gets when an answer goes wrong on its way."""

from datetime import timedelta

from bot.sandbox import Channel, Person
from tests.conftest import Recall, shown

CALLBACK = r".*/callback"


async def test_a_dropped_connection_gets_a_private_apology_with_a_report(
    recall: Recall, ada: Person, study: Channel
) -> None:
    fault = recall.sandbox.faults.answer("POST", CALLBACK, "drop")
    reply = await ada.use(study, "define", term="dropout")
    assert fault.left == 0
    assert reply.ephemeral
    assert "Sorry" in shown(reply).text
    assert "Report `" in shown(reply).text


async def test_a_lost_receipt_brings_no_apology_after_the_card(recall: Recall, ada: Person, study: Channel) -> None:
    fault = recall.sandbox.faults.answer("POST", CALLBACK, "drop", done=True)
    reply = await ada.use(study, "define", term="dropout")
    await recall.sandbox.requests.seen("POST", CALLBACK, status=400)  # the second attempt: already acknowledged
    await ada.use(study, "help")
    assert fault.left == 0
    assert shown(reply).text.startswith("## Dropout")
    assert reply.followups == []


async def test_an_answer_that_comes_too_late_costs_no_second_request(
    recall: Recall, ada: Person, study: Channel
) -> None:
    fault = recall.sandbox.faults.hold("POST", CALLBACK)
    reply = await ada.use(study, "define", wait=0.01, term="dropout")
    await fault.arrived.wait()
    recall.sandbox.clock.advance(timedelta(seconds=4))
    fault.release()
    await recall.sandbox.requests.seen("POST", CALLBACK, status=404)
    await ada.use(study, "help")
    assert reply.failed
    assert len(recall.sandbox.requests.find("POST", CALLBACK)) == 2


async def test_a_command_that_this_bot_no_longer_has_is_explained(recall: Recall, ada: Person, study: Channel) -> None:
    recall.bot.tree.remove_command("define")
    reply = await ada.use(study, "define", term="dropout")
    assert reply.ephemeral
    assert "Reload Discord" in shown(reply).text
    assert await ada.autocomplete(study, "define", focused="term", term="drop", wait=0.2) == []
    assert len(recall.sandbox.requests.find("POST", CALLBACK)) == 1
