"""A counted noun to its measure: by what befell the persons, what they are called, or what is done with the thing."""

import re

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.annotate.numbers import Quantity
from app.ingestion.extract.conditions import taken
from app.ingestion.extract.fates import FATES, fate, first_of_list
from app.ingestion.extract.materiel import thing_measure
from app.ingestion.extract.nouns import ENDED, after, thing_of
from app.ingestion.extract.verbs import verbs_above
from app.vocabulary import Measure

_ARMED = frozenset(
    "police security military army armed service special militia guard border navy air intelligence brigade battalion regiment rebels rebel arms unit division forces".split()
)
_HOSTILE = frozenset("terrorist terror militant hostile enemy islamist extremist subversive".split())
_ONLY_ARMED = frozenset("men members officers contractors volunteers guards pilots sailors officials elements".split())
_MILITARY = frozenset("assault offensive barracks garrison commands commanded commanding".split())  # where men are soldiers
_ATTACKING = frozenset("surrounded stormed attacked ambushed raided fired overran".split())
_BODIES = frozenset("force forces army column garrison contingent unit militia".split())
_HAVING = _BODIES | frozenset("we mission brigade regiment battalion division command".split())
_PRISON = frozenset("prison prisons jail jails jailbreak inmates political detention".split())


def measure_of(clause: Clause, quantity: Quantity, noun: Token, words: Counted) -> tuple[Measure | None, str]:
    """The measure of a counted noun and the rule that gave it; None where it counts nothing."""
    run = frozenset(token.lower for token in clause.tokens[after(clause, quantity) : noun.index])
    thing = thing_of(noun, words)
    if thing and noun.lower not in words.persons:
        return thing_measure(clause, thing, noun, run), "number-before-noun"
    if noun.lower in {"fighter", "fighters"} and _names_aircraft(clause, noun, words):
        return Measure.AIRCRAFT, "number-before-noun"
    kind = words.persons.get(noun.lower, Measure.CIVILIANS)  # a people's name, unless something befalls them
    if noun.lower in {"victim", "victims"} and fate(clause, noun, words) is Measure.AFFECTED:
        return Measure.AFFECTED, "fate-of-persons"  # "victims trapped under the rubble"
    if kind in FATES:
        return _both(clause, noun, kind), "number-before-noun"
    if noun.lower in REMAINS:
        return Measure.KILLED, "fate-of-persons"
    befallen = _befallen(clause, noun, kind, words)
    if (
        befallen is None
        and noun.lower not in words.persons
        and clause.tokens[noun.head].lower in _ENTERING
        and noun.dep == "nsubj"
    ):
        befallen = Measure.DISPLACED  # "8,000 Rohingya have entered Bangladesh"
    if kind is Measure.DETAINED and befallen is Measure.DISPLACED:
        befallen = None  # "40 inmates escaped"
    if befallen is None and clause.tokens[noun.head].lower in _MOBILISING and noun.dep in {"dobj", "nsubjpass"}:
        return Measure.TROOPS, "fate-of-persons"
    if kind is Measure.CAPTURED:
        kind = Measure.DETAINED if _in_prison(clause, noun) else kind
        return (befallen, "fate-of-persons") if befallen in FATES else (kind, "number-before-noun")
    if befallen:
        return befallen, "fate-of-persons"
    if noun.lower in {"martyr", "martyrs", "lives"}:
        saved = verbs_above(clause, noun.index)[:1]
        return (None, "") if saved and saved[0].lower in _SAVING else (Measure.KILLED, "fate-of-persons")
    if noun.lower == "men" and _women_follow(clause, noun):
        kind = Measure.CIVILIANS
    elif noun.lower in _ONLY_ARMED and not _armed(clause, noun, run):
        return None, ""
    if noun.lower in _KIN and any(clause.tokens[c].dep == "poss" for c in noun.children):
        return None, ""  # "a widow unable to feed her three children": whose they are, nothing more
    armed = (noun.lower in _ONLY_ARMED and kind is not Measure.CIVILIANS) or (kind is Measure.CIVILIANS and "armed" in run)
    return _by_adjective(run) or (Measure.TROOPS if armed else kind), "number-before-noun"


