"""The data files go into the tables; the tables come out as the registry that the taking-in arm reads with."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import lineage, starts
from app.ingestion import registry as words
from app.ingestion.bulk import Row, add, add_missing, put, remove, table
from app.ingestion.merges import merged, namesakes, pointing_at, redirects
from app.ingestion.reference_files import Reference, data_files, read
from app.ingestion.reference_lines import Actor, Office, Region
from app.ingestion.registry import Registry
from app.ingestion.revision import of_registries, registries_changed
from app.names import folded
from app.vocabulary import ActorKind, ActorStatus, Provenance, RegionKind

DATA = Path(__file__).parent.parent / "data"
FORMAT = "1"  # raised when the same files would make other rows, so that they are loaded again


def load(session: Session, directory: Path = DATA) -> None:
    """Bring the tables up to the files under `directory`; when none has changed, that is one SELECT. The caller commits.

    What is built in is replaced, with its names and offices; what a user has imported or merged stays. Rows that the files
    no longer hold go, unless something rests on them. Raises BadReference, with every fault, before anything is written.
    """
    digests = {str(path.relative_to(directory)): _digest(path) for path in data_files(directory)}
    file = table(models.ReferenceFile).c
    known = {row.name: row.sha256 for row in session.execute(select(file.name, file.sha256))}
    if digests != known:
        reference, before = read(directory), lineage.lines(session)
        revision = registries_changed(session)  # answers about actors and regions change with their rows
        _write(session, reference, redirects(session))
        settle(session, before, revision)
        starts.renew(session, starts.ACTORS)
        starts.renew(session, starts.REGIONS)
        remove(session, models.ReferenceFile, "name", known)
        add(session, models.ReferenceFile, [{"name": name, "sha256": digest} for name, digest in digests.items()])


def _digest(path: Path) -> str:
    return sha256(FORMAT.encode() + path.read_bytes()).hexdigest()


def _write(session: Session, reference: Reference, into: Mapping[str, str]) -> None:
    """Replace what is built in. An actor that was merged is nobody any more: its names go to the one it became."""
    built_in = Provenance.BUILT_IN
    actors = [_led_on(actor_row(each, built_in), into) for each in reference.actors.values() if each.id not in into]
    regions = [region_row(each, built_in) for each in reference.regions.values()]
    put(session, models.Region, _not_a_users(session, models.Region, regions))
    put(session, models.Actor, _not_a_users(session, models.Actor, actors))
    for names in (models.RegionAlias, models.ActorAlias, models.Office):
        remove(session, names, "provenance", [Provenance.BUILT_IN])
    add_missing(session, models.RegionAlias, list(_region_alias_rows(reference)))
    add_missing(session, models.ActorAlias, [_led_on(row, into) for row in _actor_alias_rows(reference)])
    add_missing(session, models.Office, [_led_on(office_row(each, built_in), into) for each in reference.offices])
    _retire(session, models.Actor, models.ActorAlias, reference.actors)
    _retire(session, models.Region, models.RegionAlias, reference.regions)


def settle(session: Session, before: lineage.Lines, revision: int) -> None:
    """Bring facts in line with registries that have changed since `before`: by whom they are found, and who is known by now."""
    merged(session, namesakes(session), revision, Provenance.ARTICLE)
    after = lineage.lines(session)
    lineage.move_actors(session, lineage.found_by_actors(session, lineage.moved_actors(before, after)), after, {})
    lineage.move_regions(session, lineage.moved_regions(before, after), after)
    lineage.record_again(session, lineage.shifted_regions(before, after))


def _led_on(row: Row, into: Mapping[str, str]) -> Row:
    """`row` with the ids of merged actors replaced."""
    held = {name: row[name] for name in ("actor_id", "person_id", "organ_id", "parent_id") if name in row}
    return row | {name: into.get(id, id) for name, id in held.items()}


def _not_a_users(session: Session, model: type[SQLModel], rows: list[Row]) -> list[Row]:
    thing = table(model).c
    users = set(session.execute(select(thing.id).where(thing.provenance == Provenance.USER)).scalars())
    return [row for row in rows if row["id"] not in users]


def _retire(session: Session, model: type[SQLModel], names: type[SQLModel], held: Collection[str]) -> None:
    """Take away built-in rows that the files no longer hold. Where something rests on one, it stays, with a name to ask by."""
    thing = table(model)
    rows = session.execute(select(thing.c.id, thing.c.name).where(thing.c.provenance == Provenance.BUILT_IN))
    vanished = {row.id: row.name for row in rows if row.id not in held}
    while free := vanished.keys() - _rested_on(session, thing, vanished):  # whoever lay under others goes before them
        remove(session, model, "id", sorted(free))
        vanished = {id: name for id, name in vanished.items() if id not in free}
    [owner] = [column.name for each, column in pointing_at(thing) if each is table(names)]
    kept = [{owner: id, **_alias(name), "in_text": False} for id, name in vanished.items()]
    add_missing(session, names, kept)


def _rested_on(session: Session, thing: Table, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that some other row names."""
    places = [column for _, column in pointing_at(thing)]
    if thing is table(models.Region):
        places.append(table(models.Actor).c.country)  # no foreign key: a country is named before it is a region
    found: set[str] = set()
    for chunk in lineage.chunks(sorted(ids), lineage.NAMES_AT_ONCE):
        for column in places:
            found.update(session.execute(select(column).where(column.in_(chunk)).distinct()).scalars())
    return found


