"""The REST API that the bot calls."""

from collections.abc import Iterable

from aiohttp import web

from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Answers, Desk, Webhook
from bot.sandbox.rest.access import Access
from bot.sandbox.rest.api import PREFIX, Api
from bot.sandbox.rest.channels import Channels
from bot.sandbox.rest.commands import Commands
from bot.sandbox.rest.gateway import GatewayAddress
from bot.sandbox.rest.guilds import Guilds
from bot.sandbox.rest.interactions import Interactions
from bot.sandbox.rest.log import Request, RequestLog
from bot.sandbox.rest.messages import Messages
from bot.sandbox.rest.users import Users
from bot.sandbox.world import World

__all__ = ["PREFIX", "Api", "Request", "RequestLog", "every_route"]


def every_route(world: World, gateway: Gateway, desk: Desk) -> Iterable[web.RouteDef]:
    """Return the routes of every resource."""
    access, answers = Access(world), Answers(world)
    resources = (
        GatewayAddress(gateway),
        Users(world, access),
        Guilds(world, access),
        Channels(world, access),
        Messages(world, access),
        Commands(world, access),
        Interactions(desk, answers, Webhook(world, answers)),
    )
    return [route for resource in resources for route in resource.routes()]
