"""Files, directories and standard input go in; what stands in them comes out: sources, addresses to ask, or what is wrong with it.

    .txt                        the text, after an optional head of `key: value` lines between two lines of `---`; or addresses, one a line
    .html, .htm                 a page; the article is what a reader would read of it
    .jsonl, .ndjson             one object a line, with the keys of POST /v1/articles
    .csv                        one report a row, the columns named by the same keys
    .xml, .rss, .atom, .json    a feed or a sitemap, whose entries are asked for
    .warc                       pages as a crawler kept them
    .txt.gz, .csv.zst and so on any of these, packed with gzip or zstd
    -                           standard input, as whichever of these it begins like

One bad report never costs another: it is named, as `file` or `file:line`, and the rest goes on.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from app.ingestion.failures import BadInput, Failure
from app.ingestion.fetch import packed, rows, warc
from app.ingestion.fetch.bodies import file_unpacked
from app.ingestion.fetch.listings import Entry, listing
from app.ingestion.fetch.records import LARGEST, Defaults, described, of_page
from app.ingestion.report import Report

STANDARD_INPUT = "-"

Found = tuple[str, Report | Entry | Failure]
Reader = Callable[[BinaryIO, str, Defaults], Iterator[Found]]


def found(paths: Iterable[str], defaults: Defaults) -> Iterator[Found]:
    """All that stands in `paths` under its name, in the order of the paths; a directory's files in the order of their names."""
    for path in paths:
        yield from _standard_input(defaults) if path == STANDARD_INPUT else _below(Path(path), defaults)


def count(paths: Iterable[str]) -> int | None:
    """How many reports there will be; None where only reading tells: of standard input, tables, listings, WARC and addresses."""
    total = 0
    for path in paths:
        for file in _files(Path(path)) or [Path(path)]:
            if path == STANDARD_INPUT or _kind(file) in _UNCOUNTED or _is_packed(file) or "://" in path:
                return None
            total += _reports(file)
    return total


