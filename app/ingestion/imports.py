"""A user's own file of actors or regions goes in; rows of the registries come out, which no upgrade takes away.

A line about an actor or region that is there already says only what is different about it: blank cells leave things as they
are, names are added. So the same file twice changes nothing the second time.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import geonames, lineage, starts
from app.ingestion.bulk import Row, put, table
from app.ingestion.merges import redirects
from app.ingestion.reference import actor_row, office_row, region_row, settle
from app.ingestion.reference_files import PLACES
from app.ingestion.reference_lines import (
    Actor,
    BadReference,
    Child,
    Fault,
    Line,
    Office,
    Region,
    actor_of,
    ancestors,
    broken_parents,
    office_of,
    refuse_second,
    region_of,
)
from app.ingestion.revision import registries_changed
from app.ingestion.user_files import lines, text_of
from app.names import folded
from app.vocabulary import Provenance, RegionKind

_ID = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*")  # it stands in addresses
Entry = TypeVar("Entry", Actor, Region)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: entries that are new, that changed something, and that were known as they are."""

    new: int
    changed: int
    unchanged: int


def import_actors(session: Session, path: Path) -> Imported:
    """Enter the actors and offices of a CSV or TOML file. The caller commits. Raises BadReference with every fault."""
    tables = lines(path, ("actor", "office"))
    known = _known(session, models.Actor)
    actors, faults = _entries(tables["actor"], known, actor_of)
    offices, more = _offices(tables["office"])
    sent_on, countries = redirects(session), set(_known(session, models.Region))
    faults += more + _broken(actors, known)
    faults += [f"{each.place}: {each.id} was merged into {sent_on[each.id]}" for each in actors.values() if each.id in sent_on]
    faults += [
        f"{each.place}: unknown country {each.country!r}"
        for each in actors.values()
        if each.country is not None and each.country not in countries
    ]
    faults += [
        f"{each.place}: unknown actor {id!r}"
        for each in offices
        for id in (each.person, each.organ)
        if id not in known and id not in actors
    ]
    _raise(faults)
    said = {line.text("id") for line in tables["actor"] if _says_more_than_names(line)}
    rows = [actor_row(each, Provenance.USER) for each in _parents_first(actors) if each.id in said]
    names = [_alias("actor_id", each.id, name) for each in actors.values() for name in [each.name, *each.aliases]]
    return _entered(
        session,
        known,
        _Entering(models.Actor, rows),
        _Entering(models.ActorAlias, _once(names)),
        _Entering(models.Office, [office_row(each, Provenance.USER) for each in offices]),
    )


def import_regions(session: Session, path: Path, kind: RegionKind | None = None, least: int = 0) -> Imported:
    """Enter the regions of a CSV, a TOML file or GeoNames' dump of a country. The caller commits. Raises BadReference.

    `kind` is what lines are that do not say it; `least` is the fewest people of a settlement of a dump.
    """
    known = _known(session, models.Region)
    text = "" if path.suffix.lower() in (".csv", ".toml") else text_of(path)
    if geonames.is_dump(text):
        regions = _of_dump(session, text, path.name, least)
        said = {id for id in regions if id not in known or id.startswith(geonames.PREFIX)}
        faults = [f"{each.place}: unknown country {each.parent!r}" for each in regions.values() if each.parent not in known]
    else:
        listed = lines(path, ("region",))["region"]
        usual = kind or PLACES.get(path.name)
        regions, faults = _entries(listed, known, lambda line: region_of(line, _kind(line, usual)))
        said = {line.required("id") for line in listed if line.text("id") and _says_more_than_names(line)}
        faults += _broken(regions, known)
    _raise(faults)
    rows = [region_row(each, Provenance.USER) for each in _parents_first(regions) if each.id in said]
    names = [_region_alias(each, name) for each in regions.values() for name in [each.name, *each.aliases, *each.adjectives]]
    return _entered(session, known, _Entering(models.Region, rows), _Entering(models.RegionAlias, _once(names)))


def _of_dump(session: Session, text: str, name: str, least: int) -> dict[str, Region]:
    region, alias = table(models.Region).c, table(models.RegionAlias).c
    names: dict[str, set[str]] = {}
    for id, called in session.execute(select(alias.region_id, alias.folded)):
        names.setdefault(id, set()).add(called)
    rows = session.execute(select(region.id, region.kind, region.parent_id, region.latitude, region.longitude))
    found = geonames.places(text, name)
    return {each.id: each for each in geonames.settlements(found, geonames.listed(rows, names), least)}


def _known(session: Session, model: type[SQLModel]) -> dict[str, Row]:
    """The rows of a registry, by id."""
    return {row.id: dict(row._mapping) for row in session.execute(select(table(model)))}


