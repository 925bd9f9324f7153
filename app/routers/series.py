"""Series: figures over time, side by side; their endpoint and their view."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.models import records
from app.queries import series
from app.queries.comparisons import PARTIES, Inquiry
from app.queries.series import GroupBy
from app.queries.tables import AnyRow
from app.routers.answers import Object
from app.routers.comparisons import Party, claims_by_id, compared, comparison_route, party
from app.routers.views import View, Words
from app.vocabulary import Measure, Modality

router = APIRouter(prefix="/v1", tags=["comparisons"])
MOST_IDS = 20


class Latest(View):
    """The newest figure of a point."""

    id: Annotated[str, Field(description="The id of the claim.")]
    low: float | None
    high: float | None
    quote: Words
    modality: Modality


class SeriesPoint(View):
    """What was claimed for one day, week, month or year."""

    bucket: Annotated[date, Field(description="Its first day.")]
    low: Annotated[float | None, Field(description="The lowest lower bound; null where one is open. It is no sum.")]
    high: Annotated[float | None, Field(description="The highest upper bound; null where one is open.")]
    latest: Latest
    claims: Annotated[int, Field(ge=1, description="How many claims there are.")]
    origins: Annotated[int, Field(ge=1, description="In how many independent reports: one that ten papers reprinted is one.")]
    ids: Annotated[list[str], Field(description=f"The ids of the claims, the newest first, {MOST_IDS} at most.")]


class Series(View):
    """One group's figures of one measure over time; of `claimant`, `publisher`, `force` and `region` it has what it is grouped by.

    A claimant of null is the publisher's own voice; a force or region of null is one that the text does not name.
    """

    claimant: Party | None = None
    publisher: str | None = None
    force: Party | None = None
    region: Party | None = None
    measure: Measure
    unit: Annotated[
        str | None, Field(description="Of a share, what it is a share of; null where the text does not say. Else it is left out.")
    ] = None
    claims: Annotated[int, Field(ge=1, description="How many claims there are in all points together.")]
    points: Annotated[list[SeriesPoint], Field(description="By time; where nobody claimed anything, there is none.")]


def objects(connection: Connection, asked: Inquiry, found: Sequence[series.Series]) -> list[Object]:
    """Series as JSON has them: one statement for what their groups are called."""
    newest = claims_by_id(connection, [each.newest.id for each in found])
    return [_series(each, newest[each.newest.id], str(asked.set_to["group_by"])) for each in found]


def _series(each: series.Series, newest: Object, group_by: str) -> Object:
    group: Object = {}
    if group_by in PARTIES:
        group = {group_by: party(newest, group_by)}
    elif group_by == GroupBy.PUBLISHER:
        group = {"publisher": newest["article"]["publisher"]}
    if newest["measure"] == Measure.SHARE:
        group |= {"unit": newest["unit"]}
    return group | {"measure": newest["measure"], "claims": len(each.rows), "points": [*map(_point, each.points())]}


def _point(point: series.Point) -> dict[str, Any]:
    return {
        "bucket": point.bucket,
        "low": records.whole(point.low),
        "high": records.whole(point.high),
        "latest": _latest(point.latest),
        "claims": len(point.rows),
        "origins": point.origins,
        "ids": [row.id for row in point.rows[:MOST_IDS]],
    }


def _latest(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "low": records.whole(row.low),
        "high": records.whole(row.high),
        "quote": row.quote,
        "modality": row.modality,
    }


@router.get(
    "/claims/series",
    operation_id="getClaimSeries",
    summary="Every claimant's figures over time, side by side",
    **comparison_route(series.SERIES, Series),
)
def get_claim_series(request: Request) -> Response:
    """The same filters as for claims. Nothing is added up, no measure is mixed with another, and no share of one thing with that of
    another; denied figures are left out
    unless `modality` asks for them. The newest claims are read, `most_read` at most; `meta` says when that was not all.
    """
    return compared(request, series.SERIES, Series, series.series, objects)
