"""What the taking-in arm knows of the world: the actors and regions of the tables, in memory, with their names."""

from dataclasses import dataclass, field, replace
from datetime import date

from app.vocabulary import ActorKind, RegionKind

DEEPEST = 6  # an actor, and what it belongs to up to its state


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the registry."""

    id: str
    kind: ActorKind
    name: str
    parent: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """A person's post in an organ; `ended` is None while it lasts."""

    person: str
    title: str
    organ: str
    started: date
    ended: date | None


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the gazetteer."""

    id: str
    kind: RegionKind
    name: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    population: int | None


@dataclass(frozen=True, slots=True)
class ActorName:
    """A way of writing an actor's name in a text."""

    alias: str
    actor: str


@dataclass(frozen=True, slots=True)
class RegionName:
    """A way of writing a region's name in a text; `adjective` is true for "Ukrainian"."""

    alias: str
    region: str
    adjective: bool


@dataclass(frozen=True, slots=True)
class Settlements:
    """The settlements that one article may name; there are too many of them to hold them all."""

    regions: dict[str, Region] = field(default_factory=dict)
    names: dict[str, list[RegionName]] = field(default_factory=dict)  # by the folded name


@dataclass(frozen=True, slots=True)
class Registry:
    """Both registries, but for the settlements. Names include each canonical name; names that are only codes are left out."""

    actors: dict[str, Actor] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    actor_names: list[ActorName] = field(default_factory=list)
    region_names: list[RegionName] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)  # actors that were merged, and into whom
    revision: int = 0  # of the ledger, when the registries last changed

    def knowing(self, settlements: Settlements) -> "Registry":
        """This registry with the settlements of one article among its regions."""
        return replace(self, regions={**self.regions, **settlements.regions})

    def state_of(self, actor: str | None) -> Actor | None:
        """The state that an actor belongs to, itself if it is one."""
        for _ in range(DEEPEST):
            known = self.actors.get(actor) if actor else None
            if known is None or known.kind is ActorKind.STATE:
                return known
            actor = known.parent
        return None
