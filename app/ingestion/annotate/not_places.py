"""Names that are settlements somewhere and something else nearly everywhere, as app/data/regions/not_places.txt lists them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[2] / "data" / "regions" / "not_places.txt"


@dataclass(frozen=True, slots=True)
class NotPlaces:
    """Folded names, by how much must stand beside one before it is a settlement."""

    never: frozenset[str]  # nothing is enough: "March"
    words: frozenset[str]  # its country or division: "Nice, France"
    persons: frozenset[str]  # that, or a preposition of place: "in Lincoln"
    wide: frozenset[str]  # countries and divisions, if no other capitalised word stands beside them: "Jordan Peterson"

    def holds(self, name: str) -> bool:
        return name in self.never or name in self.words or name in self.persons


@cache
def not_places() -> NotPlaces:
    """The lists of the file."""
    lists: dict[str, set[str]] = {"never": set(), "words": set(), "persons": set(), "wide": set()}
    names = lists["never"]
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            names = lists[line.strip("[]")]
        elif not line.startswith("#"):
            names.update(name.replace("_", " ") for name in line.split())
    return NotPlaces(**{name: frozenset(listed) for name, listed in lists.items()})
