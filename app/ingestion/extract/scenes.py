"""Figures to where they are: the place their words or verb hang on, else the scene that the text has set."""

import re
from bisect import bisect_left

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.regions import Place
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure
from app.ingestion.facts import RegionReference, Statement
from app.ingestion.resolve.regions import country_of
from app.vocabulary import Measure, RegionKind

_CARRIED = 400  # characters, some two sentences, over which a place is still clearly meant
_CARRIED_ON = 160  # and into the next paragraph
_ATTACHED = 8.0  # a fit that no scene can better
_ALIKE = 4.0
_COUNTRY = re.compile(r"[A-Z]{2}")
_LOCATIVE = frozenset(
    "in near at around outside inside to into from across within throughout over on along of through off toward towards between against".split()
)
_UPON = frozenset(
    "hit struck hitting striking strike reached reach left leave leaving fled flee entered enter entering capture captured capturing retake retook retaken liberate liberated liberating "
    "besiege besieged besieging shell shelled shelling bomb bombed bombing bombard bombarded attack attacked attacking storm stormed storming seize seized control controlled defend "
    "defended reclaim recapture recaptured overran overrun targeted targeting pounded pounding invade invaded raid raided raiding rock rocked".split()
)
_HOSTING = frozenset("host hosts hosted hosting shelter shelters sheltered house houses housed accommodates accommodated".split())
_SOMEWHERE = FATES | {Measure.TARGETS, Measure.DISPLACED, Measure.AFFECTED, Measure.CIVILIANS}


def region(
    context: Context, figure: Figure, statement: Statement | None, of_like: RegionReference | None
) -> RegionReference | None:
    """The place of a figure. `of_like` is that of the figure whose noun is understood in this one.

    A place in the phrase of saying ("told a conference in Kyiv") is where somebody spoke, not where the figure is.
    """
    clause, places = figure.clause, context.places(figure.clause)
    if statement and not clause.inside:
        phrase = min(statement.cue.start, statement.speaker.span.start if statement.speaker else statement.cue.start)
        places = [place for place in places if statement.holds(place.span) or place.span.end < phrase]
    ranked = sorted(((_fit(clause, figure, place), place) for place in places), key=lambda pair: -pair[0])
    ranked = [(fit, place) for fit, place in ranked if fit > 0]
    fit, place = _narrowest(context, ranked) if ranked else (0.0, None)
    if place is None and of_like is not None:
        return of_like
    scene = _scene(context, clause)
    if scene and _there(context, figure) and (place is None or fit < _ATTACHED):
        return _reference(context, scene)
    if place and (fit >= _ATTACHED or not (scene and _inside(context, scene, place))):
        return _reference(context, place)
    return _reference(context, scene) if scene and (place or figure.measure in _SOMEWHERE) else None


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
    fit, best = ranked[0]
    for other_fit, other in ranked[1:]:
        if fit - other_fit < _ALIKE and _lies_in(context, other, best):
            fit, best = other_fit, other
    return fit, best


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
    return RegionReference(context.page.text[slice(*place.span)], place.span, place.relation, place.ids, place.division)


def _scene(context: Context, clause: Clause) -> Place | None:
    """The place that the sentences just before are set in: the last after a preposition, a country only where nothing is narrower."""
    start, places = clause.tokens[0].start, context.page.places
    last = bisect_left(places, start, key=lambda each: each.span.start)
    recent = [place for place in places[max(0, last - 8) : last] if place.located and _carries(context, place, start)]
    narrow = [place for place in recent if not any(_is_country(context, id) for id in place.ids)]
    found = narrow or recent
    return found[-1] if found else None


_PHRASE = 60  # characters of "told a news conference in Kyiv"


