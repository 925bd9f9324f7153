"""An address goes in, its bytes come out, or the failure that says why not. The one client that speaks to the outside world."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TypedDict
from urllib.request import getproxies

import httpcore2
import httpx2

from app.ingestion.failures import (
    BadProtocol,
    BadStatus,
    Failure,
    NotConnected,
    RedirectLoop,
    Rested,
    TimedOut,
    Truncated,
)
from app.ingestion.fetch.addresses import Resolve, resolved, url
from app.ingestion.fetch.bodies import ACCEPTED, body
from app.ingestion.fetch.fetched import NO_VALIDATORS, Fetched, NotModified, Validators
from app.ingestion.fetch.hosts import Hosts
from app.ingestion.fetch.network import Network, within
from app.ingestion.fetch.policy import Clock, Policy
from app.ingestion.fetch.robots import Robots

_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: str


class Fetcher:
    """Asks hosts politely: in turn, by their robots.txt, again after a pause where that may help, and not at all while they rest.

    It may be shared by threads; two that ask the same host wait for each other.
    """

    def __init__(
        self,
        policy: Policy,
        clock: Clock | None = None,
        resolve: Resolve = resolved,
        proxies: Mapping[str, str] | None = None,
    ) -> None:
        """`proxies`: by scheme; those of the environment unless they are given."""
        self._policy = policy
        self._clock = clock or Clock()
        self._hosts = Hosts(policy, self._clock)
        self._robots = Robots(policy, self._clock, self._read_robots)
        self._client = httpx2.Client(
            transport=Network(policy.allow, resolve, dict(getproxies() if proxies is None else proxies)),
            headers={"User-Agent": policy.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED},
            timeout=httpx2.Timeout(policy.read_timeout, connect=policy.connect_timeout),
            trust_env=False,  # proxies are the transport's; a .netrc is for the operator's own hosts
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def fetch(self, address: str, validators: Validators = NO_VALIDATORS) -> Fetched | NotModified:
        """What is at `address`, unless it is still what came with `validators`. Raises Failure."""
        began = self._clock.now()
        answer = self._followed(url(address), validators, self._robots.delay)
        return replace(answer, address=address, seconds=self._clock.now() - began)

    def _read_robots(self, asked: httpx2.URL) -> bytes:
        answer = self._followed(asked, NO_VALIDATORS, lambda _: self._policy.delay)
        return answer.body if isinstance(answer, Fetched) else b""

    def _followed(self, asked: httpx2.URL, validators: Validators, delay: Callable[[httpx2.URL], float]) -> Fetched | NotModified:
        """The answer at the end of the redirects, each of which is checked like the address it came from."""
        seen = {str(asked)}
        while isinstance(answer := self._tried(asked, validators, delay(asked)), _Redirect):
            asked = _target(asked, answer)
            if str(asked) in seen or len(seen) > self._policy.redirects:
                raise RedirectLoop(f"{len(seen)} redirects that lead nowhere, the last to {str(asked)[:200]}")
            seen.add(str(asked))
        return answer

    def _tried(self, asked: httpx2.URL, validators: Validators, delay: float) -> Fetched | NotModified | _Redirect:
        """The answer of the first try that gets one; the pauses between them are the host's."""
        failed: Failure | None = None
        for _ in range(self._policy.tries):
            try:
                with self._hosts.turn(asked.host, delay), self._failures():
                    return self._answer(asked, validators)
            except Rested as rested:
                raise failed or rested from None
            except Failure as failure:
                failed = failure
                if not failure.transient:
                    break
        assert failed
        raise failed

    def _answer(self, asked: httpx2.URL, validators: Validators) -> Fetched | NotModified | _Redirect:
        conditions = _conditions(validators, asked)
        until = self._clock.now() + self._policy.timeout
        with within(lambda: until - self._clock.now()), self._client.stream("GET", asked, headers=conditions) as response:
            status, said = response.status_code, response.headers
            if status in _REDIRECTS and "Location" in said:
                return _Redirect(said["Location"])
            if status == 304 and conditions:
                return NotModified(str(asked), validators, 0, 0.0)
            if status != 200:
                raise BadStatus(status, _seconds(said.get("Retry-After")))
            content, received = body(response.iter_raw(), said.get("Content-Encoding", ""), self._policy.largest)
        return Fetched(
            address=str(asked),
            final=str(asked),
            status=status,
            **_content_type(said.get("Content-Type", "")),
            body=content,
            validators=Validators(said.get("ETag"), said.get("Last-Modified"), str(asked)),
            received=received,
            seconds=0.0,
        )

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """What the network raises, as failures."""
        try:
            yield
        except httpcore2.ConnectTimeout:
            raise TimedOut(f"no connection within {self._policy.connect_timeout:g} s") from None
        except httpcore2.TimeoutException:
            raise TimedOut(
                f"the server was silent for {self._policy.read_timeout:g} s, or not done within {self._policy.timeout:g} s"
            ) from None
        except httpcore2.RemoteProtocolError as error:
            if "complete" in str(error):
                raise Truncated("the connection was closed before the end of the body") from None
            raise BadProtocol(f"this is not HTTP: {str(error)[:200]}") from None
        except (httpcore2.ProtocolError, httpcore2.ProxyError, httpcore2.UnsupportedProtocol) as error:
            raise BadProtocol(f"this is not HTTP: {str(error)[:200]}") from None
        except httpcore2.NetworkError as error:
            raise NotConnected(f"the connection failed: {str(error)[:200] or type(error).__name__}") from None


def _target(asked: httpx2.URL, redirect: _Redirect) -> httpx2.URL:
    try:
        return url(str(asked.join(redirect.target)))
    except httpx2.InvalidURL as error:
        raise BadProtocol(f"a redirect to what is no address: {error}") from None


def _conditions(validators: Validators, asked: httpx2.URL) -> dict[str, str]:
    if validators.of != str(asked):
        return {}
    said = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in said.items() if value}


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After, which is a number of seconds or a date."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after[:12])
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


class _ContentType(TypedDict):
    content_type: str
    charset: str | None


def _content_type(header: str) -> _ContentType:
    """The type without its parameters, in lower case, and its charset."""
    message = Message()
    message["Content-Type"] = header
    return {"content_type": message.get_content_type() if header else "", "charset": message.get_content_charset()}
