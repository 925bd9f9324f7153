"""Names of actors and regions go in; out come the rows by which they are found while somebody is still typing.

The best comes first: who bears the name as their main one, then as another, then as a later word of one ("Aqsa"); among
equals an actor that more articles name, then a state; a region where more people live.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, delete, func, or_, select, true, update
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion.bulk import Row, add, table
from app.models.starts import HEAD
from app.vocabulary import ActorKind, RegionKind

MAIN, OTHER, LATER = 1, 2, 3  # how well a name fits
RANK = 10**11  # more than the heaviest: no population comes near
ARTICLE = 2  # what each article that names an actor weighs; a state weighs 1 more, so that it goes first among equals
AREA = 1_000_000  # people; an area has a name because it is in the news, so it goes with the large cities
LARGE = 100_000  # people; a single letter finds no smaller settlement, which would be every fourth row
ROWS_AT_ONCE = 50_000
_WORD = re.compile(r"\w{3,}")  # nobody begins with the "of" or the "al" in the middle of a name


@dataclass(frozen=True)
class Kind:
    """A registry: its things, their names, and where the names begin."""

    things: type[SQLModel]
    names: type[SQLModel]
    starts: type[SQLModel]
    owner: str  # the column of `names` and of `starts` that holds the id

    @property
    def weight(self) -> ColumnElement[int]:
        """How many articles name an actor; how many people live in a region, or in what lies directly in it."""
        if self.things is models.Actor:
            actor, mention = table(models.Actor).c, table(models.MentionActor).c
            articles = _scalar(select(func.count()).where(mention.actor_id == actor.id, mention.depth == 0))
            return ARTICLE * articles + case((actor.kind == ActorKind.STATE, 1), else_=0)
        region, inner = table(models.Region).c, table(models.Region).alias("inner")
        inhabitants = _scalar(select(func.sum(inner.c.population)).where(inner.c.parent_id == region.id))
        return case((region.kind == RegionKind.AREA, AREA), else_=func.coalesce(region.population, inhabitants, 0))

    @property
    def large(self) -> ColumnElement[bool]:
        """Whether a single letter finds it."""
        if self.things is models.Actor:
            return true()
        region = table(models.Region).c
        return or_(region.kind != RegionKind.SETTLEMENT, func.coalesce(region.population, 0) >= LARGE)


ACTORS = Kind(models.Actor, models.ActorAlias, models.ActorStart, "actor_id")
REGIONS = Kind(models.Region, models.RegionAlias, models.RegionStart, "region_id")


def renew(session: Session, kind: Kind, ids: Collection[str] | None = None) -> None:
    """Make the rows anew for the things `ids`, or for all there are, of the names that the tables have."""
    things, starts = table(kind.things), table(kind.starts)
    gone, named = delete(starts), _names(kind)
    if ids is not None:
        gone, named = gone.where(starts.c[kind.owner].in_(ids)), named.where(things.c.id.in_(ids))
    session.connection().execute(gone)
    rows = _rows(session.execute(named), kind.owner)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        add(session, kind.starts, some)


def weigh(session: Session, more: Mapping[str, int]) -> None:
    """Let each of these actors be named by so many articles `more`, or fewer."""
    if more:
        session.connection().execute(_HEAVIER, [{"named": id, "by": ARTICLE * more[id]} for id in sorted(more)])


_STARTS = table(models.ActorStart)
_HEAVIER = update(_STARTS).where(_STARTS.c.actor_id == bindparam("named")).values(place=_STARTS.c.place - bindparam("by"))


def _names(kind: Kind) -> Select[Any]:
    """Every name with its thing's id, whether it is the main one, and how heavy and large that is; all of one thing together."""
    things, names = table(kind.things), table(kind.names)
    rows = select(things.c.id, names.c.folded, names.c.alias == things.c.name, kind.weight, kind.large)
    return rows.join_from(things, names, names.c[kind.owner] == things.c.id).order_by(things.c.id)


def _rows(names: Iterable[tuple[str, str, bool, int, bool]], owner: str) -> Iterator[Row]:
    places: dict[tuple[str, str], int] = {}
    current = None
    for id, name, main, weight, large in names:
        if id != current:
            yield from _of_one(owner, current, places)
            current, places = id, {}
        for rank, start, head in _starts(name, main, large):
            place = rank * RANK - weight
            places[start, head] = min(place, places.get((start, head), place))
    yield from _of_one(owner, current, places)


def _of_one(owner: str, id: str | None, places: dict[tuple[str, str], int]) -> Iterator[Row]:
    for (start, head), place in places.items():
        yield {owner: id, "start": start, "head": head, "place": place}


def _starts(name: str, main: bool, large: bool) -> Iterator[tuple[int, str, str]]:
    """How well it fits, the start and its head, for every word of a folded name that it may be begun at."""
    yield MAIN if main else OTHER, name, name[:HEAD]
    if main and large:
        yield MAIN, name, name[:1]
    for word in _WORD.finditer(name):
        if word.start():
            yield LATER, name[word.start() :], name[word.start() :][:HEAD]


def _scalar(statement: Select[Any]) -> ColumnElement[int]:
    return statement.scalar_subquery()