def _carries(context: Context, place: Place, start: int) -> bool:
    """Whether the place is near enough to be meant still, and not where somebody only spoke."""
    away = start - place.span.end
    if away >= (_CARRIED_ON if "\n" in context.page.text[place.span.end : start] else _CARRIED):
        return False
    said = [each for each in context.said.before(place.span) if each.sentence.start <= place.span.start < each.sentence.end]
    return not any(place.span.start - each.cue.end < _PHRASE and not each.holds(place.span) for each in said)


def _is_country(context: Context, id: str) -> bool:
    known = context.registry.regions.get(id)
    return known is not None and known.kind is RegionKind.COUNTRY


def _inside(context: Context, scene: Place, place: Place) -> bool:
    """Whether the scene is a place within the country that is named: "in Mali", after Gao."""
    if len(place.ids) != 1 or place.ids[0] in scene.ids or not _is_country(context, place.ids[0]):
        return False
    return not scene.ids or any(country_of(context.registry, id) == place.ids[0] for id in scene.ids)


def _fit(clause: Clause, figure: Figure, place: Place) -> float:
    """How well a place fits a figure: hung on its words or its verb, after it, near to it, narrower than a country."""
    tokens = clause.at(place.span)
    if not tokens or (
        figure.noun and figure.noun.start <= place.span.start < figure.noun.end and place.span.start >= figure.quantity.span.start
    ):
        return 0
    head = clause.tokens[clause.head_of(tokens[0].index, tokens[-1].index)]
    governor = _governor(clause, head)
    if governor is None or head.dep == "poss":
        return _soil(clause, head, figure, place)
    score = 10.0 if governor in _line_above(clause, figure) else 5.0
    score -= 1.5 if len(place.ids) == 1 and _COUNTRY.fullmatch(place.ids[0]) else 0.0  # the narrower place says more
    score += 1.0 if place.span.start > figure.quote.start else 0.0
    return max(0.1, score - abs(place.span.start - figure.quote.end) / 80)


def _soil(clause: Clause, head: Token, figure: Figure, place: Place) -> float:
    """A headline has no tree worth its name: "22 KILLED IN STRIKE ON BEIRUT"."""
    before = clause.tokens[head.index - 1] if head.index else None
    capitals = figure.clause.tokens[0].text.isupper() and all(
        token.text.isupper() or not token.text.isalpha() for token in clause.tokens
    )
    return 5.0 if capitals and before is not None and before.lower in _LOCATIVE else 0


def _line_above(clause: Clause, figure: Figure) -> set[int]:
    """The tokens above the figure in the tree, and what its verbs act on: "killed in the attack in Gao" is in Gao."""
    line, at = {figure.head}, clause.tokens[figure.head]
    for _ in range(12):
        if at.tag.startswith("VB"):
            for child in (clause.tokens[c] for c in at.children):
                if child.dep in {"dobj", "nsubjpass", "nsubj", "advcl", "prep"}:
                    line.add(child.index)
                    line.update(child.children if child.dep == "prep" else ())
        if at.head == at.index:
            break
        at = clause.tokens[at.head]
        line.add(at.index)
    return line | set(clause.tokens[figure.head].children)


def _governor(clause: Clause, token: Token) -> int | None:
    """What the preposition or verb above a place hangs on, through "the town of", "Russia's Kursk region" and lists."""
    for _ in range(6):
        parent = clause.tokens[token.head]
        if parent.index == token.index:
            return None
        if parent.tag in {"IN", "TO", "RP"} or parent.dep == "prep":
            above = clause.tokens[parent.head]
            if parent.lower not in _LOCATIVE or above.lower in {"based", "headquartered"}:
                return None
            if parent.lower != "of" or above.tag.startswith("VB") or above.dep not in {"pobj", "conj", "dobj"}:
                return above.index
            token = above  # "the town of Gao" is where the town is
        elif parent.tag.startswith("VB"):
            upon = parent.lower in _UPON and token.dep in {"dobj", "nsubjpass"}
            hosts = parent.lower in _HOSTING and token.dep == "nsubj"
            return parent.index if upon or hosts else None
        else:
            token = parent
    return None
