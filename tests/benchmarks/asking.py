"""What questions cost: `python tests/benchmarks/asking.py` runs the service and its peers side by side on one core each, prints
the table and writes it to tests/benchmarks/RESULTS.md.

The peers: uvicorn alone sending the same bytes, Datasette on the same file, FastAPI with SQLModel as usually written, and for
exports SQLite's command line. The ledgers are made by tests/benchmarks/ledgers.py unless they are there.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Annotated
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[2]))

import httpx
import orjson
import typer

from tests.benchmarks import ledgers, storing
from tests.benchmarks.cost import Cost, alternating, asked
from tests.benchmarks.exports import exported, of_command_line
from tests.benchmarks.questions import Questions
from tests.benchmarks.servers import CLIENT_CORE, Server, running

RESULTS = Path(__file__).parent / "RESULTS.md"
FOGLINE = ["{python}", "-m", "app.cli", "serve", "--port", "{port}"]
UVICORN = ["{python}", "-m", "uvicorn", "--port", "{port}", "--log-level", "warning", "--no-access-log"]
CANNED = """SELECT claim.*, article.title, article.publisher, article.url, article.published_at FROM claim
JOIN article ON article.id = claim.article_id
WHERE claim.id IN (SELECT claim_id FROM claim_actor WHERE actor_id = :actor)
AND claim.id IN (SELECT claim_id FROM claim_region WHERE region_id = :region)
AND as_of_end >= :date_from AND as_of_start <= :date_to AND retracted IS NULL
ORDER BY as_of_start DESC, claim.id DESC LIMIT 50"""
PAGES = 400  # random pages of each server
REPEATED = 4000  # requests for what is answered from memory


@dataclass(frozen=True)
class Line:
    """A line of the table: what was measured, what it is held to, and whether it holds."""

    what: str
    measured: str
    bar: str = ""
    held: bool | None = None


@dataclass(frozen=True)
class Peers:
    """The servers, on one ledger."""

    fogline: Server
    bare: Server
    datasette: Server | None
    usual: Server


def compared(peers: Peers, questions: Questions) -> Iterator[Line]:
    """A page, a page again, a 304 and a claim, beside the peers."""
    random, pages = Random(1), questions.pages(PAGES, Random(2))
    asking = {
        "Fogline": (peers.fogline, [f"/v1/claims?{urlencode(page)}" for page in pages]),
        "bare uvicorn": (peers.bare, ["/"] * PAGES),
        "FastAPI + SQLModel": (peers.usual, [f"/claims?{urlencode(page)}" for page in pages]),
    }
    if peers.datasette:
        canned = [f"/ledger/page.json?{urlencode({**page, '_shape': 'array'})}" for page in pages]
        tables = [f"/ledger/claim.json?{urlencode(_as_table(page))}" for page in pages]
        asking |= {"Datasette, canned query": (peers.datasette, canned), "Datasette, table": (peers.datasette, tables)}
    costs = alternating(asking)
    ours, floor = costs["Fogline"], costs["bare uvicorn"].cpu_us
    yield _cost("a page of 50, random: actor, region, days", ours, "≤ 22 × bare", ours.cpu_us / floor, 22)
    for name, cost in costs.items():
        bar, least = {"Datasette, canned query": ("≥ 4 ×", 4), "FastAPI + SQLModel": ("≥ 14 ×", 14)}.get(name, ("", 0))
        if name != "Fogline":
            ratio = cost.cpu_us / ours.cpu_us
            yield Line(f"— {name}", f"{_figures(cost)}, {ratio:.2f} × Fogline", bar, ratio >= least if bar else None)
    yield from _repeated(peers, asking["Fogline"][1][0], random.sample(questions.ids, min(REPEATED // 4, len(questions.ids))))


def _as_table(page: dict[str, str]) -> dict[str, str]:
    """Datasette's own filters know no parents: it is asked for what the claim itself names."""
    return {
        "_size": "50", "_sort_desc": "as_of_start", "_shape": "array", "_nocount": "1", "force_id": page["actor"],
        "as_of_end__gte": page["date_from"], "as_of_start__lte": page["date_to"],
    }  # fmt: skip


