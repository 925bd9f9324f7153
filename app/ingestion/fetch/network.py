"""Requests go out, and nothing can lead them astray: every connection is made to an address that was checked, and ends in time.

A name is resolved once, its addresses are checked, and the connection is made to one of them, not to the name: a name server
that answers differently the second time is never asked a second time.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from ssl import SSLContext
from threading import Thread
from typing import Any
from urllib.request import proxy_bypass

import httpcore2
import httpx2

from app.ingestion.fetch.addresses import Resolve, check_literal, checked

_MOST = 100  # connections at once; threads are fewer
_IDLE = 30.0  # seconds that a connection is kept for the next request to its host
_remaining: ContextVar[Callable[[], float]] = ContextVar("remaining")


@contextmanager
def within(remaining: Callable[[], float]) -> Iterator[None]:
    """Every wait for the network in this block ends when `remaining` seconds are none, whatever trickles in."""
    token = _remaining.set(remaining)
    try:
        yield
    finally:
        _remaining.reset(token)


def _at_most(timeout: float | None) -> float:
    remaining = _remaining.get()()
    if remaining <= 0:
        raise httpcore2.ReadTimeout("the whole took too long")
    return remaining if timeout is None else min(timeout, remaining)


class _Stream(httpcore2.NetworkStream):
    """A connection each of whose waits is bounded by the whole."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _at_most(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> "_Stream":
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _at_most(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Connections(httpcore2.SyncBackend):
    """Connects to a host at one of `addresses(host, port)`."""

    def __init__(self, addresses: Callable[[str, int], list[str]]) -> None:
        self._addresses = addresses

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        *others, last = self._addresses_in_time(host, port, _at_most(timeout))
        for address in others:
            try:
                return _Stream(super().connect_tcp(address, port, _at_most(timeout), local_address, socket_options))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return _Stream(super().connect_tcp(last, port, _at_most(timeout), local_address, socket_options))

    def _addresses_in_time(self, host: str, port: int, seconds: float) -> list[str]:
        """The system's resolver knows no timeout, and may keep a thread for half a minute after nobody waits for it any more."""
        found: Future[list[str]] = Future()

        def ask() -> None:
            try:
                found.set_result(self._addresses(host, port))
            except BaseException as error:
                found.set_exception(error)

        Thread(target=ask, daemon=True).start()
        try:
            return found.result(seconds)
        except TimeoutError:
            raise httpcore2.ConnectTimeout(f"no name server answered for {host}") from None


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Network(httpx2.BaseTransport):
    """The way to hosts: straight to one of their checked addresses, or by the proxy that the environment names.

    A proxy is the operator's own and is not checked. It resolves names itself, so that of what it is asked for only addresses
    spelled in numbers can be checked here; what its names may lead to is for the proxy to say.
    """

    def __init__(self, allow: frozenset[str], resolve: Resolve, proxies: dict[str, str]) -> None:
        """`proxies` are addresses by the scheme of what is asked for, as `urllib.request.getproxies` gives them."""
        tls = httpcore2.default_ssl_context()
        self._allow = allow
        straight = _Connections(lambda host, port: checked(host, port, allow, resolve))
        self._straight = httpcore2.ConnectionPool(tls, max_connections=_MOST, keepalive_expiry=_IDLE, network_backend=straight)
        self._proxies = {scheme: _proxy(proxy, tls) for scheme, proxy in proxies.items() if scheme in ("http", "https")}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        assert isinstance(request.stream, httpx2.SyncByteStream)
        answer = self._pool(request.url).handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def _pool(self, url: httpx2.URL) -> httpcore2.ConnectionPool:
        if url.scheme not in self._proxies or proxy_bypass(url.host):
            return self._straight
        check_literal(url.host, self._allow)
        proxy = self._proxies[url.scheme]
        if proxy is None:
            raise httpcore2.ProxyError("the environment names a proxy that is not asked by HTTP")
        return proxy

    def close(self) -> None:
        for pool in (self._straight, *self._proxies.values()):
            if pool is not None:
                pool.close()


def _proxy(address: str, tls: SSLContext) -> httpcore2.HTTPProxy | None:
    """The proxy; None where it is of another kind, as it must not be passed by."""
    if "://" in address and not address.startswith(("http://", "https://")):
        return None
    proxy = httpx2.Proxy(address if "://" in address else f"http://{address}")
    unchecked = _Connections(lambda host, port: [host])
    return httpcore2.HTTPProxy(
        str(proxy.url), proxy.raw_auth, None, tls, None, _MOST, keepalive_expiry=_IDLE, network_backend=unchecked
    )
