"""Content whose source stands in no clause of saying: "according to the mayor", "by the mayor's count", "in the view of the mayor"."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cues
from app.ingestion.extract.complements import takes_clause
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.endings import contrast, reporter_at_end
from app.ingestion.extract.phrases import noun_phrase, words_between
from app.ingestion.extract.subjects import is_document, is_somebody
from app.ingestion.extract.verbs import verbs_of_saying
from app.ingestion.facts import Span

_NOT_SOURCES = frozenset(
    "plan plans schedule law rules tradition custom need needs merit size taste age terms agreement constitution".split()
)
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def according_to(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """According to the mayor, two villages were lost. Two villages were lost, according to the mayor."""
    for first, last, at_end in _according(clause, cues):
        source = next((c for c in clause.tokens[last].children if c > last), None)
        if source is None or clause.tokens[source].lower in _NOT_SOURCES:
            continue
        speaker = noun_phrase(clause, source)
        closing = max(token.index for token in clause.tokens if token.start < speaker.end)
        closing = _past_relative(clause, closing)
        if at_end and not _is_source_at_end(clause, cues, first, source, closing):
            continue
        found = _contents(clause, cues, first, closing)
        if found:
            end = clause.tokens[min(closing + 8, len(clause.tokens) - 1)].end if first else speaker.end
            cue = Span(clause.tokens[first].start, clause.tokens[last].end)
            yield Draft("according-to", clause, found[0], cue, speaker, found[1:], around=Span(cue.start, end), position=first)


def _past_relative(clause: Clause, closing: int) -> int:
    """The last token of "a diplomat who follows the talks", up to the comma."""
    if closing + 1 >= len(clause.tokens) or clause.tokens[closing + 1].tag not in {"WP", "WDT"}:
        return closing
    return next((token.index - 1 for token in clause.tokens[closing + 1 :] if token.text == ","), closing)


def _according(clause: Clause, cues: Cues) -> Iterator[tuple[int, int, bool]]:
    """First and last token of each cue, and whether it is one only at the end of a sentence."""
    words = [token.lower for token in clause.tokens]
    for phrase in (*cues.according, *cues.according_at_end):
        parts = phrase.split()
        if parts[0] not in words:
            continue
        for first in range(len(words) - len(parts)):
            spoken = parts[0] != "in" or first == 0 or words[first - 1] == ","  # not "summed up in the words of"
            if words[first : first + len(parts)] == parts and spoken:
                yield first, first + len(parts) - 1, phrase in cues.according_at_end
    if len(words) > 2 and words[0] == "per" and (clause.tokens[1].text[0].isupper() or words[1] == "the"):
        yield 0, 0, False


def _is_source_at_end(clause: Clause, cues: Cues, first: int, source: int, closing: int) -> bool:
    after_comma = first > 0 and clause.tokens[first - 1].text == ","
    return after_comma and clause.tokens[source].lower in cues.sources and closing >= len(clause.tokens) - 2


def _contents(clause: Clause, cues: Cues, first: int, closing: int) -> list[Span]:
    """The pieces of content about a source phrase, the longest first; what only describes the source is none."""
    before = words_between(clause, 0, first - 1)
    rest = closing + 1
    if rest < len(clause.tokens) and clause.tokens[rest].text == "(":
        rest = next((token.index + 1 for token in clause.tokens[rest:] if token.text == ")"), rest)
    if rest < len(clause.tokens) and clause.tokens[rest].text == ",":
        rest = _past_apposition(clause, rest)
    so = next(
        (t.index - 2 for t in clause.tokens[rest + 2 :] if t.lower == "so" and clause.tokens[t.index - 1].text == ","), None
    )
    others = [stop for verb, _ in verbs_of_saying(clause, cues) if (stop := contrast(clause, verb)) is not None and stop > rest]
    reported = (reporter_at_end(clause, token) for token in clause.telling if token.index > rest)
    others += [first - 2 for first in reported if first is not None and first - 2 > rest]
    after = words_between(clause, rest, min([len(clause.tokens) - 1, *others, *([] if so is None else [so])]))
    beside = _relative_before(clause, first, rest)
    if beside is not None:
        return [beside]
    quote = next((token.quotation for token in clause.tokens if token.quotation), None)
    if quote and before is None:
        return [quote.inner]
    said_before = before is not None and any(token.tag in _FINITE for token in clause.tokens[:first])
    relative = rest < len(clause.tokens) and clause.tokens[rest].tag in {"WP", "WDT"}
    if before and said_before and (relative or (first and clause.tokens[first - 1].text != ",")):
        return [before]
    if before and said_before and rest < len(clause.tokens) and clause.tokens[rest].dep == "cc":
        return [before]
    pieces = [piece for piece in (before, after) if piece and piece.end - piece.start > 12]
    if before and said_before:
        pieces = [piece for piece in pieces if piece is before or not _describes(clause, rest)]
    return sorted(pieces, key=lambda span: span.start - span.end)


def _relative_before(clause: Clause, first: int, rest: int) -> Span | None:
    """What is told beside the main clause alone: "The guards, whose chief was present, according to both sides, said nothing"."""
    goes_on = rest < len(clause.tokens) and clause.tokens[rest].tag in _FINITE and clause.tokens[first - 1].text == ","
    marks = [token.index for token in clause.tokens[1 : max(1, first - 1)] if token.text == ","] if goes_on else []
    opens = marks[-1] + 1 if marks else None
    relative = opens is not None and clause.tokens[opens].tag in {"WDT", "WP", "WP$"}
    return words_between(clause, opens, first - 1) if relative and opens is not None else None


def _describes(clause: Clause, rest: int) -> bool:
    """Whether what follows the source has no verb of its own, so that it only tells who the source is."""
    return rest < len(clause.tokens) and not any(token.tag in _FINITE for token in clause.tokens[rest:])


def _past_apposition(clause: Clause, comma: int) -> int:
    """Past "…, the army's spokesman," where a second comma closes it and no verb stands between."""
    for index in range(comma + 1, len(clause.tokens)):
        token = clause.tokens[index]
        if token.tag in _FINITE and clause.tokens[comma + 1].lower not in {"who", "which"}:
            return comma + 1
        if token.text == ",":
            return index + 1
    return comma + 1


def by_count(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """By the ministry's count, 40 houses were burned. In the view of the mayor, the siege has failed. From her point of view it has not."""
    for noun in (token for token in clause.tokens if token.lower in cues.counts or token.lower in cues.views):
        joint, last = clause.tokens[noun.head], noun
        if joint.lower == "of" and clause.tokens[joint.head].lower == "point":  # "from her point of view"
            noun, joint = clause.tokens[joint.head], clause.tokens[clause.tokens[joint.head].head]
        owner = _holder(clause, noun, cues)
        joints = {"in", "from"} if last.lower in cues.views else {"by"}
        if owner is None or joint.lower not in joints or noun.dep != "pobj":
            continue
        closing = max(noun.right, last.index)
        sides = [(_counted_from(clause, joint, cues), joint.index - 1), (closing + 1, len(clause.tokens) - 1)]
        pieces = [words_between(clause, *side) for side in sides if _tells(clause, *side)]
        longest = sorted((piece for piece in pieces if piece), key=lambda span: span.start - span.end)
        if longest:
            cue = Span(joint.start, last.end)
            yield Draft("by-count", clause, longest[0], cue, noun_phrase(clause, owner), around=cue, position=joint.index)


