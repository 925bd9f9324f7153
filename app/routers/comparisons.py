"""Comparisons as answers: the envelope of lists, with how far was read in `meta`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, bindparam

from app.queries.claims import RECORDS
from app.queries.comparisons import MOST_READ, Compared, Comparison, Entry, Inquiry, Reading, inquiry, newest, page
from app.queries.tables import CLAIM, AnyRow
from app.routers.answers import Object, address_of_next, dates, warnings, written
from app.routers.conditional import read
from app.routers.envelope import Listed, Meta, Part
from app.routers.fields import chosen, cut
from app.routers.parameters import of_control, of_filter
from app.routers.problems import documented
from app.routers.views import View
from app.vocabulary import ActorKind, Modality, RegionKind

Item = TypeVar("Item")
_CLAIMS = RECORDS.where(CLAIM.c.id.in_(bindparam("ids", expanding=True)))


class ComparisonMeta(Meta):
    """About the answer, and how far was read for it."""

    modality: Annotated[
        list[Modality] | None,
        Field(description="The modalities that were looked at; null for all. `modality` changes them."),
    ]
    read: Annotated[int, Field(description="How many facts were read, the newest first.")]
    most_read: Annotated[int, Field(description=f"How many are read at most: {MOST_READ:,}.")]
    truncated: Annotated[bool, Field(description="Whether a bound was reached, so that something may have been left out.")]
    complete_from: Annotated[
        date | None,
        Field(description="What was left out lies before this day; null where nothing was. A narrower question reads further."),
    ]


class ComparisonList(Listed[Item], Generic[Item]):
    """One page of a comparison."""

    meta: ComparisonMeta

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        return f"{params[0].__name__}Comparison"


class Party(View):
    """A claimant, force or region; `id` is null where the registry cannot decide, and `name` is then as the article writes."""

    id: str | None
    name: str
    kind: ActorKind | RegionKind | None


def party(claim: Object, role: str) -> Object | None:
    """The claimant, force or region of a claim; None when the text names none."""
    named = claim[role]
    return named and {"id": named["id"], "name": named["name"] or named["as_written"], "kind": named["kind"]}


def compared(
    request: Request,
    comparison: Comparison,
    view: type[BaseModel],
    compare: Callable[[Connection, Inquiry, Sequence[AnyRow]], Compared[Entry]],
    objects: Callable[[Connection, Inquiry, Sequence[Entry]], list[Object]],
) -> Response:
    """The page of what `compare` makes of the claims that the query string asks for, as `objects`."""

    def make(connection: Connection, now: int) -> Response:
        asked = inquiry(comparison, request.query_params.multi_items())
        tree = chosen(asked.set_to["fields"], view)
        rows, reading = newest(connection, comparison, asked)
        made = compare(connection, asked, rows)
        found, cursor = page(comparison, asked, made.entries)
        about = meta(comparison, asked, reading, now, cut=made.cut)
        if asked.set_to["with_total"]:
            about["total"] = len(made.entries)
        data = [cut(each, tree) for each in objects(connection, asked, found)]
        return enveloped(request, data, about, cursor)

    return read(request, make)


def meta(comparison: Comparison, asked: Inquiry, reading: Reading, now: int, *, cut: bool = False) -> Object:
    """What is said about an answer at revision `now`; `cut` where a bound left something out besides that of the reading."""
    return {
        "revision": now,
        "warnings": list(warnings(reading.unknown)),
        **dates(comparison.listing.dates, asked.given, asked.shape.date_basis),
        "modality": asked.given.get("modality"),
        "read": reading.number,
        "most_read": comparison.most,
        "truncated": cut or reading.complete_from is not None,
        "complete_from": reading.complete_from,
    }


def enveloped(request: Request, data: list[Object], about: Object, cursor: str | None = None) -> Response:
    """`data` in the envelope of lists, with the address of the page that `cursor` begins."""
    following = cursor and address_of_next(request, cursor)
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return written({"data": data, "meta": about, "links": {"next": following}}, headers=headers)


def claims_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Object]:
    """The claims with these ids, as JSON has them: one statement."""
    rows = connection.execute(_CLAIMS, {"ids": [*ids]})
    return {row.id: orjson.loads(row.record) for row in rows}


def comparison_route(comparison: Comparison, view: Any) -> Object:
    """How FastAPI is told of the endpoint of a comparison."""
    parameters = [*map(of_filter, comparison.listing.filters), *map(of_control, comparison.controls)]
    return {
        "response_model": ComparisonList[view] | ComparisonList[Part],
        "responses": documented(400, 422, 503),
        "openapi_extra": {"parameters": parameters},
    }
