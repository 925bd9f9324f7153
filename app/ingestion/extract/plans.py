"""A verb to whether what it tells is to come of a plan: "under the deal, 40 hostages would be freed", "the plan would see 300 leave"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.vocabulary import Modality

_PLANS = frozenset(
    "plan plans deal deals agreement agreements proposal proposals draft accord accords truce ceasefire scheme resolution bill order mandate pact roadmap terms decision".split()
)
_PROVIDING = frozenset(
    "provides provide provided calls call called envisages envisaged foresees includes requires required stipulates see sees involves involve means".split()
)


def under_plan(clause: Clause, verb: Token) -> set[Modality]:
    """Planned, if a plan has it so."""
    children = [clause.tokens[c] for c in verb.children]
    to_come = any(child.tag == "MD" or child.lower == "to" for child in children if child.dep == "aux")
    doer = next((child for child in children if child.dep == "nsubj"), None)
    its_own = doer is not None and doer.lower in _PLANS
    if its_own and (to_come or verb.lower in _PROVIDING):
        return {Modality.PLANNED}
    under = (child for child in children if child.lower == "under")
    return (
        {Modality.PLANNED}
        if to_come and any(_PLANS & {clause.tokens[c].lower for c in each.children} for each in under)
        else set()
    )