def region_row(region: Region, provenance: Provenance) -> Row:
    """A region of a file as its row."""
    return {
        "id": region.id,
        "kind": region.kind,
        "name": region.name,
        "parent_id": region.parent,
        "latitude": region.latitude,
        "longitude": region.longitude,
        "population": region.population,
        "note": region.note,
        "provenance": provenance,
    }


def actor_row(actor: Actor, provenance: Provenance) -> Row:
    """An actor of a file as its row."""
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "parent_id": actor.parent,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "status": ActorStatus.REGISTERED,
        "provenance": provenance,
    }


def office_row(office: Office, provenance: Provenance) -> Row:
    """An office of a file as its row."""
    return {
        "person_id": office.person,
        "title": office.title,
        "started": office.started,
        "ended": office.ended,
        "organ_id": office.organ,
        "provenance": provenance,
    }


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
    return {"alias": name, "folded": folded(name), "provenance": Provenance.BUILT_IN}


def registry(session: Session) -> Registry:
    """Both registries as they stand in the tables, without the settlements: app.ingestion.gazetteer finds those of an article.

    Provisional actors are left out: nobody has vouched for them, and what is read in an article must not depend on which
    articles came before it.
    """
    return Registry(
        actors={actor.id: actor for actor in _actors(session)},
        regions={region.id: region for region in _regions(session)},
        actor_names=[words.ActorName(*row) for row in session.execute(_actor_names())],
        region_names=[words.RegionName(*row) for row in session.execute(_region_names())],
        offices=[words.Office(*row) for row in session.execute(_offices())],
        redirects=redirects(session),
        revision=of_registries(session),
    )


def _actors(session: Session) -> Iterator[words.Actor]:
    actor = table(models.Actor).c
    rows = select(actor.id, actor.kind, actor.name, actor.parent_id, actor.country)
    for id, kind, *rest in session.execute(rows.where(actor.status == ActorStatus.REGISTERED).order_by(actor.id)):
        yield words.Actor(id, ActorKind(kind), *rest)


def _regions(session: Session) -> Iterator[words.Region]:
    region = table(models.Region).c
    rows = select(region.id, region.kind, region.name, region.parent_id, region.latitude, region.longitude, region.population)
    for id, kind, *rest in session.execute(rows.where(region.kind != RegionKind.SETTLEMENT).order_by(region.id)):
        yield words.Region(id, RegionKind(kind), *rest)


def _actor_names() -> Any:
    alias, actor = table(models.ActorAlias).c, table(models.Actor).c
    rows = select(alias.alias, alias.actor_id).join_from(table(models.ActorAlias), table(models.Actor))
    return rows.where(alias.in_text, actor.status == ActorStatus.REGISTERED).order_by(alias.actor_id, alias.alias)


def _region_names() -> Any:
    alias, region = table(models.RegionAlias).c, table(models.Region).c
    rows = select(alias.alias, alias.region_id, alias.adjective).join_from(table(models.RegionAlias), table(models.Region))
    return rows.where(alias.in_text, region.kind != RegionKind.SETTLEMENT).order_by(alias.region_id, alias.alias)


def _offices() -> Any:
    office = table(models.Office).c
    rows = select(office.person_id, office.title, office.organ_id, office.started, office.ended)
    return rows.order_by(office.person_id, office.started, office.title)
