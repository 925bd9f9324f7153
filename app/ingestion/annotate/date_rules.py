"""What a rule of the date grammar is: a form of time expression, the sentence it was written for, its pattern and its reading.

In: a match of a rule's pattern. Out: a `Reading` in the forms of `date_forms`, or None where the words turn out to be something
else. A pattern never looks further than a line, so that every match costs a bounded amount.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from app.ingestion.annotate.date_forms import Part, When


class Weak(Enum):
    """Words that are a time only where their neighbours say so."""

    YEAR = auto()  # 2014
    NAME = auto()  # May, which is also a person
    WORD = auto()  # March, Jan., june
    UNIT = auto()  # "the year", as in "the end of the year"
    WEEKDAY = auto()  # Tue


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of its match."""

    when: When
    part: Part | None = None
    weak: Weak | None = None


Reader = Callable[[re.Match[str]], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of time expression. `example` is the sentence it was written for, the expression in square brackets."""

    name: str
    example: str
    opens: frozenset[str]  # the words it can begin with, in lower case; "0" stands for any digits
    pattern: re.Pattern[str]
    read: Reader


def rule(name: str, example: str, opens: str, pattern: str, read: Reader) -> Rule:
    return Rule(name, example, frozenset(opens.split()), re.compile(rf"\b(?:{pattern})(?!\w)", re.I), read)


def before(pattern: re.Pattern[str], match: re.Match[str], reach: int = 24) -> bool:
    """Whether `pattern` (which ends in \\Z) stands right before the match, `reach` code points back at most."""
    return pattern.search(match.string, max(0, match.start() - reach), match.start()) is not None
