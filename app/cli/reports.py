"""The arguments of commands that read reports from files."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.ingestion.failures import Failure
    from app.ingestion.fetch.fetched import NotModified
    from app.ingestion.fetch.records import Defaults
    from app.ingestion.report import Report

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PLACE", help="An address of a page, feed or sitemap; a file; a directory; - is standard input."),
]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="When reports that do not say it themselves were published.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published reports that do not say it themselves.")]


def defaults(published: str | None, publisher: str | None) -> "Defaults":
    from app.ingestion.failures import BadInput
    from app.ingestion.fetch.records import Defaults, moment

    try:
        return Defaults(moment(published) if published else None, publisher)
    except BadInput as error:
        raise typer.BadParameter(str(error), param_hint="--published") from None


def sound(source: "Report | NotModified | Failure") -> "Report":
    if isinstance(source, ValueError):
        raise source
    assert not hasattr(source, "validators")  # nothing is asked for by what it was known by
    return source
