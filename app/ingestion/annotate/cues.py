"""The words of saying of `data/cues.toml`, looked up by the form in which they stand in a text."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[2] / "data" / "cues.toml"


class Frame(StrEnum):
    """The construction in which a verb of saying takes its content."""

    SAY = "say"
    TELL = "tell"
    REQUEST = "request"
    COMMIT = "commit"
    BELIEVE = "believe"
    DESCRIBE = "describe"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: its plain form and its frames."""

    verb: str
    frames: frozenset[Frame]
    quotation_only: bool
    document_only: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """All words of saying. Every key is in lower case."""

    verbs: dict[str, Cue]  # by form
    with_word: dict[str, str]  # by form: the word that must follow it
    nouns: frozenset[str]
    answers: frozenset[str]
    counts: frozenset[str]
    according: tuple[str, ...]
    according_at_end: tuple[str, ...]
    sources: frozenset[str]
    platforms: dict[str, str]  # by lower case
    media: frozenset[str]


@cache
def cues() -> Cues:
    """The cues of the project's data file."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    frames: dict[str, set[Frame]] = {}
    plain: dict[str, str] = {}
    for frame in Frame:
        for line in table[frame]:
            for form in line.split():
                frames.setdefault(form, set()).add(frame)
                plain.setdefault(form, line.split()[0])
    verbs = {
        form: Cue(plain[form], frozenset(found), plain[form] in table["quotation_only"], plain[form] in table["document_only"])
        for form, found in frames.items()
    }
    return Cues(
        verbs=verbs,
        with_word={form: line.split()[-1] for line in table["with_word"] for form in line.split()[:-1]},
        nouns=frozenset(table["nouns"]),
        answers=frozenset(table["answers"]),
        counts=frozenset(table["counts"]),
        according=tuple(table["according"]),
        according_at_end=tuple(table["according_at_end"]),
        sources=frozenset(table["sources"]),
        platforms={name.lower(): name for name in table["platforms"]},
        media=frozenset(table["media"]),
    )
