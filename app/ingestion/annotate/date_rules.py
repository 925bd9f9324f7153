"""The rules of the date grammar: each form of time expression, the sentence it was written for, its pattern and its reading.

In: a match of a rule's pattern. Out: a `Reading` in the forms of `date_forms`, or None where the words turn out to be something
else. A pattern never looks further than a line; runs of blanks are bounded, so that every match costs a bounded amount.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from app.ingestion.annotate.date_forms import (
    Calendar,
    Feast,
    MovableFeast,
    Offset,
    Origin,
    Part,
    Portion,
    Season,
    Unit,
    Weekday,
    When,
    Which,
    Window,
)

# ---- words ----

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MONTH_NUMBERS = {name[:n]: i for i, name in enumerate(_MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
_WEEKDAY_NUMBERS = {name[:n]: i for i, name in enumerate(_WEEKDAYS) for n in (3, 4, 5, len(name))}
_NUMBERS = {word: i for i, word in enumerate(_SMALL, 1)} | {word: 10 * i for i, word in enumerate(_TENS, 2)} | {"dozen": 12}
_UNITS = {
    "hour": (1, Unit.HOUR),
    "hr": (1, Unit.HOUR),
    "day": (1, Unit.DAY),
    "night": (1, Unit.DAY),
    "morning": (1, Unit.DAY),
    "afternoon": (1, Unit.DAY),
    "evening": (1, Unit.DAY),
    "week": (1, Unit.WEEK),
    "wk": (1, Unit.WEEK),
    "fortnight": (2, Unit.WEEK),
    "weekend": (1, Unit.WEEKEND),
    "month": (1, Unit.MONTH),
    "year": (1, Unit.YEAR),
    "yr": (1, Unit.YEAR),
    "decade": (10, Unit.YEAR),
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# "final week" for "last week" and "subsequent week" for "next week" are what paraphrasing software writes.
_WHICH = {
    "last": Which.LAST,
    "past": Which.LAST,
    "previous": Which.LAST,
    "final": Which.LAST,
    "next": Which.NEXT,
    "coming": Which.NEXT,
    "subsequent": Which.NEXT,
}
_FIXED_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "bastille day": (7, 14),
}
# Attacks known by their day alone: "the October 7 attacks" are those of 2023 in whatever year they are written about.
_NAMED_DAYS = {(10, 7): 2023, (9, 11): 2001}

# ---- pieces of patterns ----

GAP = r"\s{1,3}"
_MONTH = (
    r"(?P<month>(?-i:May|MAY|March|MARCH)\b(?!-[a-z])|(?:" + "|".join(m for m in _MONTHS if m not in ("may", "march")) + r")\b|"
    r"(?-i:" + "|".join(f"{m[:3].title()}|{m[:3].upper()}" for m in _MONTHS if m != "may") + r"|Sept|SEPT)\b(?:\.|(?!-[a-z])))"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\w%]|[.,:]\d|-[a-z]|\s?(?:GMT|UTC|hours|hrs|local)\b)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAYS = (
    rf"(?P<day>{_DAY})(?:(?:\s?,\s?{_DAY}){{0,4}}(?:\s?[-–—/&]\s?|,?{GAP}(?:and|to|or|through|until){GAP})(?P<last>{_DAY}))?"
    rf"(?!\w|%|[.,:/]\d|-(?!{'|'.join(m[:3] for m in _MONTHS)})[a-z]|\s?(?:km|kms|kilomet\w+|miles?|met(?:er|re)s?|percent|per\scent|million|billion|thousand|[ap]\.?m)\b)"
)
_NO_DIGITS_BEFORE = r"(?<![\w.,:/$€£#–-])"
_TIME = rf"(?:{GAP}(?:late{GAP})?(?:morning|afternoon|evening|night)\b)?"
NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_SMALL[:9])}))?|{'|'.join(sorted(_SMALL, key=len, reverse=True))}"
_COUPLE = rf"(?:a{GAP})?(?:couple|pair)(?:{GAP}of)?|(?:a{GAP})?dozen"
_UNIT = r"(?P<unit>hour|hr|day|week|wk|fortnight|month|year|yr|decade)s?\b(?!-[a-z])"
_PERIOD = r"(?P<unit>weekend|week|month|year|yr)\b(?!-[a-z])"
_PART_OF_DAY = r"(?:day|night|morning|afternoon|evening)"
# "the last two weeks of May" is a part of May, "the last two years of war" a stretch up to today.
_NO_CONTAINER = rf"(?!{GAP}of{GAP}(?:the|this|last|next|his|her|its|their|{'|'.join(_MONTHS)}|\d{{4}})\b)"
FUNCTION_WORDS = (
    r"(?:and|but|or|in|on|at|by|to|from|near|with|when|while|as|after|was|were|is|are|had|has|have|for|during|which|who|where|over|"
    r"outside|inside|amid|against|because|if|also|into|about|around|alone|along|across|under)\b"
)
# "The day before, 6 died" speaks of a day mentioned, "the day before the vote" of one that is not known.
_ALONE = rf"(?=\s*(?:\Z|[^\w\s'’(-])|\s+{FUNCTION_WORDS})"
# "The July 26 Movement", "17 July Bridge".
_NAME_AFTER = (
    r"\s(?-i:Movement|Alliance|Brigades?|Bloc|Battalion|Martyrs|Youth|Square|Street|Bridge|Airport|University|Hospital|Stadium)\b"
)
_NO_NAME_AFTER = rf"(?!{_NAME_AFTER})"


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


def _before(pattern: re.Pattern[str], match: re.Match[str], reach: int = 24) -> bool:
    """Whether `pattern` (which ends in \\Z) stands right before the match, `reach` code points back at most."""
    return pattern.search(match.string, max(0, match.start() - reach), match.start()) is not None


def number(words: str) -> int:
    """ "24", "twenty-four", "a", "a couple of" → how many."""
    words = words.lower()
    if words.isdecimal():
        return int(words)
    if "couple" in words or "pair" in words:
        return 2
    return sum(_NUMBERS.get(word, 0) for word in re.split(r"[-\s]+", words)) or 1


def unit(word: str) -> tuple[int, Unit]:
    """ "fortnights" → 2 weeks."""
    return _UNITS[word.lower().removesuffix("s")]


def _month_number(match: re.Match[str]) -> int:
    return _MONTH_NUMBERS[match["month"].lower().rstrip(".")]


def _year_number(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _day_number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _last_word(words: str | None) -> str:
    return words.lower().split()[-1] if words else ""


# ---- calendar dates ----


def _iso(match: re.Match[str]) -> Reading:
    return Reading(Calendar(int(match["year"]), month=int(match["month"]), day=int(match["day"])))


def _slashed(match: re.Match[str]) -> Reading | None:
    """Day and month where only one order is possible: 29/10/2024, not 5/10/2024."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first == second or first > 12 >= second:
        return Reading(Calendar(year, month=second, day=first))
    return Reading(Calendar(year, month=first, day=second)) if second > 12 >= first else None


