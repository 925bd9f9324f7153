"""Who says it, in an aside within what is said: The raid, said Colonel Diallo, was the third; the bridge, as the mayor announced, is closed."""

import itertools
from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause
from app.ingestion.annotate.cues import Cues, Frame
from app.ingestion.extract.complements import FINITE
from app.ingestion.extract.contents import clause_after
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.phrases import NAMING, subject, words_between
from app.ingestion.extract.verbs import verbs_of_saying
from app.ingestion.facts import Span


def interposed(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The raid, said Colonel Diallo, was the third since May. By the order of the words: the parser has the raid say it."""
    for verb, cue in verbs_of_saying(clause, cues):
        at = verb.index
        if not cue.frames & {Frame.SAY, Frame.TELL} or verb.tag not in FINITE or at < 2 or clause.tokens[at - 1].text != ",":
            continue
        named = list(itertools.takewhile(lambda token: token.tag in NAMING, clause.tokens[at + 1 : at + 9]))
        after = clause.tokens[at + 1 + len(named) : at + 4 + len(named)]
        goes_on = (
            len(after) > 2
            and after[0].text == ","
            and (after[1].tag if after[1].tag != "RB" else after[2].tag) in FINITE | {"MD"}
        )
        if not named or not goes_on or any(token.tag in FINITE | {"MD"} or token.quotation for token in clause.tokens[:at]):
            continue
        before, rest = words_between(clause, 0, at - 2), words_between(clause, after[1].index, len(clause.tokens) - 1)
        if before and rest:
            draft = drafted("interposed", clause, verb, rest, [before])
            draft.speaker, draft.addressee = Span(named[0].start, named[-1].end), None
            yield draft


def as_announced(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """As the mayor announced on Tuesday, the bridge is closed. The bridge, as the mayor announced, is closed."""
    for verb, cue in verbs_of_saying(clause, cues):
        speaker = subject(clause, verb)
        usual = cue.frames & {Frame.SAY, Frame.TELL} and not cue.document_only and not cue.quotation_only
        if speaker is None or speaker > verb.index or not usual:
            continue
        opening = clause.tokens[speaker].left - 1
        if opening < 0 or clause.tokens[opening].lower != "as" or (opening > 1 and clause.tokens[opening - 1].text != ","):
            continue
        if opening > 1 and clause_after(clause, verb) is not None:
            continue  # "…, as aid workers warned the figure could rise"
        comma = next((token.index for token in clause.tokens[verb.index + 1 :] if token.text == ","), len(clause.tokens))
        if any(clause.tokens[c].dep == "ccomp" and verb.index < c < comma for c in verb.children):
            continue  # "As doctors said 40 people had died, soldiers marched": who marches is not theirs to tell
        pieces = [
            words_between(clause, 0, opening - 1) if opening > 1 else None,
            words_between(clause, comma + 1, len(clause.tokens) - 1),
        ]
        longest = sorted((piece for piece in pieces if piece), key=lambda span: span.start - span.end)
        if longest:
            yield drafted("as-announced", clause, verb, longest[0], longest[1:])
