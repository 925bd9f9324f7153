"""Quantities in parsed clauses to figures: what is counted, whose it is, where, and how the source commits itself.

Each figure names its rule; `RULES` holds the sentence each was written for.
"""

from dataclasses import dataclass
from itertools import pairwise

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.phrases import object_of, subject
from app.ingestion.facts import Span
from app.vocabulary import Measure, Modality

RULES = {
    "number-before-noun": "Some 300 soldiers are in the town.",
    "fate-of-persons": "The strike killed 12 people.",
    "bare-number-after-verb": "The strike left the town in ruins, wounding 15.",
    "bare-number-subject": "Another 20 were killed in the east.",
    "number-of-the-same": "3,000 soldiers are there and the force may grow to 12,000.",
    "number-reached-by-noun": "The number of fighters in the city does not exceed 500.",
    "one-lost": "A soldier was killed near the river.",
    "share-of-forces": "They make up less than 1 percent of the army's forces.",
}

PERSONS = {Measure.TROOPS, Measure.CIVILIANS, Measure.DISPLACED, Measure.CAPTURED, Measure.DETAINED}
FATES = {Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING}
_LINKS = {
    "of",
    "the",
    "its",
    "their",
    "his",
    "her",
    "our",
    "these",
    "those",
    "more",
    "other",
    "extra",
    "additional",
    "further",
    "such",
}
_GROWS = {"extend", "increase", "rise", "grow", "reach", "climb", "fall", "drop", "total", "exceed", "stood", "stand", "stands", "rose", "grew", "climbed", "fell",
          "reached", "increased", "dropped", "totalled", "totaled", "exceeded", "number", "numbered", "doubled", "swelled", "surpassed", "topped", "passed"}  # fmt: skip


@dataclass(slots=True)
class Figure:
    """One quantity with what it counts, as spans and words."""

    rule: str
    clause: Clause
    quantity: Quantity
    quote: Span
    measure: Measure
    noun: Span | None  # the counted noun with what qualifies it
    unit: str | None
    head: int  # the token whose place in the tree the figure takes
    modality: Modality = Modality.ASSERTED
    like: "Figure | None" = None  # the figure whose noun is understood here


def figures(
    clause: Clause, quantities: list[Quantity], articles: list[Quantity], words: Counted, before: Figure | None
) -> list[Figure]:
    """The figures of one clause, in order. `before` is the last figure of the clause before this one."""
    found: list[Figure] = []
    for quantity in sorted([*quantities, *articles], key=lambda each: each.span):
        figure = _figure(clause, quantity, words, found[-1] if found else None, before)
        if figure and not (found and figure.quote.start < found[-1].quote.end):
            found.append(_part_of(clause, figure, found))
    return found


_PARTS = {":", "including", "among", "them", "whom", "which", "comprising", "namely"}


def _part_of(clause: Clause, figure: Figure, found: list[Figure]) -> Figure:
    """What befell the whole befell its parts: "327 dead: 183 rebels and 44 civilians", "25 killed, 10 of them children"."""
    whole = next((each for each in reversed(found) if each.measure in FATES), None)
    if whole is None or figure.measure not in {Measure.TROOPS, Measure.CIVILIANS}:
        return figure
    between = [token.lower for token in clause.tokens if whole.quote.end <= token.start < figure.quote.end]
    if set(between) & _PARTS and not any(
        token.tag in {"VBD", "VBZ", "VBP"} for token in clause.tokens if whole.quote.end <= token.start < figure.quote.start
    ):
        figure.measure, figure.rule = whole.measure, "fate-of-persons"
    return figure


def _figure(clause: Clause, quantity: Quantity, words: Counted, last: Figure | None, before: Figure | None) -> Figure | None:
    number = _number_token(clause, quantity)
    if number is None:
        return None
    noun = _counted_noun(clause, quantity, number, words)
    if quantity.form is Form.SHARE:
        return _share(clause, quantity, number, noun, words, last)
    if noun is not None:
        return _of_noun(clause, quantity, noun, words)
    if quantity.form is Form.ARTICLE or _followed_by_noun(clause, quantity):
        return None
    return _bare(clause, quantity, number, words, last, before)


