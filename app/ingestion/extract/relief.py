"""Relief in a parsed clause: whether it is aid that reaches those counted, who are then in need of it."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.phrases import subject

_HELPING = frozenset(
    "support supports supported supporting reach reaches reached reaching feed feeds fed feeding assist assists assisted assisting help helps helped helping benefit benefits serve serves served".split()
)
_AID = frozenset(
    "aid assistance project projects programme programmes program programs convoy convoys supplies deliveries food fund funds rations relief charity charities".split()
)


def is_aid(clause: Clause, verb: Token) -> bool:
    """Whether it is relief that helps: "projects that reach 2 million people", not "the column reached 300 villagers"."""
    doer = subject(clause, verb) if verb.lower in _HELPING else None
    return doer is not None and clause.tokens[doer].lower in _AID


_RELIEF = frozenset("aid relief food assistance rations supplies medicine water shelter".split())


def is_relief(clause: Clause, preposition: Token) -> bool:
    """Whether what is for them is relief: "food for 12,000 families"."""
    above = clause.tokens[preposition.head]
    if preposition.lower == "to":
        return _is_help(clause, above)
    if above.lower in {"sufficient", "enough"} or above.lower.startswith(("affect", "disrupt")):
        return True
    given = [above, *(clause.tokens[c] for c in above.children if clause.tokens[c].dep == "dobj" and above.tag.startswith("VB"))]
    return any(each.lower in _RELIEF and each.tag.startswith("NN") for each in given)


_PROVIDING = frozenset(
    "provide provides provided providing deliver delivers delivered delivering give gives gave given giving distribute distributed distributing offer offered offering bring brings bringing send sent sending".split()
)


def _is_help(clause: Clause, above: Token) -> bool:
    """Whether help is brought to them: "providing food and health care to 12,000 families"."""
    for _ in range(8):
        if above.lower in _PROVIDING or above.head == above.index:
            break
        above = clause.tokens[above.head]
    given = clause.tokens[above.index : above.right + 1] if above.lower in _PROVIDING else []
    return any(token.lower in _RELIEF | {"care", "help", "support"} and token.tag.startswith("NN") for token in given)
