"""Settings go in, the service comes out: the one place where its parts are joined."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from app import db
from app.ingestion import entries, reference
from app.ingestion.pipeline import Intake
from app.routers import (
    actors,
    articles,
    claims,
    conflicts,
    coverage,
    facets,
    latest,
    mentions,
    problems,
    regions,
    run,
    series,
    statements,
)
from app.routers.door import BodyLimit, HeadIsGet
from app.routers.kept import Kept
from app.settings import Settings

DESCRIPTION = """\
Who claimed how many of whose forces are where, as of when, in whose words, and in which sentence of which article.

A **claim** is a reported quantity with its claimant; a **statement** is content attributed to a speaker. Every string that an
answer quotes has a span: half-open, in code points of the article's text. Errors are problem documents (RFC 9457).
"""


def create_app(settings: Settings) -> FastAPI:
    """The service on the database of `settings`, which is brought to the newest migration when it starts."""
    app = FastAPI(
        title="Fogline",
        version=_version(),
        description=DESCRIPTION,
        lifespan=_lifespan(settings),
        redirect_slashes=False,  # a path with a slash too many is an unknown path, and its problem names the right one
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
    )
    for comparison in (series, conflicts, latest, facets, coverage):  # before the items: "series" is the id of no claim
        app.include_router(comparison.router)
    for kind in (articles, mentions, statements, claims, actors, regions, run):
        app.include_router(kind.router)
    problems.install(app)
    app.openapi = _openapi(app)  # type: ignore[method-assign]
    # The last added is the outermost: a refusal of the body limit, too, opens itself to other origins.
    app.add_middleware(BodyLimit, most=settings.max_body_bytes)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)  # level 9 takes three times as long for 2 % less
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], allow_headers=["*"], expose_headers=["ETag", "Link"]
    )
    app.add_middleware(HeadIsGet)
    app.add_middleware(Kept, most=settings.max_kept_bytes)
    return app


def ledger(database_url: str) -> Engine:
    """The database at its newest migration, with the registries of this version. Raises BadReference."""
    engine = db.connected(database_url)
    db.migrate(engine)
    with Session(engine) as session:
        reference.load(session)
        entries.complete(session)
        session.commit()
    return engine


def _version() -> str:
    try:
        return version("fogline")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


def _lifespan(settings: Settings) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = ledger(settings.database_url)
        app.state.engine = engine
        app.state.edition = app.version  # another version may write the same rows in another way
        app.state.intake = Intake(settings.parser_model)
        yield
        engine.dispose()

    return lifespan


def _openapi(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """The OpenAPI document, made once, with the shape of problems, which no response model leads to."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            document["components"]["schemas"]["Problem"] = problems.ProblemDocument.model_json_schema()
            app.openapi_schema = document
        return app.openapi_schema

    return openapi
