"""A quantity in a parsed clause to the noun that it counts, and the noun to its measure."""

import re
from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.annotate.numbers import Quantity
from app.ingestion.extract.fates import FATES, fate, first_of_list
from app.vocabulary import Measure

LINKS = frozenset("of the its their his her our these those more other extra additional further such".split())
_STATES = frozenset("dead wounded injured missing killed".split())
_NO_COUNT = frozenset(
    "countries states parliament committee council assembly congress talks negotiations voting sanctions meetings consultations board cabinet alliance party".split()
)
_ARMED = frozenset(
    "police security military army armed service special militia guard border navy air intelligence brigade battalion regiment rebels rebel arms unit division forces".split()
)
_HOSTILE = frozenset("terrorist terror militant hostile enemy islamist extremist subversive".split())
_ONLY_ARMED = frozenset("men members officers contractors volunteers guards pilots sailors officials elements".split())
_ARTILLERY = frozenset(
    "artillery missile rocket air defence defense mortar patriot himars gun weapons anti-aircraft nasams howitzer antiaircraft".split()
)
_SYSTEMS = frozenset("system systems battery batteries launcher launchers".split())
_PRISON = frozenset("prison prisons jail jails jailbreak inmates political detention".split())
_NATIONS = frozenset(
    "rohingya hazara hazaras tuareg tutsi hutu fulani dinka nuer oromo uyghur uighur kachin hmong druze baloch maasai muslims hindus buddhists jews arabs serbs croats copts tamils brits britons americans danes swedes finns scots sikhs shias sunnis shiites".split()
)
_PEOPLES = ("ans", "ians", "is", "ese", "ons", "ish", "rs", "ks", "es", "ds", "zis", "ns")
_IN_RUN = ("JJ", "NN", "CD", "HYPH", "VBN", "POS", "RB", "AFX", "FW")


def after(clause: Clause, quantity: Quantity) -> int:
    """The index of the first token after the quantity."""
    inside = clause.at(quantity.span)
    return inside[-1].index + 1 if inside else len(clause.tokens)


def counted_noun(clause: Clause, quantity: Quantity, number: Token, words: Counted, starts: frozenset[int]) -> Token | None:
    """The noun that the number counts, the last of the run of adjectives and nouns after it. `starts`: where quantities begin."""
    found = None
    several = (quantity.low or quantity.high or 0) > 1
    for token in _run(clause, quantity, starts):
        if token.lower in _STATES and token.index == after(clause, quantity) and not _noun_next(clause, token):
            return token
        if token.lower in words.persons or thing_of(token, words):
            if (
                several
                and token.tag == "NN"
                and token.text.islower()
                and token.lower not in _INVARIANT
                and thing_of(token, words)
            ):
                continue  # of "18 mortar launching sites" it is the sites that are counted
            found = token
            if token.tag in {"NNS", "NN"} and not _noun_next(clause, token):
                break
        elif found is not None and token.tag in {"NN", "NNS"}:
            found = None  # "300 soldier families": the last noun is the one that is counted
    found = (
        found
        or _parsed_noun(clause, number, words)
        or _people(clause, quantity, starts)
        or _befallen_noun(clause, quantity, number, words)
    )
    return None if found is None or _counts_nothing(clause, found) else found


_PERSONS = re.compile(r"(?:er|or|ist|ian|eer|ant|ee|man|woman|monk|nun|guest|chief|priest|cleric|nomad)s$|men$|women$|clergy$")


def _befallen_noun(clause: Clause, quantity: Quantity, number: Token, words: Counted) -> Token | None:
    """Pilgrims in "killed six pilgrims": whoever is killed, hurt or taken is counted, as long as the noun is one of persons."""
    noun = clause.tokens[number.head]
    near = number.dep == "nummod" and noun.tag == "NNS" and number.index < noun.index <= number.index + 4
    return noun if near and _PERSONS.search(noun.lower) and noun.lower not in words.things and fate(clause, noun, words) else None


_INVARIANT = frozenset(
    "aircraft artillery ammunition equipment weaponry armour armor himars mlrs watercraft materiel headquarters ordnance rotorcraft".split()
)
_DESIGNATION = re.compile(r"([a-z]+)-?\d+[a-z]*s")  # F-16s, MiG-29s, T-72s


def thing_of(noun: Token, words: Counted) -> Measure | None:
    """The measure of a noun that names a thing: by itself, by its last part, or as a designation in the plural."""
    known = words.things.get(noun.lower) or words.things.get(noun.lower.split("-")[-1])
    named = _DESIGNATION.fullmatch(noun.lower) if known is None else None
    return words.designations.get(named.group(1)) if named else known