_ATTACK = re.compile(
    rf"(?:{GAP}(?:Hamas(?:-led)?|terror(?:ist)?)){{0,2}}{GAP}(?:attacks?|massacres?|assault|onslaught|raids?)\b", re.I
)


def _days(match: re.Match[str]) -> Reading | None:
    month, day, year = _month_number(match), _day_number(match["day"]), _year_number(match)
    last = _day_number(match["last"]) if match["last"] else None
    if last is not None and last <= day:
        return None
    if year is None and last is None and _ATTACK.match(match.string, match.end()):
        year = _NAMED_DAYS.get((month, day))
    return Reading(Calendar(year, month=month, day=day, last_day=last))


_MONTH_ALONE = re.compile(r"\b(?:in|early|mid|late|this|last|next|during)[\s-]\Z", re.I)


def _month_then_days(match: re.Match[str]) -> Reading | None:
    """ "July 16"; but in "in July 16 people died" the number is no day."""
    return None if not match["year"] and _before(_MONTH_ALONE, match) else _days(match)


_SURNAME = re.compile(r"\s(?-i:[A-Z][a-z])")
_GIVEN_NAMES = (1, 4, 6, 8)  # Jan or January, April, June, August


def _month(match: re.Match[str]) -> Reading | None:
    month, year, which = _month_number(match), _year_number(match), _last_word(match["which"])
    when = Calendar(year, month=month, which=_WHICH.get(which), years_away=0 if which == "this" else None)
    if year or which in _WHICH or (which and month != 5):
        return Reading(when)
    return Reading(when, weak=_weakness(match, month))