def _files(path: Path) -> list[Path]:
    """The files that `path` stands for; those of a directory are the ones whose suffix says that they are reports."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if _kind(file) in _READERS and file.is_file())


def _kind(path: Path) -> str:
    """The suffix of a file, without that of its packing."""
    return (path.with_suffix("") if _is_packed(path) else path).suffix.lower()


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() in packed.SUFFIXES


def _reports(path: Path) -> int:
    if _kind(path) not in _LINES or not path.is_file():
        return 1
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip()) or 1


def _below(path: Path, defaults: Defaults) -> Iterator[Found]:
    files = _files(path)
    if not files:
        yield str(path), BadInput(f"this directory holds no {', '.join(_READERS)} file")
    for file in files:
        yield from _file(file, defaults)


def _file(path: Path, defaults: Defaults) -> Iterator[Found]:
    try:
        with path.open("rb") as file, packed.whole():
            read = _reader(path)
            yield from read(file if read is warc.read else packed.unpacked(file), str(path), defaults)
    except Failure as failure:
        yield str(path), failure
    except OSError as error:
        yield str(path), BadInput(error.strerror or str(error))


def _reader(path: Path) -> Reader:
    if (reader := _READERS.get(_kind(path))) is None:
        raise BadInput(f"unknown kind of file; the kinds are {', '.join(_READERS)}")
    return reader


def _standard_input(defaults: Defaults) -> Iterator[Found]:
    """Standard input as what it begins like; the first line that is not blank shows it."""
    name = "standard input"
    try:
        with packed.whole():
            kind, file = _seen(BytesIO(sys.stdin.buffer.read()))
            yield from _READERS[kind](file, name, defaults)
    except Failure as failure:
        yield name, failure


def _seen(file: BinaryIO) -> tuple[str, BinaryIO]:
    """What kind of file it is, and the file as a reader of that kind wants it."""
    begins = file.read(len(warc.DICTIONARY))
    file.seek(0)
    if begins == warc.DICTIONARY:
        return ".warc", file
    begins = packed.unpacked(file).read(1000).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    if begins.startswith(b"WARC/"):
        return ".warc", file
    if begins.startswith(b"{"):
        kind = ".json" if b"jsonfeed.org/version" in begins else ".jsonl"
    elif begins.startswith(b"<"):
        kind = ".xml" if listing(packed.unpacked(file).read(LARGEST + 1), "") else ".html"
    else:
        kind = ".csv" if rows.is_header(begins) else ".txt"
    return kind, packed.unpacked(file)


def _one(
    read: Callable[[bytes, Defaults], list[Report] | list[Entry]], file: BinaryIO, name: str, defaults: Defaults
) -> Iterator[Found]:
    """The report that the whole of `file` is, or those that it holds."""
    content = file.read(LARGEST + 1)
    _check_size(content)
    for each in read(content, defaults):
        yield each.address if isinstance(each, Entry) else name, each


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST:
        raise BadInput(f"larger than {LARGEST:,} bytes")
    if not content.strip():
        raise BadInput("this file is empty")


def _each_line(file: BinaryIO, name: str, defaults: Defaults) -> Iterator[Found]:
    """The reports of a file that has one a line; a line that is too long is skipped to its end."""
    number = 0
    while line := file.readline(LARGEST + 1):
        number += 1
        content = line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)
        if content.strip():
            yield from _line(content, f"{name}:{number}", defaults)
    if number == 0:
        yield name, BadInput("this file is empty")


def _line(content: bytes, name: str, defaults: Defaults) -> Iterator[Found]:
    try:
        _check_size(content)
        read = _json(content, defaults)
    except Failure as failure:
        yield name, failure
    else:
        yield from [(read.address, read)] if isinstance(read, Entry) else [(name, each) for each in read]


def _text(content: bytes, defaults: Defaults) -> list[Report] | list[Entry]:
    if (addresses := listing(content, "")) is not None:
        return addresses.entries
    head, text = _parted(_decoded(content))
    read = described({**head, "text": text}, defaults)
    return [read] if isinstance(read, Entry) else read


def _html(content: bytes, defaults: Defaults) -> list[Report]:
    return of_page(content, {}, {}, defaults)


def _listing(content: bytes, _: Defaults) -> list[Entry]:
    if (listed := listing(file_unpacked(content, LARGEST), "")) is None:
        raise BadInput("this is neither a feed nor a sitemap")
    return [*listed.entries, *map(Entry, listed.further)]


def _json(content: bytes, defaults: Defaults) -> list[Report] | Entry:
    try:
        article = json.loads(_decoded(content))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"not JSON: {error}") from None
    if not isinstance(article, dict):
        raise BadInput("not a JSON object with the keys of an article")
    return described(article, defaults)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"not UTF-8 at byte {error.start}") from None


def _parted(text: str) -> tuple[dict[str, str], str]:
    """The head of a text file as a dictionary, and the text after it, which keeps every character but blank lines at its ends."""
    lines = text.splitlines(keepends=True)
    if not lines or lines.pop(0).rstrip() != "---":
        return {}, text.strip()
    head: dict[str, str] = {}
    for number, line in enumerate(lines):
        if line.rstrip() == "---":
            return head, "".join(lines[number + 1 :]).strip()
        key, colon, value = line.partition(":")
        if not colon:
            raise BadInput(f"line {number + 2} of the head is not `key: value`; the head ends with a line of ---")
        head[key.strip()] = value.strip().strip("\"'")
    raise BadInput("the head does not end with a line of ---")


_LINES = (".jsonl", ".ndjson")
_LISTINGS = (".xml", ".rss", ".atom", ".json")
_UNCOUNTED = (".csv", ".warc", *_LISTINGS)
_READERS: dict[str, Reader] = {
    ".txt": partial(_one, _text),
    ".html": partial(_one, _html),
    ".htm": partial(_one, _html),
    **dict.fromkeys(_LINES, _each_line),
    ".csv": rows.read,
    **dict.fromkeys(_LISTINGS, partial(_one, _listing)),
    ".warc": warc.read,
}
