"""Evidence: why a fact is in the ledger. Its row with the text it was read from goes in; its spans, and selectors for them, come out."""

from typing import Annotated, Any, Literal

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import Connection, Table

from app.queries import facts
from app.queries.offsets import OFFSET_UNIT, OffsetUnit, offsets
from app.queries.questions import controls
from app.queries.tables import AnyRow
from app.routers import views
from app.routers.answers import ITEM, Object, found, of_control, read, written
from app.routers.views import ArticleReference, QuotedSpan, Span, View

AROUND = 32  # code points


class EvidenceArticle(ArticleReference):
    """The article, in the version that the spans point into, and the SHA-256 of that text as UTF-8."""

    version: int
    sha256: str


class TextQuoteSelector(View):
    """Of the W3C Web Annotation model: the words, and up to 32 characters before and after them."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class TextPositionSelector(Span):
    """Of the W3C Web Annotation model: where the words stand in the text."""

    type: Literal["TextPositionSelector"]


class Selectors(View):
    """Two ways to find a span again, by its words and by its place, as the target of a Web Annotation takes them."""

    quote: TextQuoteSelector
    position: TextPositionSelector


class Evidence(View):
    """Why a fact is in the ledger: its sentence, every span of it, the rule that read it, and the text's hash."""

    id: str
    article: EvidenceArticle
    sentence: str
    spans: dict[str, QuotedSpan | None]
    selectors: Annotated[dict[str, Selectors | None], Field(description="Selectors for each of the spans.")]
    offset_unit: Annotated[OffsetUnit, Field(description="What `start` and `end` count.")]
    rule: str
    revision: int
    retracted: bool


def answered(request: Request, kind: str, id: str, table: Table) -> Response:
    """The evidence for the fact with this id, retracted or not."""
    unit = controls((OFFSET_UNIT,), request.query_params.multi_items())["offset_unit"]

    def make(connection: Connection, _: int) -> Response:
        return written(_evidence(found(connection, kind, id, facts.evidence(table)), unit))

    return read(request, make)


def _evidence(row: AnyRow, unit: str) -> Object:
    known = {name: span and (span["start"], span["end"]) for name, span in row.spans.items()}
    offset = offsets(row.text, unit)
    placed = {name: span and {"start": offset(span[0]), "end": offset(span[1])} for name, span in known.items()}
    return {
        "id": row.id,
        "article": {**views.article(row), "version": row.version, "sha256": row.sha256},
        "sentence": row.sentence,
        "spans": {name: span and {**placed[name], "text": row.text[span[0] : span[1]]} for name, span in known.items()},
        "selectors": {name: span and _selectors(row.text, *span, placed[name]) for name, span in known.items()},
        "offset_unit": unit,
        "rule": row.rule,
        "revision": row.revision,
        "retracted": row.retracted is not None,
    }


def _selectors(text: str, start: int, end: int, placed: dict[str, int]) -> Object:
    around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    quote = {"type": "TextQuoteSelector", "exact": text[start:end], **around}
    return {"quote": quote, "position": {"type": "TextPositionSelector", **placed}}


ROUTE: dict[str, Any] = {
    "response_model": Evidence,
    "summary": "Why it is there",
    "openapi_extra": {"parameters": [of_control(OFFSET_UNIT)]},
    **ITEM,
}
