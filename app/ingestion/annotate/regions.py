"""A text to mentions of regions: names of the gazetteer, with the word before them that says how a fact stands to them."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from app.ingestion.annotate.actors import Mention
from app.ingestion.annotate.toponyms import PlaceNames, toponyms
from app.ingestion.annotate.unlisted import unlisted
from app.ingestion.facts import Span
from app.vocabulary import Relation

# Words that make a base name the division or area of that name: "Kursk region", "Idlib province".
_SUFFIX = re.compile(
    r"(?:[’']s)?[ -](region|oblast|province|governorate|state|area|district|county|prefecture|krai|republic|city|town|village|"
    r"neighbou?rhood|camp|suburb|enclave|valley|forest|countryside|airport|airbase|dam|peninsula|border)s?\b",
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
        "prefecture",
        "krai",
        "republic",
        "enclave",
        "countryside",
    ]
)
_BEFORE = re.compile(r"(\w+)\W+(?:(?:the|a|its|some|most|parts?|of|city|town|village|villages|region|area|province|northern|southern|eastern|western|central|"
                     r"north|south|east|west|north-?eastern|north-?western|south-?eastern|south-?western|north-?east|north-?west|south-?east|south-?west|"
                     r"far|capital|besieged|occupied|rebel-held|port|border|island|islands|peninsula|district|governorate|outskirts|edge|suburbs?|streets|blocks|quarters?|half|heart|middle|centre|center|ruins|few|neighbou?ring|nearby|coastal|coast|shore|shores|strategic|Syrian|Ukrainian|Russian|[A-Z][\w-]+[’\']s)\W+)*$", re.IGNORECASE)  # fmt: skip
_RELATIONS = {
    **dict.fromkeys(("near", "outside", "around", "along", "bordering", "off", "toward", "towards"), Relation.NEAR),
    **dict.fromkeys(("to", "into", "onto", "for", "reach", "reached", "entering", "entered"), Relation.TO),
    **dict.fromkeys(("from", "fled", "left", "leaving", "fleeing"), Relation.FROM),
}


_LOCATING = frozenset(
    "in near at around inside outside across throughout on into to within over along off toward towards hit struck took seized captured recaptured retook stormed entered bombed shelled overran besieged "
    "rocked shook hitting striking targeted targeting attacked shelled shelling bombing pounded pounding ravaged devastated swept invaded invading raided raiding liberated".split()
)
# "Shells fell on Gao", "an attack on Gao", "the siege of Gao", "the battle for Gao"
_STRUCK = re.compile(
    r"\b(?:(?:f[ae]ll|falling|rained|raining|landed|dropped|fired|descended|attacks?|strikes?|airstrikes?|raids?|assaults?|bombings?|offensive|fire) on"
    r"|(?:shelling|bombing|bombardment|siege|storming|recapture|capture|fall|liberation) of|(?:battle|fight|fighting) for) (?:the )?(?:[\w-]+ (?:of )?){0,3}$"
)
# What is told of a place by what it suffers: "Bakhmut was shelled overnight."
_SUFFERED = re.compile(
    r"\s+(?:was|were|ha[sd] been|have been|is being|came under)\s+(?:\w+ly\s+|heavy\s+|also\s+|again\s+)?"
    r"(?:shelled|bombed|bombarded|attacked|hit|struck|pounded|raided|stormed|rocked|ambushed|overrun|besieged|targeted|fire|attack|shelling|bombardment)\b"
)


# "Loyal to Libya's government", "close to Damascus's ruler": nothing is there
_ATTITUDE = re.compile(r"\b(?:allied|loyal|linked|belonging|opposed|according|thanks|hostile|sympathetic) to (?:the )?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a region. `division` tells that a word after the name makes it a division or area, not a settlement."""

    mention: Mention
    relation: Relation
    division: bool
    span: Span  # the name with the word after it
    located: bool = False  # a preposition of place stands before it, so that something is there
    named_at: Span | None = None  # where the place is named, if here it is only "the city"

    @property
    def ids(self) -> tuple[str, ...]:
        """The gazetteer's ids the name may stand for."""
        return self.mention.ids


def region_mentions(
    text: str, names: PlaceNames, actors: list[Mention], no_places: frozenset[str]
) -> tuple[list[Place], list[Place]]:
    """Regions named in `text`, from left to right: those that stand for themselves, and those in the name of a state's organ or force.

    The name of an actor of `no_places` is a town's only where the text says so: Yermak is somebody, "Yermak, Kazakhstan" is somewhere.
    """
    starts = [actor.span.start for actor in actors]
    apart: list[Place] = []
    inside: list[Place] = []
    for toponym in toponyms(text, names):
        around = bisect_right(starts, toponym.span.start) - 1
        actor = actors[around] if around >= 0 and actors[around].span.end >= toponym.span.end else None
        place = place_at(text, Mention(toponym.span, toponym.ids), toponym.division)
        if actor is None or not no_places.intersection(actor.ids) or (actor.span == toponym.span and toponym.is_stated):
            (apart if actor is None or actor.span == toponym.span else inside).append(place)
    listed = [place.span for place in (*apart, *inside)]
    new = [place_at(text, Mention(span, ())) for span in unlisted(text, listed, [actor.span for actor in actors])]
    return sorted([*apart, *new], key=lambda place: place.span), inside


def place_at(text: str, mention: Mention, division: bool = False) -> Place:
    """The place that `mention` names, with what the words before and after it say."""
    suffix = _SUFFIX.match(text, mention.span.end)
    end = suffix.end() if suffix else mention.span.end
    if suffix and suffix.group(1) in {"County", "Counties"}:
        mention = Mention(mention.span, ())  # second-level, and named after whatever: Vigo County is not in Spain
    before = _BEFORE.search(text, max(0, mention.span.start - 80), mention.span.start)
    relation = _RELATIONS.get(before.group(1).lower(), Relation.IN) if before else Relation.IN
    start = mention.span.start
    located = (before is not None and before.group(1).lower() in _LOCATING) or _SUFFERED.match(text, end) is not None
    located = located or _STRUCK.search(text, max(0, start - 60), start) is not None
    located = located and not (relation is Relation.TO and _ATTITUDE.search(text, max(0, start - 40), start))
    division = division or bool(suffix and suffix.group(1).lower() in _DIVISION_WORDS)
    return Place(mention, relation, division, Span(mention.span.start, end), located)
