"""Facets and coverage: how much there is of what, counted as the filters find it."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.models import ClaimActor, MentionRegion
from tests.ledger import NOON, Ledger, line_of_regions

ZELENSKYY = "volodymyr-zelenskyy"
OFFICE = "office-of-the-president-of-ukraine"


def facets(client: TestClient, query: str, kind: str = "claims") -> dict[str, dict[str, int]]:
    answer = client.get(f"/v1/{kind}/facets?{query}")
    assert answer.status_code == 200, answer.text
    return {each["facet"]: {value["value"]: value["count"] for value in each["values"]} for each in answer.json()["data"]}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two claims by Zelenskyy, one by the United States, and one that was retracted."""
    reuters = ledger.article(publisher="Reuters")
    ledger.claim(ZELENSKYY, "north-korea", "hirnyk", days=("2024-10-31", "2024-11-01"))
    ledger.claim(ZELENSKYY, "ukraine", "UA", measure="killed", modality="expected")
    ledger.claim("united-states", None, None, article=reuters, days=("2023-01-01", "2023-01-01"))
    ledger.claim("russia", "russia", "RU", article=reuters, measure="tanks", modality="denied", retracted=2)
    return ledger


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("claimant", {OFFICE: 2, "ukraine": 2, ZELENSKYY: 2, "united-states": 1}),
        ("force", {"north-korea": 1, "ukraine": 1}),
        ("actor", {OFFICE: 2, "ukraine": 2, ZELENSKYY: 2, "north-korea": 1, "united-states": 1}),
        ("role", {"claimant": 3, "force": 2}),
        ("region", {"UA": 2, "UA-14": 1, "hirnyk": 1}),
        ("measure", {"troops": 2, "killed": 1}),
        ("modality", {"asserted": 2, "expected": 1}),
        ("publisher", {"Al Jazeera": 2, "Reuters": 1}),
        ("month", {"2024-10": 2, "2023-01": 1}),
    ],
)
def test_facets_of_claims(client: TestClient, filled: Ledger, facet: str, values: dict[str, int]) -> None:
    found = facets(client, f"facet={facet}")
    assert found == {facet: values}
    assert [*found[facet].items()] == sorted(values.items(), key=lambda value: (-value[1], value[0]))


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("speaker", {"pat-ryder": 2, "united-states": 2}),
        ("addressee", {"ukraine": 1}),
        ("actor", {"pat-ryder": 2, "united-states": 2, "ukraine": 1}),
        ("role", {"speaker": 2, "addressee": 1}),
        ("region", {"RU": 1}),
        ("kind", {"direct": 1, "indirect": 1}),
        ("medium", {"Telegram": 1}),
        ("publisher", {"Al Jazeera": 2}),
        ("month", {"2024-10": 2}),
    ],
)
def test_facets_of_statements(client: TestClient, ledger: Ledger, facet: str, values: dict[str, int]) -> None:
    ledger.statement("pat-ryder", "ukraine", kind="direct", article=ledger.article())
    ledger.statement("pat-ryder", region="RU", medium="Telegram")
    ledger.statement("csis", "russia", "UA", kind="mixed", medium="Signal", retracted=2)
    assert facets(client, f"facet={facet}", "statements") == {facet: values}


def test_a_number_is_what_asking_for_the_value_gives(client: TestClient, filled: Ledger) -> None:
    asked = 0
    for descend in ("true", "false"):
        for facet, values in facets(client, f"descend={descend}").items():
            for value, number in values.items() if facet not in ("role", "month") else ():
                answer = client.get("/v1/claims", params={facet: value, "descend": descend}).json()
                assert len(answer["data"]) == number, (facet, value)
                asked += 1
    assert asked > 25


