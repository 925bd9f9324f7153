"""The text of an article → its time expressions, as typed spans: what the words say, not which days they mean.

`time_expressions` walks the words once and takes the longest match of the rules at each word that can open one. Then it reads
the words before each match ("since", "the end of") and between two ("to", "and"). Every look ahead and back is bounded, so the
cost is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.ingestion.annotate.date_forms import (
    Calendar,
    Link,
    MovableFeast,
    Offset,
    Origin,
    Part,
    Portion,
    Season,
    TimeExpression,
    Unit,
    Weekday,
    When,
    Window,
)
from app.ingestion.annotate.date_rules import FUNCTION_WORDS, GAP, NUMBER, RULES, Rule, Weak, number
from app.ingestion.facts import Span

_WORD = re.compile(r"[^\W\d_]+|\d+")
_REACH = 90  # code points read back from a match: "since the launch of its operations against the group in August 2014"


@dataclass(slots=True)
class _Found:
    """A match on its way to be an expression."""

    start: int
    end: int
    rule: str
    when: When
    link: Link = Link.AT
    part: Part | None = None
    until: "_Found | None" = None
    weak: Weak | None = None


def time_expressions(text: str) -> list[TimeExpression]:
    """The time expressions of `text`, in order, not overlapping."""
    found = _bounded(text, _fused(text, _matches(text)))
    return [_expression(text, one) for one in _joined(text, found) if one.weak is None]


def _expression(text: str, found: _Found) -> TimeExpression:
    until = _expression(text, found.until) if found.until else None
    span = Span(found.start, found.end)
    return TimeExpression(span, text[found.start : found.end], found.rule, found.when, found.link, found.part, until)


# ---- matches ----


def _by_opening(rules: tuple[Rule, ...]) -> dict[str, list[Rule]]:
    """The rules to try at a word."""
    table: dict[str, list[Rule]] = {}
    for rule in rules:
        for word in rule.opens:
            table.setdefault(word, []).append(rule)
    return table


_RULES_AT = _by_opening(RULES)


def _matches(text: str) -> Iterator[_Found]:
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        key = "0" if word[0].isdecimal() else word[0].lower()
        if (rules := _RULES_AT.get(key)) and (found := _longest(text, word.start(), rules)):
            end = found.end
            yield found


def _longest(text: str, start: int, rules: list[Rule]) -> _Found | None:
    """The longest match at `start`; of equal ones that of the earlier rule."""
    best: _Found | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (best and match.end() <= best.end):
            continue
        if reading := rule.read(match):
            best = _Found(start, match.end(), rule.name, reading.when, part=reading.part, weak=reading.weak)
    return best


# ---- two matches that name one time: "Tuesday, 29 October", "July last year" ----

_COMMA = re.compile(rf",?{GAP}(?:the{GAP})?")
_OF = re.compile(rf",?{GAP}(?:of{GAP})?", re.I)
_ON = re.compile(rf",?{GAP}(?:on|in){GAP}", re.I)
_OF_NIGHT = re.compile(rf"{GAP}(?:(?:on|of|from){GAP})?", re.I)
_INTO = re.compile(rf"{GAP}(?:in)?to{GAP}", re.I)


def _fused(text: str, matches: Iterator[_Found]) -> list[_Found]:
    done: list[_Found] = []
    for right in matches:
        if done and right.start - done[-1].end <= 12 and (one := _fusion(done[-1], text[done[-1].end : right.start], right)):
            done[-1] = one
        else:
            done.append(right)
    return done


def _fusion(left: _Found, gap: str, right: _Found) -> _Found | None:
    """Both as one match, if together they name one time."""
    when: When | None = None
    part = right.part or left.part
    match left.when, right.when:
        case Weekday(), Calendar(day=int()) if _COMMA.fullmatch(gap):
            when = right.when
        case Offset(unit=Unit.NIGHT), _ if _grain(right.when) is Unit.DAY and _INTO.fullmatch(gap):
            when, part = right.when, Part(Portion.NIGHT_INTO)
        case Offset(unit=Unit.NIGHT), _ if _grain(right.when) is Unit.DAY and _OF_NIGHT.fullmatch(gap):
            when = right.when
        case (Weekday() | Calendar(year=None, month=int()), Offset()) if _OF.fullmatch(gap):
            when = _inside(left.when, right.when)
        case (Offset(), Weekday() | Calendar(year=None, month=int())) if _ON.fullmatch(gap):
            when = _inside(right.when, left.when)
    return _Found(left.start, right.end, right.rule, when, part=part) if when else None


def _inside(inner: When, outer: Offset) -> When | None:
    """ "Monday" of "last week", "July" of "last year"."""
    if outer.origin is not Origin.PUBLICATION:
        return None
    if isinstance(inner, Weekday) and outer.unit is Unit.WEEK:
        return replace(inner, weeks_away=outer.count)
    if isinstance(inner, Calendar) and outer.unit is Unit.YEAR:
        return replace(inner, years_away=outer.count)
    return None


def _grain(when: When) -> Unit | None:
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


# ---- the words before a match ----

_PORTIONS = {
    "early": Portion.EARLY,
    "mid": Portion.MID,
    "middle": Portion.MID,
    "late": Portion.LATE,
    "earlier": Portion.EARLIER,
    "later": Portion.LATER,
    "beginning": Portion.START,
    "start": Portion.START,
    "outset": Portion.START,
    "end": Portion.END,
    "close": Portion.END,
    "finish": Portion.END,
}
_ORDINALS = {"first": 1, "opening": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_STRETCHES = {
    "day": Unit.DAY,
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "half": Unit.HALF,
    "year": Unit.YEAR,
}

# The blanks before \Z are left to the end of each pattern: what stands before a match ends in one, or in the hyphen of "mid-July".
_PART = re.compile(
    rf"\b(?:(?P<third>early|mid|late|earlier|later)(?:{GAP}(?:in|on))?(?:{GAP}the)?(?:-|{GAP})"
    rf"|(?:the{GAP})?(?:very{GAP})?(?P<edge>beginning|start|outset|middle|end|close|finish){GAP}of{GAP}(?:the{GAP})?"
    rf"|(?:the{GAP})?(?P<nth>{'|'.join(_ORDINALS)}|last|final|closing){GAP}(?:(?P<count>{NUMBER}){GAP})?"
    rf"(?P<unit>{'|'.join(_STRETCHES)})(?P<plural>s?){GAP}(?:of|in){GAP}(?:the{GAP})?"
    rf"|(?:the{GAP})?(?P<week>week){GAP}of{GAP}"
    rf"|(?:the{GAP})?(?P<time>night|morning|afternoon|evening){GAP}of{GAP}(?:the{GAP})?)\Z",
    re.I,
)
_LINK = re.compile(
    rf"\b(?:(?P<since>(?:ever{GAP})?since)|(?P<until>(?:up{GAP})?until|till|through|(?<!-)up{GAP}to)|(?P<by>by|no{GAP}later{GAP}than)|"
    rf"(?P<before>before|earlier{GAP}than|prior{GAP}to|ahead{GAP}of)|(?P<after>after)|(?P<from>from)|(?P<between>between))"
    rf"{GAP}(?:(?:around|about|at{GAP}least){GAP})?(?:the{GAP})?\Z",
    re.I,
)
# "since the invasion of 2014" has words between; "before dawn on Tuesday" is on Tuesday; "since 4 were killed" may be "because".
_CLAUSE = re.compile(
    rf"\b(?P<link>since|until|till|before|earlier{GAP}than){GAP}(?!dawn\b|noon\b|mid|sun|\d)"
    rf"(?:(?!(?:that|which|who|where|and|but|as|when|said)\b)[^\W\d_][\w'’-]{{0,30}}{GAP}){{1,11}}\Z",
    re.I,
)
_CLAUSE_LINKS = {
    "since": Link.SINCE,
    "until": Link.UNTIL,
    "till": Link.UNTIL,
}  # "before he leaves office in January" sets a deadline
_MODIFIES = re.compile(
    rf"['’]s?\b|{GAP}(?!{FUNCTION_WORDS}|(?:the|a|an|it|he|she|they|his|its|their|more|some|at|onwards?)\b)(?-i:[a-z])", re.I
)
_POSSESSIVE = re.compile(r"['’]")
_ONWARDS = re.compile(rf"{GAP}on(?:wards?)?\b", re.I)
_NOUN_OR_RANGE = re.compile(rf"{_MODIFIES.pattern}|{GAP}(?:to|and|or){GAP}\d|[-–]\d", re.I)

_IN = rf"\b(?:in|during|throughout|since|until|till|through|around|circa){GAP}\Z"
_LICENCES = {
    Weak.YEAR: re.compile(rf"{_IN}|\byear{GAP}\Z", re.I),
    Weak.NAME: re.compile(_IN, re.I),
    Weak.WORD: re.compile(rf"{_IN}|\b(?:before|after|by|from|between|of){GAP}\Z", re.I),
    Weak.WEEKDAY: re.compile(rf"\b(?:on|since|until|till|by|last|next){GAP}\Z", re.I),
}
_YEAR_IF_ALONE = re.compile(rf"\b(?:by|from|of|before|after){GAP}\Z", re.I)
_NO_YEAR = re.compile(
    rf"\b(?:(?:fiscal|financial){GAP}(?:year{GAP})?|(?:total|number|toll|force|some|group|outnumbered){GAP}(?:of|by){GAP})\Z",
    re.I,
)


def _bounded(text: str, found: list[_Found]) -> list[_Found]:
    """The matches with the words before them read; those that need a licence of their neighbours and cannot get one are left out."""
    kept: list[_Found] = []
    for one in found:
        floor = max(kept[-1].end if kept else 0, one.start - _REACH)
        _license(text, one, floor)
        _read_part(text, one, floor)
        _read_link(text, one, floor)
        if one.weak not in (Weak.UNIT, Weak.WEEKDAY):  # a year or a month may yet be licensed by the other end of a range
            kept.append(one)
    return kept


def _license(text: str, one: _Found, floor: int) -> None:
    pattern = one.weak and _LICENCES.get(one.weak)
    if pattern is None or (one.weak is Weak.YEAR and _NO_YEAR.search(text, floor, one.start)):
        return
    if pattern.search(text, floor, one.start) or (one.weak is Weak.YEAR and _year_alone(text, one, floor)):
        one.weak = None


def _year_alone(text: str, one: _Found, floor: int) -> bool:
    """ "by 2014", but not "by 2014 troops", nor "a total of 2014"; "from 1900 to 2000" is left to the far end to decide."""
    return _YEAR_IF_ALONE.search(text, floor, one.start) is not None and not _NOUN_OR_RANGE.match(text, one.end)


def _read_part(text: str, one: _Found, floor: int) -> None:
    match = _PART.search(text, floor, one.start)
    if match and _has_part(_grain(one.when), match):
        one.start, one.weak = match.start(), None
        one.part = one.part or _part(match)


def _has_part(grain: Unit | None, match: re.Match[str]) -> bool:
    """A week and a morning are of a day, the first week of a month or year."""
    return not match["nth"] if grain is Unit.DAY else grain is not None and not (match["week"] or match["time"])


def _part(match: re.Match[str]) -> Part | None:
    if word := match["third"] or match["edge"]:
        return Part(_PORTIONS[word.lower()])
    if match["nth"]:
        nth, count = _ORDINALS.get(match["nth"].lower(), -1), number(match["count"] or "1")
        if match["plural"] and not match["count"]:  # "the last days of May"
            return Part(Portion.END if nth < 0 else Portion.START)
        return Part(Portion.NTH, nth, count, _STRETCHES[match["unit"].lower()])
    return Part(Portion.WEEK_OF) if match["week"] else None


def _read_link(text: str, one: _Found, floor: int) -> None:
    match = _LINK.search(text, floor, one.start)
    if match is None:
        clause = _CLAUSE.search(text, floor, one.start)
        one.link = _CLAUSE_LINKS.get(clause["link"].lower(), Link.BY) if clause else Link.AT
        return
    link = Link(match.lastgroup or "")
    modified = _MODIFIES if link in (Link.BEFORE, Link.AFTER) else _POSSESSIVE
    if link is not Link.SINCE and modified.match(text, one.end):  # "after Tuesday's strike", "before Friday prayers": on that day
        return
    one.start, one.link = match.start(), Link.SINCE if link is Link.FROM and _ONWARDS.match(text, one.end) else link


# ---- the words between two ----

_TO = re.compile(rf"\s?[-–—]\s?|,?{GAP}to{GAP}(?:the{GAP})?", re.I)
_AND = re.compile(rf"{GAP}and{GAP}(?:the{GAP})?", re.I)
_DASH = re.compile(r"[-–]")


def _joined(text: str, found: list[_Found]) -> list[_Found]:
    done: list[_Found] = []
    for right in found:
        left = done[-1] if done else None
        if left and _is_far_end(text, left, right):
            left.until, left.end, left.weak = replace(right, link=Link.AT, weak=None), right.end, None
        else:
            done.append(right)
    return done


def _is_far_end(text: str, left: _Found, right: _Found) -> bool:
    """Whether "X to Y", "from X until Y", "between X and Y" or "X and Y" is meant."""
    gap = text[left.end : right.start] if right.start - left.end <= 12 else ""
    grains = _grain(left.when), _grain(right.when)
    if not gap or left.until or right.until or None in grains or not _can_pair(text, left, gap, right):
        return False
    if right.link is Link.UNTIL and not gap.strip():
        return left.link in (Link.FROM, Link.SINCE) or (left.link is Link.AT and grains[0] is grains[1])
    if right.link is not Link.AT or (left.link is Link.AT and grains[0] is not grains[1]):
        return False
    return left.link in (Link.AT, Link.FROM, Link.BETWEEN) and bool(_TO.fullmatch(gap) or _AND.fullmatch(gap))


def _can_pair(text: str, left: _Found, gap: str, right: _Found) -> bool:
    """Two numbers that may be years are two years in "2014-2018" and "between 2014 and 2018", but not in "between 1900 and 2000 troops"."""
    if right.weak is Weak.YEAR and _MODIFIES.match(text, right.end):
        return False
    if left.weak is None or right.weak is None:
        return True
    bound = left.link in (Link.FROM, Link.BETWEEN) or _DASH.fullmatch(gap) is not None
    return left.weak is right.weak is Weak.YEAR and bound and _ascending(left.when, right.when)


def _ascending(left: When, right: When) -> bool:
    return isinstance(left, Calendar) and isinstance(right, Calendar) and (left.year or 0) < (right.year or 0)