_DESIGNATION = re.compile(r"(?:C?F|MiG|Su|J|JF|EF|Yak|AV?)-?\d+\w*")  # of jets; M23 are rebels


def _names_aircraft(clause: Clause, noun: Token, words: Counted) -> bool:
    """Whether the word before the fighters is that of a jet: "six CF-18 fighters", "Rafale fighters"."""
    named = clause.tokens[noun.index - 1].text if noun.index else ""
    plural = words.systems.get(named) or words.systems.get(named + "s")
    return plural is Measure.AIRCRAFT or _DESIGNATION.fullmatch(named) is not None


def _both(clause: Clause, noun: Token, kind: Measure) -> Measure:
    """Casualties for "many dead and wounded", where no second number parts them."""
    joined = clause.tokens[noun.index + 1 : noun.index + 3]
    pair = len(joined) == 2 and joined[0].lower in {"and", "or", ","} and {noun.lower, joined[1].lower} in _BOTH
    return Measure.CASUALTIES if pair else kind


_BOTH = ({"dead", "wounded"}, {"dead", "injured"}, {"killed", "wounded"}, {"killed", "injured"})


_MOBILISING = frozenset(
    "mobilise mobilised mobilising mobilize mobilized mobilizing draft drafted drafting conscript conscripted conscripting muster mustered".split()
)


def _in_prison(clause: Clause, noun: Token) -> bool:
    """Whether the prisoners are in prison and no captives of war: "300 prisoners fled the jail"."""
    of_war = [token.lower for token in clause.tokens[noun.index + 1 : noun.index + 3]] == ["of", "war"]
    return noun.lower.startswith("prisoner") and not of_war and any(token.lower in _PRISON for token in clause.tokens)


REMAINS = frozenset(("body", "bodies", "corpse", "corpses"))
_SAVING = frozenset("save saves saved saving spare spares spared sparing".split())
_ENTERING = frozenset("enter enters entered entering".split())
_KIN = frozenset("children sons daughters child son daughter brothers sisters siblings wives husbands grandchildren".split())


def _women_follow(clause: Clause, noun: Token) -> bool:
    """Whether the men are some of "men, women and children"."""
    return "women" in {token.lower for token in clause.tokens[noun.index + 1 : noun.index + 4]}


_OWN_PEOPLE = frozenset("people civilians nationals villagers men".split())
_LOST = frozenset("lost lose loses losing".split())


def _befallen(clause: Clause, noun: Token, kind: Measure, words: Counted) -> Measure | None:
    found = fate(clause, noun, words)
    if (
        found is None
        and kind is Measure.TROOPS
        and noun.lower not in {"members"}
        and clause.tokens[noun.head].lower in {"lost", "lose", "loses", "losing"}
        and noun.dep in {"dobj", "conj"}
    ):
        return Measure.CASUALTIES
    of_theirs = noun.lower in _OWN_PEOPLE and clause.tokens[noun.head].lower in _LOST and noun.dep == "dobj"
    away = {clause.tokens[c].lower for at in (noun, clause.tokens[noun.head]) for c in at.children} & {"to", "from", "since"}
    if found is None and of_theirs and not away:
        return Measure.KILLED  # "Georgia has lost 92 people"
    listed = first_of_list(clause, noun)
    enemies = kind is Measure.TROOPS or noun.lower not in words.persons
    if found is None and enemies and listed.dep in {"dobj", "nsubjpass", "pobj"} and _ended(clause, listed):
        return Measure.KILLED
    own_work = kind is Measure.TROOPS or noun.lower in {
        "worker",
        "workers",
        "journalists",
        "reporters",
        "doctors",
        "volunteers",
        "staff",
    }
    if found in {None, Measure.DETAINED} and kind is Measure.TROOPS and (_let_go(clause, noun) or _taken(clause, noun)):
        return Measure.CAPTURED  # soldiers who are freed or exchanged were prisoners
    return None if found is Measure.DISPLACED and own_work else found


