"""Figures and statements to claims: whose force it is, who claims it, where and as of when."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted, counted
from app.ingestion.annotate.date_forms import TimeExpression
from app.ingestion.annotate.numbers import Quantity, articles
from app.ingestion.annotate.regions import Place
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.figures import FATES, Figure, figures
from app.ingestion.extract.phrases import subject
from app.ingestion.facts import ActorReference, Claim, Days, RegionReference, Span, Statement
from app.ingestion.registry import Registry
from app.ingestion.resolve.dates import interval
from app.vocabulary import ActorKind, Basis, Measure, Modality, Precision

_OWNERS = {ActorKind.STATE, ActorKind.FORCE, ActorKind.GROUP, ActorKind.ORGAN, ActorKind.ORGANISATION}
_OF_PERSONS = {Measure.TROOPS, Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING, Measure.CAPTURED, Measure.DETAINED, Measure.DISPLACED,
               Measure.AFFECTED, Measure.CIVILIANS}  # fmt: skip
_USED_BY = {Measure.STRIKES, Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS, Measure.AIRCRAFT, Measure.WEAPONS, Measure.ARTILLERY, Measure.TANKS,
            Measure.ARMOURED_VEHICLES, Measure.VEHICLES, Measure.SHIPS, Measure.TROOPS}  # fmt: skip
_CIVIL = frozenset(
    [
        "people",
        "person",
        "persons",
        "civilian",
        "civilians",
        "individual",
        "individuals",
        "resident",
        "residents",
        "child",
        "children",
        "woman",
        "women",
        "boy",
        "boys",
        "girl",
        "girls",
        "villager",
        "villagers",
        "student",
        "students",
        "pupils",
        "worshippers",
        "worshipper",
        "patient",
        "patients",
        "baby",
        "babies",
        "infants",
        "families",
        "family",
        "journalists",
        "reporters",
        "worker",
        "workers",
        "medics",
        "doctors",
        "nurses",
        "passengers",
        "refugees",
        "refugee",
        "migrants",
        "inhabitants",
        "protesters",
        "mourners",
        "paramedics",
        "citizens",
        "foreigners",
        "others",
        "human",
        "teenager",
        "teenagers",
        "relatives",
        "man",
        "victims",
        "victim",
        "evacuees",
        "lives",
        "displaced",
    ]
)


@dataclass(slots=True)
class _Before:
    """What the sentence before left to carry over."""

    figure: Figure | None = None
    force: ActorReference | None = None
    region: RegionReference | None = None
    measure: Measure | None = None
    region_age: int = 0  # sentences since the region was said


def claims(page: Annotated, cast: Cast, registry: Registry, said: list[Statement], published: date) -> list[Claim]:
    """The claims of an article, in the order of its text. Each belongs to the innermost statement that holds its quote."""
    words = counted()
    made: list[Claim] = []
    forces: dict[int, ActorReference | None] = {}
    before = _Before()
    for clause in page.clauses:
        start, end = clause.tokens[0].start, clause.tokens[-1].end
        numbers = _quantities(page, clause)
        ones = articles(page.text, start, end) if not clause.inside or clause.sentence.start >= clause.inside.inner.start else []
        found = figures(clause, numbers, [one for one in ones if not _within_placeholder(clause, one.span)], words, before.figure)
        for figure in found:
            made.append(_claim(page, cast, registry, said, published, figure, forces, before, words))
        if found:
            before.figure = found[-1]
        if made and found:
            before.force, before.measure = made[-1].force or before.force, made[-1].measure
        _remember_place(before, made[-1].region if found else None, _first_place(page, clause))
    return sorted(_distinct(made), key=lambda claim: claim.quote)


_CARRIED = 2  # sentences over which a place is still clearly meant


def _remember_place(before: _Before, counted: RegionReference | None, named: RegionReference | None) -> None:
    region = counted or named
    if region is not None:
        before.region, before.region_age = region, 0
    elif before.region_age >= _CARRIED:
        before.region = None
    before.region_age += 1


def _distinct(made: list[Claim]) -> list[Claim]:
    kept: list[Claim] = []
    for claim in sorted(made, key=lambda each: (each.quote.start, -each.quote.end)):
        if not kept or claim.quote.start >= kept[-1].quote.end:
            kept.append(claim)
    return kept


def _quantities(page: Annotated, clause: Clause) -> list[Quantity]:
    first = bisect_left(page.quantities, clause.tokens[0].start, key=lambda each: each.span.start)
    last = bisect_left(page.quantities, clause.tokens[-1].end, key=lambda each: each.span.start)
    return [each for each in page.quantities[first:last] if not _within_placeholder(clause, each.span)]


def _within_placeholder(clause: Clause, span: Span) -> bool:
    return any(token.quotation and token.start <= span.start < token.end for token in clause.tokens)


def _claim(
    page: Annotated, cast: Cast, registry: Registry, said: list[Statement], published: date, figure: Figure,
    forces: dict[int, ActorReference | None], before: _Before, words: Counted,
) -> Claim:  # fmt: skip
    statement = _innermost(said, figure.quote)
    force = _force(page, cast, registry, said, figure, forces, before, words)
    forces[id(figure)] = force
    return Claim(
        quote=figure.quote,
        measure=figure.measure,
        low=figure.quantity.low,
        high=figure.quantity.high,
        approximate=figure.quantity.approximate,
        sentence=figure.clause.sentence,
        as_of=_as_of(page, figure, statement, published),
        rule=figure.rule,
        unit=figure.unit,
        hedge=figure.quantity.hedge,
        modality=_modality(page, figure, statement),
        force=force,
        claimant=statement.speaker if statement else None,
        region=_region(page, figure, statement, before),
        statement=statement,
        attribution=list(statement.attribution) if statement else [],
    )


_NO_CLAIM = {"responsibility"}  # who claims an attack gives no figure of it


def _innermost(said: list[Statement], quote: Span) -> Statement | None:
    holding = [statement for statement in said if statement.rule not in _NO_CLAIM and statement.holds(quote)]
    return min(holding, key=lambda statement: statement.content.end - statement.content.start, default=None)


def _modality(page: Annotated, figure: Figure, statement: Statement | None) -> Modality:
    if statement and page.text[statement.cue.start : statement.cue.end].lower() in {"denied", "denies", "denying"}:
        return Modality.DENIED
    return figure.modality


# --- whose ----------------------------------------------------------------------------------------------------------


def _force(
    page: Annotated, cast: Cast, registry: Registry, said: list[Statement], figure: Figure, forces: dict[int, ActorReference | None], before: _Before, words: Counted,
) -> ActorReference | None:  # fmt: skip
    civil = (figure.unit or "").lower() in _CIVIL
    owner = _named_owner(page, cast, registry, figure)
    if figure.measure is Measure.DISPLACED or (civil and (owner is None or figure.measure is Measure.CIVILIANS)):
        return _civilians(page, figure)
    if owner:
        return owner
    if figure.like is not None:
        known = forces.get(id(figure.like), before.force)
        if known or figure.measure not in FATES:
            return known
    if figure.measure in FATES and figure.noun is None and figure.rule.startswith("bare"):
        return before.force if before.measure in FATES else _people(page, figure)
    if figure.measure is Measure.STRIKES:
        owner = next((s.speaker for s in said if s.rule == "responsibility" and s.holds(figure.quote)), None)
        if owner:
            return owner
    doer = _user(page, cast, registry, figure, words) if figure.measure in _USED_BY else None
    if doer:
        return doer
    if figure.measure in {Measure.TARGETS, Measure.KILLED, Measure.VEHICLES, Measure.TANKS, Measure.ARTILLERY}:
        against = _against(page, cast, registry, figure)
        if against:
            return against
    if figure.measure in {Measure.TARGETS, Measure.VEHICLES, Measure.ARTILLERY, Measure.TANKS} and before.measure in {
        Measure.TARGETS,
        Measure.TANKS,
        Measure.VEHICLES,
        Measure.ARTILLERY,
    }:
        return before.force
    if figure.noun and figure.measure in _OF_PERSONS:
        return _bearer(page, cast, figure)
    return None


def _named_owner(page: Annotated, cast: Cast, registry: Registry, figure: Figure) -> ActorReference | None:
    """North Korea for "North Korean troops", "troops from North Korea", "Russia's forces"."""
    if figure.noun is None:
        return None
    end = figure.noun.end
    inside = [mention for mention in cast.mentions(Span(figure.quantity.span.start, end)) if _owns(registry, mention.ids)]
    if inside:
        return _state_of(
            page, registry, cast.reference(inside[-1].span if figure.measure is not Measure.SHARE else inside[0].span, []), figure
        )
    words = {token.lower for token in figure.clause.at(figure.noun)}
    if "coalition" in words:
        return cast.body_called("coalition", figure.quote.start)
    if "civilian" in words and figure.measure in FATES:
        return _civilians(page, figure)
    link = re.match(
        r"\s+(?:(?:loyal|belonging|linked|affiliated|allied)\s+(?:to|with)|of|from|in)\s+(?:the\s+|its\s+)?(?=[A-Z])",
        page.text[end : end + 40],
    )
    if link and link.group().split()[0] != "in":
        after = cast.mentions(Span(end, end + link.end() + 60))
        if after and after[0].span.start == end + link.end() and _owns(registry, after[0].ids):
            return cast.reference(after[0].span, [])
    return None


def _state_of(page: Annotated, registry: Registry, reference: ActorReference, figure: Figure) -> ActorReference:
    """The United States for "US troops", which names its armed forces by the very noun that is counted."""
    known = registry.actors.get(reference.candidates[0]) if len(reference.candidates) == 1 else None
    unit = (figure.unit or "").lower()
    if known and known.kind is ActorKind.FORCE and known.parent and unit and reference.as_written.lower().endswith(unit):
        written = reference.as_written[: -len(unit)].strip().removesuffix("'s").removesuffix("’s")
        at: str | None = known.id
        while at and registry.actors[at].kind is not ActorKind.STATE:
            at = registry.actors[at].parent
        if at and written:
            span = Span(reference.span.start, reference.span.start + len(written))
            return ActorReference(written, span, registry.actors[at].name, ActorKind.STATE, (at,))
    return reference


def _owns(registry: Registry, ids: tuple[str, ...]) -> bool:
    return any(registry.actors[id].kind in _OWNERS for id in ids if id in registry.actors)


def _civilians(page: Annotated, figure: Figure) -> ActorReference:
    span = _noun_span(page, figure)
    return ActorReference(page.text[span.start : span.end], span, "civilians", ActorKind.GENERIC, ("civilians",))


def _people(page: Annotated, figure: Figure) -> ActorReference | None:
    """Nobody is named: a bare "wounding 15" after nothing else counts people."""
    return ActorReference(
        page.text[figure.quote.start : figure.quote.end], figure.quote, "civilians", ActorKind.GENERIC, ("civilians",)
    )


def _noun_span(page: Annotated, figure: Figure) -> Span:
    if figure.noun is None or figure.unit is None:
        return figure.quote
    start = page.text.rfind(figure.unit, figure.noun.start, figure.noun.end)
    return Span(start, figure.noun.end) if start >= 0 else figure.noun


def _bearer(page: Annotated, cast: Cast, figure: Figure) -> ActorReference | None:
    span = _noun_span(page, figure)
    written = page.text[span.start : span.end]
    if written.lower() in {"casualties", "deaths", "fatalities", "dead", "losses", "wounded", "injured", "troops", "personnel", "forces", "missing", "prisoners", "detainees", "hostages",
                           "injuries", "body", "bodies", "soldiers", "soldier", "casualty", "death"}:  # fmt: skip
        return None
    generic = [mention for mention in cast.mentions(span) if mention.span == span]
    return ActorReference(written, span, written, ActorKind.GENERIC, generic[0].ids if generic else ())


def _user(page: Annotated, cast: Cast, registry: Registry, figure: Figure, words: Counted) -> ActorReference | None:
    """Who launches, sends or conducts what is counted: the subject of the verb above it."""
    clause, token = figure.clause, figure.clause.tokens[figure.head]
    for _ in range(10):
        if token.tag.startswith("VB") and token.lower in words.owners:
            doer = subject(clause, token)
            planned = clause.tokens[token.head]
            if doer is None and token.dep in {"acl", "xcomp"} and planned.tag.startswith("NN"):
                doer = planned.index  # "Biden's plans to push 500 missiles": whose plans, theirs the missiles
            if doer is not None:
                found = _actor_at(page, cast, registry, clause, clause.tokens[doer])
                if found:
                    return found
        agent = next((clause.tokens[c] for c in token.children if clause.tokens[c].lower == "by" and c > figure.head), None)
        if agent is not None:
            by = next((clause.tokens[c] for c in agent.children), None)
            found = _actor_at(page, cast, registry, clause, by) if by else None
            if found:
                return found
        if token.head == token.index:
            break
        token = clause.tokens[token.head]
    return None


def _actor_at(page: Annotated, cast: Cast, registry: Registry, clause: Clause, token: Token) -> ActorReference | None:
    span = Span(clause.tokens[token.left].start, token.end)
    mentions = [mention for mention in cast.mentions(span) if _owns(registry, mention.ids)]
    if mentions:
        return cast.reference(mentions[-1].span, [])
    owners = [clause.tokens[child] for child in token.children if clause.tokens[child].dep == "poss"]
    person = cast.state_behind(
        Span(clause.tokens[(owners[0] if owners else token).left].start, (owners[0] if owners else token).end)
    )
    return person


def _against(page: Annotated, cast: Cast, registry: Registry, figure: Figure) -> ActorReference | None:
    """al-Qaida in "strikes against al-Qaida operatives killed more than 20 militants"."""
    sentence = figure.clause.sentence
    for match in re.finditer(
        r"\b(?:against|on|targeting|targeted)\s+(?:the\s+)?(?=[A-Z]|al-)", page.text[sentence.start : sentence.end]
    ):
        at = sentence.start + match.end()
        found = [
            mention for mention in cast.mentions(Span(at, at + 50)) if mention.span.start == at and _fights(registry, mention.ids)
        ]
        if found and found[0].span.end <= sentence.end:
            return cast.reference(found[0].span, [])
    return None


def _fights(registry: Registry, ids: tuple[str, ...]) -> bool:
    return any(registry.actors[id].kind in {ActorKind.GROUP, ActorKind.FORCE} for id in ids if id in registry.actors)


# --- where ----------------------------------------------------------------------------------------------------------


def _region(page: Annotated, figure: Figure, statement: Statement | None, before: _Before) -> RegionReference | None:
    """The place nearest to the figure in its sentence that a preposition makes a place; else that of the sentence before.

    A place in the phrase of saying ("told a conference in Kyiv") is where somebody spoke, not where the figure is.
    """
    clause = figure.clause
    places = [
        place
        for place in _places(page, Span(clause.tokens[0].start, clause.tokens[-1].end))
        if not _within_placeholder(clause, place.span)
    ]
    if statement and not clause.inside:
        places = [place for place in places if statement.holds(place.span)]
    best = max(places, key=lambda place: _fit(page, clause, figure, place), default=None)
    if best is not None and _fit(page, clause, figure, best) > 0:
        return _reference(page, best)
    if figure.like is not None or figure.measure in FATES | {Measure.STRIKES}:
        return before.region
    return None


def _fit(page: Annotated, clause: Clause, figure: Figure, place: Place) -> float:
    """How well a place fits a figure: attached to it, after it, near to it, in a prepositional phrase."""
    tokens = clause.at(place.span)
    if not tokens:
        return 0
    if figure.noun and figure.noun.start <= place.span.start < figure.noun.end:
        return 0
    head = clause.tokens[clause.head_of(tokens[0].index, tokens[-1].index)]
    governed = _preposition(clause, head)
    if governed is None or head.dep == "poss":
        return 0
    score = 10.0 if len(place.ids) != 1 or not _ISO_COUNTRY.fullmatch(place.ids[0]) else 7.0  # the narrower place says more
    if place.span.start > figure.quote.start:
        score += 4
    distance = abs(place.span.start - figure.quote.end)
    return score - distance / 60


_ISO_COUNTRY = re.compile(r"[A-Z]{2}")
_LOCATIVE = {"in", "near", "at", "around", "outside", "inside", "to", "into", "from", "across", "within", "throughout", "over", "on", "along", "of", "through", "off", "toward", "towards",
             "between", "against", "hit", "struck", "reached", "left", "fled", "entered"}  # fmt: skip


def _preposition(clause: Clause, token: Token) -> str | None:
    """The preposition above a place, through "the town of", "Russia's Kursk region" and lists."""
    for _ in range(6):
        parent = clause.tokens[token.head]
        if parent.index == token.index:
            return None
        if parent.tag in {"IN", "TO", "RP"} or parent.dep == "prep":
            based = clause.tokens[parent.head].lower in {"based", "headquartered"}
            return parent.lower if parent.lower in _LOCATIVE and not based else None
        if parent.tag.startswith("VB"):
            return parent.lower if parent.lower in _LOCATIVE else None
        token = parent
    return None


def _places(page: Annotated, span: Span) -> list[Place]:
    first = bisect_left(page.places, span.start, key=lambda each: each.span.start)
    last = bisect_left(page.places, span.end, key=lambda each: each.span.start)
    return page.places[first:last]


def _first_place(page: Annotated, clause: Clause) -> RegionReference | None:
    for place in _places(page, Span(clause.tokens[0].start, clause.tokens[-1].end)):
        tokens = clause.at(place.span)
        if tokens and _preposition(clause, clause.tokens[clause.head_of(tokens[0].index, tokens[-1].index)]) in {
            "in",
            "near",
            "at",
            "to",
            "into",
            "of",
        }:
            return _reference(page, place)
    return None


def _reference(page: Annotated, place: Place) -> RegionReference:
    return RegionReference(page.text[place.span.start : place.span.end], place.span, place.relation, place.ids, place.division)


# --- when -----------------------------------------------------------------------------------------------------------


def _as_of(page: Annotated, figure: Figure, statement: Statement | None, published: date) -> Days:
    """By the time expression of its sentence that dates no utterance, else by the statement it stands in."""
    clause = figure.clause
    taken = statement.said.span if statement else None
    expressions = [each for each in _times(page, clause) if each.span != taken and not _within_placeholder(clause, each.span)]
    if statement and not (statement.content.start <= figure.quote.start and not clause.inside):
        expressions = [each for each in expressions if statement.holds(each.span)] or expressions
    if statement and not clause.inside:
        expressions = [each for each in expressions if statement.holds(each.span)]
    past = figure.modality not in {Modality.EXPECTED, Modality.PLANNED}
    for expression in sorted(expressions, key=lambda each: abs(each.span.start - figure.quote.end)):
        found = interval(expression, published, past=past, anchor=_anchor(page, expression, published))
        if found:
            return found
    if statement:
        basis = Basis.SAID if statement.said.basis is not Basis.PUBLICATION else Basis.PUBLICATION
        return Days(statement.said.start, statement.said.end, statement.said.precision, basis)
    return Days(published, published, Precision.DAY, Basis.PUBLICATION)


def _anchor(page: Annotated, expression: TimeExpression, published: date) -> date | None:
    """The day last mentioned before the expression, from which "two days later" counts."""
    number = bisect_left(page.times, expression.span.start, key=lambda each: each.span.start)
    for earlier in reversed(page.times[max(0, number - 4) : number]):
        found = interval(earlier, published)
        if found and found.start == found.end:
            return found.start
    return None


def _times(page: Annotated, clause: Clause) -> list[TimeExpression]:
    first = bisect_left(page.times, clause.tokens[0].start, key=lambda each: each.span.start)
    last = bisect_left(page.times, clause.tokens[-1].end, key=lambda each: each.span.start)
    return page.times[first:last]
