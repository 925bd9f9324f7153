"""A figure to who has recorded it: "the observatory has recorded 40 raids" is its figure, though nothing is said."""

from app.ingestion.extract.cast import Cast
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.phrases import noun_phrase, subject
from app.ingestion.extract.verbs import idle
from app.ingestion.facts import ActorReference
from app.vocabulary import ActorKind

_RECORDING = ("record", "register", "document", "verif", "tallied", "logged")
_KEEPERS = frozenset({ActorKind.ORGANISATION, ActorKind.ORGAN, ActorKind.OUTLET, ActorKind.FORCE, ActorKind.STATE})


def recorder(cast: Cast, figure: Figure) -> ActorReference | None:
    """The body that keeps the record which the figure is of."""
    clause = figure.clause
    noun = clause.tokens[figure.head]
    owner = _owner_of_count(figure)
    if owner is not None:
        return _keeper(cast, figure, owner)
    if noun.dep == "pobj" and clause.tokens[noun.head].lower == "of":
        noun = clause.tokens[clause.tokens[noun.head].head]  # "the deaths of 40 children"
    verb = clause.tokens[noun.head]
    if noun.dep != "dobj" or not verb.lower.startswith(_RECORDING) or not verb.tag.startswith("VB") or idle(clause, verb):
        return None
    doer = subject(clause, verb)
    return _keeper(cast, figure, doer) if doer is not None else None


def _keeper(cast: Cast, figure: Figure, index: int) -> ActorReference | None:
    who = cast.reference(noun_phrase(figure.clause, index), [])
    return who if who.kind in _KEEPERS else None


_COUNTS = frozenset("count figure estimate tally".split())


def _owner_of_count(figure: Figure) -> int | None:
    """The observatory of "the observatory's count was 90"."""
    clause, number = figure.clause, figure.clause.tokens[figure.head]
    doers = (clause.tokens[c] for c in clause.tokens[number.head].children if clause.tokens[c].dep == "nsubj")
    counts = next((doer for doer in doers if doer.lower in _COUNTS and doer.index < number.index), None)
    return next((c for c in counts.children if clause.tokens[c].dep == "poss"), None) if counts else None
