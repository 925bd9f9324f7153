"""Parsed clauses to noun phrases, subjects and objects, as spans."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues
from app.ingestion.facts import Span

_RELATIVES = {"who", "which", "that", "whose", "whom", "where"}
_QUOTES = "“”\"„«»‘’'`"


def subject(clause: Clause, verb: Token, depth: int = 0) -> int | None:
    """The token that does what `verb` says, found through co-ordination, participles and relative clauses."""
    if depth > 4:
        return None
    own = _own_subject(clause, verb)
    if own is not None:
        token = clause.tokens[own]
        if token.lower in {"who", "which", "that"} and verb.dep == "relcl":
            return verb.head
        return own
    head = clause.tokens[verb.head]
    if verb.dep == "conj" and head.index != verb.index:
        return subject(clause, _speaking_above(clause, verb) or head, depth + 1) if head.tag.startswith("VB") else None
    if verb.dep in {"advcl", "xcomp"} and (verb.tag == "VBG" or verb.dep == "xcomp") and head.tag.startswith("VB"):
        return subject(clause, head, depth + 1)
    if verb.dep == "pcomp" and head.lower in {"as", "by", "in"} and clause.tokens[head.head].tag.startswith("VB"):
        return (
            _patient(clause, clause.tokens[head.head])
            if head.lower == "as"
            else subject(clause, clause.tokens[head.head], depth + 1)
        )
    if verb.dep == "acl" and verb.tag == "VBG" and head.tag.startswith("NN"):
        return head.index
    return _inverted(clause, verb)


def _speaking_above(clause: Clause, verb: Token) -> Token | None:
    """The verb of saying that "and warned that" goes on with, where the parser joins it to a verb of the content."""
    forms = cues().verbs
    if verb.lower not in forms:
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
    if not {outer.tag, inner.tag} <= {"VB", "VBP"} and outer.tag != inner.tag and not {outer.tag, inner.tag} <= {"VBD", "VBN"}:
        return False
    if any(clause.tokens[c].dep in {"nsubj", "nsubjpass"} for c in inner.children):
        return False
    joined = clause.tokens[inner.head]
    if joined.index == outer.index:
        return True
    return not (joined.tag in {"VBD", "VBZ", "VBP"} and joined.tag == inner.tag)


def _own_subject(clause: Clause, verb: Token) -> int | None:
    passive = any(clause.tokens[c].dep in {"nsubjpass", "auxpass"} for c in verb.children)
    if passive:
        agent = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "agent"), None)
        return next((c for c in agent.children if clause.tokens[c].dep == "pobj"), None) if agent else None
    named = next((c for c in verb.children if clause.tokens[c].dep == "nsubj" and not clause.tokens[c].quotation), None)
    return named if named is not None else _adjacent(clause, verb)


def _adjacent(clause: Clause, verb: Token) -> int | None:
    """Airwars in "Airwars estimated", which the parser may call an adverbial."""
    index = verb.index - 1
    while index >= 0 and clause.tokens[index].dep in {"aux", "advmod"} and clause.tokens[index].head == verb.index:
        index -= 1
    token = clause.tokens[index] if index >= 0 else None
    return (
        index
        if token and token.tag in {"NNP", "NNPS"} and token.head == verb.index and token.dep in {"npadvmod", "dep", "compound"}
        else None
    )


def _patient(clause: Clause, verb: Token) -> int | None:
    """Whom "was quoted as saying" is about; with an active verb, its object."""
    passive = next((c for c in verb.children if clause.tokens[c].dep == "nsubjpass"), None)
    return passive if passive is not None else object_of(clause, verb)


def _inverted(clause: Clause, verb: Token) -> int | None:
    """Houry in "…, said Nadim Houry, the director": the parser may call it an object."""
    if verb.index and clause.tokens[verb.index - 1].text != ",":
        return _before_aside(clause, verb)
    for child in verb.children:
        token = clause.tokens[child]
        if (
            child > verb.index
            and token.dep in {"dobj", "attr", "oprd", "npadvmod", "nsubj", "appos", "dep"}
            and token.tag in {"NNP", "NNPS", "NN", "NNS", "PRP"}
        ):
            return child
    aside = _before_aside(clause, verb)
    if aside is not None:
        return aside
    following = clause.tokens[verb.index + 1 : verb.index + 8]
    names = [token for token in following if token.tag == "NNP"]
    if following and names and names[0].index == verb.index + 1 and verb.index >= 2 and clause.tokens[verb.index - 2].quotation:
        last = verb.index
        while last + 1 < len(clause.tokens) and clause.tokens[last + 1].tag == "NNP":
            last += 1
        return last
    return None


def _before_aside(clause: Clause, verb: Token) -> int | None:
    """Graham in "Lindsey Graham – a fierce supporter of the president – suggested"."""
    dashes = [token.index for token in clause.tokens[: verb.index] if token.text in {"–", "—", "--"}]
    if len(dashes) >= 2 and dashes[-1] == verb.index - 1 and clause.tokens[dashes[-2] - 1].tag in {"NNP", "NN", "NNS"}:
        return dashes[-2] - 1
    return None


def object_of(clause: Clause, verb: Token) -> int | None:
    """The direct object of `verb`."""
    return next((c for c in verb.children if clause.tokens[c].dep == "dobj" and c > verb.index), None)


def noun_phrase(clause: Clause, index: int) -> Span:
    """The noun phrase around the token: with what qualifies it, without appositions, relative clauses in commas and asides."""
    token = clause.tokens[index]
    first = token.left
    for left in range(index - 1, token.left - 1, -1):
        word = clause.tokens[left]
        if word.quotation or word.text in {":", ";"} or _is_dash(clause, left):
            first = left + 1
            break
    last, depth = index, 0
    for right in range(index + 1, token.right + 1):
        word = clause.tokens[right]
        relative = (
            word.lower in _RELATIVES
            and word.dep in {"nsubj", "mark", "dobj", "nsubjpass"}
            and token.lower not in {"those", "many", "some"}
        )
        depth += (word.text == "(") - (word.text == ")")
        if word.text in {",", ":", ";"} or word.quotation or relative or _is_dash(clause, right) or depth > 0:
            break
        last = right
    if clause.tokens[last].text in {"'s", "’s"}:
        last -= 1
    return Span(clause.tokens[first].start, clause.tokens[max(last, first)].end)


def _is_dash(clause: Clause, index: int) -> bool:
    """Whether the token is a dash that sets words apart, not one that joins "Baghdad–Washington"."""
    token = clause.tokens[index]
    return token.text in {"–", "—", "--"} and (index == 0 or clause.tokens[index - 1].end < token.start)


def words_between(clause: Clause, first: int, last: int) -> Span | None:
    """The characters from one token to another without what only joins them: "that", commas, the full stop."""
    while first <= last and (
        clause.tokens[first].text in {",", ":", "-", "–", "—", "--", ";"}
        or (clause.tokens[first].lower in {"that"} and _joins(clause, first))
    ):
        first += 1
    while last >= first and clause.tokens[last].text in {",", ".", ";", ":", "!", "?", "-", "–", "—", "--", "…"}:
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
