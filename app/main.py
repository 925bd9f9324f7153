"""Settings go in, the service comes out: the one place where its parts are joined."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from threading import BoundedSemaphore
from typing import Any

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from app import db
from app.ingestion import entries, reference
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.policy import Policy
from app.ingestion.pipeline import Intake, uncollected
from app.queries.revision import Watch
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
    sources,
    statements,
)
from app.routers.door import BodyLimit, HeadIsGet
from app.routers.kept import Kept
from app.routers.openapi import openapi
from app.routers.paths import Paths
from app.routers.points import Points
from app.routers.streams import STREAMS_AT_ONCE
from app.settings import Settings

DESCRIPTION = """\
Who claimed how many of whose forces are where, as of when, in whose words, and in which sentence of which article.

A **claim** is a reported quantity with its claimant; a **statement** is content attributed to a speaker. Every string that an
answer quotes has a span: half-open, in code points of the article's text. Errors are problem documents (RFC 9457).

**What lasts.** Within `/v1`, a path, parameter, field, problem type or value keeps its name, its type and its meaning. The same article,
span and measure keep their id. Spans stay half-open and in code points, `text[start:end]` stays the quoted string, and a text that was
stored is never edited. A field that is there stays there, null or not; what was refused may come to be accepted, never the other way
round, and an error is never answered with 200. Whatever cannot keep to this goes to `/v2`, beside `/v1`.

**What may change.** There may be new paths, parameters, fields, and values of `measure`, `modality`, `kind` and the like: read past what
you do not know. Facts, and with them revisions, change as more is taken in and reading gets better; `rule` and `detail` are words for
people; a cursor need not outlive an upgrade; bounds such as `most_read` follow what is fast. The changelog tells all of it.
"""


def create_app(settings: Settings) -> FastAPI:
    """The service on the database of `settings`, which is brought to the newest migration when it starts."""
    watch = Watch()
    app = FastAPIOffline(
        title="Fogline",
        version=_version(),
        description=DESCRIPTION,
        lifespan=_lifespan(settings, watch),
        redoc_url=None,
        redirect_slashes=False,  # a path with a slash too many is an unknown path, and its problem names the right one
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
    )
    comparisons = [each.router for each in (series, conflicts, latest, facets, coverage)]
    kinds = [each.router for each in (articles, mentions, statements, claims, actors, regions, sources, run)]
    lists = [each.KIND.listing for each in (articles, statements, claims, actors, regions)]
    app.router.routes.insert(0, Paths(kinds, comparisons, {f"/v1/{each.kind}": each.quick for each in lists}))
    for router in (*comparisons, *kinds):  # before the items: "series" is the id of no claim
        app.include_router(router)
    problems.install(app)
    app.openapi = openapi(app)  # type: ignore[method-assign]
    # The last added is the outermost: a refusal of the body limit, too, opens itself to other origins.
    app.state.longest = settings.max_body_bytes
    app.state.streaming = BoundedSemaphore(STREAMS_AT_ONCE)
    app.add_middleware(Points, statements={"/v1/claims": claims.ONE}, watch=watch)
    app.add_middleware(BodyLimit, most=settings.max_body_bytes, streamed=[articles.BATCH])
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)  # level 9 takes three times as long for 2 % less
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], allow_headers=["*"], expose_headers=["ETag", "Link"]
    )
    app.add_middleware(HeadIsGet)
    app.add_middleware(Kept, most=settings.max_kept_bytes, watch=watch)
    return app


def ledger(database_url: str) -> Engine:
    """The database at its newest migration, with the registries of this version. Raises BadReference."""
    engine = db.connected(database_url)
    db.migrate(engine)
    with Session(engine) as session, uncollected():
        reference.load(session)
        entries.complete(session)
        session.commit()
    return engine


def policy(settings: Settings) -> Policy:
    """How `settings` want hosts to be treated."""
    return Policy(
        user_agent=settings.fetch_user_agent,
        allow=frozenset(host for name in settings.fetch_allow.split(",") if (host := name.strip().lower())),
        timeout=settings.fetch_timeout,
        largest=settings.fetch_max_bytes,
        delay=settings.fetch_delay,
    )


def _version() -> str:
    try:
        return version("fogline")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


def _lifespan(settings: Settings, watch: Watch) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = ledger(settings.database_url)
        app.state.engine = engine
        app.state.edition = app.version  # another version may write the same rows in another way
        app.state.intake = Intake(settings.parser_model, settings.store_text)
        app.state.fetching = BoundedSemaphore(articles.AT_ONCE)
        with Fetcher(policy(settings)) as app.state.fetcher:
            gc.freeze()  # what is there by now stays: to look through its 200,000 objects again and again takes 0.1 s each time
            yield
        watch.close()
        engine.dispose()

    return lifespan
