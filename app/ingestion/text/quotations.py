"""A text to its quotations: curly, straight, single and guillemet marks, closed or not.

One unbalanced mark costs one quotation, never the rest of the text: a quotation ends with its paragraph at the latest.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.ingestion.facts import Span
from app.ingestion.text.sentences import sentences, trimmed
from app.ingestion.text.turns import Turn

_MARK = re.compile(r"[“”„«»\"]|[‘’']{2}|(?<![^\s(\[—–-])[‘'](?=\w)|(?<=[,.!?…])[’'](?!\w)|``")
_OPENING, _CLOSING = {"“", "„", "«", "``"}, {"”", "»"}
_SINGLE_OPENING, _SINGLE_CLOSING = {"‘", "'"}, {"’", "'"}
_SENTENCE_END = ",.?!…—–-;:"
_SAYING = r"(?:say|says|said|saying|replied|asked|asks|wrote|writes|told|tells|added|adds|shouted|answered|warned|tweeted|posted)"
# The writer's own words run into these: that “we will stay,” of “the largest,” in “Night Line,”
_BORROWING = frozenset(
    "that as of to the a an and or for with by is was are were be been in on at about from called named titled dubbed his her its their".split()
)
_SAID_WITHIN = re.compile(rf",\s(?=[^,“”\"]{{2,60}}\b{_SAYING}\b[^,“”\"]{{0,60}}$)")
_FAR = 160  # characters between two pieces of one quotation: a name with a description and an address


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. `outer` includes the marks that are there, `inner` leaves them out."""

    outer: Span
    inner: Span
    closed: bool
    whole: bool  # one or more sentences, not a phrase borrowed into the writer's own sentence


def quotations(text: str, paragraphs: list[Span], turns: list[Turn]) -> list[Quotation]:
    """The quotations of `text` in order, not overlapping; marks inside a quotation, and in the turns of a transcript, belong to it."""
    spoken = [Quotation(piece, piece, closed=True, whole=True) for turn in turns for piece in turn.pieces]
    by_end = {quotation.outer.end: quotation for quotation in spoken}
    found = [
        each
        for number, paragraph in enumerate(paragraphs)
        for each in ([by_end[paragraph.end]] if paragraph.end in by_end else _of_paragraph(text, paragraphs, number))
    ]
    for number, (before, after) in enumerate(itertools.pairwise(found), 1):
        if before.whole and not after.whole and _continues(text, before, after):
            found[number] = replace(after, whole=True)
    return found


def _continues(text: str, before: Quotation, after: Quotation) -> bool:
    """Whether the second is the rest of the first: “I left,” he said, “because of the rain.”"""
    between = text[before.outer.end : after.outer.start]
    said = len(between) < _FAR and between.rstrip().endswith(",") and not re.search(r"[.!?;:\n]", between)
    return said and text[after.inner.end - 1] in ".,!?" and len(text[slice(*after.inner)].split()) > 2


def _of_paragraph(text: str, paragraphs: list[Span], number: int) -> Iterator[Quotation]:
    paragraph = paragraphs[number]
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            first = mark.start() == paragraph.start and mark.group() in _CLOSING  # a closing mark typed for an opening one
            opened = mark if first or _opens(text, mark) else None
        elif _closes(text, mark, opened):
            yield _quotation(text, opened, mark.start(), mark.end(), closed=True)
            opened = None
        elif mark.group() == opened.group() == "“":
            yield _quotation(text, opened, mark.start(), mark.start(), closed=False)
            opened = mark
    if opened and opened.group() not in _SINGLE_OPENING:
        end = paragraph.end if _goes_on(text, paragraphs, number) else _first_sentence_end(text, opened, paragraph)
        yield _quotation(text, opened, end, end, closed=False)


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _OPENING:
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark.group() in ('"', "''", "‘‘", "’’"):
        return not before or before.isspace() or before in "([—–-:" or (not before.isalnum() and after.isalnum())
    return mark.group() in _SINGLE_OPENING and (not before or before.isspace() or before in "([—–-")


def _closes(text: str, mark: re.Match[str], opened: re.Match[str]) -> bool:
    if opened.group() in _SINGLE_OPENING:
        return mark.group() in _SINGLE_CLOSING and text[mark.start() - 1] in _SENTENCE_END
    if mark.group() in _CLOSING:
        return True
    before = text[mark.start() - 1]
    if mark.group() == '"':
        return not before.isspace() or not text[mark.end() : mark.end() + 1].isalnum()
    return len(mark.group()) == 2 and not before.isspace()


def _goes_on(text: str, paragraphs: list[Span], number: int) -> bool:
    """Whether the next paragraph opens a quotation again, as one does that runs over several paragraphs."""
    return number + 1 < len(paragraphs) and text.startswith(("“", '"', "„", "«", "''", "‘‘", "``"), paragraphs[number + 1].start)


def _first_sentence_end(text: str, opened: re.Match[str], paragraph: Span) -> int:
    """Where a quotation that never closes ends: with its sentence, before the words that say whose it is."""
    if opened.end() >= paragraph.end:
        return paragraph.end
    end = next((sentence.end for sentence in sentences(text, Span(opened.end(), paragraph.end))), paragraph.end)
    said = _SAID_WITHIN.search(text, opened.end(), end)
    return said.start() + 1 if said else end


def _quotation(text: str, opened: re.Match[str], inner_end: int, outer_end: int, closed: bool) -> Quotation:
    inner = trimmed(text, Span(opened.end(), inner_end))
    return Quotation(Span(opened.start(), max(outer_end, inner.end)), inner, closed, _whole(text, inner, outer_end))


def _whole(text: str, inner: Span, end: int) -> bool:
    words = text[inner.start : inner.end].split()
    if not words:
        return False
    first, last, after = text[inner.start], words[-1].rstrip("’'”\"")[-1:], text[end : end + 1]
    if len(words) == 1:
        return first.isupper() and last in set(",?!") and not _borrowed(text, inner)
    if _borrowed(text, inner):
        return False
    if first.islower():
        return last in set(",?!")
    return last in set(_SENTENCE_END) or after in {".", ",", "?", "!", "", "\n"}


def _borrowed(text: str, inner: Span) -> bool:
    """Whether the writer's own sentence runs into the quotation: needs leaders “who understand that,” she said."""
    before = re.search(r"(\w[\w’'-]*)\s*[“”„«»\"‘’'`]+\s*$", text[max(0, inner.start - 40) : inner.start])
    if before is None:
        return False
    word = before.group(1)
    if text[inner.start].islower():
        return not re.fullmatch(_SAYING, word, re.IGNORECASE)
    return word in _BORROWING


def overlapping(found: list[Quotation], span: Span) -> list[Quotation]:
    """The quotations that share characters with `span`."""
    first = bisect_right(found, span.start, key=lambda quotation: quotation.outer.end)
    last = bisect_left(found, span.end, key=lambda quotation: quotation.outer.start)
    return found[first:last]


def covering(found: list[Quotation], position: int) -> Quotation | None:
    """The quotation that holds the character at `position`."""
    number = bisect_right(found, position, key=lambda quotation: quotation.outer.start) - 1
    return found[number] if number >= 0 and position < found[number].outer.end else None
