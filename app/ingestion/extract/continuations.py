"""Content that runs beyond its sentence: blocks after "the minister said:", quotations over paragraphs, quotations without a cue.

Comes in: an annotated text and the drafts of its sentences. Goes out: drafts of blocks, and drafts with the pieces that go on.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Frame, cues
from app.ingestion.extract.complements import takes_clause
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.phrases import noun_phrase, subject
from app.ingestion.extract.pieces import MARKS
from app.ingestion.extract.prefaces import preface
from app.ingestion.extract.verbs import idle
from app.ingestion.facts import Span
from app.ingestion.text.quotations import Quotation, covering

_END_OF_BLOCK = re.compile(
    r"(?:further information|notes? to editors?|background|media enquiries|for journalists|ends|follow|read more)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us)\b")
_QUOTING = frozenset({"quotation-with-verb", "according-to", "block-after-colon", "signed"})


def blocks(page: Annotated, seen: list[Draft]) -> list[Draft]:
    """ "The minister said:" with the paragraphs after it, or the quotation that begins the next one, as one direct statement."""
    paragraphs = {paragraph.end: number for number, paragraph in enumerate(page.paragraphs)}
    starts = {quotation.outer.start: number for number, quotation in enumerate(page.quotations)}
    quoted = {piece.start for draft in seen for piece in (draft.content, *draft.also)}
    runs = _runs(page)
    found = []
    for clause in page.clauses:
        at = starts.get(_next_word(page.text, clause.sentence.end))
        introduced = (
            _introduced(clause, page.text[clause.sentence.end - 1], before=at is not None) if clause.inside is None else None
        )
        if introduced is None:
            continue
        content = None
        if at is not None and page.quotations[at].inner.start not in quoted:
            content = Span(page.quotations[at].inner.start, page.quotations[runs[at]].inner.end)
        elif at is None and page.text[clause.sentence.end - 1] == ":" and clause.sentence.end in paragraphs:
            content = _block(page, paragraphs[clause.sentence.end] + 1)
        if content:
            verb, phrase = introduced
            cue = Span(verb.start, verb.end)
            found.append(Draft("block-after-colon", clause, content, cue, phrase, around=clause.sentence, position=verb.index))
    return found


def _next_word(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _introduced(clause: Clause, closing: str, *, before: bool) -> tuple[Token, Span] | None:
    """The word that introduces what follows the sentence, and who speaks: "he said:", "she said in a statement."; what needs
    no verb of saying stands `before` a quotation: "He was blunt:", "She posted a warning."."""
    prefaced = (
        preface(clause, clause.tokens[-1], cues()) if before and closing in ":." and clause.tokens[-1].text == closing else None
    )
    if closing not in ":." or (closing == "." and not _said_in(clause)):
        return (prefaced[1], prefaced[0]) if prefaced else None
    forms = cues().verbs
    verb = next((token for token in reversed(clause.tokens) if token.lower in forms and token.tag.startswith("VB")), None)
    speaker = subject(clause, verb) if verb and not idle(clause, verb) else None
    if verb is None or speaker is None:
        return (prefaced[1], prefaced[0]) if prefaced else None
    return verb, noun_phrase(clause, speaker)


def _said_in(clause: Clause) -> bool:
    """Whether the sentence ends with "said in a statement" and tells nothing that was said."""
    verb = next((token for token in reversed(clause.tokens) if token.lower in cues().verbs and token.tag.startswith("VB")), None)
    if verb is None or not cues().verbs[verb.lower].frames & {Frame.SAY} or takes_clause(clause, verb):
        return False
    after = [token.lower for token in clause.tokens[verb.index + 1 :]]
    quoted = any(token.quotation for token in clause.tokens)
    return not quoted and len(after) < 8 and after[:1] in (["in"], ["on"], ["."]) and bool(set(after) & cues().media)


def _runs(page: Annotated) -> list[int]:
    """By the number of each quotation, that of the last of those that open again with each paragraph; in one sweep from the end."""
    starts = {paragraph.start for paragraph in page.paragraphs}
    last = list(range(len(page.quotations)))
    for number in reversed(last[:-1]):
        quotation, following = page.quotations[number], page.quotations[number + 1]
        opens = not quotation.closed and following.outer.start in starts
        if opens and not page.text[quotation.outer.end : following.outer.start].strip():
            last[number] = last[number + 1]
    return last


def _block(page: Annotated, first: int) -> Span | None:
    """The paragraphs from `first` to notes, a heading or the next speaker."""
    if first >= len(page.paragraphs) or page.text[page.paragraphs[first].start] in MARKS:
        return None
    spoken = _in_first_person(page, first)
    last = first
    for number in range(first + 1, len(page.paragraphs)):
        line = page.text[page.paragraphs[number].start : page.paragraphs[number].end]
        if line.endswith(":") or _END_OF_BLOCK.match(line):
            break
        if not spoken or _in_first_person(page, number):
            last = number
    return Span(page.paragraphs[first].start, page.paragraphs[last].end)


def _in_first_person(page: Annotated, number: int) -> bool:
    """Whether a paragraph says "I" or "we": what follows the last of a block that does is the writer's again."""
    paragraph = page.paragraphs[number]
    return _FIRST_PERSON.search(page.text, paragraph.start, paragraph.end) is not None


