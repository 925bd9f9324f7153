"""A counted noun that names a thing to its measure, by what qualifies it and by what was done to it."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.extract.fates import first_of_list
from app.vocabulary import Measure

_SYSTEMS = frozenset("system systems battery batteries".split())
_BOATS = frozenset("boat boats watercraft".split())
# What such a noun is with one of some words before it, in this order: "20 patrol craft", "six unmanned aircraft", "400 machine guns".
_WITH = tuple(
    (frozenset(nouns.split()), frozenset(words.split()), measure)
    for nouns, words, measure in (
        ("helmets helmet", "blue", Measure.TROOPS),
        ("gun guns", "machine submachine", Measure.WEAPONS),
        ("launcher launchers", "grenade", Measure.WEAPONS),
        ("weapon weapons", "artillery", Measure.ARTILLERY),
        ("aircraft vehicle vehicles system systems", "unmanned uncrewed aerial pilotless", Measure.DRONES),
        ("boat boats vessel vessels system systems", "drone unmanned uncrewed", Measure.DRONES),
        ("munition munitions", "loitering", Measure.DRONES),
        ("vests belts", "bulletproof bullet flak ballistic protective", Measure.WEAPONS),
        ("carrier carriers", "personnel armoured armored troop", Measure.ARMOURED_VEHICLES),
        (
            "vehicle vehicles car cars truck trucks auto autos automobile automobiles",
            "armoured armored resistant",
            Measure.ARMOURED_VEHICLES,
        ),
        ("vehicle vehicles", "fighting combat infantry", Measure.ARMOURED_VEHICLES),
        ("tanker tankers", "fuel petrol water gas", Measure.VEHICLES),
        ("system systems", "weapon weapons radar armor armour tank jamming warfare", Measure.WEAPONS),
    )
)
_ARTILLERY = frozenset(
    "artillery missile rocket air defence defense mortar patriot himars gun weapons anti-aircraft nasams howitzer antiaircraft".split()
)


def thing_measure(clause: Clause, thing: Measure, noun: Token, run: frozenset[str]) -> Measure | None:
    """The measure of a thing by what qualifies it."""
    qualifiers = counted().qualified.get(noun.lower)
    if qualifiers and not (run | _of_what(clause, noun)) & qualifiers:
        return None
    if noun.lower in _BOATS and not run & (_ARTILLERY | {"patrol", "drone"}) and _struck(clause, noun, run):
        return Measure.TARGETS  # a boat that is hit is one of the things hit, unless it is a "missile boat"
    for nouns, words, measure in _WITH:
        if noun.lower in nouns and run & words:
            return measure
    if thing is Measure.TANKS and _with_other_armour(clause, noun):
        return Measure.ARMOURED_VEHICLES
    if noun.lower in _SYSTEMS:
        named = noun.index > 0 and clause.tokens[noun.index - 1].text[0].isupper()
        return thing if named or run & _ARTILLERY or run >= {"anti", "aircraft"} else None
    if noun.lower in {"village", "villages"} and not _attacked(clause, noun):
        return None
    if noun.lower in counted().built and not _struck(clause, noun, run):
        return None
    if noun.lower in {"truck", "trucks"} and {token.lower for token in clause.tokens} & _LETTING:
        return None  # "must allow 400 trucks a day to enter"
    return thing


def _of_what(clause: Clause, noun: Token) -> set[str]:
    """The truce of "breaches of the truce"."""
    following = [token.lower for token in clause.tokens[noun.index + 1 : noun.index + 5]]
    return set(following[1:]) if following[:1] == ["of"] else set()


def _with_other_armour(clause: Clause, noun: Token) -> bool:
    """Whether the tanks are counted with others: "40 tanks and other armoured vehicles", without a number of their own."""
    following = clause.tokens[noun.index + 1 : noun.index + 6]
    words = [token.lower for token in following]
    return words[:1] == ["and"] and bool({"armoured", "armored"} & {*words}) and not any(token.tag == "CD" for token in following)


_LETTING = frozenset("allow allows allowed allowing permit permits permitted let lets".split())


_ATTACKING = frozenset(
    "attack attacks attacked attacking bomb bombed bombing shell shelled shelling burn burned burnt burning raid raided raiding raze razed razing torched torching loot looted looting hit strike struck destroyed destroying pillaged".split()
)


def _attacked(clause: Clause, noun: Token) -> bool:
    """Whether villages are attacked: "burned three villages", "raids on three villages"; not "took three villages"."""
    at = first_of_list(clause, noun)
    above = clause.tokens[at.head]
    deed = clause.tokens[above.head] if at.dep == "pobj" and above.lower == "on" else above
    return at.dep in {"dobj", "nsubjpass", "pobj"} and deed.lower in _ATTACKING and (at.dep != "pobj" or above.lower == "on")


_SETTING_FIRE = frozenset(("set", "sets", "setting"))
_ABLAZE = frozenset(("fire", "ablaze", "alight"))


def _struck(clause: Clause, noun: Token, run: frozenset[str]) -> bool:
    """Whether the buildings are hit, burned or taken; else they are only buildings: "rebels took shelter in three schools"."""
    beside = {clause.tokens[c].lower for c in noun.children} | run
    at = first_of_list(clause, noun)
    for _ in range(4):
        if at.head == at.index:
            break
        below, at = at, clause.tokens[at.head]
        if at.lower in _SETTING_FIRE and {clause.tokens[c].lower for c in at.children} & _ABLAZE:
            return True
        if at.lower in counted().harm and not (below.lower in {"in", "from"} and at.tag.startswith("VB")):
            return True
    return bool(beside & counted().harm - {"attack"})
