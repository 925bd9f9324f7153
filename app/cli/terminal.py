"""What every command shows: results on standard output, faults on standard error, progress where somebody watches."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

Each = TypeVar("Each")
OUT, ERRORS = Console(), Console(stderr=True)


def complain(name: str, error: Exception) -> bool:
    """Name a bad input and its fault. What is no ValueError is a fault of ours, so that its kind helps to find it."""
    reason = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
    ERRORS.print(f"failed\t{name}: {reason}", style="red", markup=False, highlight=False, soft_wrap=True)
    return True


def tell(for_machines: dict[str, Any], for_people: str, json: bool) -> None:
    """Say what was done, as a line of JSON or in words."""
    import json as notation

    typer.echo(notation.dumps(for_machines, ensure_ascii=False) if json else for_people)


class Rate(ProgressColumn):
    """How many are done with in a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


def shown(work: Iterable[Each], total: int | None, what: str, quiet: bool = False) -> Iterator[Each]:
    """`work`, with a progress bar that moves as each is done with; in a pipe there is none."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn()
    with Progress(*columns, console=OUT, disable=quiet or not OUT.is_terminal) as progress:
        yield from progress.track(work, total=total, description=what)
