"""Pages: a question goes in; its statement, built once for every shape of question, is run, and one page of rows comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, tuple_

from app.errors import BadCursor
from app.queries.cursors import Position, opened, sealed
from app.queries.filters import Shape
from app.queries.listings import Listing
from app.queries.names import Found, Unknown
from app.queries.questions import Question
from app.queries.tables import AnyRow

KEY = "sort_key"  # how every row calls what it is sorted by


@dataclass(frozen=True)
class Page:
    """One page of an answer."""

    rows: Sequence[AnyRow]
    next: str | None  # the cursor of the page after this one
    total: int | None
    unknown: dict[str, list[Unknown]]  # filter name → the values nobody knows


def page(connection: Connection, listing: Listing, asked: Question) -> Page:
    """The page of `listing` that is asked for: one statement, one more for every name to be found, one for the total."""
    position = _position(listing, asked)
    bound, unknown = _bound(connection, listing, asked)
    after = {"after_key": position.key, "after_id": position.id} if position else {}
    rows = connection.execute(statement(listing, asked.shape), {**bound, **after, "most": asked.limit + 1}).all()
    following = Position(getattr(rows[asked.limit - 1], KEY), rows[asked.limit - 1].id) if len(rows) > asked.limit else None
    total = connection.execute(count(listing, replace(asked.shape, after=False)), bound).scalar() if asked.with_total else None
    return Page(rows[: asked.limit], following and sealed(following, [listing.kind, asked.identity]), total, unknown)


def _position(listing: Listing, asked: Question) -> Position | None:
    if not asked.cursor:
        return None
    key, id = opened(asked.cursor, [listing.kind, asked.identity])
    try:
        return Position(listing.sorts[asked.shape.sort.lstrip("-")].read(key), id)
    except (TypeError, ValueError):  # the digest is no secret: whoever forges one may put anything behind it
        raise BadCursor("The cursor was not made here; begin again without a cursor.") from None


def _bound(connection: Connection, listing: Listing, asked: Question) -> tuple[dict[str, Any], dict[str, list[Unknown]]]:
    bound: dict[str, Any] = {}
    unknown: dict[str, list[Unknown]] = {}
    for each in listing.filters:
        if each.name not in asked.given:
            continue
        values, look_up = asked.given[each.name], each.values.look_up
        found = look_up(connection, values) if look_up else Found(values)
        bound[each.name] = each.values.together(found.known) if each.values.together else found.known[0]
        unknown |= {each.name: found.unknown} if found.unknown else {}
    return bound, unknown


@lru_cache(maxsize=512)  # a shape is a few kilobytes; whoever asks in every possible one must not fill the memory
def statement(listing: Listing, shape: Shape) -> Select[Any]:
    """The statement of every question of this shape, with its values as parameters."""
    sort, turned = listing.sorts[shape.sort.lstrip("-")], shape.sort.startswith("-")
    rows = _narrowed(listing, shape).add_columns(sort.by.label(KEY))
    here = tuple_(sort.by, listing.id)
    if shape.after:
        there = tuple_(bindparam("after_key", type_=sort.by.type), bindparam("after_id", type_=listing.id.type))
        rows = rows.where(here < there if turned else here > there)
    order = [sort.by.desc(), listing.id.desc()] if turned else [sort.by.asc(), listing.id.asc()]
    return rows.order_by(*order).limit(bindparam("most"))


@lru_cache(maxsize=512)
def count(listing: Listing, shape: Shape) -> Select[Any]:
    """The number of rows that match a question of this shape."""
    return select(func.count()).select_from(_narrowed(listing, shape).with_only_columns(listing.id).subquery())


def _narrowed(listing: Listing, shape: Shape) -> Select[Any]:
    conditions = [each.sql(shape) for each in listing.filters if each.name in shape.filters]
    return listing.rows.where(*conditions)
