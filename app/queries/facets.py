"""Facets: how often each value occurs among the facts that a question finds. One statement counts all facets that are asked for.

Actors and regions are counted as the filters find them, so that a number is what asking for that value would give: with all
that lies under them, or without, as `descend` says.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    String,
    Table,
    bindparam,
    cast,
    distinct,
    func,
    literal,
    select,
    union_all,
)

from app.queries import claims, statements
from app.queries.comparisons import Comparison, Inquiry, Reading, complete_from, in_order
from app.queries.filters import PAGING, Control, Shape
from app.queries.listings import Listing
from app.queries.pages import values
from app.queries.plans import planned
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
)
from app.queries.values import word
from app.vocabulary import Role

Found = dict[str, list[tuple[str, int]]]  # facet → its values, each with its number
LIMIT = replace(PAGING[0], description="How many values of each facet there are at most.")
_ALL = "*"  # of every answer: the number of all facts, and the earliest of their days


class Matched:
    """The facts that match a question of a `shape`, read once whatever they are counted by, and what they are found by."""

    def __init__(self, facts: CTE, shape: Shape) -> None:
        self.facts = facts
        self._shape = shape
        self._found: dict[Table, CTE] = {}

    def found_by(self, index: Table) -> CTE:
        """The rows of an index table that lead to the facts: read once, too, for all the facets that look into it."""
        if index not in self._found:
            [fact] = [column for column in index.c if column.name in ("claim_id", "statement_id")]
            rows = select(*(column for column in index.c if column is not fact), self.facts.c.id)
            rows = rows.select_from(self.facts).join(index, fact == self.facts.c.id)
            rows = rows if self._shape.descend else rows.where(index.c.depth == 0)
            self._found[index] = rows.cte(f"by_{index.name}")
        return self._found[index]


@dataclass(frozen=True)
class Facet:
    """A way to sort facts: `counted` makes rows of a value and its number. `names` is the registry that names its values."""

    name: str
    counted: Callable[[Matched], Select[Any]]
    names: Table | None = None


def by_column(name: str, value: Callable[[CTE], ColumnElement[Any]]) -> Facet:
    """Facts by a value of their own."""

    def counted(matched: Matched) -> Select[Any]:
        own = value(matched.facts)
        return _numbered(own, func.count()).where(own.is_not(None))

    return Facet(name, counted)


def by_index(name: str, value: Column[Any], role: Role | None = None, names: Table | None = None) -> Facet:
    """Facts by what they are found by in an index table, of which `value` is the column looked in."""
    once = role is not None or "role" not in value.table.c  # a fact can be found by an actor in two roles

    def counted(matched: Matched) -> Select[Any]:
        found = matched.found_by(value.table)
        rows = _numbered(found.c[value.name], func.count() if once else func.count(distinct(found.c.id)))
        return rows.where(found.c.role == role) if role else rows

    return Facet(name, counted, names)


def _numbered(value: ColumnElement[Any], number: ColumnElement[int]) -> Select[Any]:
    # Grouped by an expression: by the bare column, SQLite reads the whole of an index that has it in order.
    return select(value.label("value"), number.label("number")).group_by(func.coalesce(value, ""))


@dataclass(frozen=True, eq=False)
class Facets(Comparison):
    """The facets of a listing."""

    facets: tuple[Facet, ...] = ()


def _facets(listing: Listing, columns: Sequence[Column[Any]], facets: tuple[Facet, ...]) -> Facets:
    names = [facet.name for facet in facets]
    schema = {"type": "array", "items": {"type": "string", "enum": names}, "default": names}
    asked = Control("facet", schema, word(names), names, "What to count by; repeat it for several.", names[1], many=True)
    day = listing.sort(listing.default_sort).by.label("day")
    narrow = (listing.id, day, ARTICLE.c.publisher, *columns)
    return Facets("facets", listing, (asked, LIMIT), (), columns=narrow, facets=facets)


_COMMON = (
    by_column("publisher", lambda facts: facts.c.publisher),
    by_column("month", lambda facts: func.substr(cast(facts.c.day, String), 1, 7)),
)
# fmt: off
CLAIMS = _facets(claims.LISTING, (CLAIM.c.measure, CLAIM.c.modality), (
    by_index("actor", CLAIM_ACTOR.c.actor_id, names=ACTOR),
    by_index("claimant", CLAIM_ACTOR.c.actor_id, Role.CLAIMANT, ACTOR),
    by_index("force", CLAIM_ACTOR.c.actor_id, Role.FORCE, ACTOR),
    by_index("role", CLAIM_ACTOR.c.role),
    by_index("region", CLAIM_REGION.c.region_id, names=REGION),
    by_column("measure", lambda facts: facts.c.measure),
    by_column("modality", lambda facts: facts.c.modality),
    *_COMMON,
))
STATEMENTS = _facets(statements.LISTING, (STATEMENT.c.kind, STATEMENT.c.medium), (
    by_index("actor", STATEMENT_ACTOR.c.actor_id, names=ACTOR),
    by_index("speaker", STATEMENT_ACTOR.c.actor_id, Role.SPEAKER, ACTOR),
    by_index("addressee", STATEMENT_ACTOR.c.actor_id, Role.ADDRESSEE, ACTOR),
    by_index("role", STATEMENT_ACTOR.c.role),
    by_index("region", STATEMENT_REGION.c.region_id, names=REGION),
    by_column("kind", lambda facts: facts.c.kind),
    by_column("medium", lambda facts: facts.c.medium),
    *_COMMON,
))
# fmt: on


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
    bound, unknown = values(connection, facets.listing.filters, asked.given)
    shape, bound = planned(connection, facets.listing, asked.shape, bound)
    statement = _counts(facets, shape, frozenset(facet.name for facet in chosen))
    limits = {"most": facets.most, "most_values": asked.set_to["limit"] + 1}
    found: Found = {name: [] for name in (_ALL, *(facet.name for facet in chosen))}
    for name, value, number in connection.execute(statement, {**bound, **limits}):
        found[name].append((value, number))
    [(earliest, total)] = found.pop(_ALL)
    names = {table: _names(connection, table, chosen, found) for table in {facet.names for facet in chosen}}
    made = [_counted(facet.name, found[facet.name], names[facet.names], asked.set_to["limit"]) for facet in chosen]
    since = complete_from(facets, total, date.fromisoformat(earliest)) if earliest else None
    return made, Reading(total, since, unknown)


def _counted(facet: str, found: Sequence[tuple[str, int]], names: dict[str, str], limit: int) -> Counts:
    return Counts(facet, [Value(value, names.get(value), number) for value, number in found[:limit]], len(found) > limit)


def _names(connection: Connection, table: Table | None, chosen: Sequence[Facet], found: Found) -> dict[str, str]:
    """What the values of all facets are called whose names `table` knows."""
    ids = sorted({value for facet in chosen if facet.names is table for value, _ in found[facet.name]})
    if table is None or not ids:
        return {}
    named = select(table.c.id, table.c.name).where(table.c.id.in_(bindparam("ids", expanding=True)))
    return {row.id: row.name for row in connection.execute(named, {"ids": ids})}


@lru_cache(maxsize=512)
def _counts(facets: Facets, shape: Shape, chosen: frozenset[str]) -> CompoundSelect[Any]:
    """The facts are read once, whatever they are counted by."""
    facts = in_order(facets, shape).cte("facts")
    matched = Matched(facts, shape)
    counted = [_most_frequent(facet, matched) for facet in facets.facets if facet.name in chosen]
    return union_all(select(literal(_ALL), cast(func.min(facts.c.day), String), func.count()).select_from(facts), *counted)


def _most_frequent(facet: Facet, matched: Matched) -> Select[Any]:
    rows = facet.counted(matched).subquery()
    ordered = select(literal(facet.name), rows.c.value, rows.c.number).order_by(rows.c.number.desc(), rows.c.value)
    return ordered.limit(bindparam("most_values")).subquery().select()
