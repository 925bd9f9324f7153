"""Articles and the versions of their text."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime
from app.vocabulary import StoreText


class Article(SQLModel, table=True):
    """One report of a publisher. An address is one article, whatever its text becomes; without an address, a text is one."""

    __table_args__ = (Index("ix_article_published_at_id", "published_at", "id"),)

    id: str = Field(primary_key=True)
    url: str | None = Field(default=None, unique=True)
    title: str | None = None
    publisher: str | None = Field(default=None, index=True)
    author: str | None = None  # as its by-line has it
    dateline: str | None = None  # as written: "KYIV, Oct 30 (Reuters)"
    language: str = "en"
    published_at: datetime = Field(sa_type=UtcDateTime)
    origin_id: str | None = Field(default=None, foreign_key="article.id", index=True)  # the earliest of which it is a copy
    version: int = 1  # the newest version, the one whose facts stand
    rules: str | None = Field(default=None, index=True)  # a digest of the rules, word lists and parser that read its facts
    registries: int | None = None  # the revision of the registries by which they were resolved
    taken_in_at: datetime = Field(sa_type=UtcDateTime)
    revision: int = Field(index=True)  # of the ledger, when this article last changed
    place: int | None = Field(
        default=None, sa_type=BigInteger, index=True
    )  # by publication; the database gives it, for full text


class ArticleVersion(SQLModel, table=True):
    """One exact text of an article. Spans of facts read from it point into `text`, which is never edited.

    Where only the sentences with facts are `kept`, all else in `text` is blank; where nothing is, there is no `text`.
    """

    __tablename__ = "article_version"
    # Not before the end of a transaction must its article be there; so its words can be indexed together with others.
    __table_args__ = (ForeignKeyConstraint(["article_id"], ["article.id"], deferrable=True, initially="DEFERRED"),)

    article_id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    text: str | None
    kept: str = StoreText.FULL
    sha256: str = Field(index=True)  # of the whole text as UTF-8, in hexadecimal
    taken_in_at: datetime = Field(sa_type=UtcDateTime)
