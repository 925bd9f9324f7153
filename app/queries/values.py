"""What the value of a parameter may be: how it is read, how several become one, and how OpenAPI says it.

In goes the text of a query string, out comes what a statement is bound to; what cannot be read raises ValueError with the
rest of a sentence that begins with the value: 'is no date; write …'.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Connection

from app.names import folded
from app.queries import days, names
from app.searches import search

Schema = dict[str, Any]


@dataclass(frozen=True)
class Values:
    """A kind of value. `look_up` is there for open sets of names: it turns them into what the tables hold."""

    schema: Schema
    read: Callable[[str], Any] = str
    together: Callable[[Sequence[Any]], Any] | None = list  # None: only one may be given
    look_up: Callable[[Connection, Sequence[str]], names.Found] | None = None


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The one of `words` that `word` was meant to be; None where none is near."""
    found = process.extractOne(word.casefold(), words, scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else None


def one_of(vocabulary: type[StrEnum]) -> Values:
    """A word of a closed set."""
    words = [str(each) for each in vocabulary]
    return Values({"type": "string", "enum": words}, word(words))


def word(words: Sequence[str]) -> Callable[[str], str]:
    """A reader of one of `words`."""

    def read(text: str) -> str:
        if text in words:
            return text
        near = nearest(text, words)
        meant = f'did you mean "{near}"? It' if near else "it"
        raise ValueError(f"is not known; {meant} can be {', '.join(words)}")

    return read


def boolean(text: str) -> bool:
    """ "true" or "false"."""
    if text not in ("true", "false"):
        raise ValueError('is neither "true" nor "false"')
    return text == "true"


def number(text: str) -> float:
    """A finite number, as JSON writes it."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in text:
        raise ValueError("is no number; write it as 3000 or 0.5")
    return value


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """A reader of whole numbers from `lowest` to `highest`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and lowest <= int(text) <= highest):
            raise ValueError(f"is no whole number from {lowest} to {highest}")
        return int(text)

    return read


def beginning(text: str) -> str:
    """The beginning of a name, folded as names are."""
    typed = folded(text)
    if not typed:
        raise ValueError("has no letter or digit")
    return typed


_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "pattern": days.PATTERN}

ACTORS = Values(_TEXT, look_up=names.actors)
REGIONS = Values(_TEXT, look_up=names.regions)
PUBLISHERS = Values(_TEXT, look_up=names.publishers)
MEDIA = Values(_TEXT, look_up=names.media)
ARTICLES = Values(_TEXT, look_up=names.articles)
ADDRESSES = Values(_TEXT)
BEGINNING = Values(_TEXT, beginning, together=None)
WORDS = Values(_TEXT, search)
FROM_DAY = Values(_DAY, days.first_day, together=min)  # repeated is OR: the weakest bound is what both allow
TO_DAY = Values(_DAY, days.last_day, together=max)
AT_LEAST = Values({"type": "number"}, number, together=min)
AT_MOST = Values({"type": "number"}, number, together=max)
