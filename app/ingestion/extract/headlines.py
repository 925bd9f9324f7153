"""Lines of a page that name their source without a sentence: headlines, and the credit behind a quotation."""

import re
from collections.abc import Iterator

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cues, Frame
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.phrases import words_between
from app.ingestion.facts import Span

_SMALL = 4  # letters; shorter words of a headline may be in lower case
_LONGEST = 7  # words of a headline's speaker
_NAME = r"[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|the|and|for)){0,5}"
_CREDIT = re.compile(
    rf"\s{{1,2}}(?:(?P<mark>\[)(?P<outlet>{_NAME}?)\.?\]|(?P<mark2>[—–]|--?) ?(?P<name>{_NAME})(?:, [a-z][a-z ]{{2,60}})?)\s*(?:\n|$)"
)
_TIME = re.compile(r"\d|day$|(?:January|February|March|April|May|June|July|August|September|October|November|December)$")


def headline(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """Forty Dead After Strike on Market, Rescuers Say"""
    last = len(clause.tokens) - 1 - (clause.tokens[-1].text == ".")
    verb = clause.tokens[last]
    cue = cues.verbs.get(verb.lower)
    if (
        cue is None
        or not cue.frames & {Frame.SAY, Frame.TELL}
        or verb.lower.endswith(("ed", "ing"))
        or not (_is_title(clause.tokens) or (verb.tag in {"VBP", "VBZ"} and clause.tokens[-1].text != "."))
    ):
        return
    comma = next((token.index for token in reversed(clause.tokens[:last]) if token.text == ","), None)
    if comma is None or not 1 <= last - comma - 1 <= _LONGEST or any(t.tag in {"VBD", "MD"} for t in clause.tokens[comma:last]):
        return
    content = words_between(clause, 0, comma - 1)
    if content:
        speaker = Span(clause.tokens[comma + 1].start, clause.tokens[last - 1].end)
        yield Draft("headline", clause, content, Span(verb.start, verb.end), speaker, position=last)


def _is_title(tokens: list[Token]) -> bool:
    long = [token.text for token in tokens if token.text.isalpha() and not token.quotation and len(token.text) >= _SMALL]
    return len(long) > 3 and all(word[0].isupper() for word in long)


def credits(page: Annotated, seen: list[Draft]) -> list[Draft]:
    """Quotations with nothing but a name behind them: “The river has taken the road.” [Reuters.] “…” — Ana Ruiz"""
    quoted = {piece.start for draft in seen for piece in (draft.content, *draft.also)}
    found = []
    for quotation in page.quotations:
        line = _CREDIT.match(page.text, quotation.outer.end) if quotation.whole and quotation.closed else None
        if line is None or quotation.inner.start in quoted:
            continue
        group = "outlet" if line["outlet"] else "name"
        name = Span(*line.span(group))
        if _TIME.search(line[group]) is None:
            alone = Token(0, "this", "this", quotation.outer.start, quotation.outer.end, "DT", "ROOT", 0, quotation=quotation)
            clause = Clause(Span(quotation.outer.start, name.end), [alone], None)
            found.append(Draft("credit", clause, quotation.inner, Span(*line.span("mark" if line["outlet"] else "mark2")), name))
    return found
