"""The fetcher against a web with every fault: each ends in a failure with its reason, none hangs, and hosts are treated politely."""

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import formatdate

import pytest

from app.ingestion.failures import BadStatus, Failure
from app.ingestion.fetch.fetched import NO_VALIDATORS, Fetched, NotModified, Validators
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.policy import Clock, Policy
from tests.web import Headers, Web, bomb, endless, head, page, redirect, serving, trickle

LOCAL = "127.0.0.1"
POLICY = Policy("Fogline/test", allow=frozenset({LOCAL, "news.example", "other.example"}), largest=100_000)
PAGE = "<p>Five soldiers fell.</p>"


class Time:
    """A clock that stands still but for waits, which it keeps, and for `tick` seconds each time that it is looked at."""

    def __init__(self, tick: float = 0.0) -> None:
        self.tick = tick
        self.at = 1_000.0
        self.waits: list[float] = []

    def now(self) -> float:
        self.at += self.tick
        return self.at

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.waits.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.sleep, lambda: 0.5)


@pytest.fixture
def web() -> Iterator[Web]:
    yield from serving(Web())


@pytest.fixture
def passing() -> Time:
    return Time()


Fetching = Callable[..., Fetcher]


@pytest.fixture
def fetching(passing: Time) -> Iterator[Fetching]:
    """Makes fetchers that resolve every name to this machine, on the clock of the test."""
    made: list[Fetcher] = []

    def fetcher(policy: Policy = POLICY, clock: Clock = passing.clock, **given: object) -> Fetcher:
        given = {"resolve": lambda host, port: [LOCAL], "proxies": {}} | given
        made.append(Fetcher(policy, clock, **given))  # type: ignore[arg-type]
        return made[-1]

    yield fetcher
    for each in made:
        each.close()


@pytest.fixture
def fetcher(fetching: Fetching) -> Fetcher:
    return fetching()


def fetched(fetcher: Fetcher, address: str, validators: Validators = NO_VALIDATORS) -> Fetched:
    answer = fetcher.fetch(address, validators)
    assert isinstance(answer, Fetched)
    return answer


def failure(fetcher: Fetcher, address: str) -> Failure:
    with pytest.raises(Failure) as raised:
        fetcher.fetch(address)
    return raised.value


def test_a_page_comes_with_what_is_said_of_it(web: Web, fetcher: Fetcher) -> None:
    web.answers["/a"] = page(PAGE, content_type="Text/HTML; charset=KOI8-R", etag='"1"', last_modified="then")
    address = web.address("/a#part")
    assert fetched(fetcher, address) == Fetched(
        address=address,
        final=web.address("/a"),
        status=200,
        content_type="text/html",
        charset="koi8-r",
        body=PAGE.encode(),
        validators=Validators('"1"', "then", web.address("/a")),
        received=len(PAGE),
        seconds=1.0,  # of waiting for the host's turn after its robots.txt
    )
    assert web.asked[-1][1]["user-agent"] == "Fogline/test"


def test_bytes_that_are_known_are_not_sent_again(web: Web, fetcher: Fetcher) -> None:
    def conditional(headers: Headers) -> bytes:
        known = headers.get("if-none-match") == '"1"' and headers.get("if-modified-since") == "then"
        return page("", "304 Not Modified") if known else page(PAGE, etag='"1"', last_modified="then")

    web.answers |= {"/a": conditional, "/b": conditional}
    first = fetched(fetcher, web.address("/a"))
    again = fetcher.fetch(web.address("/a"), first.validators)
    assert isinstance(again, NotModified)
    assert again.validators == first.validators
    assert fetched(fetcher, web.address("/b"), first.validators).body == PAGE.encode()  # they are of another address


def test_not_modified_though_nobody_asked_is_a_failure(web: Web, fetcher: Fetcher) -> None:
    web.answers["/a"] = page("", "304 Not Modified")
    assert str(failure(fetcher, web.address("/a"))) == "the server answered 304"


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(PAGE.encode()), "gzip"),
        (gzip.compress(PAGE[:9].encode()) + gzip.compress(PAGE[9:].encode()), "x-gzip"),
        (zlib.compress(PAGE.encode()), "deflate"),
        (zlib.compress(PAGE.encode())[2:-4], "Deflate"),
        (b"", "gzip"),
    ],
    ids=["gzip", "two members", "deflate in zlib", "deflate alone", "nothing"],
)
def test_packed_bodies_are_unpacked(web: Web, fetcher: Fetcher, packed: bytes, encoding: str) -> None:
    web.answers["/a"] = page(packed, content_encoding=encoding)
    assert fetched(fetcher, web.address("/a")).body == (PAGE.encode() if packed else b"")


