"""Figures and statements to claims: whose force it is, who claims it, where and as of when."""

import re
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause
from app.ingestion.annotate.counted import counted
from app.ingestion.extract import counting
from app.ingestion.extract.camps import Camps
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.context import Context, Said
from app.ingestion.extract.custody import Custody
from app.ingestion.extract.entries import of_losses
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import LOST, Figure, Reading
from app.ingestion.extract.forces import Forces
from app.ingestion.extract.lists import Lists
from app.ingestion.extract.modality import modality
from app.ingestion.extract.recorders import recorder
from app.ingestion.extract.regions import region
from app.ingestion.extract.sites import sites
from app.ingestion.extract.times import as_of
from app.ingestion.facts import ActorReference, Claim, RegionReference, Span, Statement
from app.ingestion.registry import Registry
from app.ingestion.resolve.regions import country_of
from app.vocabulary import Measure, Modality

_NO_CLAIM = {"responsibility"}  # who claims an attack gives no figure of it
_DENIED = {"denied", "denies", "denying"}


def claims(
    page: Annotated, cast: Cast, registry: Registry, said: list[Statement], published: date, publisher: str | None
) -> list[Claim]:
    """The claims of an article, in the order of its text. Each belongs to the innermost statement that holds its quote.

    `publisher` is the actor who published it, where the registry knows one.
    """
    places = sites(page.text, page.places, page.actors, registry)
    camps, custody = Camps(page.text), Custody(page.text)
    context = Context(page, cast, registry, Said(said), published, publisher, counted(), places, camps, custody, Lists(page))
    forces = Forces(context)
    statements: dict[int, Statement | None] = {}
    regions: dict[int, RegionReference | None] = {}
    made: list[Claim] = []
    told: list[Figure] = []
    for clause in page.clauses:
        for figure in _figures(context, clause, told):
            if _speaks(context, figure):
                continue
            statement = _innermost(context, figure.quote) or _of_whole(figure, statements)
            statements[id(figure)] = statement
            before = told[-1] if told and _in_bracket_after(context, told[-1], figure) else figure.like
            regions[id(figure)] = region(context, figure, statement, regions.get(id(before)))
            made.append(_claim(context, figure, statement, forces, regions[id(figure)]))
            told.append(figure)
    return _distinct(made)


_DETAIL = re.compile(r"[^()]*\([^()]*$|\s*(?:,|,? and)\s*$")


def _in_bracket_after(context: Context, last: Figure, figure: Figure) -> bool:
    """Whether the figure is a detail in brackets of the last: "254 casualties (219 killed and 35 injured)"."""
    text, end = context.page.text, figure.clause.tokens[-1].end
    closes = text.find(")", figure.quote.end, end)
    opens = text.find("(", figure.quote.end, end)
    inside = closes >= 0 and (opens < 0 or closes < opens)
    return inside and last.clause is figure.clause and _DETAIL.match(text[last.quote.end : figure.quote.start]) is not None


def _figures(context: Context, clause: Clause, told: list[Figure]) -> list[Figure]:
    counts = context.quantities(clause)
    words = context.words
    losses = any(
        token.lower in words.verbs or token.lower in LOST or words.persons.get(token.lower) in FATES for token in clause.tokens
    )
    ones = context.articles(clause) if counts or losses else []
    quantities = sorted([*counts, *ones], key=lambda each: each.span)
    found = counting.figures(Reading(clause, context.words, context.camps, context.custody, quantities, told))
    heading = context.lists.heading(clause) if found else None
    for figure in found:
        if heading and figure.rule == "number-after-noun" and figure.measure is Measure.TROOPS and of_losses(heading.clause):
            figure.measure = Measure.CASUALTIES
        if heading and figure.modality is Modality.ASSERTED:
            figure.modality = modality(heading.clause, heading.word, context.words)
    return found


def _distinct(made: list[Claim]) -> list[Claim]:
    """One claim for each quote: a clause inside a quotation is read once for itself."""
    kept: list[Claim] = []
    for claim in sorted(made, key=lambda each: (each.quote.start, -each.quote.end)):
        if not kept or claim.quote.start >= kept[-1].quote.end:
            kept.append(claim)
    return kept


