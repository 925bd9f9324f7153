"""Sources that are watched: their endpoints and their view; and the second door, through which they are added and removed.

What is asked for here is done by whoever runs `fogline watch`; the service itself fetches nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection
from sqlmodel import Session

from app.ingestion import watched
from app.queries import sources
from app.queries.questions import controls
from app.queries.tables import AnyRow
from app.routers.answers import Kind, found, item, listed, written
from app.routers.conditional import read_anew
from app.routers.parameters import ITEM, list_below_route, list_route
from app.routers.problems import documented
from app.routers.reports import Address, Line, sent, valid
from app.routers.views import View
from app.vocabulary import Outcome

router = APIRouter(prefix="/v1", tags=["sources"])
Id = Annotated[str, Path(description="The id of a source.", examples=["src_1"])]
Sent = Annotated[Any, Depends(sent)]
Every = Annotated[
    int | None, Field(ge=watched.LEAST, le=watched.MOST, description="Seconds from one look to the next; 900 by default.")
]


class Failure(View):
    """What was wrong the last time that the source could not be looked at."""

    at: datetime
    detail: str


class Source(View):
    """A feed or sitemap that is watched, and what came of it."""

    id: str
    url: str
    publisher: Annotated[str | None, Field(description="Of reports that do not say it themselves.")]
    every: Annotated[int, Field(description="Seconds from one look to the next.")]
    paused: bool
    added_at: datetime
    due_at: Annotated[datetime, Field(description="When it is looked at next.")]
    articles: Annotated[int, Field(description="How many new articles it has brought.")]
    failures: Annotated[int, Field(description="How many looks in a row have failed; each doubles the time to the next.")]
    last_success_at: datetime | None
    last_failure: Failure | None


class Recent(View):
    """What became of the last thousand attempts to take in what the source names."""

    outcomes: Annotated[dict[str, int], Field(description="How often each outcome came of them.")]
    reasons: Annotated[dict[str, int], Field(description="How often they failed for each reason.")]


class SourceWithRecent(Source):
    """A source with what became of its last attempts."""

    recent: Recent


class Attempt(View):
    """One attempt to look at the source or to take in a report that it names."""

    id: int
    at: datetime
    address: str | None
    outcome: Outcome
    reason: Annotated[str | None, Field(description="Of a failure: a word that never changes.")]
    detail: str | None
    bytes: int | None
    milliseconds: int
    article: Annotated[str | None, Field(description="The id of the article that it became.")]


class NewSource(BaseModel):
    """A feed or sitemap to watch."""

    model_config = ConfigDict(extra="forbid")

    url: Address
    publisher: Line | None = None
    every: Every = None


class SourceChange(BaseModel):
    """What is to be different; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    paused: bool | None = None
    publisher: Line | None = None
    every: Every = None


def _body(model: type[BaseModel], example: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": model.model_json_schema(), "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def objects(_: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Sources' rows as JSON has them."""
    return [_source(row) for row in rows]


def _source(row: AnyRow) -> dict[str, Any]:
    columns = row._mapping
    failure = row.last_failure and {"at": row.last_failure_at, "detail": row.last_failure}
    return {name: columns[name] for name in Source.model_fields if name != "last_failure"} | {"last_failure": failure}


def _with_recent(connection: Connection, row: AnyRow) -> dict[str, Any]:
    return _source(row) | {"recent": sources.recent(connection, row.id)}


def _attempts(_: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    names = [name for name in Attempt.model_fields if name != "article"]
    return [{name: row._mapping[name] for name in names} | {"article": row.article_id} for row in rows]


@router.get("/sources", operation_id="listSources", summary="Sources that are watched", **list_route(sources.LISTING, Source))
def list_sources(request: Request) -> Response:
    """Every feed and sitemap that is watched, when it last succeeded, what it brought and what was wrong."""
    return listed(request, Kind(sources.LISTING, Source, objects, reading=read_anew))


@router.get("/sources/{source_id}", operation_id="getSource", summary="One source", response_model=SourceWithRecent, **ITEM)
def get_source(request: Request, source_id: Id) -> Response:
    """The source with this id, and what became of its last attempts."""
    return item(request, "sources", source_id, sources.BY_ID, _with_recent, reading=read_anew)


@router.get(
    "/sources/{source_id}/attempts",
    operation_id="listAttempts",
    summary="What became of what it names",
    **list_below_route(sources.ATTEMPTS, Attempt),
)
def list_attempts(request: Request, source_id: Id) -> Response:
    """Every attempt of the last ninety days to look at the source or to take in a report that it names, the newest first."""

    def within(connection: Connection) -> dict[str, Any]:
        return {"source_id": found(connection, "sources", source_id, sources.BY_ID).id}

    return listed(request, Kind(sources.ATTEMPTS, Attempt, _attempts, reading=read_anew), within)


@router.post(
    "/sources",
    operation_id="addSource",
    summary="Watch a source",
    status_code=201,
    response_model=SourceWithRecent,
    responses={200: {"description": "It is watched already.", "model": SourceWithRecent}, **documented(413, 415, 422, 503)},
    openapi_extra=_body(NewSource, {"url": "https://example.org/feed.xml", "publisher": "The Example"}),
)
def add_source(request: Request, body: Sent) -> Response:
    """Adds a feed or sitemap to those that `fogline watch` looks at; one that is there already stays as it is."""
    controls((), request.query_params.multi_items())
    new = valid(NewSource, body)
    with Session(request.app.state.engine) as session:
        added = watched.add(session, new.url, new.publisher, new.every)
        session.commit()
        id = watched.source_id(new.url)
        answer = _with_recent(session.connection(), found(session.connection(), "sources", id, sources.BY_ID))
    return written(answer, 201 if added else 200, {"Location": f"/v1/sources/{id}"})


@router.patch(
    "/sources/{source_id}",
    operation_id="changeSource",
    summary="Pause or change a source",
    response_model=SourceWithRecent,
    responses=documented(404, 413, 415, 422, 503),
    openapi_extra=_body(SourceChange, {"paused": True}),
)
def change_source(request: Request, source_id: Id, body: Sent) -> Response:
    """Pauses it or lets it go on, or changes how often it is looked at; what goes on is looked at next."""
    controls((), request.query_params.multi_items())
    asked = valid(SourceChange, body).model_dump(exclude_none=True)
    with Session(request.app.state.engine) as session:
        row = found(session.connection(), "sources", source_id, sources.BY_ID)
        if asked:
            watched.change(session, row.id, **asked)
            session.commit()
        return written(_with_recent(session.connection(), found(session.connection(), "sources", row.id, sources.BY_ID)))


@router.delete(
    "/sources/{source_id}",
    operation_id="removeSource",
    summary="Watch a source no longer",
    status_code=204,
    response_class=Response,
    responses=documented(404, 422, 503),
)
def remove_source(request: Request, source_id: Id) -> Response:
    """Takes it off the list; the articles that it brought stay."""
    controls((), request.query_params.multi_items())
    with Session(request.app.state.engine) as session:
        row = found(session.connection(), "sources", source_id, sources.BY_ID)
        watched.remove(session, row.id)
        session.commit()
    return Response(status_code=204)
