"""The scene that a text has set: the place named before a sentence that is still meant in it."""

import re
from bisect import bisect_left

from app.ingestion.annotate.regions import Place
from app.ingestion.extract.context import Context
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.nearness import is_counted_at, is_scene, is_spoken_at, is_written_in
from app.ingestion.facts import Span, Statement
from app.ingestion.resolve.regions import country_of
from app.vocabulary import ActorKind, RegionKind, Relation

_PHRASE = 60  # characters between a cue and a place in its phrase


def scene_before(context: Context, figure: Figure) -> Place | None:
    """The place that the nearest sentence before is set in: its last after a preposition, a country only where nothing is narrower."""
    start, end, places = _start(figure), figure.clause.sentence.end, context.sites
    last = bisect_left(places, start, key=lambda each: each.span.start)
    recent = [place for place in places[max(0, last - 8) : last] if _carries(context, place, start, end)]
    if not recent:
        return None
    recent = [place for place in recent if place.relation is not Relation.TO] or recent  # where others went is not where this is
    text, nearest = context.page.text, recent[-1]
    narrow = [place for place in recent if not any(is_country(context, id) for id in place.ids)]
    together = [place for place in narrow if not SENTENCE_BREAK.search(text, place.span.end, nearest.span.start)]
    within = [place for place in narrow if inside(context, place, nearest)]  # "in Syria" after Manbij is still in Manbij
    chosen = (together or within or [nearest])[-1]
    return next((place for place in recent if place is not chosen and is_written_in(text, place, chosen)), chosen)


def _start(figure: Figure) -> int:
    """Where what tells of the figure begins: behind a semicolon, behind a quotation before it: “In Gao we starve,” said a man who lost seven brothers."""
    clause = figure.clause
    parted = [token.end for token in clause.tokens if token.text == ";" and token.end <= figure.quote.start]
    opening = clause.tokens[0]
    return parted[-1] if parted else opening.end if opening.quotation else opening.start


SENTENCE_BREAK = re.compile(r"[.!?…][”\"’]?\s|\n")


def _carries(context: Context, place: Place, start: int, end: int) -> bool:
    """Whether the place is near enough to be meant still, and not where somebody only spoke or came from."""
    text = context.page.text
    if not is_scene(text, place, start, end) or is_counted_at(text, place):
        return False
    if is_of_somebody(context, place) or is_spoken_at(text, place):
        return False
    said = [each for each in context.said.before(place.span) if each.sentence.start <= place.span.start < each.sentence.end]
    following = context.said.following(place.span)
    speaks = following is not None and _is_of_speaker(context, following, place)
    return not speaks and not any(_tells_of_speaker(each, place) for each in said)


def _tells_of_speaker(statement: Statement, place: Place) -> bool:
    """Whether the place only says who spoke or where: "told a conference in Kyiv", "said Omar, who heads the office in Gao"."""
    if statement.holds(place.span):
        return False
    named_last = statement.speaker is not None and statement.cue.end <= statement.speaker.span.start <= place.span.start
    return named_last or place.span.start - statement.cue.end < _PHRASE


_SPEAKER = 40  # characters of a place to the verb of saying behind it


def _is_of_speaker(context: Context, statement: Statement, place: Place) -> bool:
    """Whether the place only says where they work who speak: "UN officials in Gaziantep said"; but doctors in Homs speak of Homs."""
    text = context.page.text
    between = text[place.span.end : statement.cue.start]
    if statement.holds(place.span) or len(between) > _SPEAKER or any(mark in between for mark in ".;:\n,"):
        return False
    before = text[max(0, place.span.start - 40) : place.span.start]
    return _OFFICIALS.search(before) is not None


_OFFICIALS = re.compile(
    r"(?<!health )(?<!hospital )(?<!local )(?<!rescue )\b(?:officials?|diplomats?|spokes\w+|analysts?|experts?|ministers?|officers?|monitors?|observatory|group|agency|tank|sources?) (?:in|based in) (?:the )?$",
    re.IGNORECASE,
)


def is_of_somebody(context: Context, place: Place) -> bool:
    """Whether the place is where a person is who does what follows: "In Ankara, President Demir rejected …"."""
    text, end = context.page.text, place.span.end
    if text[end : end + 2] != ", " or not SENTENCE_BREAK.search(text[max(0, place.span.start - 8) : place.span.start] + "\n"):
        return False
    named = context.cast.mentions(Span(end, end + 50))
    return any(
        context.registry.actors[id].kind is ActorKind.PERSON
        for mention in named
        if "," not in text[end + 2 : mention.span.start]
        for id in mention.ids
        if id in context.registry.actors
    )


def is_country(context: Context, id: str) -> bool:
    known = context.registry.regions.get(id)
    return known is not None and known.kind is RegionKind.COUNTRY


def inside(context: Context, scene: Place, place: Place) -> bool:
    """Whether the scene is a place within the country that is named: "in Mali", after Gao."""
    if len(place.ids) != 1 or place.ids[0] in scene.ids or not is_country(context, place.ids[0]):
        return False
    return not scene.ids or any(country_of(context.registry, id) == place.ids[0] for id in scene.ids)
