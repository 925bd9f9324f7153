"""Articles: their endpoints and their view; and the one door through which a report goes to the taking-in arm."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.errors import BadBody, NotFetched, Problem, TextNotKept, TooLarge, Unavailable, Unforeseen
from app.ingestion.attempts import Attempt, Offer, attempts, record
from app.ingestion.failures import Failure, Unreadable, WrongType
from app.ingestion.fetch.pages import articles as articles_at
from app.ingestion.fetch.records import Defaults
from app.ingestion.looks import offer
from app.ingestion.readers import here
from app.ingestion.report import UNDETERMINED, Report
from app.ingestion.store import UnfitText
from app.ingestion.text.readable import readable
from app.queries import articles, claims, statements
from app.queries.facts import of_article
from app.queries.filters import Control
from app.queries.questions import controls
from app.queries.snippets import Passage
from app.queries.tables import CLAIM, STATEMENT, AnyRow
from app.queries.values import boolean, whole
from app.routers import lines, views
from app.routers.answers import Kind, found, item, listed, written
from app.routers.claims import Claim
from app.routers.claims import objects as claim_objects
from app.routers.conditional import read
from app.routers.parameters import ITEM, list_route, of_control
from app.routers.problems import REFERENCE, documented, log
from app.routers.reports import BODY, LINES, PostedReport, address, expect, parsed, received, report
from app.routers.statements import Statement
from app.routers.statements import objects as statement_objects
from app.routers.views import SNIPPET, Snippet, View
from app.searches import Search
from app.vocabulary import Outcome, StoreText

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


_NOT_KEPT = (
    "This ledger was told not to keep the text; its statements and claims have their offsets in it, and the article its hash."
)


class Article(View):
    """One report, and the newest version of its text by its SHA-256 as UTF-8."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    dateline: Annotated[
        str | None, Field(description="Where and when it was written, as it says so itself.", examples=["KYIV, Oct 30 (Reuters)"])
    ]
    url: str | None
    published_at: datetime
    language: str
    origin: Annotated[
        str | None, Field(description="The earliest article of which this one is a copy, reprinted whole or nearly so.")
    ]
    version: int
    sha256: str
    taken_in_at: Annotated[datetime, Field(description="When it first came in.")]
    revision: Annotated[int, Field(description="The revision of the ledger at which it last changed.")]
    snippet: Annotated[Snippet | None, SNIPPET] = None


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
    return {name: columns[name] for name in Article.model_fields if name != "snippet"}


def snippets(connection: Connection, found: Sequence[dict[str, Any]], searches: Sequence[Search]) -> list[dict[str, Any] | None]:
    """Why each article was found: one statement, for their texts."""
    texts = {row.id: row.text for row in connection.execute(articles.TEXTS, {"ids": [each["id"] for each in found]})}
    passages = ([Passage(texts[each["id"]] or "", 0), Passage(each["title"] or "", 0, "title")] for each in found)
    return [views.snippet(each, searches) for each in passages]


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


KIND = Kind(articles.LISTING, Article, objects, snippets=snippets)


@router.get(
    "/articles", operation_id="listArticles", summary="Articles, the newest first", **list_route(articles.LISTING, Article)
)
def list_articles(request: Request) -> Response:
    """Every report taken in. Repeat a parameter for "or"; different ones are "and"."""
    return listed(request, KIND)


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
        **documented(404, 410, 422, 503),
    },
    openapi_extra={"parameters": [of_control(VERSION)]},
)
def get_article_text(request: Request, article_id: Id) -> Response:
    """The exact text, in UTF-8; spans count its code points."""
    version = controls((VERSION,), request.query_params.multi_items())["version"]

    def make(connection: Connection, _: int) -> Response:
        statement = articles.TEXT if version else articles.NEWEST_TEXT
        row = found(connection, "articles", article_id, statement, **({"version": version} if version else {}))
        if row.kept != StoreText.FULL:
            raise TextNotKept(_NOT_KEPT)
        # An article may hold anything: no browser shall take it for a page.
        return Response(row.text.encode(), headers={"X-Content-Type-Options": "nosniff"}, media_type="text/plain; charset=utf-8")

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
def take_in_article(request: Request, body: Annotated[bytes, Depends(received)]) -> Response:
    """Reads a report and answers with the statements and claims in it; the same report posted again changes nothing."""
    dry_run = controls((DRY_RUN,), request.query_params.multi_items())["dry_run"]
    began, said = monotonic(), None
    try:
        said = parsed(body)
        asked = report(said)
        offered = _fetched(request, asked, dry_run) if asked.is_address else None
        source = offered[0] if offered else _source(asked)
    except BadBody as refusal:
        if not dry_run:
            _failed(request, Offer(_address_in(said), refusal, len(body)), refusal)
        raise
    with Session(request.app.state.engine) as session:
        taken = request.app.state.intake.take_in(session, source)
        answer = with_facts(session.connection(), taken.article_id)
        if dry_run:
            session.rollback()
            return written(answer)
        outcome = Outcome.NEW if taken.created else Outcome.CHANGED if taken.changed else Outcome.KNOWN
        of = offered[1] if offered else Offer(source.url, source)
        record(session, Attempt(of, outcome, taken.article_id, seconds=monotonic() - began))
        session.commit()
    return written(answer, 201 if taken.created else 200, {"Location": f"/v1/articles/{taken.article_id}"})


BATCH = "/v1/articles/batch"


