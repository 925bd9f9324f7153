"""The newest figure of each claimant: its endpoint."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from app.queries import latest
from app.queries.comparisons import Inquiry
from app.routers.answers import Object
from app.routers.claims import Claim
from app.routers.comparisons import claims_by_id, compared, comparison_route

router = APIRouter(prefix="/v1", tags=["comparisons"])


def objects(connection: Connection, _: Inquiry, found: Sequence[latest.Latest]) -> list[Object]:
    """Claims as JSON has them."""
    known = claims_by_id(connection, [each.row.id for each in found])
    return [known[each.row.id] for each in found]


@router.get(
    "/claims/latest",
    operation_id="listLatestClaims",
    summary="The newest figure of each claimant",
    **comparison_route(latest.LATEST, Claim),
)
def list_latest_claims(request: Request) -> Response:
    """Of each claimant, measure and force the claim about the latest day, or of one day the one published last. A publisher in
    its own voice counts as a claimant; denied figures are left out unless `modality` asks for them. The newest claims are
    read, `most_read` at most; `meta` says when that was not all.
    """
    return compared(request, latest.LATEST, Claim, latest.latest, objects)
