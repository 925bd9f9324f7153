"""A text and the names of regions go in; out come the names in the text that are meant as places, with what they may stand for.

A name is left out when it is a word ("March"), part of a person's name ("Paris Hilton") or of an institution's ("Washington Post").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.ingestion.annotate.beside import abbreviations, goes_on_listing, leads_on, leads_up
from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.annotate.not_places import NotPlaces, not_places
from app.ingestion.annotate.place_contexts import Sense, beside_capitals, sense
from app.ingestion.annotate.place_names import place_names
from app.ingestion.facts import Span
from app.ingestion.registry import Region, RegionName, Registry, Settlements
from app.names import folded
from app.vocabulary import RegionKind

_LISTED = re.compile(r"(?:, | and | or |, and |, or | & )(?:the )?")
_KINDS = frozenset(
    "Canton County Department District Governorate Krai Oblast Prefecture Province Region Republic State Territory".split()
)
_SHORT = 3  # letters; as a name of a settlement such a word needs company: "Ham", "Lod"
_NO_ACRONYM = 6  # letters
_KNOWN_ANYWHERE = (
    200_000  # people; a smaller settlement is meant where its country is named, or where the words say it is a place
)


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names that may be met in one article, and the regions they stand for."""

    wide: Lexicon  # of countries, divisions and areas
    adjectives: Lexicon
    regions: Mapping[str, Region]
    bases: Mapping[str, Sequence[str]]  # of divisions: "ontario" of Ontario Province, which is found as settlements are
    settlements: Mapping[str, Sequence[RegionName]] = field(default_factory=dict)

    @classmethod
    def of(cls, registry: Registry) -> "PlaceNames":
        """Those of a registry, which holds no settlements."""
        names = registry.region_names
        return cls(
            Lexicon((alias, name.region) for name in names if not name.adjective for alias in _cases(name.alias)),
            Lexicon((name.alias, name.region) for name in names if name.adjective),
            registry.regions,
            _bases(registry),
        )

    def knowing(self, settlements: Settlements) -> "PlaceNames":
        """These and the settlements that one article may name."""
        return replace(self, regions={**self.regions, **settlements.regions}, settlements=settlements.names)

    def is_known_anywhere(self, ids: Sequence[str]) -> bool:
        """Whether one of `ids` is so large that no word need say where it lies."""
        return any((self.regions[id].population or 0) >= _KNOWN_ANYWHERE for id in ids if id in self.regions)

    def largest(self, ids: Sequence[str]) -> str:
        """Of `ids` the one with the most people."""
        return max(ids, key=lambda id: self.regions[id].population or 0 if id in self.regions else 0)

    def is_area(self, ids: Sequence[str]) -> bool:
        return any(self.regions[id].kind is RegionKind.AREA for id in ids if id in self.regions)

    def division_called(self, name: str, id: str) -> str | None:
        """The division of a settlement, if `name` is how its name begins: "Washington" of "Washington State"."""
        region = self.regions.get(id)
        above = self.regions.get(region.parent or "") if region else None
        return above.id if above and above.kind is RegionKind.DIVISION and folded(above.name).startswith(name) else None

    def country(self, id: str) -> str | None:
        """The country that a region lies in, itself if it is one."""
        at = self.regions.get(id)
        for _ in range(8):
            if at is None or at.kind is RegionKind.COUNTRY:
                break
            at = self.regions.get(at.parent or "")
        return at.id if at else None

    def lies_in(self, id: str, others: set[str]) -> bool:
        """Whether a region lies in one of `others`, and is none of them."""
        if id in others:
            return False
        at = self.regions.get(id)
        for _ in range(8):
            if at is None or at.parent is None:
                return False
            if at.parent in others:
                return True
            at = self.regions.get(at.parent)
        return False


def _cases(alias: str) -> list[str]:
    """`alias`, and "Washington state" beside "Washington State"."""
    name, _, kind = alias.rpartition(" ")
    return [alias, f"{name} {kind.lower()}"] if name and kind in _KINDS else [alias]


def _bases(registry: Registry) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in registry.region_names:
        base, _, kind = name.alias.rpartition(" ")
        if kind in _KINDS and len(base) > _SHORT and registry.regions[name.region].kind is RegionKind.DIVISION:
            found.setdefault(folded(base), []).append(name.region)
    return found


