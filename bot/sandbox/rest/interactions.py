"""Answers to interactions: callbacks, and the webhook of each answered interaction."""

from aiohttp import web

from bot.sandbox.interactions import (
    ORIGINAL,
    Answers,
    Desk,
    Interaction,
    Webhook,
    callback_payload,
)
from bot.sandbox.replies import nothing, reply
from bot.sandbox.rest.body import BODY, number, payload_of

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = WEBHOOK + "/messages/" + ORIGINAL
_MESSAGE = WEBHOOK + "/messages/{message_id}"


class Interactions:
    """The routes by which interactions are answered."""

    def __init__(self, desk: Desk, answers: Answers, webhook: Webhook) -> None:
        self._desk = desk
        self._answers = answers
        self._webhook = webhook

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post(CALLBACK, self.answer),
            web.post(WEBHOOK, self.follow_up),
            *[
                route
                for path in (_ORIGINAL, _MESSAGE)
                for route in (
                    web.get(path, self.get),
                    web.patch(path, self.edit),
                    web.delete(path, self.delete),
                )
            ],
        ]

    async def answer(self, request: web.Request) -> web.Response:
        """Take the first answer to an interaction."""
        token = request.match_info["interaction_token"]
        interaction = self._desk.unanswered(number(request, "interaction_id"), token)
        self._answers.give(interaction, payload_of(request), request[BODY].files)
        if request.query.get("with_response", "").lower() in {"1", "true"}:
            return reply(callback_payload(interaction))
        return nothing()

    async def follow_up(self, request: web.Request) -> web.Response:
        """Send a follow-up."""
        interaction = self._answered(request)
        message = self._webhook.post(interaction, payload_of(request), request[BODY].files)
        return reply(message.payload())

    async def get(self, request: web.Request) -> web.Response:
        """Return one message of an interaction."""
        return reply(self._webhook.find(self._answered(request), _name(request)).payload())

    async def edit(self, request: web.Request) -> web.Response:
        """Change one message of an interaction."""
        interaction, files = self._answered(request), request[BODY].files
        message = self._webhook.edit(interaction, _name(request), payload_of(request), files)
        return reply(message.payload())

    async def delete(self, request: web.Request) -> web.Response:
        """Delete one message of an interaction."""
        self._webhook.delete(self._answered(request), _name(request))
        return nothing()

    def _answered(self, request: web.Request) -> Interaction:
        token = request.match_info["webhook_token"]
        return self._desk.answered(number(request, "webhook_id"), token)


def _name(request: web.Request) -> str:
    return request.match_info.get("message_id", ORIGINAL)
