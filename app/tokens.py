"""A text goes in, its words come out as the index of full text knows them: cut at whatever is no letter or digit, and folded.

This is what SQLite's `unicode61 remove_diacritics 2` does; tests hold the two against each other.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_AS_THE_INDEX = {"µ": "μ", "ſ": "s", "Ǡ": "ǡ", "ǡ": "ǡ"}  # where its tables are others than Unicode's
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u0331])*")


class Token(NamedTuple):
    """A word of a text: half-open [start, end) in code points."""

    folded: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of `text[start:end]`, with their places in `text`."""
    for word in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Token(_folded(word[0]), word.start(), word.end())


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else "".join(map(_letter, word))


def _letter(letter: str) -> str:
    """Lower-case, and without its accent if it is a Latin one; of an accent on its own nothing is left."""
    if letter in _AS_THE_INDEX:
        return _AS_THE_INDEX[letter]
    lower = letter.lower()
    plain = unicodedata.normalize("NFD", lower)[0]
    if unicodedata.combining(plain):
        return ""
    return plain if plain.isascii() else lower
