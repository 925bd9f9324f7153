"""Claims: their endpoints and their view."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.queries import claims
from app.queries.facts import by_id
from app.queries.tables import CLAIM, AnyRow
from app.routers import evidence, views
from app.routers.answers import Kind, item, listed, record
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
from app.vocabulary import Measure, Modality

router = APIRouter(prefix="/v1", tags=["claims"])
Id = Annotated[str, Path(description="The id of a claim.", examples=["clm_1"])]


class Claim(View):
    """A reported quantity of people or materiel: who counts how many of whose forces where, as of when, in whose words."""

    id: str
    article: ArticleReference
    statement: Annotated[
        str | None, Field(description="The id of the statement it stands in; null in the publisher's own voice.")
    ]
    measure: Measure
    quote: Words
    unit: str | None
    low: Annotated[float | None, Field(description="People or pieces; percent for a share. Null where the words give no bound.")]
    high: float | None
    approximate: bool
    hedge: str | None
    modality: Modality
    force: ActorReference | None
    claimant: ActorReference | None
    region: RegionReference | None
    as_of: Days
    attribution: list[Hop]
    sentence: Words
    spans: dict[str, Span | None]
    rule: str
    revision: int
    retracted: bool
    snippet: Annotated[Snippet | None, SNIPPET] = None


def objects(_: Connection, rows: Sequence[AnyRow]) -> Iterable[dict[str, Any]]:
    """Claims' records, to be cut down or put into others."""
    return (orjson.loads(row.record) for row in rows)


def snippets(_: Connection, found: Sequence[dict[str, Any]], searches: Sequence[Search]) -> list[dict[str, Any] | None]:
    """Why each claim was found."""
    return [views.snippet(views.passages(each, "sentence", "quote"), searches) for each in found]


KIND = Kind(claims.LISTING, Claim, objects, recorded=True, snippets=snippets)


@router.get("/claims", operation_id="listClaims", summary="Claims, the newest first", **list_route(claims.LISTING, Claim))
def list_claims(request: Request) -> Response:
    """Every figure that stands, with its claimant and its sentence. Repeat a parameter for "or"; different ones are "and"."""
    return listed(request, KIND)


ONE = by_id(CLAIM, claims.RECORDS)


@router.get("/claims/{claim_id}", operation_id="getClaim", summary="One claim", response_model=Claim, **ITEM)
def get_claim(request: Request, claim_id: Id) -> Response:
    """The claim with this id, also when it was retracted."""
    return item(request, "claims", claim_id, ONE, lambda _, row: record(row))


@router.get("/claims/{claim_id}/evidence", operation_id="getClaimEvidence", **evidence.ROUTE)
def get_claim_evidence(request: Request, claim_id: Id) -> Response:
    """The sentence, every span with its text and with selectors that find it again, the rule, and the hash of the text."""
    return evidence.answered(request, "claims", claim_id, CLAIM)
