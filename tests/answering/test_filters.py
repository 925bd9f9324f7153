"""Every filter finds what it is for, and leaves what it is not for: each case stores one record of either."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import models
from app.ingestion import entries
from app.queries import actors, articles, claims, regions, statements
from tests.ledger import NOON, Ledger

EARLIER = NOON.replace(month=9)

# (filter, its value, a record that matches, one that must not come back)
CLAIMS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("actor", "ukraine", {"claimant": "ukraine"}, {"claimant": "russia"}),
    ("actor", "north-korea", {"force": "north-korea"}, {"force": "russia", "claimant": "ukraine"}),
    ("actor", "Kyiv", {"claimant": "volodymyr-zelenskyy"}, {"claimant": "pat-ryder"}),
    ("claimant", "ukraine", {"claimant": "volodymyr-zelenskyy", "force": "russia"}, {"claimant": "csis", "force": "ukraine"}),
    ("claimant", "ZELENSKÝY", {"claimant": "volodymyr-zelenskyy"}, {"claimant": "ukraine"}),
    ("claimant", "UA", {"claimant": "ukraine"}, {"claimant": "united-states"}),
    ("force", "north-korea", {"force": "north-korea"}, {"force": "south-korea", "claimant": "north-korea"}),
    ("force", "DPRK", {"force": "north-korea"}, {"force": "russia"}),
    ("exclude_claimant", "ukraine", {"claimant": "russia", "force": "ukraine"}, {"claimant": "volodymyr-zelenskyy"}),
    ("exclude_claimant", "ukraine&exclude_claimant=csis", {}, {"claimant": "csis"}),
    ("region", "UA", {"region": "hirnyk"}, {"region": "RU-KRS"}),
    ("region", "ua", {"region": "UA"}, {"region": "RU"}),
    ("region", "kursk", {"region": "RU-KRS"}, {"region": "RU"}),
    ("region", "mali", {"region": "ML"}, {"region": "SO"}),
    ("region", "GE", {"region": "GE"}, {"region": "US-GA"}),
    ("date_from", "2024-10-29", {"days": ("2024-10-28", "2024-10-29")}, {"days": ("2024-10-01", "2024-10-28")}),
    ("date_from", "2024-10", {"days": ("2024-10-01", "2024-10-01")}, {"days": ("2024-09-30", "2024-09-30")}),
    ("date_from", "2024", {"days": ("2024-01-01", "2024-01-01")}, {"days": ("2023-12-31", "2023-12-31")}),
    ("date_to", "2024-10-29", {"days": ("2024-10-29", "2024-12-31")}, {"days": ("2024-10-30", "2024-10-30")}),
    ("date_to", "2024-02", {"days": ("2024-02-29", "2024-02-29")}, {"days": ("2024-03-01", "2024-03-01")}),
    ("date_to", "2023", {"days": ("2023-12-31", "2024-01-02")}, {"days": ("2024-01-01", "2024-01-01")}),
    ("measure", "troops", {"measure": "troops"}, {"measure": "tanks"}),
    ("modality", "expected", {"modality": "expected"}, {"modality": "asserted"}),
    ("at_least", "3000", {"low": 3000.0, "high": None}, {"low": 2999.0, "high": 9000.0}),
    ("at_least", "10", {"low": None, "high": 10.0}, {"low": None, "high": None}),
    ("at_most", "3000", {"low": None, "high": 3000.0}, {"low": 10.0, "high": 3001.0}),
    ("at_most", "10", {"low": 10.0, "high": None}, {"low": None, "high": None}),
]
STATEMENTS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("actor", "ukraine", {"speaker": "volodymyr-zelenskyy"}, {"speaker": "pat-ryder"}),
    ("actor", "Seoul", {"addressee": "south-korea"}, {"speaker": "north-korea"}),
    ("speaker", "ukraine", {"speaker": "volodymyr-zelenskyy"}, {"speaker": "csis", "addressee": "ukraine"}),
    ("addressee", "ukraine", {"addressee": "volodymyr-zelenskyy"}, {"speaker": "ukraine"}),
    ("region", "UA-14", {"region": "hirnyk"}, {"region": "UA"}),
    ("date_from", "2024-10-29", {"days": ("2024-10-29", "2024-10-29")}, {"days": ("2024-10-28", "2024-10-28")}),
    ("date_to", "2024-10-29", {"days": ("2024-10-29", "2024-10-29")}, {"days": ("2024-10-30", "2024-10-30")}),
    ("kind", "direct", {"kind": "direct"}, {"kind": "mixed"}),
    ("medium", "telegram", {"medium": "Telegram"}, {"medium": "Signal"}),
]
ARTICLES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("date_from", "2024-10-30", {}, {"published_at": NOON.replace(day=29, hour=23, minute=59, second=59)}),
    ("date_to", "2024-10-30", {"published_at": NOON.replace(hour=23, minute=59)}, {"published_at": NOON.replace(day=31, hour=0)}),
    ("publisher", "al jazeera", {"publisher": "Al Jazeera"}, {"publisher": "Al-Monitor"}),
    ("exclude_publisher", "al jazeera", {"publisher": "Al-Monitor"}, {"publisher": "Al Jazeera"}),
    ("exclude_publisher", "al jazeera", {"publisher": None}, {"publisher": "Al Jazeera"}),
    ("article", "https://example.org/a", {"url": "https://example.org/a"}, {"url": "https://example.org/b"}),
    ("url", "https://example.org/a", {"url": "https://example.org/a"}, {"url": "https://example.org/b"}),
]
REGISTRIES = [
    ("actors", "q", "zelen", {"volodymyr-zelenskyy"}),
    ("actors", "q", "NORTH k", {"north-korea"}),
    ("actors", "q", "strategic", {"csis"}),
    ("actors", "kind", "outlet", {"associated-press"}),
    ("actors", "country", "Ukraine", {"ukraine", "office-of-the-president-of-ukraine", "volodymyr-zelenskyy"}),
    ("actors", "parent", "ukraine", {"office-of-the-president-of-ukraine"}),
    ("regions", "q", "hirn", {"hirnyk"}),
    ("regions", "kind", "settlement", {"hirnyk"}),
    ("regions", "parent", "UA", {"UA-14"}),
    ("regions", "country", "UA", {"UA", "UA-14", "hirnyk"}),
    ("regions", "country", "georgia", {"GE"}),
    ("regions", "country", "UA-14", set()),
]


def ids(client: TestClient, path: str) -> set[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return {each["id"] for each in answer.json()["data"]}


@pytest.mark.parametrize(("name", "value", "match", "other"), CLAIMS)
def test_claims(client: TestClient, ledger: Ledger, name: str, value: str, match: dict[str, Any], other: dict[str, Any]) -> None:
    wanted = ledger.claim(**match)
    ledger.claim(**other)
    assert ids(client, f"/v1/claims?{name}={value}") == {wanted}


@pytest.mark.parametrize(("name", "value", "match", "other"), STATEMENTS)
def test_statements(
    client: TestClient, ledger: Ledger, name: str, value: str, match: dict[str, Any], other: dict[str, Any]
) -> None:
    wanted = ledger.statement(**match)
    ledger.statement(**other)
    assert ids(client, f"/v1/statements?{name}={value}") == {wanted}


@pytest.mark.parametrize(("name", "value", "match", "other"), ARTICLES)
def test_articles(
    client: TestClient, ledger: Ledger, name: str, value: str, match: dict[str, Any], other: dict[str, Any]
) -> None:
    wanted = ledger.article(**match)
    ledger.article(**other)
    assert ids(client, f"/v1/articles?{name}={value}") == {wanted}


@pytest.mark.parametrize(("kind", "name", "value", "wanted"), REGISTRIES)
def test_registries(client: TestClient, kind: str, name: str, value: str, wanted: set[str]) -> None:
    assert ids(client, f"/v1/{kind}?{name}={value}") == wanted


@pytest.mark.parametrize("kind", ["claim", "statement"])
def test_facts_by_article_and_publisher(client: TestClient, ledger: Ledger, kind: str) -> None:
    article = ledger.article(publisher="Al Jazeera", url="https://example.org/here")
    fact = getattr(ledger, kind)(article=article)
    getattr(ledger, kind)(article=ledger.article(publisher="Reuters"))
    assert ids(client, f"/v1/{kind}s?article={article}") == {fact}
    assert ids(client, f"/v1/{kind}s?article=https://example.org/here") == {fact}
    assert ids(client, f"/v1/{kind}s?publisher=AL-JAZEERA") == {fact}
    assert ids(client, f"/v1/{kind}s?exclude_publisher=reuters") == {fact}


# Of a claim the statement that it stands in, and of an article one of its statements.
IN_STATEMENTS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("speaker", "ukraine", {"speaker": "volodymyr-zelenskyy"}, {"speaker": "csis", "addressee": "ukraine"}),
    ("addressee", "ukraine", {"addressee": "volodymyr-zelenskyy"}, {"speaker": "ukraine"}),
    ("kind", "direct", {"kind": "direct"}, {"kind": "mixed"}),
    ("medium", "telegram", {"medium": "Telegram"}, {"medium": "Signal"}),
]
IN_CLAIMS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("claimant", "ukraine", {"claimant": "volodymyr-zelenskyy"}, {"force": "ukraine"}),
    ("force", "north-korea", {"force": "north-korea"}, {"claimant": "north-korea"}),
    ("measure", "tanks", {"measure": "tanks"}, {"measure": "troops"}),
]


@pytest.mark.parametrize(("name", "value", "match", "other"), IN_STATEMENTS)
def test_claims_by_their_statement(
    client: TestClient, ledger: Ledger, name: str, value: str, match: dict[str, Any], other: dict[str, Any]
) -> None:
    wanted = ledger.claim(statement_id=ledger.statement(**match))
    ledger.claim(statement_id=ledger.statement(**other))
    ledger.claim()
    assert ids(client, f"/v1/claims?{name}={value}") == ids(client, f"/v1/claims?{name}={value}&q=text") == {wanted}


@pytest.mark.parametrize(
    ("name", "value", "match", "other"), [each for each in (*IN_STATEMENTS, *IN_CLAIMS) if each[0] != "kind"]
)
def test_articles_with_a_fact(
    client: TestClient, ledger: Ledger, name: str, value: str, match: dict[str, Any], other: dict[str, Any]
) -> None:
    wanted, without, past = ledger.article(), ledger.article(), ledger.article()
    add = ledger.statement if name in ("speaker", "addressee", "medium") else ledger.claim
    add(article=wanted, **match)
    add(article=without, **other)
    add(article=past, **match, retracted=2)
    assert ids(client, f"/v1/articles?{name}={value}") == ids(client, f"/v1/articles?{name}={value}&q=text") == {wanted}


@pytest.mark.parametrize(
    ("path", "basis", "says"),
    [
        ("claims?date_to=2024", "as_of", "as_of.basis"),
        ("claims?date_from=2024&date_basis=said", "said", "stands in no statement"),
        ("claims/series?date_from=2024&date_basis=published", "published", "published"),
        ("claims/facets?date_from=2024", "as_of", "as_of.basis"),
        ("statements?date_from=2024", "said", "said.basis"),
        ("articles?date_from=2024", "published", "published"),
    ],
)
def test_whose_days_were_asked_for_is_told(client: TestClient, path: str, basis: str, says: str) -> None:
    told = client.get(f"/v1/{path}").json()["meta"]["dates"]
    assert told["basis"] == basis
    assert says in told["detail"]
    assert "dates" not in client.get(f"/v1/{path.partition('?')[0]}").json()["meta"]


def test_what_has_no_day_of_its_own_is_found_by_publication(client: TestClient, ledger: Ledger) -> None:
    claim = ledger.claim()
    ledger.claim(article=ledger.article(published_at=EARLIER))
    assert ids(client, "/v1/claims?date_from=2024-10&date_basis=said") == set()
    assert ids(client, "/v1/claims?date_from=2024-10-30&date_basis=published") == {claim}


def test_an_unknown_value_excludes_nothing(client: TestClient, ledger: Ledger) -> None:
    claim = ledger.claim("ukraine")
    answer = client.get("/v1/claims?exclude_claimant=urkaine&exclude_publisher=reutres").json()
    assert [each["id"] for each in answer["data"]] == [claim]
    assert [each["parameter"] for each in answer["meta"]["warnings"]] == ["exclude_claimant", "exclude_publisher"]


def test_excluding_can_stop_descending(client: TestClient, ledger: Ledger) -> None:
    ledger.claim("ukraine")
    person = ledger.claim("volodymyr-zelenskyy")
    assert ids(client, "/v1/claims?exclude_claimant=ukraine&descend=false") == {person}


@pytest.mark.parametrize(("kind", "role"), [("claim", "claimant"), ("statement", "speaker")])
def test_articles_by_their_facts(client: TestClient, ledger: Ledger, kind: str, role: str) -> None:
    wanted, other, past = ledger.article(), ledger.article(), ledger.article()
    add = getattr(ledger, kind)
    add(article=wanted, region="hirnyk", **{role: "volodymyr-zelenskyy"})
    add(article=other, region="RU-KRS", **{role: "pat-ryder"})
    add(article=past, region="hirnyk", **{role: "volodymyr-zelenskyy"}, retracted=2)
    assert ids(client, "/v1/articles?actor=ukraine") == {wanted}
    assert ids(client, "/v1/articles?region=UA") == {wanted}
    assert ids(client, "/v1/articles?region=UA&descend=false") == set()


def test_articles_by_what_they_mention(client: TestClient, ledger: Ledger) -> None:
    wanted, capital, other = (ledger.article(text="Zelenskyy spoke in Hirnyk.") for _ in range(3))
    ledger.mention(wanted, "Zelenskyy", actor="volodymyr-zelenskyy")
    ledger.mention(wanted, "Hirnyk", region="hirnyk")
    ledger.mention(capital, "Zelenskyy", actor="ukraine")
    ledger.mention(capital, "Hirnyk", region="UA")
    ledger.mention(other, "Zelenskyy", actor="pat-ryder")
    ledger.mention(other, "Hirnyk", region="RU-KRS")
    assert ids(client, "/v1/articles?actor=ukraine") == ids(client, "/v1/articles?region=UA") == {wanted, capital}
    assert ids(client, "/v1/articles?actor=Zelensky&region=hirnyk") == {wanted}
    assert ids(client, "/v1/articles?actor=ukraine&descend=false") == {capital}
    assert ids(client, "/v1/articles?region=UA&descend=false") == {capital}
    assert ids(client, "/v1/articles?actor=csis") == ids(client, "/v1/articles?region=mali") == set()


def test_an_article_is_found_by_a_fact_as_by_a_mention(client: TestClient, ledger: Ledger) -> None:
    named, told = ledger.article(text="Hirnyk."), ledger.article()
    ledger.mention(named, "Hirnyk", region="hirnyk")
    ledger.claim(article=told, region="hirnyk")
    ledger.claim(region="ML")
    assert ids(client, "/v1/articles?region=hirnyk") == {named, told}


def test_the_copies_of_an_article(client: TestClient, ledger: Ledger) -> None:
    wire = ledger.article(url="https://example.org/wire")
    copy = ledger.article(origin_id=wire)
    ledger.article(origin_id=ledger.article())
    assert ids(client, f"/v1/articles?origin={wire}") == ids(client, "/v1/articles?origin=https://example.org/wire") == {copy}
    assert client.get(f"/v1/articles/{copy}").json()["origin"] == wire
    assert client.get(f"/v1/articles/{wire}").json()["origin"] is None


def test_provisional_actors(client: TestClient, ledger: Ledger) -> None:
    ledger.session.add(models.Actor(id="ivan", kind="person", name="Ivan", status="provisional"))
    ledger.session.commit()
    assert ids(client, "/v1/actors?status=provisional") == {"ivan"}


@pytest.mark.parametrize(
    ("listing", "tried"),
    [
        (claims.LISTING, {name for name, *_ in (*CLAIMS, *IN_STATEMENTS)} | {"article", "publisher", "exclude_publisher", "q"}),
        (statements.LISTING, {name for name, *_ in STATEMENTS} | {"article", "publisher", "exclude_publisher", "q"}),
        (
            articles.LISTING,
            {name for name, *_ in (*ARTICLES, *IN_STATEMENTS, *IN_CLAIMS)} - {"kind"} | {"actor", "region", "origin", "q"},
        ),
        (actors.LISTING, {name for kind, name, *_ in REGISTRIES if kind == "actors"} | {"status"}),
        (regions.LISTING, {name for kind, name, *_ in REGISTRIES if kind == "regions"}),
    ],
    ids=lambda each: getattr(each, "kind", ""),
)
def test_no_filter_is_left_untried(listing: Any, tried: set[str]) -> None:
    assert {each.name for each in listing.filters} == tried


def test_a_repeated_parameter_is_or_and_different_ones_are_and(client: TestClient, ledger: Ledger) -> None:
    tanks, troops = ledger.claim(measure="tanks", region="ML"), ledger.claim(measure="troops", region="ML")
    ledger.claim(measure="ships", region="ML")
    ledger.claim(measure="tanks", region="SO")
    assert ids(client, "/v1/claims?measure=tanks&measure=troops&region=mali") == {tanks, troops}


def test_a_repeated_bound_is_the_weakest(client: TestClient, ledger: Ledger) -> None:
    ledger.claim(low=1.0)
    wanted = ledger.claim(low=2.0)
    assert ids(client, "/v1/claims?at_least=2&at_least=5") == {wanted}


def test_descend_can_be_stopped(client: TestClient, ledger: Ledger) -> None:
    ledger.claim(region="hirnyk", claimant="volodymyr-zelenskyy")
    country = ledger.claim(region="UA", claimant="ukraine")
    assert ids(client, "/v1/claims?region=UA&descend=false") == {country}
    assert ids(client, "/v1/claims?claimant=ukraine&descend=false") == {country}
    assert len(ids(client, "/v1/claims?region=UA")) == 2


def test_a_name_that_two_bear_is_both(client: TestClient, ledger: Ledger) -> None:
    both = {ledger.claim(region="GE"), ledger.claim(region="US-GA")}
    ledger.claim(region="UA")
    assert ids(client, "/v1/claims?region=georgia") == both


@pytest.mark.parametrize("basis", ["as_of", "said", "published"])
def test_date_basis_of_claims(client: TestClient, ledger: Ledger, basis: str) -> None:
    day, other = ("2024-06-01", "2024-06-01"), ("2024-10-05", "2024-10-05")
    spring = ledger.article(published_at=NOON.replace(month=3))
    found = {
        "as_of": ledger.claim(days=other, article=spring),
        "said": ledger.claim(days=day, article=spring, statement_id=ledger.statement(days=other, article=spring)),
        "published": ledger.claim(days=day, article=ledger.article(published_at=NOON.replace(day=5))),
    }
    assert ids(client, f"/v1/claims?date_from=2024-10-01&date_to=2024-10-20&date_basis={basis}") == {found[basis]}


def test_date_basis_of_statements(client: TestClient, ledger: Ledger) -> None:
    said = ledger.statement(days=("2024-10-05", "2024-10-05"), article=ledger.article(published_at=EARLIER))
    published = ledger.statement(days=("2024-09-05", "2024-09-05"))
    assert ids(client, "/v1/statements?date_from=2024-10") == {said}
    assert ids(client, "/v1/statements?date_from=2024-10&date_basis=published") == {published}


@pytest.mark.parametrize("kind", ["claim", "statement"])
def test_what_was_retracted_is_not_listed_but_kept(client: TestClient, ledger: Ledger, kind: str) -> None:
    standing, retracted = getattr(ledger, kind)(), getattr(ledger, kind)(retracted=2)
    assert ids(client, f"/v1/{kind}s") == {standing}
    assert client.get(f"/v1/{kind}s/{retracted}").json()["retracted"] is True
    assert client.get(f"/v1/{kind}s/{standing}").json()["retracted"] is False


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("claims?region=Urkaine", "UA"),
        ("claims?force=north%20koera", "north-korea"),
        ("statements?speaker=Zelenskiy", "volodymyr-zelenskyy"),
        ("articles?publisher=Al%20Jazera", "Al Jazeera"),
        ("actors?parent=ukrane", "ukraine"),
    ],
)
def test_a_value_nobody_knows_is_an_empty_answer_with_a_suggestion(
    client: TestClient, ledger: Ledger, query: str, suggestion: str
) -> None:
    ledger.claim(region="UA", force="north-korea")
    ledger.statement(speaker="volodymyr-zelenskyy")
    answer = client.get(f"/v1/{query}").json()
    [warning] = answer["meta"]["warnings"]
    assert answer["data"] == []
    assert warning["parameter"] in query
    assert warning["suggestions"][0]["value"] == suggestion


def test_a_value_nobody_knows_does_not_hide_a_known_one(client: TestClient, ledger: Ledger) -> None:
    known = ledger.claim(region="ML")
    ledger.claim(region="SO")
    answer = client.get("/v1/claims?region=mali&region=atlantis").json()
    assert [each["id"] for each in answer["data"]] == [known]
    assert answer["meta"]["warnings"] == [
        {"parameter": "region", "value": "atlantis", "detail": 'Nothing is known as region "atlantis".', "suggestions": []}
    ]


def test_where_nobody_is_known_nothing_is_read(
    client: TestClient, ledger: Ledger, steps: Callable[[Callable[[], Any]], int]
) -> None:
    paths = [
        "claims?region=atlantis",
        "claims?force=nobody&publisher=nowhere&with_total=true",
        "claims?sort=low&publisher=nowhere",
        "claims?region=atlantis&q=text",
        "claims?region=atlantis&format=ndjson",
        "claims/series?force=nobody",
        "claims/facets?claimant=nobody",
        "statements?speaker=nobody&exclude_publisher=Gazette",
        "articles?actor=nobody",
        "coverage?region=atlantis",
    ]
    taken = []
    for number in (3, 100):
        for _ in range(number):
            article = ledger.article()
            ledger.claim(region="UA", article=article)
            ledger.statement(speaker="ukraine", article=article)
        for path in paths:
            client.get(f"/v1/{path}")  # so that nothing is measured but what every such question takes
        taken.append({path: steps(lambda path=path: client.get(f"/v1/{path}")) for path in paths})
    few, many = taken
    assert min(few.values()) > 0
    assert [path for path in paths if many[path] - few[path] >= 100] == []  # to read a row takes several


@pytest.mark.parametrize(
    "twice", ["measure=troops&measure=troops", "modality=asserted&modality=asserted", "force=russia&force=russia"]
)
def test_a_value_given_twice_finds_nothing_twice(client: TestClient, ledger: Ledger, twice: str) -> None:
    known = {ledger.claim(force="russia") for _ in range(3)}
    found = [each["id"] for each in client.get(f"/v1/claims?{twice}").json()["data"]]
    assert sorted(found) == sorted(known)
    assert client.get(f"/v1/claims/series?{twice}").json()["meta"]["read"] == 3


def test_to_take_away_a_claim_costs_what_it_is(ledger: Ledger, steps: Callable[[Callable[[], Any]], int]) -> None:
    taken = []
    for number in (3, 100):
        first = ledger.claim()
        for _ in range(number):
            ledger.claim()
        taken.append(steps(lambda id=first: entries.take_away(ledger.session, [id])))  # type: ignore[misc]
        ledger.session.commit()
    few, many = taken
    assert few > 0
    assert many - few < 100  # to read a row takes several


def test_what_shall_be_left_out_may_be_unknown(client: TestClient, ledger: Ledger) -> None:
    kept = ledger.claim("ukraine")
    assert ids(client, "/v1/claims?exclude_claimant=nobody") == {kept}
    assert ids(client, "/v1/claims?exclude_publisher=nowhere&claimant=ukraine") == {kept}


def test_of_many_unknown_values_the_first_have_suggestions(client: TestClient) -> None:
    values = [f"region=Urkaine{number}" for number in range(12)]
    warnings = client.get(f"/v1/claims?{'&'.join(values)}").json()["meta"]["warnings"]
    assert [bool(each["suggestions"]) for each in warnings] == [True] * 10 + [False] * 2
