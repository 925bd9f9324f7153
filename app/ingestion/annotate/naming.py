"""The words beside the names of persons, and those that no such name has, as `data/naming.toml` lists them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[2] / "data" / "naming.toml"


@dataclass(frozen=True, slots=True)
class Naming:
    """All words in lower case."""

    titles: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    behind: frozenset[str]
    never: frozenset[str]
    openers: frozenset[str]
    words: dict[str, frozenset[str]]  # by the name that is a word too: what shows behind it that it is one
    capitals: frozenset[str]


@cache
def naming() -> Naming:
    """The lists of the file."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Naming(
        titles=_words(table["titles"]),
        persons=_words(table["persons"]),
        things=_words(table["things"]),
        behind=_words(table["behind"]),
        never=_words(table["never"]),
        openers=_words(table["openers"]),
        words={name: _words(behind) for name, behind in table["words"].items()},
        capitals=_words(table["capitals"]["words"]),
    )


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())
