"""The OpenAPI document is true: it names what there is, and every answer is what it says."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from app.queries import actors, articles, claims, regions, statements
from app.vocabulary import Measure
from tests.ledger import Ledger

LISTINGS = {each.LISTING.kind: each.LISTING for each in (articles, statements, claims, actors, regions)}
OPERATIONS = {
    "takeInArticle", "listArticles", "getArticle", "getArticleText", "listMentions",
    "listStatements", "getStatement", "getStatementEvidence", "listClaims", "getClaim", "getClaimEvidence",
    "listActors", "getActor", "listRegions", "getRegion", "getHealth", "getReadiness",
    "takeInArticles", "listSources", "getSource", "listAttempts", "addSource", "changeSource", "removeSource",
    "getClaimSeries", "listConflicts", "listLatestClaims", "getClaimFacets", "getStatementFacets", "getCoverage",
}  # fmt: skip


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    return client.get("/openapi.json").json()  # type: ignore[no-any-return]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    article = ledger.article(id="art_1", url=None, title=None)
    for region in ("hirnyk", None):
        statement = ledger.statement(article=article, speaker="volodymyr-zelenskyy", addressee="ukraine", region=region)
        ledger.claim(article=article, statement_id=statement, claimant="csis", force="russia", region=region, low=0.5, high=None)
    return ledger


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def errors(document: dict[str, Any], schema: dict[str, Any], answer: Any) -> list[str]:
    whole = {**schema, "components": document["components"]}
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(whole).iter_errors(answer)]


def answer_schema(document: dict[str, Any], path: str) -> dict[str, Any]:
    return document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]  # type: ignore[no-any-return]


def whole_page(document: dict[str, Any], path: str) -> dict[str, Any]:
    """The schema of a page whose objects are not cut down, which alone holds every field to its word."""
    return next(each for each in answer_schema(document, path)["anyOf"] if "Part" not in each["$ref"])  # type: ignore[no-any-return]


def test_operations_have_names_that_last(document: dict[str, Any]) -> None:
    assert {operation["operationId"] for _, _, operation in operations(document)} == OPERATIONS


def schemas(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from schemas(each)


def test_shapes_have_names_that_read_well_and_every_one_is_there(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    pointed_at = {schema["$ref"].removeprefix("#/components/schemas/") for schema in schemas(document) if "$ref" in schema}
    assert pointed_at == set(shapes)
    assert [name for name, shape in shapes.items() if not name.isalpha() or shape["title"] != name] == []
    assert [schema for schema in schemas(document) if "$defs" in schema] == []


def test_closed_sets_of_words_are_described_once(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    assert shapes["Measure"]["enum"] == [*map(str, Measure)]
    assert shapes["Claim"]["properties"]["measure"] == {"$ref": "#/components/schemas/Measure"}
    [measure] = [each for each in document["paths"]["/v1/claims"]["get"]["parameters"] if each["name"] == "measure"]
    assert measure["schema"] == {"type": "array", "items": {"$ref": "#/components/schemas/Measure"}}
    named = {tuple(shape["enum"]) for shape in shapes.values() if "enum" in shape}
    assert [schema for schema in schemas(document["paths"]) if tuple(schema.get("enum", ())) in named] == []


def test_every_parameter_is_described_with_an_example(document: dict[str, Any]) -> None:
    for _, _, operation in operations(document):
        for parameter in operation.get("parameters", []):
            assert parameter["description"], parameter
            said = {"example", "examples"} & {*parameter, *parameter["schema"]}
            assert said or parameter["name"] == "cursor", parameter


@pytest.mark.parametrize("kind", LISTINGS)
def test_parameters_are_those_that_are_read(client: TestClient, document: dict[str, Any], kind: str) -> None:
    parameters = document["paths"][f"/v1/{kind}"]["get"]["parameters"]
    listing = LISTINGS[kind]
    assert [each["name"] for each in parameters] == [each.name for each in (*listing.filters, *listing.controls)]
    for each in parameters:
        if each["name"] == "cursor":
            continue
        example = each["example"]
        text = str(example[0] if isinstance(example, list) else example)
        text = text.lower() if isinstance(example, bool) else text
        answer = client.get(f"/v1/{kind}", params={each["name"]: text})
        assert answer.status_code == 200, answer.text
        assert errors(document, each["schema"], example) == []
        if each["name"] != "format":  # of CSV there is no schema
            assert errors(document, answer_schema(document, f"/v1/{kind}"), answer.json()) == []


@pytest.mark.parametrize("kind", LISTINGS)
def test_lists_are_what_they_are_said_to_be(client: TestClient, filled: Ledger, document: dict[str, Any], kind: str) -> None:
    path = f"/v1/{kind}"
    answer = client.get(f"{path}?with_total=true&limit=1").json()
    assert len(answer["data"]) == 1
    assert errors(document, whole_page(document, path), answer) == []
    assert errors(document, answer_schema(document, path), answer) == []
    answer["data"][0]["surprise"] = 1
    assert errors(document, whole_page(document, path), answer) != []


@pytest.mark.parametrize("kind", LISTINGS)
def test_items_are_what_they_are_said_to_be(client: TestClient, filled: Ledger, document: dict[str, Any], kind: str) -> None:
    paths = [path for path in document["paths"] if path.startswith(f"/v1/{kind}/") and not path.endswith(("/text", "/batch"))]
    for row in client.get(f"/v1/{kind}").json()["data"]:
        for path in paths:
            answer = client.get(re.sub(r"\{.*?\}", row["id"], path)).json()
            assert errors(document, answer_schema(document, path), answer) == [], path


def test_mentions_are_what_they_are_said_to_be(client: TestClient, filled: Ledger, document: dict[str, Any]) -> None:
    filled.mention("art_1", "text", actor="ukraine")
    filled.mention("art_1", "The", region="UA")
    filled.mention("art_1", ".", days=("2024-10-29", "2024-10-29"))
    filled.mention("art_1", "text.", kind="region")
    template = "/v1/articles/{article_id}/mentions"
    answer = client.get("/v1/articles/art_1/mentions?with_total=true").json()
    assert answer["meta"]["total"] == len(answer["data"]) == 4
    assert errors(document, whole_page(document, template), answer) == []
    parameters = document["paths"][template]["get"]["parameters"]
    for each in (each for each in parameters if each["in"] == "query" and each["name"] != "cursor"):
        text = str(each["example"][0] if isinstance(each["example"], list) else each["example"])
        text = text.lower() if isinstance(each["example"], bool) else text
        assert client.get("/v1/articles/art_1/mentions", params={each["name"]: text}).status_code == 200


@pytest.mark.parametrize("kind", ["actors", "regions"])
def test_counts_are_what_they_are_said_to_be(client: TestClient, filled: Ledger, document: dict[str, Any], kind: str) -> None:
    answer = client.get(f"/v1/{kind}?with_counts=true").json()
    assert all("counts" in each for each in answer["data"])
    assert errors(document, whole_page(document, f"/v1/{kind}"), answer) == []


def test_warnings_are_what_they_are_said_to_be(client: TestClient, document: dict[str, Any]) -> None:
    answer = client.get("/v1/claims?region=ukrane").json()
    assert answer["meta"]["warnings"][0]["suggestions"]
    assert errors(document, whole_page(document, "/v1/claims"), answer) == []


@pytest.mark.parametrize(("path", "status"), [("/v1/claims?x=1", "422"), ("/v1/claims?cursor=x", "400"), ("/v1/claims/x", "404")])
def test_problems_are_what_they_are_said_to_be(client: TestClient, document: dict[str, Any], path: str, status: str) -> None:
    where = "/v1/claims/{claim_id}" if path == "/v1/claims/x" else "/v1/claims"
    said = document["paths"][where]["get"]["responses"][status]["content"]
    assert list(said) == ["application/problem+json"]
    assert errors(document, said["application/problem+json"]["schema"], client.get(path).json()) == []


def test_no_problem_is_described_as_another(document: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for path, _, operation in operations(document):
        for status, response in operation["responses"].items():
            assert status[0] in "23" or list(response["content"]) == ["application/problem+json"], path


def test_the_documentation_is_there(client: TestClient) -> None:
    assert "/openapi.json" in client.get("/docs").text


def test_the_documentation_asks_nothing_of_any_other_host(client: TestClient) -> None:
    assets = re.findall(r"(?:src|href)=\"([^\"]+)\"", client.get("/docs").text)
    assert {asset.rsplit(".", 1)[1] for asset in assets} == {"js", "css", "png"}
    for asset in assets:
        assert asset.startswith("/")
        assert not asset.startswith("//")
        assert client.get(asset).status_code == 200
