"""The places of an article → ids of the gazetteer: by what stands beside them, by each other, by size; two that stay close, then none."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log10

from app.ingestion.annotate.regions import Place
from app.ingestion.facts import RegionReference
from app.ingestion.points import Point, kilometres
from app.ingestion.registry import Region, Registry
from app.names import folded
from app.vocabulary import RegionKind

_MARGIN = 0.45  # in orders of magnitude: a city three times as large as its namesake is meant
# People in a region that says nothing of them. A village that nobody counted is in the gazetteer because of the news.
_PEOPLE = {RegionKind.SETTLEMENT: 2e4, RegionKind.DIVISION: 2e6, RegionKind.AREA: 2e6}
_COUNTRY_WEIGHT = (
    7.0  # whatever its size, it is named rather than a city elsewhere, but not where all else lies in the US: Georgia
)
_WELL_KNOWN = 100_000  # people of a town that an article names without a word of its country
_ENOUGH = 3  # other names; beside so many, an obscure one that may only lie in a country of its own is none: Mara (Tanzania), near Manbij
_NEAR_KM = 150
_SAME_KM = 30  # two that are nearer are one to a reader: the larger
# What a candidate gains, in orders of magnitude: by how much of the article is about its country, by a place in its division or near by,
# by being called so first.
_COUNTRY, _DIVISION, _NEAR, _FIRST_NAME = 1.0, 0.4, 0.4, 0.4
_INSIDE = 2.0  # the same for a division: by how much of what is narrower than a country, and no capital, lies in its country
_NAMESAKE = 4.0  # the city of a division of the same name, where no word says that the division is meant


def focus(registry: Registry, places: list[Place]) -> Counter[str]:
    """How often each country is meant by a place of the article that can mean only one."""
    return Counter(country for place in places if len(place.ids) == 1 and (country := country_of(registry, place.ids[0])))


def country_of(registry: Registry, region: str) -> str | None:
    """The id of the country that a region lies in, itself if it is one."""
    return next((each.id for each in _line(registry, region) if each.kind is RegionKind.COUNTRY), None)


def _line(registry: Registry, region: str) -> Iterable[Region]:
    """A region and what it lies in, the nearest first."""
    at: str | None = region
    for _ in range(8):
        known = registry.regions.get(at) if at else None
        if known is None:
            return
        yield known
        at = known.parent


class RegionResolver:
    """Resolves the regions of one article, all of its places at once: they tell each other apart."""

    def __init__(self, registry: Registry, text: str, places: list[Place]) -> None:
        self._registry = registry
        self._text = text
        self._meant: dict[int, str] = {}  # by where a place stands
        self._sure: list[Region] = []
        self._starts = {place.mention.span.start for place in places}
        named: dict[tuple[str, bool], list[Place]] = defaultdict(list)
        for place in places:
            named[folded(text[slice(*place.mention.span)]), place.division].append(place)
        may_be = ({id for place in group for id in self._candidates(place)} for group in named.values())
        self._named = len(named)
        self._names = Counter(
            country for ids in may_be for country in {country_of(registry, id) for id in ids}
        )  # of each country
        open = {name: group for name, group in named.items() if not self._decide_alone(group)}
        for _ in range(2):  # what is decided first helps to decide the rest
            evidence = _Evidence(registry, self._sure)
            open = {name: group for name, group in open.items() if not self._decide(name[0], group, evidence)}

    def resolve(self, reference: RegionReference) -> None:
        """Fill in the id, canonical name and kind of `reference`."""
        start = (reference.named_at or reference.span).start
        id = self._meant.get(start) if reference.candidates else None
        if start not in self._starts and len(reference.candidates) == 1:
            id = reference.candidates[0]  # "on Chadian soil", where no name of a place stands
        chosen = self._registry.regions.get(id) if id else None
        reference.name = self._text[slice(*reference.named_at)] if reference.named_at else reference.as_written
        if chosen:
            reference.id, reference.name, reference.kind = chosen.id, chosen.name, chosen.kind

    def _decide_alone(self, group: list[Place]) -> bool:
        """Decide a name by what the text says beside it: once is enough for the whole article."""
        certain = {ids[0] for place in group if len(ids := self._candidates(place)) == 1}
        if len(certain) == 1 and self._is_obscure(group[0], *certain) and self._is_alone_in_its_country(*certain):
            return True  # and so nowhere
        if len(certain) == 1 and all(certain & set(self._candidates(place)) for place in group):
            self._settle(group, certain.pop())
            return True
        for place in [*group] if certain else ():
            if len(ids := self._candidates(place)) == 1:
                self._settle([place], ids[0])
                group.remove(place)
        return not group

    def _decide(self, name: str, group: list[Place], evidence: "_Evidence") -> bool:
        candidates = sorted({id for place in group for id in self._candidates(place)})
        weighed = sorted(((evidence.weight(self._registry.regions[id], name, candidates), id) for id in candidates), reverse=True)
        if not weighed or (len(weighed) > 1 and weighed[0][0] - weighed[1][0] < _MARGIN and not self._alike(*weighed[:2])):
            return False
        self._settle(group, weighed[0][1])
        return True

    def _is_obscure(self, place: Place, id: str) -> bool:
        """Whether the gazetteer may lack the namesake that is meant: of a small town, or of a division without its "region"."""
        region = self._registry.regions[id]
        if region.kind is RegionKind.SETTLEMENT:
            return region.population is not None and region.population < _WELL_KNOWN
        bare = folded(self._text[slice(*place.mention.span)]) != folded(region.name)
        return region.kind is RegionKind.DIVISION and bare and not place.division

    def _is_alone_in_its_country(self, id: str) -> bool:
        """Whether the article names several places, and no other that may lie in the same country."""
        return self._named > _ENOUGH and self._names[country_of(self._registry, id)] == 1

    def _alike(self, one: tuple[float, str], other: tuple[float, str]) -> bool:
        here, there = (_point(self._registry.regions[id]) for _, id in (one, other))
        return here is not None and there is not None and kilometres(here, there) < _SAME_KM

    def _settle(self, group: list[Place], id: str) -> None:
        for place in group:
            self._meant[place.span.start] = id
            self._sure.append(self._registry.regions[id])

    def _candidates(self, place: Place) -> list[str]:
        """The ids that fit the words beside the name: a division, where they say so, even if only its city is called that."""
        known = [self._registry.regions[id] for id in place.ids if id in self._registry.regions]
        if not place.division:
            return [region.id for region in known]
        wide = [region.id for region in known if region.kind in {RegionKind.DIVISION, RegionKind.AREA}]
        name = folded(self._text[slice(*place.mention.span)])
        return wide or [*dict.fromkeys(self._division(region, name) or region.id for region in known)]

    def _division(self, region: Region, name: str) -> str | None:
        """The division that a city has given its name to: "Kharkiv" in "Kharkiv region"."""
        above = self._registry.regions.get(region.parent or "")
        shares = above and above.kind is RegionKind.DIVISION and folded(above.name).startswith(name)
        return above.id if above and shares else None


class _Evidence:
    """What the places decided so far say of the others."""

    def __init__(self, registry: Registry, sure: list[Region]) -> None:
        self._registry = registry
        lines = [[region.id for region in _line(registry, each.id)] for each in sure]
        self._around = {id for line in lines for id in line}
        self._countries = Counter(country for each in sure if (country := country_of(registry, each.id)))
        inside = [each for each in sure if each.parent and each.parent != country_of(registry, each.id)]
        inside += [each for each in sure if each.kind is RegionKind.DIVISION]
        self._inside = Counter(country for each in inside if (country := country_of(registry, each.id)))
        self._points = {point for each in sure if each.kind is RegionKind.SETTLEMENT and (point := _point(each))}

    def weight(self, region: Region, name: str, others: list[str]) -> float:
        """How likely `region` is meant by a name it shares with `others`, in orders of magnitude of people."""
        wide = region.kind is not RegionKind.SETTLEMENT
        weight = _COUNTRY_WEIGHT if region.kind is RegionKind.COUNTRY else log10(region.population or _PEOPLE[region.kind])
        weight += _FIRST_NAME * (folded(region.name).partition(" (")[0] == name)
        weight += _INSIDE * self._share(region, self._inside) if wide else _COUNTRY * self._share(region, self._countries)
        weight += _DIVISION * (region.parent in self._around and not wide)
        weight += _NEAR * self._near(region)
        return weight + _NAMESAKE * (not wide and region.parent in self._divisions(others))

    def _divisions(self, ids: list[str]) -> set[str]:
        return {id for id in ids if self._registry.regions[id].kind is RegionKind.DIVISION}

    def _share(self, region: Region, countries: Counter[str]) -> float:
        country = country_of(self._registry, region.id)
        return countries[country] / countries.total() if country and countries else 0.0

    def _near(self, region: Region) -> bool:
        here = _point(region)
        return here is not None and any(0 < kilometres(here, there) <= _NEAR_KM for there in self._points)


def _point(region: Region) -> Point | None:
    return None if region.latitude is None or region.longitude is None else (region.latitude, region.longitude)
