"""A page of HTML goes in; what a reader would read of it comes out, with what the page says of itself."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.ingestion.failures import Unreadable
from app.ingestion.text.article import check, prose
from app.ingestion.text.charset import decoded
from app.ingestion.text.edges import Trimmed, trimmed
from app.ingestion.text.language import language
from app.ingestion.text.structured import Thing, is_a, line, things

LONGEST_FIELD = 1_000  # characters; a longer title or name is no title or name
MOST_TAGS = 25_000  # of a page; a long live blog has 20,000, and each takes a tenth of a millisecond
MOST_ATTRIBUTES = 1_000  # of a tag; each is compared with all before it
PROSE = 0.8  # of a text in sentences; the menus of a page bring it below
SHORT = 500  # characters; where suspicion leaves less, it is worth to look again with less of it
_FRAGMENT = re.compile(r"\s*<(?:p|div|article|section|main)[\s>]", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-z][^<>]{2000,}", re.IGNORECASE)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_EPOCH = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page presents it. `text` has one paragraph a line; None is what the page does not say."""

    text: str
    title: str | None
    author: str | None
    dateline: str | None  # as written: "KYIV, Oct 30 (Reuters)"
    publisher: str | None
    published_at: datetime | None
    url: str | None
    language: str


def readable(html: str | bytes, charset: str | None = None, url: str | None = None) -> Page:
    """The article of a page that came from `url`, whose server declared `charset`; raises Unreadable for whatever else it may be.

    Navigation, comments and tables are left out: a figure from a sidebar would be a claim the article never made.
    """
    tree = _tree(_whole(html, charset))
    said = things(tree)
    document = _extracted(tree, url)
    edges = trimmed((document.text or "").strip(), document.title)
    if not edges.text:
        raise Unreadable("no article was found in this page")
    check(edges.text, is_closed=any(str(thing.get("isAccessibleForFree")).lower() == "false" for thing in said))
    return _page(
        document, edges, document.title, document.author or edges.byline, _moment(document.date), document.url, _declared(tree)
    )


def posts(html: str | bytes, charset: str | None = None, url: str | None = None) -> list[Page]:
    """The posts of a live blog whose page says where each begins, the oldest first; none of any other page. Raises Unreadable."""
    tree = _tree(_whole(html, charset))
    blog = next((thing for thing in things(tree) if is_a(thing, "LiveBlogPosting")), {})
    updates = blog.get("liveBlogUpdate")
    if not isinstance(updates, list) or not updates:
        return []
    document, declared = _extracted(tree, url), _declared(tree)
    found = [post for update in updates if isinstance(update, dict) and (post := _post(update, document, declared))]
    return sorted(found, key=lambda post: post.published_at or _EPOCH)


def _post(update: Thing, document: Any, declared: str | None) -> Page | None:
    """A post; what is no text, or a picture with three words, is none."""
    body = update.get("articleBody")
    edges = trimmed(_plain(body), line(update.get("headline"))) if isinstance(body, str) else None
    if edges is None:
        return None
    try:
        check(edges.text)
    except Unreadable:
        return None
    title, author = line(update.get("headline")) or document.title, line(update.get("author")) or edges.byline
    address = line(update.get("url")) or line(update.get("@id"))
    return _page(document, edges, title, author, _moment(line(update.get("datePublished"))), address, declared)


def _page(
    document: Any,
    edges: Trimmed,
    title: str | None,
    author: str | None,
    published_at: datetime | None,
    url: str | None,
    declared: str | None,
) -> Page:
    return Page(
        text=edges.text,
        title=_field(title),
        author=_field(author),
        dateline=edges.dateline,
        publisher=_field(document.sitename) or _field(document.hostname),
        published_at=published_at,
        url=_field(url),
        language=language(edges.text, declared),
    )


def _whole(html: str | bytes, charset: str | None) -> str:
    """`html`, if a parser will read it to its end: at a NUL or half a surrogate pair it would stop, and drop the rest unsaid."""
    try:
        whole = decoded(html, charset) if isinstance(html, bytes) else html
        whole.encode()
    except UnicodeError:
        raise Unreadable("this page has half of a surrogate pair in it") from None
    if "\0" in whole:
        raise Unreadable("this page has a NUL character in it")
    if whole.count("<") > MOST_TAGS:
        raise Unreadable(f"this page has more than {MOST_TAGS:,} tags")
    if any(len(_VALUE.sub("", tag[0]).split()) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(whole)):
        raise Unreadable(f"this page has a tag with more than {MOST_ATTRIBUTES:,} attributes")
    return whole


def _tree(html: str) -> Any:
    from trafilatura.utils import load_html  # imported here: it takes half a second, which only pages should cost

    tree = _guarded(load_html, html)
    if tree is None and _FRAGMENT.match(html[:100]):
        tree = _guarded(load_html, f"<html><body>{html}</body></html>")  # a lone paragraph is a page too
    if tree is None:
        raise Unreadable("this is not a page of HTML")
    return tree


def _extracted(tree: Any, url: str | None) -> Any:
    """Trafilatura's reading. First with suspicion of everything that may belong to other articles; where that leaves next to
    nothing, as it does for one page in thirty, without, if what comes then is prose and not all that stands on the page."""
    from trafilatura import bare_extraction

    # Without the extensive search a page has a date only if it declares one; any date in its text might be another's.
    date = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}
    how = {"url": url, "include_comments": False, "include_tables": False, "with_metadata": True, "date_extraction_params": date}
    document = _guarded(bare_extraction, tree, favor_precision=True, **how)
    if (found := len((document and document.text) or "")) < SHORT:
        other = _guarded(bare_extraction, tree, **how)
        if other is not None and (not found or prose(other.text or "") >= PROSE):
            document = other
    if document is None:
        raise Unreadable("no article was found in this page")
    return document


def _guarded(read: Any, *page: Any, **how: Any) -> Any:
    try:
        return read(*page, **how)
    except Exception as error:  # pages are made to break parsers: whatever is raised is a fault of the page
        raise Unreadable(f"this page cannot be parsed: {type(error).__name__}") from error


def _plain(body: str) -> str:
    """The text of a post, which some write with its tags."""
    if "<" not in body:
        return "\n".join(text for paragraph in body.splitlines() if (text := paragraph.strip()))
    from trafilatura import html2txt

    return str(_guarded(html2txt, f"<html><body>{body}</body></html>")).strip()


def _field(value: str | None) -> str | None:
    """A title or name as one line; what is longer than a title can be is none."""
    said = line(value)
    return said if said and len(said) <= LONGEST_FIELD else None


def _moment(value: str | None) -> datetime | None:
    """The moment a page declares; a day without a time is its midnight in UTC."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _declared(tree: Any) -> str | None:
    """The language that the page declares, without its country: "en" of "en-GB"."""
    code = re.match("[a-z]{2,3}(?![a-z])", tree.xpath("string(/html/@lang)").strip().lower())
    return code[0] if code else None
