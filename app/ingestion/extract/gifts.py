"""What a noun promises: "the package includes 300 drones", "an order of 40 jets"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.verbs import verbs_above

GIFTS = frozenset(
    "package packages aid assistance tranche drawdown deal contract pledge capability capabilities donation".split()
)
_HOLDING = frozenset(
    "include includes included including contain contains containing comprise comprises comprising consists".split()
)


def gift(clause: Clause, index: int) -> Token | None:
    """The package that holds what is counted at `index`, which is announced and not yet there."""
    for verb in verbs_above(clause, index)[:1]:
        doer = subject(clause, verb) if verb.lower in _HOLDING else None
        if doer is not None and clause.tokens[doer].lower in GIFTS:
            return clause.tokens[doer]
    return None
