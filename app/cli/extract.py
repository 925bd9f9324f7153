"""`fogline extract`: the facts of a report, printed and not stored."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.ledger import opened, settings_with
from app.cli.reports import Published, Publisher, defaults, sound
from app.cli.terminal import OUT, complain

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.ingestion.pipeline import Intake
    from app.ingestion.report import Report


def extract(
    path: Annotated[str, typer.Argument(metavar="PLACE", help="An address or a file; - is standard input.")],
    published: Published = None,
    publisher: Publisher = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the text with its spans marked, and each fact's rule.")
    ] = False,
) -> None:
    """Print the facts of a report as JSON, as the service would answer, and store nothing."""
    from sqlmodel import Session

    from app.ingestion.fetch.fetcher import Fetcher
    from app.ingestion.fetch.sources import sources
    from app.ingestion.pipeline import Intake
    from app.main import policy

    settings = settings_with()
    given, intake = defaults(published, publisher), Intake(settings.parser_model)
    failed = False
    with opened(_registries(settings.database_url)) as engine, Fetcher(policy(settings)) as fetcher:
        for item in sources([path], fetcher, given):
            try:
                with Session(engine) as session:
                    report = sound(item.source)
                    _show(_facts(session, intake, report), report if explain else None)
            except Exception as error:
                failed = complain(item.name, error)
    if failed:
        raise typer.Exit(1)


def _registries(url: str) -> str:
    """Where to look up names: the ledger if there is one, which is rolled back, else one in memory that takes seconds to fill."""
    from sqlalchemy import make_url

    file = make_url(url).database if url.startswith("sqlite") else None
    return "sqlite://" if file is not None and not Path(file).exists() else url


def _facts(session: "Session", intake: "Intake", source: "Report") -> "dict[str, object]":
    """The answer of POST /v1/articles for `source`."""
    import json

    from app.routers.answers import written
    from app.routers.articles import with_facts

    taken = intake.take_in(session, source)
    answer = written(with_facts(session.connection(), taken.article_id))
    facts: dict[str, object] = json.loads(bytes(answer.body))
    return facts


def _show(facts: "dict[str, object]", explained: "Report | None") -> None:
    """The facts as JSON, or, where their source is given, the text with its spans marked."""
    import json

    from app.explanation import explanation

    if explained is None:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        OUT.print(explanation(explained.text, facts))
