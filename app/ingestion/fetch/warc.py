"""A WARC file, plain or packed with gzip or zstd, goes in; the articles of the pages in it come out."""

import struct
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from app.ingestion.failures import BadInput, Failure, TooLarge, Truncated
from app.ingestion.fetch.packed import ZSTD
from app.ingestion.fetch.records import LARGEST, Defaults, of_page
from app.ingestion.report import Report

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DICTIONARY = b"\x5d\x2a\x4d\x18"  # how a file begins that is packed with zstd and holds its dictionary
_PAGES = ("text/html", "application/xhtml+xml")


def read(file: BinaryIO, name: str, defaults: Defaults) -> Iterator[tuple[str, Report | Failure]]:
    """The articles of all pages that were answered with 200, each under its address; other records are no reports."""
    try:
        for record in ArchiveIterator(_unpacked(file)):
            if (address := _page(record)) is not None:
                for each in _articles(record, address, defaults):
                    yield address, each
    except (ArchiveLoadFailed, zstd.ZstdError, EOFError, ValueError, OSError) as error:
        yield name, BadInput(f"a WARC file that cannot be read to its end: {str(error).strip()[:200]}")


def _page(record: Any) -> str | None:
    """The address of a record that holds a page."""
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return None
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    address: str | None = record.rec_headers.get_header("WARC-Target-URI")
    return address if kind in _PAGES else None


def _articles(record: Any, address: str, defaults: Defaults) -> list[Report] | list[Failure]:
    body = record.content_stream().read(LARGEST + 1)
    try:
        if len(body) > LARGEST:
            raise TooLarge(f"larger than {LARGEST:,} bytes")
        while record.raw_stream.read(LARGEST):
            pass
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise Truncated("the record ends before its end")
        return of_page(body, {}, {"url": address.strip("<>")}, defaults)
    except Failure as failure:
        return [failure]


def _unpacked(file: BinaryIO) -> Any:
    """`file`, unpacked if it is packed with zstd; what is packed with gzip, its reader unpacks itself."""
    begins = file.read(8)
    file.seek(0)
    if begins.startswith(DICTIONARY):
        (size,) = struct.unpack("<I", begins[4:])
        file.seek(8)
        content = file.read(min(size, LARGEST))
        content = zstd.decompress(content) if content.startswith(ZSTD) else content
        return _Whole(zstd.ZstdFile(file, zstd_dict=zstd.ZstdDict(content)))
    return _Whole(zstd.ZstdFile(file)) if begins.startswith(ZSTD) else file


class _Whole:
    """A file whose end is no surprise: warcio takes an EOFError for the end of the last record."""

    def __init__(self, file: zstd.ZstdFile) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except EOFError as error:
            raise OSError(str(error)) from None

    def tell(self) -> int:
        return self._file.tell()
