"""The words of `data/measures.toml`: what a counted noun or a verb makes of a number."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.vocabulary import Measure, Modality

_FILE = Path(__file__).parents[2] / "data" / "measures.toml"


@dataclass(frozen=True, slots=True)
class Counted:
    """Nouns and verbs by form, in lower case."""

    things: dict[str, Measure]
    systems: dict[str, Measure]  # types of arms, by their names as written
    qualified: dict[str, frozenset[str]]  # things that count only with one of these words before them
    built: frozenset[str]  # things that count only where they are harmed
    harm: frozenset[str]
    persons: dict[str, Measure]
    verbs: dict[str, Measure]
    deeds: dict[str, Measure]
    designations: dict[str, Measure]  # by the letters before the number: "mig" of "MiG-29s"
    owners: frozenset[str]
    modality: dict[str, Modality]
    infinitive: dict[str, Modality]  # only with an infinitive
    contents: dict[str, Modality | None]  # of nouns that say something, by what they make of it; None where others must tell
    modalities: tuple[Modality, ...]  # the strongest first


@cache
def counted() -> Counted:
    """The words of the project's data file."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Counted(
        things=_measures(table["things"]),
        systems=_measures(table["systems"]),
        qualified={word: frozenset(before.split()) for words, before in table["qualified"].items() for word in words.split()},
        built=frozenset(table["built"]["nouns"].split()),
        harm=frozenset(table["built"]["harm"].split()),
        persons=_measures(table["persons"]),
        verbs=_measures(table["verbs"]),
        deeds=_measures(table["deeds"]),
        designations=_measures(table["designations"]),
        owners=frozenset(table["owners"]["verbs"].split()),
        modality=_by_word(table["modality"]),
        infinitive=_by_word(table["infinitive"]),
        contents=_by_word(table["contents"]) | dict.fromkeys(table["told"]["nouns"].split()),
        modalities=tuple(Modality(modality) for modality in table["modality"]),
    )


def _measures(table: dict[str, str]) -> dict[str, Measure]:
    return {word: Measure(measure) for measure, words in table.items() for word in words.split()}


def _by_word(table: dict[str, str]) -> dict[str, Modality]:
    return {word: Modality(modality) for modality, words in table.items() for word in words.split()}