def continue_quotations(page: Annotated, kept: list[Draft]) -> None:
    """Give a quotation that has no cue of its own to the statement that it follows, or that it leads to without closing."""
    owned = {piece.start for draft in kept for piece in (draft.content, *draft.also)}
    _lead_back(page, kept, owned)
    outside = [draft for draft in kept if draft.clause.inside is None and draft.speaker]
    outside.sort(key=lambda draft: draft.clause.sentence.end)
    ends = [draft.clause.sentence.end for draft in outside]
    covered = _Covered(kept)
    ends_closed = [page.quotations[last].closed for last in _runs(page)]
    alone: dict[int, Draft] = {}  # by the draft whose speaker goes on
    for number, quotation in enumerate(page.quotations):
        if not quotation.whole or quotation.inner.start in owned or covered.holds(quotation.inner):
            continue
        draft = _spoken_before(page, outside, ends, quotation)
        if draft and _reaches(page, draft, number, ends_closed[number]):
            draft.also.append(quotation.inner)
            owned.add(quotation.inner.start)
        elif draft is None and ends_closed[number]:
            _go_on_alone(page, outside, ends, number, alone)
    kept += alone.values()


def _go_on_alone(page: Annotated, outside: list[Draft], ends: list[int], number: int, alone: dict[int, Draft]) -> None:
    """Give a quotation that stands for itself to who spoke last: The mayor said the town was lost. “We held it for nine days.”"""
    quotation = page.quotations[number]
    place = bisect_left(ends, quotation.outer.start + 1) - 1
    said = [draft for draft in outside[max(0, place - 3) : place + 1] if draft.clause.sentence.end == ends[place]]
    last = max(said, key=lambda draft: draft.position, default=None)
    if last is None or last.speaker is None or last.belief or len({draft.speaker for draft in said}) > 1:
        return  # two have spoken
    going = alone.get(id(last))
    if not _reaches(page, going or last, number, ends_closed=True) or not _begins(page, quotation):
        return
    if going is not None:
        going.also.append(quotation.inner)
        return
    clause = Clause(Span(last.clause.sentence.start, quotation.outer.end), last.clause.tokens, None)
    alone[id(last)] = Draft("quotation-alone", clause, quotation.inner, last.cue, last.speaker, position=last.position)


def _begins(page: Annotated, quotation: Quotation) -> bool:
    """Whether the quotation is a sentence or more, and nothing of the writer's goes on behind it."""
    text, inner = page.text, quotation.inner
    after = text[quotation.outer.end : quotation.outer.end + 2].strip(" \xa0")
    ended = text[inner.end - 1] in ".!?…" or text[quotation.outer.end - 1] in ".!?…"
    return len(text[inner.start : inner.end].split()) > 3 and ended and (not after or after[0] in '\n“"' or after[0].isupper())


def _lead_back(page: Annotated, kept: list[Draft], owned: set[int]) -> None:
    """Add the paragraphs before “…,” said X whose quotation never closes."""
    numbers = {quotation.inner.start: number for number, quotation in enumerate(page.quotations)}
    for draft in kept:
        for piece in (draft.content, *draft.also) if draft.rule in _QUOTING else ():
            for quotation in _unclosed_before(page, numbers.get(piece.start)):
                if quotation.inner.start in owned:
                    break
                draft.also.append(quotation.inner)
                owned.add(quotation.inner.start)


def _unclosed_before(page: Annotated, number: int | None) -> Iterator[Quotation]:
    while number:
        before = page.quotations[number - 1]
        between = page.text[before.outer.end : page.quotations[number].outer.start]
        if before.closed or between.strip() or "\n" not in between:
            return
        yield before
        number -= 1


def _spoken_before(page: Annotated, outside: list[Draft], ends: list[int], quotation: Quotation) -> Draft | None:
    """The last quoting statement of the sentence before the quotation."""
    place = bisect_left(ends, quotation.outer.start + 1) - 1
    candidates = [draft for draft in outside[max(0, place - 3) : place + 1] if draft.clause.sentence.end == ends[place]]
    return next((draft for draft in reversed(candidates) if _quotes(page, draft)), None)


def _reaches(page: Annotated, draft: Draft, number: int, ends_closed: bool) -> bool:
    """Whether nothing stands between the two but a new paragraph, where the quotation fills it or one before never closed."""
    quotation = page.quotations[number]
    reached = max([draft.clause.sentence.end, *(piece.end for piece in (draft.content, *draft.also))])
    gap = page.text[reached : quotation.outer.start]
    return not gap.strip("”\"’' \n.\xa0\u202f") and (
        "\n" not in gap or (ends_closed and _fills_paragraph(page, quotation)) or _opened_before(page, number)
    )


def _fills_paragraph(page: Annotated, quotation: Quotation) -> bool:
    """Whether the quotation is a paragraph of its own, of the speaker of the paragraph before."""
    number = bisect_left(page.paragraphs, quotation.outer.start, key=lambda each: each.start)
    return number < len(page.paragraphs) and page.paragraphs[number] == quotation.outer


def _opened_before(page: Annotated, number: int) -> bool:
    """Whether the quotation before this one never closed, so that this one goes on with it."""
    return number > 0 and not page.quotations[number - 1].closed


def _quotes(page: Annotated, draft: Draft) -> bool:
    if draft.rule in _QUOTING and covering(page.quotations, draft.content.start) is not None:
        return True
    return any(covering(page.quotations, piece.start) for piece in draft.also[:3])


class _Covered:
    """The contents of drafts, asked whether one of them holds a span."""

    def __init__(self, kept: list[Draft]) -> None:
        contents = sorted(draft.content for draft in kept)
        self._starts = [content.start for content in contents]
        self._reached = list(accumulate((content.end for content in contents), max))

    def holds(self, span: Span) -> bool:
        number = bisect_left(self._starts, span.start + 1) - 1
        return number >= 0 and self._reached[number] >= span.end
