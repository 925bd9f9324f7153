"""Regions: their endpoints and their view."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.models import records
from app.queries import counts, regions
from app.queries.registry import CHILDREN
from app.queries.tables import AnyRow
from app.routers import views
from app.routers.answers import Kind, item, listed
from app.routers.envelope import Attribution
from app.routers.parameters import ITEM, list_route
from app.routers.views import Kin, Named, Point, View
from app.vocabulary import RegionKind

router = APIRouter(prefix="/v1", tags=["regions"])
Id = Annotated[str, Path(description="The id of a region: its ISO 3166 code, where it has one.", examples=["RU-KRS"])]


# Of every answer about regions: most points and populations, and many spellings, are of GeoNames.
ATTRIBUTION = Attribution(
    name="GeoNames",
    url="https://www.geonames.org",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    changes="Selected, renamed to English news usage, rounded and rearranged.",
).model_dump()


class FactCounts(View):
    """How many claims and statements stand in it."""

    claims: int
    statements: int


class Region(View):
    """A country, first-level division, settlement or named area."""

    id: str
    name: str
    kind: RegionKind
    aliases: list[str]
    parent: Named | None
    point: Point | None
    population: int | None
    note: Annotated[str | None, Field(description="What is disputed about it.")]
    ancestors: Annotated[list[Kin], Field(description="What it lies in, the nearest first.")]
    counts: Annotated[
        FactCounts | None,
        Field(description="The facts in it and in all that lies in it, when `with_counts=true`; else left out."),
    ] = None


class WholeRegion(Region):
    """A region with what lies directly in it."""

    children: Annotated[list[Kin], Field(description=f"By name, {CHILDREN} at most; `/v1/regions?parent=` lists all.")]
    attribution: Annotated[list[Attribution], Field(description="Whose data these are, in part, and under which licence.")]


def objects(connection: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Regions' rows as JSON has them, with their names and ancestors: two statements, however many rows."""
    ids = [row.id for row in rows]
    names, ancestors = regions.REGISTRY.names(connection, ids), regions.REGISTRY.ancestors(connection, ids)
    return [_region(row, names[row.id], ancestors[row.id]) for row in rows]


def _region(row: AnyRow, names: list[AnyRow], ancestors: list[AnyRow]) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "aliases": [name.alias for name in names],
        "parent": row.parent_id and {"id": row.parent_id, "name": row.parent_name},
        "point": records.point(row),
        "population": row.population,
        "note": row.note,
        "ancestors": [*map(views.kin, ancestors)],
    }


def _whole(connection: Connection, row: AnyRow) -> dict[str, Any]:
    [region] = objects(connection, [row])
    return region | {
        "children": [*map(views.kin, regions.REGISTRY.children(connection, row.id))],
        "attribution": [ATTRIBUTION],
    }


KIND = Kind(regions.LISTING, Region, objects, counts=counts.of_regions, about={"attribution": [ATTRIBUTION]})


@router.get("/regions", operation_id="listRegions", summary="Regions, by name", **list_route(regions.LISTING, Region))
def list_regions(request: Request) -> Response:
    """Everywhere the gazetteer knows. With `q`, as somebody types."""
    return listed(request, KIND)


@router.get("/regions/{region_id}", operation_id="getRegion", summary="One region", response_model=WholeRegion, **ITEM)
def get_region(request: Request, region_id: Id) -> Response:
    """The region with this id, with its kin."""
    return item(request, "regions", region_id, regions.BY_ID, _whole)
