"""Full text: what has the words is found, in the order of the list, and nothing else; and a snippet shows where they stand."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from alembic import command
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlmodel import Session

from app import models
from app.db import migrate, migrations
from app.ingestion import entries
from app.queries import plans
from app.searches import Misplaced, says, search
from app.tokens import tokens
from tests.ledger import NOON, Ledger

# (q, a sentence that it finds, one that must not come back)
FOUND = [
    ("troops", "The troops left.", "The trooper left."),
    ("TROOPS left", "Left by troops.", "The troops stayed."),
    ('"north korean troops"', "Many North Korean troops.", "Troops, North Korean ones."),
    ("“north korean”", "Many North-Korean troops.", "Korean, and north."),
    ("north-korean", "North Korean troops.", "Korean troops in the north."),
    ("missil*", "Missiles fell.", "A missal fell."),
    ('"ballistic missil"*', "Ballistic missiles fell.", "Missiles, ballistic ones."),
    ("drones -jet", "Drones fell.", "Jet drones fell."),
    ('drones -"jet drones" -tank*', "Drones, jet or not.", "Jet drones fell."),
    ("drones -tank*", "Drones fell.", "Drones and tanks fell."),
    ("elan", "Élan vital.", "Elation."),
    ("ÉLAN", "elan", "elation"),
    ("zażółć", "ZAZOŁC ZAŻÓŁĆ", "zazolc"),
    ("3,000", "3,000 of them.", "3,500 of 4,000."),
    ("F-16", "An F-16 fell.", "16 F fell."),
    ("near AND far", "Near and far.", "Near, far."),
    ("sentence:left", "A sentence left.", "Left alone."),
    ("troops & tanks", "Troops, tanks.", "Troops."),
]


def ids(client: TestClient, path: str, **query: Any) -> list[str]:
    answer = client.get(path + ("&" if "?" in path else "?") + urlencode(query))
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["data"]]


@pytest.mark.parametrize("few", [0, plans.FEW])
@pytest.mark.parametrize(("q", "wanted", "other"), FOUND)
def test_claims_and_statements(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, q: str, wanted: str, other: str, few: int
) -> None:
    monkeypatch.setattr(plans, "FEW", few)
    plans._counts.cache_clear()
    for add, path in ((ledger.claim, "/v1/claims"), (ledger.statement, "/v1/statements")):
        found = add(sentence=wanted, region="hirnyk")
        add(sentence=other, region="hirnyk")
        add(sentence=wanted, retracted=2, region="hirnyk")
        elsewhere = add(sentence=wanted, region="ML")
        for sort in ("", "&sort=published"):
            assert ids(client, f"{path}?region=UA{sort}", q=q) == [found]
            assert set(ids(client, f"{path}?limit=9{sort}", q=q)) == {found, elsewhere}
    plans._counts.cache_clear()


@pytest.mark.parametrize(("q", "wanted", "other"), FOUND)
def test_articles(client: TestClient, ledger: Ledger, q: str, wanted: str, other: str) -> None:
    found = [ledger.article(text=wanted), ledger.article(title=wanted)]
    ledger.article(text=other, title=other)
    assert set(ids(client, "/v1/articles", q=q)) == set(found)


def test_what_is_searched(client: TestClient, ledger: Ledger) -> None:
    claim = ledger.claim(quote="five tanks", sentence="Tanks.")
    statement = ledger.statement(content="five tanks", sentence="Tanks.")
    assert ids(client, "/v1/claims?q=five") == [claim]
    assert ids(client, "/v1/statements?q=five") == [statement]
    assert ids(client, "/v1/claims?q=tanks -five") == ids(client, "/v1/articles?q=five") == []


def test_a_repeated_search_is_or(client: TestClient, ledger: Ledger) -> None:
    both = {ledger.claim(sentence="Tanks."), ledger.claim(sentence="Drones.")}
    ledger.claim(sentence="Drones and jets.")
    assert set(ids(client, "/v1/claims?q=tanks&q=drones -jets")) == both


@pytest.mark.parametrize(
    ("q", "offset", "says"),
    [
        ('"north', 0, "never closed"),
        ('troops "north', 7, "never closed"),
        ('a"b', 1, "never closed"),
        ("*", 0, "behind the beginning of one"),
        ("mis*les", 3, "behind the beginning of one"),
        ("missil**", 6, "behind the beginning of one"),
        ("a*", 1, "single letter"),
        ("troops -", 7, "nothing to look for at 7"),
        ('troops ""', 7, "nothing to look for at 7"),
        ("-troops", 0, "must not be there"),
        ("&", 0, "no letter or digit"),
        ("🙂 …", 0, "no letter or digit"),
        (" ".join(["troops"] * 33), 0, "more than 32 words"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(client: TestClient, q: str, offset: int, says: str) -> None:
    for path in ("/v1/claims", "/v1/statements", "/v1/articles", "/v1/claims/series", "/v1/claims/facets"):
        answer = client.get(path, params={"q": q})
        [error] = answer.json()["errors"]
        assert (answer.status_code, error["parameter"], error["offset"]) == (422, "q", offset)
        assert says in answer.json()["detail"]


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("ab\"*-() :^{}+é,\\'“")))
def test_nothing_that_is_typed_breaks_the_index(typed: str) -> None:
    with suppress(Misplaced):
        expression = str(search(typed))
        database = sqlite3.connect(":memory:")
        database.execute("CREATE VIRTUAL TABLE said USING fts5(words)")
        database.execute("SELECT rowid FROM said WHERE said MATCH ?", [expression]).fetchall()
        database.close()


LETTERS = st.characters(max_codepoint=0x2FF, categories=["L", "N", "P", "S", "Z"])


@settings(max_examples=50, deadline=None)
@given(st.text(LETTERS | st.sampled_from("\u0301 .’—“")))
@example("Élan vital, ZAŻÓŁĆ—e\u0301te\u0301 ﬁ 3,000 F-16 Straße ΟΔΟΣ Їжак Чернігів Ǻ İ ά µ ſ ǡ")
def test_words_are_those_of_the_index(written: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("""CREATE VIRTUAL TABLE said USING fts5(words, tokenize="unicode61 remove_diacritics 2")""")
    database.execute("CREATE VIRTUAL TABLE cut USING fts5vocab(said, instance)")
    database.execute("INSERT INTO said VALUES (?)", [written])
    indexed = [word for (word,) in database.execute("SELECT term FROM cut ORDER BY offset")]
    database.close()
    assert [token.folded for token in tokens(written)] == indexed
    assert all(written[token.start : token.end] for token in tokens(written))


def fill(ledger: Ledger, wanted: int = 17) -> None:
    """Facts and articles of few days, in an order that is not that of their ids; every third has the words."""
    for number in range(wanted * 3):
        sentence = "Seven tanks burned." if number % 3 == 0 else "Seven trucks burned."
        days = (f"2024-10-{number * 5 % 4 + 1:02}",) * 2
        article = ledger.article(text=sentence, published_at=NOON.replace(day=number * 5 % 4 + 1))
        region = "hirnyk" if number % 2 else "RU"
        ledger.claim("ukraine", sentence=sentence, days=days, article=article, region=region, low=float(number % 5))
        ledger.statement("ukraine", sentence=sentence, days=days, article=article, region=region)


@pytest.mark.parametrize("few", [0, plans.FEW])
@pytest.mark.parametrize(
    ("kind", "default"),
    [("claims", "as_of"), ("statements", "said"), ("articles", "published")],
    ids=["claims", "statements", "articles"],
)
def test_pages_make_the_whole_list_in_order(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, kind: str, default: str, few: int
) -> None:
    monkeypatch.setattr(plans, "FEW", few)
    plans._counts.cache_clear()
    fill(ledger)
    texts = {
        each["id"]: client.get(f"/v1/articles/{each['id']}/text").text
        for each in client.get("/v1/articles?limit=1000").json()["data"]
    }
    for query in ("", "&region=UA", "&actor=ukraine&date_to=2024-10-03", "&sort=published", "&descend=false&region=RU"):
        for sort in (default, f"-{default}") if "sort" not in query else ("",):
            asked = f"{query}&sort={sort}" if sort else query
            every = client.get(f"/v1/{kind}?limit=1000{asked}").json()["data"]
            wanted = [each["id"] for each in every if "tanks" in (each.get("sentence") or texts[each["id"]])]
            walked: list[str] = []
            following = f"/v1/{kind}?q=tanks&limit=4&with_total=true{asked}"
            while following:
                answer = client.get(following).json()
                assert answer["meta"]["total"] == len(wanted), asked
                walked += [each["id"] for each in answer["data"]]
                following = answer["links"]["next"]
            assert walked == wanted != [], asked
    plans._counts.cache_clear()


def test_a_cursor_of_another_search_is_refused(client: TestClient, ledger: Ledger) -> None:
    fill(ledger, 2)
    following = client.get("/v1/claims?q=tanks&limit=1").json()["links"]["next"]
    assert client.get(following.replace("q=tanks", "q=trucks")).status_code == 400


def snippet(client: TestClient, path: str, **query: Any) -> dict[str, Any]:
    [each] = client.get(path, params=query).json()["data"]
    shown: dict[str, Any] = each["snippet"]
    return shown


TEXT = "🙂 He spoke. Élan and 3,000 troops, with “élan”, came to Kursk. He left."


def test_snippets_are_spans_of_the_text(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article(text=TEXT, title="Troops of élan")
    sentence = "Élan and 3,000 troops, with “élan”, came to Kursk."
    start, quoted = TEXT.index(sentence), TEXT.index("3,000 troops")
    spans = {"sentence": {"start": start, "end": start + len(sentence)}, "quote": {"start": quoted, "end": quoted + 12}}
    ledger.claim(article=article, sentence=sentence, quote="3,000 troops", spans=spans)
    spoke = {"sentence": {"start": 2, "end": 11}, "content": {"start": start, "end": start + len(sentence)}}
    ledger.statement(article=article, sentence="He spoke.", content=sentence, spans=spoke)
    for path in ("/v1/claims", "/v1/statements", "/v1/articles"):
        shown = snippet(client, path, q='elan "3,000 troop"*')
        assert shown["text"] == TEXT[shown["start"] : shown["end"]]
        assert [TEXT[each["start"] : each["end"]] for each in shown["highlights"]] == ["Élan", "3,000 troops", "élan"]
        assert shown["of"] == "text"
    assert snippet(client, "/v1/articles", q="troops of")["text"] == "Troops of élan"
    assert snippet(client, "/v1/articles", q="troops of")["of"] == "title"
    assert snippet(client, "/v1/claims", q="kursk -left", fields="snippet.highlights") == {
        "highlights": [{"start": TEXT.index("Kursk"), "end": TEXT.index("Kursk") + 5}]
    }
    assert "snippet" not in client.get("/v1/claims").json()["data"][0]


@pytest.mark.parametrize("where", [0, 5000, 9990])
def test_a_snippet_of_a_long_text_is_short_and_holds_the_words(client: TestClient, ledger: Ledger, where: int) -> None:
    words = ["word"] * 10_000
    words[where : where + 2] = ["Seven", "tanks"]
    written = " ".join(words)
    ledger.article(text=written)
    shown = snippet(client, "/v1/articles", q='"seven tanks"')
    assert shown["text"] == written[shown["start"] : shown["end"]]
    assert len(shown["text"]) <= 300
    assert set(shown["text"].split()) == {"word", "Seven", "tanks"}
    assert [written[each["start"] : each["end"]] for each in shown["highlights"]] == ["Seven tanks"]


def test_a_snippet_of_a_word_without_end(client: TestClient, ledger: Ledger) -> None:
    ledger.article(text="x " + "a" * 10_000 + " y")
    shown = snippet(client, "/v1/articles", q="aaa*")
    assert len(shown["text"]) <= 300
    assert [each["end"] <= shown["end"] for each in shown["highlights"]] == [True]


def test_markup_stays_text(client: TestClient, ledger: Ledger) -> None:
    ledger.article(text="<b>tanks</b> & more")
    assert snippet(client, "/v1/articles", q="tanks")["text"] == "<b>tanks</b> & more"


def test_what_is_changed_is_found_as_it_is(client: TestClient, ledger: Ledger) -> None:
    kinds: list[tuple[Any, str, str]] = [(models.Claim, ledger.claim(sentence="Old tanks."), "claims")]
    kinds.append((models.Statement, ledger.statement(sentence="Old tanks."), "statements"))
    for model, id, path in kinds:
        row = ledger.session.get_one(model, id)
        row.sentence = "New drones."
        ledger.session.commit()
        assert (ids(client, f"/v1/{path}?q=tanks"), ids(client, f"/v1/{path}?q=drones")) == ([], [id])
        for retracted, found in ((3, []), (None, [id])):
            row.retracted = retracted
            ledger.session.commit()
            assert ids(client, f"/v1/{path}?q=drones") == found
        ledger.session.delete(row)
        ledger.session.commit()
        assert ids(client, f"/v1/{path}?q=drones") == []


def test_of_an_article_the_newest_text_is_found(client: TestClient, ledger: Ledger) -> None:
    id = ledger.article(text="Old tanks.", title="A title")
    ledger.session.get_one(models.Article, id).version = 2
    ledger.session.flush()
    newer = {"version": 2, "text": "New drones.", "sha256": "2", "taken_in_at": NOON}
    ledger.session.add(models.ArticleVersion(article_id=id, **newer))
    ledger.session.commit()
    assert (ids(client, "/v1/articles?q=tanks"), ids(client, "/v1/articles?q=drones title")) == ([], [id])


def test_where_no_words_were_kept_none_are_found(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article(text="", title="Nothing kept")
    ledger.session.get_one(models.ArticleVersion, (article, 1)).text = None
    claim, statement = ledger.claim(sentence=None, quote=None), ledger.statement(sentence=None, content=None)
    for few in ("", "&region=UA"):
        for path in ("articles", "claims", "statements"):
            assert not {article, claim, statement} & set(ids(client, f"/v1/{path}?q=text{few}"))
    assert ids(client, "/v1/articles?q=kept") == [article]


def test_the_index_is_not_moved_by_a_vacuum(client: TestClient, ledger: Ledger, engine: Engine) -> None:
    gone, id = ledger.claim(sentence="Tanks."), ledger.claim(sentence="Drones.")
    ledger.session.delete(ledger.session.get_one(models.Claim, gone))
    ledger.session.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))
    assert (ids(client, "/v1/claims?q=drones"), ids(client, "/v1/claims?q=tanks")) == ([id], [])


def test_rows_that_were_there_before_the_index_are_found(client: TestClient, ledger: Ledger, engine: Engine) -> None:
    article = ledger.article(text="Tanks.")
    claim, statement = ledger.claim(article=article, sentence="Tanks."), ledger.statement(article=article, sentence="Tanks.")
    ledger.claim(article=article, sentence="Tanks.", retracted=2)
    ledger.session.close()
    command.downgrade(migrations(engine), "0dbd94a6d9a2")
    migrate(engine)
    with Session(engine) as session:
        entries.complete(session)  # as at the next start
        session.commit()
    for path, id in (("articles", article), ("claims", claim), ("statements", statement)):
        assert ids(client, f"/v1/{path}?q=tanks") == [id]


def test_what_is_compared_is_made_of_the_claims_that_were_there(client: TestClient, ledger: Ledger, engine: Engine) -> None:
    ledger.claim(sentence="Tanks.", low=3.0)
    ledger.claim(sentence="Tanks.", low=5.0, retracted=2)
    ledger.session.close()
    command.downgrade(migrations(engine), "4be7a1d09c35")
    migrate(engine)
    [series] = client.get("/v1/claims/series").json()["data"]
    assert [point["claims"] for point in series["points"]] == [1]


def test_where_no_claim_stands_nothing_is_made_at_each_start(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.claim(retracted=2)
    made: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr(entries, "make", lambda *given: made.append(given))
        entries.complete(ledger.session)
    assert made == []
    ledger.claim()
    ledger.session.execute(text("DELETE FROM claim_entry"))
    monkeypatch.setattr(entries, "make", lambda *given: made.append(given))
    entries.complete(ledger.session)
    assert len(made) == 1


def test_of_two_that_start_at_once_one_makes_what_is_read(
    client: TestClient, ledger: Ledger, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.claim(sentence="Tanks.")
    id = ledger.claim(sentence="Drones.")
    ledger.session.execute(text("DELETE FROM claim_entry"))
    ledger.session.commit()
    held = entries.held

    def overtaken(session: Session) -> int:
        monkeypatch.setattr(entries, "held", held)
        with Session(engine) as other:
            entries.complete(other)
            other.commit()
        return held(session)

    monkeypatch.setattr(entries, "held", overtaken)
    with Session(engine) as session:
        entries.complete(session)
        session.commit()
    assert len(ids(client, "/v1/claims?measure=troops")) == 2
    assert client.get("/v1/claims/series").json()["meta"]["read"] == 2
    assert id in ids(client, "/v1/claims?q=drones")


def test_a_database_without_an_index_says_so(client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "searches_text", lambda _: False)
    answer = client.get("/v1/claims?q=tanks")
    assert (answer.status_code, answer.json()["type"]) == (501, "/problems/not-offered")
    assert client.get("/v1/claims").status_code == 200


def test_texts_are_read_as_the_index_would() -> None:
    assert says('["tanks -burned"]', "Tanks.", None)
    assert not says('["tanks -burned"]', "Tanks.", "Burned.")
    assert not says('["\\"seven tanks\\""]', "Seven", "tanks")
    assert says('["nothing", "tank*"]', "Tanks.")


def test_texts_are_read_only_where_they_are_few_of_all(client: TestClient, ledger: Ledger, statements: list[str]) -> None:
    article = ledger.article()
    for medium, number in (("Telegram", 3), ("X", 60)):
        for _ in range(number):
            ledger.statement(medium=medium, article=article)
    for medium, number, read in (("Telegram", 3, True), ("X", 50, False)):
        statements.clear()
        assert len(client.get(f"/v1/statements?q=text&medium={medium}").json()["data"]) == number
        assert any("says(" in statement for statement in statements) == read


@pytest.mark.parametrize("other", ["measure=killed", "publisher=Gazette"])
def test_of_a_frequent_word_and_a_frequent_value_a_page_reads_a_page(
    client: TestClient, ledger: Ledger, steps: Callable[[Callable[[], Any]], int], other: str
) -> None:
    path, article, taken = f"/v1/claims?q=tanks&{other}&limit=2", ledger.article(publisher="Gazette"), []
    days = [f"20{year}-{month:02}-{day:02}" for year in (23, 22) for month in range(12, 0, -1) for day in range(25, 0, -1)]
    newest = []
    for some in (days[:200], days[200:]):
        newest += [ledger.claim(sentence="Tanks.", measure="killed", article=article, days=(day, day)) for day in some]
        assert ids(client, path) == newest[:2]
        taken.append(steps(lambda: client.get(path)))
    assert taken[1] - taken[0] < 3 * 400  # to try all of 400 more takes ten times as many
