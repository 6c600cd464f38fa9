"""Users: people and bots, whatever guild they are in."""

from dataclasses import dataclass

from bot.sandbox.wire import Json


@dataclass(eq=False, slots=True)
class User:
    """An account."""

    id: int
    name: str
    bot: bool = False

    @property
    def mention(self) -> str:
        """What mentions this user in a message's text."""
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """Return the user as the API shows it."""
        shown: Json = {
            "id": str(self.id),
            "username": self.name.lower().replace(" ", "_"),
            "global_name": None if self.bot else self.name,
            "discriminator": "0000" if self.bot else "0",
            "avatar": None,
            "avatar_decoration_data": None,
            "collectibles": None,
            "primary_guild": None,
            "banner": None,
            "accent_color": None,
            "public_flags": 0,
            "flags": 0,
        }
        return {**shown, "bot": True} if self.bot else shown