FAULTS: list[tuple[str, bytes | Callable[[Headers], bytes | Iterable[bytes]], str]] = [
    ("a body too large", page("x" * 100_001), "too-large"),
    ("a body without an end", endless, "too-large"),
    ("a bomb", bomb(5), "too-large"),
    ("a body shorter than said", page(PAGE, content_length="1000", connection="close"), "truncated"),
    ("a chunk that breaks off", lambda _: [head("200 OK", {"Transfer-Encoding": "chunked"}) + b"9\r\n<p>"], "truncated"),
    ("a packed body that breaks off", page(gzip.compress(PAGE.encode())[:-12], content_encoding="gzip"), "truncated"),
    ("a body that is not packed as said", page(PAGE, content_encoding="gzip"), "bad-encoding"),
    ("a packing that was not asked for", page(PAGE, content_encoding="br"), "bad-encoding"),
    ("no answer", lambda _: [b""], "bad-protocol"),
    ("another protocol", lambda _: [b"SSH-2.0-OpenSSH\r\n\r\n"], "bad-protocol"),
    ("headers without an end", lambda _: [b"HTTP/1.1 200 OK\r\nX: ", *([b"x" * 65_536] * 20)], "bad-protocol"),
    ("nothing there", page("", "404 Not Found"), "http-status"),
    ("no redirect at all", page("", "302 Found"), "http-status"),
    ("a redirect to a file", redirect("file:///etc/passwd"), "bad-address"),
    ("a redirect to nothing", redirect("http://[::1"), "bad-protocol"),
    ("a redirect to itself", redirect("/a"), "redirect-loop"),
    ("a redirect into the machine", redirect("http://localhost/"), "forbidden-address"),
    ("a redirect into its network", redirect("http://169.254.169.254/latest/meta-data"), "forbidden-address"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "reason"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_a_failure_with_its_reason(web: Web, fetching: Fetching, answer: bytes, reason: str) -> None:
    web.answers["/a"] = answer
    fetcher = fetching(resolve=lambda host, port: [host] if host[0].isdigit() else [LOCAL])
    assert failure(fetcher, web.address("/a")).reason == reason
    web.answers["/b"] = page(PAGE)
    assert fetched(fetcher, web.address("/b")).body == PAGE.encode()  # and the next is fetched as if nothing had been


def test_a_bomb_is_not_unpacked_beyond_the_limit(web: Web, fetcher: Fetcher) -> None:
    web.answers["/a"] = bomb(5)
    assert "unpack to more than 100,000" in str(failure(fetcher, web.address("/a")))


def test_redirects_in_ever_new_circles_end(web: Web, fetcher: Fetcher) -> None:
    web.answers |= {f"/{number}": redirect(f"/{number + 1}") for number in range(100)}
    assert failure(fetcher, web.address("/0")).reason == "redirect-loop"
    assert len(web.paths) == POLICY.redirects + 1


def test_a_redirect_is_followed_and_told(web: Web, fetcher: Fetcher) -> None:
    web.answers |= {"/a": redirect(web.address("/b", "other.example")), "/b": page(PAGE, etag='"1"')}
    answer = fetched(fetcher, web.address("/a", "news.example"))
    assert (answer.address, answer.final) == (web.address("/a", "news.example"), web.address("/b", "other.example"))
    assert answer.validators.of == answer.final


@pytest.mark.parametrize("slow", [trickle, endless], ids=["headers", "body"])
def test_what_trickles_in_ends_with_the_whole_timeout(web: Web, fetching: Fetching, slow: Callable[..., Iterable[bytes]]) -> None:
    """Each look at the clock is a second later: sixty reads, each in time, are too many."""
    web.answers["/a"] = slow
    failed = failure(fetching(replace(POLICY, largest=10**9, tries=1), Time(tick=1.0).clock), web.address("/a"))
    assert (failed.reason, failed.transient) == ("timeout", True)


def test_a_server_that_is_silent_is_given_up(web: Web, fetching: Fetching) -> None:
    forever = threading.Event()

    def silent(_: Headers) -> Iterator[bytes]:
        forever.wait(60)
        yield b""

    web.answers["/a"] = silent
    assert failure(fetching(replace(POLICY, read_timeout=0.05, tries=1)), web.address("/a")).reason == "timeout"
    forever.set()


def test_a_server_that_is_not_there_is_named(web: Web, fetcher: Fetcher, passing: Time) -> None:
    assert failure(fetcher, "http://127.0.0.1:1/").reason == "connection"
    assert passing.waits == [1.5, 3.0]  # before the second and the third try


def test_a_failure_that_may_pass_is_tried_again_later(web: Web, fetcher: Fetcher, passing: Time) -> None:
    web.answers["/a"] = [page("", "500 Internal Server Error"), page("", "503 Busy", retry_after="7"), page(PAGE)]
    assert fetched(fetcher, web.address("/a")).body == PAGE.encode()
    assert passing.waits == [1.0, 1.5, 7.0]  # after robots.txt, after the 500, and as long as the 503 said


def test_a_failure_that_stays_is_not_tried_again(web: Web, fetcher: Fetcher) -> None:
    failed = failure(fetcher, web.address("/a"))
    assert isinstance(failed, BadStatus)
    assert (failed.status, failed.transient, web.paths) == (404, False, ["/a"])


def test_retries_end(web: Web, fetcher: Fetcher) -> None:
    web.answers["/a"] = page("", "500 Internal Server Error")
    assert str(failure(fetcher, web.address("/a"))) == "the server answered 500"
    assert web.paths == ["/a"] * 3


@pytest.mark.parametrize("after", ["3600", formatdate(time.time() + 3600, usegmt=True)], ids=["seconds", "a date"])
def test_a_host_that_asks_for_an_hour_gets_it(web: Web, fetcher: Fetcher, passing: Time, after: str) -> None:
    web.answers |= {"/a": page("", "429 Too Many Requests", retry_after=after), "/b": page(PAGE)}
    assert str(failure(fetcher, web.address("/a"))) == "the server answered 429"
    assert failure(fetcher, web.address("/b")).reason == "rested"
    assert web.paths == ["/a"]
    passing.at += 3601
    assert fetched(fetcher, web.address("/b")).body == PAGE.encode()


def test_a_host_that_keeps_failing_is_rested_and_for_longer_each_time(web: Web, fetcher: Fetcher, passing: Time) -> None:
    web.answers |= {"/a": page("", "500 Internal Server Error"), "/b": page(PAGE)}
    for _ in range(20):
        failure(fetcher, web.address("/a"))
    assert len(web.paths) == POLICY.failures
    assert failure(fetcher, web.address("/b")).reason == "rested"
    assert fetched(fetcher, web.address("/b", "other.example")).body == PAGE.encode()  # another host is not
    passing.at += POLICY.rest + 1
    for _ in range(20):
        failure(fetcher, web.address("/a"))
    passing.at += POLICY.rest + 1
    assert failure(fetcher, web.address("/b")).reason == "rested"
    passing.at += POLICY.rest + 1
    assert fetched(fetcher, web.address("/b")).body == PAGE.encode()


def test_a_host_is_asked_once_a_second_and_others_meanwhile(web: Web, fetcher: Fetcher, passing: Time) -> None:
    web.answers |= {f"/{number}": page(PAGE) for number in range(3)}
    for number in range(3):
        fetched(fetcher, web.address(f"/{number}"))
    assert passing.waits == [1.0, 1.0, 1.0]
    fetched(fetcher, web.address("/0", "news.example"))
    assert passing.waits == [1.0, 1.0, 1.0, 1.0]  # for its robots.txt alone


def test_threads_ask_one_host_in_turn(web: Web, fetcher: Fetcher) -> None:
    here, most = 0, 0

    def counted(_: Headers) -> bytes:
        nonlocal here, most
        here += 1
        most = max(most, here)
        time.sleep(0.002)
        here -= 1
        return page(PAGE)

    web.answers["/a"] = counted
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: fetched(fetcher, web.address("/a")), range(16)))
    assert most == 1


