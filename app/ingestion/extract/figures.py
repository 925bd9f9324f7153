"""What a figure is: one quantity of people or materiel, with what is counted, and what a clause is read with to find it.

Each figure names its rule; `RULES` holds the sentence each was written for.
"""

from dataclasses import dataclass, field

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.camps import Camps
from app.ingestion.extract.custody import Custody
from app.ingestion.extract.gifts import gift
from app.ingestion.extract.modality import modality
from app.ingestion.facts import Span
from app.vocabulary import Measure, Modality

RULES = {
    "number-before-noun": "Some 300 soldiers are in the town.",
    "fate-of-persons": "The strike killed 12 people.",
    "bare-number-after-verb": "The strike left the town in ruins, wounding 15.",
    "bare-number-subject": "Another 20 were killed in the east.",
    "number-of-the-same": "The camp has 400 soldiers and may grow to 900.",
    "number-reached-by-noun": "The number of rebels in the valley does not exceed 700.",
    "number-of-those": "Many of those who fled sleep in schools.",
    "number-of-times": "The rebels have attacked the convoy 23 times.",
    "number-in-aside": "The army reported air strikes – nine in the past week – on the valley.",
    "number-in-brackets": "The war has driven out 90,000 people, who are in Chad (61,000) and Niger (29,000).",
    "number-after-noun": "The army's losses: tanks – 14, drones – 30.",
    "number-before-state": "The shelling left nine people dead and 12 hurt.",
    "in-great-numbers": "Soldiers have gathered in large numbers north of the river.",
    "one-lost": "A soldier was killed near the river.",
    "share-of-forces": "They are some 5 percent of the army's troops.",
}

DASHES = frozenset(("–", "—", "--", "-", ":"))  # before the parts of those just counted
LOST = frozenset("destroyed downed shot lost sunk sank destroying losing downing sinking".split())


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
    whole: "Figure | None" = None  # the figure that counts the persons of whom these are some


@dataclass(slots=True)
class Reading:
    """One clause, as far as its figures have been read."""

    clause: Clause
    words: Counted
    camps: Camps
    custody: Custody
    quantities: list[Quantity]  # of the clause, articles ("a soldier") among them, in order
    told: list[Figure]  # the figures of the clauses before, in order
    before: Figure | None = field(init=False)  # the last of them that is no share
    found: list[Figure] = field(default_factory=list)
    starts: frozenset[int] = field(init=False)  # where its numbers begin

    def __post_init__(self) -> None:
        """Find the tokens with which a number begins, and what was counted last."""
        self.before = next((each for each in reversed(self.told) if each.measure is not Measure.SHARE), None)
        numbers = (each.number for each in self.quantities if each.form is not Form.ARTICLE)
        self.starts = frozenset(token.start for number in numbers for token in self.clause.at(number)[:1])

    @property
    def last(self) -> Figure | None:
        """The figure read last, in this clause or in one before it of the same sentence."""
        same_sentence = self.before is not None and self.before.clause.sentence == self.clause.sentence
        return self.found[-1] if self.found else self.before if same_sentence else None

    def made(
        self, rule: str, quantity: Quantity, measure: Measure, head: Token, noun: Span | None = None, unit: str | None = None
    ) -> Figure:
        """A figure that takes the place of `head` in the tree."""
        committed = modality(self.clause, head, self.words)
        if committed is Modality.ASSERTED and gift(self.clause, head.index):
            committed = Modality.PLANNED
        return Figure(rule, self.clause, quantity, quantity.span, measure, noun, unit, head.index, committed)

    def of_the_same(self, quantity: Quantity, number: Token, like: Figure) -> Figure:
        """A figure whose noun is that of another."""
        figure = self.made("number-of-the-same", quantity, like.measure, number, unit=like.unit)
        figure.like = like
        return figure
