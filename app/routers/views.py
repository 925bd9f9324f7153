"""The parts that the views of all kinds are made of. Rows go in, what orjson can write comes out.

The classes are what OpenAPI says; answers are built as dicts and never validated, which would cost more than the query.
Tests hold every answer to them.
"""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.models import records
from app.queries.tables import AnyRow


class View(BaseModel):
    """What an object of an answer looks like: these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Span(View):
    """Half-open [start, end) in code points of the article's text: `text[start:end]` is the quoted string."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class ActorReference(View):
    """Somebody the text points at; `id` is null where the registry cannot decide who."""

    id: str | None
    name: str | None
    kind: str | None
    as_written: str


class Point(View):
    """WGS 84, in degrees."""

    lat: float
    lon: float


class RegionReference(View):
    """Somewhere the text points at; `id` is null where the gazetteer cannot decide where."""

    id: str | None
    name: str | None
    kind: str | None
    relation: str | None
    as_written: str
    point: Point | None


class Days(View):
    """An interval of days, both included, the unit it was given in, and what it rests on."""

    start: date
    end: date
    precision: str
    basis: str
    as_written: str | None


class Hop(View):
    """One step from the source to the reader."""

    actor: ActorReference
    cue: str


class ArticleReference(View):
    """The article a fact stands in."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published_at: datetime


class Named(View):
    """Something of a registry."""

    id: str
    name: str


class Kin(Named):
    """Something above or below in a registry."""

    kind: str


class QuotedSpan(Span):
    """A span, with what stands in it."""

    text: str


class EvidenceArticle(ArticleReference):
    """The article, in the version that the spans point into, and the SHA-256 of that text as UTF-8."""

    version: int
    sha256: str


class Evidence(View):
    """Why a fact is in the ledger: its sentence, every span of it, the rule that read it, and the text's hash."""

    id: str
    article: EvidenceArticle
    sentence: str
    spans: dict[str, QuotedSpan | None]
    rule: str
    revision: int
    retracted: bool


def kin(row: AnyRow) -> dict[str, str]:
    """Something above or below in a registry."""
    return {"id": row.id, "name": row.name, "kind": row.kind}


def evidence(row: AnyRow) -> dict[str, Any]:
    """Why a fact is in the ledger."""
    quoted = {name: span and {**span, "text": row.text[span["start"] : span["end"]]} for name, span in row.spans.items()}
    return {
        "id": row.id,
        "article": {**records.article(row), "version": row.version, "sha256": row.sha256},
        "sentence": row.sentence,
        "spans": quoted,
        "rule": row.rule,
        "revision": row.revision,
        "retracted": row.retracted is not None,
    }
