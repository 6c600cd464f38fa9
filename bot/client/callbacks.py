"""Interaction answers, without the copy of the answer that Discord would send back for each."""

from typing import Any

import aiohttp
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context


class Callbacks(AsyncWebhookAdapter):
    """The library's own requests, less what nothing here reads: to make and parse it is a seventh of a click's cost."""

    async def create_interaction_response(
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> Any:
        """Answer an interaction and return the least that the library reads (docs: Interaction Callback Response)."""
        route = Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction_id,
            webhook_token=token,
        )
        await self.request(
            route,
            session=session,
            proxy=proxy,
            proxy_auth=proxy_auth,
            payload=None if params.files else params.payload,
            files=params.files,
            multipart=params.multipart if params.files else None,
        )
        return {"interaction": {"id": interaction_id}}


def use_callbacks() -> None:
    """Answer interactions this way in the running task and in all that it begins."""
    async_context.set(Callbacks())
