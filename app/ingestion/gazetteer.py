"""The names in one article go in; the settlements they may stand for come out of the tables.

There are too many settlements to keep in memory beside the countries, divisions and areas, and an article names a few dozen.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from app import models
from app.ingestion import registry as words
from app.ingestion.bulk import table
from app.ingestion.registry import Registry, Settlements
from app.vocabulary import RegionKind

NAMES_AT_ONCE = 5_000  # SQLite binds 32,766 values to one statement


def settlements(session: Session, registry: Registry, names: Collection[str]) -> Settlements:
    """The settlements that `names`, which are folded, may stand for, and what they lie in where `registry` leaves it out."""
    found = Settlements()
    for chunk in _chunks(sorted(names)):
        for folded, alias, id, kind, *region in session.execute(_named(chunk)):
            if kind == RegionKind.SETTLEMENT:
                found.regions[id] = words.Region(id, RegionKind.SETTLEMENT, *region)
                found.names.setdefault(folded, []).append(words.RegionName(alias, id, adjective=False))
    while (
        above := {region.parent for region in found.regions.values() if region.parent}
        - found.regions.keys()
        - registry.regions.keys()
    ):
        found.regions.update((region.id, region) for region in _regions(session, sorted(above)))
    return found


def _chunks(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + NAMES_AT_ONCE] for start in range(0, len(names), NAMES_AT_ONCE))


def _named(names: list[str]) -> Any:
    """Every region of these names. Were settlements alone asked for, SQLite would walk through all 50,000 of them (50 ms)."""
    alias, region = table(models.RegionAlias).c, table(models.Region).c
    point = region.latitude, region.longitude
    rows = select(alias.folded, alias.alias, region.id, region.kind, region.name, region.parent_id, *point, region.population)
    named = rows.join_from(table(models.RegionAlias), table(models.Region)).where(alias.folded.in_(names))
    return named.where(alias.in_text, ~alias.adjective).order_by(region.id, alias.alias)


def _regions(session: Session, ids: list[str]) -> Iterator[words.Region]:
    region = table(models.Region).c
    rows = select(region.id, region.kind, region.name, region.parent_id, region.latitude, region.longitude, region.population)
    for id, kind, *rest in session.execute(rows.where(region.id.in_(ids))):
        yield words.Region(id, RegionKind(kind), *rest)
