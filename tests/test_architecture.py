"""The shape of the house: directions of imports, names of files, clean tools, and tests that reach nothing outside.

The contracts stand in pyproject.toml. Each is run on the code as it is, and again on a copy in which somebody broke it.
"""

import fnmatch
import shutil
import socket
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pytest_socket import SocketConnectBlockedError

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = [contract["id"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]
DEPENDENCIES = [Requirement(line) for line in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]]

# contract, importing module, what it may not import. A module that is not there yet is planted with the import in it.
BREACHES = [
    ("layers", "app.vocabulary", "app.names"),
    ("layers", "app.vocabulary", "app.db"),
    ("layers", "app.db", "app.models"),
    ("layers", "app.models.planted", "app.queries"),
    ("layers", "app.models.planted", "app.ingestion.facts"),
    ("layers", "app.queries.planted", "app.ingestion.store"),
    ("layers", "app.queries.planted", "app.routers"),
    ("layers", "app.ingestion.planted", "app.queries"),
    ("layers", "app.ingestion.planted", "app.routers"),
    ("layers", "app.routers.planted", "app.main"),
    ("layers", "app.main", "app.cli"),
    ("understanding", "app.ingestion.text.planted", "sqlmodel"),
    ("understanding", "app.ingestion.annotate.planted", "sqlalchemy"),
    ("understanding", "app.ingestion.annotate.planted_too", "httpx2"),
    ("understanding", "app.ingestion.extract.planted", "app.models.claims"),
    ("understanding", "app.ingestion.extract.planted_too", "app.db"),
    ("understanding", "app.ingestion.resolve.planted", "fastapi"),
    ("understanding", "app.ingestion.resolve.planted_too", "app.ingestion.store"),
    ("door", "app.routers.claims", "app.ingestion.pipeline"),
    ("door", "app.routers.planted", "app.ingestion.facts"),
    ("network", "app.ingestion.planted", "httpx"),
    ("network", "app.routers.planted", "httpx"),
    ("network", "app.planted", "httpx"),
    ("settings", "app.routers.planted", "app.settings"),
    ("settings", "app.ingestion.planted", "app.settings"),
    ("settings", "app.db", "app.settings"),
    ("questions", "app.queries.planted", "fastapi"),
    ("questions", "app.models.planted", "starlette.responses"),
]

# A name that says nothing gathers everything.
FORBIDDEN_NAMES = {
    *("util", "utils", "helper", "helpers", "common", "core", "base", "misc", "lib", "shared", "tools"),
    *("service", "services", "manager", "managers", "handler", "handlers", "crud", "dao", "repository", "schemas", "dto"),
}

TOP_LEVEL = {
    *("README.md", "CHANGELOG.md", "LICENSE", "Dockerfile", "pyproject.toml", ".gitignore", ".dockerignore"),
    *("app", "migrations", "tests", ".ci", ".github"),
}


def lint_imports(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    run = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
        *arguments,
    ]
    return subprocess.run(run, cwd=directory, capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter says of each contract in a copy of the code in which that contract alone is broken."""
    broken = defaultdict(list)
    for contract, importer, imported in BREACHES:
        broken[contract].append((importer, imported))
    return {contract: _report(contract, breaches, tmp_path_factory.mktemp(contract)) for contract, breaches in broken.items()}


def _report(contract: str, breaches: list[tuple[str, str]], copy: Path) -> str:
    shutil.copy(ROOT / "pyproject.toml", copy)
    shutil.copytree(ROOT / "app", copy / "app", ignore=shutil.ignore_patterns("data", "__pycache__"))
    for importer, imported in breaches:
        module = copy.joinpath(*importer.split(".")).with_suffix(".py")
        with module.open("a") as source:
            source.write(f"\nimport {imported}\n")
    finished = lint_imports(copy, "--contract", contract)
    assert finished.returncode == 1, finished.stdout + finished.stderr
    return finished.stdout


def test_imports_go_where_the_contracts_let_them() -> None:
    finished = lint_imports(ROOT)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in finished.stdout


def test_every_contract_has_been_seen_to_fail() -> None:
    assert {contract for contract, _, _ in BREACHES} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "importer", "imported"), BREACHES)
def test_a_planted_breach_is_found(reports: dict[str, str], contract: str, importer: str, imported: str) -> None:
    top = imported if imported.startswith("app.") else imported.partition(".")[0]
    assert f"{importer} -> {top}" in reports[contract]


def test_no_file_has_a_name_that_says_nothing() -> None:
    files = [path for top in ("app", "migrations", "tests") for path in (ROOT / top).rglob("*.py")]
    assert len(files) > 40
    named = {part.removesuffix(".py") for path in files for part in path.relative_to(ROOT).parts}
    assert named & FORBIDDEN_NAMES == set()


def test_nothing_else_lies_at_the_top() -> None:
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line and not line.startswith("#")]
    found = {path.name for path in ROOT.iterdir() if not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)}
    assert found - {".git"} == TOP_LEVEL


def test_every_dependency_is_pinned_within_its_range_by_hash_and_without_an_address() -> None:
    entries = (ROOT / ".ci" / "constraints.txt").read_text().replace("\\\n", " ").splitlines()
    unhashed = [entry for entry in entries if "--hash=sha256:" not in entry]
    assert unhashed == []
    pins = [Requirement(entry.partition("--hash")[0]) for entry in entries]
    assert not [pin for pin in pins if pin.url or {operator.operator for operator in pin.specifier} != {"=="}]
    versions = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pins}
    assert [needed for needed in DEPENDENCIES if versions.get(canonicalize_name(needed.name), "0") not in needed.specifier] == []


@pytest.mark.parametrize("arguments", [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",)], ids=" ".join)
def test_the_tools_have_nothing_to_say(arguments: tuple[str, ...]) -> None:
    finished = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=150)
    assert finished.returncode == 0, finished.stdout[-5000:] + finished.stderr


def test_tests_reach_loopback_and_nothing_else() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()[:2], timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=5)  # TEST-NET-1: an address of nobody
