"""Figures and statements to claims: whose force it is, who claims it, where and as of when."""

from bisect import bisect_left
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.date_forms import TimeExpression
from app.ingestion.annotate.numbers import articles
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.context import Context, Said, in_quotation
from app.ingestion.extract.figures import LOST, Figure, Reader
from app.ingestion.extract.forces import Forces
from app.ingestion.extract.scenes import region
from app.ingestion.extract.sites import sites
from app.ingestion.facts import Claim, Days, RegionReference, Span, Statement
from app.ingestion.registry import Registry
from app.ingestion.resolve.dates import interval
from app.ingestion.resolve.regions import country_of
from app.vocabulary import Basis, Measure, Modality, Precision

_NO_CLAIM = {"responsibility"}  # who claims an attack gives no figure of it
_DENIED = {"denied", "denies", "denying"}


def claims(page: Annotated, cast: Cast, registry: Registry, said: list[Statement], published: date) -> list[Claim]:
    """The claims of an article, in the order of its text. Each belongs to the innermost statement that holds its quote."""
    context = Context(page, cast, registry, Said(said), published, counted(), sites(page.text, page.places, registry))
    forces = Forces(context)
    regions: dict[int, RegionReference | None] = {}
    made: list[Claim] = []
    last: Figure | None = None
    for clause in page.clauses:
        for figure in _figures(context, clause, last):
            statement = _innermost(context, figure.quote)
            regions[id(figure)] = region(context, figure, statement, regions.get(id(figure.like)))
            made.append(_claim(context, figure, statement, forces, regions[id(figure)]))
            last = figure
    return _distinct(made)


def _figures(context: Context, clause: Clause, last: Figure | None) -> list[Figure]:
    counts = context.quantities(clause)
    losses = any(token.lower in context.words.verbs or token.lower in LOST for token in clause.tokens)
    ones = articles(context.page.text, clause.tokens[0].start, clause.tokens[-1].end) if counts or losses else []
    return Reader(clause, [*counts, *(one for one in ones if not in_quotation(clause, one.span))], context.words, last).figures()


def _distinct(made: list[Claim]) -> list[Claim]:
    """One claim for each quote: a clause inside a quotation is read once for itself."""
    kept: list[Claim] = []
    for claim in sorted(made, key=lambda each: (each.quote.start, -each.quote.end)):
        if not kept or claim.quote.start >= kept[-1].quote.end:
            kept.append(claim)
    return kept


def _claim(context: Context, figure: Figure, statement: Statement | None, forces: Forces, where: RegionReference | None) -> Claim:
    if _abroad(context, figure, where):
        figure.measure = Measure.DISPLACED
    denied = statement is not None and context.page.text[slice(*statement.cue)].lower() in _DENIED
    return Claim(
        quote=figure.quote,
        measure=figure.measure,
        low=figure.quantity.low,
        high=figure.quantity.high,
        approximate=figure.quantity.approximate,
        sentence=figure.clause.sentence,
        as_of=_as_of(context, figure, statement),
        rule=figure.rule,
        unit=figure.unit,
        hedge=figure.quantity.hedge,
        modality=Modality.DENIED if denied else figure.modality,
        force=forces.of(figure, statement),
        claimant=statement.speaker if statement else None,
        region=where,
        statement=statement,
        attribution=list(statement.attribution) if statement else [],
    )


_MANY = 1000


def _abroad(context: Context, figure: Figure, where: RegionReference | None) -> bool:
    """Whether a people is counted by the thousand in another country than its own: "millions of Syrians in Lebanon" fled there."""
    amount = figure.quantity.low or figure.quantity.high or 0
    if figure.measure is not Measure.CIVILIANS or figure.noun is None or where is None or not where.candidates or amount < _MANY:
        return False
    named = [mention for mention in context.cast.mentions(figure.noun) if mention.span.end == figure.noun.end]
    homes = {context.registry.actors[id].country for mention in named for id in mention.ids if id in context.registry.actors}
    hosts = {country_of(context.registry, id) for id in where.candidates}
    return bool(homes) and None not in homes | hosts and not homes & hosts


def _innermost(context: Context, quote: Span) -> Statement | None:
    holding = [statement for statement in context.said.holding(quote) if statement.rule not in _NO_CLAIM]
    return min(holding, key=lambda statement: statement.content.end - statement.content.start, default=None)


# --- when -----------------------------------------------------------------------------------------------------------


def _as_of(context: Context, figure: Figure, statement: Statement | None) -> Days:
    """By the time expression that hangs on the figure's verb and dates no utterance, else by the statement it stands in."""
    past = figure.modality not in {Modality.EXPECTED, Modality.PLANNED}
    expressions = _own_times(context, figure, statement)
    for expression in sorted(expressions, key=lambda each: (_distance(figure, each), abs(each.span.start - figure.quote.end))):
        found = interval(expression, context.published, past=past, anchor=_anchor(context, expression))
        if found:
            return found
    if statement:
        basis = Basis.PUBLICATION if statement.said.basis is Basis.PUBLICATION else Basis.SAID
        return Days(statement.said.start, statement.said.end, statement.said.precision, basis)
    return Days(context.published, context.published, Precision.DAY, Basis.PUBLICATION)


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
    if dated is None or own is None or dated.index == own.index:
        return 0
    if _is_above(clause, dated, own):
        return 1
    if _is_above(clause, own, dated):
        return 2
    if expression.span.start < dated.start < own.start:
        return 1  # "Today the attacks killed 35 and wounded scores": what opens a sentence dates all its verbs
    if "conj" not in {dated.dep, own.dep}:
        return 2
    return 2 if _future(clause, dated) == _future(clause, own) and own.start < dated.start < expression.span.start else _ELSEWHERE


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
    for earlier in reversed(times[max(0, number - 4) : number]):
        found = interval(earlier, context.published)
        if found and found.start == found.end:
            return found.start
    return None
