"""Sentences to parsed clauses: tokens with offsets into the article's text, and the tree over them.

A quotation of whole sentences is one token to the sentence around it, so that a long speech does not bend the parse of
"…, he said"; its own sentences are parsed apart. Quotation marks inside a sentence are left out of the parse.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from app.ingestion.facts import Span
from app.ingestion.text.quotations import Quotation, overlapping
from app.ingestion.text.sentences import sentences

_MARKS = frozenset("“”„«»\"‘``''")
_PLACEHOLDER = "this"  # stands for a whole quotation: a pronoun parses like the object it is
_LONGEST = 220  # tokens; what runs on longer is a list or a table, and the parser's time grows with it


@dataclass(slots=True)
class Token:
    """One token of a clause. `head` is the index of its head in the clause (its own at the root)."""

    index: int
    text: str
    lower: str
    start: int
    end: int
    tag: str
    dep: str
    head: int
    children: list[int] = field(default_factory=list)
    left: int = 0  # first and last token of its subtree
    right: int = 0
    quotation: Quotation | None = None  # the whole quotation this token stands for


@dataclass(slots=True)
class Clause:
    """One parsed sentence, or one sentence inside a quotation (`inside`)."""

    sentence: Span  # what is shown for the facts found here
    tokens: list[Token]
    inside: Quotation | None

    def at(self, span: Span) -> list[Token]:
        """The tokens that `span` touches."""
        return [token for token in self.tokens if token.start < span.end and span.start < token.end]

    def head_of(self, first: int, last: int) -> int:
        """The token of `first`..`last` whose head lies outside of them."""
        for token in self.tokens[first : last + 1]:
            if not first <= token.head <= last or token.head == token.index:
                return token.index
        return last


def clauses(
    text: str, paragraphs: list[Span], quotations: list[Quotation], wanted: Callable[[Span], bool], parser: Language
) -> list[Clause]:
    """The parsed sentences of `text` for which `wanted` is true, in the order in which they begin."""
    planned = [plan for paragraph in paragraphs for plan in _planned(text, paragraph, quotations) if wanted(plan[0])]
    prepared = (
        (doc, (sentence, pieces, inside))
        for sentence, within, inside in planned
        for doc, pieces in _docs(text, within, inside, quotations, parser)
    )
    found = [_clause(doc, *context) for doc, context in parser.pipe(prepared, as_tuples=True, batch_size=64)]
    return sorted(found, key=lambda clause: clause.tokens[0].start)


def _planned(text: str, paragraph: Span, quotations: list[Quotation]) -> Iterator[tuple[Span, Span, Quotation | None]]:
    """(sentence to show, characters to parse, quotation they are inside of)"""
    for sentence in sentences(text, paragraph):
        yield sentence, sentence, None
    for quotation in overlapping(quotations, paragraph):
        if quotation.whole:
            for sentence in sentences(text, quotation.inner):
                yield sentence, sentence, quotation


def _docs(
    text: str, within: Span, inside: Quotation | None, quotations: list[Quotation], parser: Language
) -> Iterator[tuple[Doc, list[tuple[Span, Quotation | None]]]]:
    words: list[str] = []
    pieces: list[tuple[Span, Quotation | None]] = []
    for span, quotation in _pieces(within, [] if inside else quotations):
        if quotation:
            words += [_PLACEHOLDER, ","]  # the comma that ends the quotation's own words belongs between the two
            pieces += [(Span(max(span.start, within.start), span.end), quotation), (Span(span.end, span.end), None)]
            continue
        for token in parser.make_doc(text[span.start : span.end]):
            if token.text.strip() and token.text not in _MARKS:
                words.append(token.text)
                pieces.append((Span(span.start + token.idx, span.start + token.idx + len(token.text)), None))
    if all(quotation or span.start == span.end for span, quotation in pieces):
        return  # nothing is said around the quotation
    for first in range(0, len(words), _LONGEST):
        part = pieces[first : first + _LONGEST]
        follows = [a[0].end < b[0].start for a, b in itertools.pairwise(part)] + [False]
        yield Doc(parser.vocab, words=words[first : first + _LONGEST], spaces=follows), part


def _pieces(within: Span, quotations: list[Quotation]) -> Iterator[tuple[Span, Quotation | None]]:
    at = within.start
    for quotation in overlapping(quotations, within):
        if quotation.whole:
            yield Span(at, max(at, quotation.outer.start)), None
            yield quotation.outer, quotation
            at = quotation.outer.end
    if at < within.end:
        yield Span(at, within.end), None


def _clause(doc: Doc, sentence: Span, pieces: list[tuple[Span, Quotation | None]], inside: Quotation | None) -> Clause:
    tokens = [
        Token(token.i, token.text, _straight(token.lower_), span.start, span.end, token.tag_, token.dep_, token.head.i,
              [child.i for child in token.children], token.left_edge.i, token.right_edge.i, quotation)
        for token, (span, quotation) in zip(doc, pieces, strict=True)
    ]  # fmt: skip
    return Clause(sentence, tokens, inside)


def _straight(word: str) -> str:
    return re.sub("[’‘]", "'", word)
