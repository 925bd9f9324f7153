"""`fogline ingest`: reports go into the ledger, each on its own."""

from collections import Counter
from typing import TYPE_CHECKING

import typer

from app.cli.ledger import opened, settings_with
from app.cli.reports import Paths, Published, Publisher, defaults, sound
from app.cli.terminal import OUT, complain, shown

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.ingestion.fetch.files import BadInput, Defaults
    from app.ingestion.pipeline import Intake
    from app.ingestion.source import Source
    from app.settings import Settings


def ingest(paths: Paths, published: Published = None, publisher: Publisher = None) -> None:
    """Take in reports. Each is kept or left on its own; those that failed are named, and the exit status is then 1."""
    if take_in(paths, defaults(published, publisher), settings_with())["failed"]:
        raise typer.Exit(1)


def take_in(paths: list[str], given: "Defaults", settings: "Settings") -> Counter[str]:
    """How many of the reports were new, changed, known or failed; each was committed on its own."""
    from app.ingestion.fetch.files import count, sources
    from app.ingestion.pipeline import Intake

    intake = Intake(settings.parser_model)
    with opened(settings.database_url) as engine:
        reports = shown(sources(paths, given), count(paths), "Taking in")
        outcomes = Counter(_outcome(engine, intake, name, source) for name, source in reports)
    parts = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in ("new", "changed", "known", "failed"))
    typer.echo(f"{outcomes.total()} reports: {parts}")
    return outcomes


def _outcome(engine: "Engine", intake: "Intake", name: str, source: "Source | BadInput") -> str:
    """What became of one report: "new", "changed", "known" or "failed". Whatever goes wrong with one, the next is tried."""
    from sqlmodel import Session

    try:
        with Session(engine) as session:
            taken = intake.take_in(session, sound(source))
            session.commit()
    except Exception as error:
        complain(name, error)
        return "failed"
    outcome = "new" if taken.created else "changed" if taken.changed else "known"
    if not OUT.is_terminal:
        typer.echo(f"{outcome}\t{taken.article_id}\t{name}")
    return outcome
