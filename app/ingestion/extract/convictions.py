"""Words that tell how sure somebody is, as attributions: the envoy is convinced that the road will open."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.verbs import idle


def is_sure(clause: Clause, word: Token) -> bool:
    """Whether the participle tells how sure somebody is: "is convinced that"."""
    return word.lower in cues().sure and any(
        clause.tokens[c].dep == "auxpass" or clause.tokens[c].lower in {"is", "was", "are", "were"} for c in word.children
    )


def sure_one(clause: Clause, word: Token) -> int | None:
    """Who is sure: the subject of "is", or the noun that "sure" stands behind."""
    copula = clause.tokens[word.head]
    if word.tag.startswith("VB"):
        doer = next((c for c in word.children if clause.tokens[c].dep in {"nsubj", "nsubjpass"}), None)
        return None if idle(clause, word) else doer
    is_copula = copula.lower in {"is", "was", "are", "were", "be", "been", "'s", "’s", "'re", "’re", "remains", "remained", "am"}
    denied = any(clause.tokens[c].dep == "neg" for c in copula.children)
    return subject(clause, copula) if is_copula and word.dep == "acomp" and not denied and not idle(clause, copula) else None
