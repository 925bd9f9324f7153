"""A text to all its annotations: the one place where the annotators are put together."""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.language import Language

from app.ingestion.annotate.actors import Mention, actor_mentions, capitalised
from app.ingestion.annotate.clauses import Clause, clauses
from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.date_forms import TimeExpression
from app.ingestion.annotate.dates import time_expressions
from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.annotate.numbers import Quantity, quantities
from app.ingestion.annotate.regions import Place, region_mentions
from app.ingestion.facts import Span
from app.ingestion.registry import Registry
from app.ingestion.text.quotations import Quotation, quotations
from app.ingestion.text.sentences import paragraphs


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and everything found in it, each list in the order of the text."""

    text: str
    paragraphs: list[Span]
    quotations: list[Quotation]
    quantities: list[Quantity]
    times: list[TimeExpression]
    actors: list[Mention]
    places: list[Place]
    names: list[Span]
    clauses: list[Clause]


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The registry's names, ready to be found."""

    actors: Lexicon
    regions: Lexicon

    @classmethod
    def of(cls, registry: Registry) -> "Lexicons":
        """The lexicons of a registry."""
        return cls(
            Lexicon((name.alias, name.actor) for name in registry.actor_names),
            Lexicon((name.alias, name.region) for name in registry.region_names if not name.adjective),
        )


def annotated(text: str, lexicons: Lexicons, parser: Language) -> Annotated:
    """All annotations of `text`. Only sentences with a cue, a quotation mark or a number are parsed: the rest says nothing here."""
    lines = paragraphs(text)
    quotes = quotations(text, lines)
    numbers = quantities(text)
    starts = [number.span.start for number in numbers]
    actors = actor_mentions(text, lexicons.actors)

    def wanted(sentence: Span) -> bool:
        following = bisect_left(starts, sentence.start)
        return (following < len(starts) and starts[following] < sentence.end) or _says_something(
            text[sentence.start : sentence.end]
        )

    return Annotated(
        text=text,
        paragraphs=lines,
        quotations=quotes,
        quantities=numbers,
        times=time_expressions(text),
        actors=actors,
        places=region_mentions(text, lexicons.regions, actors),
        names=capitalised(text),
        clauses=clauses(text, lines, quotes, wanted, parser),
    )


_LOSSES = frozenset(
    ["killed", "wounded", "injured", "died", "dead", "shot", "destroyed", "captured", "downed", "killing", "wounding"]
)


def _says_something(sentence: str) -> bool:
    words = cues()
    if any(mark in sentence for mark in '“”"„«»‘'):
        return True
    lowered = [word.strip(".,;:()[]’'") for word in sentence.lower().split()]
    return any(word in words.verbs or word in words.nouns or word == "according" or word in _LOSSES for word in lowered) or any(
        phrase in sentence.lower() for phrase in words.according_at_end
    )
