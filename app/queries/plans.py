"""Plans: a question goes in; the shape of the statement that answers it soonest comes out."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from math import isqrt
from typing import Any

from sqlalchemy import Connection, Integer, Select, Table, bindparam, func, literal_column, select

from app import db
from app.db import searches_text
from app.errors import NotOffered
from app.queries.entries import led, others, sampled
from app.queries.filters import Filter, FoundBy, Shape, all_unknown
from app.queries.listings import Listing
from app.queries.words import Words

# Of a million rows, those whose texts are read in 60 ms. To try more on what the index yields takes no longer: 8,000 give a page of
# 6,000. Of fewer rows, more of what the index yields are wanted, so that a page is full the sooner: the number goes with the root.
FEW, OF = 6_000, 1_000_000
# Entries that are tried; if there are fewer, or enough match, all that a page takes are soon read. 500 take a millisecond where
# other entries of the same claims are looked for; 5,000 do where what is asked for stands in each itself.
SAMPLE, SAMPLE_OF_COPIES = 500, 5_000
ENOUGH = 10
INDEXED = {"article", "publisher", "measure", "medium"}  # filters by a column that an index leads to


def planned(connection: Connection, listing: Listing, shape: Shape, bound: dict[str, Any]) -> tuple[Shape, dict[str, Any]]:
    """The shape in which what a question is `bound` to is found soonest, and what its statement is bound to. Raises NotOffered."""
    if all_unknown((each for each in listing.filters if each.name in shape.filters), bound):
        return replace(shape, nothing=True), bound
    if "date_from" in bound:
        bound = bound | {"month": bound["date_from"].replace(day=1)}
    shape, led_by = led(connection, listing.entries, shape, bound)
    bound = bound | led_by
    if listing.words is None or not (_scattered(connection, listing, shape, bound) if shape.way else "q" in shape.filters):
        return shape, bound
    if not searches_text(connection):
        raise NotOffered("Full text is searched in SQLite alone, and this ledger is kept in another database; leave q out.")
    shape = replace(shape, yielded=True) if shape.way else _suited(connection, listing, listing.words, shape, bound)
    return shape, bound | listing.words.bound(bound)


def _scattered(connection: Connection, listing: Listing, shape: Shape, bound: Mapping[str, Any]) -> bool:
    """Whether hardly one of the first entries on its way is what is asked for, so that terms lead to the next one sooner."""
    if listing.entries is None or (sample := _sample(listing, shape)) is None or not searches_text(connection):
        return False
    for most in (SAMPLE,) if others(listing.entries, shape) else (SAMPLE, SAMPLE_OF_COPIES):
        [[tried, matching]] = db.rows(connection, sample, {**bound, "most": most})
        if tried < most or (matching or 0) >= ENOUGH:
            return False
    return True


@lru_cache(maxsize=512)
def _sample(listing: Listing, shape: Shape) -> Select[Any] | None:
    return sampled(listing.entries, listing.filters, shape) if listing.entries else None


def _suited(connection: Connection, listing: Listing, words: Words, shape: Shape, bound: Mapping[str, Any]) -> Shape:
    """`shape` with the way in which words are best found: one statement, if other filters are there that may leave few rows."""
    numbers, most = {}, 0
    if (counts := _counts(listing, shape)) is not None:
        [[rows]] = db.rows(connection, _newest(words.rows), {})
        most = min(FEW, isqrt(FEW * FEW * (rows or 0) // OF))
        numbers = dict(connection.execute(counts, {**bound, "few": most + 1}).mappings().one())
    few = {name: number for name, number in numbers.items() if number <= most}
    lead = min(few, key=few.__getitem__, default="")
    return replace(shape, lead=lead, yielded=not lead and shape.sort.lstrip("-") == words.sort)


@lru_cache(maxsize=512)
def _counts(listing: Listing, shape: Shape) -> Select[Any] | None:
    """How many rows each filter without a term leaves, counted as far as it matters; None where no index leads to any."""
    known = {"q", *listing.words.terms} if listing.words else {"q"}
    reached = {each.name: _reached(listing, each, shape) for each in listing.filters if each.name in shape.filters - known}
    counts = [_counted(rows).label(name) for name, rows in reached.items() if rows is not None]
    return select(*counts) if counts else None


def _reached(listing: Listing, each: Filter, shape: Shape) -> Select[Any] | None:
    if isinstance(each.sql, FoundBy):
        return each.sql.found(shape)
    return listing.rows.with_only_columns(listing.id).where(each.sql(shape)) if each.name in INDEXED else None


def _counted(rows: Select[Any]) -> Any:
    return select(func.count()).select_from(rows.limit(bindparam("few")).subquery()).scalar_subquery()


@cache
def _newest(rows: Table) -> Select[Any]:
    """The number of the row that came last, which is about how many there are and found at once."""
    return select(func.max(literal_column("rowid", Integer))).select_from(rows)
