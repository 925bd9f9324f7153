"""Offsets into a text in the unit that is asked for. The tables count code points; strings of browsers count UTF-16 code units."""

from bisect import bisect_left
from collections.abc import Callable
from enum import StrEnum

from app.errors import BadParameter
from app.queries.filters import Control
from app.queries.values import one_of
from app.vocabulary import StoreText


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


def offsets(text: str | None, kept: str, unit: str) -> Callable[[int], int]:
    """From an offset into a text in code points to one in `unit`; `text` is what was `kept` of it.

    Raises BadParameter where too little was kept to tell.
    """
    if unit == OffsetUnit.CODEPOINT:
        return lambda offset: offset
    if text is None or kept != StoreText.FULL:
        detail = (
            "Of this text only the sentences with facts were kept"
            if kept == StoreText.SPANS
            else "Of this text no words were kept"
        )
        detail += ", so that only code points can be counted; leave offset_unit out."
        raise BadParameter.of([{"parameter": "offset_unit", "detail": detail}])
    wide = [place for place, letter in enumerate(text) if letter > "\uffff"]  # those that UTF-16 writes as two
    return lambda offset: offset + bisect_left(wide, offset)
