"""A number whose noun was said before to a figure of the same: "may grow to 900", "89 of them", "NATO will have 16,000", "Poland offered 150"."""

from app.ingestion.annotate.clauses import Token
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure, Reading
from app.ingestion.extract.nouns import after
from app.ingestion.extract.tallies import UNITS
from app.ingestion.facts import Span
from app.ingestion.text.sentences import is_next
from app.vocabulary import Measure

_OF_WHOM = (["of", "whom"], ["of", "which"])


def of_whole(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Those of "many of the 3 million in the province", who are there, whatever befell many of them."""
    clause, index = reading.clause, after(reading.clause, quantity)
    part = reading.found[-1] if reading.found else None
    above = clause.tokens[number.head]
    whole = part is not None and number.dep == "pobj" and above.lower == "of" and above.head == part.head
    located = index < len(clause.tokens) and clause.tokens[index].lower in {"in", "living", "who"}
    if not whole or not located or part is None or part.measure not in FATES | {Measure.DISPLACED, Measure.AFFECTED}:
        return None
    figure = reading.made("number-of-the-same", quantity, Measure.CIVILIANS, number)
    named = clause.tokens[index + 1 : index + 2]
    if named and named[0].tag == "NNP":
        figure.quote = Span(quantity.span.start, named[0].end)  # "3 million in Idlib"
    return figure


def same_again(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """A number whose noun was said before, in this sentence, or in the one before when the sentence goes on with it."""
    inside = {token.lower for token in reading.clause.at(quantity.span)}
    more = bool(inside & {"more", "extra", "another", "further", "additional", "others"}) or _goes_on(reading, quantity)
    subject_here = number.dep in {"nsubj", "nsubjpass"}
    last = reading.last
    if reading.clause.tokens[number.head].lower in _DONE_TO_THINGS and number.dep == "nsubjpass":
        flown = next((each for each in reversed([*reading.told[-3:], *reading.found]) if each.measure in _FLOWN), None)
        return reading.of_the_same(quantity, number, flown) if flown else None
    if last is not None and last.measure in FATES and subject_here and not more and _does_more(reading, number):
        return None  # "500 have been killed, and 35,000 are queueing for bread"
    if (
        last is not None
        and last.measure is not Measure.SHARE
        and (more or subject_here or _stands_alone(reading, quantity, number))
    ):
        return reading.of_the_same(quantity, number, last)
    if reading.before is not None and last is None and more and (subject_here or _goes_on(reading, quantity)):
        return reading.of_the_same(quantity, number, reading.before)
    if (
        last is None
        and reading.before is not None
        and (_remain(reading, number, reading.before) or _has_so_many(reading, quantity, number, reading.before))
    ):
        return reading.of_the_same(quantity, number, _main(reading.before, reading.told))
    return None


def _does_more(reading: Reading, number: Token) -> bool:
    """Whether those counted are about something of their own, as the dead are not."""
    verb = reading.clause.tokens[number.head]
    return verb.tag == "VBG" and number.dep == "nsubj"


_FLOWN = {Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS, Measure.AIRCRAFT}
_DONE_TO_THINGS = frozenset(
    "intercepted downed shot launched fired jammed neutralised neutralized".split()
)  # "more than 150 were intercepted"


def _main(last: Figure, told: list[Figure]) -> Figure:
    """The soldiers of "900 soldiers and 40 trucks", of which a bare number after them is rather one more count."""
    for figure in reversed(told[-4:]):
        if figure.clause is last.clause and figure.measure is Measure.TROOPS and figure.quote.start < last.quote.start:
            return figure
    return last


def _remain(reading: Reading, number: Token, before: Figure) -> bool:
    """Whether the number tells how many of those in the sentence just before stay: "After the pullout 400 will remain"."""
    near = is_next(before.clause.sentence.end, reading.clause.sentence.start)
    stay = reading.clause.tokens[number.head].lower in {"remain", "remains", "remained", "stay", "stayed"}
    return near and stay and number.dep == "nsubj" and before.measure in {Measure.TROOPS, Measure.CIVILIANS, Measure.DETAINED}


def _has_so_many(reading: Reading, quantity: Quantity, number: Token, before: Figure) -> bool:
    """Whether the number tells of those in the sentence just before how many there are: "NATO will have 16,000", "There are 503"."""
    clause = reading.clause
    verb = clause.tokens[number.head]
    near = is_next(before.clause.sentence.end, clause.sentence.start)
    there = verb.lower in {"are", "were"} and any(clause.tokens[c].dep == "expl" for c in verb.children)
    alone = after(clause, quantity) >= len(clause.tokens) or clause.tokens[after(clause, quantity)].text in {",", ".", ";", "and"}
    again = verb.tag.startswith("VB") and verb.lower == before.clause.tokens[before.clause.tokens[before.head].head].lower
    owned = (verb.lower in reading.words.owners or again) and number.dep == "dobj"
    first = not any(each.form is Form.COUNT and each.span.end <= quantity.span.start for each in reading.quantities)
    return near and alone and first and (owned or (there and number.dep == "attr")) and before.measure is not Measure.SHARE


def _goes_on(reading: Reading, quantity: Quantity) -> bool:
    """Whether the number is of those counted before: "the remaining 23", "89 of them"."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    following = [token.lower for token in clause.tokens[index : index + 2]]
    before = [token.lower for token in clause.tokens[max(0, first - 2) : first]]
    listed = before[-1:] == ["including"] and clause.tokens[index : index + 1] and clause.tokens[index].tag == "IN"
    return bool(listed) or before[-1:] == ["remaining"] or before in _OF_WHOM or following in (["of", "them"], ["of", "these"])


def _stands_alone(reading: Reading, quantity: Quantity, number: Token) -> bool:
    """Whether the number is a whole phrase of its own: "received 31", "and 95 on Monday", "8,600 in 2020", "Russia 26"."""
    clause = reading.clause
    index = after(clause, quantity)
    index += index < len(clause.tokens) and clause.tokens[index].lower in {"each", "apiece"}
    following = clause.tokens[index] if index < len(clause.tokens) else None
    ends = (
        following is None
        or following.text in {",", ".", "and"}
        or following.lower in {"in", "on", "at", "throughout", "across", "living", "now", "from", "to", "of"}
    )
    verb = clause.tokens[number.head]
    if number.dep == "dobj" and verb.lower not in reading.words.owners and not _done_too(reading, verb):
        return False
    body = clause.tokens[verb.head]
    if number.dep == "pobj" and verb.lower == "of" and body.lower in UNITS:
        return True  # "a first group of 2,600 would be sent"
    return ends and number.dep in {"dobj", "conj", "appos", "attr", "npadvmod", "pobj", "dep", "ROOT", "nummod", "oprd"}


def _done_too(reading: Reading, verb: Token) -> bool:
    """Whether the verb is joined to one that has done something to those counted: "handed over 300 captives and retook 70"."""
    first, last = reading.clause.tokens[verb.head], reading.found[-1] if reading.found else None
    if verb.dep != "conj" or last is None:
        return False
    return first.tag.startswith("VB") and any(c == last.head and reading.clause.tokens[c].dep == "dobj" for c in first.children)


_REMEMBERED = 12  # figures before it among which "the four soldiers" have been told of
_RECALLED = FATES - {Measure.CASUALTIES} | {Measure.DETAINED, Measure.CAPTURED}
_ALSO_CALLED = frozenset("men women people captives hostages prisoners victims".split())


def recalled(reading: Reading, figure: Figure) -> Figure | None:
    """The figure told of before that "the four Swedes" are: as many, of the same noun or the same people, held, killed or missing."""
    clause = reading.clause
    first = clause.at(figure.quote)[0]
    definite = first.lower in {"the", "these", "those"} or (
        first.index and clause.tokens[first.index - 1].lower in {"the", "these", "those"}
    )
    noun = clause.tokens[figure.head]
    acts = noun.dep == "nsubj" and figure.measure is Measure.TROOPS
    if not definite or figure.noun is None or figure.quantity.low is None or figure.quantity.low != figure.quantity.high:
        return None
    for told in reversed([*reading.told[-_REMEMBERED:], *reading.found]):
        if (
            told.noun is None
            or told.quantity.low != figure.quantity.low
            or told.measure not in _RECALLED
            or (acts and told.measure in FATES)
        ):
            continue
        called = {token.lower for token in told.clause.at(told.noun)}
        people = noun.text[0].isupper() and any(word.startswith(noun.lower[:5]) for word in called)
        if noun.lower in called or noun.lower in _ALSO_CALLED or people:
            return told
    return None


def of_whom(reading: Reading, quantity: Quantity) -> bool:
    """Whether the number counts some of those just named: "150,000 men, of whom fewer than 70,000 serve"."""
    first = reading.clause.at(quantity.span)[0].index
    return [token.lower for token in reading.clause.tokens[max(0, first - 2) : first]] in _OF_WHOM
