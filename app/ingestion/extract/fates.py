"""Persons in a parsed clause to what befalls them: killed, wounded, held, displaced …, by the words that govern them."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.extract.conditions import at_risk, condition
from app.ingestion.extract.relief import is_aid, is_relief
from app.vocabulary import Measure

FATES = {Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING}

_UNDERGONE = {
    Measure.KILLED,
    Measure.DISPLACED,
    Measure.MISSING,
    Measure.AFFECTED,
}  # by what one does oneself: die, flee, vanish, starve
_BY_ITSELF = frozenset(
    "succumb succumbed succumbing die dies died dying perish perished perishing flee fled flees fleeing surrender surrendered disappear disappeared vanished drown drowned cross crossed return returned departed "
    "escaped suffer suffering need needs starving arrive arrived missing stream streamed streaming pour poured pouring fleeing trekked migrated".split()
)
_AFTER = {
    **dict.fromkeys(("dead", "killed"), Measure.KILLED),
    **dict.fromkeys(("wounded", "injured"), Measure.WOUNDED),
    "missing": Measure.MISSING,
    "hostage": Measure.DETAINED,
}
_RAISED = frozenset(
    "said thought believed feared reported confirmed known presumed understood left found taken".split()
)  # passive: "are feared dead"
_RAISING = frozenset("remain remains remained were are was go went".split())
_KIN = frozenset(
    "relatives children sons daughters brothers sisters siblings parents cousins child son daughter brother sister".split()
)
_AUXILIARIES = frozenset(
    "were was have has had been be being are is reportedly also since already later then still now feared".split()
)


def fate(clause: Clause, token: Token, words: Counted) -> Measure | None:
    """What befalls the persons whose noun, or whose bare number, is `token`."""
    after = _after_noun(token, clause)
    if after:
        return after
    own = described(clause, token, words)
    if _is_whole(clause, token):
        return own
    told = _governed(clause, token, words) or (None if own else _by_following_verb(clause, token, words))
    return told if told in FATES else own or told  # "30 people who had fled Bunia were killed"


def _after_noun(token: Token, clause: Clause) -> Measure | None:
    """Killed for "left 12 people dead", "24 dead"; casualties for "40 people dead or wounded"."""
    following = clause.tokens[token.index + 1 : token.index + 4]
    if not following or following[0].dep == "ROOT":
        return None
    found = _AFTER.get(following[0].lower)
    joined = len(following) > 2 and following[1].lower in {"and", "or"}
    both = joined and {found, _AFTER.get(following[2].lower)} == {Measure.KILLED, Measure.WOUNDED}
    alone = token.index + 4 >= len(clause.tokens) or clause.tokens[token.index + 4].tag != "CD"
    return Measure.CASUALTIES if both and alone else found


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
        measure = words.verbs.get(child.lower) or (condition(clause, child) if child.lower in {"made", "left"} else None)
        if measure is None or child.dep not in {"acl", "relcl"} or child.index < token.index or _of_others(clause, child):
            continue
        themselves = any(clause.tokens[c].lower in {"who", "that"} for c in child.children)
        done_to = child.tag == "VBN" and not any(
            clause.tokens[c].dep == "dobj" and clause.tokens[c].lower not in {"whom", "that"} for c in child.children
        )
        if done_to or (child.dep == "relcl" and themselves and measure in _UNDERGONE):
            return measure
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


_DASHES = {"-", "–", "—", "--"}
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
    if at.dep == "pobj" and governor.lower == "with" and clause.tokens[governor.index - 1].lower in {"along", "together"}:
        return _with_them(clause, governor, words)
    for _ in range(3):
        if at.dep != "pobj" or governor.lower != "of":
            break
        deed = clause.tokens[governor.head]
        if deed.lower in words.deeds:
            return words.deeds[deed.lower]
        at = first_of_list(clause, deed)
        governor = clause.tokens[at.head]
    if governor.index == at.index:
        return None
    return _by_predicate(clause, governor, at, words) if governor.tag.startswith(("VB", "JJ", "NN")) else None


def _with_them(clause: Clause, preposition: Token, words: Counted) -> Measure | None:
    """Detained for the driver of "40 children were abducted, along with a driver"."""
    at = clause.tokens[preposition.head]
    for _ in range(3):
        if at.tag.startswith("VB"):
            break
        at = clause.tokens[at.head]
    done = at.lower in _BY_ITSELF or any(clause.tokens[c].dep == "auxpass" for c in at.children)
    return words.verbs.get(at.lower) if done else None


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


def _by_predicate(clause: Clause, verb: Token, token: Token, words: Counted, depth: int = 0) -> Measure | None:
    """By a verb of which the persons are subject or object."""
    passive = token.dep == "nsubjpass" or any(clause.tokens[c].dep == "auxpass" for c in verb.children)
    state = condition(clause, verb)
    if state and (
        token.dep in {"nsubj", "nsubjpass"}
        or (token.dep == "dobj" and verb.lower in {"shot", "left", "found", "took", "taken", "beaten", "burned"})
    ):
        return state
    if _driven_out(clause, verb, words):
        return Measure.DISPLACED
    if token.dep == "nsubj" and verb.lower in {"left", "leave", "leaving"} and _leave_home(clause, verb):
        return Measure.DISPLACED
    if token.dep == "dobj" and is_aid(clause, verb):
        return Measure.AFFECTED
    measure = words.verbs.get(verb.lower)
    if measure and _undergo(clause, verb, token, passive):
        return _with_other_fate(clause, verb, measure, words)
    if depth < 3 and token.dep in {"nsubj", "nsubjpass"} and (verb.lower in _RAISING or (passive and verb.lower in _RAISED)):
        for child in (clause.tokens[c] for c in verb.children):
            if child.dep in {"xcomp", "ccomp", "oprd", "acomp"} and child.index > verb.index:
                found = _by_predicate(clause, child, token, words, depth + 1)
                if found:
                    return found
    return None


_HOMES = frozenset("home homes house houses village villages land lands town towns country countries exile".split())


def _leave_home(clause: Clause, verb: Token) -> bool:
    """Whether it is a place that they leave: "residents left the city", not "the soldiers left the table"."""
    return any(clause.tokens[c].dep == "dobj" and clause.tokens[c].lower in _HOMES | {"city"} for c in verb.children)


def _driven_out(clause: Clause, verb: Token, words: Counted) -> bool:
    """Whether somebody is forced away: "forced over 3 million from their homes", "were forced to flee"."""
    if verb.lower not in {"force", "forced", "forces", "forcing"}:
        return False
    below = [clause.tokens[c] for c in verb.children if c > verb.index]
    leaves = any(
        each.lower in {"leave", "abandon"} or Measure.DISPLACED in {words.verbs.get(each.lower), condition(clause, each)}
        for each in below
        if each.tag == "VB"
    )
    away = any(
        each.lower in {"from", "out", "into"} and _HOMES & {token.lower for token in clause.tokens[each.index : each.right + 1]}
        for each in below
    )
    return leaves or away


def _undergo(clause: Clause, verb: Token, token: Token, passive: bool) -> bool:
    """Whether the persons suffer what the verb says, and do not do it to others."""
    by_itself = verb.lower in _BY_ITSELF
    listed = token.dep == "conj" and any(clause.tokens[c].dep == "dobj" for c in verb.children)  # "killed X and about 20 others"
    if token.dep in {"dobj", "dative"} or listed:
        return not by_itself or verb.lower in {"suffer", "suffered"}
    if token.dep in {"nsubj", "nsubjpass"}:
        object_too = any(clause.tokens[c].dep == "dobj" for c in verb.children)
        participle = verb.tag == "VBN" and not any(
            clause.tokens[c].lower in {"has", "have", "had", "having"} for c in verb.children
        )
        return passive or by_itself or (participle and not object_too)
    return token.dep in {"ROOT", "attr", "oprd", "npadvmod", "dep"} and verb.tag in {"VBN", "VBD"}


def _with_other_fate(clause: Clause, verb: Token, measure: Measure, words: Counted) -> Measure:
    """Casualties for "killed and wounded", where both befell the same persons; captured for "crossed … and surrendered"."""
    others = [clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "conj"]
    others += [clause.tokens[verb.head]] if verb.dep == "conj" else []
    for other in others:
        befell = words.verbs.get(other.lower)
        own = any(
            clause.tokens[c].dep in {"dobj", "nsubj", "nsubjpass"} and c != verb.index
            for c in other.children
            if other.index > verb.index or clause.tokens[c].dep == "dobj"
        )
        both = {measure, befell} == {Measure.KILLED, Measure.WOUNDED}
        if both and not own and abs(other.index - verb.index) <= 3:
            return Measure.CASUALTIES
        if (
            measure is Measure.DISPLACED
            and befell in {Measure.CAPTURED, Measure.KILLED}
            and other.index > verb.index
            and other.lower in _BY_ITSELF
        ):
            return befell
    return measure


def _by_following_verb(clause: Clause, noun: Token, words: Counted) -> Measure | None:
    """By the verb right after the noun, past an aside in commas or a phrase, where the parser went astray."""
    index, passive = noun.index + 1, False
    if (
        index + 1 < len(clause.tokens)
        and clause.tokens[index].lower in {"and", "or"}
        and clause.tokens[index + 1].tag.startswith("NN")
    ):
        index += 2  # "women and children were held"
    if index < len(clause.tokens) and clause.tokens[index].text == ",":
        closing = next((token.index for token in clause.tokens[index + 1 : index + 10] if token.text == ","), None)
        index = closing + 1 if closing else index
    elif index < len(clause.tokens) and clause.tokens[index].text in _DASHES:
        closing = next((token.index for token in clause.tokens[index + 1 : index + 10] if token.text in _DASHES), None)
        index = closing + 1 if closing else index
    elif index < len(clause.tokens) and clause.tokens[index].tag == "IN" and clause.tokens[index].lower not in {"that", "than"}:
        index = _past_phrases(clause, index)
    if (
        index + 1 < len(clause.tokens)
        and clause.tokens[index].lower == "than"
        and clause.tokens[index + 1].tag.startswith(("VB", "JJ"))
    ):
        index += 2  # "larger numbers than expected are fleeing"
    while index < len(clause.tokens) and clause.tokens[index].lower in _AUXILIARIES:
        passive = passive or clause.tokens[index].lower in {"were", "was", "been", "be", "being", "are", "is"}
        index += 1
    if index >= len(clause.tokens):
        return None
    verb = clause.tokens[index]
    if passive and verb.lower in _RAISED:
        return _after_noun(verb, clause)  # "65 people, shot in the head, were found dead"
    if verb.lower in words.verbs and ((passive and verb.tag in {"VBN", "VBD"}) or verb.lower in _BY_ITSELF):
        return _with_other_fate(clause, verb, words.verbs[verb.lower], words)
    done = index == noun.index + 1 and verb.tag in {"VBN", "VBD"} and verb.lower in _DONE_TO
    following = clause.tokens[index + 1 : index + 2]
    return words.verbs.get(verb.lower) if done and following and following[0].lower in {"at", "by", "in", "near"} else None


_DONE_TO = frozenset("massacred executed killed slain murdered slaughtered wounded injured abducted kidnapped detained".split())


def _past_phrases(clause: Clause, index: int) -> int:
    """Past "with links to the group from 40 countries", to the verb, where nothing else can be its subject."""
    for token in clause.tokens[index : index + 16]:
        if token.text in {",", ";", "–"} or token.tag in {"WP", "WDT"} or token.quotation:
            return index
        if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return token.index
    return index
