"""Names to an automaton that finds them all in a text in one pass."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import ahocorasick

from app.ingestion.facts import Span


@lru_cache(maxsize=65_536)
def _plain_letter(letter: str) -> str:
    """`letter` without case and accent, always one character, so that offsets stay true."""
    if letter in "’‘ʼ`´":
        return "'"
    if letter in "‐‑–":
        return "-"
    if letter.isspace():
        return " "
    first = unicodedata.normalize("NFD", letter)[0].lower()
    return first if len(first) == 1 else letter


def plain(text: str) -> str:
    """`text` without case and accents, character by character."""
    return text.lower() if text.isascii() else "".join(map(_plain_letter, text))


class Lexicon:
    """Names and what they stand for. Matching ignores accents; a name of capitals is only met in capitals ("US", "IS")."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are pairs of a name as written and the id it stands for; one name may stand for several ids."""
        meanings: dict[str, dict[str, list[str]]] = {}
        for name, meaning in names:
            written = meanings.setdefault(plain(name), {})
            ids = written.setdefault(name, [])
            if meaning not in ids:
                ids.append(meaning)
        self._automaton = ahocorasick.Automaton()
        for key, written in meanings.items():
            self._automaton.add_word(key, (len(key), written))
        if meanings:
            self._automaton.make_automaton()

    def matches(self, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """The longest names in `text` from left to right, not overlapping, each with the ids it may stand for."""
        if not len(self._automaton):
            return
        found = []
        for last, (length, written) in self._automaton.iter(plain(text)):
            start, end = last - length + 1, last + 1
            if _is_word(text, start, end) and (ids := _meant(text[start:end], written)):
                found.append((start, -end, ids))
        reached = 0
        for start, negative_end, ids in sorted(found):
            if start >= reached:
                reached = -negative_end
                yield Span(start, reached), ids


def _is_word(text: str, start: int, end: int) -> bool:
    if start and (
        text[start - 1].isalnum()
        or (text[start - 1] in "-‐‑" and start > 1 and text[start - 2].isalnum() and text[start].islower())
    ):
        return False
    return end == len(text) or not text[end].isalnum()


def _meant(found: str, written: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(meaning for name, ids in written.items() if _spelt_like(found, name) for meaning in ids))


def _spelt_like(found: str, name: str) -> bool:
    """Whether `found` may be a way of writing `name`, as far as capitals tell."""
    if name.isupper() or (len(name) <= 4 and sum(letter.isupper() for letter in name) > 1):
        return found == name or (len(name) > 4 and found.isupper())
    if found.isupper():
        return True  # a line in capitals tells nothing apart
    return all(mine.isupper() for mine, theirs in zip(_initials(found), _initials(name), strict=False) if theirs.isupper())


def _initials(name: str) -> list[str]:
    return [word[0] for word in name.replace("-", " ").split() if word]
