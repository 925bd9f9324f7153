"""A figure's place in its clause to how the source commits itself, by the auxiliaries and verbs above it."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.vocabulary import Modality

_MOST_STEPS = 12
_AGREED = frozenset("agree agrees agreed agreeing".split())  # "agreed to send 90 men" plans it, "agreed that 90 died" does not
_WITH_INFINITIVE = _AGREED | {"set"}  # "is set to send 90 men", not "set fire to 90 houses"
_ASKING = frozenset("call calls called calling ask asks asked asking appeal appealed appealing".split())
_REFUGE = frozenset(("refuge", "shelter", "asylum"))
_MEASURING = frozenset(
    "package order batch shipment consignment tranche ceiling level maximum figure strength withdrawal pullout deployment redeployment dispatch despatch transfer delivery purchase sale release arrest detention execution evacuation arrival return repatriation recruitment call-up mobilisation mobilization force group contingent total number deployment deaths death loss killing displacement exodus wave thousands hundreds dozens tens scores millions couple lots".split()
)


def modality(clause: Clause, token: Token, words: Counted) -> Modality:
    """The strongest word found between the figure and the verb that attributes it; asserted where there is none."""
    found = _beside(clause, token, words)
    current, joined, below = token, False, token
    for _ in range(_MOST_STEPS):
        if current.lower not in _WITH_INFINITIVE or below.tag == "VB":
            found |= _of(clause, current, token, words, joined)
        reported = current.dep == "ccomp" and clause.tokens[current.head].lower not in words.modality.keys() - _AGREED
        if current.lower == "for" and clause.tokens[current.head].lower in _ASKING:
            found.add(Modality.PLANNED)  # "called for 900 more troops"
        if (
            current.head == current.index
            or current.dep == "relcl"
            or (current.dep == "advcl" and not _is_result(clause, current) and not _is_what_is_agreed(clause, current, words))
            or reported
            or _only_describes(clause, current, token)
            or _is_content_of_noun(clause, current)
        ):
            break
        above = clause.tokens[current.head]
        joined = current.dep == "conj" and current.tag.startswith("VB") and above.tag.startswith("VB")
        below, current = current, above
    return next((each for each in words.modalities if each in found), Modality.ASSERTED)


def _is_what_is_agreed(clause: Clause, verb: Token, words: Counted) -> bool:
    """Whether the verb says to what somebody agrees, whatever stands between: "agreed on Friday to send 900 men"."""
    above = clause.tokens[verb.head]
    infinitive = verb.tag == "VB" and verb.index > above.index and above.lower in words.modality
    return infinitive and not any(clause.tokens[c].dep == "dobj" for c in above.children)


def _is_result(clause: Clause, verb: Token) -> bool:
    """Whether the verb tells what comes of the one above: "will send 900 men, bringing the total to 4,000"."""
    return verb.lower == "bringing" and verb.index > verb.head


def _beside(clause: Clause, token: Token, words: Counted) -> set[Modality]:
    """Expected in "troops expected to reach the front"."""
    following = clause.tokens[token.index + 1 : token.index + 3]
    named = len(following) == 2 and following[0].lower in words.modality and following[1].lower == "to"
    return {words.modality[following[0].lower]} if named else set()


def _is_content_of_noun(clause: Clause, verb: Token) -> bool:
    """Whether the verb is what a claim says: of "its claim that 200 died could not be verified" only the claim is in doubt."""
    marked = any(clause.tokens[c].dep == "mark" and clause.tokens[c].lower == "that" for c in verb.children)
    return marked and verb.dep in {"acl", "ccomp"} and clause.tokens[verb.head].tag.startswith("NN")


def _of(clause: Clause, current: Token, token: Token, words: Counted, joined: bool) -> set[Modality]:
    """What the auxiliaries and adverbs of one word say, and the word itself unless the figure's verb is only `joined` to it by "and"."""
    found = set()
    for child in (clause.tokens[c] for c in current.children):
        known = words.modality.get(child.lower)
        governs = (
            child.dep in {"aux", "advmod", "amod", "acomp"}
            or child.tag == "MD"
            or (child.dep == "acl" and child.tag != "VBG" and current.index == token.index)
        )
        if known and governs and child.index != token.index:
            found.add(known)
        if (
            child.dep == "neg"
            and not joined
            and current.tag.startswith("VB")
            and current.lower != "exceed"
            and child.index < current.index
        ):
            found.add(Modality.DENIED)
    refuge = any(clause.tokens[c].lower in _REFUGE for c in current.children)  # who sought it has fled already
    if (
        not joined
        and current.index != token.index
        and current.lower in words.modality
        and current.tag.startswith(("VB", "JJ", "NN"))
        and not refuge
    ):
        found.add(words.modality[current.lower])
    return found


def _only_describes(clause: Clause, current: Token, token: Token) -> bool:
    """Whether the figure only describes a noun, "this valley of 90,000 people": what is said of that is not said of it."""
    noun = clause.tokens[current.head]
    if any(clause.tokens[c].dep == "pcomp" for c in current.children):
        return False  # "will share the burden of sending 900 men"
    if current.lower != "of" or current.index > token.index or noun.lower in _MEASURING:
        return False
    return noun.tag.startswith("NN") and noun.start < token.start - 4
