"""What goes into the taking-in arm and what comes out of it: one report, and what became of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """One report as it reached us. `published_at` has a time zone; `text` is the string every span will point into.

    `author` and `dateline` are as written: "Jane Doe", "KYIV, Oct 30 (Reuters)".
    """

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published_at: datetime
    language: str = "en"
    author: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The article a report became. `created` is True for a new one, `changed` for a new text at a known address."""

    article_id: str
    created: bool
    changed: bool = False
