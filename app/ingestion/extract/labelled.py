"""Speech that a name stands beside without a verb: the turns of a transcript, and quotations that are signed.

Comes in: an annotated text. Goes out: drafts; the cue is the colon or the dash, or the name where there is neither.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.drafts import Draft
from app.ingestion.facts import Span

_NAME = r"(?P<name>[A-Z][\w.’'-]*(?: (?:al-|el-|bin |de |van |of |the )?[\w.’'-]+){0,7}?)(?P<rest>,[^\n]{2,90}|)"
_DASHED = re.compile(rf"\s*(?P<dash>[—–―]|--|-(?=\s))\s*{_NAME}\s*$")
_BARE = re.compile(
    r"(?!The |An? )(?P<name>[A-Z][\w’'-]+(?: (?:al-|el-)?[A-Z][\w’'-]+){1,3}),\s(?:\d{1,2}\b|(?:an?|the|his|her|its)\s[a-z])[^\n.!?]{0,60}$"
)
_LONGEST = 14  # words of a signature
_OWNED = re.compile(r"^[^,]*[’']s\b")


def labelled(page: Annotated) -> Iterator[Draft]:
    """MR. RUIZ: The gates are shut. “The gates are shut.” — Ana Ruiz, a nurse."""
    places = {place.mention.span for place in page.places}
    for turn in page.turns:
        if not turn.asks and turn.label not in places and len(page.text[slice(*turn.label)]) > 1:
            colon = Span(turn.label.end, turn.label.end + 1)
            sentence = Span(turn.label.start, turn.pieces[0].end)
            yield _draft(page, "turn", sentence, turn.pieces, turn.label, colon)
    ends = [paragraph.end for paragraph in page.paragraphs]
    starts = {paragraph.start for paragraph in page.paragraphs}
    for quotation in page.quotations:
        if not quotation.whole or not quotation.closed or quotation.outer.start not in starts:
            continue
        signed = _signature(page, quotation.outer.end, bisect_left(ends, quotation.outer.end))
        if signed:
            name, cue, end = signed
            yield _draft(page, "signed", Span(quotation.outer.start, end), [quotation.inner], name, cue)


def _signature(page: Annotated, position: int, number: int) -> tuple[Span, Span, int] | None:
    """The name, the dash before it and the end of "— Ana Ruiz, a nurse" behind a quotation, on its line or the next."""
    text, line = page.text, page.paragraphs[number]
    if not text[position : line.end].strip():
        if number + 1 == len(page.paragraphs):
            return None
        line = page.paragraphs[number + 1]
        position = line.start
        bare = _BARE.match(text, position, line.end)
        if bare and _names_only(bare[0]):
            return Span(*bare.span("name")), Span(*bare.span("name")), line.end
    dashed = _DASHED.match(text, position, line.end)
    if dashed and _names_only(dashed["name"] + dashed["rest"]):
        return Span(*dashed.span("name")), Span(*dashed.span("dash")), line.end
    return None


def _names_only(signature: str) -> bool:
    """Whether nothing is told: not “We left.” — Ruiz said so, and went, nor the next item of a list: - Monday's raid killed 12."""
    words = re.findall(r"\w+", signature.split(", who ")[0])
    told = any(word in cues().verbs or word in counted().verbs or word in _VERBS for word in words)  # not "Central Command"
    return len(words) <= _LONGEST and not told and not _OWNED.match(signature)


_VERBS = frozenset("is are was were has had have will would did does".split())


def _draft(page: Annotated, rule: str, sentence: Span, pieces: list[Span], name: Span, cue: Span) -> Draft:
    written = page.text[slice(*cue)]
    mark = Token(0, written, written.lower(), cue.start, cue.end, ":", "ROOT", 0)
    clause = Clause(sentence, [mark], None)
    return Draft(rule, clause, pieces[0], cue, name, pieces[1:])
