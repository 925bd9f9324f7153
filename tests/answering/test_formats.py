"""Formats: the one that is wanted, with the same filters and order in each; CSV that no spreadsheet runs; all of it or a page."""

import csv
import io
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from tests.ledger import Ledger

LISTS = ["claims", "statements", "articles", "actors", "regions"]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def claims(ledger: Ledger) -> list[str]:
    """Claims at Hirnyk, the newest first; and one elsewhere."""
    ledger.claim("csis", "russia", "RU-KRS")
    days = [f"2024-10-{day:02}" for day in (3, 2, 1)]
    return [ledger.claim("volodymyr-zelenskyy", "north-korea", "hirnyk", days=(day, day)) for day in days]


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("text/*", "text/csv; charset=utf-8; header=present"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/ndjson", "application/x-ndjson"),
        ("application/geo+json", "application/geo+json"),
        ("application/json;q=0.5, text/csv;q=0.9", "text/csv; charset=utf-8; header=present"),
        ("application/json;q=0, */*;q=0.1", "application/x-ndjson"),
        ("text/csv; q=0.1, application/*", "application/json"),
    ],
)
def test_accept_says_what_is_liked_best(client: TestClient, claims: list[str], accept: str, format: str) -> None:
    answer = client.get("/v1/claims", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, format)
    assert "Accept" in answer.headers["Vary"]


def test_the_parameter_goes_before_accept(client: TestClient, claims: list[str]) -> None:
    answer = client.get("/v1/claims?format=ndjson", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "application/x-ndjson"


@pytest.mark.parametrize(
    ("path", "accept"), [("claims", "image/png"), ("claims", "application/json;q=0"), ("articles", "application/geo+json")]
)
def test_what_nobody_writes_is_refused(client: TestClient, path: str, accept: str) -> None:
    refused = client.get(f"/v1/{path}", headers={"Accept": accept})
    assert refused.status_code == 406
    assert refused.headers["content-type"] == "application/problem+json"
    assert "text/csv" in refused.json()["detail"]


def test_a_format_that_is_none_is_named(client: TestClient) -> None:
    refused = client.get("/v1/articles?format=geojson")
    assert refused.status_code == 422
    assert "csv" in refused.json()["detail"]


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_says_the_same_in_every_format(client: TestClient, ledger: Ledger, claims: list[str], kind: str) -> None:
    ledger.statement(speaker="pat-ryder", region="hirnyk")
    expected = client.get(f"/v1/{kind}").json()["data"]
    assert len(expected) > 1 or kind == "statements"
    lines = [orjson.loads(line) for line in client.get(f"/v1/{kind}?format=ndjson").content.splitlines()]
    assert lines == expected
    rows = table(client.get(f"/v1/{kind}?format=csv").text)
    assert [row["id"] for row in rows] == [each["id"] for each in expected]


@pytest.mark.parametrize(
    "query",
    [
        "region=hirnyk",
        "region=hirnyk&sort=as_of",
        "region=hirnyk&sort=-published",
        "date_from=2024-10-02&date_to=2024-10-03",
        "claimant=ukraine&claimant=csis",
    ],
)
def test_filters_and_order_hold_in_every_format(client: TestClient, claims: list[str], query: str) -> None:
    expected = [each["id"] for each in client.get(f"/v1/claims?{query}").json()["data"]]
    assert expected
    for format in ("ndjson", "csv"):
        text = client.get(f"/v1/claims?{query}&format={format}&fields=id").text
        ids = [row["id"] for row in (table(text) if format == "csv" else map(orjson.loads, text.splitlines()))]
        assert ids == expected


@pytest.mark.parametrize("sort", ["-as_of", "as_of", "-published", "low"])
def test_everything_is_written_and_not_a_page(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr("app.queries.pages.AT_ONCE", 4)
    article = ledger.article()
    ids = {ledger.claim(article=article, days=(f"2024-10-0{number % 3 + 1}",) * 2, low=float(number % 2)) for number in range(11)}
    whole = [each["id"] for each in client.get(f"/v1/claims?limit=1000&sort={sort}").json()["data"]]
    written = [orjson.loads(line)["id"] for line in client.get(f"/v1/claims?format=ndjson&sort={sort}").content.splitlines()]
    assert written == whole
    assert set(written) == ids


def test_a_limit_makes_a_page_of_it(client: TestClient, claims: list[str]) -> None:
    first = client.get("/v1/claims?format=ndjson&limit=1&region=hirnyk")
    assert [orjson.loads(line)["id"] for line in first.content.splitlines()] == claims[:1]
    following = first.headers["Link"].partition(">")[0].lstrip("<")
    assert [orjson.loads(line)["id"] for line in client.get(following).content.splitlines()] == claims[1:2]
    rest = following.replace("limit=1&", "")
    assert [orjson.loads(line)["id"] for line in client.get(rest).content.splitlines()] == claims[1:]


def test_csv_has_a_cell_for_every_field_and_always_its_header(client: TestClient, claims: list[str]) -> None:
    answer = client.get("/v1/claims?format=csv&region=hirnyk")
    [row, *_] = table(answer.text)
    known = client.get(f"/v1/claims/{claims[0]}").json()
    expected = {
        "low": "3000",
        "approximate": "false",
        "unit": "",
        "claimant.name": "Volodymyr Zelenskyy",
        "region.point.lat": "48.06",
        "article.published_at": known["article"]["published_at"],
        "as_of.start": "2024-10-03",
        "attribution": "[]",
        "spans": orjson.dumps(known["spans"]).decode(),
    }
    assert {name: row[name] for name in expected} == expected
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    empty = client.get("/v1/claims?format=csv&measure=ships")
    assert empty.text.strip().split(",") == list(row)


def test_csv_has_the_fields_that_are_asked_for(client: TestClient, claims: list[str]) -> None:
    text = client.get("/v1/claims?format=csv&fields=low,force,spans.quote.start,region.id&region=hirnyk&limit=1").text
    header = "low,force.id,force.name,force.kind,force.as_written,spans.quote.start,region.id"
    assert text == f"{header}\r\n3000,north-korea,North Korea,state,North Korea,4,hirnyk\r\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-5", "-5"),
        ("+3.5", "+3.5"),
        ('He said "no", twice', 'He said "no", twice'),
        ("Ukraine = Ukraine", "Ukraine = Ukraine"),
    ],
)
def test_no_cell_is_a_formula(client: TestClient, ledger: Ledger, text: str, cell: str) -> None:
    ledger.claim(quote=text)
    answer = client.get("/v1/claims?format=csv&fields=quote").text
    assert next(csv.reader(io.StringIO(answer.partition("\r\n")[2], newline="")))[0] == cell


