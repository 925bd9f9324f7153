"""Soldiers and police of whom nobody says whose they are, to the one state whose army or police the text around them names."""

import re
from bisect import bisect_left

from app.ingestion.annotate.clauses import Token
from app.ingestion.extract.army_names import army_of, is_fighters
from app.ingestion.extract.context import Context
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.pronouns import PRONOUNS
from app.ingestion.facts import ActorReference, Span, Statement
from app.ingestion.registry import Actor
from app.ingestion.resolve.regions import country_of
from app.ingestion.text.sentences import is_next
from app.vocabulary import ActorKind, Measure

SERVING = frozenset(
    "soldier soldiers troops trooper troopers serviceman servicemen servicewomen police policeman policemen policewoman officer officers guards personnel commandos conscripts cadets recruits marines paratroopers airmen sailors".split()
)
_OTHERS = frozenset("rebel rebels former ex un peacekeeping foreign child private prison border".split())
_ALLIANCES = {ActorKind.ORGANISATION, ActorKind.GROUP}
_BACK = 300  # characters before the sentence in which an army is still the one that is meant
_DONE_BY = re.compile(r"\bby (?:the |an? )?$")


def army_told(context: Context, figure: Figure, verbs: list[Token], statement: Statement | None) -> ActorReference | None:
    """The state whose army the sentence, or the lines before it, name, if it is one alone and has not done the deed itself.

    An army that tells of losses and names nobody's tells of its own.
    """
    if (figure.unit or "").lower() not in SERVING or figure.noun is None:
        return None
    if any(token.lower in _OTHERS for token in figure.clause.at(figure.noun)):
        return None
    subjects = {doer for verb in verbs[:2] if (doer := subject(figure.clause, verb)) is not None}
    doers = [figure.clause.tokens[doer] for doer in sorted(subjects - {figure.head})]  # soldiers who died did nothing
    if any(doer.lower in PRONOUNS or _with_pronoun(figure, doer) for doer in doers):
        theirs = statement is not None and statement.speaker is not None and statement.speaker.kind is ActorKind.GROUP
        return _of_this_country(context, figure) if theirs and figure.measure in _LOSSES else None
    telling = statement or _just_before(context, figure.clause.sentence)
    own = _own_losses(context, figure, telling) if telling and not doers and figure.measure in _LOSSES else None
    if own:
        return own
    sentence = figure.clause.sentence
    found: dict[str, ActorReference] = {}
    for mention in context.cast.mentions(Span(max(0, sentence.start - _BACK), sentence.end)):
        state = army_of(context, mention.ids, mention.span)
        if state is None:
            continue
        done_by = _DONE_BY.search(context.page.text, max(0, mention.span.start - 8), mention.span.start)
        if done_by or any(figure.clause.tokens[doer.left].start <= mention.span.start < doer.end for doer in doers):
            return None
        actor = context.registry.actors[state]
        written = context.page.text[slice(*mention.span)]
        found[state] = ActorReference(written, mention.span, actor.name, ActorKind.STATE, (state,))
    if found:
        here = state_here(context, sentence)
        abroad = (
            here is not None and here.id not in found and _names_place(context, sentence)
        )  # "France’s army left. Militants killed eight soldiers in Niger."
        return next(iter(found.values())) if len(found) == 1 and not abroad else None
    return _of_this_country(context, figure)


def _names_place(context: Context, sentence: Span) -> bool:
    """Whether the sentence names a place, and does not only go on with "there"."""
    last = bisect_left(context.page.places, sentence.end, key=lambda each: each.span.start)
    return last > 0 and context.page.places[last - 1].span.start >= sentence.start


_OFFICIAL = {ActorKind.STATE, ActorKind.ORGAN, ActorKind.FORCE, ActorKind.OUTLET}
_LOSSES = {Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CASUALTIES}
_POSSESSOR = re.compile(r"([A-Z]\w+)['’]s ")
_ARMED_SPEAKER = re.compile(
    r"(?:army|military|armed forces|forces|navy|air force|general staff|defen[cs]e ministry|ministry of defen[cs]e|troops)$",
    re.IGNORECASE,
)


def _own_losses(context: Context, figure: Figure, telling: Statement) -> ActorReference | None:
    """Whose soldiers they are of whose loss an army tells, or somebody of the state in which they fell: "Mali's president said"."""
    own = army_speaking(context, telling)
    if own or telling.speaker is None:
        return own
    state, speaker = state_here(context, figure.clause.sentence), telling.speaker
    actors = context.registry.actors
    ids = {*speaker.candidates, *speaker.belongs_to, *(id for each in context.cast.mentions(speaker.span) for id in each.ids)}
    states = {context.registry.state_of(id) for id in ids if id in actors and actors[id].kind in _OFFICIAL}
    official = states == {state}  # not "the French ambassador to Mali"
    holds = context.cast.state_of_holder(speaker)
    if state is None or not (official or (holds and holds.candidates == (state.id,))):
        return None
    return ActorReference(speaker.as_written, speaker.span, state.name, ActorKind.STATE, (state.id,))


