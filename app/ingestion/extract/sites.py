"""The places of a text and those it only points at: "the city" is the city named last, "the Noor hospital" is in the scene."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from app.ingestion.annotate.actors import Mention
from app.ingestion.annotate.regions import Place, place_at
from app.ingestion.extract.nearness import is_counted_at, is_scene, is_spoken_at
from app.ingestion.facts import Span
from app.ingestion.registry import Registry
from app.ingestion.resolve.regions import country_of
from app.vocabulary import ActorKind, RegionKind, Relation

_AREAS = frozenset({RegionKind.DIVISION, RegionKind.AREA})
_AROUND = re.compile(r"\b(?:across|throughout|around) $")  # "protests across the region" are in many countries
_CAPITAL: frozenset[RegionKind] = frozenset(
    {RegionKind.SETTLEMENT, RegionKind.COUNTRY}
)  # in place of both: it is a country's town
_KINDS = {
    **dict.fromkeys(("city", "town", "village", "port"), frozenset({RegionKind.SETTLEMENT})),
    **dict.fromkeys(("province", "governorate", "oblast"), frozenset({RegionKind.DIVISION})),
    **dict.fromkeys(("region", "enclave", "peninsula", "territory", "strip"), _AREAS),
    "island": _AREAS | {RegionKind.COUNTRY},
    "camp": frozenset({RegionKind.AREA, RegionKind.SETTLEMENT}),
    "capital": _CAPITAL,
    "country": frozenset({RegionKind.COUNTRY}),
}
_LIKE = (
    r"(?:besieged|beleaguered|rebel-held|occupied|coastal|disputed|whole|entire|same|central|ancient|historic|mining|border|port|small|remote|breakaway|"
    r"(?:north|south|east|west)\w*)"
)
_AGAIN = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|that) (?:{_LIKE} )?(?P<kind>{'|'.join(_KINDS)})(?:(?=['’]s\b)|\b(?!['’-]| of\b(?! (?:\d|some\b|about\b|around\b|nearly\b|almost\b|more than\b|up to\b))| where\b| that\b| which\b| [A-Z]))"
)
_SITE = (
    r"hospital|hotel|restaurant|neighbou?rhood|suburb|compound|barracks|checkpoint|clinic|palace|factory|mall|shrine|airfield|air ?base|airport|camps?|prison|detention cent(?:re|er)|stadium|mosque|church|school|market|bazaar|university|"
    r"power (?:plant|station)|dam|border crossing|battlefield|"
    r"(?:no-fire|no-fly|safe|buffer|demilitari[sz]ed|exclusion|conflict|war) zones?|(?:displacement|refugee|detention|internment) camps"
)
_SITE_END = re.compile(rf"\b(?:{_SITE.replace('camps?|', '')})$", re.IGNORECASE)
_SITES = re.compile(
    rf"\b(?:(?:(?:the|this|a|an|each|these|those|one of the two) (?:\w+ )?[“\"]?|(?=displacement|refugee|detention))(?P<site>(?i:{_SITE}))|"
    rf"(?:the )?(?!(?:One|Two|Three|Four|Five|Six|Several|Many|Some|Both|All|These|Those|Most|Other|Such|No|At|In|Near|From|To|On|Outside|Inside)\b)(?:[A-Z][\w’'-]+ ){{1,4}}(?P<named>(?i:{_SITE})))\b(?! (?:of|at|in|near|outside)\b| worker| official| director| staff|[-’'])"
)
# Not "there is", "over there".
_THERE = re.compile(
    r"(?<!over )(?<!out )\bthere\b(?! (?:is|are|was|were|be|been|being|has|have|had|will|would|may|might|could|can|should|must|seems?|appears?|remains?|remained|exists?|came|comes)\b|['’])"
)
_SOIL = re.compile(r" (?:soil|territory|side(?! of\b)|side of (?:the|their) (?:border|frontier)|capital|coast|waters|airspace)\b")
_WAYS = re.compile(r"\b(?:in|at|inside|outside|near|around|to|into|from|on|of)\s+(?:the vicinity of )?$")
_BACK = 12  # places before it that may be meant; further back nobody remembers


def sites(text: str, places: list[Place], actors: list[Mention], registry: Registry) -> list[Place]:
    """The places of `text` with those it points at, from left to right. What lies nowhere known has no ids."""
    places = sorted([*places, *_soils(text, places, actors, registry)], key=lambda place: place.span)
    starts = [place.span.start for place in places]
    found: list[Place] = []
    named = [mention.span.start for mention in actors]
    for span, kinds in _pointers(text):
        whose = bisect_left(named, span.start)
        if not kinds and whose < len(named) and named[whose] < span.end and text[span.start].isupper():
            continue  # "Hezbollah positions": whose they are is no name of a place
        before = places[max(0, bisect_left(starts, span.start) - _BACK) : bisect_left(starts, span.start)]
        if any(
            place.span.start < span.end and span.start < place.span.end
            for place in places[bisect_left(starts, span.start) - 1 :][:3]
        ):
            continue
        deictic = text[slice(*span)] == "there"
        if kinds == _CAPITAL:
            before, kinds = (
                [place for place in before if _is_capital(place, registry)],
                frozenset({RegionKind.SETTLEMENT}),
            )
        around = _last(text, before, kinds, registry) if kinds else deictic and _town_just_named(text, before, span, registry)
        around = around or (None if kinds else _scene_of(text, before, span))
        if around or not (kinds or deictic):
            found.append(_at(text, span, around))
        elif kinds == _KINDS["country"] and (country := _country_around(text, before, registry)):
            found.append(replace(_at(text, span, None), mention=Mention(span, (country,)), located=True))
    return sorted([*places, *found], key=lambda place: place.span)


def is_site(text: str, place: Place) -> bool:
    """Whether what points at the place is a building or the like in it: "a crowded market"."""
    return _SITE_END.search(text, place.span.start, place.span.end) is not None


def _pointers(text: str) -> Iterator[tuple[Span, frozenset[RegionKind]]]:
    """What points at a place of certain kinds that was named before, or at a site in any."""
    for match in _AGAIN.finditer(text):
        if not (match["kind"] == "region" and _AROUND.search(text, max(0, match.start() - 12), match.start())):
            yield Span(*match.span()), _KINDS[match["kind"]]
    for match in _THERE.finditer(text):
        yield Span(*match.span()), frozenset()
    for match in _SITES.finditer(text):
        if match["named"] or _WAYS.search(text, max(0, match.start() - 30), match.start()):
            yield Span(*match.span()), frozenset()


def _soils(text: str, places: list[Place], actors: list[Mention], registry: Registry) -> Iterator[Place]:
    """The countries of "on Chadian soil", "the Turkish side of the border": of demonyms that no place is read from."""
    taken = {place.span.start for place in places}
    for mention in actors:
        land = _SOIL.match(text, mention.span.end) if mention.span.start not in taken else None
        known = [registry.actors[id] for id in mention.ids if land and id in registry.actors]
        states = {actor.country for actor in known if actor.kind is ActorKind.STATE and actor.country}
        if land and len(states) == 1:
            place = place_at(text, Mention(mention.span, tuple(states)))
            yield replace(place, span=Span(mention.span.start, land.end()))


def _last(text: str, before: list[Place], kinds: frozenset[RegionKind], registry: Registry) -> Place | None:
    """The last place of one of the `kinds`, unless it is one of two; a country only where nothing in another one was named since."""
    since: set[str | None] = set()
    before = [place for place in before if not is_counted_at(text, place)]
    if kinds == {RegionKind.COUNTRY}:
        before = _set_in(before)
    for number, place in reversed(list(enumerate(before))):
        owns = not place.located and text[place.span.end : place.span.end + 2] in {"’s", "'s"}  # "Ankara's own figure"
        if owns or is_spoken_at(text, place) or _only_way(text, number, before):
            continue
        of = {registry.regions[id].kind for id in place.ids if id in registry.regions}
        if of & kinds and number and text[before[number - 1].span.end : place.span.start] == " and ":
            return None  # "between Kidal and Gao": the city may be either
        countries = {country_of(registry, id) for id in place.ids}
        since |= countries
        if of & kinds and (place.division or not kinds <= {RegionKind.DIVISION} or of <= kinds):
            return place if kinds != {RegionKind.COUNTRY} or since <= countries else None
    return None


def _country_around(text: str, before: list[Place], registry: Registry) -> str | None:
    """The country in which all lies that was named before "the country", where that has not been named itself."""
    lying = [place for place in before if place.ids and place.relation is not Relation.FROM and not is_spoken_at(text, place)]
    countries = {country_of(registry, id) for place in lying for id in place.ids}
    return next(iter(countries)) if len(countries) == 1 else None


_ROAD = re.compile(r"\b(?:road|highway|route|way)s? (?:leading )?(?:from|to) (?:the )?$")


def _is_capital(place: Place, registry: Registry) -> bool:
    """Whether the place may be the capital of a country, which belongs to no division."""
    known = (registry.regions.get(id) for id in place.ids)
    return any(each is not None and each.kind is RegionKind.SETTLEMENT and len(each.parent or "") == len("UA") for each in known)


def _only_way(text: str, number: int, places: list[Place]) -> bool:
    """Whether the place is only on the way: "the road from Bashiqa", "left Ghouta for Idlib"."""
    place = places[number]
    if _ROAD.search(text, max(0, place.span.start - 40), place.span.start):
        return True
    beside = places[number - 1] if number else None
    return (
        beside is not None
        and place.relation is Relation.TO
        and re.fullmatch(r" for (?:the )?", text[beside.span.end : place.span.start]) is not None
    )


def _set_in(places: list[Place]) -> list[Place]:
    """Those of the places where something is, unless there are none: "Turkey" only acts in "Turkey flew the wounded to Ankara"."""
    return [place for place in places if place.located and place.relation is not Relation.TO] or places


def _town_just_named(text: str, before: list[Place], span: Span, registry: Registry) -> Place | None:
    """Sake for "Sake is full, and the soldiers based there": the last settlement that the same sentence names."""
    for place in reversed(before):
        if re.search(r"[.!?;]\s|\n", text[place.span.end : span.start]):
            break
        settled = any(registry.regions[id].kind is RegionKind.SETTLEMENT for id in place.ids if id in registry.regions)
        if settled and place.relation is not Relation.FROM and not is_spoken_at(text, place):
            return place
    return None


def _scene_of(text: str, before: list[Place], span: Span) -> Place | None:
    """The last place where something was, unless it is too far back to be meant."""
    return next((place for place in reversed(before) if is_scene(text, place, span.start)), None)


def _at(text: str, span: Span, named: Place | None) -> Place:
    """What `span` points at: the place that is `named`, or something in it."""
    again = place_at(text, Mention(span, named.ids if named else ()))
    division = named is not None and named.division
    known = named is not None or text[span.start : span.end] != text[span.start : span.end].lower()
    return replace(again, division=division, span=span, located=known, named_at=named.span if named else None)
