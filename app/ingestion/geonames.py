"""GeoNames' dump of a country goes in; its settlements come out as regions, each with the division it lies in.

The dump (download.geonames.org/export/dump, CC BY 4.0) has a place a line, 19 columns with tabs between them and no header.
What is listed already keeps its id, so that a place never stands against itself.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.ingestion.points import kilometres
from app.ingestion.reference_lines import BadReference, Region, bounded
from app.names import folded
from app.vocabulary import RegionKind

COLUMNS = 19
PREFIX = "geonames-"  # of the id of a settlement that was not listed
SAME_PLACE_KM = 15  # two settlements of one name in one country that are nearer are one; points differ by that for cities
HISTORICAL = frozenset({"PPLH", "PPLCH"})  # no place any more


@dataclass(frozen=True, slots=True)
class Listed:
    """A region that the gazetteer has already, with its names folded."""

    id: str
    kind: RegionKind
    country: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the dump."""

    at: str  # "UA.txt:7"
    id: str
    names: tuple[str, ...]  # the usual one first
    latitude: float
    longitude: float
    feature: str  # "PPL", "ADM1", …
    country: str
    admin1: str  # GeoNames' own code of the division, unknown to ISO
    population: int


def is_dump(text: str) -> bool:
    """Whether a text is such a dump, by its first line."""
    return text.partition("\n")[0].count("\t") == COLUMNS - 1


def places(text: str, name: str) -> list[Place]:
    """The settlements and first-level divisions of a dump. Raises BadReference with every fault, by line of the file `name`."""
    found, faults = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        cells, at = line.rstrip("\r").split("\t"), f"{name}:{number}"
        if cells == [""]:
            continue
        if len(cells) != COLUMNS:
            faults.append(f"{at}: {len(cells)} columns, not {COLUMNS}")
        elif (cells[6] == "P" and cells[7] not in HISTORICAL) or cells[7] == "ADM1":
            try:
                found.append(_place(at, cells))
            except ValueError as fault:
                faults.append(f"{at}: {fault}")
    if faults:
        raise BadReference("\n".join(faults))
    return found


def _place(at: str, cells: list[str]) -> Place:
    geonames_id, name, plain, others, latitude, longitude = cells[:6]
    if not (geonames_id.isascii() and geonames_id.isdigit()):
        raise ValueError(f"no id of GeoNames: {geonames_id!r}")
    if not name.strip():
        raise ValueError("the name is blank")
    point = bounded("latitude", latitude, 90), bounded("longitude", longitude, 180)
    people = cells[14] or "0"
    if not (people.isascii() and people.isdigit()):
        raise ValueError(f"population is no number: {people!r}")
    names = tuple(dict.fromkeys([name, plain, *filter(_in_a_text, others.split(","))]))
    return Place(at, geonames_id, tuple(filter(None, names)), *point, cells[7], cells[8], cells[10], int(people))


def _in_a_text(name: str) -> bool:
    """Whether an alternate name may stand in an English report: Latin letters, and no code of an airport or a railway."""
    letters = [letter for letter in name if letter.isalpha()]
    return (
        len(letters) > 2
        and name[0].isupper()
        and not name.isupper()
        and not any(letter.isdigit() or letter in "/:;()" for letter in name)
        and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    )


def settlements(found: Iterable[Place], listed: Iterable[Listed], least: int) -> Iterator[Region]:
    """The settlements of at least `least` people; one that is `listed` comes with the id that it has there."""
    gazetteer, all_places = _Gazetteer(listed), list(found)
    gazetteer.learn(all_places)
    for place in all_places:
        if place.feature == "ADM1" or place.population < least:
            continue
        known = gazetteer.known.get(place.id)
        yield Region(
            place=place.at,
            id=known.id if known else f"{PREFIX}{place.id}",
            kind=RegionKind.SETTLEMENT,
            name=place.names[0],
            parent=known.parent if known else gazetteer.division(place),
            latitude=place.latitude,
            longitude=place.longitude,
            population=place.population or None,
            note=None,
            aliases=list(place.names[1:]),
        )


class _Gazetteer:
    """What is listed already, and which of GeoNames' divisions are which of ours."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        self.settlements: dict[tuple[str, str], list[Listed]] = defaultdict(list)
        self.divisions: dict[str, list[Listed]] = defaultdict(list)
        self.admin1: dict[tuple[str, str], str] = {}
        self.known: dict[str, Listed] = {}  # by GeoNames' id
        for region in listed:
            if region.kind is RegionKind.DIVISION:
                self.divisions[region.country].append(region)
            elif region.kind is RegionKind.SETTLEMENT:
                for name in region.names:
                    self.settlements[region.country, name].append(region)

    def learn(self, found: list[Place]) -> None:
        """Settlements by name and point; divisions by name, and those of another name by where listed settlements lie."""
        self._learn_settlements(found)
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for place in found:
            key = place.country, place.admin1
            if place.feature == "ADM1":
                called = {folded(name) for name in place.names}
                self.admin1.update((key, each.id) for each in self.divisions[place.country] if called & each.names)
            elif (known := self.known.get(place.id)) and known.parent:
                votes[key][known.parent] += 1
        self.admin1 = {key: vote.most_common(1)[0][0] for key, vote in votes.items()} | self.admin1

    def _learn_settlements(self, found: list[Place]) -> None:
        """A listed settlement is the nearest place that has a name of it; a second one of that name nearby is another."""
        pairs = []
        for place in found:
            called = {} if place.feature == "ADM1" else dict.fromkeys(map(folded, place.names))
            for rank, name in enumerate(called):
                for each in self.settlements.get((place.country, name), ()):
                    if (km := _km(place, each)) <= SAME_PLACE_KM:
                        pairs.append((rank > 0, km, each.id, place.id, each))
        taken: set[str] = set()
        for _, _, id, place_id, each in sorted(pairs, key=lambda pair: pair[:4]):
            if id not in taken and place_id not in self.known:
                taken.add(id)
                self.known[place_id] = each

    def division(self, place: Place) -> str:
        """The division that `place` lies in: GeoNames' own where it is known, else the nearest; without one, the country."""
        if known := self.admin1.get((place.country, place.admin1)):
            return known
        near = [(_km(place, each), each.id) for each in self.divisions[place.country] if each.latitude is not None]
        return min(near)[1] if near else place.country


def _km(place: Place, other: Listed) -> float:
    """The way between the two; what has no point is nowhere near."""
    if other.latitude is None or other.longitude is None:
        return float("inf")
    return kilometres((place.latitude, place.longitude), (other.latitude, other.longitude))


def listed(
    rows: Iterable[tuple[str, str, str | None, float | None, float | None]], names: Mapping[str, Iterable[str]]
) -> Iterator[Listed]:
    """Rows of id, kind, parent, latitude and longitude as the gazetteer has them, each with the country it lies in."""
    known = {row[0]: row for row in rows}
    for id, kind, parent, latitude, longitude in known.values():
        at, steps = id, 0
        while known[at][1] != RegionKind.COUNTRY and (above := known[at][2]) in known and steps < 10:
            at, steps = str(above), steps + 1
        yield Listed(id, RegionKind(kind), at, parent, latitude, longitude, frozenset(names.get(id, ())))
