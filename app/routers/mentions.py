"""Mentions: what the text of an article names, where, and what it stands for."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.queries import articles, mentions
from app.queries.offsets import OffsetUnit, offsets
from app.queries.tables import AnyRow
from app.routers.answers import Kind, found, listed
from app.routers.parameters import list_below_route
from app.routers.views import Kin, Span, View
from app.vocabulary import Basis, MentionKind, Precision

router = APIRouter(prefix="/v1", tags=["articles"])
Id = Annotated[str, Path(description="The id of an article.", examples=["art_1"])]


class Interval(View):
    """An interval of days, both included, the unit it was given in, and what it rests on."""

    start: date
    end: date
    precision: Precision
    basis: Basis


class Mention(View):
    """A name of an actor or a region, or a time expression, in the newest text of an article."""

    kind: MentionKind
    text: str
    span: Span
    ref: Annotated[Kin | None, Field(description="The actor or region; null where that cannot be decided, and for a date.")]
    interval: Annotated[Interval | None, Field(description="The days of a date; null where they cannot be decided.")]


def _mention(row: AnyRow, offset: Callable[[int], int]) -> dict[str, Any]:
    days = {"start": row.days_start, "end": row.days_end, "precision": row.days_precision, "basis": row.days_basis}
    return {
        "kind": row.kind,
        "text": row.text,
        "span": {"start": offset(row.start), "end": offset(row.end)},
        "ref": _reference(row, "actor") or _reference(row, "region"),
        "interval": None if row.days_start is None else days,
    }


def _reference(row: AnyRow, role: str) -> dict[str, Any] | None:
    columns = row._mapping
    if columns[f"{role}_id"] is None:
        return None
    return {part: columns[f"{role}_{part}"] for part in ("id", "name", "kind")}


@router.get(
    "/articles/{article_id}/mentions",
    operation_id="listMentions",
    summary="What its text names",
    **list_below_route(mentions.LISTING, Mention),
)
def list_mentions(request: Request, article_id: Id) -> Response:
    """Every actor, region and time expression found in the text, in its order, and what each stands for."""

    def within(connection: Connection) -> dict[str, Any]:
        return {"article_id": found(connection, "articles", article_id, articles.BY_ID).id}

    def objects(connection: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
        unit = request.query_params.get("offset_unit", OffsetUnit.CODEPOINT)
        if unit == OffsetUnit.CODEPOINT:  # as the rows have it, so that the text is not needed
            return [_mention(row, lambda offset: offset) for row in rows]
        text = connection.execute(articles.NEWEST_TEXT, {"id": article_id}).one()
        offset = offsets(text.text, text.kept, unit)
        return [_mention(row, offset) for row in rows]

    return listed(request, Kind(mentions.LISTING, Mention, objects), within)
