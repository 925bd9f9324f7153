"""`fogline serve`: the service, on the ledger of the settings."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.ingest import take_in
from app.cli.ledger import settings_with

SAMPLES = Path(__file__).parent.parent / "data" / "samples"


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; FOGLINE_HOST by default.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; FOGLINE_PORT by default.")] = None,
    access_log: Annotated[
        bool,
        typer.Option("--access-log", help="Write a line for every request, which takes as long as to answer it from memory."),
    ] = False,
    samples: Annotated[bool, typer.Option("--samples", help="Take in the sample reports first, unless they are known.")] = False,
) -> None:
    """Start the service, on the database of FOGLINE_DATABASE_URL."""
    import uvicorn

    from app.ingestion.fetch.records import Defaults
    from app.main import create_app

    settings = settings_with(host=host, port=port)
    if samples:
        take_in([str(SAMPLES)], Defaults(), settings)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, access_log=access_log)