def _run(clause: Clause, quantity: Quantity, starts: frozenset[int]) -> Iterator[Token]:
    index = after(clause, quantity)
    while index < len(clause.tokens) and clause.tokens[index].lower in LINKS:
        index += 1
    if [token.lower for token in clause.tokens[index : index + 2]] == ["pieces", "of"]:
        index += 2  # "two pieces of heavy equipment"
    nouns = False
    for token in clause.tokens[index : index + 9]:
        adjectives = token.index > index and clause.tokens[token.index - 1].tag.startswith("JJ")
        things = (
            token.index > index and clause.tokens[token.index - 1].tag == "NN" and clause.tokens[token.index - 1].text.islower()
        )
        listed = token.lower == "and" or (
            token.text == "," and (adjectives or things)
        )  # "105 mortar, rocket and artillery systems"
        joins = token.text in {"-", "/", "–", "[", "]"} or (listed and not nouns and _adjective(clause, token.index + 1, starts))
        participle = token.tag == "VBG" and (token.dep in {"amod", "compound", "nmod"} or token.lower in {"launching", "staging"})
        participle = participle or token.lower == "borne"
        initials = (
            token.text.isupper() and len(token.text) > 1 and token.text.isalpha()
        )  # "IS fighters", where the parser sees a verb
        if token.quotation or token.start in starts or not (token.tag.startswith(_IN_RUN) or joins or participle or initials):
            return
        nouns = nouns or token.tag in {"NNS"}
        yield token


def _adjective(clause: Clause, index: int, starts: frozenset[int]) -> bool:
    token = clause.tokens[index] if index < len(clause.tokens) else None
    return token is not None and token.tag.startswith(("JJ", "NN")) and token.start not in starts


def _noun_next(clause: Clause, token: Token) -> bool:
    following = clause.tokens[token.index + 1] if token.index + 1 < len(clause.tokens) else None
    return (
        following is not None and (following.tag.startswith(("NN", "HYPH")) or following.text == "-") and following.dep != "ROOT"
    )


def _parsed_noun(clause: Clause, number: Token, words: Counted) -> Token | None:
    head = clause.tokens[number.head]
    near = number.dep == "nummod" and number.index < head.index <= number.index + 9
    return head if near and (head.lower in words.persons or thing_of(head, words)) else None


def _people(clause: Clause, quantity: Quantity, starts: frozenset[int]) -> Token | None:
    """Americans in "four Americans", Armenians in "120,000 ethnic Armenians": a plural name of a people."""
    for token in _run(clause, quantity, starts):
        if (
            token.tag in {"NNPS", "NNS", "NNP"}
            and token.text[0].isupper()
            and (token.lower.endswith(_PEOPLES) or token.lower in _NATIONS)
            and not _noun_next(clause, token)
        ):
            return token
        if not (token.tag.startswith("JJ") or token.lower in _NATIONS or token.lower in {"muslim", "christian"}):
            return None
    return None


def _counts_nothing(clause: Clause, noun: Token) -> bool:
    """Whether the noun counts no people or materiel: "15 members of the council", "three rounds of talks"."""
    following = clause.tokens[noun.index + 1 : noun.index + 6]
    of = bool(following) and following[0].lower in {"of", "to", "in"}
    return (
        of
        and any(token.lower in _NO_COUNT for token in following)
        and noun.lower
        in {"members", "member", "rounds", "round", "people", "officials", "positions", "targets", "missions", "bases"}
    )


_COLLECTIVE = frozenset("group community minority population tribe sect garrison workforce congregation".split())


def other_noun_follows(clause: Clause, quantity: Quantity) -> bool:
    """Whether the number counts some other noun: "three villages", "the two leaders"."""
    index = after(clause, quantity)
    if index < len(clause.tokens) and clause.tokens[index].lower in {"next", "last", "this"}:
        return False  # "another 200 next summer"
    while index < len(clause.tokens) and (
        clause.tokens[index].lower in LINKS or clause.tokens[index].tag in {"JJ", "JJR", "JJS", "HYPH"}
    ):
        index += 1
    if index >= len(clause.tokens):
        return False
    token = clause.tokens[index]
    if token.lower in _COLLECTIVE and clause.tokens[after(clause, quantity)].lower == "of":
        return False  # "30,000 of the ethnic group have fled"
    return (token.tag.startswith("NN") and token.lower != "living") or token.lower in {"%", "$"} or token.tag == "CD"


def speaks(clause: Clause, noun: Token) -> bool:
    """Whether the persons counted are the source of a statement: "two residents said"."""
    verb = clause.tokens[noun.head]
    nearest = not any(clause.tokens[c].dep == "nsubj" and noun.index < c < verb.index for c in verb.children)
    return (
        noun.dep == "nsubj"
        and nearest
        and verb.lower in {"said", "say", "told", "says", "tell", "added", "confirmed", "reported", "warned"}
    )


