"""Offsets into a text in the unit that is asked for. The tables count code points; strings of browsers count UTF-16 code units."""

from bisect import bisect_left
from collections.abc import Callable
from enum import StrEnum

from app.queries.filters import Control
from app.queries.values import one_of


class OffsetUnit(StrEnum):
    """What an offset into a text counts."""

    CODEPOINT = "codepoint"
    UTF16 = "utf16"


OFFSET_UNIT = Control(
    "offset_unit",
    {"type": "string", "enum": [*OffsetUnit], "default": OffsetUnit.CODEPOINT},
    one_of(OffsetUnit).read,
    OffsetUnit.CODEPOINT,
    "What `start` and `end` count: code points, or UTF-16 code units, as strings of JavaScript do.",
    "utf16",
)


def offsets(text: str, unit: str) -> Callable[[int], int]:
    """From an offset into `text` in code points to one in `unit`."""
    if unit == OffsetUnit.CODEPOINT or text.isascii():
        return lambda offset: offset
    wide = [place for place, letter in enumerate(text) if letter > "\uffff"]  # those that UTF-16 writes as two
    return lambda offset: offset + bisect_left(wide, offset)
