"""Numbers whose noun is left out to figures, by the words right beside them: "12 hurt", "30 in hospital", "the 600 already there", "in Chad (41,000)"."""

from dataclasses import replace

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.conditions import STATES, phrase_condition
from app.ingestion.extract.fates import FATES, fate
from app.ingestion.extract.figures import DASHES, Figure, Reading
from app.ingestion.extract.nouns import after, thing_of
from app.ingestion.extract.ones import BEFALLEN
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.subjects import is_somebody
from app.ingestion.extract.tallies import BODIES, UNITS
from app.ingestion.extract.verbs import verbs_above
from app.ingestion.facts import Span
from app.vocabulary import Measure

_BEHIND = {
    **STATES,
    "hurt": Measure.WOUNDED,
    "hospitalised": Measure.WOUNDED,
    "hospitalized": Measure.WOUNDED,
    "displaced": Measure.DISPLACED,
}
_PLACED = frozenset("there deployed stationed based serving present".split())
_YET = frozenset("already now currently still".split())
_ORDINALS = frozenset("third fourth fifth sixth seventh".split())
_PERSONS = FATES | {Measure.TROOPS, Measure.CAPTURED, Measure.DETAINED, Measure.DISPLACED, Measure.CIVILIANS}
_OF_THEM = frozenset("loyal on from in among of with under belonging".split())
_INTO = frozenset("in to into at from near".split())
_BRACKETS = {"(": ")", "[": "]"}


def by_words_beside(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """The figure of a number told by the words that stand right beside it."""
    return (
        _so_often(reading, quantity)
        or _apposed(reading, quantity, number)
        or _in_a_state(reading, quantity, number)
        or _in_brackets(reading, quantity, number)
        or _already_there(reading, quantity, number)
        or _at_a_rate(reading, quantity, number)
        or _behind_dash(reading, quantity, number)
        or _of_many(reading, quantity, number)
    )


_ATTACKING = frozenset(
    "attack attacks attacked attacking strike strikes struck striking bomb bombed bombing shell shelled shelling hit hits hitting raid raided raiding target targeted "
    "ambush ambushed storm stormed bombard bombarded pound pounded fired fires firing".split()
)


def _so_often(reading: Reading, quantity: Quantity) -> Figure | None:
    """Strikes for "attacked the convoy 23 times", "has been shelled several times"."""
    clause, index = reading.clause, after(reading.clause, quantity)
    times = clause.tokens[index] if index < len(clause.tokens) else None
    if times is None or times.lower != "times" or quantity.form is Form.SHARE:
        return None
    verb = clause.tokens[times.head]
    done = not any(clause.tokens[c].dep == "neg" for c in verb.children)
    if not verb.tag.startswith("VB") or verb.lower not in _ATTACKING or not done or _by_no_one(reading, verb):
        return None
    figure = reading.made("number-of-times", quantity, Measure.STRIKES, times)
    figure.quote = Span(quantity.span.start, times.end)
    return figure


def _by_no_one(reading: Reading, verb: Token) -> bool:
    """Whether it is nobody and no arms that do it: "was struck five times by illness", "lightning struck twice"."""
    clause = reading.clause
    by = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "by" and c > verb.index), None)
    below = by.children if by else verb.children
    doers = (
        clause.tokens[c] for c in below if clause.tokens[c].dep in {"pobj", "nsubj"} and clause.tokens[c].tag in {"NN", "NNS"}
    )
    return any(
        not (is_somebody(clause, doer.index, cues()) or thing_of(doer, reading.words) or doer.lower in BODIES | UNITS | _FIRE)
        for doer in doers
    )


_FIRE = frozenset("fire gunfire shellfire artillery shelling".split())