def _just_before(context: Context, sentence: Span) -> Statement | None:
    """Who spoke in the sentence before: "Shells fell near Lachin, the defence ministry said. Two servicemen were wounded."""
    last = next(reversed(context.said.before(sentence)), None)
    reached = max(last.content.end, last.cue.end, last.sentence.end) if last else 0
    return last if last and is_next(reached, sentence.start) else None


def army_speaking(context: Context, statement: Statement) -> ActorReference | None:
    """Ukraine where "Kyiv's military said 12 servicemen had been killed"; "it" may stand for the military."""
    speaker = statement.speaker
    if speaker is None or not any(_ARMED_SPEAKER.search(each) for each in (speaker.as_written, speaker.name)):
        return None
    known = army_of(context, speaker.candidates, speaker.span)
    states = {known} if known else _states_named(context, speaker)
    if len(states) != 1:
        return None
    actor = context.registry.actors[next(iter(states))]
    return ActorReference(speaker.as_written, speaker.span, actor.name, ActorKind.STATE, (actor.id,))


def _states_named(context: Context, speaker: ActorReference) -> set[str]:
    """The states whose army the words for a speaker name, or in whose capital it sits."""
    named = {state for each in context.cast.mentions(speaker.span) if (state := army_of(context, each.ids, each.span))}
    named |= {above.id for id in speaker.belongs_to if (above := context.registry.state_of(id))}
    possessor = _POSSESSOR.match(speaker.as_written)
    capital = context.cast.reference(Span(speaker.span.start, speaker.span.start + possessor.end(1)), []) if possessor else None
    return named or ({*capital.candidates} if capital and capital.kind is ActorKind.STATE else set())


def _of_this_country(context: Context, figure: Figure) -> ActorReference | None:
    """Afghanistan for "three police officers" in Kunduz, Nigeria for soldiers whom a group attacked there, unless others' are told of."""
    state = state_here(context, figure.clause.sentence)
    noun = figure.clause.at(figure.noun) if figure.noun else []
    if state is None or not noun:
        return None
    police = any(token.lower.startswith("police") for token in noun)
    if not police and (not _group_near(context, figure.clause.sentence) or _others_serve(context, state.id)):
        return None
    span = Span(noun[0].start, noun[-1].end)
    return ActorReference(context.page.text[slice(*span)], span, state.name, ActorKind.STATE, (state.id,))


def state_here(context: Context, sentence: Span) -> Actor | None:
    """The state of the only country that the sentence, or else the lines before it, are set in."""
    last = bisect_left(context.sites, sentence.end, key=lambda each: each.span.start)
    near = [place for place in context.sites[max(0, last - 6) : last] if place.ids and sentence.start - place.span.end < _BACK]
    near = [place for place in near if place.span.start >= sentence.start] or near
    countries = [frozenset(country_of(context.registry, id) for id in place.ids) for place in near]
    here = frozenset.intersection(*countries) if countries else frozenset()
    country = next(iter(here)) if len(here) == 1 else None
    return context.cast.state_of(country) if country else None


def _group_near(context: Context, sentence: Span) -> bool:
    actors = context.registry.actors
    near = context.cast.mentions(Span(max(0, sentence.start - _BACK), sentence.end))
    named = [actors[id] for mention in near for id in mention.ids if id in actors]
    return any(each.kind is ActorKind.GROUP or is_fighters(each) for each in named)


def _others_serve(context: Context, state: str) -> bool:
    """Whether the text tells of the army of any other state, whose soldiers they may be."""
    named = context.cast.mentions(Span(0, len(context.page.text)))
    return any(army not in {None, state} for army in (army_of(context, each.ids, each.span) for each in named))


def same_army(context: Context, force: ActorReference, start: int, end: int) -> bool:
    """Whether no army of another state is told of between two counts of soldiers, so that both are of one."""
    named = context.cast.mentions(Span(start, end))
    actors = context.registry.actors
    armies = {army for each in named if (army := army_of(context, each.ids, each.span))}
    armies |= {id for each in named for id in each.ids if id in actors and actors[id].kind in _ALLIANCES}
    return force.kind is not ActorKind.GENERIC and armies <= {*force.candidates}


def _with_pronoun(figure: Figure, doer: Token) -> bool:
    return any(figure.clause.tokens[c].lower in PRONOUNS for c in doer.children)
