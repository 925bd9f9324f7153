"""Statements, the actors and regions they are found by, and the hops by which their content travelled."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db import BARE


class Statement(SQLModel, table=True):
    """Content attributed to a speaker by a cue, in one version of one article.

    The `*_name` columns keep how the registry called the actor or region when the fact was stored, so that a reference
    that the registry could not decide still reads well. `retracted` is the revision at which the fact ceased to stand.
    """

    __table_args__ = (
        ForeignKeyConstraint(["article_id", "version"], ["article_version.article_id", "article_version.version"]),
        Index("ix_statement_article_id_version", "article_id", "version"),
        Index("ix_statement_said_start_id", "said_start", "id"),
    )

    id: str = Field(primary_key=True)
    article_id: str
    version: int
    kind: str
    content: str | None  # None where the ledger keeps no words
    cue: str
    medium: str | None = Field(default=None, index=True)
    speaker_id: str | None = Field(default=None, foreign_key="actor.id", index=True)
    speaker_name: str | None = None
    speaker_kind: str | None = None
    speaker_as_written: str | None = None
    addressee_id: str | None = Field(default=None, foreign_key="actor.id", index=True)
    addressee_name: str | None = None
    addressee_kind: str | None = None
    addressee_as_written: str | None = None
    region_id: str | None = Field(default=None, foreign_key="region.id", index=True)
    region_name: str | None = None
    region_kind: str | None = None
    region_relation: str | None = None
    region_as_written: str | None = None
    said_start: date
    said_end: date
    said_precision: str
    said_basis: str
    said_as_written: str | None = None
    sentence: str | None
    spans: dict[str, Any] = Field(sa_type=JSON)  # {"content": {"start": 0, "end": 9}, "speaker": null, …}
    rule: str
    revision: int
    retracted: int | None = None
    place: int | None = Field(default=None, sa_type=BigInteger, index=True)  # by day; the database gives it, for full text


class Hop(SQLModel, table=True):
    """One step by which a statement's content reached the reader; position 0 is the source itself."""

    __tablename__ = "attribution_hop"
    __table_args__ = BARE

    statement_id: str = Field(primary_key=True, foreign_key="statement.id")
    position: int = Field(primary_key=True)
    actor_id: str | None = Field(default=None, foreign_key="actor.id", index=True)
    actor_name: str
    actor_kind: str
    as_written: str
    cue: str


class StatementActor(SQLModel, table=True):
    """A statement can be found by this actor in this role; depth 0 is the actor named, above it are its parents."""

    __tablename__ = "statement_actor"
    __table_args__ = BARE

    actor_id: str = Field(primary_key=True, foreign_key="actor.id")
    role: str = Field(primary_key=True)
    statement_id: str = Field(primary_key=True, foreign_key="statement.id", index=True)
    depth: int


class StatementRegion(SQLModel, table=True):
    """A statement can be found by this region; depth 0 is the region named, above it are its parents."""

    __tablename__ = "statement_region"
    __table_args__ = BARE

    region_id: str = Field(primary_key=True, foreign_key="region.id")
    statement_id: str = Field(primary_key=True, foreign_key="statement.id", index=True)
    depth: int