ROBOTS = "User-agent: *\nDisallow: /\n\nUser-agent: fogline\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 5\n"


def test_robots_are_obeyed_and_read_once(web: Web, fetcher: Fetcher, passing: Time) -> None:
    web.answers |= {path: page(PAGE) for path in ("/a", "/private/a", "/private/open")}
    web.answers["/robots.txt"] = page(ROBOTS, content_type="text/plain")
    assert fetched(fetcher, web.address("/a"))
    assert fetched(fetcher, web.address("/private/open"))
    refused = failure(fetcher, web.address("/private/a"))
    assert (refused.reason, refused.transient) == ("robots", False)
    assert [path for path, _ in web.asked] == ["/robots.txt", "/a", "/private/open"]
    assert passing.waits == [1.0, 5.0]
    passing.at += 25 * 3600
    web.answers["/robots.txt"] = page("")
    assert fetched(fetcher, web.address("/private/a"))


def test_robots_hold_after_a_redirect_too(web: Web, fetcher: Fetcher) -> None:
    web.answers |= {"/a": redirect("/private/a"), "/private/a": page(PAGE), "/robots.txt": page(ROBOTS)}
    assert failure(fetcher, web.address("/a")).reason == "robots"
    assert web.paths == ["/a"]


def test_a_robots_txt_may_be_elsewhere(web: Web, fetcher: Fetcher) -> None:
    web.answers |= {"/robots.txt": redirect("/r"), "/r": page(ROBOTS), "/private/a": page(PAGE)}
    assert failure(fetcher, web.address("/private/a")).reason == "robots"


@pytest.mark.parametrize("status", ["503 Busy", "429 Too Many Requests"])
def test_a_host_that_cannot_say_its_rules_is_not_asked(web: Web, fetcher: Fetcher, passing: Time, status: str) -> None:
    web.answers |= {"/robots.txt": page("", status), "/a": page(PAGE)}
    refused = failure(fetcher, web.address("/a"))
    assert (refused.reason, refused.transient, web.paths) == ("robots", True, [])
    web.answers["/robots.txt"] = page("")
    passing.at += 601
    assert fetched(fetcher, web.address("/a"))


def test_a_host_whose_robots_txt_does_not_end_is_refused(web: Web, fetcher: Fetcher) -> None:
    web.answers |= {"/robots.txt": endless, "/a": page(PAGE)}
    assert failure(fetcher, web.address("/a")).reason == "too-large"
