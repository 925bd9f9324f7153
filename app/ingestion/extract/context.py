"""What the claims of one article are read with: its annotations, its characters, the registry and what was said."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Protocol, TypeVar

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause
from app.ingestion.annotate.counted import Counted
from app.ingestion.annotate.date_forms import TimeExpression
from app.ingestion.annotate.numbers import Quantity
from app.ingestion.annotate.regions import Place
from app.ingestion.extract.camps import Camps
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.custody import Custody
from app.ingestion.extract.lists import Lists
from app.ingestion.facts import Span, Statement
from app.ingestion.registry import Registry


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Annotation = TypeVar("Annotation", bound=_Spanned)


class Said:
    """The statements of an article, found by what their contents hold."""

    def __init__(self, statements: list[Statement]) -> None:
        """Sort the pieces of content, with how far any piece before reaches, so that a look back knows where to stop."""
        pieces = [(piece, statement) for statement in statements for piece in (statement.content, *statement.also)]
        self._pieces = sorted(pieces, key=lambda each: each[0])
        self._cues = sorted(statements, key=lambda each: each.cue)
        self._starts = [piece.start for piece, _ in self._pieces]
        self._reached = list(accumulate((piece.end for piece, _ in self._pieces), max))

    def before(self, span: Span) -> list[Statement]:
        """The statements of the last few cues before `span`."""
        last = bisect_left(self._cues, span.start, key=lambda each: each.cue.start)
        return self._cues[max(0, last - 3) : last]

    def following(self, span: Span) -> Statement | None:
        """The statement of the first cue after `span`."""
        number = bisect_left(self._cues, span.end, key=lambda each: each.cue.start)
        return self._cues[number] if number < len(self._cues) else None

    def holding(self, span: Span) -> list[Statement]:
        """The statements that hold `span`, the one whose content begins last first."""
        found = []
        number = bisect_right(self._starts, span.start) - 1
        while number >= 0 and self._reached[number] >= span.end:
            piece, statement = self._pieces[number]
            if span.end <= piece.end:
                found.append(statement)
            number -= 1
        return found


@dataclass(frozen=True, slots=True)
class Context:
    """One article, read as far as its statements."""

    page: Annotated
    cast: Cast
    registry: Registry
    said: Said
    published: date
    publisher: str | None  # an actor
    words: Counted
    sites: list[Place]  # the places of the text and those it points at
    camps: Camps
    custody: Custody
    lists: Lists

    def times(self, clause: Clause) -> list[TimeExpression]:
        """The time expressions of a clause."""
        return within(self.page.times, clause)

    def places(self, clause: Clause) -> list[Place]:
        """The places of a clause, "the city" among them."""
        return within(self.sites, clause)

    def quantities(self, clause: Clause) -> list[Quantity]:
        """The quantities of a clause."""
        return within(self.page.quantities, clause)

    def articles(self, clause: Clause) -> list[Quantity]:
        """The articles of a clause that may count one of what follows."""
        return within(self.page.articles, clause)


def within(annotations: Sequence[Annotation], clause: Clause) -> list[Annotation]:
    """Those that begin in the clause and in none of the quotations that it only frames."""
    first = bisect_left(annotations, clause.tokens[0].start, key=lambda each: each.span.start)
    last = bisect_left(annotations, clause.tokens[-1].end, key=lambda each: each.span.start)
    return [each for each in annotations[first:last] if not in_quotation(clause, each.span)]


def in_quotation(clause: Clause, span: Span) -> bool:
    """Whether the span begins in a whole quotation, which is parsed apart from the clause around it."""
    return any(token.start <= span.start < token.end for token in clause.quoted)
