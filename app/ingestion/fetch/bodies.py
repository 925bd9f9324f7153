"""Bytes as they come over the wire go in, the body comes out; a bomb goes off at the limit, and a part is never taken for the whole."""

import zlib
from collections.abc import Iterable, Iterator

from app.ingestion.failures import BadEncoding, TooLarge, Truncated

ACCEPTED = "gzip, deflate"  # what can be unpacked piece by piece by the standard library
_GZIP = b"\x1f\x8b\x08"
_PIECE = 1 << 20  # bytes unpacked at once


def body(chunks: Iterable[bytes], encoding: str, largest: int) -> tuple[bytes, int]:
    """The unpacked body, and how many bytes came. Raises TooLarge, Truncated or BadEncoding."""
    read, received = bytearray(), 0

    def counted() -> Iterator[bytes]:
        nonlocal received
        for chunk in chunks:
            received += len(chunk)
            if received > largest:
                raise TooLarge(f"more than {largest:,} bytes")
            yield chunk

    for piece in _unpacked(counted(), encoding.strip().lower()):
        read += piece
        if len(read) > largest:
            raise TooLarge(f"{received:,} bytes that unpack to more than {largest:,}")
    return file_unpacked(bytes(read), largest), received


def file_unpacked(content: bytes, largest: int) -> bytes:
    """`content`, unpacked if it is a gzip file itself, as sitemaps may be."""
    if not content.startswith(_GZIP):
        return content
    read = bytearray()
    for piece in inflated([content], zlib.MAX_WBITS | 16):
        read += piece
        if len(read) > largest:
            raise TooLarge(f"a file of {len(content):,} bytes that unpacks to more than {largest:,}")
    return bytes(read)


def _unpacked(chunks: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    match encoding:
        case "" | "identity":
            return chunks
        case "gzip" | "x-gzip":
            return inflated(chunks, zlib.MAX_WBITS | 16)
        case "deflate":
            return _deflated(chunks)
        case _:
            raise BadEncoding(f"the body is packed as {encoding[:50]!r}, which was not asked for")


def _deflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A body said to be deflate: by the standard in a zlib frame, from some servers without one; its first byte tells."""
    chunks = iter(chunks)
    first = next((chunk for chunk in chunks if chunk), b"")
    framed = first[:1] and first[0] & 0x0F == 8
    yield from inflated(
        (chunk for source in ([first], chunks) for chunk in source), zlib.MAX_WBITS if framed else -zlib.MAX_WBITS
    )


def inflated(chunks: Iterable[bytes], window: int) -> Iterator[bytes]:
    """The members of a gzip or zlib stream, unpacked in pieces of at most a megabyte. Raises Truncated or BadEncoding."""
    inflate, begun = zlib.decompressobj(window), False
    for chunk in chunks:
        while chunk:
            if inflate.eof:  # another member follows
                inflate = zlib.decompressobj(window)
            begun = True
            try:
                yield inflate.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise BadEncoding(f"the packed body is damaged: {error}") from None
            chunk = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    if begun and not inflate.eof:
        raise Truncated("the packed body ends before its end")
