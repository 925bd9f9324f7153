"""Places lead to reports over a real connection: pages, feeds, sitemaps, files; whatever fails is told, and all is accounted for."""

import csv
import gzip
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from app.ingestion.failures import Failure
from app.ingestion.fetch.fetched import Fetched, NotModified, Validators
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.policy import Clock, Policy
from app.ingestion.fetch.records import Defaults
from app.ingestion.fetch.sources import Item, sources
from app.ingestion.report import Report
from tests.web import Headers, Web, page, redirect, serving

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DAY = datetime(2024, 10, 30, tzinfo=UTC)
TEXT = "Russia said that five of its soldiers were killed in Kursk on Tuesday, and that ten others were wounded there."
MORE = "Ukraine said that it had counted fifty, and that the fighting went on in the villages along the border all day."
Of = Callable[..., list[Item]]


def article(title: str = "Five fell", head: str = "") -> str:
    return (
        f'<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2024-10-30T00:00:00Z">'
        f"{head}</head><body><article><h1>{title}</h1><p>{TEXT}</p><p>{MORE}</p></article></body></html>"
    )


@pytest.fixture
def web() -> Iterator[Web]:
    yield from serving(Web())


@pytest.fixture
def of(web: Web) -> Iterator[Of]:
    """All items of some places, with no waits."""
    policy = Policy("Fogline/test", allow=frozenset({"127.0.0.1"}), tries=1)
    with Fetcher(policy, Clock(lambda: 0.0, lambda _: None), proxies={}) as fetcher:
        yield lambda *places, **given: list(sources(map(str, places), fetcher, **({"defaults": Defaults()} | given)))


def taken(items: list[Item]) -> list[Report]:
    assert [item for item in items if not isinstance(item.source, Report)] == []
    return [item.source for item in items if isinstance(item.source, Report)]


def failures(items: list[Item]) -> dict[str, str]:
    return {item.name: item.source.reason for item in items if isinstance(item.source, Failure)}


def test_an_address_is_a_report(web: Web, of: Of) -> None:
    web.answers["/a"] = page(article(), etag='"1"')
    [item] = of(web.address("/a"))
    assert item.source == Report(f"{TEXT}\n{MORE}", "Five fell", f"127.0.0.1:{web.port}", web.address("/a"), DAY)
    assert isinstance(item.answer, Fetched)
    assert item.answer.validators.etag == '"1"'


def test_a_feed_fills_in_what_its_pages_do_not_say(web: Web, of: Of) -> None:
    feed = (
        "<rss><channel><title>The Example</title><item><title>In the feed</title><link>/a</link><pubDate>Tue, 29 Oct 2024 10:00:00 GMT"
        "</pubDate></item><item><link>/gone</link></item><item><link>/b</link></item><item><link>/a</link></item></channel></rss>"
    )
    bare = f"<html><body><article><p>{TEXT}</p><p>{MORE}</p></article></body></html>"
    web.answers |= {"/feed": page(feed, content_type="text/html"), "/a": page(bare), "/b": page(article())}
    items = of(web.address("/feed"))
    assert failures(items) == {web.address("/gone"): "http-status"}
    [first, _, last] = items
    assert isinstance(first.source, Report)
    assert (first.source.title, first.source.published_at) == ("In the feed", datetime(2024, 10, 29, 10, tzinfo=UTC))
    assert isinstance(last.source, Report)
    assert last.source.title == "Five fell"
    assert web.paths.count("/a") == 1  # though it is listed twice


def test_every_entry_of_a_feed_is_accounted_for_in_its_order(web: Web, of: Of) -> None:
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(300))
    web.answers["/feed"] = page(f"<rss><channel>{items}</channel></rss>")
    web.answers["/299"] = page(article())
    found = of(web.address("/feed"))
    assert [item.name for item in found] == [web.address(f"/{number}") for number in range(300)]
    assert set(failures(found).values()) == {"http-status"}
    assert isinstance(found[-1].source, Report)


def test_an_index_leads_to_sitemaps_and_they_to_pages_and_circles_end(web: Web, of: Of) -> None:
    index = "<sitemapindex><sitemap><loc>/one.xml.gz</loc></sitemap><sitemap><loc>/index</loc></sitemap></sitemapindex>"
    sitemap = f"<urlset><url><loc>{web.address('/a')}</loc></url></urlset>"
    web.answers |= {"/index": page(index), "/one.xml.gz": page(gzip.compress(sitemap.encode())), "/a": page(article())}
    assert [source.url for source in taken(of(web.address("/index")))] == [web.address("/a")]


