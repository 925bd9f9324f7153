"""The control: the page of claims as FastAPI and SQLModel are usually put together, on the database LEDGER.

Models with relationships, a session for each request, a response model, and the filters as optional parameters.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query
from sqlalchemy import JSON
from sqlalchemy.orm import selectinload
from sqlmodel import Field, MetaData, Relationship, Session, SQLModel, create_engine, select


class Table(SQLModel):
    """What all tables are derived from."""

    metadata = MetaData()


class ArticlePublic(SQLModel):
    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published_at: datetime


class Article(Table, table=True):
    __tablename__ = "article"

    id: str = Field(primary_key=True)
    title: str | None
    publisher: str | None
    url: str | None
    published_at: datetime


class Region(Table, table=True):
    __tablename__ = "region"

    id: str = Field(primary_key=True)
    latitude: float | None
    longitude: float | None


class RegionPublic(SQLModel):
    id: str
    latitude: float | None
    longitude: float | None


class ClaimFields(SQLModel):
    id: str = Field(primary_key=True)
    statement_id: str | None
    measure: str
    quote: str | None
    unit: str | None
    low: float | None
    high: float | None
    approximate: bool
    hedge: str | None
    modality: str
    force_id: str | None
    force_name: str | None
    force_kind: str | None
    force_as_written: str | None
    claimant_id: str | None
    claimant_name: str | None
    claimant_kind: str | None
    claimant_as_written: str | None
    region_name: str | None
    region_kind: str | None
    region_relation: str | None
    region_as_written: str | None
    as_of_start: date
    as_of_end: date
    as_of_precision: str
    as_of_basis: str
    as_of_as_written: str | None
    sentence: str | None
    spans: dict[str, Any] = Field(sa_type=JSON)
    attribution: list[dict[str, Any]] = Field(sa_type=JSON)
    rule: str
    revision: int


class Claim(ClaimFields, Table, table=True):
    __tablename__ = "claim"

    article_id: str = Field(foreign_key="article.id")
    region_id: str | None = Field(foreign_key="region.id")
    article: Article = Relationship()
    region: Region | None = Relationship()


class ClaimActor(Table, table=True):
    __tablename__ = "claim_actor"

    claim_id: str = Field(primary_key=True, foreign_key="claim.id")
    actor_id: str = Field(primary_key=True)
    role: str = Field(primary_key=True)


class ClaimRegion(Table, table=True):
    __tablename__ = "claim_region"

    claim_id: str = Field(primary_key=True, foreign_key="claim.id")
    region_id: str = Field(primary_key=True)


class ClaimPublic(ClaimFields):
    article: ArticlePublic
    region: RegionPublic | None


engine = create_engine(f"sqlite:///{os.environ['LEDGER']}", connect_args={"check_same_thread": False})
app = FastAPI()


def session() -> Iterator[Session]:
    """A session for a request."""
    with Session(engine) as session:
        yield session


@app.get("/claims", response_model=list[ClaimPublic])
def claims(
    session: Annotated[Session, Depends(session)],
    actor: str | None = None,
    region: str | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    limit: Annotated[int, Query(le=1000)] = 50,
) -> Any:
    """The newest claims."""
    rows = select(Claim).options(selectinload(Claim.article), selectinload(Claim.region))  # type: ignore[arg-type]
    if actor:
        rows = rows.where(Claim.id.in_(select(ClaimActor.claim_id).where(ClaimActor.actor_id == actor)))  # type: ignore[attr-defined]
    if region:
        rows = rows.where(Claim.id.in_(select(ClaimRegion.claim_id).where(ClaimRegion.region_id == region)))  # type: ignore[attr-defined]
    if date_from:
        rows = rows.where(Claim.as_of_end >= date_from)
    if date_to:
        rows = rows.where(Claim.as_of_start <= date_to)
    return session.exec(rows.order_by(Claim.as_of_start.desc(), Claim.id.desc()).limit(limit)).all()  # type: ignore[attr-defined]
