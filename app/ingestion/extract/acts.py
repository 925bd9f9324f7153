"""What is done by saying: requests and commitments, claims of responsibility."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import Cues, Frame
from app.ingestion.extract.comments import before_occasion, without_aside
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import end_of_content
from app.ingestion.extract.phrases import noun_phrase, object_of, subject, words_between
from app.ingestion.extract.verbs import idle, passive, verbs_of_saying
from app.ingestion.facts import Span
from app.vocabulary import Measure

_TAKEN = frozenset("claimed claims claim claiming admitted admits accepted accepts took takes taken assumed assumes".split())
_OTHER_ATTACKS = frozenset("killing shooting ambush ambushes hijacking kidnapping assassination incident operation siege".split())
_SUBJUNCTIVE = ("demand", "propos", "recommend", "request", "insist", "urg", "ask", "order", "decree")


def request(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor urged Moscow to let the wounded leave. He vowed to stay."""
    for verb, cue in verbs_of_saying(clause, cues):
        asks = bool(cue.frames & {Frame.REQUEST, Frame.COMMIT})
        if (not asks and Frame.TELL not in cue.frames) or passive(clause, verb):
            continue
        speaker, found = subject(clause, verb), _infinitive(clause, verb, asked=cue.frames != {Frame.COMMIT})
        if (
            speaker is None
            or found is None
            or any(clause.tokens[c].tag in {"WP", "WDT"} for c in clause.tokens[speaker].children)
        ):
            continue  # "asked what the nominee should have"
        first, last = found
        stop = end_of_content(clause, verb)
        last = min(last, max(stop, first + 1)) if stop >= first else last
        content = words_between(clause, first, without_aside(clause, first, last))
        if content:
            yield drafted("commitment" if Frame.COMMIT in cue.frames else "request", clause, verb, content)


_ASKED_BY = {"on": ("call", "press"), "with": ("plead",), "to": ("appeal",)}  # not "briefed him on plans to send arms"


def _infinitive(clause: Clause, verb: Token, *, asked: bool) -> tuple[int, int] | None:
    """First and last token of "(not) to let the wounded leave", or of the clause that is demanded."""
    for child in verb.children:
        token = clause.tokens[child]
        if child <= verb.index:
            continue
        if token.dep in {"xcomp", "ccomp", "advcl"} and token.tag == "VB":
            to = next((c for c in token.children if clause.tokens[c].lower == "to" and c < token.index), None)
            if to is not None:
                return (to - 1 if clause.tokens[to - 1].lower == "not" else to), token.right
        if token.dep == "ccomp" and token.left > verb.index and _wished(clause, verb, token):
            return token.left + (clause.tokens[token.left].lower == "that"), token.right
        if asked and (token.dep in {"dobj", "dative"} or verb.lower.startswith(_ASKED_BY.get(token.lower, ()))):
            found = _infinitive_within(clause, token)
            if found:
                return found
    return (_called_on(clause, verb) or _after_object(clause, verb)) if asked else None


def _called_on(clause: Clause, verb: Token) -> tuple[int, int] | None:
    """The infinitive of "called on the rebels and allied groups to leave", where the parser takes "allied" for a verb."""
    if not verb.lower.startswith("call") or clause.word_after(verb) not in {"on", "upon"}:
        return None
    for token in clause.tokens[verb.index + 2 : verb.index + 26]:
        if token.tag == "TO" and token.dep == "aux" and token.index > verb.index + 2:
            return token.index, len(clause.tokens) - 1
        if token.tag in {"MD", "VBZ", "VBP", "WDT", "WP"} or token.text == ";" or token.quotation:
            return None
    return None


def _after_object(clause: Clause, verb: Token) -> tuple[int, int] | None:
    """The infinitive right behind the one who is asked, where the parser reads its verb as a noun: "urged Congress to fast track the pact"."""
    thing = verb.index + 1
    while thing < len(clause.tokens) and clause.tokens[thing].tag in {"NNP", "NNPS", "DT", "PRP$", "JJ", "NN", "NNS", "PRP"}:
        thing += 1
    if thing == verb.index + 1 or thing + 1 >= len(clause.tokens) or clause.tokens[thing].tag != "TO":
        return None
    return (
        (thing, len(clause.tokens) - 1) if clause.tokens[thing].dep == "aux" and clause.tokens[thing].head == thing + 1 else None
    )


