"""`fogline watch`: looks at the sources that are watched, each when it is due, until it is stopped."""

from collections import Counter
from contextlib import ExitStack
from typing import Annotated

import typer

from app.cli.ingest import Json, told
from app.cli.ledger import opened, settings_with
from app.cli.stopping import stopping
from app.cli.terminal import tell


def watch(
    once: Annotated[bool, typer.Option("--once", help="Look at what is due, and end.")] = False, json: Json = False
) -> None:
    """Look at each source when it is due and take in what it names, until Ctrl-C or SIGTERM: then after what is being taken in.

    Several may watch one ledger; each source is looked at by one of them.
    """
    from app.ingestion import readers, watching
    from app.ingestion.fetch.fetcher import Fetcher
    from app.ingestion.looks import Looks
    from app.ingestion.pipeline import Intake
    from app.main import policy

    settings, outcomes = settings_with(), Counter[str]()
    intake = Intake(settings.parser_model, settings.store_text)
    with ExitStack() as stack:
        engine, stop = stack.enter_context(opened(settings.database_url)), stack.enter_context(stopping())
        look = Looks(engine, stack.enter_context(Fetcher(policy(settings))))
        for attempt in watching.watch(engine, intake, readers.here(intake, engine), look, stop, once):
            outcomes[attempt.outcome] += 1
            told(attempt, json)
    tell({"attempts": outcomes.total(), **outcomes}, f"{outcomes.total()} attempts: {_listed(outcomes)}", json)


def _listed(outcomes: Counter[str]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items())) or "none"
