"""The words right before a match of the date rules: the part of it ("the end of"), its bound ("since"), its licence to be a time.

Every look back is bounded by `_REACH`.
"""

import re

from app.ingestion.annotate.date_forms import Link, Part, Portion, Unit
from app.ingestion.annotate.date_matches import DateMatch, grain
from app.ingestion.annotate.date_rules import Weak
from app.ingestion.annotate.date_words import FUNCTION_WORDS, GAP, NUMBER, number

_REACH = 90  # code points read back from a match: "since the launch of its operations against the group in August 2014"

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
    rf"(?:(?!(?:that|which|who|where|and|but|as|when|said)\b)[^\W\d_][\w'’-]{{0,30}}{GAP}){{1,11}}\(?\Z",
    re.I,
)
_CLAUSE_LINKS = {
    "since": Link.SINCE,
    "until": Link.UNTIL,
    "till": Link.UNTIL,
}  # "before he leaves office in January" sets a deadline
MODIFIES = re.compile(
    rf"['’]s?\b|{GAP}(?!{FUNCTION_WORDS}|(?:the|a|an|it|he|she|they|his|its|their|more|some|at|onwards?)\b)(?-i:[a-z])", re.I
)
_POSSESSIVE = re.compile(r"['’]")
_ONWARDS = re.compile(rf"{GAP}on(?:wards?)?\b", re.I)
_NOUN_OR_RANGE = re.compile(rf"{MODIFIES.pattern}|{GAP}(?:to|and|or){GAP}\d|[-–]\d", re.I)

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


def bounded(text: str, found: list[DateMatch]) -> list[DateMatch]:
    """The matches with the words before them read; those that need a licence of their neighbours and cannot get one are left out."""
    kept: list[DateMatch] = []
    for one in found:
        floor = max(kept[-1].end if kept else 0, one.start - _REACH)
        _license(text, one, floor)
        _read_part(text, one, floor)
        _read_link(text, one, floor)
        if one.weak not in (Weak.UNIT, Weak.WEEKDAY):  # a year or a month may yet be licensed by the other end of a range
            kept.append(one)
    return kept


def _license(text: str, one: DateMatch, floor: int) -> None:
    pattern = one.weak and _LICENCES.get(one.weak)
    if pattern is None or (one.weak is Weak.YEAR and _NO_YEAR.search(text, floor, one.start)):
        return
    if pattern.search(text, floor, one.start) or (one.weak is Weak.YEAR and _year_alone(text, one, floor)):
        one.weak = None


def _year_alone(text: str, one: DateMatch, floor: int) -> bool:
    """ "by 2014", but not "by 2014 troops", nor "a total of 2014"; "from 1900 to 2000" is left to the far end to decide."""
    return _YEAR_IF_ALONE.search(text, floor, one.start) is not None and not _NOUN_OR_RANGE.match(text, one.end)


def _read_part(text: str, one: DateMatch, floor: int) -> None:
    match = _PART.search(text, floor, one.start)
    if match and _has_part(grain(one.when), match):
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


def _read_link(text: str, one: DateMatch, floor: int) -> None:
    match = _LINK.search(text, floor, one.start)
    if match is None:
        clause = _CLAUSE.search(text, floor, one.start)
        one.link = _CLAUSE_LINKS.get(clause["link"].lower(), Link.BY) if clause else Link.AT
        return
    link = Link(match.lastgroup or "")
    modified = MODIFIES if link in (Link.BEFORE, Link.AFTER) else _POSSESSIVE
    if link is not Link.SINCE and modified.match(text, one.end):  # "after Tuesday's strike", "before Friday prayers": on that day
        return
    one.start, one.link = match.start(), Link.SINCE if link is Link.FROM and _ONWARDS.match(text, one.end) else link
