"""Pages: in order, one after the other, nothing twice and nothing left out; and what a page costs does not grow with its rows."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from sqlmodel import col, select

from app.models import Actor, ActorAlias, Region, RegionAlias
from app.queries import actors, articles, claims, regions, statements
from app.queries.cursors import Position, sealed
from tests.ledger import NOON, Ledger

LISTINGS = [each.LISTING for each in (articles, statements, claims, actors, regions)]
SORTS = [(listing.kind, order) for listing in LISTINGS for order in listing.orders]


def fill(ledger: Ledger, rows: int) -> None:
    """`rows` more of every kind, with few different days and bounds, so that ties are many."""
    for number in range(rows):
        days = (f"2024-10-{number % 3 + 1:02}",) * 2
        article = ledger.article(published_at=NOON.replace(day=number % 4 + 1))
        statement = ledger.statement(days=days, article=article, speaker="volodymyr-zelenskyy", region="hirnyk")
        low = None if number % 3 == 0 else float(number % 2)
        ledger.claim(days=days, article=article, statement_id=statement, low=low, force="north-korea", region="hirnyk")
        ledger.session.add(Actor(id=f"actor-{number}", kind="person", name=f"Name {number % 3}", parent_id="ukraine"))
        ledger.session.add(Region(id=f"region-{number}", kind="area", name=f"Name {number % 3}", parent_id="UA"))
    call_all_by_name(ledger)


def call_all_by_name(ledger: Ledger) -> None:
    """Give those an alias who have none."""
    for kind, alias, owner in ((Actor, ActorAlias, "actor_id"), (Region, RegionAlias, "region_id")):
        known = set(ledger.session.exec(select(getattr(alias, owner))))
        for each in ledger.session.exec(select(kind).where(col(kind.id).not_in(known))).all():
            ledger.session.add(alias(**{owner: each.id}, alias=each.name, folded=each.name.lower()))
    ledger.name()


def walked(client: TestClient, path: str) -> list[list[dict[str, Any]]]:
    pages, following = [], path
    while following:
        answer = client.get(following).json()
        pages.append(answer["data"])
        following = answer["links"]["next"]
    return pages


@pytest.mark.parametrize(("kind", "order"), SORTS)
def test_pages_make_the_whole_list_in_order(client: TestClient, ledger: Ledger, kind: str, order: str) -> None:
    fill(ledger, 11)
    whole = [each["id"] for each in client.get(f"/v1/{kind}?limit=1000&sort={order}").json()["data"]]
    pages = walked(client, f"/v1/{kind}?limit=4&sort={order}")
    assert [each["id"] for page in pages for each in page] == whole
    assert len(set(whole)) == len(whole) >= 11
    assert {len(page) for page in pages[:-1]} == {4}


@pytest.mark.parametrize(
    ("kind", "order", "key"),
    [
        ("claims", "as_of", lambda each: each["as_of"]["start"]),
        ("claims", "published", lambda each: each["article"]["published_at"]),
        ("claims", "low", lambda each: -1 if each["low"] is None else each["low"]),
        ("statements", "said", lambda each: each["said"]["start"]),
        ("statements", "published", lambda each: each["article"]["published_at"]),
        ("articles", "published", lambda each: each["published_at"]),
        ("actors", "name", lambda each: each["name"]),
        ("regions", "name", lambda each: each["name"]),
    ],
)
def test_orders_are_what_they_say(client: TestClient, ledger: Ledger, kind: str, order: str, key: Any) -> None:
    fill(ledger, 7)
    for sign in ("", "-"):
        rows = client.get(f"/v1/{kind}?sort={sign}{order}").json()["data"]
        places = [(key(each), each["id"]) for each in rows]
        assert places == sorted(places, reverse=bool(sign))
        assert len({place for place, _ in places}) > 1


def test_filters_and_order_go_along_to_the_next_page(client: TestClient, ledger: Ledger) -> None:
    fill(ledger, 5)
    ledger.claim(measure="tanks", region="ML")
    pages = walked(client, "/v1/claims?limit=2&region=UA&measure=troops&sort=low&fields=measure,region.id")
    assert [len(page) for page in pages] == [2, 2, 1]
    assert all(each == {"measure": "troops", "region": {"id": "hirnyk"}} for page in pages for each in page)


def test_a_row_that_comes_in_between_moves_no_other(client: TestClient, ledger: Ledger) -> None:
    fill(ledger, 6)
    first = client.get("/v1/claims?limit=3").json()
    ledger.claim(days=("2025-01-01", "2025-01-01"))
    second = client.get(first["links"]["next"]).json()
    seen = [each["id"] for each in first["data"] + second["data"]]
    assert len(set(seen)) == 6


@pytest.mark.parametrize("order", ["-as_of", "as_of", "-published", "low"])
def test_writing_between_the_pages_loses_and_doubles_nothing(client: TestClient, ledger: Ledger, order: str) -> None:
    fill(ledger, 11)
    path = f"/v1/claims?force=north-korea&sort={order}"
    there = [each["id"] for each in client.get(f"{path}&limit=1000").json()["data"]]
    seen, following = [], f"{path}&limit=2"
    while following:
        answer = client.get(following).json()
        seen += [each["id"] for each in answer["data"]]
        following = answer["links"]["next"]
        if len(seen) <= len(there):  # what comes in later may be seen or not, and must not go on for ever
            for day, low in (("2024-09-01", None), ("2024-10-02", 0.0), ("2025-01-01", 5.0)):
                ledger.claim(days=(day, day), low=low, force="north-korea")
            ledger.advance()
    assert len(set(seen)) == len(seen)
    assert [id for id in seen if id in there] == there


def test_the_link_header_says_what_the_body_says(client: TestClient, ledger: Ledger) -> None:
    fill(ledger, 2)
    answer = client.get("/v1/claims?limit=1&force=north-korea")
    following = answer.json()["links"]["next"]
    assert answer.headers["Link"] == f'<{following}>; rel="next"'
    assert following.startswith("/v1/claims?")
    last = client.get(following)
    assert last.json()["links"]["next"] is None
    assert "Link" not in last.headers


@pytest.mark.parametrize(
    "query",
    ["force=north%20korea", "force=north+korea&", "&&force=north-korea", "force=north-korea&region=UA>;%3E&region=UA&region=é"],
)
def test_the_address_of_the_next_page_asks_what_was_asked(client: TestClient, ledger: Ledger, query: str) -> None:
    fill(ledger, 3)
    whole = [each["id"] for each in client.get("/v1/claims?force=north-korea").json()["data"]]
    seen, following = [], f"/v1/claims?limit=1&{query}"
    while following:
        page = client.get(following).json()
        seen += [each["id"] for each in page["data"]]
        following = (page["links"]["next"] or "").replace("cursor=", "c%75rsor=")  # the same name, however it is written
        assert re.fullmatch(r"[\w%+.~/?&=;-]*", following, re.ASCII)
    assert seen == whole
    assert len(whole) > 2


def cursor_of(client: TestClient, path: str) -> str:
    return parse_qs(urlsplit(client.get(path).json()["links"]["next"]).query)["cursor"][0]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/claims?limit=1&cursor={other}",
        "/v1/claims?limit=1&region=UA&sort=as_of&cursor={cursor}",
        "/v1/claims?limit=1&region=RU&cursor={cursor}",
        "/v1/claims?limit=1&region=UA&descend=false&cursor={cursor}",
        "/v1/claims?limit=1&region=UA&date_basis=said&cursor={cursor}",
        "/v1/statements?limit=1&region=UA&cursor={cursor}",
        "/v1/claims?limit=1&region=UA&cursor={cursor}A",
        "/v1/claims?limit=1&region=UA&cursor=x{cursor}",
        "/v1/claims?limit=1&region=UA&cursor=nonsense",
        "/v1/claims?limit=1&region=UA&cursor=%F0%9F%98%80",
    ],
)
def test_a_cursor_of_another_question_is_refused(client: TestClient, ledger: Ledger, path: str) -> None:
    fill(ledger, 2)
    cursor, other = (
        cursor_of(client, "/v1/claims?limit=1&region=UA"),
        cursor_of(client, "/v1/claims?limit=1&region=UA&measure=troops"),
    )
    answer = client.get(path.format(cursor=cursor, other=other))
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-cursor")


@pytest.mark.parametrize("key", [5, None, "soon", {}])
def test_a_forged_cursor_is_refused(client: TestClient, ledger: Ledger, key: Any) -> None:
    forged = sealed(Position(key, "clm_1"), ["claims", [{}, "-as_of", True, "as_of"]])
    assert (
        client.get(
            f"/v1/claims?cursor={sealed(Position('2024-10-29', 'x'), ['claims', [{}, '-as_of', True, 'as_of']])}"
        ).status_code
        == 200
    )
    assert client.get(f"/v1/claims?cursor={forged}").status_code == 400


def test_a_cursor_holds_for_another_limit_and_other_fields(client: TestClient, ledger: Ledger) -> None:
    fill(ledger, 4)
    cursor = cursor_of(client, "/v1/claims?limit=1&region=UA")
    assert len(client.get(f"/v1/claims?limit=3&region=UA&fields=id&cursor={cursor}").json()["data"]) == 3


@pytest.mark.parametrize("limit", ["0", "1001", "-1", "1.5", "ten", "٣", "99999999999999999999"])
def test_a_limit_has_limits(client: TestClient, limit: str) -> None:
    answer = client.get(f"/v1/claims?limit={limit}")
    assert answer.status_code == 422
    assert "from 1 to 1000" in answer.json()["detail"]


def test_fifty_are_a_page(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article()
    for _ in range(51):
        ledger.claim(article=article)
    assert len(client.get("/v1/claims").json()["data"]) == 50


def test_the_total_counts_what_matches(client: TestClient, ledger: Ledger) -> None:
    fill(ledger, 5)
    ledger.claim(region="ML")
    ledger.claim(region="UA", retracted=2)
    answer = client.get("/v1/claims?region=UA&limit=2&with_total=true").json()
    assert answer["meta"]["total"] == 5
    assert client.get(answer["links"]["next"]).json()["meta"]["total"] == 5
    assert "total" not in client.get("/v1/claims").json()["meta"]


def test_a_hundred_rows_cost_as_many_statements_as_one(client: TestClient, ledger: Ledger, statements: list[str]) -> None:
    paths = [
        "/v1/articles",
        "/v1/articles?actor=ukraine&region=UA&publisher=Al%20Jazeera",
        "/v1/statements",
        "/v1/statements?speaker=ukraine&region=UA&with_total=true",
        "/v1/claims",
        "/v1/claims?force=north-korea&region=UA&date_from=2024-10&date_basis=said",
        "/v1/actors",
        "/v1/actors?parent=ukraine",
        "/v1/regions",
        "/v1/regions?parent=UA",
        "/v1/actors?q=name&with_counts=true&with_total=true",
        "/v1/regions?q=name&with_counts=true&country=UA",
    ]

    def rows_and_statements(path: str) -> tuple[int, int]:
        statements.clear()
        rows = len(client.get(path + ("&" if "?" in path else "?") + "limit=200").json()["data"])
        return rows, len(statements)

    fill(ledger, 1)
    few = {path: rows_and_statements(path) for path in paths}
    for number in range(100, 199):
        article = ledger.article()
        statement = ledger.statement(article=article, speaker="volodymyr-zelenskyy", region="hirnyk")
        ledger.claim(article=article, statement_id=statement, force="north-korea", region="hirnyk")
        ledger.session.add(Actor(id=f"actor-{number}", kind="person", name="Name", parent_id="ukraine"))
        ledger.session.add(Region(id=f"region-{number}", kind="area", name="Name", parent_id="UA"))
    call_all_by_name(ledger)
    many = {path: rows_and_statements(path) for path in paths}
    assert [path for path in paths if many[path][0] < few[path][0] + 99] == []
    assert {path: cost for path, (_, cost) in few.items()} == {path: cost for path, (_, cost) in many.items()}
    assert max(cost for _, cost in many.values()) <= 7


@pytest.mark.parametrize("query", ["", "&force=north-korea", "&region=UA", "&actor=north-korea&region=UA&at_least=1"])
def test_what_lies_before_the_days_asked_for_is_not_read(
    client: TestClient, ledger: Ledger, steps: Callable[[Callable[[], Any]], int], query: str
) -> None:
    path = f"/v1/claims?date_from=2024-10-20{query}"
    article, taken = ledger.article(), []
    late = ledger.claim(force="north-korea", region="hirnyk", article=article)
    crossing = ledger.claim(force="north-korea", region="hirnyk", article=article, days=("2024-01-05", "2024-12-05"))
    for _ in range(2):
        assert [each["id"] for each in client.get(path).json()["data"]] == [late, crossing]
        taken.append(steps(lambda: client.get(path)))
        for day in range(1, 29):
            for month in (2, 3, 4):
                early = f"2024-{month:02}-{day:02}"
                ledger.claim(force="north-korea", region="hirnyk", article=article, days=(early, early))
    assert taken[1] < taken[0] + 100
