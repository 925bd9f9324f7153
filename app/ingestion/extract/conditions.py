"""Persons in a parsed clause to the condition it finds them in: in custody, in a camp, in need, at risk, in hospital."""

from collections.abc import Iterator
from itertools import pairwise

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.camps import Camps
from app.vocabulary import Measure

STATES = {
    **dict.fromkeys(("dead", "killed"), Measure.KILLED),
    **dict.fromkeys(("wounded", "injured"), Measure.WOUNDED),
    **dict.fromkeys(("hungry", "stranded", "trapped", "desperate", "malnourished", "destitute", "besieged", "starving"), Measure.AFFECTED),
    "missing": Measure.MISSING, "unaccounted": Measure.MISSING, "hostage": Measure.DETAINED, "captive": Measure.CAPTURED, "prisoner": Measure.CAPTURED, "homeless": Measure.DISPLACED,
}  # fmt: skip
_CONFINED = frozenset("custody detention captivity prison jail prisons jails".split())
_IN = frozenset("in inside at within from to into out".split())
_NEEDS = frozenset("light gas electricity power water food heating shelter".split())
_HUNGER = frozenset("hunger famine starvation malnutrition shortages shortage insecurity disease".split())
_BELONGINGS = frozenset("belongings tents possessions livelihoods crops livestock".split())
_ALMS = frozenset("aid rations handouts donations assistance".split())
_BROUGHT = frozenset("taken rushed brought admitted airlifted".split())
_LYING = frozenset("is are was were remain remains remained lie lies lay".split())
_HOSPITALS = frozenset(("hospital", "hospitals"))
_GRAVE = frozenset("stable critical serious grave".split())
_INJURIES = frozenset("injuries injury wounds wound burns fractures concussion".split())
# A phrase of a preposition and one of some nouns, and what it says of whom it is said of.
_PHRASES = (
    (frozenset(("in", "into")), _CONFINED, Measure.DETAINED),
    (frozenset(("under",)), frozenset(("arrest",)) | _CONFINED, Measure.DETAINED),
    (frozenset(("under",)), frozenset(("siege",)), Measure.AFFECTED),
    (frozenset(("at",)), frozenset(("risk",)), Measure.AFFECTED),
    (frozenset(("in",)), frozenset(("need",)), Measure.AFFECTED),
    (frozenset(("without",)), _NEEDS, Measure.AFFECTED),
    (frozenset(("to",)), frozenset(("death",)), Measure.KILLED),
    (frozenset(("as",)), frozenset(("hostages", "hostage")), Measure.DETAINED),
    (frozenset(("behind",)), frozenset(("bars",)), Measure.DETAINED),
    (frozenset(("with",)), _INJURIES, Measure.WOUNDED),
)
# A verb and one of some objects.
_DEEDS = (
    (frozenset("lost lose losing".split()), frozenset(("lives", "life")), Measure.KILLED),
    (frozenset("lost lose losing".split()), _BELONGINGS, Measure.AFFECTED),
    (frozenset("lost lose losing".split()), frozenset(("home", "homes")), Measure.DISPLACED),
    (frozenset("lost lose losing".split()), frozenset("limb limbs leg legs arm arms eye eyes sight".split()), Measure.WOUNDED),
    (frozenset("lost lose losing lack lacks lacked lacking".split()), _NEEDS, Measure.AFFECTED),
    (frozenset("suffer suffered suffering sustain sustained sustaining receive received".split()), _INJURIES, Measure.WOUNDED),
    (frozenset("meet met meeting".split()), frozenset(("death", "deaths")), Measure.KILLED),
    (frozenset("give gave given giving lay laid".split()), frozenset(("lives", "life")), Measure.KILLED),
    (frozenset("pay pays paid paying make made".split()), frozenset(("sacrifice",)), Measure.KILLED),
    (
        frozenset("abandon abandoned abandoning".split()),
        frozenset("home homes house houses village villages".split()),
        Measure.DISPLACED,
    ),
    (frozenset("hand handed handing".split()), frozenset(("themselves",)), Measure.CAPTURED),
    (frozenset("lay lays laid laying".split()), frozenset(("arms", "weapons")), Measure.CAPTURED),
    (frozenset("give gave given giving".split()), frozenset(("themselves",)), Measure.CAPTURED),
    (
        frozenset("seek seeks sought seeking take takes took taken taking".split()),
        frozenset(("refuge", "shelter", "asylum", "protection", "sanctuary", "safety")),
        Measure.DISPLACED,
    ),
    (frozenset("face faces faced facing".split()), _HUNGER, Measure.AFFECTED),
)
# A verb and its particle.
_PARTICLES = {
    **dict.fromkeys((("wiped", "out"), ("mown", "down"), ("mowed", "down"), ("picked", "off"), ("blown", "up"), ("cut", "down")), Measure.KILLED),
    **dict.fromkeys((("taken", "away"), ("took", "away"), ("led", "away"), ("whisked", "away"), ("dragged", "away"), ("marched", "off"), ("led", "off"), ("dragged", "off"), ("hauled", "off"), ("hauled", "away"), ("carted", "off"), ("marched", "away")), Measure.DETAINED),
}  # fmt: skip
_FALLEN = frozenset("fell fallen".split())
_FIGHTS = frozenset("battle battles combat fighting action".split())
_SENTENCED = frozenset("sentenced sentence sentences condemned".split())
_RELYING = frozenset("rely relies relied relying depend depends depended depending".split())
_PLACED = frozenset(
    """are is were was be been being live lives lived living stay staying remain remains remained reside residing held kept housed placed put sent moved move transfer
    transferred transferring taken brought relocated relocate sheltering sheltered crammed crowded packed thought believed known arrive arrived arriving languish
    languishing locked escape escaped escaping broke said reported estimated house houses housing hold holding keep keeping""".split()
)
_DWELLING = frozenset(
    "live lives lived living stay staying reside residing sheltering sheltered arrive arrived arriving housed crammed".split()
)
_KEEPERS = frozenset("guard guards officer officers police policemen personnel staff official officials worker workers soldiers troops commandos peacekeepers nurses doctors teachers".split())  # fmt: skip


