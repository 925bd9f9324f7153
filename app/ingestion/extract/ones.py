""" "A soldier", "one tank" in a parsed clause to a figure, where the clause reports a loss of one."""

import re
from dataclasses import replace

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.numbers import Quantity
from app.ingestion.extract.fates import FATES, fate, first_of_list
from app.ingestion.extract.figures import LOST, Figure, Reading
from app.ingestion.extract.nouns import after
from app.ingestion.facts import Span
from app.vocabulary import Measure

BEFALLEN = {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.DETAINED, Measure.MISSING}
_NO_ONE = frozenset(
    "family group death casualty injury crew team unit plan deal bill hope proposal effort project idea chance prospect law truce ceasefire agreement toll number".split()
)
_SURE = {"to", "could", "would", "might", "may", "can", "will", "should"}
_PERSON = re.compile(
    r"(?:er|or|ist|man|woman|ian|eer|ary|chief|priest|nun|monk|imam|cleric|judge|guide|nurse|guard|lieutenant|sergeant|corporal|cadet|conscript|recruit|civilian|girl|boy|baby|toddler|aide|general|colonel|captain|cousin|medic|mechanic|rabbi|king|prince)$"
)


def one_counts(clause: Clause, measure: Measure, noun: Token) -> bool:
    """Whether "a soldier" reports a loss that happened: not "to kill a fighter", not "a strike"."""
    if measure is Measure.STRIKES or noun.lower in _NO_ONE:
        return False
    if measure is Measure.TARGETS and not clause.tokens[first_of_list(clause, noun).head].lower.startswith("destroy"):
        return False
    return _happened(clause, clause.tokens[noun.head]) if measure in BEFALLEN else _destroyed(clause, noun)


def _happened(clause: Clause, verb: Token) -> bool:
    without = verb.dep == "pcomp" and clause.tokens[verb.head].lower == "without"  # "without losing a man"
    return not without and not any(clause.tokens[child].lower in _SURE for child in verb.children)


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
    return verb.lower in LOST and token.dep in {"dobj", "nsubjpass"} and _happened(clause, verb)


def somebody(reading: Reading, quantity: Quantity) -> Figure | None:
    """A priest in "Gunmen kidnapped a priest": whoever is killed, hurt or taken is counted, whatever the noun."""
    clause, words = reading.clause, reading.words
    index = after(clause, quantity)
    noun = next(
        (
            token
            for token in clause.tokens[index : index + 6]
            if (token.tag == "NN" and token.head < index)
            or (token.tag in {"NN", "NNP"} and token.dep in {"dobj", "nsubjpass", "nsubj"})
        ),
        None,
    )
    if noun is None and (index >= len(clause.tokens) or not clause.tokens[index].tag.startswith(("NN", "JJ"))):
        return _another(reading, quantity)
    if (
        noun is None
        or noun.lower in _NO_ONE
        or noun.lower in words.things
        or noun.dep not in {"dobj", "nsubjpass", "nsubj", "conj"}
        or noun.index - index > 4
    ):
        return None
    measure = fate(clause, noun, words)
    if measure not in BEFALLEN or not _happened(clause, clause.tokens[noun.head]) or not _PERSON.search(noun.lower):
        return None
    figure = reading.made("one-lost", quantity, measure, noun, Span(clause.tokens[index].start, noun.end), noun.text)
    figure.quote = Span(quantity.span.start, noun.end)
    return figure


def included(reading: Reading, quantity: Quantity) -> Figure | None:
    """A child in "killed 12 people, including a child": one of those to whom it happened."""
    clause, whole = reading.clause, reading.found[-1] if reading.found else None
    first, index = clause.at(quantity.span)[0].index, after(clause, quantity)
    before = [token.lower for token in clause.tokens[max(0, first - 2) : first]]
    if whole is None or whole.measure not in FATES or not (before[-1:] == ["including"] or before == ["among", "them"]):
        return None
    run = clause.tokens[index : index + 5]
    noun = next((token for token in run if token.tag == "NN" and token.lower not in _NO_ONE and _is_person(reading, token)), None)
    if noun is None or any(token.text in {",", "."} for token in clause.tokens[index : noun.index]):
        return None
    figure = reading.made("one-lost", quantity, whole.measure, noun, Span(clause.tokens[index].start, noun.end), noun.text)
    figure.quote, figure.whole = Span(quantity.span.start, noun.end), whole
    return figure


def _is_person(reading: Reading, noun: Token) -> bool:
    following = reading.clause.tokens[noun.index + 1 : noun.index + 2]
    last = not following or not following[0].tag.startswith("NN") or following[0].tag.startswith("NNP")
    known = noun.lower in reading.words.persons or _PERSON.search(noun.lower) is not None
    return last and known and noun.lower not in reading.words.things


def _another(reading: Reading, quantity: Quantity) -> Figure | None:
    """One more of the same in "killed one soldier and wounded another"."""
    word = reading.clause.at(quantity.span)[0]
    if word.lower != "another" or not reading.found:
        return None
    measure = fate(reading.clause, word, reading.words)
    happened = word.dep in {"dobj", "nsubjpass"} and _happened(reading.clause, reading.clause.tokens[word.head])
    return (
        replace(reading.of_the_same(quantity, word, reading.found[-1]), measure=measure)
        if measure in BEFALLEN and happened
        else None
    )
