"""The parts that the views of all kinds are made of. Rows go in, what orjson can write comes out.

The classes are what OpenAPI says; answers are built as dicts and never validated, which would cost more than the query.
Tests hold every answer to them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.queries import snippets
from app.queries.snippets import Passage
from app.queries.tables import AnyRow
from app.searches import Search
from app.vocabulary import ActorKind, Basis, Precision, RegionKind, Relation


class View(BaseModel):
    """What an object of an answer looks like: these fields and no others."""

    model_config = ConfigDict(extra="forbid")


Words = Annotated[str | None, Field(description="Null where the ledger was told to keep no words; the spans are there.")]


class Span(View):
    """Half-open [start, end) in code points of the article's text: `text[start:end]` is the quoted string."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class ActorReference(View):
    """Somebody the text points at; `id` is null where the registry cannot decide who."""

    id: str | None
    name: str | None
    kind: ActorKind | None
    as_written: str


class Point(View):
    """WGS 84, in degrees."""

    lat: float
    lon: float


class RegionReference(View):
    """Somewhere the text points at; `id` is null where the gazetteer cannot decide where."""

    id: str | None
    name: str | None
    kind: RegionKind | None
    relation: Relation | None
    as_written: str
    point: Point | None


class Days(View):
    """An interval of days, both included, the unit it was given in, and what it rests on."""

    start: date
    end: date
    precision: Precision
    basis: Basis
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

    kind: ActorKind | RegionKind


class QuotedSpan(Span):
    """A span, with what stands in it."""

    text: Words


class Snippet(Span):
    """A piece of what was searched that has the words of `q`: `text[start:end]` of the article's text, or of its title."""

    text: str
    of: Annotated[Literal["text", "title"], Field(description="What `start`, `end` and all highlights are offsets into.")]
    highlights: Annotated[
        list[Span], Field(description="Where the words stand, in order, as offsets into the same. None overlap.")
    ]


SNIPPET = Field(description="Why it was found, when `q` is given; null where the words cannot be shown. Else it is left out.")


def kin(row: AnyRow) -> dict[str, str]:
    """Something above or below in a registry."""
    return {"id": row.id, "name": row.name, "kind": row.kind}


def snippet(passages: Iterable[Passage], searches: Sequence[Search]) -> dict[str, Any] | None:
    """The piece of `passages` that has the words of `searches`."""
    shown = snippets.snippet(passages, searches)
    return (
        None
        if shown is None
        else {
            "of": shown.of,
            "start": shown.start,
            "end": shown.start + len(shown.text),
            "text": shown.text,
            "highlights": [{"start": each.start, "end": each.end} for each in shown.highlights],
        }
    )


def passages(fact: dict[str, Any], *parts: str) -> list[Passage]:
    """What is searched of a fact, where it stands in its article's text."""
    return [Passage(fact[part], fact["spans"][part]["start"]) for part in parts if fact[part] and fact["spans"].get(part)]
