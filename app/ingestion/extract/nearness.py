"""Whether a place that a text has named is still meant further on: for the scene of a figure and for "the hospital" in it alike."""

import re
from functools import cache

from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.regions import Place
from app.vocabulary import Relation

_CARRIED = 400  # characters, some two sentences, over which a place is still clearly meant
_CARRIED_ON = 180  # and into the next paragraph
_PHRASE = 60  # characters of "told a news conference in Kyiv"
_SEAT = re.compile(
    r"\b(?:[Mm]inistr(?:y|ies)|[Gg]overnments?|[Pp]arliament|[Pp]residency|[Hh]eadquarters|[Ee]mbassy) in (?:the )?$"
)
_NOT_YET = re.compile(r"\b(?:to (?!the |an? )[a-z]+|could|would|may|might|will|should)\b(?:[^.,;]|[.,]\d){0,60}$")
_BROUGHT = re.compile(
    r"\b(?:sent|taken|rushed|moved|transferred|evacuated|airlifted|flown|brought|retreat\w*|withdr[ae]w\w*|fled)\b[^.;]{0,70}$"
)
_TO_THERE = re.compile(r"\b(?:to|into|for)\b[^.;]{0,60}$")
_DRIVEN = re.compile(
    r"\b(?:dr[oi]ve|drove|driven|driving|expell?ed|ousted|(?:pushed|forced|routed|cleared)\b[^.;]{0,40}? out)\b[^.;]{0,50}$"
)


def is_scene(text: str, place: Place, start: int, end: int | None = None) -> bool:
    """Whether what is told from `start` on may still be where `place` is: near enough, and more than where somebody came from or went."""
    there = place.located or place.relation is Relation.FROM  # of which only those remain that somebody was driven from
    return there and is_near(text, place, start, end) and not _under_way(text, place)


_COUNTED_THERE = re.compile(r" \([\d.,]+(?: million)?\)")


def is_counted_at(text: str, place: Place) -> bool:
    """Whether the place is one of a list with the count of each: "in Poland (2.3 million), Romania (608,000)"."""
    return _COUNTED_THERE.match(text, place.span.end) is not None


def is_near(text: str, place: Place, start: int, end: int | None = None) -> bool:
    """Whether the place is named so shortly before `start` that it is still meant, until `end`, where the sentence ends.

    Into another paragraph only the last sentence of the one before leads, unless it goes on with "the attack".
    """
    between = text[place.span.end : start]
    if "\n" not in between or (end is not None and _EVENT.search(text, start, end)):
        return len(between) < _CARRIED
    return len(between) < _CARRIED_ON and _SENTENCE_ENDS.search(between.rstrip()) is None


_EVENT = re.compile(
    r"\b(?:the|that|this) (?:same )?(?:attack|blast|explosion|bombing|incident|raid|ambush|massacre|shooting|crash|strike)s?\b"
    r"(?! (?:on|in|at|near|against|of|that|which|by)\b)"
)
_SENTENCE_ENDS = re.compile(r"[.!?…][”\"’]?\s+\S|\n")  # the last sentence of a paragraph leads into the next, and no other


@cache
def _spoke() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(cues().gatherings | cues().present))})\b[^.;,]{{0,30}}$", re.IGNORECASE)


def is_spoken_at(text: str, place: Place) -> bool:
    """Whether the place is where somebody spoke or met: "told a news conference in Kyiv"."""
    before = max(0, place.span.start - _PHRASE)
    return (_spoke().search(text, before, place.span.start) or _SEAT.search(text, before, place.span.start)) is not None


def _under_way(text: str, place: Place) -> bool:
    """Whether somebody only came from there, was brought there or has yet to come there: "to send them to Europe", "taken to
    hospitals in Sanaa". Where somebody was driven from is where they fought."""
    before = max(0, place.span.start - 90)
    if place.relation is Relation.FROM:
        return _DRIVEN.search(text, before, place.span.start) is None
    brought = _BROUGHT.search(text, before, place.span.start)
    if brought and _TO_THERE.search(text, brought.start(), place.span.start):
        return True
    return place.relation is Relation.TO and _NOT_YET.search(text, before, place.span.start) is not None


_WITHIN = re.compile(
    r",? in (?:the )?(?:(?:far )?(?:north|south|east|west|centre|center|heart)[\w-]* of (?:the )?)?(?:(?:[\w-]+ern|central) )?(?:[A-Z][\w-]+[’']s )?(?:[\w-]+ern |central )?$|, $|, an? [\w -]{0,40}\b(?:town|village|city|suburb|district|port|camp) (?:in|on|near|of|at|outside|close to) (?:the )?$"
)


def is_written_in(text: str, place: Place, around: Place) -> bool:
    """Whether the text says of a place that it lies in the other, which nobody need list: "Zirkana, in Mali's Gao region"."""
    near = 0 <= around.span.start - place.span.end < 80
    wide = around.division or not place.ids or around.span.start - place.span.end > 8
    return near and wide and _WITHIN.fullmatch(text, place.span.end, around.span.start) is not None
