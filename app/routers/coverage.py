"""Coverage: what is in the ledger; its endpoint and its view."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.queries import coverage
from app.queries.tables import AnyRow
from app.routers.answers import Object, warnings, written
from app.routers.conditional import read
from app.routers.envelope import Meta
from app.routers.parameters import of_control, of_filter
from app.routers.problems import documented
from app.routers.views import View

router = APIRouter(prefix="/v1", tags=["comparisons"])


class Facts(View):
    """How many there are, and the first and the last day that any of them is about."""

    number: Annotated[int, Field(ge=0)]
    first: date | None
    last: date | None


class Articles(View):
    """How many there are, when the earliest and the latest was published, and when the last one came in."""

    number: Annotated[int, Field(ge=0)]
    first: datetime | None
    last: datetime | None
    taken_in: Annotated[datetime | None, Field(description="When the last one came in.")]


class PublisherCoverage(Articles):
    """The articles of one publisher; null is that of those that do not say."""

    publisher: str | None


class CountryCoverage(View):
    """What there is of a country and of all that lies in it."""

    id: str
    name: str
    articles: Annotated[int, Field(ge=0, description="How many name it.")]
    claims: Annotated[int, Field(ge=0)]
    statements: Annotated[int, Field(ge=0)]


class Coverage(View):
    """What is in the ledger."""

    articles: Articles
    statements: Annotated[Facts, Field(description="Their days are those they were made on.")]
    claims: Annotated[Facts, Field(description="Their days are those they are as of.")]
    publishers: Annotated[list[PublisherCoverage], Field(description="The one of most articles first.")]
    countries: Annotated[list[CountryCoverage], Field(description="The one of most articles first.")]


class CoverageAnswer(View):
    """The coverage, and about the answer."""

    data: Coverage
    meta: Meta


def _coverage(found: coverage.Coverage) -> Object:
    return {
        "articles": _articles(found.publishers),
        "statements": _facts(found.statements),
        "claims": _facts(found.claims),
        "publishers": [{"publisher": row.publisher, **_articles([row])} for row in found.publishers],
        "countries": [{"id": each.id, "name": each.name, **each.numbers} for each in found.countries],
    }


def _articles(rows: Sequence[AnyRow]) -> Object:
    return {
        "number": sum(row.articles for row in rows),
        "first": min((row.first for row in rows), default=None),
        "last": max((row.last for row in rows), default=None),
        "taken_in": max((row.taken_in for row in rows), default=None),
    }


def _facts(extent: coverage.Extent) -> Object:
    return {"number": extent.number, "first": extent.first, "last": extent.last}


@router.get(
    "/coverage",
    operation_id="getCoverage",
    summary="What is in the ledger, from when to when",
    response_model=CoverageAnswer,
    responses=documented(422, 503),
    openapi_extra={"parameters": [*map(of_filter, coverage.FILTERS), *map(of_control, coverage.CONTROLS)]},
)
def get_coverage(request: Request) -> Response:
    """How much there is, by publisher and by country: where there is nothing of a place, nobody looked, and an empty answer says
    nothing. `region` and `publisher` narrow it.
    """

    def make(connection: Connection, now: int) -> Response:
        asked = coverage.inquiry(request.query_params.multi_items())
        found = coverage.coverage(connection, asked)
        return written({"data": _coverage(found), "meta": {"revision": now, "warnings": list(warnings(found.unknown))}})

    return read(request, make)