def _counted_from(clause: Clause, joint: Token, cues: Cues) -> int:
    """Where begins what is counted: behind the last "which" before it, or behind what another says: "The rebels said A, by the army's count"."""
    first = 0
    for token in clause.tokens[1 : joint.index]:
        relative = token.tag == "WDT" and clause.tokens[token.index - 1].text == ","
        says = token.tag in _FINITE and token.lower in cues.verbs and takes_clause(clause, token)
        first = token.index + 1 if relative or says else first
    return first


def _tells(clause: Clause, first: int, last: int) -> bool:
    return any(token.tag in _FINITE | {"VB"} or token.quotation for token in clause.tokens[first : last + 1])


def _holder(clause: Clause, noun: Token, cues: Cues) -> int | None:
    """Whose count or view it is: the ministry in "the ministry's count", "the view of the ministry"."""
    owner = next((c for c in noun.children if clause.tokens[c].dep == "poss"), None)
    if owner is not None:
        return None if clause.tokens[owner].lower in {"my", "our", "your"} else owner
    of = next((clause.tokens[c] for c in noun.children if clause.tokens[c].lower == "of"), None)
    given = next((c for c in of.children if clause.tokens[c].dep == "pobj"), None) if of else None
    known = clause.tokens[noun.index - 1].lower == "the"  # not "summed up in the very words of"
    called = given is not None and (is_somebody(clause, given, cues) or is_document(clause, given, cues))
    return given if known and called else None
