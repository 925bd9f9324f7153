"""Files, directories and standard input go in; one source for each report comes out, or what is wrong with it.

    .txt              the text, after an optional head of `key: value` lines between two lines of `---`
    .html, .htm       a page; the article is what a reader would read of it
    .jsonl, .ndjson   one object a line, with the keys of POST /v1/articles
    -                 standard input, as whichever of the three it begins like

One bad report never costs another: it is named, as `file` or `file:line`, and the rest goes on.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from app.ingestion.source import Source
from app.ingestion.text.readable import readable

LARGEST = 10_000_000  # bytes of one report; a line of JSON is one report
KEYS = ("text", "html", "title", "publisher", "published_at", "url", "language")
EARLIEST, LATEST = 1900, 2100  # years; what lies beyond is a typing error
ADDRESS = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)  # one that a reader can follow without harm
STANDARD_INPUT = "-"


class BadInput(ValueError):
    """This is no report that can be taken in; the message says what would make it one."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every report that does not say otherwise itself."""

    published_at: datetime | None = None
    publisher: str | None = None


Read = tuple[str, Source | BadInput]
Reader = Callable[[BinaryIO, str, Defaults], Iterator[Read]]


def sources(paths: Iterable[str], defaults: Defaults) -> Iterator[Read]:
    """Each report of `paths` under its name, in the order of the paths; a directory's files in the order of their names."""
    for path in paths:
        yield from _standard_input(defaults) if path == STANDARD_INPUT else _below(Path(path), defaults)


def count(paths: Iterable[str]) -> int | None:
    """How many reports `sources` will yield; None when standard input is among them, which can be read only once."""
    total = 0
    for path in paths:
        if path == STANDARD_INPUT:
            return None
        total += sum(map(_reports, _files(Path(path)))) or 1
    return total


def moment(text: str) -> datetime:
    """The moment that an ISO 8601 date or time names; UTC where it names no zone, and midnight where no time."""
    try:
        named = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(f"not a date like 2024-10-29 or 2024-10-29T12:00:00Z: {text!r}") from None
    if not EARLIEST <= named.year <= LATEST:
        raise BadInput(f"the year is not between {EARLIEST} and {LATEST}: {text!r}")
    return (named if named.tzinfo else named.replace(tzinfo=UTC)).astimezone(UTC)


def _files(path: Path) -> list[Path]:
    """The files that `path` stands for; those of a directory are the ones whose suffix says that they are reports."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in _READERS and file.is_file())


def _reports(path: Path) -> int:
    if path.suffix.lower() not in _LINES or not path.is_file():
        return 1
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _below(path: Path, defaults: Defaults) -> Iterator[Read]:
    files = _files(path)
    if not files:
        yield str(path), BadInput(f"this directory holds no {', '.join(_READERS)} file")
    for file in files:
        yield from _file(file, defaults)


def _file(path: Path, defaults: Defaults) -> Iterator[Read]:
    try:
        with path.open("rb") as file:
            yield from _reader(path)(file, str(path), defaults)
    except BadInput as error:
        yield str(path), error
    except OSError as error:
        yield str(path), BadInput(error.strerror or str(error))


def _reader(path: Path) -> Reader:
    if (reader := _READERS.get(path.suffix.lower())) is None:
        raise BadInput(f"unknown kind of file; the kinds are {', '.join(_READERS)}")
    return reader


def _standard_input(defaults: Defaults) -> Iterator[Read]:
    """Standard input as what it begins like; the first line that is not blank shows it."""
    whole = BytesIO(sys.stdin.buffer.read())
    begins = whole.getvalue().lstrip()[:1]
    reader = _READERS[{b"{": ".jsonl", b"<": ".html"}.get(begins, ".txt")]
    yield from reader(whole, "standard input", defaults)


def _one(read: Callable[[bytes, Defaults], Source], file: BinaryIO, name: str, defaults: Defaults) -> Iterator[Read]:
    """The one report that the whole of `file` is."""
    content = file.read(LARGEST + 1)
    yield name, _tried(read, content, defaults)


def _each_line(file: BinaryIO, name: str, defaults: Defaults) -> Iterator[Read]:
    """The reports of a file that has one a line; a line that is too long is skipped to its end."""
    number = 0
    while line := file.readline(LARGEST + 1):
        number += 1
        content = line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)
        if content.strip():
            yield f"{name}:{number}", _tried(_json, content, defaults)
    if number == 0:
        yield name, BadInput("this file is empty")


def _tried(read: Callable[[bytes, Defaults], Source], content: bytes, defaults: Defaults) -> Source | BadInput:
    try:
        if len(content) > LARGEST:
            raise BadInput(f"larger than {LARGEST:,} bytes")
        if not content.strip():
            raise BadInput("this file is empty")
        return read(content, defaults)
    except BadInput as error:
        return error
    except ValueError as error:
        return BadInput(str(error))


def _text(content: bytes, defaults: Defaults) -> Source:
    head, text = _parted(_decoded(content))
    return _source({**head, "text": text}, defaults)


def _html(content: bytes, defaults: Defaults) -> Source:
    return _source({"html": content}, defaults)


def _json(content: bytes, defaults: Defaults) -> Source:
    try:
        article = json.loads(_decoded(content))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"not JSON: {error}") from None
    if not isinstance(article, dict):
        raise BadInput("not a JSON object with the keys of an article")
    return _source(article, defaults)


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


def _source(article: Mapping[str, Any], defaults: Defaults) -> Source:
    """The report that `article` describes, with the keys of POST /v1/articles."""
    if unknown := sorted(article.keys() - set(KEYS)):
        raise BadInput(f"unknown key {unknown[0]!r}; the keys are {', '.join(KEYS)}")
    if wrong := [key for key, value in article.items() if not isinstance(value, str | bytes | None)]:
        raise BadInput(f"{wrong[0]} is not a string")
    given = {key: value for key, value in article.items() if value}
    if ("text" in given) == ("html" in given):
        raise BadInput("either text or html is needed")
    given = {**_read_page(given["html"]), **given} if "html" in given else given
    published_at = moment(given["published_at"]) if "published_at" in given else defaults.published_at
    if published_at is None:
        raise BadInput("the day of publication is not known: give it with --published")
    if not given["text"].strip():
        raise BadInput("the text is blank")
    return Source(
        text=given["text"],
        title=given.get("title"),
        publisher=given.get("publisher") or defaults.publisher,
        url=_address(given.get("url")),
        published_at=published_at,
        language=_language(given.get("language", "en")),
    )


def _address(url: str | None) -> str | None:
    if url is not None and not ADDRESS.fullmatch(url):
        raise BadInput(f"url is not an address that begins with http:// or https://: {url[:100]!r}")
    return url


def _language(code: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", code):
        raise BadInput(f"language is not a code like en: {code[:100]!r}")
    return code


def _read_page(html: str | bytes) -> dict[str, str]:
    """What the page says of itself, under the keys of an article."""
    page = readable(html)
    said = {
        "text": page.text,
        "title": page.title,
        "publisher": page.publisher,
        "published_at": page.published_at and page.published_at.isoformat(),
        "url": page.url if ADDRESS.fullmatch(page.url or "") else None,
        "language": page.language,
    }
    return {key: value for key, value in said.items() if value}


_LINES = (".jsonl", ".ndjson")
_READERS: dict[str, Reader] = {
    ".txt": partial(_one, _text),
    ".html": partial(_one, _html),
    ".htm": partial(_one, _html),
    **dict.fromkeys(_LINES, _each_line),
}
