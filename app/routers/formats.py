"""Formats: which one a client wants, and how objects are written in it.

JSON and GeoJSON are pages. NDJSON and CSV are everything that matches, written as it is read, so that memory stays flat.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, get_args, get_origin

import orjson
from pydantic import BaseModel

from app.errors import NotAcceptable
from app.models.records import OPTIONS
from app.queries.formats import Format, offered
from app.routers.fields import Tree

Object = dict[str, Any]


MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.NDJSON: "application/x-ndjson",
    Format.CSV: "text/csv",
    Format.GEOJSON: "application/geo+json",
}
TYPES = MEDIA_TYPES | {Format.CSV: "text/csv; charset=utf-8; header=present"}
WHOLE = (Format.NDJSON, Format.CSV)  # these are not cut into pages, unless `limit` says so
_ALSO = {"application/ndjson": "application/x-ndjson", "application/jsonl": "application/x-ndjson"}


def wanted(named: str | None, accept: str, placed: bool) -> Format:
    """What `format` names, else what `Accept` likes best. Raises NotAcceptable."""
    if named:
        return Format(named)
    liked = {each: _liking(_ranges(accept), MEDIA_TYPES[each]) for each in offered(placed)}
    best = max(liked, key=lambda each: liked[each])  # of equals the first, which is JSON
    if not liked[best]:
        known = ", ".join(MEDIA_TYPES[each] for each in liked)
        raise NotAcceptable(f"This can be had as {known}; ask for one of them in Accept, or by format={'|'.join(liked)}.")
    return best


@lru_cache(maxsize=256)
def _ranges(accept: str) -> dict[str, float]:
    """RFC 9110: media ranges and how much each is liked, from 0 to 1; everything is, where nothing is said."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        if name:
            ranges[_ALSO.get(name, name)] = _quality(parameters)
    return ranges or {"*/*": 1.0}


def _quality(parameters: Iterable[str]) -> float:
    for each in parameters:
        if match := re.fullmatch(r"q\s*=\s*([01](?:\.\d{0,3})?)", each, re.ASCII):
            return min(float(match[1]), 1.0)
    return 1.0


def _liking(ranges: Mapping[str, float], media_type: str) -> float:
    """The most exact range says it."""
    kind = media_type.partition("/")[0]
    return next((ranges[each] for each in (media_type, f"{kind}/*", "*/*") if each in ranges), 0.0)


def lines(objects: Iterable[Any]) -> bytes:
    """Objects, one in each line."""
    return b"".join(orjson.dumps(each, option=OPTIONS | orjson.OPT_APPEND_NEWLINE) for each in objects)


def feature(object: Object, properties: Object, place: str) -> Object:
    """An object as GeoJSON has it: it stands where its `place` does, or, without one, at its own point."""
    holder = object[place] if place else object
    point = holder and holder["point"]
    geometry = point and {"type": "Point", "coordinates": [point["lon"], point["lat"]]}
    return {"type": "Feature", "id": object["id"], "geometry": geometry, "properties": properties}


@dataclass(frozen=True)
class Column:
    """A field of objects as cells: its own, or those of the object in it; `inner` is None where it is one cell."""

    name: str
    inner: "tuple[Column, ...] | None" = None

    @property
    def names(self) -> list[str]:
        """What the cells are called."""
        if self.inner is None:
            return [self.name]
        return [f"{self.name}.{name}" for each in self.inner for name in each.names]


def columns(view: type[BaseModel], tree: Tree) -> tuple[Column, ...]:
    """The cells of a view, or of what the tree takes of it. An object in it becomes several; a list is one, as JSON."""
    names: Tree = tree or {name: {} for name in view.model_fields}
    return tuple(Column(name, _inner(view.model_fields[name].annotation, below)) for name, below in names.items())


def _inner(annotation: Any, tree: Tree) -> tuple[Column, ...] | None:
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel) and get_origin(annotation) is not list:
            return columns(part, tree)
    return _of_names(tree) if tree and get_origin(annotation) is dict else None


def _of_names(tree: Tree) -> tuple[Column, ...]:
    return tuple(Column(name, _of_names(below) if below else None) for name, below in tree.items())


class Table:
    """Writes objects as CSV (RFC 4180): bytes for the header, and for every few rows.

    Python's own writer looks at every letter of a cell for each sign that may have to be quoted, which takes half of the time.
    """

    def __init__(self, columns: Sequence[Column], bom: bool) -> None:
        self._columns = columns
        self._runs = [(inside, names, _taking(names), [""] * len(names)) for inside, names in _runs(columns)]
        self._bom = bom

    def header(self) -> bytes:
        """The names of all cells."""
        names = (name for column in self._columns for name in column.names)
        return _row(map(_cell, names)).encode("utf-8-sig" if self._bom else "utf-8")

    def rows(self, objects: Iterable[Object]) -> bytes:
        """One row for each object."""
        return "".join(_row(self._cells(each)) for each in objects).encode()

    def _cells(self, object: Object) -> list[str]:
        cells: list[str] = []
        for inside, names, take, nothing in self._runs:
            holder: Any = object
            for name in inside:
                holder = holder and holder.get(name)
            if not holder:
                cells += nothing
                continue
            try:
                values = take(holder)
            except KeyError:
                values = map(holder.get, names)
            cells += [
                ""
                if value is None
                else value
                if type(value) is str
                and (value >= "A" or "0" <= value < ":")  # begins with a letter or digit, and so with no sign of a formula
                and "," not in value
                and '"' not in value
                and "\n" not in value
                and "\r" not in value
                else _cell(value)
                for value in values
            ]
        return cells


def _row(cells: Iterable[str]) -> str:
    return f"{','.join(cells) or _EMPTY}\r\n"


def _runs(columns: Iterable[Column], inside: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The cells that lie side by side in one object: the names that lead into it, and their own."""
    for whole, some in groupby(columns, lambda each: each.inner is None):
        if whole:
            yield inside, [each.name for each in some]
        else:
            for each in some:
                yield from _runs(each.inner or (), (*inside, each.name))


def _taking(names: Sequence[str]) -> Callable[[Object], Iterable[Any]]:
    """What takes the values of `names` out of an object that has them all."""
    return itemgetter(*names) if len(names) > 1 else lambda object: [object[names[0]]]


_EMPTY = '""'  # where it is the only cell of its row, so that there is a row
_DANGEROUS = frozenset("=+-@\t\r\n")  # a spreadsheet takes what begins so for a formula, whoever wrote it


def _cell(value: Any) -> str:
    """A value as it stands in a table."""
    if type(value) is str:
        text = _harmless(value) if value[:1] in _DANGEROUS else value
    elif type(value) is float or type(value) is int:
        return repr(value)
    else:
        text = orjson.dumps(value, option=OPTIONS).decode().strip('"')
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


_QUOTED = re.compile(r'[",\r\n]')
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def _harmless(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else f"'{text}"