def _claim(context: Context, figure: Figure, statement: Statement | None, forces: Forces, where: RegionReference | None) -> Claim:
    like = figure.like.measure if figure.like else None
    if _abroad(context, figure, where) or (figure.measure is Measure.CIVILIANS and like is Measure.DISPLACED):
        figure.measure = Measure.DISPLACED  # "a million Syrians in Beirut, and another 500,000 in the south"
    denied = statement is not None and context.page.text[slice(*statement.cue)].lower() in _DENIED
    return Claim(
        quote=figure.quote,
        measure=figure.measure,
        low=figure.quantity.low,
        high=figure.quantity.high,
        approximate=figure.quantity.approximate,
        sentence=figure.clause.sentence,
        as_of=as_of(context, figure, statement),
        rule=figure.rule,
        unit=figure.unit,
        hedge=figure.quantity.hedge,
        modality=Modality.DENIED if denied else figure.modality,
        force=forces.of(figure, statement),
        claimant=_other(statement.speaker) if statement else recorder(context.cast, figure),
        region=where,
        statement=statement,
        attribution=list(statement.attribution) if statement else [],
    )


_OURSELVES = re.compile(r"(?:we|us|our|ours)\b(?! (?:allies|partners))", re.IGNORECASE)


def _other(speaker: ActorReference | None) -> ActorReference | None:
    """The speaker, unless the text itself speaks: "according to our data" is its own voice."""
    return None if speaker and not speaker.candidates and _OURSELVES.match(speaker.as_written) else speaker


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


_OFFICE = 80  # characters of what somebody is, his name and the verb of saying


def _speaks(context: Context, figure: Figure) -> bool:
    """Whether it is one who speaks behind those who were hurt: "a toddler and a woman died, a health official, Omar Haddad, said"."""
    following = context.said.following(figure.quote) if figure.rule == "one-lost" else None
    if following is None or following.speaker is None or following.cue.start - figure.quote.end > _OFFICE:
        return False
    speaker = following.speaker.span
    text = context.page.text
    named = re.fullmatch(r", [A-Z][\w’'-]+(?: [\w’'-]+){0,3}, ", text[figure.quote.end : following.cue.start]) is not None
    return (named and not following.holds(figure.quote)) or (
        speaker.start < figure.quote.end and figure.quote.start < speaker.end
    )


def _of_whole(figure: Figure, statements: dict[int, Statement | None]) -> Statement | None:
    """The statement of the whole, where its parts follow behind the speaker: "Nine died, said the mayor, four of them children"."""
    whole = figure.whole or (None if figure.clause.inside else figure.like)
    part = whole is not None and (figure.whole is not None or _says_of_them(figure) or _has_no_verb(figure, whole, statements))
    return statements.get(id(whole)) if part and whole and whole.clause.sentence == figure.clause.sentence else None


def _has_no_verb(figure: Figure, whole: Figure, statements: dict[int, Statement | None]) -> bool:
    """Whether a second number goes on behind the source without a verb: "9,000 in the bush, according to the UN, and 300 abroad"."""
    statement = statements.get(id(whole))
    between = [token for token in figure.clause.tokens if whole.quote.end <= token.start < figure.quote.start]
    joined = bool(between) and between[-1].lower == "and"
    verbs = [token for token in between if token.tag in {"VBD", "VBZ", "VBP", "MD"}]
    return joined and statement is not None and all(statement.cue.start <= verb.start < statement.cue.end for verb in verbs)


def _says_of_them(figure: Figure) -> bool:
    following = [token.lower for token in figure.clause.tokens if token.start >= figure.quantity.span.end][:2]
    return following in (["of", "them"], ["of", "whom"])


def _innermost(context: Context, quote: Span) -> Statement | None:
    holding = [statement for statement in context.said.holding(quote) if statement.rule not in _NO_CLAIM]
    return min(holding, key=lambda statement: statement.content.end - statement.content.start, default=None)
