"""The names of a text to who fights in it: for one party, the other that it fights, where that is plain from the whole text."""

import re
from collections.abc import Collection
from functools import cached_property

from app.ingestion.annotate.actors import Mention
from app.ingestion.extract.army_names import army_of, is_fighters
from app.ingestion.extract.context import Context
from app.ingestion.extract.introductions import Introductions
from app.ingestion.facts import ActorReference, Span
from app.vocabulary import ActorKind

_FIGHTING = re.compile(
    r"(?:['’]s?)? (?:terrorist |missile |drone |air |armed |combat |ground |loyalist |\w+[is]ed |government )*"
    r"(?:enemy|invaders?|occupiers?|aggressors?|aggression|invasion|occupation|attacks?|strikes?|shelling|missiles?|drones?|rockets?|"
    r"manpower|units?|coast guard|navy|nationalists|side|losses|tanks?|guns|artillery|mortars?|warplanes?|jets?|gunners?|columns?|divisions?|brigades?|battalions?)\b",
    re.IGNORECASE,
)
_FORCES = re.compile(
    r"['’]s? (?:armed |ground |government )*(?:forces|troops|army|militias?|fighters|loyalists)\b| regime\b| (?:forces|troops|loyalists)\b"
)
_LOYAL = re.compile(
    r"(?:\bpro-|\b(?:forces|troops|fighters|soldiers|militias?) (?:loyal|allied) to (?:the |Colonel |President |General )*)$"
)
_PLAIN = 3  # times as often as any other


class Opponents:
    """Who fights in one article. A state is one party with its army, a group is one; whoever only comes up beside them is none."""

    def __init__(self, context: Context, introductions: Introductions) -> None:
        """Read when somebody asks."""
        self._context = context
        self._introductions = introductions

    def only(self, own: Collection[str]) -> ActorReference | None:
        """The party that one of the actors `own` fights, where no third is told of."""
        return self.of(own) if len(self._parties.keys() - own) == 1 else None

    def of_army(self) -> ActorReference | None:
        """Whom "the army" fights, where only one state is told to fight."""
        states = [party for party in self._parties if self._context.registry.actors[party].kind is ActorKind.STATE]
        return self.only({states[0]}) if len(states) == 1 else None

    def of(self, own: Collection[str]) -> ActorReference | None:
        """The party that one of the actors `own` fights: the only other one, or told of far more often than any third."""
        others = _without(self._attackers, own) or _without(self._parties, own)
        often = sorted(others, key=lambda party: len(others[party]), reverse=True)
        if not often or (len(often) > 1 and len(others[often[0]]) < _PLAIN * len(others[often[1]])):
            return None
        return self._context.cast.named(others[often[0]][0], often[0])

    @cached_property
    def _attackers(self) -> dict[str, list[Span]]:
        """Where the groups are named, and the states that are told to attack: an army beside ours may be an ally's."""
        actors = self._context.registry.actors
        told = {each for spans in self._introductions.owners.values() for each in spans}
        attacking = {
            party: spans
            if actors[party].kind is not ActorKind.STATE
            else [each for each in spans if each in told or self._attacks(each)]
            for party, spans in self._parties.items()
        }
        return {party: spans for party, spans in attacking.items() if spans}

    def _attacks(self, named: Span) -> bool:
        text = self._context.page.text
        return (
            any(each.match(text, named.end) for each in (_FIGHTING, _FORCES))
            or _LOYAL.search(text, max(0, named.start - 60), named.start) is not None
        )

    @cached_property
    def _parties(self) -> dict[str, list[Span]]:
        """Where each party is named as one that fights."""
        found: dict[str, list[Span]] = {}
        text, last = self._context.page.text, None
        for mention in self._context.cast.mentions(Span(0, len(text))):
            party = self._party(mention)
            if party and last and text[last.span.end : mention.span.start] in {" and ", ", "}:
                found.setdefault(last.ids[0], []).append(last.span)  # "Somali and Ethiopian troops"
            if party:
                found.setdefault(party, []).append(mention.span)
            last = mention if party is None and self._is_state(mention) else None
        fighters = [each for each in found if self._context.registry.actors[each].kind is ActorKind.GENERIC]
        for party, spans in self._introductions.owners.items():
            found[party] = sorted({*found.get(party, ()), *spans})
        if len(fighters) > 1 or any(self._context.registry.actors[each].kind is ActorKind.GROUP for each in found):
            for each in fighters:
                del found[each]  # "the rebels" are the group that is named, or one cannot tell who they are
        return found

    def _is_state(self, mention: Mention) -> bool:
        known = self._context.registry.actors.get(mention.ids[0]) if len(mention.ids) == 1 else None
        return known is not None and known.kind is ActorKind.STATE

    def _party(self, mention: Mention) -> str | None:
        """The group that is named, or the state of an army, or of a ruler whose forces are told of."""
        actors, text = self._context.registry.actors, self._context.page.text
        army = army_of(self._context, mention.ids, mention.span)
        if army:
            return army
        known = [actors[id] for id in mention.ids if id in actors]
        if len(known) != 1:
            return None
        [actor] = known
        if is_fighters(actor):
            return actor.id
        if actor.kind is ActorKind.GROUP:
            return None if "coalition" in actor.name.lower() else actor.id
        if actor.kind is ActorKind.STATE:
            return actor.id if _FIGHTING.match(text, mention.span.end) else None
        if actor.kind is not ActorKind.PERSON:
            return None
        ruling = _FORCES.match(text, mention.span.end) or _LOYAL.search(text, max(0, mention.span.start - 60), mention.span.start)
        ruled = self._context.cast.state_behind(mention.span) if ruling else None
        return ruled.candidates[0] if ruled else None


def _without(parties: dict[str, list[Span]], own: Collection[str]) -> dict[str, list[Span]]:
    return {party: spans for party, spans in parties.items() if party not in own}
