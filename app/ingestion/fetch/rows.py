"""A CSV file goes in; a report for each of its rows comes out. Its first row names the columns, by the keys of an article."""

import csv
from collections.abc import Iterator
from typing import Any, BinaryIO

from app.ingestion.failures import BadInput, Failure
from app.ingestion.fetch.listings import Entry
from app.ingestion.fetch.records import KEYS, LARGEST, Defaults, described
from app.ingestion.report import Report


def is_header(begins: bytes) -> bool:
    """Whether the first line of some bytes names columns: no text begins with two of them and a comma."""
    names = [name.strip(' "') for name in begins.partition(b"\n")[0].decode("utf-8", "replace").strip().split(",")]
    return len(names) > 1 and set(names) <= set(KEYS)


def read(file: BinaryIO, name: str, defaults: Defaults) -> Iterator[tuple[str, Report | Entry | Failure]]:
    """Each row under `name` and the number of its last line. Raises BadInput where the columns are none of a report."""
    csv.field_size_limit(LARGEST)
    lines = csv.reader(_lines(file))
    columns = [column.strip() for column in next(lines, [])]
    if not columns:
        raise BadInput("this file is empty")
    if (unknown := next((column for column in columns if column not in KEYS), None)) is not None:
        raise BadInput(f"unknown column {unknown!r}; the columns are {', '.join(KEYS)}")
    while True:
        try:
            row = next(lines)
            found: Any = described(_record(columns, row), defaults) if row else []
        except StopIteration:
            return
        except csv.Error as error:
            found = BadInput(f"not CSV: {error}")
        except Failure as failure:
            found = failure
        for each in found if isinstance(found, list) else [found]:
            yield each.address if isinstance(each, Entry) else f"{name}:{lines.line_num}", each


def _lines(file: BinaryIO) -> Iterator[str]:
    encoding = "utf-8-sig"
    while line := file.readline(LARGEST + 1):
        if len(line) > LARGEST:  # as a packed file may hold a line of any length
            raise BadInput(f"a line of more than {LARGEST:,} bytes; what follows it is not read")
        yield line.decode(encoding, "surrogateescape")
        encoding = "utf-8"


def _record(columns: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(columns):
        raise BadInput(f"{len(row)} cells in {len(columns)} columns")
    if any("\udc80" <= character <= "\udcff" for cell in row for character in cell):
        raise BadInput("not UTF-8")
    return dict(zip(columns, row, strict=False))
