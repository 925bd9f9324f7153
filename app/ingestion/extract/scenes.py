"""Figures to where they are: the place their words or verb hang on, else the scene that the text has set."""

import re
from bisect import bisect_left

from app.ingestion.annotate.clauses import Clause
from app.ingestion.annotate.regions import Place
from app.ingestion.extract.attachment import ATTACHED, fit, rivals
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure
from app.ingestion.facts import RegionReference, Span, Statement
from app.ingestion.resolve.regions import country_of
from app.vocabulary import ActorKind, Measure, RegionKind, Relation

_CARRIED = 400  # characters, some two sentences, over which a place is still clearly meant
_CARRIED_ON = 180  # and into the next paragraph
_ALIKE = 2.0
_TOTAL = 1000
_MATERIEL = {Measure.VEHICLES, Measure.TANKS, Measure.ARTILLERY, Measure.ARMOURED_VEHICLES, Measure.MUNITIONS}
_SOMEWHERE = FATES | {
    Measure.TARGETS, *_MATERIEL, Measure.DISPLACED, Measure.AFFECTED, Measure.CIVILIANS, Measure.CAPTURED, Measure.DETAINED, Measure.STRIKES,
}  # fmt: skip


def region(
    context: Context, figure: Figure, statement: Statement | None, of_like: RegionReference | None
) -> RegionReference | None:
    """The place of a figure. `of_like` is that of the figure whose noun is understood in this one.

    A place in the phrase of saying ("told a conference in Kyiv") is where somebody spoke, not where the figure is.
    """
    clause = figure.clause
    ranked = _ranked(context, figure, _eligible(context, clause, statement))
    best, place = _narrowest(context, ranked) if ranked else (0.0, None)
    if place is None and of_like is not None:
        return of_like
    scene = _scene(context, clause)
    if scene and _there(context, figure) and (place is None or best < ATTACHED):
        return _reference(context, scene)
    if place and (best >= ATTACHED or not (scene and _inside(context, scene, place))):
        return _reference(context, place)
    carried = scene is not None and (place is not None or (figure.measure in _SOMEWHERE and _goes_on(context, figure, scene)))
    return _reference(context, scene) if scene and carried else None


def _eligible(context: Context, clause: Clause, statement: Statement | None) -> list[Place]:
    """The places of a clause that are not where somebody spoke, "the city" among them."""
    places = context.places(clause)
    if statement is None or clause.inside:
        return places
    phrase = min(statement.cue.start, statement.speaker.span.start if statement.speaker else statement.cue.start)
    return [
        place for place in places if statement.holds(place.span) or (place.span.end < phrase and not _of_somebody(context, place))
    ]


def _ranked(context: Context, figure: Figure, places: list[Place]) -> list[tuple[float, Place]]:
    clause = figure.clause
    numbers = [token for quantity in context.quantities(clause) for token in clause.at(quantity.number)]
    others = rivals(clause, figure, numbers)
    fits = [(fit(context.page.text, clause, figure, place, others), place) for place in places]
    return sorted((each for each in fits if each[0] > 0), key=lambda each: -each[0])


_WHERE = r"(?:city|region|town|area|province|enclave|camp|territory|village|district|capital|peninsula|island)"
_THERE = re.compile(rf"^[^.;]{{0,40}}?\b(?:(?:in|inside|across|throughout) (?:the|this|that) {_WHERE}\b|there\b)")
_OF_THIS = re.compile(rf"\b(?:this|the) {_WHERE} of $")


def _there(context: Context, figure: Figure) -> bool:
    """Whether the figure says that it is where the text is: "900 rebels in the valley", "this town of 8,000 people"."""
    text, quote = context.page.text, figure.quote
    return bool(
        _THERE.match(text[quote.end : min(quote.end + 70, figure.clause.sentence.end)])
        or _OF_THIS.search(text[max(0, quote.start - 24) : quote.start])
    )


# --- one place of several --------------------------------------------------------------------------------------------


def _narrowest(context: Context, ranked: list[tuple[float, Place]]) -> tuple[float, Place]:
    """The town of "the town of Bunia in Ituri province": of two places that fit alike, the one inside the other."""
    best, chosen = ranked[0]
    for other_fit, other in ranked[1:]:
        if best - other_fit < _ALIKE and _lies_in(context, other, chosen):
            best, chosen = other_fit, other
    return best, chosen


def _lies_in(context: Context, place: Place, around: Place) -> bool:
    if len(place.ids) != 1 or len(around.ids) != 1:
        return False
    at = context.registry.regions.get(place.ids[0])
    for _ in range(6):
        if at is None or at.parent is None:
            return False
        if at.parent == around.ids[0]:
            return True
        at = context.registry.regions.get(at.parent)
    return False


def _reference(context: Context, place: Place) -> RegionReference:
    text = context.page.text[slice(*place.span)]
    return RegionReference(text, place.span, place.relation, place.ids, place.division, place.named_at)


# --- the scene -------------------------------------------------------------------------------------------------------

