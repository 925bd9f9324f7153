"""`fogline reextract`: what was read by other rules or registries is read again."""

from collections import Counter
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.ingest import AHEAD, Json, Processes
from app.cli.ledger import opened, reading, settings_with
from app.cli.stopping import STOPPED, stopping
from app.cli.terminal import complain, shown, tell

if TYPE_CHECKING:
    from app.ingestion.rereading import Reread

EXAMPLES = 5  # of each kind of difference


def reextract(
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only articles that were published on this day or later.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be different, and change nothing.")] = False,
    processes: Processes = 1,
    json: Json = False,
) -> None:
    """Read texts again that were read by other rules or registries. Facts that are read as before stay as they are.

    Ctrl-C stops after the text that is being read; the same command goes on where it was.
    """
    from app.ingestion.fetch.records import moment
    from app.ingestion.pipeline import Intake
    from app.ingestion.rereading import outdated, reread

    settings, summary = settings_with(), Summary()
    try:
        day = moment(since) if since else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--since") from None
    intake = Intake(settings.parser_model)
    with ExitStack() as stack:
        engine, stop = stack.enter_context(opened(settings.database_url)), stack.enter_context(stopping())
        read = stack.enter_context(reading(processes, intake, engine, settings))
        there = outdated(engine, intake.rules, day)
        again = reread(engine, intake, read, day, AHEAD * processes if processes > 1 else 0, keep=not dry_run)
        for each in shown(again, there.articles, "Reading again", quiet=json):
            summary.add(each)
            if stop.is_set():
                break
    summary.tell(there.not_kept, dry_run, stop.is_set(), json)
    if stop.is_set():
        complain("stopped", ValueError("the same command goes on where it was"))
        raise typer.Exit(STOPPED)
    if summary.counts["failed"]:
        raise typer.Exit(1)


class Summary:
    """What was different in all of the articles, with a few examples."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[dict[str, Any]]] = {"added": [], "removed": [], "altered": []}

    def add(self, again: "Reread") -> None:
        """Count what was different in one article."""
        found = again.difference
        self.counts["articles"] += 1
        if isinstance(found, Exception):
            self.counts["failed"] += 1
            complain(again.article_id, found)
        elif found:
            self.counts["different"] += 1
            for kind, examples in self.examples.items():
                rows = getattr(found, kind)
                self.counts[kind] += len(rows)
                examples += [_example(row) for row in rows[: EXAMPLES - len(examples)]]

    def tell(self, not_kept: int, dry_run: bool, stopped: bool, json: bool) -> None:
        """Say it."""
        names = "articles", "different", "added", "removed", "altered", "failed"
        counts = {name: self.counts[name] for name in names}
        machines = {**counts, "not_kept": not_kept, "dry_run": dry_run, "stopped": stopped, "examples": self.examples}
        lines = [f"{counts['articles']} articles read again, {counts['different']} of them different"]
        lines += [f"{counts[kind]} facts {kind}" + "".join(map(_line, self.examples[kind])) for kind in self.examples]
        lines += [f"{not_kept} articles left out, whose text is not kept"] if not_kept else []
        lines += ["dry run: nothing was changed"] if dry_run else []
        tell(machines, "\n".join(lines), json)


def _example(row: dict[str, Any]) -> dict[str, Any]:
    names = "id", "measure", "quote", "low", "high", "cue", "content", "sentence"
    example = {name: row[name] for name in names if name in row}
    return example | ({"was": {name: _plain(value) for name, value in row["was"].items()}} if "was" in row else {})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _line(example: dict[str, Any]) -> str:
    said = example.get("quote") or example.get("content") or ""
    was = ", ".join(f"{name} was {value}" for name, value in example.get("was", {}).items() if not isinstance(value, dict | list))
    return f"\n  {example['id']}  {example.get('measure', 'statement')}: {' '.join(said.split())[:100]}" + (
        f" ({was})" if was else ""
    )
