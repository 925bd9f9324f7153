"""Sources, which are looked at again and again for new reports, and every attempt to take in a report."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime

_ROWID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself in a key of this type alone


class Source(SQLModel, table=True):
    """A feed or sitemap that is watched. Whoever looks at it holds the lease, so that no two do so at once."""

    id: str = Field(primary_key=True)
    url: str = Field(unique=True)
    publisher: str | None = None  # of reports that do not say it themselves
    every: int  # seconds from one look to the next
    paused: bool = False
    added_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    leased_by: str | None = None
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0  # looks in a row that failed; each doubles the time to the next
    articles: int = 0  # that it brought so far
    last_success_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_failure_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_failure: str | None = None  # what was wrong, in a sentence


class Attempt(SQLModel, table=True):
    """One attempt to take in a report, or to look at a source, and what became of it."""

    __table_args__ = (
        Index("ix_attempt_source_id_id", "source_id", "id"),
        Index("ix_attempt_address_id", "address", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=_ROWID)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    source_id: str | None = Field(default=None, foreign_key="source.id")  # the source that named the address
    address: str | None = None  # or the name of a file and its line; None for a report that was posted without one
    outcome: str
    reason: str | None = None  # of a failure: a word that never changes
    detail: str | None = None  # and the sentence that says what was wrong
    transient: bool | None = None  # whether another try may go better
    bytes: int | None = None  # that came over the wire, or that the file or line has
    milliseconds: int
    article_id: str | None = Field(default=None, foreign_key="article.id")
    etag: str | None = None  # what the server wants to be sent back when it is asked for the address again
    last_modified: str | None = None
    validated: str | None = None  # the address that these two belong to, after redirects
