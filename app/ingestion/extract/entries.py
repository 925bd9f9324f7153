"""Numbers behind what they count, as bulletins list them, to figures: "tanks – 14, drones: 30", "arrivals: Greece (11,000), Italy (900)"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.figures import DASHES, Figure, Reading
from app.ingestion.extract.materiel import thing_measure
from app.ingestion.extract.nouns import after, thing_of
from app.ingestion.facts import Span
from app.vocabulary import Measure

LOSSES = frozenset("loss losses casualties lost".split())
_ENDS = frozenset((",", ";", ".", "(", ")", "and", "units", "pieces", "people", "persons"))
_NO_AGE = 120  # "the victims: Omar Diallo (19)" may be how old he is
_STATES = {
    "killed": Measure.KILLED,
    "dead": Measure.KILLED,
    "wounded": Measure.WOUNDED,
    "injured": Measure.WOUNDED,
    "missing": Measure.MISSING,
}


def entry(reading: Reading, quantity: Quantity) -> Figure | None:
    """14 in "The enemy's losses: tanks – 14, drones – 30 (+2)"."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    behind = clause.tokens[index].text if index < len(clause.tokens) else "."
    if first < 2 or quantity.form is not Form.COUNT or clause.tokens[first - 1].text not in DASHES or behind not in _ENDS:
        return None
    noun = clause.tokens[first - 2]
    start = _start_of_entry(clause, noun)
    measure = _of_entry(reading, noun, start) if start is not None else None
    if measure is None or start is None:
        return None
    return reading.made("number-after-noun", quantity, measure, noun, Span(clause.tokens[start].start, noun.end), noun.text)


def _start_of_entry(clause: Clause, noun: Token) -> int | None:
    """Where the words of the noun begin, if nothing but a mark stands before them."""
    index = noun.index
    while (
        index
        and clause.tokens[index - 1].tag.startswith(("NN", "JJ", "VBN", "HYPH", "CC"))
        and clause.tokens[index - 1].lower != "and"
    ):
        index -= 1
    alone = not index or not clause.tokens[index - 1].text[-1].isalnum()
    return index if alone else None


def _of_entry(reading: Reading, noun: Token, start: int) -> Measure | None:
    clause, words = reading.clause, reading.words
    thing = thing_of(noun, words)
    if thing:
        run = frozenset(token.lower for token in clause.tokens[start : noun.index])
        return thing_measure(clause, thing, noun, run)
    kind = _STATES.get(noun.lower) or words.persons.get(noun.lower)
    lost = of_losses(clause, start)
    return Measure.CASUALTIES if kind is Measure.TROOPS and lost else kind


def of_losses(clause: Clause, until: int | None = None) -> bool:
    """Whether the clause, up to one of its tokens, tells of losses."""
    return any(token.lower in LOSSES for token in clause.tokens[:until])


def bracketed(reading: Reading, quantity: Quantity) -> Figure | None:
    """11,000 in "Arrivals by country: Greece (11,000), Italy (900)", where the whole is not counted."""
    clause, index = reading.clause, after(reading.clause, quantity)
    first = clause.at(quantity.span)[0].index
    if first < 3 or index >= len(clause.tokens) or quantity.form is not Form.COUNT:
        return None
    enclosed = (clause.tokens[first - 1].text, clause.tokens[index].text) == ("(", ")")
    if not enclosed or not clause.tokens[first - 2].tag.startswith("NNP"):
        return None
    colon = next((token.index for token in reversed(clause.tokens[:first]) if token.text == ":"), None)
    noun = next((token for token in clause.tokens[:colon] if token.tag == "NNS"), None) if colon else None
    measure = (thing_of(noun, reading.words) or reading.words.persons.get(noun.lower)) if noun else None
    known = reading.found and reading.found[-1].rule == "number-in-brackets"
    if noun is None or measure is None or not (known or measure not in _AGED or (quantity.low or 0) >= _NO_AGE):
        return None
    return reading.made("number-in-brackets", quantity, measure, noun, Span(clause.tokens[noun.left].start, noun.end), noun.text)


_AGED = frozenset(
    (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING, Measure.CIVILIANS, Measure.DETAINED, Measure.TROOPS)
)
