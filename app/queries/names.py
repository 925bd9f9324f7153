"""What the words of a question stand for: "Ukraine", "UA" or an id → the ids in the tables; and what was meant, where nobody knows.

Names are compared folded. An id, or an ISO code, which is one, goes before a name: `region=NE` is Niger, whatever else is
called so. A name that several bear stands for all of them: a question that is too wide shows it, one that is too narrow does not.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import (
    BindParameter,
    Column,
    CompoundSelect,
    Connection,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app import db
from app.names import folded
from app.queries.tables import ACTOR, ACTOR_ALIAS, ACTOR_REDIRECT, ARTICLE, REGION, REGION_ALIAS, STATEMENT

SUGGESTIONS = 3
MOST_GUESSED = 10  # values of one parameter that somebody may have meant otherwise; to guess takes some milliseconds each
LIKENESS = 75  # of 100; "Zelenski" has 88 to "zelenskyy", "Malawi" has 55 to "mali"


@dataclass(frozen=True)
class Suggestion:
    """A value that the tables know, and what it is called."""

    value: str
    name: str


@dataclass(frozen=True)
class Unknown:
    """A value that stands for nothing in the tables."""

    value: str
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Found:
    """What the values of one parameter stand for."""

    known: list[str]
    unknown: list[Unknown] = field(default_factory=list)


def actors(connection: Connection, values: Sequence[str]) -> Found:
    """Ids of the actors that `values` name. Two statements at most."""
    return _registered(connection, values, ACTOR, ACTOR_ALIAS, ACTOR_ALIAS.c.actor_id, ACTOR_REDIRECT)


def regions(connection: Connection, values: Sequence[str]) -> Found:
    """Ids of the regions that `values` name. Two statements at most."""
    return _registered(connection, values, REGION, REGION_ALIAS, REGION_ALIAS.c.region_id)


def publishers(connection: Connection, values: Sequence[str]) -> Found:
    """The publishers of the tables that `values` spell, in their own spelling."""
    return _spelled(connection, values, ARTICLE.c.publisher)


def media(connection: Connection, values: Sequence[str]) -> Found:
    """The media of the tables that `values` spell, in their own spelling."""
    return _spelled(connection, values, STATEMENT.c.medium)


def articles(connection: Connection, values: Sequence[str]) -> Found:
    """Ids of the articles that `values` name by id or by address."""
    named = select(ARTICLE.c.id, ARTICLE.c.url).where(or_(ARTICLE.c.id.in_(values), ARTICLE.c.url.in_(values)))
    ids: dict[str, str] = {}
    for id, url in connection.execute(named):
        ids |= {id: id, url: id}
    return _sorted_out(values, {value: [ids[value]] for value in values if value in ids})


def _registered(
    connection: Connection,
    values: Sequence[str],
    table: Table,
    aliases: Table,
    owner: Column[Any],
    redirects: Table | None = None,
) -> Found:
    """`redirects` knows the ids that were merged, and into which."""
    ids = sorted({spelling for value in values for spelling in _id_spellings(value)})
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    called = {"ids": ids, "names": [folded(value) for value in values]}
    for kind, key, id in db.rows(connection, _known(table, aliases, owner, redirects), called):
        found[kind, key].append(id)
    named = {
        value: [id for spelling in _id_spellings(value) for id in found["id", spelling]] or found["name", folded(value)]
        for value in values
    }
    unknown = [value for value in values if not named[value]]
    return Found(sorted({id for ids in named.values() for id in ids}), _like(connection, unknown, table, aliases, owner))


@cache  # to build it takes ten times as long as to run it
def _known(table: Table, aliases: Table, owner: Column[Any], redirects: Table | None) -> CompoundSelect[Any]:
    ids: BindParameter[str] = bindparam("ids", expanding=True)
    names: BindParameter[str] = bindparam("names", expanding=True)
    known = [
        select(literal("id"), table.c.id, table.c.id).where(table.c.id.in_(ids)),
        select(literal("name"), aliases.c.folded, owner).where(aliases.c.folded.in_(names)),
    ]
    if redirects is not None:
        known.append(select(literal("id"), redirects.c.gone_id, redirects.c.actor_id).where(redirects.c.gone_id.in_(ids)))
    return union_all(*known)


def _id_spellings(value: str) -> set[str]:
    return {value, value.upper(), value.lower()}


def _like(connection: Connection, values: Sequence[str], table: Table, aliases: Table, owner: Column[Any]) -> list[Unknown]:
    """For each of `values`, which nobody knows, the names that are likest. Two statements each, for the first of them.

    Only names of about its length and with its first letter are compared, of 200,000; and what they are names of is looked up
    for the likest alone.
    """
    return [
        Unknown(value, _likest(connection, folded(value), table, aliases, owner) if at < MOST_GUESSED else ())
        for at, value in enumerate(values)
    ]


def _likest(connection: Connection, name: str, table: Table, aliases: Table, owner: Column[Any]) -> tuple[Suggestion, ...]:
    shortest = LIKENESS / (200 - LIKENESS)  # no name that is shorter than this share of the other can be so alike
    lengths = {"least": math.ceil(len(name) * shortest), "most": math.floor(len(name) / shortest)}
    [[near]] = db.rows(connection, _near(aliases), {"initial": name[:1], **lengths})
    if not (name and near):
        return ()
    found = process.extract(name, near.split("\n"), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=SUGGESTIONS * 3)
    likest = list(dict.fromkeys(each for each, _, _ in found))
    called: defaultdict[str, list[Suggestion]] = defaultdict(list)
    for alias, id, known_as in db.rows(connection, _called(table, aliases, owner), {"names": likest}) if likest else ():
        called[alias].append(Suggestion(id, known_as))
    return tuple(dict.fromkeys(each for alias in likest for each in called[alias]))[:SUGGESTIONS]


@cache
def _near(aliases: Table) -> Select[Any]:
    """The names that begin with `initial` and have from `least` to `most` letters, in one text: a row each takes five times as long."""
    name = aliases.c.folded
    letters = func.length(name).between(bindparam("least", type_=Integer), bindparam("most", type_=Integer))
    return select(func.aggregate_strings(name, "\n")).where(starts_with(name, bindparam("initial", type_=String)), letters)


@cache
def _called(table: Table, aliases: Table, owner: Column[Any]) -> Select[Any]:
    """What bears one of `names`, and what it is called."""
    named = select(aliases.c.folded, owner, table.c.name).join(table, owner == table.c.id)
    return named.where(aliases.c.folded.in_(bindparam("names", expanding=True))).order_by(owner)


def starts_with(column: Any, prefix: Any) -> Any:
    """The condition that `column` begins with `prefix`, as a range, since an index serves no LIKE."""
    return (column >= prefix) & (column < prefix + literal("\U0010ffff"))


def _spelled(connection: Connection, values: Sequence[str], column: Column[Any]) -> Found:
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in connection.execute(distinct(column)).scalars():
        spellings[folded(spelling)].append(spelling)
    unknown = [Unknown(value, _like_of(value, spellings)) for value in values if folded(value) not in spellings]
    return Found(sorted({spelling for value in values for spelling in spellings.get(folded(value), [])}), unknown)


def _like_of(value: str, spellings: dict[str, list[str]]) -> tuple[Suggestion, ...]:
    likest = process.extract(folded(value), list(spellings), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=SUGGESTIONS)
    return tuple(Suggestion(spellings[name][0], spellings[name][0]) for name, _, _ in likest)


def distinct(column: Column[Any]) -> Select[Any]:
    """The different values of an indexed `column`: one step in its index each, where DISTINCT would read every row of it."""
    seen = select(func.min(column).label("value")).cte("seen", recursive=True)
    following = select(func.min(column)).where(column > seen.c.value).scalar_subquery()
    seen = seen.union_all(select(following).where(seen.c.value.is_not(None)))
    return select(seen.c.value).where(seen.c.value.is_not(None))


def _sorted_out(values: Iterable[str], named: dict[str, list[str]]) -> Found:
    known = sorted({id for ids in named.values() for id in ids})
    return Found(known, [Unknown(value) for value in values if value not in named])
