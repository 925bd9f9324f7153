"""`fogline ingest`: reports go into the ledger, each on its own."""

from collections import Counter
from contextlib import ExitStack
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.ledger import opened, reading, settings_with
from app.cli.reports import Paths, Published, Publisher, defaults
from app.cli.stopping import STOPPED, stopping
from app.cli.terminal import OUT, complain, shown, tell

if TYPE_CHECKING:
    from app.ingestion.attempts import Attempt
    from app.ingestion.fetch.records import Defaults
    from app.settings import Settings

AHEAD = 16  # reports for each process: as many as it reads while those before them are written; they fit into memory
OUTCOMES = ("new", "changed", "known", "unmodified", "failed")
Processes = Annotated[int, typer.Option(min=1, help="Read in so many processes; one more writes.")]
Json = Annotated[bool, typer.Option("--json", help="Tell of each report as a line of JSON.")]


def ingest(
    paths: Paths, published: Published = None, publisher: Publisher = None, processes: Processes = 1, json: Json = False
) -> None:
    """Take in reports. Each is kept or left on its own; those that failed are named, and the exit status is then 1.

    Ctrl-C stops after the report that is being taken in; the same command goes on where it was.
    """
    if take_in(paths, defaults(published, publisher), settings_with(), processes, json)["failed"]:
        raise typer.Exit(1)


def take_in(paths: list[str], given: "Defaults", settings: "Settings", processes: int = 1, json: bool = False) -> Counter[str]:
    """How many of the reports were new, changed, known or failed; none of them cost another."""
    from app.ingestion.attempts import attempts
    from app.ingestion.fetch.fetcher import Fetcher
    from app.ingestion.fetch.files import count
    from app.ingestion.fetch.sources import sources
    from app.ingestion.looks import offer, validators
    from app.ingestion.pipeline import Intake
    from app.main import policy

    intake, outcomes = Intake(settings.parser_model, settings.store_text), Counter[str]()
    with ExitStack() as stack:
        engine, stop = stack.enter_context(opened(settings.database_url)), stack.enter_context(stopping())
        read = stack.enter_context(reading(processes, intake, engine, settings))
        fetcher = stack.enter_context(Fetcher(policy(settings)))
        items = takewhile(lambda _: not stop.is_set(), sources(paths, fetcher, given, validators(engine)))
        offers = (offer(item.name, item.source, item.answer) for item in items)
        made = attempts(engine, intake, offers, read, AHEAD * processes if processes > 1 else 0)
        for attempt in shown(made, None if json else count(paths), "Taking in", quiet=json):
            outcomes[attempt.outcome] += 1
            told(attempt, json)
    counts = {outcome: outcomes[outcome] for outcome in OUTCOMES if outcomes[outcome] or outcome != "unmodified"}
    parts = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
    tell({"reports": outcomes.total(), **counts, "stopped": stop.is_set()}, f"{outcomes.total()} reports: {parts}", json)
    if stop.is_set():
        complain("stopped", ValueError("the same command goes on where it was"))
        raise typer.Exit(STOPPED)
    return outcomes


def told(attempt: "Attempt", json: bool) -> None:
    """Say what became of one report."""
    from app.ingestion.attempts import detail, reason

    name, error = attempt.offer.name or "", attempt.error
    if json:
        said = {"name": name, "outcome": attempt.outcome, "article": attempt.article_id}
        fault = {"reason": reason(error), "detail": detail(error)} if error else {}
        tell({**said, **fault, "seconds": round(attempt.seconds, 3)}, "", json)
    elif error:
        complain(name, error)
    elif not OUT.is_terminal:
        typer.echo(f"{attempt.outcome}\t{attempt.article_id or ''}\t{name}")
