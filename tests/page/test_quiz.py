"""A quiz on the page: two people in two tabs, from the lobby to the podium; the panel moves the time between."""

import re

import pytest
from playwright.async_api import Locator, expect

from bot.glossary import Term
from bot.sandbox import Channel, Person
from tests import shipped
from tests.conftest import Recall
from tests.page.commands import begin, enter, move_on, pick, put, send
from tests.page.conftest import OpenTab
from tests.page.tab import Tab

pytestmark = pytest.mark.asyncio(loop_scope="session")

TERMS = [term for term in shipped.glossary() if term.category == "regularization"]


async def pair(open_page: OpenTab) -> tuple[Tab, Tab]:
    """Return the tabs of ada and ben, both in #quiz."""
    tabs = await open_page("ada"), await open_page("ben")
    for tab in tabs:
        await enter(tab, "quiz")
    return tabs


async def start(tab: Tab) -> None:
    """Start a quiz of two questions on a few terms; nothing in it is over before the panel is used."""
    await begin(tab, "quiz start")
    await put(tab, "questions", "2")
    await put(tab, "seconds", "120")
    await pick(tab, "category", "reg", "Regularization")
    await put(tab, "lobby", "120")
    await send(tab)
    await expect(tab.message("Quiz time!")).to_be_visible()
    await expect(tab.message("Your quiz is ready").get_by_role("button", name="#quiz › message")).to_be_visible()


async def start_typed(host: Person, quiz: Channel) -> None:
    """Start a quiz of one question that is answered by typing, without the page and without a lobby."""
    started = await host.use(
        quiz,
        "quiz start",
        questions=1,
        seconds=120,
        kind="typed",
        category="regularization",
        lobby=0,
    )
    await started.settled()


async def begin_game(host: Tab, guest: Tab) -> None:
    """Let the guest join and the host begin."""
    await guest.message("Quiz time!").get_by_role("button", name="Join").click()
    await expect(guest.last).to_contain_text("You're in!")
    await expect(host.message("Quiz time!")).to_contain_text("2 players: ada and ben")
    await host.message("Quiz time!").get_by_role("button", name="Start now").click()
    await expect(host.message("The quiz has begun").get_by_role("button")).to_have_count(0)


def question(tab: Tab, number: int) -> Locator:
    return tab.messages.filter(has=tab.page.get_by_role("heading", name=re.compile(rf"^Question {number} of \d$")))


def reveal(tab: Tab, number: int) -> Locator:
    return tab.messages.filter(has=tab.page.get_by_role("heading", name=re.compile(rf"^Question {number} of \d · ")))


async def asked(tab: Tab, number: int) -> Term:
    """Return the term that a question is about, as somebody knows it who has learnt the glossary."""
    await expect(question(tab, number)).to_be_visible()
    text = await question(tab, number).inner_text()
    return next(term for term in TERMS if term.quiz.clue in text)


async def choose(tab: Tab, number: int, *, right: bool) -> None:
    """Tap the right button or a wrong one, and wait for what is said to that."""
    name = re.escape((await asked(tab, number)).name)
    buttons = question(tab, number).get_by_role("button")
    is_right = re.compile(rf"^[A-D] · {name}$")
    tapped = buttons.filter(has_text=is_right) if right else buttons.filter(has_not_text=is_right).first
    label = await tapped.inner_text()
    await tapped.click()
    await expect(tab.last).to_contain_text(f"You chose {label}")


async def open_form(tab: Tab) -> Locator:
    """Open the form of the only question and return it."""
    await question(tab, 1).get_by_role("button", name="Answer").click()
    form = tab.page.get_by_role("dialog", name="Question 1 of 1")
    await expect(form).to_be_visible()
    return form