def _number_token(clause: Clause, quantity: Quantity) -> Token | None:
    inside = clause.at(quantity.number)
    return clause.tokens[clause.head_of(inside[0].index, inside[-1].index)] if inside else None


def _after(clause: Clause, quantity: Quantity) -> int:
    """The index of the first token after the quantity."""
    inside = clause.at(quantity.span)
    return inside[-1].index + 1 if inside else len(clause.tokens)


def _counted_noun(clause: Clause, quantity: Quantity, number: Token, words: Counted) -> Token | None:
    """The noun that the number counts: the last noun of the run of adjectives and nouns after it."""
    index = _after(clause, quantity)
    while index < len(clause.tokens) and clause.tokens[index].lower in _LINKS:
        index += 1
    found = None
    for token in clause.tokens[index : index + 9]:
        if token.quotation or (
            not _in_run(token) and not (token.text == "," and found is None and _adjective(clause, token.index + 1))
        ):
            break
        if token.lower.split("-")[-1] in words.things or token.lower in words.persons or token.lower in words.things:
            found = token
            if token.tag in {"NNS", "NN"} and _closes_run(clause, token):
                break
        elif found is not None and token.tag.startswith("NN") and token.tag not in {"NNP", "NNPS"}:
            found = None  # "300 soldier families": the last noun is the one that is counted
    if found is None and number.head != number.index:
        head = clause.tokens[number.head]
        if (
            number.dep == "nummod"
            and number.index < head.index <= number.index + 9
            and (head.lower in words.persons or head.lower in words.things)
        ):
            found = head
    if found is None:
        found = _demonym(clause, index)
    if (
        found is not None
        and found.lower in {"people", "members", "member"}
        and _of(clause, found) in {"countries", "states", "parliament", "committee"}
    ):
        return None
    return found


def _in_run(token: Token) -> bool:
    if token.tag == "VBG":
        return token.dep in {"amod", "compound", "nmod"}
    return token.tag.startswith(("JJ", "NN", "CD", "HYPH", "VBN", "POS", "RB", "AFX", "FW")) or token.text in {
        "-",
        "/",
        "–",
        "[",
        "]",
        "and",
    }


def _adjective(clause: Clause, index: int) -> bool:
    return index < len(clause.tokens) and clause.tokens[index].tag in {"JJ", "VBN"}


def _closes_run(clause: Clause, token: Token) -> bool:
    following = clause.tokens[token.index + 1] if token.index + 1 < len(clause.tokens) else None
    return following is None or (not following.tag.startswith(("NN", "HYPH")) and following.text != "-")


def _demonym(clause: Clause, index: int) -> Token | None:
    """Americans in "four Americans": a plural name of a people."""
    if index < len(clause.tokens):
        token = clause.tokens[index]
        if (
            token.tag in {"NNPS", "NNS", "NNP"}
            and token.text[0].isupper()
            and token.lower.endswith(("ans", "ians", "is", "ese", "ons", "ish", "rs", "ks", "es", "ds"))
        ):
            following = clause.tokens[index + 1] if index + 1 < len(clause.tokens) else None
            if following is None or not following.tag.startswith("NN"):
                return token
    return None


def _of(clause: Clause, token: Token) -> str:
    for index in range(token.index + 1, min(token.index + 5, len(clause.tokens))):
        if clause.tokens[index].tag.startswith("NN"):
            return clause.tokens[index].lower
    return ""


def _followed_by_noun(clause: Clause, quantity: Quantity) -> bool:
    """Whether the number counts some other noun: "three villages", "the two leaders"."""
    index = _after(clause, quantity)
    while index < len(clause.tokens) and (
        clause.tokens[index].lower in _LINKS or clause.tokens[index].tag in {"JJ", "JJR", "JJS", "HYPH"}
    ):
        index += 1
    if index >= len(clause.tokens):
        return False
    token = clause.tokens[index]
    return token.tag.startswith("NN") or token.lower in {"%", "$"} or (token.tag == "CD" and token.index > 0)


# --- a noun is counted ----------------------------------------------------------------------------------------------


