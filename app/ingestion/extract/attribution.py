"""A parsed clause to attributed content: who says what by which cue, as spans. Nobody is looked up here.

Each rule is a generator of drafts; its docstring holds the sentence it was written for.
"""

from collections.abc import Callable, Iterator

from app.ingestion.annotate.clauses import Clause
from app.ingestion.annotate.cues import Cues
from app.ingestion.extract.acts import request, responsibility
from app.ingestion.extract.asides import as_announced, interposed
from app.ingestion.extract.assertions import noun_with_clause
from app.ingestion.extract.descriptions import description
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.gapped import gapped
from app.ingestion.extract.headlines import headline
from app.ingestion.extract.passives import said_of
from app.ingestion.extract.prefaces import quotation_after_colon
from app.ingestion.extract.quotations import quotation_with_verb
from app.ingestion.extract.sayings import clause_before_verb, verb_with_clause
from app.ingestion.extract.sources import according_to, by_count
from app.ingestion.extract.things import number_put, thing_said

Rule = Callable[[Clause, Cues], Iterator[Draft]]

# In this order one cue gives at most one statement.
RULES: tuple[Rule, ...] = (
    quotation_with_verb,
    quotation_after_colon,
    headline,
    as_announced,
    interposed,
    verb_with_clause,
    clause_before_verb,
    said_of,
    request,
    description,
    responsibility,
    according_to,
    by_count,
    noun_with_clause,
    number_put,
    thing_said,
)


def drafts(clause: Clause, cues: Cues) -> list[Draft]:
    """All attributed content of one clause, in the order of its cues."""
    found = [draft for rule in RULES for draft in rule(clause, cues)]
    found += gapped(clause, found)
    return sorted(found, key=lambda draft: draft.position)