def _wished(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether the clause is what is demanded: "insisted that he leave", not "asked who won"."""
    said = clause.tokens[token.left].lower == "that" or not verb.lower.startswith(("ask", "insist", "order"))
    return said and verb.lower.startswith(_SUBJUNCTIVE)


def _infinitive_within(clause: Clause, token: Token) -> tuple[int, int] | None:
    for inner in range(token.index + 1, token.right):
        if clause.tokens[inner].lower == "to" and clause.tokens[inner].dep == "aux":
            return inner, clause.tokens[clause.tokens[inner].head].right
    return None


def responsibility(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The group claimed responsibility for the bombing. A bombing claimed by the group killed four."""
    for verb in clause.tokens:
        if verb.lower not in _TAKEN or not verb.tag.startswith("VB") or idle(clause, verb):
            continue
        found = _credited(clause, verb) or (_claimed(clause, verb) if verb.lower.startswith("claim") else None)
        if found is None:
            continue
        first, last, speaker = found
        end = before_occasion(clause, first, last)
        content = words_between(clause, first, end)
        if content and speaker is not None:
            draft = drafted("responsibility", clause, verb, content)
            draft.speaker = noun_phrase(clause, speaker)
            if draft.around and end < last:
                draft.around = Span(draft.around.start, clause.tokens[last].end)
            yield draft


def _credited(clause: Clause, verb: Token) -> tuple[int, int, int | None] | None:
    """The attack in "claimed responsibility for the attack", "responsibility for it was claimed by", "for which they claimed it"."""
    near = range(max(0, verb.index - 12), min(len(clause.tokens), verb.index + 4))
    word = next((clause.tokens[i] for i in near if clause.tokens[i].lower in {"responsibility", "credit"}), None)
    if word is None:
        return None
    if word.index < verb.index:
        about = next((t for t in clause.tokens[word.index + 1 : verb.index] if t.lower == "for"), None)
        return (about.index + 1, about.right, subject(clause, verb)) if about and passive(clause, verb) else None
    which = next(
        (t for t in clause.tokens[: verb.index] if t.lower == "for" and clause.tokens[t.index + 1].lower == "which"), None
    )
    if which is not None and verb.index - which.index < 10:
        attack = _attack_before(clause, which.index)
        return (attack.left, which.index - 1, subject(clause, verb)) if attack else None
    about = next((t for t in clause.tokens[word.index + 1 : word.index + 6] if t.lower == "for"), None)
    return (about.index + 1, end_of_content(clause, verb), subject(clause, verb)) if about else None


def _claimed(clause: Clause, verb: Token) -> tuple[int, int, int | None] | None:
    """The attack in "a bombing claimed by the group", "two blasts were claimed by it", "it claimed an ambush on a convoy"."""
    agent = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "by"), None)
    if agent is not None:
        source = next(iter(agent.children), None)
        noun = next(
            (clause.tokens[c] for c in verb.children if clause.tokens[c].dep in {"nsubjpass", "nsubj"}),
            clause.tokens[verb.head] if verb.dep in {"acl", "relcl"} else None,
        )
        return (noun.left, min(noun.right, verb.index - 1), source) if noun else None
    thing = object_of(clause, verb)
    if thing is None or passive(clause, verb) or not _is_attack(clause.tokens[thing]):
        return None
    return clause.tokens[thing].left, clause.tokens[thing].right, subject(clause, verb)


def _is_attack(token: Token) -> bool:
    return counted().things.get(token.lower) is Measure.STRIKES or token.lower in _OTHER_ATTACKS


def _attack_before(clause: Clause, index: int) -> Token | None:
    """The attack in "attacks in the towns of A and B, for which the group claimed responsibility"."""
    return next((token for token in reversed(clause.tokens[:index]) if _is_attack(token)), None)
