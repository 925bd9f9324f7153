"""What every command works on: the settings, with what the command line says instead, and the ledger that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sqlalchemy import Engine

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