def _weakness(match: re.Match[str], month: int) -> Weak | None:
    """How far the bare name of a month is to be trusted."""
    name = match["month"]
    if month == 5 or (month in _GIVEN_NAMES and _SURNAME.match(match.string, match.end())):
        return Weak.NAME
    abbreviated = name.lower() not in _MONTHS
    return Weak.WORD if abbreviated or name.islower() or month == 3 else None


def _years(match: re.Match[str]) -> Reading | None:
    year, short = int(match["year"]), match["short"]
    if short is None:
        return Reading(Calendar(year), weak=Weak.YEAR)
    last = year - year % 100 + int(short)
    return Reading(Calendar(year, last), weak=Weak.YEAR) if last > year else None


def _decade(match: re.Match[str]) -> Reading:
    first = int(match["decade"])
    return Reading(Calendar(first, first + 9))


def _fixed_feast(match: re.Match[str]) -> Reading:
    month, day = _FIXED_FEASTS[re.sub(r"\s+", " ", re.sub(r"['’]", "", match["feast"].lower()))]
    return Reading(Calendar(_year_number(match), month=month, day=day))


_OTHER_FEAST = re.compile(rf"\b(?:Orthodox|Canadian|Coptic|Greek|Ukrainian|Russian|Ethiopian){GAP}\Z", re.I)


def _movable_feast(match: re.Match[str]) -> Reading | None:
    if _before(_OTHER_FEAST, match):
        return None
    return Reading(MovableFeast(Feast(re.sub(r"\s+", " ", match["feast"].lower())), _year_number(match)))


def _season(match: re.Match[str]) -> Reading | None:
    which, year = _last_word(match["which"]), _year_number(match)
    return Reading(Season(_SEASONS[match["season"].lower()], year, _WHICH.get(which))) if year or which else None


# ---- days of the week, days and periods counted from today ----

# "every Friday" and "on a Friday" are no particular one; "Bloody Sunday", "Mail on Sunday" none at all.
_NO_WEEKDAY = re.compile(
    rf"\b(?:every|each|any|most|alternate|(?:on|of|for){GAP}an?|(?-i:Black|Bloody|Super|Cyber|Ash|Holy|Easter|Palm|Good)|"
    rf"(?-i:Mail|Independent|Sun|Scotland|Herald){GAP}on){GAP}\Z",
    re.I,
)


def _weekday(match: re.Match[str]) -> Reading | None:
    if _before(_NO_WEEKDAY, match):
        return None
    return Reading(Weekday(_WEEKDAY_NUMBERS[match["weekday"].lower()], _WHICH.get(_last_word(match["which"]))))


def _short_weekday(match: re.Match[str]) -> Reading:
    return Reading(Weekday(_WEEKDAY_NUMBERS[match["weekday"].lower()]))


def _bare_short_weekday(match: re.Match[str]) -> Reading:
    return Reading(Weekday(_WEEKDAY_NUMBERS[match["weekday"].lower()]), weak=Weak.WEEKDAY)


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
    return Reading(Offset(size if _WHICH[which] is Which.NEXT else -size, period))


def _bare_period(match: re.Match[str]) -> Reading:
    _, period = unit(match["unit"])
    return Reading(Offset(0, period), weak=None if period is Unit.WEEKEND else Weak.UNIT)


