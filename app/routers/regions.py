"""Regions: their endpoints and their view."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.queries import regions
from app.queries.registry import CHILDREN
from app.queries.tables import AnyRow
from app.routers import views
from app.routers.answers import ITEM, item, list_route, listed
from app.routers.views import Kin, Named, Point, View

router = APIRouter(prefix="/v1", tags=["regions"])
Id = Annotated[str, Path(description="The id of a region: its ISO 3166 code, where it has one.", examples=["RU-KRS"])]


class Region(View):
    """A country, first-level division, settlement or named area."""

    id: str
    name: str
    kind: str
    aliases: list[str]
    parent: Named | None
    point: Point | None
    population: int | None
    note: Annotated[str | None, Field(description="What is disputed about it.")]


class WholeRegion(Region):
    """A region with its kin: what it lies in, the nearest first, and what lies directly in it."""

    ancestors: list[Kin]
    children: Annotated[list[Kin], Field(description=f"By name, {CHILDREN} at most; `/v1/regions?parent=` lists all.")]


def objects(connection: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Regions' rows as JSON has them, with their names: one statement, however many rows."""
    names = regions.REGISTRY.names(connection, [row.id for row in rows])
    return [_region(row, [name.alias for name in names[row.id]]) for row in rows]


def _region(row: AnyRow, aliases: list[str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "aliases": aliases,
        "parent": row.parent_id and {"id": row.parent_id, "name": row.parent_name},
        "point": views.point(row),
        "population": row.population,
        "note": row.note,
    }


def _whole(connection: Connection, row: AnyRow) -> dict[str, Any]:
    [region] = objects(connection, [row])
    return region | {
        "ancestors": [*map(views.kin, regions.REGISTRY.ancestors(connection, row.id))],
        "children": [*map(views.kin, regions.REGISTRY.children(connection, row.id))],
    }


@router.get("/regions", operation_id="listRegions", summary="Regions, by name", **list_route(regions.LISTING, Region))
def list_regions(request: Request) -> Response:
    """Everywhere the gazetteer knows."""
    return listed(request, regions.LISTING, Region, objects)


@router.get("/regions/{region_id}", operation_id="getRegion", summary="One region", response_model=WholeRegion, **ITEM)
def get_region(request: Request, region_id: Id) -> Response:
    """The region with this id, with its kin."""
    return item(request, "regions", region_id, regions.BY_ID, _whole)
