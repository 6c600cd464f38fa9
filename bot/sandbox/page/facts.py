"""What one person's page shows, as named facts: the page is a picture of them and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bot.sandbox.clock import SandboxClock
from bot.sandbox.gateway import Gateway
from bot.sandbox.people import Person
from bot.sandbox.wire import Json
from bot.sandbox.world import WITHOUT_MESSAGES, Channel, Guild, Message, Permission, World

Fact = tuple[str, object]
_MESSAGES = 200  # of a channel: the newest


class Facts:
    """Looks at the world with people's eyes."""

    def __init__(self, world: World, gateway: Gateway, clock: SandboxClock) -> None:
        self._world = world
        self._gateway = gateway
        self._clock = clock
        self.dismissed: set[int] = set()  # private messages that their readers have put away

    def people(self) -> list[Person]:
        """Return those whom one can be, in the order in which they came."""
        return [user for user in self._world.users.values() if isinstance(user, Person)]

    def common(self, tabs: Mapping[int, int]) -> Iterator[Fact]:
        """Yield what everybody sees; `tabs` counts the open pages of each person."""
        bot = self._world.bot
        yield "bot", {"id": str(bot.id), "name": bot.name, "connected": bool(self._gateway.connected)}
        yield "clock", {"offset": self._clock.offset.total_seconds()}
        yield "people", [self._person(one, tabs.get(one.id, 0)) for one in self.people()]

    def of(self, person: Person) -> Iterator[Fact]:
        """Yield what one person sees."""
        channels = self._channels(person)
        yield "me", str(person.id)
        yield "users", {str(one.id): {"name": one.name, "bot": one.bot} for one in self._world.users.values()}
        yield "guilds", [_guild(one) for one in self._world.guilds.values() if one.has(person)]
        yield "channels", [self._channel(person, one) for one in channels]
        yield "commands", self._commands(person, channels)
        for channel in channels:
            for message in self._messages(person, channel):
                yield f"message:{message.id}", message.payload()

    def _person(self, person: Person, tabs: int) -> Json:
        manages = any(Permission.MANAGE_GUILD in one.granted(person) for one in self._world.guilds.values())
        return {"id": str(person.id), "name": person.name, "manager": manages, "tabs": tabs}

    def _channels(self, person: Person) -> list[Channel]:
        guilds = (one for one in self._world.guilds.values() if one.has(person))
        rooms = (channel for guild in guilds for channel in guild.channels.values())
        shown = [one for one in rooms if one.type not in WITHOUT_MESSAGES and person.sight.reads(person, one)]
        return [*shown, person.direct()]

    def _channel(self, person: Person, channel: Channel) -> Json:
        offers = person.sight.offers(person, channel, by_user=self.installed_by_user(channel))
        return {
            "id": str(channel.id),
            "type": int(channel.type),
            "name": channel.name,
            "topic": channel.topic,
            "guild": None if channel.guild_id is None else str(channel.guild_id),
            "parent": None if channel.parent_id is None else str(channel.parent_id),
            "commands": [str(one.id) for one in offers],
        }

    def installed_by_user(self, channel: Channel) -> bool:
        """Tell whether the app is in a channel only because its people brought it along."""
        guild = self._world.home(channel)
        return guild is not None and not guild.has(self._world.bot)

    def _commands(self, person: Person, channels: Sequence[Channel]) -> Json:
        return {
            str(one.id): one.payload()
            for channel in channels
            for one in person.sight.offers(person, channel, by_user=self.installed_by_user(channel))
        }

    def _messages(self, person: Person, channel: Channel) -> Iterator[Message]:
        newest_first = (channel.messages[key] for key in reversed(channel.messages))
        seen = (one for one in newest_first if one.only_for in {None, person.id} and one.id not in self.dismissed)
        return islice(seen, _MESSAGES)


def _guild(guild: Guild) -> Json:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "members": [str(number) for number in guild.members],
        "roles": [{"id": str(one.id), "name": one.name} for one in guild.roles.values()],
    }
