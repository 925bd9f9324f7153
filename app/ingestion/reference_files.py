"""The data files of `app/data` go in; checked actors, regions and offices come out, as a non-programmer wrote them.

Cells hold several values with `;` between them, and a blank cell says nothing. Every fault is reported, with its file
and line, so that one look mends them all.
"""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from typing import TypeVar

from app.ingestion.reference_lines import (
    ACTOR,
    OFFICE,
    PLACE,
    Actor,
    BadReference,
    Fault,
    Line,
    Office,
    Region,
    actor_of,
    ancestors,
    broken_parents,
    kind_of,
    lines,
    office_of,
    refuse_second,
    region_of,
)
from app.names import slug
from app.vocabulary import ActorKind, RegionKind

COUNTRY = (
    "id",
    "iso3",
    "name",
    "aliases",
    "adjectives",
    "capital",
    "capital_aliases",
    "capital_latitude",
    "capital_longitude",
    "latitude",
    "longitude",
    "population",
    "actor",
    "actor_aliases",
    "note",
)
ORGAN = ("key", "kind", "parent", "name", "aliases")
PLACES = {"divisions.csv": RegionKind.DIVISION, "areas.csv": RegionKind.AREA, "settlements.csv": RegionKind.SETTLEMENT}
GEONAMES = "regions/settlements.geonames.csv.gz"
ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,5}")  # "US", "U.S.", "DPRK"


@dataclass(slots=True)
class Reference:
    """All that the files say; actors and regions stand after their parents."""

    regions: dict[str, Region] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)


Entry = TypeVar("Entry", Region, Actor)


def data_files(directory: Path) -> list[Path]:
    """The files `read` reads, in the order of their names."""
    return sorted([*directory.glob("regions/*.csv"), *directory.glob(GEONAMES), *directory.glob("actors/*.csv")])


def read(directory: Path, built: bool = True) -> Reference:
    """Everything in the files under `directory`; raises BadReference with every fault found.

    `built=False` leaves out the file that `fogline regions build` makes from the others.
    """
    return _Reading(directory, built).reference()


class _Reading:
    """One pass over the files: what was read so far, and what was wrong with it."""

    def __init__(self, directory: Path, built: bool) -> None:
        self.directory = directory
        self.built = built
        self.found = Reference()
        self.faults: list[str] = []
        self.states: list[tuple[Line, Actor]] = []

    def reference(self) -> Reference:
        self._walk("regions/countries.csv", COUNTRY, self._country)
        for name, kind in PLACES.items():
            self._walk(f"regions/{name}", PLACE, partial(self._place, kind))
        if self.built:
            self._walk(GEONAMES, PLACE, partial(self._settlement, set(self.found.regions)))
        self._walk("actors/organs.csv", ORGAN, self._organ)
        made = set(self.found.actors)
        for path in sorted(self.directory.glob("actors/*.csv")):
            if path.name not in ("organs.csv", "offices.csv"):
                self._walk(f"actors/{path.name}", ACTOR, partial(self._actor, made))
        self._walk("actors/offices.csv", OFFICE, lambda line: self.found.offices.append(office_of(line)))
        self._check()
        if self.faults:
            raise BadReference("\n".join(self.faults))
        self.found.regions = _parents_first(self.found.regions)
        self.found.actors = _parents_first(self.found.actors)
        return self.found

    def _walk(self, name: str, columns: tuple[str, ...], take: Callable[[Line], None]) -> None:
        path = self.directory / name
        if not path.exists():
            return
        try:
            for line in lines(path, name, columns):
                try:
                    take(line.whole())
                except Fault as fault:
                    self.faults.append(f"{line.place}: {fault}")
        except (UnicodeDecodeError, csv.Error, Fault) as fault:
            self.faults.append(f"{name}: {fault}")

    def _add(self, known: dict[str, Entry], entry: Entry) -> None:
        refuse_second(known, entry.id)
        known[entry.id] = entry

    def _country(self, line: Line) -> None:
        country = region_of(line, RegionKind.COUNTRY)
        country.codes = [country.id, *line.several("iso3")]
        self._add(self.found.regions, country)
        if (capital := _capital(line, country)) is not None:
            self._add(self.found.regions, capital)
        if line.text("actor"):
            state = _state(line, country)
            self._add(self.found.actors, state)
            self.states.append((line, state))

    def _place(self, kind: RegionKind, line: Line) -> None:
        self._add(self.found.regions, region_of(line, kind))

    def _settlement(self, made: set[str], line: Line) -> None:
        """A row about a region that was made by hand adds names to it, and a population where it has none."""
        region = region_of(line, RegionKind.SETTLEMENT)
        if region.id not in made:
            self._add(self.found.regions, region)
            return
        made.discard(region.id)  # a second row about it is a duplicate
        known = self.found.regions[region.id]
        known.population = known.population or region.population
        known.aliases += region.aliases

    def _organ(self, line: Line) -> None:
        kind = kind_of(line.required("kind"))
        for country, state in self.states:
            self._add(self.found.actors, _organ(line, kind, country, state))

    def _actor(self, made: set[str], line: Line) -> None:
        """A row about an actor that was made for a country says what is different about it."""
        id = line.required("id")
        if id in made:
            made.discard(id)  # a second row about it is a duplicate
            _extend(self.found.actors[id], line)
            return
        refuse_second(self.found.actors, id)  # before it is read: a row that extends has blank cells that no other may have
        self._add(self.found.actors, actor_of(line))

    def _check(self) -> None:
        regions, actors = self.found.regions, self.found.actors
        self.faults += [*broken_parents(regions), *broken_parents(actors)]
        for actor in actors.values():
            if actor.country is not None and actor.country not in regions:
                self.faults.append(f"{actor.place}: unknown country {actor.country!r}")
        for office in self.found.offices:
            self.faults += [f"{office.place}: unknown actor {id!r}" for id in (office.person, office.organ) if id not in actors]


