"""The web on loopback: a server that answers each path with exactly the bytes it is told to, faults and all."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat

Headers = dict[str, str]
Answer = bytes | Callable[[Headers], bytes | Iterable[bytes]]


def page(body: bytes | str, status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; `content_type="text/plain"` becomes a header."""
    content = body.encode() if isinstance(body, str) else body
    said = {"Content-Type": "text/html", "Content-Length": str(len(content))}
    said |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    return head(status, said) + content


def head(status: str, headers: Headers) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode()


def redirect(target: str) -> bytes:
    return page("", "302 Found", location=target)


def endless(_: Headers) -> Iterable[bytes]:
    """A body without an end."""
    yield head("200 OK", {"Content-Type": "text/html"})
    yield from repeat(b"x" * 65_536)


def trickle(_: Headers) -> Iterable[bytes]:
    """Headers without an end, a byte at a time."""
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    yield from repeat(b"x")


def bomb(megabytes: int) -> bytes:
    """A page that unpacks to a thousand times its size."""
    return page(gzip.compress(b"\0" * (megabytes * 1_000_000)), content_encoding="gzip")


@dataclass
class Web:
    """What the server answers by path, and what it was asked: paths with the headers, in lower case, that came with them."""

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)  # of a list, one after the other; the last stays
    asked: list[tuple[str, Headers]] = field(default_factory=list)
    port: int = 0

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def _answer(self, path: str, headers: Headers) -> bytes | Iterable[bytes]:
        self.asked.append((path, headers))
        answer = self.answers.get(path, page("nothing is here", "404 Not Found"))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        return answer(headers) if callable(answer) else answer

    def answer(self, connection: socket.socket) -> None:
        """Answer the requests of a connection until the client leaves, or an answer was not one of a known length."""
        with connection, connection.makefile("rb") as requests:
            while request := requests.readline():
                lines = iter(requests.readline, b"\r\n")
                pairs = (line.decode("latin-1").partition(":") for line in lines)
                headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
                answer = self._answer(request.split()[1].decode(), headers)
                for part in [answer] if isinstance(answer, bytes) else answer:
                    connection.sendall(part)
                if not isinstance(answer, bytes) or b"Connection: close" in answer:
                    return


def serving(web: Web) -> Iterator[Web]:
    """`web`, answering on a port of its own for as long as the generator is not closed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        web.port = listener.getsockname()[1]
        threading.Thread(target=_accept, args=(web, listener), daemon=True).start()
        yield web
        listener.shutdown(socket.SHUT_RDWR)


def _accept(web: Web, listener: socket.socket) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(web, connection), daemon=True).start()


def _serve(web: Web, connection: socket.socket) -> None:
    try:
        web.answer(connection)
    except OSError:
        return  # the client has had enough
