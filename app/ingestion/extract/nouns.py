"""A quantity in a parsed clause to the noun that it counts."""

import re
from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.annotate.numbers import Quantity
from app.ingestion.extract.fates import fate, first_of_list
from app.ingestion.extract.phrases import subject
from app.vocabulary import Measure

LINKS = frozenset("of the its their his her our these those more other extra additional further such".split())
_STATES = frozenset("dead wounded injured missing killed".split())
_NO_COUNT = frozenset(
    "countries states parliament committee council assembly congress talks negotiations voting sanctions meetings consultations board cabinet alliance party".split()
)
_NATIONS = frozenset(
    "burkinabè burkinabe rohingya hazara hazaras tuareg tutsi hutu fulani dinka nuer oromo uyghur uighur kachin hmong druze baloch maasai muslims hindus buddhists jews arabs serbs croats copts tamils brits britons americans danes swedes finns scots sikhs shias sunnis shiites".split()
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
        if (
            token.lower in _STATES
            and token.index <= after(clause, quantity) + 1
            and found is None
            and not _noun_next(clause, token)
        ):
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


ENDED = frozenset(
    "neutralised neutralized neutralising eliminated eliminating eliminate liquidated liquidating destroyed destroying".split()
)  # what an army says it has done to its enemies
_PERSONS = re.compile(r"(?:er|or|ist|ian|eer|ant|ee|man|woman|monk|nun|guest|chief|priest|cleric|nomad)s$|men$|women$|clergy$")


def _befallen_noun(clause: Clause, quantity: Quantity, number: Token, words: Counted) -> Token | None:
    """Pilgrims in "killed six pilgrims": whoever is killed, hurt or taken is counted, as long as the noun is one of persons."""
    noun = clause.tokens[number.head]
    near = number.dep == "nummod" and noun.tag == "NNS" and number.index < noun.index <= number.index + 4
    return (
        noun
        if near
        and _PERSONS.search(noun.lower)
        and noun.lower not in words.things
        and (fate(clause, noun, words) or clause.tokens[noun.head].lower in ENDED)
        else None
    )


_INVARIANT = frozenset(
    "aircraft artillery ammunition equipment weaponry armour armor himars mlrs watercraft materiel headquarters ordnance rotorcraft".split()
)
_DESIGNATION = re.compile(r"([a-z]+)-?\d+[a-z]*s")  # F-16s, MiG-29s, T-72s


def thing_of(noun: Token, words: Counted) -> Measure | None:
    """The measure of a noun that names a thing: by itself, by its last part, by the name of its type, or as a designation in the plural."""
    known = words.things.get(noun.lower) or words.systems.get(noun.text) or words.things.get(noun.lower.split("-")[-1])
    named = _DESIGNATION.fullmatch(noun.lower) if known is None else None
    return words.designations.get(named.group(1)) if named else known


def _run(clause: Clause, quantity: Quantity, starts: frozenset[int]) -> Iterator[Token]:
    index = after(clause, quantity)
    while index < len(clause.tokens) and clause.tokens[index].lower in LINKS:
        index += 1
    behind = [token.lower for token in clause.tokens[index : index + 2]]
    if behind[1:] == ["of"] and behind[0] in {"pieces", "units", "items"}:
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
    following = clause.after(token)
    if following is not None and following.text == "'":
        following = clause.after(following)  # "1,000 hostages' relatives"
    return (
        following is not None and (following.tag.startswith(("NN", "HYPH")) or following.text == "-") and following.dep != "ROOT"
    )


def _parsed_noun(clause: Clause, number: Token, words: Counted) -> Token | None:
    head = clause.tokens[number.head]
    if head.tag == "NN" and head.index == number.index + 1 and clause.word_after(head) == "and" and thing_of(head, words):
        return None  # "11 missile and 15 air strikes"
    if clause.word_after(head) == "'":
        return None  # of "1,000 hostages' relatives" it is the relatives that are counted
    near = number.dep == "nummod" and number.index < head.index <= number.index + 9
    return head if near and (head.lower in words.persons or thing_of(head, words)) else None


def _people(clause: Clause, quantity: Quantity, starts: frozenset[int]) -> Token | None:
    """Americans in "four Americans", Armenians in "120,000 ethnic Armenians": a plural name of a people, not of arms ("delivered six Vilkases")."""
    for token in _run(clause, quantity, starts):
        if (
            token.tag in {"NNPS", "NNS", "NNP"}
            and token.text[0].isupper()
            and (token.lower.endswith(_PEOPLES) or token.lower in _NATIONS)
            and not _noun_next(clause, token)
        ):
            return None if clause.tokens[first_of_list(clause, token).head].lower in _HANDLING else token
        if not (token.tag.startswith("JJ") or token.lower in _NATIONS or token.lower in {"muslim", "christian"}):
            return None
    return None


# What is done to arms and to no people.
_HANDLING = frozenset(
    "deliver delivers delivered delivering donate donated donating supply supplied supplying launch launched launching buy bought buying order ordered procure procured intercept intercepted downed destroy destroyed destroying fire fired firing ship shipped".split()
)


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
        and subject(clause, verb) == noun.index
        and verb.lower in {"said", "say", "told", "says", "tell", "added", "confirmed", "reported", "warned"}
    )
