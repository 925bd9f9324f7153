"""What is done by saying: requests and commitments, descriptions and accusations, claims of responsibility, denials, warnings."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import Cues, Frame
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.contents import clause_after, end_of_content
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.phrases import noun_phrase, object_of, subject, words_between
from app.ingestion.extract.verbs import idle, passive, verbs_of_saying
from app.vocabulary import Measure

_TAKEN = frozenset("claimed claims claim claiming admitted admits accepted accepts took takes taken assumed assumes".split())
_OTHER_ATTACKS = frozenset("killing shooting ambush ambushes hijacking kidnapping assassination incident operation siege".split())
_COUNTED = frozenset("number strength toll losses size figure dead wounded total count casualties force rate share".split())
_VAGUE = frozenset("dozens scores hundreds thousands millions zero".split())
_DENIALS = ("den", "reject", "dismiss", "disput", "refut")
_OF_THINGS = frozenset("to with of against between in".split())
_REPORTS = tuple("report confirm announc acknowledg admit disclos reveal mention repeat explain outlin".split())
_SUBJUNCTIVE = ("demand", "propos", "recommend", "request", "insist", "urg", "ask")


def request(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor urged Moscow to let the wounded leave. He vowed to stay."""
    for verb, cue in verbs_of_saying(clause, cues):
        asks = bool(cue.frames & {Frame.REQUEST, Frame.COMMIT})
        if (not asks and Frame.TELL not in cue.frames) or passive(clause, verb):
            continue
        speaker, found = subject(clause, verb), _infinitive(clause, verb)
        if (
            speaker is None
            or found is None
            or any(clause.tokens[c].tag in {"WP", "WDT"} for c in clause.tokens[speaker].children)
        ):
            continue  # "asked what the nominee should have"
        first, last = found
        content = words_between(clause, first, min(last, max(end_of_content(clause, verb), first + 1)))
        if content:
            yield drafted("commitment" if Frame.COMMIT in cue.frames else "request", clause, verb, content)


_ASKED_BY = {"on": ("call", "press"), "with": ("plead",), "to": ("appeal",)}  # not "briefed him on plans to send arms"


def _infinitive(clause: Clause, verb: Token) -> tuple[int, int] | None:
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
        if token.dep in {"dobj", "dative"} or verb.lower.startswith(_ASKED_BY.get(token.lower, ())):
            found = _infinitive_within(clause, token)
            if found:
                return found
    return None


