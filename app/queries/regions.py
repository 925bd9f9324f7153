"""Regions: what they can be asked by, and their rows."""

from sqlalchemy import bindparam

from app.queries.filters import Filter, any_of, called
from app.queries.listings import Listing, Sort
from app.queries.registry import Registry
from app.queries.tables import REGION, REGION_ALIAS
from app.queries.values import NAME_PREFIX, REGIONS, one_of
from app.vocabulary import RegionKind

REGISTRY = Registry(REGION, REGION_ALIAS, REGION_ALIAS.c.region_id)

# fmt: off
FILTERS = (
    Filter("q", NAME_PREFIX, "The beginning of one of its names; case and accents do not matter.", "kharkiv", called(REGION_ALIAS.c.region_id, REGION_ALIAS.c.folded, REGION.c.id)),
    Filter("kind", one_of(RegionKind), "What it is.", "country", any_of(REGION.c.kind, "kind")),
    Filter("parent", REGIONS, "The region it lies directly under.", "UA", any_of(REGION.c.parent_id, "parent")),
)
# fmt: on

ROWS = REGISTRY.rows()
BY_ID = ROWS.where(REGION.c.id == bindparam("id"))
LISTING = Listing("regions", ROWS, REGION.c.id, FILTERS, {"name": Sort(REGION.c.name)}, "name")
