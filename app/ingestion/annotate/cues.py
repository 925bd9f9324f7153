"""The words of saying of `data/cues.toml`, looked up by the form in which they stand in a text."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[2] / "data" / "cues.toml"


class Frame(StrEnum):
    """The construction in which a verb of saying takes its content."""

    SAY = "say"
    TELL = "tell"
    REQUEST = "request"
    COMMIT = "commit"
    BELIEVE = "believe"
    DESCRIBE = "describe"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: its plain form, its frames and what else it takes."""

    verb: str
    frames: frozenset[Frame]
    quotation_only: bool
    document_only: bool
    questions: bool  # "asked whether"
    things: bool  # "announced the capture of"
    ideas: bool  # only ideas: "raised the possibility of"
    judgements: bool  # "criticised the raid on the clinic"
    inferred: bool  # not "the move suggests that"
    somebody_only: bool  # not "the raid highlights the need for"
    gerunds: bool  # "suggested moving the talks"
    denials: bool  # "denied any part in"
    prepositions: frozenset[str]  # "warned of"


@dataclass(frozen=True, slots=True)
class Cues:
    """All words of saying. Every key is in lower case."""

    verbs: dict[str, Cue]  # by form
    with_word: dict[str, tuple[str, Cue]]  # by form: the word that must follow it, and what both say
    forms: frozenset[str]  # of both
    nouns: frozenset[str]
    nouns_with_infinitive: frozenset[str]
    sure: frozenset[str]
    denied: frozenset[str]
    asked_for: frozenset[str]
    idea_nouns: frozenset[str]
    answers: frozenset[str]
    counts: frozenset[str]
    views: frozenset[str]
    according: tuple[str, ...]
    according_at_end: tuple[str, ...]
    sources: frozenset[str]
    people: frozenset[str]
    platforms: dict[str, str]  # by lower case
    media: frozenset[str]
    occasions: frozenset[str]
    gatherings: frozenset[str]
    present: frozenset[str]
    called_by_place: frozenset[str]
    means: dict[str, str]  # by plain form


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
    prepositions = {line.split()[0]: frozenset(line.split()[1:]) for line in table["with_preposition"]}
    verbs = {form: _cue(table, plain[form], frozenset(found), prepositions) for form, found in frames.items()}
    with_word = _with_word(table["with_word"], verbs["said"]) | _with_word(table["with_word_quoting"], verbs["sighed"])
    return Cues(
        verbs=verbs,
        with_word=with_word,
        forms=frozenset([*verbs, *with_word]),
        nouns=frozenset(table["nouns"]),
        nouns_with_infinitive=frozenset(table["nouns_with_infinitive"]),
        sure=frozenset(table["sure"]),
        denied=frozenset(table["denied"]),
        asked_for=frozenset(table["asked_for"]),
        idea_nouns=frozenset(table["idea_nouns"]),
        answers=frozenset(table["answers"]),
        counts=frozenset(table["counts"]),
        views=frozenset(table["views"]),
        according=tuple(table["according"]),
        according_at_end=tuple(table["according_at_end"]),
        sources=frozenset(table["sources"]),
        people=frozenset(table["people"].split()),
        platforms={name.lower(): name for name in table["platforms"]},
        media=frozenset(table["media"]),
        occasions=frozenset(table["occasions"]),
        gatherings=frozenset(table["gatherings"]),
        present=frozenset(table["present"]),
        called_by_place=frozenset(table["called_by_place"]),
        means=table["means"],
    )


def _with_word(lines: list[str], cue: Cue) -> dict[str, tuple[str, Cue]]:
    return {form: (line.split()[-1], cue) for line in lines for form in line.split()[:-1]}


def _cue(table: dict[str, Any], verb: str, frames: frozenset[Frame], prepositions: dict[str, frozenset[str]]) -> Cue:
    return Cue(
        verb,
        frames,
        quotation_only=verb in table["quotation_only"],
        document_only=verb in table["document_only"],
        questions=verb in table["questions"],
        things=verb in table["things"],
        ideas=verb in table["ideas"],
        judgements=verb in table["judgements"],
        inferred=verb in table["inferred"],
        somebody_only=verb in table["somebody_only"],
        gerunds=verb in table["gerunds"],
        denials=verb in table["denials"],
        prepositions=prepositions.get(verb, frozenset()),
    )
