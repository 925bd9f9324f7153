"""Cursors: where a page ended, as text that nobody needs to understand and nobody can take to another question."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson

from app.errors import BadCursor


class Position(NamedTuple):
    """The last row of a page: what it was sorted by, and its id."""

    key: Any
    id: str


def sealed(position: Position, question: Any) -> str:
    """The cursor after `position` of `question`, which is anything that JSON can hold."""
    place = orjson.dumps(list(position))
    return urlsafe_b64encode(_digest(place, question) + place).decode().rstrip("=")


def opened(cursor: str, question: Any) -> Position:
    """The position in `cursor`, its key as JSON holds it. Raises BadCursor unless it was sealed for this very `question`."""
    try:
        content = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError:
        content = b""
    digest, place = content[:8], content[8:]
    if not place or digest != _digest(place, question):
        raise BadCursor("The cursor was changed, or made for other filters or another sort; begin again without a cursor.")
    return Position(*orjson.loads(place))


def _digest(place: bytes, question: Any) -> bytes:
    return blake2b(place + orjson.dumps(question, option=orjson.OPT_SORT_KEYS), digest_size=8).digest()