def test_a_byte_order_mark_for_those_who_ask(client: TestClient, claims: list[str]) -> None:
    assert client.get("/v1/claims?format=csv&bom=true").content.startswith(b"\xef\xbb\xbfid,")
    assert client.get("/v1/claims?format=csv").content.startswith(b"id,")


@pytest.mark.parametrize("kind", ["claims", "statements", "regions"])
def test_geojson_keeps_what_has_no_point(client: TestClient, ledger: Ledger, kind: str) -> None:
    for region in ("hirnyk", "UA-14", None):
        ledger.claim(region=region)
        ledger.statement(region=region)
    answer = client.get(f"/v1/{kind}?format=geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    found = answer.json()
    assert found["type"] == "FeatureCollection"
    assert [each["properties"] for each in found["features"]] == client.get(f"/v1/{kind}").json()["data"]
    geometries = [each["geometry"] for each in found["features"]]
    assert {"type": "Point", "coordinates": [37.37, 48.06]} in geometries
    assert None in geometries


def test_geojson_has_points_whatever_fields_are_asked_for(client: TestClient, claims: list[str]) -> None:
    [feature] = client.get("/v1/claims?format=geojson&fields=low&limit=1&region=hirnyk").json()["features"]
    assert feature == {
        "type": "Feature",
        "id": claims[0],
        "geometry": {"type": "Point", "coordinates": [37.37, 48.06]},
        "properties": {"low": 3000},
    }


def test_each_format_has_a_name_of_its_own(client: TestClient, claims: list[str]) -> None:
    names: dict[str, Any] = {
        accept: client.get("/v1/claims", headers={"Accept": accept}).headers["ETag"] for accept in ("text/csv", "*/*")
    }
    assert len(set(names.values())) == 2
    for accept, name in names.items():
        again = client.get("/v1/claims", headers={"Accept": accept, "If-None-Match": name})
        assert again.status_code == 304


def test_a_cursor_of_another_question_is_refused_in_every_format(client: TestClient, claims: list[str]) -> None:
    following = client.get("/v1/claims?limit=1&region=hirnyk").json()["links"]["next"]
    assert client.get(f"{following}&format=csv").status_code == 200
    assert client.get(f"{following.replace('hirnyk', 'RU')}&format=ndjson").status_code == 400


@pytest.mark.parametrize(
    "written", ["a,b", 'say "so"', "one\nother", "one\r\nother", "=1+1, or so", "-5", "-5, about", "", " a", "é,ü", "0", ":", "@"]
)
def test_a_cell_is_read_as_it_was(client: TestClient, ledger: Ledger, written: str) -> None:
    ledger.claim(sentence=written, low=0.5, high=-1.0, approximate=True)
    ledger.claim(sentence="another")
    for asked in ("format=csv", "format=csv&limit=2", "format=csv&fields=sentence"):
        found = [row["sentence"] for row in table(client.get(f"/v1/claims?{asked}").text)]
        dangerous = written[:1] in "=-@" and written not in ("", "-5")
        assert sorted(found) == sorted([f"'{written}" if dangerous else written, "another"])
    [row] = [row for row in table(client.get("/v1/claims", headers={"Accept": "text/csv"}).text) if row["sentence"] != "another"]
    assert (row["low"], row["high"], row["approximate"], row["unit"], row["attribution"]) == ("0.5", "-1", "true", "", "[]")
