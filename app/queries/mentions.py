"""Mentions: what those of one article can be asked by, and their rows."""

from sqlalchemy import bindparam, select

from app.queries.filters import Filter, any_of
from app.queries.listings import Listing, Sort
from app.queries.offsets import OFFSET_UNIT
from app.queries.tables import ACTOR, MENTION, REGION
from app.queries.values import one_of
from app.vocabulary import MentionKind

# fmt: off
FILTERS = (
    Filter("kind", one_of(MentionKind), "What it stands for.", "region", any_of(MENTION.c.kind, "kind")),
)
# fmt: on

_REFERENCES = [
    column.label(f"{role}_{column.name}")
    for role, table in (("actor", ACTOR), ("region", REGION))
    for column in (table.c.id, table.c.name, table.c.kind)
]
_COLUMNS = [column for column in MENTION.c if column.name not in ("actor_id", "region_id")]
ROWS = (
    select(MENTION.c.position.label("id"), *_COLUMNS, *_REFERENCES)
    .select_from(MENTION)
    .outerjoin(ACTOR, ACTOR.c.id == MENTION.c.actor_id)
    .outerjoin(REGION, REGION.c.id == MENTION.c.region_id)
    .where(MENTION.c.article_id == bindparam("article_id"))
)
LISTING = Listing(
    "mentions",
    ROWS,
    MENTION.c.position,
    FILTERS,
    {"start": Sort(MENTION.c.start, int)},
    "start",
    (OFFSET_UNIT,),
    some_fields="text,ref.id",
)
