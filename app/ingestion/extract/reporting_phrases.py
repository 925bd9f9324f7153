"""The phrase that reports a clause, from comma to comma or to the end: "…, the mayor said on Tuesday, …"."""

import itertools

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.complements import FINITE
from app.ingestion.extract.contents import clause_after
from app.ingestion.extract.endings import DAYS

_ASIDES = frozenset("who which a an the according though although while as adding his her its their".split())


def reporting_phrase(clause: Clause, verb: Token, speaker: int) -> tuple[int, int] | None:
    """First and last token of "…, the mayor said on Tuesday, …" where it stands between commas or at the end."""
    end = len(clause.tokens) - 1
    if clause_after(clause, verb) is not None and verb.index < end and clause.tokens[verb.index + 1].text != ",":
        return None
    first = _phrase_start(clause, verb, speaker)
    if clause.tokens[first].tag in {"WP", "WDT"}:
        return None  # ", which targeted areas officials believed served"
    if clause.tokens[first - 1].lower == "so" and first > 2 and clause.tokens[first - 2].lower == "or":
        first -= 2  # "…, or so the mayor says"
    if first == 0 or clause.tokens[first - 1].text not in {",", "–", "—", "-", "--", "("}:
        return None
    last = _end_of_name(clause, speaker) if speaker > verb.index else verb.index
    while last < end and clause.tokens[last + 1].text not in {",", ".", "!", "?", ";", "–", "—", ")"}:
        last += 1
    said = clause.tokens[verb.index + 1 : last + 1]
    said = list(itertools.takewhile(lambda token: token.lower not in {"because", "as", "since", "who"}, said))
    if any(token.tag in FINITE for token in said) or (speaker < verb.index and _counts_something(clause, said)):
        return None
    before = any(token.tag in FINITE | {"MD", "VBN", "VB", "VBG"} for token in clause.tokens[:first])
    rest = any(token.tag.startswith("VB") or token.opens for token in clause.tokens[last + 1 :])
    if not before:
        return (first, last) if rest else None
    described = speaker > verb.index and last + 1 < clause.tokens[speaker].right  # "said Ruiz, head of the port"
    goes_on = rest and clause.tokens[last + 1].text in {",", ")"} and not described and not _trails(clause, last + 1)
    return first, last if goes_on else end


def _end_of_name(clause: Clause, speaker: int) -> int:
    """The last token of the speaker's phrase, before what a comma or "who" adds."""
    following = clause.tokens[speaker + 1 : clause.tokens[speaker].right + 1]
    named = itertools.takewhile(lambda token: token.text != "," and token.tag not in {"WP", "WDT"}, following)
    return max((token.index for token in named), default=speaker)


def _phrase_start(clause: Clause, verb: Token, speaker: int) -> int:
    quoted = (
        clause.tokens[clause.tokens[verb.head].head] if verb.dep == "pcomp" and clause.tokens[verb.head].lower == "as" else None
    )
    if quoted:  # "…, Interfax quoted a minister as saying"
        doer = next((clause.tokens[c] for c in quoted.children if clause.tokens[c].dep in {"nsubj", "nsubjpass"}), None)
        return doer.left if doer else quoted.left
    first = min(clause.tokens[speaker].left, verb.index) if speaker < verb.index else verb.index
    while first > 0 and clause.tokens[first - 1].head == verb.index and _opens(clause.tokens[first - 1]):
        first -= 1
    return first


def _opens(token: Token) -> bool:
    """Whether the word belongs before the verb: "also said", "it was announced"."""
    return token.dep in {"aux", "auxpass", "advmod", "neg"} or (token.dep == "nsubjpass" and token.lower == "it")


def _counts_something(clause: Clause, said: list[Token]) -> bool:
    """Whether what follows the verb is already its content: "the mayor said some 30 men, mostly miners, were trapped"."""
    counted = (clause.tokens[token.head] for token in said if token.tag == "CD")
    return any(noun.tag in {"NNS", "NN"} and noun.lower not in DAYS for noun in counted)


def _trails(clause: Clause, comma: int) -> bool:
    """Whether what follows the comma goes on about the speaker: "…, he said, adding that", "…, said Ruiz, the director of"."""
    if comma + 1 >= len(clause.tokens):
        return True
    token = clause.tokens[comma + 1]
    if token.opens:
        return False  # "It was, he said, “the worst night”"
    harm = token.tag == "VBG" and token.lower in counted().verbs  # "…, the army said, killing dozens"
    return (token.tag in {"VBG", "WP", "WDT"} or token.lower in _ASIDES) and not harm


def opening(clause: Clause, before: int) -> int:
    """Past a date-line: "GOMA, Oct 29 - M23 fighters entered"; past what somebody else said: "A, according to X, and B, he said"."""
    other = next((token for token in clause.tokens[:before] if token.lower == "according" and token.index), None)
    comma = next((token for token in clause.tokens[other.index : before] if token.text == ","), None) if other else None
    if comma and clause.tokens[comma.index + 1].dep == "cc":
        return comma.index + 2
    colon = next(
        (token.index for token in clause.tokens[1 : min(4, len(clause.tokens) - 1)] if token.text in {":", "–", "—"}), None
    )
    if colon and all(token.text[0].isupper() for token in clause.tokens[:colon]) and clause.tokens[colon + 1].text[0].isupper():
        return colon + 1  # "Islamabad: Four soldiers were killed"
    told = next((token.index for token in clause.tokens[2:before] if token.text == ":"), None)
    if told and any(token.lower in cues().verbs and token.tag in FINITE for token in clause.tokens[:told]):
        return told + 1  # "Activists disputed it: families were there, they said"
    for token in clause.tokens[1:12]:
        if (
            token.text in {"-", "–", "—"}
            and clause.tokens[0].text.isupper()
            and len(clause.tokens[0].text) > 2
            and clause.tokens[token.index - 1].end < token.start
        ):
            return token.index + 1
    return 0


def only_when(clause: Clause, verb: Token, first: int) -> bool:
    """Whether what stands before only tells when or why somebody spoke: "When asked about it, the minister replied later"."""
    first_word = clause.tokens[0]
    told = clause.tokens[first_word.head]
    joins = first_word.tag == "WRB" or first_word.dep == "mark"
    return joins and told.dep == "advcl" and told.head == verb.index and told.right < first