def test_facets_of_what_a_question_finds(client: TestClient, filled: Ledger) -> None:
    assert facets(client, "facet=measure&region=UA&force=ukraine") == {"measure": {"killed": 1}}
    assert facets(client, "facet=measure&facet=month&claimant=russia") == {"measure": {}, "month": {}}
    assert facets(client, "facet=month&publisher=reuters&date_to=2023") == {"month": {"2023-01": 1}}


def test_a_month_of_the_first_thousand_years_has_a_year_of_four_digits(client: TestClient, ledger: Ledger) -> None:
    ledger.claim(days=("0988-08-01", "0988-08-31"))
    ledger.claim(days=("0988-08-03", "1988-08-03"))
    assert facets(client, "facet=month") == {"month": {"0988-08": 2}}


def test_an_actor_in_two_roles_is_counted_once(client: TestClient, ledger: Ledger) -> None:
    ledger.claim("russia", "russia")
    found = facets(client, "facet=actor&facet=claimant&facet=force")
    assert found == {"actor": {"russia": 1}, "claimant": {"russia": 1}, "force": {"russia": 1}}


def test_without_descending_only_what_is_named_counts(client: TestClient, ledger: Ledger) -> None:
    ledger.claim(ZELENSKYY, None, "hirnyk")
    assert facets(client, "descend=false&facet=actor&facet=region") == {"actor": {ZELENSKYY: 1}, "region": {"hirnyk": 1}}


def test_facets_have_names_and_a_limit(client: TestClient, filled: Ledger) -> None:
    answer = client.get("/v1/claims/facets?facet=measure&facet=force&limit=1").json()
    force = {"facet": "force", "values": [{"value": "north-korea", "name": "North Korea", "count": 1}], "more": True}
    assert answer["data"] == [
        force,
        {"facet": "measure", "values": [{"value": "troops", "name": None, "count": 2}], "more": True},
    ]
    assert not any(each["more"] for each in client.get("/v1/claims/facets?limit=5").json()["data"])
    assert len(client.get("/v1/claims/facets").json()["data"]) == 9


@pytest.mark.parametrize("path", ["/v1/claims/facets", "/v1/coverage"])
def test_more_facts_cost_no_more_statements(client: TestClient, ledger: Ledger, statements: list[str], path: str) -> None:
    costs = []
    for number in range(20):
        ledger.claim(ZELENSKYY, "russia", "hirnyk", measure=f"measure-{number}")
        ledger.claim("csis", "north-korea", "RU", modality=f"modality-{number}")
        if number in (0, 19):
            statements.clear()
            client.get(f"{path}?region=UA&region=RU&publisher=al%20jazeera")
            costs.append(len(statements))
    assert costs[0] == costs[1] <= 9


