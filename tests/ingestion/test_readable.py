"""A page becomes the text a reader would read, or a reason why it cannot."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.ingestion.failures import Failure
from app.ingestion.text.readable import Page, readable

PARAGRAPHS = [
    "Volodymyr Zelenskyy said on Tuesday that 3,000 North Korean troops were near the front, and that 12,000 were expected.",
    "Pentagon spokesperson Pat Ryder said a “relatively small number” of them were in Russia’s Kursk region by now.",
    "South Korea, which has been in close contact with NATO and the European Union, warned that it could send arms.",
]
DATE = '<meta property="article:published_time" content="2024-10-30T12:34:56+02:00">'
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><title>Troops near the front | Al Jazeera</title>{DATE}
<meta property="og:title" content="Troops near the front"><meta property="og:site_name" content="Al Jazeera">
<link rel="canonical" href="https://news.example/2024/troops"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/war">War</a></li></ul></nav>
<article><h1>Troops near the front</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
<table><tr><td>Losses</td><td>777 tanks</td></tr></table></article>
<section id="comments" class="comments"><p>A reader says that 888 soldiers were there, all of them seen by him alone.</p></section>
<footer><p>Copyright, all rights reserved, 999 subscribers</p></footer></body></html>"""


def test_a_page_is_its_article() -> None:
    assert readable(PAGE) == Page(
        text="\n".join(PARAGRAPHS),
        title="Troops near the front",
        author=None,
        dateline=None,
        publisher="Al Jazeera",
        published_at=datetime(2024, 10, 30, 12, 34, 56, tzinfo=timezone(timedelta(hours=2))),
        url="https://news.example/2024/troops",
        language="en",
    )


@pytest.mark.parametrize(
    "content",
    [PAGE.encode(), b"\xef\xbb\xbf" + PAGE.encode(), PAGE.encode("utf-16")],
    ids=["UTF-8", "with a byte order mark", "UTF-16"],
)
def test_bytes_are_read_like_the_string(content: bytes) -> None:
    assert readable(content) == readable(PAGE)


def test_a_lone_paragraph_is_a_page_too() -> None:
    assert readable("<p>Russia said five soldiers were killed.</p>").text == "Russia said five soldiers were killed."


def test_what_a_page_does_not_say_is_none() -> None:
    page = readable(f"<html><body><article>{''.join(f'<p>{paragraph}</p>' for paragraph in PARAGRAPHS)}</article></body></html>")
    assert (page.author, page.dateline, page.publisher, page.published_at, page.url) == (None,) * 5


def test_a_date_in_the_text_is_not_the_date_of_the_page() -> None:
    older = PARAGRAPHS[2].replace("warned", "warned on 5 March 2021")
    assert readable(PAGE.replace(DATE, "").replace(PARAGRAPHS[2], older)).published_at is None


def test_a_day_without_a_time_is_midnight_in_utc() -> None:
    page = readable(PAGE.replace("2024-10-30T12:34:56+02:00", "2024-10-30"))
    assert page.published_at == datetime(2024, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("date", ["2024-13-30T12:00:00Z", "yesterday", "", "0000-00-00", "9" * 500])
def test_a_date_that_is_none_is_none(date: str) -> None:
    assert readable(PAGE.replace("2024-10-30T12:34:56+02:00", date)).published_at is None


def test_a_name_too_long_to_be_one_gives_way_to_the_host() -> None:
    assert readable(PAGE.replace('content="Al Jazeera"', f'content="{"Al Jazeera " * 200}"')).publisher == "news.example"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "not a page"),
        (b"", "not a page"),
        (b"\x1f\x8b" + b"x" * 1000, "not a page|charset"),
        ("<" * 20_000, "not a page"),
        ("<html><body>" + "<b>x</b>" * 13_000, "more than 25,000 tags"),
        ("<html><body></body></html>", "no article"),
        ("<html><body><script>document.write('3,000 troops')</script><style>p {}</style></body></html>", "no article"),
        (PAGE.replace("12,000", "12\0000"), "NUL"),
        (PAGE.encode().replace(b"12,000", b"12\0000"), "NUL"),
        (PAGE.replace("12,000", "12\ud800000"), "surrogate"),
        (b"\xff\xfe" + b"\x00\xd8" * 11, "not UTF-16"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_a_reason(html: str | bytes, reason: str) -> None:
    with pytest.raises(Failure, match=reason):
        readable(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + PAGE,
        "<html><body>" + "<table><tr><td>" * 2_000 + PAGE,
        "<b><i><p>" * 3_000 + PAGE,
        "<!--" + PAGE,
        "<![CDATA[" + PAGE,
        PAGE.replace("</", "<"),
        PAGE.replace(">", ""),
        PAGE.replace('"', ""),
        PAGE[: len(PAGE) // 2],
        '<?xml version="1.0" encoding="no-such-charset"?>' + PAGE,
        PAGE.replace("https://news.example", "http://[::1"),
        PAGE.replace("</head>", '<script type="application/ld+json">{"@type": [{"datePublished": 5}, null], "publisher": 1}</script></head>'),
        PAGE.replace("12,000", "&#xD800;&#0;&#x110000;&bogus;"),
        PAGE.encode().replace(b"12,000", b"\xff\xfe\x80"),
    ],
)  # fmt: skip
def test_hostile_pages_are_read_or_refused_and_never_more(html: str | bytes) -> None:
    try:
        page = readable(html)
    except Failure:
        return
    assert page.text.encode()
    assert "\0" not in page.text
    assert page.published_at is None or page.published_at.tzinfo is not None
