"""References to regions in words → ids of the gazetteer; two candidates that stay close, then none."""

from collections import Counter

from app.ingestion.annotate.regions import Place
from app.ingestion.facts import RegionReference
from app.ingestion.registry import Region, Registry
from app.vocabulary import RegionKind

_CLEARLY_LARGER = 10  # times the population of the next


def focus(registry: Registry, places: list[Place]) -> Counter[str]:
    """How often each country is meant by a place of the article that can mean only one."""
    return Counter(country for place in places if len(place.ids) == 1 and (country := country_of(registry, place.ids[0])))


def country_of(registry: Registry, region: str) -> str | None:
    """The id of the country that a region lies in, itself if it is one."""
    at: str | None = region
    for _ in range(8):
        known = registry.regions.get(at) if at else None
        if known is None:
            return None
        if known.kind is RegionKind.COUNTRY:
            return known.id
        at = known.parent
    return None


class RegionResolver:
    """Resolves the regions of one article."""

    def __init__(self, registry: Registry, in_focus: Counter[str]) -> None:
        """`in_focus`: how often each country is named by places that can mean only one."""
        self._registry = registry
        self._focus = in_focus

    def resolve(self, reference: RegionReference) -> None:
        """Fill in the id, canonical name and kind of `reference`."""
        candidates = [self._registry.regions[id] for id in reference.candidates if id in self._registry.regions]
        chosen = self._chosen(candidates, reference.division)
        reference.name = reference.as_written
        if chosen:
            reference.id, reference.name, reference.kind = chosen.id, chosen.name, chosen.kind

    def _chosen(self, candidates: list[Region], division: bool) -> Region | None:
        """By the word beside the name, then by the country in focus, then by population."""
        wide = [region for region in candidates if region.kind in {RegionKind.DIVISION, RegionKind.AREA}]
        candidates = (wide if division else [region for region in candidates if region not in wide]) or candidates
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        countries = [region for region in candidates if region.kind is RegionKind.COUNTRY]
        if len(countries) == 1 and not division:
            return countries[0]
        named = [region for region in candidates if self._focus.get(country_of(self._registry, region.id) or "")]
        if len(named) == 1:
            return named[0]
        ranked = sorted(named or candidates, key=lambda region: region.population or 0, reverse=True)
        if (ranked[0].population or 0) >= _CLEARLY_LARGER * max(1, ranked[1].population or 1):
            return ranked[0]
        return None
