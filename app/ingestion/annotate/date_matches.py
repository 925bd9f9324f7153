"""The text of an article → the matches of the date rules, the longest at each word. The cost is linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.ingestion.annotate.date_forms import Calendar, Link, MovableFeast, Offset, Part, Season, Unit, Weekday, When, Window
from app.ingestion.annotate.date_names import NAMED_DATES
from app.ingestion.annotate.date_offsets import COUNTED_DATES
from app.ingestion.annotate.date_rules import Rule, Weak

_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(slots=True)
class DateMatch:
    """A match on its way to be an expression."""

    start: int
    end: int
    rule: str
    when: When
    link: Link = Link.AT
    part: Part | None = None
    until: "DateMatch | None" = None
    weak: Weak | None = None


def grain(when: When) -> Unit | None:
    """How fine a time is named; None for what has no far end."""
    match when:
        case Calendar(day=int()) | Weekday() | MovableFeast():
            return Unit.DAY
        case Calendar(month=int()):
            return Unit.MONTH
        case Calendar():
            return Unit.YEAR
        case Season():
            return Unit.QUARTER
        case Offset():
            return None if when.unit is Unit.NIGHT else when.unit
        case Window():
            return None


def _by_opening(rules: tuple[Rule, ...]) -> dict[str, list[Rule]]:
    """The rules to try at a word."""
    table: dict[str, list[Rule]] = {}
    for rule in rules:
        for word in rule.opens:
            table.setdefault(word, []).append(rule)
    return table


_RULES_AT = _by_opening((*NAMED_DATES, *COUNTED_DATES))


def matches(text: str) -> Iterator[DateMatch]:
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        key = "0" if word[0].isdecimal() else word[0].lower()
        if (rules := _RULES_AT.get(key)) and (found := _longest(text, word.start(), rules)):
            end = found.end
            yield found


def _longest(text: str, start: int, rules: list[Rule]) -> DateMatch | None:
    """The longest match at `start`; of equal ones that of the earlier rule."""
    best: DateMatch | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (best and match.end() <= best.end):
            continue
        if reading := rule.read(match):
            best = DateMatch(start, match.end(), rule.name, reading.when, part=reading.part, weak=reading.weak)
    return best