def test_listings_without_an_end_end(web: Web, of: Of) -> None:
    for number in range(20):
        web.answers[f"/{number}"] = page(f"<sitemapindex><sitemap><loc>/{number + 1}</loc></sitemap></sitemapindex>")
    assert list(failures(of(web.address("/0"))).values()) == ["bad-listing"]


def test_what_is_known_is_not_taken_in_again(web: Web, of: Of) -> None:
    def conditional(headers: Headers) -> bytes:
        return page("", "304 Not Modified") if headers.get("if-none-match") == '"1"' else page(article())

    web.answers["/a"] = conditional
    known = Validators('"1"', None, web.address("/a"))
    [item] = of(web.address("/a"), known=lambda address: known)
    assert isinstance(item.source, NotModified)
    assert item.answer == item.source


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("http://127.0.0.1:1/canonical", "http://127.0.0.1:1/canonical"),
        ("https://another.example/theirs", None),
        ("http://127.0.0.1/", None),
        ("javascript:alert(1)", None),
    ],
    ids=["of the same site", "of another site", "the front page", "no address"],
)
def test_a_page_has_the_address_it_calls_its_own_only_on_its_own_site(web: Web, of: Of, said: str, own: str | None) -> None:
    web.answers["/a?from=feed"] = page(article(head=f'<link rel="canonical" href="{said}">'))
    [source] = taken(of(web.address("/a?from=feed")))
    assert source.url == (own or web.address("/a?from=feed"))


def test_a_page_that_has_moved_has_its_new_address(web: Web, of: Of) -> None:
    web.answers |= {"/old": redirect("/new"), "/new": page(article())}
    assert [source.url for source in taken(of(web.address("/old")))] == [web.address("/new")]


def test_a_live_blog_is_its_posts(web: Web, of: Of) -> None:
    posts = [
        {
            "@type": "BlogPosting",
            "headline": "Later",
            "articleBody": MORE,
            "datePublished": "2024-10-30T11:00:00Z",
            "url": "/live#2",
        },
        {"@type": "BlogPosting", "headline": "Earlier", "articleBody": f"<p>{TEXT}</p>", "datePublished": "2024-10-30T10:00:00Z"},
        {"@type": "BlogPosting", "headline": "A picture", "articleBody": "See it here"},
    ]
    blog = {"@context": "https://schema.org", "@graph": [{"@type": "LiveBlogPosting", "liveBlogUpdate": posts}]}
    web.answers["/live"] = page(article(head=f'<script type="application/ld+json">{json.dumps(blog)}</script>'))
    earlier, later = taken(of(web.address("/live")))
    assert (earlier.title, earlier.text, earlier.published_at.hour) == ("Earlier", TEXT, 10)
    assert (later.title, later.text, later.published_at.hour) == ("Later", MORE, 11)
    assert earlier.url is None  # else each post would be a new version of the one before


