"""A figure's place in its clause to how the source commits itself, by the words above it up to the verb that attributes it."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.extract.judgements import judged, of_content
from app.ingestion.extract.plans import under_plan
from app.vocabulary import Measure, Modality

_MOST_STEPS = 12
_REFUGE = frozenset(("refuge", "shelter", "asylum"))
_MEASURING = frozenset(
    "package order batch shipment consignment tranche ceiling level maximum figure strength withdrawal pullout deployment redeployment dispatch despatch sending transfer delivery purchase sale release arrest detention execution evacuation arrival return repatriation recruitment call-up mobilisation mobilization force group contingent total number deployments deaths death loss killing displacement exodus wave thousands hundreds dozens tens scores millions couple lots".split()
)
_SAVING = frozenset("avert averts averted averting prevent prevents prevented preventing avoid avoids avoided avoiding".split())
_BE = frozenset("is are was were be been 's 're".split())
_NEED = frozenset("need needs needed".split())
_AFTER = frozenset("after since despite following over because from".split())
_FATAL = {Measure.KILLED, Measure.WOUNDED}


def modality(clause: Clause, token: Token, words: Counted) -> Modality:
    """The strongest word found between the figure and the verb that attributes it; asserted where there is none."""
    if _is_known(clause, token):
        return Modality.ASSERTED
    found = _beside(clause, token, words)
    current, joined, below = token, False, token
    for _ in range(_MOST_STEPS):
        found |= _of(clause, current, token, words, joined) | _with_infinitive(clause, current, below, words)
        found |= of_content(clause, current, below, words)
        if current.tag.startswith("VB") and not joined:
            found |= judged(clause, current, below) | under_plan(clause, current) | _of_object(clause, current, below, words)
        if current.head == current.index or _is_past(clause, current, token, words):
            break
        above = clause.tokens[current.head]
        if _is_last(clause, current, token, words):
            found |= _of_whole(clause, above, current, words)
            break
        joined = current.dep == "conj" and current.tag.startswith("VB") and above.tag.startswith("VB")
        below, current = current, above
    return next((each for each in words.modalities if each in found), Modality.ASSERTED)


def _is_last(clause: Clause, current: Token, token: Token, words: Counted) -> bool:
    """Whether what stands above `current` says nothing of how sure the figure is."""
    above = clause.tokens[current.head]
    if current.dep == "relcl" or _only_describes(clause, current, token):
        return True
    if current.dep == "advcl":
        return not _is_result(clause, current) and not _is_what_is_agreed(clause, current, words)
    if current.dep == "pcomp" and above.lower in _AFTER and above.dep == "prep" and current.tag == "VBG":
        return clause.tokens[above.head].tag.startswith("VB")  # "will leave after losing 90 men"
    if current.dep == "ccomp" and above.lower not in words.modality:
        return not _has(clause, current, "to")
    return _is_content_of_noun(clause, current)


def _of_whole(clause: Clause, above: Token, current: Token, words: Counted) -> set[Modality]:
    """What is said of the clause or phrase that the figure stands in, as a whole."""
    if current.dep == "relcl" or (current.dep == "advcl" and current.tag != "VBG"):
        return set()
    return judged(clause, above, current) | of_content(clause, above, current, words) | under_plan(clause, above)


def _has(clause: Clause, verb: Token, word: str) -> bool:
    return any(clause.tokens[c].lower == word and clause.tokens[c].dep == "aux" for c in verb.children)


def _is_known(clause: Clause, token: Token) -> bool:
    """Whether the text has told of them before: "the 40 soldiers who died will be buried", "the 40 men it lost"."""
    children = [clause.tokens[c] for c in token.children]
    told = next((child for child in children if child.dep == "relcl" and child.index > token.index), None)
    if told is None or not any(child.lower == "the" for child in children):
        return False
    return told.tag in {"VBD", "VBN"} and not any(clause.tokens[c].tag == "MD" for c in told.children)


def _is_past(clause: Clause, current: Token, token: Token, words: Counted) -> bool:
    """Whether the deaths have happened, whatever is said of them: "the deaths of 40 men should not be forgotten"."""
    if not (_is_fatal(current, words) and any(clause.tokens[c].lower in {"the", "their"} for c in current.children)):
        return False
    return current.index == token.index or token.start > current.start


def _is_fatal(noun: Token, words: Counted) -> bool:
    """Whether the noun tells of dead or wounded: "deaths", "the killing of"."""
    return words.deeds.get(noun.lower) in _FATAL or words.persons.get(noun.lower) in _FATAL


def _is_what_is_agreed(clause: Clause, verb: Token, words: Counted) -> bool:
    """Whether the verb says to what somebody agrees, whatever stands between: "agreed on Friday to send 900 men"."""
    above = clause.tokens[verb.head]
    infinitive = _has(clause, verb, "to") and verb.index > above.index
    asked = infinitive and (above.lower in words.modality or above.lower in words.infinitive)
    return asked and not any(clause.tokens[c].dep == "dobj" for c in above.children)


def _is_result(clause: Clause, verb: Token) -> bool:
    """Whether the verb tells what comes of the one above: "will send 900 men, bringing the total to 4,000"."""
    return verb.lower == "bringing" and verb.index > verb.head


def _beside(clause: Clause, token: Token, words: Counted) -> set[Modality]:
    """Expected in "troops expected to reach the front"."""
    following = clause.tokens[token.index + 1 : token.index + 3]
    if len(following) < 2 or following[1].lower != "to":
        return set()
    named = words.modality.get(following[0].lower) or (
        words.infinitive.get(following[0].lower) if following[0].lower in {"set", "scheduled"} else None
    )
    return {named} if named else set()


def _with_infinitive(clause: Clause, current: Token, below: Token, words: Counted) -> set[Modality]:
    """What a word makes of the infinitive below it: of "plotted to kill 40" a plan, of "failed to send 40" a denial.

    Of the subject of the infinitive it says so only where it says what will become of it: "40 men are set to leave", but not "40
    people tried to leave".
    """
    known = words.infinitive.get(current.lower)
    if below.lower == "of" and clause.tokens[below.index - 1].lower == "short":
        return {Modality.DENIED}  # "stopped short of sending 40"
    if any(clause.tokens[c].lower == "yet" for c in current.children) and below.dep == "xcomp":
        return {Modality.DENIED}  # "has yet to send 40"
    if current.index == below.index or not (known or current.lower in _BE):
        return set()
    asks = any(clause.tokens[c].tag == "WRB" for c in below.children)  # "about where to house 40"
    if below.index > current.index and below.tag.startswith("VB") and _has(clause, below, "to") and not asks:
        if known:
            return {known}
        return {Modality.PLANNED} if below.dep == "xcomp" and below.index - current.index < 5 else set()  # "is to send"
    if known is Modality.EXPECTED and below.dep in {"nsubj", "nsubjpass"}:
        after = (clause.tokens[c] for c in current.children if c > current.index)
        return {known} if any(each.dep in {"xcomp", "advcl"} and _has(clause, each, "to") for each in after) else set()
    asked = current.lower.startswith(("call", "ask", "appeal")) and below.lower == "for" and below.index > current.index
    return {Modality.PLANNED} if asked else set()  # "called for 900 more troops"


def _of_object(clause: Clause, verb: Token, below: Token, words: Counted) -> set[Modality]:
    """A denial in "averted 40 deaths", "neither side lost 40 men"; a wish in "needs 40 tanks"."""
    if below.dep != "dobj":
        return set()
    if any(clause.tokens[d].lower == "neither" for c in verb.children if c < verb.index for d in clause.tokens[c].children):
        return {Modality.DENIED}
    if verb.lower in _SAVING and _is_fatal(below, words):
        return {Modality.DENIED}
    return {Modality.PLANNED} if verb.lower in _NEED else set()


def _is_content_of_noun(clause: Clause, verb: Token) -> bool:
    """Whether the verb is what a claim says: of "its claim that 200 died could not be verified" only the claim is in doubt."""
    marked = any(clause.tokens[c].dep == "mark" and clause.tokens[c].lower == "that" for c in verb.children)
    return marked and verb.dep in {"acl", "ccomp"} and clause.tokens[verb.head].tag.startswith("NN")


def _of(clause: Clause, current: Token, token: Token, words: Counted, joined: bool) -> set[Modality]:
    """What the auxiliaries and adverbs of one word say, and the word itself unless the figure's verb is only `joined` to it by "and"."""
    children = [clause.tokens[c] for c in current.children]
    found = {
        words.modality[child.lower]
        for child in children
        if child.lower in words.modality
        and child.index != token.index
        and _governs(child, current, token)
        and (child.lower, child.dep) != ("wanted", "amod")  # "nine wanted men"
    }
    if Modality.EXPECTED in found and {"would", "have"} <= {child.lower for child in children if child.dep == "aux"}:
        found.add(Modality.POSSIBLE)  # "would have killed 40"
    negated = any(child.dep == "neg" and child.index < current.index for child in children)
    if negated and not joined and current.tag.startswith("VB") and current.lower != "exceed":
        found.add(Modality.DENIED)
    own = words.modality.get(current.lower)
    if joined or own is None or current.index == token.index or not current.tag.startswith(("VB", "JJ", "NN")):
        return found
    if any(child.lower in _REFUGE for child in children):
        return found  # who sought it has fled already
    if own is Modality.DENIED and negated:
        return found - {Modality.DENIED}  # "did not deny that 40 had died"
    actor = next((child for child in children if child.dep == "nsubj"), None)
    themselves = actor is not None and actor.index == token.index
    own_doing = own in {Modality.POSSIBLE, Modality.DENIED}  # "40 people fear for their lives", "four strikes denied them access"
    return found if themselves and own_doing else found | {own}


def _governs(child: Token, current: Token, token: Token) -> bool:
    described = child.dep == "acl" and child.tag != "VBG" and current.index == token.index
    return child.dep in {"aux", "advmod", "amod", "acomp"} or child.tag == "MD" or described


def _only_describes(clause: Clause, current: Token, token: Token) -> bool:
    """Whether the figure only describes a noun, "this valley of 90,000 people": what is said of that is not said of it."""
    noun = clause.tokens[current.head]
    if any(clause.tokens[c].dep == "pcomp" for c in current.children):
        return False  # "will share the burden of sending 900 men"
    if current.lower != "of" or current.index > token.index or noun.lower in _MEASURING:
        return False
    return noun.tag.startswith("NN") and noun.start < token.start - 4
