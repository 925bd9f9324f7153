"""Who fights in an article, as far as its figures have been read: whose soldiers and weapons were counted, who struck, who was struck."""

from collections.abc import Collection
from dataclasses import dataclass, field

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.armies import same_army
from app.ingestion.extract.bearers import BEARERS
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.introductions import Introductions
from app.ingestion.facts import ActorReference, Span
from app.vocabulary import ActorKind, Measure

PERSONS = FATES | {Measure.TROOPS, Measure.CAPTURED, Measure.DETAINED, Measure.AFFECTED, Measure.CIVILIANS}
PUT_TO_USE = {Measure.STRIKES, Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS, Measure.AIRCRAFT, Measure.WEAPONS, Measure.ARTILLERY, Measure.TANKS,
              Measure.ARMOURED_VEHICLES, Measure.VEHICLES, Measure.SHIPS, Measure.TROOPS}  # fmt: skip
STRUCK = {Measure.TARGETS, Measure.TANKS, Measure.VEHICLES, Measure.ARTILLERY}
LAUNCHED = {Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS}
_MORE = frozenset("more additional extra further other".split())  # whose may be others'
_OF_OTHERS = frozenset("allied international foreign western".split())  # whose soldiers are not one state's
_NEAR = 300  # characters over which "three soldiers" are still those of the army named last


@dataclass(slots=True)
class Sides:
    """Whose the figures of one article were found to be, in the order of its text, and what that tells of the next."""

    context: Context
    introductions: Introductions
    last: Figure | None = None
    last_force: ActorReference | None = None
    launcher: ActorReference | None = None  # whose missiles, drones or rockets were counted last
    struck: ActorReference | None = None  # whose targets were struck, as long as they were one party's
    held: ActorReference | None = None  # who were taken or held, as counted last
    _known: dict[int, ActorReference | None] = field(default_factory=dict)  # by figure
    _heads: dict[tuple[int, int], ActorReference | None] = field(default_factory=dict)  # by clause and token
    _of_unit: dict[str, tuple[int, ActorReference]] = field(default_factory=dict)  # whose soldiers, jets … came last, and where
    _army: ActorReference | None = None  # the state whose soldiers were counted last
    _enemy: tuple[int, ActorReference | None] = 0, None  # the insurgents or the group counted last, and where
    _strikers: dict[str, ActorReference] = field(default_factory=dict)  # whose strikes were counted, by name

    def add(self, figure: Figure, force: ActorReference | None, struck: ActorReference | None) -> None:
        """Remember whose a figure is, and who is struck as it tells."""
        self._known[id(figure)] = self._heads[id(figure.clause), figure.head] = force
        self.last, self.last_force = figure, force or self.last_force
        if struck:
            self._strike(struck)
        if force is None:
            return
        unit = (figure.unit or "").lower()
        if figure.measure in {Measure.DETAINED, Measure.CAPTURED}:
            self.held = force
        if figure.measure in PERSONS and (force.kind is ActorKind.GROUP or unit in BEARERS):
            self._enemy = figure.quote.start, force
        if force.kind is ActorKind.STATE and figure.measure in FATES | {Measure.TROOPS}:
            self._army = force
        if force.kind is not ActorKind.GENERIC:
            self._of_unit[unit] = figure.quote.start, force
        if figure.measure in LAUNCHED and force.candidates:
            self.launcher = force
        if figure.measure is Measure.STRIKES:
            allied = "coalition" in " ".join((force.name, *force.candidates)).lower()
            name = "coalition" if allied else force.name
            if force.candidates or name not in self._strikers:
                self._strikers[name] = force

    def _strike(self, struck: ActorReference) -> None:
        one = self.struck is None or self.struck.candidates == struck.candidates
        self.struck = struck if one else None

    def of(self, figure: Figure | None) -> ActorReference | None:
        """Whose a figure read before is."""
        return self._known.get(id(figure)) if figure else None

    def known(self, figure: Figure) -> ActorReference | None:
        """Whose a figure read before is; whose the last one with a bearer, where it is not of those read."""
        return self._known.get(id(figure), self.last_force)

    def of_head(self, clause: Clause, token: Token) -> ActorReference | None:
        """Whose the figure is that stands at `token`."""
        return self._heads.get((id(clause), token.index))

    def enemy(self, figure: Figure) -> ActorReference | None:
        """The insurgents or the group that were counted just before."""
        at, enemy = self._enemy
        same = figure.clause.sentence.start <= at  # a group's own arms are found where its men are
        return enemy if enemy and figure.quote.start - at < _NEAR and (same or enemy.kind is not ActorKind.GROUP) else None

    def only_striker(self) -> ActorReference | None:
        """Whose all strikes so far were: "Near Gao, two strikes hit …"."""
        return next(iter(self._strikers.values())) if len(self._strikers) == 1 else None

    def only_armed(self, but: Collection[str] = ()) -> ActorReference | None:
        """Who alone is told to have weapons that strike, but for the countries that are struck: Russia for "Two missiles hit the depot"."""
        told = self.introductions.only("weapons", but)
        others = (each for each in self._strikers.values() if told and each.candidates != told.candidates and not but)
        return told if next(others, None) is None else None

    def alike(self, figure: Figure) -> ActorReference | None:
        """The army whose soldiers were killed just before "and three soldiers were wounded"."""
        at, force = self._of_unit.get((figure.unit or "").lower(), (0, None))
        near = figure.quote.start - at < _NEAR
        if not (figure.unit and near):
            return None
        definite = figure.noun is not None and figure.clause.at(figure.noun)[:2]
        known = any(token.lower in {"the", "these", "those"} for token in definite or ())
        added = any(token.lower in _MORE for token in figure.clause.at(Span(figure.quote.start, figure.quote.end)))
        named = figure.clause.at(figure.noun)[:-1] if figure.noun else []
        if any(token.lower in _OF_OTHERS for token in named):
            return None  # "28,000 Allied troops"
        again = (
            figure.measure is Measure.TROOPS and not added and force and same_army(self.context, force, at, figure.quote.start)
        )
        others = self._army is not None and force is not None and self._army.candidates != force.candidates
        return force if (figure.measure in FATES and not others) or known or again else None