@pytest.mark.parametrize(
    ("path", "content", "kind", "reason"),
    [
        ("/", article(), "text/html", "no-article"),
        ("/a", "%PDF-1.7", "application/pdf", "wrong-type"),
        ("/a", "", "", "wrong-type"),
        ("/a", "{}", "application/json", "wrong-type"),
        ("/a", "", "text/html", "no-article"),
        ("/a", "", "text/plain", "no-article"),
        ("/a", "Five fell.", "text/plain", "no-date"),
        ("/a", "<html><body><p>Loading</p></body></html>", "text/html", "no-article"),
        ("/a", article().replace("2024-10-30T00:00:00Z", ""), "text/html", "no-date"),
        ("/a", b"<html><body><p>" + bytes(range(128, 256)) * 20, "text/html; charset=utf-8", "bad-encoding"),
        ("/a", '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><link>/b</link></item></channel></rss>', "text/html", "bad-listing"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_a_failure_with_its_reason(
    web: Web, of: Of, path: str, content: str | bytes, kind: str, reason: str
) -> None:
    web.answers[path] = page(content, content_type=kind)
    assert failures(of(web.address(path))) == {web.address(path): reason}


def test_a_text_at_an_address_is_a_report(web: Web, of: Of) -> None:
    web.answers["/a"] = page("Пʼять".encode(), content_type="text/plain; charset=koi8-r")
    assert taken(of(web.address("/a"), defaults=Defaults(DAY)))[0].text == "Пʼять"


def test_a_list_of_addresses_is_followed(web: Web, of: Of, tmp_path: Path) -> None:
    web.answers["/a"] = page(article())
    (tmp_path / "list.txt").write_text(f"{web.address('/a')}\n{web.address('/gone')}\n")
    items = of(tmp_path / "list.txt")
    assert [item.name for item in items] == [web.address("/a"), web.address("/gone")]
    assert list(failures(items)) == [web.address("/gone")]


def test_lines_of_json_may_name_addresses_and_keep_their_order(web: Web, of: Of, tmp_path: Path) -> None:
    web.answers["/a"] = page(article())
    lines = [{"text": "One.", "published_at": "2024-10-30"}, {"url": web.address("/a"), "publisher": "Mine"}, {"text": "Two."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    one, two, three = of(tmp_path / "a.jsonl")
    assert (one.name, two.name, three.name) == (f"{tmp_path}/a.jsonl:1", web.address("/a"), f"{tmp_path}/a.jsonl:3")
    assert failures([three]) == {three.name: "no-date"}


ROWS = [
    ["title", "text", "published_at", "url"],
    ["Five", "One,\n“two”", "2024-10-30", "https://news.example/a"],
    ["Bad", "Text", "Tuesday", ""],
    ["", "Two.", "2024-10-29", ""],
    ["Too", "many", "2024-10-29", "", "cells"],
]


@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_table_has_a_report_in_each_row(of: Of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    written = StringIO()
    csv.writer(written).writerows(ROWS)
    (tmp_path / "a.csv").write_text("\ufeff" + written.getvalue(), newline="")
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(written.getvalue().encode())))
    place = tmp_path / "a.csv" if way == "file" else "-"
    name = str(place) if way == "file" else "standard input"
    items = of(place)
    assert failures(items) == {f"{name}:4": "bad-input", f"{name}:6": "bad-input"}
    assert [item.source.determined() for item in items if isinstance(item.source, Report)] == [
        Report("One,\n“two”", "Five", None, "https://news.example/a", DAY),
        Report("Two.", None, None, None, datetime(2024, 10, 29, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(("content", "fault"), [("title,body\n", "'body'"), ("", "empty"), ("text\ncaf\xe9\n", "not UTF-8")])
def test_a_table_that_is_none_says_why(of: Of, tmp_path: Path, content: str, fault: str) -> None:
    (tmp_path / "a.csv").write_bytes(content.encode("latin-1"))
    [item] = of(tmp_path / "a.csv")
    assert fault in str(item.source)


def warc(packed: bool) -> bytes:
    """A page, a picture, a page that was not there, a page without an article, and a request."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=packed)
    pages = [
        ("/a", "200 OK", "text/html; charset=utf-8", article().encode()),
        ("/i.png", "200 OK", "image/png", b"\x89PNG"),
        ("/gone", "404 Not Found", "text/html", article().encode()),
        ("/empty", "200 OK", "text/html", b"<html><body></body></html>"),
    ]
    for path, status, kind, body in pages:
        payload = gzip.compress(body)
        headers = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://news.example{path}", "response", payload=BytesIO(payload), length=len(payload), http_headers=headers
        )
        writer.write_record(record)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", warc(packed=False)),
        ("a.warc.gz", warc(packed=True)),
        ("a.warc.zst", zstd.compress(warc(packed=False))),
        ("-", warc(packed=True)),
    ],
)
def test_a_warc_file_has_the_pages_of_a_crawl(
    of: Of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))
    (tmp_path / name).write_bytes(content) if name != "-" else None
    items = of(tmp_path / name if name != "-" else "-")
    assert failures(items) == {"https://news.example/empty": "no-article"}
    [source] = [item.source for item in items if isinstance(item.source, Report)]
    assert (source.url, source.title, source.text) == ("https://news.example/a", "Five fell", f"{TEXT}\n{MORE}")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.warc", b"no WARC at all\r\n", "bad-input"),
        ("a.warc", warc(packed=False)[:600], "truncated"),
        ("a.warc.gz", warc(packed=True)[:-40], "truncated"),
        ("a.warc.zst", zstd.compress(warc(packed=False))[:-100], "bad-input"),
    ],
)
def test_a_warc_file_that_is_damaged_is_told(of: Of, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason in failures(of(tmp_path / name)).values()


def test_a_feed_may_be_a_file(web: Web, of: Of, tmp_path: Path) -> None:
    web.answers["/a"] = page(article())
    (tmp_path / "feed.xml").write_text(f"<rss><channel><item><link>{web.address('/a')}</link></item></channel></rss>")
    assert len(taken(of(tmp_path))) == 1
    (tmp_path / "feed.xml").write_text("<html/>")
    assert failures(of(tmp_path)) == {f"{tmp_path}/feed.xml": "bad-input"}
