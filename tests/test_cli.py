"""The command line, as a user calls it: real reports, a real ledger on disk, and every fault with its name."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from multiprocessing import active_children
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import Result
from sqlalchemy import Engine
from sqlmodel import Session, select
from typer.testing import CliRunner

from app import models
from app.cli import app
from app.cli.serve import SAMPLES
from app.db import connected
from app.ingestion import looks
from app.ingestion.attempts import MOST, Attempt, Offer
from tests.load import killing
from tests.web import Web, page, serving

SENTENCE = "Ukraine said on Tuesday that 500 Russian soldiers were killed in Kursk."


@pytest.fixture
def ledger(tmp_path: Path, registries: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/ledger/fogline.db"
    (tmp_path / "ledger").mkdir()
    shutil.copy(registries, tmp_path / "ledger" / "fogline.db")
    monkeypatch.setenv("FOGLINE_DATABASE_URL", url)
    engine = connected(url)
    yield engine
    engine.dispose()


def fogline(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)


def articles(ledger: Engine) -> list[models.Article]:
    with Session(ledger) as session:
        return list(session.exec(select(models.Article).order_by(models.Article.published_at)))


def revision(ledger: Engine) -> int:
    with Session(ledger) as session:
        return session.get_one(models.Revision, 1).number


def test_ingest_keeps_the_good_names_the_bad_and_knows_what_it_has(ledger: Engine, tmp_path: Path) -> None:
    """One ledger through the life of a directory: the bad do not cost the good, and nothing is taken in twice."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(SENTENCE)
    (reports / "b.txt").write_bytes(b"caf\xe9")
    lines = [{"text": SENTENCE, "url": "https://x.example/1", "published_at": "2024-10-29"}, {"text": "x\0y"}, {"text": "\ud800"}]
    (reports / "c.jsonl").write_text("\n".join(map(json.dumps, lines)))

    first = fogline("ingest", reports, "--published", "2024-10-30", "--publisher", "The Example")

    assert first.exit_code == 1
    assert first.stdout.splitlines()[-1] == "5 reports: 2 new, 0 changed, 0 known, 3 failed"
    assert [line.split("\t")[0::2] for line in first.stdout.splitlines()[:-1]] == [
        ["new", f"{reports}/a.txt"],
        ["new", f"{reports}/c.jsonl:1"],
    ]
    assert [line.split()[1] for line in first.stderr.splitlines()] == [
        f"{reports}/b.txt:",
        f"{reports}/c.jsonl:2:",
        f"{reports}/c.jsonl:3:",
    ]
    assert "not UTF-8 at byte 3" in first.stderr
    assert "NUL" in first.stderr
    assert "surrogate" in first.stderr
    assert [(article.publisher, article.url) for article in articles(ledger)] == [
        ("The Example", "https://x.example/1"),
        ("The Example", None),
    ]
    with Session(ledger) as session:
        claim = session.exec(select(models.Claim).where(models.Claim.measure == "killed")).first()
        assert claim is not None
        assert claim.low == 500
    before = revision(ledger)

    (reports / "b.txt").unlink()
    (reports / "c.jsonl").write_text(json.dumps({**lines[0], "text": SENTENCE + " It said no more."}))
    second = fogline("ingest", reports, "--published", "2024-10-30")

    assert second.exit_code == 0
    assert second.stdout.splitlines()[-1] == "2 reports: 0 new, 1 changed, 1 known, 0 failed"
    assert second.stderr == ""
    assert revision(ledger) == before + 1


