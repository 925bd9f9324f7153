"""Terms: whatever a filter finds has the filter's term, and questions of which each part is frequent read hardly more than they find."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlmodel import Session

from app import models
from app.ingestion import entries
from app.models.terms import at_least, at_most, bounds, entered, entering
from app.queries import plans
from tests.ledger import Ledger

FIGURES = st.floats(0, 1e15) | st.integers(0, 10**6).map(float)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
MANY = [f"20{year}-{month:02}-{day:02}" for year in (23, 22) for month in range(12, 0, -1) for day in range(25, 0, -1)]


def ids(client: TestClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["data"]]


@settings(deadline=None)
@given(FIGURES, FIGURES)
@example(999, 1000)
@example(1000, 999)
@example(1e13, 1e12)
@example(0.4, 0)
def test_a_figure_has_a_term_of_every_bound_that_it_meets(figure: float, bound: float) -> None:
    for low, high in ((figure, None), (None, figure), (figure, figure)):
        its = {*bounds(low, high)}
        assert figure < bound or its & {*at_least(bound)}
        assert figure > bound or its & {*at_most(bound)}
    assert not {*bounds(200, 200)} & {*at_least(300), *at_most(100)}


@settings(deadline=None)
@given(DAYS, st.integers(0, 2000), DAYS)
@example(date(2022, 2, 24), 1200, date(2025, 3, 1))
def test_days_have_a_term_of_every_later_month_that_they_reach(start: date, days: int, asked: date) -> None:
    end = min(start.toordinal() + days, date.max.toordinal())
    begins_before = (start.year, start.month) < (asked.year, asked.month)
    if begins_before and asked.toordinal() <= end:
        assert {*entered(start, date.fromordinal(end))} & {*entering(asked)}
    assert len(entered(start, date.fromordinal(end))) <= 37


def fill(ledger: Ledger) -> None:
    """Claims of few days and of many, in an order that is not that of their ids."""
    articles = [ledger.article(publisher=name) for name in ("Gazette", "Courier")]
    for number in range(40):
        start = date(2024, 1, 20) + timedelta(days=number * 7 % 60)
        end = start + timedelta(days=(0, 0, 0, 40, 500)[number % 5])
        ledger.claim(
            ("ukraine", "volodymyr-zelenskyy", "csis")[number % 3],
            ("russia", "ukraine")[number % 2],
            ("hirnyk", "UA", "RU-KRS")[number % 3],
            measure=("tanks", "troops")[number % 4 // 3],
            modality=("asserted", "denied", "planned")[number % 3],
            sentence=("Seven burned.", "Seven fell.")[number % 2],
            low=None if number % 6 == 0 else float(number % 5),
            high=float(number % 7) + 5,
            days=(f"{start}", f"{end}"),
            article=articles[number % 2],
        )


def walk(client: TestClient, path: str) -> tuple[list[str], set[int]]:
    """What all pages have, and what they say is the total."""
    seen: list[str] = []
    totals: set[int] = set()
    following = path
    while following:
        answer = client.get(following).json()
        seen += [each["id"] for each in answer["data"]]
        totals.add(answer["meta"]["total"])
        following = answer["links"]["next"]
    return seen, totals


@pytest.mark.parametrize("sort", ["-as_of", "as_of"])
@pytest.mark.parametrize(
    "query",
    [
        "actor=ukraine&claimant=ukraine&at_least=3",
        "force=russia&measure=tanks&region=UA",
        "measure=tanks&date_from=2024-02-10&date_to=2024-03-02&at_most=7",
        "publisher=gazette&modality=denied&modality=asserted",
        "actor=ukraine&measure=troops&descend=false",
        "region=UA-14&region=RU&measure=tanks&at_least=2",
    ],
)
def test_terms_lead_to_what_walking_finds(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, query: str, sort: str
) -> None:
    fill(ledger)
    found = []
    for sample in (10**9, 0):
        for name in ("SAMPLE", "SAMPLE_OF_COPIES"):
            monkeypatch.setattr(plans, name, sample)
        found.append(walk(client, f"/v1/claims?limit=3&with_total=true&{query}&sort={sort}"))
    assert found[0] == found[1]
    assert found[0][1] == {len(found[0][0])} != {0}


@pytest.mark.parametrize("sort", ["-as_of", "as_of"])
@pytest.mark.parametrize(
    "days", ["date_from=2024-02-20", "date_to=2024-02-20", "date_from=2024-02-03&date_to=2024-02-20", "date_from=2025"]
)
def test_words_of_days(client: TestClient, ledger: Ledger, days: str, sort: str) -> None:
    fill(ledger)
    every = client.get(f"/v1/claims?limit=1000&{days}&sort={sort}").json()["data"]
    wanted = [each["id"] for each in every if each["sentence"] == "Seven burned."]
    assert walk(client, f"/v1/claims?limit=3&with_total=true&q=burned&{days}&sort={sort}") == (wanted, {len(wanted)})
    assert wanted != []


@pytest.mark.parametrize(
    ("query", "frequent", "rare"),
    [
        ("q=tanks&date_from=2031", {}, {"days": ("2020-01-01", "2032-01-01")}),
        ("q=tanks&date_to=2019", {}, {"days": ("2019-01-01", "2019-01-01")}),
        ("q=tanks&measure=share", {}, {"measure": "share"}),
        ("q=tanks&claimant=csis", {}, {"claimant": "csis"}),
        ("q=tanks&at_least=100000", {}, {"low": 100_000.0, "high": None}),
        ("at_least=100000", {}, {"low": 100_000.0, "high": None}),
        ("force=russia&at_most=2", {"force": "russia"}, {"force": "russia", "low": 1.0, "high": 2.0}),
        ("force=russia&claimant=csis", {"force": "russia"}, {"force": "russia", "claimant": "csis"}),
        ("region=UA&measure=share", {"region": "UA"}, {"region": "UA", "measure": "share"}),
    ],
)
def test_what_is_rare_of_what_is_frequent_costs_what_it_finds(
    client: TestClient,
    ledger: Ledger,
    steps: Callable[[Callable[[], Any]], int],
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    frequent: dict[str, Any],
    rare: dict[str, Any],
) -> None:
    for name in ("SAMPLE", "SAMPLE_OF_COPIES"):
        monkeypatch.setattr(plans, name, 20)
    monkeypatch.setattr("app.queries.entries.FEW", (5, 10))
    article, taken = ledger.article(), []
    known = {"sentence": "Tanks.", "article": article}
    found = ledger.claim(**known | rare)
    for some in (MANY[:40], MANY[40:200]):
        for day in some:
            ledger.claim(**{"days": (day, day)} | known | frequent)
        ledger.session.connection().execute(
            text("INSERT INTO claim_text(claim_text) VALUES ('optimize')")
        )  # one page, not one each
        ledger.session.commit()
        assert ids(client, f"/v1/claims?{query}") == [found]
        taken.append(steps(lambda: client.get(f"/v1/claims?{query}")))
    assert taken[1] - taken[0] < 5 * 160  # to look at each of 160 more takes several times as many


def test_terms_follow_what_a_claim_is_found_by(
    client: TestClient, ledger: Ledger, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "SAMPLE_OF_COPIES", 0)
    claim = ledger.claim(force="russia", measure="tanks")
    for measure, found in (("troops", []), ("tanks", [claim])):
        assert ids(client, f"/v1/claims?force=russia&measure={measure}") == found
    ledger.session.get_one(models.Claim, claim).measure = "troops"
    ledger.session.flush()
    entries.take_away(ledger.session, [claim])
    entries.make(ledger.session, [claim])
    ledger.session.commit()
    for measure, found in (("troops", [claim]), ("tanks", [])):
        assert ids(client, f"/v1/claims?force=russia&measure={measure}") == found
    with Session(engine) as session:
        session.connection().execute(text("INSERT INTO claim_text(claim_text) VALUES ('integrity-check')"))
