"""Answers: exactly the objects of the contract, named by an ETag, cut down to fields, compressed and open to other origins."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import models
from app.models import ArticleVersion, Claim, ClaimActor, Region, Statement, StatementActor
from app.vocabulary import StoreText
from tests.ledger import Ledger


@pytest.fixture
def claim(ledger: Ledger) -> str:
    article = ledger.article(id="art_1", text="The text.", title="Troops", url="https://example.org/1")
    statement = ledger.statement(article=article, speaker="volodymyr-zelenskyy", addressee="south-korea", medium="Telegram")
    return ledger.claim(
        article=article, statement_id=statement, claimant="volodymyr-zelenskyy", force="north-korea", region="RU-KRS", high=None
    )


ARTICLE = {
    "id": "art_1",
    "title": "Troops",
    "publisher": "Al Jazeera",
    "url": "https://example.org/1",
    "published_at": "2024-10-30T12:00:00Z",
}
ZELENSKYY = {"id": "volodymyr-zelenskyy", "name": "Volodymyr Zelenskyy", "kind": "person", "as_written": "Volodymyr Zelenskyy"}
DAY = {"start": "2024-10-29", "end": "2024-10-29", "precision": "day", "basis": "relative", "as_written": None}


def test_a_claim(client: TestClient, ledger: Ledger, claim: str) -> None:
    row = ledger.session.get_one(Claim, claim)
    expected = {
        "id": claim,
        "article": ARTICLE,
        "statement": row.statement_id,
        "measure": "troops",
        "quote": "text",
        "unit": None,
        "low": 3000,
        "high": None,
        "approximate": False,
        "hedge": None,
        "modality": "asserted",
        "force": {"id": "north-korea", "name": "North Korea", "kind": "state", "as_written": "North Korea"},
        "claimant": ZELENSKYY,
        "region": {
            "id": "RU-KRS",
            "name": "Kursk Oblast",
            "kind": "division",
            "relation": "in",
            "as_written": "Kursk Oblast",
            "point": {"lat": 51.7, "lon": 35.2},
        },
        "as_of": DAY,
        "attribution": [],
        "sentence": "The text.",
        "spans": {"quote": {"start": 4, "end": 8}, "force": None},
        "rule": "test",
        "revision": 1,
        "retracted": False,
    }
    assert client.get(f"/v1/claims/{claim}").json() == expected
    assert client.get("/v1/claims").json()["data"] == [expected]
    assert '"low":3000,' in client.get("/v1/claims").text


def test_a_claim_of_nobody_anywhere(client: TestClient, ledger: Ledger) -> None:
    claim = client.get(f"/v1/claims/{ledger.claim(low=12.5)}").json()
    assert [claim[name] for name in ("force", "claimant", "region", "statement", "low")] == [None, None, None, None, 12.5]


def test_a_reference_that_the_registry_cannot_decide_keeps_its_words(client: TestClient, ledger: Ledger) -> None:
    id = ledger.claim()
    row = ledger.session.get_one(Claim, id)
    row.region_as_written, row.claimant_as_written = "Springfield", "He"
    ledger.enter(id)
    claim = client.get(f"/v1/claims/{id}").json()
    assert claim["claimant"] == {"id": None, "name": None, "kind": None, "as_written": "He"}
    assert (claim["region"]["id"], claim["region"]["as_written"], claim["region"]["point"]) == (None, "Springfield", None)


def test_a_statement(client: TestClient, ledger: Ledger, claim: str) -> None:
    id = ledger.session.get_one(Claim, claim).statement_id
    ledger.claim(article="art_1", statement_id=id, retracted=2)
    expected = {
        "id": id,
        "article": ARTICLE,
        "speaker": ZELENSKYY,
        "cue": "said",
        "kind": "indirect",
        "content": "that",
        "addressee": {"id": "south-korea", "name": "South Korea", "kind": "state", "as_written": "South Korea"},
        "medium": "Telegram",
        "attribution": [{"actor": ZELENSKYY, "cue": "said"}],
        "said": DAY,
        "region": None,
        "claims": [claim],
        "sentence": "The text.",
        "spans": {"content": {"start": 4, "end": 8}, "speaker": None},
        "rule": "test",
        "revision": 1,
        "retracted": False,
    }
    assert client.get(f"/v1/statements/{id}").json() == expected
    assert client.get("/v1/statements").json()["data"] == [expected]


def test_hops_and_claims_stay_with_their_own_statement(client: TestClient, ledger: Ledger) -> None:
    first, second = ledger.statement(speaker="pat-ryder"), ledger.statement(speaker="csis")
    claim = ledger.claim(statement_id=second)
    said = {each["id"]: each for each in client.get("/v1/statements").json()["data"]}
    assert [hop["actor"]["id"] for hop in said[first]["attribution"]] == ["pat-ryder"]
    assert [hop["actor"]["id"] for hop in said[second]["attribution"]] == ["csis"]
    assert (said[first]["claims"], said[second]["claims"]) == ([], [claim])


def test_an_actor_and_its_kin(client: TestClient) -> None:
    actor = client.get("/v1/actors/volodymyr-zelenskyy").json()
    assert actor["aliases"] == ["Volodymyr Zelenskyy", "Zelensky", "Zelenskyy"]
    assert actor["parent"] == {"id": "office-of-the-president-of-ukraine", "name": "Office of the President"}
    assert [each["id"] for each in actor["ancestors"]] == ["office-of-the-president-of-ukraine", "ukraine"]
    held = {
        "person": {"id": "volodymyr-zelenskyy", "name": "Volodymyr Zelenskyy"},
        "organ": {"id": "ukraine", "name": "Ukraine"},
        "title": "president",
        "started": "2019-05-20",
        "ended": None,
    }
    assert actor["offices"] == [held]
    ukraine = client.get("/v1/actors/ukraine").json()
    assert ukraine["offices"] == [held]
    assert [each["id"] for each in ukraine["children"]] == ["office-of-the-president-of-ukraine"]


def test_a_region_and_its_kin(client: TestClient) -> None:
    assert client.get("/v1/regions/hirnyk").json() == {
        "id": "hirnyk",
        "name": "Hirnyk",
        "kind": "settlement",
        "aliases": ["Hirnik", "Hirnyk", "hirnyk"],
        "parent": {"id": "UA-14", "name": "Donetsk Oblast"},
        "point": {"lat": 48.06, "lon": 37.37},
        "population": None,
        "note": None,
        "ancestors": [
            {"id": "UA-14", "name": "Donetsk Oblast", "kind": "division"},
            {"id": "UA", "name": "Ukraine", "kind": "country"},
        ],
        "children": [],
        "attribution": [GEONAMES],
    }


GEONAMES = {
    "name": "GeoNames",
    "url": "https://www.geonames.org",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "changes": "Selected, renamed to English news usage, rounded and rearranged.",
}


def test_regions_say_whose_data_they_are_and_others_do_not(client: TestClient) -> None:
    for path in ("/v1/regions", "/v1/regions?q=atlantis", "/v1/regions?fields=id"):
        assert client.get(path).json()["meta"]["attribution"] == [GEONAMES]
    assert "attribution" not in client.get("/v1/actors").json()["meta"]


def test_a_disputed_region_says_so_in_a_list(client: TestClient, ledger: Ledger) -> None:
    ledger.session.get_one(Region, "UA-14").note = "Annexed by Russia in 2022."
    ledger.session.commit()
    notes = {each["id"]: each["note"] for each in client.get("/v1/regions?country=UA").json()["data"]}
    assert notes == {"UA": None, "UA-14": "Annexed by Russia in 2022.", "hirnyk": None}


def test_what_lies_under_something_says_so_in_a_list(client: TestClient) -> None:
    regions = {each["id"]: each["ancestors"] for each in client.get("/v1/regions").json()["data"]}
    assert [each["id"] for each in regions["hirnyk"]] == ["UA-14", "UA"]
    assert [each["id"] for each in regions["RU-KRS"]] == ["RU"]
    assert regions["ML"] == []
    [zelenskyy] = client.get("/v1/actors?q=zelen").json()["data"]
    assert [each["kind"] for each in zelenskyy["ancestors"]] == ["organ", "state"]


def test_a_circle_of_parents_ends(client: TestClient, ledger: Ledger) -> None:
    ledger.session.get_one(Region, "UA").parent_id = "hirnyk"
    ledger.session.commit()
    assert client.get("/v1/regions/hirnyk").status_code == 200


def test_counts_of_an_actor_are_what_the_filters_find(client: TestClient, ledger: Ledger) -> None:
    ledger.claim(claimant="volodymyr-zelenskyy", force="russia")
    ledger.claim(claimant="ukraine", force="north-korea")
    ledger.claim(claimant="ukraine", retracted=2)
    ledger.statement(speaker="volodymyr-zelenskyy", addressee="south-korea")
    ledger.statement(speaker="pat-ryder", retracted=2)
    counts = {each["id"]: each["counts"] for each in client.get("/v1/actors?with_counts=true").json()["data"]}
    none = {"speaker": 0, "addressee": 0, "claimant": 0, "force": 0, "relay": 0}
    assert counts["ukraine"] == {**none, "claimant": 2, "speaker": 1}
    assert counts["volodymyr-zelenskyy"] == {**none, "claimant": 1, "speaker": 1}
    assert counts["south-korea"] == {**none, "addressee": 1}
    assert counts["pat-ryder"] == none
    total = client.get("/v1/claims?claimant=ukraine&with_total=true").json()["meta"]["total"]
    assert total == counts["ukraine"]["claimant"]
    assert "counts" not in client.get("/v1/actors").json()["data"][0]


def test_whoever_passed_on_claims_and_statements_is_counted_for_both(client: TestClient, ledger: Ledger) -> None:
    claim, statement = ledger.claim(), ledger.statement()
    ledger.session.add(ClaimActor(actor_id="associated-press", role="relay", claim_id=claim, depth=0))
    ledger.session.add(StatementActor(actor_id="associated-press", role="relay", statement_id=statement, depth=0))
    ledger.session.commit()
    [press] = client.get("/v1/actors?q=associated&with_counts=true&fields=counts.relay").json()["data"]
    assert press == {"counts": {"relay": 2}}


def test_counts_of_a_region(client: TestClient, ledger: Ledger) -> None:
    ledger.claim(region="hirnyk")
    ledger.claim(region="UA", retracted=2)
    ledger.statement(region="UA-14")
    ledger.statement(region="RU")
    counts = {each["id"]: each["counts"] for each in client.get("/v1/regions?with_counts=true").json()["data"]}
    assert counts["UA"] == counts["UA-14"] == {"claims": 1, "statements": 1}
    assert counts["hirnyk"] == {"claims": 1, "statements": 0}
    assert counts["RU-KRS"] == {"claims": 0, "statements": 0}


def test_an_article_and_its_text(client: TestClient, ledger: Ledger) -> None:
    id = ledger.article(text="“Zażółć” <b>🙂</b>\r\n")
    article = client.get(f"/v1/articles/{id}").json()
    assert (article["version"], article["versions"][0]["sha256"]) == (1, article["sha256"])
    text = client.get(f"/v1/articles/{id}/text")
    assert text.content.decode() == "“Zażółć” <b>🙂</b>\r\n"
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.headers["x-content-type-options"] == "nosniff"
    assert client.get(f"/v1/articles/{id}/text?version=1").content == text.content
    assert client.get(f"/v1/articles/{id}/text?version=2").status_code == 404


@pytest.mark.parametrize("kind", ["claim", "statement"])
def test_evidence(client: TestClient, ledger: Ledger, kind: str) -> None:
    model: Any = {"claim": Claim, "statement": Statement}[kind]
    article = ledger.article(text="A 🙂 is here.")
    id = getattr(ledger, kind)(article=article)
    row = ledger.session.get_one(model, id)
    row.spans, row.sentence = {"quote": {"start": 2, "end": 3}, "force": None}, "A 🙂 is here."
    ledger.session.commit()
    evidence = client.get(f"/v1/{kind}s/{id}/evidence").json()
    assert evidence["spans"] == {"quote": {"start": 2, "end": 3, "text": "🙂"}, "force": None}
    quote = {"type": "TextQuoteSelector", "exact": "🙂", "prefix": "A ", "suffix": " is here."}
    position = {"type": "TextPositionSelector", "start": 2, "end": 3}
    assert evidence["selectors"] == {"quote": {"quote": quote, "position": position}, "force": None}
    assert evidence["article"]["version"] == 1
    assert evidence["article"]["sha256"] == client.get(f"/v1/articles/{article}").json()["sha256"]
    assert (evidence["sentence"], evidence["rule"]) == ("A 🙂 is here.", "test")


def test_selectors_take_32_characters_on_either_side(client: TestClient, ledger: Ledger) -> None:
    text = "".join(chr(ord("a") + place % 26) for place in range(40)) + "🙂🙂" + "".join(map(chr, range(0x410, 0x438)))
    spans = {"quote": {"start": 40, "end": 42}}
    id = ledger.claim(article=ledger.article(text=text), spans=spans)
    quote = client.get(f"/v1/claims/{id}/evidence").json()["selectors"]["quote"]["quote"]
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == (text[8:40], "🙂🙂", text[42:74])


@pytest.mark.parametrize("kind", ["claim", "statement"])
def test_offsets_can_be_those_of_a_browser(client: TestClient, ledger: Ledger, kind: str) -> None:
    text = "🙂 É 🙂 four 🙂"
    article = ledger.article(text=text)
    ledger.mention(article, "four", region="UA")
    id = getattr(ledger, kind)(article=article, spans={"quote": {"start": 6, "end": 10}, "sentence": {"start": 0, "end": 12}})
    evidence = client.get(f"/v1/{kind}s/{id}/evidence?offset_unit=utf16").json()
    units = text.encode("utf-16-le")
    for span, words in (("quote", "four"), ("sentence", text)):
        for places in (evidence["spans"][span], evidence["selectors"][span]["position"]):
            assert units[places["start"] * 2 : places["end"] * 2].decode("utf-16-le") == words
    assert evidence["offset_unit"] == "utf16"
    assert client.get(f"/v1/{kind}s/{id}/evidence").json()["spans"]["quote"] == {"start": 6, "end": 10, "text": "four"}
    [mention] = client.get(f"/v1/articles/{article}/mentions?offset_unit=utf16").json()["data"]
    assert mention["span"] == {"start": 8, "end": 12}
    assert client.get(f"/v1/{kind}s/{id}/evidence?offset_unit=bytes").status_code == 422


def test_evidence_of_a_text_that_was_kept_in_part(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article(text="         Four left.      ")
    row = ledger.session.get_one(ArticleVersion, (article, 1))
    spans = {"quote": {"start": 9, "end": 13}, "sentence": {"start": 9, "end": 19}}
    id = ledger.claim(article=article, spans=spans)
    for kept, text, quote in (
        ("sentences", row.text, {"type": "TextQuoteSelector", "exact": "Four", "prefix": "", "suffix": " left."}),
        ("none", None, None),
    ):
        row.kept, row.text = StoreText.SPANS if kept == "sentences" else StoreText.NONE, text
        ledger.session.commit()
        evidence = client.get(f"/v1/claims/{id}/evidence").json()
        assert evidence["selectors"]["quote"]["quote"] == quote
        assert evidence["selectors"]["quote"]["position"] == {"type": "TextPositionSelector", "start": 9, "end": 13}
        refused = client.get(f"/v1/claims/{id}/evidence?offset_unit=utf16")
        assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "offset_unit")


def test_fields_cut_objects_down(client: TestClient, ledger: Ledger, claim: str) -> None:
    ledger.claim(days=("2020-01-01", "2020-01-01"))
    answer = client.get("/v1/claims?fields=id,low,claimant.id,spans.quote.start,claimant.name").json()
    assert answer["data"][0] == {
        "id": claim,
        "low": 3000,
        "claimant": {"id": "volodymyr-zelenskyy", "name": "Volodymyr Zelenskyy"},
        "spans": {"quote": {"start": 4}},
    }
    assert answer["data"][1]["claimant"] is None
    said = client.get("/v1/statements?fields=attribution.actor.id").json()["data"]
    assert said == [{"attribution": [{"actor": {"id": "volodymyr-zelenskyy"}}]}]
    whole = client.get("/v1/claims?fields=as_of,as_of.start").json()["data"]
    assert whole[0] == {"as_of": DAY}


REVISION_READ = "SELECT revision.number FROM revision WHERE revision.id = 1".split()
READS = ["/v1/claims?limit=1", "/v1/articles/art_1", "/v1/articles/art_1/text", "/v1/actors", "/v1/regions/UA"]


@pytest.mark.parametrize("path", READS)
def test_what_the_client_has_is_not_sent_again(
    client: TestClient, ledger: Ledger, claim: str, statements: list[str], path: str
) -> None:
    first = client.get(path)
    etag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    statements.clear()
    again = client.get(path, headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert [*map(str.split, statements)] == [REVISION_READ]
    ledger.advance()
    changed = client.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_an_etag_belongs_to_one_question(client: TestClient, ledger: Ledger, claim: str) -> None:
    etag = client.get("/v1/claims?limit=1").headers["ETag"]
    assert client.get("/v1/claims?limit=2", headers={"If-None-Match": etag}).status_code == 200
    assert client.get("/v1/claims/nobody", headers={"If-None-Match": etag}).status_code == 404
    assert "ETag" not in client.get("/v1/claims/nobody").headers


def test_the_revision_is_that_of_the_ledger(client: TestClient, ledger: Ledger) -> None:
    ledger.advance()
    assert client.get("/v1/claims").json()["meta"] == {"revision": 2, "warnings": []}


def test_answers_are_compressed_for_those_who_ask(client: TestClient, ledger: Ledger, claim: str) -> None:
    ledger.claim(article="art_1")
    assert client.get("/v1/claims", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/v1/claims", headers={"Accept-Encoding": "identity"}).headers


def test_a_ledger_that_keeps_no_words_says_so(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article(text="The text.")
    claim = ledger.claim(article=article)
    version = ledger.session.get_one(models.ArticleVersion, (article, 1))
    version.text, version.kept = None, "none"
    row = ledger.session.get_one(models.Claim, claim)
    row.quote, row.sentence = None, None
    ledger.enter(claim)
    refused = client.get(f"/v1/articles/{article}/text")
    assert (refused.status_code, refused.json()["type"]) == (410, "/problems/text-not-kept")
    evidence = client.get(f"/v1/claims/{claim}/evidence").json()
    assert (evidence["sentence"], evidence["article"]["sha256"]) == (None, version.sha256)
    assert evidence["spans"]["quote"] == {"start": 4, "end": 8, "text": None}
    shown = client.get(f"/v1/claims/{claim}").json()
    assert (shown["quote"], shown["sentence"], shown["spans"]["quote"]) == (None, None, {"start": 4, "end": 8})


def test_the_blanks_between_kept_sentences_are_not_given_as_the_text(client: TestClient, ledger: Ledger) -> None:
    article = ledger.article(text="    text ")
    claim = ledger.claim(article=article)
    ledger.session.get_one(models.ArticleVersion, (article, 1)).kept = "spans"
    ledger.session.commit()
    assert client.get(f"/v1/articles/{article}/text?version=1").status_code == 410
    assert client.get(f"/v1/claims/{claim}/evidence").json()["spans"]["quote"]["text"] == "text"


def test_other_origins_may_read(client: TestClient) -> None:
    origin = {"Origin": "https://dashboard.example"}
    answer = client.get("/v1/claims", headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert client.get("/v1/nothing", headers=origin).headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/v1/articles", headers={**origin, "Access-Control-Request-Method": "POST"})
    assert "POST" not in asked.headers["Access-Control-Allow-Methods"]


def test_head_is_get_without_a_body(client: TestClient, ledger: Ledger, claim: str) -> None:
    head, get = client.head("/v1/claims"), client.get("/v1/claims")
    assert head.status_code == 200
    assert head.headers["ETag"] == get.headers["ETag"]
