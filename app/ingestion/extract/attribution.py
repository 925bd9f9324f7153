"""Clauses to attributed content: who says what by which cue, as spans. Nobody is looked up here.

Each rule is a generator of drafts, named in `RULES` beside a sentence it was written for.
"""

from collections.abc import Callable, Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cue, Cues, Frame
from app.ingestion.annotate.cues import cues as _words
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.phrases import (
    noun_phrase,
    object_of,
    same_speaker,
    subject,
    words_between,
)
from app.ingestion.facts import Span

_CLAUSAL = {"ccomp", "xcomp", "advcl", "acl"}
_UNCERTAIN = {"would", "could", "should", "might", "may", "to", "will", "must", "can", "'ll", "cannot"}
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}
_NEGATIONS = {"not", "n't", "never", "rarely", "hardly", "seldom"}
_NOT_SOURCES = {
    "plan",
    "plans",
    "schedule",
    "law",
    "rules",
    "tradition",
    "custom",
    "need",
    "needs",
    "merit",
    "size",
    "taste",
    "age",
}


def drafts(clause: Clause, cues: Cues) -> list[Draft]:
    """All attributed content of one clause, in the order of its cues."""
    found = [draft for rule in RULES for draft in rule(clause, cues)]
    return sorted(found, key=lambda draft: draft.position)


# --- verbs of saying ------------------------------------------------------------------------------------------------


def _verbs(clause: Clause, cues: Cues) -> Iterator[tuple[Token, Cue]]:
    for token in clause.tokens:
        cue = cues.verbs.get(token.lower)
        if cue and token.tag.startswith("VB") and not _idle(clause, token):
            yield token, cue


def _idle(clause: Clause, verb: Token) -> bool:
    """Whether the verb tells of no utterance: "did not say", "would say", "declined to say"."""
    words = {clause.tokens[child].lower for child in verb.children if child < verb.index}
    if words & _NEGATIONS:
        return True
    if verb.dep == "xcomp" and "to" in words:
        return clause.tokens[verb.head].lower not in {"went", "goes", "continued", "continues"}
    return bool(words & _UNCERTAIN) and verb.lower != "can"


