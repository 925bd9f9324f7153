"""Persons under a verb to what it says befell them, as its subject or its object: killed, wounded, held, displaced …"""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.extract.conditions import CARRYING_OFF, condition, with_particle
from app.ingestion.extract.refuge import takes_refuge
from app.ingestion.extract.relief import is_aid
from app.vocabulary import Measure

BY_ITSELF = frozenset(
    "sheltering succumb succumbed succumbing die dies died dying perish perished perishing flee fled flees fleeing surrender surrendered disappear disappeared vanished suffocate suffocated drown drowned cross crossed crossing return returned departed "
    "escaped suffer suffering need needs starving arrive arrived missing stream streamed streaming pour poured pouring fleeing trekked migrated".split()
)
RAISED = frozenset(
    "said thought believed feared reported confirmed known presumed understood left found taken".split()
)  # passive: "are feared dead"
_MADE = frozenset(
    "shot left leave leaves leaving found took taken beaten burned".split()
)  # with what their object then is: "leaving 11 men dead"
_RAISING = frozenset("remain remains remained were are was go went".split())


def befell(clause: Clause, verb: Token, token: Token, words: Counted, depth: int = 0) -> Measure | None:
    """By a verb of which the persons are subject or object."""
    passive = token.dep == "nsubjpass" or any(clause.tokens[c].dep == "auxpass" for c in verb.children)
    state = condition(clause, verb)
    if state is Measure.DETAINED and token.dep == "nsubj" and verb.lower in CARRYING_OFF:
        state = None  # who carries others off
    if state and (
        token.dep in {"nsubj", "nsubjpass"}
        or (
            token.dep == "dobj"
            and state is Measure.KILLED
            and verb.lower.startswith(("starv", "beat", "burn", "put", "tortur", "freez", "froze"))
        )
        or (token.dep == "dobj" and verb.lower in _MADE | CARRYING_OFF)
    ):
        return state
    particle = with_particle(clause, verb) if token.dep in {"dobj", "nsubjpass"} else None
    if particle or _driven_out(clause, verb, words):
        return particle or Measure.DISPLACED
    leaving = token.dep in {"nsubj", "nsubjpass"} and verb.lower in {"left", "leave", "leaving"} and leave_home(clause, verb)
    forced = verb.lower == "move" and clause.tokens[verb.head].lower in {"forced", "forcing", "force", "compelled"}
    moving = token.dep == "nsubj" and (verb.lower in {"moved", "moving"} or forced)
    if leaving or (moving and (_move_to(clause, verb) or _move_away(clause, verb, token, words))) or _on_the_move(clause, verb):
        return Measure.DISPLACED
    resident = words.persons.get(_those(clause, token).lower) is Measure.CIVILIANS
    if _moved_out(clause, verb, token) or (resident and takes_refuge(clause, verb, token)):
        return Measure.DISPLACED
    if token.dep == "dobj" and is_aid(clause, verb):
        return Measure.AFFECTED
    if token.dep == "nsubj" and verb.lower in _FALLEN and words.persons.get(_those(clause, token).lower) is Measure.TROOPS:
        other = any(clause.tokens[c].dep in {"acomp", "advmod", "attr", "dobj"} for c in verb.children)
        return (
            None
            if other
            or any(clause.tokens[c].tag in {"IN", "TO", "RP"} and not _in_battle(clause, clause.tokens[c]) for c in verb.children)
            else Measure.KILLED
        )
    measure = words.verbs.get(verb.lower)
    if verb.lower in {"held", "hold", "holding"} and {clause.tokens[c].lower for c in verb.children} & {"up", "off", "back"}:
        measure = None  # who is held up is no captive
    if token.dep == "nsubjpass" and measure is not Measure.KILLED and (last := _undergone_last(clause, verb, words)):
        measure = last if measure is None or (last is Measure.KILLED and measure is not Measure.WOUNDED) else measure
    if measure is Measure.DISPLACED and _to(clause, verb, _DUTIES):
        return None  # "returned to duty"
    if measure is Measure.DETAINED and _to(clause, verb, _YOKES, "from"):
        return Measure.AFFECTED  # "freed from the rule of the group"
    passive = passive or _passive_understood(clause, verb)
    if measure and _undergo(clause, verb, token, passive):
        return with_other_fate(clause, verb, measure, words)
    if depth < 3 and token.dep in {"nsubj", "nsubjpass"} and (verb.lower in _RAISING or (passive and verb.lower in RAISED)):
        for child in (clause.tokens[c] for c in verb.children):
            if child.dep in {"xcomp", "ccomp", "oprd", "acomp"} and child.index > verb.index:
                found = befell(clause, child, token, words, depth + 1)
                if found:
                    return found
    return None


