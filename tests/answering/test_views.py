"""The file as it is: flat views of what stands, for whoever opens it with another program."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from app.models import Claim, Statement
from tests.ledger import Ledger


def rows(engine: Engine, view: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {view} LIMIT 100"))]


@pytest.mark.parametrize(
    ("kind", "columns", "day"),
    [
        ("claim", ("measure", "low", "high", "modality", "quote", "hedge"), "as_of"),
        ("statement", ("cue", "kind", "content", "medium"), "said"),
    ],
)
def test_a_view_is_what_the_list_is(
    client: TestClient, ledger: Ledger, engine: Engine, kind: str, columns: tuple[str, ...], day: str
) -> None:
    add = getattr(ledger, kind)
    who = {"claimant": "csis", "force": "north-korea"} if kind == "claim" else {"speaker": "csis", "addressee": "ukraine"}
    add(**who, region="hirnyk", days=("2024-10-01", "2024-10-02"))
    add(**who, region="hirnyk", retracted=2)
    add()
    listed = client.get(f"/v1/{kind}s").json()["data"]
    found = rows(engine, f"{kind}s_view")
    assert [row["id"] for row in found] == [each["id"] for each in listed]
    for row, each in zip(found, listed, strict=True):
        assert {name: row[name] for name in columns} == {name: each[name] for name in columns}
        for role in (*who, "region"):
            assert (row[f"{role}_id"], row[role]) == ((each[role]["id"], each[role]["name"]) if each[role] else (None, None))
        assert (row[f"{day}_start"], row[f"{day}_end"]) == (each[day]["start"], each[day]["end"])
        assert (row["title"], row["publisher"], row["url"]) == tuple(each["article"][n] for n in ("title", "publisher", "url"))
    assert found[1]["latitude"] == listed[1]["region"]["point"]["lat"]


@pytest.mark.parametrize(("kind", "model", "role"), [("claim", Claim, "claimant"), ("statement", Statement, "speaker")])
def test_what_the_registry_cannot_decide_is_called_as_it_is_written(
    ledger: Ledger, engine: Engine, kind: str, model: Any, role: str
) -> None:
    row = ledger.session.get_one(model, getattr(ledger, kind)())
    setattr(row, f"{role}_as_written", "He")
    ledger.session.commit()
    assert [each[role] for each in rows(engine, f"{kind}s_view")] == ["He"]
