"""Conflicts: what cannot both be right is put side by side, and nothing else is."""

from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.models import Claim
from app.queries.contradictions import Figure, contradictions, standing_together
from tests.ledger import Ledger

LOW: dict[str, Any] = {"claimant": "csis", "force": "north-korea", "region": "RU-KRS", "low": 3000.0, "high": 3000.0}
HIGH: dict[str, Any] = {"claimant": "ukraine", "force": "north-korea", "region": "RU-KRS", "low": 11000.0, "high": 11000.0}
EARLIER, LATER = {"days": ("2024-10-01", "2024-10-05")}, {"days": ("2024-10-06", "2024-10-09")}

CONFLICTING: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "as they are": ({}, {}),
    "one region in the other": ({}, {"region": "RU"}),
    "days that overlap in one": (EARLIER, {"days": ("2024-10-05", "2024-10-09")}),
    "an end that is open upwards": ({}, {"high": None}),
    "an end that is open downwards": ({"low": None}, {}),
    "approximate, but far": ({"approximate": True}, {"approximate": True}),
    "exact, and near": ({}, {"low": 3001.0, "high": 3001.0}),
    "the voices of two publishers": ({"claimant": None}, {"claimant": None, "publisher": "Reuters"}),
    "a claimant and a publisher": ({"claimant": None}, {}),
    "no region in either, of a named force": ({"region": None}, {"region": None}),
    "no force in either, in a named place": ({"force": None}, {"force": None}),
    "shares of one thing": ({"measure": "share", "unit": "men"}, {"measure": "share", "unit": "men"}),
    "counted by other words": ({"unit": "soldiers"}, {"unit": "troopers"}),
    "somebody, and who he works for": ({"claimant": "volodymyr-zelenskyy"}, {}),
}
AGREEING: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "one claimant": ({"claimant": "ukraine"}, {"publisher": "Reuters"}),
    "one publisher in its own voice": ({"claimant": None}, {"claimant": None}),
    "another measure": ({}, {"measure": "killed"}),
    "another force": ({}, {"force": "russia"}),
    "a force in one only": ({}, {"force": None}),
    "another region": ({}, {"region": "UA"}),
    "a region in one only": ({}, {"region": None}),
    "other days": (EARLIER, LATER),
    "intervals that meet": ({"high": 11000.0}, {}),
    "intervals in each other": ({"high": 20000.0}, {}),
    "an open end that reaches": ({"high": None}, {}),
    "an open end that reaches down": ({}, {"low": None}),
    "no bounds": ({"low": None, "high": None}, {}),
    "approximate, and near": ({"approximate": True}, {"low": 3300.0, "high": 3300.0}),
    "both approximate, and near": ({"approximate": True}, {"low": 3600.0, "high": 3600.0, "approximate": True}),
    "retracted": ({}, {"retracted": 2}),
    "only expected": ({}, {"modality": "expected"}),
    "denied": ({}, {"modality": "denied"}),
    "shares of different things": ({"measure": "share", "unit": "children"}, {"measure": "share", "unit": "men"}),
    "nobody named anywhere": ({"force": None, "region": None}, {"force": None, "region": None}),
}


def add(ledger: Ledger, claim: dict[str, Any]) -> str:
    columns = dict(claim)
    publisher = columns.pop("publisher", "Al Jazeera")
    return ledger.claim(article=ledger.article(publisher=publisher), **columns)


