"""Claims: what they can be asked by, and their rows. A claim's row is whole: its article and its point are joined to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, exists, func, select

from app.models import records, terms
from app.models.places import DAY_BITS
from app.queries.entries import Entries
from app.queries.filters import (
    DESCEND,
    Condition,
    Control,
    Filter,
    FoundBy,
    Interval,
    Shape,
    Without,
    any_of,
    at_least,
    at_most,
    none_of,
    not_after,
    not_before,
    published,
)
from app.queries.listings import Listing, Sort, by_day, by_moment
from app.queries.tables import ARTICLE, CLAIM, CLAIM_ACTOR, CLAIM_ENTRY, CLAIM_FIGURE, CLAIM_REGION, STATEMENT, STATEMENT_ACTOR
from app.queries.values import ACTORS, ARTICLES, AT_LEAST, AT_MOST, FROM_DAY, MEDIA, PUBLISHERS, REGIONS, TO_DAY, WORDS, one_of
from app.queries.words import GRAMMAR, Words, day_number
from app.vocabulary import Measure, Modality, Role, StatementKind


class DateBasis(StrEnum):
    """Which of a claim's dates is asked for."""

    AS_OF = "as_of"
    SAID = "said"
    PUBLISHED = "published"


_BASES = {
    DateBasis.AS_OF: Interval(CLAIM.c.as_of_start, CLAIM.c.as_of_end),
    DateBasis.SAID: Interval(
        STATEMENT.c.said_start, STATEMENT.c.said_end, lambda days: exists().where(STATEMENT.c.id == CLAIM.c.statement_id, days)
    ),
    DateBasis.PUBLISHED: published(ARTICLE.c.published_at),
}
_ACTOR, _REGION = CLAIM_ACTOR.c.actor_id, CLAIM_REGION.c.region_id


def in_statement(sql: Callable[[Shape], Condition], *, many: bool = False) -> Callable[[Shape], Condition]:
    """The statement that a claim stands in meets `sql`; where `many` do, that is tried on one claim after the other."""

    def condition(shape: Shape) -> Condition:
        if many or shape.yielded:
            return exists().where(STATEMENT.c.id == CLAIM.c.statement_id, sql(replace(shape, yielded=True)))
        return CLAIM.c.statement_id.in_(select(STATEMENT.c.id).where(sql(shape)))

    return condition


def _each(kind: str) -> Callable[[Sequence[str]], list[str]]:
    """The terms of values of this kind."""
    return lambda values: [terms.term(kind, value) for value in values]


_TERMS: dict[str, Callable[[Any], list[str]]] = {
    **{
        name: _each(name)
        for name in ("actor", *(Role.CLAIMANT, Role.FORCE), "region", "measure", "modality", "publisher", "article")
    },
    "at_least": terms.at_least,
    "at_most": terms.at_most,
}
_TEXTS = {"sentence": CLAIM.c.sentence, "quote": CLAIM.c.quote}
INDEX = Words(
    *(CLAIM, _TEXTS, "as_of", CLAIM.c.as_of_start, day_number, DAY_BITS, DateBasis.AS_OF), terms=_TERMS, entering=terms.entering
)

