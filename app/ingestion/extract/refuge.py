"""Residents under a verb of going, bringing or hosting to whether they are displaced: "6,700 people were taken to the camp"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.phrases import subject

_CAMPS = frozenset(
    "camp camps settlement settlements shelter shelters tents safety refuge encampment encampments relatives".split()
)
_CENTRES = frozenset(("centre", "centres", "center", "centers"))
_GOING = frozenset(
    "reach reached reaching arrive arrived arriving live lives living lived stay stays staying stayed sleep sleeping come came went gone head headed heading moved moving "
    "relocated entered".split()
)
_TAKING = frozenset(
    "transfer transferred transferring move moved moving bring brought bringing take took taken carry carried bus bussed bused transport transported relocate relocated relocating".split()
)
_HOSTING = frozenset(
    "host hosts hosted hosting house houses housed accommodate accommodates accommodated absorb absorbed".split()
)
_HALLS = frozenset(
    "stadium stadiums arena arenas hotel hotels hall halls theatre theater venue cinema restaurant prison prisons jail jails aircraft plane ship train bus".split()
)  # which have room for so many
_LEFT_BEHIND = frozenset(
    "city cities town towns village villages area areas region enclave pocket zone zones country district districts neighbourhood neighbourhoods neighborhood neighborhoods camp camps homes buildings reach".split()
)
_LEFT = frozenset(("left", "leave", "leaving"))


def takes_refuge(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether the residents at `token` go or are brought to a camp or out of a place, are hosted, or have left where they lived."""
    goes = token.dep in {"nsubj", "nsubjpass"}
    if verb.lower in _HOSTING:
        doer = subject(clause, verb)
        return token.dep == "dobj" and (doer is None or clause.tokens[doer].lower not in _HALLS)
    if verb.lower in {"taken", "took", "takes", "taking"} and token.dep == "dobj" and clause.word_after(verb) == "in":
        return True
    below = [clause.tokens[c] for c in verb.children if c > verb.index]
    if verb.lower in {"boarding", "boarded", "board"} and goes:
        return any(each.lower in {"buses", "trains", "boats", "trucks"} for each in below)
    if verb.lower == "leaving" and (goes or verb.dep == "acl") and any(each.dep == "prep" for each in below):
        return not any(each.dep == "dobj" for each in below)  # "2,000 people leaving on buses"
    if verb.lower in _LEFT and goes:
        return any(clause.tokens[c].dep == "dobj" and clause.tokens[c].tag == "NNP" for c in verb.children)
    if (goes and verb.lower in _GOING | _TAKING) or (token.dep == "dobj" and verb.lower in _TAKING):
        return _ends_in_camp(clause, verb) or (verb.lower in _TAKING and _comes_out(clause, verb))
    return goes and verb.lower in {"get", "got", "gotten"} and _comes_out(clause, verb)


def _ends_in_camp(clause: Clause, verb: Token) -> bool:
    """Whether a phrase of the verb ends in a camp or a shelter: "reached the camp", "are living in tents"."""
    below = [clause.tokens[c] for c in verb.children if c > verb.index]
    nouns = [each for each in below if each.dep == "dobj"]
    nouns += [clause.tokens[c] for each in below if each.dep == "prep" for c in each.children if clause.tokens[c].dep == "pobj"]
    return any(noun.lower in _CAMPS or (noun.lower in _CENTRES and _is_for_refugees(clause, noun)) for noun in nouns)


def _is_for_refugees(clause: Clause, noun: Token) -> bool:
    return bool(
        {each.lower for each in clause.tokens[noun.left : noun.index]}
        & {"transit", "reception", "evacuation", "collective", "refugee"}
    )


def _comes_out(clause: Clause, verb: Token) -> bool:
    """Whether it is out of a place: "carried 4,500 people out of Aleppo"; not out of prison or poverty."""
    out = next((clause.tokens[c] for c in verb.children if c > verb.index and clause.tokens[c].lower == "out"), None)
    if out is None or clause.word_after(out) not in {"of", "from"}:
        return False
    return any(each.tag.startswith("NNP") or each.lower in _LEFT_BEHIND for each in clause.tokens[out.index + 2 : out.index + 7])
