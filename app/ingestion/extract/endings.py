"""The end of a verb of saying's content: where somebody speaks anew, the writer comments, or something is told beside it."""

import itertools

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Frame
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.comments import before_parenthesis, comments, named_after_dash
from app.ingestion.extract.complements import FINITE, takes_clause
from app.ingestion.extract.phrases import object_of, same_speaker, subject

_CONTRASTS = {"and", "as", "but", "while", "whereas", "although", "though", "however"}
_CONCESSIONS = {"although", "though", "but"}
_PASSED_ON = 7  # tokens, of which six are too many to be a reporter's name
_REPORTING = frozenset("said says reported reports added".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def end_of_content(clause: Clause, verb: Token) -> int:
    """The last token of the content: that of the sentence, unless somebody begins to speak anew or the writer comments."""
    last = _reach(clause, verb)
    last = before_parenthesis(clause, verb.index + 1, last)
    stops = [stop for index in range(verb.index + 2, last + 1) if (stop := _stop(clause, verb, index)) is not None]
    return min([last, *(stop for stop in stops if stop > verb.index + 1)])


def _reach(clause: Clause, verb: Token) -> int:
    """The last token that may belong: a clause beside the main one ends first, as in "Sanders, who said he would come, did not"."""
    last = len(clause.tokens) - 1
    if verb.dep == "advcl" and verb.head > verb.index:
        # "While Ankara insists it has no quarrel with the Kurds, its minister told", whom the parser may take for one of the Kurds
        speaker = subject(clause, clause.tokens[verb.head])
        other = clause.tokens[speaker] if speaker is not None and verb.index + 1 < speaker <= verb.right else None
        last = other.left - 2 if other and other.left - 2 > verb.index else verb.right
    at = verb
    if verb.dep == "pcomp" and any(clause.tokens[c].lower == "what" for c in verb.children):
        return min(last, verb.right)  # "In what he called a plot, the guards left"
    while at.dep == "conj" and at.head < at.index:
        at = clause.tokens[at.head]
    last = min(last, _beside_main(clause, verb))
    noun = clause.tokens[at.head]
    if at.dep == "acl" and at.tag == "VBG" and noun.dep.startswith("nsubj") and noun.head > at.right > verb.index + 1:
        return min(last, at.right)  # "A petition calling for a truce has been signed"
    return min(last, at.right) if at.dep == "relcl" and at.right > verb.index + 1 else last


def _beside_main(clause: Clause, verb: Token) -> int:
    """Where the clause beside the main one ends that the verb only goes on with: "As the army said it had won and warned of famine, crowds gathered"."""
    at = verb
    while at.dep in {"conj", "ccomp"} and at.head < at.index:
        at = clause.tokens[at.head]
    return at.right if at is not verb and at.dep == "advcl" and at.head > verb.index else len(clause.tokens) - 1


def _stop(clause: Clause, verb: Token, index: int) -> int | None:
    """The last token of the content if something new begins at `index`."""
    token = clause.tokens[index]
    if token.lower == "according" and clause.word_after(token) == "to":
        return index - 1
    if token.quotation or (token.text == ";" and _anew(clause, index)):
        return index - 1
    if clause.tokens[index - 1].text == "," and comments(clause, index):
        return index - 2
    if clause.tokens[index - 1].text == "," and (
        token.lower in {"citing", "quoting"} or (token.lower == "with" and token.head == verb.index)
    ):
        return index - 2
    if token.text in {"—", "–", "--", "-"} and named_after_dash(clause, index):
        return index - 1
    if token.tag in FINITE and (reporter := reporter_at_end(clause, token)) is not None:
        return reporter - 2
    if token.lower in {"i", "we"} and _first_person_begins(clause, verb, token):
        return index - 3
    if token.tag.startswith("VB"):
        puts = token.lower == "put" and "at" in {each.lower for each in clause.tokens[index : index + 12]}
        says = token.lower in words_of_saying().verbs or puts
        return _joined(clause, verb, token) if says else _predicate(clause, verb, token)
    return None


def _anew(clause: Clause, semicolon: int) -> bool:
    """Whether the writer's own clause follows: "; shells from the town killed nine", not "; that shells killed", "; 12 were hurt"."""
    part = list(itertools.takewhile(lambda token: token.text != ";", clause.tokens[semicolon + 1 :]))
    goes_on = any(token.lower in {"that", "and", "or"} for token in part[:2])
    doer = next((token for token in part if token.dep in {"nsubj", "nsubjpass", "expl"}), None)
    return not goes_on and doer is not None and doer.tag not in {"CD", "PRP"}


def reporter_at_end(clause: Clause, verb: Token) -> int | None:
    """Where "the report said" or "reported The Guardian" begins, which end a sentence after a comma and tell who passed all of it on."""
    if verb.lower not in _REPORTING | {"told"}:
        return None
    near = clause.tokens[verb.index + 1 : verb.index + 1 + _PASSED_ON]
    rest = list(itertools.takewhile(lambda token: token.text not in {",", "."}, near))
    if verb.index and clause.tokens[verb.index - 1].text == ",":
        rest = list(itertools.takewhile(lambda token: token.tag not in {"WP", "WDT"}, rest))
        named = rest and len(rest) < 6 and all(token.tag in {"DT", "NNP", "NNPS", "NN", "NNS"} for token in rest)
        spoken = named and (
            rest[-1].tag in {"NNP", "NNPS"} or (verb.lower == "said" and rest[-1].lower in words_of_saying().sources)
        )
        return verb.index if spoken else None
    before = clause.tokens[max(0, verb.index - 1 - _PASSED_ON) : verb.index]
    comma = next((token.index for token in reversed(before) if token.text == ","), None)
    heard = {"DT", "NNS"} if verb.lower == "told" else set()  # ", a source told the Herald"
    plain = all(token.tag in {"IN", "NNP", "RB"} | heard or token.lower in DAYS for token in rest)
    stated = [token.lower for token in rest[:1]] == ["in"] and bool({token.lower for token in rest[:4]} & words_of_saying().media)
    plain = plain or stated  # ", its spokesman said in a statement"
    if comma is None or (len(rest) > 4 and not stated) or not plain or (heard and not rest):
        return None
    named = clause.tokens[comma + 1 : verb.index]
    plain = all(token.tag in {"DT", "NNP", "NNPS", "NN", "NNS", "JJ", "POS", "PRP", "PRP$"} for token in named)
    return comma + 1 if 0 < len(named) < 7 and plain and named[-1].tag.startswith(("NN", "PRP")) else None


def _predicate(clause: Clause, verb: Token, token: Token) -> int | None:
    """The end before "and left", said of the speaker: a second verb of the very verb of saying."""
    conjunction = any(clause.tokens[index].dep == "cc" for index in (token.left - 1, token.left - 2) if index > verb.index)
    if token.dep == "conj" and conjunction and _beyond_gap(clause, verb, token):
        return _before_conjunction(clause, token)
    if token.dep == "conj" and conjunction and (token.head == verb.index or _out_of_step(clause, verb, token)):
        return None if _goes_on(clause, token) else _before_conjunction(clause, token)
    participle = token.dep == "advcl" and token.head == verb.index and token.tag == "VBG"
    return token.left - 1 if participle and token.left > verb.index + 1 else None


def _beyond_gap(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether a clause is joined to what stands above "a raid the army said killed 40": ", and the mayor wants an inquiry"."""
    following = clause.after(verb)
    own = next((clause.tokens[c] for c in token.children if clause.tokens[c].dep in {"nsubj", "nsubjpass", "expl"}), None)
    return (
        following is not None
        and following.tag in FINITE | {"MD"}
        and token.head < verb.index
        and own is not None
        and clause.tokens[_before_conjunction(clause, token) + 1].text == ","
    )


def _goes_on(clause: Clause, token: Token) -> bool:
    """Whether "and it still bears the number" goes on with the content: a clause of its own, set off by no comma."""
    own = any(clause.tokens[c].dep in {"nsubj", "nsubjpass", "expl"} for c in token.children)
    says = token.lower in words_of_saying().verbs and not _believed(token)
    return own and clause.tokens[_before_conjunction(clause, token) + 1].text != "," and not says


def _out_of_step(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether "and gave" cannot go on with "had been ambushed", so that it is said of the speaker."""
    joined = clause.tokens[token.head]
    if token.tag != "VBD" or verb.tag != "VBD" or joined.tag != "VBN" or token.lower.endswith("ed"):
        return False
    return any(clause.tokens[c].lower == "had" for c in joined.children) and not any(
        clause.tokens[c].dep.startswith("nsubj") for c in token.children
    )


def _joined(clause: Clause, verb: Token, token: Token) -> int | None:
    """The end before another utterance: ", adding that", "and announced he was leaving", ", while Israel said", ", which it said"."""
    if token.tag == "VBG" and clause.tokens[token.index - 1].text == "," and not _noun_follows(clause, token):
        return token.index - 2
    if token.dep == "conj" and _takes_content(clause, token) and same_speaker(clause, verb, token):
        return _before_conjunction(clause, token)
    contrasted = contrast(clause, token)
    if contrasted is not None and contrasted > verb.index + 1 and takes_clause(clause, token):
        return contrasted
    denies = token.lower in words_of_saying().verbs and words_of_saying().verbs[token.lower].denials
    if token.dep == "relcl" and clause.tokens[token.left].lower == "which" and denies:
        return token.left - 1  # ", which was denied by the owner"
    if (
        token.dep == "relcl"
        and clause.tokens[token.left].lower in {"which", "who", "whom"}
        and any(clause.tokens[c].dep == "nsubj" and clause.tokens[c].tag == "PRP" for c in token.children)
    ):
        return token.left - 1
    return _predicate(clause, verb, token)


def _first_person_begins(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether ", and I would refer you to him" follows what somebody else is told to have said."""
    before = clause.tokens[max(0, token.index - 2) : token.index]
    speaker = subject(clause, verb)
    theirs = speaker is None or clause.tokens[speaker].lower not in {"i", "we"}
    return theirs and [each.text for each in before[:1]] == [","] and before[-1].dep == "cc"


def _takes_content(clause: Clause, token: Token) -> bool:
    return (
        token.lower == "put"
        or takes_clause(clause, token)
        or _asks(clause, token)
        or _names(clause, token)
        or _describes(clause, token)
    )


def _noun_follows(clause: Clause, token: Token) -> bool:
    """Whether the participle only describes a noun: ", warning shots"."""
    return token.dep in {"amod", "compound"}


def _asks(clause: Clause, token: Token) -> bool:
    return any(clause.tokens[c].dep in {"xcomp", "ccomp"} and c > token.index for c in token.children)


def _describes(clause: Clause, token: Token) -> bool:
    """Whether the verb likens, blames or describes: "and compared the move to the rout of 1975"."""
    cue = words_of_saying().verbs[token.lower]
    return Frame.DESCRIBE in cue.frames and object_of(clause, token) is not None


def _names(clause: Clause, token: Token) -> bool:
    """Whether the verb gives a thing a name: "and called it a crime"."""
    return token.lower in {"called", "calls"} and any(clause.tokens[c].dep in {"oprd", "dobj"} for c in token.children)


def contrast(clause: Clause, verb: Token) -> int | None:
    """The last token before ", while Israel said": there somebody else begins to speak."""
    own = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubj" and c < verb.index), None)
    if own is None or own.left < 2 or verb.tag not in FINITE | {"VBN"}:
        return None
    if own.tag == "PRP" and (clause.tokens[own.left - 1].lower not in _CONCESSIONS or _believed(verb)):
        return None
    if clause.tokens[own.left - 1].lower in _CONTRASTS and clause.tokens[own.left - 2].text == ",":
        return own.left - 3
    return None


def _believed(verb: Token) -> bool:
    cue = words_of_saying().verbs.get(verb.lower)
    return cue is not None and cue.frames == {Frame.BELIEVE}


def _before_conjunction(clause: Clause, token: Token) -> int:
    index = token.left - 1
    while index > 0 and (clause.tokens[index].dep == "cc" or clause.tokens[index].text == ","):
        index -= 1
    return index
