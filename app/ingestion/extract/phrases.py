"""Parsed clauses to noun phrases, subjects and objects, as spans."""

import re
from collections.abc import Callable

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Frame, cues
from app.ingestion.extract.misreadings import (
    adjacent,
    after_comma,
    after_fronted,
    after_quotation,
    before_apposition,
    before_relative,
    between_commas,
    closing_reporter,
    inverted,
    named_by_verb,
    opening_phrase,
    postponed_subject,
    swallowed,
    swallowed_in_apposition,
)
from app.ingestion.facts import Span

NAMING = frozenset("NN NNS NNP NNPS CD DT PRP PRP$ JJ POS".split())  # the tags of words that may be part of a name
_BY_ORDER = (after_quotation, before_relative, before_apposition, inverted, swallowed, opening_phrase, after_fronted)
_RELATIVES = {"who", "which", "that", "whose", "whom", "where"}
_PERCEIVED = {"heard", "seen", "filmed", "recorded", "caught"}  # "was heard saying"
_ARABIC = re.compile(r"(?:al|el|as|ash|an|ar|az|at|ad)[-‐‑][A-Z]")


def subject(clause: Clause, verb: Token, depth: int = 0) -> int | None:
    """The token that does what `verb` says, found through co-ordination, participles and relative clauses."""
    if depth > 4:
        return None
    own = _first(clause, verb, (between_commas, after_comma)) if verb.lower in cues().verbs else None
    own = _own_subject(clause, verb) if own is None else own
    if own is not None:
        relative = clause.tokens[own].lower in {"who", "which", "that"} and verb.dep == "relcl"
        return verb.head if relative else own
    early = _first(clause, verb, (_said_before, swallowed_in_apposition, closing_reporter))
    if early is not None:
        return early
    if _governed(clause, verb):
        return _from_above(clause, verb, depth)
    return _first(clause, verb, (_participle_read, *_BY_ORDER))


def _first(clause: Clause, verb: Token, ways: tuple[Callable[[Clause, Token], int | None], ...]) -> int | None:
    return next((found for way in ways if (found := way(clause, verb)) is not None), None)


def _governed(clause: Clause, verb: Token) -> bool:
    """Whether the verb takes its subject from the word above it."""
    head = clause.tokens[verb.head]
    if verb.dep == "conj" and head.index != verb.index:
        return True
    if verb.dep == "pcomp":
        return head.lower in {"as", "by", "in", "before", "after", "while"} and clause.tokens[head.head].tag.startswith("VB")
    to = verb.tag == "VB" and clause.tokens[verb.left].lower in {"to", "as"}  # "he went on to say", "took to X to say"
    if verb.dep in {"xcomp", "relcl"} and head.tag == "JJ" and head.dep in {"acomp", "attr"}:
        return True  # "the group was quick to claim", "was the first to say"
    if verb.dep == "advcl" and to and head.lower == "far" and head.dep == "advmod":
        return True  # "went so far as to say"
    joined = verb.dep == "xcomp" or (verb.dep == "advcl" and (verb.tag == "VBG" or to))
    return (joined and head.tag.startswith("VB")) or (verb.dep == "acl" and verb.tag == "VBG" and head.tag.startswith("NN"))


def _from_above(clause: Clause, verb: Token, depth: int) -> int | None:
    head = clause.tokens[verb.head]
    if verb.dep == "conj":
        return subject(clause, _speaking_above(clause, verb) or head, depth + 1) if head.tag.startswith("VB") else None
    if verb.dep == "acl":
        judge = _judge(clause, head)
        return issuer(clause, head) if judge is None else judge
    if head.dep in {"acomp", "attr"} or head.lower == "far":
        return subject(clause, clause.tokens[head.head], depth + 1)
    if verb.dep == "xcomp" and verb.tag == "VBG" and head.lower in _PERCEIVED:
        return _patient(clause, head)
    if verb.dep != "pcomp":
        found = subject(clause, head, depth + 1)
        aside = found is None and verb.dep == "advcl" and head.dep == "advcl"  # "he resigned after it was found, saying that"
        return subject(clause, clause.tokens[head.head], depth + 1) if aside else found
    return _patient(clause, quoting(clause, head)) if head.lower == "as" else subject(clause, clause.tokens[head.head], depth + 1)


def quoting(clause: Clause, joint: Token) -> Token:
    """The verb of "cited a priest who had escaped as saying", where the parser hangs "as" on the escape."""
    at = clause.tokens[joint.head]
    return clause.tokens[clause.tokens[at.head].head] if at.dep == "relcl" else at


