"""While somebody types: what has a name that begins so, the best first, from an index and no further than a page."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import models
from app.ingestion import starts
from app.names import folded
from tests.ledger import Ledger

# id: kind, name, population, further names
PLACES: dict[str, tuple[str, str, int | None, list[str]]] = {
    "marea": ("division", "Marea", None, []),
    "mar": ("settlement", "Mar", 90, []),
    "mari": ("settlement", "Mari", 800, []),
    "marawi": ("settlement", "Marawi", 200_000, []),
    "marib": ("settlement", "Marib", 16_000, ["Ma’rib"]),
    "mariupol": ("settlement", "Mariupol", 430_000, ["Mariúpol", "Zhdanov"]),
    "marinka": ("settlement", "Mar’inka", 9_000, ["Maryinka"]),
    "marean-sea": ("area", "Marean Sea", None, []),
    "sea-of-mari": ("area", "Sea of Mari", None, []),
    "bakhmut": ("settlement", "Bakhmut", 70_000, ["Marxgrad", "Artemivsk"]),
    "old-marsk": ("settlement", "Old Marsk", 5_000_000, []),
    "al-mar": ("settlement", "Al-Mar", 4_000_000, []),
}


@pytest.fixture
def places(ledger: Ledger) -> Ledger:
    for id, (kind, name, population, names) in PLACES.items():
        parent = "marea" if id in ("marib", "mari") else None
        ledger.session.add(models.Region(id=id, kind=kind, name=name, population=population, parent_id=parent))
        ledger.session.flush()
        for alias in {name, *names}:
            ledger.session.add(models.RegionAlias(region_id=id, alias=alias, folded=folded(alias)))
    ledger.name()
    return ledger


def found(client: TestClient, query: str, kind: str = "regions") -> list[str]:
    answer = client.get(f"/v1/{kind}?{query}")
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["data"]]


def test_the_best_comes_first(client: TestClient, places: Ledger) -> None:
    assert found(client, "q=mar") == [
        "mar",  # its whole name, however small
        "marean-sea",  # the beginning of the main name; an area as if a million lived there
        "mariupol",
        "marawi",
        "marea",  # a division with the people of its settlements
        "marib",
        "marinka",
        "mari",
        "bakhmut",  # the beginning of another name
        "old-marsk",  # a later word
        "al-mar",
        "sea-of-mari",
    ]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("MARIÚ", ["mariupol"]),
        ("mar'in", ["marinka"]),
        ("Zhda", ["mariupol"]),
        ("artem", ["bakhmut"]),
        ("marsk", ["old-marsk"]),
        ("sea of m", ["sea-of-mari"]),
        ("old-m", ["old-marsk"]),
        ("of m", []),
        ("ariupol", []),
        ("marx", ["bakhmut"]),
        ("marxx", []),
        ("m_rib", []),
        ("m%25rib", []),
    ],
)
def test_what_begins_so(client: TestClient, places: Ledger, typed: str, ids: list[str]) -> None:
    assert found(client, f"q={typed}") == ids


def test_a_whole_other_name_goes_before_the_beginning_of_a_main_one(client: TestClient, places: Ledger) -> None:
    places.session.add(models.RegionAlias(region_id="bakhmut", alias="Mari", folded="mari"))
    places.name()
    assert found(client, "q=mari")[:3] == ["mari", "bakhmut", "mariupol"]


def test_two_names_that_begin_so_are_one_thing(client: TestClient, places: Ledger) -> None:
    assert found(client, "q=mari").count("mariupol") == 1
    assert client.get("/v1/regions?q=mariu&with_total=true").json()["meta"]["total"] == 1


def test_one_letter_finds_main_names_of_what_is_large(client: TestClient, places: Ledger) -> None:
    assert set(found(client, "q=m")) == {"marean-sea", "mariupol", "marawi", "marea", "ML"}
    assert found(client, "q=z") == []


def test_other_filters_hold_while_typing(client: TestClient, places: Ledger) -> None:
    assert found(client, "q=mar&kind=area") == ["marean-sea", "sea-of-mari"]
    assert found(client, "q=mar&parent=marea") == ["marib", "mari"]
    assert found(client, "q=h&country=UA") == found(client, "q=mar&country=UA") == []
    assert found(client, "q=hir&country=UA") == ["hirnyk"]


def test_another_order_can_be_asked_for(client: TestClient, places: Ledger) -> None:
    by_name = found(client, "q=mar&sort=name")
    assert sorted(by_name) == sorted(found(client, "q=mar"))
    assert by_name[0] == "al-mar"
    assert found(client, "q=mar&sort=-name") == by_name[::-1]
    assert client.get("/v1/regions?q=mar&sort=best").status_code == 422


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_make_the_whole_list_in_order(client: TestClient, places: Ledger, limit: int) -> None:
    following, seen = f"/v1/regions?q=mar&limit={limit}", []
    while following:
        answer = client.get(following).json()
        seen += [each["id"] for each in answer["data"]]
        following = answer["links"]["next"]
    assert seen == found(client, "q=mar")
    assert len(set(seen)) == len(seen) == len(PLACES)


def test_a_cursor_holds_for_what_was_typed(client: TestClient, places: Ledger) -> None:
    following = client.get("/v1/regions?q=mar&limit=1").json()["links"]["next"]
    assert client.get(following.replace("q=mar", "q=ma")).status_code == 400


def test_an_actor_that_more_articles_name_comes_sooner(client: TestClient, ledger: Ledger) -> None:
    assert found(client, "q=south", "actors") == ["south-korea"]
    ledger.session.add(models.Actor(id="south-asia-watch", kind="organisation", name="South Asia Watch"))
    ledger.session.add(models.ActorAlias(actor_id="south-asia-watch", alias="South Asia Watch", folded="south asia watch"))
    ledger.mention(ledger.article(text="Seoul"), "Seoul", actor="south-korea")
    ledger.name()
    assert found(client, "q=south", "actors") == ["south-korea", "south-asia-watch"]
    starts.weigh(ledger.session, {"south-asia-watch": 2})
    ledger.session.commit()
    assert found(client, "q=south", "actors") == ["south-asia-watch", "south-korea"]
    starts.weigh(ledger.session, {"south-asia-watch": -2})
    ledger.session.commit()
    assert found(client, "q=south", "actors") == ["south-korea", "south-asia-watch"]


def test_among_actors_that_no_article_names_a_state_comes_first(client: TestClient, ledger: Ledger) -> None:
    for id, kind in (("north-aid", "organisation"), ("north-yemen", "state")):
        name = id.replace("-", " ").title()
        ledger.session.add(models.Actor(id=id, kind=kind, name=name))
        ledger.session.add(models.ActorAlias(actor_id=id, alias=name, folded=name.lower()))
    ledger.name()
    assert found(client, "q=north", "actors") == ["north-korea", "north-yemen", "north-aid"]


def test_codes_are_whole_names(client: TestClient, ledger: Ledger) -> None:
    assert found(client, "q=us", "actors")[0] == "united-states"
    assert found(client, "q=ua", "actors") == ["ukraine"]


@pytest.mark.parametrize("typed", ["'", "%20", "-"])
def test_nothing_typed_is_refused(client: TestClient, typed: str) -> None:
    assert client.get(f"/v1/actors?q={typed}").status_code == 422


@pytest.mark.parametrize(("kind", "alias"), [("actors", "actor"), ("regions", "region")])
def test_an_index_is_read_in_order_and_nothing_is_scanned(
    client: TestClient, ledger: Ledger, engine: Engine, statements: list[str], kind: str, alias: str
) -> None:
    found(client, "q=ma", kind)
    statement = next(sql for sql in statements if f"{alias}_start" in sql)
    with engine.connect() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert f"SEARCH {alias}_start USING COVERING INDEX ix_{alias}_start_head_place (head=?)" in plan
    assert f"SEARCH {alias}_alias USING INDEX ix_{alias}_alias_folded (folded=?)" in plan
    assert [step for step in plan if step.startswith("SCAN") and "anon" not in step] == []
    # Only the few whole names, and the two pages together, are sorted.
    assert len([step for step in plan if "TEMP B-TREE" in step]) == 2
    assert plan.index("SCAN anon_3") > max(place for place, step in enumerate(plan) if step.startswith("SEARCH"))