_RAIDS = frozenset(
    "attack attacks raid raids ambush ambushes assault assaults incursion fighting battle clash clashes war".split()
)


CARRYING_OFF = frozenset(
    "take takes took taken taking drag dragged dragging haul hauled lead led march marched carry carried snatch snatched bundle bundled".split()
)
_RAIDERS = frozenset("gunmen militants rebels attackers fighters raiders insurgents bandits jihadists assailants".split())
_CAPTIVE = frozenset("hostage hostages captive captives prisoner prisoners".split())


def _as_captives(clause: Clause, verb: Token) -> bool:
    """Whether whoever takes them keeps them: "took 30 soldiers prisoner", "dragging dozens to Gaza as hostages", "taking 300 boys with them"."""
    following = [token.lower for token in clause.tokens[verb.index + 1 : verb.index + 14]]
    end = next((n for n, word in enumerate(following) if word in {",", ";", "."}), len(following))
    within = following[:end]
    raided = any(token.lower in _RAIDERS for token in clause.tokens[: verb.index])
    kept = any(word in _CAPTIVE and before not in {"the", "of", "for", "two", "with"} for before, word in pairwise(within))
    return kept or (raided and ("with", "them") in pairwise(within))


def taken(clause: Clause, verb: Token) -> bool:
    """Whether the participle says that they were made captives: "who were taken in the raid", "snatched during an attack"."""
    if verb.lower in CARRYING_OFF and _as_captives(clause, verb):
        return True
    if verb.lower not in {"taken", "snatched", "grabbed"} or verb.tag not in {"VBN", "VBD"}:
        return False
    return any(token.lower in _RAIDS for token in clause.tokens[verb.index + 1 : verb.index + 5])


def condition(clause: Clause, verb: Token) -> Measure | None:
    """What the predicate says of its subject: "remain in captivity", "were without water", "were burned to death", "are at risk"."""
    if verb.lower == "cut" and any(clause.tokens[c].lower == "off" for c in verb.children):
        return Measure.AFFECTED
    if verb.lower in _SENTENCED:
        return None  # whoever is sentenced to death is not dead
    alive = any(clause.tokens[c].lower == "alive" for c in verb.children)
    if verb.lower in {"burned", "burnt"} and (alive or clause.word_after(verb) in {"alive", "to"}):
        return Measure.KILLED
    if taken(clause, verb):
        return Measure.DETAINED
    for child in (clause.tokens[c] for c in verb.children if c > verb.index):
        # in "a hospital" are others, too
        lying = verb.lower in _LYING and child.lower == "in" and clause.word_after(child) == "hospital"
        brought = verb.lower in _BROUGHT and child.lower == "to" and {clause.tokens[c].lower for c in child.children} & _HOSPITALS
        if lying or brought:
            return Measure.WOUNDED
        if child.dep in {"acomp", "oprd", "attr", "advmod", "xcomp"} and child.lower in STATES:
            return STATES[child.lower]
        found = phrase_condition(clause, child) or _of_deed(verb, child) or _of_phrase(clause, verb, child)
        if found:
            return found
    return None


def with_particle(clause: Clause, verb: Token) -> Measure | None:
    """What is done to persons by a verb with its particle: "were mown down", "took 40 men away"."""
    after = (clause.tokens[c].lower for c in verb.children if c > verb.index)
    return next((found for each in after if (found := _PARTICLES.get((verb.lower, each)))), None)


def _of_phrase(clause: Clause, verb: Token, preposition: Token) -> Measure | None:
    """Killed for "fell in battle", affected for "depend on aid", displaced for "live in tents"."""
    objects = {clause.tokens[c].lower for c in preposition.children}
    if verb.lower in _FALLEN and preposition.lower == "in" and objects & _FIGHTS:
        return Measure.KILLED
    if verb.lower in _RELYING and preposition.lower in {"on", "upon"} and objects & (_ALMS | {"food"}):
        return Measure.AFFECTED
    return Measure.DISPLACED if verb.lower in _DWELLING and objects & {"tents", "shelters"} else None


