"""A parsed clause to its verbs of saying: those that tell of an utterance, not of one that was refused, planned or only possible."""

import itertools
from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cue, Cues

_UNCERTAIN = {"would", "could", "should", "might", "may", "to", "will", "must", "can", "'ll", "cannot"}
_MADE_TO = frozenset(
    """went goes far continued continues quick prompted led forced compelled moved drove caused pushed inspired obliged took takes used uses stood rose
    first last latest second third only one""".split()
)
_NEGATIONS = {"not", "n't", "never", "rarely", "hardly", "seldom", "neither"}


def verbs_of_saying(clause: Clause, cues: Cues) -> Iterator[tuple[Token, Cue]]:
    """The verbs of the clause that tell of an utterance: not "did not say", "would say", "declined to say"."""
    for token in clause.telling:
        word, both = cues.with_word.get(token.lower, ("", None))
        with_word = both if both and _has_its_word(clause, token, word) else None
        cue = with_word or cues.verbs.get(token.lower)
        if cue and (with_word or token.tag.startswith("VB")) and not idle(clause, token):
            yield token, cue


def _has_its_word(clause: Clause, token: Token, word: str) -> bool:
    """Whether "put" has "it" and a stop or "bluntly" behind it, and "pointed" has "out"."""
    after = clause.tokens[token.index + 1 : token.index + 3]
    if not after or after[0].lower != word:
        return False
    manner = after[-1].lower.endswith("ly") or after[-1].lower in {"this", "like"}
    return word != "it" or manner or after[-1].text in {",", ":", ".", "it"}


def idle(clause: Clause, verb: Token) -> bool:
    """Whether the verb tells of no utterance."""
    words = {clause.tokens[child].lower for child in verb.children if child < verb.index}
    nor = verb.index > 0 and clause.tokens[verb.index - 1].lower == "nor"
    if words & _NEGATIONS or nor or _asks_for_silence(clause, verb) or _is_asked(clause, verb):
        return True
    if "would" in words and clause.word_after(verb) == "only":
        return False  # "would say only that"
    if words & {"if", "unless"} and verb.tag in {"VBZ", "VBP"}:
        return True  # "if the mayor says so"
    if verb.dep in {"xcomp", "ccomp", "advcl", "relcl", "acl"} and "to" in words:
        return clause.tokens[verb.head].lower not in _MADE_TO
    return bool(words & _UNCERTAIN) and verb.lower != "can"


def _is_asked(clause: Clause, verb: Token) -> bool:
    """Whether somebody is asked, and does something else: "A captain, asked whether he would sail, laughed"."""
    if verb.lower != "asked" or not verb.index or clause.tokens[verb.index - 1].text != ",":
        return False
    about = clause.word_after(verb) in {"whether", "if", "about", "by", "why", "how", "what", "when", "where"}
    after = clause.tokens[verb.index + 1 :]
    return about and any(first.text == "," and second.tag in {"VBD", "VBZ"} for first, second in itertools.pairwise(after))


def _asks_for_silence(clause: Clause, verb: Token) -> bool:
    """Whether somebody asks not to be named: "asking that his name not be used", "requested anonymity"."""
    if not verb.lower.startswith(("ask", "request", "insist", "demand")):
        return False
    after = {token.lower for token in clause.tokens[verb.index + 1 : verb.index + 10]}
    return "anonymity" in after or (
        "not" in after and bool(after & {"name", "surname", "named", "names", "identified", "quoted"})
    )


def passive(clause: Clause, verb: Token) -> bool:
    """Whether something is done to the subject of `verb`."""
    return any(clause.tokens[child].dep in {"auxpass", "nsubjpass"} for child in verb.children)


def verbs_above(clause: Clause, index: int) -> list[Token]:
    """The verbs over a token, the nearest first, up to that of the content it stands in."""
    at, found = clause.tokens[index], []
    for _ in range(10):
        if at.tag.startswith("VB"):
            found.append(at)
        if at.head == at.index or (at.dep == "ccomp" and at.tag.startswith("VB")):
            break
        at = clause.tokens[at.head]
    return found
