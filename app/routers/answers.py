"""Answers: rows become bytes with an envelope, an ETag and a link to the next page; and what OpenAPI says of the parameters.

An answer is named by the revision it was made at and by what was asked, so a client that has it already is told so (304)
after reading one row. The revision is read before the rows: an answer may be newer than its name, never older.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import quote, urlencode

import orjson
from fastapi import Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Select

from app.errors import UnknownId
from app.queries.counts import Counts
from app.queries.filters import Control, Filter
from app.queries.listings import Listing
from app.queries.names import Unknown
from app.queries.pages import Page, page
from app.queries.questions import controls, question
from app.queries.revision import revision
from app.queries.tables import AnyRow
from app.routers.fields import chosen, cut
from app.routers.problems import documented
from app.routers.views import View

Item = TypeVar("Item")
Object = dict[str, Any]
NO_CACHE = "no-cache"  # to be asked for again every time, which costs next to nothing
VARY = "Accept"  # what compresses answers adds the rest
_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS


class SuggestionView(View):
    """A value that is known, and what it is called."""

    value: str
    name: str


class ValueWarning(View):
    """A value that nobody knows, so that nothing matches it."""

    parameter: str
    value: str
    detail: str
    suggestions: list[SuggestionView]


class Attribution(View):
    """A source that the data of an answer come from, in part, and what its licence asks to be told."""

    name: str
    url: str
    licence: str
    licence_url: str
    changes: Annotated[str, Field(description="What was done with the data.")]


class Meta(View):
    """About the answer."""

    revision: Annotated[int, Field(description="The number of changes the ledger had seen.")]
    warnings: list[ValueWarning]
    total: Annotated[
        int | None, Field(ge=0, description="The number of all that match, when `with_total=true`; else it is left out.")
    ] = None
    attribution: Annotated[
        list[Attribution] | None,
        Field(description="Whose data the answer holds and under which licence, where it is not Fogline's."),
    ] = None


class Links(View):
    """Where to go on. `next` is null on the last page."""

    next: str | None


class Part(BaseModel):
    """An object cut down to what `fields` named."""


class Listed(View, Generic[Item]):
    """One page of a list."""

    data: list[Item]
    meta: Meta
    links: Links

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`ClaimList`, as clients that are generated from the OpenAPI document will call it."""
        return f"{params[0].__name__}List"


