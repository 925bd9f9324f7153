"""What actors and regions have in common: names, a parent, and therefore ancestors and children."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, bindparam, literal, select

from app.queries.facts import grouped
from app.queries.tables import AnyRow

CHILDREN = 100  # an item names this many of its children; all of them are a list, filtered by `parent`
DEEPEST = 20  # ancestors of one another would otherwise be walked for ever


@dataclass(frozen=True)
class Registry:
    """A table of things that have names and a parent, and the table of their names."""

    things: Table
    aliases: Table
    owner: Column[Any]  # of an alias

    def rows(self) -> Select[Any]:
        """Every row, with the name of its parent."""
        parent = self.things.alias("parent")
        rows = select(*self.things.c, parent.c.name.label("parent_name"))
        return rows.outerjoin(parent, parent.c.id == self.things.c.parent_id)

    def names(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[AnyRow]]:
        """The names of each of `ids`: rows of id and alias."""
        called = select(self.owner, self.aliases.c.alias).where(self.owner.in_(bindparam("ids", expanding=True)))
        return grouped(connection, called.order_by(self.owner, self.aliases.c.alias), ids)

    def ancestors(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[AnyRow]]:
        """What each of `ids` lies under, the nearest first: rows of it and of the ancestor's id, name and kind."""
        return grouped(connection, self._lines, ids)

    @cached_property
    def _lines(self) -> Select[Any]:  # to build it takes as long as to run it for a hundred places
        thing = self.things.c
        start = select(thing.id.label("under"), thing.parent_id.label("above"), literal(0).label("depth"))
        line = start.where(thing.id.in_(bindparam("ids", expanding=True))).cte("line", recursive=True)
        up = select(line.c.under, thing.parent_id, line.c.depth + 1).where(thing.id == line.c.above, line.c.depth < DEEPEST)
        line = line.union_all(up)
        named = select(line.c.under, thing.id, thing.name, thing.kind).join(self.things, thing.id == line.c.above)
        return named.order_by(line.c.under, line.c.depth)

    def children(self, connection: Connection, id: str) -> Sequence[AnyRow]:
        """What lies directly under `id`, by name: rows of id, name and kind, at most CHILDREN."""
        thing = self.things.c
        under = select(thing.id, thing.name, thing.kind).where(thing.parent_id == id)
        return connection.execute(under.order_by(thing.name, thing.id).limit(CHILDREN)).all()
