"""The data files of `app/data` go in; checked actors, regions and offices come out, as a non-programmer wrote them.

Cells hold several values with `;` between them, and a blank cell says nothing. Every fault is reported, with its file
and line, so that one look mends them all.
"""

import csv
import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

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
PLACE = ("id", "name", "aliases", "adjectives", "parent", "latitude", "longitude", "population", "note")
ACTOR = ("id", "kind", "name", "aliases", "parent", "country", "wikidata")
ORGAN = ("key", "kind", "parent", "name", "aliases")
OFFICE = ("person", "title", "organ", "started", "ended")
PLACES = {"divisions.csv": RegionKind.DIVISION, "areas.csv": RegionKind.AREA, "settlements.csv": RegionKind.SETTLEMENT}
ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,5}")  # "US", "U.S.", "DPRK"


class BadReference(ValueError):
    """The data files cannot be loaded; the message has one line for each fault."""


class _Fault(ValueError):
    """What is wrong with one line; the line itself knows where it stands."""


class Line(NamedTuple):
    """One line of a data file. `place` is "regions/areas.csv:7"."""

    place: str
    cells: dict[str, str]

    def whole(self) -> "Line":
        """This line, when it has as many cells as the header; csv puts None where there are more or fewer."""
        if any(part is None for part in [*self.cells, *self.cells.values()]):
            raise _Fault("not as many cells as the header")
        return self

    def text(self, column: str) -> str | None:
        return self.cells.get(column, "").strip() or None

    def required(self, column: str) -> str:
        if text := self.text(column):
            return text
        raise _Fault(f"{column} is blank")

    def several(self, column: str) -> list[str]:
        return [value for part in self.cells.get(column, "").split(";") if (value := part.strip())]

    def number(self, column: str, bound: float) -> float | None:
        """The number in `column`, which may not be further from zero than `bound`."""
        if (text := self.text(column)) is None:
            return None
        try:
            number = float(text)
        except ValueError:
            raise _Fault(f"{column} is no number: {text!r}") from None
        if not abs(number) <= bound:
            raise _Fault(f"{column} is out of range: {text}")
        return number

    def people(self, column: str) -> int | None:
        number = self.number(column, 2e10)
        return None if number is None else int(number)


@dataclass(slots=True)
class Region:
    """A region of the files. `codes` are names only good for asking, never looked for in a text."""

    place: str
    id: str
    kind: RegionKind
    name: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    note: str | None
    aliases: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Actor:
    """An actor of the files, or one made for a country: its state and the state's organs."""

    place: str
    id: str
    kind: ActorKind
    name: str
    parent: str | None = None
    country: str | None = None
    wikidata: str | None = None
    aliases: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Office:
    """A person's post in an organ; `ended` is None while it lasts."""

    place: str
    person: str
    title: str
    organ: str
    started: date
    ended: date | None


@dataclass(slots=True)
class Reference:
    """All that the files say; actors and regions stand after their parents."""

    regions: dict[str, Region] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)


Entry = TypeVar("Entry", Region, Actor)


class _Child(Protocol):
    place: str
    parent: str | None


def data_files(directory: Path) -> list[Path]:
    """The files `read` reads, in the order of their names."""
    return sorted([*directory.glob("regions/*.csv"), *directory.glob("actors/*.csv")])


def read(directory: Path) -> Reference:
    """Everything in the files under `directory`; raises BadReference with every fault found."""
    return _Reading(directory).reference()