def conflicts(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/v1/claims/conflicts?{query}")
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


def ids(conflict: dict[str, Any]) -> list[str]:
    return [claim["id"] for claim in conflict["claims"]]


@pytest.mark.parametrize("case", CONFLICTING)
def test_what_cannot_both_be_right(client: TestClient, ledger: Ledger, case: str) -> None:
    low, high = CONFLICTING[case]
    both = [add(ledger, LOW | low), add(ledger, HIGH | high)]
    assert [ids(conflict) for conflict in conflicts(client)] == [both]


@pytest.mark.parametrize("case", AGREEING)
def test_what_can_both_be_right_or_is_about_something_else(client: TestClient, ledger: Ledger, case: str) -> None:
    low, high = AGREEING[case]
    add(ledger, LOW | low)
    add(ledger, HIGH | high)
    assert conflicts(client) == []


def test_two_regions_in_a_third_do_not_conflict_with_each_other(client: TestClient, ledger: Ledger) -> None:
    country = add(ledger, HIGH | {"region": "UA", "low": 5000.0, "high": 5000.0})
    town = add(ledger, LOW | {"region": "hirnyk", "claimant": "csis"})
    add(ledger, HIGH | {"region": "RU-KRS", "claimant": "united-states"})
    [conflict] = conflicts(client)
    assert ids(conflict) == [town, country]
    assert conflict["region"]["id"] == "hirnyk"


def test_generic_forces_conflict_in_one_place_only(client: TestClient, ledger: Ledger) -> None:
    def generic(claim: dict[str, Any], region: str | None) -> str:
        id = add(ledger, claim | {"region": region})
        ledger.session.get_one(Claim, id).force_kind = "generic"
        ledger.enter(id)
        return id

    generic(LOW, None)
    generic(HIGH, None)
    assert conflicts(client) == []
    both = [generic(LOW, "UA"), generic(HIGH, "UA")]
    assert [ids(conflict) for conflict in conflicts(client)] == [both]


@pytest.mark.parametrize("role", ["force", "region"])
def test_what_the_registry_cannot_decide_is_not_known_to_be_the_same(client: TestClient, ledger: Ledger, role: str) -> None:
    for claim in (LOW, HIGH):
        row = ledger.session.get_one(Claim, add(ledger, claim | {role: None}))
        setattr(row, f"{role}_as_written", "the rebels")
        ledger.enter(row.id)
    assert conflicts(client) == []


def test_a_conflict(client: TestClient, ledger: Ledger) -> None:
    low = add(ledger, LOW | {"days": ("2024-10-01", "2024-10-20"), "high": 4000.0})
    high = add(ledger, HIGH | {"days": ("2024-10-10", "2024-10-31"), "region": "RU", "claimant": None, "high": None})
    [conflict] = conflicts(client)
    csis = {"id": "csis", "name": "Center for Strategic and International Studies", "kind": "organisation"}
    assert conflict == {
        "measure": "troops",
        "force": {"id": "north-korea", "name": "North Korea", "kind": "state"},
        "region": {"id": "RU-KRS", "name": "Kursk Oblast", "kind": "division"},
        "as_of": {"start": "2024-10-10", "end": "2024-10-20"},
        "ratio": 2.75,
        "claimants": [
            {"claimant": csis, "publisher": None, "low": 3000, "high": 4000, "claims": 1},
            {"claimant": None, "publisher": "Al Jazeera", "low": 11000, "high": None, "claims": 1},
        ],
        "number": 2,
        "claims": [client.get(f"/v1/claims/{id}").json() for id in (low, high)],
    }


def test_the_widest_comes_first(client: TestClient, ledger: Ledger) -> None:
    for force, low, high in (("russia", 10.0, 20.0), ("ukraine", 0.0, 1.0), ("north-korea", 10.0, 50.0)):
        add(ledger, LOW | {"force": force, "low": low, "high": low})
        add(ledger, HIGH | {"force": force, "low": high, "high": high})
    found = [(conflict["force"]["id"], conflict["ratio"]) for conflict in conflicts(client)]
    assert found == [("ukraine", None), ("north-korea", 5), ("russia", 2)]
    assert [conflict["force"]["id"] for conflict in conflicts(client, "force=russia&force=ukraine")] == ["ukraine", "russia"]


def test_an_approximate_figure_is_nearer(client: TestClient, ledger: Ledger) -> None:
    add(ledger, LOW | {"low": 1000.0, "high": 1000.0, "approximate": True})
    add(ledger, HIGH | {"low": 2200.0, "high": 2200.0})
    [conflict] = conflicts(client)
    assert conflict["ratio"] == pytest.approx(2)


def test_another_modality_is_compared_when_it_is_asked_for(client: TestClient, ledger: Ledger) -> None:
    both = [add(ledger, LOW | {"modality": "expected"}), add(ledger, HIGH)]
    add(ledger, HIGH | {"modality": "planned", "claimant": "russia"})
    assert [ids(each) for each in conflicts(client, "modality=asserted&modality=expected")] == [both]


def test_what_is_denied_is_never_compared(client: TestClient, ledger: Ledger) -> None:
    add(ledger, LOW | {"modality": "denied"})
    add(ledger, HIGH | {"modality": "denied"})
    add(ledger, HIGH | {"claimant": "russia"})
    assert conflicts(client, "modality=denied&modality=asserted") == []


def test_a_conflict_that_is_met_twice_is_one(client: TestClient, ledger: Ledger) -> None:
    """Two that stand for a year stand beside others in February and in June, who contradict nobody."""
    year = {"days": ("2024-01-01", "2024-12-31")}
    both = [add(ledger, LOW | year), add(ledger, HIGH | year)]
    for day in ("2024-02-01", "2024-06-01"):
        add(ledger, LOW | {"claimant": "united-states", "high": 11000.0, "days": (day, day)})
    assert [ids(each) for each in conflicts(client)] == [both]


def test_what_stands_in_a_larger_conflict_is_no_other_one(client: TestClient, ledger: Ledger) -> None:
    """A figure for a year is met on three days: twice by the same ones, once by another."""
    year = add(ledger, HIGH | {"days": ("2024-01-01", "2024-12-31")})
    first = add(ledger, LOW | {"days": ("2024-02-01", "2024-03-31"), "claimant": "csis"})
    second = add(ledger, LOW | {"days": ("2024-03-01", "2024-04-30"), "claimant": "russia", "low": 2000.0, "high": 2000.0})
    third = add(ledger, LOW | {"days": ("2024-06-01", "2024-06-01"), "claimant": "united-states"})
    assert [ids(each) for each in conflicts(client)] == [[second, first, year], [third, year]]


def test_of_many_claims_the_outermost_are_shown(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article()
    for number in range(1, 15):
        for _ in range(2):
            ledger.claim("ukraine", "russia", low=float(number), high=float(number), article=article)
    ledger.claim("russia", "russia", low=100.0, high=100.0, article=article)
    [conflict] = conflicts(client)
    assert conflict["number"] == 29
    assert [claim["low"] for claim in conflict["claims"]] == [1, 2, 3, 4, 5, 11, 12, 13, 14, 100]
    assert [(voice["low"], voice["high"], voice["claims"]) for voice in conflict["claimants"]] == [(1, 14, 28), (100, 100, 1)]


def test_many_conflicts_cost_as_many_statements_as_one(client: TestClient, ledger: Ledger, statements: list[str]) -> None:
    article = ledger.article()
    costs = []
    for number in range(30):
        days = (str(date(2024, 1, 1) + timedelta(days=number)),) * 2
        for claimant, figure in (("ukraine", 1.0), ("russia", 9.0)):
            ledger.claim(claimant, "russia", "hirnyk", article=article, low=figure, high=figure, days=days)
        if number in (0, 29):
            statements.clear()
            assert len(conflicts(client)) == number + 1
            costs.append(len(statements))
    assert costs[0] == costs[1] <= 5


ABOVE = {"a": (), "b": ("a",), "c": ("b", "a"), "d": ("a",), "": ()}


def figures(random: Random) -> list[Figure]:
    made = []
    for number in range(60):
        start = date(2024, 1, 1) + timedelta(days=random.randrange(60))
        end = start + timedelta(days=random.choice([0, 0, 0, 3, 40]))
        low = float(random.randrange(20))
        voice = (random.choice("xyz"), "")
        made.append(Figure(number, voice, random.choice([*ABOVE]), start, end, low, low + random.randrange(5)))
    return made


def related(one: Figure, other: Figure) -> bool:
    inside = one.place == other.place or one.place in ABOVE[other.place] or other.place in ABOVE[one.place]
    return inside and one.start <= other.end and other.start <= one.end


def opposed(one: Figure, other: Figure) -> bool:
    return one.voice != other.voice and (one.low > other.high or other.low > one.high)


@pytest.mark.parametrize("seed", range(20))
def test_the_sweep_finds_what_holding_each_against_every_other_does(seed: int) -> None:
    given = figures(Random(seed))
    found = [each for together in standing_together(given) for each in contradictions(together, ABOVE)]
    pairs = {
        frozenset((one.row, other.row)) for one, other in combinations(given, 2) if related(one, other) and opposed(one, other)
    }
    together = {
        frozenset((one.row, other.row)) for group, _ in found for one, other in combinations(group, 2) if opposed(one, other)
    }
    assert pairs == together != set()
    for group, nearness in found:
        assert all(related(one, other) for one, other in combinations(group, 2))
        assert all(any(opposed(one, other) for other in group) for one in group)
        apart = [(one, other) for one in group for other in group if one.voice != other.voice and one.low > other.high]
        assert nearness == min(other.high / one.low for one, other in apart)


def test_nothing_stands_together_where_there_is_nothing() -> None:
    assert [*standing_together([])] == []
