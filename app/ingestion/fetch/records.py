"""A report described by keys, as JSON, CSV or the head of a text file gives them, goes in; sources come out, or an address to ask."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.ingestion.failures import BadInput, NoDate
from app.ingestion.fetch.listings import Entry
from app.ingestion.report import UNDETERMINED, Report
from app.ingestion.text.readable import Page, posts, readable

KEYS = ("text", "html", "title", "author", "publisher", "published_at", "url", "language")
LARGEST = 10_000_000  # bytes of one report; a line of JSON is one report
EARLIEST, LATEST = 1900, 2100  # years; what lies beyond is a typing error
ADDRESS = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)  # one that a reader can follow without harm


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every report that does not say otherwise itself."""

    published_at: datetime | None = None
    publisher: str | None = None


def described(record: Mapping[str, Any], defaults: Defaults) -> list[Report] | Entry:
    """The report that `record` describes, with the keys of POST /v1/articles, or where it is to be had. Raises Failure."""
    given = _given(record)
    if "html" in given:
        return of_page(given.pop("html"), given, {}, defaults)
    if "text" not in given:
        given.pop("author", None)
        return Entry(given.pop("url"), **given)
    if not given["text"].strip():
        raise BadInput("the text is blank")
    return [source(given, defaults)]


def of_page(
    html: str | bytes, over: Mapping[str, Any], under: Mapping[str, Any], defaults: Defaults, charset: str | None = None
) -> list[Report]:
    """The article of a page, or the posts of a live blog. What is said `over` the page goes before what the page says, and that
    before what is said `under` it. Raises Failure."""
    url = over.get("url") or under.get("url")
    blog = [_said(post) for post in posts(html, charset, url)]
    if not blog:
        return [source({**under, **_said(readable(html, charset, url)), **over}, defaults)]
    over, under = ({key: value for key, value in said.items() if key not in ("title", "url")} for said in (over, under))
    times = Counter(post.get("url") for post in blog)
    for post in blog:
        if times[post.get("url")] > 1:  # the address of the blog, which would make each post a new version of the one before
            post.pop("url", None)
    return [source({**under, **post, **over}, defaults) for post in blog]


def _said(page: Page) -> dict[str, Any]:
    """What the page says of itself, under the keys of an article."""
    said = {key: getattr(page, key) for key in ("text", "title", "author", "dateline", "publisher", "published_at", "language")}
    said["url"] = page.url if ADDRESS.fullmatch(page.url or "") else None
    return {key: value for key, value in said.items() if value}


def source(given: Mapping[str, Any], defaults: Defaults) -> Report:
    """The report that is given under the keys of a Report. Raises NoDate."""
    published_at = given.get("published_at") or defaults.published_at
    if published_at is None:
        raise NoDate("the day of publication is not known: give it with --published")
    return Report(
        text=given["text"],
        title=given.get("title"),
        publisher=given.get("publisher") or defaults.publisher,
        url=given.get("url"),
        published_at=published_at,
        language=given.get("language") or UNDETERMINED,
        author=given.get("author"),
        dateline=given.get("dateline"),
    )


def _given(record: Mapping[str, Any]) -> dict[str, Any]:
    """What `record` gives, each checked. Raises BadInput."""
    if unknown := sorted(record.keys() - set(KEYS)):
        raise BadInput(f"unknown key {unknown[0]!r}; the keys are {', '.join(KEYS)}")
    if wrong := [key for key, value in record.items() if not isinstance(value, str | bytes | None)]:
        raise BadInput(f"{wrong[0]} is not a string")
    given: dict[str, Any] = {key: value for key, value in record.items() if value}
    kinds = given.keys() & {"text", "html"}
    if len(kinds) == 2 or not (kinds or "url" in given):
        raise BadInput("either text or html is needed, or the url of a page alone")
    if "published_at" in given:
        given["published_at"] = moment(given["published_at"])
    if "url" in given and not ADDRESS.fullmatch(given["url"]):
        raise BadInput(f"url is not an address that begins with http:// or https://: {given['url'][:100]!r}")
    if "language" in given and not re.fullmatch("[a-z]{2,3}", given["language"]):
        raise BadInput(f"language is not a code like en: {given['language'][:100]!r}")
    return given


def moment(text: str) -> datetime:
    """The moment that an ISO 8601 date or time names; UTC where it names no zone, and midnight where no time."""
    try:
        named = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(f"not a date like 2024-10-29 or 2024-10-29T12:00:00Z: {text!r}") from None
    if not EARLIEST <= named.year <= LATEST:
        raise BadInput(f"the year is not between {EARLIEST} and {LATEST}: {text!r}")
    return (named if named.tzinfo else named.replace(tzinfo=UTC)).astimezone(UTC)
