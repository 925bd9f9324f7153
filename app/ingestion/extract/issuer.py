"""A text to who speaks in it in the first person, and to whom they fight: the army that issues a bulletin, and "the enemy" in it."""

import re
from collections.abc import Iterator
from functools import cached_property

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.extract.army_names import army_of
from app.ingestion.extract.context import Context
from app.ingestion.extract.opponents import Opponents
from app.ingestion.facts import ActorReference, Span
from app.ingestion.text.quotations import covering
from app.vocabulary import ActorKind

ENEMIES = frozenset(("enemy", "enemies", "adversary", "occupier", "occupiers", "invader", "invaders", "aggressor"))
_HEADING = re.compile(
    r"(?:joint |press |media )?(?:statement|declaration|communiqu[eé]|message) (?:by|of|from) (?P<who>[^\n:,.]+?)"
    r"(?= on | about | regarding | concerning | following | after | at | to |[:,.]|$)",
    re.IGNORECASE,
)
_ISSUERS = {ActorKind.STATE, ActorKind.FORCE, ActorKind.ORGAN, ActorKind.ORGANISATION, ActorKind.GROUP}
_HEAD = 240  # characters in which a text says who issues it
_DOCUMENT = r"(?:statement|remarks|report|fact sheet|summary|briefing|communiqu[eé]|bulletin|updates?|release|notes|message|speech|address|declaration|letter|announcement)"
_BODY = r"(?:general|joint|high|press|media|operations?|command|cent(?:re|er)|staff|office|service|spokes\w+|mission|delegation|headquarters|forces)"
_BY = re.compile(rf"\b{_DOCUMENT}\b[^.:\n]{{0,40}}?\b(?:by|of) (?:the )?$", re.IGNORECASE)
_ISSUES = re.compile(
    rf"(?:['’]s)?(?: \([A-Z]+\))?(?: [\w-]+){{0,3}}?(?:\s*[:–-])?\s+(?:{_DOCUMENT}\b|(?:informs|reports|announces|identifies)\b)|"
    rf"(?: {_BODY})*\s*:|(?:, (?:{_BODY}\b ?)+)?\s*\n",
    re.IGNORECASE,
)


def heading(page: Annotated) -> Span | None:
    """The noun phrase of the first line that names whose statement the text is: "Statement by the Foreign Secretary on Aleppo"."""
    match = _HEADING.match(page.text, *page.paragraphs[0]) if page.paragraphs else None
    return Span(*match.span("who")) if match else None


class Issuer:
    """Who issues one article, as far as its first lines say so."""

    def __init__(self, context: Context, opponents: Opponents) -> None:
        """Read when somebody asks."""
        self._context = context
        self._opponents = opponents

    @cached_property
    def who(self) -> ActorReference | None:
        """The body that its heading or first line names as issuing the text, else whose publication it is; None in a newspaper."""
        for span in self._named():
            found = self._context.cast.reference(span, [])
            bodied = found.kind not in {ActorKind.STATE, ActorKind.GROUP}
            if found.kind in _ISSUERS and found.candidates and (bodied or self._stands_alone(span)):
                return self._its_state(found)
        return self._publisher()

    def _publisher(self) -> ActorReference | None:
        """Who published it, if that is no newspaper; the text itself does not name it here, so whoever means it has other words."""
        known = self._context.registry.actors.get(self._context.publisher or "")
        if known is None or known.kind not in _ISSUERS:
            return None
        return self._its_state(ActorReference(known.name, Span(0, 0), known.name, known.kind, (known.id,)))

    def _its_state(self, issuer: ActorReference) -> ActorReference:
        """The state for one of its ministries: what "we" of the Foreign Office have is the country's."""
        state = self._state(issuer.candidates) if issuer.kind is ActorKind.ORGAN else None
        known = self._context.registry.actors.get(state) if state else None
        return ActorReference(issuer.as_written, issuer.span, known.name, known.kind, (known.id,)) if known else issuer

    def _stands_alone(self, span: Span) -> bool:
        """Whether a state or a group is named as who issues it, or on a line of its own; headlines begin with them: "Nigeria: 40 die"."""
        text = self._context.page.text
        return (
            _BY.search(text, 0, span.start) is not None
            or re.match(r"\s*\n| informs\b", text[span.end : span.end + 20]) is not None
        )

    def _named(self) -> Iterator[Span]:
        text = self._context.page.text
        named = self._context.cast.mentions(Span(0, _HEAD))
        headed = heading(self._context.page)
        yield from (each.span for each in named if headed and headed.start <= each.span.start and each.span.end == headed.end)
        yield from (each.span for each in named if _BY.search(text, 0, each.span.start))
        yield from (each.span for each in named if _opens_line(text, each.span) and _ISSUES.match(text, each.span.end))

    @cached_property
    def is_army(self) -> bool:
        """Whether the issuer is an army or a ministry of defence, and no other state's army is named."""
        named = [each for each in self._named() if army_of(self._context, self._ids(each), each)]
        states = {
            army
            for each in self._context.cast.mentions(Span(0, len(self._context.page.text)))
            if (army := army_of(self._context, each.ids, each.span))
        }
        publisher = self._context.publisher
        issues = bool(named) or (publisher is not None and army_of(self._context, (publisher,), Span(0, 0)) == self._own_state)
        return issues and self._own_state is not None and states <= {self._own_state}

    def _ids(self, span: Span) -> tuple[str, ...]:
        return next((each.ids for each in self._context.cast.mentions(span) if each.span == span), ())

    def called(self, span: Span) -> ActorReference | None:
        """The issuer, whom the words at `span` mean without naming it."""
        who = self.who
        return who and ActorReference(self._context.page.text[slice(*span)], span, who.name, who.kind, who.candidates)

    @property
    def is_armed(self) -> bool:
        """Whether it is an army, or an alliance of states."""
        return self.is_army or (self.who is not None and self.who.kind in {ActorKind.FORCE, ActorKind.ORGANISATION})

    @property
    def enemy(self) -> ActorReference | None:
        """The party that the issuer fights, where it is a state, an army or an alliance of them."""
        return self._opponents.of(self.own) if self.own else None

    @cached_property
    def own(self) -> set[str]:
        """The issuer and its state."""
        return {*self.who.candidates, *filter(None, [self._own_state])} if self.who else set()

    @cached_property
    def _own_state(self) -> str | None:
        return self._state(self.who.candidates) if self.who else None

    def _state(self, ids: tuple[str, ...]) -> str | None:
        """The state that one of `ids` is an organ or a force of, or the state itself."""
        state = self._context.registry.state_of(ids[0]) if len(ids) == 1 else None
        return state.id if state else None

    def is_own(self, actor: ActorReference) -> bool:
        """Whether somebody is the issuer or of its state."""
        return self._own_state is not None and self._state(actor.candidates) == self._own_state

    def speaks(self, position: int) -> bool:
        """Whether what stands there is the issuer's own voice, and in no quotation."""
        return covering(self._context.page.quotations, position) is None


def _opens_line(text: str, span: Span) -> bool:
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return re.fullmatch(r"(?:Unofficial translation\.?|The|\W)*\s*", line) is not None
