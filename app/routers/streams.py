"""Answers that hold everything: parts go in as they are read from the database, and out to the client as it takes them."""

from collections.abc import AsyncIterator, Iterator
from threading import BoundedSemaphore

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.db import break_off
from app.errors import Unavailable
from app.routers.door import HEAD

STREAMS_AT_ONCE = 20  # each has a connection for as long as its client takes to read


class Streamed(StreamingResponse):
    """An answer that is written while it is read. It owns its connection; a client that leaves ends the statement.

    It has a thread of its own, as one of those that answer quick questions would be kept from them. Raises Unavailable where
    `streaming` has no place left.
    """

    def __init__(
        self, streaming: BoundedSemaphore, connection: Connection, parts: Iterator[bytes], headers: dict[str, str], type: str
    ) -> None:
        if not streaming.acquire(blocking=False):
            raise Unavailable(
                f"{STREAMS_AT_ONCE} answers are being written already that hold everything; try again in a minute, or ask for pages.",
                headers={"Retry-After": "60"},
            )
        self._streaming, self._connection = streaming, connection
        self._left = False
        super().__init__(self._while_there(parts), headers=headers, media_type=type)

    async def _while_there(self, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        thread = CapacityLimiter(1)
        try:
            while (part := await to_thread.run_sync(next, parts, None, limiter=thread)) is not None:
                yield part
        except OperationalError:
            if not self._left:
                raise

    async def listen_for_disconnect(self, receive: Receive) -> None:
        await super().listen_for_disconnect(receive)
        self._left = True
        break_off(self._connection)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if HEAD in scope:
            self.body_iterator = self._while_there(iter([b""]))
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._streaming.release()  # first, as to close it fails where the database is gone
            self._connection.close()
