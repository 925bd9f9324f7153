"""How an article introduces fighters and weapons: "Houthi rebels", "a Russian missile", "strikes by Israel", "Turkey shelled the town".

Whoever is introduced with such rebels is meant by "the rebels" later, as long as nobody else is introduced with any.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.ingestion.annotate.actors import Mention
from app.ingestion.extract.cast import Cast
from app.ingestion.facts import ActorReference, Span
from app.ingestion.registry import Actor, Registry
from app.vocabulary import ActorKind

_OWNERS = {ActorKind.STATE, ActorKind.FORCE, ActorKind.GROUP}
_FIGHTERS = r"(?:fighter|militant|insurgent|terrorist|rebel|jihadist|extremist|guerrilla|militia(?:m[ae]n)?|separatist|gunm[ae]n|mercenar(?:y|ies))"
_WEAPONS = (
    r"(?:missiles?|rockets?|drones?|uavs?|shells?|bombs?|shelling|bombardments?|bombings?|air-?strikes?|(?:air )?strikes?|air raids?|(?:air|missile|drone|rocket) attacks?|"
    r"artillery|guns|barrages?|salvos?|warplanes?|jets?|aircraft|helicopters?|gunships?)"
)
_CRAFT = r"(?:missiles|rockets|drones|artillery|guns|warplanes|jets|aircraft|helicopters|gunships)"  # "drones of the army"; a "bombing of Gaza" is not Gaza's
_QUALITIES = (
    r"(?:\s+(?:ballistic|cruise|guided|glide|hypersonic|aerial|air|suicide|attack|kamikaze|combat|fighter|military|unmanned|massive|deadly|heavy|mass|overnight|new|fresh|repeated|recent|earlier|"
    r"indiscriminate|deadly|long-range|anti-tank|suspected|armed|local|foreign|separatist|rebel|islamist|missile|rocket|drone|and|artillery|\w+day)){0,3}"
)
_KINDS = re.compile(rf"(?:['’]s?)?{_QUALITIES}\s+(?:(?P<fighters>{_FIGHTERS})|(?P<weapons>{_WEAPONS}))s?\b", re.IGNORECASE)
_FIGHTING = re.compile(rf"\b{_FIGHTERS}s?$", re.IGNORECASE)  # of a name that has them: "Houthi rebels"
_STRIKING = re.compile(
    r"(?:\s+(?:forces|troops|army|military|artillery|gunners|warplanes|jets|navy|air force))?(?:\s+(?:has|had|have|also|again|later|on \w+day)){0,3}"
    r"\s+(?:launched|fired|launching|firing|shelled|bombed|bombarded|pounded|rained|unleashed|hurled|struck|carried out (?:an? |\w+ )?(?:air ?)?strikes?|"
    r"(?:began|begun|continued?|continues|continuing|resumed|resumes|kept|keeps|stopped) (?:to )?(?:fire|firing|launch|launching|shell|shelling|bomb|bombing|bombard|bombarding|pound|pounding))\b",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    rf"\b(?:(?P<fighters>{_FIGHTERS})s? (?:of|from|belonging to|loyal to)|(?P<weapons>{_WEAPONS}(?: \w+)? by|{_CRAFT} of)) (?:the )?$",
    re.IGNORECASE,
)
_RISING = re.compile(
    r"\b(?:rebels?|insurgen\w+|separatists?|guerrillas?|militias?|junta|civil war|opposition (?:forces|fighters))\b",
    re.IGNORECASE,
)
_REACH = 60  # characters in which a name and what it introduces stand


@dataclass(frozen=True, slots=True)
class _Introduced:
    kind: str  # "weapons", or the noun of the fighters without its plural
    owner: str  # the actor whose they are, a state for its army
    at: Span


class Introductions:
    """Who is introduced with which fighters, and with weapons that strike, in one article."""

    def __init__(self, text: str, cast: Cast, registry: Registry) -> None:
        """Read what stands beside each name of a state, an army or a group."""
        self._text = text
        self._registry = registry
        self._rising = _RISING.search(text) is not None
        self._by_kind: dict[str, dict[str, list[_Introduced]]] = {}  # by kind and owner
        for mention in cast.mentions(Span(0, len(text))):
            for each in self._beside(mention):
                self._by_kind.setdefault(each.kind, {}).setdefault(each.owner, []).append(each)

    def _beside(self, mention: Mention) -> Iterator[_Introduced]:
        owner = self._owner(mention.ids)
        if owner is None:
            return
        start, end = mention.span
        itself = _FIGHTING.search(self._text, start, end)
        if itself:
            yield _Introduced(singular(itself[0]), owner, mention.span)
        for match in (
            _KINDS.match(self._text, end, end + _REACH),
            _DONE_BY.search(self._text, max(0, start - _REACH), start),
        ):
            if match:
                yield _Introduced("weapons" if match["weapons"] else singular(match["fighters"]), owner, mention.span)
        if _STRIKING.match(self._text, end, end + _REACH):
            yield _Introduced("weapons", owner, mention.span)

    def _owner(self, ids: tuple[str, ...]) -> str | None:
        """The group, or the state of an army; None where it is neither, or may be several."""
        at = ids[0] if len(ids) == 1 else None
        for _ in range(6):
            known: Actor | None = self._registry.actors.get(at) if at else None
            if known is None or known.kind not in _OWNERS:
                return None
            if known.kind is not ActorKind.FORCE or known.parent is None:
                return known.id
            at = known.parent
        return None

    def only(self, kind: str, but: Collection[str] = ()) -> ActorReference | None:
        """The only one introduced with this kind in the whole article, of those who are of none of the countries `but`."""
        known = self._registry.actors
        found = [each for owner, each in self._by_kind.get(kind, {}).items() if (known[owner].country or owner) not in but]
        if len(found) != 1:
            return None
        one = found[0][-1]
        actor = self._registry.actors[one.owner]
        return ActorReference(self._text[slice(*one.at)], one.at, actor.name, actor.kind, (actor.id,))

    @property
    def owners(self) -> dict[str, list[Span]]:
        """Where anybody is introduced with weapons, or a group with its fighters, by who it is; "Syrian rebels" are not Syria's."""
        told: dict[str, list[Span]] = {}
        for kind, owners in self._by_kind.items():
            for owner, introduced in owners.items():
                if kind == "weapons" or self._registry.actors[owner].kind is not ActorKind.STATE:
                    told.setdefault(owner, []).extend(each.at for each in introduced)
        return told

    def armed(self, owner: str) -> list[Span]:
        """Where somebody is named with weapons that strike."""
        return [each.at for each in self._by_kind.get("weapons", {}).get(owner, [])]

    def of_one_side(self, country: str) -> bool:
        """Whether nobody but its state is told to fight for a country: what falls on it is not its own then."""
        owners = [owner for kind in self._by_kind.values() for owner in kind]
        sides = {owner for owner in owners if self._registry.actors[owner].country == country}
        state_alone = all(self._registry.actors[owner].kind is ActorKind.STATE for owner in sides)
        return bool(sides) and state_alone and not self._rising


def singular(noun: str) -> str:
    """The noun of fighters without its plural, as introductions are kept by."""
    return (
        noun.lower()
        .removesuffix("s")
        .replace("gunmen", "gunman")
        .replace("militiamen", "militiaman")
        .replace("mercenarie", "mercenary")
    )
