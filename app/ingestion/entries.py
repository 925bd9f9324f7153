"""Claims that were written go in; what they are listed from and compared by comes out: their entries, figures, records and terms.

Of claims that are there already all are made of what the tables hold, with a few statements for thousands. Whoever changes
claims, or by whom they are found, takes their entries away before and makes them anew behind. Of the claims of a new article
all are made of the rows at hand, in a quarter of the time.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import UTC
from itertools import starmap
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    String,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    union_all,
    update,
)
from sqlmodel import Session

from app import models
from app.ingestion.bulk import Line, Row, add_lines, table
from app.ingestion.editions import Rows
from app.ingestion.registry import Registry
from app.ingestion.report import Report
from app.ingestion.revision import held
from app.models.entries import ANYTHING, NAMES_REGION, way
from app.models.records import CLAIMS, claim, written
from app.models.terms import bounds, entered, term
from app.vocabulary import Role

CLAIMS_AT_ONCE = 500
Chosen = Callable[[Column[Any]], ColumnElement[bool]]  # of a column of claims' ids, those that are meant


def recorded(its: Rows, source: Report, registry: Registry) -> list[Row]:
    """The rows of the claims of a new article, each with its record and its terms."""
    article = {f"article_{name}": getattr(source, name) for name in ("title", "publisher", "url")}
    article["article_published_at"] = source.published_at.astimezone(UTC)
    found = _found(its[models.ClaimActor], its[models.ClaimRegion])
    whole = (row | article | _point(row["region_id"], registry) for row in its[models.Claim])
    return [
        row | _made(SimpleNamespace(**each, _mapping=each), found) for row, each in zip(its[models.Claim], whole, strict=True)
    ]


Found = defaultdict[str, set[tuple[str, str]]]  # claim → what it is found by: a kind or role, and a value


def _found(actors: Iterable[Row | RowMapping], regions: Iterable[Row | RowMapping]) -> Found:
    found: Found = defaultdict(set)
    for row in actors:
        found[row["claim_id"]] |= {("actor", row["actor_id"]), (row["role"], row["actor_id"])}
    for row in regions:
        found[row["claim_id"]].add(("region", row["region_id"]))
    return found


def _made(row: Any, found: Found) -> Row:
    """The record of a claim, and its terms."""
    its = {"measure": row.measure, "modality": row.modality, "publisher": row.article_publisher, "article": row.article_id}
    known = {*found[row.id], *((kind, value) for kind, value in its.items() if value is not None)}
    words = [*starmap(term, sorted(known)), *bounds(row.low, row.high), *entered(row.as_of_start, row.as_of_end)]
    return {"record": written(claim(row)), "terms": " ".join(words)}


def _point(region: str | None, registry: Registry) -> Row:
    there = None if region is None else registry.regions[region]
    return {"latitude": there and there.latitude, "longitude": there and there.longitude}


def enter(session: Session, reports: Iterable[tuple[Rows, Report]]) -> None:
    """Make the entries and figures of the claims of new articles, of the rows of each and of what it is a report of."""
    groups: defaultdict[tuple[str, str], list[tuple[int, Line]]] = defaultdict(list)
    figures: list[Line] = []
    for rows, source in reports:
        publisher = source.publisher
        actors, regions = _actors(rows[models.ClaimActor]), _regions(rows[models.ClaimRegion])
        for row in rows[models.Claim]:
            copied, places = _copied(row, publisher), regions[row["id"]].items()
            for key, its in actors[row["id"]].items():
                for region, here in places:
                    groups[key, region].append((its + here, copied))
            for name, value in (("measure", row["measure"]), ("modality", row["modality"]), ("publisher", publisher)):
                if value is not None:
                    groups[f"{name}:{value}", ANYTHING].append((0, copied))
        known = {"published_at": source.published_at}
        figures += [_FIGURE_OF({**row, **known, "claim_id": row["id"]}) for row in rows[models.Claim]]
    add_lines(session, models.ClaimEntry, _lines(groups))  # neighbours together
    add_lines(session, models.ClaimFigure, sorted(figures, key=itemgetter(0, 1)))


_FIGURE_OF = itemgetter(*(column.name for column in table(models.ClaimFigure).c))


def _copied(claim: Row, publisher: str | None) -> Line:
    """What every entry of a claim has."""
    start, end = claim["as_of_start"], claim["as_of_end"]
    crosses = (start.year, start.month) != (end.year, end.month)
    return start, claim["id"], end, crosses, claim["measure"], claim["modality"], claim["low"], claim["high"], publisher


def _lines(groups: dict[tuple[str, str], list[tuple[int, Line]]]) -> Iterable[Line]:
    for key, region in sorted(groups):
        for ways, (start, id, end, crosses, *others) in groups[key, region]:
            yield key, region, start, id, end, crosses, ways, *others


def _actors(found: list[Row]) -> defaultdict[str, dict[str, int]]:
    """The keys of each claim's actors, and in which ways it is found under them."""
    actors: defaultdict[str, dict[str, int]] = defaultdict(lambda: {ANYTHING: 0})
    for row in found:
        ways = actors[row["claim_id"]]
        ways[row["actor_id"]] = ways.get(row["actor_id"], 0) | _WAYS[row["role"], row["depth"] == 0]
    return actors


