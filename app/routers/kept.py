"""Answers that were given already, as plain ASGI in front of everything else: after one row is read, the revision, what was
answered at it is sent again, or 304 where the client has it. To come as far as a router would cost ten times as much.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.queries.revision import Watch
from app.routers.conditional import NO_CACHE, REVISION, VARY, etag, held

LARGEST = 1_000_000  # bytes of an answer; a page of 1,000 claims has 700,000
_READS = ("GET", "HEAD")
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, compressed and opened to other origins as its client asked."""

    etag: bytes
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a request an answer depends on."""

    path: str
    query: bytes
    accept: bytes
    gzip: bool
    origin: bool


class Kept:
    """Sends what was answered at the present revision; keeps so many bytes of answers, and drops those asked for longest ago."""

    def __init__(self, app: ASGIApp, most: int, watch: Watch) -> None:
        self.app = app
        self._watch = watch
        self._most = most
        self._bytes = 0
        self._answers: OrderedDict[Asked, Answer] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in _READS or not scope["path"].startswith("/v1/"):
            await self.app(scope, receive, send)
        else:
            await self._read(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked, known = _asked(scope)
        state = scope["app"].state
        try:
            now = self._watch.revision(state.engine)
        except SQLAlchemyError:  # the router will tell
            await self.app(scope, receive, send)
            return
        name = etag(state.edition, asked.path, asked.query.decode("latin-1"), asked.accept.decode("latin-1"), now)
        if known and name in held(known.decode("latin-1")):
            await send({"type": "http.response.start", "status": 304, "headers": _unchanged(name, asked)})
            await send({"type": "http.response.body"})
        elif (answer := self._answers.get(asked)) and answer.etag == name.encode():
            self._answers.move_to_end(asked)
            await send({"type": "http.response.start", "status": 200, "headers": answer.headers})
            await send({"type": "http.response.body", "body": answer.body})
        else:
            whole = scope["method"] == "GET"  # the answer to HEAD may have no body
            await self.app({**scope, REVISION: now}, receive, _Keeping(self, asked, send) if whole else send)

    def keep(self, asked: Asked, answer: Answer) -> None:
        """Keep `answer`, and drop others until there is room for it."""
        before = self._answers.pop(asked, None)
        self._bytes += len(answer.body) - (len(before.body) if before else 0)
        self._answers[asked] = answer
        while self._bytes > self._most:
            _, dropped = self._answers.popitem(last=False)
            self._bytes -= len(dropped.body)


class _Keeping:
    """Passes an answer on, and gives it to be kept when it is whole, named and not too large."""

    def __init__(self, kept: Kept, asked: Asked, send: Send) -> None:
        self._kept, self._asked, self._send = kept, asked, send
        self._name: bytes | None = None
        self._headers: Headers = []
        self._parts: list[bytes] = []
        self._bytes = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._headers = list(message["headers"])
            self._name = dict(self._headers).get(b"etag")
        elif message["type"] == "http.response.body" and self._name is not None:
            self._gather(self._name, message)
        await self._send(message)

    def _gather(self, name: bytes, message: Message) -> None:
        self._parts.append(message.get("body", b""))
        self._bytes += len(self._parts[-1])
        if self._bytes > LARGEST:
            self._name, self._parts = None, []
        elif not message.get("more_body"):
            self._kept.keep(self._asked, Answer(name, self._headers, b"".join(self._parts)))


def _asked(scope: Scope) -> tuple[Asked, bytes]:
    """What is asked for, and the names of the answers that the client has."""
    accept = encodings = known = b""
    origin = False
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            known = value
        elif name == b"accept":
            accept = value
        elif name == b"accept-encoding":
            encodings = value
        elif name == b"origin":
            origin = True
    return Asked(scope["path"], scope["query_string"], accept, b"gzip" in encodings, origin), known


def _unchanged(name: str, asked: Asked) -> Headers:
    headers: Iterable[tuple[str, str]] = [("etag", name), ("cache-control", NO_CACHE), ("vary", VARY)]
    opened = [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", b"ETag, Link")] if asked.origin else []
    return [(each.encode("latin-1"), value.encode("latin-1")) for each, value in headers] + opened
