"""Nouns and adjectives that have a clause for content: "the mayor's claim that", "voiced fears that", "is convinced that"."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cues, Frame
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.convictions import is_sure, sure_one
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import DAYS
from app.ingestion.extract.phrases import noun_phrase, subject, words_between
from app.ingestion.extract.subjects import is_somebody
from app.ingestion.extract.verbs import idle, passive
from app.ingestion.facts import Span

_ASSERTED = frozenset("claim claims allegation allegations accusation accusations charge suggestion".split())
_HELD = frozenset("estimate assessment view belief position conclusion hope fear message".split())
# one's own claim or promise
_OWN = tuple("repeat reiterat renew restat voic express retract withdr honour fulfil".split())
_STIRRING = tuple("rais fuel spark stok prompt trigger increas heighten eas allay bolster revive reviving".split())
_REFUSALS = ("reject", "den", "dismiss", "disput", "refut", "call", "describ")


def noun_with_clause(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor voiced fears that the town would fall. The mayor's claim that it fell is false. He made it clear that he stays."""
    for noun in clause.tokens:
        if noun.lower not in cues.nouns or (noun.tag.startswith("VB") and not is_sure(clause, noun)):
            continue
        head = _clause_of_noun(clause, noun) or _act_of_noun(clause, noun, cues)
        owner = _owner(clause, noun) if head is not None else None
        refused = clause.tokens[noun.head].lower.startswith(_REFUSALS)
        if any(clause.tokens[c].lower in {"no", "any"} for c in noun.children):
            continue  # "there is no doubt that", "any claim that they fired"
        if noun.lower in cues.sure and (owner is None or not is_somebody(clause, owner, cues)):
            continue
        nobodys = owner is None or owner == noun.index or clause.tokens[owner].lower in {"it", "there"}
        if (
            head is not None
            and nobodys
            and not refused
            and noun.lower in _ASSERTED
            and clause.word_after(noun) == "that"
            and not _so_many(clause, noun)
        ):
            content = words_between(clause, head.left, head.right)
            if content:
                yield Draft("noun-with-clause", clause, content, Span(noun.start, noun.end), None, position=noun.index)
        if head is None or owner is None or nobodys:
            continue
        if clause.inside is not None and clause.tokens[owner].tag in {"PRP", "PRP$"}:
            continue
        content = words_between(clause, max(head.left, noun.index + 1), head.right)
        if content:
            draft = drafted("noun-with-clause", clause, noun, content)
            draft.speaker = noun_phrase(clause, owner)
            if clause.tokens[owner].head == noun.index and noun.dep == "pobj":
                draft.around = Span(draft.speaker.start, noun.end)  # "said by phone, of the army's claim that"
            if noun.lower.endswith("ing") and clause.tokens[owner].dep == "poss":  # "with Ukraine's military reporting that"
                draft.speaker = Span(draft.speaker.start, clause.tokens[noun.index - 1].end)
            yield draft


def _act_of_noun(clause: Clause, noun: Token, cues: Cues) -> Token | None:
    """The verb of "its claim to have killed 40 men", where somebody is named whose claim it is."""
    if noun.lower not in cues.nouns_with_infinitive or not any(
        clause.tokens[c].dep in {"poss", "compound", "nmod"} for c in noun.children
    ):
        return None
    to = clause.after(noun) or noun
    act = clause.tokens[to.head]
    return act if to.lower == "to" and to.dep == "aux" and act.tag in {"VB", "VBN"} else None


def _so_many(clause: Clause, noun: Token) -> bool:
    """Whether "that" tells what came of it: "so many allegations that the court was moved"."""
    return any(token.lower in {"so", "such"} for token in clause.tokens[noun.left : noun.index])