def coverage(client: TestClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/v1/coverage?{query}")
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


def naming(ledger: Ledger, region: str, **columns: Any) -> str:
    """An article that names `region`."""
    article = ledger.article(**columns)
    for depth, id in enumerate(line_of_regions(region)):
        ledger.session.add(MentionRegion(region_id=id, article_id=article, depth=depth))
    ledger.session.commit()
    return article


def test_coverage_of_nothing(client: TestClient) -> None:
    nothing = {"number": 0, "first": None, "last": None}
    assert client.get("/v1/coverage").json() == {
        "data": {
            "articles": {**nothing, "taken_in": None},
            "statements": nothing,
            "claims": nothing,
            "publishers": [],
            "countries": [],
        },
        "meta": {"revision": 1, "warnings": []},
    }


@pytest.fixture
def covered(ledger: Ledger) -> Ledger:
    """Two articles of one publisher and one of another, with facts of which one was retracted."""
    first = naming(ledger, "hirnyk", published_at=NOON.replace(month=3))
    second = naming(ledger, "UA")
    other = naming(ledger, "RU-KRS", publisher="Reuters", taken_in_at=NOON.replace(month=12))
    ledger.claim(article=first, region="hirnyk", days=("2024-02-01", "2024-02-28"))
    ledger.claim(article=second, region="UA", days=("2024-10-01", "2025-01-01"))
    ledger.claim(article=other, region="RU", days=("2024-05-01", "2024-05-01"))
    ledger.claim(article=other, region="RU", days=("2020-01-01", "2030-01-01"), retracted=2)
    ledger.claim(article=other, region="SO", days=("2020-01-01", "2030-01-01"), retracted=2)
    ledger.claim(article=second, region="UA", days=("2020-01-01", "2030-01-01"), retracted=2)
    ledger.statement(article=second, region="UA", days=("2024-10-28", "2024-10-29"))
    ledger.statement(article=second, region="UA", days=("2020-01-01", "2030-01-01"), retracted=2)
    return ledger


AL_JAZEERA = {
    "publisher": "Al Jazeera",
    "number": 2,
    "first": "2024-03-30T12:00:00Z",
    "last": "2024-10-30T12:00:00Z",
    "taken_in": "2024-10-30T12:00:00Z",
}
UKRAINE = {"id": "UA", "name": "Ukraine", "articles": 2, "claims": 2, "statements": 1}


def test_coverage(client: TestClient, covered: Ledger) -> None:
    reuters = {
        "publisher": "Reuters",
        "number": 1,
        "first": "2024-10-30T12:00:00Z",
        "last": "2024-10-30T12:00:00Z",
        "taken_in": "2024-12-30T12:00:00Z",
    }
    assert coverage(client) == {
        "articles": {
            "number": 3,
            "first": "2024-03-30T12:00:00Z",
            "last": "2024-10-30T12:00:00Z",
            "taken_in": "2024-12-30T12:00:00Z",
        },
        "statements": {"number": 1, "first": "2024-10-28", "last": "2024-10-29"},
        "claims": {"number": 3, "first": "2024-02-01", "last": "2025-01-01"},
        "publishers": [AL_JAZEERA, reuters],
        "countries": [UKRAINE, {"id": "RU", "name": "Russia", "articles": 1, "claims": 1, "statements": 0}],
    }


@pytest.mark.parametrize("query", ["region=UA", "publisher=al-jazeera", "region=ukraine&publisher=Al%20Jazeera"])
def test_coverage_of_a_region_or_publisher(client: TestClient, covered: Ledger, query: str) -> None:
    found = coverage(client, query)
    assert found["publishers"] == [AL_JAZEERA]
    assert found["countries"] == [UKRAINE]
    assert found["claims"] == {"number": 2, "first": "2024-02-01", "last": "2025-01-01"}
    assert found["statements"]["number"] == 1


def test_coverage_leaves_out_what_does_not_match(client: TestClient, covered: Ledger) -> None:
    assert coverage(client, "region=UA&publisher=Reuters")["articles"]["number"] == 0
    found = coverage(client, "region=UA&descend=false")
    assert (found["articles"]["number"], found["claims"]["number"]) == (1, 1)
    nobody_looked = coverage(client, "region=mali")
    assert (nobody_looked["articles"]["number"], nobody_looked["countries"]) == (0, [])
    [warning] = client.get("/v1/coverage?region=Urkaine").json()["meta"]["warnings"]
    assert warning["suggestions"][0]["value"] == "UA"


def test_articles_without_a_publisher_are_covered(client: TestClient, ledger: Ledger) -> None:
    ledger.article(publisher=None)
    assert [(each["publisher"], each["number"]) for each in coverage(client)["publishers"]] == [(None, 1)]


def test_a_claim_that_only_a_parent_is_known_of_is_counted(client: TestClient, ledger: Ledger) -> None:
    """ "Ukrainian officials" are nobody the registry knows, but their parent is Ukraine."""
    ledger.session.add(ClaimActor(actor_id="ukraine", role="claimant", claim_id=ledger.claim(), depth=1))
    ledger.session.commit()
    assert facets(client, "facet=claimant&facet=role") == {"claimant": {"ukraine": 1}, "role": {"claimant": 1}}
