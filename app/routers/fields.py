"""`fields=id,low,claimant.id`: what a view holds, and an object cut down to some of it."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from app.errors import BadParameter
from app.queries.values import nearest

Tree = dict[str, "Tree"]  # {"id": {}, "claimant": {"id": {}}}; an empty one takes everything


def chosen(fields: str | None, view: type[BaseModel]) -> Tree:
    """The tree of what `fields` names; empty for everything. Raises BadParameter when `view` has no such field."""
    paths = [path.strip() for path in fields.split(",")] if fields else []
    faults = [_fault(path, view) for path in paths if not _exists(path, view)]
    if faults:
        raise BadParameter.of(faults)
    return _tree(paths)


def cut(value: Any, tree: Tree) -> Any:
    """`value` with nothing but what the tree names; what is null stays null, and lists are cut item by item."""
    if not tree or value is None:
        return value
    if isinstance(value, list):
        return [cut(item, tree) for item in value]
    return {name: cut(value[name], below) for name, below in tree.items() if name in value}


def _tree(paths: Iterable[str]) -> Tree:
    tree: Tree = {}
    whole = set(paths)
    for path in paths:
        names = path.split(".")
        if any(".".join(names[:depth]) in whole for depth in range(1, len(names))):
            continue  # `claimant,claimant.id` asks for all of the claimant
        at = tree
        for name in names:
            at = at.setdefault(name, {})
    return tree


def _exists(path: str, view: type[BaseModel]) -> bool:
    names = path.split(".")
    starred = (".".join([*names[:place], "*", *names[place + 1 :]]) for place in range(1, len(names)))
    return any(each in _paths(view) for each in (path, *starred)) and "*" not in names


def _fault(path: str, view: type[BaseModel]) -> dict[str, Any]:
    near = nearest(path, sorted(_paths(view)))
    meant = f'did you mean "{near}"?' if near else f"there are {', '.join(view.model_fields)}."
    return {"parameter": "fields", "detail": f'There is no field "{path[:100]}"; {meant}'}


@cache
def _paths(view: type[BaseModel]) -> frozenset[str]:
    """Every path into `view`; in `spans.*.start` the star stands for the keys of a dict."""
    return frozenset(path for name, field in view.model_fields.items() for path in (name, *_below(name, field.annotation)))


def _below(path: str, annotation: Any) -> Iterator[str]:
    """The paths below `path`, where an annotation like `list[Hop]`, `Point | None` or `dict[str, Span]` stands."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from (f"{path}.{below}" for below in _paths(annotation))
    elif get_origin(annotation) is dict:
        yield f"{path}.*"
        yield from _below(f"{path}.*", get_args(annotation)[1])
    else:
        for part in get_args(annotation):
            yield from _below(path, part)