def _repeated(peers: Peers, path: str, ids: Sequence[str]) -> Iterator[Line]:
    held = {"If-None-Match": httpx.get(peers.fogline.base + path).headers["etag"]}
    again, not_modified, one, bare = Cost(), Cost(), Cost(), Cost()
    for turn in range(5):
        asked(peers.fogline, [path] * (REPEATED // 5), again)
        asked(peers.fogline, [path] * (REPEATED // 5), not_modified, held)
        asked(peers.fogline, [f"/v1/claims/{id}" for id in ids[turn::5]], one)
        asked(peers.bare, ["/"] * (REPEATED // 5), bare)
    for what, cost, most in (("the page again", again, 3), ("a 304", not_modified, 2), ("one claim by id", one, 6)):
        yield _cost(what, cost, f"≤ {most} × bare", cost.cpu_us / bare.cpu_us, most)
    yield Line("— bare uvicorn", _figures(bare))


def combined(fogline: Server, questions: Questions) -> Iterator[Line]:
    """Every combination of at most three filters, and the slowest of them by name."""
    paths = [f"/v1/claims?{urlencode(pairs)}" for pairs in questions.combinations(2, Random(3))]
    cost = asked(fogline, paths, Cost())
    slow = cost.percentile(0.99)
    yield Line(f"{len(paths)} questions of up to three filters", _figures(cost), "p99 ≤ 50 ms", slow <= 50)
    slowest = sorted(zip(cost.seconds, paths, strict=True), reverse=True)[:5]
    for seconds, path in slowest:
        yield Line("— of the slowest", f"{1e3 * seconds:.0f} ms `{path}`")
    rare = [path for path in paths if path.startswith("/v1/claims?actor=")][-50:]
    yield Line("the rare regions of the top actor", _figures(asked(fogline, rare, Cost())), "in the above")


def side_by_side(fogline: Server, questions: Questions) -> Iterator[Line]:
    """Series, facets, conflicts and the latest, of what is frequent."""
    narrow = [urlencode({"force": force, "region": region}) for force in questions.values["force"]["top"]
              for region in questions.values["region"]["top"] + questions.values["region"]["middle"][:5]]  # fmt: skip
    wide = ["", *(urlencode({"actor": actor}) for actor in questions.values["actor"]["top"])]
    for kind in ("series", "facets", "conflicts", "latest"):
        cost = asked(fogline, [f"/v1/claims/{kind}?{asking}" for asking in (*wide, *narrow)], Cost())
        yield Line(f"claims/{kind}", _figures(cost), "p99 ≤ 150 ms", cost.percentile(0.99) <= 150)


def exports(fogline: Server, ledger: Path) -> Iterator[Line]:
    """The newest hundred thousand claims."""
    for form, peer, least in (("ndjson", "json", 0.8), ("csv", "csv", 0.5)):
        theirs = statistics.median(of_command_line(ledger, peer).rate for _ in range(3))
        ours = [exported(fogline, form) for _ in range(3)]
        rate, memory = statistics.median(each.rate for each in ours), max(each.memory for each in ours)
        measured = f"{rate:,.0f} rows/s, sqlite3 -{peer} {theirs:,.0f}: {rate / theirs:.2f} ×"
        yield Line(f"export as {form}, {ours[0].rows:,} rows", measured, f"≥ {least} ×", rate / theirs >= least)
        yield Line("— memory above idle", f"{memory:.1f} MB", "≤ 30 MB", memory <= 30)


def while_writing(ledger: Path, questions: Questions) -> Iterator[Line]:
    """A writer beside readers, on a copy of a ledger."""
    paths = [f"/v1/claims?{urlencode(page)}" for page in questions.pages(PAGES, Random(4))]
    with tempfile.TemporaryDirectory(dir=ledger.parent) as directory:
        copy = Path(shutil.copy(ledger, directory))
        with running("Fogline", FOGLINE, "/readyz", {"FOGLINE_DATABASE_URL": f"sqlite:///{copy}"}) as fogline:
            quiet = asked(fogline, paths, Cost()).percentile(0.99)
            with storing.storing(copy) as writer:
                busy = asked(fogline, paths, Cost()).percentile(0.99)
                rate = writer()
    yield Line("storing, in batches", f"{rate:,.0f} claims/s", "≥ 2,000", rate >= 2000)
    yield Line(
        "readers' p99 while writing", f"{busy:.1f} ms, quiet {quiet:.1f}: {busy / quiet:.1f} ×", "≤ 3 ×", busy / quiet <= 3
    )


def _figures(cost: Cost) -> str:
    wrong = f", **statuses {sorted(cost.statuses)}**" if cost.statuses - {200, 304} else ""
    return f"{cost.cpu_us:,.0f} µs, p50 {cost.percentile(0.5):.2f} ms, p99 {cost.percentile(0.99):.2f} ms{wrong}"


def _cost(what: str, cost: Cost, bar: str, ratio: float, most: float) -> Line:
    return Line(what, f"{_figures(cost)}, {ratio:.1f} × bare", bar, ratio <= most)


def _peers(stack: ExitStack, ledger: Path, questions: Questions) -> Peers:
    """All of them started on `ledger`; the bare one sends the bytes of a page of Fogline's."""
    directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    address = {"FOGLINE_DATABASE_URL": f"sqlite:///{ledger}"}
    fogline = stack.enter_context(running("Fogline", FOGLINE, "/readyz", address))
    page = questions.pages(1, Random(2))[0]
    (directory / "page.json").write_bytes(httpx.get(f"{fogline.base}/v1/claims", params=page).content)
    bare = {"BARE": str(directory / "page.json")}
    metadata = {"databases": {"ledger": {"queries": {"page": CANNED}}}}
    (directory / "metadata.json").write_bytes(orjson.dumps(metadata))
    (directory / "ledger.db").symlink_to(ledger.resolve())
    datasette = None
    if shutil.which("datasette", path=str(Path(sys.executable).parent)):
        serve = ["{python}", "-m", "datasette", "serve", str(directory / "ledger.db"), "--port", "{port}"]
        limits = ["--metadata", str(directory / "metadata.json"), "--setting", "sql_time_limit_ms", "30000"]
        datasette = stack.enter_context(running("Datasette", [*serve, *limits], "/-/versions.json"))
    return Peers(
        fogline,
        stack.enter_context(running("bare", [*UVICORN, "tests.benchmarks.bare:app"], "/", bare)),
        datasette,
        stack.enter_context(running("usual", [*UVICORN, "tests.benchmarks.usual:app"], "/openapi.json", {"LEDGER": str(ledger)})),
    )


def _tried(lines: Callable[[], Iterator[Line]]) -> Iterator[Line]:
    """What cannot be measured has a line that says why, and the rest goes on."""
    try:
        yield from lines()
    except Exception as error:
        yield Line(f"could not be measured: {error.__class__.__name__}", str(error)[:300].replace("\n", " "), "", False)


def measured(directory: Path, claims: Sequence[int]) -> Iterator[Line]:
    """All lines of the table, for ledgers of so many claims, the smallest first."""
    pages: dict[int, float] = {}
    for number in claims:
        ledger = ledgers.made(directory, number)
        _read_through(ledger)
        questions = Questions.of(ledger)
        yield Line(f"**{number:,} claims**", f"{ledger.stat().st_size / 1e6:,.0f} MB")
        with ExitStack() as stack:
            peers = _peers(stack, ledger, questions)
            yield from _tried(lambda peers=peers, questions=questions: compared(peers, questions))
            pages[number] = _page(peers.fogline, questions)
        with running("Fogline", FOGLINE, "/readyz", {"FOGLINE_DATABASE_URL": f"sqlite:///{ledger}"}) as fogline:
            yield from _tried(lambda fogline=fogline, questions=questions: combined(fogline, questions))
            yield from _tried(lambda fogline=fogline, questions=questions: side_by_side(fogline, questions))
            yield from _tried(lambda fogline=fogline, ledger=ledger: exports(fogline, ledger))
    smallest = ledgers.made(directory, claims[0])
    yield from _tried(lambda: while_writing(smallest, Questions.of(smallest)))
    growth = pages[claims[-1]] / pages[claims[0]]
    yield Line(f"CPU of a page, {claims[-1]:,} to {claims[0]:,} claims", f"{growth:.2f} ×", "≤ 1.5 ×", growth <= 1.5)


def _read_through(ledger: Path) -> None:
    """Let the machine have the file in memory, as it has what is asked for all day: what a disk takes is not measured."""
    with ledger.open("rb") as file:
        while file.read(1 << 24):
            pass


def _page(fogline: Server, questions: Questions) -> float:
    """CPU µs of pages that nobody has asked for yet."""
    return asked(fogline, [f"/v1/claims?{urlencode(page)}" for page in questions.pages(PAGES, Random(5))], Cost()).cpu_us


def main(claims: Annotated[list[int] | None, typer.Argument()] = None, directory: ledgers.Directory = ledgers.DIRECTORY) -> None:
    """Measure on ledgers of so many CLAIMS, the smallest first; 10,000 and 1,000,000 by default."""
    os.sched_setaffinity(0, {CLIENT_CORE})
    began = time.perf_counter()
    table = ["| | measured | bar | |", "|---|---|---|---|"]
    for line in measured(directory, claims or [10_000, 1_000_000]):
        held = {None: "", True: "held", False: "**not held**"}[line.held]
        table.append(f"| {line.what} | {line.measured} | {line.bar} | {held} |")
        print(table[-1], flush=True)
    about = f"{datetime.now(UTC):%Y-%m-%d}, Python {sys.version.split()[0]}, {os.cpu_count()} cores, {time.perf_counter() - began:.0f} s"
    intro = f"# What questions cost\n\nMade by `python tests/benchmarks/asking.py`, {about}. µs are CPU time of the server's process a request;"
    RESULTS.write_text(
        f"{intro} × bare is against uvicorn alone sending the bytes of a page. The files were in the machine's memory.\n\n"
        + "\n".join(table)
        + "\n"
    )


if __name__ == "__main__":
    typer.run(main)