class _Reading:
    """One pass over the files: what was read so far, and what was wrong with it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.found = Reference()
        self.faults: list[str] = []
        self.states: list[tuple[Line, Actor]] = []

    def reference(self) -> Reference:
        self._walk("regions/countries.csv", COUNTRY, self._country)
        for name, kind in PLACES.items():
            self._walk(f"regions/{name}", PLACE, partial(self._place, kind))
        self._walk("actors/organs.csv", ORGAN, self._organ)
        made = set(self.found.actors)
        for path in sorted(self.directory.glob("actors/*.csv")):
            if path.name not in ("organs.csv", "offices.csv"):
                self._walk(f"actors/{path.name}", ACTOR, partial(self._actor, made))
        self._walk("actors/offices.csv", OFFICE, lambda line: self.found.offices.append(_office(line)))
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
            for line in _lines(path, name, columns):
                try:
                    take(line.whole())
                except _Fault as fault:
                    self.faults.append(f"{line.place}: {fault}")
        except (UnicodeDecodeError, csv.Error, _Fault) as fault:
            self.faults.append(f"{name}: {fault}")

    def _add(self, known: dict[str, Entry], entry: Entry) -> None:
        _refuse_second(known, entry.id)
        known[entry.id] = entry

    def _country(self, line: Line) -> None:
        country = _region(line, RegionKind.COUNTRY)
        country.codes = [country.id, *line.several("iso3")]
        self._add(self.found.regions, country)
        if (capital := _capital(line, country)) is not None:
            self._add(self.found.regions, capital)
        if line.text("actor"):
            state = _state(line, country)
            self._add(self.found.actors, state)
            self.states.append((line, state))

    def _place(self, kind: RegionKind, line: Line) -> None:
        self._add(self.found.regions, _region(line, kind))

    def _organ(self, line: Line) -> None:
        kind = _kind(line.required("kind"))
        for country, state in self.states:
            self._add(self.found.actors, _organ(line, kind, country, state))

    def _actor(self, made: set[str], line: Line) -> None:
        """A row about an actor that was made for a country says what is different about it."""
        id = line.required("id")
        if id in made:
            made.discard(id)  # a second row about it is a duplicate
            _extend(self.found.actors[id], line)
            return
        _refuse_second(self.found.actors, id)  # before it is read: a row that extends has blank cells that no other may have
        self._add(self.found.actors, _actor(line))

    def _check(self) -> None:
        regions, actors = self.found.regions, self.found.actors
        self.faults += [*_broken_parents(regions), *_broken_parents(actors)]
        for actor in actors.values():
            if actor.country is not None and actor.country not in regions:
                self.faults.append(f"{actor.place}: unknown country {actor.country!r}")
        for office in self.found.offices:
            self.faults += [f"{office.place}: unknown actor {id!r}" for id in (office.person, office.organ) if id not in actors]


def _lines(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if unknown := sorted(set(reader.fieldnames or ()) - set(columns)):
            raise _Fault(f"unknown column {unknown[0]!r}; the columns are {', '.join(columns)}")
        for cells in reader:
            yield Line(f"{name}:{reader.line_num}", cells)


def _refuse_second(known: Mapping[str, _Child], id: str) -> None:
    if id in known:
        raise _Fault(f"duplicate id {id!r}, first at {known[id].place}")


def _kind(text: str) -> ActorKind:
    try:
        return ActorKind(text)
    except ValueError:
        raise _Fault(f"unknown kind {text!r}; the kinds are {', '.join(ActorKind)}") from None


def _region(line: Line, kind: RegionKind) -> Region:
    return Region(
        place=line.place,
        id=line.required("id"),
        kind=kind,
        name=line.required("name"),
        parent=line.text("parent"),
        latitude=line.number("latitude", 90),
        longitude=line.number("longitude", 180),
        population=line.people("population"),
        note=line.text("note"),
        aliases=line.several("aliases"),
        adjectives=line.several("adjectives"),
        codes=[line.required("id")] if kind is RegionKind.DIVISION else [],
    )


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
        raise _Fault(f"unknown part {{{unknown.pop()}}} of a pattern; the parts are {', '.join(words)}")
    choices = product(*(words[part] for part in parts))
    return [pattern.format(**dict(zip(parts, choice, strict=True))) for choice in choices]


def _actor(line: Line) -> Actor:
    return Actor(
        place=line.place,
        id=line.required("id"),
        kind=_kind(line.required("kind")),
        name=line.required("name"),
        parent=line.text("parent"),
        country=line.text("country"),
        wikidata=line.text("wikidata"),
        aliases=line.several("aliases"),
    )


def _extend(actor: Actor, line: Line) -> None:
    """Say of a made actor what `line` says; a replaced name stays an alias."""
    if name := line.text("name"):
        actor.aliases.append(actor.name)
        actor.name = name
    if kind := line.text("kind"):
        actor.kind = _kind(kind)
    actor.place = line.place
    actor.parent = line.text("parent") or actor.parent
    actor.country = line.text("country") or actor.country
    actor.wikidata = line.text("wikidata") or actor.wikidata
    actor.aliases += line.several("aliases")


def _office(line: Line) -> Office:
    started, ended = _first_day(line.required("started")), line.text("ended")
    last = _last_day(ended) if ended else None
    if last is not None and last < started:
        raise _Fault("ended is before started")
    return Office(line.place, line.required("person"), line.required("title"), line.required("organ"), started, last)


def _first_day(text: str) -> date:
    year, month, day = _date_parts(text)
    return _date(text, year, month or 1, day or 1)


def _last_day(text: str) -> date:
    year, month, day = _date_parts(text)
    month = month or 12
    return _date(text, year, month, day or (monthrange(year, month)[1] if 1 <= month <= 12 else 1))


def _date_parts(text: str) -> tuple[int, int | None, int | None]:
    if (match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text, re.ASCII)) is None:
        raise _Fault(f"not a date like 2024, 2024-10 or 2024-10-29: {text!r}")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _Fault(f"no such day: {text!r}") from None


def _broken_parents(entries: Mapping[str, _Child]) -> Iterator[str]:
    """One fault for each unknown parent and for each entry that is its own ancestor."""
    for id, entry in entries.items():
        if entry.parent is not None and entry.parent not in entries:
            yield f"{entry.place}: unknown parent {entry.parent!r}"
        elif id in _ancestors(id, entries):
            yield f"{entry.place}: {id!r} is its own ancestor"


def _ancestors(id: str, entries: Mapping[str, _Child]) -> list[str]:
    found: list[str] = []
    parent = entries[id].parent
    while parent is not None and parent in entries and parent not in found:
        found.append(parent)
        parent = entries[parent].parent
    return found


def _parents_first(entries: dict[str, Entry]) -> dict[str, Entry]:
    """`entries` in an order that a table with foreign keys accepts."""
    return dict(sorted(entries.items(), key=lambda item: len(_ancestors(item[0], entries))))
