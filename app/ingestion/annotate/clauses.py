"""Sentences to parsed clauses: tokens with offsets into the article's text, and the tree over them.

A quotation of whole sentences is one token to the sentence around it, so that a long speech does not bend the parse of
"…, he said"; its own sentences are parsed apart. Quotation marks inside a sentence are left out of the parse.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.syntax import Syntax, straight
from app.ingestion.facts import Span
from app.ingestion.text.quotations import Quotation, covering, overlapping
from app.ingestion.text.sentences import sentences

_OPENING = '“„«"‘'
_Plan = tuple[Span, Span, Quotation | None]  # the sentence to show, the characters to parse, the quotation they are inside of
_Piece = tuple[
    Span, Quotation | None, bool
]  # of a token: its characters, the quotation it stands for, whether a mark precedes it
_PLACEHOLDER = "this"  # stands for a whole quotation: a pronoun parses like the object it is
_CLOSED_LOUD = tuple(mark + quote for mark in "!?…" for quote in ("”", '"', "’", "''", "»"))
_AFTER_SAYING = frozenset(
    "in on at to during last this after when while as of before from with later earlier monday tuesday wednesday thursday friday saturday sunday".split()
)
# "KHARTOUM (Reuters) - ", "Washington, Oct 29 (AFP) – ", "GOMA, Oct 29 - ": where and when it was filed, no part of the sentence
_DATE_LINE = re.compile(
    r"(?:[A-Z][\w.’'-]*(?:,? |/)){1,5}(?:\d{1,2} )?\([A-Z][\w./ -]{1,24}\) ?(?:[-–—]{1,2}|:) |"
    r"[A-Z]{3}[A-Z.’' -]*(?:, [A-Z][A-Za-z. ]{2,20}(?: \d{1,2})?)? [-–—]{1,2} (?!\d[\d,]*(?: ?[(;,]|$))|"
    r"[A-Z]{3}[A-Z.’' -]*: (?=[A-Z])|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}, (?:[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z][a-z]{2,8}\.? \d{1,2}) [-–—]{1,2} "
)
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
    opens: bool = False  # a mark of quotation stands right before it


@dataclass(slots=True)
class Clause:
    """One parsed sentence, or one sentence inside a quotation (`inside`)."""

    sentence: Span  # what is shown for the facts found here
    tokens: list[Token]
    inside: Quotation | None
    telling: list[Token] = field(init=False)  # its words of saying, by their form alone, which every rule of attribution walks
    quoted: list[Token] = field(init=False)  # those that stand for whole quotations
    contents: dict[int, Span | None] = field(init=False, default_factory=dict)  # by verb of saying, once it has been asked for

    def __post_init__(self) -> None:
        """Find the words of saying and the quotations."""
        forms = cues().forms
        self.telling = [token for token in self.tokens if token.lower in forms]
        self.quoted = [token for token in self.tokens if token.quotation]

    def at(self, span: Span) -> list[Token]:
        """The tokens that `span` touches."""
        return [token for token in self.tokens if token.start < span.end and span.start < token.end]

    def after(self, token: Token) -> Token | None:
        """The token that follows: none where a sentence ends without a full stop, as headlines do."""
        return self.tokens[token.index + 1] if token.index + 1 < len(self.tokens) else None

    def word_after(self, token: Token) -> str:
        """The word that follows, in small letters, if any does."""
        following = self.after(token)
        return following.lower if following else ""

    def head_of(self, first: int, last: int) -> int:
        """The token of `first`..`last` whose head lies outside of them."""
        for token in self.tokens[first : last + 1]:
            if not first <= token.head <= last or token.head == token.index:
                return token.index
        return last


def clauses(
    text: str, paragraphs: list[Span], quotations: list[Quotation], wanted: Callable[[Span], bool], syntax: Syntax
) -> list[Clause]:
    """The parsed sentences of `text` for which `wanted` is true, in the order in which they begin."""
    planned = [plan for paragraph in paragraphs for plan in _wanted(_planned(text, paragraph, quotations), wanted)]
    cut = [
        (words, pieces, sentence, inside)
        for sentence, within, inside in planned
        for words, pieces in _cut(text, within, inside, quotations, syntax)
    ]
    docs = syntax.parsed((_lowered(words), _spaces(pieces)) for words, pieces, _, _ in cut)
    found = [_clause(doc, *each) for doc, each in zip(docs, cut, strict=True)]
    return sorted(found, key=lambda clause: clause.tokens[0].start)


def _wanted(planned: Iterator[_Plan], wanted: Callable[[Span], bool]) -> Iterator[_Plan]:
    """The plans of wanted sentences; each is asked after once, as the parts of a long one are many."""
    for sentence, plans in itertools.groupby(planned, key=lambda plan: plan[0]):
        if wanted(sentence):
            yield from plans


def _planned(text: str, paragraph: Span, quotations: list[Quotation]) -> Iterator[_Plan]:
    for sentence in _with_tails(text, sentences(text, paragraph)):
        line = _DATE_LINE.match(text, sentence.start, sentence.end) if sentence.start == paragraph.start else None
        for part in _halves(text, Span(line.end(), sentence.end) if line else sentence, quotations):
            yield sentence, part, None
    for quotation in overlapping(quotations, paragraph):
        if quotation.whole:
            for sentence in sentences(text, quotation.inner):
                yield sentence, sentence, quotation


def _with_tails(text: str, found: list[Span]) -> Iterator[Span]:
    """The sentences, "she asked." joined to the question before it: “Where is the world?” Awa asked in Gao."""
    before: Span | None = None
    for sentence in found:
        if before and text[before.start : before.end].endswith(_CLOSED_LOUD) and _is_tail(text[sentence.start : sentence.end]):
            before = Span(before.start, sentence.end)
            continue
        if before:
            yield before
        before = sentence
    if before:
        yield before


def _is_tail(sentence: str) -> bool:
    """Whether the sentence only says who spoke: a name and a verb of saying without content of its own."""
    words = sentence[:160].split()
    said = next((number for number, word in enumerate(words[:8]) if word.lower().strip(".,:") in cues().verbs), None)
    if said is None or any(mark in "".join(words[:said]) for mark in '“”",;'):
        return False
    closed = words[said][-1] in ".,"
    return closed or said + 1 == len(words) or words[said + 1].lower().strip(".,") in _AFTER_SAYING


def _halves(text: str, sentence: Span, quotations: list[Quotation]) -> Iterator[Span]:
    """A sentence cut at the semicolons that stand in no quotation, where each side has somebody speak."""
    cuts = [sentence.start + match.start() for match in re.finditer(r";\s", text[sentence.start : sentence.end])]
    if not cuts:
        yield sentence
        return
    edges = [sentence.start, *cuts, sentence.end]
    told = [_tells(text[first:last]) for first, last in itertools.pairwise(edges)]
    start, spoken = sentence.start, told[0]
    for at, follows in zip(cuts, told[1:], strict=True):
        if spoken and follows and covering(quotations, at) is None:
            yield Span(start, at)
            start, spoken = at + 2, False
        spoken = spoken or follows
    yield Span(start, sentence.end)


def _tells(part: str) -> bool:
    return any(word in cues().verbs or word == "according" for word in re.findall(r"\w+", part.lower()))


def _cut(
    text: str, within: Span, inside: Quotation | None, quotations: list[Quotation], syntax: Syntax
) -> Iterator[tuple[list[str], list[_Piece]]]:
    words: list[str] = []
    pieces: list[_Piece] = []
    for span, quotation in _pieces(within, [] if inside else quotations):
        if quotation:
            words += [_PLACEHOLDER, ","]  # the comma that ends the quotation's own words belongs between the two
            pieces += [(Span(max(span.start, within.start), span.end), quotation, False), (Span(span.end, span.end), None, False)]
            continue
        for start, word in syntax.words(text[span.start : span.end]):
            words.append(word)
            at = span.start + start
            pieces.append((Span(at, at + len(word)), None, _opened(text, at)))
    if all(quotation or span.start == span.end for span, quotation, _ in pieces):
        return  # nothing is said around the quotation
    for first in range(0, len(words), _LONGEST):
        yield words[first : first + _LONGEST], pieces[first : first + _LONGEST]


def _lowered(words: list[str]) -> list[str]:
    """The words as the parser has learnt them, where a wire writes all of them in capitals."""
    loud = [word for word in words if word.isalpha()]
    return (
        [word.lower() for word in words]
        if len(loud) > 3 and all(word.isupper() or word == _PLACEHOLDER for word in loud)
        else words
    )


def _spaces(pieces: list[_Piece]) -> list[bool]:
    """Whether a space follows each."""
    return [before[0].end < after[0].start for before, after in itertools.pairwise(pieces)] + [False]


def _opened(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1] in _OPENING or text[max(0, at - 2) : at] == "''")


def _pieces(within: Span, quotations: list[Quotation]) -> Iterator[tuple[Span, Quotation | None]]:
    at = within.start
    for quotation in overlapping(quotations, within):
        if quotation.whole:
            yield Span(at, max(at, quotation.outer.start)), None
            yield quotation.outer, quotation
            at = quotation.outer.end
    if at < within.end:
        yield Span(at, within.end), None


def _clause(doc: Doc, words: list[str], pieces: list[_Piece], sentence: Span, inside: Quotation | None) -> Clause:
    tokens = [
        Token(index, word, straight(word.lower()), span.start, span.end, token.tag_, token.dep_, token.head.i,
              [], token.left_edge.i, token.right_edge.i, quotation, opens)
        for index, (token, word, (span, quotation, opens)) in enumerate(zip(doc, words, pieces, strict=True))
    ]  # fmt: skip
    for token in tokens:
        if token.head != token.index:
            tokens[token.head].children.append(token.index)
    return Clause(sentence, tokens, inside)
