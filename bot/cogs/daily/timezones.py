"""Time zones as managers type them."""

from functools import cache
from zoneinfo import ZoneInfo

from discord import app_commands

from bot.clock import Clock
from bot.daily import Zone, zones, zones_at
from bot.errors import Refusal
from bot.search import Answer, Suggestions, TermIndex

Choices = list[app_commands.Choice[str]]


class Timezones:
    """Finds the zone that somebody means by a city, a country or a name."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def complete(self, typed: str) -> Choices:
        """Offer what the typed beginning may become; the choice sends the name."""
        return [app_commands.Choice(name=zone.name, value=zone.slug) for zone in _index().complete(typed)]

    def named(self, text: str) -> ZoneInfo:
        """Return the zone that `text` means; Refusal, with those it may mean, where that isn't one place's."""
        asked = text.strip().casefold()
        if exact := next((zone for zone in zones() if zone.slug.casefold() == asked), None):
            return ZoneInfo(exact.slug)
        if meant := zones_at(text, self._clock.now()):
            # Neither says when its clocks change, so that a post would be an hour off for half of the year.
            raise Refusal(f"I need a place instead, because clocks change by place. {_perhaps(meant)}")
        match _index().find(text):
            case Answer(entry=zone):
                return ZoneInfo(zone.slug)
            case Suggestions(entries=entries):
                raise Refusal(f"I'm not sure which time zone you mean. {_perhaps(entries)}")
            case _:
                raise Refusal("I don't know that time zone. Type a large city near you and choose from the list.")


@cache
def _index() -> TermIndex[Zone]:
    # 50 ms and 2 MB: once a process, and only where somebody sets a schedule up.
    return TermIndex[Zone](zones())


def _perhaps(meant: tuple[Zone, ...]) -> str:
    return f"Perhaps {' or '.join(f'`{zone.slug}`' for zone in meant)}?"
