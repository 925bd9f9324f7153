"""Answers: rows become bytes, in an envelope, with a link to the next page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

import orjson
from fastapi import Request, Response
from pydantic import BaseModel
from sqlalchemy import Connection, Select

from app.db import hold_still
from app.errors import UnknownId
from app.models.records import OPTIONS
from app.queries.counts import Counts
from app.queries.formats import Format
from app.queries.listings import Listing
from app.queries.names import Unknown
from app.queries.pages import Page, everything, page
from app.queries.questions import Question, controls, question
from app.queries.tables import AnyRow
from app.routers.conditional import Reading, read
from app.routers.fields import Tree, chosen, cut
from app.routers.formats import TYPES, WHOLE, Table, columns, feature, lines, wanted
from app.routers.streams import Streamed
from app.searches import Search

Object = dict[str, Any]
_WRITTEN = "%+!$'()*,;=:@/?"  # what may stand in a query as it was asked


def written(content: Any, status: int = 200, headers: dict[str, str] | None = None, type: str = "application/json") -> Response:
    """`content` as JSON. Moments are in UTC and end in Z."""
    return Response(orjson.dumps(content, option=OPTIONS), status, headers, type)


@dataclass(frozen=True, eq=False)
class Kind:
    """What a listing shows: its view, and how its rows become objects.

    Rows that are `recorded` bring along what they are as JSON. `counts` counts the facts of each, if that is asked for;
    `snippets` shows why each was found by `q`; what is `about` all of the data stands in `meta`.
    """

    listing: Listing
    view: type[BaseModel]
    objects: Callable[[Connection, Sequence[AnyRow]], Iterable[Object]]
    recorded: bool = False
    counts: Callable[[Connection, Sequence[str]], Counts] | None = None
    snippets: Callable[[Connection, Sequence[Object], Sequence[Search]], list[Object | None]] | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    reading: Reading = read


def listed(request: Request, kind: Kind, within: Callable[[Connection], dict[str, Any]] = lambda _: {}) -> Response:
    """The answer that the query string asks for, in the format that is wanted; `within` gives what the rows are bound to."""

    def make(connection: Connection, now: int) -> Response:
        asked = question(kind.listing, request.query_params.multi_items())
        how = wanted(asked.format, request.headers.get("accept", ""), kind.listing.place is not None)
        tree = chosen(asked.fields, kind.view)
        bound = within(connection)
        if how in WHOLE and not asked.limited and kind.reading is read:
            hold_still(connection)
            rows = everything(connection, kind.listing, asked, bound)
            parts = _parts(kind, asked, how, tree, (_data(connection, kind, asked, how, tree, some) for some in rows))
            return Streamed(request.app.state.streaming, connection, parts, _headers(kind, how), TYPES[how])
        found = page(connection, kind.listing, asked, bound)
        following = found.next and address_of_next(request, found.next)
        headers = _headers(kind, how) | ({"Link": f'<{following}>; rel="next"'} if following else {})
        if how in WHOLE:
            data = _data(connection, kind, asked, how, tree, found.rows)
            return Response(b"".join(_parts(kind, asked, how, tree, [data])), headers=headers, media_type=TYPES[how])
        envelope = {
            "meta": _meta(found, now, dates(kind.listing.dates, asked.given, asked.shape.date_basis) | dict(kind.about)),
            "links": {"next": following},
        }
        if how is Format.GEOJSON:
            whole = _data(connection, kind, asked, how, {}, found.rows)
            features = [feature(each, cut(each, tree), kind.listing.place or "") for each in whole]
            return written({"type": "FeatureCollection", "features": features, **envelope}, headers=headers, type=TYPES[how])
        return written({"data": [*_data(connection, kind, asked, how, tree, found.rows)], **envelope}, headers=headers)

    return kind.reading(request, make)


def _data(connection: Connection, kind: Kind, asked: Question, how: Format, tree: Tree, rows: Sequence[AnyRow]) -> Iterable[Any]:
    """Rows as what orjson writes: as their records, where nothing is cut from them and none has to be taken apart.

    They are made one by one, as they are written: a thousand objects at once take a third longer.
    """
    if kind.recorded and not tree and "q" not in asked.given and how in (Format.JSON, Format.NDJSON):
        return map(record, rows)
    data = kind.objects(connection, rows)
    if kind.counts and asked.with_counts:
        data = [*data]
        counted = kind.counts(connection, [each["id"] for each in data])
        data = [each | {"counts": counted[each["id"]]} for each in data]
    if kind.snippets and (searches := asked.given.get("q")):
        data = [*data]
        shown = kind.snippets(connection, data, searches)
        data = [each | {"snippet": snippet} for each, snippet in zip(data, shown, strict=True)]
    return (cut(each, tree) for each in data) if tree else data


def _parts(kind: Kind, asked: Question, how: Format, tree: Tree, data: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The bytes of an answer that has no envelope."""
    if how is Format.NDJSON:
        yield from map(lines, data)
        return
    table = Table(columns(kind.view, tree), asked.bom)
    yield table.header()
    yield from map(table.rows, data)


def _headers(kind: Kind, how: Format) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{kind.listing.kind}.csv"'} if how is Format.CSV else {}


def record(row: AnyRow) -> orjson.Fragment:
    """A row's record, as it was written."""
    return orjson.Fragment(row.record)


def _meta(found: Page, now: int, about: Mapping[str, Any]) -> Object:
    meta: Object = {"revision": now, "warnings": list(warnings(found.unknown)), **about}
    return meta if found.total is None else meta | {"total": found.total}


def dates(known: Mapping[str, str], given: Mapping[str, Any], basis: str) -> Object:
    """What `meta` says of the days that are asked for, if any are."""
    asked = not given.keys().isdisjoint(("date_from", "date_to"))
    return {"dates": {"basis": basis or "published", "detail": known[basis]}} if asked else {}


def address_of_next(request: Request, cursor: str) -> str:
    """The address of the page of the same answer that `cursor` begins."""
    asked = request.scope["query_string"].decode("latin-1").split("&")
    kept = [quote(each, safe=_WRITTEN) for each in asked if each and unquote(each.partition("=")[0]) != "cursor"]
    return f"{quote(request.scope['path'])}?{'&'.join([*kept, f'cursor={cursor}'])}"


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
    reading: Reading = read,
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

    return reading(request, make)


def found(connection: Connection, kind: str, id: str, statement: Select[Any], **bound: Any) -> AnyRow:
    """The one row that `statement` finds for `id`. Raises UnknownId, which says where ids of this kind are listed."""
    row = None if "\0" in id else connection.execute(statement, {"id": id, **bound}).first()
    if row is None:
        raise UnknownId(f'No {kind[:-1]} has the id "{id[:100]}"; /v1/{kind} lists those there are.')
    return row
