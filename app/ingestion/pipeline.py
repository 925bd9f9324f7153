"""One source, taken in: text → annotate → extract → resolve → store, the whole way on one screen."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

import spacy
from spacy.language import Language
from sqlmodel import Session

from app.ingestion import reference, store
from app.ingestion.annotate.annotated import Lexicons, annotated
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.claims import claims
from app.ingestion.extract.statements import statements
from app.ingestion.facts import ActorReference, Claim, RegionReference, Statement
from app.ingestion.registry import Registry
from app.ingestion.resolve.actors import ActorResolver
from app.ingestion.resolve.regions import RegionResolver, focus
from app.ingestion.source import Source, Taken

_UNUSED = ("ner", "lemmatizer", "attribute_ruler")  # NER costs 40 % of the time and calls Kursk a product


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read in one article, resolved."""

    statements: list[Statement]
    claims: list[Claim]


class Intake:
    """Takes in articles. The parser and the registry are loaded with the first one, never for reads."""

    def __init__(self, parser_model: str) -> None:
        """`parser_model` is the name of an installed spaCy pipeline."""
        self._parser_model = parser_model
        self._registry: Registry | None = None

    def take_in(self, session: Session, source: Source) -> Taken:
        """Store the article of `source` with its facts in the caller's transaction; a known text is left as it is."""
        known = store.known(session, source)
        if known:
            return known
        registry = self._loaded(session)
        facts = self.read(source.text, source.published_at.date(), registry)
        return store.store(session, source, facts.statements, facts.claims, registry, datetime.now(UTC))

    def read(self, text: str, published: date, registry: Registry) -> Facts:
        """The facts of a text that was published on a day."""
        page = annotated(text, self._lexicons, self._parser)
        cast = Cast(page, registry)
        said = statements(page, cast, published)
        counted = claims(page, cast, registry, said, published)
        in_focus = focus(registry, page.places)
        actors = ActorResolver(registry, self._offices, published, in_focus)
        regions = RegionResolver(registry, in_focus)
        for actor in _actors(said, counted):
            actors.resolve(actor)
        for region in _regions(said, counted):
            regions.resolve(region)
        return Facts(said, counted)

    def _loaded(self, session: Session) -> Registry:
        if self._registry is None:
            self._registry = reference.registry(session)
        return self._registry

    @cached_property
    def _parser(self) -> Language:
        return spacy.load(self._parser_model, exclude=_UNUSED)

    @cached_property
    def _lexicons(self) -> Lexicons:
        assert self._registry is not None
        return Lexicons.of(self._registry)

    @cached_property
    def _offices(self) -> dict[str, list[tuple[date, date | None, str]]]:
        assert self._registry is not None
        offices = defaultdict(list)
        for office in self._registry.offices:
            offices[office.person].append((office.started, office.ended, office.organ))
        return offices


def _actors(said: list[Statement], counted: list[Claim]) -> Iterator[ActorReference]:
    for statement in said:
        yield from (actor for actor in (statement.speaker, statement.addressee) if actor)
        yield from (hop.actor for hop in statement.attribution)
    for claim in counted:
        yield from (actor for actor in (claim.force, claim.claimant) if actor)


def _regions(said: list[Statement], counted: list[Claim]) -> Iterator[RegionReference]:
    yield from (statement.region for statement in said if statement.region)
    yield from (claim.region for claim in counted if claim.region)
