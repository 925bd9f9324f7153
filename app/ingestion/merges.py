"""Two actors that turned out to be one go in; everything that pointed at the second points at the first.

Whoever asks for the second is sent on to the first, for good: what a user has merged, no later version takes apart.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Row, Table, delete, select, update
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import lineage, starts
from app.ingestion.bulk import add, add_missing, table
from app.ingestion.revision import registries_changed
from app.names import folded
from app.vocabulary import ActorKind, ActorStatus, Provenance

CLAIMS_AT_ONCE = 2_000


class BadMerge(ValueError):
    """These two cannot become one; the message says why."""


def merge(session: Session, kept: str, gone: str) -> int:
    """Make actor `gone` one with actor `kept`; how many facts now say so. The caller commits. Raises BadMerge."""
    revision = registries_changed(session)  # from here on no other writer stores a fact about either
    _refuse(session, kept, gone)
    return merged(session, {gone: kept}, revision)


def merged(session: Session, into: Mapping[str, str], revision: int, provenance: Provenance = Provenance.USER) -> int:
    """Point everything at the values of `into` that pointed at its keys, which go. No value is a key, none lies under its key."""
    if not into:
        return 0
    facts = lineage.found_by_actors(session, into)
    for gone, kept in into.items():
        _advance_relayed(session, gone, revision)
        _point(session, gone, _actor(session, kept), revision)
        _keep_names(session, gone, kept, provenance)
        _move_offices(session, gone, kept)
    _point_attribution(session, facts[models.Claim], into, revision)
    lineage.move_actors(session, facts, lineage.lines(session), into)
    actor = table(models.Actor)
    session.connection().execute(delete(actor).where(actor.c.id.in_(list(into))))
    starts.renew(session, starts.ACTORS, {*into, *into.values()})
    add(session, models.ActorRedirect, [{"gone_id": gone, "actor_id": kept} for gone, kept in into.items()])
    return len(facts[models.Claim]) + len(facts[models.Statement])


def redirects(session: Session) -> dict[str, str]:
    """Where each actor went that was merged into another."""
    redirect = table(models.ActorRedirect).c
    return {row.gone_id: row.actor_id for row in session.execute(select(redirect.gone_id, redirect.actor_id))}


def namesakes(session: Session) -> dict[str, str]:
    """Provisional persons whose very name a registered person has by now, and which. A name that two have says nothing."""
    actor, alias = table(models.Actor), table(models.ActorAlias)
    rows = select(actor.c.id, actor.c.name, actor.c.kind).where(actor.c.status == ActorStatus.PROVISIONAL)
    known = select(alias.c.folded, alias.c.actor_id, actor.c.kind).join(actor).where(alias.c.in_text)
    known = known.where(actor.c.status == ActorStatus.REGISTERED)
    bearers: dict[tuple[str, str], set[str]] = {}
    for name, id, kind in session.execute(known):
        bearers.setdefault((name, kind), set()).add(id)
    found = {row.id: bearers.get((folded(row.name), row.kind), set()) for row in session.execute(rows)}
    return {id: next(iter(ids)) for id, ids in found.items() if len(ids) == 1}


def _refuse(session: Session, kept: str, gone: str) -> None:
    """Raise BadMerge unless both are there, are two, and merging them leaves nobody under themselves."""
    actor = table(models.Actor).c
    rows = session.execute(select(actor.id, actor.kind, actor.status, actor.parent_id)).all()
    known = {row.id: row for row in rows}
    sent_on = redirects(session)
    for id in (kept, gone):
        if id in sent_on:
            raise BadMerge(f"{id} was merged into {sent_on[id]}; name that instead")
        if id not in known:
            raise BadMerge(f"no actor has the id {id!r}")
    if kept == gone:
        raise BadMerge(f"{kept} is one actor already")
    registered = known[gone].status == ActorStatus.REGISTERED
    if registered and known[kept].status == ActorStatus.PROVISIONAL:
        raise BadMerge(f"{kept} is only known from articles; merge it into {gone}: fogline actors merge {gone} {kept}")
    if registered and (known[kept].kind == ActorKind.PERSON) != (known[gone].kind == ActorKind.PERSON):
        raise BadMerge(f"{kept} is a {known[kept].kind} and {gone} a {known[gone].kind}; a person is nothing else")
    if gone in _above(kept, {row.id: row.parent_id for row in rows}):
        raise BadMerge(f"{kept} lies under {gone}, and would lie under itself; merge {kept} into {gone} instead")


def _above(id: str, parents: Mapping[str, str | None]) -> set[str]:
    found: set[str] = set()
    parent = parents[id]
    while parent is not None and parent not in found:
        found.add(parent)
        parent = parents[parent]
    return found


_APART = (
    models.ActorAlias,
    models.Office,
    models.ClaimActor,
    models.StatementActor,
    models.MentionActor,
)  # rows that two actors may share


def pointing_at(target: Table) -> Iterator[tuple[Table, Column[str]]]:
    """Every column of the tables that holds the key of `target`."""
    for each in SQLModel.metadata.sorted_tables:
        for column in each.c:
            if any(key.column.table is target for key in column.foreign_keys):
                yield each, column


def _actor(session: Session, id: str) -> Row[Any]:
    actor = table(models.Actor)
    return session.execute(select(actor.c.id, actor.c.name, actor.c.kind).where(actor.c.id == id)).one()


def _advance_relayed(session: Session, gone: str, revision: int) -> None:
    """A statement changes with its hops, which have no revision of their own."""
    statement, hop = table(models.Statement), table(models.Hop).c
    relayed = statement.c.id.in_(select(hop.statement_id).where(hop.actor_id == gone))
    session.connection().execute(update(statement).where(relayed).values(revision=revision))


def _point(session: Session, gone: str, kept: Row[Any], revision: int) -> None:
    """Put `kept` wherever one actor stands, with its name and kind where they stand beside it."""
    apart = [table(model) for model in _APART]
    for each, column in pointing_at(table(models.Actor)):
        if each in apart:
            continue
        role = column.name.removesuffix("_id")
        values = {column.name: kept.id, f"{role}_name": kept.name, f"{role}_kind": kept.kind, "revision": revision}
        changed = update(each).where(column == gone).values({name: value for name, value in values.items() if name in each.c})
        session.connection().execute(changed)


def _keep_names(session: Session, gone: str, kept: str, provenance: Provenance) -> None:
    alias = table(models.ActorAlias)
    rows = session.execute(select(alias.c.alias, alias.c.folded, alias.c.in_text).where(alias.c.actor_id == gone)).all()
    names = [{"actor_id": kept, **row._mapping, "provenance": provenance} for row in rows]
    add_missing(session, models.ActorAlias, names)
    session.connection().execute(delete(alias).where(alias.c.actor_id == gone))


def _move_offices(session: Session, gone: str, kept: str) -> None:
    office = table(models.Office)
    session.connection().execute(update(office).where(office.c.organ_id == gone).values(organ_id=kept))
    rows = session.execute(select(office).where(office.c.person_id == gone)).all()
    add_missing(session, models.Office, [{**row._mapping, "person_id": kept} for row in rows])
    session.connection().execute(delete(office).where(office.c.person_id == gone))


def _point_attribution(session: Session, claims: list[str], into: Mapping[str, str], revision: int) -> None:
    """A claim keeps its way to the reader as one value, which no foreign key leads to."""
    claim = table(models.Claim)
    for at in range(0, len(claims), CLAIMS_AT_ONCE):
        some = claim.c.id.in_(claims[at : at + CLAIMS_AT_ONCE])
        for id, hops in session.execute(select(claim.c.id, claim.c.attribution).where(some)).all():
            if any(hop["actor"]["id"] in into for hop in hops):
                changed = [_led_on(session, hop, into) for hop in hops]
                session.connection().execute(update(claim).where(claim.c.id == id).values(attribution=changed, revision=revision))


def _led_on(session: Session, hop: dict[str, Any], into: Mapping[str, str]) -> dict[str, Any]:
    if hop["actor"]["id"] not in into:
        return hop
    kept = _actor(session, into[hop["actor"]["id"]])
    return hop | {"actor": hop["actor"] | {"id": kept.id, "name": kept.name, "kind": kept.kind}}
