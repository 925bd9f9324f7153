"""Numbers in a parsed clause that a tally reaches to figures: "the number of rebels does not exceed 700", "a population of 2 million"."""

from dataclasses import replace

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.numbers import Quantity
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure, Reading
from app.ingestion.extract.materiel import thing_measure
from app.ingestion.extract.nouns import ENDED, thing_of
from app.ingestion.extract.phrases import object_of, subject
from app.ingestion.facts import Span
from app.ingestion.text.sentences import is_next
from app.vocabulary import Measure

BODIES = frozenset("force army garrison contingent battalion brigade troops forces military manpower".split())
UNITS = frozenset(
    "contingent force brigade battalion garrison unit militia group army regiment division mission operation detachment squad units brigades battalions regiments divisions detachments".split()
)
_PASSED = ("pass", "exceed", "surpass", "top")
_REACHING = frozenset(
    "decrease decreased decreases declined dwindled shrank shrunk swollen soared jumped surged plunged halved ballooned extend increase rise grow reach climb fall drop total exceed stood stand stands rose grew climbed fell reached increased dropped totalled totaled exceeded number numbered doubled swelled surpassed topped passed risen run runs ran "
    "gone grown climbing rising growing fallen dropped revised reaches exceeds totals numbers rises began begin".split()
)
_PLACING = frozenset(
    "lift lifts lifted lifting revise revises cut cuts cutting reduce reduces reduced reducing boost boosts boosted boosting raise raises raised raising lowered lower put puts set sets place placed places estimated estimate estimates".split()
)
TALLYING = frozenset("bring brings bringing brought take takes taking took".split())  # "taking the toll to 48"
_OF_WHAT = frozenset(
    "number numbers toll count estimate estimates strength total tally figure size population arsenal fleet contribution presence deployment contingent commitment".split()
)
_MISSIONS = frozenset("mission operation attack campaign offensive raid force".split())  # what grows is then their men
_TOLLS = frozenset(("toll", "tolls"))
_POPULATION = 100  # a people of fewer is no population