def test_ingest_tells_machines_what_became_of_each_report(ledger: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [{"text": f"Nichts {number}.", "language": "de", "published_at": "2024-10-30"} for number in (1, 1, 2)]
    path.write_text("\n".join([*map(json.dumps, lines), "{"]))
    result = fogline("ingest", path, "--json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each.get("outcome") for each in told] == ["new", "known", "new", "failed", None]
    assert (told[0]["article"], told[3]["reason"]) == (told[1]["article"], "bad-input")
    assert told[4] == {"reports": 4, "new": 2, "changed": 0, "known": 1, "failed": 1, "stopped": False}
    assert result.exit_code == 1
    with Session(ledger) as session:
        rows = session.exec(select(models.Attempt).order_by(models.Attempt.id)).all()
    assert [(row.address, row.outcome, row.article_id) for row in rows] == [
        (each["name"], each["outcome"], each["article"]) for each in told[:4]
    ]


def test_ctrl_c_stops_after_the_report_in_hand_and_the_next_run_goes_on(
    ledger: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, offer, before = tmp_path / "a.jsonl", looks.offer, signal.getsignal(signal.SIGINT)
    lines = [{"text": f"Nichts {number}.", "language": "de", "published_at": "2024-10-30"} for number in range(4)]
    path.write_text("\n".join(map(json.dumps, lines)))

    def interrupted(name: str | None, *report: Any) -> Offer:
        if name == f"{path}:2":
            signal.raise_signal(signal.SIGINT)
        return offer(name, *report)

    with monkeypatch.context() as patch:
        patch.setattr(looks, "offer", interrupted)
        stopped = fogline("ingest", path)
    assert (stopped.exit_code, stopped.stdout.splitlines()[-1]) == (130, "2 reports: 2 new, 0 changed, 0 known, 0 failed")
    assert "goes on where it was" in stopped.stderr
    assert len(articles(ledger)) == 2
    assert signal.getsignal(signal.SIGINT) is before
    assert fogline("ingest", path).stdout.splitlines()[-1] == "4 reports: 2 new, 0 changed, 2 known, 0 failed"


def test_processes_that_read_beside_find_what_one_finds(ledger: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    texts = [SENTENCE, SENTENCE.replace("500", "600"), "Nothing was counted.", SENTENCE]
    reports = [{"text": text, "url": f"https://x.example/{place}"} for place, text in enumerate(texts)]
    path.write_text("\n".join([*map(json.dumps, reports), json.dumps(reports[0])]))
    result = fogline("ingest", path, "--published", "2024-10-30", "--processes", 2)
    assert [line.split("\t")[0] for line in result.stdout.splitlines()[:-1]] == ["new"] * 4 + ["known"], result.output
    with Session(ledger) as session:
        claims = session.exec(select(models.Claim).order_by(models.Claim.low)).all()
        assert [claim.low for claim in claims] == [500, 500, 600]
        found = session.exec(select(models.ClaimActor).where(models.ClaimActor.actor_id == "russia")).all()
        assert {row.claim_id for row in found} == {claim.id for claim in claims}
        origins = session.exec(select(models.Article.origin_id).order_by(models.Article.url)).all()
    assert [origin is not None for origin in origins] == [False, False, False, True]


def test_when_a_process_that_reads_dies_the_next_run_goes_on(
    ledger: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest = import_module("app.cli.ingest")  # the name in the package is the command
    path, told, number = tmp_path / "a.jsonl", ingest.told, 3 * MOST
    lines = [{"text": f"Nichts {each}.", "language": "de", "published_at": "2024-10-30"} for each in range(number)]
    path.write_text("\n".join(map(json.dumps, lines)))

    def killing_all(attempt: Attempt, json: bool) -> None:
        told(attempt, json)
        for child in active_children():
            child.kill()

    with monkeypatch.context() as patch:
        patch.setattr(ingest, "told", killing_all)
        died = fogline("ingest", path, "--processes", 2)
    assert (died.exit_code, died.exception.__class__) == (1, SystemExit)
    assert "a process that reads was killed" in died.stderr
    assert 0 < len(articles(ledger)) < number
    assert fogline("ingest", path).exit_code == 0
    assert len(articles(ledger)) == number


def test_a_kill_costs_nothing(ledger: Engine, registries: Path, tmp_path: Path) -> None:
    """The soak of tests/load/killing.py, small: killed while it takes in, and once more, and then left to its end."""
    reports, killed = tmp_path / "a.jsonl", f"sqlite:///{shutil.copy(registries, tmp_path / 'killed.db')}"
    lines = [  # one in ten is read, which takes time
        {"url": f"https://x.example/{number}"}
        | ({"text": f"Nichts {number}.", "language": "de"} if number % 10 else {"text": SENTENCE.replace("500", str(number))})
        for number in range(500, 500 + 3 * MOST)
    ]
    reports.write_text("\n".join(map(json.dumps, lines)))
    assert [killing.ingest(killed, reports, delay=0, lines=lines) for lines in (6, 8)] == [False, False]
    there = connected(killed)
    assert 0 < len(articles(there)) < len(lines)
    there.dispose()
    assert killing.ingest(killed, reports)
    assert fogline("ingest", reports, "--published", "2024-10-30").exit_code == 0
    assert killing.differences(str(ledger.url), killed) == []


def test_reextract_reads_again_what_others_read_and_keeps_what_is_as_it_was(ledger: Engine, tmp_path: Path) -> None:
    texts = [SENTENCE, SENTENCE.replace("500", "600"), SENTENCE.replace("500", "700")]
    for day, text in enumerate(texts, start=28):
        fogline("ingest", "-", "--published", f"2024-10-{day}", input=text)
    with Session(ledger) as session:
        altered, kept, old = session.exec(select(models.Claim).order_by(models.Claim.low)).all()
        altered.low = 1
        ids = [each.id for each in (altered, kept, old)]
        for article in session.exec(select(models.Article)):
            article.rules = "of old"
        session.commit()
        before = {each.id: each.revision for each in session.exec(select(models.Claim))}
    now = revision(ledger)

    dry = fogline("reextract", "--since", "2024-10-28", "--dry-run", "--json")
    said = json.loads(dry.stdout)
    assert (said["articles"], said["different"], said["altered"], said["added"], said["removed"]) == (3, 1, 1, 0, 0)
    [example] = said["examples"]["altered"]
    assert (example["id"], example["low"], example["was"]) == (ids[0], 500, {"low": 1})
    assert revision(ledger) == now

    wet = fogline("reextract", "--since", "2024-10-28")
    assert wet.exit_code == 0, wet.output
    assert wet.stdout.splitlines()[0] == "3 articles read again, 1 of them different"
    assert wet.stdout.splitlines()[-1].endswith("(low was 1.0)")
    assert revision(ledger) == now + 1
    with Session(ledger) as session:
        after = {each.id: (each.low, each.revision) for each in session.exec(select(models.Claim))}
    assert after == {ids[0]: (500, now + 1), ids[1]: (600, before[ids[1]]), ids[2]: (700, before[ids[2]])}
    assert json.loads(fogline("reextract", "--json").stdout)["articles"] == 0


def test_reextract_reads_again_what_its_publisher_says(ledger: Engine, tmp_path: Path) -> None:
    said = {"publisher": "General Staff of the Armed Forces of Ukraine", "published_at": "2024-10-30"}
    text = "We lost 12 soldiers in Kursk Oblast."
    (tmp_path / "said.jsonl").write_text(json.dumps({**said, "text": text, "url": "https://example.org/said"}) + "\n")
    assert fogline("ingest", str(tmp_path / "said.jsonl")).exit_code == 0
    with Session(ledger) as session:
        assert [claim.force_id for claim in session.exec(select(models.Claim))] == ["ukraine"]
        session.exec(select(models.Article)).one().rules = "of old"
        session.commit()
    assert fogline("reextract").stdout.splitlines()[0] == "1 articles read again, 0 of them different"


def test_reextract_says_what_it_cannot_read_again(ledger: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fogline("ingest", "-", "--published", "2024-10-28", input="Nothing was counted.")
    monkeypatch.setenv("FOGLINE_STORE_TEXT", "none")
    fogline("ingest", "-", "--published", "2024-10-30", input=SENTENCE)
    with Session(ledger) as session:
        assert session.exec(select(models.Claim.quote, models.Claim.low)).all() == [(None, 500)]
        for article in session.exec(select(models.Article)):
            article.rules = "of old"
        session.commit()
    said = json.loads(fogline("reextract", "--json", "--since", "2024-10-29").stdout)
    assert (said["articles"], said["not_kept"]) == (0, 1)
    assert "1 articles left out, whose text is not kept" in fogline("reextract").stdout


def test_sources_are_added_listed_paused_and_removed(ledger: Engine) -> None:
    feed = "https://news.example/feed"
    added = fogline("sources", "add", feed, "--publisher", "The Example", "--every", 30)
    id = added.stdout.split("\t")[1]
    assert fogline("sources", "add", feed).stdout.startswith("known")
    [listed] = [json.loads(line) for line in fogline("sources", "list", "--json").stdout.splitlines()]
    assert (listed["id"], listed["url"], listed["every"], listed["paused"]) == (id, feed, 1800, False)
    fogline("sources", "pause", feed)
    assert json.loads(fogline("sources", "list", "--json").stdout)["paused"] is True
    fogline("sources", "resume", id)
    status = json.loads(fogline("status", "--json").stdout)
    assert (status["articles"], [each["paused"] for each in status["sources"]]) == (0, [False])
    assert "news.example" in fogline("status").stdout
    assert fogline("sources", "remove", id).exit_code == 0
    refused = fogline("sources", "remove", id)
    assert (refused.exit_code, "no source has the id" in refused.stderr) == (2, True)


def test_ingest_takes_addresses_and_feeds(ledger: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOGLINE_FETCH_ALLOW", "127.0.0.1")
    monkeypatch.setenv("FOGLINE_FETCH_DELAY", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    html = f"<html><body><article><p>{SENTENCE}</p><p>Nothing else was counted there on that day, it said.</p></article></body></html>"
    for web in serving(Web({"/a": page(html, etag='"1"')})):
        web.answers["/feed"] = page(
            "<rss><channel><item><link>/a</link><pubDate>Wed, 30 Oct 2024 10:00:00 GMT</pubDate></item>"
            "<item><link>/gone</link></item></channel></rss>"
        )
        first = fogline("ingest", web.address("/feed"))
        assert first.stdout.splitlines()[-1] == "2 reports: 1 new, 0 changed, 0 known, 1 failed"
        assert first.stderr == f"failed  {web.address('/gone')}: the server answered 404\n"
        assert [article.url for article in articles(ledger)] == [web.address("/a")]
        web.answers["/a"] = lambda headers: page("", "304 Not Modified" if headers.get("if-none-match") == '"1"' else "500 No")
        assert fogline("ingest", web.address("/a")).stdout.splitlines() == [
            f"unmodified\t\t{web.address('/a')}",
            "1 reports: 0 new, 0 changed, 0 known, 1 unmodified, 0 failed",
        ]


def test_ingest_reads_standard_input(ledger: Engine) -> None:
    result = fogline("ingest", "-", input="---\npublished_at: 2024-10-30\n---\nNothing was counted.")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "1 reports: 1 new, 0 changed, 0 known, 0 failed")
    assert len(articles(ledger)) == 1


def test_extract_prints_the_facts_and_stores_nothing(ledger: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)

    result = fogline("extract", path, "--published", "2024-10-30")

    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer["published_at"] == "2024-10-30T00:00:00Z"
    [claim] = answer["claims"]
    assert (claim["measure"], claim["low"], claim["claimant"]["id"]) == ("killed", 500, "ukraine")
    quote = claim["spans"]["quote"]
    assert SENTENCE[quote["start"] : quote["end"]] == claim["quote"]
    assert [statement["speaker"]["id"] for statement in answer["statements"]] == ["ukraine"]
    assert articles(ledger) == []


def test_extract_names_what_it_cannot_read(ledger: Engine, tmp_path: Path) -> None:
    result = fogline("extract", tmp_path / "nothing.txt", "--published", "2024-10-30")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"failed  {tmp_path}/nothing.txt: No such file or directory\n"


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_day_that_is_none_is_refused_before_anything_is_read(ledger: Engine, command: str) -> None:
    result = fogline(command, "nothing.txt", "--published", "yesterday")
    assert result.exit_code == 2
    assert "not a date like" in result.stderr


def test_a_setting_that_cannot_be_is_named(ledger: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOGLINE_PORT", "99999")
    result = fogline("serve")
    assert result.exit_code == 2
    assert "port: Input should be less than or" in result.stderr


MINE = "id,kind,name,aliases,parent,country,wikidata\nqadri-front,group,Qadri Front,QFX,,SY,\n"


def actor(ledger: Engine, id: str) -> models.Actor | None:
    with Session(ledger) as session:
        return session.get(models.Actor, id)


def test_actors_are_imported_once_and_merged_for_good(ledger: Engine, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(MINE)
    dry = fogline("actors", "import", path, "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "1 actors new, 0 changed, 0 unchanged (dry run: nothing was changed)\n")
    assert actor(ledger, "qadri-front") is None
    assert fogline("actors", "import", path).stdout == "1 actors new, 0 changed, 0 unchanged\n"
    assert fogline("actors", "import", path).stdout == "0 actors new, 0 changed, 1 unchanged\n"
    before = revision(ledger)
    merged = fogline("actors", "merge", "hayat-tahrir-al-sham", "qadri-front")
    assert (merged.exit_code, merged.stdout) == (0, "qadri-front is now hayat-tahrir-al-sham: 0 facts\n")
    assert actor(ledger, "qadri-front") is None
    assert revision(ledger) == before + 1
    again = fogline("actors", "merge", "hayat-tahrir-al-sham", "qadri-front")
    assert (again.exit_code, again.stderr) == (1, "qadri-front was merged into hayat-tahrir-al-sham; name that instead\n")
    assert revision(ledger) == before + 1


def test_every_fault_of_an_import_is_named_and_nothing_is_kept(ledger: Engine, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,kind,name,parent\na,area,A,\nb,area,B,nowhere\nc,hill,C,\n")
    result = fogline("regions", "import", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "mine.csv:4: unknown kind 'hill'; the kinds are country, division, settlement, area",
        "mine.csv:3: unknown parent 'nowhere'",
    ]
    with Session(ledger) as session:
        assert session.get(models.Region, "a") is None


def test_version_and_help() -> None:
    assert fogline("--version").stdout.split()[0] == "fogline"
    shown = fogline("--help").stdout
    assert all(command in shown for command in ("serve", "ingest", "extract"))


def test_help_imports_nothing_heavy() -> None:
    """With them, the help takes seconds."""
    heavy = ("spacy", "trafilatura", "uvicorn", "fastapi", "sqlalchemy", "pydantic")
    script = f"import sys, app.cli; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answer(url: str, service: subprocess.Popen[bytes], patience: float = 300) -> object:
    """What the service answers as soon as it does, unless it ends before, or `patience` seconds have passed."""
    until = time.monotonic() + patience
    while True:
        try:
            with urlopen(url, timeout=60) as response:
                return json.load(response)
        except URLError:
            assert service.poll() is None, "the service has ended"
            assert time.monotonic() < until, "the service does not answer"
            time.sleep(0.1)


def test_serve_takes_in_the_samples_and_answers(ledger: Engine, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--samples"]
    with (tmp_path / "log").open("wb") as log:
        service = subprocess.Popen(command, env=dict(os.environ), stdout=log, stderr=log)
        try:
            found = answer(f"http://127.0.0.1:{port}/v1/articles?with_total=true", service)
        finally:
            service.terminate()
            service.wait(timeout=30)
    assert isinstance(found, dict)
    assert found["meta"]["total"] == len(list(SAMPLES.glob("*.txt"))) == len(articles(ledger))
    before = revision(ledger)

    again = fogline("ingest", SAMPLES)

    assert again.stdout.splitlines()[-1] == "8 reports: 0 new, 0 changed, 8 known, 0 failed"
    assert revision(ledger) == before
