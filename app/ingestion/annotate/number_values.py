"""What number words and digits amount to.

In: tokens and the index of one. Out: the value that begins there and the index after it, or None. No hedges and no context: "2.5
million", "one hundred and five", "half a dozen", "10 percent", "two-thirds", "8,000-12,000".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.ingestion.annotate.number_words import Effect, Kind, Token, is_dotted, words

_HYPHENS = frozenset("-‐‑")
_DASHES = frozenset("-‐‑–—−")
_QUOTES = frozenset("\"“”„«»‘’'")


class Form(StrEnum):
    """How a quantity is put. ARTICLE is "a", "an", "another" or "one" before what it counts; a SHARE is in percent."""

    COUNT = "count"
    VAGUE = "vague"
    ARTICLE = "article"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval between two tokens: [start, end) are indexes into the tokens, `low` and `high` counts or percent."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool = False
    form: Form = Form.COUNT
    dead: bool = False  # read, and seen to be no quantity


def touches(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing stands between token `i` and the one before it."""
    return tokens[i - 1].end == tokens[i].start and tokens[i - 1].kind is not Kind.END


def joined(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a hyphen with words on both sides and no spaces."""
    return tokens[i].text in _HYPHENS and touches(tokens, i) and touches(tokens, i + 1) and tokens[i + 1].kind is not Kind.END


def _past_hyphen(tokens: Sequence[Token], i: int) -> int:
    return i + 1 if joined(tokens, i) else i


def exact(start: int, end: int, value: float) -> Amount:
    """A single value."""
    return Amount(start, end, value, value)


def cardinal(tokens: Sequence[Token], i: int) -> Amount | None:
    """A whole number, or a decimal with its scale: "10,000", "2.5 million", "24K", "Sixty-two", "a dozen", "half a million"."""
    return _digits(tokens, i) or _parted(tokens, i) or _spelled(tokens, i)


def _digits(tokens: Sequence[Token], i: int) -> Amount | None:
    token = tokens[i]
    if token.kind is not Kind.NUMBER:
        return None
    value = token.value * words().letters.get(token.letter.lower(), 1)
    end, scale = _scales(tokens, i + 1, token)
    percent = words().percent.at(tokens, end) is not None
    if is_dotted(token.low) and scale == 1 and not percent and not token.letter:
        value = float(token.low.replace(".", ""))
    dead = value * scale % 1 != 0 and not percent
    return Amount(i, end, value * scale, value * scale, dead=dead)


def _scales(tokens: Sequence[Token], i: int, number: Token) -> tuple[int, int]:
    """The index after the scale words at `i`, and their product. "In 2014 thousands fled": a year takes no plural."""
    scale = 1
    for _ in range(3):
        at = _past_hyphen(tokens, i)
        word = tokens[at].low
        plural = (
            words().scales.get(word.removesuffix("s"), 0)
            if word.endswith("s") and tokens[at + 1].low != "of" and number.value < 1000
            else 0
        )
        step = words().scales.get(word) or plural
        if not step:
            break
        scale, i = scale * step, at + 1
    return i, scale


def _parted(tokens: Sequence[Token], i: int) -> Amount | None:
    """ "half a million", "half a dozen", "a half-dozen", "a quarter of a million", "three-quarters of a million"."""
    table = words()
    count = 1 if tokens[i].low == "a" else table.small.get(tokens[i].low)
    at = i if count is None else _past_hyphen(tokens, i + 1)
    whole = table.fractions.get(tokens[at].low)
    if whole is None or (count is None and tokens[at].low not in ("half", "quarter")):
        return None
    at = _past_hyphen(tokens, at + 1)
    of = whole != 2 and [token.low for token in tokens[at : at + 2]] == ["of", "a"]
    if whole != 2 and not of:
        return None
    at = _past_hyphen(tokens, at + 1) if of or tokens[at].low == "a" else at
    at = at + 1 if of else at
    scale = table.scales.get(tokens[at].low)
    if not scale:
        return None
    value = (count or 1) * scale // whole
    return replace(exact(i, at + 1, value), approximate=value * whole != (count or 1) * scale)


def _spelled(tokens: Sequence[Token], i: int) -> Amount | None:
    """Number words from the left: `total` holds the closed thousands, `group` the open ones."""
    table = words()
    total, group, at, read = 0.0, 0.0, i, i
    if tokens[i].low in ("a", "an"):
        at, group = i + 1, 1
        if tokens[at].low not in table.scales:
            return None
    elif tokens[i].low not in table.small and tokens[i].low != "dozen":
        return None
    last = 0.0  # the word before, for what may follow it
    while True:
        word = tokens[at].low
        if word in table.small and _may_follow(table.small[word], last):
            last = table.small[word]
            group += last
        elif word in table.scales and (group or word == "dozen"):
            last = table.scales[word]
            group = (group or 1) * last
            total, group = (total + group, 0.0) if last >= 1000 else (total, group)
        elif (half := _and_a_half(tokens, at)) is not None and last < 100:
            return exact(i, at + 4, (group + 0.5) * half)
        else:
            break
        at = read = at + 1
        at = _past_hyphen(tokens, at)
        at = at + 1 if last in (100, 1000) and tokens[at].low == "and" and tokens[at + 1].low in table.small else at
    return exact(i, read, total + group) if read > i else None


def _may_follow(value: int, last: float) -> bool:
    """Whether a small number word may come after a word worth `last`: "sixty-two" and "hundred five", not "five ten"."""
    return last == 0 or last >= 100 or (20 <= last <= 90 and value < 10)


def _and_a_half(tokens: Sequence[Token], i: int) -> int | None:
    """The scale in "two and a half million"."""
    if [token.low for token in tokens[i : i + 3]] != ["and", "a", "half"]:
        return None
    return words().scales.get(tokens[i + 3].low)


def term(tokens: Sequence[Token], i: int) -> Amount | None:
    """A cardinal, or a share: "10", "10 percent", "a third of", "two-thirds", "half their"."""
    share = _fraction(tokens, i) or _half(tokens, i) or _one_in(tokens, i)
    if share is not None:
        return share
    number = cardinal(tokens, i)
    percent = words().percent.at(tokens, number.end) if number else None
    return replace(number, end=percent[1], form=Form.SHARE) if number and percent else number


def _share(start: int, end: int, parts: float, whole: float) -> Amount:
    percent = round(100 * parts / whole, 2)
    return Amount(start, end, percent, percent, percent * whole != 100 * parts, Form.SHARE)


def _fraction(tokens: Sequence[Token], i: int) -> Amount | None:
    """ "two-thirds", "one third", "a third of". "A third soldier" is an ordinal, hence the "of"."""
    table = words()
    article = tokens[i].low == "a"
    parts = 1 if article else table.small.get(tokens[i].low)
    at = _past_hyphen(tokens, i + 1)
    whole = table.fractions.get(tokens[at].low)
    if parts is None or whole is None or whole == 2 or parts >= whole:
        return None
    of = tokens[at + 1].low == "of"
    if of and tokens[at + 2].low == "a" and tokens[at + 3].low in table.scales:
        return None  # "three-quarters of a million" is a number
    return _share(i, at + 1, parts, whole) if of or not article else None


def _half(tokens: Sequence[Token], i: int) -> Amount | None:
    context = words().context
    if tokens[i].low != "half" or tokens[i - 1].low in context["not_before_half"]:
        return None
    bare = tokens[i + 1].low in context["after_half"] or (
        tokens[i - 1].low in context["before_half"] and not joined(tokens, i + 1)
    )
    return _share(i, i + 1, 1, 2) if bare and tokens[i + 1].low not in ("a", "an") else None


def _one_in(tokens: Sequence[Token], i: int) -> Amount | None:
    """ "one in five soldiers", "nine out of 10"."""
    parts = cardinal(tokens, i) if tokens[i].low in words().small or tokens[i].kind is Kind.NUMBER else None
    if parts is None or parts.low is None:
        return None
    out = tokens[parts.end].low == "out" and tokens[parts.end + 1].low == "of"
    whole = cardinal(tokens, parts.end + 2) if out else cardinal(tokens, parts.end + 1) if tokens[parts.end].low == "in" else None
    if whole is None or not whole.low or not parts.low < whole.low <= 1000:
        return None
    says_share = whole.low == 10 if out else parts.low == 1 and tokens[whole.end].kind is Kind.WORD
    return _share(i, whole.end, parts.low, whole.low) if says_share else None


def interval(tokens: Sequence[Token], i: int) -> Amount | None:
    """A term or a range of two: "8,000 to 12,000", "20 to 30 thousand", "two or three", "between nine and 50"."""
    if tokens[i].low == "between":
        left = _hedged_term(tokens, i + 1)
        right = _hedged_term(tokens, left.end + 1) if left and tokens[left.end].low in ("and", "to") else None
        return _range(tokens, i, left, right) if left and right else None
    left = term(tokens, i)
    if left is None:
        return None
    at = _past_connector(tokens, left.end)
    right = _hedged_term(tokens, at) if at and not _is_change(tokens, i, at) else None
    return (_range(tokens, i, left, right) if right else None) or _score(tokens, left) or left


def _hedged_term(tokens: Sequence[Token], i: int) -> Amount | None:
    hedge = words().hedges.at(tokens, i)
    if hedge is None or hedge[0] is not Effect.ABOUT:
        return term(tokens, i)
    inner = term(tokens, hedge[1])
    return replace(inner, approximate=True) if inner else None


def _past_connector(tokens: Sequence[Token], i: int) -> int | None:
    """The index after "to", "or" or a dash; only an en dash may stand free: "10 – 15", "nine- to 12-mile"."""
    inside = i + 1 if tokens[i].text in _HYPHENS and touches(tokens, i) else i
    if tokens[inside].low in ("to", "or"):
        return _past_hyphen(tokens, inside + 1)
    tied, tied_after = touches(tokens, i), touches(tokens, i + 1)
    return i + 1 if tokens[i].text in _DASHES and tied == tied_after and (tied or tokens[i].text == "–") else None


def _is_change(tokens: Sequence[Token], i: int, right: int) -> bool:
    """Whether the number at `i` is the start of a change ("rose from 12 to 15"), not the lower end of a range."""
    if tokens[right - 1].low != "to":
        return False
    for back in range(1, 12):
        token = tokens[i - back]
        if token.text in (".", ";") or token.kind is Kind.END:
            return False
        if token.low in words().context["changes"]:
            return any(tokens[i - k].low in ("from", "by") for k in range(1, back))
    return False


def _range(tokens: Sequence[Token], start: int, left: Amount, right: Amount) -> Amount | None:
    """Both ends as one interval, where the right one is the greater; the left one takes the scale of "20 to 30 thousand"."""
    low, high = left.low, right.high
    if low is None or high is None or (left.form is Form.SHARE and right.form is not Form.SHARE):
        return None
    low *= _shared_scale(tokens, left, right)
    if low >= high:
        return None
    return Amount(start, right.end, low, high, left.approximate or right.approximate, right.form, left.dead and right.dead)


def _shared_scale(tokens: Sequence[Token], left: Amount, right: Amount) -> float:
    """What "20" is worth in "20 to 30 thousand", "2-3m" and "10-12,000"."""
    low, high = left.low or 0, right.high or 0
    last = tokens[right.end - 1]
    scale = words().scales.get(last.low, 1) * words().letters.get(last.letter.lower(), 1)
    if scale > 1 and low < 1000 and low * scale < high and tokens[left.end - 1].low not in words().scales:
        return scale
    return 1000 if scale == 1 and high % 1000 == 0 and low * 1000 < high <= low * 4000 and low % 1 == 0 else 1


def _score(tokens: Sequence[Token], left: Amount) -> Amount | None:
    """ "3-0": read, and no quantity."""
    right = (
        cardinal(tokens, left.end + 1)
        if joined(tokens, left.end) or (tokens[left.end].text == "–" and touches(tokens, left.end))
        else None
    )
    return replace(left, end=right.end, dead=True) if right else None


def skip_quote(tokens: Sequence[Token], i: int) -> int:
    """The index after a quotation mark at `i`, or `i`."""
    return i + 1 if tokens[i].text in _QUOTES else i
