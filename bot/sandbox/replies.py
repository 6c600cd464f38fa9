"""What requests get for an answer."""

import math

from aiohttp import web

from bot.sandbox.wire import dumps


def reply(value: object, status: int = 200) -> web.Response:
    """Return a JSON response; the content type must be bare, or discord.py reads text."""
    return web.Response(body=dumps(value).encode(), status=status, content_type="application/json")


def nothing() -> web.Response:
    """Return a response without content."""
    return web.Response(status=204)


def too_many(retry_after: float, *, scope: str) -> web.Response:
    """Return Discord's 429; without `Via` a client takes it for a ban."""
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": scope == "global"}
    response = reply(body, 429)
    response.headers["Retry-After"] = str(math.ceil(retry_after))
    response.headers["Via"] = "1.1 google"
    response.headers["X-RateLimit-Scope"] = "user" if scope == "global" else scope
    if scope == "global":
        response.headers["X-RateLimit-Global"] = "true"
    return response