def _taken(clause: Clause, noun: Token) -> bool:
    return any(taken(clause, clause.tokens[index]) for index in (noun.head, *noun.children))


_LETTING_GO = frozenset("freed freeing released releasing swapped swapping exchanged exchanging".split())


def _let_go(clause: Clause, noun: Token) -> bool:
    verb = clause.tokens[first_of_list(clause, noun).head]
    over = verb.lower in _HANDING and clause.word_after(verb) == "over"
    return over or any(token.lower in _LETTING_GO for token in (verb, *clause.tokens[noun.index + 1 : noun.index + 4]))


_SENDING = frozenset(
    "lost losing lose promise promised sent send deployed deploy contribute contributed offered pledged provide boast boasts boasted fields fielded pledge pledges commit committed defended commanded".split()
)
_HANDING = frozenset("hand hands handed handing".split())


def _ended(clause: Clause, noun: Token) -> bool:
    """Whether an army says of soldiers what is said of things: "17 militants were neutralised", "a company of 80 men was destroyed"."""
    above = clause.tokens[noun.head]
    if noun.dep == "pobj":
        body = clause.tokens[above.head]
        return above.lower == "of" and body.dep in {"dobj", "nsubjpass"} and clause.tokens[body.head].lower in ENDED
    return above.lower in ENDED


def _by_adjective(run: frozenset[str]) -> Measure | None:
    """Displaced for "1.4 million displaced people", killed for "214 dead rebels"."""
    if run & {"displaced", "evacuated", "uprooted"}:
        return Measure.DISPLACED
    if run & {"captured"}:
        return Measure.CAPTURED
    if run & {"detained", "imprisoned", "kidnapped", "abducted"}:
        return Measure.DETAINED
    if run & {"wounded", "injured"}:
        return Measure.WOUNDED
    if run & {"trapped", "stranded", "besieged", "starving"}:
        return Measure.AFFECTED
    if run & {"missing"}:
        return Measure.MISSING
    return Measure.KILLED if run & {"dead", "killed", "slain", "fallen"} else None


def _is_force(subject: Token) -> bool:
    """Whether those whom it has are its soldiers: "the mission has 900 men", "Hezbollah has 6,000 men"."""
    return subject.lower in _HAVING or (subject.dep == "nsubj" and subject.tag == "NNP")


def _armed(clause: Clause, noun: Token, run: frozenset[str]) -> bool:
    """Whether "men" or "members" are soldiers or police, by a word near them."""
    around = run | {token.lower for token in clause.tokens[noun.index + 1 : noun.index + 6]}
    if noun.lower == "elements":
        return bool(run & _HOSTILE)  # "hostile elements", not "six elements of the plan"
    if noun.lower == "officers":
        around |= {token.lower for token in clause.tokens} & {"soldiers", "troops"} and _ARMED
    if noun.lower == "men":
        around |= {token.lower for token in clause.tokens} - {"police", "air", "service", "border", "security"}
        verb = clause.tokens[noun.head]
        we = verb.lower in {"have", "had", "has"} and any(_is_force(clause.tokens[c]) for c in verb.children)
        we = we or (noun.dep == "nsubj" and verb.lower in _ATTACKING)
        of_force = we or (
            clause.tokens[clause.tokens[noun.head].head].lower in _BODIES and clause.tokens[noun.head].lower == "of"
        )
        around |= {"arms"} if around & _MILITARY or of_force else set()
        around |= (
            {"arms"}
            if clause.tokens[first_of_list(clause, noun).head].lower in _SENDING
            or {token.lower for token in clause.tokens} & {"brigades", "soldiers", "troops", "jihadists", "fighters"}
            else set()
        )
    return bool(around & _ARMED) or noun.lower in {"police", "guards"}
