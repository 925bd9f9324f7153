"""Whether the service runs: one answer for those who would restart it, one for those who would send it requests."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from app.db import at_newest_migration
from app.errors import Unavailable
from app.routers.answers import written
from app.routers.problems import documented

router = APIRouter(tags=["run"])


class Health(BaseModel):
    """It runs."""

    status: str


@router.get("/healthz", operation_id="getHealth", summary="Whether it is alive", response_model=Health)
def get_health() -> Response:
    """Answers as long as the process does; it touches nothing."""
    return written({"status": "alive"})


@router.get(
    "/readyz", operation_id="getReadiness", summary="Whether it can answer", response_model=Health, responses=documented(503)
)
def get_readiness(request: Request) -> Response:
    """Answers when the database does, and is at the newest migration."""
    if not at_newest_migration(request.app.state.engine):
        raise Unavailable("The database is not at the newest migration; restart the service, which migrates it.")
    return written({"status": "ready"})
