"""A text to the names of places that no gazetteer lists, known by the words beside them: "the Old Mill neighbourhood", "near Zirkana"."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import chain

from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.annotate.not_places import not_places
from app.ingestion.annotate.place_contexts import Sense, contexts, in_capitals, sense
from app.ingestion.annotate.place_names import place_names
from app.ingestion.facts import Span
from app.names import folded

_NAME = r"(?:(?:al|el|as|ash|ar|at|ad)-)?[A-Z][\w’'‑-]*(?:[ ](?:(?:al|el)-)?[A-Z][\w’'‑-]*){0,3}"
_LOWER = r"village|town|city|district|neighbou?rhood|suburb|settlement|province|hamlet"
_INTRODUCED = re.compile(
    rf"\b(?:(?:{_LOWER})s? of (?P<of>{_NAME})|"
    rf"(?P<before>(?!(?:The|An?|This|That|His|Her|Its|Their|Our|My|Another|One|Each|Every)\b){_NAME}) "
    r"(?:neighbou?rhood|district|village|governorate|oblast|suburb|refugee camp|township|county|valley|forest|quarter|camp|County|Parish|Valley|Forest)\b(?! of [A-Z]))"
)
_PLURAL = re.compile(r"(?:villages|towns|cities|districts|neighbou?rhoods|suburbs|settlements|hamlets) of \Z")
_LISTED = re.compile(rf"(?:, and |, | and )({_NAME})")
_GOES_ON = re.compile(r" [A-Z]")  # "Zirkana Bank" is no place
_ALONE = (
    r"(?=[,;:.)”\"]|\n|\Z| and (?=[a-z])| (?:on|in|at|by|after|before|when|where|while|as|during|over|overnight|early|late|last|this|since|to|from|near|"
    r"outside|killed|wounded|left|destroyed|hit|with|killing|wounding|injuring|have|has|had|was|were|is|are|that|which|who|said|yesterday|today)\b)"
)
# "near Zirkana", "the shelling of Zirkana", "the base at Zirkana".
_BESIDE = re.compile(
    r"\b(?:[Nn]ear|[Oo]utside|[Ii]n(?: neighbou?ring| nearby)?|[Ii]nside|[Aa]round|(?:bases?|compound|outposts?|garrisons?|barracks|facility|station|clinic|post|positions?|camps?|checkpoints?|airfield|airbase|crossing|hospital|school|mosque|market|prison|dam|depots?|plant|posts?) at|"
    r"(?:shelling|bombing|bombardment|siege|storming|recapture|capture|fall|liberation) of|(?:strikes?|raids?|advance|march) on|(?:battle|fight) for) "
    rf"({_NAME}){_ALONE}"
)
# "Zirkana, a hillside village near the border", "Zirkana, once home to".
_APPOSED = re.compile(
    rf"(?<![\w’'‑-])({_NAME}), (?:(?:once |now |long )?home to\b|(?:an?|the|another|once an?) (?:(?!(?:of|from|in|at|near|for|to|who|and)\b)[\w’'-]+ ){{0,4}}?(?:{_LOWER}|camp|port|township|enclave)"
    r"(?=[,.;]| (?:near|in|on|of|outside|close|some|about|just|north|south|east|west|that|where|which|held|with|home|at|\d)))"
)


def unlisted(text: str, listed: list[Span], actors: list[Span]) -> list[Span]:
    """The names that the words beside them say are places, wherever they stand, if they are none of `listed` and no name of `actors`."""
    is_free, is_nobody = _free_of(listed), _free_of(actors)
    told = {span for span in chain(_introduced(text), _beside(text)) if is_free(span) and is_nobody(span)}  # no "Polish village"
    introduced = sorted(told)
    names = {text[slice(*span)] for span in introduced}
    is_new = _free_of(introduced)
    again = [
        span
        for span, _ in Lexicon((name, name) for name in names).matches(text)
        if text[slice(*span)] in names and not _GOES_ON.match(text, span.end) and is_free(span) and is_new(span)
    ]
    return sorted([*introduced, *again])


def _free_of(taken: list[Span]) -> Callable[[Span], bool]:
    """Whether there is something to a span, and it has nothing in common with any of `taken`."""
    spans = sorted(taken)
    starts = [span.start for span in spans]

    def is_free(span: Span) -> bool:
        around = bisect_right(starts, span.end - 1) - 1
        return span.start < span.end and (around < 0 or spans[around].end <= span.start)

    return is_free


def _introduced(text: str) -> Iterator[Span]:
    """The names that stand with what they are, and those that a list goes on with: "the villages of Sanam, Tirra and Kojo"."""
    for match in _INTRODUCED.finditer(text):
        span = _without_first(text, Span(*match.span("of" if match["of"] else "before")))
        yield span
        if match["of"] and _PLURAL.search(text, match.start(), span.start):
            following = _LISTED.match(text, span.end)
            while following:
                yield Span(*following.span(1))
                following = _LISTED.match(text, following.end())


def _beside(text: str) -> Iterator[Span]:
    """The names after a word that only a place follows, and those of which the text goes on to say what they are."""
    of_persons: dict[str, bool] = {}  # by name, which a text may have many times
    for pattern in (_BESIDE, _APPOSED):
        for match in pattern.finditer(text):
            span = _without_first(text, Span(*match.span(1)))
            if span.start < span.end and not _capital_before(text, match.start()) and _may_be_place(text, span):
                name = folded(text[slice(*span)])
                if name not in of_persons:
                    of_persons[name] = any(_ends_longer_name(text, other) for other in place_names(text).get(name, []))
                if not of_persons[name]:
                    yield span


def _may_be_place(text: str, span: Span) -> bool:
    """Whether the name is not also a person's, an institution's, an abbreviation or a word of a headline."""
    name = text[slice(*span)]
    first = name.partition(" ")[0]
    if first in _STORMS or {name.rpartition(" ")[2], name.rpartition(" ")[2] + "s"} & counted().systems.keys():
        return False
    if name.isupper() or name.endswith(("’s", "'s")) or first in contexts().titles or first in _NO_PLACES:
        return False
    return not (not_places().holds(folded(name)) or in_capitals(text, span) or sense(text, span) in {Sense.PERSON, Sense.OTHER})


_STORMS = frozenset(("Storm", "Hurricane", "Cyclone", "Typhoon"))
_NO_PLACES = frozenset("Operation Resolution Article Chapter Phase Section Arabic English Hebrew Parliament Congress".split())


def _capital_before(text: str, start: int) -> bool:
    """Whether the word before is capitalised too, as in a headline: "Gaps in Contest"."""
    word = text[max(0, start - 30) : start].rpartition(" ")[0].rpartition(" ")[2]
    return word[:1].isupper() and word[-1].isalpha()  # "… Homs. In neighbouring Zirkana": there a sentence begins


def _ends_longer_name(text: str, span: Span) -> bool:
    """Whether elsewhere a name stands before it, as a person's does: "Omar Zirkana"."""
    before = text[max(0, span.start - 30) : span.start]
    word = before.rstrip(" ").rpartition(" ")[2] if before.endswith(" ") else ""
    return word[:1].isupper() and word.isalpha() and word not in contexts().places_before


def _without_first(text: str, span: Span) -> Span:
    """`span` without the words that only begin a sentence: "In Orange" of "In Orange County"."""
    start = span.start
    while start < span.end and text[start : span.end].partition(" ")[0] in contexts().places_before:
        start += len(text[start : span.end].partition(" ")[0]) + 1
    return Span(min(start, span.end), span.end)
