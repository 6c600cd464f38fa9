"""/define as members play it, through real HTTP and a real gateway socket."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox import Channel, Guild, Message, Permission, Person, Sandbox
from tests import shipped
from tests.conftest import Recall, serving, settings_for, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

GLOSSARY = shipped.glossary()
PUBLIC, PRIVATE = False, True


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    """The bot that serves the groups of all these tests."""
    async with (
        Sandbox() as sandbox,
        serving(sandbox, settings_for(sandbox, tmp_path_factory.mktemp("define"))) as recall,
    ):
        yield recall


@pytest.fixture
def sandbox(served: Recall) -> Sandbox:
    """Where each test has a group of its own."""
    return served.sandbox


@pytest_asyncio.fixture(loop_scope="module")
async def recall(served: Recall) -> AsyncGenerator[Recall]:
    """The bot, of which no test sees what another asked for or broke."""
    served.sandbox.requests.clear()
    yield served
    served.sandbox.faults.clear()


def labels(message: Message) -> list[str]:
    return [button[0] for button in message.buttons]


async def test_an_exact_term_is_answered_for_everyone(recall: Recall, ada: Person, ben: Person, study: Channel) -> None:
    reply = await ada.use(study, "define", term="Backpropagation")
    assert reply.ephemeral is PUBLIC
    assert shown(reply).text.startswith("## Backpropagation\n")
    assert shown(reply) in ben.sees(study)


@pytest.mark.parametrize(
    "typed", ["backprop", "back propagation", "BACK-PROPAGATION", "backpropagaton", "what is backprop?"]
)
async def test_a_term_is_found_however_it_is_spelt(recall: Recall, ada: Person, study: Channel, typed: str) -> None:
    reply = await ada.use(study, "define", term=typed)
    assert shown(reply).text.startswith("## Backpropagation\n")


async def test_a_private_card_is_seen_by_nobody_else(recall: Recall, ada: Person, ben: Person, study: Channel) -> None:
    reply = await ada.use(study, "define", term="dropout", private=True)
    assert reply.ephemeral is PRIVATE
    assert "Show to channel" in labels(shown(reply))
    assert ben.sees(study) == []


async def test_show_to_channel_posts_the_card_once_and_takes_itself_away(
    recall: Recall, ada: Person, ben: Person, study: Channel
) -> None:
    private = await ada.use(study, "define", term="dropout", private=True)
    message = shown(private)
    first, second = await asyncio.gather(*(ada.click(message, "Show to channel") for _ in range(2)))
    await first.followed()
    assert [m.text.splitlines()[0] for m in ben.sees(study)] == ["## Dropout"]
    assert "Show to channel" not in labels(shown(second))


async def test_nothing_can_be_shown_in_a_chat_with_the_bot_alone(recall: Recall, ada: Person) -> None:
    reply = await ada.use(ada.direct(), "define", term="dropout", private=True)
    assert "Show to channel" not in labels(shown(reply))


async def test_an_unknown_spelling_is_asked_about_in_private_and_a_click_turns_it_into_the_card(
    recall: Recall, ada: Person, ben: Person, study: Channel
) -> None:
    question = await ada.use(study, "define", term="pooling maximum average")
    assert question.ephemeral is PRIVATE
    name = labels(shown(question))[0]
    answer = await ada.click(shown(question), name)
    assert shown(answer).text.startswith(f"## {name}\n")
    assert shown(answer).id == shown(question).id
    assert shown(answer).ephemeral
    assert ben.sees(study) == []


@pytest.mark.parametrize("typed", ["sourdough bread", "zzxqj", "\U0001f600\U0001f600", "   ", "a" * 6000])
async def test_a_miss_is_private_and_calm(recall: Recall, ada: Person, study: Channel, typed: str) -> None:
    reply = await ada.use(study, "define", term=typed)
    assert reply.ephemeral is PRIVATE
    assert "know" in shown(reply).text or "look up" in shown(reply).text
    assert len(shown(reply).text) < 400


@pytest.mark.parametrize(
    "typed",
    ["@everyone", "<@&123> <@1>", "**bold** `code`", "\u202egnihsif", "'; DROP TABLE terms; --", "{0.__class__} %s %n"],
)
async def test_what_was_typed_is_echoed_escaped_and_mentions_nobody(
    recall: Recall, ada: Person, study: Channel, typed: str
) -> None:
    reply = await ada.use(study, "define", term=typed)
    assert reply.ephemeral is PRIVATE
    assert "\u202e" not in shown(reply).text
    if "`" not in typed and "\u202e" not in typed:
        assert f"`{typed}`" in shown(reply).text
    [sent] = [request for request in recall.sandbox.requests if request.path.endswith("/callback")]
    assert sent.payload["data"]["allowed_mentions"] == {"parse": []}


async def test_autocomplete_answers_each_keystroke_with_names_that_send_slugs(
    recall: Recall, ada: Person, study: Channel
) -> None:
    for typed in ("b", "ba", "back", "backp", "backprp", "bakcp"):
        choices = await ada.autocomplete(study, "define", focused="term", term=typed)
        assert 1 <= len(choices) <= 25
        if typed != "b":
            assert ("Backpropagation", "backpropagation") in [(c.name, c.value) for c in choices[:5]], typed
    assert len(await ada.autocomplete(study, "define", focused="term", term="")) == 25


async def test_a_choice_of_autocomplete_is_answered_with_that_term(recall: Recall, ada: Person, study: Channel) -> None:
    for choice in await ada.autocomplete(study, "define", focused="term", term="p"):
        reply = await ada.use(study, "define", term=choice.value)
        assert GLOSSARY[str(choice.value)].name == choice.name
        assert shown(reply).text.startswith("## ")


async def test_a_related_term_opens_a_private_card(recall: Recall, ada: Person, ben: Person, study: Channel) -> None:
    card = await ada.use(study, "define", term="dropout")
    related = GLOSSARY[GLOSSARY["dropout"].related[0]]
    opened = await ben.click(shown(card), related.name)
    assert opened.ephemeral is PRIVATE
    assert f"## {related.name}\n" in shown(opened).text
    assert shown(opened) not in ada.sees(study)


async def test_more_is_private_and_holds_the_rest(recall: Recall, ada: Person, ben: Person, study: Channel) -> None:
    card = await ada.use(study, "define", term="backprop")
    rest = await ben.click(shown(card), "More")
    assert rest.ephemeral is PRIVATE
    assert "Watch out" in shown(rest).text


async def test_buttons_work_after_a_restart(recall: Recall, ada: Person, ben: Person, study: Channel) -> None:
    card = await ada.use(study, "define", term="dropout")
    private = await ada.use(study, "define", term="dropout", private=True)
    await recall.stop()
    await recall.start()
    assert (await ada.click(shown(card), "More")).ephemeral is PRIVATE
    related = GLOSSARY[GLOSSARY["dropout"].related[0]].name
    assert f"## {related}\n" in shown(await ada.click(shown(card), related)).text
    public = await ada.click(shown(private), "Show to channel")
    await public.followed()
    assert [message.text.splitlines()[0] for message in ben.sees(study)] == ["## Dropout"] * 2


@pytest.mark.parametrize(
    "custom_id",
    ["define:term:no-such-term", "define:explode:dropout", "define", "", ":::", "nobody:home:1", "define:term"],
)
async def test_a_forged_button_is_refused_in_private(
    recall: Recall, ada: Person, study: Channel, custom_id: str
) -> None:
    card = await ada.use(study, "define", term="dropout")
    reply = await ada.forge(custom_id, channel=study, message=shown(card))
    assert reply.ephemeral is PRIVATE
    assert "no longer" in shown(reply).text


@pytest.mark.parametrize("verb", ["pick", "show"])
async def test_nobody_can_rewrite_the_public_card_of_another(
    recall: Recall, ada: Person, ben: Person, study: Channel, verb: str
) -> None:
    card = shown(await ada.use(study, "define", term="dropout"))
    reply = await ben.forge(f"define:{verb}:epoch", channel=study, message=card)
    assert reply.ephemeral is PRIVATE
    assert "no longer" in shown(reply).text
    assert [message.text.splitlines()[0] for message in ada.sees(study)] == ["## Dropout"]


async def test_a_name_that_several_terms_share_is_asked_about(recall: Recall, ada: Person, study: Channel) -> None:
    shared = next(name for term in GLOSSARY for name in term.shared_aliases)
    owners = {term.name for term in GLOSSARY if shared in term.shared_aliases}
    reply = await ada.use(study, "define", term=shared.lower())
    assert reply.ephemeral is PRIVATE
    assert set(labels(shown(reply))) == owners


async def test_show_to_channel_can_be_tried_again_after_a_failure(
    recall: Recall, ada: Person, ben: Person, study: Channel
) -> None:
    private = shown(await ada.use(study, "define", term="dropout", private=True))
    fault = recall.sandbox.faults.answer("POST", r".*/callback", "drop")
    await ada.click(private, "Show to channel")
    assert fault.left == 0
    again = await ada.click(private, "Show to channel")
    await again.followed()
    assert [message.text.splitlines()[0] for message in ben.sees(study)] == ["## Dropout"]


async def test_nobody_shows_where_they_may_not_write(recall: Recall, guild: Guild, ada: Person, study: Channel) -> None:
    private = shown(await ada.use(study, "define", term="dropout", private=True))
    guild.overwrite(study, guild.everyone, deny=Permission.SEND_MESSAGES)
    reply = await ada.click(private, "Show to channel")
    assert "may not write" in shown(reply).text
    opened = await ada.click(private, GLOSSARY[GLOSSARY["dropout"].related[0]].name)
    assert "Show to channel" not in labels(shown(opened))


async def test_a_user_installed_app_shows_nothing_where_external_apps_are_private(
    recall: Recall, ada: Person, sandbox: Sandbox
) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    elsewhere.join(ada)
    general = elsewhere.channel("general")
    open_here = await ada.use(general, "define", installed="user", term="dropout", private=True)
    assert "Show to channel" in labels(shown(open_here))
    elsewhere.overwrite(general, elsewhere.everyone, deny=Permission.USE_EXTERNAL_APPS)
    closed = await ada.use(general, "define", installed="user", term="dropout", private=True)
    assert "Show to channel" not in labels(shown(closed))


async def test_help_names_every_command(recall: Recall, ada: Person, study: Channel) -> None:
    reply = await ada.use(study, "help")
    assert reply.ephemeral is PRIVATE
    for command in recall.bot.tree.get_commands():
        assert f"/{command.name}" in shown(reply).text


async def test_a_member_can_ask_where_the_app_is_only_installed_for_them(
    recall: Recall, ada: Person, sandbox: Sandbox
) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    elsewhere.join(ada)
    reply = await ada.use(elsewhere.channel("general"), "define", installed="user", term="dropout")
    assert shown(reply).text.startswith("## Dropout\n")


async def test_the_library_keeps_no_view(recall: Recall, ada: Person, study: Channel) -> None:
    for _ in range(3):
        await ada.use(study, "define", term="dropout", private=True)
    assert recall.bot.persistent_views == []
    assert recall.bot._connection._view_store._views == {}  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
