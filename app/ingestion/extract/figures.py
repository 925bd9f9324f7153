"""Quantities in parsed clauses to figures: what is counted, and how the source commits itself.

Each figure names its rule; `RULES` holds the sentence each was written for.
"""

import re
from dataclasses import dataclass, replace

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.annotate.numbers import Form, Quantity
from app.ingestion.extract.fates import FATES, fate
from app.ingestion.extract.modality import modality
from app.ingestion.extract.nouns import after, counted_noun, measure_of, other_noun_follows, speaks, thing_of
from app.ingestion.extract.phrases import object_of, subject
from app.ingestion.facts import Span
from app.vocabulary import Measure, Modality

RULES = {
    "number-before-noun": "Some 300 soldiers are in the town.",
    "fate-of-persons": "The strike killed 12 people.",
    "bare-number-after-verb": "The strike left the town in ruins, wounding 15.",
    "bare-number-subject": "Another 20 were killed in the east.",
    "number-of-the-same": "The camp has 400 soldiers and may grow to 900.",
    "number-reached-by-noun": "The number of rebels in the valley does not exceed 700.",
    "one-lost": "A soldier was killed near the river.",
    "share-of-forces": "They are some 5 percent of the army's troops.",
}

_ONE_BEFALLEN = {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.DETAINED, Measure.MISSING}
_PARTS = frozenset(": including among them whom which comprising namely".split())
LOST = frozenset("destroyed downed shot lost sunk sank destroying losing downing sinking".split())
_NO_ONE = frozenset(
    "family group death casualty injury crew team unit plan deal bill hope proposal effort project idea chance prospect law truce ceasefire agreement toll number".split()
)
_SURE = {"to", "could", "would", "might", "may", "can", "will", "should"}
_PASSED = ("pass", "exceed", "surpass", "top")
_REACHING = frozenset(
    "extend increase rise grow reach climb fall drop total exceed stood stand stands rose grew climbed fell reached increased dropped totalled totaled exceeded number numbered doubled swelled surpassed topped passed risen run runs ran "
    "grown climbing rising growing fallen dropped revised reaches exceeds totals numbers rises began begin".split()
)
_PLACING = frozenset(
    "raise raises raised raising lowered lower put puts set sets place placed places estimated estimate estimates".split()
)
_OF_WHAT = frozenset(
    "number numbers toll count estimate estimates strength total tally figure size population arsenal fleet".split()
)
_MISSIONS = frozenset("mission operation attack campaign offensive raid force".split())  # what grows is then their men
_BODIES = frozenset("force army garrison contingent battalion brigade troops forces military manpower".split())
_UNITS = frozenset(
    "contingent force brigade battalion garrison unit militia group army regiment division mission detachment squad".split()
)


_PERSON = re.compile(
    r"(?:er|or|ist|man|woman|ian|eer|ary|chief|priest|nun|monk|imam|cleric|judge|guide|nurse|girl|boy|baby|toddler|aide|general|colonel|captain|cousin|medic|mechanic|rabbi|king|prince)$"
)


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
    part: bool = False  # of the persons counted by a figure before it