_WALKING = frozenset(
    "walk walked walking come came coming go gone went going trek trekked drive driven crawl crawled march marched".split()
)
_PUSHING = frozenset("push pushed pushing drive drove driven driving chase chased send sent".split())
_BRINGING = frozenset(
    "bring brought bringing get got pull pulled lead led ferry ferried bus bussed bused ship shipped lift lifted".split()
)
_OUT = frozenset(("out", "across", "down", "over"))


def _moved_out(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether they leave where they were: "have walked out of the town", "pushed 9,000 people into the bush", "brought out 900 civilians"."""
    below = [clause.tokens[c] for c in verb.children if c > verb.index]
    where = {each.lower for each in below}
    if token.dep == "nsubj" and verb.lower in _WALKING:
        out = next((each for each in below if each.lower in _OUT and each.dep in {"prep", "prt", "advmod"}), None)
        return out is not None and (clause.word_after(out) in {"of", "from"} or out.lower == "across")
    if token.dep in {"nsubj", "nsubjpass"} and verb.lower in {"registered", "register"}:
        return any(
            {clause.tokens[c].lower for c in each.children} & {"refugees", "displaced"} for each in below if each.lower == "as"
        )
    if token.dep not in {"dobj", "nsubjpass"}:
        return False
    if verb.lower in _PUSHING:
        return bool(where & {"into", "out", "across"}) or "homes" in {t.lower for t in clause.tokens[verb.index : verb.right + 1]}
    safe = _to(clause, verb, frozenset({"safety"}))
    return (verb.lower in _BRINGING and "out" in where) or (
        safe and verb.lower in _BRINGING | {"taken", "carried", "flown", "moved"}
    )


_DUTIES = frozenset("duty work service office school power base bases barracks unit units".split())
_YOKES = frozenset("rule control grip occupation clutches yoke".split())


def _to(clause: Clause, verb: Token, nouns: frozenset[str], link: str = "to") -> bool:
    """Whether a phrase of the verb with this preposition has one of the nouns."""
    phrases = (clause.tokens[c] for c in verb.children if c > verb.index and clause.tokens[c].lower == link)
    return any(clause.tokens[c].lower in nouns for phrase in phrases for c in phrase.children)


def _passive_understood(clause: Clause, verb: Token) -> bool:
    """Captured in "nine were killed and five others captured", whose auxiliary is that of the verb before."""
    above = clause.tokens[verb.head]
    first = any(clause.tokens[c].dep == "auxpass" for c in above.children)
    own = any(clause.tokens[c].dep in {"aux", "auxpass"} for c in verb.children)
    after = clause.word_after(verb)
    return (
        verb.dep == "conj"
        and first
        and not own
        and verb.tag in {"VBN", "VBD"}
        and after in {"", ".", ",", ";", "in", "and", "by", "near"}
    )


def _in_battle(clause: Clause, link: Token) -> bool:
    """Whether a phrase only says where or when they fell: not "in love", "in line", "on the stairs"."""
    fighting = link.lower in {"in", "during"} and bool({clause.tokens[c].lower for c in link.children} & _BATTLES)
    return link.lower in _WHERE or fighting


def _those(clause: Clause, token: Token) -> Token:
    """The soldiers in "40 of its soldiers"."""
    of = next((clause.tokens[c] for c in token.children if clause.tokens[c].lower == "of"), None) if token.tag == "CD" else None
    return next((clause.tokens[c] for c in of.children if clause.tokens[c].dep == "pobj"), token) if of else token


_FALLEN = frozenset(("fell", "fallen"))  # of soldiers, who have not "fallen ill" or "fallen back"
_WHERE = frozenset("at near outside after since".split())
_BATTLES = frozenset("battle battles action combat fighting clashes war".split())
_HOMES = frozenset("home homes house houses village villages land lands town towns country countries exile".split())


def leave_home(clause: Clause, verb: Token) -> bool:
    """Whether it is a place that they leave: "residents left the city", not "the soldiers left the table"."""
    return any(
        clause.tokens[c].dep == "dobj" and clause.tokens[c].lower in _HOMES | {"city", "enclave", "pocket"} for c in verb.children
    )


_REFUGES = _HOMES | frozenset(
    "city capital camp camps school schools church churches shelter shelters south north east west safety areas area".split()
)


def _move_to(clause: Clause, verb: Token) -> bool:
    """Whether they moved somewhere to live: "residents moved to the capital", not "moved to tighten the rules"."""
    to = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower in {"to", "into"} and c > verb.index), None)
    where = next((clause.tokens[c] for c in to.children if clause.tokens[c].dep == "pobj"), None) if to else None
    return where is not None and (where.tag == "NNP" or where.lower in _REFUGES)


def _move_away(clause: Clause, verb: Token, token: Token, words: Counted) -> bool:
    """Whether residents have moved, and it is not said what or whereto: "some 586,000 people have moved since May"."""
    below = [clause.tokens[c] for c in verb.children if c > verb.index]
    elsewhere = any(
        each.dep in {"dobj", "xcomp", "prt", "acomp", "oprd"} or each.lower in _WHERETO or each.lower.endswith("ly")
        for each in below
    )
    return words.persons.get(_those(clause, token).lower) is Measure.CIVILIANS and not elsewhere


_WHERETO = frozenset("to into towards toward up on onto forward back closer through along past ahead fast quickly freely".split())


def _on_the_move(clause: Clause, verb: Token) -> bool:
    """Whether they are "on the move"."""
    on = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "on" and c > verb.index), None)
    return on is not None and "move" in {each.lower for each in clause.tokens[on.index + 1 : on.index + 3]}


def _driven_out(clause: Clause, verb: Token, words: Counted) -> bool:
    """Whether somebody is forced away: "forced over 3 million from their homes", "were forced to flee"."""
    if verb.lower not in {"force", "forced", "forces", "forcing"}:
        return False
    below = [clause.tokens[c] for c in verb.children if c > verb.index]
    leaves = any(
        each.lower in {"leave", "abandon", "move"} or Measure.DISPLACED in {words.verbs.get(each.lower), condition(clause, each)}
        for each in below
        if each.tag == "VB"
    )
    away = any(
        each.lower in {"from", "out", "into"}
        and (_HOMES | {"city", "cities", "area", "region"})
        & {token.lower for token in clause.tokens[each.index : each.right + 1]}
        for each in below
    )
    return leaves or away


def _undergo(clause: Clause, verb: Token, token: Token, passive: bool) -> bool:
    """Whether the persons suffer what the verb says, and do not do it to others."""
    by_itself = verb.lower in BY_ITSELF
    listed = token.dep == "conj" and any(clause.tokens[c].dep == "dobj" for c in verb.children)  # "killed X and about 20 others"
    if token.dep in {"dobj", "dative"} or listed:
        return not by_itself or verb.lower in {"suffer", "suffered"}
    if token.dep in {"nsubj", "nsubjpass"} and _passive_understood(clause, verb):
        return True
    if token.dep in {"nsubj", "nsubjpass"}:
        object_too = any(clause.tokens[c].dep == "dobj" for c in verb.children)
        participle = verb.tag == "VBN" and not any(
            clause.tokens[c].lower in {"has", "have", "had", "having"} for c in verb.children
        )
        return passive or by_itself or (participle and not object_too)
    return token.dep in {"ROOT", "attr", "oprd", "npadvmod", "dep"} and verb.tag in {"VBN", "VBD", "VBG"}


def _undergone_last(clause: Clause, verb: Token, words: Counted) -> Measure | None:
    """Killed for "were kidnapped and killed", captured for "were surrounded and captured"."""
    for other in (clause.tokens[c] for c in verb.children if c > verb.index and clause.tokens[c].dep == "conj"):
        own = any(clause.tokens[c].dep in {"dobj", "nsubj", "nsubjpass", "aux"} for c in other.children)
        if other.tag in {"VBN", "VBD"} and not own:
            found = words.verbs.get(other.lower) or with_particle(clause, other) or _undergone_last(clause, other, words)
            if found:
                return found
    return None


def with_other_fate(clause: Clause, verb: Token, measure: Measure, words: Counted) -> Measure:
    """Casualties for "killed and wounded", where both befell the same persons; captured for "crossed … and surrendered"."""
    others = [clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "conj"]
    others += [clause.tokens[verb.head]] if verb.dep == "conj" else []
    for other in others:
        undergone = words.verbs.get(other.lower)
        own = any(
            (clause.tokens[c].dep in {"dobj", "nsubj", "nsubjpass", "nummod"} or clause.tokens[c].tag == "CD") and c != verb.index
            for c in other.children
            if other.index > verb.index or clause.tokens[c].dep == "dobj"
        )
        both = {measure, undergone} == {Measure.KILLED, Measure.WOUNDED}
        if both and not own and abs(other.index - verb.index) <= 3:
            return Measure.CASUALTIES
        if (
            measure is Measure.DISPLACED
            and undergone in {Measure.CAPTURED, Measure.KILLED}
            and other.index > verb.index
            and other.lower in BY_ITSELF
        ):
            return undergone
    return measure
