"""Persons in a parsed clause to what befalls them: killed, wounded, held, displaced …, by the words that govern them."""

from dataclasses import replace

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.extract.aftermath import by_following_verb, told_after
from app.ingestion.extract.conditions import at_risk, condition, taken
from app.ingestion.extract.predicates import BY_ITSELF, RAISED, befell, leave_home, with_other_fate
from app.ingestion.extract.relief import is_relief
from app.vocabulary import Measure

FATES = {Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING}

_UNDERGONE = {
    Measure.KILLED,
    Measure.DISPLACED,
    Measure.MISSING,
    Measure.AFFECTED,
}  # by what one does oneself: die, flee, vanish, starve
_KIN = frozenset(
    "relatives children sons daughters brothers sisters siblings parents cousins child son daughter brother sister".split()
)


def fate(clause: Clause, token: Token, words: Counted) -> Measure | None:
    """What befalls the persons whose noun, or whose bare number, is `token`."""
    after = told_after(token, clause) or _left_with_others(clause, token)
    if after:
        return after
    token = _unhedged(clause, token)
    own = described(clause, token, words)
    if _is_whole(clause, token):
        return own
    told = _governed(clause, token, words) or (None if own else by_following_verb(clause, token, words))
    return told if told in FATES else own or told  # "30 people who had fled Bunia were killed"


def _left_with_others(clause: Clause, token: Token) -> Measure | None:
    """Killed for the gunmen of "left nine gunmen and one soldier dead"."""
    verb = clause.tokens[token.head]
    if token.dep != "dobj" or verb.lower not in {"left", "leaves", "leave", "leaving"}:
        return None
    last = token
    while joined := [clause.tokens[c] for c in last.children if clause.tokens[c].dep == "conj"]:
        last = joined[-1]
    return told_after(last, clause) if last is not token else None


_LIKE_PREPOSITIONS = frozenset("between around about over under".split())


def _unhedged(clause: Clause, token: Token) -> Token:
    """The people of "Between 200 and 250 people may have died", "wounded around 40 people", where the parser takes the hedge for a preposition."""
    hedge = clause.tokens[token.head]
    verb = clause.tokens[hedge.head]
    if token.dep != "pobj" or hedge.lower not in _LIKE_PREPOSITIONS or not verb.tag.startswith("VB"):
        return token
    before = hedge.index < verb.index
    own = {clause.tokens[c].dep for c in verb.children}
    taken = own & ({"nsubj", "nsubjpass"} if before else {"dobj"})
    if taken or clause.tokens[hedge.index + 1].tag != "CD":
        return token
    dep = "dobj" if not before else "nsubjpass" if "auxpass" in own else "nsubj"
    return replace(token, dep=dep, head=verb.index)


def described(clause: Clause, token: Token, words: Counted) -> Measure | None:
    """What their own words say of them, whatever the sentence goes on to tell."""
    return _described(clause, token, words) or at_risk(clause, token)


def _described(clause: Clause, token: Token, words: Counted) -> Measure | None:
    """Detained for "people held in the camp", killed for "soldiers who died"."""
    at = first_of_list(clause, token)
    among = _among(clause, clause.tokens[at.head], words) if at.dep in {"nsubj", "attr"} else None
    if among:
        return among
    for child in (clause.tokens[c] for c in token.children):
        mortal = child.lower in {"burned", "burnt"} and condition(clause, child)  # to death, or only burned
        raised = child.lower in RAISED | {"made", "left"} and condition(clause, child)
        measure = mortal or words.verbs.get(child.lower) or raised or None
        measure = measure or (Measure.DETAINED if taken(clause, child) else None)
        if child.lower in {"left", "leaving"} and child.dep == "relcl" and leave_home(clause, child):
            measure = Measure.DISPLACED  # "40 families who left their homes"
        if measure is None or child.dep not in {"acl", "relcl"} or child.index < token.index or _of_others(clause, child):
            continue
        themselves = any(clause.tokens[c].lower in {"who", "that"} for c in child.children)
        done_to = child.tag == "VBN" and not any(
            clause.tokens[c].dep == "dobj" and clause.tokens[c].lower not in {"whom", "that"} for c in child.children
        )
        done_to = done_to or (child.dep == "relcl" and any(clause.tokens[c].lower == "whom" for c in child.children))
        if done_to or (child.dep == "relcl" and themselves and measure in _UNDERGONE):
            return with_other_fate(clause, child, measure, words)
    return None


