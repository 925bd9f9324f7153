"""Regions: what they can be asked by, and their rows."""

from sqlalchemy import and_, bindparam, select

from app.queries.counts import WITH_COUNTS
from app.queries.filters import Condition, Filter, Shape, any_of, begun
from app.queries.listings import Listing, Sort
from app.queries.registry import Registry
from app.queries.starts import Starts
from app.queries.tables import REGION, REGION_ALIAS, REGION_START
from app.queries.values import BEGINNING, REGIONS, one_of
from app.vocabulary import RegionKind

REGISTRY = Registry(REGION, REGION_ALIAS, REGION_ALIAS.c.region_id)
STARTS = Starts(REGION_START, REGION_ALIAS, "region_id")


def _in_country(_: Shape) -> Condition:
    """It is one of the countries, or lies in one; what is no country is none, though its name may be that of one."""
    country = and_(REGION.c.id.in_(bindparam("country", expanding=True)), REGION.c.kind == RegionKind.COUNTRY)
    inside = select(REGION.c.id).where(country).cte("inside", recursive=True)
    inner = REGION.alias("inner")
    inside = inside.union(select(inner.c.id).where(inner.c.parent_id == inside.c.id))
    return REGION.c.id.in_(select(inside.c.id))


# fmt: off
FILTERS = (
    Filter("q", BEGINNING, "The beginning of one of its names, or of a later word of three letters and more in one; case and accents do not matter. A single letter is looked for in main names alone, and in those of settlements over 100,000 people.", "kharkiv", begun(STARTS, REGION.c.id)),
    Filter("kind", one_of(RegionKind), "What it is.", "country", any_of(REGION.c.kind, "kind")),
    Filter("country", REGIONS, "The country it lies in, at any depth, or is.", "UA", _in_country),
    Filter("parent", REGIONS, "The region it lies directly under.", "UA", any_of(REGION.c.parent_id, "parent")),
)
# fmt: on

ROWS = REGISTRY.rows()
BY_ID = ROWS.where(REGION.c.id == bindparam("id"))
LISTING = Listing("regions", ROWS, REGION.c.id, FILTERS, {"name": Sort(REGION.c.name)}, "name", (WITH_COUNTS,), STARTS, place="")
