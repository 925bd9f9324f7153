"""Words of a clause to the owner they name: a state, an armed force, a group, or the bearers themselves."""

import re

from app.ingestion.annotate.clauses import Token
from app.ingestion.extract.context import Context
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.introductions import Introductions
from app.ingestion.extract.issuer import ENEMIES, Issuer
from app.ingestion.extract.opponents import Opponents
from app.ingestion.extract.pronouns import OWNERS, PRONOUNS, Pronouns
from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import ActorKind

_OF_STATE = re.compile(r"army|armed forces|military|air force|navy|defen[cs]e|government|general staff", re.IGNORECASE)
_FIGHTING = {"rebels", "militants", "insurgents", "jihadists", "gunmen", "separatists", "fighters"}
_BACKED = re.compile(
    r"[-‐‑](?:backed|aligned|allied|linked|supported|sponsored|armed|funded|trained|supplied)\b"
)  # who is not the backer
_WITH_US = {"allies", "ally", "partners", "partner", "friends"}  # ours, and not us
_GOVERNING = {"administration", "government", "army", "military", "leadership"}


class Owners:
    """Whom the words of one article name as the owner of what is counted."""

    def __init__(self, context: Context, introductions: Introductions) -> None:
        self._context = context
        self.opponents = Opponents(context, introductions)
        self.issuer = Issuer(context, self.opponents)
        self.pronouns = Pronouns(context, self.issuer)

    def actor(self, figure: Figure, token: Token, statement: Statement | None = None) -> ActorReference | None:
        """The owner that the phrase of a token names: itself, its possessor, its capital, the state of a person in office."""
        clause, cast = figure.clause, self._context.cast
        if token.lower in PRONOUNS:
            return self.pronouns.meant(token, figure, statement)
        if token.lower in ENEMIES:
            return self._enemy(token, statement)
        mentions = [
            mention for mention in cast.mentions(Span(clause.tokens[token.left].start, token.end)) if self.owns(mention.ids)
        ]
        mentions = [
            each
            for each in mentions
            if not _parted(figure, each.span.end, token) and not _BACKED.match(self._context.page.text, each.span.end)
        ]
        whole = cast.mentions(Span(clause.tokens[token.left].start, clause.tokens[token.right].end))
        mentions += [
            each for each in whole if each.span.start <= token.start < each.span.end and self.owns(each.ids)
        ]  # "the Ministry of Defence"
        if mentions:
            return cast.reference(mentions[-1].span, [])
        of = next(
            (clause.tokens[c] for c in token.children if clause.tokens[c].lower in {"of", "from"} and c == token.index + 1), None
        )
        group = (
            [each for each in cast.mentions(Span(of.end, clause.tokens[of.right].end)) if self.of_group(each.ids)] if of else []
        )
        if group and token.lower in _FIGHTING:
            return cast.reference(group[0].span, [])  # "militants of the Tigray People's Liberation Front"
        states = [each for each in cast.mentions(Span(of.end, clause.tokens[of.right].end)) if self.owns(each.ids)] if of else []
        if states and token.lower in _GOVERNING:
            return cast.reference(states[0].span, [])  # "the administration of US President Ana Ruiz"
        if token.lower in {"country", "nation"}:
            return self._of_country(figure, token)
        coalition = next((each for each in clause.tokens[token.left : token.index + 1] if each.lower == "coalition"), None)
        if coalition:
            return self.coalition(coalition)
        owner = next((clause.tokens[c] for c in token.children if clause.tokens[c].dep == "poss"), token)
        if owner.lower in PRONOUNS or owner.lower in ENEMIES:
            return None if token.lower in _WITH_US else self.actor(figure, owner, statement)  # "his men had lost nine soldiers"
        span = Span(clause.tokens[owner.left].start, owner.end)
        person = cast.state_behind(span)
        if person:
            return person
        named = cast.reference(span, [])
        return named if named.kind in OWNERS and named.candidates else self._own_words(figure, owner)

    def state_of(self, reference: ActorReference, figure: Figure) -> ActorReference:
        """The United States for "US troops", which names its armed forces by the very noun that is counted."""
        actors = self._context.registry.actors
        known = actors.get(reference.candidates[0]) if len(reference.candidates) == 1 else None
        unit = (figure.unit or "").lower()
        if not (
            known and known.kind is ActorKind.FORCE and known.parent and unit and reference.as_written.lower().endswith(unit)
        ):
            return reference
        written = reference.as_written[: -len(unit)].strip().removesuffix("'s").removesuffix("’s")
        state = self._context.registry.state_of(known.id)
        span = Span(reference.span.start, reference.span.start + len(written))
        return ActorReference(written, span, state.name, ActorKind.STATE, (state.id,)) if state and written else reference

    def state_of_army(self, reference: ActorReference) -> ActorReference:
        """Ukraine for "the Ukrainian military": what an army or a ministry of defence has is the state's."""
        actors = self._context.registry.actors
        at = reference.candidates[0] if len(reference.candidates) == 1 else None
        if at not in actors or not _OF_STATE.search(actors[at].name) or actors[at].kind not in {ActorKind.FORCE, ActorKind.ORGAN}:
            return reference
        state = self._context.registry.state_of(at)
        if state is None:
            return reference
        return ActorReference(reference.as_written, reference.span, state.name, ActorKind.STATE, (state.id,))

    def _enemy(self, token: Token, statement: Statement | None) -> ActorReference:
        """Whom the issuer of the text fights; the word itself where the text does not name him, or somebody else speaks of his own."""
        ours = self.issuer.speaks(token.start) and (
            statement is None or statement.speaker is None or self.issuer.is_own(statement.speaker)
        )
        span, known = Span(token.start, token.end), self.issuer.enemy if ours else None
        if known is None:
            return ActorReference(token.text, span, token.text, ActorKind.GENERIC)
        return ActorReference(token.text, span, known.name, known.kind, known.candidates)

    def coalition(self, token: Token) -> ActorReference:
        """The US-led coalition for "coalition aircraft", where the text has named it; else the word itself."""
        known = self._context.cast.body_called("coalition", token.start)
        name, ids = (known.name, known.candidates) if known else (token.text, ())
        return ActorReference(token.text, Span(token.start, token.end), name, ActorKind.GROUP, ids)

    def against(self, figure: Figure) -> ActorReference | None:
        """al-Shabaab in "raids on al-Shabaab camps killed 30 militants"."""
        sentence = figure.clause.sentence
        for match in re.finditer(
            r"\b(?:against|on|targeting|targeted)\s+(?:the\s+)?(?=[A-Z]|al-)", self._context.page.text[slice(*sentence)]
        ):
            at = sentence.start + match.end()
            found = [
                mention
                for mention in self._context.cast.mentions(Span(at, min(at + 50, sentence.end)))
                if mention.span.start == at
            ]
            if found and any(self._kind(id) in {ActorKind.GROUP, ActorKind.FORCE} for id in found[0].ids):
                return self._context.cast.reference(found[0].span, [])
        return None

    def _own_words(self, figure: Figure, token: Token) -> ActorReference | None:
        """The rebels in "the rebels' arsenal": bearers without a name of their own."""
        generic = [
            mention for mention in self._context.cast.mentions(Span(token.start, token.end)) if mention.span.start == token.start
        ]
        fighting = token.lower in _FIGHTING
        return (
            ActorReference(
                token.text, Span(token.start, token.end), token.text, ActorKind.GENERIC, generic[0].ids if generic else ()
            )
            if fighting
            else None
        )

    def _of_country(self, figure: Figure, token: Token) -> ActorReference | None:
        """Israel for "the country has 20,000 reservists", where the text has named it."""
        meant = next((place for place in self._context.places(figure.clause) if place.span.end == token.end), None)
        state = self._context.cast.state_of(meant.ids[0]) if meant and len(meant.ids) == 1 else None
        span = Span(token.start, token.end)
        return ActorReference(token.text, span, state.name, ActorKind.STATE, (state.id,)) if state else None

    def attackers(self, figure: Figure) -> ActorReference | None:
        """The group that the sentence before is about: al-Shabaab for "the gunmen" after "Al-Shabaab stormed the town"."""
        before = self.pronouns.subject_before(figure)
        groups = {self._kind(id) for id in before.candidates} if before and "coalition" not in before.name.lower() else set()
        return before if groups == {ActorKind.GROUP} else None

    def owns(self, ids: tuple[str, ...]) -> bool:
        """Whether any of the actors `ids` can own troops and weapons."""
        return any(self._kind(id) in OWNERS for id in ids)

    def countries(self, actor: ActorReference) -> set[str]:
        """The countries of those whom a reference may stand for; their own ids where they have none."""
        known = (self._context.registry.actors.get(id) for id in actor.candidates)
        return {each.country or each.id for each in known if each}

    def of_group(self, ids: tuple[str, ...]) -> bool:
        """Whether any of the actors `ids` is an armed group or a force."""
        return any(self._kind(id) in {ActorKind.GROUP, ActorKind.FORCE} for id in ids)

    def _kind(self, id: str) -> ActorKind | None:
        known = self._context.registry.actors.get(id)
        return known.kind if known else None


def _parted(figure: Figure, end: int, token: Token) -> bool:
    """Whether a name before a noun only stands in a phrase of its own: the UN in "Of the 900 due under the UN plan, half"."""
    between = figure.clause.tokens[token.left : token.index]
    return any(each.start >= end and each.text == "," for each in between)