def _participle_read(clause: Clause, verb: Token) -> int | None:
    """The force in "the air force stated on Tuesday it had", where the parser makes the verb a participle;
    Keita in "Keita, the envoy, clarified during the debate that", which it takes for a name without a verb."""
    participle = verb.dep == "acl" and verb.tag == "VBN"
    noun = clause.tokens[verb.head]
    if verb.dep == "acl" and verb.tag == "VBD" and noun.right >= verb.index and noun.index == verb.index - 1:
        return verb.head  # "the envoy called on both sides to stop": no participle has that form
    apart = clause.tokens[verb.index - 1].text == "," and verb.lower in cues().verbs
    quoted = (
        clause.tokens[0].quotation is not None and clause.word_after(verb) != "by"
    )  # "“We fired,” its envoy, Ana Ruiz, posted"
    behind = participle and apart and (noun.dep == "ROOT" or (quoted and noun.dep == "appos"))
    misread = participle and postponed_subject(clause, verb) is not None
    return verb.head if misread or behind else None


def _judge(clause: Clause, noun: Token) -> int | None:
    """The mission in "the mission denounced reports of the killings saying they were crimes", where the parser has them say it."""
    if noun.lower in cues().media and noun.tag == "NN":
        return None  # "rejected a report blaming them": it is the report that blames
    at = noun
    while at.dep in {"pobj", "prep", "dobj"} and at.head != at.index:
        at = clause.tokens[at.head]
    cue = cues().verbs.get(at.lower)
    judged = cue is not None and (cue.judgements or cue.denials) and at.index < noun.index
    return _own_subject(clause, at) if judged else None


def issuer(clause: Clause, document: Token) -> int:
    """Who speaks in "the army issued a statement saying", "released a report that shows": the subject of the verb that issues it, else the noun itself."""
    verb = clause.tokens[document.head]
    cue = cues().verbs.get(verb.lower)
    if cue is not None and (cue.denials or cue.judgements):
        return document.index  # "rejected a report blaming them"
    if document.dep == "dobj" and document.lower in cues().media and verb.tag.startswith("VB"):
        maker = subject(clause, verb, 1)
        return document.index if maker is None else maker
    return document.index


def _said_before(clause: Clause, verb: Token) -> int | None:
    """Who goes on speaking in ", adding that": the subject of the last finite verb of saying before it."""
    if verb.tag != "VBG" or not verb.index or clause.tokens[verb.index - 1].text != "," or verb.lower not in cues().verbs:
        return None
    for token in reversed(clause.tokens[: verb.index]):
        cue = cues().verbs.get(token.lower)
        beside = token.dep == "advcl" and cue is not None and cue.quotation_only  # "when he began to speak"
        if cue is not None and token.tag in {"VBD", "VBZ", "VBP", "VBN"} and not beside:
            own = _own_subject(clause, token)
            if own is not None and clause.tokens[own].tag not in {"WP", "WDT"}:
                return own
    return None


def _speaking_above(clause: Clause, verb: Token) -> Token | None:
    """The verb of saying that "and warned that" goes on with, where the parser joins it to a verb of the content."""
    forms = cues().verbs
    if verb.lower not in forms and verb.lower != "put":  # "and put the number of dead at 57"
        return None
    at = clause.tokens[verb.head]
    for _ in range(6):
        if at.head == at.index:
            return None
        at, below = clause.tokens[at.head], at
        if at.lower in forms and at.tag.startswith("VB") and below.dep == "ccomp":
            return at if same_speaker(clause, at, verb) else None
    return None


def same_speaker(clause: Clause, outer: Token, inner: Token) -> bool:
    """Whether "and warned that" goes on with the outer verb's speaker: unless it is joined to a finite verb of its own form."""
    tags = {"VBD" if any(clause.tokens[c].lower == "did" for c in verb.children) else verb.tag for verb in (outer, inner)}
    if len(tags) > 1 and not tags <= {"VB", "VBP"} and not tags <= {"VBD", "VBN"}:
        return False
    if any(clause.tokens[c].dep in {"nsubj", "nsubjpass"} for c in inner.children):
        return False
    joined = clause.tokens[inner.head]
    if joined.index == outer.index:
        return True
    doer = next((clause.tokens[c] for c in joined.children if clause.tokens[c].dep in {"nsubj", "nsubjpass"}), None)
    if doer is not None and doer.tag == "PRP" and _judges_it(clause, inner):
        return True
    if doer is not None and (doer.tag in {"NNP", "PRP"} or doer.lower in cues().sources):
        return joined.tag != inner.tag and not {joined.tag, inner.tag} <= {"VBD", "VBN"}
    return doer is not None or joined.tag not in {"VBD", "VBZ", "VBP"} or joined.tag != inner.tag


def _judges_it(clause: Clause, verb: Token) -> bool:
    """Whether the verb gives a name to what was told of: "said they knew nothing of the raid and called it a crime"."""
    cue = cues().verbs.get(verb.lower)
    thing = object_of(clause, verb)
    judges = cue is not None and (Frame.DESCRIBE in cue.frames or verb.lower == "called")
    return judges and thing is not None and clause.tokens[thing].lower == "it"


