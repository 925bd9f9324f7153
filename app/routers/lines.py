"""Lines of JSON come in as fast as they come; for each an answer goes out, in order, as fast as it is read.

Neither side waits for the other: most clients read no answer before they have sent everything, so answers that nobody
reads yet are put aside, on disk when they are many.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

import orjson
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

MEDIA_TYPE = "application/x-ndjson"
MEDIA_TYPES = (MEDIA_TYPE, "application/ndjson", "application/jsonl")  # none is registered; all are in use
MOST = 100  # lines that are answered together
IN_MEMORY = 1_000_000  # bytes of answers
Line = bytes | None  # None where it is too long
Answers = Callable[[Sequence[Line]], Sequence[dict[str, Any]]]


class AnsweredLines(Response):
    """The answers to the lines of a request's body, none longer than `longest` bytes."""

    media_type = MEDIA_TYPE

    def __init__(self, request: Request, longest: int, answers: Answers) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._request, self._longest, self._answers = request, longest, answers
        self._aside = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  it is closed when the answer ends
        self._sent = self._written = 0
        self._more, self._ended = asyncio.Event(), False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        reading = asyncio.create_task(self._read())
        try:
            while piece := await self._piece():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await reading
            await send({"type": "http.response.body", "body": b""})
        finally:
            await reading  # what was begun is committed, also where nobody waits for the answer
            self._aside.close()

    async def _read(self) -> None:
        try:
            async for lines in _together(self._request.stream(), self._longest):
                for answer in await run_in_threadpool(self._answers, lines):
                    self._put(orjson.dumps(answer) + b"\n")
        except ClientDisconnect:
            pass
        finally:
            self._ended = True
            self._more.set()

    def _put(self, line: bytes) -> None:
        self._aside.seek(self._written)
        self._written += self._aside.write(line)
        self._more.set()

    async def _piece(self) -> bytes:
        """Answers that are ready; nothing when there will be no more."""
        while self._sent == self._written and not self._ended:
            self._more.clear()
            await self._more.wait()
        self._aside.seek(self._sent)
        piece = self._aside.read(65_536)
        self._sent += len(piece)
        if self._sent == self._written:
            self._aside.seek(0)
            self._aside.truncate()
            self._sent = self._written = 0
        return piece


async def _together(stream: AsyncIterator[bytes], longest: int) -> AsyncIterator[list[Line]]:
    """The lines that have come, a few at once; blank ones are left out."""
    begun, too_long = bytearray(), False
    async for chunk in stream:
        *ended, rest = chunk.split(b"\n")
        lines: list[Line] = []
        for end in ended:
            lines.append(None if too_long or len(begun) + len(end) > longest else bytes(begun + end))
            begun, too_long = bytearray(), False
        begun += rest
        if len(begun) > longest:
            begun, too_long = bytearray(), True
        for some in _parts([line for line in lines if line is None or line.strip()]):
            yield some
    if begun.strip() or too_long:
        yield [None if too_long else bytes(begun)]


def _parts(lines: list[Line]) -> list[list[Line]]:
    return [lines[at : at + MOST] for at in range(0, len(lines), MOST)]
