"""The places of a text to its landmarks: those it names, and "the city", "the camp" where they stand for one of those."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.ingestion.annotate.regions import Place
from app.ingestion.facts import Span
from app.ingestion.registry import Region
from app.vocabulary import RegionKind, Relation

_TOWNS = frozenset("city town village capital port suburb".split())
_DIVISIONS = frozenset("province region governorate oblast state".split())
_COUNTRIES = frozenset(("country",))
_OTHERS = "camp airfield airport airbase base dam island peninsula valley enclave territory strip district county neighbourhood neighborhood".split()
_DEFINITE = re.compile(
    rf"\b(?:the|this)(?: (?:whole|entire|besieged|border|coastal|northern|southern|eastern|western|same|surrounding))? "
    rf"({'|'.join(sorted(_TOWNS | _DIVISIONS | _COUNTRIES | set(_OTHERS)))})\b"
    r"(?! (?:council|hall|government|administration|officials?|authorities|commander|director|chief|police|court|media|television|department|called|named|known)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(r" of (?:the )?(?:al-)?[A-Z]|,? (?:al-)?[A-Z]")  # "the city of Gao", "the port Hodeidah"
_PLACING = re.compile(r"\b(in|inside|near|around|outside|at|across|throughout|within|over|on|to|into|towards?|from|of|hit|struck|entered|left|fled|reached)\s+(?:the )?$")  # fmt: skip
_RELATIONS = {
    **dict.fromkeys(("near", "around", "outside", "toward", "towards"), Relation.NEAR),
    **dict.fromkeys(("to", "into", "reached", "entered"), Relation.TO),
    **dict.fromkeys(("from", "left", "fled"), Relation.FROM),
}
# What happens to a place happens there.
_UPON = re.compile(
    r"(?:(?<!,) (?:north|south|east|west)[\w-]* of|\b(?:siege|battle|fall|bombardment|shelling|capture|liberation|outskirts|people|residents|streets|suburbs|edge|centre|center|south|north|east|west) (?:of|for)"
    r"|hit|hitting|struck|striking|strike|reached|left|leaving|fled|fleeing|flee|entered|entering|captured?|capturing|retaken?|retook|retaking|liberated?|liberating|besieged?|besieging|shelled|shelling|bombed"
    r"|bombing|bombarded|attacked|attacking|stormed|storming|seized?|seizing|defend(?:ed|ing)?|reclaim(?:ed|ing)?|recaptur(?:ed?|ing)|overran|overrun|targeted|pounded|invaded|raided|rocked|home to|(?:city|town|village|port|province|district|capital|stronghold) of)\s+(?:the )?(?:(?:city|town|village|port|province|district) of )?$"
)
_FULL_STOP = re.compile(r"[.!?][”\"’)]?\s")
_SINCE = 1500  # characters after which "the city" no longer stands for a city
_MOST = 20


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place at the words of the text that mean it: `span` holds its name, or "the city"."""

    place: Place
    span: Span
    relation: Relation
    located: bool  # something is, or happens, there

    @property
    def ids(self) -> tuple[str, ...]:
        """The gazetteer's ids the place may stand for."""
        return self.place.ids


def landmarks(text: str, places: list[Place], regions: Mapping[str, Region]) -> list[Landmark]:
    """Those of a text, in its order."""
    named = [_named(text, place) for place in places]
    return sorted([*named, *_definite(text, named, regions)], key=lambda each: each.span)


def _named(text: str, place: Place) -> Landmark:
    located = place.located or _UPON.search(text, max(0, place.span.start - 60), place.span.start) is not None
    return Landmark(place, place.span, place.relation, located)


def _definite(text: str, named: list[Landmark], regions: Mapping[str, Region]) -> Iterator[Landmark]:
    for match in _DEFINITE.finditer(text):
        if _NAMED.match(text, match.end()):
            continue
        meant = _meant(text, match.group(1).lower(), match.start(), named, regions)
        if meant:
            before = _PLACING.search(text, max(0, match.start() - 12), match.start())
            relation = _RELATIONS.get(before.group(1), Relation.IN) if before else Relation.IN
            yield Landmark(meant.place, Span(*match.span()), relation, before is not None)


def _meant(text: str, word: str, position: int, named: list[Landmark], regions: Mapping[str, Region]) -> Landmark | None:
    """The place last named that is such a one: by the very word, else the only city, province or country of its sentence."""
    last = bisect_left(named, position, key=lambda each: each.span.start)
    before = [each for each in reversed(named[max(0, last - _MOST) : last]) if position - each.span.end < _SINCE]
    called = next((each for each in before if _is_called(text, each, word, regions)), None)
    if called or word not in _TOWNS | _DIVISIONS | _COUNTRIES:
        return called
    fits = [each for each in before if each.located and _kinds(each, regions) & _kinds_of(word)]
    if not fits:
        return None
    others = (each for each in fits[1:] if _FULL_STOP.search(text, each.span.end, fits[0].span.start) is None)
    return None if any(not set(each.ids) & set(fits[0].ids) for each in others) else fits[0]


def _is_called(text: str, landmark: Landmark, word: str, regions: Mapping[str, Region]) -> bool:
    """Whether the text or the gazetteer calls the place a camp, a province …: "Zamzam camp", "the camp of Zamzam"."""
    span = landmark.span
    named = any(regions[id].name.lower().endswith(f" {word}") for id in landmark.ids if id in regions)
    after = text[span.start : span.end].lower().endswith(f" {word}")
    return named or after or text[max(0, span.start - 30) : span.start].lower().endswith(f"{word} of ")


def _kinds(landmark: Landmark, regions: Mapping[str, Region]) -> set[RegionKind]:
    return {regions[id].kind for id in landmark.ids if id in regions}


def _kinds_of(word: str) -> set[RegionKind]:
    if word in _COUNTRIES:
        return {RegionKind.COUNTRY}
    return {RegionKind.SETTLEMENT} if word in _TOWNS else {RegionKind.DIVISION, RegionKind.AREA}
