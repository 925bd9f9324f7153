"""Bytes that list addresses go in: a feed, a sitemap, an index of sitemaps or a plain list; out come the entries.

What the bytes are is seen in them, not believed from their content type, which is wrong for every other feed.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from app.ingestion.failures import BadListing

MOST = 100_000  # entries of one listing; a sitemap may have 50,000
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")  # the first element, whatever stands before it
_LINE = re.compile(r"https?://\S+", re.IGNORECASE)

LONGEST_LINE = 2_000

Element = Any  # lxml has no type information


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a listing announces it. None is what the listing does not say."""

    address: str
    title: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a listing in its order, and the addresses of further listings that it points to."""

    entries: list[Entry]
    further: list[str]


def listing(body: bytes, address: str) -> Listing | None:
    """What the bytes at `address` list; None where they are no listing. Raises BadListing."""
    read = _reader(body)
    return None if read is None else read(body, address)


def _reader(body: bytes) -> Callable[[bytes, str], Listing] | None:
    if body.lstrip()[:1] == b"{":
        return _json_feed if b"jsonfeed.org/version/" in body[:10_000] else None
    if (root := _ROOT.search(body.replace(b"\0", b"")[:100_000])) is not None:  # without NULs, UTF-16 reads like ASCII here
        return _ROOTS.get(root[1].decode("ascii", "replace").lower())
    begins = body[:LONGEST_LINE].decode("utf-8-sig", "replace").lstrip()
    return _lines if _LINE.match(begins) else None


def _lines(body: bytes, _: str) -> Listing:
    """A list of addresses, one a line."""
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    if bad := next((line for line in lines if not _LINE.fullmatch(line)), None):
        raise BadListing(f"a list of addresses with a line that is none: {bad[:100]!r}")
    return _bounded([Entry(line) for line in lines], [])


def _feed(body: bytes, base: str) -> Listing:
    """RSS of any version, and Atom: elements go by their local names, since namespaces are where feeds differ."""
    root = _tree(body)
    channel = next(root.iter("{*}channel"), root)
    about: dict[str, Any] = {
        "publisher": _text(channel, "title"),
        "language": _language(_text(channel, "language") or root.get(_LANG)),
    }
    items = root.iter("{*}item", "{*}entry")
    entries = [
        Entry(address, **_dates(item), title=_text(item, "title"), **about) for item in items if (address := _link(item, base))
    ]
    return _bounded(entries, [])


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PUBLISHED = ("pubDate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified", "lastmod")


def _dates(item: Element) -> dict[str, Any]:
    return {"published_at": _moment(_text(item, *_PUBLISHED)), "updated_at": _moment(_text(item, *_UPDATED))}


def _link(item: Element, base: str) -> str | None:
    """The address of an item: what its link says, or its identifier where that is meant to be followed."""
    for link in item.iterchildren("{*}link"):
        if link.get("rel", "alternate") == "alternate" and (target := link.get("href") or (link.text or "").strip()):
            return _joined(base, target)
    guid = next(item.iterchildren("{*}guid"), None)
    if guid is not None and guid.get("isPermaLink", "true") == "true" and _LINE.fullmatch(text := (guid.text or "").strip()):
        return text
    return None


def _sitemap(body: bytes, base: str) -> Listing:
    """The addresses of a site (sitemaps.org), with what the extension for news says of them."""
    return _bounded([entry for url in _tree(body).iter("{*}url") if (entry := _located(url, base))], [])


def _located(url: Element, base: str) -> Entry | None:
    if (address := _text(url, "loc")) is None:
        return None
    news = next(url.iterchildren("{*}news"), None)
    about = {} if news is None else _news(news)
    return Entry(_joined(base, address), updated_at=_moment(_text(url, "lastmod")), **about)


def _news(news: Element) -> dict[str, Any]:
    publication = next(news.iterchildren("{*}publication"), news)
    return {
        "title": _text(news, "title"),
        "published_at": _moment(_text(news, "publication_date")),
        "publisher": _text(publication, "name"),
        "language": _language(_text(publication, "language")),
    }


def _index(body: bytes, base: str) -> Listing:
    located = (_text(sitemap, "loc") for sitemap in _tree(body).iter("{*}sitemap"))
    return _bounded([], [_joined(base, address) for address in located if address])


def _json_feed(body: bytes, base: str) -> Listing:
    """A JSON feed (jsonfeed.org), version 1 or 1.1."""
    try:
        feed = json.loads(body)
        items = feed.get("items", [])
        about: dict[str, Any] = {"publisher": _string(feed.get("title")), "language": _language(_string(feed.get("language")))}
        entries = [Entry(_joined(base, item["url"]), **_said(item), **about) for item in items if _string(item.get("url"))]
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise BadListing(f"a JSON feed that cannot be read: {str(error)[:200]}") from None
    return _bounded(entries, [])


def _said(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": _string(item.get("title")),
        "published_at": _moment(_string(item.get("date_published"))),
        "updated_at": _moment(_string(item.get("date_modified"))),
    }


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _tree(body: bytes) -> Element:
    """The root element. A document that is not well-formed is read as far as sense can be made of it, as readers of feeds do.

    Nothing is fetched or expanded: a document that declares entities of its own, as no feed has reason to, is refused.
    """
    strict = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        root = etree.fromstring(body, etree.XMLParser(**strict))
    except etree.XMLSyntaxError as error:
        said = str(error)
        root = _recovered(body, etree.XMLParser(**strict, recover=True))
        if root is None or len(root) == 0 or "depth" in said:
            raise BadListing(f"XML that cannot be read: {said[:200]}") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise BadListing("XML that declares entities of its own, which could unfold to anything")
    return root


def _recovered(body: bytes, parser: Element) -> Element | None:
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None


def _text(element: Element, *names: str) -> str | None:
    """The text of the first child with one of `names`, whatever its namespace, as one line."""
    for name in names:
        for child in element.iterchildren(f"{{*}}{name}"):
            if line := " ".join("".join(child.itertext(with_tail=False)).split()):
                return line
    return None


def _moment(written: str | None) -> datetime | None:
    """A moment as RFC 822 or ISO 8601 writes it; None where it is neither, or names no year that can be meant."""
    if written is None:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(written)
        except (ValueError, TypeError):
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) if 1900 <= moment.year <= 2100 else None
    return None


def _language(code: str | None) -> str | None:
    """The language of "en-GB", without its country."""
    short = re.match(r"[a-z]{2,3}(?![a-z])", (code or "").strip().lower())
    return short[0] if short else None


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:  # half an IPv6 address; whoever fetches it will say so
        return address


def _bounded(entries: list[Entry], further: list[str]) -> Listing:
    if len(entries) + len(further) > MOST:
        raise BadListing(f"a listing of {len(entries) + len(further):,} entries; at most {MOST:,} are read")
    if not entries and not further:
        raise BadListing("a listing without an entry that has an address")
    return Listing(entries, further)


_ROOTS: dict[str, Callable[[bytes, str], Listing]] = {
    "rss": _feed,
    "rdf": _feed,
    "feed": _feed,
    "urlset": _sitemap,
    "sitemapindex": _index,
}
