"""What an address answered goes in; the articles in it come out, under the address that is theirs."""

from dataclasses import replace
from urllib.parse import urlsplit

from courlan import extract_domain

from app.ingestion.failures import Unreadable, WrongType
from app.ingestion.fetch.fetched import Fetched
from app.ingestion.fetch.listings import Entry
from app.ingestion.fetch.records import Defaults, of_page, source
from app.ingestion.report import Report
from app.ingestion.text.charset import decoded

_PAGES = ("text/html", "application/xhtml+xml")
PROBE = 2_000  # bytes that show what a body is


def articles(fetched: Fetched, defaults: Defaults, entry: Entry | None = None) -> list[Report]:
    """The article at an address, or the posts of a live blog; what its page does not say, the `entry` of its listing may.

    Raises Failure.
    """
    address = urlsplit(fetched.final)
    if address.path in ("", "/") and not address.query:
        raise Unreadable("this is the front page of a site, not an article")
    under = {"url": fetched.final, **_announced(entry)}
    if fetched.content_type in _PAGES or _is_markup(fetched.body):
        found = of_page(fetched.body, {}, under, defaults, fetched.charset)
        return [replace(each, url=_own(each.url, fetched.final)) for each in found]
    if fetched.content_type != "text/plain":
        raise WrongType(f"neither a page nor a text nor a listing, but {fetched.content_type[:100] or 'of no known type'}")
    text = decoded(fetched.body, fetched.charset).strip()
    if not text:
        raise Unreadable("there is nothing at this address")
    return [source({**under, "text": text}, defaults)]


def _announced(entry: Entry | None) -> dict[str, object]:
    if entry is None:
        return {}
    said = {"title": entry.title, "publisher": entry.publisher, "published_at": entry.published_at}
    return {key: value for key, value in said.items() if value}


def _is_markup(body: bytes) -> bool:
    """Whether the first thing in a body is a tag; what its server calls it is often a lie."""
    return body[:PROBE].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<"


def _own(said: str | None, final: str) -> str | None:
    """The address that a page calls its own, if it is an article's on the site that the page came from, else where it was found.

    Otherwise anybody could write in another's name, and a new version of another's article.
    """
    if said is None:
        return None  # a post of a live blog
    is_front = urlsplit(said).path in ("", "/")
    return said if not is_front and extract_domain(said, fast=True) == extract_domain(final, fast=True) else final
