"""Files, directories and standard input become sources; what is none is named, and costs nothing else."""

import gzip
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from app.ingestion.failures import Failure
from app.ingestion.fetch import files
from app.ingestion.fetch.files import count, found
from app.ingestion.fetch.records import LARGEST, Defaults, moment
from app.ingestion.report import Report

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DAY = datetime(2024, 10, 30, tzinfo=UTC)
DEFAULTS = Defaults(published_at=DAY, publisher="The Default")
TEXT = "Russia said five soldiers were killed.\n\n  “They fell”, it said."
PAGE = (
    '<html lang="fr"><head><title>Five fell</title><meta property="og:site_name" content="La Page">'
    '<meta property="article:published_time" content="2024-10-29T08:00:00Z"><link rel="canonical" href="https://page.example/1"></head>'
    "<body><article><p>Russia said that five of its soldiers were killed in Kursk on Tuesday, and ten were wounded.</p>"
    "<p>Ukraine said that it had counted fifty, and that the fighting went on in the villages near the border.</p></article></body></html>"
)
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def read(path: Path | str, defaults: Defaults = DEFAULTS) -> Report:
    [(_, source)] = found([str(path)], defaults)
    assert isinstance(source, Report), source
    return source.determined()


def faults(path: Path | str, defaults: Defaults = DEFAULTS) -> dict[str, str]:
    return {name: str(error) for name, error in found([str(path)], defaults) if isinstance(error, Failure)}


def test_a_plain_text_is_kept_as_it_is(put: Put) -> None:
    assert read(put("a.txt", TEXT)) == Report(TEXT, None, "The Default", None, DAY, "en")


PACKED = [
    ("a.txt", TEXT),
    ("a.html", PAGE),
    ("a.jsonl", json.dumps({"text": TEXT})),
    ("a.csv", f'text,title\n"{TEXT.replace(chr(34), chr(34) * 2)}",Five\n'),
]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)])
@pytest.mark.parametrize(("name", "content"), PACKED)
def test_every_kind_may_be_packed(
    put: Put, monkeypatch: pytest.MonkeyPatch, name: str, content: str, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    plain, packed = read(put(name, content)), pack(content.encode())
    path = put(name + suffix, packed)
    assert read(path) == plain
    assert count([str(path)]) is None
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(packed)))
    assert read("-") == plain
    broken = put(f"broken-{name}{suffix}", packed[:-6])
    assert "cannot be read to its end" in faults(broken)[str(broken)]


def test_a_packed_bomb_is_not_read_whole(put: Put) -> None:
    bomb = gzip.compress(b"text\n" + b"x" * (3 * LARGEST))
    for name in ("a.txt.gz", "a.csv.gz"):
        [fault] = faults(put(name, bomb)).values()
        assert "10,000,000" in fault
    assert [*faults(put("a.jsonl.gz", bomb)).values()][1:] == ["larger than 10,000,000 bytes"]


def test_a_head_says_what_the_defaults_do_not(put: Put) -> None:
    head = '---\ntitle: "Five: fell"\npublisher: Agency\npublished_at: 2024-10-28\nurl: https://x.example/1\nlanguage: de\n---\n'
    assert read(put("a.txt", head + TEXT)) == Report(
        TEXT, "Five: fell", "Agency", "https://x.example/1", datetime(2024, 10, 28, tzinfo=UTC), "de"
    )


def test_windows_files_have_heads_too(put: Put) -> None:
    source = read(put("a.txt", b"\xef\xbb\xbf---\r\ntitle: Five\r\n---\r\n\r\nOne.\r\nTwo."))
    assert (source.title, source.text) == ("Five", "One.\r\nTwo.")


def test_a_rule_inside_a_text_is_no_head(put: Put) -> None:
    assert read(put("a.txt", "One.\n---\ntitle: no\n---\nTwo.")).text == "One.\n---\ntitle: no\n---\nTwo."


def test_a_page_says_what_it_says_of_itself(put: Put) -> None:
    for name in ("a.html", "b.HTM"):
        source = read(put(name, PAGE))
        assert (source.title, source.publisher, source.url, source.language) == (
            "Five fell",
            "La Page",
            "https://page.example/1",
            "fr",
        )
        assert source.published_at == datetime(2024, 10, 29, 8, tzinfo=UTC)
        assert "fifty" in source.text
        assert "<" not in source.text


def test_an_address_that_nobody_should_follow_is_dropped_from_a_page(put: Put) -> None:
    assert read(put("a.html", PAGE.replace("https://page.example/1", "javascript:alert(1)"))).url is None


def test_a_line_of_json_is_an_article(put: Put) -> None:
    lines = [
        {"text": "One.", "published_at": "2024-10-28T10:00:00+02:00", "publisher": "A", "title": None},
        {"html": PAGE, "title": "Mine"},
    ]
    path = put("a.jsonl", "\n\n".join(map(json.dumps, lines)))
    one, page = (source for _, source in found([str(path)], DEFAULTS))
    assert isinstance(one, Report)
    assert one.determined() == Report("One.", None, "A", None, datetime(2024, 10, 28, 8, tzinfo=UTC))
    assert isinstance(page, Report)
    assert (page.title, page.publisher) == ("Mine", "La Page")


def test_bad_lines_are_named_and_the_others_kept(put: Put) -> None:
    good = '{"text": "One."}'
    path = put("a.ndjson", f'{good}\n{{"text": \n\n[1]\n{{"text": 5}}\n{{"txet": "x"}}\n{{"text": "x", "html": "y"}}\n{good}\n')
    reports = list(found([str(path)], DEFAULTS))
    assert [name.removeprefix(f"{path}:") for name, source in reports if isinstance(source, Report)] == ["1", "8"]
    assert {name.removeprefix(f"{path}:"): error.split(":")[0] for name, error in faults(path).items()} == {
        "2": "not JSON",
        "4": "not a JSON object with the keys of an article",
        "5": "text is not a string",
        "6": "unknown key 'txet'; the keys are text, html, title, author, publisher, published_at, url, language",
        "7": "either text or html is needed, or the url of a page alone",
    }