def _regions(found: list[Row]) -> defaultdict[str, dict[str, int]]:
    regions: defaultdict[str, dict[str, int]] = defaultdict(lambda: {ANYTHING: 0})
    for row in found:
        regions[row["claim_id"]][row["region_id"]] = 0 if row["depth"] else NAMES_REGION
    return regions


_WAYS = {(role, named): way(role, False) | (way(role, True) if named else 0) for role in Role for named in (False, True)}


def take_away(session: Session, ids: Collection[str]) -> None:
    """Take away the entries and figures of claims `ids`, before anything they are made of changes."""
    entry, rows = table(models.ClaimEntry), _rows(_of_ids)
    key = list(entry.primary_key.columns)
    gone = delete(entry).where(tuple_(*key).in_(rows.with_only_columns(*(rows.selected_columns[column.name] for column in key))))
    figure, claims = table(models.ClaimFigure).c, table(models.Claim).c
    # one by one, by their whole key: as a list of pairs SQLite would read all figures of their days
    one = delete(table(models.ClaimFigure)).where(figure.as_of_start == bindparam("day"), figure.claim_id == bindparam("of"))
    connection = session.connection()
    for chunk in _chunks(ids):
        connection.execute(gone, {"ids": chunk})
        days = connection.execute(select(claims.as_of_start, claims.id).where(_of_ids(claims.id)), {"ids": chunk}).all()
        if days:
            connection.execute(one, [{"day": day, "of": id} for day, id in days])


def make(session: Session, ids: Collection[str]) -> None:
    """Make the entries and figures of those of the claims `ids` that stand, and the records of all of them."""
    connection = session.connection()
    for chunk in _chunks(ids):
        connection.execute(_INSERT, {"ids": chunk})
        connection.execute(_COMPARE, {"ids": chunk})
        record(connection, chunk)


def complete(session: Session) -> None:
    """Make everything that a migration took away: it leaves no entry, and every record as it was."""
    claims = table(models.Claim)
    if _entered(session):
        return
    held(session)  # another process may have begun at the same moment
    if not _entered(session):
        session.connection().execute(delete(table(models.ClaimFigure)))
        # in the order of places, in which the index of full text takes them at once
        make(session, session.execute(select(claims.c.id).order_by(claims.c.place)).scalars().all())


def _entered(session: Session) -> bool:
    """Whether there is nothing to be made: a claim that stands has its entry, or none stands."""
    claim, entry = table(models.Claim).c, table(models.ClaimEntry).c.key
    standing = select(claim.id).where(claim.retracted.is_(None)).limit(1)
    return session.execute(select(entry).limit(1)).first() is not None or session.execute(standing).first() is None


def record(connection: Connection, ids: Collection[str]) -> None:
    """Make the records of claims `ids` anew, and their terms."""
    claims, indexes = table(models.Claim), (table(models.ClaimActor), table(models.ClaimRegion))
    for chunk in _chunks(ids):
        named = [connection.execute(select(each).where(_of_ids(each.c.claim_id)), {"ids": chunk}).mappings() for each in indexes]
        found = _found(*named)
        rows = connection.execute(CLAIMS.where(_of_ids(claims.c.id)).order_by(claims.c.place), {"ids": chunk})
        if changed := [{"of": row.id} | _made(row, found) for row in rows]:
            connection.execute(update(claims).where(claims.c.id == bindparam("of")), changed)


