"""What a passive verb of saying attributes to the one named after "by": the colonel is said by aides to have fled."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cues, Frame
from app.ingestion.extract.comments import without_aside
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import end_of_content
from app.ingestion.extract.phrases import noun_phrase, words_between
from app.ingestion.extract.subjects import is_document, is_somebody
from app.ingestion.extract.verbs import verbs_of_saying
from app.ingestion.facts import Span

_ADDRESSING = {Frame.TELL, Frame.REQUEST}
_ATTRIBUTING = {Frame.SAY, Frame.BELIEVE, *_ADDRESSING}  # not "a force raised by Oslo to fight"


def said_of(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The colonel is said by aides to have fled. The villagers were told by soldiers to leave. Residents were urged to stay by the mayor."""
    for verb, cue in verbs_of_saying(clause, cues):
        if verb.tag != "VBN" or cue.quotation_only or not cue.frames & _ATTRIBUTING:
            continue
        doer = _doer(clause, verb, cues)
        addressing = bool(cue.frames & _ADDRESSING)
        found = _told(clause, verb, doer, addressing=addressing) if doer is not None else None
        if doer is None or found is None or (cue.document_only and not is_document(clause, doer, cues)):
            continue
        content = words_between(clause, *found)
        if content:
            draft = drafted("said-of", clause, verb, content)
            speaker = noun_phrase(clause, doer)
            within = speaker.start < content.start < speaker.end  # "the guards that nobody could pass", read as one
            draft.speaker = Span(speaker.start, clause.tokens[doer].end) if within else speaker
            told = next((c for c in verb.children if clause.tokens[c].dep == "nsubjpass"), None)
            draft.addressee = noun_phrase(clause, told) if told is not None and addressing else None
            yield draft


def _doer(clause: Clause, verb: Token, cues: Cues) -> int | None:
    """Who is named after "by", which the parser may hang on the verb that follows: "urged to stay by the mayor"."""
    agent = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "agent"), None)
    if agent is None and any(clause.tokens[c].dep == "auxpass" for c in verb.children):
        acts = [clause.tokens[c] for c in verb.children if c > verb.index and clause.tokens[c].dep == "xcomp"]
        behind = (clause.tokens[c] for act in acts for c in act.children if clause.tokens[c].lower == "by" and c > act.index)
        agent = next(behind, None)
    doer = next((c for c in agent.children if clause.tokens[c].dep == "pobj"), None) if agent else None
    return doer if doer is not None and (is_somebody(clause, doer, cues) or is_document(clause, doer, cues)) else None


def _told(clause: Clause, verb: Token, doer: int, *, addressing: bool) -> tuple[int, int] | None:
    """First and last token of "to have fled", or of the clause behind the doer, where the parser may hang it on him."""
    for act in (clause.tokens[c] for c in verb.children if c > verb.index and clause.tokens[c].dep in {"xcomp", "advcl"}):
        to = next((c for c in act.children if clause.tokens[c].lower == "to" and c < act.index), None)
        if to is not None and clause.tokens[to - 1].text != ",":
            last = without_aside(clause, to, max(act.right, act.index))
            return to - (clause.tokens[to - 1].lower == "not"), _before(clause, doer, to, last)
    behind = clause.tokens[doer].right
    that = next((token for token in clause.tokens[doer + 1 : behind + 1] if token.lower == "that"), None)
    if that is None or that.index != doer + 1 or not addressing:
        return None
    return that.index + 1, end_of_content(clause, verb)


def _before(clause: Clause, doer: int, first: int, last: int) -> int:
    """The last token of the act, where the one who asks for it is named within: "to stay indoors by the mayor"."""
    by = next((token.index for token in clause.tokens[first : doer + 1] if token.lower == "by"), None)
    return by - 1 if by is not None and doer > first else last
