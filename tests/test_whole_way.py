"""One report, posted to a service with its whole registry: its facts come back by actor, region, date and medium."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings

REPORT = """Ukraine's president, Volodymyr Zelenskyy, said on Tuesday he had told South Korean President Yoon Suk Yeol that 3,000 North \
Korean soldiers were already at bases near the border and that he expected their number to rise to 12,000.

Pentagon spokesman Pat Ryder said on Tuesday that a “small number” of North Korean troops were in Russia’s Kursk region and a couple of \
thousand more were on their way there.

“They will not stop at the border,” Zelenskyy wrote on Telegram.

The soldiers are less than 2 percent of Russia’s troops, the Center for Strategic and International Studies (CSIS) think tank said in \
a note on Tuesday. “It is a gesture,” it added.

Russian drones hit Kharkiv overnight, killing four people and wounding 15, authorities said."""


@pytest.fixture(scope="module")
def service(registries: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = shutil.copy(registries, tmp_path_factory.mktemp("service"))
    with TestClient(create_app(Settings(database_url=f"sqlite:///{path}"))) as client:
        answer = client.post(
            "/v1/articles", json={"text": REPORT, "title": "Soldiers", "publisher": "Gazette", "published_at": "2024-10-30"}
        )
        assert answer.status_code == 201
        yield client


def found(service: TestClient, path: str) -> list[dict[str, Any]]:
    answer = service.get(path)
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


def test_every_span_gives_its_string(service: TestClient) -> None:
    facts = [*found(service, "/v1/claims?limit=100"), *found(service, "/v1/statements?limit=100")]
    for fact in facts:
        for role, span in fact["spans"].items():
            named = fact.get(role)
            written = named["as_written"] if isinstance(named, dict) else named
            if isinstance(span, dict) and written and role != "medium":
                assert REPORT[span["start"] : span["end"]] == written, (fact["id"], role)


def test_troops_of_one_force_in_one_region_with_who_claims_them(service: TestClient) -> None:
    claims = found(service, "/v1/claims?force=north-korea&region=RU-KRS")
    assert {(claim["quote"], claim["claimant"]["id"]) for claim in claims} == {
        ("a “small number” of North Korean troops", "pat-ryder"),
        ("a couple of thousand more", "pat-ryder"),
    }


def test_what_one_side_claimed_on_one_day(service: TestClient) -> None:
    claims = found(service, "/v1/claims?claimant=ukraine&date_from=2024-10-29&date_to=2024-10-29")
    assert {claim["quote"] for claim in claims} == {"3,000 North Korean soldiers", "12,000"}
    assert {claim["claimant"]["id"] for claim in claims} == {"volodymyr-zelenskyy"}
    assert {claim["modality"] for claim in claims} == {"asserted", "expected"}
    assert {claim["as_of"]["basis"] for claim in claims} == {"said"}


def test_statements_by_medium(service: TestClient) -> None:
    statements = found(service, "/v1/statements?medium=telegram")
    assert [statement["content"] for statement in statements] == ["They will not stop at the border"]
    assert statements[0]["speaker"]["id"] == "volodymyr-zelenskyy"


def test_it_adds_with_the_body_that_spoke_before(service: TestClient) -> None:
    statements = found(service, "/v1/statements?speaker=center-for-strategic-and-international-studies")
    assert {statement["cue"] for statement in statements} == {"said", "added"}


def test_the_dead_are_not_the_killers(service: TestClient) -> None:
    claims = found(service, "/v1/claims?measure=killed&measure=wounded")
    assert {(claim["measure"], claim["low"], claim["force"]["id"], claim["region"]["name"]) for claim in claims} == {
        ("killed", 4, "civilians", "Kharkiv"),
        ("wounded", 15, "civilians", "Kharkiv"),
    }


def test_a_report_posted_again_changes_nothing(service: TestClient) -> None:
    before = service.get("/v1/claims").json()["meta"]["revision"]
    again = service.post(
        "/v1/articles", json={"text": REPORT, "title": "Soldiers", "publisher": "Gazette", "published_at": "2024-10-30"}
    )
    assert again.status_code == 200
    assert service.get("/v1/claims").json()["meta"]["revision"] == before
