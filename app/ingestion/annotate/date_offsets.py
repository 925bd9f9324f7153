"""The rules of days and periods counted from today, or from the date last mentioned."""

import re

from app.ingestion.annotate.date_forms import Offset, Origin, Part, Portion, Unit, Which, Window
from app.ingestion.annotate.date_rules import Reading, Rule, Weak, before, rule
from app.ingestion.annotate.date_words import (
    ALONE,
    COUPLE,
    GAP,
    NO_CONTAINER,
    NUMBER,
    NUMBERS,
    PART_OF_DAY,
    PERIOD,
    TIME_OF_DAY,
    UNIT,
    UP_TO,
    WHICH,
    WHICH_WORDS,
    last_word,
    number,
    unit,
)

# ---- counted from today ----

_DAYS_AWAY = {
    "today": 0,
    "tonight": 0,
    "this": 0,
    "yesterday": -1,
    "last": -1,
    "final": -1,
    "tomorrow": 1,
    "before": -2,
    "after": 2,
}


def _day_from_today(match: re.Match[str]) -> Reading:
    return Reading(Offset(_DAYS_AWAY[match["word"].lower()], Unit.DAY))


def _overnight(_match: re.Match[str]) -> Reading:
    return Reading(Offset(0, Unit.NIGHT))


def _period(match: re.Match[str]) -> Reading | None:
    size, period = unit(match["unit"])
    which, article = match["which"].lower(), match["article"] is not None
    if which in ("this", "current"):
        return Reading(Offset(0, period))
    if which == "previous":
        return Reading(Offset(-size, period, Origin.EITHER))
    if which == "following" or (article and which in ("next", "subsequent")):
        return Reading(Offset(size, period, Origin.MENTIONED))
    if article and period is not Unit.WEEKEND:  # "the past week" is a window, "the final week" is one of something else
        return None
    return Reading(Offset(size if WHICH[which] is Which.NEXT else -size, period))


def _bare_period(match: re.Match[str]) -> Reading:
    _, period = unit(match["unit"])
    return Reading(Offset(0, period), weak=None if period is Unit.WEEKEND else Weak.UNIT)


def _period_end(match: re.Match[str]) -> Reading:
    return Reading(Offset(0, unit(match["unit"])[1]), Part(Portion.END))


_INEXACT = re.compile(rf"(?:\b(?:or|to|and|half){GAP}|\d[-–]|\w-)\Z", re.I)


def _ago(match: re.Match[str]) -> Reading | None:
    """ "three days ago", "two days later"; not "two or three weeks ago", where two counts fit."""
    if before(_INEXACT, match):
        return None
    size, counted = unit(match["unit"])
    count, side = size * number(match["count"]), last_word(match["side"])
    if side in ("ago", "past"):
        return Reading(Offset(-count, counted))
    if side in ("later", "afterwards", "afterward"):
        return Reading(Offset(count, counted, Origin.MENTIONED))
    return Reading(Offset(-count, counted, Origin.EITHER if side == "earlier" else Origin.MENTIONED))


def _window(match: re.Match[str]) -> Reading:
    """ "the past 24 hours", "the next two weeks"."""
    size, counted = unit(match["unit"])
    return Reading(Window(size * number(match["count"]), counted, match["which"].lower() in ("next", "coming")))


def _window_of_one(match: re.Match[str]) -> Reading | None:
    """ "over the past week"; not "last week", which is a week of the calendar, nor "the next week", the one after a date mentioned."""
    which, article, preposition = match["which"].lower(), bool(match["article"]), bool(match["preposition"])
    past = (which == "past" and (article or preposition)) or (which == "last" and article)
    to_come = article and (which == "coming" or (which == "next" and preposition))
    if match[0].lower().endswith("s") or not (past or to_come):
        return None
    size, counted = unit(match["unit"])
    return Reading(Window(size, counted, to_come))


