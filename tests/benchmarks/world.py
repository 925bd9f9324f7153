"""What invented reports speak of: the places, people and measures of the real registries, and how often each is drawn.

News is skewed: a few wars, a few sides and a few papers make most of it, and a long tail the rest. Whatever is drawn here is
drawn by Zipf's law: what is second is half as frequent as what is first, what is hundredth a hundredth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from sqlmodel import Session, select

from app import models
from app.ingestion import reference
from app.ingestion.registry import Actor, Region, Registry, Settlements
from app.vocabulary import ActorKind, Measure, RegionKind

Item = TypeVar("Item")
FIRST, LAST = date(2022, 2, 24), date(2025, 12, 31)

# Countries that a war is in, the most frequent first, and the states that fight or speak there.
WARS = (
    ("UA", "russia ukraine north-korea united-states germany"),
    ("PS", "israel palestine iran united-states"),
    ("SD", "sudan united-arab-emirates egypt"),
    ("RU", "ukraine russia north-korea south-korea"),
    ("SY", "syria turkey israel united-states russia iran"),
    ("LB", "israel lebanon iran france"),
    ("YE", "yemen saudi-arabia united-states united-kingdom iran"),
    ("CD", "dr-congo rwanda uganda"),
    ("MM", "myanmar china"),
    ("ML", "mali france russia"),
)

# What is counted, the most frequent first, with the words for it and a middling number.
COUNTED = (
    (Measure.KILLED, "people", 12), (Measure.TROOPS, "soldiers", 2_500), (Measure.DRONES, "drones", 60),
    (Measure.WOUNDED, "people", 25), (Measure.MISSILES, "missiles", 18), (Measure.DISPLACED, "people", 20_000),
    (Measure.CASUALTIES, "casualties", 900), (Measure.STRIKES, "strikes", 14), (Measure.TANKS, "tanks", 31),
    (Measure.CAPTURED, "prisoners", 40), (Measure.CIVILIANS, "civilians", 90), (Measure.DETAINED, "people", 30),
    (Measure.ARTILLERY, "howitzers", 24), (Measure.MISSING, "people", 70), (Measure.VEHICLES, "trucks", 50),
    (Measure.ARMOURED_VEHICLES, "armoured vehicles", 45), (Measure.AIRCRAFT, "jets", 7), (Measure.TARGETS, "targets", 35),
    (Measure.MUNITIONS, "shells", 10_000), (Measure.WEAPONS, "rifles", 500), (Measure.AFFECTED, "people", 50_000),
    (Measure.SHIPS, "boats", 4), (Measure.SHARE, "percent of the troops", 20),
)  # fmt: skip


@dataclass(frozen=True)
class Ranked(Generic[Item]):
    """Items by how often they are drawn."""

    items: Sequence[Item]
    weights: Sequence[float]

    @classmethod
    def by_zipf(cls, items: Sequence[Item]) -> "Ranked[Item]":
        """`items`, the most frequent first."""
        return cls(items, list(accumulate(1 / rank for rank in range(1, len(items) + 1))))

    def one(self, random: Random) -> Item:
        """One of them."""
        return self.some(1, random)[0]

    def some(self, number: int, random: Random) -> list[Item]:
        """So many of them, the same again and again."""
        return random.choices(self.items, cum_weights=self.weights, k=number)


@dataclass(frozen=True)
class Theatre:
    """A war: where it is fought, by whom, and who gives figures of it."""

    places: Ranked[Region]
    forces: Ranked[Actor]
    claimants: Ranked[Actor]


@dataclass(frozen=True)
class World:
    """All there is to draw from, and the registry with every place of it."""

    registry: Registry
    theatres: Ranked[Theatre]
    publishers: Ranked[str]
    measures: Ranked[tuple[Measure, str, int]]
    words: Ranked[str]

    @property
    def days(self) -> int:
        """How many there are from the first report to the last."""
        return (LAST - FIRST).days


def world(session: Session, random: Random) -> World:
    """The world of the registries in the tables; the same `random` makes the same world of the same registries."""
    known = reference.registry(session)
    registry = known.knowing(Settlements(regions=_settlements(session)))
    outlets = sorted(actor.name for actor in known.actors.values() if actor.kind is ActorKind.OUTLET)
    random.shuffle(outlets)
    theatres = [_theatre(registry, country, sides.split(), random) for country, sides in WARS]
    words = [_word(random) for _ in range(20_000)]
    measures = Ranked.by_zipf(COUNTED)
    return World(registry, Ranked.by_zipf(theatres), Ranked.by_zipf(outlets), measures, Ranked.by_zipf(words))


def moment(share: float) -> date:
    """The day that lies at `share` (0 to 1) of the time."""
    return FIRST + timedelta(days=int(share * (LAST - FIRST).days))


def _settlements(session: Session) -> dict[str, Region]:
    rows = session.exec(select(models.Region).where(models.Region.kind == RegionKind.SETTLEMENT)).all()
    return {
        row.id: Region(row.id, RegionKind.SETTLEMENT, row.name, row.parent_id, row.latitude, row.longitude, row.population)
        for row in rows
    }


def _theatre(registry: Registry, country: str, sides: Sequence[str], random: Random) -> Theatre:
    """The country itself is the place named most, then its divisions, then its settlements by how many live there."""
    order = [RegionKind.COUNTRY, RegionKind.DIVISION, RegionKind.AREA, RegionKind.SETTLEMENT]
    inside = [region for region in registry.regions.values() if _within(region, country, registry)]
    inside.sort(key=lambda region: (order.index(region.kind), -(region.population or 0), region.id))
    states = [registry.actors[id] for id in sides if id in registry.actors]
    speaking, fighting = list(states), list(states)
    for state in states:
        under = sorted((actor for actor in registry.actors.values() if _under(actor, state, registry)), key=lambda each: each.id)
        random.shuffle(under)
        speaking += [actor for actor in under if actor.kind in (ActorKind.PERSON, ActorKind.ORGAN)]
        fighting += [actor for actor in under if actor.kind in (ActorKind.FORCE, ActorKind.GROUP)]
    others = [actor for actor in registry.actors.values() if actor.kind in (ActorKind.UNNAMED, ActorKind.ORGANISATION)]
    random.shuffle(others)
    bearers = [actor for actor in registry.actors.values() if actor.kind is ActorKind.GENERIC]
    return Theatre(
        Ranked.by_zipf(inside),
        Ranked.by_zipf([*fighting[:6], *bearers[:4], *fighting[6:], *bearers[4:]]),
        Ranked.by_zipf([*speaking[: len(states)], *_alternating(speaking[len(states) :], others)]),
    )


def _within(region: Region, country: str, registry: Registry) -> bool:
    seen: set[str] = set()
    at: Region | None = region
    while at and at.id not in seen:
        if at.id == country:
            return True
        seen.add(at.id)
        at = registry.regions.get(at.parent or "")
    return False


def _under(actor: Actor, state: Actor, registry: Registry) -> bool:
    seen: set[str] = set()
    parent = actor.parent
    while parent and parent not in seen:
        if parent == state.id:
            return True
        seen.add(parent)
        parent = registry.actors[parent].parent if parent in registry.actors else None
    return False


def _alternating(some: Sequence[Actor], others: Sequence[Actor]) -> list[Actor]:
    """Three of `some`, one of `others`, and so on to the end of either; what is left of the longer follows."""
    mixed: list[Actor] = []
    for place, other in enumerate(others):
        mixed += [*some[3 * place : 3 * place + 3], other]
    return mixed + list(some[3 * len(others) :])


def _word(random: Random) -> str:
    """A word of no language, so that no sentence here was written by anybody."""
    return "".join(random.choice("bdfgklmnprstv") + random.choice("aeiou") for _ in range(random.randint(2, 4)))
