"""The words beside a name in a text go in; out comes what they make of it: a place, part of another name, or nothing either way."""

import re
import tomllib
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path

from app.ingestion.facts import Span

_FILE = Path(__file__).parents[2] / "data" / "regions" / "place_contexts.toml"
_WORD_BEFORE = re.compile(r"(?:^|(?<=[^\w’'.-]))((?:[^\W\d_][\w’']*\.?|[A-Z]\.)(?:[-‐‑][\w’']+)*)[ \u00a0]$")
_WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_][\w’'&]*(?:[-‐‑][\w’']+)*)")
_NAME_AFTER = re.compile(r"(?:[ \u00a0](?:[A-Z&][\w’'&.-]*|of|for|and|on|the))*[ \u00a0]([A-Z][\w’'-]*)")
_OF_BEFORE = re.compile(r"\b([A-Z]\w+) of (?:the )?(?:[A-Z]\w+ ){0,2}$")
_AGE = re.compile(
    r", \d{1,3}(?=[,;.:]? *$|[,;.:)] |,? (?:and|who|was|is|said|of [A-Z]\w*|from|has|had|told)\b)|(?P<bracket> \(\d{1,3}\))"
)
_LISTED_BEFORE = re.compile(r"(?:,|\band|\b(?:in|near|at|to|of|from|on|over|across|around|outside)) (?:the )?$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b([A-Za-z]+)\s+(?:the\s+)?(?:(?:neighbou?ring|nearby)\s+)?(?:(?:city|town|village|port|capital|suburb|outskirts|streets|centre|center)\s+of\s+)?$"
)
_CITY_OF = re.compile(
    r"\b(?:city|cities|town|towns|village|villages|capital|port|suburb|district|municipality|province|region|outskirts|hub|stronghold)"
    r"(?: of|,)?\s$"
)
_SHORT = 4  # characters of "St." and "Jos."
_SENTENCE_END = re.compile(r"[.!?][”\"’]?(?:\s|$)")
_INITIALS = re.compile(r"(?:[A-Z]\.)+$")


class Sense(Enum):
    """What the words beside a name make of it."""

    PLACE = auto()  # "in Lincoln", "the city of Lincoln"
    LIKELY = auto()  # "from Lincoln", which may be a person too
    HINTED = auto()  # "siege of Lincoln", "attacked Lincoln"
    OPEN = auto()
    PERSON = auto()  # "Abraham Lincoln", "Mr Lincoln", "Lincoln, 56,"
    OTHER = auto()  # "Lincoln Center"


@dataclass(frozen=True, slots=True)
class Contexts:
    """The lists of the data file."""

    names_of_others_after: frozenset[str]
    places_after: frozenset[str]
    places_before: frozenset[str]
    titles: frozenset[str]
    of_before: frozenset[str]
    prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    hints: frozenset[str]
    treaties_after: frozenset[str]
    clubs: frozenset[str]


@cache
def contexts() -> Contexts:
    """The lists of app/data/regions/place_contexts.toml."""
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Contexts(**{name: frozenset(words.split()) for name, words in lists.items()})


def sense(text: str, span: Span) -> Sense:
    """What the words beside the name at `span` make of it."""
    if _person(text, span):
        return Sense.PERSON
    if _other(text, span):
        return Sense.OTHER
    beside = beside_capitals(text, span)
    return _located(text, span) if beside is Sense.OPEN else beside


def beside_capitals(text: str, span: Span) -> Sense:
    """Whether an unknown capitalised word stands right before the name (PERSON) or right after it (OTHER); else OPEN."""
    if in_capitals(text, span):
        return Sense.OPEN
    if _unknown_before(text, span):
        return Sense.PERSON
    return Sense.OTHER if _unknown_after(text, span) else Sense.OPEN


def _person(text: str, span: Span) -> bool:
    before = _before(text, span)
    title = before.rstrip(".") in contexts().titles and before[:1].isupper()
    return title or _INITIALS.search(before) is not None or _aged(text, span)


def _aged(text: str, span: Span) -> bool:
    """Whether an age stands behind the name: "Lincoln, 56, said"; not a count, "in Lincoln, 56 soldiers", "in Lincoln (56)"."""
    age = _AGE.match(text, span.end)
    return age is not None and not (age["bracket"] and _LISTED_BEFORE.search(text, max(0, span.start - 12), span.start))


def _other(text: str, span: Span) -> bool:
    """Whether the name belongs to an institution: "Washington Post", "University of Chicago", "Syria Justice and Accountability Centre"."""
    after = _WORD_AFTER.match(text, span.end)
    if after and after.group(1) in contexts().names_of_others_after | contexts().treaties_after:
        return True
    if after and after.group(1) == "City" and text[slice(*span)] in contexts().clubs:
        return True
    if after and after.group(1) not in contexts().places_after and after.group(1)[0].isupper():
        name = _NAME_AFTER.match(text, span.end)
        if name and name.group(1) in contexts().names_of_others_after:
            return True
    of = _OF_BEFORE.search(text, max(0, span.start - 60), span.start)
    return of is not None and of.group(1) in contexts().of_before


def _located(text: str, span: Span) -> Sense:
    start = max(0, span.start - 60)
    if _CITY_OF.search(text, start, span.start):
        return Sense.PLACE
    found = _PREPOSITION.search(text, start, span.start)
    word = found.group(1).lower() if found else ""
    if word in contexts().prepositions:
        return Sense.PLACE
    if word in contexts().weak_prepositions:
        return Sense.LIKELY
    return Sense.HINTED if word in contexts().hints else Sense.OPEN


def _unknown_before(text: str, span: Span) -> bool:
    word = _before(text, span)
    if not word or not word[0].isupper() or re.search(r"[’']s?$", word) or _ends_sentence(word):
        return False
    if word in contexts().places_before or word.rstrip(".") in contexts().titles:
        return word.rstrip(".") in contexts().titles and word not in contexts().places_before
    return not word.isupper() or len(word) < 2


def _ends_sentence(word: str) -> bool:
    """Whether a full stop behind a word ends a sentence, and marks no initial and no short form: "shelled Kharkiv. Kyiv said"."""
    return len(word) > _SHORT and word.endswith(".") and word.rstrip(".") not in contexts().titles


def _unknown_after(text: str, span: Span) -> bool:
    after = _WORD_AFTER.match(text, span.end)
    if after is None or not (after.group(1)[0].isupper() or re.match(r"(?:al|el)-[A-Z]", after.group(1))):
        return False
    return re.sub(r"[’']s$", "", after.group(1)) not in contexts().places_after


def _before(text: str, span: Span) -> str:
    """The word right before the name, with nothing but a space between, or a blank."""
    word = _WORD_BEFORE.search(text, max(0, span.start - 40), span.start)
    return word.group(1) if word else ""


_LONGEST_HEADLINE = 250  # characters to either side of the name


def in_capitals(text: str, span: Span) -> bool:
    """Whether the line around `span` capitalises most of its words, as a headline does, so that capitals say nothing."""
    around = Span(max(0, span.start - _LONGEST_HEADLINE), min(len(text), span.end + _LONGEST_HEADLINE))
    start, end = text.rfind("\n", around.start, span.start) + 1, text.find("\n", span.end, around.end)
    if (not start and around.start) or (end < 0 and around.end < len(text)):
        return False  # a line as long as that is no headline, and reading it for each name would cost its length squared
    line = text[start : end if end >= 0 else len(text)]
    words = [word for word in line.split() if word[0].isalpha() and len(word) > 3]
    return (
        not _SENTENCE_END.search(line) and 3 <= len(words) <= 20 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)
    )