def test_a_line_too_long_is_skipped_to_its_end(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    long = json.dumps({"text": "x" * 250})
    path = put("a.jsonl", f'{{"text": "One."}}\n{long}\n{{"text": "Two."}}\n{long}')
    reports = dict(found([str(path)], DEFAULTS))
    assert [getattr(reports[f"{path}:{line}"], "text", None) for line in (1, 2, 3, 4)] == ["One.", None, "Two.", None]
    assert faults(path) == dict.fromkeys((f"{path}:2", f"{path}:4"), "larger than 100 bytes")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.txt", b"", "this file is empty"),
        ("a.txt", b" \n\t", "this file is empty"),
        ("a.txt", b"\xef\xbb\xbf", "either text or html is needed"),
        ("a.jsonl", b"", "this file is empty"),
        ("a.html", b"", "this file is empty"),
        ("a.txt", b"caf\xe9", "not UTF-8 at byte 3"),
        ("a.jsonl", b'{"text": "caf\xe9"}', "not UTF-8 at byte 13"),
        ("a.html", b"<html><body></body></html>", "no article was found in this page"),
        ("a.pdf", b"%PDF", "unknown kind of file; the kinds are .txt, .html, .htm, .jsonl, .ndjson, .csv, .xml, .rss, .atom, .json, .warc"),
        ("a.txt", b"---\ntitle x\n---\nText", "line 2 of the head is not `key: value`"),
        ("a.txt", b"---\ntitle: x\nurl: y", "the head does not end with a line of ---"),
        ("a.txt", b"---\nagency: x\n---\nText", "unknown key 'agency'; the keys are"),
        ("a.txt", b"---\ntitle: x\n---\n\n", "either text or html is needed"),
        ("a.txt", b"---\npublished_at: Tuesday\n---\nText", "not a date like 2024-10-29 or 2024-10-29T12:00:00Z: 'Tuesday'"),
        ("a.txt", b"---\npublished_at: 0001-01-01\n---\nText", "the year is not between 1900 and 2100: '0001-01-01'"),
        ("a.txt", b"---\nurl: javascript:alert(1)\n---\nText", "url is not an address that begins with http:// or https://"),
        ("a.txt", b"---\nlanguage: English\n---\nText", "language is not a code like en: 'English'"),
        ("a.jsonl", b"[" * 100_000, "not JSON"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_what_is_wrong(put: Put, name: str, content: bytes, fault: str) -> None:
    [(where, said)] = faults(put(name, content)).items()
    assert Path(where.removesuffix(":1")).name == name
    assert said.startswith(fault)


def test_a_text_without_a_day_asks_for_one(put: Put) -> None:
    assert list(faults(put("a.txt", TEXT), Defaults()).values()) == [
        "the day of publication is not known: give it with --published"
    ]


def test_a_file_that_is_too_large(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    assert list(faults(put("a.txt", "x" * 101)).values()) == ["larger than 100 bytes"]
    assert read(put("b.txt", "x" * 100)).text == "x" * 100


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert faults(tmp_path / "nothing.txt") == {str(tmp_path / "nothing.txt"): "No such file or directory"}


def test_a_directory_is_its_reports_in_order(put: Put, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c.html", "NOTES.md", "a/y.txt"):
        put(name, PAGE if name.endswith("html") else f"Text of {name}")
    names = [str(Path(name).relative_to(tmp_path)) for name, _ in found([str(tmp_path)], DEFAULTS)]
    assert names == ["a/y.txt", "a/z.txt", "b.txt", "c.html"]


def test_a_directory_without_reports_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == {
        str(tmp_path): "this directory holds no .txt, .html, .htm, .jsonl, .ndjson, .csv, .xml, .rss, .atom, .json, .warc file"
    }


@pytest.mark.parametrize(
    ("content", "text"),
    [(TEXT, TEXT), ('\n{"text": "One."}', "One."), (PAGE, None), ("---\ntitle: x\n---\nOne.", "One.")],
    ids=["text", "JSON lines", "HTML", "text with a head"],
)
def test_standard_input_is_what_it_begins_like(monkeypatch: pytest.MonkeyPatch, content: str, text: str | None) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content.encode())))
    source = read("-")
    assert source.text == text if text else source.title == "Five fell"


def test_count_is_how_many_sources_there_will_be(put: Put, tmp_path: Path) -> None:
    put("a.txt", TEXT)
    lines = put("b.jsonl", '{"text": "One."}\n\n{bad\n')
    empty = put("c/none.md", "")
    paths = [str(tmp_path), str(lines), str(tmp_path / "nothing.txt"), str(empty.parent)]
    assert count(paths) == len(list(found(paths, DEFAULTS))) == 7
    assert count([*paths, "-"]) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-10-29", datetime(2024, 10, 29, tzinfo=UTC)),
        ("2024-10-29T12:30:00", datetime(2024, 10, 29, 12, 30, tzinfo=UTC)),
        ("2024-10-29T00:30:00+02:00", datetime(2024, 10, 28, 22, 30, tzinfo=UTC)),
        (" 2024-10-29T12:00:00Z ", datetime(2024, 10, 29, 12, tzinfo=UTC)),
    ],
)
def test_a_moment_is_in_utc(written: str, meant: datetime) -> None:
    assert moment(written) == meant
    assert moment(written).utcoffset() == meant.utcoffset()
