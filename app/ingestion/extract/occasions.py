"""One interview, conference or post over several sentences: "He added" says more to those he spoke to, on that day."""

from dataclasses import dataclass

from app.ingestion.extract.drafts import Draft
from app.ingestion.facts import ActorReference, Days, Span, Statement
from app.vocabulary import ActorKind, Basis

_APART = frozenset("had has have having later earlier previously separately once often repeatedly always meanwhile".split())
_NEAR = 400  # characters between a statement and the last of its occasion: a sentence or two in which nobody speaks


@dataclass(slots=True)
class _Occasion:
    """Where somebody speaks, to whom and when, as the text has told it once."""

    speaker: ActorReference
    medium: str
    medium_span: Span | None
    addressee: ActorReference | None
    said: Days
    reached: int  # the end of the last sentence that belongs to it


class Occasions:
    """The occasion that goes on, while the writer's own sentences of one article are read in their order."""

    def __init__(self) -> None:
        """Nobody has spoken."""
        self._last: _Occasion | None = None

    def carry(self, draft: Draft, statement: Statement) -> None:
        """Give the statement what the text has told of the occasion before, or begin a new one with it."""
        if draft.clause.inside or statement.speaker is None:
            return
        last = self._last
        if last and _goes_on(last, draft, statement):
            statement.medium, statement.medium_span = last.medium, last.medium_span
            statement.addressee = statement.addressee or last.addressee
            statement.said = statement.said if _dated(statement) else last.said
            last.reached = statement.sentence.end
        elif statement.medium:
            self._last = _Occasion(
                statement.speaker,
                statement.medium,
                statement.medium_span,
                statement.addressee
                if draft.rule != "request" and _apart_from(statement.addressee, statement.medium_span)
                else None,
                statement.said,
                statement.sentence.end,
            )
        else:
            self._last = None


def _goes_on(last: _Occasion, draft: Draft, statement: Statement) -> bool:
    speaker = statement.speaker
    same = speaker is not None and speaker.name == last.speaker.name and speaker.candidates == last.speaker.candidates
    anew = statement.medium is not None or _dated(statement)
    near = statement.sentence.start - last.reached < _NEAR
    return same and not anew and near and not _apart(draft)


def _apart_from(addressee: ActorReference | None, medium: Span | None) -> bool:
    """Whether somebody is addressed, not only the occasion itself: "told a news conference". Who is urged to act need not listen."""
    return addressee is not None and (
        medium is None or addressee.kind is ActorKind.OUTLET or not addressee.span.start <= medium.start < addressee.span.end
    )


def _dated(statement: Statement) -> bool:
    return statement.said.basis in {Basis.EXPLICIT, Basis.RELATIVE}


def _apart(draft: Draft) -> bool:
    """Whether it was said at another time: "he had told", "he later said", "she has often warned"."""
    tokens = draft.clause.tokens
    verb = tokens[draft.position]
    return any(tokens[child].lower in _APART for child in verb.children if child < verb.index)
