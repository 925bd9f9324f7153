"""One source, taken in: text → annotate → extract → resolve → store, the whole way on one screen."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from sqlmodel import Session

from app.ingestion import gazetteer, reference, rules, store
from app.ingestion.annotate.annotated import Lexicons, annotated
from app.ingestion.annotate.parser import Parser
from app.ingestion.annotate.place_names import place_names
from app.ingestion.editions import Reading
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.claims import claims
from app.ingestion.extract.mentions import mentions
from app.ingestion.extract.statements import statements
from app.ingestion.facts import ActorReference, Claim, Mention, RegionReference, Statement
from app.ingestion.registry import Registry, Settlements
from app.ingestion.report import Publication, Report, Taken
from app.ingestion.resolve.actors import ActorResolver, WhoIsWho
from app.ingestion.resolve.regions import RegionResolver, focus
from app.ingestion.revision import held, of_registries
from app.vocabulary import StoreText

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read in one article, resolved."""

    statements: list[Statement]
    claims: list[Claim]
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, with the settlements it may name and the revision of the registries it was resolved by."""

    facts: Facts
    settlements: Settlements
    registries: int


class Intake:
    """Takes in articles. The parser and the registry are loaded with the first one, never for reads."""

    def __init__(self, parser_model: str, kept: StoreText = StoreText.FULL) -> None:
        """`parser_model` is the name of an installed spaCy pipeline; as much of each text as is to be `kept` is stored."""
        self._parser_model = parser_model
        self._kept = kept
        self._registry: Registry | None = None
        self._last_known: _Known | None = None
        self._parser = _parser(parser_model)

    def take_in(self, session: Session, source: Report) -> Taken:
        """Store the article of `source` with its facts in the caller's transaction; a known text is left as it is."""
        known = store.known(session, source)
        if known:
            return known
        source = source.determined()
        [taken] = self.store(session, [(source, self.reading(session, source.publication))])
        return taken

    def reading(self, session: Session, publication: Publication) -> Read:
        """What stands in a text; it takes a tenth of a second, in which nobody is kept waiting. Only English is understood."""
        registry = self._loaded(session)
        if publication.language != ENGLISH:
            return Read(Facts([], [], []), Settlements(), registry.revision)
        settlements = gazetteer.settlements(session, registry, place_names(publication.text))
        return Read(self.read(publication, registry, settlements), settlements, registry.revision)

    def store(self, session: Session, reports: Sequence[tuple[Report, Read]]) -> list[Taken]:
        """Write what was read in each source in the caller's transaction."""
        if not reports:
            return []  # who brings nothing new waits for no registry
        with uncollected():
            held(session)
            registry = self._loaded(session)  # looked for once: nobody changes it from here on
            fresh = [(source, self._fresh(session, registry, source.publication, read)) for source, read in reports]
            return store.store(session, fresh, datetime.now(UTC), self._kept)

    def fresh(self, session: Session, publication: Publication, read: Read) -> Reading:
        """What was read, by the registries as they are: if they changed meanwhile, it is read again.

        From here on nobody merges an actor that was read.
        """
        held(session)
        return self._fresh(session, self._loaded(session), publication, read)

    def _fresh(self, session: Session, registry: Registry, publication: Publication, read: Read) -> Reading:
        if read.registries != registry.revision:
            read = self.reading(session, publication)
        facts = read.facts
        return Reading(facts.statements, facts.claims, facts.mentions, registry.knowing(read.settlements), self.rules)

    def read(self, publication: Publication, registry: Registry, settlements: Settlements) -> Facts:
        """The facts of a text. `settlements`: those of the gazetteer that it may name."""
        with uncollected():
            return self._read(publication, registry, settlements)

    def _read(self, publication: Publication, registry: Registry, settlements: Settlements) -> Facts:
        text, published, known = publication.text, publication.published_at.date(), self._known(registry)
        with self._parser.lent(len(text)) as syntax:
            page = annotated(text, known.lexicons.knowing(settlements), syntax)
        registry = registry.knowing(settlements)
        cast = Cast(page, registry)
        said = statements(page, cast, published)
        counted = claims(page, cast, registry, said, published, known.who.named(publication.publisher))
        named = mentions(page, cast, said, counted, published)
        in_focus = focus(registry, page.places)
        actors = ActorResolver(known.who, published, in_focus, page)
        regions = RegionResolver(registry, text, [*page.places, *page.places_in_actors])
        for actor in (*_actors(said, counted), *(mention.actor for mention in named if mention.actor)):
            actors.resolve(actor)
        for region in (*_regions(said, counted), *(mention.region for mention in named if mention.region)):
            regions.resolve(region)
        return Facts(said, counted, named)

    def _loaded(self, session: Session) -> Registry:
        """The registry as it stands; it is read anew when an import, a merge or another process has changed it."""
        if self._registry is None or self._registry.revision != of_registries(session):
            self._registry = reference.registry(session)
        return self._registry

    def _known(self, registry: Registry) -> "_Known":
        """What is made of `registry`, and kept for the next article; a thread that holds an older one is not disturbed."""
        known = self._last_known
        if known is None or known.registry is not registry:
            self._last_known = known = _Known(registry)
        return known

    @cached_property
    def rules(self) -> str:
        """The digest of what this Fogline reads by; a text that was read by another may give other facts."""
        return rules.digest(self._parser_model)


_parser = lru_cache(Parser)  # a process loads each model once, however many take in with it: it takes a second and 100 MB


class _Known:
    """A registry, ready to read with."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.lexicons = Lexicons.of(registry)
        self.who = WhoIsWho.of(registry)


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is searched for garbage while a text is read, or what was read is written: all that is made is in use until the end,
    and the search took 5 %.
    """
    if not gc.isenabled():  # another thread reads, and may have it on again at any moment; whoever turns it off turns it on
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _actors(said: list[Statement], counted: list[Claim]) -> Iterator[ActorReference]:
    for statement in said:
        yield from (actor for actor in (statement.speaker, statement.addressee) if actor)
        yield from (hop.actor for hop in statement.attribution)
    for claim in counted:
        yield from (actor for actor in (claim.force, claim.claimant) if actor)


def _regions(said: list[Statement], counted: list[Claim]) -> Iterator[RegionReference]:
    yield from (statement.region for statement in said if statement.region)
    yield from (claim.region for claim in counted if claim.region)
