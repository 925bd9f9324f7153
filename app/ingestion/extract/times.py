"""A figure to the days it is about: by the time expression that hangs on its verb, else by the statement it stands in, else by publication."""

from bisect import bisect_left
from datetime import date

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.date_forms import Link, TimeExpression
from app.ingestion.extract.context import Context
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.tallies import TALLYING
from app.ingestion.facts import Days, Statement
from app.ingestion.resolve.dates import interval
from app.vocabulary import Basis, Modality, Precision

_NO_CLAIM = {"responsibility"}  # who claims an attack gives no figure of it
_TIDINGS = frozenset("word news reports report details footage images evidence".split())


def as_of(context: Context, figure: Figure, statement: Statement | None) -> Days:
    """By the time expression that hangs on the figure's verb and dates no utterance, else by the statement it stands in."""
    coming = figure.modality in {Modality.EXPECTED, Modality.PLANNED}
    expressions = [each for each in _own_times(context, figure, statement) if not _only_fast(context, figure, each)]
    for expression in sorted(expressions, key=lambda each: (_distance(figure, each), abs(each.span.start - figure.quote.end))):
        past = not coming or _dates_a_deed(figure.clause, expression)
        found = interval(expression, context.published, past=past, anchor=_anchor(context, expression))
        if found:
            return found
    if statement:
        basis = Basis.PUBLICATION if statement.said.basis is Basis.PUBLICATION else Basis.SAID
        return Days(statement.said.start, statement.said.end, statement.said.precision, basis)
    return Days(context.published, context.published, Precision.DAY, Basis.PUBLICATION)


def _dates_a_deed(clause: Clause, expression: TimeExpression) -> bool:
    """Whether the expression says when somebody has asked or ordered: "called in February for 900 men"."""
    tokens = clause.at(expression.span)
    verb = _verb_over(clause, clause.tokens[clause.head_of(tokens[0].index, tokens[-1].index)]) if tokens else None
    return verb is not None and verb.tag == "VBD" and verb.lower not in {"was", "were", "had", "expected"}


def _own_times(context: Context, figure: Figure, statement: Statement | None) -> list[TimeExpression]:
    """The expressions of the clause that date what the figure is about."""
    taken = {each.said.span for each in context.said.holding(figure.quote) if each.rule not in _NO_CLAIM}
    found = [each for each in context.times(figure.clause) if each.span not in taken and _distance(figure, each) < _ELSEWHERE]
    if statement is None:
        return found
    if figure.clause.inside:
        return [each for each in found if statement.holds(each.span)] or found
    phrase = min(statement.cue.start, statement.speaker.span.start if statement.speaker else statement.cue.start)
    return [each for each in found if statement.holds(each.span) or each.span.end <= phrase]


_ELSEWHERE = 3


def _distance(figure: Figure, expression: TimeExpression) -> int:
    """0 where the expression hangs on the figure's own verb, 1 on one above it, 2 below it, 3 on another altogether."""
    clause = figure.clause
    tokens = clause.at(expression.span)
    if not tokens:
        return _ELSEWHERE
    dated = _verb_over(clause, clause.tokens[clause.head_of(tokens[0].index, tokens[-1].index)])
    own = _verb_over(clause, clause.tokens[figure.head])
    if dated is not None and _runs_on(clause, dated, expression):
        dated = _verb_over(clause, clause.tokens[dated.head])
    if _is_measured_by(clause, expression, tokens[0]) or _in_other_part(figure, tokens[0]):
        return _ELSEWHERE
    if dated is not None and own is not None and _is_occasion(clause, own, dated, expression):
        return 2
    if dated is None or own is None or dated.index == own.index:
        return 0
    if _is_above(clause, dated, own):
        now = (
            own.dep == "relcl" and own.tag in {"VBZ", "VBP"} and dated.tag == "VBD"
        )  # "attacked Gao, which hosts 9,000 refugees"
        return _ELSEWHERE if now or _becomes_known(clause, dated) else 1
    if _is_above(clause, own, dated):
        return 2 if _dates_what_is_told(clause, figure, dated, own) else _ELSEWHERE
    if expression.span.start < dated.start < own.start:
        return 1  # "Today the attacks killed 35 and wounded scores": what opens a sentence dates all its verbs
    if (
        own.dep == "conj"
        and own.head == dated.index
        and dated.start < expression.span.start < own.start
        and _both_happened(clause, dated, own)
    ):
        return 2  # "shelled the camp on Monday, and 11 people were killed"
    shared = own.start < dated.start < expression.span.start and _future(clause, dated) == _future(clause, own)
    return 2 if shared and "conj" in {dated.dep, own.dep} else _ELSEWHERE


def _is_measured_by(clause: Clause, expression: TimeExpression, first: Token) -> bool:
    """Whether the time only says among what something is the worst or the first: "the deadliest raid since 2014"."""
    if expression.link is not Link.SINCE:
        return False
    for token in reversed(clause.tokens[max(0, first.index - _COMPARED) : first.index]):
        if token.tag in {"VBD", "VBZ", "VBP", "MD"} or token.text in {",", ";"}:
            return False
        if token.index and (token.tag in {"JJS", "RBS"} or token.lower == "first") and token.lower not in {"least", "latest"}:
            return clause.tokens[token.index - 1].tag in {"DT", "PRP$", "POS"}
    return False


