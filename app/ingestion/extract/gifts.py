"""What a noun promises: "the package includes 300 drones", "an order of 40 jets", "the plan would see 300 troops leave"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.verbs import verbs_above

_GIFTS = frozenset("package packages aid assistance tranche drawdown deal contract pledge".split())
_PLANS = frozenset("plan plans proposal deal agreement accord pact decision scheme".split())
_HOLDING = frozenset(
    "include includes included including contain contains containing comprise comprises comprising consists".split()
)
_SEEING = frozenset("see sees involve involves mean means".split())


def gift(clause: Clause, index: int) -> Token | None:
    """The package that holds what is counted at `index`, which is announced and not yet there."""
    for verb in verbs_above(clause, index)[:1]:
        doer = subject(clause, verb) if verb.lower in _HOLDING else None
        if doer is not None and clause.tokens[doer].lower in _GIFTS:
            return clause.tokens[doer]
    return None


def planned(clause: Clause, index: int) -> bool:
    """Whether a plan or a package is all that the counted are in."""
    if gift(clause, index):
        return True
    verbs = verbs_above(clause, index)
    for verb in (*verbs, *(clause.tokens[last.head] for last in verbs[-1:])):
        doer = subject(clause, verb) if verb.lower in _SEEING else None
        if doer is not None and clause.tokens[doer].lower in _PLANS:
            return True
    return False
