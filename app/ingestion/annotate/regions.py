"""A text to mentions of regions: names of the gazetteer, with the word before them that says how a fact stands to them."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from app.ingestion.annotate.actors import Mention
from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.facts import Span
from app.vocabulary import Relation

# Words that make a base name the division or area of that name: "Kursk region", "Idlib province".
_SUFFIX = re.compile(
    r"(?:[’']s)?[ -](region|oblast|province|governorate|state|area|district|county|prefecture|krai|republic|city|town|village|"
    r"neighbou?rhood|camp|suburb|enclave|valley|countryside|airport|airbase|dam|peninsula|border)s?\b",
    re.IGNORECASE,
)
_DIVISION_WORDS = frozenset(
    [
        "region",
        "oblast",
        "province",
        "governorate",
        "state",
        "area",
        "district",
        "county",
        "prefecture",
        "krai",
        "republic",
        "enclave",
        "countryside",
    ]
)
_BEFORE = re.compile(r"(\w+)\W+(?:(?:the|a|its|some|most|parts?|of|city|town|village|villages|region|area|province|northern|southern|eastern|western|central|"
                     r"north|south|east|west|north-?eastern|north-?western|south-?eastern|south-?western|north-?east|north-?west|south-?east|south-?west|"
                     r"far|capital|besieged|occupied|rebel-held|port|border|neighbouring|nearby|coastal|strategic|Syrian|Ukrainian|Russian)\W+)*$", re.IGNORECASE)  # fmt: skip
_RELATIONS = {
    **dict.fromkeys(("near", "outside", "around", "along", "bordering", "off", "toward", "towards"), Relation.NEAR),
    **dict.fromkeys(("to", "into", "onto", "for", "reach", "reached", "entering", "entered"), Relation.TO),
    **dict.fromkeys(("from", "fled", "left", "leaving", "fleeing"), Relation.FROM),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a region. `division` tells that a word after the name makes it a division or area, not a settlement."""

    mention: Mention
    relation: Relation
    division: bool
    span: Span  # the name with the word after it

    @property
    def ids(self) -> tuple[str, ...]:
        """The gazetteer's ids the name may stand for."""
        return self.mention.ids


def region_mentions(text: str, lexicon: Lexicon, actors: list[Mention]) -> list[Place]:
    """Names of regions in `text` that are no part of a longer actor's name ("Washington Post"), from left to right."""
    starts = [actor.span.start for actor in actors]
    found = []
    for span, ids in lexicon.matches(text):
        around = bisect_right(starts, span.start) - 1
        if around < 0 or actors[around].span.end < span.end or actors[around].span == span:
            found.append(_place(text, Mention(span, ids)))
    return sorted([*found, *_unlisted(text, found)], key=lambda place: place.span)


_NAME = r"(?:al-|el-|as-|ash-)?[A-Z][\w’'‑-]*(?:[ ](?:al-|el-)?[A-Z][\w’'‑-]*){0,3}"
_UNLISTED = re.compile(
    rf"\b(?:(?:village|town|city|district|neighbou?rhood|suburb|settlement|province|hamlet)s? of ({_NAME})|"
    rf"({_NAME}) (?:neighbou?rhood|district|village|governorate|oblast|suburb|refugee camp|township|county)\b)"
)


def _unlisted(text: str, listed: list[Place]) -> list[Place]:
    """Places that no gazetteer lists, known by the word beside them: "the Bousraya neighbourhood"."""
    starts = [place.span.start for place in listed]
    found = []
    for match in _UNLISTED.finditer(text):
        span = Span(*match.span(1 if match.group(1) else 2))
        around = bisect_right(starts, span.end - 1) - 1
        if around < 0 or listed[around].span.end <= span.start:
            found.append(_place(text, Mention(span, ())))
    return found


def _place(text: str, mention: Mention) -> Place:
    suffix = _SUFFIX.match(text, mention.span.end)
    end = suffix.end() if suffix else mention.span.end
    before = _BEFORE.search(text, max(0, mention.span.start - 80), mention.span.start)
    relation = _RELATIONS.get(before.group(1).lower(), Relation.IN) if before else Relation.IN
    return Place(mention, relation, bool(suffix and suffix.group(1).lower() in _DIVISION_WORDS), Span(mention.span.start, end))
