"""The REST API: every request is recorded, let in or refused, and answered as Discord would."""

from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web

from bot.sandbox.errors import ApiError, Code, refuse
from bot.sandbox.faults import Faults
from bot.sandbox.ratelimits import UNLIMITED, RateLimits, Verdict
from bot.sandbox.replies import reply, too_many
from bot.sandbox.rest.body import BODY, read
from bot.sandbox.rest.log import Request, RequestLog
from bot.sandbox.world import Ground

PREFIX = "/api/v10"
_WITHOUT_TOKEN = ("/interactions/", "/webhooks/", "/gateway")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Api:
    """Stands between the sockets and the routes."""

    def __init__(self, ground: Ground, token: str, log: RequestLog, limits: RateLimits, faults: Faults) -> None:
        self._ground = ground
        self._authorization = f"Bot {token}"
        self._log = log
        self._limits = limits
        self._faults = faults

    def application(self, routes: Iterable[web.RouteDef]) -> web.Application:
        """Return the web application that serves the routes."""
        application = web.Application(
            middlewares=[self._recorded, self._faulty, self._answered],
            client_max_size=100 * 1024 * 1024,
        )
        application.add_routes(routes)
        return application

    @web.middleware
    async def _recorded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        request[BODY] = await read(request)
        response = await handler(request)
        self._limits.note(response.status if response.headers.get("X-RateLimit-Scope") != "shared" else 0)
        self._log.add(
            Request(
                request.method,
                _path(request),
                _route(request),
                request.query_string,
                response.status,
                request[BODY].payload,
                len(request[BODY].files),
                self._ground.now(),
            )
        )
        return response

    @web.middleware
    async def _faulty(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = self._faults.meet(request.method, _path(request))
        if fault is None:
            return await handler(request)
        if fault.done:
            response = await handler(request)
            return await fault.happen(request) or response
        return await fault.happen(request) or await handler(request)

    @web.middleware
    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self._limits.banned:
            return web.Response(status=429, text="error code: 1015", headers={"Retry-After": "600"})
        verdict = UNLIMITED
        try:
            self._authorize(request)
            if (fault := request[BODY].fault) is not None:
                raise fault
            verdict = self._limits.ask(request.method, _route(request), request.match_info)
            response = await self._within(verdict, request, handler)
        except ApiError as refusal:
            response = reply(refusal.body, refusal.status)
        response.headers.update(verdict.headers)
        return response

    async def _within(self, verdict: Verdict, request: web.Request, handler: Handler) -> web.StreamResponse:
        if verdict.wait:
            return too_many(verdict.wait, scope="global" if verdict.everywhere else "user")
        try:
            return await handler(request)
        except web.HTTPNotFound:
            raise refuse(Code.NOT_FOUND) from None
        except web.HTTPMethodNotAllowed:
            raise refuse(Code.METHOD_NOT_ALLOWED) from None

    def _authorize(self, request: web.Request) -> None:
        path = _path(request)
        open_to_all = path.startswith(_WITHOUT_TOKEN) and path != "/gateway/bot"
        if not open_to_all and request.headers.get("Authorization") != self._authorization:
            raise refuse(Code.UNAUTHORIZED)


def _path(request: web.Request) -> str:
    return request.path.removeprefix(PREFIX)


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return "" if resource is None else resource.canonical.removeprefix(PREFIX)
