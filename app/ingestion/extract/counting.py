"""Quantities in a parsed clause to figures: what is counted, by its noun, by what befell it, or by what was counted before."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.conditions import whereabouts
from app.ingestion.extract.elided import by_words_beside, rate_of, sequel
from app.ingestion.extract.entries import bracketed, entry
from app.ingestion.extract.fates import FATES, described, fate
from app.ingestion.extract.figures import DASHES, Figure, Reading
from app.ingestion.extract.measures import REMAINS, measure_of
from app.ingestion.extract.nouns import after, counted_noun, other_noun_follows, speaks, thing_of
from app.ingestion.extract.ones import included, one_counts, somebody
from app.ingestion.extract.same_again import of_whom, recalled
from app.ingestion.extract.tallies import BODIES, UNITS, tally_of
from app.ingestion.extract.understood import in_aside, in_great_numbers, noun_before_aside, understood
from app.ingestion.facts import Span
from app.vocabulary import Measure, Modality

_UNHARMED = {Measure.TROOPS, Measure.CIVILIANS}
_SHARED = FATES | {Measure.DETAINED, Measure.CAPTURED, Measure.DISPLACED, Measure.AFFECTED}  # what the whole and its parts share
_OTHERS = {
    Measure.CAPTURED: {Measure.DETAINED, Measure.CIVILIANS},
    Measure.TROOPS: {Measure.DISPLACED, Measure.CIVILIANS},
}  # what others are, by themselves, and what they are as more of those before them
_CAUGHT = {Measure.CAPTURED, Measure.DETAINED}
_PARTS = frozenset(": including among them whom which comprising namely".split())
_NAME = 6  # words that a name has at most, with its mark of possession
_OF_THEM = ("among", "of", "including")


def figures(reading: Reading) -> list[Figure]:
    """The figures of a clause, in order."""
    for quantity in reading.quantities:
        figure = _figure(reading, quantity)
        if figure and not (reading.found and figure.quote.start < reading.found[-1].quote.end):
            reading.found.append(_part_of(reading, figure))
    return reading.found


def _figure(reading: Reading, quantity: Quantity) -> Figure | None:
    clause = reading.clause
    inside = clause.at(quantity.number)
    if not inside:
        return None
    number = clause.tokens[clause.head_of(inside[0].index, inside[-1].index)]
    more = clause.tokens[number.head].lower == "more"
    if more and (number.dep == "nummod" or (number.lower == "many" and number.head == number.index + 1)):
        number = clause.tokens[number.head]  # "killed 33 soldiers and injured 30 more"
    if quantity.form is Form.SHARE:
        return _share(reading, quantity, number) or sequel(reading, quantity)
    if clause.at(quantity.span)[-1].lower.endswith("member"):
        return _strong(reading, quantity)
    if (
        quantity.form is Form.ARTICLE
        and inside[0].index
        and clause.tokens[inside[0].index - 1].lower in {"not", "without", "nor"}
    ):
        return None  # "not a single civilian was hurt"
    one_of_them = included(reading, quantity) if quantity.form is Form.ARTICLE else None
    if one_of_them:
        return one_of_them
    listed = entry(reading, quantity) or bracketed(reading, quantity)
    if listed:
        return listed
    noun = counted_noun(clause, quantity, number, reading.words, reading.starts)
    if noun is not None:
        return _of_noun(reading, quantity, noun)
    if quantity.form is Form.ARTICLE:
        return somebody(reading, quantity) or sequel(reading, quantity)
    told = by_words_beside(reading, quantity, number)
    if told:
        return told
    before_aside = noun_before_aside(reading, quantity)
    if before_aside:
        return in_aside(reading, quantity, before_aside)
    known = _strong(reading, quantity) or _partitive(reading, quantity, number)
    if known:
        return known
    return in_great_numbers(reading, quantity, number) or (
        None if other_noun_follows(clause, quantity) and not of_whom(reading, quantity) else understood(reading, quantity, number)
    )


# --- a noun is counted ----------------------------------------------------------------------------------------------


def _of_noun(reading: Reading, quantity: Quantity, noun: Token) -> Figure | None:
    clause = reading.clause
    measure, rule = measure_of(clause, quantity, noun, reading.words)
    tallied = tally_of(reading, noun) or rate_of(reading, noun) if measure in _UNHARMED else None
    housed = measure in {None, *_UNHARMED, Measure.DISPLACED}
    placed = tallied or (whereabouts(clause, noun, measure or Measure.CIVILIANS, reading.camps) if housed else None)
    measure, rule = (placed, "fate-of-persons") if placed and placed is not measure else (measure, rule)
    if measure is None:
        return None
    if speaks(clause, noun):
        return None
    if quantity.form is Form.ARTICLE:
        only_called = measure in {Measure.CAPTURED, Measure.DETAINED} and rule != "fate-of-persons"  # "a former prisoner"
        if only_called or not one_counts(clause, measure, noun):
            return None
        rule = "one-lost"
    last = reading.last or reading.before
    if noun.lower == "others" and last and measure in _OTHERS.get(last.measure, ()):
        measure = last.measure  # "released 36 soldiers; 20 others had been freed earlier"
    first = clause.tokens[min(after(clause, quantity), noun.index)]
    near = noun.start >= quantity.span.start and noun.start - quantity.span.end < 90
    figure = reading.made(rule, quantity, measure, noun, Span(min(first.start, noun.start), noun.end), noun.text)
    figure.quote = Span(quantity.span.start, noun.end if near else quantity.span.end)
    if measure in _UNHARMED and (told := recalled(reading, figure)):
        figure.measure, figure.like, figure.rule = told.measure, told, "number-of-the-same"
    if figure.measure is Measure.CAPTURED:
        figure.measure = reading.custody.measure(noun.text)
    if quantity.form is Form.ARTICLE and figure.modality is Modality.DENIED:
        return None  # "a hostage had not been freed" reports no loss
    if figure.modality is Modality.DENIED and described(clause, noun, reading.words):
        figure.modality = Modality.ASSERTED  # "2,000 people in need of dialysis cannot travel": they are in need
    return figure


def _strong(reading: Reading, quantity: Quantity) -> Figure | None:
    """Troops for "a 300-strong contingent", "the 900-member mission"."""
    clause = reading.clause
    written = "".join(token.lower for token in clause.at(quantity.span))
    noun = next((token for token in clause.tokens[after(clause, quantity) :][:4] if token.lower in UNITS), None)
    if not written.endswith(("strong", "-member")) or noun is None:
        return None
    first = clause.tokens[after(clause, quantity)]
    return reading.made("number-before-noun", quantity, Measure.TROOPS, noun, Span(first.start, noun.end), noun.text)


def _partitive(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """12 in "12 of the 30 drones": of what the second number counts; many in "many of the 3 million have fled"."""
    clause = reading.clause
    index = after(clause, quantity)
    while index < len(clause.tokens) and clause.tokens[index].lower in {"of", "the", "its", "their", "all", "these", "those"}:
        index += 1
    if index > after(clause, quantity):
        index = _possessed(clause, index)
    if index == after(clause, quantity) or index >= len(clause.tokens) or clause.tokens[index].start not in reading.starts:
        return None
    first = clause.tokens[index]
    whole = next((each for each in reading.quantities if each.number.start <= first.start < each.number.end), None)
    noun = counted_noun(clause, whole, first, reading.words, reading.starts) if whole else None
    measure = None if noun and thing_of(noun, reading.words) else fate(clause, number, reading.words)
    if whole is None:
        return None
    if noun is None:
        return reading.made("number-of-the-same", quantity, measure, number) if measure and whole.low else None
    measure = measure or measure_of(clause, whole, noun, reading.words)[0]
    if measure is None:
        return None
    return reading.made("number-of-the-same", quantity, measure, number, Span(noun.start, noun.end), noun.text)


def _possessed(clause: Clause, index: int) -> int:
    """Where "one million residents" begins in "of Sirte's one million residents", whose name is at `index`."""
    marks = (token.index for token in clause.tokens[index : index + _NAME] if token.lower in {"'s", "'"})
    return next(marks, index - 1) + 1


def _share(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """A share counts only where it is a share of forces or of casualties."""
    clause = reading.clause
    index = after(clause, quantity)
    if index >= len(clause.tokens) or clause.tokens[index].lower != "of":
        return None
    for token in clause.tokens[index + 1 : index + 7]:
        following = clause.after(token)
        if (
            following is not None
            and following.tag.startswith("NN")
            and following.head != token.index
            and token.tag.startswith(("NN", "JJ"))
        ):
            continue  # "a third of the rebel half of the city"
        if reading.words.persons.get(token.lower) or token.lower in BODIES:
            noun = Span(clause.tokens[index + 1].start, token.end)
            figure = reading.made("share-of-forces", quantity, Measure.SHARE, number, noun, token.text)
            figure.quote = Span(quantity.span.start, token.end)
            return figure
        if not token.tag.startswith(("DT", "NN", "JJ", "POS", "PRP", "CD", "VBN")):
            return None
    return None


# --- a part of others that are counted ------------------------------------------------------------------------------


def _part_of(reading: Reading, figure: Figure) -> Figure:
    """What befell the whole befell its parts: "327 dead: 183 rebels and 44 civilians", "25 killed, 10 of them children"."""
    only_called = figure.measure in _CAUGHT and figure.rule == "number-before-noun"  # "5 dead, two of them prisoners"
    if figure.measure not in _UNHARMED and not only_called:
        return figure
    uncounted = None if only_called else _uncounted_whole(reading, figure) or _among_the_fallen(reading)
    if uncounted is None and not only_called and reading.found and _next_of_fallen(reading, figure):
        uncounted = reading.found[-1].measure
    if uncounted:
        figure.measure, figure.rule = uncounted, "fate-of-persons"
        return figure
    before = reading.before
    if (
        not only_called
        and not reading.found
        and before
        and before.measure in _SHARED
        and _opens_with_them(reading.clause, figure)
    ):
        return _shared(figure, before)
    for whole in reversed(reading.found):
        if whole.whole is not None and whole.whole.measure in FATES and _listed_on(reading.clause, figure, whole):
            return _shared(figure, whole.whole)
        if whole.measure in (FATES if only_called else _SHARED) and _is_part(reading.clause, figure, whole):
            return _shared(figure, whole)
        if whole.whole is None:
            break  # the next of a list goes on with the whole of the one before it
    return figure


def _listed_on(clause: Clause, figure: Figure, part: Figure) -> bool:
    """Whether the figure is the next of a list of parts: "five dead, including two guards and three nurses"."""
    passed = [token for token in clause.tokens if part.quote.end <= token.start < figure.quote.start]
    if _does_something(clause, figure):
        return False  # "lost 92 people, 40 of them civilians, and 2,000 reservists have been sent home"
    return any(token.lower in {"and", ","} for token in passed) and not any(
        token.tag.startswith(("VB", "MD", "W")) for token in passed
    )


def _does_something(clause: Clause, figure: Figure) -> bool:
    """Whether a verb of their own follows on those counted."""
    return any(token.dep in {"nsubj", "nsubjpass"} and token.head > token.index for token in clause.at(figure.quote))


def _shared(figure: Figure, whole: Figure) -> Figure:
    if figure.measure is Measure.TROOPS and whole.measure is Measure.DISPLACED:
        return figure  # "60,000 have left the town, among them 5,000 militants"
    figure.measure, figure.rule, figure.whole = whole.measure, "fate-of-persons", whole
    return figure


def _uncounted_whole(reading: Reading, figure: Figure) -> Measure | None:
    """Detained for the teachers of "the detainees, among them 15 teachers", killed for "the bodies – two men and a boy"."""
    tokens = reading.clause.tokens
    first = next((token.index for token in tokens if token.start >= figure.quote.start), 0)
    start = first - 2 if first > 3 and tokens[first - 2].lower == "among" else first - 1
    dash = first > 2 and tokens[first - 1].text in DASHES
    if not dash and (start < 2 or tokens[start].lower not in {"among", "including"} or tokens[start - 1].text != ","):
        return None
    whole = tokens[first - 2 if dash else start - 2]
    if any(each.head == whole.index for each in reading.found):
        return None  # the whole is counted itself
    measure = Measure.KILLED if whole.lower in REMAINS else reading.words.persons.get(whole.lower)
    fled = measure is Measure.DISPLACED and figure.measure is Measure.TROOPS  # "the returnees, among them 300 militants"
    return measure if measure in _SHARED and not fled else None


def _next_of_fallen(reading: Reading, figure: Figure) -> bool:
    """Whether the figure is the next of a list of what befell the one before: "the bodies – two men and four women"."""
    before, noun = reading.found[-1], reading.clause.tokens[figure.head]
    whole = before.measure in _SHARED and before.rule == "fate-of-persons" and before.whole is None
    return whole and noun.dep == "conj" and noun.head == before.head and _listed_on(reading.clause, figure, before)


def _among_the_fallen(reading: Reading) -> Measure | None:
    """Wounded in "Among the wounded were nine nurses", killed in "Among those killed are two boys"."""
    first = [token.lower for token in reading.clause.tokens[:3]]
    if len(first) < 3 or first[0] != "among" or first[1] not in {"the", "those"}:
        return None
    measure = reading.words.persons.get(first[2]) or reading.words.verbs.get(first[2])
    return measure if measure in _SHARED else None


def _opens_with_them(clause: Clause, figure: Figure) -> bool:
    """Whether the sentence goes on with those counted before it: "Among them were 12 women"."""
    first = [token.lower for token in clause.tokens[:2]]
    near = figure.quote.start - clause.tokens[0].start < 40
    return near and len(first) == 2 and first[0] in _OF_THEM and first[1] in {"them", "these", "those"}


def _is_part(clause: Clause, figure: Figure, whole: Figure) -> bool:
    following = [token.lower for token in clause.tokens if token.start >= figure.quote.end][:2]
    own = {token.lower for token in clause.at(figure.quote)}
    if following in (["among", "them"], ["among", "those"]) or own & {"them", "whom"}:
        return True  # "killed eight people, five children among them", "378 had died, 106 of them children"
    between = {token.lower for token in clause.tokens if whole.quote.end <= token.start < figure.quote.end}
    if not between & _PARTS:
        return False
    passed = [token for token in clause.tokens if whole.quote.end <= token.start < figure.quote.start]
    if {token.lower for token in passed[-3:]} & {"including", "them", "whom"}:
        return True  # "300 conscripts are held there, among them at least 40 boys"
    if _does_something(clause, figure):
        return False
    if passed and passed[-1].text == ":":
        return True  # "87 people died in Gao, the army said: 79 attackers and eight soldiers"
    return not any(token.tag in {"VBD", "VBZ", "VBP"} for token in passed)
