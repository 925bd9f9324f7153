"""A name of a place and the names beside it go in; out comes in which region the text says it lies: "Paris, Texas", "Syria’s Homs"."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.ingestion.facts import Span

_FILE = Path(__file__).parents[2] / "data" / "regions" / "abbreviations.csv"
_DIRECTION = (
    r"(?:(?:the|far|north|south|east|west|central|(?:north|south|east|west)[ -]?(?:east|west)?ern|coastal|rural|upstate)[ -])*"
)
_AFTER = re.compile(
    rf"(?: ?, ?| ?\(|,? (?:(?:an?|the|its) [\w -]{{3,40}} )?(?:in|of) |, (?:(?:an?|the|its) )?(?:[\w-]+ ){{0,3}}(?:in|of) ){_DIRECTION}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:[’']s? (?:[a-z-]+ ){0,4}(?:of )?|(?:[’']s)? (?:[a-z-]+ ){0,3}(?:city|town|village|capital|province|region|port|suburb|district)(?: of)? )$"
)
_LISTED = re.compile(r",? (?:and|or) ")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short name of a division at a place of the text. `alone`: it is one wherever it stands, not only after a comma."""

    span: Span
    region: str
    alone: bool


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        known = {row["abbreviation"]: (row["region"], row["alone"] == "yes") for row in csv.DictReader(file)}
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first))})(?![\w])"), known


def abbreviations(text: str) -> Iterator[Abbreviation]:
    """The short names of divisions in `text` that stand alone or after a name and a comma: "Fresno, Calif.", "Austin, TX"."""
    pattern, known = _abbreviations()
    for match in pattern.finditer(text):
        region, alone = known[match.group()]
        if alone or re.search(r"[^\W\d_], $", text[max(0, match.start() - 3) : match.start()]):
            yield Abbreviation(Span(*match.span()), region, alone)


def leads_on(text: str, name: Span, other: Span) -> bool:
    """Whether the text says, right after `name`, that it lies in `other`: "Paris, Texas", "Tripoli in northern Lebanon"."""
    between = text[name.end : other.start]
    return 0 < len(between) <= _REACH and _AFTER.fullmatch(between) is not None


def leads_up(text: str, other: Span, name: Span) -> bool:
    """Whether the text says, right before `name`, that it lies in `other`: "Syria’s Homs", "the Syrian city of Homs"."""
    between = text[other.end : name.start]
    return 0 < len(between) <= _REACH and _BEFORE.fullmatch(between) is not None


def goes_on_listing(text: str, other: Span) -> bool:
    """Whether a list goes on after `other`, so that what stands before it may be an item too: "Georgia, Texas and Florida"."""
    return _LISTED.match(text, other.end) is not None
