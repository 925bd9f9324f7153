"""A text to its paragraphs and sentences, as spans."""

import itertools
import re

from sentencex import get_sentence_boundaries

from app.ingestion.facts import Span

_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")
_OPENING_LEFT_BEHIND = re.compile(r"\s[“\"‘«]\s*$")  # the splitter leaves an unclosed mark on the sentence before it
_NEW_QUOTATION = re.compile(
    r"(?<=[a-z0-9)%,][.!?…])\s+(?=(?:[“«„]|[\"'‘’]{1,2})[A-Z0-9])|(?<=\bon X\.)\s+|(?<=\bMay\.)\s+(?=[A-Z])"
)  # it takes "in May." for an abbreviation, and "on X." for an initial
_CLOCK = re.compile(
    r"\b[ap]\.m\.\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|GMT\b|EST\b|EDT\b)"
)  # it ends a sentence there
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Maj|Sgt|Adm|Sen|Rep|Gov|Brig|Cmdr)\.$")

_NEXT = 4  # characters between two sentences of one paragraph, and one too many


def is_next(end: int, start: int) -> bool:
    """Whether the sentence that starts there follows in the same paragraph on the one that ends."""
    return 0 <= start - end < _NEXT


def paragraphs(text: str) -> list[Span]:
    """The lines of `text` that hold anything, without the white space around them."""
    return [trimmed(text, Span(*match.span())) for match in _PARAGRAPH.finditer(text) if match.group().strip()]


def sentences(text: str, within: Span) -> list[Span]:
    """The sentences of the part of `text` that `within` covers. A sentence that opens a quotation reaches to its end."""
    part = text[within.start : within.end]
    starts = [found["start_index"] for found in get_sentence_boundaries("en", part)]
    starts += [
        match.end()
        for match in _NEW_QUOTATION.finditer(part)
        if not _TITLE.search(part[max(0, match.start() - 6) : match.start()])
    ]
    starts = sorted({0, *starts} - {match.end() for match in _CLOCK.finditer(part)})
    for number, start in enumerate(starts):
        left_behind = _OPENING_LEFT_BEHIND.search(part, starts[number - 1] if number else 0, start)
        if number and left_behind:
            starts[number] = left_behind.start() + 1
    edges = [*starts, len(part)]
    spans = (trimmed(text, Span(within.start + a, within.start + b)) for a, b in itertools.pairwise(edges))
    return [span for span in spans if span.start < span.end]


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