def _of_noun(clause: Clause, quantity: Quantity, noun: Token, words: Counted) -> Figure | None:
    measure, rule = _measure_of_noun(clause, quantity, noun, words)
    if measure is None:
        return None
    if quantity.form is Form.ARTICLE:
        if measure in {Measure.STRIKES, Measure.TARGETS} or noun.lower in {"family", "group", "death", "casualty", "injury"}:
            return None
        fates = {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.DETAINED, Measure.MISSING}
        if (measure not in fates and not _destroyed(clause, noun)) or (
            measure in fates and not _happened(clause, clause.tokens[noun.head])
        ):
            return None
        rule = "one-lost"
    elif _speaks(clause, noun):
        return None
    end = noun.end
    quote = Span(
        quantity.span.start,
        end if noun.start >= quantity.span.start and noun.start - quantity.span.end < 90 else quantity.span.end,
    )
    first = clause.tokens[min(_after(clause, quantity), noun.index)]
    return Figure(
        rule,
        clause,
        quantity,
        quote,
        measure,
        Span(min(first.start, noun.start), noun.end),
        noun.text,
        noun.index,
        _modality(clause, noun, words),
    )


def _measure_of_noun(clause: Clause, quantity: Quantity, noun: Token, words: Counted) -> tuple[Measure | None, str]:
    last_part = noun.lower.split("-")[-1]
    thing = words.things.get(noun.lower) or words.things.get(last_part)
    run = [token.lower for token in clause.tokens[_after(clause, quantity) : noun.index]]
    if thing:
        return _thing(thing, noun, run), "number-before-noun"
    kind = words.persons.get(noun.lower)
    if kind in FATES or kind is Measure.CAPTURED:
        return (
            (kind, "number-before-noun")
            if kind is not Measure.WOUNDED or not _fate(clause, noun, words)
            else (Measure.WOUNDED, "number-before-noun")
        )
    fate = _fate(clause, noun, words)
    if (
        fate is None
        and kind is Measure.TROOPS
        and clause.tokens[noun.head].lower in {"lost", "lose", "loses", "losing"}
        and noun.dep == "dobj"
    ):
        fate = Measure.CASUALTIES
    if fate is Measure.DISPLACED and (
        kind is Measure.TROOPS
        or noun.lower in {"worker", "workers", "journalists", "reporters", "doctors", "volunteers", "staff"}
    ):
        fate = None
    if fate:
        return fate, "fate-of-persons"
    if kind is None:
        kind = Measure.CIVILIANS  # a people's name with nothing befalling them
    if noun.lower in {"body", "bodies", "corpse", "corpses", "martyr", "martyrs", "lives"}:
        return Measure.KILLED, "fate-of-persons"
    if noun.lower in {
        "men",
        "members",
        "officers",
        "police",
        "contractors",
        "volunteers",
        "guards",
        "pilots",
        "sailors",
        "officials",
    } and not _armed(clause, noun, run):
        return None, ""
    if set(run) & {"displaced", "evacuated", "uprooted"}:
        return Measure.DISPLACED, "number-before-noun"
    if set(run) & {"detained", "captured", "imprisoned", "kidnapped", "abducted"}:
        return Measure.DETAINED, "number-before-noun"
    if set(run) & {"wounded", "injured"}:
        return Measure.WOUNDED, "number-before-noun"
    if set(run) & {"dead", "killed", "slain"}:
        return Measure.KILLED, "number-before-noun"
    return kind, "number-before-noun"


def _thing(thing: Measure, noun: Token, run: list[str]) -> Measure | None:
    if "armoured" in run or "armored" in run:
        return Measure.ARMOURED_VEHICLES if thing in {Measure.VEHICLES, Measure.ARMOURED_VEHICLES} else thing
    if noun.lower in {"system", "systems", "battery", "batteries", "launcher", "launchers"}:
        known = {
            "artillery",
            "missile",
            "rocket",
            "air",
            "defence",
            "defense",
            "mortar",
            "patriot",
            "himars",
            "gun",
            "weapons",
            "anti-aircraft",
            "nasams",
            "howitzer",
        }
        return thing if set(run) & known else None
    if noun.lower in {"home", "homes", "house", "houses", "site", "sites", "base", "bases", "school", "schools", "facility", "facilities", "location", "locations", "mission", "missions",
                      "round", "rounds", "mine", "mines", "car", "cars", "arms", "gun", "guns", "train", "trains", "bus", "buses", "equipment"}:  # fmt: skip
        return thing
    if noun.lower in {"artillery"} and set(run) & {"shells", "rounds"}:
        return Measure.MUNITIONS
    if noun.lower in {"shells", "rounds"}:
        return Measure.MUNITIONS
    if set(run) & {"missile", "rocket", "drone"} and thing is Measure.STRIKES:
        return Measure.STRIKES
    return thing


