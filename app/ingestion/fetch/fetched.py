"""What an address answered: its bytes, or that they are still those of the last time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said to know its bytes by. They hold for the address `of` alone, which may be where a redirect led to."""

    etag: str | None = None
    last_modified: str | None = None
    of: str | None = None


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of 200. `address` is the one asked for, `final` where its redirects ended; `content_type` has no parameters.

    `body` is unpacked; `received` counts its bytes as they came over the wire, and `seconds` counts waiting for the host's turn.
    """

    address: str
    final: str
    status: int
    content_type: str
    charset: str | None
    body: bytes
    validators: Validators
    received: int
    seconds: float


@dataclass(frozen=True, slots=True)
class NotModified:
    """An answer of 304: the bytes that came with `validators` still stand."""

    address: str
    validators: Validators
    received: int
    seconds: float
