"""The words that dates of English are written with, and the pieces of patterns made of them. Every run of blanks is bounded."""

import re

from app.ingestion.annotate.date_forms import Unit, Which

# ---- words ----

MONTHS = [
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
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
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
MONTH_NUMBERS = {name[:n]: i for i, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
WEEKDAY_NUMBERS = {name[:n]: i for i, name in enumerate(WEEKDAYS) for n in (3, 4, 5, len(name))}
NUMBERS = {word: i for i, word in enumerate(_SMALL, 1)} | {word: 10 * i for i, word in enumerate(_TENS, 2)} | {"dozen": 12}
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
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# "final week" for "last week" and "subsequent week" for "next week" are what paraphrasing software writes.
WHICH = {
    "last": Which.LAST,
    "past": Which.LAST,
    "previous": Which.LAST,
    "final": Which.LAST,
    "next": Which.NEXT,
    "coming": Which.NEXT,
    "subsequent": Which.NEXT,
}
WHICH_WORDS = " ".join([*WHICH, "this current following the"])

# ---- pieces of patterns ----

GAP = r"\s{1,3}"
MONTH = (
    r"(?P<month>(?-i:May|MAY|March|MARCH)\b(?!-[a-z])|(?:" + "|".join(m for m in MONTHS if m not in ("may", "march")) + r")\b|"
    r"(?-i:" + "|".join(f"{m[:3].title()}|{m[:3].upper()}" for m in MONTHS if m != "may") + r"|Sept|SEPT)\b(?:\.|(?!-[a-z])))"
)
YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\w%]|[.,:]\d|-[a-z]|\s?(?:GMT|UTC|hours|hrs|local)\b)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
DAYS = (
    rf"(?P<day>{DAY})(?:(?:\s?,\s?{DAY}){{0,4}}(?:\s?[-–—/&]\s?|,?{GAP}(?:and|to|or|through|until){GAP})(?P<last>{DAY}))?"
    rf"(?!\w|%|[.,:/]\d|-(?!{'|'.join(m[:3] for m in MONTHS)})[a-z]|\s?(?:km|kms|kilomet\w+|miles?|met(?:er|re)s?|percent|per\scent|million|billion|thousand|[ap]\.?m)\b)"
)
NO_DIGITS_BEFORE = r"(?<![\w.,:/$€£#–-])"
TIME_OF_DAY = rf"(?:{GAP}(?:late{GAP})?(?:morning|afternoon|evening|night)\b)?"
NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_SMALL[:9])}))?|{'|'.join(sorted(_SMALL, key=len, reverse=True))}"
COUPLE = rf"(?:a{GAP})?(?:couple|pair)(?:{GAP}of)?|(?:a{GAP})?dozen"
UNIT = r"(?P<unit>hour|hr|day|week|wk|fortnight|month|year|yr|decade)s?\b(?!-[a-z])"
# "the 24 hours to 6am on Saturday"
UP_TO = (
    rf"{GAP}(?:(?:up{GAP})?to|until|till|through|ending|ended)(?:{GAP}(?:at|on))?"
    rf"(?:{GAP}(?:noon|midday|midnight|dawn|dusk|sunset|sunrise|\d{{1,2}}(?:[:.]\d\d|\s?[ap]\.?m\b\.?){{1,2}}))?(?:{GAP}on)?{GAP}"
)
PERIOD = r"(?P<unit>weekend|week|month|year|yr)\b(?!-[a-z])"
PART_OF_DAY = r"(?:day|night|morning|afternoon|evening)"
# "the last two weeks of May" is a part of May, "the last two years of war" a stretch up to today.
NO_CONTAINER = rf"(?!{GAP}of{GAP}(?:the|this|last|next|his|her|its|their|{'|'.join(MONTHS)}|\d{{4}})\b)"
FUNCTION_WORDS = (
    r"(?:and|but|or|in|on|at|by|to|from|near|with|when|while|as|after|was|were|is|are|had|has|have|for|during|which|who|where|over|"
    r"outside|inside|amid|against|because|if|also|into|about|around|alone|along|across|under)\b"
)
# "The day before, 6 died" speaks of a day mentioned, "the day before the vote" of one that is not known.
ALONE = rf"(?=\s*(?:\Z|[^\w\s'’(-])|\s+{FUNCTION_WORDS})"
# "The July 26 Movement", "17 July Bridge".
NAME_AFTER = (
    r"\s(?-i:Movement|Alliance|Brigades?|Bloc|Battalion|Martyrs|Youth|Square|Street|Bridge|Airport|University|Hospital|Stadium)\b"
)
NO_NAME_AFTER = rf"(?!{NAME_AFTER})"


def number(words: str) -> int:
    """ "24", "twenty-four", "a", "a couple of" → how many."""
    words = words.lower()
    if words.isdecimal():
        return int(words)
    if "couple" in words or "pair" in words:
        return 2
    return sum(NUMBERS.get(word, 0) for word in re.split(r"[-\s]+", words)) or 1


def unit(word: str) -> tuple[int, Unit]:
    """ "fortnights" → 2 weeks."""
    return _UNITS[word.lower().removesuffix("s")]


def last_word(words: str | None) -> str:
    return words.lower().split()[-1] if words else ""
