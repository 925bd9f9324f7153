"""Figures to where they are: the place their words or verb hang on, else the scene that the text has set."""

import re
from bisect import bisect_left

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.date_forms import Calendar, Unit
from app.ingestion.annotate.date_matches import grain
from app.ingestion.annotate.regions import Place
from app.ingestion.extract.attachment import ATTACHED, fit, is_vague, rivals
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.nearness import is_written_in
from app.ingestion.extract.nouns import thing_of
from app.ingestion.extract.scenes import SENTENCE_BREAK, inside, is_country, is_of_somebody, scene_before
from app.ingestion.extract.sites import is_site
from app.ingestion.facts import RegionReference, Span, Statement
from app.vocabulary import Measure, Modality, RegionKind, Relation

_ALIKE = 2.0
_FREED = frozenset("released release releases freed frees free exchanged exchange swapped returned".split())
_TOTAL = 1000
_BACK = 400  # characters in which the sentence begins that set the scene
_MATERIEL = {Measure.VEHICLES, Measure.TANKS, Measure.ARTILLERY, Measure.ARMOURED_VEHICLES}
_ARMS = {Measure.WEAPONS, Measure.MUNITIONS}
_FOUND = frozenset("seized found netted recovered discovered uncovered yielded defused cleared landed fell exploded".split())
_SOMEWHERE = FATES | {
    Measure.TARGETS, *_MATERIEL, Measure.DISPLACED, Measure.AFFECTED, Measure.CAPTURED, Measure.DETAINED, Measure.STRIKES,
}  # fmt: skip


def region(
    context: Context, figure: Figure, statement: Statement | None, of_like: RegionReference | None
) -> RegionReference | None:
    """The place of a figure. `of_like` is that of the figure whose noun is understood in this one.

    A place in the phrase of saying ("told a conference in Kyiv") is where somebody spoke, not where the figure is.
    """
    clause = figure.clause
    bracketed = _before_bracket(context, figure)
    if bracketed:
        return bracketed
    heading_it = _right_before(context, figure)
    if heading_it:
        return _reference(context, heading_it)
    ranked = _ranked(context, figure, _eligible(context, clause, statement))
    best, place = _narrowest(context, ranked) if ranked else (0.0, None)
    in_list = figure.like is not None and figure.like.rule == "number-in-brackets"
    if place is None and of_like is not None and not in_list and not _counts_anew(context, figure):
        return of_like
    heading = context.lists.heading(clause)
    if place is None and heading:
        return _of_heading(context, heading.clause)
    scene = scene_before(context, figure)
    if place is None and statement is not None and figure.measure in FATES and not clause.inside:
        official = _of_official(context, clause, statement)
        if official and (scene is None or not _within(context, scene, official)):
            place, best = official, ATTACHED
    if scene and _there(context, figure) and (place is None or best < ATTACHED):
        return _reference(context, scene)
    if place and (best >= ATTACHED or not (scene and (inside(context, scene, place) or is_vague(context.page.text, place)))):
        return _reference(context, place)
    goes_on = scene is not None and _goes_on(context, figure, scene)
    if place and not goes_on:
        return _reference(context, place)
    return _reference(context, scene) if scene and goes_on and (place or _is_somewhere(figure)) else None


def _counts_anew(context: Context, figure: Figure) -> bool:
    """Whether another sentence goes on to count elsewhere: "shot dead 82 people in Bago. In all, 701 have been killed"."""
    other = figure.like is not None and figure.like.clause.sentence != figure.clause.sentence
    return other and _TURNED.match(context.page.text, figure.clause.sentence.start) is not None


