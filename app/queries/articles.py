"""Articles: what they can be asked by, their rows, their versions and their text."""

from collections.abc import Callable

from sqlalchemy import BindParameter, Column, Table, and_, bindparam, or_, select

from app.models.places import SECOND_BITS
from app.queries.days import DayEnd, DayStart
from app.queries.filters import (
    DESCEND,
    Condition,
    Filter,
    FoundBy,
    Interval,
    Shape,
    any_of,
    none_of,
    not_after,
    not_before,
    published,
)
from app.queries.listings import Listing, by_moment
from app.queries.tables import (
    ARTICLE,
    ARTICLE_VERSION,
    CLAIM,
    CLAIM_ACTOR,
    CLAIM_REGION,
    MENTION_ACTOR,
    MENTION_REGION,
    STATEMENT,
    STATEMENT_ACTOR,
    STATEMENT_REGION,
)
from app.queries.values import ACTORS, ADDRESSES, FROM_DAY, MEDIA, PUBLISHERS, REGIONS, TO_DAY, WORDS, one_of
from app.queries.values import ARTICLES as NAMED_ARTICLES
from app.queries.words import GRAMMAR, Words, second_number
from app.vocabulary import Measure, Role

_NEWEST = and_(ARTICLE_VERSION.c.article_id == ARTICLE.c.id, ARTICLE_VERSION.c.version == ARTICLE.c.version)
_text = select(ARTICLE_VERSION.c.text).where(_NEWEST).correlate(ARTICLE).scalar_subquery()
_BASES: dict[str, Interval] = {"": published(ARTICLE.c.published_at)}


def _having(name: str, in_claims: Column[str], in_statements: Column[str], named: Column[str]) -> Callable[[Shape], Condition]:
    """The article names one of the values of filter `name`, or a standing fact of it can be found by one."""
    finds = [
        (CLAIM, FoundBy(CLAIM.c.id, in_claims, name)),
        (STATEMENT, FoundBy(STATEMENT.c.id, in_statements, name)),
    ]

    def sql(shape: Shape) -> Condition:
        return or_(
            FoundBy(ARTICLE.c.id, named, name)(shape),
            *(_with(fact, found)(shape) for fact, found in finds),
        )

    return sql


def _with(facts: Table, sql: Callable[[Shape], Condition]) -> Callable[[Shape], Condition]:
    """The article has a standing fact of this kind that meets `sql`."""
    return lambda shape: ARTICLE.c.id.in_(select(facts.c.article_id).where(facts.c.retracted.is_(None), sql(shape)))


_TEXTS = {"title": ARTICLE.c.title, "text": _text}
INDEX = Words(ARTICLE, _TEXTS, "published", ARTICLE.c.published_at, second_number, SECOND_BITS, first=DayStart, last=DayEnd)

# fmt: off
FILTERS = (
    Filter("actor", ACTORS, "An actor that it names, or one of its statements or claims, in any role.", "ukraine", _having("actor", CLAIM_ACTOR.c.actor_id, STATEMENT_ACTOR.c.actor_id, MENTION_ACTOR.c.actor_id)),
    Filter("speaker", ACTORS, "Who says one of its statements.", "volodymyr-zelenskyy", _with(STATEMENT, FoundBy(STATEMENT.c.id, STATEMENT_ACTOR.c.actor_id, "speaker", Role.SPEAKER))),
    Filter("addressee", ACTORS, "To whom one of its statements is said.", "south-korea", _with(STATEMENT, FoundBy(STATEMENT.c.id, STATEMENT_ACTOR.c.actor_id, "addressee", Role.ADDRESSEE))),
    Filter("claimant", ACTORS, "Who gives one of its figures.", "ukraine", _with(CLAIM, FoundBy(CLAIM.c.id, CLAIM_ACTOR.c.actor_id, "claimant", Role.CLAIMANT))),
    Filter("force", ACTORS, "Whom one of its figures counts.", "north-korea", _with(CLAIM, FoundBy(CLAIM.c.id, CLAIM_ACTOR.c.actor_id, "force", Role.FORCE))),
    Filter("measure", one_of(Measure), "What one of its figures counts.", "troops", _with(CLAIM, any_of(CLAIM.c.measure, "measure"))),
    Filter("medium", MEDIA, "By what means one of its statements was said, in any case.", "telegram", _with(STATEMENT, any_of(STATEMENT.c.medium, "medium"))),
    Filter("region", REGIONS, "A region that it names, or of one of its statements or claims.", "UA", _having("region", CLAIM_REGION.c.region_id, STATEMENT_REGION.c.region_id, MENTION_REGION.c.region_id)),
    Filter("date_from", FROM_DAY, "Published on or after this day, month or year, in UTC.", "2024-10", not_before(_BASES)),
    Filter("date_to", TO_DAY, "Published on or before this day, month or year, in UTC.", "2024-10-30", not_after(_BASES)),
    Filter("publisher", PUBLISHERS, "Who published it, in any case.", "Al Jazeera", any_of(ARTICLE.c.publisher, "publisher")),
    Filter("exclude_publisher", PUBLISHERS, "Who shall not have published it, in any case.", "Al Jazeera", none_of(ARTICLE.c.publisher, "exclude_publisher")),
    Filter("article", NAMED_ARTICLES, "The article itself: id or address.", "art_1", any_of(ARTICLE.c.id, "article")),
    Filter("q", WORDS, f"In the title or the text. {GRAMMAR}", '"grain corridor" odes*', INDEX.having),
    Filter("origin", NAMED_ARTICLES, "What it is a copy of: the id or address of an article.", "art_1", any_of(ARTICLE.c.origin_id, "origin")),
    Filter("url", ADDRESSES, "Its address, exactly.", "https://example.org/report", any_of(ARTICLE.c.url, "url")),
)
# fmt: on

ARTICLES = select(*ARTICLE.c, ARTICLE.c.origin_id.label("origin"), ARTICLE_VERSION.c.sha256).join(ARTICLE_VERSION, _NEWEST)
LISTING = Listing(
    "articles",
    ARTICLES,
    ARTICLE.c.id,
    FILTERS,
    {"published": by_moment(ARTICLE.c.published_at)},
    "-published",
    (DESCEND,),
    words=INDEX,
    dates={"": "The day on which an article was published, in UTC."},
)

BY_ID = ARTICLES.where(ARTICLE.c.id == bindparam("id"))
_OF_ARTICLE = ARTICLE_VERSION.c.article_id == bindparam("id")
VERSIONS = (
    select(ARTICLE_VERSION.c.version, ARTICLE_VERSION.c.sha256, ARTICLE_VERSION.c.taken_in_at)
    .where(_OF_ARTICLE)
    .order_by(ARTICLE_VERSION.c.version)
)
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
TEXTS = select(ARTICLE.c.id, ARTICLE_VERSION.c.text).join(ARTICLE_VERSION, _NEWEST).where(ARTICLE.c.id.in_(_IDS))
NEWEST_TEXT = select(ARTICLE_VERSION.c.text, ARTICLE_VERSION.c.kept).join(ARTICLE, _NEWEST).where(_OF_ARTICLE)
TEXT = select(ARTICLE_VERSION.c.text, ARTICLE_VERSION.c.kept).where(
    _OF_ARTICLE, ARTICLE_VERSION.c.version == bindparam("version")
)
