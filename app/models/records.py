"""The record of a claim: what the service answers for it. A whole row goes in, with its article and its point; JSON comes out.

It is written once, when the claim is stored, and kept beside it: to make it anew for every answer costs four times what it
costs to find and send it. That is why the shape stands here, where both the writer and the readers see it; the views of the
routers describe it, and tests hold every answer to them. Whoever changes it writes a migration that makes records anew.
"""

from typing import Any

import orjson
from sqlalchemy import Row, Select, Table, select
from sqlmodel import SQLModel

from app.models.articles import Article
from app.models.claims import Claim
from app.models.reference import Region

AnyRow = Row[*tuple[Any, ...]]  # columns are read by name, whichever they are
OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


def with_article(facts: Table) -> Select[Any]:
    """Every row of `facts`, retracted ones too, with its article and the point of its region."""
    articles, regions = _table(Article), _table(Region)
    article = [articles.c[name].label(f"article_{name}") for name in ("title", "publisher", "url", "published_at")]
    columns = [column for column in facts.c if column.name not in ("record", "terms")]
    rows = select(*columns, *article, regions.c.latitude, regions.c.longitude)
    return rows.join(articles, articles.c.id == facts.c.article_id).outerjoin(regions, regions.c.id == facts.c.region_id)


CLAIMS = with_article(_table(Claim))


def claim(row: AnyRow) -> dict[str, Any]:
    """A claim as JSON has it."""
    return {
        "id": row.id,
        "article": article(row),
        "statement": row.statement_id,
        "measure": row.measure,
        "quote": row.quote,
        "unit": row.unit,
        "low": whole(row.low),
        "high": whole(row.high),
        "approximate": row.approximate,
        "hedge": row.hedge,
        "modality": row.modality,
        "force": actor(row, "force"),
        "claimant": actor(row, "claimant"),
        "region": region(row),
        "as_of": days(row, "as_of"),
        "attribution": row.attribution,
        "sentence": row.sentence,
        "spans": row.spans,
        "rule": row.rule,
        "revision": row.revision,
        "retracted": row.retracted is not None,
    }


def written(record: dict[str, Any]) -> str:
    """A record as text. Moments are in UTC and end in Z."""
    return orjson.dumps(record, option=OPTIONS).decode()


def actor(row: AnyRow, role: str) -> dict[str, Any] | None:
    """The actor in the columns `{role}_id`, …; None when the text names none."""
    columns = row._mapping
    if columns[f"{role}_as_written"] is None:
        return None
    return {
        "id": columns[f"{role}_id"],
        "name": columns[f"{role}_name"],
        "kind": columns[f"{role}_kind"],
        "as_written": columns[f"{role}_as_written"],
    }


def point(row: AnyRow) -> dict[str, float] | None:
    """Where the row lies on the globe, if anybody knows."""
    return None if row.latitude is None or row.longitude is None else {"lat": row.latitude, "lon": row.longitude}


def region(row: AnyRow) -> dict[str, Any] | None:
    """The region of a fact; None when the text names none."""
    if row.region_as_written is None:
        return None
    return {
        "id": row.region_id,
        "name": row.region_name,
        "kind": row.region_kind,
        "relation": row.region_relation,
        "as_written": row.region_as_written,
        "point": point(row),
    }


def days(row: AnyRow, name: str) -> dict[str, Any]:
    """The days in the columns `{name}_start`, …"""
    columns = row._mapping
    return {part: columns[f"{name}_{part}"] for part in ("start", "end", "precision", "basis", "as_written")}


def article(row: AnyRow) -> dict[str, Any]:
    """The article that a fact's row was joined to."""
    return {
        "id": row.article_id,
        "title": row.article_title,
        "publisher": row.article_publisher,
        "url": row.article_url,
        "published_at": row.article_published_at,
    }


def whole(number: float | None) -> float | int | None:
    """3000.0 as 3000: people and pieces are whole, a share may not be."""
    return int(number) if number is not None and float(number).is_integer() else number
