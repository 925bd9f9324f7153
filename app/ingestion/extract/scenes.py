"""Figures to where they are: the place their words or verb hang on, else the scene that the text has set."""

import re
from bisect import bisect_left

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract import attachments
from app.ingestion.extract.attachments import ALIKE, ATTACHED
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.landmarks import Landmark
from app.ingestion.facts import RegionReference, Statement
from app.ingestion.resolve.regions import country_of
from app.vocabulary import Measure, RegionKind

_CARRIED = 400  # characters, some two sentences, over which a place is still clearly meant
_CARRIED_ON = 160  # and into the next paragraph
_EVENTS = frozenset("fired launched dropped destroyed used struck hit downed intercepted".split())
_SOMEWHERE = FATES | {
    Measure.STRIKES,
    Measure.CAPTURED,
    Measure.DETAINED,
    Measure.TARGETS,
    Measure.DISPLACED,
    Measure.AFFECTED,
    Measure.CIVILIANS,
}


def region(
    context: Context,
    figure: Figure,
    others: frozenset[int],
    statement: Statement | None,
    of_like: RegionReference | None,
) -> RegionReference | None:
    """The place of a figure. `others` are the heads of its clause's other figures, `of_like` the place of the one whose noun is understood.

    A place in the phrase of saying ("told a conference in Kyiv") is where somebody spoke, not where the figure is.
    """
    clause, places = figure.clause, context.places(figure.clause)
    if statement and not clause.inside:
        phrase = min(statement.cue.start, statement.speaker.span.start if statement.speaker else statement.cue.start)
        places = [place for place in places if statement.holds(place.span) or place.span.end < phrase]
    ranked = sorted(((attachments.fit(figure, place, others), place) for place in places), key=lambda pair: -pair[0])
    ranked = [(fit, place) for fit, place in ranked if fit > 0]
    fit, place = _narrowest(context, ranked) if ranked else (0.0, None)
    if place is None and of_like is not None:
        return of_like
    scene = _scene(context, clause)
    if scene and _there(context, figure) and (place is None or fit < ATTACHED):
        return _reference(context, scene)
    if place and (fit >= ATTACHED or not (scene and _inside(context, scene, place))):
        return _reference(context, place)
    carried = scene is not None and (place is not None or (_happens(figure) and _goes_on(context, figure, scene)))
    return _reference(context, scene) if scene and carried else None


def _happens(figure: Figure) -> bool:
    """Whether the figure tells of something that goes on where the text is: losses, strikes, what is fired, not an army's size."""
    if figure.measure in _SOMEWHERE:
        return True
    clause, at = figure.clause, figure.clause.tokens[figure.head]
    while at.head != at.index and not at.tag.startswith("VB"):
        at = clause.tokens[at.head]
    if figure.measure in {Measure.CAPTURED, Measure.DETAINED}:
        return at.tag == "VBD" or any(clause.tokens[c].lower in {"was", "were"} for c in at.children)
    return at.tag == "VBD" and at.lower in _EVENTS


_STOP = re.compile(r"[.!?][”\"’)]?\s+|\n+")
_TURNED = re.compile(r"(?:Elsewhere|Separately|Meanwhile|In (?:a separate|another|other))\b")


def _goes_on(context: Context, figure: Figure, scene: Landmark) -> bool:
    """Whether the sentence is still about the scene: no "Elsewhere", no other day, no total of years or of a whole campaign."""
    clause, text = figure.clause, context.page.text
    start = clause.tokens[0].start
    if _TURNED.match(text, clause.sentence.start) or any(token.lower == "since" for token in clause.tokens):
        return False
    perfect = any(token.tag == "VBN" and _has(clause, token) for token in clause.tokens)
    if perfect and figure.measure is Measure.STRIKES and "\n" in text[scene.span.end : start]:
        return False
    return not (_opens_with_time(context, start) and _opens_with_time(context, _sentence_start(context, scene)))


def _has(clause: Clause, verb: Token) -> bool:
    return any(clause.tokens[c].lower in {"has", "have"} for c in verb.children)


def _opens_with_time(context: Context, start: int) -> bool:
    times = context.page.times
    number = bisect_left(times, start, key=lambda each: each.span.start)
    return number < len(times) and times[number].span.start - start < 4


def _sentence_start(context: Context, scene: Landmark) -> int:
    """Where the sentence that holds the scene begins, as far as the stop before it tells."""
    before = max(0, scene.span.start - _CARRIED)
    stops = list(_STOP.finditer(context.page.text, before, scene.span.start))
    return stops[-1].end() if stops else before


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


def _narrowest(context: Context, ranked: list[tuple[float, Landmark]]) -> tuple[float, Landmark]:
    """The town of "the town of Bunia in Ituri province": of two places that fit alike, the one inside the other."""
    fit, best = ranked[0]
    for other_fit, other in ranked[1:]:
        if fit - other_fit < ALIKE and _lies_in(context, other, best):
            fit, best = other_fit, other
    return fit, best


def _lies_in(context: Context, place: Landmark, around: Landmark) -> bool:
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


def _reference(context: Context, place: Landmark) -> RegionReference:
    named = place.place
    return RegionReference(context.page.text[slice(*named.span)], named.span, place.relation, named.ids, named.division)


def _scene(context: Context, clause: Clause) -> Landmark | None:
    """The place that the sentences just before are set in: the last after a preposition, a country only where nothing is narrower."""
    start, places = clause.tokens[0].start, context.landmarks
    last = bisect_left(places, start, key=lambda each: each.span.start)
    recent = [place for place in places[max(0, last - 8) : last] if place.located and _carries(context, place, start)]
    narrow = [place for place in recent if not any(_is_country(context, id) for id in place.ids)]
    found = narrow or recent
    return found[-1] if found else None


_PHRASE = 60  # characters of "told a news conference in Kyiv"


def _carries(context: Context, place: Landmark, start: int) -> bool:
    """Whether the place is near enough to be meant still, and not where somebody only spoke."""
    away = start - place.span.end
    if away >= (_CARRIED_ON if "\n" in context.page.text[place.span.end : start] else _CARRIED):
        return False
    said = [each for each in context.said.before(place.span) if each.sentence.start <= place.span.start < each.sentence.end]
    return not any(_tells_of_speaker(each, place) for each in said)


def _tells_of_speaker(statement: Statement, place: Landmark) -> bool:
    """Whether the place only says who spoke or where: "told a conference in Kyiv", "said Omar, who heads the office in Qamishli"."""
    if statement.holds(place.span):
        return False
    named_last = statement.speaker is not None and statement.cue.end <= statement.speaker.span.start <= place.span.start
    return named_last or place.span.start - statement.cue.end < _PHRASE


def _is_country(context: Context, id: str) -> bool:
    known = context.registry.regions.get(id)
    return known is not None and known.kind is RegionKind.COUNTRY


def _inside(context: Context, scene: Landmark, place: Landmark) -> bool:
    """Whether the scene is a place within the country that is named: "in Mali", after Gao."""
    if len(place.ids) != 1 or place.ids[0] in scene.ids or not _is_country(context, place.ids[0]):
        return False
    return not scene.ids or any(country_of(context.registry, id) == place.ids[0] for id in scene.ids)