def _among(clause: Clause, verb: Token, words: Counted) -> Measure | None:
    """Killed for "two children are among the dead", wounded for "four were among those injured"."""
    if verb.lower not in {"is", "are", "was", "were", "be", "been"}:
        return None
    for child in (clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "among"):
        for token in clause.tokens[child.index + 1 : child.index + 5]:
            found = words.persons.get(token.lower) if token.tag in {"NN", "NNS", "JJ", "VBN"} else None
            found = found if found in FATES | {Measure.DETAINED, Measure.CAPTURED} else words.verbs.get(token.lower)
            if found:
                return found
    return None


_RELATIVES = {"who", "that", "which", "whom"}


def _of_others(clause: Clause, verb: Token) -> bool:
    """Whether the relative clause is about others: "children whose parents were killed", "people, half of whom have fled"."""
    doer = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep in {"nsubj", "nsubjpass"}), None)
    done_by_them = doer is not None and any(clause.tokens[c].lower in _RELATIVES for c in verb.children if c < doer.index)
    return verb.dep == "relcl" and doer is not None and doer.lower not in _RELATIVES and not done_by_them


def _governed(clause: Clause, token: Token, words: Counted) -> Measure | None:
    """By the verb or deed above: "the murder of hundreds of people", "the strike killed 12 and wounded 30"."""
    at = first_of_list(clause, token)
    governor = clause.tokens[at.head]
    if governor.lower in {"lost", "losing", "lose"} and at.dep == "dobj" and _of_kin(clause, token):
        return Measure.KILLED
    fled = words.persons.get(token.lower) is Measure.DISPLACED  # refugees who are brought food are refugees still
    if at.dep == "pobj" and governor.lower in ({"for"} if fled else {"for", "to"}) and is_relief(clause, governor):
        return Measure.AFFECTED
    if at.dep == "compound" and governor.index == at.index + 1 and governor.lower.endswith("ing"):
        at, governor = governor, clause.tokens[governor.head]  # "killed 60 rebels massing near the town", read as one noun
    if at.dep == "pobj" and governor.lower == "with" and clause.tokens[governor.index - 1].lower in {"along", "together"}:
        return _with_them(clause, governor, words)
    for _ in range(3):
        if at.dep != "pobj" or governor.lower != "of":
            break
        deed = clause.tokens[governor.head]
        if deed.lower in words.deeds:
            return words.deeds[deed.lower]
        if deed.lower in _ABOUT_THEM:
            return None
        at = first_of_list(clause, deed)
        governor = clause.tokens[at.head]
        if at.dep == "pobj" and governor.lower == "with" and clause.tokens[governor.index - 1].lower in {"along", "together"}:
            return _with_them(clause, governor, words)
    if governor.index == at.index:
        return None
    return befell(clause, governor, at, words) if governor.tag.startswith(("VB", "JJ", "NN")) else None


# What is released, found or held of persons, and is not they: "the names of nine fallen soldiers were released".
_ABOUT_THEM = frozenset(
    "name names list lists photo photos photograph photographs picture pictures image images identities identity details families".split()
)


def _with_them(clause: Clause, preposition: Token, words: Counted) -> Measure | None:
    """Detained for the driver of "40 children were abducted, along with a driver"."""
    at = clause.tokens[preposition.head]
    for _ in range(3):
        if at.tag.startswith("VB"):
            break
        at = clause.tokens[at.head]
    done = at.lower in BY_ITSELF or any(clause.tokens[c].dep == "auxpass" for c in at.children)
    return words.verbs.get(at.lower) if done else condition(clause, at)


_SOME = frozenset(
    "many most some half several few one all none both any each majority third quarter dozens hundreds scores thousands".split()
)


def _is_whole(clause: Clause, token: Token) -> bool:
    """Whether only a part of those counted is meant: "12 of the 40 soldiers were killed", "many of the 3 million have fled"."""
    above = clause.tokens[token.head]
    part = clause.tokens[above.head]
    counted = token.tag == "CD" or any(clause.tokens[c].tag == "CD" for c in token.children)
    return token.dep == "pobj" and above.lower == "of" and counted and (part.tag == "CD" or part.lower in _SOME)


def first_of_list(clause: Clause, token: Token) -> Token:
    """The first of the list that the token stands in, on which what governs them all hangs."""
    for _ in range(8):
        verb_above = clause.tokens[token.head].tag.startswith("VB") and not token.tag.startswith("VB")
        if token.dep not in {"conj", "appos"} or token.head > token.index or verb_above:
            break
        token = clause.tokens[token.head]
    return token


def _of_kin(clause: Clause, noun: Token) -> bool:
    """Whether the persons lost are somebody's kin, so that to lose them is their death."""
    return noun.lower in _KIN or (noun.lower in {"members", "member"} and clause.tokens[noun.index - 1].lower == "family")
