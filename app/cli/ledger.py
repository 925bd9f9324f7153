"""What every command works on: the settings, with what the command line says instead, the ledger that they name, and who reads."""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from app.cli.terminal import complain

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.ingestion.pipeline import Intake
    from app.ingestion.readers import Reader
    from app.settings import Settings


@contextmanager
def opened(database_url: str) -> Iterator["Engine"]:
    from app.ingestion.reference_lines import BadReference
    from app.main import ledger

    try:
        engine = ledger(database_url)
    except BadReference as error:
        raise typer.BadParameter(f"the data files are at fault:\n{error}") from None
    yield engine
    engine.dispose()


@contextmanager
def reading(processes: int, intake: "Intake", engine: "Engine", settings: "Settings") -> Iterator["Reader"]:
    """Reads in this process, or in several beside it; when one of those dies, the command ends."""
    from app.ingestion import readers

    if processes == 1:
        yield readers.here(intake, engine)
        return
    try:
        with readers.beside(processes, settings.database_url, settings.parser_model) as read:
            yield read
    except BrokenExecutor:
        died = "a process that reads was killed, perhaps for want of memory; the same command goes on where it was"
        complain("stopped", ValueError(died))
        raise typer.Exit(1) from None


def settings_with(**given: str | int | None) -> "Settings":
    """The settings, with what the command line says instead of the environment."""
    from pydantic import ValidationError

    from app.settings import Settings

    try:
        return Settings.model_validate(
            Settings().model_dump() | {name: value for name, value in given.items() if value is not None}
        )
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise typer.BadParameter(f"the settings are at fault: {wrong}") from None
