"""A text to mentions of actors: names of the registry, and names of persons that nobody has registered."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.annotate.naming import naming
from app.ingestion.annotate.not_places import not_places
from app.ingestion.facts import Span

_PARTICLE = r"(?:al|el|ash|as|ad|an|bin|ibn|abu|de|del|della|da|dos|van|von|der|la|le|di|du|ul|ur|e)"
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’']*[\w](?:[-‐‑][A-Z]?[\w’']+)*"
_NAME = re.compile(rf"\b{_WORD}(?:\s(?:{_PARTICLE}[-\s])?(?:[A-Z]\.\s?)*{_WORD}|\s{_PARTICLE}-{_WORD})*", re.UNICODE)
_BEFORE = re.compile(rf"(?:^|(?<=[^\w’'.-]))({_WORD}|[A-Z]\.)[ \u00a0](?:{_PARTICLE}[ -])?$")
_AFTER = re.compile(rf"[ \u00a0](?:{_PARTICLE}[ -])?({_WORD})")
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
            or (self._could_be_longer() and not _in_headline(self.text, self.span) and self._is_longer())
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


def _line(text: str, span: Span) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : end if end >= 0 else len(text)]


def _in_headline(text: str, span: Span) -> bool:
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


_PERSON_WORD = re.compile(rf"(?:{_WORD}|[A-Z]\.?|{_PARTICLE}|{_PARTICLE}[-‐‑]{_WORD})")
_APPOSITION = re.compile(r",\s(?!and\b|or\b|but\b|which\b)([^,.;:!?()“”\"\n–—]{2,90})")
_AGE = re.compile(r"\d{1,3}$|(?:aged?|who)\b")
_QUALIFIER = re.compile(r"\s(?:of|for|at|in|with|from|to|on|by|near|who|whose|based|and|now|then|working|living)\b")
_TITLE_BEFORE = re.compile(r"([\w’'-]+)\.?\s+$")
_SPOKE = r"(?:said|says|told|added|warned|claimed|wrote|recalled|insisted|explained|noted|argued|believes|believed)"


def is_person(text: str, names: list[Span], name: str) -> bool:
    """Whether `text` itself shows that `name`, two words or more, is a person's: by an apposition, a title, "Mr" or "he said".

    `names` are all capitalised runs of the text. What could be a body, a headline or the begin of a sentence is none.
    """
    words = name.split()
    if not 2 <= len(words) <= 5 or not all(_PERSON_WORD.fullmatch(word) for word in words):
        return False
    if any(_strange(word) for word in words):
        return False
    places = [span for span in names if _without_possessive(text, span) == name and not _in_headline(text, span)]
    return any(_shown(text, span) for span in places) or (bool(places) and _shown_later(text, words[-1], places[0].end))


def _strange(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return (
        plain in naming().never or plain in naming().things or (word.isupper() and len(word) > 2) or any(map(str.isdigit, word))
    )


def _without_possessive(text: str, span: Span) -> str:
    return re.sub(r"[’']s?$", "", text[span.start : span.end])


def _shown(text: str, span: Span) -> bool:
    before = _TITLE_BEFORE.search(text, max(0, span.start - 40), span.start)
    if before and before[1].lower().removeprefix("then-").removeprefix("ex-") in naming().persons:
        return True
    after = _APPOSITION.match(text, span.end)
    if after is None:
        return bool(re.match(rf" {_SPOKE}(?: on \w+)?(?: that)? (?:he|she)\b", text[span.end : span.end + 60]))
    return bool(_AGE.match(after[1])) or _head(after[1].lower()) in naming().persons


def _head(phrase: str) -> str:
    """The noun that a phrase is about: "director" in "the hospital's director in the north"."""
    before_qualifier = _QUALIFIER.split(phrase, maxsplit=1)[0]
    words = re.findall(r"[\w’'-]+", before_qualifier)
    return words[-1] if words else ""


def _shown_later(text: str, last: str, after: int) -> bool:
    """Whether the surname alone speaks later on, or has "Mr" before it."""
    surname = re.escape(last)
    return bool(
        re.compile(rf"\b(?:Mr|Mrs|Ms|Dr)\.?\s{surname}\b|(?<![\w] ){surname}\s{_SPOKE}\b|\bsaid {surname}\b").search(text, after)
    )


def full_names(text: str, names: list[Span], mentions: list[Mention]) -> list[tuple[Span, str]]:
    """Every name of two words or more, from left to right, as it is written."""
    starts = [mention.span.start for mention in mentions]
    free = [span for span in names if bisect_left(starts, span.end) == bisect_right(starts, span.start)]
    every = [*free, *(mention.span for mention in mentions)]
    return sorted((span, name) for span in every if " " in (name := _without_possessive(text, span)))
