"""What goes into the taking-in arm and what comes out of it: one report, what became of it, and of its facts."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.ingestion.text.language import language

UNDETERMINED = "und"  # a language that nobody told, as ISO 639 has it; the text does, once it is to be read


@dataclass(frozen=True, slots=True)
class Publication:
    """What is read of a report: its text, and who published it when and in which language. What a ministry publishes is its own word."""

    text: str
    publisher: str | None
    published_at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Report:
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

    @property
    def publication(self) -> Publication:
        """As it is read."""
        return Publication(self.text, self.publisher, self.published_at, self.language)

    def determined(self) -> "Report":
        """The report with its language. To tell it takes longer than to see that a text is known."""
        return replace(self, language=language(self.text)) if self.language == UNDETERMINED else self


@dataclass(frozen=True, slots=True)
class Taken:
    """The article a report became. `created` is True for a new one, `changed` for a new text at a known address."""

    article_id: str
    created: bool
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of an article's facts when it was read again, as rows of their tables. It is false where nothing is different."""

    added: list[dict[str, Any]] = field(default_factory=list)
    removed: list[dict[str, Any]] = field(default_factory=list)  # as they were
    altered: list[dict[str, Any]] = field(default_factory=list)  # as they are now, with what they were in `was`
    found: bool = False  # whether facts are found by other actors or regions, or other names are mentioned

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered or self.found)
