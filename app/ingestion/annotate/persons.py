"""A text and its names to the persons among them whom nobody has registered: those of whom the text itself shows that they are one."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from app.ingestion.annotate.actors import PARTICLE, WORD, Mention, in_headline
from app.ingestion.annotate.naming import naming
from app.ingestion.facts import Span

_PERSON_WORD = re.compile(rf"(?:{WORD}|[A-Z]\.?|{PARTICLE}|{PARTICLE}[-‐‑]{WORD})")
_APPOSITION = re.compile(r",\s(?!and\b|or\b|but\b|which\b)([^,.;:!?()“”\"\n–—]{2,90})")
_AGE = re.compile(r"\d{1,3}$|(?:aged?|who)\b")
_QUALIFIER = re.compile(r"\s(?:of|for|at|in|with|from|to|on|by|near|who|whose|based|and|now|then|working|living)\b")
_TITLE_BEFORE = re.compile(r"([\w’'-]+)\.?\s+$")
_SPOKE = r"(?:said|says|told|added|warned|claimed|wrote|recalled|insisted|explained|noted|argued|believes|believed)"
_THEY_SPOKE = re.compile(rf" {_SPOKE}(?: on \w+)?(?: that)? (?:he|she)\b")
_POSSESSIVE = re.compile(r"[’']s?$")
_FIRST_WORD = re.compile(r"\w+")
_REACH = 60  # characters


class Persons:
    """The names of one article, asked which are persons'."""

    def __init__(self, text: str, names: list[Span]) -> None:
        """`names` are all capitalised runs of `text`."""
        self._text = text
        self._places: dict[str, list[Span]] = defaultdict(list)  # by name
        for span in names:
            self._places[_without_possessive(text, span)].append(span)
        self._known: dict[str, bool] = {}  # by name, once it is asked for
        self._surnames: dict[str, int] = {}  # by surname, once it is asked for: where it is shown last

    def holds(self, name: str) -> bool:
        """Whether the text shows that `name`, two words or more, is a person's: by an apposition, a title, "Mr" or "he said".

        What could be a body, a headline or the begin of a sentence is none.
        """
        if name not in self._known:
            self._known[name] = self._is_person(name)
        return self._known[name]

    def _is_person(self, name: str) -> bool:
        words = name.split()
        if not 2 <= len(words) <= 5 or not all(_PERSON_WORD.fullmatch(word) for word in words):
            return False
        if any(_strange(word) for word in words):
            return False
        places = [span for span in self._places.get(name, ()) if not in_headline(self._text, span)]
        return any(self._shown(span) for span in places) or (bool(places) and self._shown_last(words[-1]) >= places[0].end)

    def _shown(self, span: Span) -> bool:
        text = self._text
        before = _TITLE_BEFORE.search(text, max(0, span.start - 40), span.start)
        if before and before[1].lower().removeprefix("then-").removeprefix("ex-") in naming().persons:
            return True
        after = _APPOSITION.match(text, span.end)
        if after is None:
            return bool(_THEY_SPOKE.match(text[span.end : span.end + _REACH]))
        return bool(_AGE.match(after[1])) or _head(after[1].lower()) in naming().persons

    def _shown_last(self, surname: str) -> int:
        """Where the surname last stands alone before a word of saying, or has "Mr" before it; -1 where it never does."""
        if surname not in self._surnames:
            self._surnames[surname] = self._last_shown(surname)
        return self._surnames[surname]

    def _last_shown(self, surname: str) -> int:
        first, name = _FIRST_WORD.match(surname), re.escape(surname)
        shown = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr)\.?\s{name}\b|(?<![\w] ){name}\s{_SPOKE}\b|\bsaid {name}\b")
        for at in reversed(self._words.get(first[0], ())) if first else ():
            found = [match for match in shown.finditer(self._text, max(0, at - 6), at + len(surname) + 12) if match.end() > at]
            if found:
                return found[-1].start()
        return -1

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """Where each word stands, so that none is searched for in the whole text."""
        found: dict[str, list[int]] = defaultdict(list)
        for match in _FIRST_WORD.finditer(self._text):
            found[match[0]].append(match.start())
        return found


def _strange(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return (
        plain in naming().never or plain in naming().things or (word.isupper() and len(word) > 2) or any(map(str.isdigit, word))
    )


def _without_possessive(text: str, span: Span) -> str:
    return _POSSESSIVE.sub("", text[span.start : span.end])


def _head(phrase: str) -> str:
    """The noun that a phrase is about: "director" in "the hospital's director in the north"."""
    before_qualifier = _QUALIFIER.split(phrase, maxsplit=1)[0]
    words = re.findall(r"[\w’'-]+", before_qualifier)
    return words[-1] if words else ""


def full_names(text: str, names: list[Span], mentions: list[Mention]) -> list[tuple[Span, str]]:
    """Every name of two words or more, from left to right, as it is written."""
    starts = [mention.span.start for mention in mentions]
    free = [span for span in names if bisect_left(starts, span.end) == bisect_right(starts, span.start)]
    every = [*free, *(mention.span for mention in mentions)]
    return sorted((span, name) for span in every if " " in (name := _without_possessive(text, span)))