def _period_end(match: re.Match[str]) -> Reading:
    return Reading(Offset(0, unit(match["unit"])[1]), Part(Portion.END))


_INEXACT = re.compile(rf"(?:\b(?:or|to|and|half){GAP}|\d[-–]|\w-)\Z", re.I)


def _ago(match: re.Match[str]) -> Reading | None:
    """ "three days ago", "two days later"; not "two or three weeks ago", where two counts fit."""
    if _before(_INEXACT, match):
        return None
    size, counted = unit(match["unit"])
    count, side = size * number(match["count"]), _last_word(match["side"])
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
    if _before(_LASTED, match) or _before(_COMPARED, match, reach=72):
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


# ---- days counted from the date last mentioned ----

_SAYING = re.compile(rf"\b(?:said|says|say|told|so|stated|claimed|warned|added|believe){GAP}\Z", re.I)


def _mentioned(match: re.Match[str]) -> Reading | None:
    """ "that day", "the same week"; not "said that day labourers"."""
    if _before(_SAYING, match):
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


def _rule(name: str, example: str, opens: str, pattern: str, read: Reader) -> Rule:
    return Rule(name, example, frozenset(opens.split()), re.compile(rf"\b(?:{pattern})(?!\w)", re.I), read)


_MONTH_WORDS = " ".join(_MONTH_NUMBERS)
_COUNT_WORDS = " ".join([*_NUMBERS, "0 a an couple pair"])
_WHICH_WORDS = " ".join([*_WHICH, "this current following the"])
_STRETCH_WORDS = "in over during within for throughout across"
_WINDOW = (
    rf"(?:(?P<preposition>{_STRETCH_WORDS.replace(' ', '|')}){GAP})?(?:(?:at{GAP}least|about|around|roughly){GAP})?"
    rf"(?:(?P<article>the|this){GAP})?(?P<which>past|last|previous|preceding|final|next|coming)"
)
_SHORT_WEEKDAYS = r"(?-i:Tues?|Wed|Thu(?:rs?)?|Fri)"
_DATE_AHEAD = rf"(?=,?{GAP}(?:{_DAY}{GAP}M|M\s{{0,3}}\d))".replace("M", _MONTH.replace("?P<month>", "?:"))

