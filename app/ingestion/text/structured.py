"""A page's JSON-LD goes in; the things it describes in the words of schema.org come out."""

import json
from collections.abc import Iterator
from typing import Any

Thing = dict[str, Any]
DEEPEST = 20  # levels that are looked through
MOST = 20_000  # things that are looked at


def things(tree: Any) -> list[Thing]:
    """Every object in the JSON-LD of a page that has a type, the outer before the inner."""
    found: list[Thing] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            said = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # every tenth page has a comma too many in it
        for thing in _within(said, DEEPEST):
            if len(found) == MOST:
                return found
            found.append(thing)
    return found


def _within(said: Any, depth: int) -> Iterator[Thing]:
    if depth == 0:
        return
    if isinstance(said, dict):
        if "@type" in said:
            yield said
        for value in said.values():
            yield from _within(value, depth - 1)
    elif isinstance(said, list):
        for value in said:
            yield from _within(value, depth - 1)


def is_a(thing: Thing, kind: str) -> bool:
    types = thing.get("@type")
    return kind in (types if isinstance(types, list) else [types])


def line(value: Any) -> str | None:
    """A name or title as one line; of several, or of a thing, the first name there is."""
    if isinstance(value, list):
        return next((found for each in value[:10] if (found := line(each))), None)
    if isinstance(value, dict):
        return line(value.get("name"))
    return " ".join(value.split()) or None if isinstance(value, str) else None
