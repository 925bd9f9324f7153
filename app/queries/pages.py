"""Pages: a question goes in; its statement, built once for every shape of question, is run, and one page of rows comes out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, bindparam, false, func, select, tuple_, union_all

from app import db
from app.errors import BadCursor
from app.queries.cursors import Position, opened, sealed
from app.queries.entries import KEY, counted, walked
from app.queries.filters import Filter, Shape
from app.queries.listings import BEST, Listing
from app.queries.names import Found, Unknown
from app.queries.plans import planned
from app.queries.questions import Question
from app.queries.starts import Starts
from app.queries.tables import AnyRow

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Page:
    """One page of an answer."""

    rows: Sequence[AnyRow]
    next: str | None  # the cursor of the page after this one
    total: int | None
    unknown: dict[str, list[Unknown]]  # filter name → the values nobody knows


def page(connection: Connection, listing: Listing, asked: Question, within: Mapping[str, Any] = NOTHING) -> Page:
    """The page of `listing` that is asked for: one statement, one more for every name to be found, one for the total.

    `within` are the values that the rows of the listing are bound to, where it lists what belongs to one thing.
    """
    question = [listing.kind, asked.identity, *within.values()]
    position = _position(listing, asked, question)
    bound, unknown = values(connection, listing.filters, asked.given)
    bound |= {**within, **_after(position)}
    shape, bound = planned(connection, listing, asked.shape, bound)
    rows = _found(connection, listing, shape, {**bound, "most": asked.limit + 1})
    following = Position(getattr(rows[asked.limit - 1], KEY), rows[asked.limit - 1].id) if len(rows) > asked.limit else None
    total = (
        connection.execute(count(listing, replace(shape, after=False, yielded=False)), bound).scalar()
        if asked.with_total
        else None
    )
    return Page(rows[: asked.limit], following and sealed(following, question), total, unknown)


AT_ONCE = 1000  # rows in memory while everything is read
_EVERYTHING = 2**62


def everything(
    connection: Connection, listing: Listing, asked: Question, within: Mapping[str, Any] = NOTHING
) -> Iterator[Sequence[AnyRow]]:
    """All rows of `listing` that match what is asked, in its order from its cursor on, some at a time."""
    position = _position(listing, asked, [listing.kind, asked.identity, *within.values()])
    bound, _ = values(connection, listing.filters, asked.given)
    shape, bound = planned(connection, listing, asked.shape, bound | _after(position))
    return _read(connection, listing, shape, {**bound, **within})


def _after(position: Position | None) -> dict[str, Any]:
    return {"after_key": position.key, "after_id": position.id} if position else {}


def _read(connection: Connection, listing: Listing, shape: Shape, bound: dict[str, Any]) -> Iterator[Sequence[AnyRow]]:
    shape = replace(shape, yielded=shape.yielded and not shape.way)  # whoever reads everything walks
    if shape.way is None:  # sorted as a whole, and once
        rows = connection.execution_options(yield_per=AT_ONCE).execute(statement(listing, shape), {**bound, "most": _EVERYTHING})
        yield from rows.partitions()
        return
    while some := db.rows(connection, statement(listing, shape), {**bound, "most": AT_ONCE}):
        yield some
        shape, bound = replace(shape, after=True), bound | _after(Position(getattr(some[-1], KEY), some[-1].id))


def _found(connection: Connection, listing: Listing, shape: Shape, values: Mapping[str, Any]) -> Sequence[AnyRow]:
    """The rows of one statement: by the driver itself where an index leads to them, and the rest would cost more than they do."""
    if shape.way or shape.yielded:
        return db.rows(connection, statement(listing, shape), values)
    return connection.execute(statement(listing, shape), values).all()


def _position(listing: Listing, asked: Question, question: list[Any]) -> Position | None:
    if not asked.cursor:
        return None
    key, id = opened(asked.cursor, question)
    try:
        return Position(listing.sort(asked.shape.sort).read(key), id)
    except (TypeError, ValueError):  # the digest is no secret: whoever forges one may put anything behind it
        raise BadCursor("The cursor was not made here; begin again without a cursor.") from None


def values(
    connection: Connection, filters: Sequence[Filter], given: Mapping[str, Sequence[Any]]
) -> tuple[dict[str, Any], dict[str, list[Unknown]]]:
    """What a statement with these `filters` is bound to, and of what was `given` to each the values that nobody knows."""
    bound: dict[str, Any] = {}
    unknown: dict[str, list[Unknown]] = {}
    for each in filters:
        if each.name not in given:
            continue
        look_up = each.values.look_up
        found = look_up(connection, given[each.name]) if look_up else Found([*given[each.name]])
        bound[each.name] = each.values.together(found.known) if each.values.together else found.known[0]
        unknown |= {each.name: found.unknown} if found.unknown else {}
    return bound, unknown


@lru_cache(maxsize=512)  # a shape is a few kilobytes; whoever asks in every possible one must not fill the memory
def statement(listing: Listing, shape: Shape) -> Select[Any] | CompoundSelect[Any]:
    """The statement of every question of this shape, with its values as parameters."""
    if shape.sort == BEST and listing.starts:
        return _best(listing, listing.starts, shape)
    by, turned = listing.sort(shape.sort).by, shape.sort.startswith("-")
    if shape.way and listing.entries and not shape.yielded:
        return walked(listing.entries, listing.filters, shape, listing.entries.shown)
    rows = narrowed(listing, shape)
    rows = _beyond(rows, by, listing.id, turned) if shape.after else rows
    rows = listing.words.yielded(rows, shape) if listing.words and shape.yielded else rows
    return _ordered(rows, by, listing.id, turned)


def _best(listing: Listing, starts: Starts, shape: Shape) -> Select[Any]:
    """Every way to be found is read on its own, in the order of its index and no further than a page; then they are one."""
    rows = narrowed(listing, replace(shape, filters=shape.filters - {"q"}))
    found = []
    for way in starts.ways():
        owner = way.starts.c[starts.owner]
        by_way = rows.join(way.starts, owner == listing.id).where(way.condition)
        by_way = _beyond(by_way, way.place, owner) if shape.after else by_way
        found.append(_ordered(by_way, way.place, owner).subquery().select())
    both = union_all(*found).subquery()
    return select(both).order_by(both.c[KEY], both.c.id).limit(bindparam("most"))


def _beyond(rows: Select[Any], by: ColumnElement[Any], id: ColumnElement[Any], turned: bool = False) -> Select[Any]:
    """Of `rows` those after the last one of another page."""
    here = tuple_(by, id)
    there = tuple_(bindparam("after_key", type_=by.type), bindparam("after_id", type_=id.type))
    return rows.where(here < there if turned else here > there)


def _ordered(rows: Select[Any], by: ColumnElement[Any], id: ColumnElement[Any], turned: bool = False) -> Select[Any]:
    """A page of `rows` in the order of `by` and `id`, or turned round."""
    order = [by.desc(), id.desc()] if turned else [by.asc(), id.asc()]
    return rows.add_columns(by.label(KEY)).order_by(*order).limit(bindparam("most"))


@lru_cache(maxsize=512)
def count(listing: Listing, shape: Shape) -> Select[Any]:
    """The number of rows that match a question of this shape."""
    if shape.way and listing.entries:
        return counted(listing.entries, listing.filters, shape)
    return select(func.count()).select_from(narrowed(listing, shape).with_only_columns(listing.id).subquery())


def narrowed(listing: Listing, shape: Shape) -> Select[Any]:
    """The rows of `listing` that match a question of this shape, in no order."""
    if shape.nothing:
        return listing.rows.where(false())
    conditions = [each.sql(shape) for each in listing.filters if each.name in shape.filters]
    return listing.rows.where(*conditions)