# fmt: off
FILTERS = (
    Filter("actor", ACTORS, "An actor in any role: id, ISO code, or exact name or alias.", "ukraine", FoundBy(CLAIM.c.id, _ACTOR, "actor")),
    Filter("claimant", ACTORS, "Who gives the figure.", "ukraine", FoundBy(CLAIM.c.id, _ACTOR, "claimant", Role.CLAIMANT)),
    Filter("exclude_claimant", ACTORS, "Who shall not give the figure; a figure of nobody in particular stays.", "russia", Without(FoundBy(CLAIM.c.id, _ACTOR, "exclude_claimant", Role.CLAIMANT))),
    Filter("speaker", ACTORS, "Who says the statement that it stands in.", "ukraine", in_statement(FoundBy(STATEMENT.c.id, STATEMENT_ACTOR.c.actor_id, "speaker", Role.SPEAKER))),
    Filter("addressee", ACTORS, "To whom the statement that it stands in is said.", "south-korea", in_statement(FoundBy(STATEMENT.c.id, STATEMENT_ACTOR.c.actor_id, "addressee", Role.ADDRESSEE))),
    Filter("force", ACTORS, "Whose troops, casualties, materiel or strikes are counted.", "north-korea", FoundBy(CLAIM.c.id, _ACTOR, "force", Role.FORCE)),
    Filter("region", REGIONS, "Where: id, ISO code, or exact name or alias.", "RU-KRS", FoundBy(CLAIM.c.id, _REGION, "region")),
    Filter("date_from", FROM_DAY, "Not all of the claim's days lie before this day, month or year.", "2024-10", not_before(_BASES)),
    Filter("date_to", TO_DAY, "Not all of the claim's days lie after this day, month or year.", "2024-10-29", not_after(_BASES)),
    Filter("measure", one_of(Measure), "What is counted.", "troops", any_of(CLAIM.c.measure, "measure")),
    Filter("modality", one_of(Modality), "How the source commits itself to the figure.", "asserted", any_of(CLAIM.c.modality, "modality")),
    Filter("at_least", AT_LEAST, "The lower bound, or where there is none the upper, is at least this.", "1000", at_least(CLAIM.c.low, CLAIM.c.high)),
    Filter("at_most", AT_MOST, "The upper bound, or where there is none the lower, is at most this.", "20000", at_most(CLAIM.c.low, CLAIM.c.high)),
    Filter("kind", one_of(StatementKind), "How much of the statement that it stands in is in quotation marks: all, none or some.", "direct", in_statement(any_of(STATEMENT.c.kind, "kind"), many=True)),
    Filter("medium", MEDIA, "By what means the statement that it stands in was said, in any case.", "telegram", in_statement(any_of(STATEMENT.c.medium, "medium"))),
    Filter("publisher", PUBLISHERS, "Who published the article, in any case.", "Al Jazeera", any_of(ARTICLE.c.publisher, "publisher")),
    Filter("exclude_publisher", PUBLISHERS, "Who shall not have published the article, in any case.", "Al Jazeera", none_of(ARTICLE.c.publisher, "exclude_publisher")),
    Filter("q", WORDS, f"In the sentence. {GRAMMAR}", '"north korean" troop*', INDEX.having),
    Filter("article", ARTICLES, "The article it stands in: id or address.", "art_1", any_of(CLAIM.c.article_id, "article")),
)
# fmt: on

DATE_BASIS = Control(
    "date_basis",
    {"type": "string", "enum": [*DateBasis], "default": "as_of"},
    one_of(DateBasis).read,
    DateBasis.AS_OF,
    "Which days `date_from` and `date_to` speak of: those the figure is about, those its statement was made on, or publication.",
    "said",
)

CLAIMS = records.CLAIMS
RECORDS = select(CLAIM.c.id, CLAIM.c.record)
_SAME_CLAIM = and_(CLAIM_FIGURE.c.as_of_start == CLAIM_ENTRY.c.as_of_start, CLAIM_FIGURE.c.claim_id == CLAIM_ENTRY.c.claim_id)
_IN_ENTRIES = ("as_of_start", "as_of_end", "measure", "modality", "low", "high")
_ENTRIES = Entries(
    CLAIM_ENTRY,
    shown=lambda found: select(found.c.claim_id.label("id"), CLAIM.c.record).join(CLAIM, CLAIM.c.id == found.c.claim_id),
    roles={"actor": None, "claimant": Role.CLAIMANT, "force": Role.FORCE},
    values=("measure", "modality", "publisher"),
    copies={CLAIM.c[each.name]: each for each in CLAIM_FIGURE.c if each.name in CLAIM.c}
    | {CLAIM.c[name]: CLAIM_ENTRY.c[name] for name in _IN_ENTRIES}
    | {CLAIM.c.id: CLAIM_ENTRY.c.claim_id, ARTICLE.c.publisher: CLAIM_ENTRY.c.publisher}
    | {ARTICLE.c.id: CLAIM_FIGURE.c.article_id, ARTICLE.c.published_at: CLAIM_FIGURE.c.published_at},
    joined=((CLAIM_FIGURE, _SAME_CLAIM), (ARTICLE, ARTICLE.c.id == CLAIM_FIGURE.c.article_id)),
)
LISTING = Listing(
    "claims",
    RECORDS.join(ARTICLE, ARTICLE.c.id == CLAIM.c.article_id).where(CLAIM.c.retracted.is_(None)),
    CLAIM.c.id,
    FILTERS,
    {
        "as_of": by_day(CLAIM.c.as_of_start),
        "published": by_moment(ARTICLE.c.published_at),
        "low": Sort(func.coalesce(CLAIM.c.low, -1.0), float),  # no figure is negative: those without a bound stand below all
    },
    "-as_of",
    (DESCEND, DATE_BASIS),
    entries=_ENTRIES,
    place="region",
    words=INDEX,
    dates={
        DateBasis.AS_OF: "The days that a figure is about. Where its text gives none, they are those of its statement (`as_of.basis` is "
        "said) or of the article (publication).",
        DateBasis.SAID: "The days on which a claim's statement was made. A claim that stands in no statement has none: "
        "`date_basis=published` finds it.",
        DateBasis.PUBLISHED: "The day on which the article was published, in UTC, whatever day a figure is about.",
    },
)