_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)* \($")


def _before_bracket(context: Context, figure: Figure) -> RegionReference | None:
    """Niger for the 900 of "in Chad (4,000) and Niger (900)"; the name alone where nobody lists it."""
    text, end = context.page.text, figure.quote.start - 2
    if figure.rule != "number-in-brackets" or text[end : figure.quote.start] != " (":
        return None
    named = _NAME_BEFORE.search(text, max(0, end - 60), figure.quote.start)
    if named is None:
        return None
    place = next((place for place in context.places(figure.clause) if place.span.end == end), None)
    span = Span(named.start(), end)
    return _reference(context, place) if place else RegionReference(text[slice(*span)], span)


_BEGINS = re.compile(r"(?:^|[.,;:\n]|\b(?:and|while|in))\s*$")
_IN_LINE = re.compile(r"\s*[:–-]?\s*(?:[\d,.]+ \w+,? and )?")
_LINE = 30  # characters of "Baghdad 42 killed and "


def _right_before(context: Context, figure: Figure) -> Place | None:
    """Kirkuk for "Baghdad 42 killed and 55 injured, Kirkuk 23 killed", "Kirkuk: 23 killed": the name that a line of a table begins with."""
    text, start = context.page.text, figure.quote.start
    if figure.measure not in FATES:
        return None
    near = [each for each in context.places(figure.clause) if 0 < start - each.span.end <= _LINE]
    if not near or not _IN_LINE.fullmatch(text, near[-1].span.end, start):
        return None
    return near[-1] if _BEGINS.search(text, max(0, near[-1].span.start - 10), near[-1].span.start) else None


def _of_heading(context: Context, heading: Clause) -> RegionReference | None:
    """Ukraine for the lines under "Arms committed to Ukraine include:"."""
    told = [place for place in context.places(heading) if place.located or place.relation is Relation.TO]
    return _reference(context, told[-1]) if told else None


_LOCAL = (
    r"(?:mayor|governor|head|chief|administration|hospitals?|police|prosecutors?|ambulance|authorities|residents?|doctors?|medics?|"
    r"(?:health|hospital|medical|rescue|local|provincial) (?:officials?|workers|staff|sources|leaders|elders))"
)
_OFFICIAL_OF = re.compile(rf"\b{_LOCAL}\b[^.;,]{{0,30}}\b(?:of|in|at|for) (?:the )?$", re.IGNORECASE)
_OF_OFFICIAL = re.compile(
    rf"(?:[’']s)?(?: (?:regional|city|provincial|district|military|deputy|health)){{0,2}} (?:{_LOCAL}|officials)\b", re.IGNORECASE
)


def _of_official(context: Context, clause: Clause, statement: Statement) -> Place | None:
    """Kharkiv for "The mayor of Kharkiv said 40 people had died": who speaks for a town and names no other place speaks of it."""
    text = context.page.text
    for place in context.places(clause):
        local = _OFFICIAL_OF.search(text, max(0, place.span.start - 60), place.span.start) or _OF_OFFICIAL.match(
            text, place.span.end
        )
        country = any(is_country(context, id) for id in place.ids)
        if local and not country and not statement.holds(place.span):
            return place
    return None


def _is_somewhere(figure: Figure) -> bool:
    """Whether it lies in the scene though its sentence names no place: a fate or a loss, a population; not what is only planned,
    not prisoners let go."""
    if figure.measure is Measure.CIVILIANS:
        return (figure.quantity.low or 0) >= _TOTAL
    if figure.measure in _MATERIEL and figure.modality is not Modality.ASSERTED:
        return False
    if figure.measure in _ARMS and figure.modality is Modality.ASSERTED and any(t.lower in _FOUND for t in figure.clause.tokens):
        return True
    freed = figure.measure in {Measure.DETAINED, Measure.CAPTURED} and any(t.lower in _FREED for t in figure.clause.tokens)
    return figure.measure in _SOMEWHERE and not freed


def _eligible(context: Context, clause: Clause, statement: Statement | None) -> list[Place]:
    """The places of a clause that are not where somebody spoke, "the city" among them."""
    places = context.places(clause)
    if statement is None or clause.inside:
        return places
    phrase = min(statement.cue.start, statement.speaker.span.start if statement.speaker else statement.cue.start)
    return [
        place
        for place in places
        if statement.holds(place.span)
        or (place.span.end < phrase and place.span.start < statement.content.end and not is_of_somebody(context, place))
    ]


def _ranked(context: Context, figure: Figure, places: list[Place]) -> list[tuple[float, Place]]:
    clause = figure.clause
    counted = [token for quantity in context.quantities(clause) for token in clause.at(quantity.number)]
    numbers = [token for token in counted if _counts_some(context, clause, token)]
    others = rivals(clause, figure, numbers)
    fits = [(fit(context.page.text, clause, figure, place, others), place) for place in places]
    return sorted((each for each in fits if each[0] > 0), key=lambda each: -each[0])


def _counts_some(context: Context, clause: Clause, number: Token) -> bool:
    """Whether what the number counts may be a figure with a place of its own: not the countries of "jihadists from 31 countries"."""
    noun = clause.tokens[number.head]
    named = number.dep == "nummod" and noun.tag in {"NN", "NNS"}
    return not named or noun.lower in context.words.persons or thing_of(noun, context.words) is not None


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


def _narrowest(context: Context, ranked: list[tuple[float, Place]]) -> tuple[float, Place]:
    """The town of "the town of Bunia in Ituri province": of two places that fit alike, the one inside the other."""
    best, chosen = ranked[0]
    for other_fit, other in ranked[1:]:
        if best - other_fit < _ALIKE and (_lies_in(context, other, chosen) or is_written_in(context.page.text, other, chosen)):
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


def _within(context: Context, scene: Place, around: Place) -> bool:
    """Whether the scene is the same place or one that lies in it."""
    return scene.ids == around.ids or _lies_in(context, scene, around) or not scene.ids


def _reference(context: Context, place: Place) -> RegionReference:
    text = context.page.text[slice(*place.span)]
    return RegionReference(text, place.span, place.relation, place.ids, place.division, place.named_at)


_TURNED = re.compile(
    r"(?!In (?:total|all), the (?:air ?)?(?:strikes|raids|attacks)\b)(?:Elsewhere|Separately|Additionally|In addition|In (?:a separate|another|total|all|the (?:first|last|past|same))|Altogether|Overall|All told|So far|"
    r"To date|Over the (?:past|last)|(?:Over|During) the (?:day|week)|Total|(?:Across|Over|Beyond) the (?:border|frontier|front line)|On the (?:(?:other|far|opposite) side|(?:[\w-]+ ){1,2}side(?! of)))\b"
)
_FAR = re.compile(r"\b(?:abroad|overseas|elsewhere|along the [\w-]+ (?:border|frontier|coast)|in exile|at sea)\b")
_PEOPLES = {Measure.CIVILIANS, Measure.AFFECTED, Measure.DISPLACED}
_MILLION = 1_000_000
_NATION = 10_000_000


def _goes_on(context: Context, figure: Figure, scene: Place) -> bool:
    """Whether the sentence is still about the scene: no "Elsewhere", no other day, no total since a date, no "has flown 870 missions"."""
    clause, text = figure.clause, context.page.text
    start = clause.tokens[0].start
    if _TURNED.match(text, clause.sentence.start) or any(token.lower == "since" for token in clause.tokens):
        return False
    if _FAR.search(text, start, clause.tokens[-1].end):
        return False
    perfect = any(token.lower in {"has", "have", "had"} and token.dep == "aux" for token in clause.tokens)
    parted = "\n" in text[scene.span.end : start]
    if parted and perfect and figure.measure in {Measure.STRIKES, Measure.TARGETS}:
        return False
    if figure.measure in _PEOPLES and not _holds_so_many(context, scene, figure.quantity.low or 0):
        return False
    if perfect and figure.measure in FATES | {Measure.DISPLACED} and (figure.quantity.low or 0) >= _TOTAL:
        return False  # "More than 1,600 have been killed": all in all, and not in the town named before
    before = max(0, scene.span.start - _BACK)
    breaks = list(SENTENCE_BREAK.finditer(text, before, scene.span.start))
    begins = breaks[-1].end() if breaks else before
    if _tells_of(context, clause.tokens[0].start, clause.sentence.end) and not _tells_of(context, begins, start, day=True):
        return False  # "The raid on Gao was the third. Last year 40 people were killed."
    return not (_opens_with_time(context, start) and _opens_with_time(context, begins))


_PERIODS = {Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR}


def _tells_of(context: Context, start: int, end: int, day: bool = False) -> bool:
    """Whether the words from `start` to `end` tell of a month or year, or of a `day` of the calendar, and not only of today's news."""
    times = context.page.times
    first = bisect_left(times, start, key=lambda each: each.span.start)
    last = bisect_left(times, end, key=lambda each: each.span.start)
    return any(grain(each.when) in _PERIODS or (day and isinstance(each.when, Calendar)) for each in times[first:last])


def _holds_so_many(context: Context, scene: Place, number: float) -> bool:
    """Whether so many people may live there: thousands in no market, millions in no town."""
    site = (
        scene.named_at is not None and not any(is_country(context, id) for id in scene.ids) and is_site(context.page.text, scene)
    )
    kinds = {context.registry.regions[id].kind for id in scene.ids if id in context.registry.regions}
    if number >= _NATION:
        return bool(kinds) and kinds == {RegionKind.COUNTRY}
    return number < _TOTAL or not (site or (number >= _MILLION and kinds == {RegionKind.SETTLEMENT}))


def _opens_with_time(context: Context, start: int) -> bool:
    times = context.page.times
    number = bisect_left(times, start, key=lambda each: each.span.start)
    return number < len(times) and times[number].span.start - start < 4
