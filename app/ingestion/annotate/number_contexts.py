"""What stands around a number, and what makes it no quantity: a price, a name, a measure, a year, an age.

In: tokens and a reading of some of them. Out: `is_no_quantity(tokens, reading)`, and the tests that determiners need too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ingestion.annotate.number_values import Amount, interval, touches
from app.ingestion.annotate.number_words import Effect, Kind, Token, words

_CLAUSE_ENDS = frozenset(".,;:!?)\n")
_HYPHENS = frozenset("-‐‑–")
_STROKES = frozenset("#№/\\_@^")
_THEN = frozenset({"later", "ago", "earlier", "after", "before"})
_YEARS = range(1500, 2100)
_LATE_YEARS = range(1900, 2100)
_OLDEST = 115


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word before or after the number, by token indexes."""

    effect: Effect
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity between tokens, with what stands around its number."""

    start: int
    end: int
    amount: Amount
    before: tuple[Hedge, ...]
    after: tuple[Hedge, ...]


def is_no_quantity(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether the words around `reading` make it something else than a count."""
    return (
        reading.amount.dead
        or _is_labelled(tokens, reading)
        or is_measured(tokens, reading.end)
        or _is_metres(tokens, reading.amount)
        or _is_year(tokens, reading)
        or _is_age(tokens, reading)
        or _is_under_age(tokens, reading)
        or _shares_a_unit(tokens, reading)
    )


def _is_labelled(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether the token before makes the number a price or a name: "$10", "Article 5", "Day 979", "mid-30"."""
    i, context = reading.amount.start, words().context
    label = tokens[i - 1]
    if label.low in context["currencies"]:
        return True
    if touches(tokens, i) and (label.text in _STROKES or (label.text in _HYPHENS and touches(tokens, i - 1))):
        return True
    if tokens[i].low in ("a", "an"):
        return False
    return label.low in context["labels"] or (is_capital_label(label) and not _is_counted(tokens, reading.end))


def is_capital_label(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.capitalize() in words().context["capital_labels"]


def is_measured(tokens: Sequence[Token], i: int) -> bool:
    """Whether a unit follows at `i`, or a hyphen as in "two-hour" and "nine- to 12-mile"."""
    if tokens[i].text in _HYPHENS and tokens[i].text != "–" and touches(tokens, i):
        return True
    if tokens[i].low == "times":
        return tokens[i + 1].low in _COMPARING  # "three times as many"; not "attacked three times"
    context, units = words().context, words().units
    at, skipped = i, context["skipped"]
    if tokens[i].low == "of":
        at, skipped = i + 1, skipped | context["skipped_after_of"]
    for token in tokens[at : at + 3]:
        if token.low not in skipped:
            return token.low in units
    return False


def _is_metres(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "300m from the border", where "12m people" are millions."""
    last, following = tokens[amount.end - 1], tokens[amount.end]
    if last.letter != "m" or last.value % 1:
        return False
    return following.low in words().context["metres"] or following.text in _CLAUSE_ENDS or following.kind is Kind.END


def _is_year(tokens: Sequence[Token], reading: Reading) -> bool:
    """Four bare digits are a year, but not where a count noun follows, nor where they are round or early and no "in" goes before."""
    amount, context = reading.amount, words().context
    numbers = [token for token in tokens[amount.start : amount.end] if token.kind is Kind.NUMBER or token.low in words().scales]
    if not numbers or reading.after or not all(_is_four_digits(token) for token in numbers):
        return False
    value = numbers[0].value
    counted = _is_counted(tokens, reading.end)
    if tokens[reading.start - 1].low in context["year_after"] and not counted:
        return value in _YEARS and (not reading.before or value % 100 != 0)
    said = tokens[reading.start - 1].low in context["year_after"] and not reading.before
    return value in _LATE_YEARS and value % 100 != 0 and (said or not counted)


def _is_counted(tokens: Sequence[Token], i: int) -> bool:
    """Whether people or pieces come within three words of `i`."""
    for token in tokens[i : i + 3]:
        if token.kind is not Kind.WORD:
            return False
        if token.low in words().context["counted"]:
            return True
    return False


def _is_four_digits(token: Token) -> bool:
    return token.kind is Kind.NUMBER and len(token.text) == 4 and token.text.isdecimal()


def _is_age(tokens: Sequence[Token], reading: Reading) -> bool:
    """ "Ali Hassan, 42, said", "Ali Hassan (42)"."""
    amount, before, after = reading.amount, tokens[reading.start - 1], tokens[reading.end]
    written = tokens[amount.start]
    if reading.end > reading.start + 1 or (amount.low or 0) > _OLDEST:
        return False
    of = before.low == "of" and tokens[reading.start - 2].low in words().context["of_age"]
    if of:
        return True  # "a boy of five drowned", "a mother of three"
    if written.kind is not Kind.NUMBER or written.value > _OLDEST:
        return False
    named = tokens[reading.start - 2]
    if (before.text, after.text) not in ((",", ","), (",", "."), (",", ";"), ("(", ")")):
        return False
    in_list = before.text == "(" and _in_places(tokens, reading.start - 2)
    return not in_list and (named.text.istitle() or named.low in words().context["persons"])


_COMPARING = frozenset(
    "as more the higher larger bigger greater that over than fewer less its their higher lower weaker stronger worse".split()
)
_WHERE = frozenset(("in", "near", "at", "around", "across"))


def _in_places(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name that ends at `i` is one of a list of places: "in Kherson (9), Nikopol (3)"."""
    for k in range(i, max(0, i - 40), -1):
        if tokens[k].low in _WHERE:
            return k < i
        listed = tokens[k].text in ("(", ")", ",") or tokens[k].low == "and" or tokens[k].kind is Kind.NUMBER
        if not (listed or tokens[k].text.istitle() or tokens[k].text in ("-", "‑")):
            return False
    return False


def _is_under_age(tokens: Sequence[Token], reading: Reading) -> bool:
    """ "children under 18", "men over 60"."""
    if not reading.before or (reading.amount.low or 0) > _OLDEST or tokens[reading.start - 1].low not in words().context["aged"]:
        return False
    return tokens[reading.start].low in ("under", "over", "below", "above")


def _shares_a_unit(tokens: Sequence[Token], reading: Reading) -> bool:
    """ "sentences of 10 and 15 years"; not "killed 10 and two days later …"."""
    if reading.after or tokens[reading.end].low not in ("and", "or", "to"):
        return False
    other = interval(tokens, reading.end + 1)
    if other is None or not is_measured(tokens, other.end):
        return False
    return not any(tokens[other.end + k].low in _THEN for k in range(1, 4))
