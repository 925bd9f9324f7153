"""Articles: their endpoints and their view; and the one door through which a report goes to the taking-in arm."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection
from sqlmodel import Session

from app.errors import BadBody
from app.ingestion.source import Source
from app.ingestion.text.readable import Unreadable, readable
from app.queries import articles, claims, statements
from app.queries.facts import of_article
from app.queries.filters import Control
from app.queries.questions import controls
from app.queries.tables import CLAIM, STATEMENT, AnyRow
from app.queries.values import boolean, whole
from app.routers.answers import ITEM, Kind, found, item, list_route, listed, of_control, read, written
from app.routers.claims import Claim
from app.routers.claims import objects as claim_objects
from app.routers.problems import documented
from app.routers.reports import BODY, Report, address, posted
from app.routers.statements import Statement
from app.routers.statements import objects as statement_objects
from app.routers.views import View

router = APIRouter(prefix="/v1", tags=["articles"])
Id = Annotated[str, Path(description="The id of an article.", examples=["art_1"])]

DRY_RUN = Control(
    "dry_run", {"type": "boolean", "default": False}, boolean, False, "Whether to read the report and store nothing.", "true"
)
VERSION = Control(
    "version",
    {"type": "integer", "minimum": 1},
    whole(1, 10**9 - 1),
    None,
    "Which version of the text; the newest by default.",
    "1",
)


class Article(View):
    """One report, and the newest version of its text by its SHA-256 as UTF-8."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published_at: datetime
    language: str
    version: int
    sha256: str
    taken_in_at: Annotated[datetime, Field(description="When it first came in.")]
    revision: Annotated[int, Field(description="The revision of the ledger at which it last changed.")]


class Version(View):
    """One exact text of an article; `/v1/articles/{id}/text?version=` gives it."""

    version: int
    sha256: str
    taken_in_at: datetime


class ArticleWithVersions(Article):
    """An article with every text it had."""

    versions: list[Version]


class ArticleWithFacts(Article):
    """An article with everything that was read in it, in the order of its text."""

    statements: list[Statement]
    claims: list[Claim]


def objects(_: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Articles' rows as JSON has them."""
    return [_article(row) for row in rows]


def _article(row: AnyRow) -> dict[str, Any]:
    columns = row._mapping
    return {name: columns[name] for name in Article.model_fields}


def _with_versions(connection: Connection, row: AnyRow) -> dict[str, Any]:
    versions = connection.execute(articles.VERSIONS, {"id": row.id})
    return _article(row) | {"versions": [dict(version._mapping) for version in versions]}


def with_facts(connection: Connection, id: str) -> dict[str, Any]:
    """An article with everything that was read in it, as JSON has it."""
    row = connection.execute(articles.BY_ID, {"id": id}).one()
    said = connection.execute(of_article(STATEMENT, statements.STATEMENTS), {"id": id}).all()
    counted = connection.execute(of_article(CLAIM, claims.RECORDS), {"id": id}).all()
    return _article(row) | {
        "statements": sorted(statement_objects(connection, said), key=lambda fact: fact["spans"]["content"]["start"]),
        "claims": sorted(claim_objects(connection, counted), key=lambda fact: fact["spans"]["quote"]["start"]),
    }


@router.get(
    "/articles", operation_id="listArticles", summary="Articles, the newest first", **list_route(articles.LISTING, Article)
)
def list_articles(request: Request) -> Response:
    """Every report taken in. Repeat a parameter for "or"; different ones are "and"."""
    return listed(request, Kind(articles.LISTING, Article, objects))


@router.get(
    "/articles/{article_id}", operation_id="getArticle", summary="One article", response_model=ArticleWithVersions, **ITEM
)
def get_article(request: Request, article_id: Id) -> Response:
    """The article with this id, and its versions."""
    return item(request, "articles", article_id, articles.BY_ID, _with_versions)


@router.get(
    "/articles/{article_id}/text",
    operation_id="getArticleText",
    summary="Its text",
    response_class=Response,
    responses={
        200: {"description": "The text that every span points into.", "content": {"text/plain": {"schema": {"type": "string"}}}},
        **documented(404, 422, 503),
    },
    openapi_extra={"parameters": [of_control(VERSION)]},
)
def get_article_text(request: Request, article_id: Id) -> Response:
    """The exact text, in UTF-8; spans count its code points."""
    version = controls((VERSION,), request.query_params.multi_items())["version"]

    def make(connection: Connection, _: int) -> Response:
        statement = articles.TEXT if version else articles.NEWEST_TEXT
        text = found(connection, "articles", article_id, statement, **({"version": version} if version else {})).text
        # An article may hold anything: no browser shall take it for a page.
        return Response(text.encode(), headers={"X-Content-Type-Options": "nosniff"}, media_type="text/plain; charset=utf-8")

    return read(request, make)


@router.post(
    "/articles",
    operation_id="takeInArticle",
    summary="Take in a report",
    status_code=201,
    response_model=ArticleWithFacts,
    responses={
        200: {"description": "Known already, or a new version of a known one, or a dry run.", "model": ArticleWithFacts},
        **documented(413, 415, 422, 503),
    },
    openapi_extra={"requestBody": BODY, "parameters": [of_control(DRY_RUN)]},
)
def take_in_article(request: Request, report: Annotated[Report, Depends(posted)]) -> Response:
    """Reads a report and answers with the statements and claims in it; the same report posted again changes nothing."""
    dry_run = controls((DRY_RUN,), request.query_params.multi_items())["dry_run"]
    source = _source(report)
    with Session(request.app.state.engine) as session:
        taken = request.app.state.intake.take_in(session, source)
        answer = with_facts(session.connection(), taken.article_id)
        if dry_run:
            session.rollback()
            return written(answer)
        session.commit()
    return written(answer, 201 if taken.created else 200, {"Location": f"/v1/articles/{taken.article_id}"})


def _source(report: Report) -> Source:
    """The report as the taking-in arm wants it. Raises BadBody where its page cannot be read or does not say its date."""
    if report.text is not None and report.published_at is not None:
        return Source(report.text, report.title, report.publisher, report.url, report.published_at, report.language or "en")
    try:
        page = readable(report.html or "")
    except Unreadable as error:
        raise BadBody(f"html: {error}; send the text of the report as text instead.") from None
    published_at = report.published_at or page.published_at
    if published_at is None:
        raise BadBody("The page does not say when it was published, which relative dates hang on; add published_at.")
    return Source(
        page.text,
        report.title or page.title,
        report.publisher or page.publisher,
        report.url or _followable(page.url),
        published_at,
        report.language or page.language or "en",
    )


def _followable(url: str | None) -> str | None:
    try:
        return url and address(url)
    except ValueError:
        return None
