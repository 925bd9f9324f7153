"""A second speaker whose verb is left out: some say the shells came from the east, others that the guards fired first; the army said 12 had died, the rebels 40.

Comes in: the drafts of a clause. Goes out: the same, cut before the second speaker, and what he says as drafts of their own.
"""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.complements import FINITE
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.endings import DAYS
from app.ingestion.extract.phrases import words_between
from app.ingestion.extract.subjects import is_somebody
from app.ingestion.facts import Span

_CUT = frozenset(["verb-with-clause", "number-put", "thing-said"])
_NAMING = frozenset("DT JJ NN NNS NNP NNPS PRP$ POS".split())
_ANOTHER = frozenset("others another some many most one several".split())
_OPENS = frozenset("DT PRP PRP$ NNP NNPS NN NNS CD EX JJ".split())
_LONGEST = 7  # tokens of the phrase that names him


def gapped(clause: Clause, drafts: list[Draft]) -> Iterator[Draft]:
    """What others say after the content of one of `drafts`, by his verb; the content is cut."""
    for draft in drafts:
        at = draft if draft.rule in _CUT and clause.tokens[draft.position].end <= draft.content.start else None
        while at is not None:
            at = _next_speaker(clause, draft, at)
            if at is not None:
                yield at


def _next_speaker(clause: Clause, first: Draft, before: Draft) -> Draft | None:
    """Who speaks next by the verb of the `first`, after the content of the one `before`, which is cut there."""
    held = [token for token in clause.tokens if before.content.start <= token.start < before.content.end]
    if before is not first:
        held = [token for token in clause.tokens if before.content.start <= token.start]
    for seam in held[1:]:
        second = _second(clause, first, seam) if seam.text == "," or seam.dep == "cc" else None
        kept = words_between(clause, held[0].index, seam.index - 1) if second else None
        told = first.rule != "verb-with-clause" or any(token.tag in FINITE for token in held if token.index < seam.index)
        if second and kept and (told or before is not first):
            before.content = kept
            return second
    return None


def _second(clause: Clause, draft: Draft, seam: Token) -> Draft | None:
    first = seam.index + 1
    if first < len(clause.tokens) and clause.tokens[first].lower in {"and", "while", "but"}:
        first += 1
    joint = first
    while joint < min(len(clause.tokens), first + _LONGEST) and _names(clause.tokens[joint]):
        joint += 1
    if joint == first or joint + 1 >= len(clause.tokens) or not _speaks(clause, joint - 1, put=draft.rule == "number-put"):
        return None
    alone = _number_alone(clause, draft, seam, joint)
    start = joint if alone is not None else _content_start(clause, draft, joint)
    last = len(clause.tokens) - 1 if alone is None else alone
    content = words_between(clause, start, last) if start is not None else None
    if content is None:
        return None
    cue = Span(clause.tokens[joint].start, clause.tokens[joint].end) if alone is None else draft.cue
    speaker = Span(clause.tokens[first].start, clause.tokens[joint - 1].end)
    return Draft("gapped", clause, content, cue, speaker, around=speaker, position=joint)


def _names(token: Token) -> bool:
    return (token.tag in _NAMING and token.lower != "that") or token.lower in _ANOTHER


def _speaks(clause: Clause, index: int, *, put: bool) -> bool:
    """Whether the phrase that ends at `index` is somebody; not "the dead" in "put the toll at 12 and the dead at 40"."""
    token = clause.tokens[index]
    counted_only = counted().persons.get(token.lower) is not None and token.lower not in cues().sources | cues().people
    return token.lower in _ANOTHER or (
        token.tag.startswith("NN")
        and is_somebody(clause, index, cues())
        and not (put and (counted_only or _bare_plural(clause, token)))
    )


def _bare_plural(clause: Clause, token: Token) -> bool:
    """Police in "put the dead at 12, soldiers at 9 and police at 3": counted, and not "the police"."""
    return counted().persons.get(token.lower) is not None and token.left == token.index


def _number_alone(clause: Clause, draft: Draft, seam: Token, joint: int) -> int | None:
    """The last token of the number that is all the second says, where how many it befell is what the first has said; not "sent 12, Niger 40"."""
    said = [token for token in clause.tokens if draft.content.start <= token.start < seam.start]
    counted_first = any(
        token.dep in {"nsubj", "nsubjpass"} and (token.tag == "CD" or any(clause.tokens[c].tag == "CD" for c in token.children))
        for token in said
    )
    elsewhere = clause.tokens[joint - 1].tag == "NNP" and any(token.lower in {"in", "at", "near", "from"} for token in said)
    named = clause.tokens[joint - 1].tag.startswith("NNP") or clause.tokens[seam.index + 1].tag == "DT"
    if draft.rule != "verb-with-clause" or not counted_first or elsewhere or not named:
        return None  # "said 40 had died, children 12"
    if clause.tokens[joint - 1].lower in DAYS:
        return None
    last = joint
    while last < len(clause.tokens) and clause.tokens[last].lower in _HEDGES:
        last += 1
    if last == len(clause.tokens) or clause.tokens[last].tag != "CD":
        return None
    ends = last + 1 == len(clause.tokens) or clause.tokens[last + 1].text in {".", ",", ";"}
    return last if ends else None


_HEDGES = frozenset("more less fewer than at least most about some around nearly almost up to only over".split())


def _content_start(clause: Clause, draft: Draft, joint: int) -> int | None:
    """Where "that the guards fired first" begins, or "at 40" after a number that was put."""
    token, following = clause.tokens[joint], clause.tokens[joint + 1]
    finite = any(each.tag in FINITE | {"MD"} for each in clause.tokens[joint + 2 :])
    if token.lower == "that" and following.tag in _OPENS and finite and draft.rule != "number-put":
        return joint + 1
    counts = draft.rule == "number-put" and any(each.tag == "CD" for each in clause.tokens[joint + 1 : joint + 4])
    return joint if token.lower == "at" and counts else None