async def type_answer(tab: Tab, said: str, *, clue: str) -> None:
    """Type an answer into the form, which repeats the clue, and wait for what is said to that."""
    form = await open_form(tab)
    await expect(form.locator("blockquote")).to_have_text(clue)
    await expect(form).to_contain_text(re.compile("Closes in .+ Your first answer counts"))
    await form.get_by_role("textbox", name="Which term is it?").fill(said)
    await tab.press("Enter")
    await expect(form).to_be_hidden()
    await expect(tab.last).to_contain_text(f"You answered {said}")


async def test_two_people_play_from_the_lobby_to_the_podium(open_page: OpenTab, recall: Recall) -> None:
    del recall
    ada, ben = await pair(open_page)
    await start(ada)
    await begin_game(ada, ben)
    for number, ben_knows in ((1, False), (2, True)):
        await choose(ada, number, right=True)
        await choose(ben, number, right=ben_knows)
        await expect(question(ada, number)).to_contain_text("2 answered")
        await expect(reveal(ada, number)).to_have_count(0)
        await move_on(ben, "a minute")
        for tab in (ada, ben):
            await expect(reveal(tab, number)).to_contain_text("2 of 2 had it right" if ben_knows else "1 of 2 had")
        for each in await question(ada, number).get_by_role("button").all():
            await expect(each).to_be_disabled()
        await move_on(ben, "a minute")
    await expect(ada.last).to_contain_text("ada wins. Well played, everyone!")
    await expect(ada.last).to_contain_text(
        re.compile(r"1 · ada · 1,\d\d\d points · 2 of 2 right.*2 · ben · ", re.DOTALL)
    )
    await ben.button("Review my misses").click()
    await expect(ben.last).to_contain_text("1 question to look at again")
    await expect(ben.last.locator(".origin")).to_have_text(re.compile("^Recall The quiz is over ada wins"))
    await expect(ada.message("to look at again")).to_have_count(0)


async def test_an_answer_is_typed_into_a_form_and_a_manager_decides_about_a_wrong_one(
    open_page: OpenTab, recall: Recall, boss: Person, quiz: Channel
) -> None:
    del recall
    await start_typed(boss, quiz)
    ada, ben = await pair(open_page)
    term = await asked(ada, 1)
    await type_answer(ada, term.name.lower(), clue=term.quiz.clue)
    await type_answer(ben, "something else", clue=term.quiz.clue)
    for _ in range(2):  # a first question without a lobby runs its time, whoever has answered
        await move_on(ben, "a minute")
    await expect(reveal(ben, 1)).to_contain_text("1 of 2 had it right")
    await reveal(ben, 1).get_by_role("button", name="I was right").click()
    await ada.be("boss")
    await ada.message("Managers, does that count?").get_by_role("button", name="Accept").click()
    await expect(ben.message("typed something else")).to_contain_text("Accepted by boss")
    await expect(ben.message("The quiz is over")).to_contain_text(re.compile(r"2 · ben · 9\d\d points · 1 of 1"))


async def test_a_number_out_of_its_range_is_refused_before_anything_is_sent(open_page: OpenTab, recall: Recall) -> None:
    tab = await open_page()
    await begin(tab, "quiz start")
    await put(tab, "questions", "51")
    await tab.page.get_by_role("button", name="Send").click()
    await expect(tab.page.locator("#problem")).to_have_text("questions: At most 50.")
    assert recall.sandbox.requests.find("POST", ".*/callback") == []


async def test_a_question_its_form_and_its_reveal_need_no_sideways_scrolling_on_a_phone(
    open_page: OpenTab, recall: Recall, ada: Person, quiz: Channel
) -> None:
    del recall
    tab = await open_page(width=360)
    await tab.page.get_by_role("button", name="Channels and people").click()
    await enter(tab, "quiz")
    await start_typed(ada, quiz)
    form = await open_form(tab)
    assert await tab.fits()
    assert await form.evaluate("form => form.scrollWidth <= form.clientWidth")
    await form.get_by_role("button", name="Cancel").click()
    await (await ada.use(quiz, "quiz skip")).settled()
    await expect(reveal(tab, 1)).to_be_attached()
    assert await tab.fits()
