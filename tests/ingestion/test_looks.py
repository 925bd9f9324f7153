"""Looks at a feed on loopback: each report once, a changed one again, a failed one as long as it may go better, nothing lost."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import models
from app.ingestion import watched
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.policy import Clock, Policy
from app.ingestion.looks import Looks
from app.ingestion.pipeline import Intake
from app.ingestion.readers import here
from app.ingestion.watching import watch
from tests.web import Web, page, serving

# trafilatura tries on its first import whether it could speak SOCKS; nothing here does.
pytestmark = pytest.mark.filterwarnings("ignore:SOCKS support in urllib3")
GERMAN = "In der Stadt wurde am Dienstag nichts gezählt, und niemand hat gesagt, wie viele es waren. Das ist Bericht Nummer"


@pytest.fixture
def web() -> Iterator[Web]:
    yield from serving(Web())


Look = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def look(engine: Engine, web: Web) -> Iterator[Look]:
    """Looks at the feed once; outcomes with the paths that they came of. `stop_at`: the path at which to stop, though it is asked for."""
    with Session(engine) as session:
        watched.add(session, web.address("/feed"), "The Example")
        session.commit()
    intake = Intake("no parser is needed for German")
    # no waits: how polite the fetcher is, is tested with it
    clock = Clock(sleep=lambda _: None)
    with Fetcher(Policy("Fogline/test", allow=frozenset({"127.0.0.1"}), delay=0, tries=1), clock) as fetcher:

        def once(stop_at: str = "") -> list[tuple[str, str]]:
            with Session(engine) as session:
                for source in session.exec(select(models.Source)):
                    source.due_at = source.added_at
                session.commit()
            stop = Event()
            if there := web.answers.get(stop_at):
                web.answers[stop_at] = lambda _: stop.set() or there
            made = watch(engine, intake, here(intake, engine), Looks(engine, fetcher), stop, once=True)
            return [(each.outcome.value, (each.offer.name or "").removeprefix(web.address(""))) for each in made]

        yield once


def feed(*entries: tuple[str, str], **headers: str) -> bytes:
    """An Atom feed of paths and the days on which they were last changed."""
    items = "".join(
        f"<entry><title>t</title><link href='{path}'/><id>{path}</id><published>2024-10-28T00:00:00Z</published>"
        f"<updated>{day}T00:00:00Z</updated></entry>"
        for path, day in entries
    )
    atom = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>f</title>{items}</feed>"
    return page(atom, content_type="application/atom+xml", **headers)


def report(number: int) -> bytes:
    text = f"<p>{GERMAN} {number}.</p>" * 3
    return page(f"<html lang='de'><head><title>Bericht</title></head><body><article>{text}</article></body></html>")


def test_a_report_is_asked_for_once_and_again_when_the_feed_says_that_it_changed(web: Web, look: Look, engine: Engine) -> None:
    web.answers = {"/feed": feed(("/1", "2024-10-28"), ("/2", "2024-10-28")), "/1": report(1), "/2": report(2), "/3": report(3)}
    assert look() == [("new", "/1"), ("new", "/2"), ("listed", "/feed")]
    web.answers |= {"/feed": feed(("/1", "2099-10-28"), ("/2", "2024-10-28"), ("/3", "2024-10-28")), "/1": report(7)}
    assert look() == [("changed", "/1"), ("new", "/3"), ("listed", "/feed")]
    assert [path for path in web.paths if path != "/feed"] == ["/1", "/2", "/1", "/3"]
    with Session(engine) as session:
        assert {article.publisher for article in session.exec(select(models.Article))} == {"The Example"}
        assert session.exec(select(models.Source.articles)).one() == 3
        rows = session.exec(select(models.Attempt)).all()
        assert {row.source_id for row in rows} == {session.exec(select(models.Source.id)).one()}
        assert all(row.bytes for row in rows)


def test_a_feed_that_did_not_change_is_not_sent_again(web: Web, look: Look) -> None:
    whole = feed(("/1", "2024-10-28"), etag='"1"')
    web.answers = {"/1": report(1)}
    web.answers["/feed"] = lambda headers: page("", "304 Not Modified") if headers.get("if-none-match") == '"1"' else whole
    assert [look(), look()] == [[("new", "/1"), ("listed", "/feed")], [("unmodified", "/feed")]]


def test_what_an_index_names_is_looked_at_though_the_index_did_not_change(web: Web, look: Look) -> None:
    index = page(f"<sitemapindex xmlns='x'><sitemap><loc>{web.address('/news')}</loc></sitemap></sitemapindex>", etag='"1"')
    web.answers = {"/news": [feed(("/1", "2024-10-28")), feed(("/2", "2024-10-28"))], "/1": report(1), "/2": report(2)}
    web.answers["/feed"] = lambda headers: page("", "304 Not Modified") if headers.get("if-none-match") == '"1"' else index
    assert look() == [("new", "/1"), ("listed", "/news"), ("listed", "/feed")]
    assert look() == [("new", "/2"), ("listed", "/news"), ("listed", "/feed")]


def test_who_was_stopped_goes_on_where_it_was(web: Web, look: Look) -> None:
    """Though the feed is as it was, what it named and was not asked for is not lost."""
    whole = feed(*((f"/{number}", "2024-10-28") for number in range(4)), etag='"1"')
    web.answers = {f"/{number}": report(number) for number in range(4)}
    web.answers["/feed"] = lambda headers: page("", "304 Not Modified") if headers.get("if-none-match") == '"1"' else whole
    assert look(stop_at="/2") == [("new", "/0"), ("new", "/1")]
    assert look() == [("new", "/2"), ("new", "/3"), ("listed", "/feed")]
    assert look() == [("unmodified", "/feed")]


def test_what_may_go_better_is_tried_again_and_what_will_not_is_left(web: Web, look: Look, engine: Engine) -> None:
    whole = feed(("/busy", "2024-10-28"), ("/gone", "2024-10-28"), etag='"1"')
    busy = page("later", "503 Service Unavailable")
    web.answers = {"/busy": [busy, report(1)], "/gone": page("", "404 Not Found")}
    web.answers["/feed"] = lambda headers: page("", "304 Not Modified") if headers.get("if-none-match") == '"1"' else whole
    assert look() == [("failed", "/busy"), ("failed", "/gone"), ("listed", "/feed")]
    assert look() == [("new", "/busy"), ("listed", "/feed")]
    assert look() == [("unmodified", "/feed")]
    with Session(engine) as session:
        failed = session.exec(select(models.Attempt).where(models.Attempt.outcome == "failed").order_by(models.Attempt.id)).all()
    assert [(row.reason, row.transient) for row in failed] == [("http-status", True), ("http-status", False)]
    assert web.paths.count("/gone") == 1


@pytest.mark.parametrize("answer", [page("<p>Hello</p>"), page("", "500 Internal Server Error")])
def test_what_is_no_feed_is_a_failure_of_the_source(web: Web, look: Look, engine: Engine, answer: bytes) -> None:
    web.answers = {"/feed": answer}
    assert look() == [("failed", "/feed")]
    with Session(engine) as session:
        source = session.exec(select(models.Source)).one()
        assert (source.failures, source.last_success_at) == (1, None)
        assert source.last_failure