_PHRASE = 60  # characters of "told a news conference in Kyiv"
_SPOKE = re.compile(
    r"\b(?:speaking|meeting|met|talks|conference|summit|visit(?:ing|ed)?|briefing|reporters|interview|based)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)


def _scene(context: Context, clause: Clause) -> Place | None:
    """The place that the nearest sentence before is set in: its last after a preposition, a country only where nothing is narrower."""
    start, places = clause.tokens[0].start, context.sites
    last = bisect_left(places, start, key=lambda each: each.span.start)
    recent = [place for place in places[max(0, last - 8) : last] if place.located and _carries(context, place, start)]
    if not recent:
        return None
    recent = [place for place in recent if place.relation is not Relation.TO] or recent  # where others went is not where this is
    text, nearest = context.page.text, recent[-1]
    narrow = [place for place in recent if not any(_is_country(context, id) for id in place.ids)]
    together = [place for place in narrow if not _SENTENCE_BREAK.search(text, place.span.end, nearest.span.start)]
    inside = [place for place in narrow if _inside(context, place, nearest)]  # "in Syria" after Manbij is still in Manbij
    return (together or inside or [nearest])[-1]


_NOT_YET = re.compile(r"\b(?:to (?!the |an? )[a-z]+|could|would|may|might|will|should)\b(?:[^.,;]|[.,]\d){0,60}$")


def _under_way(text: str, place: Place) -> bool:
    """Whether somebody only came from there, or has yet to come there: "to send them to Europe"."""
    if place.relation is Relation.TO:
        return _NOT_YET.search(text, max(0, place.span.start - 90), place.span.start) is not None
    return place.relation is Relation.FROM


_SENTENCE_BREAK = re.compile(r"[.!?…][”\"’]?\s|\n")


_TURNED = re.compile(r"(?:Elsewhere|Separately|In (?:a separate|another))\b")


def _goes_on(context: Context, figure: Figure, scene: Place) -> bool:
    """Whether the sentence is still about the scene: no "Elsewhere", no other day, no total since a date, no "has flown 870 missions"."""
    clause, text = figure.clause, context.page.text
    start = clause.tokens[0].start
    if _TURNED.match(text, clause.sentence.start) or any(token.lower == "since" for token in clause.tokens):
        return False
    perfect = any(token.lower in {"has", "have", "had"} and token.dep == "aux" for token in clause.tokens)
    parted = "\n" in text[scene.span.end : start]
    if parted and perfect and figure.measure is Measure.STRIKES:
        return False
    if perfect and figure.measure in FATES | {Measure.DISPLACED} and (figure.quantity.low or 0) >= _TOTAL:
        return False  # "More than 1,600 have been killed": all in all, and not in the town named before
    before = max(0, scene.span.start - _CARRIED)
    breaks = list(_SENTENCE_BREAK.finditer(text, before, scene.span.start))
    return not (_opens_with_time(context, start) and _opens_with_time(context, breaks[-1].end() if breaks else before))


def _opens_with_time(context: Context, start: int) -> bool:
    times = context.page.times
    number = bisect_left(times, start, key=lambda each: each.span.start)
    return number < len(times) and times[number].span.start - start < 4


def _carries(context: Context, place: Place, start: int) -> bool:
    """Whether the place is near enough to be meant still, and not where somebody only spoke or came from."""
    text, away = context.page.text, start - place.span.end
    if away >= (_CARRIED_ON if "\n" in text[place.span.end : start] else _CARRIED) or _under_way(text, place):
        return False
    if _of_somebody(context, place) or _SPOKE.search(text, max(0, place.span.start - _PHRASE), place.span.start):
        return False
    said = [each for each in context.said.before(place.span) if each.sentence.start <= place.span.start < each.sentence.end]
    return not any(_tells_of_speaker(each, place) for each in said)


def _tells_of_speaker(statement: Statement, place: Place) -> bool:
    """Whether the place only says who spoke or where: "told a conference in Kyiv", "said Omar, who heads the office in Gao"."""
    if statement.holds(place.span):
        return False
    named_last = statement.speaker is not None and statement.cue.end <= statement.speaker.span.start <= place.span.start
    return named_last or place.span.start - statement.cue.end < _PHRASE


def _of_somebody(context: Context, place: Place) -> bool:
    """Whether the place is where a person is who does what follows: "In Ankara, President Demir rejected …"."""
    text, end = context.page.text, place.span.end
    if text[end : end + 2] != ", " or not _SENTENCE_BREAK.search(text[max(0, place.span.start - 8) : place.span.start] + "\n"):
        return False
    named = context.cast.mentions(Span(end, end + 50))
    return any(
        context.registry.actors[id].kind is ActorKind.PERSON
        for mention in named
        if "," not in text[end + 2 : mention.span.start]
        for id in mention.ids
        if id in context.registry.actors
    )


def _is_country(context: Context, id: str) -> bool:
    known = context.registry.regions.get(id)
    return known is not None and known.kind is RegionKind.COUNTRY


def _inside(context: Context, scene: Place, place: Place) -> bool:
    """Whether the scene is a place within the country that is named: "in Mali", after Gao."""
    if len(place.ids) != 1 or place.ids[0] in scene.ids or not _is_country(context, place.ids[0]):
        return False
    return not scene.ids or any(country_of(context.registry, id) == place.ids[0] for id in scene.ids)
