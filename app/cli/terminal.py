"""What every command shows: results on standard output, faults on standard error, progress where somebody watches."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Each = TypeVar("Each")
OUT, ERRORS = Console(), Console(stderr=True)


def complain(name: str, error: Exception) -> bool:
    """Name a bad input and its fault. What is no ValueError is a fault of ours, so that its kind helps to find it."""
    reason = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
    ERRORS.print(f"failed\t{name}: {reason}", style="red", markup=False, highlight=False, soft_wrap=True)
    return True


def shown(work: Iterable[Each], total: int | None, what: str) -> Iterator[Each]:
    """`work`, with a progress bar that moves as each is done with; in a pipe there is none."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=OUT, disable=not OUT.is_terminal) as progress:
        yield from progress.track(work, total=total, description=what)
