"""Articles and the versions of their text."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class Article(SQLModel, table=True):
    """One report of a publisher. An address is one article, whatever its text becomes; without an address, a text is one."""

    __table_args__ = (Index("ix_article_published_at_id", "published_at", "id"),)

    id: str = Field(primary_key=True)
    url: str | None = Field(default=None, unique=True)
    title: str | None = None
    publisher: str | None = Field(default=None, index=True)
    language: str = "en"
    published_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1  # the newest version, the one whose facts stand
    taken_in_at: datetime = Field(sa_type=UtcDateTime)
    revision: int = Field(index=True)  # of the ledger, when this article last changed
    place: int | None = Field(
        default=None, sa_type=BigInteger, index=True
    )  # by publication; the database gives it, for full text


class ArticleVersion(SQLModel, table=True):
    """One exact text of an article. Spans of facts read from it point into `text`, which is never edited."""

    __tablename__ = "article_version"

    article_id: str = Field(primary_key=True, foreign_key="article.id")
    version: int = Field(primary_key=True)
    text: str
    sha256: str = Field(index=True)  # of the text as UTF-8, in hexadecimal
    taken_in_at: datetime = Field(sa_type=UtcDateTime)
