"""Content whose cue is no verb: "according to X", and nouns such as "the claim that"."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cues
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import contrast, reporter_at_end
from app.ingestion.extract.phrases import noun_phrase, subject, words_between
from app.ingestion.extract.subjects import is_somebody
from app.ingestion.extract.verbs import idle, passive, verbs_of_saying
from app.ingestion.facts import Span

_ASSERTED = frozenset("claim claims allegation allegations accusation accusations charge suggestion".split())
_HELD = frozenset("estimate assessment view belief position conclusion hope fear message".split())
_NOT_SOURCES = frozenset(
    "plan plans schedule law rules tradition custom need needs merit size taste age terms agreement constitution".split()
)
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_OWN = (
    "repeat",
    "reiterat",
    "renew",
    "restat",
    "voic",
    "express",
    "retract",
    "withdr",
    "honour",
    "fulfil",
)  # one's own claim or promise
_STIRRING = (
    "rais",
    "fuel",
    "spark",
    "stok",
    "prompt",
    "trigger",
    "increas",
    "heighten",
    "eas",
    "allay",
    "bolster",
    "revive",
    "reviving",
)
_REFUSALS = ("reject", "den", "dismiss", "disput", "refut", "call", "describ")


def according_to(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """According to the mayor, two villages were lost. Two villages were lost, according to the mayor."""
    for first, last, at_end in _according(clause, cues):
        source = next((c for c in clause.tokens[last].children if c > last), None)
        if source is None or clause.tokens[source].lower in _NOT_SOURCES:
            continue
        speaker = noun_phrase(clause, source)
        closing = max(token.index for token in clause.tokens if token.start < speaker.end)
        if at_end and not _is_source_at_end(clause, cues, first, source, closing):
            continue
        found = _contents(clause, cues, first, closing)
        if found:
            end = clause.tokens[min(closing + 8, len(clause.tokens) - 1)].end if first else speaker.end
            cue = Span(clause.tokens[first].start, clause.tokens[last].end)
            yield Draft("according-to", clause, found[0], cue, speaker, found[1:], around=Span(cue.start, end), position=first)


def _according(clause: Clause, cues: Cues) -> Iterator[tuple[int, int, bool]]:
    """First and last token of each cue, and whether it is one only at the end of a sentence."""
    words = [token.lower for token in clause.tokens]
    for phrase in (*cues.according, *cues.according_at_end):
        parts = phrase.split()
        if parts[0] not in words:
            continue
        for first in range(len(words) - len(parts)):
            if words[first : first + len(parts)] == parts:
                yield first, first + len(parts) - 1, phrase in cues.according_at_end
    if len(words) > 2 and words[0] == "per" and (clause.tokens[1].text[0].isupper() or words[1] == "the"):
        yield 0, 0, False


def _is_source_at_end(clause: Clause, cues: Cues, first: int, source: int, closing: int) -> bool:
    after_comma = first > 0 and clause.tokens[first - 1].text == ","
    return after_comma and clause.tokens[source].lower in cues.sources and closing >= len(clause.tokens) - 2


def _contents(clause: Clause, cues: Cues, first: int, closing: int) -> list[Span]:
    """The pieces of content about a source phrase, the longest first; what only describes the source is none."""
    before = words_between(clause, 0, first - 1)
    rest = closing + 1
    if rest < len(clause.tokens) and clause.tokens[rest].text == "(":
        rest = next((token.index + 1 for token in clause.tokens[rest:] if token.text == ")"), rest)
    if rest < len(clause.tokens) and clause.tokens[rest].text == ",":
        rest = _past_apposition(clause, rest)
    so = next(
        (t.index - 2 for t in clause.tokens[rest + 2 :] if t.lower == "so" and clause.tokens[t.index - 1].text == ","), None
    )
    others = [stop for verb, _ in verbs_of_saying(clause, cues) if (stop := contrast(clause, verb)) is not None and stop > rest]
    reported = (reporter_at_end(clause, token) for token in clause.telling if token.index > rest)
    others += [first - 2 for first in reported if first is not None and first - 2 > rest]
    after = words_between(clause, rest, min([len(clause.tokens) - 1, *others, *([] if so is None else [so])]))
    quote = next((token.quotation for token in clause.tokens if token.quotation), None)
    if quote and before is None:
        return [quote.inner]
    said_before = before is not None and any(token.tag in _FINITE for token in clause.tokens[:first])
    relative = rest < len(clause.tokens) and clause.tokens[rest].tag in {"WP", "WDT"}
    if before and said_before and (relative or (first and clause.tokens[first - 1].text != ",")):
        return [before]
    if before and said_before and rest < len(clause.tokens) and clause.tokens[rest].dep == "cc":
        return [before]
    pieces = [piece for piece in (before, after) if piece and piece.end - piece.start > 12]
    if before and said_before:
        pieces = [piece for piece in pieces if piece is before or not _describes(clause, rest)]
    return sorted(pieces, key=lambda span: span.start - span.end)


def _describes(clause: Clause, rest: int) -> bool:
    """Whether what follows the source has no verb of its own, so that it only tells who the source is."""
    return rest < len(clause.tokens) and not any(token.tag in _FINITE for token in clause.tokens[rest:])


def _past_apposition(clause: Clause, comma: int) -> int:
    """Past "…, the army's spokesman," where a second comma closes it and no verb stands between."""
    for index in range(comma + 1, len(clause.tokens)):
        token = clause.tokens[index]
        if token.tag in _FINITE and clause.tokens[comma + 1].lower not in {"who", "which"}:
            return comma + 1
        if token.text == ",":
            return index + 1
    return comma + 1


def by_count(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """By the ministry's count, 40 houses were burned. In her words, the deal was “a bridge to nowhere”."""
    for noun in (token for token in clause.tokens if token.lower in cues.counts):
        head = clause.tokens[noun.head]
        owner = next((c for c in noun.children if clause.tokens[c].dep == "poss"), None)
        joint = "in" if noun.lower in {"words", "view"} else "by"
        if owner is not None and head.lower == joint and noun.dep == "pobj":
            before, after = (
                words_between(clause, 0, head.index - 1),
                words_between(clause, noun.right + 1, len(clause.tokens) - 1),
            )
            pieces = sorted((piece for piece in (before, after) if piece), key=lambda span: span.start - span.end)
            if pieces:
                cue = Span(head.start, noun.end)
                yield Draft("by-count", clause, pieces[0], cue, noun_phrase(clause, owner), around=cue, position=head.index)


