"""How many facts that stand can be found by an actor, in each role, or by a region: one statement for all that are asked about."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Table,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from app.queries.filters import Control
from app.queries.tables import CLAIM, CLAIM_ACTOR, CLAIM_REGION, STATEMENT, STATEMENT_ACTOR, STATEMENT_REGION
from app.queries.values import boolean
from app.vocabulary import Role

Counts = dict[str, dict[str, int]]  # id → what is counted → how often

WITH_COUNTS = Control(
    "with_counts",
    {"type": "boolean", "default": False},
    boolean,
    False,
    "Whether to count the facts of each one and of all that lies under it, as the filters of claims and statements find them.",
    "true",
)


def of_actors(connection: Connection, ids: Sequence[str]) -> Counts:
    """For each of `ids` the number of its claims and statements, by role."""
    return _counted(connection, _OF_ACTORS, ids, [*Role])


def of_regions(connection: Connection, ids: Sequence[str]) -> Counts:
    """For each of `ids` the number of its claims and of its statements."""
    return _counted(connection, _OF_REGIONS, ids, ["claims", "statements"])


def _counted(connection: Connection, statement: CompoundSelect[Any], ids: Sequence[str], of: Sequence[str]) -> Counts:
    counts = {id: dict.fromkeys(map(str, of), 0) for id in ids}
    for id, what, number in connection.execute(statement, {"ids": ids}):
        counts[id][what] += number  # an actor can relay claims as well as statements
    return counts


def _standing(facts: Table, fact: Column[Any], id: Column[Any], what: ColumnElement[str]) -> Select[Any]:
    """How many `facts` that stand each of `ids` finds in an index table, of which `fact` and `id` are columns."""
    rows = select(id.label("id"), what.label("what"), func.count().label("number")).select_from(id.table)
    rows = rows.join(facts, facts.c.id == fact).where(id.in_(bindparam("ids", expanding=True)), facts.c.retracted.is_(None))
    return rows.group_by(id, *([what] if isinstance(what, Column) else []))


_OF_ACTORS = union_all(
    _standing(CLAIM, CLAIM_ACTOR.c.claim_id, CLAIM_ACTOR.c.actor_id, CLAIM_ACTOR.c.role),
    _standing(STATEMENT, STATEMENT_ACTOR.c.statement_id, STATEMENT_ACTOR.c.actor_id, STATEMENT_ACTOR.c.role),
)
_OF_REGIONS = union_all(
    _standing(CLAIM, CLAIM_REGION.c.claim_id, CLAIM_REGION.c.region_id, literal("claims")),
    _standing(STATEMENT, STATEMENT_REGION.c.statement_id, STATEMENT_REGION.c.region_id, literal("statements")),
)
