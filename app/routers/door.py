"""What every request passes before it reaches a router, as plain ASGI: HEAD is GET without a body, and no body is too large."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLarge
from app.routers.problems import answered

HEAD = "head"  # what a request's scope has if it was HEAD, though it is answered as GET


class HeadIsGet:
    """Answers HEAD as GET; the server leaves the body away, and what would be streamed is not read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET", HEAD: True}
        await self.app(scope, receive, send)


# Most clients read no answer before they have sent their whole body, so it is read, and dropped, up to this many bytes.
PATIENCE = 100_000_000


class BodyLimit:
    """Refuses a body of more than `most` bytes, and never keeps more of it than that.

    The bodies of `streamed` paths are read as they come, and what is too large in them is refused there.
    """

    def __init__(self, app: ASGIApp, most: int, streamed: Collection[str] = ()) -> None:
        self.app = app
        self.most = most
        self.streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in self.streamed:
            await self.app(scope, receive, send)
        elif self._said(scope) > self.most:
            if "expect" not in Headers(scope=scope):  # who asks before sending is told before sending
                await self._drop(receive)
            await answered(self._too_large(), Request(scope).url.path)(scope, receive, send)
        else:
            await self.app(scope, self._counted(receive), send)

    def _said(self, scope: Scope) -> int:
        length = Headers(scope=scope).get("content-length", "0")
        return int(length) if length.isdigit() else 0

    def _counted(self, receive: Receive) -> Receive:
        seen = 0

        async def receive_counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.most:
                if message.get("more_body"):
                    await self._drop(receive)
                raise self._too_large()
            return message

        return receive_counted

    async def _drop(self, receive: Receive) -> None:
        """Read the rest of a body and forget it, up to a bound."""
        seen, more = 0, True
        while more and seen <= PATIENCE:
            message = await receive()
            seen += len(message.get("body", b""))
            more = message.get("more_body", False)

    def _too_large(self) -> TooLarge:
        return TooLarge(f"A body may have {self.most} bytes; send the report alone, or in parts of their own.")
