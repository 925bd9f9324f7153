"""Claims, and the actors and regions they are found by."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db import BARE


class Claim(SQLModel, table=True):
    """A reported quantity of people or materiel, in one version of one article.

    `low` and `high` are people or pieces, percent for a share; both None where the words give no bound ("many").
    The `*_name` columns keep how the registry called the actor or region when the fact was stored. `retracted` is the
    revision at which the fact ceased to stand.
    """

    __table_args__ = (
        ForeignKeyConstraint(["article_id", "version"], ["article_version.article_id", "article_version.version"]),
        Index("ix_claim_article_id_version", "article_id", "version"),
        Index("ix_claim_as_of_start_id", "as_of_start", "id"),
    )

    id: str = Field(primary_key=True)
    article_id: str
    version: int
    statement_id: str | None = Field(default=None, foreign_key="statement.id", index=True)
    measure: str = Field(index=True)
    quote: str | None  # None where the ledger keeps no words
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool
    hedge: str | None = None
    modality: str
    force_id: str | None = Field(default=None, foreign_key="actor.id", index=True)
    force_name: str | None = None
    force_kind: str | None = None
    force_as_written: str | None = None
    claimant_id: str | None = Field(default=None, foreign_key="actor.id", index=True)
    claimant_name: str | None = None
    claimant_kind: str | None = None
    claimant_as_written: str | None = None
    region_id: str | None = Field(default=None, foreign_key="region.id", index=True)
    region_name: str | None = None
    region_kind: str | None = None
    region_relation: str | None = None
    region_as_written: str | None = None
    as_of_start: date
    as_of_end: date
    as_of_precision: str
    as_of_basis: str
    as_of_as_written: str | None = None
    sentence: str | None
    spans: dict[str, Any] = Field(sa_type=JSON)  # {"quote": {"start": 0, "end": 9}, "force": null, …}
    attribution: list[dict[str, Any]] = Field(sa_type=JSON)  # [{"actor": {…}, "cue": "said"}]
    rule: str
    revision: int
    retracted: int | None = None
    record: str | None = None  # what the service answers for it, as JSON, once it is indexed; see app/models/records.py
    terms: str | None = None  # what it is looked for by, once it is indexed; see app/models/terms.py
    place: int | None = Field(default=None, sa_type=BigInteger, index=True)  # by day; the database gives it, for full text


class ClaimActor(SQLModel, table=True):
    """A claim can be found by this actor in this role; depth 0 is the actor named, above it are its parents."""

    __tablename__ = "claim_actor"
    __table_args__ = BARE

    actor_id: str = Field(primary_key=True, foreign_key="actor.id")
    role: str = Field(primary_key=True)
    claim_id: str = Field(primary_key=True, foreign_key="claim.id", index=True)
    depth: int


class ClaimRegion(SQLModel, table=True):
    """A claim can be found by this region; depth 0 is the region named, above it are its parents."""

    __tablename__ = "claim_region"
    __table_args__ = BARE

    region_id: str = Field(primary_key=True, foreign_key="region.id")
    claim_id: str = Field(primary_key=True, foreign_key="claim.id", index=True)
    depth: int