def _clause_of_noun(clause: Clause, noun: Token) -> Token | None:
    """The verb of the clause that says what the claim is."""
    that = (
        clause.tokens[c] for c in noun.children if c > noun.index and clause.tokens[c].dep in {"acl", "ccomp", "relcl", "advcl"}
    )
    head = next((token for token in that if clause.tokens[token.left].lower == "that" and not _is_told_of(clause, token)), None)
    verb = clause.tokens[noun.head]
    if head is None and (noun.lower in words_of_saying().sure or noun.lower == "clear"):  # "is confident the road will open"
        bare = (clause.tokens[c] for c in noun.children if c > noun.index and clause.tokens[c].dep == "ccomp")
        head = next((token for token in bare if any(clause.tokens[c].dep.startswith("nsubj") for c in token.children)), None)
    if head is None and verb.lower in {"is", "was", "remains", "made", "makes", "make"}:
        copula = verb.lower in {"is", "was", "remains"}
        complements = (clause.tokens[c] for c in verb.children if c > noun.index and clause.tokens[c].dep == "ccomp")
        return next(
            (token for token in complements if copula or noun.lower == "clear" or clause.tokens[token.left].lower == "that"), None
        )
    return head


def _of_somebody(clause: Clause, verb: Token) -> bool:
    doer = subject(clause, verb)
    return doer is not None and is_somebody(clause, doer, words_of_saying())


def _is_told_of(clause: Clause, verb: Token) -> bool:
    """Whether "that" is the document itself: "a report that shows", "a statement that it signed", "a claim that could not be verified"."""
    that = clause.tokens[verb.left].dep
    cue = words_of_saying().verbs.get(verb.lower)
    if cue is not None and Frame.DESCRIBE in cue.frames and clause.word_after(verb) == "as":
        return True  # "a claim that two diplomats described as untrue"
    return verb.dep == "relcl" and (that in {"dobj", "nsubjpass"} or (that == "nsubj" and verb.lower in words_of_saying().verbs))


def _owner(clause: Clause, noun: Token) -> int | None:
    """Whose claim it is: a possessive, or the subject of the verb by which it is voiced."""
    verb = clause.tokens[noun.head]
    if noun.lower in words_of_saying().sure:
        return sure_one(clause, noun)
    own = next((c for c in noun.children if clause.tokens[c].dep == "nsubj" and c < noun.index), None)
    if own is not None and noun.lower in _ASSERTED:
        return own  # "the rebels claim that", read as a noun
    of = next((clause.tokens[c] for c in noun.children if clause.tokens[c].lower == "of"), None)
    if of and noun.lower in _HELD and verb.lower in {"is", "was"}:  # "the estimate of aid officials is that"
        return next((c for c in of.children if clause.tokens[c].dep == "pobj"), None)
    issued = next((clause.tokens[c] for c in noun.children if c > noun.index and clause.tokens[c].lower in {"by", "from"}), None)
    if issued:  # "claims by the army that", "a warning from Ankara that"
        return next((c for c in issued.children if clause.tokens[c].dep == "pobj"), None)
    possessive = next((c for c in noun.children if clause.tokens[c].dep == "poss" and clause.tokens[c].lower not in DAYS), None)
    infinitive = noun.lower in words_of_saying().nouns_with_infinitive
    if possessive is None and (
        infinitive or noun.dep not in {"dobj", "nsubj"}
    ):  # "the Kyiv claim to have", "Monday's Reuters report that"
        possessive = next(
            (
                c
                for c in noun.children
                if clause.tokens[c].tag in {"NNP", "NNPS"} and clause.tokens[c].dep in {"compound", "nmod"}
            ),
            None,
        )
    if possessive is not None and clause.tokens[possessive].tag == "PRP$" and verb.lower.startswith(_OWN):
        return subject(clause, verb)
    if possessive is not None:
        return possessive
    if verb.lower.startswith(_STIRRING) and (verb.tag == "VBG" or not _of_somebody(clause, verb)):
        return None  # ", raising hopes that"
    voiced = verb.tag.startswith("VB") and noun.dep in {"dobj", "ccomp", "oprd", "acomp", "attr", "advmod"}
    if voiced and not passive(clause, verb) and not idle(clause, verb) and not verb.lower.startswith(_REFUSALS):
        return subject(clause, verb)
    misread = next(
        (clause.tokens[c] for c in noun.children if c < noun.index and clause.tokens[c].tag in {"VBD", "VBZ", "VBP"}), None
    )
    return next((c for c in misread.children if clause.tokens[c].dep == "nsubj"), None) if misread else None
