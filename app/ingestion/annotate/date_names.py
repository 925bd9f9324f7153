"""The rules of dates by name or number: days and months of the calendar, years, days of the week, feasts, seasons."""

import re

from app.ingestion.annotate.date_forms import Calendar, Feast, MovableFeast, Season, Weekday
from app.ingestion.annotate.date_rules import Reading, Rule, Weak, before, rule
from app.ingestion.annotate.date_words import (
    DAY,
    DAYS,
    GAP,
    MONTH,
    MONTH_NUMBERS,
    MONTHS,
    NAME_AFTER,
    NO_DIGITS_BEFORE,
    NO_NAME_AFTER,
    SEASONS,
    TIME_OF_DAY,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    WHICH,
    WHICH_WORDS,
    YEAR,
    last_word,
)

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


def _month_number(match: re.Match[str]) -> int:
    return MONTH_NUMBERS[match["month"].lower().rstrip(".")]


def _year_number(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _day_number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


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
    return None if not match["year"] and before(_MONTH_ALONE, match) else _days(match)


_SURNAME = re.compile(r"\s(?-i:[A-Z][a-z])")
_GIVEN_NAMES = (1, 4, 6, 8)  # Jan or January, April, June, August


def _month(match: re.Match[str]) -> Reading | None:
    month, year, which = _month_number(match), _year_number(match), last_word(match["which"])
    when = Calendar(year, month=month, which=WHICH.get(which), years_away=0 if which == "this" else None)
    if year or which in WHICH or (which and month != 5):
        return Reading(when)
    return Reading(when, weak=_weakness(match, month))


def _weakness(match: re.Match[str], month: int) -> Weak | None:
    """How far the bare name of a month is to be trusted."""
    name = match["month"]
    if month == 5 or (month in _GIVEN_NAMES and _SURNAME.match(match.string, match.end())):
        return Weak.NAME
    abbreviated = name.lower() not in MONTHS
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
    if before(_OTHER_FEAST, match):
        return None
    return Reading(MovableFeast(Feast(re.sub(r"\s+", " ", match["feast"].lower())), _year_number(match)))


def _season(match: re.Match[str]) -> Reading | None:
    which, year = last_word(match["which"]), _year_number(match)
    return Reading(Season(SEASONS[match["season"].lower()], year, WHICH.get(which))) if year or which else None


# ---- days of the week ----

# "every Friday" and "on a Friday" are no particular one; "Bloody Sunday", "Mail on Sunday" none at all.
_NO_WEEKDAY = re.compile(
    rf"\b(?:every|each|any|most|alternate|(?:on|of|for){GAP}an?|(?-i:Black|Bloody|Super|Cyber|Ash|Holy|Easter|Palm|Good)|"
    rf"(?-i:Mail|Independent|Sun|Scotland|Herald){GAP}on){GAP}\Z",
    re.I,
)


def _weekday(match: re.Match[str]) -> Reading | None:
    if before(_NO_WEEKDAY, match):
        return None
    return Reading(Weekday(WEEKDAY_NUMBERS[match["weekday"].lower()], WHICH.get(last_word(match["which"]))))


def _short_weekday(match: re.Match[str]) -> Reading:
    return Reading(Weekday(WEEKDAY_NUMBERS[match["weekday"].lower()]))


def _bare_short_weekday(match: re.Match[str]) -> Reading:
    return Reading(Weekday(WEEKDAY_NUMBERS[match["weekday"].lower()]), weak=Weak.WEEKDAY)


# ---- the table ----

_MONTH_WORDS = " ".join(MONTH_NUMBERS)
_SHORT_WEEKDAYS = r"(?-i:Tues?|Wed|Thu(?:rs?)?|Fri)"
_DATE_AHEAD = rf"(?=,?{GAP}(?:{DAY}{GAP}M|M\s{{0,3}}\d))".replace("M", MONTH.replace("?P<month>", "?:"))

NAMED_DATES: tuple[Rule, ...] = (
    rule(
        "iso-date",
        "It was struck on [2024-10-29].",
        "0",
        rf"{NO_DIGITS_BEFORE}(?P<year>(?:1[89]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=T\d|(?![\w-]))",
        _iso,
    ),
    rule(
        "slashed-date",
        "The dam was taken on [29/10/2024].",
        "0",
        rf"{NO_DIGITS_BEFORE}(?P<first>\d\d?)(?P<mark>[/.])(?P<second>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)(?![/.]\d)",
        _slashed,
    ),
    rule(
        "day-month",
        "Raids on [16 and 17 July] hit the port.",
        "0 the",
        rf"(?:the{GAP})?{NO_DIGITS_BEFORE}{DAYS}(?:\sof)?[\s-]{{1,3}}{MONTH}(?!\s(?-i:BE|HAVE|NOT|ALSO|WELL)\b)"
        rf"(?:,?[\s-]{{1,3}}{YEAR})?{TIME_OF_DAY}{NO_NAME_AFTER}",
        _days,
    ),
    rule(
        "month-day",
        "He died on [Oct. 29, 2024] in Idlib.",
        _MONTH_WORDS,
        rf"(?<!Long\s){MONTH}\s{{0,3}}(?:the{GAP})?{DAYS}(?:,?{GAP}{YEAR})?{TIME_OF_DAY}{NO_NAME_AFTER}",
        _month_then_days,
    ),
    rule(
        "month",
        "Shelling killed 12 in [August 2014].",
        f"{_MONTH_WORDS} this last past next final coming",
        rf"(?:(?P<which>this(?:{GAP}(?:past|coming))?|last|past|final|next|coming){GAP})?(?<!Black\s){MONTH}"
        rf"(?:,?{GAP}(?:of{GAP})?{YEAR})?(?!(?:{GAP}{DAY})?{NAME_AFTER})",
        _month,
    ),
    rule(
        "year",
        "Some 300 died in [2012-15].",
        "0",
        rf"(?<![\w.,:/$€£#]){YEAR}(?:[-–/](?P<short>\d\d)(?![\w-]|[.,:]\d))?",
        _years,
    ),
    rule(
        "decade",
        "The base was built in [the 1990s].",
        "the 0",
        rf"(?:the{GAP})?{NO_DIGITS_BEFORE}(?P<decade>(?:1[89]|20)\d0)['’]?s",
        _decade,
    ),
    rule(
        "weekday",
        "Two were hurt on [Tuesday night].",
        f"{' '.join(WEEKDAYS)} {WHICH_WORDS}",
        rf"(?:(?P<which>this(?:{GAP}(?:past|coming))?|last|past|previous|final|next|coming|subsequent){GAP})?"
        rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b{TIME_OF_DAY}(?!\s(?-i:Times|Telegraph|Mirror|Express|Mail|Mercury|Herald|World|[Ss]chool)\b)",
        _weekday,
    ),
    rule(
        "short-weekday",
        "It began [Sat night] in Homs.",
        "mon tue tues wed thu thur thurs fri sat sun",
        rf"(?P<weekday>{_SHORT_WEEKDAYS}|(?-i:Mon|Sat|Sun))\b\.?(?:{GAP}(?:morning|afternoon|evening|night)\b|{_DATE_AHEAD})",
        _short_weekday,
    ),
    rule(
        "short-weekday-alone",
        "Two died on [Tues] in Homs.",
        "tue tues wed thu thur thurs fri",
        rf"(?P<weekday>{_SHORT_WEEKDAYS})\b",
        _bare_short_weekday,
    ),
    rule(
        "fixed-feast",
        "The truce began on [New Year’s Eve].",
        "christmas new boxing bastille",
        rf"(?-i:(?=[A-Z]))(?P<feast>christmas{GAP}(?:eve|day)|boxing{GAP}day|bastille{GAP}day|new{GAP}year['’]?s{GAP}(?:eve|day))(?:,?{GAP}{YEAR})?",
        _fixed_feast,
    ),
    rule(
        "movable-feast",
        "The bombs of [Easter Sunday 2019] killed 269.",
        "easter good palm thanksgiving",
        rf"(?-i:(?=[A-Z]))(?P<feast>easter{GAP}(?:sunday|monday)|good{GAP}friday|palm{GAP}sunday|thanksgiving)(?:{GAP}day)?(?:,?{GAP}{YEAR})?",
        _movable_feast,
    ),
    rule(
        "season",
        "The front moved in [the summer of 2023].",
        f"{' '.join(SEASONS)} the last this next past final",
        rf"(?:(?P<which>last|this|next|past|final){GAP}|the{GAP})?(?P<season>{'|'.join(SEASONS)})\b(?!-[a-z])(?:{GAP}(?:of{GAP})?{YEAR})?",
        _season,
    ),
)