def measure_of(clause: Clause, quantity: Quantity, noun: Token, words: Counted) -> tuple[Measure | None, str]:
    """The measure of a counted noun and the rule that gave it; None where it counts nothing."""
    run = frozenset(token.lower for token in clause.tokens[after(clause, quantity) : noun.index])
    thing = thing_of(noun, words)
    if thing and noun.lower not in words.persons:
        return _thing(clause, thing, noun, run), "number-before-noun"
    kind = words.persons.get(noun.lower, Measure.CIVILIANS)  # a people's name, unless something befalls them
    if kind in FATES:
        return kind, "number-before-noun"
    if noun.lower in _REMAINS:
        return Measure.KILLED, "fate-of-persons"
    befallen = _befallen(clause, noun, kind, words)
    if (
        befallen is None
        and noun.lower not in words.persons
        and clause.tokens[noun.head].lower in _ENTERING
        and noun.dep == "nsubj"
    ):
        befallen = Measure.DISPLACED  # "8,000 Rohingya have entered Bangladesh"
    if kind is Measure.CAPTURED:
        kind = Measure.DETAINED if _in_prison(clause, noun) else kind
        return (befallen, "fate-of-persons") if befallen in FATES else (kind, "number-before-noun")
    if befallen:
        return befallen, "fate-of-persons"
    if noun.lower in {"martyr", "martyrs", "lives"}:
        return Measure.KILLED, "fate-of-persons"
    if noun.lower == "men" and _women_follow(clause, noun):
        kind = Measure.CIVILIANS
    elif noun.lower in _ONLY_ARMED and not _armed(clause, noun, run):
        return None, ""
    if noun.lower in _KIN and any(clause.tokens[c].dep == "poss" for c in noun.children):
        return None, ""  # "a widow unable to feed her three children": whose they are, nothing more
    armed = noun.lower in _ONLY_ARMED and kind is not Measure.CIVILIANS
    return _by_adjective(run) or (Measure.TROOPS if armed else kind), "number-before-noun"


def _in_prison(clause: Clause, noun: Token) -> bool:
    """Whether the prisoners are in prison and no captives of war: "300 prisoners fled the jail"."""
    of_war = [token.lower for token in clause.tokens[noun.index + 1 : noun.index + 3]] == ["of", "war"]
    return noun.lower.startswith("prisoner") and not of_war and any(token.lower in _PRISON for token in clause.tokens)


_REMAINS = frozenset(("body", "bodies", "corpse", "corpses"))
_ENTERING = frozenset("enter enters entered entering".split())
_KIN = frozenset("children sons daughters child son daughter brothers sisters siblings wives husbands grandchildren".split())


def _women_follow(clause: Clause, noun: Token) -> bool:
    """Whether the men are some of "men, women and children"."""
    return "women" in {token.lower for token in clause.tokens[noun.index + 1 : noun.index + 3]}


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
    listed = first_of_list(clause, noun)
    if found is None and kind is Measure.TROOPS and listed.dep in {"dobj", "nsubjpass", "pobj"} and _ended(clause, listed):
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
    if found in {None, Measure.DETAINED} and kind is Measure.TROOPS and _let_go(clause, noun):
        return Measure.CAPTURED  # soldiers who are freed or exchanged were prisoners
    return None if found is Measure.DISPLACED and own_work else found


_LETTING_GO = frozenset("freed freeing released releasing swapped swapping exchanged exchanging".split())


def _let_go(clause: Clause, noun: Token) -> bool:
    verb = clause.tokens[first_of_list(clause, noun).head]
    over = verb.lower in _HANDING and clause.tokens[verb.index + 1].lower == "over"
    return over or any(token.lower in _LETTING_GO for token in (verb, *clause.tokens[noun.index + 1 : noun.index + 4]))


_HANDING = frozenset("hand hands handed handing".split())


_ENDED = frozenset(
    "neutralised neutralized neutralising eliminated eliminating eliminate liquidated liquidating destroyed destroying".split()
)


def _ended(clause: Clause, noun: Token) -> bool:
    """Whether an army says of soldiers what is said of things: "17 militants were neutralised", "a company of 80 men was destroyed"."""
    above = clause.tokens[noun.head]
    if noun.dep == "pobj":
        body = clause.tokens[above.head]
        return above.lower == "of" and body.dep in {"dobj", "nsubjpass"} and clause.tokens[body.head].lower in _ENDED
    return above.lower in _ENDED


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
    return Measure.KILLED if run & {"dead", "killed", "slain"} else None


def _armed(clause: Clause, noun: Token, run: frozenset[str]) -> bool:
    """Whether "men" or "members" are soldiers or police, by a word near them."""
    around = run | {token.lower for token in clause.tokens[noun.index + 1 : noun.index + 6]}
    if noun.lower == "elements":
        return bool(run & _HOSTILE)  # "hostile elements", not "six elements of the plan"
    if noun.lower == "officers":
        around |= {token.lower for token in clause.tokens} & {"soldiers", "troops"} and _ARMED
    if noun.lower == "men":
        around |= {token.lower for token in clause.tokens} - {"police", "air", "service", "border", "security"}
        around |= (
            {"arms"}
            if clause.tokens[noun.head].lower in {"lost", "losing", "lose", "sent", "deployed"}
            or {token.lower for token in clause.tokens} & {"brigades", "soldiers", "troops", "jihadists", "fighters"}
            else set()
        )
    return bool(around & _ARMED) or noun.lower in {"police", "guards"}


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


def _thing(clause: Clause, thing: Measure, noun: Token, run: frozenset[str]) -> Measure | None:
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