def _wished(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether the clause is what is demanded: "insisted that he leave", not "asked who won"."""
    said = clause.tokens[token.left].lower == "that" or not verb.lower.startswith(("ask", "insist"))
    return said and verb.lower.startswith(_SUBJUNCTIVE)


def _infinitive_within(clause: Clause, token: Token) -> tuple[int, int] | None:
    for inner in range(token.index + 1, token.right):
        if clause.tokens[inner].lower == "to" and clause.tokens[inner].dep == "aux":
            return inner, clause.tokens[clause.tokens[inner].head].right
    return None


def description(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor described the raid as a “massacre”. He accused Moscow of shelling the school. He called it a crime."""
    for verb, cue in verbs_of_saying(clause, cues):
        speaker, thing = subject(clause, verb), object_of(clause, verb)
        if speaker is None:
            continue
        if verb.lower in {"called", "calls", "calling"}:
            first = _called(clause, verb)
        elif Frame.DESCRIBE not in cue.frames or not (
            thing is not None or passive(clause, verb) or _relative_object(clause, verb)
        ):
            continue
        else:
            first = _described(clause, verb, thing)
        content = words_between(clause, first, end_of_content(clause, verb)) if first is not None else None
        if content:
            draft = drafted("description", clause, verb, content)
            draft.addressee = None if Frame.REQUEST in cue.frames else draft.addressee  # who is called something is not spoken to
            yield draft


def _relative_object(clause: Clause, verb: Token) -> bool:
    """Which in "the camp, which an official described as a volcano"."""
    return any(clause.tokens[c].tag in {"WDT", "WP"} and c < verb.index for c in verb.children)


def _called(clause: Clause, verb: Token) -> int | None:
    """Where the name begins in "called the fighting around El Fasher a catastrophe"."""
    thing = object_of(clause, verb)
    seam = _seam(clause, clause.tokens[thing]) if thing is not None else None
    if seam is not None:
        return seam
    predicate = next(
        (clause.tokens[c] for c in verb.children if c > verb.index + 1 and clause.tokens[c].dep in {"oprd", "attr", "acomp"}),
        None,
    )
    if predicate:
        return predicate.left
    nested = next((clause.tokens[c] for c in verb.children if c > verb.index and clause.tokens[c].dep == "ccomp"), None)
    named = nested is not None and not any(
        clause.tokens[c].lower == "to" or clause.tokens[c].tag in {"VBD", "VBZ", "MD"} for c in nested.children
    )
    if nested is None or not named or nested.tag.startswith("VB"):
        return None
    doer = next((clause.tokens[c] for c in nested.children if clause.tokens[c].dep == "nsubj"), None)
    return doer.right + 1 if doer and doer.right < nested.index else None


def _seam(clause: Clause, thing: Token) -> int | None:
    """Where a second noun phrase touches that of the object: "the fighting around El Fasher | a catastrophe", "the raid | “needless”"."""
    for token in clause.tokens[thing.index + 1 : thing.right + 1]:
        before = clause.tokens[token.index - 1]
        named = before.tag.startswith("NN") or before.tag in {"PRP", "CD"}
        if named and (
            token.opens or (token.lower in {"a", "an"} and clause.tokens[token.head].dep in {"appos", "oprd", "attr", "npadvmod"})
        ):
            return token.index
    return None


def _described(clause: Clause, verb: Token, thing: int | None) -> int | None:
    """Where the content begins: after "as", at whom one accuses, at what one blames on somebody."""
    if verb.lower.startswith("compar"):
        return clause.tokens[thing].left if thing is not None else None
    wanted = {"of"} if verb.lower.startswith("accus") else {"for", "on"} if verb.lower.startswith("blam") else {"as"}
    start = thing if thing is not None else verb.index
    joint = next(
        (
            token
            for token in clause.tokens[start + 1 :]
            if token.lower in wanted
            and (_before_mark(clause, token) or (token.dep in {"prep", "mark"} and token.head in {verb.index, thing}))
        ),
        None,
    )
    if joint is None or joint.index + 1 >= len(clause.tokens):
        return None
    return joint.index + 1 if wanted == {"as"} else clause.tokens[start].left if thing is not None else None


def _before_mark(clause: Clause, token: Token) -> bool:
    """Whether the word stands right before a quotation: as “all very good”."""
    return token.index + 1 < len(clause.tokens) and clause.tokens[token.index + 1].opens


def responsibility(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The group claimed responsibility for the bombing. A bombing claimed by the group killed four."""
    for verb in clause.tokens:
        if verb.lower not in _TAKEN or not verb.tag.startswith("VB") or idle(clause, verb):
            continue
        found = _credited(clause, verb) or (_claimed(clause, verb) if verb.lower.startswith("claim") else None)
        if found is None:
            continue
        first, last, speaker = found
        content = words_between(clause, first, last)
        if content and speaker is not None:
            draft = drafted("responsibility", clause, verb, content)
            draft.speaker = noun_phrase(clause, speaker)
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


def number_put(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The ministry put its losses at 400."""
    for verb in clause.tokens:
        if verb.lower not in {"put", "puts", "putting"} or idle(clause, verb):
            continue
        thing, doer = object_of(clause, verb), subject(clause, verb)
        if thing is None or doer is None:
            continue
        at = next((t for t in clause.tokens[thing + 1 :] if t.lower == "at" and t.head in {verb.index, thing}), None)
        counts = at is not None and _is_count(clause, at, clause.tokens[thing])
        content = words_between(clause, clause.tokens[thing].left, end_of_content(clause, verb)) if counts else None
        if content:
            yield drafted("number-put", clause, verb, content)


def _is_count(clause: Clause, at: Token, thing: Token) -> bool:
    """Whether "at" gives a bare number, or the thing is one that is counted: not "put guards at two bridges"."""
    given = next((clause.tokens[c] for c in at.children if clause.tokens[c].dep == "pobj"), None)
    if given is None:
        return False
    numbers = [t for t in clause.tokens[at.index : at.right + 1] if t.tag == "CD" or t.lower in _VAGUE]
    return bool(numbers) and (given in numbers or given.lower == "percent" or thing.lower in _COUNTED)


def thing_said(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """Activists reported two more bombings by the coalition. The mayor warned of a new assault. Baku denied any part in it."""
    for verb, _ in verbs_of_saying(clause, cues):
        if subject(clause, verb) is None or passive(clause, verb) or clause.inside is not None or verb.dep == "relcl":
            continue
        if clause_after(clause, verb) is not None:
            continue
        first = _thing(clause, verb)
        content = words_between(clause, first, end_of_content(clause, verb)) if first is not None else None
        if content:
            yield drafted("thing-said", clause, verb, content)


def _is_said_itself(clause: Clause, noun: Token) -> bool:
    """Whether the thing has content of its own: "repeated its warning that the corridor was closed"."""
    marks = (clause.tokens[index] for index in range(noun.index + 1, noun.right + 1))
    return noun.lower in words_of_saying().nouns and any(token.lower == "that" and token.dep == "mark" for token in marks)


def _thing(clause: Clause, verb: Token) -> int | None:
    """Where what is reported, denied, warned of or called for begins."""
    following = clause.tokens[verb.index + 1] if verb.index + 1 < len(clause.tokens) else None
    if following and following.lower in {"of", "about", "against"} and verb.lower.startswith(("warn", "complain")):
        return following.index + 1
    if (
        following
        and following.lower == "for"
        and verb.lower in {"called", "calls", "calling"}
        and verb.index + 2 < len(clause.tokens)
        and clause.tokens[verb.index + 2].tag != "VBG"
    ):
        return following.index + 1
    gerund = next(
        (
            c
            for c in verb.children
            if c > verb.index and clause.tokens[c].dep in {"xcomp", "ccomp"} and clause.tokens[c].tag == "VBG"
        ),
        None,
    )
    if gerund is not None and verb.lower.startswith(_DENIALS):
        return clause.tokens[gerund].left
    thing = object_of(clause, verb)
    joined = verb.tag == "VBG" and verb.index > 0 and clause.tokens[verb.index - 1].dep == "cc"
    if (
        thing is None or joined or (verb.lower.startswith(_REPORTS) and _is_said_itself(clause, clause.tokens[thing]))
    ):  # "promoting A and rejecting B" tells of deeds
        return None
    noun = clause.tokens[thing]
    after = clause.tokens[noun.index + 1].lower if noun.index + 1 < len(clause.tokens) else ""
    wide = (
        noun.right - noun.left >= 3
        or (noun.right > noun.left and after in _OF_THINGS)
        or (noun.left < noun.index and after in _OF_THINGS)
    )
    return (
        noun.left
        if (verb.lower.startswith(_DENIALS) and noun.right > noun.left) or (verb.lower.startswith(_REPORTS) and wide)
        else None
    )
