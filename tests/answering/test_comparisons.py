"""What all comparisons have in common: the filters of the list, pages, names of answers, how far was read, and their schemas."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from sqlalchemy import Engine, insert, update

from app.ingestion import entries
from app.models import Claim
from app.queries import claims, conflicts, coverage, facets, latest, series, statements
from app.queries.comparisons import MOST_READ
from app.queries.tables import CLAIM
from tests.ledger import Ledger

PAGED = ["/v1/claims/series", "/v1/claims/conflicts", "/v1/claims/latest"]
PATHS = [*PAGED, "/v1/claims/facets", "/v1/statements/facets", "/v1/coverage"]
PARAMETERS = {
    "/v1/claims/series": [*claims.LISTING.filters, *series.SERIES.controls],
    "/v1/claims/conflicts": [*claims.LISTING.filters, *conflicts.CONFLICTS.controls],
    "/v1/claims/latest": [*claims.LISTING.filters, *latest.LATEST.controls],
    "/v1/claims/facets": [*claims.LISTING.filters, *facets.CLAIMS.controls],
    "/v1/statements/facets": [*statements.LISTING.filters, *facets.STATEMENTS.controls],
    "/v1/coverage": [*coverage.FILTERS, *coverage.CONTROLS],
}


def fill(ledger: Ledger) -> None:
    """Three conflicts on as many days."""
    for number in range(1, 4):
        days = (f"2024-10-{number:02}", f"2024-10-{number:02}")
        for claimant, figure in (("volodymyr-zelenskyy", 10.0), (None, 10.0 + 10 * number)):
            statement = ledger.statement(claimant or "csis")
            ledger.claim(
                claimant,
                "north-korea",
                "hirnyk",
                days=days,
                low=figure,
                high=figure,
                statement_id=statement,
                measure=("aircraft", "drones", "missiles")[number - 1],
            )


# For each filter of claims what makes a conflict match it, and what makes another one not.
FILTERED: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("actor", "ukraine", {"force": "ukraine"}, {"force": "russia"}),
    ("force", "ukraine", {"force": "ukraine"}, {"force": "russia"}),
    ("region", "UA", {"region": "hirnyk"}, {"region": "ML"}),
    ("date_from", "2024-10-29", {"days": ("2024-10-29", "2024-10-29")}, {"days": ("2024-10-28", "2024-10-28")}),
    ("date_to", "2024-10-29", {"days": ("2024-10-29", "2024-10-29")}, {"days": ("2024-10-30", "2024-10-30")}),
    ("measure", "killed", {"measure": "killed"}, {"measure": "wounded"}),
    ("modality", "expected", {"modality": "expected"}, {"modality": "asserted"}),
    ("at_least", "100", {"low": 100.0}, {"low": 50.0}),
    ("at_most", "300", {"high": 300.0}, {"high": 400.0}),
    ("publisher", "reuters", {"publisher": "Reuters"}, {"publisher": "Al Jazeera"}),
    ("exclude_claimant", "russia", {"claimants": ("csis", "ukraine")}, {"claimants": ("russia", "russia")}),
    ("speaker", "csis", {"statement": {"speaker": "csis"}}, {"statement": {"speaker": "russia"}}),
    ("addressee", "csis", {"statement": {"addressee": "csis"}}, {"statement": {"speaker": "csis"}}),
    ("kind", "direct", {"statement": {"kind": "direct"}}, {"statement": {"kind": "indirect"}}),
    ("medium", "radio", {"statement": {"medium": "radio"}}, {"statement": {"medium": "Telegram"}}),
    ("exclude_publisher", "reuters", {}, {"publisher": "Reuters"}),
    ("q", "wintry -summer", {"sentence": "A wintry text."}, {"sentence": "A wintry text of summer."}),
    ("article", "https://example.org/here", {"url": "https://example.org/here"}, {}),
    ("claimant", "csis", {"claimants": ("csis", "csis")}, {"claimants": ("russia", "ukraine")}),
]


def pair(ledger: Ledger, columns: dict[str, Any]) -> set[str]:
    """Two claims of one article that contradict each other; their ids."""
    columns = {"force": "north-korea", "region": "RU", "low": 100.0, "high": 300.0, **columns}
    article = ledger.article(**{name: columns.pop(name) for name in ("publisher", "url") if name in columns})
    if "statement" in columns:
        columns["statement_id"] = ledger.statement(article=article, **columns.pop("statement"))
    low, high = columns.pop("low"), columns.pop("high")
    first, second = columns.pop("claimants", ("csis", "russia"))
    return {
        ledger.claim(first, article=article, low=low, high=low, **columns),
        ledger.claim(second, article=article, low=high, high=high, **columns),
    }


def ids(path: str, answer: dict[str, Any]) -> set[str]:
    if path.endswith("series"):
        return {id for each in answer["data"] for point in each["points"] for id in point["ids"]}
    if path.endswith("conflicts"):
        return {claim["id"] for each in answer["data"] for claim in each["claims"]}
    return {each["id"] for each in answer["data"]}


@pytest.mark.parametrize("path", PAGED)
@pytest.mark.parametrize(("name", "value", "match", "other"), FILTERED)
def test_every_filter_of_the_list(
    client: TestClient, ledger: Ledger, path: str, name: str, value: str, match: dict[str, Any], other: dict[str, Any]
) -> None:
    wanted = pair(ledger, match)
    pair(ledger, {"region": "ML", **other})
    answer = client.get(path, params={name: value})
    listed = ids("/v1/claims", client.get("/v1/claims", params={name: value}).json())
    assert answer.status_code == 200, answer.text
    found = ids(path, answer.json())
    if path.endswith("conflicts"):
        assert found == (wanted if name != "claimant" else set())  # nobody contradicts himself
    elif path.endswith("series"):
        assert found == listed >= wanted
    else:
        assert set() < found <= listed < {each["id"] for each in client.get("/v1/claims").json()["data"]}


def test_no_filter_is_left_untried() -> None:
    assert {name for name, *_ in FILTERED} == {each.name for each in claims.LISTING.filters}


@pytest.mark.parametrize("path", PAGED)
def test_dates_speak_of_the_basis_that_is_asked_for(client: TestClient, ledger: Ledger, path: str) -> None:
    said = [ledger.statement(days=days) for days in (("2020-01-01", "2020-01-01"), ("2021-01-01", "2021-01-01"))]
    wanted = pair(ledger, {"statement_id": said[0], "region": "UA"})
    pair(ledger, {"statement_id": said[1]})
    assert ids(path, client.get(f"{path}?date_basis=said&date_to=2020").json()) == wanted
    assert ids(path, client.get(f"{path}?date_to=2020").json()) == set()


@pytest.mark.parametrize("path", PATHS)
def test_a_question_that_has_a_fault(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?regoin=UA")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["errors"][0]["nearest"] == "region"
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("series?bucket=hour", "day, week, month, year"),
        ("series?group_by=measures", 'did you mean "measure"?'),
        ("series?sort=low", 'There is no parameter "sort"'),
        ("series?limit=0", "from 1 to 1000"),
        ("series?fields=points.lowest", '"points.low"'),
        ("conflicts?fields=force.nam", '"force.name"'),
        ("conflicts?date_from=2024-13", "no date"),
        ("latest?bucket=day", 'There is no parameter "bucket"'),
        ("facets?facet=speaker", "claimant"),
        ("facets?limit=1001", "from 1 to 1000"),
        ("facets?cursor=x", 'There is no parameter "cursor"'),
    ],
)
def test_a_parameter_that_has_a_fault(client: TestClient, query: str, says: str) -> None:
    answer = client.get(f"/v1/claims/{query}")
    assert answer.status_code == 422
    assert says in answer.json()["detail"]


@pytest.mark.parametrize("path", PATHS)
def test_a_value_nobody_knows_is_a_warning(client: TestClient, ledger: Ledger, path: str) -> None:
    fill(ledger)
    answer = client.get(f"{path}?region=Urkaine").json()
    [warning] = answer["meta"]["warnings"]
    assert (warning["parameter"], warning["suggestions"][0]["value"]) == ("region", "UA")
    assert path not in PAGED or answer["data"] == []


@pytest.mark.parametrize("path", PATHS)
def test_what_the_client_has_is_not_sent_again(client: TestClient, ledger: Ledger, statements: list[str], path: str) -> None:
    fill(ledger)
    etag = client.get(f"{path}?region=UA").headers["ETag"]
    statements.clear()
    again = client.get(f"{path}?region=UA", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert ["FROM revision" in statement for statement in statements] == [True]
    ledger.advance()
    assert client.get(f"{path}?region=UA", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", PAGED)
def test_pages_make_the_whole_answer(client: TestClient, ledger: Ledger, path: str) -> None:
    fill(ledger)
    whole = client.get(path).json()["data"]
    assert len(whole) >= 3
    pages, following = [], f"{path}?limit=2&with_total=true"
    while following:
        answer = client.get(following)
        following = answer.json()["links"]["next"]
        assert answer.json()["meta"]["total"] == len(whole)
        assert answer.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)
        pages.append(answer.json()["data"])
    assert [each for page in pages for each in page] == whole
    assert {len(page) for page in pages[:-1]} == {2}


@pytest.mark.parametrize("path", PAGED)
@pytest.mark.parametrize("other", ["region=RU", "descend=false", "modality=expected"])
def test_a_cursor_of_another_question_is_refused(client: TestClient, ledger: Ledger, path: str, other: str) -> None:
    fill(ledger)
    following = client.get(f"{path}?limit=1&modality=asserted").json()["links"]["next"]
    assert client.get(f"{following}&fields=measure&with_total=true").status_code == 200
    answer = client.get(f"{following}&{other}")
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-cursor")
    for elsewhere in set(PAGED) - {path}:
        assert client.get(following.replace(path, elsewhere)).status_code == 400


def test_a_cursor_of_other_groups_is_refused(client: TestClient, ledger: Ledger) -> None:
    fill(ledger)
    following = client.get("/v1/claims/series?limit=1").json()["links"]["next"]
    for other in ("bucket=month", "group_by=force"):
        assert client.get(f"{following}&{other}").status_code == 400
    assert client.get(f"{following}&bucket=day").status_code == 200


def test_fields_cut_objects_down(client: TestClient, ledger: Ledger) -> None:
    fill(ledger)
    [first, *_] = client.get("/v1/claims/series?fields=claimant.id,points.low").json()["data"]
    assert first == {"claimant": None, "points": [{"low": 20}]}
    [first, *_] = client.get("/v1/claims/conflicts?fields=ratio,claims.low").json()["data"]
    assert first == {"ratio": 4, "claims": [{"low": 10}, {"low": 40}]}
    [first, *_] = client.get("/v1/claims/latest?fields=low&measure=killed&measure=troops").json()["data"] or [{}]
    assert first == {}


def test_what_was_read_is_told(client: TestClient, ledger: Ledger) -> None:
    fill(ledger)
    for path in (*PAGED, "/v1/claims/facets"):
        meta = client.get(path).json()["meta"]
        told = {name: meta[name] for name in ("read", "most_read", "truncated", "complete_from")}
        assert told == {"read": 6, "most_read": MOST_READ, "truncated": False, "complete_from": None}, path


def test_the_document_says_how_many_are_read(document: dict[str, Any]) -> None:
    metas = [schema for name, schema in document["components"]["schemas"].items() if name.endswith("ComparisonMeta")]
    assert [f"{MOST_READ:,}" in schema["properties"]["most_read"]["description"] for schema in metas] == [True]


def test_no_more_is_read_than_is_told(client: TestClient, ledger: Ledger) -> None:
    """The bound is reached within the claims of a day, of which one is left out, and so is everything before."""
    like = ledger.claim("ukraine", "russia", "hirnyk", days=("2024-10-03", "2024-10-03"), low=5.0, high=5.0)
    old = ledger.claim("csis", "russia", "UA", days=("2024-10-02", "2024-10-09"), low=7.0, high=7.0, measure="tanks")
    columns = dict(ledger.session.execute(CLAIM.select().where(CLAIM.c.id == like)).one()._mapping)
    columns |= {"place": None, "terms": None}
    more = [columns | {"id": f"clm_x{number:05}"} for number in range(MOST_READ)]
    ledger.session.execute(insert(Claim), more)
    entries.make(ledger.session, [row["id"] for row in more])
    ledger.session.commit()
    for path in (*PAGED, "/v1/claims/facets"):
        answer = client.get(path).json()
        assert answer["meta"]["read"] == MOST_READ
        assert (answer["meta"]["truncated"], answer["meta"]["complete_from"]) == (True, "2024-10-04"), path
        assert old not in str(answer["data"])
        assert client.get(f"{path}?measure=tanks").json()["meta"]["truncated"] is False
    [one] = client.get("/v1/claims/series").json()["data"]
    assert one["claims"] == MOST_READ


def test_conflicts_that_take_too_long_are_left_out_and_that_is_told(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ledger)
    monkeypatch.setattr(conflicts, "MOST_HELD", 5)
    answer = client.get("/v1/claims/conflicts").json()
    assert (len(answer["data"]), answer["meta"]["truncated"], answer["meta"]["complete_from"]) == (2, True, None)


def test_who_alone_gives_figures_takes_nothing_of_the_bound(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for low in (1.0, 2.0, 3.0):
        ledger.claim("ukraine", "russia", "UA", measure="tanks", low=low, high=low, days=("2024-10-09", "2024-10-09"))
    for claimant, low in (("csis", 3.0), ("ukraine", 5.0)):
        ledger.claim(claimant, "north-korea", "RU", low=low, high=low, days=("2024-10-03", "2024-10-03"))
    monkeypatch.setattr(conflicts, "MOST_HELD", 2)
    answer = client.get("/v1/claims/conflicts").json()
    assert (len(answer["data"]), answer["meta"]["truncated"]) == (1, False)


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    return client.get("/openapi.json").json()  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", PATHS)
def test_parameters_are_those_that_are_read(client: TestClient, document: dict[str, Any], path: str) -> None:
    parameters = document["paths"][path]["get"]["parameters"]
    assert [each["name"] for each in parameters] == [each.name for each in PARAMETERS[path]]
    for each in parameters:
        if each["name"] == "cursor":
            continue
        example = each["example"] if each["name"] != "fields" else "measure"
        schema = {**each["schema"], "components": document["components"]}
        assert [*Draft202012Validator(schema).iter_errors(example)] == []
        text = example[0] if isinstance(example, list) else str(example).lower() if isinstance(example, bool) else str(example)
        if each["name"] == "fields" and path == "/v1/claims/latest":
            text = "id"
        assert client.get(path, params={each["name"]: text}).status_code == 200, each["name"]


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_what_they_are_said_to_be(client: TestClient, ledger: Ledger, document: dict[str, Any], path: str) -> None:
    fill(ledger)
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = next((each for each in schema.get("anyOf", ()) if "Part" not in each["$ref"]), schema)
    validator = Draft202012Validator({**whole, "components": document["components"]})
    for query in ("", "?region=Urkaine", *(f"?group_by={each}" for each in series.GroupBy if path.endswith("series"))):
        answer = client.get(f"{path}{query}").json()
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)] == []
        if path in PAGED and not query:
            answer["data"][0]["surprise"] = 1
            assert not validator.is_valid(answer)


def test_a_literal_path_goes_before_an_id(app: FastAPI, client: TestClient, ledger: Ledger) -> None:
    fill(ledger)
    for path in PAGED:
        assert "data" in client.get(path).json()
    assert client.get("/v1/claims/serie").json()["type"] == "/problems/unknown-id"


def test_every_modality_is_read_by_facets(client: TestClient, ledger: Ledger) -> None:
    ledger.session.execute(update(Claim).where(Claim.id == ledger.claim()).values(modality="denied"))
    ledger.session.commit()
    meta = client.get("/v1/claims/facets").json()["meta"]
    assert (meta["read"], meta["modality"]) == (1, None)


@pytest.mark.parametrize("query", ["", "region=UA&force=russia", "publisher=al-jazeera", "actor=ukraine&date_from=2024"])
@pytest.mark.parametrize("path", [path for path in PATHS if path != "/v1/coverage"])
def test_no_table_is_read_from_end_to_end(
    client: TestClient, ledger: Ledger, engine: Engine, statements: list[str], path: str, query: str
) -> None:
    """But for the facts themselves in the order of their days, which ends at the bound."""
    fill(ledger)
    statements.clear()
    asked = query.replace("force", "addressee") if path.startswith("/v1/statements") else query
    assert client.get(f"{path}?{asked}").status_code == 200
    with engine.connect() as connection:
        plans = [step[3] for sql in [*statements] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
    tables = "claim|claim_actor|claim_region|statement|statement_actor|statement_region|article|article_version|region|actor"
    scans = [step for step in plans if re.match(rf"SCAN ({tables})\b", step)]
    assert [
        scan for scan in scans if not scan.endswith(("USING INDEX ix_claim_as_of_start_id", "ix_statement_said_start_id"))
    ] == []


@pytest.mark.parametrize("path", ["series", "conflicts", "latest", "facets"])
@pytest.mark.parametrize("query", ["", "?actor=north-korea&region=UA", "?modality=asserted&at_least=1"])
def test_what_is_compared_is_read_from_narrow_rows(
    client: TestClient, ledger: Ledger, statements: list[str], path: str, query: str
) -> None:
    fill(ledger)
    ledger.claim(force="russia", region="ML")
    assert client.get(f"/v1/claims/{path}{query}").json()["meta"]["read"] == (6 if "actor" in query else 7)
    [reading] = [each for each in statements if "claim_entry.as_of_start AS sort_key" in each]
    assert not re.search(r"\b(FROM|JOIN) claim\b", reading)
    assert ("JOIN claim_figure" in reading) == (path != "facets")