def _entries(listed: Iterable[Line], known: dict[str, Row], entry: Callable[[Line], Entry]) -> tuple[dict[str, Entry], list[str]]:
    """The entries of lines, each filled up with what the tables say of it, and what is wrong with the lines."""
    found: dict[str, Entry] = {}
    faults = []
    for line in listed:
        try:
            id = line.required("id")
            if not _ID.fullmatch(id):
                raise Fault(f"{id!r} is no id: letters of ASCII and digits, joined by hyphens")
            refuse_second(found, id)
            found[id] = entry(_filled(line, known.get(id, {})))
        except Fault as fault:
            faults.append(f"{line.place}: {fault}")
    return found, faults


def _filled(line: Line, row: Row) -> Line:
    columns = {name.removesuffix("_id"): value for name, value in row.items() if value is not None}
    kept = {name: str(value) for name, value in columns.items() if not line.text(name)}
    return Line(line.place, line.cells | kept)


def _offices(listed: Iterable[Line]) -> tuple[list[Office], list[str]]:
    found: dict[tuple[str, str, date], Office] = {}
    faults = []
    for line in listed:
        try:
            office = office_of(line)
            key = office.person, office.title, office.started
            if key in found:
                raise Fault(f"the same office as at {found[key].place}")
            found[key] = office
        except Fault as fault:
            faults.append(f"{line.place}: {fault}")
    return list(found.values()), faults


@dataclass(slots=True)
class _Above:
    """A row of the tables, as far as parents are concerned."""

    place: str
    parent: str | None


def _broken(entries: dict[str, Entry], known: dict[str, Row]) -> list[str]:
    """Faults in the parents of `entries`, which may be among them or among what is `known`."""
    everything: dict[str, Child] = {id: _Above("", row["parent_id"]) for id, row in known.items()}
    everything |= entries
    return list(broken_parents(everything, entries))


def _parents_first(entries: dict[str, Entry]) -> list[Entry]:
    """`entries` in an order that a table with foreign keys accepts."""
    return sorted(entries.values(), key=lambda entry: len(ancestors(entry.id, entries)))


def _kind(line: Line, usual: RegionKind | None) -> RegionKind:
    text = line.text("kind")
    if text is None and usual is None:
        raise Fault(f"kind is blank; the kinds are {', '.join(RegionKind)}")
    try:
        return RegionKind(text) if text else RegionKind(str(usual))
    except ValueError:
        raise Fault(f"unknown kind {text!r}; the kinds are {', '.join(RegionKind)}") from None


def _says_more_than_names(line: Line) -> bool:
    return any(line.text(column) for column in line.cells if column not in ("id", "aliases", "adjectives"))


def _raise(faults: list[str]) -> None:
    if faults:
        raise BadReference("\n".join(faults))


def _alias(owner: str, id: str, name: str) -> Row:
    return {owner: id, "alias": name, "folded": folded(name), "in_text": True, "provenance": Provenance.USER}


def _region_alias(region: Region, name: str) -> Row:
    return _alias("region_id", region.id, name) | {"adjective": name in region.adjectives}


def _once(names: list[Row]) -> list[Row]:
    return list({tuple(name.values())[:2]: name for name in names}.values())


@dataclass(frozen=True, slots=True)
class _Entering:
    """Rows on their way into a table."""

    model: type[SQLModel]
    rows: list[Row]


def _entered(session: Session, known: Collection[str], *tables: _Entering) -> Imported:
    """Write what is not there yet, and bring the facts in line with it. Entries are told apart by whom their rows are about."""
    different = [_Entering(each.model, _different(session, each)) for each in tables]
    if any(each.rows for each in different):
        before, revision = lineage.lines(session), registries_changed(session)
        for each in different:
            put(session, each.model, each.rows)
        settle(session, before, revision)
    about, written = ({_about(row) for each in some for row in each.rows} for some in (tables, different))
    registry = starts.ACTORS if tables[0].model is models.Actor else starts.REGIONS
    for chunk in lineage.chunks(sorted(written), lineage.NAMES_AT_ONCE):
        starts.renew(session, registry, chunk)
    new = about - set(known)
    return Imported(len(new), len(written - new), len(about - written - new))


def _different(session: Session, entering: _Entering) -> list[Row]:
    """The rows that are not in the table as they are. Only a user's rows can be: what is built in says so."""
    columns, key = table(entering.model).c, [column.name for column in table(entering.model).primary_key]
    rows = session.execute(select(table(entering.model)).where(columns.provenance == Provenance.USER))
    there = {tuple(row[name] for name in key): dict(row) for row in rows.mappings()}
    return [row for row in entering.rows if there.get(tuple(row[name] for name in key)) != row]


def _about(row: Row) -> str:
    """The id of the actor or region that a row is about."""
    return str(next(row[name] for name in ("id", "actor_id", "region_id", "person_id") if name in row))