@dataclass(slots=True)
class Toponym:
    """A name of regions in the text. `division`: another place is said to lie in it, so that it is no settlement."""

    span: Span
    ids: tuple[str, ...]
    bases: tuple[str, ...] = ()  # divisions that are called so too, if nothing wide is
    wide: bool = False  # the name of a country, division or area, which no word need confirm
    said_to_lie: bool = False  # the text says in which region: `ids` are those in it
    division: bool = False
    abbreviated: bool = False

    @property
    def is_stated(self) -> bool:
        """Whether an actor of the same name is not meant: the text says where it lies, or it is no settlement's name."""
        return self.said_to_lie or self.wide


def toponyms(text: str, names: PlaceNames) -> list[Toponym]:
    """The places named in `text`, from left to right."""
    found = _longest([*_wide(text, names), *_settlements(text, names), *_abbreviated(text)])
    adjectives = list(names.adjectives.matches(text))
    _narrow(text, found, adjectives, names)
    return list(_Sift(text, found, {id for _, ids in adjectives for id in ids}, names).meant())


def _wide(text: str, names: PlaceNames) -> Iterator[Toponym]:
    return (Toponym(span, ids, wide=True) for span, ids in names.wide.matches(text))


def _settlements(text: str, names: PlaceNames) -> Iterator[Toponym]:
    for name, spans in place_names(text).items():
        ids = tuple(dict.fromkeys(each.region for each in names.settlements.get(name, ())))
        bases = () if names.is_known_anywhere(ids) else tuple(names.bases.get(name, ()))
        yield from (Toponym(span, ids, bases=bases) for span in spans if (ids or bases) and not _acronym(text, span))


def _abbreviated(text: str) -> Iterator[Toponym]:
    return (Toponym(each.span, (each.region,), wide=True, division=each.alone, abbreviated=True) for each in abbreviations(text))


def _acronym(text: str, span: Span) -> bool:
    """Whether a word in capitals is rather an acronym than the place an agency's report begins with: "PARIS (AP)"."""
    if not text[span.start : span.end].isupper() or span.end - span.start >= _NO_ACRONYM:
        return False
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return span.end - span.start < 4 or not (line.isupper() or not line.strip())


def _longest(found: list[Toponym]) -> list[Toponym]:
    """Those that do not overlap, the longer before the shorter; what several kinds of names say of one span is put together."""
    kept: list[Toponym] = []
    for toponym in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if kept and toponym.span == kept[-1].span:
            kept[-1].ids = tuple(dict.fromkeys(kept[-1].ids + toponym.ids))
            kept[-1].wide |= toponym.wide
            kept[-1].bases = kept[-1].bases or toponym.bases
        elif not kept or toponym.span.start >= kept[-1].span.end:
            kept.append(toponym)
    for toponym in kept:
        toponym.ids += () if toponym.wide else toponym.bases
    return kept


def _narrow(text: str, found: list[Toponym], adjectives: list[tuple[Span, tuple[str, ...]]], names: PlaceNames) -> None:
    """Keep of each name's ids those that lie where the text says."""
    ends = [span.end for span, _ in adjectives]
    for number, toponym in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        if following and leads_on(text, toponym.span, following.span):
            listed = goes_on_listing(text, following.span)
            if not (toponym.wide and listed):
                _lie_in(text, toponym, following, names)
            bounds = following.wide and not names.is_area(following.ids)
            if bounds and not (toponym.said_to_lie or listed or toponym.wide or names.is_known_anywhere(toponym.ids)):
                toponym.ids, toponym.said_to_lie = (
                    (),
                    True,
                )  # "Woodbridge, Virginia" is a town that is not listed, and no other Woodbridge
        elif number and leads_up(text, found[number - 1].span, toponym.span):
            _lie_in(text, toponym, found[number - 1], names)
        else:
            last = bisect_left(ends, toponym.span.start) - 1
            if last >= 0 and leads_up(text, adjectives[last][0], toponym.span):
                _keep(toponym, set(adjectives[last][1]), names)


