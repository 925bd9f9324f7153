"""References to actors in words → ids of the registry at the article's date; two candidates, then none."""

from datetime import date

from app.ingestion.facts import ActorReference
from app.ingestion.registry import Registry
from app.names import slug
from app.vocabulary import ActorKind, ActorStatus


class ActorResolver:
    """Resolves the actors of one article, published on one day."""

    def __init__(
        self, registry: Registry, offices: dict[str, list[tuple[date, date | None, str]]], published: date, focus: dict[str, int]
    ) -> None:
        """`offices`: (started, ended, organ) of each person; `focus`: how often each country is named."""
        self._registry = registry
        self._offices = offices
        self._published = published
        self._focus = focus

    def resolve(self, reference: ActorReference) -> None:
        """Fill in the id, canonical name, kind and parent of `reference`."""
        candidates = [id for id in reference.candidates if id in self._registry.actors]
        chosen = candidates[0] if len(candidates) == 1 else self._chosen(candidates)
        if chosen:
            actor = self._registry.actors[chosen]
            reference.id, reference.name, reference.kind = actor.id, actor.name, actor.kind
            reference.parent = self._organ(chosen) or actor.parent
        elif candidates:
            reference.name = reference.name or reference.as_written
        elif reference.kind is ActorKind.PERSON and len(reference.name.split()) > 1:
            self._introduce(reference)
        if not chosen and reference.belongs_to:
            owners = [id for id in reference.belongs_to if id in self._registry.actors]
            reference.parent = owners[0] if len(set(owners)) == 1 else None
        reference.name = reference.name or reference.as_written

    def _chosen(self, candidates: list[str]) -> str | None:
        """The only one in office on the day, or the only one of a country that the article is about."""
        serving = [id for id in candidates if self._organ(id)]
        if len(serving) == 1:
            return serving[0]
        among = serving or candidates
        ranked = sorted(((self._focus.get(self._registry.actors[id].country or "", 0), id) for id in among), reverse=True)
        if len(ranked) > 1 and ranked[0][0] > 2 * ranked[1][0] and ranked[0][0] > 0:
            return ranked[0][1]
        return None

    def _organ(self, person: str) -> str | None:
        """The organ a person serves in on the day; the one entered last where there are several."""
        serving = [
            (started, organ)
            for started, ended, organ in self._offices.get(person, ())
            if started <= self._published <= (ended or date.max)
        ]
        return max(serving)[1] if serving else None

    def _introduce(self, reference: ActorReference) -> None:
        """Give a person whom only the article names a provisional id made of the full name."""
        identifier = slug(reference.name)
        if not identifier:
            return
        known = self._registry.actors.get(identifier)
        reference.id, reference.status = identifier, ActorStatus.REGISTERED if known else ActorStatus.PROVISIONAL
        if known:
            reference.name, reference.kind = known.name, known.kind
