"""Several who speak or are told something as one: "Human Rights Watch and Amnesty International said"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.cast import Cast
from app.ingestion.facts import ActorReference, Span
from app.vocabulary import ActorKind

_NOT_NAMED = {ActorKind.UNNAMED, ActorKind.GENERIC}


def together(text: str, clause: Clause, span: Span, cast: Cast, speakers: list[ActorReference]) -> ActorReference | None:
    """The reference of a phrase that joins several, of whom one at least is known by name; None where it means one."""
    parts = _parts(clause, span)
    if len(parts) < 2:
        return None
    found = [cast.reference(part, speakers) for part, _ in parts]
    named = tuple(reference for reference in found if reference.kind not in _NOT_NAMED)
    apart = all(noun.tag == "NNS" for (_, noun), each in zip(parts, found, strict=True) if each not in named)
    if not named or not apart or len({reference.name for reference in named}) < len(named):
        return None  # "the president and commander-in-chief, Ana Ruiz"
    kinds = {reference.kind for reference in found}
    names = [each.name or each.as_written for each in found]
    name = ", ".join(names[:-1]) + f" and {names[-1]}"
    whole = Span(span.start, parts[-1][0].end)
    return ActorReference(text[slice(*whole)], whole, name, kinds.pop() if len(kinds) == 1 else ActorKind.UNNAMED, together=named)


def _parts(clause: Clause, span: Span) -> list[tuple[Span, Token]]:
    """The phrases that "and" joins, with those that a comma parts from the phrase, each with its noun: "Turkey, the UN and aid groups"."""
    inside = clause.at(span)
    if not inside:
        return []
    first, last = inside[0].index, inside[-1].index
    nouns = [clause.tokens[clause.head_of(first, last)]]
    joints = set()
    while joined := [c for c in nouns[-1].children if c > nouns[-1].index and clause.tokens[c].dep == "conj"]:
        joints |= {clause.tokens[c].lower for c in nouns[-1].children if clause.tokens[c].dep == "cc"}
        nouns.append(clause.tokens[joined[0]])
    if joints != {"and"} or not all(noun.tag.startswith("NN") for noun in nouns):
        return []
    first += clause.tokens[first].lower == "both"
    starts = [first, *(noun.left for noun in nouns[1:])]
    ends = [_before_joint(clause, start) for start in starts[1:]] + [max(last, nouns[-1].right)]
    spans = [Span(clause.tokens[a].start, clause.tokens[max(a, b)].end) for a, b in zip(starts, ends, strict=True)]
    return list(zip(spans, nouns, strict=True))


def _before_joint(clause: Clause, start: int) -> int:
    """The last token before ", and"."""
    end = start - 1
    while end > 0 and (clause.tokens[end].text == "," or clause.tokens[end].dep == "cc"):
        end -= 1
    return end