def _lie_in(text: str, toponym: Toponym, other: Toponym, names: PlaceNames) -> None:
    """Keep of both those that lie in each other. "New York" is the state in "Albany, New York", which is called like its city."""
    if not _keep(toponym, set(other.ids), names):
        name = folded(text[slice(*other.span)])
        around = {division for id in toponym.ids if (division := names.division_called(name, id))}
        if not _keep(toponym, around, names):
            return
        other.ids = tuple(sorted(around))
    other.ids = tuple(id for id in other.ids if any(names.lies_in(mine, {id}) for mine in toponym.ids))
    other.division = True


def _keep(toponym: Toponym, others: set[str], names: PlaceNames) -> bool:
    ids = tuple(id for id in toponym.ids if names.lies_in(id, others))
    if ids:
        toponym.ids, toponym.said_to_lie = ids, True
    return bool(ids)


class _Sift:
    """One pass over the names of an article: which of them are meant as places."""

    def __init__(self, text: str, found: list[Toponym], meant_by_adjectives: set[str], names: PlaceNames) -> None:
        self._text = text
        self._names = names
        self._not_places: NotPlaces = not_places()
        self._found = [(toponym, folded(text[slice(*toponym.span)]), sense(text, toponym.span)) for toponym in found]
        self._surnames = {name for _, name, found in self._found if found is Sense.PERSON}
        self._countries = meant_by_adjectives | {
            country for each, _, found in self._found if (country := self._country(each, found))
        }
        self._certain = {name for each, name, found in self._found if self._is_certain(each, found)}

    def _is_certain(self, toponym: Toponym, beside: Sense) -> bool:
        return beside is Sense.PLACE or (toponym.said_to_lie and beside is not Sense.PERSON)

    def _country(self, toponym: Toponym, beside: Sense) -> str | None:
        """The country that the article is about here: it has a name of its own, or that of something in it that everybody knows."""
        if not toponym.ids or beside is Sense.OTHER:
            return None
        if toponym.said_to_lie or (toponym.wide and len(toponym.ids) == 1):
            return self._names.country(toponym.ids[0])
        return self._names.country(self._names.largest(toponym.ids)) if self._names.is_known_anywhere(toponym.ids) else None

    def meant(self) -> Iterator[Toponym]:
        before: Toponym | None = None
        for toponym, name, seen in self._found:
            listed = before is not None and _LISTED.fullmatch(self._text, before.span.end, toponym.span.start) is not None
            unlikely = {Sense.PERSON, Sense.OTHER}
            if self._is_meant(toponym, name, Sense.PLACE if listed and seen not in unlikely else seen):
                before = toponym
                yield toponym

    def _is_meant(self, toponym: Toponym, name: str, beside: Sense) -> bool:
        if toponym.abbreviated:
            return toponym.division
        if toponym.wide:
            return self._is_wide_region(toponym, name, beside)
        if name in self._not_places.never or beside in {Sense.PERSON, Sense.OTHER}:
            return False
        if toponym.said_to_lie:
            return True
        if name in self._not_places.words or (name in self._surnames and beside is not Sense.PLACE):
            return False
        if name in self._not_places.persons or len(name) <= _SHORT:
            return beside in {Sense.PLACE, Sense.LIKELY} or name in self._certain
        return beside is not Sense.OPEN or name in self._certain or self._is_known(toponym)

    def _is_known(self, toponym: Toponym) -> bool:
        """Whether a bare name may be taken for a settlement's: it is a large one, or one of a country in the article."""
        at_home = any(self._names.country(id) in self._countries for id in toponym.ids)
        return at_home or self._names.is_known_anywhere(toponym.ids)

    def _is_wide_region(self, toponym: Toponym, name: str, beside: Sense) -> bool:
        """Countries keep their name beside any word ("Ukraine Crisis"), unless persons have it too ("Jordan Peterson")."""
        if toponym.division or toponym.said_to_lie:
            return True
        if name in self._not_places.wide:
            return beside not in {Sense.PERSON, Sense.OTHER} and (name not in self._surnames or beside is Sense.PLACE)
        return beside is not Sense.OTHER or beside_capitals(self._text, toponym.span) is Sense.OTHER