def _capital(line: Line, country: Region) -> Region | None:
    """The capital as a settlement; without a point it is only a word for the country, which annotators know."""
    latitude, longitude = line.number("capital_latitude", 90), line.number("capital_longitude", 180)
    if latitude is None or longitude is None:
        return None
    name = line.required("capital")
    id = f"{country.id}-{slug(name)}"
    aliases = line.several("capital_aliases")
    return Region(line.place, id, RegionKind.SETTLEMENT, name, country.id, latitude, longitude, None, None, aliases)


def _state(line: Line, country: Region) -> Actor:
    aliases = [*country.aliases, *line.several("actor_aliases"), *country.adjectives]
    id = line.required("actor")
    return Actor(line.place, id, ActorKind.STATE, country.name, None, country.id, None, aliases, list(country.codes))


def _organ(line: Line, kind: ActorKind, country: Line, state: Actor) -> Actor:
    parent = line.text("parent")
    words = _words(country)
    return Actor(
        place=line.place,
        id=f"{state.id}-{line.required('key')}",
        kind=kind,
        name=_expanded(line.required("name"), {part: values[:1] or [state.name] for part, values in words.items()})[0],
        parent=f"{state.id}-{parent}" if parent else state.id,
        country=state.country,
        aliases=[alias for pattern in line.several("aliases") for alias in _expanded(pattern, words)],
    )


def _words(country: Line) -> dict[str, list[str]]:
    """What stands for {name}, {adjective} and {short} in a pattern: the long names, the first adjective, the abbreviations."""
    names = [country.required("name"), *country.several("aliases")]
    return {
        "name": [name for name in names if not ABBREVIATION.fullmatch(name)],
        "adjective": country.several("adjectives")[:1],
        "short": [name for name in names if ABBREVIATION.fullmatch(name)],
    }


def _expanded(pattern: str, words: Mapping[str, list[str]]) -> list[str]:
    """`pattern` with each of the words for its parts; nothing when a part has no words."""
    parts = re.findall(r"\{(\w+)\}", pattern)
    if unknown := set(parts) - words.keys():
        raise Fault(f"unknown part {{{unknown.pop()}}} of a pattern; the parts are {', '.join(words)}")
    choices = product(*(words[part] for part in parts))
    return [pattern.format(**dict(zip(parts, choice, strict=True))) for choice in choices]


def _extend(actor: Actor, line: Line) -> None:
    """Say of a made actor what `line` says; a replaced name stays an alias."""
    if name := line.text("name"):
        actor.aliases.append(actor.name)
        actor.name = name
    if kind := line.text("kind"):
        actor.kind = kind_of(kind)
    actor.place = line.place
    actor.parent = line.text("parent") or actor.parent
    actor.country = line.text("country") or actor.country
    actor.wikidata = line.text("wikidata") or actor.wikidata
    actor.aliases += line.several("aliases")


def _parents_first(entries: dict[str, Entry]) -> dict[str, Entry]:
    """`entries` in an order that a table with foreign keys accepts."""
    return dict(sorted(entries.items(), key=lambda item: len(ancestors(item[0], entries))))
