"""A user's own file of actors or regions goes in; its lines come out, whichever way it is written, with every fault named.

CSV has the columns of the files in `app/data`. TOML has the same words as keys, of tables `[[actor]]`, `[[office]]` and
`[[region]]`, with lists where CSV has `;`.
"""

import csv
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from app.ingestion.reference_lines import ACTOR, OFFICE, PLACE, BadReference, Fault, Line

TABLES = {"actor": ACTOR, "office": OFFICE, "region": (*PLACE, "kind")}
LARGEST = 200_000_000  # bytes: the largest country of GeoNames has 60 million


def text_of(path: Path) -> str:
    """The text of a file. Raises BadReference, naming the line, for one that is no UTF-8 or has a NUL character."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadReference(f"{path.name}: larger than {LARGEST} bytes; split it")
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise BadReference(f"{path.name}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = 1 + content[: error.start].count(b"\n")
        raise BadReference(f"{path.name}:{line}: not UTF-8") from None
    if "\0" in text:
        line = 1 + text.count("\n", 0, text.index("\0"))
        raise BadReference(f"{path.name}:{line}: a NUL character")
    return text


def lines(path: Path, tables: Sequence[str]) -> dict[str, list[Line]]:
    """The lines of the file for each of `tables` ("actor", "office", "region"). Raises BadReference with every fault."""
    text, faults = text_of(path), list[str]()
    found: dict[str, list[Line]] = {table: [] for table in tables}
    read = _toml if path.suffix.lower() == ".toml" else _csv
    try:
        for table, line in read(text, path.name, tables):
            try:
                found[table].append(line.whole())
            except Fault as fault:
                faults.append(f"{line.place}: {fault}")
            faults += _unknown(table, line)
    except Fault as fault:
        faults.append(str(fault))
    if faults:
        raise BadReference("\n".join(faults))
    return found


def _unknown(table: str, line: Line) -> list[str]:
    columns = TABLES[table]
    unknown = [column for column in line.cells if column not in columns]
    return [f"{line.place}: unknown column {column!r}; the columns are {', '.join(columns)}" for column in unknown]


def _csv(text: str, name: str, tables: Sequence[str]) -> Iterator[tuple[str, Line]]:
    """One table, which its header tells from the others."""
    reader = csv.DictReader(StringIO(text, newline=""), strict=True)
    header = reader.fieldnames or ()
    table = "office" if "office" in tables and "organ" in header else tables[0]
    key = TABLES[table][0]
    if key not in header:
        raise Fault(f"{name}:1: there is no column {key!r}; the columns are {', '.join(TABLES[table])}")
    if twice := sorted({column for column in header if header.count(column) > 1}):
        raise Fault(f"{name}:1: the column {twice[0]!r} is there twice")
    if unknown := _unknown(table, Line(f"{name}:1", dict.fromkeys(header, ""))):
        raise Fault("\n".join(unknown))
    try:
        for cells in reader:
            yield table, Line(f"{name}:{reader.line_num}", cells)
    except csv.Error as error:
        raise Fault(f"{name}:{reader.reader.line_num}: {error}") from None


def _toml(text: str, name: str, tables: Sequence[str]) -> Iterator[tuple[str, Line]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise Fault(f"{name}:{line[1] if line else 1 + len(text.splitlines())}: {error}") from None
    if strange := sorted(set(document) - set(tables)):
        raise Fault(f"{name}: unknown table {strange[0]!r}; the tables are {', '.join(f'[[{table}]]' for table in tables)}")
    for table, entries in document.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise Fault(f"{name}: write {table} as [[{table}]], one for each")
        for place, entry in zip(_places(text, name, table, len(entries)), entries, strict=True):
            yield table, Line(place, {key: _cell(place, key, value) for key, value in entry.items()})


def _places(text: str, name: str, table: str, number: int) -> list[str]:
    """Where each `[[table]]` begins; where they are written otherwise, which one of them it is."""
    headers = [at for at, line in enumerate(text.splitlines(), start=1) if re.match(rf"\s*\[\[\s*\"?{table}\"?\s*\]\]", line)]
    if len(headers) == number:
        return [f"{name}:{at}" for at in headers]
    return [f"{name}: {table} {which}" for which in range(1, number + 1)]


def _cell(place: str, key: str, value: Any) -> str:
    """A value as CSV would have it."""
    if isinstance(value, list) and all(isinstance(each, str) and ";" not in each for each in value):
        return ";".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise Fault(f"{place}: {key} is neither text, a number, a date nor a list of texts without ';'")
    return str(value)
