"""A line of a list to the sentence that introduces it: "The package includes:", under which whose, where and when are left out."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.facts import Span

_MARK = re.compile(r"(?:[-–—•*·▪◦‣]{1,2}|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_ENTRY = re.compile(r"[^.:;,]{1,40}(?: [–—-]|:) (?:\w+ ){0,2}\d")  # "tanks – 1,110"
_OPEN_END = re.compile(r"(?:[;,]|[;,] (?:and|or))$")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Heading:
    """The last clause before a list, and the word of it that the lines complete: its verb, else its noun."""

    clause: Clause
    word: Token


@dataclass(slots=True)
class Lists:
    """The lists of one article."""

    page: Annotated
    _introduced: dict[int, Span] = field(default_factory=dict)  # by the number of a line, the line that introduces its list

    def __post_init__(self) -> None:
        """Find the lines that follow on one with a colon at its end."""
        text, heading = self.page.text, None
        for number, line in enumerate(self.page.paragraphs):
            written = text[slice(*line)]
            if written.endswith(":"):
                heading = line
            elif heading and _is_item(written):
                self._introduced[number] = heading
            else:
                heading = None

    def heading(self, clause: Clause) -> Heading | None:
        """What introduces the list of which the clause is a line, if the clause says nothing by itself."""
        number = bisect_right(self.page.paragraphs, clause.sentence.start, key=lambda each: each.start) - 1
        line = self._introduced.get(number)
        if line is None or _says_something(clause):
            return None
        last = bisect_left(self.page.clauses, line.end, key=lambda each: each.tokens[0].start) - 1
        before = self.page.clauses[last] if last >= 0 else None
        return Heading(before, _completed(before)) if before and before.tokens[0].start >= line.start else None


def _is_item(line: str) -> bool:
    """Whether a line goes on with a list: by its mark, or as it is no whole sentence."""
    return (
        _MARK.match(line) is not None
        or _ENTRY.match(line) is not None
        or _OPEN_END.search(line) is not None
        or line[-1] not in '.!?…”"'
    )


def _says_something(clause: Clause) -> bool:
    return any(token.tag in _FINITE and any(clause.tokens[c].dep == "nsubj" for c in token.children) for token in clause.tokens)


def _completed(clause: Clause) -> Token:
    root = next(token for token in clause.tokens if token.head == token.index)
    last = next((token for token in reversed(clause.tokens) if token.tag in _FINITE), root)
    return root if root.tag.startswith("VB") else last
