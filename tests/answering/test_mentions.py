"""What the text of an article names: every mention, in the order of the text, with what it stands for, a page at a time."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.ledger import Ledger

TEXT = "On 29 October Kim told Zelenskyy that Hirnyk and Springfield would fall next spring."


@pytest.fixture
def article(ledger: Ledger) -> str:
    """An article whose mentions were not written in the order of its text."""
    id = ledger.article(id="art_1", text=TEXT)
    ledger.mention(id, "next spring")
    ledger.mention(id, "Springfield", kind="region")
    ledger.mention(id, "Hirnyk", region="hirnyk")
    ledger.mention(id, "Zelenskyy", actor="volodymyr-zelenskyy")
    ledger.mention(id, "Kim", kind="actor")
    ledger.mention(id, "29 October", days=("2024-10-29", "2024-10-29"))
    other = ledger.article(id="art_2", text=TEXT)
    ledger.mention(other, "Kim", actor="north-korea")
    ledger.mention(other, "Zelenskyy", actor="ukraine")
    return id


def mentions(client: TestClient, query: str = "", article: str = "art_1") -> list[dict[str, Any]]:
    answer = client.get(f"/v1/articles/{article}/mentions{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]  # type: ignore[no-any-return]


def test_every_mention_in_the_order_of_the_text(client: TestClient, article: str) -> None:
    found = mentions(client)
    assert [(each["kind"], each["text"]) for each in found] == [
        ("date", "29 October"),
        ("actor", "Kim"),
        ("actor", "Zelenskyy"),
        ("region", "Hirnyk"),
        ("region", "Springfield"),
        ("date", "next spring"),
    ]
    assert all(TEXT[each["span"]["start"] : each["span"]["end"]] == each["text"] for each in found)


def test_what_each_stands_for(client: TestClient, article: str) -> None:
    day, kim, zelenskyy, hirnyk, springfield, spring = mentions(client)
    assert day == {
        "kind": "date",
        "text": "29 October",
        "span": {"start": 3, "end": 13},
        "ref": None,
        "interval": {"start": "2024-10-29", "end": "2024-10-29", "precision": "day", "basis": "explicit"},
    }
    assert zelenskyy["ref"] == {"id": "volodymyr-zelenskyy", "name": "Volodymyr Zelenskyy", "kind": "person"}
    assert hirnyk["ref"] == {"id": "hirnyk", "name": "Hirnyk", "kind": "settlement"}
    assert [each["ref"] for each in (kim, springfield, spring)] == [None, None, None]
    assert [each["interval"] for each in (kim, zelenskyy, hirnyk, springfield, spring)] == [None] * 5


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("?kind=region", ["Hirnyk", "Springfield"]),
        ("?kind=date", ["29 October", "next spring"]),
        ("?kind=actor&kind=date", ["29 October", "Kim", "Zelenskyy", "next spring"]),
        ("?sort=-start&limit=2", ["next spring", "Springfield"]),
    ],
)
def test_some_of_them(client: TestClient, article: str, query: str, texts: list[str]) -> None:
    assert [each["text"] for each in mentions(client, query)] == texts


def test_pages_make_the_whole_list(client: TestClient, article: str) -> None:
    following, seen = f"/v1/articles/{article}/mentions?limit=4&fields=text,ref.id", []
    while following:
        answer = client.get(following).json()
        seen += answer["data"]
        following = answer["links"]["next"]
    assert [each["text"] for each in seen] == [each["text"] for each in mentions(client)]
    assert seen[2] == {"text": "Zelenskyy", "ref": {"id": "volodymyr-zelenskyy"}}


def test_two_mentions_of_the_same_words_are_two(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article(text="Ukraine.")
    ledger.mention(article, "Ukraine", actor="ukraine")
    ledger.mention(article, "Ukraine", region="UA")
    first = client.get(f"/v1/articles/{article}/mentions?limit=1").json()
    second = client.get(first["links"]["next"]).json()
    assert [first["data"][0]["ref"]["id"], second["data"][0]["ref"]["id"]] == ["ukraine", "UA"]
    assert second["links"]["next"] is None


def test_a_cursor_of_another_article_is_refused(client: TestClient, article: str) -> None:
    following = client.get(f"/v1/articles/{article}/mentions?limit=1").json()["links"]["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    assert client.get(f"/v1/articles/{article}/mentions", params={"limit": 1, "cursor": cursor}).status_code == 200
    answer = client.get("/v1/articles/art_2/mentions", params={"limit": 1, "cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-cursor")


def test_an_article_that_names_nothing_and_one_that_is_not_there(client: TestClient, ledger: Ledger) -> None:
    assert mentions(client, article=ledger.article()) == []
    answer = client.get("/v1/articles/art_9/mentions")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown-id")


@pytest.mark.parametrize("query", ["kind=place", "limit=0", "limit=1001", "actor=ukraine"])
def test_a_question_that_cannot_be_answered(client: TestClient, article: str, query: str) -> None:
    assert client.get(f"/v1/articles/{article}/mentions?{query}").status_code == 422


def test_a_hundred_mentions_cost_as_many_statements_as_one(client: TestClient, ledger: Ledger, statements: list[str]) -> None:
    article = ledger.article(text=" ".join(f"Kyiv{number:03}" for number in range(100)))
    ledger.mention(article, "Kyiv000", actor="ukraine")
    statements.clear()
    one = len(mentions(client, "?limit=200", article)), len(statements)
    for number in range(1, 100):
        ledger.mention(article, f"Kyiv{number:03}", actor="ukraine")
    statements.clear()
    assert (len(mentions(client, "?limit=200", article)), len(statements)) == (100, one[1])
    assert one == (1, 3)
