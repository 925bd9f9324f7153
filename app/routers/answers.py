"""Answers: rows become bytes with an envelope, an ETag and a link to the next page; and what OpenAPI says of the parameters.

An answer is named by the revision it was made at and by what was asked, so a client that has it already is told so (304)
after reading one row. The revision is read before the rows: an answer may be newer than its name, never older.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

import orjson
from fastapi import Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Select

from app.errors import UnknownId
from app.queries.filters import Control, Filter
from app.queries.listings import Listing
from app.queries.pages import Page, page
from app.queries.questions import controls, question
from app.queries.revision import revision
from app.queries.tables import AnyRow
from app.routers.fields import chosen, cut
from app.routers.problems import documented
from app.routers.views import View

Item = TypeVar("Item")
Object = dict[str, Any]
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


class Meta(View):
    """About the answer."""

    revision: Annotated[int, Field(description="The number of changes the ledger had seen.")]
    warnings: list[ValueWarning]
    total: Annotated[
        int | None, Field(ge=0, description="The number of all that match, when `with_total=true`; else it is left out.")
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
        etag = _etag(request, now)
        known = etag in _held(request)
        answer = Response(status_code=304) if known else make(connection, now)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _etag(request: Request, now: int) -> str:
    asked = f"{request.app.state.edition}\n{request.url.path}\n{request.url.query}"
    return f'W/"{now}-{blake2b(asked.encode(), digest_size=6).hexdigest()}"'


def _held(request: Request) -> list[str]:
    """The names of the answers that the client has; a cache may have made a weak name of a strong one or left W/ away."""
    names = [name.strip() for name in request.headers.get("if-none-match", "").split(",")]
    return [name if name.startswith("W/") else f"W/{name}" for name in names]


def listed(
    request: Request, listing: Listing, view: type[BaseModel], objects: Callable[[Connection, Sequence[AnyRow]], list[Object]]
) -> Response:
    """The page of `listing` that the query string asks for, its rows as `objects`."""

    def make(connection: Connection, now: int) -> Response:
        asked = question(listing, request.query_params.multi_items())
        tree = chosen(asked.fields, view)
        found = page(connection, listing, asked)
        data = [cut(each, tree) for each in objects(connection, found.rows)]
        return _enveloped(request, data, found, now)

    return read(request, make)


def _enveloped(request: Request, data: list[Object], found: Page, now: int) -> Response:
    meta: Object = {"revision": now, "warnings": list(_warnings(found))}
    if found.total is not None:
        meta["total"] = found.total
    following = found.next and _following(request, found.next)
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return written({"data": data, "meta": meta, "links": {"next": following}}, headers=headers)


def _following(request: Request, cursor: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def _warnings(found: Page) -> Iterable[Object]:
    for name, values in found.unknown.items():
        for unknown in values:
            likes = " or ".join(f"{each.value} ({each.name})" for each in unknown.suggestions)
            meant = f" Did you mean {likes}?" if likes else ""
            yield {
                "parameter": name,
                "value": unknown.value,
                "detail": f'Nothing is known as {name} "{unknown.value}".{meant}',
                "suggestions": unknown.suggestions,
            }


def item(
    request: Request, kind: str, id: str, statement: Select[Any], object: Callable[[Connection, AnyRow], Object]
) -> Response:
    """The one row that `statement` finds for `id`, as `object`."""
    controls((), request.query_params.multi_items())

    def make(connection: Connection, now: int) -> Response:
        return written(object(connection, found(connection, kind, id, statement)))

    return read(request, make)


def found(connection: Connection, kind: str, id: str, statement: Select[Any], **bound: Any) -> AnyRow:
    """The one row that `statement` finds for `id`. Raises UnknownId, which says where ids of this kind are listed."""
    row = None if "\0" in id else connection.execute(statement, {"id": id, **bound}).first()
    if row is None:
        raise UnknownId(f'No {kind[:-1]} has the id "{id[:100]}"; /v1/{kind} lists those there are.')
    return row


def parameters(listing: Listing) -> list[Object]:
    """What OpenAPI says of every parameter of `listing`."""
    return [*map(_of_filter, listing.filters), *map(of_control, listing.controls)]


def _of_filter(each: Filter) -> Object:
    schema = each.values.schema
    if each.values.together is list:
        schema = {"type": "array", "items": schema}
    example: Any = [each.example] if schema["type"] == "array" else _typed(each.example, schema)
    return {"name": each.name, "in": "query", "description": each.description, "schema": schema, "example": example}


def of_control(control: Control) -> Object:
    """What OpenAPI says of a control."""
    said = {"name": control.name, "in": "query", "description": control.description, "schema": control.schema}
    return said | ({"example": _typed(control.example, control.schema)} if control.example else {})


def _typed(example: str, schema: Object) -> Any:
    return orjson.loads(example) if schema["type"] in ("integer", "number", "boolean") else example


def list_route(listing: Listing, view: Any) -> Object:
    """How FastAPI is told of the endpoint of a list."""
    return {
        "response_model": Listed[view] | Listed[Part],
        "responses": documented(400, 422, 503),
        "openapi_extra": {"parameters": parameters(listing)},
    }


ITEM: Object = {"responses": documented(404, 422, 503)}