# "lasted over two days", "the deadliest attack in three months": such a stretch dates no event.
_LASTED = re.compile(
    rf"\b(?:for|last|lasts|lasted|lasting|took|takes|take|spent|well|just|old|held|slightly)(?:{GAP}(?:well|just|slightly))?{GAP}\Z",
    re.I,
)
_COMPARED = re.compile(r"\b(?:\w{1,20}est|first|most|worst|time|only|second|third|least)\b[^.;:!?\n]{0,60}\Z", re.I)
_OF = re.compile(rf"{GAP}of\b", re.I)


def _stretch(match: re.Match[str]) -> Reading | None:
    """ "over two days", "in two months of fighting"; not "within two days of the vote"."""
    if before(_LASTED, match) or before(_COMPARED, match, reach=72):
        return None
    size, counted = unit(match["unit"])
    preposition, of = match["preposition"].lower(), _OF.match(match.string, match.end()) is not None
    if (
        number(match["count"]) == 1
        or (preposition == "within" and of)
        or (preposition == "in" and counted is Unit.YEAR and not of)
    ):
        return None
    return Reading(Window(size * number(match["count"]), counted, None))


def _window_up_to(match: re.Match[str]) -> Reading:
    """ "the 24 hours until midday on Saturday", "the week to 10 October"; the day is read as its far end."""
    size, counted = unit(match["unit"])
    return Reading(Window(size * number(match["count"] or "1"), counted))


# ---- days counted from the date last mentioned ----

_SAYING = re.compile(rf"\b(?:said|says|say|told|so|stated|claimed|warned|added|believe){GAP}\Z", re.I)


def _mentioned(match: re.Match[str]) -> Reading | None:
    """ "that day", "the same week"; not "said that day labourers"."""
    if before(_SAYING, match):
        return None
    _, mentioned = unit(match["unit"])
    return Reading(Offset(0, mentioned, Origin.MENTIONED))


def _then(_match: re.Match[str]) -> Reading:
    return Reading(Offset(0, Unit.DAY, Origin.MENTIONED))


def _beside(match: re.Match[str]) -> Reading:
    size, counted = unit(match["unit"])
    back = match["side"].lower() in ("before", "previous", "preceding", "prior", "earlier")
    return Reading(Offset(-size if back else size, counted, Origin.MENTIONED))


# ---- the table ----

_COUNT_WORDS = " ".join([*NUMBERS, "0 a an couple pair"])
_STRETCH_WORDS = "in over during within for throughout across"
_WINDOW = (
    rf"(?:(?P<preposition>{_STRETCH_WORDS.replace(' ', '|')}){GAP})?(?:(?:at{GAP}least|about|around|roughly){GAP})?"
    rf"(?:(?P<article>the|this){GAP})?(?P<which>past|last|previous|preceding|final|next|coming)"
)

