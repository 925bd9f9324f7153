"""Facts in words go in; the rows that say the same in the tables come out. Nothing is written here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.ingestion.bulk import Row
from app.ingestion.facts import ActorReference, Claim, Days, Hop, Mention, RegionReference, Span, Statement
from app.ingestion.registry import Registry
from app.vocabulary import ActorStatus, Role, StoreText


@dataclass(frozen=True, slots=True)
class Edition:
    """The version of an article's text that facts were read from, and the revision that brings them."""

    article_id: str
    version: int
    text: str
    revision: int
    kept: StoreText = StoreText.FULL

    def cut(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def quoted(self, span: Span) -> str | None:
        """What stands there, unless no words of the text are kept."""
        return None if self.kept is StoreText.NONE else self.cut(span)

    @property
    def columns(self) -> Row:
        """What every fact of this edition has in common; a fact that is read again stands again."""
        return {"article_id": self.article_id, "version": self.version, "revision": self.revision, "retracted": None}


def claim_row(claim: Claim, id: str, statement_id: str | None, edition: Edition) -> Row:
    return {
        "id": id,
        **edition.columns,
        "statement_id": statement_id,
        "measure": claim.measure,
        "quote": edition.quoted(claim.quote),
        "unit": claim.unit,
        "low": claim.low,
        "high": claim.high,
        "approximate": claim.approximate,
        "hedge": claim.hedge,
        "modality": claim.modality,
        **_actor("force", claim.force),
        **_actor("claimant", claim.claimant),
        **_region(claim.region),
        **_days("as_of", claim.as_of),
        "sentence": edition.quoted(claim.sentence),
        "spans": _spans(claim),
        "attribution": [_hop(hop) for hop in claim.attribution],
        "rule": claim.rule,
    }


def statement_row(statement: Statement, id: str, edition: Edition) -> Row:
    return {
        "id": id,
        **edition.columns,
        "kind": statement.kind,
        "content": edition.quoted(statement.content),
        "cue": edition.cut(statement.cue),
        "medium": statement.medium,
        **_actor("speaker", statement.speaker),
        **_actor("addressee", statement.addressee),
        **_region(statement.region),
        **_days("said", statement.said),
        "sentence": edition.quoted(statement.sentence),
        "spans": _spans(statement),
        "rule": statement.rule,
    }


def kept_text(facts: Iterable[Claim | Statement], edition: Edition) -> str | None:
    """What the ledger keeps of the text: of the sentences with facts alone, every code point stays where it was."""
    if edition.kept is not StoreText.SPANS:
        return edition.text if edition.kept is StoreText.FULL else None
    blank = [character if character == "\n" else " " for character in edition.text]
    for fact in facts:
        for span in filter(None, _named_spans(fact).values()):
            blank[span.start : span.end] = edition.text[span.start : span.end]
    return "".join(blank)


def hop_rows(statement: Statement, id: str) -> list[Row]:
    return [
        {
            "statement_id": id,
            "position": position,
            "actor_id": hop.actor.id,
            "actor_name": hop.actor.name or hop.actor.as_written,
            "actor_kind": hop.actor.kind,
            "as_written": hop.actor.as_written,
            "cue": hop.cue,
        }
        for position, hop in enumerate(statement.attribution)
    ]


def mention_row(mention: Mention, position: int, edition: Edition) -> Row:
    days = mention.days
    return {
        "article_id": edition.article_id,
        "position": position,
        "version": edition.version,
        "kind": mention.kind,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": edition.cut(mention.span),
        "actor_id": mention.actor and mention.actor.id,
        "region_id": mention.region and mention.region.id,
        "days_start": days and days.start,
        "days_end": days and days.end,
        "days_precision": days and days.precision,
        "days_basis": days and days.basis,
    }


def _actor(role: str, reference: ActorReference | None) -> Row:
    return {
        f"{role}_id": reference and reference.id,
        f"{role}_name": reference and (reference.name or reference.as_written),
        f"{role}_kind": reference and reference.kind,
        f"{role}_as_written": reference and reference.as_written,
    }


def _region(reference: RegionReference | None) -> Row:
    return {
        "region_id": reference and reference.id,
        "region_name": reference and (reference.name or reference.as_written),
        "region_kind": reference and reference.kind,
        "region_relation": reference and reference.relation,
        "region_as_written": reference and reference.as_written,
    }


def _days(column: str, days: Days) -> Row:
    return {
        f"{column}_start": days.start,
        f"{column}_end": days.end,
        f"{column}_precision": days.precision,
        f"{column}_basis": days.basis,
        f"{column}_as_written": days.as_written,
    }


def _hop(hop: Hop) -> Row:
    actor = hop.actor
    named = {"id": actor.id, "name": actor.name or actor.as_written, "kind": actor.kind, "as_written": actor.as_written}
    return {"actor": named, "cue": hop.cue}


def _span(reference: ActorReference | RegionReference | None) -> Span | None:
    return None if reference is None else reference.span


def _spans(fact: Claim | Statement) -> Row:
    return {name: span and {"start": span.start, "end": span.end} for name, span in _named_spans(fact).items()}


def _named_spans(fact: Claim | Statement) -> dict[str, Span | None]:
    if isinstance(fact, Claim):
        return {
            "quote": fact.quote,
            "force": _span(fact.force),
            "claimant": _span(fact.claimant),
            "region": _span(fact.region),
            "as_of": fact.as_of.span,
            "sentence": fact.sentence,
        }
    return {
        "content": fact.content,
        "speaker": _span(fact.speaker),
        "cue": fact.cue,
        "addressee": _span(fact.addressee),
        "medium": fact.medium_span,
        "region": _span(fact.region),
        "said": fact.said.span,
        "sentence": fact.sentence,
    }


def cast(fact: Claim | Statement) -> list[tuple[Role, ActorReference]]:
    """Everybody in `fact`, with the part they play. The first hop is the speaker; those after it passed the content on."""
    if isinstance(fact, Claim):
        parts = [(Role.FORCE, fact.force), (Role.CLAIMANT, fact.claimant)]
    else:
        parts = [(Role.SPEAKER, fact.speaker), (Role.ADDRESSEE, fact.addressee)]
    parts += [(Role.RELAY, hop.actor) for hop in fact.attribution[1:]]
    return [(role, reference) for role, reference in parts if reference is not None]


def provisional(facts: Iterable[Claim | Statement], mentions: Iterable[Mention], registry: Registry) -> dict[str, ActorReference]:
    """The actors that the article itself introduced, by id; of several references, the first that knows a parent."""
    found: dict[str, ActorReference] = {}
    for actor in (*_everybody(facts), *(mention.actor for mention in mentions if mention.actor)):
        if actor.id is None or actor.status is not ActorStatus.PROVISIONAL or actor.id in registry.actors:
            continue
        if actor.id not in found or found[actor.id].parent is None:
            found[actor.id] = actor
    return found


def _everybody(facts: Iterable[Claim | Statement]) -> Iterator[ActorReference]:
    for fact in facts:
        named = [*(reference for _, reference in cast(fact)), *(hop.actor for hop in fact.attribution)]
        yield from (each for reference in named for each in (reference, *reference.together))


@dataclass(frozen=True, slots=True)
class Parents:
    """Whom every actor is under and where every region lies: those of the registry, and actors that an article introduced."""

    registry: Registry
    introduced: Mapping[str, ActorReference]
    _lines: dict[tuple[str | None, str | None], list[tuple[str, int]]] = field(
        default_factory=dict
    )  # the same few, again and again
    _places: dict[str, list[str]] = field(default_factory=dict)

    def lineage(self, reference: ActorReference) -> list[tuple[str, int]]:
        """The actor at depth 0 and its ancestors; the parent at the article's date goes before the one the registry knows.

        "Ukrainian officials" are nobody the registry knows, but their parent is Ukraine, at depth 1; so are both of "Macron and
        Merkel", whom the registry does not know as two.
        """
        if reference.together:
            return [(actor, depth + 1) for each in reference.together for actor, depth in self.lineage(each)]
        key = reference.id, reference.parent
        if key not in self._lines:
            above = upwards(reference.parent or self._of_actor(reference.id or ""), self._of_actor)
            itself = [] if reference.id is None else [(reference.id, 0)]
            others = (actor for actor in above if actor != reference.id)
            self._lines[key] = itself + [(actor, depth) for depth, actor in enumerate(others, start=1)]
        return self._lines[key]

    def places(self, reference: RegionReference | None) -> list[str]:
        """The region and all that it lies in, the narrowest first."""
        if reference is None or reference.id is None:
            return []
        if reference.id not in self._places:
            self._places[reference.id] = upwards(reference.id, self._of_region)
        return self._places[reference.id]

    def _of_actor(self, id: str) -> str | None:
        actor = self.introduced.get(id) or self.registry.actors.get(id)
        return actor.parent if actor else None

    def _of_region(self, id: str) -> str | None:
        region = self.registry.regions.get(id)
        return region.parent if region else None


def found_by_actor(fact: Claim | Statement, id: str, owner: str, parents: Parents) -> list[Row]:
    """One row for each actor and role that `fact` is found by, with the shortest way up to that actor."""
    depths: dict[tuple[str, Role], int] = {}
    for role, reference in cast(fact):
        for actor, depth in parents.lineage(reference):
            depths[actor, role] = min(depth, depths.get((actor, role), depth))
    return [{"actor_id": actor, "role": role, owner: id, "depth": depth} for (actor, role), depth in depths.items()]


def found_by_region(fact: Claim | Statement, id: str, owner: str, parents: Parents) -> list[Row]:
    """One row for each region that `fact` is found by."""
    return [{"region_id": region, owner: id, "depth": depth} for depth, region in enumerate(parents.places(fact.region))]


def mentioning_actor(mentions: Iterable[Mention], article_id: str, parents: Parents) -> list[Row]:
    """One row for each actor that the article is found by, as it names it or one under it, with the shortest way up."""
    depths: dict[str, int] = {}
    for mention in mentions:
        for actor, depth in parents.lineage(mention.actor) if mention.actor else ():
            depths[actor] = min(depth, depths.get(actor, depth))
    return [{"actor_id": actor, "article_id": article_id, "depth": depth} for actor, depth in depths.items()]


def mentioning_region(mentions: Iterable[Mention], article_id: str, parents: Parents) -> list[Row]:
    """One row for each region that the article is found by, as it names it or one in it, with the shortest way up."""
    depths: dict[str, int] = {}
    for mention in mentions:
        for depth, region in enumerate(parents.places(mention.region)):
            depths[region] = min(depth, depths.get(region, depth))
    return [{"region_id": region, "article_id": article_id, "depth": depth} for region, depth in depths.items()]


def upwards(id: str | None, parent_of: Callable[[str], str | None]) -> list[str]:
    """`id` and its ancestors, nearest first; a circle ends where it closes."""
    way: list[str] = []
    while id is not None and id not in way:
        way.append(id)
        id = parent_of(id)
    return way
