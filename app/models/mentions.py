"""What the text of an article names, and the actors and regions that the article is found by because it names them."""

from datetime import date

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from app.db import BARE

_NAMED = {name: sql(f"{name} IS NOT NULL") for name in ("actor_id", "region_id")}  # each mention is of one kind alone


class Mention(SQLModel, table=True):
    """A name or a time expression in the newest text of an article, and what it stands for.

    An actor or region that could not be decided has no id; a time expression that could not be has no days. The mentions of
    a text are replaced by those of the next.
    """

    __table_args__ = (
        ForeignKeyConstraint(["article_id", "version"], ["article_version.article_id", "article_version.version"]),
        *(Index(f"ix_mention_{name}", name, sqlite_where=there, postgresql_where=there) for name, there in _NAMED.items()),
        BARE,
    )

    article_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)  # from 0, in the order of the text
    version: int
    kind: str
    start: int  # half-open, in code points of that version's text
    end: int
    text: str
    actor_id: str | None = Field(default=None, foreign_key="actor.id")
    region_id: str | None = Field(default=None, foreign_key="region.id")
    days_start: date | None = None
    days_end: date | None = None
    days_precision: str | None = None
    days_basis: str | None = None


class MentionActor(SQLModel, table=True):
    """An article mentions this actor; depth 0 is one that it names, above it are its parents on the day of the article."""

    __tablename__ = "mention_actor"
    __table_args__ = BARE

    actor_id: str = Field(primary_key=True, foreign_key="actor.id")
    article_id: str = Field(primary_key=True, foreign_key="article.id", index=True)
    depth: int


class MentionRegion(SQLModel, table=True):
    """An article mentions this region; depth 0 is one that it names, above it are its parents."""

    __tablename__ = "mention_region"
    __table_args__ = BARE

    region_id: str = Field(primary_key=True, foreign_key="region.id")
    article_id: str = Field(primary_key=True, foreign_key="article.id", index=True)
    depth: int
