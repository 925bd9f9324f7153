"""Drafts to those that stand: contents trimmed to the marks of the text, pieces joined, one draft a cue, each with what it stands in."""

import re
from collections.abc import Iterable

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.extract.drafts import Draft
from app.ingestion.facts import Span
from app.ingestion.text.quotations import covering, overlapping

MARKS = "“”\"„«»‘’'`"
_BETWEEN = MARKS + " .,!?…\n\r\t\u2029\xa0\u202f"
_SHORTEST = 4  # characters: "No.” is an answer, not a statement
_ALIKE = 0.9  # of the longer of two contents that begin alike
_DEEPEST = 16  # statements within one another; a text that goes deeper is no report


def distinct(page: Annotated, found: Iterable[Draft]) -> list[Draft]:
    """One draft a cue, and none that says the same as another, in the order of their cues; contents are trimmed."""
    kept: list[Draft] = []
    by_cue: set[Span] = set()
    contents: dict[int, Draft] = {}
    for draft in sorted(found, key=lambda each: (each.clause.tokens[0].start, each.position)):
        draft.content = _trimmed(page, _named_only(page, draft) if draft.rule == "description" else draft.content)
        draft.also = [_trimmed(page, piece) for piece in draft.also]
        short = draft.content.end - draft.content.start < _SHORTEST and not page.text[slice(*draft.content)].isdigit()
        if (draft.cue in by_cue or short) and draft.rule != "gapped":  # which shares its cue, and may be a number alone
            continue
        within = draft.belief and any(other.content.start <= draft.cue.start < other.content.end for other in kept[-3:])
        if within or _alike(contents.get(draft.content.start), draft):
            continue
        by_cue.add(draft.cue)
        contents[draft.content.start] = draft
        kept.append(draft)
    return kept


_GOES_ON = re.compile(r"\s*(?:of|for|to|that|against|between|on|and|or|with)\b")


def _named_only(page: Annotated, draft: Draft) -> Span:
    """The name that a thing is given, without what follows the marks about it: a “last chance” in the north, where …"""
    at = draft.content.start if draft.named is None else draft.named
    name = next((quote for quote in overlapping(page.quotations, draft.content) if quote.closed and quote.outer.end > at), None)
    begins = name is not None and name.outer.start - at < 4
    if name is None or not begins or _GOES_ON.match(page.text, name.outer.end, draft.content.end):
        return draft.content
    return Span(draft.content.start, min(draft.content.end, name.outer.end))


def _alike(same: Draft | None, draft: Draft) -> bool:
    """Whether another draft has nearly the same content."""
    if same is None:
        return False
    shorter, longer = sorted((same.content.end, draft.content.end))
    return shorter - draft.content.start > _ALIKE * (longer - draft.content.start)


def _trimmed(page: Annotated, span: Span) -> Span:
    """`span` grown to a mark that it cuts off, and without the marks around the whole of it."""
    text, (start, end) = page.text, span
    near = overlapping(page.quotations, span)
    opened = next((quote for quote in near if quote.outer.start < start <= quote.inner.start), None)
    start = opened.outer.start if opened else start
    cut = next((q for q in reversed(near) if q.inner.end - 2 <= end < q.outer.end and q.outer.start >= start), None)
    end = cut.outer.end if cut else end
    whole = covering(page.quotations, start)
    if whole and whole.outer.start == start and whole.outer.end >= end:
        start, end = whole.inner.start, min(end, whole.inner.end)
    while end > start and text[end - 1] in ",.;: \n":
        end -= 1
    return Span(start, end)


def joined(page: Annotated, pieces: Iterable[Span]) -> list[Span]:
    """The pieces, those that only marks and white space part as one, the longest first: “We struck it.¶“We will strike more.”"""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and not page.text[found[-1].end : piece.start].strip(_BETWEEN):
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return sorted(found, key=lambda each: (each.start - each.end, each.start))


def enclosing(kept: list[Draft]) -> dict[int, Draft]:
    """By the number of each draft in `kept`, the innermost other draft in whose content its cue stands; in one sweep over the text."""
    starts = [(piece.start, 0, piece.end, number) for number, draft in enumerate(kept) for piece in (draft.content, *draft.also)]
    cues = [(draft.cue.start, 1, draft.cue.end, number) for number, draft in enumerate(kept)]
    found: dict[int, Draft] = {}
    open_pieces: list[tuple[int, int]] = []  # where it ends, whose it is; the innermost last
    for start, is_cue, end, number in sorted(starts + cues, key=lambda each: (each[0], each[1], -each[2])):
        open_pieces = [each for each in open_pieces if each[0] > start][-_DEEPEST:]
        if not is_cue:
            open_pieces.append((end, number))
            continue
        outer = next((each for each in reversed(open_pieces) if each[0] >= end and each[1] != number), None)
        if outer:
            found[number] = kept[outer[1]]
    return found
