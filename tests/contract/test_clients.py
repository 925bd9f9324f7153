"""A Python client is generated from the OpenAPI document, read by mypy, and asks a service. The one for TypeScript is checked by
.ci/run, as it needs the network.
"""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings

PROGRAM = Path(__file__).parent / "asking.py"
REPORT = """North Korea sent 11,000 soldiers to Russia's Kursk region, South Korea's spy agency said on Tuesday.

Ukraine's president, Volodymyr Zelenskyy, said on Tuesday that 3,000 North Korean soldiers were in Russia's Kursk region.

Pentagon spokesman Pat Ryder said on Tuesday that about 10,000 North Korean soldiers were in Russia."""

# Batches are lines of JSON, which this generator knows nothing of; and mypy finds fault with the generator's own frame.
CONFIG = "content_type_overrides:\n  application/x-ndjson: application/octet-stream\npost_hooks: []\n"
STRICT = "[mypy]\nstrict = true\n[mypy-fogline_client.client]\nignore_errors = true\n"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the client."""
    directory = tmp_path_factory.mktemp("client")
    (directory / "openapi.json").write_text(json.dumps(create_app(Settings()).openapi()))
    (directory / "config.yaml").write_text(CONFIG)
    (directory / "mypy.ini").write_text(STRICT)
    arguments = ["generate", "--path", "openapi.json", "--config", "config.yaml", "--meta", "none", "--fail-on-warning"]
    run = [sys.executable, "-m", "openapi_python_client", *arguments, "--output-path", "fogline_client"]
    finished = subprocess.run(run, cwd=directory, capture_output=True, text=True, timeout=60)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return directory


@pytest.fixture(scope="module")
def base(registries: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that has one report."""
    app = create_app(Settings(database_url=f"sqlite:///{shutil.copy(registries, tmp_path_factory.mktemp('service'))}"))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.05)
            assert thread.is_alive()
        port = server.servers[0].sockets[0].getsockname()[1]
        posted = {"text": REPORT, "publisher": "Gazette", "published_at": "2024-10-30"}
        assert TestClient(app).post("/v1/articles", json=posted).status_code == 201
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def test_mypy_has_nothing_to_say_of_a_program_with_the_generated_client(generated: Path) -> None:
    check = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", str(PROGRAM)]
    environment = {"MYPYPATH": str(generated), "PATH": ""}
    finished = subprocess.run(check, cwd=generated, env=environment, capture_output=True, text=True, timeout=150)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_the_program_is_answered_as_the_types_say(generated: Path, base: str) -> None:
    run = [sys.executable, str(PROGRAM), base]
    finished = subprocess.run(run, env={"PYTHONPATH": str(generated)}, capture_output=True, text=True, timeout=60)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "2024-10-29 (not told): Volodymyr Zelenskyy counts 3000 to 3000 troops in Kursk Oblast" in finished.stdout
    assert '"yesterday" as date_from is no date' in finished.stdout