def _apposed(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Six of the ships in "Russian ships, at least six of them, have entered the port"."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    if [token.lower for token in clause.tokens[index : index + 2]] != ["of", "them"] or first < 2:
        return None
    noun = clause.tokens[first - 2]
    if clause.tokens[first - 1].text != "," or noun.tag != "NNS" or reading.found:
        return None
    thing = thing_of(noun, reading.words)
    kind = reading.words.persons.get(noun.lower)
    measure = thing or (fate(clause, noun, reading.words) or kind if kind else None)
    if measure is None:
        return None
    return reading.made("number-of-those", quantity, measure, noun, Span(clause.tokens[noun.left].start, noun.end), noun.text)


def _in_a_state(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Wounded for "12 hurt", "30 in hospital", displaced for "scores homeless", after others to whom something happened."""
    clause, index = reading.clause, after(reading.clause, quantity)
    last = reading.found[-1] if reading.found else None
    if last is None or last.measure not in FATES or index >= len(clause.tokens) or quantity.form is Form.SHARE:
        return None
    word = clause.tokens[index]
    measure = _BEHIND.get(word.lower) or _of_phrase(clause, word)
    if measure is None:
        return None
    figure = reading.made("number-before-state", quantity, measure, number)
    figure.like = last
    return figure


def _of_phrase(clause: Clause, preposition: Token) -> Measure | None:
    treated = any(
        token.lower in {"hospital", "hospitals", "care"} for token in clause.tokens[preposition.index : preposition.index + 3]
    )
    return Measure.WOUNDED if preposition.lower == "in" and treated else phrase_condition(clause, preposition)


def _in_brackets(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """9,800 in "90,000 people, who are in Chad (41,000), Niger (22,500) and Cameroon (9,800)": how many of the whole are in each."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    whole = next((each for each in reading.found if each.rule != "number-in-brackets"), None) or _people_before(reading)
    if whole is None or first < 3 or index >= len(clause.tokens) or quantity.form is not Form.COUNT:
        return None
    enclosed = _BRACKETS.get(clause.tokens[first - 1].text) == clause.tokens[index].text
    if (
        not enclosed
        or not _in_places(clause, first - 2)
        or (quantity.low or 0) > (whole.quantity.high or whole.quantity.low or 0)
    ):
        return None
    figure = reading.of_the_same(quantity, number, whole)
    figure.rule = "number-in-brackets"
    return figure


def _people_before(reading: Reading) -> Figure | None:
    """Those of the sentence before: "4 million have fled. Most are in Poland (2.3 million)"."""
    before = reading.before
    near = before is not None and 0 <= reading.clause.sentence.start - before.clause.sentence.end < _PARAGRAPH
    told = reading.told[-8:]
    while near and before is not None and before.rule != "number-reached-by-noun" and before.whole is not None and before in told:
        before = before.whole
    only_lists = all(each.rule == "number-in-brackets" for each in reading.found)
    return before if near and before is not None and before.measure in _PERSONS and only_lists else None


_PARAGRAPH = 90  # characters between two sentences, of which the one between may have no number


def _in_places(clause: Clause, index: int) -> bool:
    """Whether the name before a bracket is one of a list of places, "in Chad (41,000), Niger", and not of persons with their age."""
    for token in reversed(clause.tokens[max(0, index - 40) : index + 1]):
        if token.lower in {"as", "far", "away", "followed", "by"}:
            continue
        if token.lower in _INTO:
            return token.index < index
        if not (token.tag.startswith(("NNP", "CD", "CC", "DT", "JJ", "RB", "NN")) or token.text in {",", "(", ")", "[", "]"}):
            return False
    return False


def _already_there(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """3,800 in "1,000 more soldiers to reinforce the 3,800 already there", of what the sentence names before it."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    if not first or clause.tokens[first - 1].lower not in {"the", "its", "their"}:
        return None
    behind = clause.tokens[index : index + 2]
    placed = [token for token in behind if token.lower in _PLACED]
    if not placed or (placed[0].index > index and behind[0].lower not in _YET):
        return None
    if reading.last is not None and reading.last.measure is not Measure.SHARE:
        return reading.of_the_same(quantity, number, reading.last)
    noun = next(
        (token for token in reversed(clause.tokens[:first]) if token.tag == "NNS" and token.lower in reading.words.persons), None
    )
    if noun is None:
        return None
    return reading.made(
        "number-of-the-same",
        quantity,
        reading.words.persons[noun.lower],
        number,
        Span(clause.tokens[noun.left].start, noun.end),
        noun.text,
    )


def _at_a_rate(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Displaced for "refugees keep arriving at a rate of 400 a day"."""
    measure = rate_of(reading, number)
    return reading.made("number-reached-by-noun", quantity, measure, number) if measure else None


def rate_of(reading: Reading, number: Token) -> Measure | None:
    """What befalls those whose rate is told: displaced for "people were crossing at the rate of 1,000"."""
    clause = reading.clause
    link = clause.tokens[number.head]
    rate = clause.tokens[link.head]
    if number.dep != "pobj" or link.lower != "of" or rate.lower != "rate":
        return None
    for verb in verbs_above(clause, rate.index):
        index = subject(clause, verb)
        kind = reading.words.persons.get(clause.tokens[index].lower) if index is not None else None
        if kind:
            return reading.words.verbs.get(verb.lower) or kind
    return None


_CROWDS = frozenset("crowd crowds mob throng audience gathering rally procession congregation".split())


def _of_many(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """Civilians for "a crowd of thousands", troops for "a force of 8,700", unless something befell them."""
    clause = reading.clause
    crowd = clause.tokens[clause.tokens[number.head].head]
    kind = Measure.CIVILIANS if crowd.lower in _CROWDS else Measure.TROOPS if crowd.lower in BODIES else None
    if number.dep != "pobj" or clause.tokens[number.head].lower != "of" or kind is None or quantity.form is Form.SHARE:
        return None
    measure = fate(clause, crowd, reading.words) or kind
    return reading.made(
        "number-reached-by-noun", quantity, measure, number, Span(clause.tokens[crowd.left].start, crowd.end), crowd.text
    )


def _behind_dash(reading: Reading, quantity: Quantity, number: Token) -> Figure | None:
    """30 in "lost 90 fighters – 30 loyal to the general and 60 of the militia": a part of those counted before the dash."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    whole = reading.found[-1] if reading.found else None
    if (
        whole is None
        or whole.measure not in _PERSONS
        or not first
        or clause.tokens[first - 1].text not in DASHES
        or index >= len(clause.tokens)
    ):
        return None
    word = clause.tokens[index]
    if word.lower not in _OF_THEM or (quantity.low or 0) > (whole.quantity.high or whole.quantity.low or 0):
        return None
    figure = reading.of_the_same(quantity, number, whole)
    figure.whole = whole
    return figure


def sequel(reading: Reading, quantity: Quantity) -> Figure | None:
    """One more of the same in "two soldiers were killed and a third was wounded"."""
    clause, last = reading.clause, reading.last
    word = clause.at(quantity.span)[-1]
    if word.lower in {"a", "an"}:
        word = clause.after(word) or word
    if (
        word.lower not in _ORDINALS
        or last is None
        or last.measure not in BEFALLEN
        or word.dep not in {"nsubj", "nsubjpass", "dobj"}
    ):
        return None
    measure = fate(clause, word, reading.words)
    if measure not in BEFALLEN:
        return None
    figure = reading.of_the_same(quantity, word, last)
    figure.measure = measure
    figure.quote = Span(quantity.span.start, word.end)
    figure.quantity = replace(quantity, low=1, high=1, form=Form.ARTICLE, approximate=False)
    return figure
