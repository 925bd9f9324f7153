"""Coverage: what is in the ledger, so that an empty answer can be told from one that nobody looked for.

A question may narrow it by region and publisher. What comes out is how much there is and from when to when, by publisher and
by country.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, CompoundSelect, Connection, Select, Table, false, func, literal, select, true, union_all

from app.queries import articles, claims, statements
from app.queries.comparisons import Inquiry
from app.queries.filters import DESCEND, Condition, Shape, all_unknown
from app.queries.listings import Listing
from app.queries.names import Unknown
from app.queries.pages import values
from app.queries.questions import understood
from app.queries.tables import (
    ARTICLE,
    CLAIM,
    CLAIM_REGION,
    MENTION_REGION,
    REGION,
    STATEMENT,
    STATEMENT_REGION,
    AnyRow,
)
from app.vocabulary import RegionKind

FILTERS = tuple(each for each in articles.LISTING.filters if each.name in ("region", "publisher"))
CONTROLS = (DESCEND,)


@dataclass(frozen=True)
class Extent:
    """How many facts of a kind stand, and the first and last day that any is about."""

    number: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Country:
    """What there is of a country and all that lies in it."""

    id: str
    name: str
    numbers: dict[str, int]  # of the articles that name it, of claims, and of statements


@dataclass(frozen=True)
class Coverage:
    """What there is."""

    publishers: Sequence[AnyRow]  # publisher, articles, first, last, taken_in: the one of most articles first
    statements: Extent
    claims: Extent
    countries: Sequence[Country]  # the one of most articles first
    unknown: dict[str, list[Unknown]]  # filter name → the values nobody knows


def inquiry(pairs: Iterable[tuple[str, str]]) -> Inquiry:
    """What `pairs` narrow the coverage to. Raises UnknownParameter or BadParameter with everything that is wrong."""
    given, set_to = understood(FILTERS, CONTROLS, pairs)
    return Inquiry(dict(given), Shape(frozenset(given), descend=set_to["descend"]), set_to)


def coverage(connection: Connection, asked: Inquiry) -> Coverage:
    """What there is of what is asked for: four statements, and one more for every name to be found."""
    bound, unknown = values(connection, FILTERS, asked.given)
    shape = replace(asked.shape, nothing=all_unknown(FILTERS, bound))
    publishers = connection.execute(_publishers(shape), bound).all()
    said, counted = (Extent(*connection.execute(_extent(kind, shape), bound).one()) for kind in (STATEMENTS, CLAIMS))
    countries: dict[str, Country] = {}
    for what, id, name, number in connection.execute(_countries(shape), bound):
        countries.setdefault(id, Country(id, name, dict.fromkeys(_BY_COUNTRY, 0))).numbers[what] += number
    some = [country for country in countries.values() if any(country.numbers.values())]
    most_first = sorted(some, key=lambda country: ([-number for number in country.numbers.values()], country.id))
    return Coverage(publishers, said, counted, most_first, unknown)


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of thing that is covered: its rows, and the table that says in which regions they are found."""

    listing: Listing
    rows: Table
    regions: Table

    @property
    def standing(self) -> Condition:
        """Whether a row stands; an article always does."""
        return self.rows.c.retracted.is_(None) if "retracted" in self.rows.c else true()

    def matching(self, rows: Select[Any], shape: Shape) -> Select[Any]:
        """Of `rows` of this kind those that match; its article is joined only where its publisher is looked at."""
        if shape.nothing:
            return rows.where(false())
        if "publisher" in shape.filters and self.rows is not ARTICLE:
            rows = rows.join(ARTICLE, ARTICLE.c.id == self.rows.c.article_id)
        return rows.where(*(each.sql(shape) for each in self.listing.filters if each.name in shape.filters))

    @property
    def found(self) -> Column[Any]:
        """The column of the table of regions that names a row of this kind."""
        return next(column for column in self.regions.c if column.references(self.rows.c.id))


ARTICLES = Kind(articles.LISTING, ARTICLE, MENTION_REGION)
STATEMENTS = Kind(statements.LISTING, STATEMENT, STATEMENT_REGION)
CLAIMS = Kind(claims.LISTING, CLAIM, CLAIM_REGION)
_BY_COUNTRY = {"articles": ARTICLES, "claims": CLAIMS, "statements": STATEMENTS}
_DAYS = {STATEMENTS: (STATEMENT.c.said_start, STATEMENT.c.said_end), CLAIMS: (CLAIM.c.as_of_start, CLAIM.c.as_of_end)}


@lru_cache
def _publishers(shape: Shape) -> Select[Any]:
    article = ARTICLE.c
    number = func.count().label("articles")
    moments = func.min(article.published_at), func.max(article.published_at), func.max(article.taken_in_at)
    labels = (moment.label(name) for moment, name in zip(moments, ("first", "last", "taken_in"), strict=True))
    rows = select(article.publisher, number, *labels).group_by(article.publisher)
    return ARTICLES.matching(rows, shape).order_by(number.desc(), article.publisher)


@lru_cache
def _extent(kind: Kind, shape: Shape) -> Select[Any]:
    first, last = _DAYS[kind]
    ends: list[Any] = [func.count(), func.min(first), func.max(last)]
    return kind.matching(select(*ends).select_from(kind.rows), shape).where(kind.standing)


@lru_cache
def _countries(shape: Shape) -> CompoundSelect[Any]:
    """Rows of what is counted, a country and a number, to be added up.

    A question that narrows begins at what it finds. One that does not counts whole stretches of the index, a country each, and
    takes away the few facts that were retracted: to look at every single one takes ten times as long.
    """
    if shape.filters:
        return union_all(*(_of_rows(what, kind, _matching(kind, shape)) for what, kind in _BY_COUNTRY.items()))
    gone = (_of_rows(what, _BY_COUNTRY[what], _retracted(_BY_COUNTRY[what]), -1) for what in ("claims", "statements"))
    return union_all(*(_of_index(what, kind) for what, kind in _BY_COUNTRY.items()), *gone)


def _retracted(kind: Kind) -> Select[Any]:
    return select(kind.rows.c.id).where(~kind.standing)


def _matching(kind: Kind, shape: Shape) -> Select[Any]:
    return kind.matching(select(kind.rows.c.id), shape).where(kind.standing)


def _of_index(what: str, kind: Kind) -> Select[Any]:
    rows = select(literal(what), REGION.c.id, REGION.c.name, func.count()).select_from(REGION)
    rows = rows.join(kind.regions, kind.regions.c.region_id == REGION.c.id)
    return rows.where(REGION.c.kind == RegionKind.COUNTRY).group_by(REGION.c.id, REGION.c.name)


def _of_rows(what: str, kind: Kind, ids: Select[Any], sign: int = 1) -> Select[Any]:
    # The region behind an expression, so that SQLite begins at the ids and not at the regions.
    region = func.coalesce(kind.regions.c.region_id, "")
    rows = select(literal(what), REGION.c.id, REGION.c.name, func.count() * sign).select_from(kind.regions)
    rows = rows.join(REGION, REGION.c.id == region).where(kind.found.in_(ids))
    return rows.where(REGION.c.kind == RegionKind.COUNTRY).group_by(REGION.c.id, REGION.c.name)