def _own_subject(clause: Clause, verb: Token) -> int | None:
    passive = any(clause.tokens[c].dep in {"nsubjpass", "auxpass"} for c in verb.children)
    if passive:
        agent = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "agent"), None)
        return next((c for c in agent.children if clause.tokens[c].dep == "pobj"), None) if agent else None
    named = [c for c in verb.children if clause.tokens[c].dep == "nsubj" and not clause.tokens[c].quotation]
    if len(named) > 1 and clause.tokens[clause.tokens[named[0]].left].tag == "VBG" and named[-1] == verb.index - 1:
        return named[-1]  # "Briefing reporters in Goma, Ruiz said"
    if len(named) > 1 and named[-1] == verb.index - 1 and clause.tokens[named[-1]].tag == "PRP":
        return named[-1]  # "The president, he told the paper, had"
    return named[0] if named else _first(clause, verb, (named_by_verb, adjacent))


def _patient(clause: Clause, verb: Token) -> int | None:
    """Whom "was quoted as saying" is about; with an active verb, its object."""
    passive = next((c for c in verb.children if clause.tokens[c].dep == "nsubjpass"), None)
    return passive if passive is not None else object_of(clause, verb)


def object_of(clause: Clause, verb: Token) -> int | None:
    """The direct object of `verb`."""
    thing = next((c for c in verb.children if clause.tokens[c].dep == "dobj" and c > verb.index), None)
    if thing is None and verb.dep == "conj":  # "had left and compared the rout to 1975", where the parser sees a preposition
        thing = next((c for c in verb.children if clause.tokens[c].dep == "pobj" and c > verb.index), None)
    return thing


def noun_phrase(clause: Clause, index: int) -> Span:
    """The noun phrase around the token: with what qualifies it, without appositions, relative clauses in commas and asides."""
    token = clause.tokens[index]
    first = token.left
    if index == 1 and token.head == 0 and clause.tokens[0].tag == "VB":
        first = 0  # "Aid groups, which had asked for it, called": no report begins with a command
    for left in range(index - 1, token.left - 1, -1):
        word = clause.tokens[left]
        named = word.text == "," and all(each.tag == "NNP" for each in clause.tokens[left + 1 : index + 1])
        if word.quotation or word.text in {":", ";"} or named or _is_dash(clause, left):
            first = left + 1
            break
    while index + 1 < len(clause.tokens) and _ARABIC.match(clause.tokens[index + 1].text):
        index += 1  # "Mariam al-Sayed", which the parser may cut
    last, depth = index, 0
    for right in range(index + 1, token.right + 1):
        word = clause.tokens[right]
        relative = (
            word.lower in _RELATIVES
            and word.dep in {"nsubj", "mark", "dobj", "nsubjpass"}
            and token.lower not in {"those", "many", "some"}
        )
        depth += (word.text == "(") - (word.text == ")")
        saying = (
            word.dep == "acl"
            and word.lower in cues().verbs
            and (word.tag == "VBG" or postponed_subject(clause, word) is not None)
        )
        governs = right == token.head  # of which an apposition far behind made the subject reach too far
        beside = word.head == token.head != index and (
            word.dep == "npadvmod" or word.lower == "on"
        )  # "figures on Monday that show"
        if (
            word.text in {",", ":", ";"}
            or word.quotation
            or relative
            or saying
            or governs
            or beside
            or _is_dash(clause, right)
            or depth > 0
        ):
            while governs and last > index and clause.tokens[last].head == right:
                last -= 1  # "also"
            break
        last = right
    if last > index and (
        clause.tokens[last].text in {"'s", "'"} or clause.tokens[last].lower in {"itself", "himself", "herself", "themselves"}
    ):
        last -= 1
    return Span(clause.tokens[first].start, clause.tokens[max(last, first)].end)


def _is_dash(clause: Clause, index: int) -> bool:
    """Whether the token is a dash that sets words apart, not one that joins "Oslo–Cairo"."""
    token = clause.tokens[index]
    return token.text in {"–", "—", "--"} and (index == 0 or clause.tokens[index - 1].end < token.start)


def words_between(clause: Clause, first: int, last: int) -> Span | None:
    """The characters from one token to another without what only joins them: "that", commas, the full stop."""
    while first <= last and (
        clause.tokens[first].text in {",", ":", "-", "–", "—", "--", ";", ")"}
        or (clause.tokens[first].lower in {"that"} and _joins(clause, first))
    ):
        first += 1
    while last >= first and clause.tokens[last].text in {",", ".", ";", ":", "!", "?", "-", "–", "—", "--", "…", "("}:
        last -= 1
    if first > last:
        return None
    return Span(clause.tokens[first].start, clause.tokens[last].end)


def _joins(clause: Clause, index: int) -> bool:
    return clause.tokens[index].dep in {"mark", "det", "nsubj", "dobj", "pobj", "ccomp", "advmod"} and not (
        index + 1 < len(clause.tokens)
        and clause.tokens[index].dep == "nsubj"
        and clause.tokens[index + 1].tag in {"VBZ", "VBD", "MD"}
        and clause.tokens[index].tag == "DT"
    )
