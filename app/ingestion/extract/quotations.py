"""A quotation with a verb of saying: “We are leaving,” the mayor said; the mayor said: “We are leaving.”"""

import itertools
from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cue, Cues, Frame
from app.ingestion.extract.complements import FINITE
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.phrases import NAMING, subject
from app.ingestion.extract.verbs import idle, verbs_of_saying
from app.ingestion.facts import Span


def quotation_with_verb(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """“We are leaving,” the mayor said on Tuesday."""
    verbs = [verb for verb, cue in verbs_of_saying(clause, cues) if _may_quote(cue)]
    verbs = [verb for verb in verbs if subject(clause, verb) is not None]
    taken: dict[int, list[Span]] = {}
    for quote in clause.tokens:
        near = [verb for verb in verbs if _reaches(clause, verb, quote)] if quote.quotation else []
        if near and quote.quotation:
            nearest = min(near, key=lambda verb: (abs(verb.index - quote.index), verb.index))
            taken.setdefault(nearest.index, []).append(quote.quotation.inner)
    for index, pieces in taken.items():
        longest = sorted(pieces, key=lambda span: span.start - span.end)
        yield drafted("quotation-with-verb", clause, clause.tokens[index], longest[0], longest[1:])
    if not taken:
        yield from _by_order(clause, cues)


def _by_order(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """“We are leaving,” the two write: who says it, where the parser sees no verb, by the order of the words alone."""
    quote = clause.tokens[0].quotation if clause.tokens else None
    if quote is None or len(clause.tokens) < 4:
        return
    after = list(itertools.takewhile(lambda token: token.text not in {".", ",", ";", ":"}, clause.tokens[2:]))
    said = next(
        (token for token in after[:7] if token.lower in cues.verbs and cues.verbs[token.lower].frames & {Frame.SAY, Frame.TELL}),
        None,
    )
    if said is None or idle(clause, said):
        return
    phrase = after[: said.index - 2] or list(itertools.takewhile(lambda token: token.tag in NAMING, after[1:7]))
    if phrase and all(token.tag in NAMING for token in phrase):
        cue, speaker = Span(said.start, said.end), Span(phrase[0].start, phrase[-1].end)
        around = Span(phrase[0].start, clause.tokens[-1].end)
        yield Draft("quotation-with-verb", clause, quote.inner, cue, speaker, around=around, position=said.index)


def _may_quote(cue: Cue) -> bool:
    return (not cue.document_only or cue.quotation_only) and cue.frames != {Frame.ACT}


def _reaches(clause: Clause, verb: Token, quote: Token) -> bool:
    """Whether only the phrase of saying stands between the two."""
    first, last = sorted((verb.index, quote.index))
    between = clause.tokens[first + 1 : last]
    if any(token.text in ".;" or token.quotation for token in between):
        return False
    if quote.index < verb.index:
        return sum(token.tag in FINITE for token in between) <= 1 and len(between) < 40
    return bool(between and between[-1].text in ":,") or len(between) <= 3 or quote.head == verb.index
