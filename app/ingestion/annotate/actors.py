"""A text to mentions of actors, the names of the registry, and to all names that begin with capitals."""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.annotate.naming import naming
from app.ingestion.annotate.not_places import not_places
from app.ingestion.facts import Span

PARTICLE = r"(?:al|el|ash|as|ad|an|bin|ibn|abu|de|del|della|da|dos|van|von|der|la|le|di|du|ul|ur|e)"
WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’']*[\w](?:[-‐‑][A-Z]?[\w’']+)*"
_NAME = re.compile(rf"\b{WORD}(?:\s(?:{PARTICLE}[-\s])?(?:[A-Z]\.\s?)*{WORD}|\s{PARTICLE}-{WORD})*", re.UNICODE)
_BEFORE = re.compile(rf"(?:^|(?<=[^\w’'.-]))({WORD}|[A-Z]\.)[ \u00a0](?:{PARTICLE}[ -])?$")
_AFTER = re.compile(rf"[ \u00a0](?:{PARTICLE}[ -])?({WORD})")
_AT_A_PLACE = re.compile(r"\b(?:in|at|near|from)\s+$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([A-Za-z]+)")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_SIDES = frozenset(
    "north south east west northern southern eastern western central greater occupied upper lower mainland".split()
)
_TITLED = 0.6  # of the words of a line have capitals: a headline, in which a capital tells nothing


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and the registry's ids it may stand for, in no order."""

    span: Span
    ids: tuple[str, ...]


def actor_mentions(text: str, lexicon: Lexicon, persons: Collection[str] = ()) -> list[Mention]:
    """Names of registered actors in `text`, the longest where several begin alike, from left to right.

    A name that is part of somebody else's is none: neither "Biden" in "Hunter Biden" nor "Jordan" in "Michael Jordan".
    `persons` are the ids of those who are persons.
    """
    found = [Mention(span, ids) for span, ids in lexicon.matches(text)]
    return [mention for place, mention in enumerate(found) if not _Beside(text, found, place, persons).is_another()]


class _Beside:
    """One of the mentions of a text, with what stands beside it."""

    def __init__(self, text: str, found: list[Mention], place: int, persons: Collection[str]) -> None:
        self.text = text
        self.found = found
        self.place = place
        self.span = found[place].span
        self.name = text[self.span.start : self.span.end]
        self.person = any(id in persons for id in found[place].ids)

    def is_another(self) -> bool:
        """Whether the name is a word here, or a part of a name that the registry does not have."""
        return (
            self._is_word()
            or self._is_begin()
            or (self._could_be_longer() and not in_headline(self.text, self.span) and self._is_longer())
        )

    def _is_word(self) -> bool:
        lowered = self.name.lower()
        if lowered in naming().capitals and self.name.isupper() and _line(self.text, self.span).isupper():
            return True
        following = _NEXT_WORD.match(self.text, self.span.end)
        return bool(following and following[1].lower() in naming().words.get(lowered, ()))

    def _is_begin(self) -> bool:
        """Whether the name goes on: "Trump Tower", "Niger Delta"."""
        after = _AFTER.match(self.text, self.span.end)
        return bool(after and after[1].lower() in naming().behind and not self._named(after.start(1)))

    def _could_be_longer(self) -> bool:
        lowered = self.name.lower()
        return self.person or lowered in not_places().wide or lowered in not_places().persons

    def _is_longer(self) -> bool:
        single = " " not in self.name and "\u00a0" not in self.name
        return self._has_first_name() if single and self.person else (single and self._has_first_name()) or self._has_last_name()

    def _has_first_name(self) -> bool:
        """Whether a first name stands before it: a capitalised word that is no title, no opener and no name of its own."""
        before = _BEFORE.search(self.text, max(0, self.span.start - 60), self.span.start)
        if before is None or self._named(before.start(1)):
            return False
        word = before[1].lower()
        if word in naming().titles or word in _DAYS or word in _MONTHS or word in _SIDES or before[1].isupper():
            return False
        return word not in naming().openers and not _AT_A_PLACE.search(self.text, max(0, before.start(1) - 20), before.start(1))

    def _has_last_name(self) -> bool:
        """Whether a last name stands behind it, or behind a person's full name a second one."""
        after = _AFTER.match(self.text, self.span.end)
        if after is None or self._named(after.start(1)):
            return False
        word = after[1].lower()
        return not (word in naming().titles or word in _DAYS or word in _MONTHS or after[1].isupper())

    def _named(self, at: int) -> bool:
        """Whether another mention stands there."""
        around = bisect_right(self.found, at, key=lambda mention: mention.span.start) - 1
        return around >= 0 and around != self.place and self.found[around].span.end > at


_REACH = 500  # characters to either side of a name; a line may be as long as the text, and each name in it would read all of it


def _line(text: str, span: Span) -> str:
    """The line around `span`, as far as it matters whether it is a headline."""
    first, last = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start, end = text.rfind("\n", first, span.start), text.find("\n", span.end, last)
    return text[first if start < 0 else start + 1 : last if end < 0 else end]


def in_headline(text: str, span: Span) -> bool:
    """Whether the line around `span` is a headline in capitals or in Title Case: several words, most of them capitalised, no full stop."""
    line = _line(text, span).strip()
    if len(line) > 200 or line.endswith((".", "!", "”", '"')):
        return line.isupper()
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= _TITLED * len(words)


def capitalised(text: str) -> list[Span]:
    """Runs of capitalised words, joined by the particles of names: "Karim al-Masri", "Ana de la Cruz".

    Titles and the words that open a sentence are no part of them: "Yesterday General Oleg Ignasyuk" is Oleg Ignasyuk.
    """
    return [span for match in _NAME.finditer(text) if (span := _trimmed(text, Span(*match.span()))).end > span.start]


def _trimmed(text: str, run: Span) -> Span:
    start, end = run
    while start < end and (first := re.match(r"[^\s]+\s+", text[start:end])) and _no_name(first.group().strip()):
        start += first.end()
    while (last := re.search(r"\s+([^\s]+)$", text[start:end])) and last[1].lower() in _DAYS | _MONTHS:
        end = start + last.start()
    return Span(start, end)


def _no_name(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return plain in naming().titles or plain in naming().openers or plain in _DAYS or plain in _MONTHS
