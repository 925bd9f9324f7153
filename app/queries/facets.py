"""Facets: how often each value occurs among the facts that a question finds. They are read once, whatever they are counted by.

Actors and regions are counted as the filters find them, so that a number is what asking for that value would give: with all
that lies under them, or without, as `descend` says.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from heapq import nsmallest
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, bindparam, func, literal, select

from app import db
from app.queries import claims, statements
from app.queries.comparisons import Comparison, Inquiry, Reading, newest
from app.queries.filters import PAGING, Control
from app.queries.listings import Listing
from app.queries.tables import (
    ACTOR,
    ARTICLE,
    CLAIM,
    CLAIM_ACTOR,
    CLAIM_REGION,
    REGION,
    STATEMENT,
    STATEMENT_ACTOR,
    STATEMENT_REGION,
    AnyRow,
)
from app.queries.values import word
from app.vocabulary import Role

_INDEXES = {index.name for index in (CLAIM_ACTOR, CLAIM_REGION, STATEMENT_ACTOR, STATEMENT_REGION)}
LIMIT = replace(PAGING[0], description="How many values of each facet there are at most.")


Counted = Iterable[tuple[Any, int]]  # what stands in a column of the rows, and in how many of them


@dataclass(frozen=True)
class Facet:
    """A way to sort facts: `found` are the values in what stands in a `column` of a row. `names` is the registry that names them.

    `index` is the index table that the column is made of, where it is no value of the fact itself.
    """

    name: str
    column: str
    found: Callable[[Any], Iterable[str]]
    names: Table | None = None
    index: Table | None = None

    def numbers(self, counted: Counted) -> Counter[str]:
        """How many of the rows each value has."""
        numbers: Counter[str] = Counter()
        for content, number in counted:
            for value in self.found(content):
                numbers[value] += number
        return numbers


def by_value(column: str) -> Facet:
    """Facts by a value of their own."""
    return Facet(column, column, lambda value: [value])


def by_actor(name: str, index: Table, role: Role | None = None) -> Facet:
    """Facts by the actors that they are found by, in a role or in any: by a fact that is found by one in two roles, once."""
    return Facet(name, index.name, lambda pairs: {id for its, id in pairs if role in (None, its)}, ACTOR, index)


def by_role(index: Table) -> Facet:
    """Facts by the roles in which they are found by an actor."""
    return Facet("role", index.name, lambda pairs: {role for role, _ in pairs}, index=index)


def by_region(index: Table) -> Facet:
    """Facts by the regions that they are found by."""
    return Facet("region", index.name, lambda pairs: [id for _, id in pairs], REGION, index)


def _counted(rows: Sequence[AnyRow], column: str) -> Counted:
    """What stands in a column. Thousands of facts have the same few hundred values, or are found by the same."""
    counted = Counter(map(attrgetter(column), rows))
    del counted[None]
    if column not in _INDEXES:
        return counted.items()
    return [([line.split(" ", 1) for line in lines.split("\n")], number) for lines, number in counted.items()]


def _found_by(index: Table, fact: Column[Any], descend: bool) -> ColumnElement[Any]:
    """What a fact is found by in an index table: a line each, behind its role where it has one."""
    [own] = [column for column in index.c if column.references(fact)]
    [value] = [column for column in index.c if column.name in ("actor_id", "region_id")]
    lines = (index.c.role if "role" in index.c else literal("")).concat(" ").concat(value)
    rows = select(func.aggregate_strings(lines, "\n")).where(own == fact)
    return (rows if descend else rows.where(index.c.depth == 0)).scalar_subquery().label(index.name)


@dataclass(frozen=True, eq=False)
class Facets(Comparison):
    """The facets of a listing."""

    facets: tuple[Facet, ...] = ()

    @lru_cache(maxsize=64)  # noqa: B019  there are two of them, and they live as long as the process
    def counting(self, indexes: frozenset[Table], descend: bool) -> Comparison:
        """What is read of facts to count them, also by what they are found by in these index tables."""
        found = (_found_by(index, self.listing.id, descend) for index in sorted(indexes, key=attrgetter("name")))
        return replace(self, columns=(*self.columns, *found))


def _facets(listing: Listing, columns: Sequence[Column[Any]], facets: tuple[Facet, ...]) -> Facets:
    names = [facet.name for facet in facets]
    schema = {"type": "array", "items": {"type": "string", "enum": names}, "default": names}
    asked = Control("facet", schema, word(names), names, "What to count by; repeat it for several.", names[1], many=True)
    day = listing.sort(listing.default_sort).by.label("day")
    return Facets("facets", listing, (asked, LIMIT), (), columns=(day, ARTICLE.c.publisher, *columns), facets=facets)


_COMMON = (by_value("publisher"), Facet("month", "day", lambda day: [day.isoformat()[:7]]))
CLAIMS = _facets(
    claims.LISTING,
    (CLAIM.c.measure, CLAIM.c.modality),
    (
        by_actor("actor", CLAIM_ACTOR),
        by_actor("claimant", CLAIM_ACTOR, Role.CLAIMANT),
        by_actor("force", CLAIM_ACTOR, Role.FORCE),
        by_role(CLAIM_ACTOR),
        by_region(CLAIM_REGION),
        by_value("measure"),
        by_value("modality"),
        *_COMMON,
    ),
)
STATEMENTS = _facets(
    statements.LISTING,
    (STATEMENT.c.kind, STATEMENT.c.medium),
    (
        by_actor("actor", STATEMENT_ACTOR),
        by_actor("speaker", STATEMENT_ACTOR, Role.SPEAKER),
        by_actor("addressee", STATEMENT_ACTOR, Role.ADDRESSEE),
        by_role(STATEMENT_ACTOR),
        by_region(STATEMENT_REGION),
        by_value("kind"),
        by_value("medium"),
        *_COMMON,
    ),
)


@dataclass(frozen=True)
class Value:
    """A value of a facet, what it is called in its registry, and the number of facts that have it."""

    value: str
    name: str | None
    number: int


@dataclass(frozen=True)
class Counts:
    """A facet with its most frequent values."""

    facet: str
    values: Sequence[Value]
    more: bool  # whether there are others


def counts(connection: Connection, facets: Facets, asked: Inquiry) -> tuple[list[Counts], Reading]:
    """The facets that are asked for: one statement, one more for every name to be found and for either registry's names."""
    chosen = [facet for facet in facets.facets if facet.name in asked.set_to["facet"]]
    indexes = frozenset(facet.index for facet in chosen if facet.index is not None)
    rows, reading = newest(connection, facets.counting(indexes, asked.shape.descend), asked)
    limit = asked.set_to["limit"]
    counted = {column: _counted(rows, column) for column in {facet.column for facet in chosen}}
    found = {facet: _most_frequent(facet.numbers(counted[facet.column]), limit + 1) for facet in chosen}
    names = {table: _names(connection, table, found) for table in {facet.names for facet in chosen}}
    return [_shown(facet.name, found[facet], names[facet.names], limit) for facet in chosen], reading


def _most_frequent(numbers: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    return nsmallest(most, numbers.items(), key=lambda each: (-each[1], each[0]))


def _shown(facet: str, found: Sequence[tuple[str, int]], names: dict[str, str], limit: int) -> Counts:
    return Counts(facet, [Value(value, names.get(value), number) for value, number in found[:limit]], len(found) > limit)


def _names(connection: Connection, table: Table | None, found: Mapping[Facet, Sequence[tuple[str, int]]]) -> dict[str, str]:
    """What the values of all facets are called whose names `table` knows."""
    ids = sorted({value for facet, values in found.items() if facet.names is table for value, _ in values})
    if table is None or not ids:
        return {}
    return {row.id: row.name for row in db.rows(connection, _named(table), {"ids": ids})}


@cache
def _named(table: Table) -> Select[Any]:
    return select(table.c.id, table.c.name).where(table.c.id.in_(bindparam("ids", expanding=True)))
