"""Facts in words: what the taking-in arm has read, before it is rows.

Every span is a half-open interval of code points in the article's text. `resolve` fills in the `id`, `name` and `kind` of
references and the days of dates; everything else is set once, by `extract`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.vocabulary import (
    ActorKind,
    ActorStatus,
    Basis,
    Measure,
    MentionKind,
    Modality,
    Precision,
    RegionKind,
    Relation,
    StatementKind,
)


class Span(NamedTuple):
    """Half-open [start, end) in code points of the article's text."""

    start: int
    end: int


@dataclass(slots=True)
class ActorReference:
    """Somebody the text points at. `span` holds the words used here ("He"); `id` is None where two candidates fit."""

    as_written: str
    span: Span
    name: str = ""  # the fullest form the article gives, until the registry gives its own
    kind: ActorKind = ActorKind.UNNAMED
    candidates: tuple[str, ...] = ()  # ids the name may stand for
    belongs_to: tuple[str, ...] = ()  # ids of the one it is part of: the ministry in "ministry officials"
    together: tuple["ActorReference", ...] = ()  # the several whom the words name: "Macron and Merkel", who have no id as two
    id: str | None = None
    status: ActorStatus = ActorStatus.REGISTERED
    parent: str | None = None  # id of the parent actor at the article's date


@dataclass(slots=True)
class RegionReference:
    """Somewhere the text points at."""

    as_written: str
    span: Span
    relation: Relation = Relation.IN
    candidates: tuple[str, ...] = ()  # ids the name may stand for
    division: bool = False  # a word beside the name says that it is no settlement: "Kursk region"
    named_at: Span | None = None  # where the text names it, if here it is only "the city"
    name: str = ""
    kind: RegionKind | None = None
    id: str | None = None


@dataclass(slots=True)
class Days:
    """An interval of days, both ends included. `span` is None where no time expression of the text gave it."""

    start: date
    end: date
    precision: Precision
    basis: Basis
    as_written: str | None = None
    span: Span | None = None


@dataclass(slots=True)
class Mention:
    """A name or a time expression in the text, and what it stands for: one of the three, or no days that can be decided."""

    kind: MentionKind
    span: Span
    actor: ActorReference | None = None
    region: RegionReference | None = None
    days: Days | None = None


@dataclass(slots=True)
class Hop:
    """One step of the way from the source to the reader: who passed the content on, and by which word."""

    actor: ActorReference
    cue: str


@dataclass(slots=True)
class Statement:
    """Content attributed to a speaker by a cue."""

    content: Span
    cue: Span
    kind: StatementKind
    sentence: Span
    said: Days
    rule: str
    speaker: ActorReference | None = None
    addressee: ActorReference | None = None
    medium: str | None = None
    medium_span: Span | None = None
    region: RegionReference | None = None
    attribution: list[Hop] = field(default_factory=list)  # from the source outwards; the first is the speaker
    also: list[Span] = field(default_factory=list)  # further pieces of the content, apart from it

    def holds(self, span: Span) -> bool:
        """Whether `span` lies in the content."""
        return any(piece.start <= span.start and span.end <= piece.end for piece in (self.content, *self.also))


@dataclass(slots=True)
class Claim:
    """A reported quantity of people or materiel."""

    quote: Span
    measure: Measure
    low: float | None  # people or pieces; percent for a share
    high: float | None
    approximate: bool
    sentence: Span
    as_of: Days
    rule: str
    unit: str | None = None
    hedge: str | None = None
    modality: Modality = Modality.ASSERTED
    force: ActorReference | None = None
    claimant: ActorReference | None = None
    region: RegionReference | None = None
    statement: Statement | None = None
    attribution: list[Hop] = field(default_factory=list)
