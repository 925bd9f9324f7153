"""Evidence: why a fact is in the ledger. Its row with the text it was read from goes in; its spans, and selectors for them, come out."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import Connection, Table

from app.models import records
from app.queries import facts
from app.queries.offsets import OFFSET_UNIT, OffsetUnit, offsets
from app.queries.questions import controls
from app.queries.tables import AnyRow
from app.routers import views
from app.routers.answers import Object, found, written
from app.routers.conditional import read
from app.routers.parameters import ITEM, of_control
from app.routers.views import ArticleReference, QuotedSpan, Span, View
from app.vocabulary import StoreText

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

    quote: Annotated[TextQuoteSelector | None, Field(description="Null where no words of the text were kept.")]
    position: TextPositionSelector


class Evidence(View):
    """Why a fact is in the ledger: its sentence, every span of it, the rule that read it, and the text's hash."""

    id: str
    article: EvidenceArticle
    sentence: views.Words
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
    offset = offsets(row.text, row.kept, unit)
    known = {name: Words(row, span["start"], span["end"]) for name, span in row.spans.items() if span}
    placed = {name: {"start": offset(words.start), "end": offset(words.end)} for name, words in known.items()}
    empty = dict.fromkeys(row.spans)
    return {
        "id": row.id,
        "article": {**records.article(row), "version": row.version, "sha256": row.sha256},
        "sentence": row.sentence,
        "spans": empty | {name: {**placed[name], "text": words.text} for name, words in known.items()},
        "selectors": empty
        | {
            name: {"quote": words.selector, "position": {"type": "TextPositionSelector", **placed[name]}}
            for name, words in known.items()
        },
        "offset_unit": unit,
        "rule": row.rule,
        "revision": row.revision,
        "retracted": row.retracted is not None,
    }


@dataclass(frozen=True)
class Words:
    """What stands in a span of the text of `row`, if words of it were kept."""

    row: AnyRow
    start: int
    end: int

    @property
    def text(self) -> str | None:
        """The words."""
        text: str | None = self.row.text
        return text and text[self.start : self.end]

    @property
    def selector(self) -> Object | None:
        """The words, and those around them; where only sentences were kept, all else is blank, and no words are around one."""
        if self.text is None:
            return None
        whole = {"start": 0, "end": len(self.row.text)}
        around = whole if self.row.kept == StoreText.FULL else self.row.spans.get("sentence") or whole
        prefix = self.row.text[max(around["start"], self.start - AROUND) : self.start]
        suffix = self.row.text[self.end : min(around["end"], self.end + AROUND)]
        return {"type": "TextQuoteSelector", "exact": self.text, "prefix": prefix, "suffix": suffix}


ROUTE: dict[str, Any] = {
    "response_model": Evidence,
    "summary": "Why it is there",
    "openapi_extra": {"parameters": [of_control(OFFSET_UNIT)]},
    **ITEM,
}
