"""A claim inside a clause to what the clause makes of it: "dismissed reports that …", "it is not true that …", "feared that …"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.vocabulary import Modality

_FALSE = frozenset(
    "false untrue wrong fake fabricated incorrect baseless unfounded groundless inaccurate exaggerated nonsense lie lies fabrication propaganda disinformation".split()
)
_OPEN = frozenset("possible conceivable plausible unclear uncertain unknown unconfirmed".split())
_SURE = frozenset("true clear certain known confirmed".split())
_REJECTING = frozenset(
    "reject rejects rejected rejecting dismiss dismisses dismissed dismissing refute refutes refuted refuting dispute disputes disputed disputing contradict contradicts contradicted debunked rubbished deny denies denied denying cancel cancels cancelled canceled cancelling scrapped".split()
)
_CALLING = frozenset(
    "call calls called calling describe describes described describing brand branded brands label labelled labeled denounce denounced denounces dismiss dismissed".split()
)
_WH = frozenset(("WP", "WRB", "WDT", "WP$"))
_WHETHER = frozenset(("whether", "if"))
_CONDITIONS = frozenset(("if", "unless", "whether"))
_RULING = frozenset(("rule", "rules", "ruled", "ruling"))
# Nouns of what somebody does or is asked to do; rejected or cancelled, it is not done.
_DEEDS = frozenset(
    "delivery deployment sale purchase transfer dispatch withdrawal request requests offer plan plans proposal demand demands order".split()
)


def of_content(clause: Clause, noun: Token, below: Token, words: Counted) -> set[Modality]:
    """What a noun makes of its content below it, and what is said of the noun: "fears that 40 had died", "reports of 40 dead are untrue"."""
    if not noun.tag.startswith("NN") or noun.index >= below.index or not (noun.lower in words.contents or noun.lower in _DEEDS):
        return set()
    own = words.contents.get(noun.lower)
    found = {own} if own else set()
    if any(clause.tokens[c].lower in {"no", "little"} for c in noun.children):
        return {Modality.DENIED}  # "no evidence that 40 had died"
    verb = clause.tokens[noun.head]
    return found | {Modality.DENIED} if _refuted(clause, noun, verb) else found


def _refuted(clause: Clause, noun: Token, verb: Token) -> bool:
    """Whether the clause says that what the noun tells is not so, or is not done."""
    if any(clause.tokens[c].dep == "neg" for c in verb.children):
        return False
    said = {clause.tokens[c].lower for c in verb.children if c > verb.index}
    said |= {clause.tokens[at + 1].lower for at in range(noun.index, len(clause.tokens) - 1) if clause.tokens[at].lower == "as"}
    if noun.dep in {"dobj", "nsubjpass"} and verb.lower in _REJECTING:
        return True
    if noun.lower in _DEEDS:
        return False
    named = noun.dep in {"nsubj", "nsubjpass"} and verb.lower in {"is", "are", "was", "were", "be", "been"}
    return bool(said & _FALSE) and (named or verb.lower in _CALLING)


def judged(clause: Clause, verb: Token, below: Token) -> set[Modality]:
    """What a verb, with the words around it, makes of the figure or clause below it."""
    children = [clause.tokens[c] for c in verb.children]
    marks = {child.lower for child in children if child.dep in {"mark", "advmod"} and child.index < verb.index}
    if (verb.dep == "advcl" and marks & _CONDITIONS) or (verb.dep == "ccomp" and marks & _WHETHER) or _inverted(verb, children):
        return {Modality.POSSIBLE}
    negated = any(child.dep == "neg" for child in children)
    if verb.lower in _RULING and any(child.lower == "out" for child in children) and below.index > verb.index:
        return {Modality.POSSIBLE if negated else Modality.DENIED}
    if below.dep not in {"ccomp", "csubj"} or any(clause.tokens[c].tag in _WH for c in below.children):
        return set()  # "it is not clear who killed the 40"
    if below.dep == "ccomp" and not any(child.lower == "it" and child.dep in {"nsubj", "expl"} for child in children):
        return set()  # "40 people fled – their number is unknown"
    said = {child.lower for child in children if child.dep in {"acomp", "attr", "oprd"}}
    if said & _FALSE or (negated and "true" in said):
        return set() if negated and "true" not in said else {Modality.DENIED}
    return {Modality.POSSIBLE} if said & _OPEN or (negated and said & _SURE) else set()


def _inverted(verb: Token, children: list[Token]) -> bool:
    """Whether the clause is a condition by its order: "Should 40 men die, …"."""
    first = next((child for child in children if child.dep == "aux"), None)
    subject = next((child for child in children if child.dep in {"nsubj", "nsubjpass"}), None)
    inverted = first is not None and subject is not None and first.index < subject.index
    return inverted and verb.dep == "advcl" and first is not None and first.lower == "should"
