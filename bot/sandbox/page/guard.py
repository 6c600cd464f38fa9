"""Who may talk to the sandbox: this machine, by a name that no other site can take, and only from its own page."""

import ipaddress
import re

from aiohttp import web
from aiohttp.typedefs import Handler

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# A name or a number, with a port or without; of a whole URL, aiohttp leaves an IPv6 number without its brackets.
_HOST = re.compile(r"(\[[^\[\]]+\]|[^:@\[\]]+)(?::[0-9]*)?|([0-9A-Fa-f:.]+)")
_WILDCARD = frozenset({"0.0.0.0", "::"})  # noqa: S104  (compared with, not listened on)

# Nothing from elsewhere, nothing written into the page itself, and no text that becomes markup.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Checks every request's Host and Origin; `open_paths` are those of programs, which need no page's headers."""

    def __init__(self, host: str, *, open_paths: tuple[str, ...]) -> None:
        self._host = host.strip("[]").lower()
        self._open_paths = open_paths

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request in, or refuse it with 403; what a browser gets carries the page's policy."""
        if not self._is_ours(_name(request.host)) or not _is_from_here(request):
            return web.Response(status=403, text="This sandbox talks to its own page on its own address only.\n")
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            self._protect(request, refusal)
            raise
        if not response.prepared:
            self._protect(request, response)
        return response

    def _is_ours(self, name: str) -> bool:
        # A site can point its own name at this machine (DNS rebinding), but it can't be called by a number.
        return name in _LOOPBACK or name == self._host or (self._host in _WILDCARD and _is_number(name))

    def _protect(self, request: web.Request, response: web.StreamResponse) -> None:
        if not request.path.startswith(self._open_paths):
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)


def _name(host: str) -> str:
    found = _HOST.fullmatch(host)
    return "" if found is None else (found[1] or found[2]).strip("[]").lower()


def _is_from_here(request: web.Request) -> bool:
    # Programs send no Origin; a browser sends it with whatever another site's page may start.
    origin = request.headers.get("Origin")
    return origin is None or origin.lower() == f"http://{request.host}".lower()


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
