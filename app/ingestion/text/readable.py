"""A page of HTML goes in; what a reader would read of it comes out, with what the page says of itself."""

import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_FRAGMENT = re.compile(rb"\s*<(?:p|div|article|section|main)[\s>]", re.IGNORECASE)
LONGEST_FIELD = 1_000  # characters; a longer title or name is no title or name


class Unreadable(ValueError):
    """No article can be read from this page; the message says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page presents it. `text` has one paragraph a line; None is what the page does not say."""

    text: str
    title: str | None
    publisher: str | None
    published_at: datetime | None
    url: str | None
    language: str | None


def readable(html: str | bytes) -> Page:
    """The article of a page; raises Unreadable for whatever else the bytes may be.

    Navigation, comments and tables are left out: a figure from a sidebar would be a claim the article never made.
    """
    whole = _whole(html)
    try:
        tree, document = _extraction(whole)
    except Unreadable:
        raise
    except Exception as error:  # pages are made to break parsers: whatever is raised is a fault of the page
        raise Unreadable(f"this page cannot be parsed: {type(error).__name__}") from error
    text = ((document and document.text) or "").strip()
    if not text:
        raise Unreadable("no article was found in this page")
    return Page(
        text=text,
        title=_field(document.title),
        publisher=_field(document.sitename) or _field(document.hostname),
        published_at=_moment(document.date),
        url=_field(document.url),
        language=_language(tree),
    )


def _whole(html: str | bytes) -> str | bytes:
    """`html`, if a parser will read it to its end: at a NUL or half a surrogate pair it would stop, and drop the rest unsaid."""
    try:
        if isinstance(html, bytes) and html.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            html = html.decode("utf-16")
        if b"\0" in (html.encode() if isinstance(html, str) else html):
            raise Unreadable("this page has a NUL character in it")
    except UnicodeError:
        raise Unreadable("this page has half of a surrogate pair in it") from None
    return html


def _extraction(html: str | bytes) -> tuple[Any, Any]:
    """The tree of a page and trafilatura's reading of it."""
    from trafilatura import bare_extraction  # imported here: it takes half a second, which only pages should cost
    from trafilatura.utils import load_html

    tree = load_html(html)
    if tree is None and _FRAGMENT.match(html if isinstance(html, bytes) else html[:100].encode()):
        tree = load_html(
            b"<html><body>%b</body></html>" % (html if isinstance(html, bytes) else html.encode())
        )  # a lone paragraph is a page too
    if tree is None:
        raise Unreadable("this is not a page of HTML")
    # Without the extensive search a page has a date only if it declares one; any date in its text might be another's.
    date = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}
    return tree, bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=date
    )


def _field(value: str | None) -> str | None:
    """A title or name as one line; what is longer than a title can be is none."""
    line = " ".join((value or "").split())
    return line if line and len(line) <= LONGEST_FIELD else None


def _moment(value: str | None) -> datetime | None:
    """The moment a page declares; a day without a time is its midnight in UTC."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _language(tree: Any) -> str | None:
    """The language that the page declares, without its country: "en" of "en-GB"."""
    declared = tree.xpath("string(/html/@lang)").strip().lower()
    code = declared.replace("_", "-").split("-")[0]
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None