RULES = (
    _rule(
        "iso-date",
        "It was struck on [2024-10-29].",
        "0",
        rf"{_NO_DIGITS_BEFORE}(?P<year>(?:1[89]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=T\d|(?![\w-]))",
        _iso,
    ),
    _rule(
        "slashed-date",
        "The dam was taken on [29/10/2024].",
        "0",
        rf"{_NO_DIGITS_BEFORE}(?P<first>\d\d?)(?P<mark>[/.])(?P<second>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)(?![/.]\d)",
        _slashed,
    ),
    _rule(
        "day-month",
        "Raids on [16 and 17 July] hit the port.",
        "0 the",
        rf"(?:the{GAP})?{_NO_DIGITS_BEFORE}{_DAYS}(?:\sof)?[\s-]{{1,3}}{_MONTH}(?!\s(?-i:BE|HAVE|NOT|ALSO|WELL)\b)"
        rf"(?:,?[\s-]{{1,3}}{_YEAR})?{_TIME}{_NO_NAME_AFTER}",
        _days,
    ),
    _rule(
        "month-day",
        "He died on [Oct. 29, 2024] in Idlib.",
        _MONTH_WORDS,
        rf"(?<!Long\s){_MONTH}\s{{0,3}}(?:the{GAP})?{_DAYS}(?:,?{GAP}{_YEAR})?{_TIME}{_NO_NAME_AFTER}",
        _month_then_days,
    ),
    _rule(
        "month",
        "Shelling killed 12 in [August 2014].",
        f"{_MONTH_WORDS} this last past next final coming",
        rf"(?:(?P<which>this(?:{GAP}(?:past|coming))?|last|past|final|next|coming){GAP})?(?<!Black\s){_MONTH}"
        rf"(?:,?{GAP}(?:of{GAP})?{_YEAR})?(?!(?:{GAP}{_DAY})?{_NAME_AFTER})",
        _month,
    ),
    _rule(
        "year",
        "Some 300 died in [2012-15].",
        "0",
        rf"(?<![\w.,:/$€£#]){_YEAR}(?:[-–/](?P<short>\d\d)(?![\w-]|[.,:]\d))?",
        _years,
    ),
    _rule(
        "decade",
        "The base was built in [the 1990s].",
        "the 0",
        rf"(?:the{GAP})?{_NO_DIGITS_BEFORE}(?P<decade>(?:1[89]|20)\d0)['’]?s",
        _decade,
    ),
    _rule(
        "weekday",
        "Two were hurt on [Tuesday night].",
        f"{' '.join(_WEEKDAYS)} {_WHICH_WORDS}",
        rf"(?:(?P<which>this(?:{GAP}(?:past|coming))?|last|past|previous|final|next|coming|subsequent){GAP})?"
        rf"(?P<weekday>{'|'.join(_WEEKDAYS)})\b{_TIME}(?!\s(?-i:Times|Telegraph|Mirror|Express|Mail|Mercury|Herald|World|[Ss]chool)\b)",
        _weekday,
    ),
    _rule(
        "short-weekday",
        "It began [Sat night] in Homs.",
        "mon tue tues wed thu thur thurs fri sat sun",
        rf"(?P<weekday>{_SHORT_WEEKDAYS}|(?-i:Mon|Sat|Sun))\b\.?(?:{GAP}(?:morning|afternoon|evening|night)\b|{_DATE_AHEAD})",
        _short_weekday,
    ),
    _rule(
        "short-weekday-alone",
        "Two died on [Tues] in Homs.",
        "tue tues wed thu thur thurs fri",
        rf"(?P<weekday>{_SHORT_WEEKDAYS})\b",
        _bare_short_weekday,
    ),
    _rule(
        "fixed-feast",
        "The truce began on [New Year’s Eve].",
        "christmas new boxing bastille",
        rf"(?-i:(?=[A-Z]))(?P<feast>christmas{GAP}(?:eve|day)|boxing{GAP}day|bastille{GAP}day|new{GAP}year['’]?s{GAP}(?:eve|day))(?:,?{GAP}{_YEAR})?",
        _fixed_feast,
    ),
    _rule(
        "movable-feast",
        "The bombs of [Easter Sunday 2019] killed 269.",
        "easter good palm thanksgiving",
        rf"(?-i:(?=[A-Z]))(?P<feast>easter{GAP}(?:sunday|monday)|good{GAP}friday|palm{GAP}sunday|thanksgiving)(?:{GAP}day)?(?:,?{GAP}{_YEAR})?",
        _movable_feast,
    ),
    _rule(
        "season",
        "The front moved in [the summer of 2023].",
        f"{' '.join(_SEASONS)} the last this next past final",
        rf"(?:(?P<which>last|this|next|past|final){GAP}|the{GAP})?(?P<season>{'|'.join(_SEASONS)})\b(?!-[a-z])(?:{GAP}(?:of{GAP})?{_YEAR})?",
        _season,
    ),
    _rule(
        "day-from-today",
        "The town fell [yesterday evening].",
        "today tonight yesterday tomorrow",
        r"(?P<word>(?-i:today|TODAY)|(?<!USA\s)(?<!Russia\s)(?<!India\s)(?<!Ukraine\s)(?-i:Today)(?!\s(?:program|show))|"
        rf"tonight|yesterday|tomorrow)\b{_TIME}",
        _day_from_today,
    ),
    _rule(
        "part-of-today",
        "A depot burned [this morning].",
        "this",
        rf"(?P<word>this){GAP}(?:morning|afternoon|evening)",
        _day_from_today,
    ),
    _rule(
        "last-night", "Rockets fell [last night].", "last final", rf"(?P<word>last|final){GAP}(?:night|evening)", _day_from_today
    ),
    _rule(
        "day-beyond",
        "Drones came [the day before yesterday].",
        "the",
        rf"the{GAP}{_PART_OF_DAY}{GAP}(?P<word>before(?={GAP}(?:yesterday|last)\b)|after(?={GAP}tomorrow\b)){GAP}\w{{4,9}}",
        _day_from_today,
    ),
    _rule("overnight", "Strikes [overnight] killed 4.", "overnight", "overnight", _overnight),
    _rule(
        "period",
        "It warned [last week] of a new front.",
        _WHICH_WORDS,
        rf"(?:(?P<article>the){GAP})?(?P<which>this|current|last|past|previous|following|next|coming|final|subsequent){GAP}{_PERIOD}"
        rf"{_NO_CONTAINER}",
        _period,
    ),
    _rule("bare-period", "It fell over [the weekend].", "the", rf"the{GAP}{_PERIOD}(?!{GAP}\d{{4}})", _bare_period),
    _rule(
        "period-end",
        "They plan to send 500 by [year’s end].",
        "the this year yr month week",
        rf"(?:(?:the|this){GAP})?(?P<unit>year|yr|month|week)(?:['’]?s)?[\s-](?:end|finish|close)",
        _period_end,
    ),
    _rule(
        "ago",
        "The siege began [two months ago].",
        _COUNT_WORDS,
        rf"(?P<count>{NUMBER}|{_COUPLE}|an?){GAP}{_UNIT}{GAP}"
        rf"(?P<side>ago|earlier(?!{GAP}than)|later|afterwards?{_ALONE}|(?:before|prior){_ALONE}|in{GAP}the{GAP}past{_ALONE})",
        _ago,
    ),
    _rule(
        "window",
        "Fighting killed 90 [over the last three weeks].",
        f"{_STRETCH_WORDS} {_WHICH_WORDS} preceding",
        rf"{_WINDOW}{GAP}(?P<count>{NUMBER}|{_COUPLE}){GAP}{_UNIT}{_NO_CONTAINER}",
        _window,
    ),
    _rule(
        "window-of-one",
        "Eight babies died [in the last month] alone.",
        f"{_STRETCH_WORDS} the this past",
        rf"{_WINDOW}{GAP}{_UNIT}(?!{GAP}of\b)",
        _window_of_one,
    ),
    _rule(
        "stretch",
        "Some 523 have died [in two months] of fighting.",
        "over during across within in",
        rf"(?P<preposition>over|during|across|within|in){GAP}(?P<count>{NUMBER}|{_COUPLE}){GAP}{_UNIT}"
        rf"(?!['’]|{GAP}(?:ago|old|later|earlier|before|after|since|into|away|apart|long)\b)",
        _stretch,
    ),
    _rule(
        "mentioned",
        "[The same day], 11 more were killed.",
        "that the same",
        rf"(?:that(?:{GAP}same)?|(?:the{GAP})?same){GAP}(?P<unit>day|night|morning|afternoon|evening|week|month|year)(?!-)",
        _mentioned,
    ),
    _rule("then", "The town has been shelled since [then].", "then", r"(?:(?<=since\s)|(?<=until\s)|(?<=by\s))then", _then),
    _rule("same-day", "[Earlier in the day], 3 were shot.", "earlier later", rf"(?:earlier|later){GAP}in{GAP}the{GAP}day", _then),
    _rule(
        "day-before",
        "[The day before], 6 were hurt.",
        "the",
        rf"the{GAP}(?P<unit>{_PART_OF_DAY}|week|weekend|month|year){GAP}(?P<side>before|prior|earlier|after|later){_ALONE}",
        _beside,
    ),
    _rule(
        "next-day",
        "[The next day], 20 more were wounded.",
        "the previous preceding following next",
        rf"(?:the{GAP})?(?P<side>previous|preceding|following|next){GAP}(?P<unit>{_PART_OF_DAY})(?!-)",
        _beside,
    ),
)