def quotation_with_verb(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """“We are leaving,” the mayor said on Tuesday."""
    quotes = [token for token in clause.tokens if token.quotation]
    verbs = [(verb, cue) for verb, cue in _verbs(clause, cues) if not cue.document_only or cue.quotation_only]
    taken: dict[int, list[Token]] = {}
    for quote in quotes:
        near = [verb for verb, _ in verbs if subject(clause, verb) is not None and _reaches(clause, verb, quote)]
        if near:
            nearest = min(near, key=lambda verb: (abs(verb.index - quote.index), verb.index))
            taken.setdefault(nearest.index, []).append(quote)
    for index, pieces in taken.items():
        verb = clause.tokens[index]
        spans = sorted((piece.quotation.inner for piece in pieces if piece.quotation), key=lambda span: span.start - span.end)
        yield _draft("quotation-with-verb", clause, verb, spans[0], spans[1:])


def _reaches(clause: Clause, verb: Token, quote: Token) -> bool:
    """Whether only the phrase of saying stands between the two."""
    first, last = sorted((verb.index, quote.index))
    between = clause.tokens[first + 1 : last]
    if any(token.text in ".;" and token.index != verb.index for token in between) or any(token.quotation for token in between):
        return False
    if quote.index < verb.index:
        return sum(token.tag in ("VBD", "VBZ", "VBP") for token in between) <= 1 and len(between) < 40
    colon = bool(between) and between[-1].text in ":,"
    return colon or len(between) <= 3 or quote.head == verb.index


def verb_with_clause(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor said on Tuesday that the town had fallen."""
    for verb, cue in _verbs(clause, cues):
        if not cue.frames & {Frame.SAY, Frame.TELL, Frame.BELIEVE, Frame.COMMIT} or cue.quotation_only:
            continue
        content = _clause_after(clause, verb)
        speaker = subject(clause, verb)
        thing = object_of(clause, verb)
        if thing is not None and clause.tokens[thing].lower in {"responsibility", "credit"}:
            continue
        if content is None or speaker is None or not _may_speak(clause, speaker, cue, cues):
            continue
        if cue.document_only and not _document(clause, speaker, cues):
            continue
        draft = _draft("verb-with-clause", clause, verb, content)
        draft.belief = cue.frames == {Frame.BELIEVE}
        yield draft


def _may_speak(clause: Clause, speaker: int, cue: Cue, cues: Cues) -> bool:
    token = clause.tokens[speaker]
    if (
        token.lower in {"it", "this", "that", "there", "what", "which"}
        and token.tag in {"PRP", "DT", "EX", "WP", "WDT"}
        and token.lower != "it"
    ):
        return False
    if cue.frames == {Frame.BELIEVE}:
        return token.tag != "PRP" and clause.inside is None
    return True


def _document(clause: Clause, speaker: int, cues: Cues) -> bool:
    token = clause.tokens[speaker]
    return (
        token.lower in cues.media
        or token.lower in {"data", "figures", "poll", "survey", "investigation", "analysis", "records", "documents", "images"}
        or (token.tag in {"NNP", "NNPS"} and token.text.isupper())
    )


def _clause_after(clause: Clause, verb: Token, within: bool = False) -> Span | None:
    """The characters of the clause that the verb takes as its object and that follows it."""
    complements = [child for child in verb.children if child > verb.index and clause.tokens[child].dep in {"ccomp", "xcomp"}]
    complements = [child for child in complements if _finite(clause, clause.tokens[child])]
    if not complements:
        return _postponed(clause, verb)
    head = clause.tokens[complements[0]]
    first = _start_of_content(clause, verb, head)
    if within:
        return Span(clause.tokens[first].start, head.end)
    last = _end_of_content(clause, verb, clause.tokens[complements[-1]].right)
    return words_between(clause, first, last)


def _postponed(clause: Clause, verb: Token) -> Span | None:
    """The content of "said after the deal was announced that there would be": the parser may hang it lower; of "officials,
    who left, stated through the meeting, Sullivan briefed": it may make the verb of saying the lower one."""
    if verb.dep == "ccomp" and verb.head > verb.index + 2 and clause.tokens[verb.index + 1].text != ",":
        doer = next((c for c in verb.children if clause.tokens[c].dep == "nsubj"), None)
        if doer is not None and clause.tokens[doer].left <= 1 and clause.tokens[doer].tag not in {"WP", "WDT"}:
            return words_between(clause, verb.index + 1, _end_of_content(clause, verb, verb.right))
    for child in verb.children:
        token = clause.tokens[child]
        if child > verb.index and token.dep in {"advcl", "prep"}:
            for index in range(token.left, token.right + 1):
                if (
                    clause.tokens[index].lower == "that"
                    and clause.tokens[index].dep == "mark"
                    and clause.tokens[clause.tokens[index].head].dep in {"ccomp", "acl"}
                ):
                    return words_between(clause, index, _end_of_content(clause, verb, token.right))
    return _object_with_verb(clause, verb)


def _object_with_verb(clause: Clause, verb: Token) -> Span | None:
    """The content of "estimated 2,000 women were being held", where the parser takes the subject of the content for an object."""
    thing = object_of(clause, verb)
    if thing is None:
        return None
    for token in clause.tokens[clause.tokens[thing].right + 1 :]:
        if token.text == "," and clause.tokens[token.head].index == verb.index and token.index == clause.tokens[thing].right + 1:
            continue  # closes an aside within the subject
        if token.text == "," or token.dep in {"cc", "mark"} or token.tag in {"WP", "WDT"}:
            return None
        if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return words_between(
                clause, max(verb.index + 1, clause.tokens[thing].left), _end_of_content(clause, verb, token.right)
            )
    return None


def _finite(clause: Clause, head: Token) -> bool:
    children = [clause.tokens[child] for child in head.children]
    words = {child.lower for child in children if child.index < head.index}
    if head.dep == "xcomp":
        return "that" in words or any(child.dep in {"nsubj", "nsubjpass"} for child in children)
    subjects = any(child.dep in {"nsubj", "nsubjpass", "expl", "csubj", "attr"} for child in children)
    return (
        subjects
        or bool(words & {"that", "whether"})
        or head.tag in {"VBD", "VBZ", "VBP"}
        or any(child.tag in {"VBD", "VBZ", "VBP", "MD"} for child in children if child.dep in {"aux", "auxpass"})
    )


def _start_of_content(clause: Clause, verb: Token, head: Token) -> int:
    marks = [
        child
        for child in head.children
        if child > verb.index and clause.tokens[child].lower == "that" and clause.tokens[child].dep == "mark"
    ]
    if marks:
        return marks[0]
    first = max(head.left, verb.index + 1)
    for index in range(verb.index + 1, first):
        token = clause.tokens[index]
        if token.lower == "that":
            return index
    opening = verb.index + 1
    if first == opening and clause.tokens[first].lower in _DAYS and clause.tokens[first + 1].text != ",":
        return first + 1
    if first > opening and not _light(clause, verb, opening):
        return opening
    return first


def _light(clause: Clause, verb: Token, index: int) -> bool:
    """Whether the tokens from `index` only say when, where or to whom somebody spoke."""
    token = clause.tokens[index]
    if token.lower in {
        "on",
        "in",
        "at",
        "to",
        ",",
        "late",
        "early",
        "earlier",
        "yesterday",
        "today",
        "later",
        "after",
        "last",
        "this",
        "during",
        "when",
    }:
        return True
    around = next((clause.tokens[c] for c in verb.children if clause.tokens[c].left <= index <= clause.tokens[c].right), None)
    return token.tag in {"NNP", "PRP", "RB"} or bool(
        around and around.dep in {"dobj", "dative", "npadvmod", "nsubj", "advmod", "prt"}
    )


def _end_of_content(clause: Clause, verb: Token, right: int) -> int:
    """The last token of the content: to the end of the sentence, but for what goes on with the same speaker."""
    last = len(clause.tokens) - 1
    stops = []
    for child in verb.children:
        token = clause.tokens[child]
        if (
            child > verb.index
            and token.dep == "conj"
            and token.tag.startswith("VB")
            and clause.tokens[token.left - 1].dep in {"cc", "punct"}
            and (any(clause.tokens[index].dep == "cc" for index in (token.left - 1, token.left - 2)))
        ):
            stops.append(_before_conjunction(clause, token))
        if child > verb.index and token.dep == "advcl" and token.tag == "VBG" and token.left > verb.index + 1:
            stops.append(token.left - 1)
    for index in range(verb.index + 2, last):
        stops += _new_utterance(clause, verb, index)
        if clause.tokens[index].lower == "according" and clause.tokens[index + 1].lower == "to":
            stops.append(index - 1)
        if clause.tokens[index].quotation:
            stops.append(index - 1)
    stops = [stop for stop in stops if stop > verb.index + 1]
    return min([last, *stops])


def _new_utterance(clause: Clause, verb: Token, index: int) -> list[int]:
    """Where the content ends before "and announced he was leaving", "which it said could", though the parser hangs them inside."""
    token = clause.tokens[index]
    form = _words().verbs.get(token.lower)
    if form is None or not token.tag.startswith("VB"):
        return []
    if token.dep == "conj" and _clause_after(clause, token, within=True) is not None and same_speaker(clause, verb, token):
        return [_before_conjunction(clause, token)]
    contrasted = _contrasted(clause, token)
    if contrasted is not None and contrasted > verb.index + 1 and _clause_after(clause, token, within=True) is not None:
        return [contrasted]
    if token.dep == "relcl" and any(clause.tokens[c].dep == "nsubj" and clause.tokens[c].tag == "PRP" for c in token.children):
        return [token.left - 1]
    return []


_CONTRASTS = {"and", "but", "while", "whereas", "although", "though", "however"}


def _contrasted(clause: Clause, verb: Token) -> int | None:
    """The last token before ", while Israel said": there somebody else begins to speak."""
    own = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubj" and c < verb.index), None)
    if own is None or own.left < 2 or own.tag == "PRP" or verb.tag not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    if clause.tokens[own.left - 1].lower in _CONTRASTS and clause.tokens[own.left - 2].text == ",":
        return own.left - 3
    return None


def _before_conjunction(clause: Clause, token: Token) -> int:
    index = token.left - 1
    while index > 0 and (clause.tokens[index].dep == "cc" or clause.tokens[index].text == ","):
        index -= 1
    return index


def clause_before_verb(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The town had fallen, the mayor said on Tuesday. In the east, he said, two villages were lost."""
    for verb, cue in _verbs(clause, cues):
        if not cue.frames & {Frame.SAY, Frame.TELL, Frame.BELIEVE} or cue.quotation_only or cue.document_only:
            continue
        speaker = subject(clause, verb)
        if cue.verb in {"brief", "convince", "maintain"} or (
            verb.tag == "VBN" and not any(clause.tokens[c].dep == "aux" for c in verb.children)
        ):
            continue
        if speaker is None or clause.tokens[speaker].tag in {"WP", "WDT"} or not _may_speak(clause, speaker, cue, cues):
            continue
        phrase = _phrase_of_saying(clause, verb, speaker)
        if phrase is None:
            continue
        first, last = phrase
        pieces = [words_between(clause, 0, first - 1), words_between(clause, last + 1, len(clause.tokens) - 1)]
        spans = sorted((piece for piece in pieces if piece), key=lambda span: span.start - span.end)
        if spans and not any(token.quotation for token in clause.tokens):
            yield _draft("clause-before-verb", clause, verb, spans[0], [span for span in spans[1:] if span.end - span.start > 25])


def _phrase_of_saying(clause: Clause, verb: Token, speaker: int) -> tuple[int, int] | None:
    """First and last token of "…, the mayor said on Tuesday, …" where it stands between commas or at the end."""
    if (
        _clause_after(clause, verb) is not None
        and verb.index + 1 < len(clause.tokens)
        and clause.tokens[verb.index + 1].text != ","
    ):
        return None
    subject_token = clause.tokens[speaker]
    first = min(subject_token.left, verb.index) if speaker < verb.index else verb.index
    while first > 0 and clause.tokens[first - 1].dep in {"aux", "advmod", "neg"} and clause.tokens[first - 1].head == verb.index:
        first -= 1
    if first == 0 or clause.tokens[first - 1].text not in {",", "–", "—", "-", "--"}:
        return None
    last = subject_token.right if speaker > verb.index else verb.index
    end = len(clause.tokens) - 1
    while last < end and clause.tokens[last + 1].text not in {",", ".", "!", "?", ";", "–", "—"}:
        last += 1
    rest = [token for token in clause.tokens[last + 1 :] if token.tag.startswith("VB")]
    said = clause.tokens[verb.index + 1 : last + 1]
    if any(token.tag in {"VBD", "VBZ", "VBP"} for token in said) or (
        speaker < verb.index and _counts_something(clause, verb, said)
    ):
        return None
    before = [token for token in clause.tokens[:first] if token.tag in {"VBD", "VBZ", "VBP", "MD", "VBN", "VB", "VBG"}]
    if not before and not rest:
        return None
    if rest and not before:
        return first, last
    return first, (last if rest and clause.tokens[last + 1].text == "," and not _trails(clause, last + 1) else end)


def as_announced(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """As the mayor announced on Tuesday, the bridge is closed."""
    for verb, cue in _verbs(clause, cues):
        as_ = next(
            (
                c
                for c in verb.children
                if clause.tokens[c].lower == "as" and clause.tokens[c].dep in {"mark", "prep", "advmod"} and c <= 1
            ),
            None,
        )
        speaker = subject(clause, verb)
        comma = next((c for c in range(verb.index + 1, len(clause.tokens)) if clause.tokens[c].text == ","), None)
        if as_ is None or speaker is None or comma is None or not cue.frames & {Frame.SAY, Frame.TELL} or cue.document_only:
            continue
        content = words_between(clause, comma + 1, len(clause.tokens) - 1)
        if content:
            yield _draft("as-announced", clause, verb, content)


def _counts_something(clause: Clause, verb: Token, said: list[Token]) -> bool:
    """Whether what follows the verb is already its content: "activists said around 50 people, mostly women, were killed"."""
    numbers = [token for token in said if token.tag == "CD"]
    return any(
        clause.tokens[number.head].tag in {"NNS", "NN"} and clause.tokens[number.head].lower not in _DAYS for number in numbers
    )


def _trails(clause: Clause, comma: int) -> bool:
    """Whether what follows the comma goes on about the speaker: "…, he said, adding that", "…, said Houry, the director of"."""
    if comma + 1 >= len(clause.tokens):
        return True
    token = clause.tokens[comma + 1]
    return token.tag in {"VBG", "WP", "WDT"} or token.lower in {"who", "which", "a", "an", "the", "according"}


def request(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor urged Moscow to let the wounded leave. He vowed to stay."""
    for verb, cue in _verbs(clause, cues):
        if not cue.frames & {Frame.REQUEST, Frame.COMMIT}:
            continue
        speaker = subject(clause, verb)
        found = _infinitive(clause, verb)
        if speaker is None or found is None or _passive(clause, verb):
            continue
        first, last = found
        content = words_between(clause, first, min(last, _end_of_content(clause, verb, first)))
        if content:
            yield _draft("request" if Frame.REQUEST in cue.frames else "commitment", clause, verb, content)


def _infinitive(clause: Clause, verb: Token) -> tuple[int, int] | None:
    """First and last token of "to let the wounded leave", or of the clause that is demanded."""
    for child in verb.children:
        token = clause.tokens[child]
        if child <= verb.index:
            continue
        if token.dep in {"xcomp", "ccomp", "advcl"} and token.tag == "VB":
            to = [c for c in token.children if clause.tokens[c].lower == "to" and c < token.index]
            if to:
                return to[0], token.right
            if token.dep == "ccomp":
                first = clause.tokens[token.left]
                return first.index + (first.lower == "that"), token.right
        if (
            token.dep == "ccomp"
            and token.left > verb.index
            and verb.lower.startswith(("demand", "propos", "recommend", "request", "insist"))
        ):
            return token.left + (clause.tokens[token.left].lower == "that"), token.right
        if token.dep in {"dobj", "dative"} or token.lower in {"with", "on", "to"}:
            for inner in range(token.index + 1, token.right + 1):
                if clause.tokens[inner].lower == "to" and clause.tokens[inner].dep == "aux" and inner + 1 <= token.right:
                    return inner, clause.tokens[clause.tokens[inner].head].right
    return None


def _passive(clause: Clause, verb: Token) -> bool:
    return any(clause.tokens[child].dep in {"auxpass", "nsubjpass"} for child in verb.children)


def description(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor described the raid as a “massacre”. He accused Moscow of shelling the school."""
    for verb, cue in _verbs(clause, cues):
        if Frame.DESCRIBE not in cue.frames or _passive(clause, verb):
            continue
        speaker, thing = subject(clause, verb), object_of(clause, verb)
        if speaker is None or thing is None:
            continue
        joint = next((c for c in range(thing, len(clause.tokens)) if clause.tokens[c].lower in {"as", "of", "for"} and clause.tokens[c].dep in {"prep", "mark"}
                      and clause.tokens[c].head in {verb.index, thing}), None)  # fmt: skip
        if joint is None or joint + 1 >= len(clause.tokens):
            continue
        wanted = "of" if verb.lower.startswith("accus") else "for" if verb.lower.startswith("blam") else "as"
        if clause.tokens[joint].lower != wanted:
            continue
        first = clause.tokens[thing].left if wanted != "as" else joint + 1
        content = words_between(clause, first, _end_of_content(clause, verb, clause.tokens[joint].right))
        if content:
            yield _draft("description", clause, verb, content)


def responsibility(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The group claimed responsibility for the bombing. A bombing claimed by the group killed four."""
    for verb in clause.tokens:
        if verb.lower not in {"claimed", "claims", "claim", "claiming"} or not verb.tag.startswith("VB") or _idle(clause, verb):
            continue
        agent = next((c for c in verb.children if clause.tokens[c].dep == "agent" or clause.tokens[c].lower == "by"), None)
        if agent is not None and verb.dep in {"acl", "relcl"}:
            source = next(iter(clause.tokens[agent].children), None)
            noun = clause.tokens[verb.head]
            if source is not None:
                content = words_between(clause, noun.left, verb.index - 1)
                if content:
                    draft = _draft("responsibility", clause, verb, content)
                    draft.speaker = noun_phrase(clause, source)
                    yield draft
            continue
        speaker, thing = subject(clause, verb), object_of(clause, verb)
        if speaker is None or thing is None or _passive(clause, verb):
            continue
        if clause.tokens[thing].lower in {"responsibility", "credit"} and verb.dep == "relcl":
            noun = _attack_above(clause, verb)
            content = words_between(clause, noun.left, clause.tokens[verb.left].index - 1)
            if content:
                yield _draft("responsibility", clause, verb, content)
        elif clause.tokens[thing].lower in {"responsibility", "credit"}:
            about = next((c for c in range(thing + 1, len(clause.tokens)) if clause.tokens[c].lower == "for"), None)
            if about is not None and about + 1 < len(clause.tokens):
                content = words_between(clause, about + 1, _end_of_content(clause, verb, about + 1))
                if content:
                    yield _draft("responsibility", clause, verb, content)
        elif clause.tokens[thing].lower in _ATTACKS:
            content = words_between(clause, clause.tokens[thing].left, clause.tokens[thing].right)
            if content:
                yield _draft("responsibility", clause, verb, content)


_ATTACKS = {
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "strike",
    "strikes",
    "assault",
    "assaults",
    "raid",
    "raids",
    "blast",
    "blasts",
    "explosion",
    "explosions",
    "killing",
    "shooting",
}


def _attack_above(clause: Clause, verb: Token) -> Token:
    """The attack in "attacks in the towns of A and B, for which the group claimed responsibility"."""
    noun = at = clause.tokens[verb.head]
    for _ in range(10):
        if at.lower in _ATTACKS or at.head == at.index:
            break
        at = clause.tokens[at.head]
    return at if at.lower in _ATTACKS else noun


# --- other cues -----------------------------------------------------------------------------------------------------


def according_to(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """According to the mayor, two villages were lost. Two villages were lost, according to the mayor."""
    for first, last, at_end in _according(clause, cues):
        source = next((c for c in clause.tokens[last].children if c > last), None)
        if source is None or clause.tokens[source].lower in _NOT_SOURCES:
            continue
        speaker = noun_phrase(clause, source)
        phrase_end = max([token.index for token in clause.tokens if token.start < speaker.end])
        if at_end and (
            clause.tokens[first - 1].text != ","
            or clause.tokens[source].lower not in cues.sources
            or phrase_end < len(clause.tokens) - 2
        ):
            continue
        before = words_between(clause, 0, first - 1)
        rest = phrase_end + 1
        if rest < len(clause.tokens) and clause.tokens[rest].text == ",":
            rest = _past_apposition(clause, rest)
        others = [stop for verb, _ in _verbs(clause, cues) if (stop := _contrasted(clause, verb)) is not None and stop > rest]
        after = words_between(clause, rest, min([len(clause.tokens) - 1, *others]))
        pieces = [span for span in (before, after) if span and span.end - span.start > 12]
        if not pieces:
            continue
        comma = first == 0 or clause.tokens[first - 1].text == ","
        ordered = sorted(pieces, key=lambda span: span.start - span.end)
        quote = next((token.quotation for token in clause.tokens if token.quotation), None)
        content = quote.inner if quote and not before else ordered[0] if comma or len(pieces) == 1 else pieces[0]
        yield Draft("according-to", clause, content, Span(clause.tokens[first].start, clause.tokens[last].end), speaker,
                    also=ordered[1:] if comma else [], around=Span(clause.tokens[first].start, clause.tokens[min(phrase_end + 8, len(clause.tokens) - 1)].end)
                    if at_end or not after else Span(clause.tokens[first].start, speaker.end), position=first)  # fmt: skip


def _according(clause: Clause, cues: Cues) -> Iterator[tuple[int, int, bool]]:
    words = [token.lower for token in clause.tokens]
    for phrase in (*cues.according, *cues.according_at_end):
        parts = phrase.split()
        for first in range(len(words) - len(parts)):
            if words[first : first + len(parts)] == parts:
                yield first, first + len(parts) - 1, phrase in cues.according_at_end


def _past_apposition(clause: Clause, comma: int) -> int:
    """Past "…, the army's spokesman," where a second comma closes it."""
    if comma + 1 < len(clause.tokens) and clause.tokens[comma + 1].lower in {"a", "an", "who", "which"}:
        for index in range(comma + 1, len(clause.tokens)):
            if clause.tokens[index].text == ",":
                return index + 1
    return comma + 1


def noun_with_clause(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor voiced fears that the town would fall. The mayor's claim that it fell is false. He made it clear that he stays."""
    for noun in clause.tokens:
        if noun.lower not in cues.nouns or noun.tag.startswith("VB"):
            continue
        if any(clause.tokens[c].tag == "PRP" for c in clause.tokens[noun.head].children) and clause.inside is not None:
            continue
        head = next((clause.tokens[c] for c in noun.children if c > noun.index and clause.tokens[c].dep in {"acl", "ccomp", "relcl"}
                     and clause.tokens[clause.tokens[c].left].lower == "that"), None)  # fmt: skip
        verb = clause.tokens[noun.head]
        if head is None and verb.lower in {"is", "was", "remains", "made", "makes", "make"}:
            head = next((clause.tokens[c] for c in verb.children if c > noun.index and clause.tokens[c].dep == "ccomp"), None)
        if head is None or (
            clause.tokens[head.left].lower != "that" and noun.lower != "clear" and verb.lower not in {"is", "was"}
        ):
            continue
        owner = next((c for c in noun.children if clause.tokens[c].dep == "poss"), None)
        if (
            owner is None
            and verb.tag.startswith("VB")
            and noun.dep in {"dobj", "ccomp", "oprd", "acomp", "attr", "advmod"}
            and not _passive(clause, verb)
        ):
            owner = subject(clause, verb)
        if owner is None:
            voiced = next(
                (clause.tokens[c] for c in noun.children if c < noun.index and clause.tokens[c].tag in {"VBD", "VBZ", "VBP"}),
                None,
            )
            owner = _subject_of_misread(clause, voiced) if voiced else None
        if owner is None or owner == noun.index or clause.tokens[owner].lower == "it":
            continue
        content = words_between(clause, head.left, head.right)
        if content:
            draft = _draft("noun-with-clause", clause, noun, content)
            draft.speaker = noun_phrase(clause, owner)
            yield draft


def _subject_of_misread(clause: Clause, verb: Token) -> int | None:
    """Sullivan in "Sullivan shared concerns that", where the parser reads "shared concerns" as a noun phrase."""
    return next((c for c in verb.children if clause.tokens[c].dep == "nsubj"), None)


def thing_said(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """Local activists reported two more bombings by the coalition. The mayor warned of a new assault on the town."""
    for verb, _ in _verbs(clause, cues):
        speaker = subject(clause, verb)
        if speaker is None or _passive(clause, verb) or clause.inside is not None or verb.dep == "relcl":
            continue
        thing = object_of(clause, verb)
        if (
            thing is not None
            and verb.lower in {"reported", "reports", "confirmed", "announced", "confirms", "announces"}
            and clause.tokens[thing].right - clause.tokens[thing].left >= 3
        ):
            first = clause.tokens[thing].left
        else:
            about = next(
                (c for c in verb.children if clause.tokens[c].lower in {"of", "about", "against"} and c == verb.index + 1), None
            )
            if about is None or not verb.lower.startswith("warn"):
                continue
            first = about + 1
        content = words_between(clause, first, _end_of_content(clause, verb, first))
        if content:
            yield _draft("thing-said", clause, verb, content)


# --- what every rule shares -----------------------------------------------------------------------------------------


def _draft(rule: str, clause: Clause, verb: Token, content: Span, also: list[Span] | None = None) -> Draft:
    speaker = subject(clause, verb)
    draft = Draft(
        rule,
        clause,
        content,
        Span(verb.start, verb.end),
        None if speaker is None else noun_phrase(clause, speaker),
        also or [],
        position=verb.index,
    )
    draft.addressee = _addressee(clause, verb, content)
    draft.around = _around(clause, verb, [content, *(also or [])])
    draft.relays = _relays(clause, verb, draft)
    return draft


def _around(clause: Clause, verb: Token, pieces: list[Span]) -> Span:
    """The characters about the cue that belong to no content."""
    start, end = clause.tokens[0].start, clause.tokens[-1].end
    for piece in pieces:
        if piece.end <= verb.start:
            start = max(start, piece.end)
        elif piece.start >= verb.end:
            end = min(end, piece.start)
    for token in clause.tokens:
        if token.quotation and token.end <= verb.start:
            start = max(start, token.end)
        if token.quotation and token.start >= verb.end:
            end = min(end, token.start)
    return Span(start, end)


def _addressee(clause: Clause, verb: Token, content: Span) -> Span | None:
    telling = verb.lower.startswith(
        (
            "t",
            "inf",
            "adv",
            "assur",
            "remind",
            "warn",
            "notif",
            "brief",
            "urg",
            "press",
            "ask",
            "lobb",
            "beg",
            "implor",
            "instruct",
            "order",
            "call",
        )
    )
    for child in verb.children:
        token = clause.tokens[child]
        if child <= verb.index or token.quotation or content.start <= token.start < content.end:
            continue
        if (
            telling
            and token.dep in {"dobj", "dative", "nsubj"}
            and child > verb.index
            and not token.tag.startswith("VB")
            and subject(clause, verb) != child
        ):
            return _unless_time(clause, child)
        if (
            token.dep in {"prep", "dative"}
            and token.lower in {"to", "with", "on"}
            and (token.lower == "to" or verb.lower.startswith(("plead", "appeal", "call")))
        ):
            thing = next((c for c in token.children if clause.tokens[c].dep == "pobj"), None)
            if thing is not None:
                return _unless_time(clause, thing)
    return _demanded_of(clause, verb, content)


def _demanded_of(clause: Clause, verb: Token, content: Span) -> Span | None:
    """Moscow in "urged Moscow to leave", where the parser makes it the subject of leaving."""
    if not verb.lower.startswith(
        ("urg", "demand", "press", "ask", "lobb", "beg", "implor", "order", "call", "tell", "told", "warn", "advis")
    ):
        return None
    for child in verb.children:
        token = clause.tokens[child]
        if child > verb.index and token.dep in {"ccomp", "xcomp"}:
            for inner in token.children:
                if clause.tokens[inner].dep == "nsubj" and (
                    clause.tokens[inner].end <= content.start or verb.lower.startswith("demand")
                ):
                    return noun_phrase(clause, inner)
    return None


def _unless_time(clause: Clause, index: int) -> Span | None:
    lower = clause.tokens[index].lower
    if lower.endswith("day") or lower in {"week", "month", "year", "morning", "evening", "night", "that", "it", "this"}:
        return None
    return noun_phrase(clause, index)


def _relays(clause: Clause, verb: Token, draft: Draft) -> list[tuple[Span, str]]:
    """The source behind the speaker in "AP reported, citing officials": the source speaks, AP relays."""
    for child in verb.children:
        token = clause.tokens[child]
        if token.lower in {"citing", "quoting"} and draft.speaker:
            source = object_of(clause, token)
            if source is not None:
                relay, draft.speaker = draft.speaker, noun_phrase(clause, source)
                draft.cue = Span(verb.start, token.end) if token.start - verb.end < 4 else draft.cue
                return [(relay, verb.text)]
    return []


Rule = Callable[[Clause, Cues], Iterator[Draft]]
RULES: tuple[Rule, ...] = (
    quotation_with_verb, verb_with_clause, clause_before_verb, as_announced, request, description, responsibility, according_to, noun_with_clause, thing_said,
)  # fmt: skip