# What became of one line: the id of its article, or what was wrong with it.
BATCH_ANSWER = {
    "title": "BatchAnswer",
    "type": "object",
    "required": ["status", "id", "problem"],
    "additionalProperties": False,
    "properties": {
        "status": {"type": "integer", "description": "201 new, 200 known or changed, or that of the problem."},
        "id": {"type": ["string", "null"], "description": "Of the article."},
        "problem": {"anyOf": [REFERENCE, {"type": "null"}]},
    },
}


@router.post(
    "/articles/batch",
    operation_id="takeInArticles",
    summary="Take in many reports",
    response_class=Response,
    responses={
        200: {
            "description": "A line for each line, in their order: its status, the id of its article, or its problem.",
            "content": {lines.MEDIA_TYPE: {"schema": BATCH_ANSWER}},
        },
        **documented(415, 503),
    },
    openapi_extra={"requestBody": LINES},
)
def take_in_articles(request: Request) -> Response:
    """Reads reports, a JSON object a line, as they come; each is stored or refused on its own, and answered once it is stored."""
    controls((), request.query_params.multi_items())
    expect(request, *lines.MEDIA_TYPES)
    state = request.app.state

    def answers(batch: Sequence[lines.Line]) -> list[dict[str, Any]]:
        offers = [_offer(line, state.longest) for line in batch]
        made: list[Attempt] = []
        try:
            made.extend(attempts(state.engine, state.intake, offers, here(state.intake, state.engine)))
        except OperationalError as error:
            log.error("the database failed on %s", BATCH, exc_info=error)
        return [*map(_answer, made), *[_refusal(_BUSY)] * (len(offers) - len(made))]

    return lines.AnsweredLines(request, state.longest, answers)


_BUSY = Unavailable("The database is busy or out of reach; send this line again in a few seconds.")


def _offer(line: lines.Line, longest: int) -> Offer:
    if line is None:
        return Offer(None, TooLarge(f"A line may have {longest} bytes."))
    try:
        if (one := report(parsed(line))).is_address:
            raise BadBody("url: an address alone is fetched by POST /v1/articles, one at a time; `fogline ingest` takes many.")
        source = _source(one)
    except Problem as problem:
        return Offer(None, problem, len(line))
    return Offer(source.url, source, len(line))


def _answer(attempt: Attempt) -> dict[str, Any]:
    error = attempt.error
    if error is None:
        return {"status": 201 if attempt.outcome is Outcome.NEW else 200, "id": attempt.article_id, "problem": None}
    if not isinstance(error, Problem | UnfitText):
        log.error("a report failed", exc_info=error)
        error = Unforeseen("The service met an error that it does not know; its log has the details.")
    return _refusal(error if isinstance(error, Problem) else BadBody(f"{error}."))


def _refusal(problem: Problem) -> dict[str, Any]:
    return {"status": problem.status, "id": None, "problem": problem.document(BATCH)}


def _source(report: PostedReport) -> Report:
    """The report as the taking-in arm wants it. Raises BadBody where its page cannot be read or does not say its date."""
    if report.text is not None and report.published_at is not None:
        language = report.language or UNDETERMINED
        return Report(report.text, report.title, report.publisher, report.url, report.published_at, language, report.author)
    try:
        page = readable(report.html or "")
    except Unreadable as error:
        raise BadBody(f"html: {error}; send the text of the report as text instead.") from None
    published_at = report.published_at or page.published_at
    if published_at is None:
        raise BadBody("The page does not say when it was published, which relative dates hang on; add published_at.")
    page_url = _followable(page.url)
    return _with(
        report, Report(page.text, page.title, page.publisher, page_url, published_at, page.language, page.author, page.dateline)
    )


def _with(report: PostedReport, source: Report) -> Report:
    """`source`, but for what the report says itself."""
    said = {name: getattr(report, name) for name in ("title", "author", "publisher", "published_at", "url", "language")}
    return replace(source, **{name: value for name, value in said.items() if value is not None})


AT_ONCE = 4  # of the forty threads that answer; whoever reads must not wait for somebody else's slow host


def _fetched(request: Request, report: PostedReport, dry_run: bool) -> tuple[Report, Offer]:
    """The report at the address that was posted. Raises NotFetched, and Unavailable while too many are fetched."""
    url, state, answer = report.url or "", request.app.state, None
    if not state.fetching.acquire(blocking=False):
        raise Unavailable(f"{AT_ONCE} addresses are being fetched already; send this one again in a minute.")
    try:
        answer = state.fetcher.fetch(url)
        found = articles_at(answer, Defaults(report.published_at, report.publisher))
        if len(found) > 1:
            raise WrongType(f"a live blog of {len(found)} posts, each of which is an article; `fogline ingest` takes them in")
    except Failure as failure:
        if not dry_run:
            _failed(request, offer(url, failure, answer), failure)
        raise NotFetched.of([{"field": "url", "reason": failure.reason, "detail": f"url: {failure}."}]) from None
    finally:
        state.fetching.release()
    source = _with(report.model_copy(update={"url": None}), found[0])
    return source, offer(url, source, answer)


def _failed(request: Request, offered: Offer, fault: Exception) -> None:
    """Keep an attempt that came to nothing."""
    with Session(request.app.state.engine) as session:
        record(session, Attempt(offered, Outcome.FAILED, error=fault))
        session.commit()


def _address_in(body: Any) -> str | None:
    """Where a report that is refused says it comes from."""
    url = body.get("url") if isinstance(body, dict) else None
    return url if isinstance(url, str) else None


def _followable(url: str | None) -> str | None:
    try:
        return url and address(url)
    except ValueError:
        return None
