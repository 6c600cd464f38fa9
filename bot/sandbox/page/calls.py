"""What a page asks for in a person's name; what Discord's client would refuse gets a sentence back."""

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.clock import SandboxClock
from bot.sandbox.interactions import Interaction
from bot.sandbox.page.facts import Facts
from bot.sandbox.page.picking import Picker
from bot.sandbox.people import Form, Installed, Person
from bot.sandbox.replies import reply
from bot.sandbox.wire import Json, is_object, items
from bot.sandbox.world import Channel, Message, World

Asked = Mapping[str, Any]
Call = Callable[[Person, Asked], Awaitable[Json]]
_LONGEST_TEXT = 2000
_LONGEST_STEP = timedelta(days=31)
_OPEN_MODALS = 100


class Calls:
    """The calls by which a page does what a person does."""

    def __init__(self, world: World, facts: Facts, clock: SandboxClock, refresh: Callable[[], None]) -> None:
        self._world = world
        self._facts = facts
        self._clock = clock
        self._refresh = refresh
        self._modals: OrderedDict[str, Interaction] = OrderedDict()
        self._calls: Mapping[str, Call] = {
            "use": self._use,
            "autocomplete": self._autocomplete,
            "click": self._click,
            "select": self._select,
            "submit": self._submit,
            "write": self._write,
            "dismiss": self._dismiss,
            "advance": self._advance,
        }

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [web.post("/page/calls/{call}", self.take)]

    async def take(self, request: web.Request) -> web.Response:
        """Carry out one call; 422 with a sentence for what can't be done."""
        call = self._calls.get(request.match_info["call"])
        # A form of another site can't send this type without asking first.
        if call is None or request.content_type != "application/json" or "Origin" not in request.headers:
            raise web.HTTPForbidden(text="Only the page may call.\n")
        try:
            asked = _object(await request.text())
            return reply(await call(self._person(asked), asked))
        except ValueError as refusal:
            return reply({"refused": str(refusal)}, 422)

    # --- the calls

    async def _use(self, person: Person, asked: Asked) -> Json:
        channel, command = self._channel(asked), str(asked.get("command"))
        options = self._options(person, channel, command, asked)
        answer = await person.use(channel, command, installed=self._installed(channel), **options)
        return self._outcome(answer)

    async def _autocomplete(self, person: Person, asked: Asked) -> Json:
        channel, command = self._channel(asked), str(asked.get("command"))
        options = self._options(person, channel, command, asked)
        installed = self._installed(channel)
        choices = await person.autocomplete(channel, command, str(asked.get("focused")), installed=installed, **options)
        return {"choices": [{"name": one.name, "value": one.value} for one in choices]}

    async def _click(self, person: Person, asked: Asked) -> Json:
        return self._outcome(await person.click(self._message(asked), str(asked.get("custom_id"))))

    async def _select(self, person: Person, asked: Asked) -> Json:
        message, custom_id = self._message(asked), str(asked.get("custom_id"))
        picker = Picker(self._world, self._world.guilds.get(message.guild_id or 0))
        values = items(picker.values(message.components, custom_id, asked.get("values")))
        return self._outcome(await person.select(message, custom_id, values))

    async def _submit(self, person: Person, asked: Asked) -> Json:
        interaction, given = self._modals.get(str(asked.get("interaction"))), asked.get("fields")
        if interaction is None or interaction.modal is None or not is_object(given):
            raise ValueError("that form is no longer open")
        picker, components = Picker(self._world, interaction.action.guild), interaction.modal["components"]
        fields: dict[str, Any] = {name: picker.values(components, name, value) for name, value in given.items()}
        return self._outcome(await person.submit(interaction, **fields))

    async def _write(self, person: Person, asked: Asked) -> Json:
        content = str(asked.get("content", "")).strip()
        if not 1 <= len(content) <= _LONGEST_TEXT:
            raise ValueError(f"a message has 1 to {_LONGEST_TEXT} characters, not {len(content)}")
        person.write(self._channel(asked), content)
        return {}

    async def _dismiss(self, person: Person, asked: Asked) -> Json:
        message = self._message(asked)
        if message.only_for != person.id:
            raise ValueError("only your own private messages can be dismissed")
        self._facts.dismissed.add(message.id)
        self._refresh()
        return {}

    async def _advance(self, _person: Person, asked: Asked) -> Json:
        seconds = asked.get("seconds")
        if not isinstance(seconds, int) or not timedelta() < timedelta(seconds=seconds) <= _LONGEST_STEP:
            raise ValueError("time moves forward by a second to a month")
        self._clock.advance(timedelta(seconds=seconds))
        self._refresh()
        return {}

    # --- what is meant

    def _person(self, asked: Asked) -> Person:
        return _one({str(one.id): one for one in self._facts.people()}, asked.get("person"), "person")

    def _channel(self, asked: Asked) -> Channel:
        return _one({str(number): one for number, one in self._world.channels.items()}, asked.get("channel"), "channel")

    def _message(self, asked: Asked) -> Message:
        messages = self._channel(asked).messages
        return _one({str(number): one for number, one in messages.items()}, asked.get("message"), "message")

    def _installed(self, channel: Channel) -> Installed:
        return "user" if self._facts.installed_by_user(channel) else "guild"

    def _options(self, person: Person, channel: Channel, command: str, asked: Asked) -> dict[str, Any]:
        given, guild = asked.get("options"), self._world.home(channel)
        name, *subcommands = command.split() or [""]
        by_user = self._installed(channel) == "user"
        found = person.sight.command(person, channel, name, by_user=by_user)
        fields, picker = Form.of(found.definition, subcommands).fields, Picker(self._world, guild)
        known = {name: value for name, value in given.items() if name in fields} if is_object(given) else {}
        return {name: picker.option(fields[name]["type"], value) for name, value in known.items()}

    def _outcome(self, interaction: Interaction) -> Json:
        told: Json = {"failed": not interaction.answered}
        if interaction.modal is not None:
            self._modals[str(interaction.id)] = interaction
            if len(self._modals) > _OPEN_MODALS:
                self._modals.popitem(last=False)
            told["modal"] = {**interaction.modal, "interaction": str(interaction.id)}
        return told


def _object(text: str) -> Asked:
    said = json.loads(text)
    if not is_object(said):
        raise ValueError("a call is a JSON object")
    return said


def _one(known: Mapping[str, Any], key: object, what: str) -> Any:
    if not isinstance(key, str) or key not in known:
        raise ValueError(f"there is no such {what}")
    return known[key]