_COMPARED = 8  # tokens of "the worst outbreak of fighting in the region since"


def _in_other_part(figure: Figure, first: Token) -> bool:
    """Whether the time stands behind a semicolon that ends what is told of the figure: "some 90 have fled; at least 12 died on Monday"."""
    return any(token.text == ";" and figure.quote.end <= token.start < first.start for token in figure.clause.tokens)


def _runs_on(clause: Clause, verb: Token, expression: TimeExpression) -> bool:
    """Whether the verb only tells what somebody was about when it happened: "attacked people queueing at the bank on Monday"."""
    noun = clause.tokens[verb.head]
    between = clause.tokens[noun.index + 1 : verb.index]
    first = clause.at(expression.span)[0].index
    return (
        verb.dep == "acl"
        and first > 0
        and clause.tokens[first - 1].lower == "on"
        and verb.tag == "VBG"
        and all(token.text != "," for token in between)
        and verb.start < expression.span.start
    )


def _is_occasion(clause: Clause, own: Token, dated: Token, expression: TimeExpression) -> bool:
    """Whether what is dated is when the figure's own deed was done: "40 were killed when a bomb exploded on Monday", however it is parsed."""
    if not own.start < dated.start < expression.span.start or dated.tag != "VBD" or own.tag not in {"VBD", "VBN"}:
        return False
    between = clause.tokens[own.index + 1 : dated.index]
    verbs = [token for token in between if token.tag in {"VBD", "VBZ", "VBP", "MD"}]
    return not verbs and any(token.lower in {"when", "as"} and token.tag in {"WRB", "IN"} for token in between)


def _both_happened(clause: Clause, dated: Token, own: Token) -> bool:
    """Whether two verbs tell in the past tense what happened, one after the other."""
    told = [verb.tag == "VBD" or any(clause.tokens[c].lower in {"was", "were"} for c in verb.children) for verb in (dated, own)]
    perfect = any(clause.tokens[c].lower in {"had", "has", "have", "been"} for verb in (dated, own) for c in verb.children)
    return all(told) and not perfect


def _becomes_known(clause: Clause, verb: Token) -> bool:
    """Whether the verb only tells when something was heard: "word came at the weekend that the rebels had taken 60 prisoners"."""
    return any(clause.tokens[c].lower in _TIDINGS for c in verb.children)


def _dates_what_is_told(clause: Clause, figure: Figure, dated: Token, own: Token) -> bool:
    """Whether a verb below the figure's own tells when: "the attack that began on Monday killed 12"; not "to try men seized in 2019"."""
    noun = clause.tokens[dated.head]
    if dated.lower in TALLYING or _is_aside(clause, dated):
        return False
    counted = figure.noun is not None and figure.noun.start <= noun.start < figure.noun.end
    if dated.dep not in {"acl", "relcl"} or noun.index == figure.head or (counted and own.tag not in {"VBZ", "VBP"}):
        return True
    link = clause.tokens[noun.head]
    told_in = noun.dep == "pobj" and link.lower in {"in", "during"} and link.head == own.index
    return told_in or (noun.dep in {"nsubj", "nsubjpass"} and noun.head == own.index)


def _is_aside(clause: Clause, verb: Token) -> bool:
    """Whether the verb only tells more about somebody or something: "the war, which began in 2014, has killed …"."""
    pronoun = next((clause.tokens[c] for c in verb.children if clause.tokens[c].tag in {"WDT", "WP", "WRB"}), None)
    return verb.dep == "relcl" and pronoun is not None and pronoun.index > 0 and clause.tokens[pronoun.index - 1].text == ","


def _only_fast(context: Context, figure: Figure, expression: TimeExpression) -> bool:
    """Whether "overnight" is only fast: "a million people could be displaced overnight"."""
    return figure.modality is Modality.POSSIBLE and context.page.text[slice(*expression.span)].lower() == "overnight"


def _future(clause: Clause, verb: Token) -> bool:
    return any(clause.tokens[child].tag == "MD" for child in verb.children)


def _verb_over(clause: Clause, token: Token) -> Token | None:
    for _ in range(10):
        if token.tag.startswith("VB"):
            return token
        if token.head == token.index:
            return None
        token = clause.tokens[token.head]
    return None


def _is_above(clause: Clause, above: Token, below: Token) -> bool:
    at = below
    for _ in range(12):
        if at.head == at.index:
            return False
        joined, at = at.dep == "conj" and at.tag.startswith("VB"), clause.tokens[at.head]
        if at.index == above.index:
            return not joined
    return False


def _anchor(context: Context, expression: TimeExpression) -> date | None:
    """The day last mentioned before the expression, from which "two days later" counts."""
    times = context.page.times
    number = bisect_left(times, expression.span.start, key=lambda each: each.span.start)
    day = None
    for earlier in times[max(0, number - 4) : number]:
        found = interval(earlier, context.published, anchor=day)
        day = found.start if found and (found.start == found.end or expression.link is Link.SINCE) else day
    return day