def noun_with_clause(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor voiced fears that the town would fall. The mayor's claim that it fell is false. He made it clear that he stays."""
    for noun in clause.tokens:
        if noun.lower not in cues.nouns or noun.tag.startswith("VB"):
            continue
        head = _clause_of_noun(clause, noun) or _act_of_noun(clause, noun, cues)
        owner = _owner(clause, noun) if head is not None else None
        refused = clause.tokens[noun.head].lower.startswith(_REFUSALS)
        if any(clause.tokens[c].lower == "no" for c in noun.children):
            continue  # "there is no doubt that"
        nobodys = owner is None or owner == noun.index or clause.tokens[owner].lower in {"it", "there"}
        if (
            head is not None
            and nobodys
            and not refused
            and noun.lower in _ASSERTED
            and clause.tokens[noun.index + 1].lower == "that"
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
            if noun.lower.endswith("ing") and clause.tokens[owner].dep == "poss":  # "with Ukraine's military reporting that"
                draft.speaker = Span(draft.speaker.start, clause.tokens[noun.index - 1].end)
            yield draft


def _act_of_noun(clause: Clause, noun: Token, cues: Cues) -> Token | None:
    """The verb of "its claim to have killed 40 men", where somebody is named whose claim it is."""
    if noun.lower not in cues.nouns_with_infinitive or not any(
        clause.tokens[c].dep in {"poss", "compound", "nmod"} for c in noun.children
    ):
        return None
    to = clause.tokens[noun.index + 1] if noun.index + 1 < len(clause.tokens) else noun
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
    """Whether "that" is the document itself: "a report that shows", "a statement that it signed"."""
    that = clause.tokens[verb.left].dep
    return verb.dep == "relcl" and (that == "dobj" or (that == "nsubj" and verb.lower in words_of_saying().verbs))


def _owner(clause: Clause, noun: Token) -> int | None:
    """Whose claim it is: a possessive, or the subject of the verb by which it is voiced."""
    verb = clause.tokens[noun.head]
    own = next((c for c in noun.children if clause.tokens[c].dep == "nsubj" and c < noun.index), None)
    if own is not None and noun.lower in _ASSERTED:
        return own  # "the rebels claim that", read as a noun
    of = next((clause.tokens[c] for c in noun.children if clause.tokens[c].lower == "of"), None)
    if of and noun.lower in _HELD and verb.lower in {"is", "was"}:  # "the estimate of aid officials is that"
        return next((c for c in of.children if clause.tokens[c].dep == "pobj"), None)
    issued = next((clause.tokens[c] for c in noun.children if c > noun.index and clause.tokens[c].lower in {"by", "from"}), None)
    if issued:  # "claims by the army that", "a warning from Ankara that"
        return next((c for c in issued.children if clause.tokens[c].dep == "pobj"), None)
    possessive = next((c for c in noun.children if clause.tokens[c].dep == "poss"), None)
    if possessive is None and noun.lower in words_of_saying().nouns_with_infinitive:  # "the Kyiv claim to have"
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
