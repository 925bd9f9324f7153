"""Feeds, sitemaps and lists become entries; bombs and nonsense become failures, at once."""

import json
from datetime import UTC, datetime

import pytest

from app.ingestion.failures import BadListing
from app.ingestion.fetch import listings
from app.ingestion.fetch.listings import Entry, listing

BASE = "https://news.example/feed/"
TEN = datetime(2024, 10, 30, 10, tzinfo=UTC)
ELEVEN = datetime(2024, 10, 30, 11, tzinfo=UTC)

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The  Example</title><link>https://news.example/</link><language>en-GB</language>
<item><title>Five &amp; ten</title><link> /a </link><pubDate>Wed, 30 Oct 2024 11:00:00 +0100</pubDate></item>
<item><guid>https://news.example/b</guid><dc:date>2024-10-30T10:00:00Z</dc:date></item>
<item><guid isPermaLink="false">https://news.example/c</guid><title>It has no address</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example</title><link href="https://news.example/"/>
<entry><title type="html">Five</title><link rel="self" href="/no"/><link href="../a"/><published>2024-10-30T10:00:00Z</published>
<updated>2024-10-30T11:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><title>no</title></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>The Example</title>
</channel><item rdf:about="x"><title>Five</title><link>https://news.example/a</link></item></rdf:RDF>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/a</loc><lastmod>2024-10-30T11:00:00Z</lastmod><image:image><image:loc>https://news.example/i.jpg</image:loc></image:image>
<n:news><n:publication><n:name>The Example</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2024-10-30T10:00:00+00:00</n:publication_date><n:title>Five</n:title></n:news></url>
<url><loc>/b</loc></url></urlset>"""
INDEX = '<sitemapindex xmlns="x"><sitemap><loc>https://news.example/1.xml</loc><lastmod>2024</lastmod></sitemap></sitemapindex>'
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Example",
        "language": "en",
        "items": [
            {"id": "1", "url": "/a", "title": "Five", "date_published": "2024-10-30T10:00:00Z", "date_modified": "2024-10-30T11:00:00Z"},
            {"id": "2", "title": "It has no address"},
        ],
    }
)  # fmt: skip
FIVE = Entry("https://news.example/a", "Five", TEN, ELEVEN, "The Example", "en")


def entries(content: str | bytes) -> list[Entry]:
    listed = listing(content.encode() if isinstance(content, str) else content, BASE)
    assert listed is not None
    assert listed.further == []
    return listed.entries


def test_rss() -> None:
    assert entries(RSS) == [
        Entry("https://news.example/a", "Five & ten", TEN, None, "The Example", "en"),
        Entry("https://news.example/b", None, TEN, None, "The Example", "en"),
    ]


def test_atom() -> None:
    assert entries(ATOM) == [FIVE]


def test_rdf() -> None:
    assert entries(RDF) == [Entry("https://news.example/a", "Five", None, None, "The Example")]


def test_json_feed() -> None:
    assert entries(JSON) == [FIVE]


def test_sitemap_with_news() -> None:
    assert entries(SITEMAP) == [FIVE, Entry("https://news.example/b")]


def test_index_of_sitemaps() -> None:
    listed = listing(INDEX.encode(), BASE)
    assert listed is not None
    assert (listed.entries, listed.further) == ([], ["https://news.example/1.xml"])


def test_list_of_addresses() -> None:
    assert entries(b"\xef\xbb\xbfhttps://news.example/a\r\n\r\nHTTPS://news.example/b\n") == [
        Entry("https://news.example/a"),
        Entry("HTTPS://news.example/b"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    assert entries(ATOM.encode(encoding)) == [FIVE]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<!doctype html><html><body><rss></rss></body></html>",
        "Five fell.",
        '{"text": "Five fell."}',
        "<p>https://news.example/a</p>",
    ],
)
def test_what_is_no_listing(content: str) -> None:
    assert listing(content.encode(), BASE) is None


@pytest.mark.parametrize(
    "broken",
    [
        RSS.replace("&amp;", "&"),
        RSS.replace("</channel></rss>", ""),
        RSS.replace("&amp;", "&nbsp;"),
        RSS.replace("Five", "Five\x02"),
    ],
    ids=["an ampersand", "no end", "an entity of HTML", "a control character"],
)
def test_a_feed_that_is_not_well_formed_is_read_all_the_same(broken: str) -> None:
    assert [entry.address for entry in entries(broken)] == ["https://news.example/a", "https://news.example/b"]


def test_dates_that_are_none() -> None:
    for date in ("yesterday", "0001-01-01", "Wed, 99 Oct 2024 10:00:00 GMT", "9" * 1000):
        [first, _] = entries(RSS.replace("Wed, 30 Oct 2024 11:00:00 +0100", date))
        assert first.published_at is None


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
DOCTYPES = [
    f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
    f'<!DOCTYPE rss [<!ENTITY l9 "{"ha" * 20_000}">]>',
    '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
]


@pytest.mark.parametrize("doctype", DOCTYPES, ids=["a billion laughs", "quadratic", "a file", "a parameter"])
def test_a_doctype_that_declares_entities_is_refused(doctype: str) -> None:
    bomb = RSS.replace("<rss", f"{doctype}<rss", 1).replace("Five", "&l9;" * 100)
    with pytest.raises(BadListing, match="XML"):
        listing(bomb.encode(), BASE)


def test_a_doctype_elsewhere_is_not_fetched() -> None:
    assert len(entries(RSS.replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd"><rss', 1))) == 2


@pytest.mark.parametrize(
    "content",
    [
        "<rss><channel>" + "<a>" * 200_000,
        "<rss><channel><item><title>" + "<" * 500_000,
        "<feed>" + "<entry/>" * 1000 + "</feed>",
        "<urlset/>",
        "https://news.example/a\nand then\n",
        '{"version": "https://jsonfeed.org/version/1", "items": [1]}',
        '{"version": "https://jsonfeed.org/version/1", "items": {}}',
        '{"version": "https://jsonfeed.org/version/1", ' + '"a": [' * 100_000,
    ],
    ids=["depth", "brackets", "no address", "nothing", "prose", "numbers", "no list", "depth in JSON"],
)
def test_what_cannot_be_read_is_a_failure(content: str) -> None:
    with pytest.raises(BadListing):
        listing(content.encode(), BASE)


def test_a_listing_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MOST", 1)
    with pytest.raises(BadListing, match="2 entries"):
        listing(RSS.encode(), BASE)


def test_five_thousand_entries() -> None:
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(5_000))
    assert [entry.address for entry in entries(f"<rss><channel>{items}</channel></rss>")] == [
        f"https://news.example/{number}" for number in range(5_000)
    ]
