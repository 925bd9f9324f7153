"""A text to the turns of a transcript: paragraphs that a label opens, "Q:", "MR. RUIZ:", "SENIOR OFFICIAL:", and those that follow.

A label or two make no transcript: lists have them too. Somebody must ask, or two must speak more than once.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.ingestion.facts import Span
from app.ingestion.text.sentences import trimmed

_LABEL = re.compile(
    r"(?P<who>Q|A|(?:[A-Z][\w.’'-]*|\([A-Z][^)\n]{0,30}\))(?: (?:[A-Z][\w.’'-]*|\([^)\n]{1,30}\)|of|de|al-\w+)){0,5})\s?:\s+(?=\S)|(?P<asked>Q)(?:\.\s|\s{2,}|\t)\s*(?=\S)"
)
_ASKERS = frozenset("q question reporter journalist interviewer moderator host interviewers press reporters".split())
_NO_LABELS = frozenset(
    "read more update video photo photos story related watch listen note notes source sources location date time background map analysis opinion breaking image credit caption killed wounded day week month year what why how when where monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split()
)
_END = re.compile(r"[\[(*]|end\b|ends\b|###|read more\b|this (?:interview|transcript)\b", re.IGNORECASE)
_TITLE = re.compile(r"\. |\w \w|^[A-Z]{3,}$")  # not a single word in small letters
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next does: the name before the colon, and the paragraphs without it."""

    label: Span
    pieces: list[Span]
    asks: bool


def turns(text: str, paragraphs: list[Span]) -> list[Turn]:
    """The turns of `text` in order; none where it is no transcript."""
    labels = {number: label for number, paragraph in enumerate(paragraphs) if (label := _label(text, paragraph))}
    names = Counter(text[slice(*label)].casefold() for label, _ in labels.values())
    again = [name for name, count in names.items() if count > 1]
    asked = any(name in _ASKERS for name in names)
    if len(names) < 2 or not (asked or (len(again) > 1 and _speak(text, [paragraphs[n] for n in labels], labels.values()))):
        return []
    numbers = sorted(labels)
    return [
        _turn(text, paragraphs, labels[number], number, following)
        for number, following in zip(numbers, [*numbers[1:], None], strict=True)
    ]


def _speak(text: str, paragraphs: list[Span], labels: Iterable[tuple[Span, int]]) -> bool:
    """Whether the labels name persons and somebody says "I" or "we": a list that repeats "Problem:" and "Solution:" does neither."""
    titles = all(_TITLE.search(text[slice(*label)]) for label, _ in labels)
    return titles and any(_FIRST_PERSON.search(text, paragraph.start, paragraph.end) for paragraph in paragraphs)


def _label(text: str, paragraph: Span) -> tuple[Span, int] | None:
    """The label at the start of a paragraph, and where what is said begins."""
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    group = "asked" if match and match["asked"] else "who"
    if match is None or set(re.findall(r"\w+", match[group].lower())) & _NO_LABELS:
        return None
    return Span(*match.span(group)), match.end()


def _turn(text: str, paragraphs: list[Span], label: tuple[Span, int], number: int, following: int | None) -> Turn:
    """From its label to the next; after the last label, as long as somebody says "I" or "we"."""
    who, start = label
    pieces = [trimmed(text, Span(start, paragraphs[number].end))]
    for paragraph in paragraphs[number + 1 : following]:
        spoken = following is not None or _FIRST_PERSON.search(text, paragraph.start, paragraph.end)
        if not spoken or _END.match(text, paragraph.start):
            break
        pieces.append(paragraph)
    return Turn(who, pieces, text[slice(*who)].casefold() in _ASKERS)
