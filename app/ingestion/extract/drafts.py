"""What a rule of attribution has seen in one clause, before anybody is looked up: spans only."""

from dataclasses import dataclass, field

from app.ingestion.annotate.clauses import Clause
from app.ingestion.facts import Span


@dataclass(slots=True)
class Draft:
    """Content, the words that attribute it, and the noun phrases of those involved."""

    rule: str
    clause: Clause
    content: Span
    cue: Span
    speaker: Span | None
    also: list[Span] = field(default_factory=list)  # further pieces of the content, apart from it
    addressee: Span | None = None
    around: Span | None = None  # the characters in which the utterance is dated and its medium named
    relays: list[tuple[Span, str]] = field(default_factory=list)  # who passed it on, by which word
    position: int = 0  # of the cue's token in its clause
    belief: bool = False