def _armed(clause: Clause, noun: Token, run: list[str]) -> bool:
    words = set(run) | {clause.tokens[i].lower for i in range(noun.index + 1, min(noun.index + 4, len(clause.tokens)))}
    return bool(
        words
        & {
            "police",
            "security",
            "military",
            "army",
            "armed",
            "service",
            "special",
            "militia",
            "guard",
            "border",
            "navy",
            "air",
            "intelligence",
        }
    ) or noun.lower in {"police", "guards"}


def _speaks(clause: Clause, noun: Token) -> bool:
    """Whether the persons counted are the source of a statement: "two residents said"."""
    verb = clause.tokens[noun.head]
    return noun.dep == "nsubj" and verb.lower in {
        "said",
        "say",
        "told",
        "says",
        "tell",
        "added",
        "confirmed",
        "reported",
        "warned",
    }


_LOST = {"destroyed", "downed", "shot", "lost", "sunk", "sank", "destroying", "losing", "downing"}


def _destroyed(clause: Clause, noun: Token) -> bool:
    """Whether the one thing is reported as lost, or stands in a list that counts the others."""
    token = noun
    for _ in range(6):
        if token.dep not in {"conj", "appos"}:
            break
        token = clause.tokens[token.head]
        if any(clause.tokens[child].tag == "CD" for child in token.children):
            return True
    verb = clause.tokens[token.head]
    return verb.lower in _LOST and token.dep in {"dobj", "nsubjpass"} and _happened(clause, verb)


def _happened(clause: Clause, verb: Token) -> bool:
    """Whether the verb tells of something done: not "to kill a fighter", "could lose a tank"."""
    return not any(
        clause.tokens[child].lower in {"to", "could", "would", "might", "may", "can", "will", "should"} for child in verb.children
    )


def _fate(clause: Clause, noun: Token, words: Counted) -> Measure | None:
    """What befalls the persons counted, by the words that govern them."""
    following = clause.tokens[noun.index + 1 : noun.index + 3]
    for token in following:
        if token.lower in {"dead", "wounded", "injured", "missing", "killed"} and token.dep not in {"ROOT"}:
            return words.persons[token.lower]
        if token.lower not in {"were", "was", "are", "have", "been", "had"}:
            break
    token = noun
    for _ in range(8):
        if token.dep == "conj" or (token.dep == "appos" and token.head < token.index):
            token = clause.tokens[token.head]
        else:
            break
    for child in noun.children:
        befallen = clause.tokens[child]
        if befallen.dep in {"acl", "relcl"} and befallen.lower in words.verbs:
            suffered = befallen.tag == "VBN"
            done = befallen.dep == "relcl" and _by_themselves(clause, befallen) and words.verbs[befallen.lower] in _UNDERGONE
            if suffered or done:
                return words.verbs[befallen.lower]
    governor = clause.tokens[token.head]
    if token.dep in {"pobj"} and governor.lower in {"of", "by"}:
        deed = clause.tokens[governor.head]
        if governor.lower == "of" and deed.lower in words.deeds:
            return words.deeds[deed.lower]
        if governor.lower == "of":
            token, governor = deed, clause.tokens[deed.head]  # "the bodies of 12 people", "a family of seven civilians"
    if governor.index == token.index or governor.lower not in words.verbs:
        return _fate_by_co_verb(clause, token, governor, words) or _fate_after(clause, noun, words)
    return _joined(clause, governor, _fate_by_verb(clause, token, governor, words), words) or _fate_after(clause, noun, words)


