"""Facets: how often each value occurs; their endpoints and their view."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.queries import facets
from app.queries.comparisons import inquiry
from app.routers.answers import Object
from app.routers.comparisons import ComparisonList, comparison_route, enveloped, meta
from app.routers.conditional import read
from app.routers.views import View

router = APIRouter(prefix="/v1", tags=["comparisons"])


class FacetValue(View):
    """A value and how often it occurs."""

    value: Annotated[str, Field(description="What the filter of this name takes; a role, or a month.")]
    name: Annotated[str | None, Field(description="What it is called, where it is an actor or a region.")]
    count: Annotated[int, Field(ge=1)]


class Facet(View):
    """How often each value occurs, the most frequent first."""

    facet: str
    values: list[FacetValue]
    more: Annotated[bool, Field(description="Whether there are other values, less frequent, that `limit` left out.")]


def _facet(counts: facets.Counts) -> Object:
    values = [{"value": each.value, "name": each.name, "count": each.number} for each in counts.values]
    return {"facet": counts.facet, "values": values, "more": counts.more}


def _answered(request: Request, known: facets.Facets) -> Response:
    def make(connection: Connection, now: int) -> Response:
        asked = inquiry(known, request.query_params.multi_items())
        counted, reading = facets.counts(connection, known, asked)
        return enveloped(request, [*map(_facet, counted)], meta(known, asked, reading, now))

    return read(request, make)


def _route(known: facets.Facets) -> dict[str, Any]:
    return comparison_route(known, Facet) | {"response_model": ComparisonList[Facet]}


@router.get("/claims/facets", operation_id="getClaimFacets", summary="What claims there are, by number", **_route(facets.CLAIMS))
def get_claim_facets(request: Request) -> Response:
    """How many of the claims that the filters find have each actor, region, measure, modality, publisher and month (of the
    first of their days). Actors and regions count with all that lies under them, unless `descend=false`. The newest
    claims are read, `most_read` at most; `meta` says when that was not all.
    """
    return _answered(request, facets.CLAIMS)


@router.get(
    "/statements/facets",
    operation_id="getStatementFacets",
    summary="What statements there are, by number",
    **_route(facets.STATEMENTS),
)
def get_statement_facets(request: Request) -> Response:
    """How many of the statements that the filters find have each actor, region, kind, medium, publisher and month. The newest
    are read, `most_read` at most; `meta` says when that was not all.
    """
    return _answered(request, facets.STATEMENTS)
