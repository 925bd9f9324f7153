"""The data files go into the tables; the tables come out as the registry that the taking-in arm reads with."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from app import models
from app.ingestion import registry as words
from app.ingestion.bulk import Row, add, put, remove, table
from app.ingestion.reference_files import Reference, data_files, read
from app.ingestion.registry import Registry
from app.ingestion.revision import advanced
from app.names import folded
from app.vocabulary import ActorKind, ActorStatus, RegionKind

DATA = Path(__file__).parent.parent / "data"
FORMAT = "1"  # raised when the same files would make other rows, so that they are loaded again


def load(session: Session, directory: Path = DATA) -> None:
    """Bring the tables up to the files under `directory`; when none has changed, that is one SELECT. The caller commits.

    Names and offices of the files' actors and regions are replaced. Rows that the files no longer hold stay, since facts
    may rest on them. Raises BadReference, with every fault, before anything is written.
    """
    digests = {str(path.relative_to(directory)): _digest(path) for path in data_files(directory)}
    file = table(models.ReferenceFile).c
    known = {row.name: row.sha256 for row in session.execute(select(file.name, file.sha256))}
    if digests != known:
        reference = read(directory)
        advanced(session)  # answers about actors and regions change with their rows
        _write(session, reference)
        remove(session, models.ReferenceFile, "name", known)
        add(session, models.ReferenceFile, [{"name": name, "sha256": digest} for name, digest in digests.items()])


def _digest(path: Path) -> str:
    return sha256(FORMAT.encode() + path.read_bytes()).hexdigest()


def _write(session: Session, reference: Reference) -> None:
    put(session, models.Region, _region_rows(reference))
    put(session, models.Actor, _actor_rows(reference))
    remove(session, models.RegionAlias, "region_id", reference.regions)
    remove(session, models.ActorAlias, "actor_id", reference.actors)
    remove(session, models.Office, "person_id", reference.actors)
    add(session, models.RegionAlias, list(_region_alias_rows(reference)))
    add(session, models.ActorAlias, list(_actor_alias_rows(reference)))
    add(session, models.Office, _office_rows(reference))


def _region_rows(reference: Reference) -> list[Row]:
    return [
        {
            "id": region.id,
            "kind": region.kind,
            "name": region.name,
            "parent_id": region.parent,
            "latitude": region.latitude,
            "longitude": region.longitude,
            "population": region.population,
            "note": region.note,
        }
        for region in reference.regions.values()
    ]


def _actor_rows(reference: Reference) -> list[Row]:
    return [
        {
            "id": actor.id,
            "kind": actor.kind,
            "name": actor.name,
            "parent_id": actor.parent,
            "country": actor.country,
            "wikidata": actor.wikidata,
            "status": ActorStatus.REGISTERED,
        }
        for actor in reference.actors.values()
    ]


def _office_rows(reference: Reference) -> list[Row]:
    return [
        {"person_id": held.person, "title": held.title, "started": held.started, "ended": held.ended, "organ_id": held.organ}
        for held in reference.offices
    ]


def _region_alias_rows(reference: Reference) -> Iterator[Row]:
    for region in reference.regions.values():
        names = dict.fromkeys([region.name, *region.aliases])
        adjectives = [name for name in dict.fromkeys(region.adjectives) if name not in names]
        codes = [name for name in dict.fromkeys(region.codes) if name not in names and name not in adjectives]
        yield from ({"region_id": region.id, **_alias(name), "in_text": True, "adjective": False} for name in names)
        yield from ({"region_id": region.id, **_alias(name), "in_text": True, "adjective": True} for name in adjectives)
        yield from ({"region_id": region.id, **_alias(name), "in_text": False, "adjective": False} for name in codes)


def _actor_alias_rows(reference: Reference) -> Iterator[Row]:
    for actor in reference.actors.values():
        names = dict.fromkeys([actor.name, *actor.aliases])
        codes = [name for name in dict.fromkeys(actor.codes) if name not in names]
        yield from ({"actor_id": actor.id, **_alias(name), "in_text": True} for name in names)
        yield from ({"actor_id": actor.id, **_alias(name), "in_text": False} for name in codes)


def _alias(name: str) -> Row:
    return {"alias": name, "folded": folded(name)}


def registry(session: Session) -> Registry:
    """Both registries as they stand in the tables.

    Provisional actors are left out: nobody has vouched for them, and what is read in an article must not depend on which
    articles came before it.
    """
    return Registry(
        actors={actor.id: actor for actor in _actors(session)},
        regions={region.id: region for region in _regions(session)},
        actor_names=[words.ActorName(*row) for row in session.execute(_actor_names())],
        region_names=[words.RegionName(*row) for row in session.execute(_region_names())],
        offices=[words.Office(*row) for row in session.execute(_offices())],
    )


def _actors(session: Session) -> Iterator[words.Actor]:
    actor = table(models.Actor).c
    rows = select(actor.id, actor.kind, actor.name, actor.parent_id, actor.country)
    for id, kind, *rest in session.execute(rows.where(actor.status == ActorStatus.REGISTERED).order_by(actor.id)):
        yield words.Actor(id, ActorKind(kind), *rest)


def _regions(session: Session) -> Iterator[words.Region]:
    region = table(models.Region).c
    rows = select(region.id, region.kind, region.name, region.parent_id, region.latitude, region.longitude, region.population)
    for id, kind, *rest in session.execute(rows.order_by(region.id)):
        yield words.Region(id, RegionKind(kind), *rest)


def _actor_names() -> Any:
    alias, actor = table(models.ActorAlias).c, table(models.Actor).c
    rows = select(alias.alias, alias.actor_id).join_from(table(models.ActorAlias), table(models.Actor))
    return rows.where(alias.in_text, actor.status == ActorStatus.REGISTERED).order_by(alias.actor_id, alias.alias)


def _region_names() -> Any:
    alias = table(models.RegionAlias).c
    return select(alias.alias, alias.region_id, alias.adjective).where(alias.in_text).order_by(alias.region_id, alias.alias)


def _offices() -> Any:
    office = table(models.Office).c
    rows = select(office.person_id, office.title, office.organ_id, office.started, office.ended)
    return rows.order_by(office.person_id, office.started, office.title)