def _joined(clause: Clause, verb: Token, measure: Measure | None, words: Counted) -> Measure | None:
    """Casualties for "killed and wounded": both befell the same persons."""
    if measure not in {Measure.KILLED, Measure.WOUNDED}:
        return measure
    others = [clause.tokens[child] for child in verb.children if clause.tokens[child].dep == "conj"]
    others += [clause.tokens[verb.head]] if verb.dep == "conj" else []
    for other in others:
        counts_its_own = (
            any(
                clause.tokens[child].dep in {"dobj", "nsubj", "nsubjpass"}
                for child in other.children
                if child > min(verb.index, other.index)
            )
            and other.index > verb.index
        )
        if (
            words.verbs.get(other.lower) in {Measure.KILLED, Measure.WOUNDED}
            and words.verbs[other.lower] is not measure
            and not counts_its_own
            and abs(other.index - verb.index) <= 3
        ):
            return Measure.CASUALTIES
    return measure


def _past_phrases(clause: Clause, index: int) -> int:
    """Past "with links to the group from 40 countries", to the verb, where nothing else can be its subject."""
    for token in clause.tokens[index : index + 16]:
        if token.text in {",", ";", "–"} or token.tag in {"WP", "WDT"} or token.quotation:
            return index
        if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return token.index
    return index


_BETWEEN = {
    "were",
    "was",
    "have",
    "has",
    "had",
    "been",
    "be",
    "being",
    "are",
    "is",
    "reportedly",
    "also",
    "since",
    "already",
    "later",
    "then",
}


def _fate_after(clause: Clause, noun: Token, words: Counted) -> Measure | None:
    """By the verb right after the noun, past an aside in commas: "50 people, mostly women, were killed"."""
    index, passive = noun.index + 1, False
    if index < len(clause.tokens) and clause.tokens[index].text == ",":
        closing = next((token.index for token in clause.tokens[index + 1 : index + 10] if token.text == ","), None)
        index = closing + 1 if closing else index
    elif index < len(clause.tokens) and clause.tokens[index].tag == "IN" and clause.tokens[index].lower != "that":
        index = _past_phrases(clause, index)
    while index < len(clause.tokens) and clause.tokens[index].lower in _BETWEEN:
        passive = passive or clause.tokens[index].lower in {"were", "was", "been", "be", "being", "are", "is"}
        index += 1
    if index >= len(clause.tokens):
        return None
    verb = clause.tokens[index]
    if verb.lower in words.verbs and ((passive and verb.tag in {"VBN", "VBD"}) or verb.lower in _BY_ITSELF):
        return _joined(clause, verb, words.verbs[verb.lower], words)
    return None


_BY_ITSELF = frozenset(
    [
        "die",
        "dies",
        "died",
        "dying",
        "perish",
        "perished",
        "perishing",
        "flee",
        "fled",
        "flees",
        "fleeing",
        "surrender",
        "surrendered",
        "disappear",
        "disappeared",
        "vanished",
        "drown",
        "drowned",
        "cross",
        "crossed",
        "return",
        "returned",
        "departed",
        "escaped",
        "suffer",
        "suffering",
        "need",
        "needs",
        "starving",
        "arrive",
        "arrived",
    ]
)


_UNDERGONE = {
    Measure.KILLED,
    Measure.DISPLACED,
    Measure.MISSING,
    Measure.AFFECTED,
}  # by what one does oneself: die, flee, vanish, starve


def _by_themselves(clause: Clause, verb: Token) -> bool:
    return any(clause.tokens[c].lower in {"who", "that"} for c in verb.children)


def _fate_by_verb(clause: Clause, token: Token, verb: Token, words: Counted) -> Measure | None:
    measure = words.verbs[verb.lower]
    passive = any(clause.tokens[c].dep in {"auxpass"} for c in verb.children) or token.dep == "nsubjpass"
    intransitive = verb.lower in _BY_ITSELF
    if token.dep in {"dobj", "dative"} and not (intransitive and verb.lower not in {"suffer", "suffered"}):
        return measure
    if token.dep in {"nsubj", "nsubjpass"} and (passive or intransitive):
        return measure
    if token.dep in {"nsubj"} and verb.tag in {"VBN"}:
        return measure
    if token.dep in {"ROOT", "attr", "oprd", "npadvmod", "dep"} and verb.tag in {"VBN", "VBD"}:
        return measure
    return None


