"""A counted noun that names a thing to its measure, by what qualifies it and by what was done to it."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.fates import first_of_list
from app.vocabulary import Measure

_ARTILLERY = frozenset(
    "artillery missile rocket air defence defense mortar patriot himars gun weapons anti-aircraft nasams howitzer antiaircraft".split()
)
_SYSTEMS = frozenset("system systems battery batteries launcher launchers".split())
# Nouns that count only with one of some words before them: "two tactical units", "three supply routes", "an explosive device".
_QUALIFIED = {
    **dict.fromkeys(("unit", "units"), frozenset(("tactical",))),
    **dict.fromkeys(("area", "areas"), frozenset(("staging",))),
    **dict.fromkeys(("route", "routes"), frozenset(("supply",))),
    **dict.fromkeys(("node", "nodes"), frozenset(("control", "command", "logistics", "communications"))),
    **dict.fromkeys(("jack", "jacks"), frozenset(("pump",))),
    **dict.fromkeys(("device", "devices"), frozenset(("explosive",))),
    **dict.fromkeys(("piece", "pieces"), frozenset(("artillery",))),
}


def thing_measure(clause: Clause, thing: Measure, noun: Token, run: frozenset[str]) -> Measure | None:
    """The measure of a thing by what qualifies it."""
    if noun.lower in _QUALIFIED and not run & _QUALIFIED[noun.lower]:
        return None
    if noun.lower in {"gun", "guns"} and "machine" in run:
        return Measure.WEAPONS
    if (
        noun.lower in {"boat", "boats", "watercraft"}
        and not run & _ARTILLERY
        and "patrol" not in run
        and _struck(clause, noun, run)
    ):
        return Measure.TARGETS  # a boat that is hit is one of the things hit, unless it is a "missile boat"
    if run & {"armoured", "armored"} or (run & {"infantry", "combat"} and run & {"fighting", "combat"}):
        return Measure.ARMOURED_VEHICLES if thing is Measure.VEHICLES else thing
    if noun.lower in _SYSTEMS and run & {"weapon", "weapons"}:
        return Measure.WEAPONS
    if noun.lower in _SYSTEMS:
        named = noun.index > 0 and clause.tokens[noun.index - 1].text[0].isupper()
        return thing if run & _ARTILLERY or named else None
    if noun.lower in {"village", "villages"} and not _attacked(clause, noun):
        return None
    if noun.lower in _BUILT and not _struck(clause, noun, run):
        return None
    if noun.lower in {"truck", "trucks"} and {token.lower for token in clause.tokens} & _LETTING:
        return None  # "must allow 400 trucks a day to enter"
    return Measure.MUNITIONS if noun.lower in {"shells", "rounds"} else thing


_LETTING = frozenset("allow allows allowed allowing permit permits permitted let lets".split())
_BUILT = frozenset(
    "building buildings bridge bridges structure structures facility facilities house houses home homes site sites location locations headquarters points post posts hideout hideouts compound compounds factory factories workshop workshops school schools hospital hospitals clinics warehouse warehouses base bases refinery refineries".split()
)
_HARM = frozenset(
    """hit hits hitting struck strike strikes striking destroy destroyed destroying damage damaged damaging bomb bombed bombing shell shelled shelling attack attacked attacking attacks target targeted
    targeting burn burned burnt burning raze razed razing demolish demolished demolishing demolition destruction level levelled leveled flatten flattened seize seized seizing capture captured capturing raid
    raided raiding raids storm stormed storming overrun overran torch torched torching fire fired firing lose lost losing collapse collapsed loot looted looting ruined wrecked blew blown airstrike airstrikes
    bombardment taken took""".split()
)


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
        if at.lower in _HARM and not (below.lower in {"in", "from"} and at.tag.startswith("VB")):
            return True
    return bool(beside & _HARM)
