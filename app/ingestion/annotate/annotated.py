"""A text to all its annotations: the one place where the annotators are put together."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from app.ingestion.annotate.actors import Mention, actor_mentions, capitalised
from app.ingestion.annotate.clauses import Clause, clauses
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.date_forms import TimeExpression
from app.ingestion.annotate.dates import time_expressions
from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.annotate.numbers import Quantity, numbers
from app.ingestion.annotate.regions import Place, region_mentions
from app.ingestion.annotate.syntax import Syntax
from app.ingestion.annotate.toponyms import PlaceNames
from app.ingestion.facts import Span
from app.ingestion.registry import Registry, Settlements
from app.ingestion.text.quotations import Quotation, quotations
from app.ingestion.text.sentences import paragraphs
from app.ingestion.text.turns import Turn, turns
from app.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and everything found in it, each list in the order of the text."""

    text: str
    paragraphs: list[Span]
    turns: list[Turn]  # of a transcript; each piece is a quotation as well
    quotations: list[Quotation]
    quantities: list[Quantity]
    articles: list[Quantity]  # which may count one each
    times: list[TimeExpression]
    actors: list[Mention]
    places: list[Place]
    places_in_actors: list[Place]  # "Turkey" in "Turkey’s army": named, but not where anything is
    names: list[Span]
    clauses: list[Clause]


_NO_PLACES = {ActorKind.PERSON, ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.OUTLET}


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The registry's names, ready to be found."""

    actors: Lexicon
    places: PlaceNames
    persons: frozenset[str] = frozenset()  # actors who are persons
    no_places: frozenset[str] = frozenset()  # actors whose name is no place's, even if a town is called that

    @classmethod
    def of(cls, registry: Registry) -> "Lexicons":
        """The lexicons of a registry."""
        return cls(
            Lexicon((name.alias, name.actor) for name in registry.actor_names),
            PlaceNames.of(registry),
            frozenset(actor.id for actor in registry.actors.values() if actor.kind is ActorKind.PERSON),
            frozenset(actor.id for actor in registry.actors.values() if actor.kind in _NO_PLACES),
        )

    def knowing(self, settlements: Settlements) -> "Lexicons":
        """These and the settlements that one article may name."""
        return replace(self, places=self.places.knowing(settlements))


def annotated(text: str, lexicons: Lexicons, syntax: Syntax) -> Annotated:
    """All annotations of `text`. Only sentences with a cue, a quotation mark or a number are parsed: the rest says nothing here."""
    lines = paragraphs(text)
    spoken = turns(text, lines)
    quotes = quotations(text, lines, spoken)
    counts = numbers(text)
    starts = [quantity.span.start for quantity in counts.quantities]
    actors = actor_mentions(text, lexicons.actors, lexicons.persons)
    places, places_in_actors = region_mentions(text, lexicons.places, actors, lexicons.no_places)

    def wanted(sentence: Span) -> bool:
        following = bisect_left(starts, sentence.start)
        counting = following < len(starts) and starts[following] < sentence.end
        return (
            counting
            or text[sentence.end - 1] == ":"  # a list may follow
            or _says_something(text[sentence.start : sentence.end])
            or _THEY_FOLLOW.match(text, sentence.end) is not None
        )

    return Annotated(
        text=text,
        paragraphs=lines,
        turns=spoken,
        quotations=quotes,
        quantities=counts.quantities,
        articles=counts.articles,
        times=time_expressions(text),
        actors=actors,
        places=places,
        places_in_actors=places_in_actors,
        names=capitalised(text),
        clauses=clauses(text, lines, quotes, wanted, syntax),
    )


_THEY_FOLLOW = re.compile(r"\s+They\b")  # and who they are is the subject of the sentence before
_LOSSES = frozenset(
    ["dead", "victims", "casualties", "shot", "destroyed", "downed", "lost", "losing", "sank", "sunk"]
)  # besides the verbs of measures.toml


def _says_something(sentence: str) -> bool:
    words = cues()
    if any(mark in sentence for mark in '“”"„«»‘') or sentence.startswith("Per "):
        return True
    losses = counted().verbs
    lowered = [word.strip(".,;:()[]’'") for word in sentence.lower().split()]
    return any(
        word in words.verbs
        or word in words.nouns
        or (word in words.with_word and not words.with_word[word][1].quotation_only)
        or word in words.counts
        or word in words.views
        or word == "according"
        or word in _LOSSES
        or word in losses
        for word in lowered
    ) or any(phrase in sentence.lower() for phrase in words.according_at_end)