COUNTED_DATES: tuple[Rule, ...] = (
    rule(
        "day-from-today",
        "The town fell [yesterday evening].",
        "today tonight yesterday tomorrow",
        r"(?P<word>(?-i:today|TODAY)|(?<!USA\s)(?<!Russia\s)(?<!India\s)(?<!Ukraine\s)(?-i:Today)(?!\s(?:program|show))|"
        rf"tonight|yesterday|tomorrow)\b{TIME_OF_DAY}",
        _day_from_today,
    ),
    rule(
        "part-of-today",
        "A depot burned [this morning].",
        "this",
        rf"(?P<word>this){GAP}(?:morning|afternoon|evening)",
        _day_from_today,
    ),
    rule(
        "last-night", "Rockets fell [last night].", "last final", rf"(?P<word>last|final){GAP}(?:night|evening)", _day_from_today
    ),
    rule(
        "day-beyond",
        "Drones came [the day before yesterday].",
        "the",
        rf"the{GAP}{PART_OF_DAY}{GAP}(?P<word>before(?={GAP}(?:yesterday|last)\b)|after(?={GAP}tomorrow\b)){GAP}\w{{4,9}}",
        _day_from_today,
    ),
    rule("overnight", "Strikes [overnight] killed 4.", "overnight", "overnight", _overnight),
    rule(
        "period",
        "It warned [last week] of a new front.",
        WHICH_WORDS,
        rf"(?:(?P<article>the){GAP})?(?P<which>this|current|last|past|previous|following|next|coming|final|subsequent){GAP}{PERIOD}"
        rf"{NO_CONTAINER}",
        _period,
    ),
    rule("bare-period", "It fell over [the weekend].", "the", rf"the{GAP}{PERIOD}(?!{GAP}\d{{4}})", _bare_period),
    rule(
        "period-end",
        "They plan to send 500 by [year’s end].",
        "the this year yr month week",
        rf"(?:(?:the|this){GAP})?(?P<unit>year|yr|month|week)(?:['’]?s)?[\s-](?:end|finish|close)",
        _period_end,
    ),
    rule(
        "ago",
        "The siege began [two months ago].",
        _COUNT_WORDS,
        rf"(?P<count>{NUMBER}|{COUPLE}|an?){GAP}{UNIT}{GAP}"
        rf"(?P<side>ago|earlier(?!{GAP}than)|later|afterwards?{ALONE}|(?:before|prior){ALONE}|in{GAP}the{GAP}past{ALONE})",
        _ago,
    ),
    rule(
        "window",
        "Fighting killed 90 [over the last three weeks].",
        f"{_STRETCH_WORDS} {WHICH_WORDS} preceding",
        rf"{_WINDOW}{GAP}(?P<count>{NUMBER}|{COUPLE}){GAP}{UNIT}{NO_CONTAINER}",
        _window,
    ),
    rule(
        "window-of-one",
        "Eight babies died [in the last month] alone.",
        f"{_STRETCH_WORDS} the this past",
        rf"{_WINDOW}{GAP}{UNIT}(?!{GAP}of\b)",
        _window_of_one,
    ),
    rule(
        "stretch",
        "Some 523 have died [in two months] of fighting.",
        "over during across within in",
        rf"(?P<preposition>over|during|across|within|in){GAP}(?P<count>{NUMBER}|{COUPLE}){GAP}{UNIT}"
        rf"(?!['’]|{GAP}(?:ago|old|later|earlier|before|after|since|into|away|apart|long)\b)",
        _stretch,
    ),
    rule(
        "window-up-to",
        "Some 37 died [in the 24 hours until midday on Saturday].",
        "over during within in",
        rf"(?:over|during|within|in){GAP}the{GAP}(?:(?:past|last){GAP})?(?:(?P<count>{NUMBER}|{COUPLE}){GAP})?{UNIT}(?={UP_TO}(?-i:[A-Z]|\d))",
        _window_up_to,
    ),
    rule(
        "mentioned",
        "[The same day], 11 more were killed.",
        "that the same",
        rf"(?:that(?:{GAP}same)?|(?:the{GAP})?same){GAP}(?P<unit>day|night|morning|afternoon|evening|week|month|year)(?!-)",
        _mentioned,
    ),
    rule("then", "The town has been shelled since [then].", "then", r"(?:(?<=since\s)|(?<=until\s)|(?<=by\s))then", _then),
    rule("same-day", "[Earlier in the day], 3 were shot.", "earlier later", rf"(?:earlier|later){GAP}in{GAP}the{GAP}day", _then),
    rule(
        "day-before",
        "[The day before], 6 were hurt.",
        "the",
        rf"the{GAP}(?P<unit>{PART_OF_DAY}|week|weekend|month|year){GAP}(?P<side>before|prior|earlier|after|later){ALONE}",
        _beside,
    ),
    rule(
        "next-day",
        "[The next day], 20 more were wounded.",
        "the previous preceding following next",
        rf"(?:the{GAP})?(?P<side>previous|preceding|following|next){GAP}(?P<unit>{PART_OF_DAY})(?!-)",
        _beside,
    ),
)
