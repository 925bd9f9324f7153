"""The README is true: its commands, settings, paths, parameters, words and answers are the real ones.

It is held to these habits: the two commands stand on a line each; a request is a line that begins with `curl`, with its address in single
quotes; the measures and modalities stand in backticks in the table row or paragraph that begins with "Measures" or "Modalities"; each
FOGLINE_* setting has a table row with its default; and what stands in a ```json block is an answer of the service with its samples.
"""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen

import pytest

from app.main import create_app
from app.settings import Settings
from app.vocabulary import Measure, Modality

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/fogline serve --samples"
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r .ci/constraints.txt"
    " && .venv/bin/pip install --no-deps --no-build-isolation -e . && .venv/bin/pytest"
)
PATHS = sorted(set(re.findall(r"/v1/[\w/{}-]*[\w}]|(?<![\w./])/(?:healthz|readyz|openapi\.json|docs)\b", README)))
KINDS = {"art": "articles", "stm": "statements", "clm": "claims"}
ANSWERS = re.findall(r"```json\n(.*?)```", README, flags=re.DOTALL)
REQUESTS = re.findall(r"^curl .*$", README.replace("\\\n", " "), flags=re.MULTILINE)


def address(request: str) -> str:
    """The path and query of a line of curl."""
    found = re.search(r"'(http[^']+)'", request)
    assert found, f"no address in single quotes: {request}"
    parts = urlsplit(found[1])
    return parts.path + (f"?{parts.query}" if parts.query else "")


def method(request: str) -> str:
    return "post" if re.search(r"\s(-d|--data\S*|--json|-X POST|-T)\b", request) else "get"


@pytest.fixture(scope="module")
def operations() -> dict[str, Any]:
    """What the OpenAPI document says of each path."""
    paths: dict[str, Any] = create_app(Settings(database_url="sqlite://")).openapi()["paths"]
    return paths


def operation(operations: dict[str, Any], path: str) -> dict[str, Any]:
    """What the OpenAPI document says of a path written out ("/v1/claims/clm_1") or as a template; a literal path comes first."""
    templates = [template for template in operations if re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+", template), path)]
    assert templates, f"the README names {path}, which the service does not have"
    return operations[min(templates, key=lambda template: template.count("{"))]


@pytest.mark.parametrize("command", [RUN, TEST], ids=["run", "test"])
def test_the_two_commands_stand_on_a_line_each(command: str) -> None:
    assert README.splitlines().count(command) == 1


def test_only_the_test_command_is_taken_for_it_by_ci() -> None:
    assert re.findall(r"^python3 -m venv .*pytest$", README, flags=re.MULTILINE) == [TEST]


def test_the_settings_are_the_real_ones() -> None:
    named = set(re.findall(r"FOGLINE_[A-Z]+(?:_[A-Z]+)*", README))
    assert named == {f"FOGLINE_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_told_with_its_default(name: str) -> None:
    rows = [line for line in README.splitlines() if line.startswith(f"| `FOGLINE_{name.upper()}`")]
    assert len(rows) == 1
    assert f"`{Settings.model_fields[name].default}`" in rows[0]


def test_the_paths_worth_having_are_named() -> None:
    assert {"/v1/articles", "/v1/statements", "/v1/claims", "/v1/actors", "/v1/regions"} <= set(PATHS)


@pytest.mark.parametrize("path", [path for path in PATHS if path.startswith("/v1/")])
def test_a_path_exists(operations: dict[str, Any], path: str) -> None:
    assert operation(operations, path)


def test_there_are_five_requests_worth_having() -> None:
    assert len(REQUESTS) >= 5


@pytest.mark.parametrize("request_line", REQUESTS)
def test_a_request_asks_by_parameters_that_exist(operations: dict[str, Any], request_line: str) -> None:
    path, _, query = address(request_line).partition("?")
    asked = operation(operations, path)[method(request_line)]
    known = {parameter["name"] for parameter in asked.get("parameters", []) if parameter["in"] == "query"}
    assert {name for name, _ in parse_qsl(query, keep_blank_values=True)} <= known


@pytest.mark.parametrize(("word", "values"), [("Measures", Measure), ("Modalities", Modality)])
def test_the_glossary_names_every_value(word: str, values: type[Measure] | type[Modality]) -> None:
    found = re.search(rf"^(?:\| *)?\**{word}\b(.*?)(?:\n\n|\n\||\Z)", README, flags=re.MULTILINE | re.DOTALL)
    assert found, f"no row or paragraph begins with {word}"
    assert set(re.findall(r"`(\w+)`", found[1])) == set(values)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service started by the README's own words, in an empty directory."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    start = [sys.executable, "-c", "from app.cli import app; app()", *RUN.partition("/fogline ")[2].split(), "--port", str(port)]
    directory = tmp_path_factory.mktemp("samples")
    with (directory / "log").open("w") as log:
        process = subprocess.Popen(
            start, cwd=directory, env={"PYTHONPATH": str(ROOT)}, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        except _NeverReady:
            pytest.fail((directory / "log").read_text())
        finally:
            process.terminate()
            process.wait(timeout=60)


class _NeverReady(Exception):
    """The service ended, or did not answer within five minutes, which it needs where much else runs."""


def _wait_until_ready(base: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < until:
        try:
            urlopen(f"{base}/readyz", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise _NeverReady


def answered(url: str) -> Any:
    with urlopen(url, timeout=60) as response:
        body = response.read()
        return json.loads(body) if response.headers.get_content_type() == "application/json" else body


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("/v1/")])
def test_a_path_beside_the_api_is_answered(samples: str, path: str) -> None:
    assert answered(samples + path)


@pytest.mark.parametrize("request_line", [line for line in REQUESTS if method(line) == "get"])
def test_a_request_is_answered_from_the_samples(samples: str, request_line: str) -> None:
    answer = answered(samples + address(request_line))
    assert answer["data"] if isinstance(answer, dict) and "data" in answer else answer


def test_an_answer_is_shown() -> None:
    assert ANSWERS


@pytest.mark.parametrize("shown", ANSWERS)
def test_an_answer_shown_is_a_real_one(samples: str, shown: str) -> None:
    known = json.loads(shown)
    real = answered(f"{samples}/v1/{KINDS[known['id'].partition('_')[0]]}/{known['id']}")
    assert {**known, "revision": None} == {
        **real,
        "revision": None,
    }  # the order in which samples are taken in is nobody's concern
