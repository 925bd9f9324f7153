"""Quantities without a number: "dozens", "several hundred", "a relatively small number".

In: tokens and the index of one. Out: `vague(tokens, i)`, the interval of the phrase that begins there, or None.
"""

from collections.abc import Sequence

from app.ingestion.annotate.number_values import Amount, Form, skip_quote
from app.ingestion.annotate.number_words import Kind, Token, words


def vague(tokens: Sequence[Token], i: int) -> Amount | None:
    """The phrase that begins with token `i`, the more telling first: "a few dozen" before "a few"."""
    return _multiple(tokens, i) or _hundreds(tokens, i) or _amount(tokens, i) or _phrase(tokens, i)


def _multiple(tokens: Sequence[Token], i: int) -> Amount | None:
    """ "several hundred", "a couple of thousand", "many hundreds"."""
    many = words().multiples.at(tokens, i)
    if many is None:
        return None
    (times, bounded), at = many
    unit = words().scales.get(tokens[at].low) or _plural(tokens[at])
    if not unit:
        return None
    end, scale = _of_plurals(tokens, at + 1)
    low = float(times * unit * scale)
    return Amount(i, end, low, low if bounded else None, True, Form.VAGUE)


def _plural(token: Token) -> float:
    """What one of "hundreds" or "1000's" is, else 0."""
    return token.value if token.kind is Kind.PLURAL else words().plurals.get(token.low, 0)


def _of_plurals(tokens: Sequence[Token], i: int) -> tuple[int, float]:
    """The index after "of thousands" or "thousand" at `i`, and its worth."""
    at = i + 1 if tokens[i].low == "of" else i
    unit = _plural(tokens[at]) if at > i else words().scales.get(tokens[at].low, 0)
    return (at + 1, unit) if unit >= 100 else (i, 1)


def _hundreds(tokens: Sequence[Token], i: int) -> Amount | None:
    """ "hundreds", "tens of thousands", "thousands upon thousands", "hundreds, if not thousands"."""
    word, unit = tokens[i].low, _plural(tokens[i])
    if not unit or (word == "scores" and tokens[i - 1].kind in (Kind.NUMBER, Kind.NEVER)):
        return None
    end, scale = _of_plurals(tokens, i + 1)
    if tokens[end].low in ("upon", "and") and tokens[end + 1].low == word:
        end += 2
    last, shared = _or_more(tokens, end)
    bare_tens = word == "tens" and scale == 1
    if bare_tens and not last and tokens[end].low != "of":
        return None
    return Amount(i, last or end, 2.0 * unit * (shared if bare_tens else scale), None, True, Form.VAGUE)


def _or_more(tokens: Sequence[Token], i: int) -> tuple[int, float]:
    """The index after ", if not thousands" at `i`, or 0, and what "tens" shares in "tens or hundreds of thousands"."""
    at = i + 1 if tokens[i].text == "," else i
    link = words().links.at(tokens, at)
    return _of_plurals(tokens, link[1] + 1) if link and _plural(tokens[link[1]]) else (0, 1)


def _amount(tokens: Sequence[Token], i: int) -> Amount | None:
    """ "a comparatively small number of", "large numbers", also with a quotation mark inside."""
    table = words().amounts
    article = tokens[i].low in ("a", "an")
    at = skip_quote(tokens, i + 1) if article else i
    first = at
    while at - first < 3 and tokens[at].low in table["adverbs"]:
        at += 1
    adjectives = at
    while at - adjectives < 2 and tokens[at].low in table["adjectives"]:
        at += 1
    noun = tokens[at].low
    if at == adjectives or noun not in table["plurals"] | table["singulars"]:
        return None
    closed = skip_quote(tokens, at + 1)
    of = tokens[closed].low == "of"
    end = closed if of else at + 1
    counts = of or noun == "numbers" or (article and noun == "number")
    return Amount(i, end, None, None, True, Form.VAGUE) if counts else None


def _phrase(tokens: Sequence[Token], i: int) -> Amount | None:
    found = words().vague.at(tokens, i)
    if found is None:
        return None
    phrase, end = found
    if (phrase.needs_of and tokens[end].low != "of") or tokens[i - 1].low in phrase.not_after:
        return None
    form = Form.COUNT if phrase.low is not None and not phrase.approximate else Form.VAGUE
    return Amount(i, end, phrase.low, phrase.high, phrase.approximate, form, dead=tokens[end].low in phrase.not_before)
