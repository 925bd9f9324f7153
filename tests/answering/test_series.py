"""Series: every claimant's figures over time, side by side; and the newest of each."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.models import Claim
from tests.ledger import NOON, Ledger

ZELENSKYY = {"id": "volodymyr-zelenskyy", "name": "Volodymyr Zelenskyy", "kind": "person"}


def day(number: int) -> dict[str, tuple[str, str]]:
    return {"days": (f"2024-10-{number:02}", f"2024-10-{number:02}")}


def series(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/v1/claims/series?{query}")
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


def only(client: TestClient, query: str = "") -> dict[str, Any]:
    """The only point of the only series."""
    [one] = series(client, query)
    [point] = one["points"]
    return dict(point)


def test_a_series(client: TestClient, ledger: Ledger) -> None:
    first = ledger.claim("volodymyr-zelenskyy", low=3000.0, high=3000.0, **day(3))
    second = ledger.claim("volodymyr-zelenskyy", low=4000.0, high=5000.0, **day(3), article=ledger.article("Other."))
    third = ledger.claim("volodymyr-zelenskyy", low=1.5, high=1.5, **day(5))
    ledger.claim("volodymyr-zelenskyy", low=1.0, high=90000.0, **day(3), retracted=2)
    ledger.claim("csis", low=1.0, high=90000.0, **day(3))
    assert series(client, "claimant=volodymyr-zelenskyy") == [
        {
            "claimant": ZELENSKYY,
            "measure": "troops",
            "claims": 3,
            "points": [
                {
                    "bucket": "2024-10-03",
                    "low": 3000,
                    "high": 5000,
                    "latest": {"id": second, "low": 4000, "high": 5000, "quote": "text", "modality": "asserted"},
                    "claims": 2,
                    "origins": 2,
                    "ids": [second, first],
                },
                {
                    "bucket": "2024-10-05",
                    "low": 1.5,
                    "high": 1.5,
                    "latest": {"id": third, "low": 1.5, "high": 1.5, "quote": "text", "modality": "asserted"},
                    "claims": 1,
                    "origins": 1,
                    "ids": [third],
                },
            ],
        }
    ]


def test_claimants_stay_apart_and_those_of_most_claims_come_first(client: TestClient, ledger: Ledger) -> None:
    for claimant, number in (("csis", 1), ("ukraine", 3), (None, 2)):
        for _ in range(number):
            ledger.claim(claimant)
    assert [(each["claimant"] and each["claimant"]["id"], each["claims"]) for each in series(client)] == [
        ("ukraine", 3),
        (None, 2),
        ("csis", 1),
    ]


def test_measures_are_never_mixed(client: TestClient, ledger: Ledger) -> None:
    for measure in ("killed", "wounded"):
        ledger.claim("ukraine", measure=measure)
    for query in ("", "group_by=measure", "group_by=force"):
        assert [each["measure"] for each in series(client, query)] == ["killed", "wounded"]
    assert [each["measure"] for each in series(client, "measure=wounded")] == ["wounded"]


def test_shares_of_different_things_are_never_mixed(client: TestClient, ledger: Ledger) -> None:
    of_children = [
        ledger.claim("csis", measure="share", unit=unit, low=50.0, high=50.0, **day(3)) for unit in ("children", "Children")
    ]
    of_the_force = ledger.claim("csis", measure="share", unit="force", low=90.0, high=90.0, **day(3))
    ledger.claim("csis", unit="soldiers", **day(3))
    ledger.claim("csis", unit="troopers", **day(3))
    found = series(client)
    assert [(each["measure"], each.get("unit"), each["claims"]) for each in found] == [
        ("share", "Children", 2), ("troops", None, 2), ("share", "force", 1),
    ]  # fmt: skip
    assert "unit" not in found[1]
    latest = {each["id"] for each in client.get("/v1/claims/latest?measure=share").json()["data"]}
    assert latest == {of_children[1], of_the_force}


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [
        ([(3000.0, 3000.0), (2000.0, None)], 2000, None),
        ([(3000.0, 3000.0), (None, 4000.0)], None, 4000),
        ([(3000.0, 3000.0), (None, None)], 3000, 3000),
        ([(None, None)], None, None),
        ([(0.0, 0.0), (5.0, 5.0)], 0, 5),
    ],
)
def test_an_open_end_stays_open(
    client: TestClient, ledger: Ledger, figures: list[Any], low: float | None, high: float | None
) -> None:
    for lowest, highest in figures:
        ledger.claim("ukraine", low=lowest, high=highest)
    point = only(client)
    assert (point["low"], point["high"], point["claims"]) == (low, high, len(figures))


def test_the_same_report_in_ten_papers_is_one_origin(client: TestClient, ledger: Ledger) -> None:
    wire = ledger.article("A wire report.")
    ledger.claim("ukraine", article=wire)
    for number in range(9):
        copy = ledger.article(f"A wire report, cut by {number} lines.", publisher=f"Paper {number}", origin_id=wire)
        ledger.claim("ukraine", article=copy)
    ledger.claim("ukraine", article=ledger.article("Something else."))
    point = only(client)
    assert (point["claims"], point["origins"]) == (11, 2)


@pytest.mark.parametrize("newer_first", [True, False])
@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (("2024-10-04", "2024-10-04", 31), ("2024-10-03", "2024-10-05", 30)),
        (("2024-10-04", "2024-10-05", 30), ("2024-10-03", "2024-10-05", 31)),
    ],
)
def test_the_latest_figure(client: TestClient, ledger: Ledger, older: Any, newer: Any, newer_first: bool) -> None:
    added = {}
    for start, end, published in (newer, older) if newer_first else (older, newer):
        article = ledger.article(published_at=NOON.replace(day=published))
        added[start] = ledger.claim("ukraine", article=article, days=(start, end))
    latest = added[newer[0]]
    assert only(client, "bucket=year")["latest"]["id"] == latest
    assert [each["id"] for each in client.get("/v1/claims/latest").json()["data"]] == [latest]


def test_of_figures_of_one_day_and_moment_the_greatest_id_is_the_latest(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article()
    ids = [ledger.claim("ukraine", article=article) for _ in range(3)]
    assert only(client)["latest"]["id"] == ids[-1]
    assert [each["id"] for each in client.get("/v1/claims/latest").json()["data"]] == ids[-1:]


@pytest.mark.parametrize(
    ("bucket", "buckets"),
    [
        ("day", ["2024-09-30", "2024-10-06", "2024-10-07", "2025-01-01"]),
        ("week", ["2024-09-30", "2024-10-07", "2024-12-30"]),
        ("month", ["2024-09-01", "2024-10-01", "2025-01-01"]),
        ("year", ["2024-01-01", "2025-01-01"]),
    ],
)
def test_buckets(client: TestClient, ledger: Ledger, bucket: str, buckets: list[str]) -> None:
    for start in ("2024-09-30", "2024-10-06", "2024-10-07", "2025-01-01"):
        ledger.claim("ukraine", days=(start, "2025-02-01"))
    [one] = series(client, f"bucket={bucket}")
    assert [point["bucket"] for point in one["points"]] == buckets
    assert sum(point["claims"] for point in one["points"]) == 4


@pytest.mark.parametrize(
    ("group_by", "groups"),
    [
        ("claimant", [{"claimant": ZELENSKYY}, {"claimant": None}]),
        ("publisher", [{"publisher": "Al Jazeera"}, {"publisher": None}]),
        ("force", [{"force": {"id": "north-korea", "name": "North Korea", "kind": "state"}}, {"force": None}]),
        ("region", [{"region": {"id": "RU-KRS", "name": "Kursk Oblast", "kind": "division"}}, {"region": None}]),
        ("measure", [{}]),
    ],
)
def test_what_series_are_grouped_by(client: TestClient, ledger: Ledger, group_by: str, groups: list[Any]) -> None:
    for _ in range(2):
        ledger.claim("volodymyr-zelenskyy", "north-korea", "RU-KRS")
    ledger.claim(article=ledger.article(publisher=None))
    found = series(client, f"group_by={group_by}")
    assert [
        {key: value for key, value in each.items() if key in ("claimant", "publisher", "force", "region")} for each in found
    ] == groups


def test_what_the_registry_cannot_decide_is_the_same_in_one_article_only(client: TestClient, ledger: Ledger) -> None:
    here, there = ledger.article(), ledger.article()
    for article in (here, here, there, None):
        row = ledger.session.get_one(Claim, ledger.claim(article=article))
        row.claimant_as_written = "He" if article else None
        ledger.enter(row.id)
    unknown = {"id": None, "name": "He", "kind": None}
    found = [(each["claims"], each["claimant"]) for each in series(client)]
    assert found[0] == (2, unknown)
    assert sorted(map(str, found[1:])) == sorted(map(str, [(1, unknown), (1, None)]))


def test_a_denied_figure_is_not_that_of_who_denies_it(client: TestClient, ledger: Ledger) -> None:
    said = ledger.claim("russia", modality="expected")
    denied = ledger.claim("russia", modality="denied", **day(31))
    assert only(client)["ids"] == [said]
    assert only(client, "modality=denied")["ids"] == [denied]
    assert [each["id"] for each in client.get("/v1/claims/latest").json()["data"]] == [said]
    assert client.get("/v1/claims/series").json()["meta"]["modality"] == ["asserted", "expected", "planned", "possible"]
    assert client.get("/v1/claims/series?modality=denied").json()["meta"]["modality"] == ["denied"]


def test_ids_have_a_bound_and_their_number_is_told(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article()
    ids = [ledger.claim("ukraine", article=article) for _ in range(21)]
    point = only(client)
    assert (point["ids"], point["claims"]) == (ids[:0:-1], 21)


def test_the_latest_of_each_claimant_measure_and_force(client: TestClient, ledger: Ledger) -> None:
    ledger.claim("ukraine", "russia", **day(1))
    newest = [
        ledger.claim("ukraine", "russia", **day(9), low=7.0),
        ledger.claim("ukraine", "north-korea", **day(8)),
        ledger.claim("ukraine", "russia", **day(7), measure="killed"),
        ledger.claim("csis", "russia", **day(6)),
        ledger.claim(None, "russia", **day(5)),
        ledger.claim(None, "russia", **day(4), article=ledger.article(publisher="Reuters")),
    ]
    ledger.claim("ukraine", "russia", **day(30), retracted=2)
    found = client.get("/v1/claims/latest").json()["data"]
    assert [each["id"] for each in found] == newest
    assert found[0] == client.get(f"/v1/claims/{newest[0]}").json()