class Reader:
    """Reads the figures of one clause. `before` is the last figure of the clause before it."""

    def __init__(self, clause: Clause, quantities: list[Quantity], words: Counted, before: Figure | None) -> None:
        """`quantities` are those of the clause, articles ("a soldier") among them."""
        self.clause = clause
        self.words = words
        self.before = before
        self.found: list[Figure] = []
        self._quantities = sorted(quantities, key=lambda each: each.span)
        self._starts = frozenset(
            token.start for each in self._quantities if each.form is not Form.ARTICLE for token in clause.at(each.number)[:1]
        )

    def figures(self) -> list[Figure]:
        """The figures of the clause, in order."""
        for quantity in self._quantities:
            figure = self._figure(quantity)
            if figure and not (self.found and figure.quote.start < self.found[-1].quote.end):
                self.found.append(_part_of(self.clause, figure, self.found))
        return self.found

    @property
    def _last(self) -> Figure | None:
        same_sentence = self.before is not None and self.before.clause.sentence == self.clause.sentence
        return self.found[-1] if self.found else self.before if same_sentence else None

    def _figure(self, quantity: Quantity) -> Figure | None:
        inside = self.clause.at(quantity.number)
        if not inside:
            return None
        number = self.clause.tokens[self.clause.head_of(inside[0].index, inside[-1].index)]
        if quantity.form is Form.SHARE:
            return self._share(quantity, number)
        noun = counted_noun(self.clause, quantity, number, self.words, self._starts)
        if noun is not None:
            return self._of_noun(quantity, noun)
        if quantity.form is Form.ARTICLE:
            return self._somebody(quantity)
        known = self._strong(quantity) or self._partitive(quantity, number)
        if known:
            return known
        return None if other_noun_follows(self.clause, quantity) else self._bare(quantity, number)

    def _made(
        self, rule: str, quantity: Quantity, measure: Measure, head: Token, noun: Span | None = None, unit: str | None = None
    ) -> Figure:
        return Figure(
            rule, self.clause, quantity, quantity.span, measure, noun, unit, head.index, modality(self.clause, head, self.words)
        )

    # -- a noun is counted ---------------------------------------------------------------------------------------

    def _of_noun(self, quantity: Quantity, noun: Token) -> Figure | None:
        measure, rule = measure_of(self.clause, quantity, noun, self.words)
        if measure is None:
            return None
        if quantity.form is Form.ARTICLE:
            if not self._one_counts(measure, noun):
                return None
            rule = "one-lost"
        elif speaks(self.clause, noun):
            return None
        first = self.clause.tokens[min(after(self.clause, quantity), noun.index)]
        near = noun.start >= quantity.span.start and noun.start - quantity.span.end < 90
        figure = self._made(rule, quantity, measure, noun, Span(min(first.start, noun.start), noun.end), noun.text)
        figure.quote = Span(quantity.span.start, noun.end if near else quantity.span.end)
        return figure

    def _one_counts(self, measure: Measure, noun: Token) -> bool:
        """Whether "a soldier" reports a loss that happened: not "to kill a fighter", not "a strike"."""
        verb = self.clause.tokens[noun.head]
        if measure in {Measure.STRIKES, Measure.TARGETS} or noun.lower in _NO_ONE:
            return False
        return self._happened(verb) if measure in _ONE_BEFALLEN else self._destroyed(noun)

    def _happened(self, verb: Token) -> bool:
        return not any(self.clause.tokens[child].lower in _SURE for child in verb.children)

    def _destroyed(self, noun: Token) -> bool:
        """Whether the one thing is reported as lost, or stands in a list that counts the others."""
        token = noun
        for _ in range(6):
            if token.dep not in {"conj", "appos"}:
                break
            token = self.clause.tokens[token.head]
            if any(self.clause.tokens[child].tag == "CD" for child in token.children):
                return True
        verb = self.clause.tokens[token.head]
        return verb.lower in LOST and token.dep in {"dobj", "nsubjpass"} and self._happened(verb)

    def _somebody(self, quantity: Quantity) -> Figure | None:
        """A priest in "Gunmen kidnapped a priest": whoever is killed, hurt or taken is counted, whatever the noun."""
        index = after(self.clause, quantity)
        noun = next(
            (
                token
                for token in self.clause.tokens[index : index + 6]
                if (token.tag == "NN" and token.head < index)
                or (token.tag == "NN" and token.dep in {"dobj", "nsubjpass", "nsubj"})
            ),
            None,
        )
        if (
            noun is None
            or noun.lower in _NO_ONE
            or noun.lower in self.words.things
            or noun.dep not in {"dobj", "nsubjpass", "nsubj", "conj"}
            or noun.index - index > 4
        ):
            return None
        measure = fate(self.clause, noun, self.words)
        if measure not in _ONE_BEFALLEN or not self._happened(self.clause.tokens[noun.head]) or not _PERSON.search(noun.lower):
            return None
        figure = self._made("one-lost", quantity, measure, noun, Span(self.clause.tokens[index].start, noun.end), noun.text)
        figure.quote = Span(quantity.span.start, noun.end)
        return figure

    def _partitive(self, quantity: Quantity, number: Token) -> Figure | None:
        """12 in "12 of the 30 drones": of what the second number counts."""
        index = after(self.clause, quantity)
        while index < len(self.clause.tokens) and self.clause.tokens[index].lower in {
            "of",
            "the",
            "its",
            "their",
            "all",
            "these",
            "those",
        }:
            index += 1
        if (
            index == after(self.clause, quantity)
            or index >= len(self.clause.tokens)
            or self.clause.tokens[index].start not in self._starts
        ):
            return None
        whole = next(
            (each for each in self._quantities if each.number.start <= self.clause.tokens[index].start < each.number.end), None
        )
        noun = counted_noun(self.clause, whole, self.clause.tokens[index], self.words, self._starts) if whole else None
        if whole is None or noun is None:
            return None
        measure, _ = measure_of(self.clause, whole, noun, self.words)
        measure = fate(self.clause, number, self.words) or measure
        return (
            self._made("number-of-the-same", quantity, measure, number, Span(noun.start, noun.end), noun.text)
            if measure
            else None
        )

    # -- no noun is there ----------------------------------------------------------------------------------------

    def _bare(self, quantity: Quantity, number: Token) -> Figure | None:
        if quantity.form is not Form.COUNT and not (quantity.form is Form.VAGUE and quantity.low):
            return None
        known = self._last or self.before
        measure = fate(self.clause, number, self.words)
        if (
            measure is Measure.DISPLACED
            and known
            and known.measure not in {Measure.DISPLACED, Measure.CIVILIANS, Measure.KILLED, Measure.WOUNDED}
        ):
            return self._same(quantity, number, known)
        if measure in {*_ONE_BEFALLEN, Measure.DISPLACED, Measure.AFFECTED, Measure.CASUALTIES} and measure is not None:
            verb = self.clause.tokens[number.head]
            figure = self._made(
                "bare-number-subject" if number.index < verb.index else "bare-number-after-verb", quantity, measure, number
            )
            figure.like = known
            return figure
        return self._reached(quantity, number) or self._same_again(quantity, number)

    def _strong(self, quantity: Quantity) -> Figure | None:
        """Troops for "a 300-strong contingent"."""
        written = "".join(token.lower for token in self.clause.at(quantity.span))
        noun = next((token for token in self.clause.tokens[after(self.clause, quantity) :][:3] if token.lower in _UNITS), None)
        if not written.endswith("strong") or noun is None:
            return None
        first = self.clause.tokens[after(self.clause, quantity)]
        return self._made("number-before-noun", quantity, Measure.TROOPS, noun, Span(first.start, noun.end), noun.text)

    def _reached(self, quantity: Quantity, number: Token) -> Figure | None:
        """700 in "the number of rebels does not exceed 700", 15 in "the death toll rose to 15"."""
        verb = self._verb_above(number)
        if verb is None or (verb.lower not in _REACHING and verb.lower not in _PLACING):
            return None
        if verb.lower in {"began", "begin"}:
            return None
        doer = object_of(self.clause, verb) if verb.lower in _PLACING else None
        passive = next((c for c in verb.children if self.clause.tokens[c].dep == "nsubjpass"), None)
        doer = doer if doer is not None else passive if passive is not None else subject(self.clause, verb)
        figure = (
            self._counted_by(quantity, number, self.clause.tokens[doer])
            if doer is not None and not (self._last and self.clause.tokens[doer].lower in _MISSIONS)
            else None
        )
        if figure is None and self._last is not None and verb.lower in _REACHING:
            figure = self._same(quantity, number, self._last)
        above = {token.lower for token in self.clause.tokens[max(0, number.index - 2) : number.index]} & {
            "above",
            "past",
            "beyond",
        }
        if (
            figure
            and (verb.lower.startswith(_PASSED) or above)
            and quantity.low == quantity.high
            and not any(self.clause.tokens[c].dep == "neg" for c in verb.children)
        ):
            figure.quantity = replace(quantity, high=None, approximate=True)
        return figure

    def _verb_above(self, number: Token) -> Token | None:
        at = number
        for _ in range(4):
            above = self.clause.tokens[at.head]
            if above.index == at.index or not (
                above.dep in {"prep", "advmod", "quantmod", "pcomp", "pobj"} or above.tag.startswith("VB")
            ):
                return None
            if above.tag.startswith("VB"):
                return above
            at = above
        return None

    def _counted_by(self, quantity: Quantity, number: Token, doer: Token) -> Figure | None:
        """By the noun that reaches the number: of fighters in "the number of fighters", the dead of "the toll"."""
        noun = doer
        if doer.lower in _OF_WHAT:
            of = next((self.clause.tokens[c] for c in doer.children if self.clause.tokens[c].lower == "of"), None)
            noun = next((self.clause.tokens[c] for c in of.children if self.clause.tokens[c].dep == "pobj"), doer) if of else doer
        measure = self._measure_reached(doer, noun)
        if measure is None or noun.index == number.index:
            return None
        return self._made(
            "number-reached-by-noun", quantity, measure, number, Span(self.clause.tokens[noun.left].start, noun.end), noun.text
        )

    def _measure_reached(self, doer: Token, noun: Token) -> Measure | None:
        if doer.lower in {"toll", "tolls"}:
            return Measure.KILLED
        if doer.lower == "population" and any(self.clause.tokens[c].lower in {"prison", "jail"} for c in doer.children):
            return Measure.DETAINED
        adjectives = {self.clause.tokens[c].lower for c in noun.children}
        if adjectives & {"displaced"}:
            return Measure.DISPLACED
        thing = thing_of(noun, self.words)
        counted_as = next((self._described_fate(each) for each in (noun, doer) if self._described_fate(each)), None)
        kind = self.words.persons.get(noun.lower) or (Measure.CIVILIANS if noun.tag == "NNPS" else None)
        return thing or (kind and (kind if kind in FATES else counted_as or kind))

    def _described_fate(self, noun: Token) -> Measure | None:
        return next(
            (
                self.words.verbs[child.lower]
                for child in (self.clause.tokens[c] for c in noun.children)
                if child.dep in {"acl", "relcl", "amod"} and child.lower in self.words.verbs and child.tag == "VBN"
            ),
            None,
        )

    def _same_again(self, quantity: Quantity, number: Token) -> Figure | None:
        """A number whose noun was said before, in this sentence, or in the one before when the sentence goes on with it."""
        inside = {token.lower for token in self.clause.at(quantity.span)}
        more = bool(inside & {"more", "extra", "another", "further", "additional", "others"})
        subject_here = number.dep in {"nsubj", "nsubjpass"}
        last = self._last
        if (
            last is not None
            and last.measure is not Measure.SHARE
            and (more or subject_here or self._stands_alone(quantity, number))
        ):
            return self._same(quantity, number, last)
        if self.before is not None and last is None and more and subject_here:
            return self._same(quantity, number, self.before)
        return None

    def _stands_alone(self, quantity: Quantity, number: Token) -> bool:
        """Whether the number is a whole phrase of its own: "received 31", "and 95 on Monday", "8,600 in 2020", "Russia 26"."""
        index = after(self.clause, quantity)
        following = self.clause.tokens[index] if index < len(self.clause.tokens) else None
        ends = (
            following is None
            or following.text in {",", ".", "and"}
            or following.lower in {"in", "on", "at", "throughout", "across", "living", "now", "from", "to", "of"}
        )
        verb = self.clause.tokens[number.head]
        if number.dep == "dobj" and verb.lower not in self.words.owners:
            return False
        body = self.clause.tokens[verb.head]
        if number.dep == "pobj" and verb.lower == "of" and body.lower in _UNITS:
            return True  # "a first group of 2,600 would be sent"
        return ends and number.dep in {"dobj", "conj", "appos", "attr", "npadvmod", "pobj", "dep", "ROOT", "nummod", "oprd"}

    def _same(self, quantity: Quantity, number: Token, like: Figure) -> Figure:
        figure = self._made("number-of-the-same", quantity, like.measure, number, unit=like.unit)
        figure.like = like
        return figure

    def _share(self, quantity: Quantity, number: Token) -> Figure | None:
        """A share counts only where it is a share of forces or of casualties."""
        index = after(self.clause, quantity)
        if index >= len(self.clause.tokens) or self.clause.tokens[index].lower != "of":
            return None
        for token in self.clause.tokens[index + 1 : index + 7]:
            if self.words.persons.get(token.lower) or token.lower in _BODIES:
                noun = Span(self.clause.tokens[index + 1].start, token.end)
                figure = self._made("share-of-forces", quantity, Measure.SHARE, number, noun, token.text)
                figure.quote = Span(quantity.span.start, token.end)
                return figure
            if not token.tag.startswith(("DT", "NN", "JJ", "POS", "PRP", "CD", "VBN")):
                return None
        return None


def _part_of(clause: Clause, figure: Figure, found: list[Figure]) -> Figure:
    """What befell the whole befell its parts: "327 dead: 183 rebels and 44 civilians", "25 killed, 10 of them children"."""
    if figure.measure not in {Measure.TROOPS, Measure.CIVILIANS}:
        return figure
    for whole in reversed(found):
        if whole.measure in FATES and _is_part(clause, figure, whole):
            figure.measure, figure.rule, figure.part = whole.measure, "fate-of-persons", True
            break
        if not whole.part:
            break  # the next of a list goes on with the whole of the one before it
    return figure


def _is_part(clause: Clause, figure: Figure, whole: Figure) -> bool:
    between = {token.lower for token in clause.tokens if whole.quote.end <= token.start < figure.quote.end}
    verb_between = any(
        token.tag in {"VBD", "VBZ", "VBP"} for token in clause.tokens if whole.quote.end <= token.start < figure.quote.start
    )
    return bool(between & _PARTS) and not verb_between
