"""`fogline sources …`: the feeds and sitemaps that `fogline watch` looks at; and `fogline status`, what came of it all."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from app.cli.ingest import Json
from app.cli.ledger import opened, settings_with
from app.cli.terminal import OUT, tell

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import Session

sources = typer.Typer(help="The feeds and sitemaps that are watched.", no_args_is_help=True)
Named = Annotated[str, typer.Argument(metavar="SOURCE", help="Its id or its address.")]


@sources.command("add")
def add(
    url: Annotated[str, typer.Argument(metavar="ADDRESS", help="Of a feed (RSS, Atom, JSON) or a sitemap.")],
    publisher: Annotated[str | None, typer.Option(help="Who published reports that do not say it themselves.")] = None,
    every: Annotated[int, typer.Option(min=1, max=10_080, metavar="MINUTES", help="From one look to the next.")] = 15,
) -> None:
    """Watch a feed or sitemap. One that is watched already stays as it is."""
    from app.ingestion import watched

    if not url.lower().startswith(("http://", "https://")):
        raise typer.BadParameter("give the whole address, with http:// or https://", param_hint="ADDRESS")
    added = _changed(lambda session: watched.add(session, url, publisher, every * 60))
    typer.echo(f"{'added' if added else 'known'}\t{watched.source_id(url)}\t{url}")


@sources.command("list")
def show(json: Json = False) -> None:
    """Show what is watched."""
    rows = _read(lambda connection: _sources(connection))
    if json:
        for row in rows:
            tell(_plain(row), "", json)
    else:
        _show(rows)


@sources.command("remove")
def remove(named: Named) -> None:
    """Watch it no longer. What it brought stays."""
    from app.ingestion import watched

    typer.echo(f"removed\t{_changed(lambda session: watched.remove(session, named))}")


@sources.command("pause")
def pause(named: Named) -> None:
    """Do not look at it until it is resumed."""
    from app.ingestion import watched

    typer.echo(f"paused\t{_changed(lambda session: watched.change(session, named, paused=True))}")


@sources.command("resume")
def resume(named: Named) -> None:
    """Look at it again, next."""
    from app.ingestion import watched

    typer.echo(f"resumed\t{_changed(lambda session: watched.change(session, named, paused=False))}")


def status(json: Json = False) -> None:
    """Show what is in the ledger, what came of the last thousand attempts, and how the sources that are watched are doing."""
    from app.queries.sources import recent

    counts, last, rows = _read(lambda connection: (_counts(connection), recent(connection), _sources(connection)))
    if json:
        tell({**counts, "recent": last, "sources": [_plain(row) for row in rows]}, "", json)
        return
    typer.echo(", ".join(f"{number} {name}" for name, number in counts.items()))
    for title, found in (("last attempts", last["outcomes"]), ("why they failed", last["reasons"])):
        if found:
            typer.echo(f"{title}: " + ", ".join(f"{number} {name}" for name, number in found.items()))
    if rows:
        _show(rows)


def _counts(connection: "Connection") -> dict[str, int]:
    from sqlalchemy import func, select

    from app.queries.tables import ARTICLE, CLAIM, STATEMENT

    def count(table: Any, *which: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*which)).scalar_one())

    facts = {"statements": STATEMENT, "claims": CLAIM}
    copies = {"copies": count(ARTICLE, ARTICLE.c.origin_id.is_not(None))}
    return {"articles": count(ARTICLE), **copies} | {
        name: count(each, each.c.retracted.is_(None)) for name, each in facts.items()
    }


def _sources(connection: "Connection") -> Sequence[Any]:
    from sqlalchemy import select

    from app.queries.tables import SOURCE

    return connection.execute(select(*SOURCE.c).order_by(SOURCE.c.url)).all()


def _show(rows: Sequence[Any]) -> None:
    """A table on a terminal; in a pipe a line for each, whole however long, with tabs between."""
    columns = "source", "every", "articles", "last success", "next", "failures", "why"
    lines = [[str(cell) for cell in _cells(row)] for row in rows]
    if not OUT.is_terminal:
        typer.echo("\n".join("\t".join(cells) for cells in [columns, *lines]))
        return
    table = Table(*columns, box=None, pad_edge=False)
    for cells in lines:
        table.add_row(*(escape(cell) for cell in cells))
    OUT.print(table)


def _cells(row: Any) -> tuple[Any, ...]:
    state = "paused" if row.paused else _minute(row.due_at)
    why = row.last_failure if row.failures else ""
    return row.url, f"{row.every // 60} min", row.articles, _minute(row.last_success_at), state, row.failures, why


def _minute(moment: datetime | None) -> str:
    return "never" if moment is None else moment.strftime("%Y-%m-%d %H:%M")


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row._mapping.items()
        if not name.startswith("leased")
    }


def _read(question: "Callable[[Connection], Any]") -> Any:
    with opened(settings_with().database_url) as engine, engine.connect() as connection:
        return question(connection)


def _changed(change: "Callable[[Session], Any]") -> Any:
    from sqlmodel import Session

    with opened(settings_with().database_url) as engine, Session(engine) as session:
        try:
            done = change(session)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="SOURCE") from None
        session.commit()
        return done
