"""Numbers in a parsed clause whose noun stands elsewhere, or nowhere, to figures: "wounding 15", "the toll rose to 15", "many of those who fled"."""

from dataclasses import replace

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.fates import FATES, fate
from app.ingestion.extract.figures import Figure, Reading
from app.ingestion.extract.nouns import after, thing_of
from app.ingestion.extract.ones import BEFALLEN
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.same_again import of_whole, same_again
from app.ingestion.extract.tallies import is_tally, of_level, of_population, reached
from app.ingestion.facts import Span
from app.ingestion.text.sentences import is_next
from app.vocabulary import Measure

_GATHERING = frozenset(
    "gathered gathering massed massing mustered mustering assembled assembling deployed deploying mobilised mobilized mobilising mobilizing amassed amassing".split()
)
_ARMED_BODIES = frozenset("forces troops units army".split())
_HOSTING = frozenset("host hosts hosted hosting shelter shelters sheltered house houses housed accommodates accommodated".split())
_CONFINED = frozenset("trapped stranded besieged".split())  # who cannot flee as those before them did
_DASHES = {"–", "—", "--", "(", "-"}
_NO_AGE = 120  # "the soldiers (19)" may be how old they are
_AFTER_ASIDE = frozenset("in on since over during this last within so alone".split())


# What strikes others: whoever is hurt or flees after it is told of is not of the same.
_UNLEASHED = frozenset(
    (Measure.STRIKES, Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS, Measure.AIRCRAFT, Measure.WEAPONS, Measure.TARGETS)
)
_MOTIONLESS = frozenset((Measure.STRIKES, Measure.MUNITIONS, Measure.WEAPONS, Measure.TARGETS))


