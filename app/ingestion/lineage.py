"""Parents that have changed go in; the rows by which stored facts are found are made anew for the facts they concern.

A fact is found by everybody it names and by all that they lie under, an article by what it mentions. Those rows were
written when it was stored, so an upgrade, an import or a merge that moves an actor or a region has to move them too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Table, literal, select
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import entries
from app.ingestion.bulk import Row, add, remove, table
from app.ingestion.rows import upwards
from app.vocabulary import ActorStatus, Role

FACTS_AT_ONCE = 2_000  # some 15,000 rows in memory
NAMES_AT_ONCE = 5_000  # SQLite binds 32,766 values to one statement
Terms = dict[str, list[tuple[date, date | None, str]]]


@dataclass(frozen=True, slots=True)
class Lines:
    """Who lies under whom, as the tables have it: parents, the offices of persons, and the actors nobody has vouched for."""

    actors: dict[str, str | None] = field(default_factory=dict)
    regions: dict[str, str | None] = field(default_factory=dict)
    offices: Terms = field(default_factory=dict)
    provisional: frozenset[str] = frozenset()
    points: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)  # of regions: latitude, longitude

    def parent(self, actor: str, day: date) -> str | None:
        """The organ that `actor` serves in on `day`, the one entered last where there are several; else its parent."""
        serving = [
            (started, organ) for started, ended, organ in self.offices.get(actor, ()) if started <= day <= (ended or date.max)
        ]
        return max(serving)[1] if serving else self.actors.get(actor)


def lines(session: Session) -> Lines:
    """The lines of both registries."""
    actor, region, office = (table(model).c for model in (models.Actor, models.Region, models.Office))
    offices: Terms = defaultdict(list)
    for person, *term in session.execute(select(office.person_id, office.started, office.ended, office.organ_id)):
        offices[person].append((term[0], term[1], term[2]))
    rows = session.execute(select(actor.id, actor.parent_id, actor.status)).all()
    regions = session.execute(select(region.id, region.parent_id, region.latitude, region.longitude)).all()
    return Lines(
        {row.id: row.parent_id for row in rows},
        {row.id: row.parent_id for row in regions},
        {person: sorted(terms, key=str) for person, terms in offices.items()},
        frozenset(row.id for row in rows if row.status == ActorStatus.PROVISIONAL),
        {row.id: (row.latitude, row.longitude) for row in regions},
    )


def moved_actors(before: Lines, after: Lines) -> set[str]:
    """The actors of `before` that lie under somebody else in `after`, on some day."""
    return {
        id
        for id, parent in before.actors.items()
        if parent != after.actors.get(id) or before.offices.get(id) != after.offices.get(id)
    }


def moved_regions(before: Lines, after: Lines) -> set[str]:
    """The regions of `before` that lie in something else in `after`."""
    return {id for id, parent in before.regions.items() if parent != after.regions.get(id)}


def shifted_regions(before: Lines, after: Lines) -> set[str]:
    """The regions of `before` that have another point in `after`."""
    return {id for id, point in before.points.items() if point != after.points.get(id)}


@dataclass(frozen=True, slots=True)
class _Index:
    """A table by which facts, or articles, are found."""

    model: type[SQLModel]
    owner: str  # its column of the fact
    fact: type[SQLModel]

    @property
    def by_role(self) -> bool:
        """Whether it tells the parts that actors play; an article only mentions them."""
        return "role" in table(self.model).c


_BY_ACTOR = (
    _Index(models.ClaimActor, "claim_id", models.Claim),
    _Index(models.StatementActor, "statement_id", models.Statement),
    _Index(models.MentionActor, "article_id", models.Article),
)
_BY_REGION = (
    _Index(models.ClaimRegion, "claim_id", models.Claim),
    _Index(models.StatementRegion, "statement_id", models.Statement),
    _Index(models.MentionRegion, "article_id", models.Article),
)


def found_by_actors(session: Session, ids: Collection[str]) -> dict[type[SQLModel], list[str]]:
    """The ids of the claims, statements and articles that are found by one of the actors `ids`, in order."""
    return {index.fact: _touched(session, index, "actor_id", ids) for index in _BY_ACTOR}


def move_actors(session: Session, facts: Mapping[type[SQLModel], list[str]], now: Lines, into: Mapping[str, str]) -> None:
    """Make the rows anew by which `facts` are found; an actor that is a key of `into` was merged into its value."""
    for index in _BY_ACTOR:
        for chunk in chunks(facts[index.fact], FACTS_AT_ONCE):
            rows = list(_actor_rows(session, index, chunk, now, into))
            _replace(session, index, chunk, rows)


def move_regions(session: Session, ids: Collection[str], now: Lines) -> None:
    """Make the rows anew by which facts are found that lie in one of the regions `ids`."""
    for index in _BY_REGION:
        for chunk in chunks(_touched(session, index, "region_id", ids), FACTS_AT_ONCE):
            rows = list(_region_rows(session, index, chunk, now))
            _replace(session, index, chunk, rows)


def record_again(session: Session, regions: Collection[str]) -> None:
    """Make the records of the claims anew that name one of `regions`."""
    claim = table(models.Claim).c
    for chunk in chunks(sorted(regions), NAMES_AT_ONCE):
        named = session.execute(select(claim.id).where(claim.region_id.in_(chunk))).scalars().all()
        entries.record(session.connection(), named)


def _replace(session: Session, index: _Index, facts: list[str], rows: list[Row]) -> None:
    if index.fact is models.Claim:
        entries.take_away(session, facts)
    remove(session, index.model, index.owner, facts)
    add(session, index.model, rows)
    if index.fact is models.Claim:
        entries.make(session, facts)


def _touched(session: Session, index: _Index, column: str, ids: Collection[str]) -> list[str]:
    found = table(index.model).c
    touched: set[str] = set()  # 75 bytes each: a million facts are 75 MB, for as long as they are moved
    for chunk in chunks(sorted(ids), NAMES_AT_ONCE):
        touched.update(session.execute(select(found[index.owner]).where(found[column].in_(chunk)).distinct()).scalars())
    return sorted(touched)


def chunks(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    """`ids` in lists of `size`, the last one shorter."""
    rest = iter(ids)
    while chunk := list(islice(rest, size)):
        yield chunk


def _region_rows(session: Session, index: _Index, ids: list[str], now: Lines) -> Iterator[Row]:
    found = table(index.model).c
    named: dict[str, set[str]] = defaultdict(set)
    for owner, region in session.execute(
        select(found[index.owner], found.region_id).where(found[index.owner].in_(ids), found.depth == 0)
    ):
        named[owner].add(region)
    for owner, regions in named.items():
        depths = _depths(regions, [upwards(now.regions.get(region), now.regions.get) for region in sorted(regions)])
        yield from ({"region_id": region, index.owner: owner, "depth": depth} for region, depth in depths.items())


def _actor_rows(session: Session, index: _Index, ids: list[str], now: Lines, into: Mapping[str, str]) -> Iterator[Row]:
    days, mixed = _days(session, table(index.fact), ids), _with_unnamed_relays(session, index.fact, ids)
    for (owner, role), (named, owners) in _direct(session, index, ids, into).items():
        above = [upwards(now.parent(actor, days[owner]), now.actors.get) for actor in sorted(named)]
        unnamed = not named or (role == Role.RELAY and owner in mixed) or not now.provisional.isdisjoint(named)
        if index.by_role and unnamed:  # what owns somebody unnamed, or known to an article alone, is written nowhere else
            above += [upwards(each, now.actors.get) for each in sorted(owners)]
        part = {"role": role} if index.by_role else {}
        for actor, depth in _depths(named, above).items():
            yield {"actor_id": actor, **part, index.owner: owner, "depth": depth}


def _direct(
    session: Session, index: _Index, ids: list[str], into: Mapping[str, str]
) -> dict[tuple[str, str], tuple[set[str], set[str]]]:
    """For each fact and role, whom the text names, and those directly above them or above somebody whom nobody knows."""
    found = table(index.model).c
    role = found.role if index.by_role else literal("")
    rows = select(found[index.owner], role, found.actor_id, found.depth)
    direct: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for owner, part, actor, depth in session.execute(rows.where(found[index.owner].in_(ids), found.depth <= 1)):
        direct[owner, part][depth].add(into.get(actor, actor))
    return direct


def _depths(named: set[str], above: list[list[str]]) -> dict[str, int]:
    """Those named and all in the lines `above` them or their like, with the shortest way up."""
    depths = dict.fromkeys(sorted(named), 0)
    for line in above:
        for depth, each in enumerate(line, start=1):
            depths[each] = min(depth, depths.get(each, depth))
    return depths


def _days(session: Session, fact: Table, ids: list[str]) -> dict[str, date]:
    """The day of publication of each fact or article."""
    article = table(models.Article)
    rows = select(fact.c.id, article.c.published_at)
    rows = rows if fact is article else rows.join(article, article.c.id == fact.c.article_id)
    published: Iterable[tuple[str, datetime]] = session.execute(rows.where(fact.c.id.in_(ids)))
    return {id: moment.date() for id, moment in published}


def _with_unnamed_relays(session: Session, fact: type[SQLModel], ids: list[str]) -> set[str]:
    """The facts that were passed on by somebody whom the registry does not know."""
    if fact is models.Statement:
        hop = table(models.Hop).c
        unnamed = select(hop.statement_id).where(hop.statement_id.in_(ids), hop.position > 0, hop.actor_id.is_(None))
        return set(session.execute(unnamed).scalars())
    if fact is models.Claim:
        claim = table(models.Claim).c
        rows = session.execute(select(claim.id, claim.attribution).where(claim.id.in_(ids)))
        return {id for id, hops in rows if any(hop["actor"]["id"] is None for hop in hops[1:])}
    return set()
