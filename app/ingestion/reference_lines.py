"""One line of reference data goes in; a checked actor, region or office comes out.

Cells hold several values with `;` between them, and a blank cell says nothing.
"""

import csv
import gzip
import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from app.vocabulary import ActorKind, RegionKind

PLACE = ("id", "name", "aliases", "adjectives", "parent", "latitude", "longitude", "population", "note")
ACTOR = ("id", "kind", "name", "aliases", "parent", "country", "wikidata")
OFFICE = ("person", "title", "organ", "started", "ended")


class BadReference(ValueError):
    """The data files cannot be loaded; the message has one line for each fault."""


class Fault(ValueError):
    """What is wrong with one line; the line itself knows where it stands."""


def bounded(what: str, text: str, bound: float) -> float:
    """The number that `text` writes, which may not be further from zero than `bound`. Raises Fault."""
    try:
        number = float(text)
    except ValueError:
        raise Fault(f"{what} is no number: {text!r}") from None
    if not abs(number) <= bound:
        raise Fault(f"{what} is out of range: {text}")
    return number


class Line(NamedTuple):
    """One line of a data file. `place` is "regions/areas.csv:7"."""

    place: str
    cells: dict[str, str]

    def whole(self) -> "Line":
        """This line, when it has as many cells as the header; csv puts None where there are more or fewer."""
        if any(part is None for part in [*self.cells, *self.cells.values()]):
            raise Fault("not as many cells as the header")
        return self

    def text(self, column: str) -> str | None:
        return self.cells.get(column, "").strip() or None

    def required(self, column: str) -> str:
        if text := self.text(column):
            return text
        raise Fault(f"{column} is blank")

    def several(self, column: str) -> list[str]:
        return [value for part in self.cells.get(column, "").split(";") if (value := part.strip())]

    def number(self, column: str, bound: float) -> float | None:
        """The number in `column`, which may not be further from zero than `bound`."""
        return None if (text := self.text(column)) is None else bounded(column, text, bound)

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


class Child(Protocol):
    """An entry that lies under another."""

    place: str
    parent: str | None


def lines(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[Line]:
    """The lines of the CSV at `path`, which a fault calls `name`. Raises Fault for a column that is none of `columns`."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if unknown := sorted(set(reader.fieldnames or ()) - set(columns)):
            raise Fault(f"unknown column {unknown[0]!r}; the columns are {', '.join(columns)}")
        for cells in reader:
            yield Line(f"{name}:{reader.line_num}", cells)


def refuse_second(known: Mapping[str, Child], id: str) -> None:
    """Raise Fault when `id` was given before."""
    if id in known:
        raise Fault(f"duplicate id {id!r}, first at {known[id].place}")


def kind_of(text: str) -> ActorKind:
    """The kind of actor that `text` names. Raises Fault."""
    try:
        return ActorKind(text)
    except ValueError:
        raise Fault(f"unknown kind {text!r}; the kinds are {', '.join(ActorKind)}") from None


def region_of(line: Line, kind: RegionKind) -> Region:
    """The region of a line. Raises Fault with the first thing that is wrong."""
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


def actor_of(line: Line) -> Actor:
    """The actor of a line. Raises Fault with the first thing that is wrong."""
    return Actor(
        place=line.place,
        id=line.required("id"),
        kind=kind_of(line.required("kind")),
        name=line.required("name"),
        parent=line.text("parent"),
        country=line.text("country"),
        wikidata=line.text("wikidata"),
        aliases=line.several("aliases"),
    )


def office_of(line: Line) -> Office:
    """The office of a line. Raises Fault with the first thing that is wrong."""
    started, ended = _first_day(line.required("started")), line.text("ended")
    last = _last_day(ended) if ended else None
    if last is not None and last < started:
        raise Fault("ended is before started")
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
        raise Fault(f"not a date like 2024, 2024-10 or 2024-10-29: {text!r}")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Fault(f"no such day: {text!r}") from None


def broken_parents(entries: Mapping[str, Child], among: Collection[str] | None = None) -> Iterator[str]:
    """One fault for each unknown parent and for each entry that is its own ancestor; of all `entries`, or of those `among` them."""
    for id in entries if among is None else among:
        entry = entries[id]
        if entry.parent is not None and entry.parent not in entries:
            yield f"{entry.place}: unknown parent {entry.parent!r}"
        elif id in ancestors(id, entries):
            yield f"{entry.place}: {id!r} is its own ancestor"


def ancestors(id: str, entries: Mapping[str, Child]) -> list[str]:
    """What `id` lies under among `entries`, the nearest first; a circle ends where it closes."""
    found: list[str] = []
    parent = entries[id].parent
    while parent is not None and parent in entries and parent not in found:
        found.append(parent)
        parent = entries[parent].parent
    return found
