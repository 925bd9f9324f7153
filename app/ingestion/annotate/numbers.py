"""Counts in a text, each with its hedge and the interval the words license.

In: the article's text. Out: its quantities from left to right, not overlapping, and its articles, for "a soldier was killed", which only
a reader of the sentence can tell from any other "a". What is counted is not looked at, except to leave out what is
measured (money, distance, time, age …) and what is only named with a number (F-16, Resolution 2249). The words are in
`app/data/quantities.toml`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.number_contexts import Hedge, Reading, is_capital_label, is_measured, is_no_quantity
from app.ingestion.annotate.number_phrases import vague
from app.ingestion.annotate.number_values import Amount, Form, interval, joined, skip_quote, touches
from app.ingestion.annotate.number_words import Effect, Kind, Token, tokenised, words
from app.ingestion.facts import Span

__all__ = ["Form", "Numbers", "Quantity", "numbers"]

_MOST_HEDGES = 4  # "at least another estimated" is three; a bound keeps the reading linear
_COUNTS = (Kind.NUMBER, Kind.PLURAL)
_TIES = frozenset("-‐‑/&.'’")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or share: `span` is hedge and number as in the text, `number` the number alone (with its "percent")."""

    span: Span
    number: Span
    low: float | None  # pieces or people; percent where `form` is SHARE; None where the words set no bound
    high: float | None
    approximate: bool
    hedge: str | None  # the words that changed the interval, as written
    form: Form


@dataclass(frozen=True, slots=True)
class Numbers:
    """What counts in a text, each list sorted and not overlapping."""

    quantities: list[Quantity]
    articles: list[Quantity]  # "a", "an", "another" and "one" that may count one of what follows


def numbers(text: str) -> Numbers:
    """What counts in `text`. Never raises."""
    tokens = tokenised(text)
    readings = list(_readings(tokens))
    taken = {i for reading in readings for i in range(reading.start, reading.end)}
    determiners = words().articles["determiners"]
    ones = (i for i, token in enumerate(tokens) if token.low in determiners and i not in taken and _counts_one(tokens, i))
    return Numbers(
        [_quantity(text, tokens, reading) for reading in readings if not is_no_quantity(tokens, reading)],
        [_one(Span(tokens[i].start, tokens[i].end)) for i in ones],
    )


def _one(span: Span) -> Quantity:
    return Quantity(span, span, 1, 1, False, None, Form.ARTICLE)


def _readings(tokens: Sequence[Token]) -> Iterator[Reading]:
    """What reads as a quantity, the dead ones too: nothing inside them is read again."""
    i, openings = 0, words().openings
    while (token := tokens[i]).kind is not Kind.END:
        reading = _reading(tokens, i) if token.low in openings or token.kind in _COUNTS else None
        if reading:
            yield reading
        i = reading.end if reading else i + 1


def _reading(tokens: Sequence[Token], i: int) -> Reading | None:
    """The quantity that begins with token `i`; where the hedge leaves nothing, as "a record" of "a record number", without it."""
    before, at = _hedges(tokens, i)
    amount = vague(tokens, at) or interval(tokens, at)
    if amount is None and before:
        before, amount = (), vague(tokens, i) or interval(tokens, i)
    if amount is None:
        return None
    after = _hedges_after(tokens, amount.end)
    if not before and not after and amount.end == i + 1 and tokens[i].low == "one":
        return None  # a determiner: see `articles`
    return Reading(i, after[-1].end if after else amount.end, amount, before, after)


def _hedges(tokens: Sequence[Token], i: int) -> tuple[tuple[Hedge, ...], int]:
    found: list[Hedge] = []
    if tokens[i].low == "over" and tokens[i - 1].low in words().context["handing"]:
        return (), i
    while len(found) < _MOST_HEDGES and (hedge := words().hedges.at(tokens, i)):
        found.append(Hedge(hedge[0], i, hedge[1]))
        i = hedge[1]
    return tuple(found), skip_quote(tokens, i) if found else i


def _hedges_after(tokens: Sequence[Token], i: int) -> tuple[Hedge, ...]:
    found: list[Hedge] = []
    while len(found) < 2 and (hedge := words().after.at(tokens, i)) and tokens[hedge[1]].low != "than":
        if tokens[i].text == "-" and not joined(tokens, i):
            break
        found.append(Hedge(hedge[0], i, hedge[1]))
        i = hedge[1]
    return tuple(found)


def _quantity(text: str, tokens: Sequence[Token], reading: Reading) -> Quantity:
    amount = reading.amount
    for hedge in (*reading.after, *reversed(reading.before)):
        amount = _hedged(amount, hedge.effect)
    return Quantity(
        span=_span(tokens, reading.start, reading.end),
        number=_span(tokens, reading.amount.start, reading.amount.end),
        low=amount.low,
        high=amount.high,
        approximate=amount.approximate,
        hedge=_words_of(text, tokens, reading),
        form=amount.form,
    )


def _hedged(amount: Amount, effect: Effect) -> Amount:
    match effect:
        case Effect.ABOUT:
            return replace(amount, approximate=True)
        case Effect.ABOVE:
            return replace(amount, high=None, approximate=True)
        case Effect.AT_LEAST:
            return replace(amount, high=None)
        case Effect.AT_MOST:
            return replace(amount, low=None)
        case Effect.BELOW:
            return replace(amount, low=None, approximate=True)
        case Effect.NONE:
            return amount


def _span(tokens: Sequence[Token], start: int, end: int) -> Span:
    return Span(tokens[start].start, tokens[end - 1].end)


def _words_of(text: str, tokens: Sequence[Token], reading: Reading) -> str | None:
    """The hedges that changed the interval, from the first to the last of them on one side of the number."""
    for hedges in (reading.before, reading.after):
        telling = [hedge for hedge in hedges if hedge.effect is not Effect.NONE]
        if telling:
            span = _span(tokens, telling[0].start, telling[-1].end)
            return text[span.start : span.end]
    first = tokens[reading.amount.start]
    return first.text if first.low == "between" else None


def _counts_one(tokens: Sequence[Token], i: int) -> bool:
    """Whether the determiner at `i` stands before something, and neither in an idiom nor before a unit."""
    table = words().articles
    before, token, after = tokens[i - 1], tokens[i], tokens[i + 1]
    if after.low in table["after"] or (is_measured(tokens, i + 1) and after.low != "second"):
        return False
    if touches(tokens, i) and before.text in _TIES:
        return False
    if token.low == "one":
        told = before.low == "that" and (
            tokens[i - 2].low == "and" or tokens[i - 2].low in cues().forms
        )  # "said that one man died"
        return (told or before.low not in table["before_one"]) and not _is_superlative(tokens, i + 1)
    follows = tokens[skip_quote(tokens, i + 1)].kind in (Kind.WORD, Kind.NUMBER, Kind.NEVER)
    follows = follows or token.low == "another"
    return follows and before.low not in table["before_a"] and not (token.text == "A" and is_capital_label(before))


def _is_superlative(tokens: Sequence[Token], i: int) -> bool:
    """ "of the most", "of its largest": after "one", a matter of rank, not a count."""
    word = tokens[i + 2].low
    return tokens[i].low == "of" and (
        word in words().articles["superlatives"] or (word.endswith("est") and word not in ("west", "arrest"))
    )
