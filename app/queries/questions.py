"""Questions: the pairs of a query string go in; what they ask of a listing comes out, or everything that is wrong with them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import BadParameter, Fault, UnknownParameter, Unprocessable
from app.queries.filters import Control, Filter, Shape
from app.queries.listings import Listing
from app.queries.values import nearest
from app.searches import Misplaced

MOST_VALUES = 100  # of one parameter; a database binds some ten thousand to one statement


@dataclass(frozen=True)
class Question:
    """A question that was understood: what was given, in which shape, and which page of the answer is wanted."""

    given: dict[str, list[Any]]  # filter name → values
    shape: Shape
    limit: int
    cursor: str | None
    with_total: bool
    fields: str | None
    with_counts: bool = False
    format: str | None = None
    bom: bool = False
    limited: bool = False  # whether `limit` was given

    @property
    def identity(self) -> Any:
        """What two pages of one answer have in common."""
        shape = self.shape
        return [
            {name: sorted(map(str, values)) for name, values in self.given.items()},
            shape.sort,
            shape.descend,
            shape.date_basis,
        ]


def question(listing: Listing, pairs: Iterable[tuple[str, str]]) -> Question:
    """What `pairs` ask of `listing`. Raises UnknownParameter or BadParameter with everything that is wrong."""
    pairs = list(pairs)
    asked, set_to = understood(listing.filters, listing.controls, pairs)
    order = set_to["sort"] or listing.usual_order(asked)
    shape = Shape(frozenset(asked), order, bool(set_to["cursor"]), set_to.get("descend", True), set_to.get("date_basis", ""))
    return Question(
        asked,
        shape,
        set_to["limit"],
        set_to["cursor"],
        set_to["with_total"],
        set_to["fields"],
        set_to.get("with_counts", False),
        set_to["format"],
        set_to["bom"],
        limited=any(name == "limit" for name, _ in pairs),
    )


def controls(known: Sequence[Control], pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What `pairs` set the `known` controls to, where nothing is listed. Raises as `question` does."""
    return understood((), known, pairs)[1]


def understood(
    filters: Sequence[Filter], known: Sequence[Control], pairs: Iterable[tuple[str, str]]
) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """The values that `pairs` give to `filters`, and what they set the `known` controls to. Raises as `question` does."""
    given, faults = _sorted_by_name(pairs, [*(f.name for f in filters), *(c.name for c in known)])
    set_to = {control.name: _control(control, given, faults) for control in known}
    asked = {each.name: _values(each, given[each.name], faults) for each in filters if each.name in given}
    faults += _contradictions(asked) if not faults else []
    if faults:
        raise _refused(faults)
    return asked, set_to


def _sorted_by_name(pairs: Iterable[tuple[str, str]], names: Sequence[str]) -> tuple[dict[str, list[str]], list[Fault]]:
    given: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for name, text in pairs:
        if name not in names:
            faults.append(_unknown(name, names))
        elif not text.strip():
            faults.append(_bad(name, text, "is empty; give a value or leave the parameter out"))
        elif "\0" in text:
            faults.append(_bad(name, text, "holds a NUL character; take it out"))
        else:
            given.setdefault(name, []).append(text)
    return given, faults


def _control(control: Control, given: dict[str, list[str]], faults: list[Fault]) -> Any:
    texts = given.get(control.name, [])
    if not texts:
        return control.default
    values = _read(control.name, texts, control.read, MOST_VALUES if control.many else 1, faults)
    return values if control.many else values[0]


def _values(each: Filter, texts: list[str], faults: list[Fault]) -> list[Any]:
    return _read(each.name, texts, each.values.read, MOST_VALUES if each.values.together else 1, faults)


def _read(name: str, texts: list[str], read: Callable[[str], Any], most: int, faults: list[Fault]) -> list[Any]:
    if len(texts) > most:
        times = "once" if most == 1 else f"{most} times"
        faults.append(_bad(name, texts[most], f"is one too many; this parameter can be given {times}"))
    values = []
    for text in texts:
        try:
            values.append(read(text))
        except ValueError as error:
            values.append(None)
            place = {"offset": error.at} if isinstance(error, Misplaced) else {}
            faults.append(_bad(name, text, str(error)) | place)
    return values


def _contradictions(asked: dict[str, list[Any]]) -> list[Fault]:
    pairs = [("date_from", "date_to"), ("at_least", "at_most")]
    crossed = [(low, high) for low, high in pairs if low in asked and high in asked and min(asked[low]) > max(asked[high])]
    return [
        _bad(low, str(min(asked[low])), f"lies above {high}, so that nothing can match; exchange them") for low, high in crossed
    ]


def _unknown(name: str, names: Sequence[str]) -> Fault:
    near = nearest(name, names)
    meant = f'did you mean "{near}"?' if near else f"there are {', '.join(names)}." if names else "there are none here."
    fault = {"parameter": name[:100], "detail": f'There is no parameter "{name[:100]}"; {meant}', "nearest": near}
    return {key: value for key, value in fault.items() if value}


def _bad(name: str, text: str, wrong: str) -> Fault:
    return {"parameter": name, "detail": f'"{text[:100]}" as {name} {wrong}.'}


def _refused(faults: list[Fault]) -> Unprocessable:
    unknown = any(fault["detail"].startswith("There is no parameter") for fault in faults)
    return (UnknownParameter if unknown else BadParameter).of(faults)