def written(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`content` as JSON. Moments are in UTC and end in Z."""
    return Response(orjson.dumps(content, option=_OPTIONS), status, headers, "application/json")


def read(request: Request, make: Callable[[Connection, int], Response]) -> Response:
    """What `make` answers from the database at its revision, or 304 when the client has that answer already."""
    with request.app.state.engine.connect() as connection:
        now = revision(connection)
        name = etag(request.app.state.edition, request.url.path, request.url.query, request.headers.get("accept", ""), now)
        known = name in held(request.headers.get("if-none-match", ""))
        answer = Response(status_code=304) if known else make(connection, now)
    answer.headers["ETag"] = name
    answer.headers["Cache-Control"] = NO_CACHE
    answer.headers["Vary"] = VARY
    return answer


def etag(edition: str, path: str, query: str, accept: str, now: int) -> str:
    """The name of what is answered at revision `now`."""
    asked = f"{edition}\n{path}\n{query}\n{accept}"
    return f'W/"{now}-{blake2b(asked.encode(), digest_size=6).hexdigest()}"'


def held(names: str) -> list[str]:
    """The names of the answers that the client has; a cache may have made a weak name of a strong one or left W/ away."""
    stripped = (name.strip() for name in names.split(","))
    return [name if name.startswith("W/") else f"W/{name}" for name in stripped]


def listed(
    request: Request,
    listing: Listing,
    view: type[BaseModel],
    objects: Callable[[Connection, Sequence[AnyRow]], list[Object]],
    *,
    recorded: bool = False,
    counts: Callable[[Connection, Sequence[str]], Counts] | None = None,
    within: Callable[[Connection], dict[str, Any]] = lambda _: {},
    about: Object | None = None,
) -> Response:
    """The page of `listing` that the query string asks for, its rows as `objects`.

    Rows that are `recorded` bring along what they are as JSON. `counts` counts the facts of each, if that is asked for; `within` gives the values that the rows are bound to; what is
    `about` all of the data stands in `meta`.
    """

    def make(connection: Connection, now: int) -> Response:
        asked = question(listing, request.query_params.multi_items())
        tree = chosen(asked.fields, view)
        found = page(connection, listing, asked, within(connection))
        data: list[Any] = [*map(record, found.rows)] if recorded and not tree else objects(connection, found.rows)
        if counts and asked.with_counts:
            counted = counts(connection, [each["id"] for each in data])
            data = [each | {"counts": counted[each["id"]]} for each in data]
        return _enveloped(request, [cut(each, tree) for each in data], found, now, about or {})

    return read(request, make)


def record(row: AnyRow) -> orjson.Fragment:
    """A row's record, as it was written."""
    return orjson.Fragment(row.record)


def _enveloped(request: Request, data: list[Any], found: Page, now: int, about: Object) -> Response:
    meta: Object = {"revision": now, "warnings": list(warnings(found.unknown)), **about}
    if found.total is not None:
        meta["total"] = found.total
    following = found.next and address_of_next(request, found.next)
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return written({"data": data, "meta": meta, "links": {"next": following}}, headers=headers)


def address_of_next(request: Request, cursor: str) -> str:
    """The address of the page of the same answer that `cursor` begins."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def warnings(unknown: Mapping[str, Sequence[Unknown]]) -> Iterable[Object]:
    """What is said of the values that nobody knows, filter by filter."""
    for name, values in unknown.items():
        for value in values:
            likes = " or ".join(f"{each.value} ({each.name})" for each in value.suggestions)
            meant = f" Did you mean {likes}?" if likes else ""
            yield {
                "parameter": name,
                "value": value.value,
                "detail": f'Nothing is known as {name} "{value.value}".{meant}',
                "suggestions": value.suggestions,
            }


def item(
    request: Request,
    kind: str,
    id: str,
    statement: Select[Any],
    object: Callable[[Connection, AnyRow], Any],
    merged: Callable[[Connection, str], str | None] = lambda _, __: None,
) -> Response:
    """The one row that `statement` finds for `id`, as `object`; 308 to what `merged` says that it has become part of."""
    controls((), request.query_params.multi_items())

    def make(connection: Connection, now: int) -> Response:
        try:
            row = found(connection, kind, id, statement)
        except UnknownId:
            if into := merged(connection, id):
                return Response(status_code=308, headers={"Location": f"/v1/{kind}/{quote(into)}"})
            raise
        return written(object(connection, row))

    return read(request, make)


def found(connection: Connection, kind: str, id: str, statement: Select[Any], **bound: Any) -> AnyRow:
    """The one row that `statement` finds for `id`. Raises UnknownId, which says where ids of this kind are listed."""
    row = None if "\0" in id else connection.execute(statement, {"id": id, **bound}).first()
    if row is None:
        raise UnknownId(f'No {kind[:-1]} has the id "{id[:100]}"; /v1/{kind} lists those there are.')
    return row


def parameters(listing: Listing) -> list[Object]:
    """What OpenAPI says of every parameter of `listing`."""
    return [*map(of_filter, listing.filters), *map(of_control, listing.controls)]


def of_filter(each: Filter) -> Object:
    """What OpenAPI says of a filter."""
    schema = each.values.schema
    if each.values.together is list:
        schema = {"type": "array", "items": schema}
    example = _typed(each.example, schema)
    return {"name": each.name, "in": "query", "description": each.description, "schema": schema, "example": example}


def of_control(control: Control) -> Object:
    """What OpenAPI says of a control."""
    said = {"name": control.name, "in": "query", "description": control.description, "schema": control.schema}
    return said | ({"example": _typed(control.example, control.schema)} if control.example else {})


def _typed(example: str, schema: Object) -> Any:
    if schema["type"] == "array":
        return [example]
    return orjson.loads(example) if schema["type"] in ("integer", "number", "boolean") else example


def list_route(listing: Listing, view: Any) -> Object:
    """How FastAPI is told of the endpoint of a list."""
    return {
        "response_model": Listed[view] | Listed[Part],
        "responses": documented(400, 422, 503),
        "openapi_extra": {"parameters": parameters(listing)},
    }


def list_below_route(listing: Listing, view: Any) -> Object:
    """How FastAPI is told of the endpoint of a list that belongs to one thing, which may not be there."""
    return list_route(listing, view) | {"responses": documented(400, 404, 422, 503)}


ITEM: Object = {"responses": documented(404, 422, 503)}
