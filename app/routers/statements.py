"""Statements: their endpoints and their view."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.models import records
from app.queries import statements
from app.queries.facts import by_id
from app.queries.tables import STATEMENT, AnyRow
from app.routers import evidence, views
from app.routers.answers import Kind, item, listed
from app.routers.parameters import ITEM, list_route
from app.routers.views import (
    SNIPPET,
    ActorReference,
    ArticleReference,
    Days,
    Hop,
    RegionReference,
    Snippet,
    Span,
    View,
    Words,
)
from app.searches import Search
from app.vocabulary import StatementKind

router = APIRouter(prefix="/v1", tags=["statements"])
Id = Annotated[str, Path(description="The id of a statement.", examples=["stm_1"])]


class Statement(View):
    """Content attributed to a speaker by a cue."""

    id: str
    article: ArticleReference
    speaker: ActorReference | None
    cue: str
    kind: StatementKind
    content: Words
    addressee: ActorReference | None
    medium: str | None
    attribution: list[Hop]
    said: Days
    region: RegionReference | None
    claims: Annotated[list[str], Field(description="The ids of the claims that stand in it.")]
    sentence: Words
    spans: dict[str, Span | None]
    rule: str
    revision: int
    retracted: bool
    snippet: Annotated[Snippet | None, SNIPPET] = None


def objects(connection: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Statements' rows as JSON has them, with their hops and claims: two statements, however many rows."""
    ids = [row.id for row in rows]
    hops, claims = statements.hops(connection, ids), statements.claims(connection, ids)
    return [_statement(row, hops[row.id], claims[row.id]) for row in rows]


def _statement(row: AnyRow, hops: list[AnyRow], claims: list[AnyRow]) -> dict[str, Any]:
    return {
        "id": row.id,
        "article": records.article(row),
        "speaker": records.actor(row, "speaker"),
        "cue": row.cue,
        "kind": row.kind,
        "content": row.content,
        "addressee": records.actor(row, "addressee"),
        "medium": row.medium,
        "attribution": [_hop(hop) for hop in hops],
        "said": records.days(row, "said"),
        "region": records.region(row),
        "claims": [claim.id for claim in claims if row.retracted is not None or claim.retracted is None],
        "sentence": row.sentence,
        "spans": row.spans,
        "rule": row.rule,
        "revision": row.revision,
        "retracted": row.retracted is not None,
    }


def _hop(row: AnyRow) -> dict[str, Any]:
    actor = {"id": row.actor_id, "name": row.actor_name, "kind": row.actor_kind, "as_written": row.as_written}
    return {"actor": actor, "cue": row.cue}


def snippets(_: Connection, found: Sequence[dict[str, Any]], searches: Sequence[Search]) -> list[dict[str, Any] | None]:
    """Why each statement was found."""
    return [views.snippet(views.passages(each, "sentence", "content"), searches) for each in found]


KIND = Kind(statements.LISTING, Statement, objects, snippets=snippets)


@router.get(
    "/statements",
    operation_id="listStatements",
    summary="Statements, the newest first",
    **list_route(statements.LISTING, Statement),
)
def list_statements(request: Request) -> Response:
    """Everything that stands as said by somebody. Repeat a parameter for "or"; different ones are "and"."""
    return listed(request, KIND)


@router.get("/statements/{statement_id}", operation_id="getStatement", summary="One statement", response_model=Statement, **ITEM)
def get_statement(request: Request, statement_id: Id) -> Response:
    """The statement with this id, also when it was retracted."""
    one = by_id(STATEMENT, statements.STATEMENTS)
    return item(request, "statements", statement_id, one, lambda connection, row: objects(connection, [row])[0])


@router.get("/statements/{statement_id}/evidence", operation_id="getStatementEvidence", **evidence.ROUTE)
def get_statement_evidence(request: Request, statement_id: Id) -> Response:
    """The sentence, every span with its text and with selectors that find it again, the rule, and the hash of the text."""
    return evidence.answered(request, "statements", statement_id, STATEMENT)
