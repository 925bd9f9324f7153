"""Paths without a part to be filled in, such as that of a list: each is led to its endpoint at once, in a thread.

The framework would try every route in turn, twice, and look for parameters in what has none but the request: that costs as
much as to answer. It knows these endpoints for the OpenAPI document, and says what is wrong with another method.

Slow questions have threads of their own, so that they wait for each other, and nobody else for them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from inspect import signature

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

SLOW_AT_ONCE = 20
MOST_QUICK = 7  # parameters; with more, several actors in several regions may be more parts of the index than are read one by one


class Paths(BaseRoute):
    """Answers GET at the paths of `routers` whose endpoints take the request alone.

    Those of `slow` routers are slow, whatever is asked. Of a path in `quick`, it has the parameters that can be given without it.
    """

    def __init__(self, routers: Iterable[APIRouter], slow: Iterable[APIRouter], quick: Mapping[str, Collection[str]]) -> None:
        compared = _endpoints(slow)
        self._endpoints = _endpoints(routers) | compared
        self._quick = {path: frozenset(map(str.encode, names)) for path, names in quick.items()}
        self._slow = frozenset(compared)
        self._threads = CapacityLimiter(SLOW_AT_ONCE)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it answers this."""
        there = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in self._endpoints
        return (Match.FULL if there else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        limiter = self._threads if self._is_slow(scope["path"], scope["query_string"]) else None
        answer = await to_thread.run_sync(self._endpoints[scope["path"]], Request(scope, receive), limiter=limiter)
        await answer(scope, receive, send)

    def _is_slow(self, path: str, query: bytes) -> bool:
        if path in self._slow or not query:
            return path in self._slow
        quick, asked = self._quick.get(path), query.split(b"&")
        return quick is not None and (len(asked) > MOST_QUICK or not all(each.partition(b"=")[0] in quick for each in asked))


def _endpoints(routers: Iterable[APIRouter]) -> dict[str, Callable[[Request], Response]]:
    routes = [
        each for router in routers for each in router.routes if isinstance(each, APIRoute) and "GET" in (each.methods or ())
    ]
    return {route.path: route.endpoint for route in routes if [*signature(route.endpoint).parameters] == ["request"]}
