"""Pronouns before what is counted to whom they mean: "its soldiers", "their jets", "230 of his men", "we lost nine"."""

from bisect import bisect_left
from collections.abc import Set

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.context import Context
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.issuer import Issuer
from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import ActorKind

OWNERS = {ActorKind.STATE, ActorKind.FORCE, ActorKind.GROUP, ActorKind.ORGAN, ActorKind.ORGANISATION}
PRONOUNS = {"it", "they", "its", "their", "his", "her", "he", "she", "we", "our"}
SIDES = frozenset(("rebel", "insurgent", "militant", "separatist", "jihadist", "guerrilla"))
_FIGHTING = {ActorKind.STATE, ActorKind.FORCE, ActorKind.GROUP}
_BODIES = {"army", "military", "militia", "government", "ministry", "police", "navy", "force", "forces", "group", "coalition"}
_ONES = {"his", "her", "he", "she"}
_OURS = {"we", "our"}
_APART = 4  # characters between two sentences of one paragraph


class Pronouns:
    """Whom the pronouns of one article mean, where they own what is counted."""

    def __init__(self, context: Context, issuer: Issuer) -> None:
        """Read with the cast and the statements of the article."""
        self._context = context
        self._issuer = issuer

    def meant(self, token: Token, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """The subject of the pronoun's own clause, the speaker of what it stands in, else the body that the text has named last."""
        doer = self._own_subject(figure, token)
        own = self._named_by(figure.clause, doer) if doer else None
        if own:
            return _standing(token, own)
        if doer and doer.tag == "NNP":
            return None
        speaker = statement.speaker if statement and statement.holds(Span(token.start, token.end)) else None
        if speaker and speaker.kind in OWNERS and token.lower not in _ONES:
            return _standing(token, speaker)
        if speaker and token.lower in {"it", "its"} and speaker.name.lower().split()[-1] in _BODIES:
            return _standing(token, speaker)  # "the army said it had lost nine men"
        if token.lower in _OURS or (token.lower in _ONES and speaker):
            return self._of_speaker(token, speaker) if speaker else self._of_issuer(token)
        theirs = speaker is not None and token.lower in {"their", "they"}
        own = (self._force_of(token, speaker) or self._fighters(token, speaker)) if speaker and theirs else None
        if own:
            return own
        if theirs and speaker is not None and speaker.as_written.lower().endswith("s"):
            return None  # "officials said eight of their guards were hurt": theirs, and of nobody who was named before
        body = self.subject_before(figure) or self._context.cast.last_of(token.start, OWNERS)
        return _standing(token, body) if body else None

    def _of_speaker(self, token: Token, speaker: ActorReference) -> ActorReference | None:
        """The rebels in "a rebel commander said 230 of his men had gone"; the state of a person in office."""
        if speaker.kind in OWNERS:
            return _standing(token, speaker)
        side = self._fighters(token, speaker)
        return side or self._force_of(token, speaker) or self._context.cast.state_of_holder(speaker)

    def _fighters(self, token: Token, speaker: ActorReference) -> ActorReference | None:
        """The rebels in "Rebels in the suburb said they had 1,200 fighters left"."""
        words = (each.removesuffix("s") for each in speaker.as_written.lower().split())
        side = next((each for each in words if each in SIDES), None)
        return ActorReference(token.text, Span(token.start, token.end), f"{side}s", ActorKind.GENERIC) if side else None

    def _of_issuer(self, token: Token) -> ActorReference | None:
        """The army in "our troops", where no quotation but its own bulletin says so."""
        who = self._issuer.who if token.lower in _OURS and self._issuer.speaks(token.start) else None
        return _standing(token, who) if who else None

    def _force_of(self, token: Token, speaker: ActorReference) -> ActorReference | None:
        """The army in "an officer of the Iraqi army said his men had lost nine soldiers": the one force that the speaker's words name."""
        kinds = self._context.registry.actors
        named = self._context.cast.mentions(speaker.span)
        forces = {
            each.ids: each
            for each in named
            if any(kinds[id].kind in {ActorKind.FORCE, ActorKind.GROUP} for id in each.ids if id in kinds)
        }
        return _standing(token, self._context.cast.reference(next(iter(forces.values())).span, [])) if len(forces) == 1 else None

    def _own_subject(self, figure: Figure, token: Token) -> Token | None:
        """Ethiopia for "its" in "Ethiopia sent hundreds of its soldiers"."""
        if token.lower not in {"its", "their"}:
            return None
        clause, at = figure.clause, token
        for _ in range(8):
            if at.tag.startswith("VB") or at.head == at.index:
                break
            at = clause.tokens[at.head]
        doers = (clause.tokens[c] for c in at.children if clause.tokens[c].dep == "nsubj" and c < token.index)
        return next(doers, None) if at.tag.startswith("VB") else None

    def _named_by(self, clause: Clause, doer: Token) -> ActorReference | None:
        """The body that the name of a subject ends with, or the state whose capital it is."""
        named = [
            each
            for each in self._context.cast.mentions(Span(clause.tokens[doer.left].start, doer.end))
            if each.span.end == doer.end
        ]
        if not named and doer.tag != "NNP":
            return None
        found = self._context.cast.reference(named[-1].span if named else Span(doer.start, doer.end), [])
        return found if found.kind in OWNERS and found.candidates else None

    def subject_before(self, figure: Figure, speakers: Set[ActorKind] = _FIGHTING) -> ActorReference | None:
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
        if root is None or doer is None:
            return None
        said = next((each for each in self._context.said.before(figure.quote) if each.cue.start == root.start), None)
        if said:
            return said.speaker if said.speaker and said.speaker.kind in speakers else None
        return self._named_by(before, doer)


def _standing(token: Token, other: ActorReference) -> ActorReference:
    return ActorReference(
        token.text, Span(token.start, token.end), other.name, other.kind, other.candidates, other.belongs_to, other.together
    )
