"""A verb of saying in a parsed clause to what it takes: the clause that is its content, wherever the parser hangs it."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.phrases import object_of, subject

FINITE = {"VBD", "VBZ", "VBP"}


def takes_clause(clause: Clause, verb: Token) -> bool:
    """Whether a clause follows the verb as its content, wherever that ends."""
    return complement(clause, verb) is not None or object_with_verb(clause, verb) is not None


def complement(clause: Clause, verb: Token) -> Token | None:
    """The verb of the clause that follows as what is said."""
    following = (clause.tokens[child] for child in verb.children if child > verb.index)
    return next(
        (
            token
            for token in following
            if token.dep in {"ccomp", "xcomp"} and (_finite(clause, token) or _claimed(clause, verb, token))
        ),
        None,
    )


def object_with_verb(clause: Clause, verb: Token) -> int | None:
    """Where the content of "estimated 600 men were being fed" begins: the parser may take its subject for an object."""
    thing = object_of(clause, verb)
    if thing is None or (verb.dep == "ROOT" and clause.tokens[verb.index - 1].text == "," and thing == subject(clause, verb)):
        return None  # "…, wrote Ana Ruiz, in what analysts called"
    if verb.lower.startswith("maintain"):
        return None  # what one maintains is mostly a thing
    if _told_before(clause, verb, thing):
        return clause.tokens[thing].left
    closing = clause.tokens[thing].right + 1
    last = verb.right if verb.dep == "pcomp" or (verb.dep == "advcl" and verb.head > verb.index) else len(clause.tokens)
    for token in clause.tokens[closing : last + 1]:
        if token.text == "," and token.index == closing and any(t.text == "," for t in clause.tokens[thing:closing]):
            continue  # closes an aside within the subject
        if token.tag == "TO" and token.index == closing:
            return None  # "told the men to leave but they stayed"
        says = token.tag == "VBG" and token.lower in words_of_saying().verbs
        if says or token.text == "," or token.dep in {"cc", "mark"} or token.tag in {"WP", "WDT"}:
            return None
        if token.tag in FINITE | {"MD"}:
            return max(verb.index + 1, clause.tokens[thing].left)
    return None


def _told_before(clause: Clause, verb: Token, thing: int) -> bool:
    """Whether "the governor a column of 40 tanks crossed" is whom one tells and what: the parser may read "crossed" as a participle."""
    noun = clause.tokens[thing]
    told = [c for c in verb.children if verb.index < c < thing and clause.tokens[c].dep in {"dative", "dobj"}]
    within = clause.tokens[thing : noun.right + 1]
    if verb.lower in {"said", "says"} and thing == verb.index + 1 + noun.index - noun.left:
        closed = (token for token in within if token.dep == "acl" and token.tag in {"VBN", "VBD"})
        return any(clause.tokens[token.index - 1].text == "," for token in closed)  # "said guards from Gao, where …, fled"
    return bool(told) and any(token.dep in {"acl", "relcl"} and token.tag == "VBD" for token in within)


def _finite(clause: Clause, head: Token) -> bool:
    children = [clause.tokens[child] for child in head.children]
    before = {child.lower for child in children if child.index < head.index}
    if head.dep == "xcomp":
        return "that" in before or any(child.dep in {"nsubj", "nsubjpass"} for child in children)
    subjects = any(child.dep in {"nsubj", "nsubjpass", "expl", "csubj", "attr"} for child in children)
    auxiliary = any(child.tag in FINITE | {"MD"} for child in children if child.dep in {"aux", "auxpass"})
    return subjects or bool(before & {"that", "whether"}) or head.tag in FINITE or auxiliary


def _claimed(clause: Clause, verb: Token, head: Token) -> bool:
    """Whether the verb claims an act: "claimed to have killed 40 soldiers"."""
    return verb.lower.startswith(("claim", "profess")) and head.dep == "xcomp" and clause.tokens[head.left].lower == "to"
