"""Statements: what they can be asked by, their rows, and the hops and claims that belong to them."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import BindParameter, Connection, bindparam, select

from app.models.places import DAY_BITS
from app.models.records import with_article
from app.queries.facts import grouped
from app.queries.filters import DESCEND, Control, Filter, FoundBy, Interval, any_of, none_of, not_after, not_before, published
from app.queries.listings import Listing, by_day, by_moment
from app.queries.tables import ARTICLE, CLAIM, HOP, STATEMENT, STATEMENT_ACTOR, STATEMENT_REGION, AnyRow
from app.queries.values import ACTORS, ARTICLES, FROM_DAY, MEDIA, PUBLISHERS, REGIONS, TO_DAY, WORDS, one_of
from app.queries.words import GRAMMAR, Words, day_number
from app.vocabulary import Role, StatementKind


class DateBasis(StrEnum):
    """Which of a statement's dates is asked for."""

    SAID = "said"
    PUBLISHED = "published"


_BASES = {
    DateBasis.SAID: Interval(STATEMENT.c.said_start, STATEMENT.c.said_end),
    DateBasis.PUBLISHED: published(ARTICLE.c.published_at),
}
_ID, _ACTOR, _REGION = STATEMENT.c.id, STATEMENT_ACTOR.c.actor_id, STATEMENT_REGION.c.region_id

_TEXTS = {"sentence": STATEMENT.c.sentence, "content": STATEMENT.c.content}
INDEX = Words(STATEMENT, _TEXTS, "said", STATEMENT.c.said_start, day_number, DAY_BITS, DateBasis.SAID)

# fmt: off
FILTERS = (
    Filter("actor", ACTORS, "An actor in any role: id, ISO code, or exact name or alias.", "ukraine", FoundBy(_ID, _ACTOR, "actor")),
    Filter("speaker", ACTORS, "Who says it.", "volodymyr-zelenskyy", FoundBy(_ID, _ACTOR, "speaker", Role.SPEAKER)),
    Filter("addressee", ACTORS, "To whom it is said.", "south-korea", FoundBy(_ID, _ACTOR, "addressee", Role.ADDRESSEE)),
    Filter("region", REGIONS, "Where: id, ISO code, or exact name or alias.", "UA", FoundBy(_ID, _REGION, "region")),
    Filter("date_from", FROM_DAY, "Not all of the statement's days lie before this day, month or year.", "2024-10", not_before(_BASES)),
    Filter("date_to", TO_DAY, "Not all of the statement's days lie after this day, month or year.", "2024-10-29", not_after(_BASES)),
    Filter("kind", one_of(StatementKind), "How much of it stands in quotation marks: all, none or some.", "direct", any_of(STATEMENT.c.kind, "kind")),
    Filter("medium", MEDIA, "By what means it was said, in any case.", "telegram", any_of(STATEMENT.c.medium, "medium")),
    Filter("publisher", PUBLISHERS, "Who published the article, in any case.", "Al Jazeera", any_of(ARTICLE.c.publisher, "publisher")),
    Filter("exclude_publisher", PUBLISHERS, "Who shall not have published the article, in any case.", "Al Jazeera", none_of(ARTICLE.c.publisher, "exclude_publisher")),
    Filter("q", WORDS, f"In the content or the sentence. {GRAMMAR}", "ceasefire -proposal", INDEX.having),
    Filter("article", ARTICLES, "The article it stands in: id or address.", "art_1", any_of(STATEMENT.c.article_id, "article")),
)
# fmt: on

DATE_BASIS = Control(
    "date_basis",
    {"type": "string", "enum": [*DateBasis], "default": "said"},
    one_of(DateBasis).read,
    DateBasis.SAID,
    "Which days `date_from` and `date_to` speak of: those it was said on, or publication.",
    "published",
)

STATEMENTS = with_article(STATEMENT)
LISTING = Listing(
    "statements",
    STATEMENTS.where(STATEMENT.c.retracted.is_(None)),
    STATEMENT.c.id,
    FILTERS,
    {"said": by_day(STATEMENT.c.said_start), "published": by_moment(ARTICLE.c.published_at)},
    "-said",
    (DESCEND, DATE_BASIS),
    place="region",
    words=INDEX,
    dates={
        DateBasis.SAID: "The days on which a statement was made. Where its text gives none, they are those of the article (`said.basis` is "
        "publication).",
        DateBasis.PUBLISHED: "The day on which the article was published, in UTC, whatever day a statement was made on.",
    },
)

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_HOPS = select(*HOP.c).where(HOP.c.statement_id.in_(_IDS)).order_by(HOP.c.statement_id, HOP.c.position)
_CLAIMS = select(CLAIM.c.statement_id, CLAIM.c.id, CLAIM.c.retracted).where(CLAIM.c.statement_id.in_(_IDS)).order_by(CLAIM.c.id)


def hops(connection: Connection, ids: Sequence[str]) -> dict[str, list[AnyRow]]:
    """The way that each statement took, from its source outwards."""
    return grouped(connection, _HOPS, ids)


def claims(connection: Connection, ids: Sequence[str]) -> dict[str, list[AnyRow]]:
    """The claims that stand in each statement."""
    return grouped(connection, _CLAIMS, ids)