def of_population(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Displaced for "a refugee population of more than 1 million", killed for "gave a toll of 120"."""
    clause = reading.clause
    link = clause.tokens[number.head]
    noun = clause.tokens[link.head]
    if number.dep == "pobj" and link.lower == "to" and noun.lower == "home":
        return reading.made("number-reached-by-noun", quantity, Measure.CIVILIANS, number)  # "once home to 17,000"
    if number.dep == "pobj" and link.lower == "of" and noun.lower in _TOLLS:
        return reading.made("number-reached-by-noun", quantity, Measure.KILLED, number)
    if number.dep != "pobj" or link.lower != "of" or noun.lower != "population":
        return None
    if (quantity.low or quantity.high or 0) < _POPULATION:
        return None
    measure = _of_people(clause, noun)
    return reading.made(
        "number-reached-by-noun", quantity, measure, number, Span(clause.tokens[noun.left].start, noun.end), noun.text
    )


_LEVELS = frozenset("ceiling level maximum figure total strength".split())


def of_level(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Troops for "the troops will be reduced to a ceiling of 19,000"."""
    clause = reading.clause
    level = clause.tokens[clause.tokens[number.head].head]
    if number.dep != "pobj" or clause.tokens[number.head].lower != "of" or level.lower not in _LEVELS:
        return None
    verb = _verb_above(clause, level)
    passive = next((c for c in verb.children if clause.tokens[c].dep == "nsubjpass"), None) if verb else None
    index = passive if passive is not None or verb is None else object_of(clause, verb)
    if verb is None or index is None or verb.lower not in _REACHING | _PLACING:
        return None
    return _counted_by(reading, quantity, number, clause.tokens[index])


def _of_people(clause: Clause, population: Token) -> Measure:
    described = {clause.tokens[c].lower for c in population.children}
    if described & {"prison", "jail"}:
        return Measure.DETAINED
    return Measure.DISPLACED if described & {"refugee", "displaced", "migrant"} else Measure.CIVILIANS


def reached(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """700 in "the number of rebels does not exceed 700", 15 in "the death toll rose to 15"."""
    clause = reading.clause
    verb = _tallying(clause, _verb_above(clause, number))
    if verb is None or verb.lower in {"began", "begin"}:
        return None
    if verb.lower in _BEING and (number.dep in {"attr", "acomp", "npadvmod"} or clause.tokens[number.index - 1].lower == "as"):
        return _is_so_many(reading, quantity, number, verb)
    if verb.lower not in _REACHING | _PLACING | TALLYING:
        return None
    doer = object_of(clause, verb)
    if doer == number.index or (doer is not None and clause.tokens[doer].tag == "CD"):
        doer = None
    passive = next((c for c in verb.children if clause.tokens[c].dep == "nsubjpass"), None)
    doer = doer if doer is not None else passive if passive is not None else subject(clause, verb)
    if doer is None and verb.dep == "xcomp" and clause.tokens[verb.head].dep == "acl":
        doer = clause.tokens[verb.head].head  # "the rebels, estimated to number just 100"
    figure = (
        _counted_by(reading, quantity, number, clause.tokens[doer])
        if doer is not None and not (reading.last and clause.tokens[doer].lower in _MISSIONS)
        else None
    )
    if figure is None and doer is not None and clause.tokens[doer].lower in _OF_WHAT and (whole := _tallied(reading, verb, doer)):
        figure = reading.of_the_same(quantity, number, whole)  # "200 more crossed, bringing the total to 7,200"
    if figure is None and verb.lower in _REACHING:
        figure = _counted_before(reading, quantity, number, verb)
    if figure is None and reading.last is not None and verb.lower in _REACHING:
        figure = reading.of_the_same(quantity, number, reading.last)
    first = clause.at(quantity.span)[0].index
    if figure and first and clause.tokens[first - 1].lower == "from" and quantity.low is not None and quantity.high is not None:
        figure.quantity = replace(quantity, low=quantity.high)  # "rose from 20 to 38"
    above = {token.lower for token in clause.tokens[max(0, number.index - 2) : number.index]} & {"above", "past", "beyond"}
    if (
        figure
        and (verb.lower.startswith(_PASSED) or above)
        and quantity.low == quantity.high
        and not any(clause.tokens[c].dep == "neg" for c in verb.children)
    ):
        figure.quantity = replace(quantity, high=None, approximate=True)
    return figure


def _tallied(reading: Reading, verb: Token, tally: int) -> Figure | None:
    """Those whom "the total", "the number" is of: counted last in this sentence, or in the one before it; of dead and hurt the dead."""
    if any(reading.clause.tokens[c].lower == "of" for c in reading.clause.tokens[tally].children):
        return None  # "the number of shops"
    if reading.last is None:
        before = reading.before
        near = before is not None and is_next(before.clause.sentence.end, reading.clause.sentence.start)
        return before if near and verb.lower not in TALLYING else None
    same = [each for each in (*reading.told[-3:], *reading.found) if each.clause.sentence == reading.clause.sentence]
    dead = [each for each in same if each.measure is Measure.KILLED]
    return dead[-1] if dead and reading.last.measure in FATES else reading.last


def _tallying(clause: Clause, verb: Token | None) -> Token | None:
    """Bringing in "bringing the number of men sent to Libya to 900", where the parser hangs the number on "sent"."""
    if verb is None or verb.dep not in {"acl", "relcl"} or verb.lower in _REACHING | _PLACING | TALLYING:
        return verb
    noun = clause.tokens[verb.head]
    counts = clause.tokens[clause.tokens[noun.head].head]  # the number of "the number of men sent"
    above = clause.tokens[counts.head]
    return above if counts.lower in _OF_WHAT and above.lower in TALLYING else verb


def tally_of(reading: Reading, noun: Token) -> Measure | None:
    """Killed for the people of "put the death toll at 270 people", whatever the noun itself would be."""
    if noun.dep in {"dobj", "attr"}:
        return _of_the_fallen(reading, noun)
    verb = _verb_above(reading.clause, noun)
    if verb is None or noun.dep != "pobj" or verb.lower not in _REACHING | _PLACING | TALLYING:
        return None
    index = object_of(reading.clause, verb) if verb.lower in _PLACING | TALLYING else subject(reading.clause, verb)
    doer = reading.clause.tokens[index] if index is not None else None
    if doer is None or doer.lower not in _OF_WHAT:
        return None
    of = next((reading.clause.tokens[c] for c in doer.children if reading.clause.tokens[c].lower == "of"), None)
    counted = next((reading.clause.tokens[c] for c in of.children), doer) if of else doer
    found = _measure_reached(reading, doer, counted)
    return found if found in FATES else None


_COUNTING = frozenset("numbered include includes included were totalled totaled".split())


def _of_the_fallen(reading: Reading, noun: Token) -> Measure | None:
    """Killed for "the dead included 12 nurses", detained for "the hostages numbered 20 students"."""
    verb = reading.clause.tokens[noun.head]
    index = subject(reading.clause, verb) if verb.lower in _COUNTING else None
    doer = reading.clause.tokens[index] if index is not None else None
    if doer is not None and doer.lower in {"those", "people"}:  # "those killed include 12 nurses"
        return _described_fate(reading, doer)
    kind = reading.words.persons.get(doer.lower) if doer is not None else None
    return kind if kind in FATES | {Measure.DETAINED, Measure.CAPTURED} and kind is not Measure.CASUALTIES else None


_BEING = frozenset("is was are were be been".split())


def _is_so_many(reading: Reading, quantity: Quantity, number: Token, verb: Token) -> Figure | None:
    """96 in "the death toll was 96", where it is a number of something that is."""
    doer = subject(reading.clause, verb)
    if doer is None or reading.clause.tokens[doer].lower not in _OF_WHAT:
        return None
    whole = _tallied(reading, verb, doer)
    counted = _counted_by(reading, quantity, number, reading.clause.tokens[doer])
    return counted or (reading.of_the_same(quantity, number, whole) if whole else None)


def _counted_before(reading: Reading, quantity: Quantity, number: Token, verb: Token) -> Figure | None:
    """151 in "the number of deaths it thought credible since the war began stood at 151", where the parser lost the subject."""
    before = reading.clause.tokens[max(0, verb.index - 25) : verb.index]
    counts = [token for token in before if token.lower in {"number", "toll", "tally"}]
    between = any(each.start in reading.starts for each in before[before.index(counts[-1]) :]) if counts else True
    return None if between else _counted_by(reading, quantity, number, counts[-1])


def _verb_above(clause: Clause, number: Token) -> Token | None:
    at = number
    for _ in range(4):
        above = clause.tokens[at.head]
        if above.index == at.index or not (
            above.dep in {"prep", "advmod", "quantmod", "pcomp", "pobj"}
            or above.tag.startswith("VB")
            or (above.lower in _OF_WHAT and at.lower in {"at", "to"})
            or (above.lower in {"high", "low"} and at.lower == "as")
        ):
            return None
        if above.tag.startswith("VB"):
            return above
        at = above
    return None


def _counted_by(reading: Reading, quantity: Quantity, number: Token, doer: Token) -> Figure | None:
    """By the noun that reaches the number: of fighters in "the number of fighters", the dead of "the toll"."""
    clause, noun = reading.clause, doer
    if doer.lower in _OF_WHAT:
        of = next((clause.tokens[c] for c in doer.children if clause.tokens[c].lower == "of"), None)
        noun = next((clause.tokens[c] for c in of.children if clause.tokens[c].dep == "pobj"), doer) if of else doer
        noun = _last_of_list(reading, _last_of_name(reading, noun)) if of else noun
    measure = _measure_reached(reading, doer, noun)
    if measure is None or noun.index == number.index:
        return None
    first = clause.tokens[min(noun.left, of.index + 1)] if doer.lower in _OF_WHAT and of else clause.tokens[noun.left]
    return reading.made("number-reached-by-noun", quantity, measure, number, Span(first.start, noun.end), noun.text)


def _last_of_list(reading: Reading, noun: Token) -> Token:
    """Attacks in "the number of drone and missile attacks", where the parser counts drones."""
    following = reading.clause.tokens[noun.index + 1 : noun.index + 4]
    joined = noun.tag == "NN" and len(following) > 2 and following[0].lower == "and" and following[1].tag == "NN"
    return following[2] if joined and following[2].lower in reading.words.things else noun


def _last_of_name(reading: Reading, noun: Token) -> Token:
    """Fighters in "the number of Daesh [Isis] fighters", whose name the brackets cut off."""
    following = reading.clause.tokens[noun.index + 1 : noun.index + 6]
    if noun.tag != "NNP" or not following or following[0].text not in {"[", "("}:
        return noun
    return next((token for token in following if token.lower in reading.words.persons and token.tag == "NNS"), noun)


def _measure_reached(reading: Reading, doer: Token, noun: Token) -> Measure | None:
    clause, words = reading.clause, reading.words
    if doer.lower in _TOLLS:
        return Measure.KILLED
    if noun.lower in BODIES | UNITS - {"mission", "operation", "group"}:
        return Measure.TROOPS
    if doer.lower == "population" and any(clause.tokens[c].lower in {"prison", "jail"} for c in doer.children):
        return Measure.DETAINED
    if {clause.tokens[c].lower for c in noun.children} & {"displaced"}:
        return Measure.DISPLACED
    thing = Measure.TROOPS if noun.lower in _MISSIONS else thing_of(noun, words)
    if thing is Measure.TARGETS:
        thing = thing_measure(clause, thing, noun, frozenset(token.lower for token in clause.tokens[noun.left : noun.index]))
    counted_as = next((found for each in (noun, doer) if (found := _described_fate(reading, each))), None)
    kind = words.persons.get(noun.lower) or (Measure.CIVILIANS if noun.tag == "NNPS" and not noun.text.isupper() else None)
    return thing or (kind and (kind if kind in FATES else counted_as or kind))


def _described_fate(reading: Reading, noun: Token) -> Measure | None:
    return next(
        (
            reading.words.verbs.get(child.lower, Measure.KILLED)
            for child in (reading.clause.tokens[c] for c in noun.children)
            if child.dep in {"acl", "relcl", "amod"} and child.lower in reading.words.verbs.keys() | ENDED and child.tag == "VBN"
        ),
        None,
    )


def is_tally(clause: Clause, number: Token) -> bool:
    """Whether the number is what something is brought to, and so counts that and nothing said before."""
    verb = _verb_above(clause, number)
    return verb is not None and verb.lower in TALLYING and number.dep == "pobj" and clause.tokens[number.head].lower == "to"
