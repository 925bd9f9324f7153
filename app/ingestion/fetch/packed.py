"""A file goes in, packed with gzip or zstd or not; what reads like the file inside comes out, piece by piece."""

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from app.ingestion.failures import BadInput

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SUFFIXES = (".gz", ".zst")
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"  # how packed files begin


def unpacked(file: BinaryIO) -> BinaryIO:
    """`file` from its beginning, unpacked if its first bytes say that it is packed; its name may say anything."""
    file.seek(0)
    begins = file.read(4)
    file.seek(0)
    if begins.startswith(GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    return cast(BinaryIO, zstd.ZstdFile(file)) if begins == ZSTD else file


@contextmanager
def whole() -> Iterator[None]:
    """What is wrong with a packed file that is read in this block is raised as BadInput."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error, zstd.ZstdError) as error:
        raise BadInput(f"a packed file that cannot be read to its end: {str(error)[:200]}") from None
