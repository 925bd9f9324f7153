"""The text of an article → its time expressions, as typed spans: what the words say, not which days they mean.

`time_expressions` walks the words once and takes the longest match of the rules at each word that can open one. Then it reads
the words before each match ("since", "the end of") and between two ("to", "and"). Every look ahead and back is bounded, so the
cost is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.ingestion.annotate.date_bounds import MODIFIES, bounded
from app.ingestion.annotate.date_forms import (
    Calendar,
    Link,
    Offset,
    Origin,
    Part,
    Portion,
    TimeExpression,
    Unit,
    Weekday,
    When,
    Window,
)
from app.ingestion.annotate.date_matches import DateMatch, grain, matches
from app.ingestion.annotate.date_rules import Weak
from app.ingestion.annotate.date_words import GAP, UP_TO
from app.ingestion.facts import Span


def time_expressions(text: str) -> list[TimeExpression]:
    """The time expressions of `text`, in order, not overlapping."""
    found = bounded(text, _fused(text, matches(text)))
    return [_expression(text, one) for one in _joined(text, found) if one.weak is None]


def _expression(text: str, found: DateMatch) -> TimeExpression:
    until = _expression(text, found.until) if found.until else None
    span = Span(found.start, found.end)
    return TimeExpression(span, text[found.start : found.end], found.rule, found.when, found.link, found.part, until)


# ---- two matches that name one time: "Tuesday, 29 October", "July last year" ----

_COMMA = re.compile(rf",?{GAP}(?:the{GAP})?")
_OF = re.compile(rf",?{GAP}(?:of{GAP})?", re.I)
_ON = re.compile(rf",?{GAP}(?:on|in){GAP}", re.I)
_OF_NIGHT = re.compile(rf"{GAP}(?:(?:on|of|from){GAP})?", re.I)
_INTO = re.compile(rf"{GAP}(?:in)?to{GAP}", re.I)


def _fused(text: str, matches: Iterator[DateMatch]) -> list[DateMatch]:
    done: list[DateMatch] = []
    for right in matches:
        if done and right.start - done[-1].end <= 12 and (one := _fusion(done[-1], text[done[-1].end : right.start], right)):
            done[-1] = one
        else:
            done.append(right)
    return done


def _fusion(left: DateMatch, gap: str, right: DateMatch) -> DateMatch | None:
    """Both as one match, if together they name one time."""
    when: When | None = None
    part = right.part or left.part
    match left.when, right.when:
        case Weekday(), Calendar(day=int()) if _COMMA.fullmatch(gap):
            when = right.when
        case Offset(unit=Unit.NIGHT), _ if grain(right.when) is Unit.DAY and _INTO.fullmatch(gap):
            when, part = right.when, Part(Portion.NIGHT_INTO)
        case Offset(unit=Unit.NIGHT), _ if grain(right.when) is Unit.DAY and _OF_NIGHT.fullmatch(gap):
            when = right.when
        case (Weekday() | Calendar(year=None, month=int()), Offset()) if _OF.fullmatch(gap):
            when = _inside(left.when, right.when)
        case (Offset(), Weekday() | Calendar(year=None, month=int())) if _ON.fullmatch(gap):
            when = _inside(right.when, left.when)
    return DateMatch(left.start, right.end, right.rule, when, part=part) if when else None


def _inside(inner: When, outer: Offset) -> When | None:
    """ "Monday" of "last week", "July" of "last year"."""
    if outer.origin is not Origin.PUBLICATION:
        return None
    if isinstance(inner, Weekday) and outer.unit is Unit.WEEK:
        return replace(inner, weeks_away=outer.count)
    if isinstance(inner, Calendar) and outer.unit is Unit.YEAR:
        return replace(inner, years_away=outer.count)
    return None


# ---- the words between two ----

_TO = re.compile(rf"\s?[-–—]\s?|,?{GAP}to{GAP}(?:the{GAP})?", re.I)
_AND = re.compile(rf"{GAP}and{GAP}(?:the{GAP})?", re.I)
_DASH = re.compile(r"[-–]")
_UP_TO = re.compile(UP_TO, re.I)


def _joined(text: str, found: list[DateMatch]) -> list[DateMatch]:
    done: list[DateMatch] = []
    for right in found:
        left = done[-1] if done else None
        if left and _is_far_end(text, left, right):
            left.until, left.end, left.weak = replace(right, link=Link.AT, weak=None), right.end, None
        else:
            done.append(right)
    return done


def _is_far_end(text: str, left: DateMatch, right: DateMatch) -> bool:
    """Whether "X to Y", "from X until Y", "between X and Y", "X and Y" or "the 24 hours to Y" is meant."""
    if isinstance(left.when, Window) and grain(right.when) is Unit.DAY:
        words = _UP_TO.match(text, left.end)  # of which the date may have taken "until" for its own
        return left.until is None and words is not None and right.start <= words.end() < right.end
    gap = text[left.end : right.start] if right.start - left.end <= 12 else ""
    grains = grain(left.when), grain(right.when)
    if not gap or left.until or right.until or None in grains or not _can_pair(text, left, gap, right):
        return False
    if right.link is Link.UNTIL and not gap.strip():
        return left.link in (Link.FROM, Link.SINCE) or (left.link is Link.AT and grains[0] is grains[1])
    if right.link is not Link.AT or (left.link is Link.AT and grains[0] is not grains[1]):
        return False
    return left.link in (Link.AT, Link.FROM, Link.BETWEEN) and bool(_TO.fullmatch(gap) or _AND.fullmatch(gap))


def _can_pair(text: str, left: DateMatch, gap: str, right: DateMatch) -> bool:
    """Two numbers that may be years are two years in "2014-2018" and "between 2014 and 2018", but not in "between 1900 and 2000 troops"."""
    if right.weak is Weak.YEAR and MODIFIES.match(text, right.end):
        return False
    if left.weak is None or right.weak is None:
        return True
    bound = left.link in (Link.FROM, Link.BETWEEN) or _DASH.fullmatch(gap) is not None
    return left.weak is right.weak is Weak.YEAR and bound and _ascending(left.when, right.when)


def _ascending(left: When, right: When) -> bool:
    return isinstance(left, Calendar) and isinstance(right, Calendar) and (left.year or 0) < (right.year or 0)