def _fate_by_co_verb(clause: Clause, token: Token, governor: Token, words: Counted) -> Measure | None:
    """Killed in "is reported to have killed 12": the parser may hang the noun one verb higher."""
    if token.dep == "nsubj" and governor.tag.startswith("VB"):
        for child in governor.children:
            inner = clause.tokens[child]
            if (
                inner.dep in {"xcomp", "acomp"}
                and inner.lower in words.verbs
                and (inner.tag == "VBN" or inner.lower in {"missing", "dead"})
            ):
                return words.verbs[inner.lower]
            if inner.dep in {"acomp", "attr"} and inner.lower in words.persons and words.persons[inner.lower] in FATES:
                return words.persons[inner.lower]
            if (
                inner.dep == "prep"
                and inner.lower == "in"
                and any(clause.tokens[c].lower in {"custody", "detention", "captivity", "prison"} for c in inner.children)
            ):
                return Measure.DETAINED
    return None


# --- no noun is there -----------------------------------------------------------------------------------------------


def _bare(
    clause: Clause, quantity: Quantity, number: Token, words: Counted, last: Figure | None, before: Figure | None
) -> Figure | None:
    if quantity.form is not Form.COUNT and not (quantity.form is Form.VAGUE and quantity.low):
        return None
    verb = clause.tokens[number.head]
    span = quantity.span
    following = clause.tokens[_after(clause, quantity)] if _after(clause, quantity) < len(clause.tokens) else None
    if following and following.lower in {"dead", "wounded", "injured", "missing", "killed"} and following.lower in words.persons:
        return Figure(
            "number-before-noun",
            clause,
            quantity,
            Span(span.start, following.end),
            words.persons[following.lower],
            None,
            following.text,
            number.index,
            _modality(clause, number, words),
        )
    if verb.lower in words.verbs and number.index != verb.index:
        measure = _fate_by_verb(clause, number, verb, words)
        known = last or before
        if measure is Measure.DISPLACED and known and known.measure is Measure.TROOPS:
            return _same(clause, quantity, number, words, known)
        if measure in {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.DETAINED, Measure.DISPLACED, Measure.MISSING}:
            rule = "bare-number-subject" if number.index < verb.index else "bare-number-after-verb"
            return Figure(
                rule,
                clause,
                quantity,
                span,
                measure,
                None,
                None,
                number.index,
                _modality(clause, number, words),
                like=last or before,
            )
    return _grown(clause, quantity, number, words, last) or _same_again(clause, quantity, number, words, last, before)


def _grown(clause: Clause, quantity: Quantity, number: Token, words: Counted, last: Figure | None) -> Figure | None:
    """500 in "the number of fighters does not exceed 500", 15 in "the death toll rose to 15"."""
    governor = clause.tokens[number.head]
    if governor.dep == "prep" and governor.lower in {"to", "at", "from"}:
        governor = clause.tokens[governor.head]
    if governor.lower not in _GROWS:
        return None
    doer = subject(clause, governor)
    if doer is not None:
        phrase = clause.tokens[clause.tokens[doer].left : clause.tokens[doer].right + 1]
        for token in reversed(phrase):
            measure = Measure.KILLED if token.lower == "toll" else words.persons.get(token.lower) or words.things.get(token.lower)
            if measure and token.index != number.index:
                noun = Span(phrase[0].start, token.end)
                return Figure(
                    "number-reached-by-noun",
                    clause,
                    quantity,
                    quantity.span,
                    measure,
                    noun,
                    token.text,
                    number.index,
                    _modality(clause, number, words),
                )
    if last is not None:
        return _same(clause, quantity, number, words, last)
    return None


def _same_again(
    clause: Clause, quantity: Quantity, number: Token, words: Counted, last: Figure | None, before: Figure | None
) -> Figure | None:
    """A number whose noun was said before, in this sentence, or in the one before when the sentence begins with it."""
    more = any(
        token.lower in {"more", "extra", "another", "further", "additional", "others"} for token in clause.at(quantity.span)
    )
    place = (
        _after(clause, quantity) < len(clause.tokens) - 1
        and clause.tokens[_after(clause, quantity)].lower in {"in", "throughout", "across"}
        and (clause.tokens[_after(clause, quantity) + 1].tag in {"NNP", "DT"})
    )
    if last is not None and (more or place or number.dep in {"nsubj", "nsubjpass"}) and last.measure not in {Measure.SHARE}:
        return _same(clause, quantity, number, words, last)
    if before is not None and more and number.dep in {"nsubj", "nsubjpass"}:
        return _same(clause, quantity, number, words, before)
    return None


