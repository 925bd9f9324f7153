"""Words of a clause to the owner they name: a state, an armed force, a group, or the bearers themselves."""

import re
from bisect import bisect_left

from app.ingestion.annotate.clauses import Token
from app.ingestion.extract.context import Context
from app.ingestion.extract.figures import Figure
from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import ActorKind

OWNERS = {ActorKind.STATE, ActorKind.FORCE, ActorKind.GROUP, ActorKind.ORGAN, ActorKind.ORGANISATION}
PRONOUNS = {"it", "they", "its", "their", "his", "her", "he", "she", "we", "our"}
_FIGHTING = {"rebels", "militants", "insurgents", "jihadists", "gunmen", "separatists", "fighters"}
_GOVERNING = {"administration", "government", "army", "military", "leadership"}
_BODIES = {"army", "military", "militia", "government", "ministry", "police", "navy", "force", "forces", "group", "coalition"}
_APART = 4  # characters between two sentences of one paragraph


class Owners:
    """Whom the words of one article name as the owner of what is counted."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def actor(self, figure: Figure, token: Token, statement: Statement | None = None) -> ActorReference | None:
        """The owner that the phrase of a token names: itself, its possessor, its capital, the state of a person in office."""
        clause, cast = figure.clause, self._context.cast
        if token.lower in PRONOUNS:
            return self.pronoun(token, figure, statement)
        mentions = [
            mention for mention in cast.mentions(Span(clause.tokens[token.left].start, token.end)) if self.owns(mention.ids)
        ]
        if mentions:
            return cast.reference(mentions[-1].span, [])
        of = next(
            (clause.tokens[c] for c in token.children if clause.tokens[c].lower in {"of", "from"} and c == token.index + 1), None
        )
        group = (
            [each for each in cast.mentions(Span(of.end, clause.tokens[of.right].end)) if self._of_group(each.ids)] if of else []
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
        at: str | None = known.id
        while at and actors[at].kind is not ActorKind.STATE:
            at = actors[at].parent
        span = Span(reference.span.start, reference.span.start + len(written))
        return ActorReference(written, span, actors[at].name, ActorKind.STATE, (at,)) if at and written else reference

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

    def pronoun(self, token: Token, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Whom "its" or "it" means: the speaker of what it stands in, else the body that the text has named last."""
        own = self._own_subject(figure, token)
        if own:
            return _standing(token, own)
        speaker = statement.speaker if statement and statement.holds(Span(token.start, token.end)) else None
        if speaker and speaker.kind in OWNERS and token.lower not in {"his", "her", "he", "she"}:
            return _standing(token, speaker)
        if speaker and token.lower in {"it", "its"} and speaker.name.lower().split()[-1] in _BODIES:
            return _standing(token, speaker)  # "the army said it had lost nine men"
        body = self._subject_before(figure) or self._context.cast.last_of(token.start, OWNERS)
        return _standing(token, body) if body else None

    def _own_subject(self, figure: Figure, token: Token) -> ActorReference | None:
        """Ethiopia for "its" in "Ethiopia sent hundreds of its soldiers"."""
        if token.lower not in {"its", "their"}:
            return None
        clause, at = figure.clause, token
        for _ in range(8):
            if at.tag.startswith("VB") or at.head == at.index:
                break
            at = clause.tokens[at.head]
        doer = next((clause.tokens[c] for c in at.children if clause.tokens[c].dep == "nsubj" and c < token.index), None)
        if doer is None or not at.tag.startswith("VB"):
            return None
        named = [
            each
            for each in self._context.cast.mentions(Span(clause.tokens[doer.left].start, doer.end))
            if each.span.end == doer.end
        ]
        return self._context.cast.reference(named[-1].span, []) if named and self.owns(named[-1].ids) else None

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

    def _subject_before(self, figure: Figure) -> ActorReference | None:
        """Israel for "its" after "Israel seldom speaks of its raids on Syria.": whom the sentence before is about."""
        clauses = self._context.page.clauses
        own = bisect_left(clauses, figure.clause.tokens[0].start, key=lambda each: each.tokens[0].start)
        before = clauses[own - 1] if own else None
        if before is None or before.inside or figure.clause.tokens[0].start - before.tokens[-1].end > _APART:
            return None
        root = next((token for token in before.tokens if token.head == token.index), None)
        doer = (
            next((before.tokens[c] for c in root.children if before.tokens[c].dep in {"nsubj", "nsubjpass"}), None)
            if root
            else None
        )
        if root is None or doer is None or any(each.cue.start == root.start for each in self._context.said.before(figure.quote)):
            return None
        named = [
            each
            for each in self._context.cast.mentions(Span(before.tokens[doer.left].start, doer.end))
            if each.span.end == doer.end
        ]
        return self._context.cast.reference(named[-1].span, []) if named and self.owns(named[-1].ids) else None

    def _of_country(self, figure: Figure, token: Token) -> ActorReference | None:
        """Israel for "the country has 20,000 reservists", where the text has named it."""
        meant = next((place for place in self._context.places(figure.clause) if place.span.end == token.end), None)
        state = self._context.cast.state_of(meant.ids[0]) if meant and len(meant.ids) == 1 else None
        span = Span(token.start, token.end)
        return ActorReference(token.text, span, state.name, ActorKind.STATE, (state.id,)) if state else None

    def attackers(self, figure: Figure) -> ActorReference | None:
        """The group that the sentence before is about: al-Shabaab for "the gunmen" after "Al-Shabaab stormed the town"."""
        before = self._subject_before(figure)
        groups = {self._kind(id) for id in before.candidates} if before and "coalition" not in before.name.lower() else set()
        return before if groups == {ActorKind.GROUP} else None

    def owns(self, ids: tuple[str, ...]) -> bool:
        """Whether any of the actors `ids` can own troops and weapons."""
        return any(self._kind(id) in OWNERS for id in ids)

    def countries(self, actor: ActorReference) -> set[str]:
        """The countries of those whom a reference may stand for; their own ids where they have none."""
        known = (self._context.registry.actors.get(id) for id in actor.candidates)
        return {each.country or each.id for each in known if each}

    def _of_group(self, ids: tuple[str, ...]) -> bool:
        return any(self._kind(id) in {ActorKind.GROUP, ActorKind.FORCE} for id in ids)

    def _kind(self, id: str) -> ActorKind | None:
        known = self._context.registry.actors.get(id)
        return known.kind if known else None


def _standing(token: Token, other: ActorReference) -> ActorReference:
    return ActorReference(token.text, Span(token.start, token.end), other.name, other.kind, other.candidates, other.belongs_to)
