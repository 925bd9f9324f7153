"""A text with its annotations and its facts → every actor, region and time that it names, in its order.

A person whom no registry knows is a mention where a fact has found that it is one: a run of capitals alone may be anything.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.extract.cast import Cast
from app.ingestion.facts import ActorReference, Claim, Days, Mention, RegionReference, Span, Statement
from app.ingestion.resolve.dates import interval
from app.vocabulary import ActorKind, MentionKind

NEAR = 100  # code points in which a verb is looked for
_COMING = re.compile(
    r"\b(?:will|shall|won[’']t|(?:expect(?:s|ed)?|plan(?:s|ned)?|due|set|going|hopes?|intends?|scheduled|vow(?:s|ed)?) to)\b[^.!?\n]*$"
)


def mentions(page: Annotated, cast: Cast, said: list[Statement], counted: list[Claim], published: date) -> list[Mention]:
    """Everything that the text of `page` names; actors and regions are for `resolve` to fill in."""
    governments = _governments(page, said, counted)
    found = [
        *_registered(page, cast),
        *governments,
        *_named_again(page, cast, said, counted),
        *_places(page, {mention.span for mention in governments}),
        *_dates(page, said, counted, published),
    ]
    return sorted(found, key=lambda mention: (mention.span, mention.kind))


def _registered(page: Annotated, cast: Cast) -> Iterator[Mention]:
    for named in page.actors:
        written = page.text[named.span.start : named.span.end]
        # "Kim" is the Kim whom the article has introduced by the full name
        known = cast.reference(named.span, []) if len(named.ids) > 1 else None
        candidates = known.candidates if known and set(known.candidates) <= set(named.ids) else ()
        yield Mention(
            MentionKind.ACTOR, named.span, actor=ActorReference(written, named.span, written, candidates=candidates or named.ids)
        )


def _governments(page: Annotated, said: list[Statement], counted: list[Claim]) -> list[Mention]:
    """Places that a fact has found to be somebody: "Kyiv said" is not about the town."""
    somebody = {actor.span: actor for actor in _actors(said, counted) if actor.candidates}
    registered = {actor.span for actor in page.actors}
    meant = [actor for place in page.places if place.span not in registered and (actor := somebody.get(place.span))]
    return [Mention(MentionKind.ACTOR, actor.span, actor=replace(actor)) for actor in meant]


def _named_again(page: Annotated, cast: Cast, said: list[Statement], counted: list[Claim]) -> Iterator[Mention]:
    """Persons whom only this article names, and those whom it has introduced by a full name, by their last word."""
    introduced = _by_name({actor.name for actor in _actors(said, counted) if _new(actor)})
    for span in _unregistered(page):
        written = page.text[span.start : span.end]
        name = introduced.get(written.casefold())
        if name:
            person = ActorReference(written, span, name, ActorKind.PERSON)
        elif " " in written or not _is_last_word(person := cast.reference(span, []), written):
            continue
        yield Mention(MentionKind.ACTOR, span, actor=person)


def _is_last_word(person: ActorReference, written: str) -> bool:
    known = person.kind is ActorKind.PERSON and person.candidates
    return bool(known and person.name.split()[1:] and person.name.split()[-1].casefold() == written.casefold())


def _unregistered(page: Annotated) -> Iterator[Span]:
    """Runs of capitals that touch no name of the registry."""
    starts = [actor.span.start for actor in page.actors]
    for run in page.names:
        span = _without_possessive(page.text, run)
        before = bisect_right(starts, span.start) - 1
        if bisect_left(starts, span.end) == before + 1 and (before < 0 or page.actors[before].span.end <= span.start):
            yield span


def _by_name(people: set[str]) -> dict[str, str]:
    """The full name that stands behind a name in small letters; of two brothers' surname, none."""
    named = {name.casefold(): name for name in people}
    for name in people:
        last = name.split()[-1].casefold()
        named[last] = name if named.get(last, name) == name else ""
    return named


def _new(actor: ActorReference) -> bool:
    return actor.kind is ActorKind.PERSON and not actor.candidates and " " in actor.name


def _without_possessive(text: str, span: Span) -> Span:
    return Span(span.start, span.end - 2) if text.endswith(("’s", "'s"), 0, span.end) else span


def _actors(said: list[Statement], counted: list[Claim]) -> Iterator[ActorReference]:
    for statement in said:
        yield from (actor for actor in (statement.speaker, statement.addressee) if actor)
        yield from (each for hop in statement.attribution for each in (hop.actor, *hop.actor.together))
    for claim in counted:
        yield from (actor for actor in (claim.force, claim.claimant) if actor)
        yield from (hop.actor for hop in claim.attribution)


def _places(page: Annotated, others: set[Span]) -> Iterator[Mention]:
    for place in (place for place in (*page.places, *page.places_in_actors) if place.span not in others):
        written = page.text[place.span.start : place.span.end]
        region = RegionReference(written, place.span, place.relation, place.ids, place.division)
        yield Mention(MentionKind.REGION, place.span, region=region)


def _dates(page: Annotated, said: list[Statement], counted: list[Claim], published: date) -> Iterator[Mention]:
    """A fact knows from its verb whether "Tuesday" is past; what no fact is about is read as the words before it say."""
    known = {days.span: days for days in (*(fact.said for fact in said), *(fact.as_of for fact in counted)) if days.span}
    anchor: date | None = None  # the day mentioned last, from which "two days later" counts
    for expression in page.times:
        days: Days | None = known.get(expression.span)
        if days is None:
            coming = _COMING.search(page.text, max(0, expression.span.start - NEAR), expression.span.start)
            days = interval(expression, published, past=not coming, anchor=anchor)
        if days and days.start == days.end:
            anchor = days.start
        yield Mention(MentionKind.DATE, expression.span, days=days)