def at_risk(clause: Clause, noun: Token) -> Measure | None:
    """Detained for "fighters in two detention centres", affected for "people in need", "children at risk of disease"."""
    for child in (clause.tokens[c] for c in noun.children if c > noun.index):
        if child.lower in {"in", "inside", "at"} and any(
            each.lower in _CONFINED for each in clause.tokens[child.index : child.right + 1]
        ):
            return Measure.DETAINED
        if child.lower in {"in", "at", "under", "without"} or (child.lower == "with" and noun.tag == "NNS"):
            found = phrase_condition(clause, child)
            if found:
                return found
    return None


def phrase_condition(clause: Clause, preposition: Token) -> Measure | None:
    """Detained for "in custody", affected for "under siege", wounded for "in a critical condition"."""
    objects = {clause.tokens[c].lower for c in preposition.children}
    for words, nouns, measure in _PHRASES:
        if preposition.lower in words and objects & nouns:
            return measure
    conditions = {"condition", "conditions"} & objects and preposition.lower == "in"
    if conditions and _GRAVE & {token.lower for token in clause.tokens[preposition.index : preposition.right + 1]}:
        return Measure.WOUNDED
    return None


def _of_deed(verb: Token, child: Token) -> Measure | None:
    if child.dep != "dobj":
        return None
    if child.lower == "hostage":
        return Measure.DETAINED
    return next((measure for verbs, objects, measure in _DEEDS if verb.lower in verbs and child.lower in objects), None)


def whereabouts(clause: Clause, noun: Token, kind: Measure, camps: Camps) -> Measure | None:
    """What it means that the persons are where they are said to be: held in "thought to be in one of the two camps"."""
    if noun.lower in _KEEPERS:
        return None
    keeper = _keeper(clause, noun, kind, camps)
    if keeper is not None:
        return keeper
    for above, preposition in _phrases(clause, noun):
        for token in clause.tokens[preposition.index + 1 : min(preposition.right + 1, preposition.index + 12)]:
            found = _inside(token, above, kind, camps)
            if found:
                return found
    return None


_HOUSING = frozenset("hold holds held house houses housed housing holding".split())
_JAILS = frozenset("prison prisons jail jails".split())
_SITES = frozenset("centre center facility centres centers facilities".split())


def _keeper(clause: Clause, noun: Token, kind: Measure, camps: Camps) -> Measure | None:
    """Detained for "the prison holds 600 people", "a detention centre which houses 600 migrants"."""
    verb = clause.tokens[noun.head]
    if verb.lower not in _HOUSING or noun.dep != "dobj":
        return None
    doer = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubj"), None)
    doer = clause.tokens[verb.head] if verb.dep == "relcl" and doer and doer.tag in {"WDT", "WP"} else doer
    if doer is None:
        return None
    if doer.lower in {"camp", "camps"}:
        return _inside(doer, verb, kind, camps)
    detention = any(token.lower in {"detention", "internment"} for token in clause.tokens[doer.left : doer.index])
    return Measure.DETAINED if doer.lower in _JAILS or (doer.lower in _SITES and detention) else None


def _inside(token: Token, above: Token, kind: Measure, camps: Camps) -> Measure | None:
    if token.lower in _CONFINED:
        return Measure.DETAINED
    if token.lower not in {"camp", "camps"}:
        return None
    found = camps.meaning(token.end)
    if found is None and camps.silent(token.end) and (above.lower in _DWELLING or token.lower == "camps"):
        found = Measure.DISPLACED  # "30,000 people live in camps"
    return None if found is Measure.DISPLACED and kind is Measure.TROOPS else found


def _phrases(clause: Clause, noun: Token) -> Iterator[tuple[Token, Token]]:
    """The phrases that say where the persons are, moved to or from, each with the word that it hangs on."""
    for above in (noun, *_placing(clause, noun)):
        for child in (clause.tokens[c] for c in above.children if c > above.index):
            if child.lower in _IN and (above is not noun or child.lower not in {"to", "into"}):
                yield above, child


def _placing(clause: Clause, noun: Token) -> Iterator[Token]:
    """The verbs that place them: above them, or said of them: "Iraqis thought to be in"."""
    of = clause.tokens[noun.head]
    counted = clause.tokens[of.head] if noun.dep == "pobj" and of.lower == "of" else noun  # "dozens of men"
    over = clause.tokens[counted.head]
    verbs = [over] if counted.dep in {"nsubj", "nsubjpass", "dobj"} else []
    verbs += [clause.tokens[c] for c in noun.children if clause.tokens[c].dep in {"acl", "relcl"}]
    for verb in verbs:
        if verb.lower in _PLACED:
            yield verb
            yield from (
                clause.tokens[c]
                for c in verb.children
                if clause.tokens[c].dep in {"xcomp", "conj"} and clause.tokens[c].lower in _PLACED
            )