def _same(clause: Clause, quantity: Quantity, number: Token, words: Counted, like: Figure) -> Figure:
    return Figure(
        "number-of-the-same",
        clause,
        quantity,
        quantity.span,
        like.measure,
        None,
        like.unit,
        number.index,
        _modality(clause, number, words),
        like=like,
    )


def _share(
    clause: Clause, quantity: Quantity, number: Token, noun: Token | None, words: Counted, last: Figure | None
) -> Figure | None:
    """A share counts only where it is a share of forces or of casualties."""
    index = _after(clause, quantity)
    if index < len(clause.tokens) and clause.tokens[index].lower == "of":
        for token in clause.tokens[index + 1 : index + 7]:
            if words.persons.get(token.lower) or token.lower in {"forces", "army", "troops", "military", "brigade", "manpower"}:
                first = clause.tokens[index + 1]
                return Figure(
                    "share-of-forces",
                    clause,
                    quantity,
                    Span(quantity.span.start, token.end),
                    Measure.SHARE,
                    Span(first.start, token.end),
                    token.text,
                    number.index,
                    _modality(clause, number, words),
                )
            if not token.tag.startswith(("DT", "NN", "JJ", "POS", "PRP", "CD")):
                break
    return None


# --- how the source commits itself ----------------------------------------------------------------------------------


def _modality(clause: Clause, token: Token, words: Counted) -> Modality:
    """By the auxiliaries and verbs above the figure, up to the verb that attributes it."""
    found = []
    following = clause.tokens[token.index + 1 : token.index + 3]
    if len(following) == 2 and following[0].lower in words.modality and following[1].lower == "to":
        found.append(words.modality[following[0].lower])
    current, steps = token, 0
    while steps < 12:
        for child in current.children:
            inner = clause.tokens[child]
            if (
                inner.lower in words.modality
                and inner.index != token.index
                and (inner.dep in {"aux", "advmod", "amod", "acl", "acomp"} or inner.tag == "MD")
                and (inner.dep != "acl" or current.index == token.index)
            ):
                found.append(words.modality[inner.lower])
            if (
                inner.dep == "neg"
                and current.tag.startswith("VB")
                and current.lower not in {"exceed"}
                and inner.index < current.index
            ):
                found.append(Modality.DENIED)
        if current.index != token.index and current.lower in words.modality and current.tag.startswith(("VB", "JJ", "NN")):
            found.append(words.modality[current.lower])
        if current.head == current.index or current.dep == "relcl" or _described_by(clause, current, token):
            break
        if current.dep == "ccomp" and clause.tokens[current.head].lower not in words.modality:
            break
        if current.dep == "advcl":
            break
        current, steps = clause.tokens[current.head], steps + 1
    return next((modality for modality in words.modalities if modality in found), Modality.ASSERTED)


def _described_by(clause: Clause, current: Token, token: Token) -> bool:
    """Whether the figure only describes a noun, "this province of 3.5 million people": what is said of that is not said of it."""
    if current.lower != "of" or current.index > token.index:
        return False
    return clause.tokens[current.head].lower not in {
        "force",
        "group",
        "contingent",
        "total",
        "number",
        "deployment",
        "deaths",
        "death",
        "loss",
        "killing",
        "displacement",
        "exodus",
        "wave",
        "thousands",
        "hundreds",
        "dozens",
    } and (
        clause.tokens[current.head].tag.startswith("NN")
        and clause.tokens[current.head].start < token.start - 4
        and clause.tokens[current.head].lower not in {"tens", "scores", "millions", "couple", "lots"}
    )


def clashing(found: list[Figure]) -> bool:
    """Whether two quotes of `found` overlap, which none may."""
    return any(b.quote.start < a.quote.end for a, b in pairwise(sorted(found, key=lambda figure: figure.quote)))


__all__ = ["FATES", "PERSONS", "RULES", "Figure", "figures", "object_of"]
