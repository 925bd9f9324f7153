"""The command line: arguments and settings go in; a running service, a fuller ledger or facts on the terminal come out.

What only one command needs is imported inside it: the parser and the web framework would make `fogline --help` take seconds.
"""

import logging
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from app.cli.extract import extract
from app.cli.ingest import ingest
from app.cli.reextract import reextract
from app.cli.registries import actors, regions
from app.cli.serve import serve
from app.cli.sources import sources, status
from app.cli.watch import watch

app = typer.Typer(
    help="Who claimed how many of whose forces are where, as of when, and in which sentence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
for command in (serve, ingest, extract, reextract, watch, status):
    app.command()(command)
app.add_typer(actors, name="actors")
app.add_typer(regions, name="regions")
app.add_typer(sources, name="sources")


@app.callback(invoke_without_command=True)
def fogline(show: Annotated[bool, typer.Option("--version", help="Say which version this is.", is_eager=True)] = False) -> None:
    if show:
        typer.echo(f"fogline {_version()}")
        raise typer.Exit
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it logs of a bad page, we say ourselves


def _version() -> str:
    try:
        return version("fogline")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