def _chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    every = list(ids)
    return (every[at : at + CLAIMS_AT_ONCE] for at in range(0, len(every), CLAIMS_AT_ONCE))


def _of_ids(column: Column[Any]) -> ColumnElement[bool]:
    return column.in_(bindparam("ids", expanding=True))


def _rows(chosen: Chosen) -> Select[Any]:
    """The entries of the claims that are `chosen`, in the order of the table's columns."""
    facts, article = table(models.Claim), table(models.Article)
    found = union_all(_by_actor_and_region(chosen), *_by_the_rest(chosen)).subquery("found")
    months = [func.substr(cast(day, String), 1, 7) for day in (facts.c.as_of_start, facts.c.as_of_end)]
    rows = select(
        *(found.c.key, found.c.region_id, facts.c.as_of_start, facts.c.id.label("claim_id"), facts.c.as_of_end),
        *((months[0] != months[1]).label("crosses"), found.c.ways),
        *(facts.c.measure, facts.c.modality, facts.c.low, facts.c.high, article.c.publisher),
    )
    rows = rows.join_from(found, facts, facts.c.id == found.c.claim_id).join(article, article.c.id == facts.c.article_id)
    return rows.where(facts.c.retracted.is_(None))


def _by_actor_and_region(chosen: Chosen) -> Select[Any]:
    facts, by_actor, by_region = table(models.Claim), table(models.ClaimActor), table(models.ClaimRegion)
    every = select(facts.c.id.label("claim_id"), literal(ANYTHING).label("name"), literal(0).label("ways")).where(
        chosen(facts.c.id)
    )
    bits = case({role: way(role, named=False) for role in Role}, value=by_actor.c.role)
    named = case({role: way(role, named=True) for role in Role}, value=by_actor.c.role)
    ways = func.sum(bits + case((by_actor.c.depth == 0, named), else_=0))
    actors = select(by_actor.c.claim_id, by_actor.c.actor_id.label("name"), ways.label("ways")).where(chosen(by_actor.c.claim_id))
    keys = union_all(actors.group_by(by_actor.c.claim_id, by_actor.c.actor_id), every).subquery("keys")
    here = case((by_region.c.depth == 0, NAMES_REGION), else_=0)
    regions = select(by_region.c.claim_id, by_region.c.region_id.label("name"), here.label("ways")).where(
        chosen(by_region.c.claim_id)
    )
    places = union_all(regions, every).subquery("places")
    rows = select(
        keys.c.claim_id, keys.c.name.label("key"), places.c.name.label("region_id"), (keys.c.ways + places.c.ways).label("ways")
    )
    return rows.join_from(keys, places, places.c.claim_id == keys.c.claim_id)


def _by_the_rest(chosen: Chosen) -> Iterable[Select[Any]]:
    facts, article = table(models.Claim), table(models.Article)
    for name, value in (("measure", facts.c.measure), ("modality", facts.c.modality), ("publisher", article.c.publisher)):
        rows = select(facts.c.id, literal(f"{name}:").concat(value), literal(ANYTHING), literal(0)).where(chosen(facts.c.id))
        if name == "publisher":
            rows = rows.join(article, article.c.id == facts.c.article_id).where(value.is_not(None))
        yield rows


def _figures() -> Select[Any]:
    """The figures of claims, in the order of the table's columns."""
    facts, article = table(models.Claim), table(models.Article)
    known = {**facts.c, "claim_id": facts.c.id, "published_at": article.c.published_at}
    rows = select(*(known[column.name] for column in table(models.ClaimFigure).c)).join_from(
        facts, article, article.c.id == facts.c.article_id
    )
    return rows.where(_of_ids(facts.c.id), facts.c.retracted.is_(None))


_COMPARE = insert(table(models.ClaimFigure)).from_select([column.name for column in table(models.ClaimFigure).c], _figures())
_INSERT = insert(table(models.ClaimEntry)).from_select([column.name for column in table(models.ClaimEntry).c], _rows(_of_ids))