def understood(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """The figure of a number with no noun of its own: by what befell those counted, by what it is the number of, or as more of the same."""
    clause, words = reading.clause, reading.words
    if _is_age(clause, quantity) or _is_bracketed(clause, quantity) or _is_order(clause, number):
        return None
    those = _of_those(reading, quantity, number)
    if those:
        return those
    numbers = number.lower == "numbers"  # "far larger numbers are fleeing"
    named = {number.lower, *(token.lower for token in clause.at(quantity.number))}
    some = named & {"many", "several"} and number.dep in {"nsubj", "nsubjpass", "dobj"} and fate(clause, number, words)
    if quantity.form is not Form.COUNT and not (quantity.form is Form.VAGUE and (quantity.low or numbers or some)):
        return None
    known = reading.last or reading.before
    measure = fate(clause, number, words)
    if _is_downed(clause, number):
        return reading.of_the_same(quantity, number, known) if known and known.measure in _FLYING else None
    whole = _opening_whole(reading, number)
    if whole is not None:
        kind = words.persons[whole.lower]
        undergone = kind if measure is None or (kind is Measure.TROOPS and measure is Measure.DISPLACED) else measure
        return reading.made(
            "number-of-those", quantity, undergone, number, Span(clause.tokens[whole.left].start, whole.end), whole.text
        )
    confined = any(token.lower in _CONFINED for token in clause.tokens[number.index : number.index + 8])
    if measure is Measure.AFFECTED and not confined and known and known.measure is Measure.DISPLACED and known is reading.last:
        return reading.of_the_same(quantity, number, known)
    if (
        measure is Measure.DISPLACED
        and known
        and not numbers
        and known.measure
        not in {Measure.DISPLACED, Measure.CIVILIANS, Measure.KILLED, Measure.WOUNDED, Measure.AFFECTED, *_MOTIONLESS}
    ):
        return reading.of_the_same(quantity, number, known)
    soldiers = known if known is reading.last or (known and _in_sentence_before(reading, known)) else None
    if soldiers and soldiers.measure in _OWN_LOSSES and _are_lost(reading, quantity, number):
        return replace(reading.of_the_same(quantity, number, soldiers), measure=Measure.CASUALTIES)
    if measure is Measure.WOUNDED and soldiers and soldiers.measure is Measure.AFFECTED:
        return reading.of_the_same(quantity, number, soldiers)  # "face malnutrition; its teams have treated 170,000"
    if measure in {*BEFALLEN, Measure.DISPLACED, Measure.AFFECTED, Measure.CASUALTIES} and measure is not None:
        verb = clause.tokens[number.head]
        figure = reading.made(
            "bare-number-subject" if number.index < verb.index else "bare-number-after-verb", quantity, measure, number
        )
        figure.like = None if numbers or (known and known.measure in _UNLEASHED) else known
        return figure
    if numbers or clause.tokens[number.head].lower in {"survive", "survived"}:
        return None
    if is_tally(clause, number):
        return reached(reading, quantity, number)
    verb = clause.tokens[number.head]
    if known and known.measure is Measure.DISPLACED and number.dep == "dobj" and verb.lower in _HOSTING:
        return reading.of_the_same(quantity, number, known)  # "Germany hosts 1.2 million"
    return (
        of_population(reading, quantity, number)
        or of_level(reading, quantity, number)
        or of_whole(reading, quantity, number)
        or reached(reading, quantity, number)
        or same_again(reading, quantity, number)
    )


_FLYING = frozenset((Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS, Measure.AIRCRAFT))


def _is_downed(clause: Clause, number: Token) -> bool:
    """Whether those are told to be shot down, as missiles are and persons are not: "Russia fired 90 missiles. Five were shot down."""
    verb = clause.tokens[number.head]
    return verb.lower in {"shot", "shoot", "shooting", "brought"} and any(clause.tokens[c].lower == "down" for c in verb.children)


_ORDERS = frozenset("sets groups pairs rows waves batches teams columns bursts salvoes salvos volleys clusters".split())


def _is_order(clause: Clause, number: Token) -> bool:
    """Whether the number is only how they go together: "launched in pairs and even sets of four", "came in waves of 30"."""
    of = clause.tokens[number.head]
    return number.dep == "pobj" and of.lower == "of" and clause.tokens[of.head].lower in _ORDERS


_OWN_LOSSES = FATES | {Measure.TROOPS}
_LOST = frozenset("lost lose loses losing".split())


def _are_lost(reading: Reading, quantity: Quantity, number: Token) -> bool:
    """Whether the number tells of losses: "has 900 men and lost 40"; not "won 12 seats and lost nine", where what was counted is no figure."""
    counts = [each for each in reading.quantities if each.form is Form.COUNT and each.span.end <= quantity.span.start]
    lost = number.dep == "dobj" and reading.clause.tokens[number.head].lower in _LOST
    return lost and all(any(each is figure.quantity for figure in reading.found) for each in counts)


def _in_sentence_before(reading: Reading, figure: Figure) -> bool:
    return is_next(figure.clause.sentence.end, reading.clause.sentence.start)


_AGES = frozenset("age ages aged".split())


def _is_age(clause: Clause, quantity: Quantity) -> bool:
    """Whether the number ends a range of ages: "boys ranging in age from six months to 15"."""
    first = clause.at(quantity.span)[0].index
    return quantity.form is Form.COUNT and any(token.lower in _AGES for token in clause.tokens[max(0, first - 8) : first])


def _is_bracketed(clause: Clause, quantity: Quantity) -> bool:
    """Whether the number stands alone in brackets behind a name, as an age or a year does."""
    inside = clause.at(quantity.span)
    around = clause.tokens[max(0, inside[0].index - 1) : inside[-1].index + 2]
    return around[0].text == "(" and around[-1].text == ")"


# --- those who … ----------------------------------------------------------------------------------------------------


def _of_those(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Displaced for "many of those who fled", detained for "500 of those arrested"."""
    clause = reading.clause
    index = after(clause, quantity)
    if index + 1 >= len(clause.tokens) or clause.tokens[index].lower != "of" or clause.tokens[index + 1].lower != "those":
        return None
    those = clause.tokens[index + 1]
    told = fate(clause, number, reading.words)
    measure = told if told in FATES else fate(clause, those, reading.words) or told or _next_participle(reading, those)
    if measure is None:
        return None
    figure = reading.made("number-of-those", quantity, measure, number)
    figure.quote = Span(quantity.span.start, those.end)
    return figure


def _opening_whole(reading: Reading, number: Token) -> Token | None:
    """The mercenaries of "Among the mercenaries, 6,000 have gone home"."""
    tokens = reading.clause.tokens
    if tokens[0].lower not in {"among", "of"} or number.dep not in {"nsubj", "nsubjpass"}:
        return None
    phrase = tokens[1 : min(tokens[0].right + 1, number.index)]
    counted = any(token.start in reading.starts for token in phrase)
    persons = [token for token in phrase if token.lower in reading.words.persons and token.tag == "NNS"]
    return persons[0] if persons and not counted else None


def _next_participle(reading: Reading, those: Token) -> Measure | None:
    """Affected for "those now besieged", whatever the parser made of it."""
    for token in reading.clause.tokens[those.index + 1 : those.index + 3]:
        if token.tag == "VBN":
            return reading.words.verbs.get(token.lower)
        if token.tag != "RB":
            return None
    return None


def noun_before_aside(reading: Reading, quantity: Quantity) -> Token | None:
    """The strikes that an aside counts: "air strikes – nine in the past week –"."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    if first < 2 or index >= len(clause.tokens) or clause.tokens[first - 1].text not in _DASHES:
        return None
    noun = _before_phrase(clause, first - 2)
    bracketed = clause.tokens[first - 1].text == "(" and clause.tokens[index].text == ")" and (quantity.low or 0) >= _NO_AGE
    aside = (clause.tokens[index].lower in _AFTER_ASIDE or bracketed) and quantity.form is Form.COUNT
    return noun if noun.tag == "NNS" and aside else None


def in_aside(reading: Reading, quantity: Quantity, noun: Token) -> Figure | None:
    """Nine of the strikes that stand before the dash, unless they have been counted already."""
    persons = reading.words.persons.get(noun.lower)
    measure = thing_of(noun, reading.words) or (persons and (fate(reading.clause, noun, reading.words) or persons))
    if measure is None or (reading.found and reading.found[-1].quote.end == noun.end):
        return None
    span = Span(reading.clause.tokens[noun.left].start, noun.end)
    return reading.made("number-in-aside", quantity, measure, noun, span, noun.text)


def _before_phrase(clause: Clause, index: int) -> Token:
    """The strikes of "strikes on Lashio", which stand before the place."""
    if not clause.tokens[index].tag.startswith("NNP"):
        return clause.tokens[index]
    for token in reversed(clause.tokens[max(0, index - 4) : index + 1]):
        if token.tag == "IN" and token.index:
            return clause.tokens[token.index - 1]
        if not token.tag.startswith(("NN", "DT", "JJ")):
            break
    return clause.tokens[index]


def in_great_numbers(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Troops for "soldiers have gathered in large numbers", displaced for "residents are fleeing in great numbers"."""
    clause, words = reading.clause, reading.words
    preposition = clause.tokens[number.head]
    verb = clause.tokens[preposition.head]
    if number.lower != "numbers" or number.dep != "pobj" or preposition.lower != "in" or not verb.tag.startswith("VB"):
        return None
    patient = next((c for c in verb.children if clause.tokens[c].dep == "nsubjpass"), None)
    index = patient if patient is not None else subject(clause, verb)
    if index is None:
        return None
    doer = clause.tokens[index]
    kind = Measure.TROOPS if doer.lower in _ARMED_BODIES else words.persons.get(doer.lower)
    measure = fate(clause, doer, words)
    if measure is None and verb.lower in _GATHERING and (kind is Measure.TROOPS or doer.lower == "they"):
        measure = Measure.TROOPS
    if measure is None or (kind is None and doer.lower != "they"):
        return None
    named = doer.lower != "they"
    noun = Span(clause.tokens[doer.left].start, doer.end) if named else None
    return reading.made("in-great-numbers", quantity, measure, doer if named else number, noun, doer.text if named else None)
