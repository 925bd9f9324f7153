"""Verbs of saying with a quotation or a clause: "…," she said; she said that …; …, she said; as she said, …"""

import itertools
from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cue, Cues, Frame
from app.ingestion.extract.contents import clause_after
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import DAYS
from app.ingestion.extract.phrases import object_of, subject, words_between
from app.ingestion.extract.subjects import is_document, is_somebody
from app.ingestion.extract.verbs import idle, verbs_of_saying
from app.ingestion.facts import Span

_NAMING = frozenset("NN NNS NNP NNPS CD DT PRP PRP$ JJ POS".split())
_FINITE = {"VBD", "VBZ", "VBP"}
_QUESTIONS = frozenset("if whether what why how who where when which whom whose".split())
_ASIDES = frozenset("who which a an the according though although while as adding his her its their".split())


def quotation_with_verb(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """“We are leaving,” the mayor said on Tuesday."""
    verbs = [verb for verb, cue in verbs_of_saying(clause, cues) if _may_quote(cue)]
    verbs = [verb for verb in verbs if subject(clause, verb) is not None]
    taken: dict[int, list[Span]] = {}
    for quote in clause.tokens:
        near = [verb for verb in verbs if _reaches(clause, verb, quote)] if quote.quotation else []
        if near and quote.quotation:
            nearest = min(near, key=lambda verb: (abs(verb.index - quote.index), verb.index))
            taken.setdefault(nearest.index, []).append(quote.quotation.inner)
    for index, pieces in taken.items():
        longest = sorted(pieces, key=lambda span: span.start - span.end)
        yield drafted("quotation-with-verb", clause, clause.tokens[index], longest[0], longest[1:])
    if not taken:
        yield from _by_order(clause, cues)


def _by_order(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """“We are leaving,” the two write: who says it, where the parser sees no verb, by the order of the words alone."""
    quote = clause.tokens[0].quotation if clause.tokens else None
    if quote is None or len(clause.tokens) < 4:
        return
    after = list(itertools.takewhile(lambda token: token.text not in {".", ",", ";", ":"}, clause.tokens[2:]))
    said = next(
        (token for token in after[:7] if token.lower in cues.verbs and cues.verbs[token.lower].frames & {Frame.SAY, Frame.TELL}),
        None,
    )
    if said is None or idle(clause, said):
        return
    phrase = after[: said.index - 2] or list(itertools.takewhile(lambda token: token.tag in _NAMING, after[1:7]))
    if phrase and all(token.tag in _NAMING for token in phrase):
        cue, speaker = Span(said.start, said.end), Span(phrase[0].start, phrase[-1].end)
        around = Span(phrase[0].start, clause.tokens[-1].end)
        yield Draft("quotation-with-verb", clause, quote.inner, cue, speaker, around=around, position=said.index)


def _may_quote(cue: Cue) -> bool:
    return (not cue.document_only or cue.quotation_only) and cue.frames != {Frame.ACT}


def _reaches(clause: Clause, verb: Token, quote: Token) -> bool:
    """Whether only the phrase of saying stands between the two."""
    first, last = sorted((verb.index, quote.index))
    between = clause.tokens[first + 1 : last]
    if any(token.text in ".;" or token.quotation for token in between):
        return False
    if quote.index < verb.index:
        return sum(token.tag in _FINITE for token in between) <= 1 and len(between) < 40
    return bool(between and between[-1].text in ":,") or len(between) <= 3 or quote.head == verb.index


def verb_with_clause(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor said on Tuesday that the town had fallen."""
    for verb, cue in verbs_of_saying(clause, cues):
        if not cue.frames & {Frame.SAY, Frame.TELL, Frame.BELIEVE, Frame.COMMIT}:
            continue
        content, speaker, thing = clause_after(clause, verb), subject(clause, verb), object_of(clause, verb)
        following = clause.tokens[verb.index + 1].lower if verb.index + 1 < len(clause.tokens) else ""
        responsible = {following, clause.tokens[thing].lower if thing is not None else ""} & {"responsibility", "credit"}
        if content is None or speaker is None or responsible or not _may_speak(clause, speaker, cue):
            continue
        if cue.document_only and not is_document(clause, speaker, cues):
            continue
        gap = clause.tokens[verb.index + 1].tag in _FINITE and content.start == clause.tokens[verb.index + 1].start
        if gap and cue.somebody_only and not is_somebody(clause, speaker, cues):
            continue  # "each life claimed stands as"
        if cue.quotation_only and following != "that" and not (cue.questions and _is_question(clause, content)):
            continue
        if _adds_of_somebody(clause, verb, content):
            continue
        draft = drafted("verb-with-clause", clause, verb, content)
        draft.belief = cue.frames == {Frame.BELIEVE}
        yield draft


def _adds_of_somebody(clause: Clause, verb: Token, content: Span) -> bool:
    """Whether the writer only adds what somebody is held to be: ", whom experts say are backed by the neighbours"."""
    who = clause.tokens[verb.left].lower if verb.left < verb.index else ""
    follows = clause.tokens[verb.index + 1]
    return (
        who in {"who", "whom"}
        and follows.start == content.start
        and follows.tag in _FINITE | {"MD"}
        and verb.tag in {"VBP", "VBZ"}
    )


def _may_speak(clause: Clause, speaker: int, cue: Cue) -> bool:
    token = clause.tokens[speaker]
    if token.tag in {"DT", "EX", "WP", "WDT"} and token.lower in {"this", "that", "there", "what", "which"}:
        return False
    if clause.tokens[token.left].tag in {"WDT", "WP"} and token.left < speaker:
        return False  # "which targeted areas officials believed served"
    return cue.frames != {Frame.BELIEVE} or (token.tag != "PRP" and clause.inside is None)


def _is_question(clause: Clause, content: Span) -> bool:
    return any(token.start == content.start and token.lower in _QUESTIONS for token in clause.tokens)


def clause_before_verb(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The town had fallen, the mayor said on Tuesday. In the east, he said, two villages were lost."""
    quote = next((token for token in reversed(clause.tokens) if token.quotation), None)
    for verb, cue in verbs_of_saying(clause, cues):
        if quote is not None and not _reports_quotation(clause, quote, verb, cues):
            continue
        if verb.dep == "relcl" and clause.tokens[verb.head].index < verb.index and subject(clause, verb) == verb.head:
            continue  # "Ruiz, who wrote a letter"
        bare_participle = verb.tag == "VBN" and not any(clause.tokens[c].dep == "aux" for c in verb.children)
        usual = cue.frames & {Frame.SAY, Frame.TELL, Frame.BELIEVE} and not cue.quotation_only and not cue.document_only
        found = cue.document_only and cue.frames & {Frame.SAY} and not cue.quotation_only
        if found and (doer := subject(clause, verb)) is not None and is_document(clause, doer, cues):
            usual = frozenset({Frame.SAY})
        if not usual or cue.verb in {"brief", "convince", "maintain"} or bare_participle:
            continue
        speaker = subject(clause, verb)
        if speaker is None or clause.tokens[speaker].tag in {"WP", "WDT"} or not _may_speak(clause, speaker, cue):
            continue
        if _says_a_thing(clause, verb, cue):
            continue
        phrase = _phrase_of_saying(clause, verb, speaker)
        if phrase is None:
            continue
        first, last = phrase
        pieces = [
            words_between(clause, _opening(clause, first), first - 1),
            words_between(clause, last + 1, len(clause.tokens) - 1),
        ]
        longest = sorted((piece for piece in pieces if piece), key=lambda span: span.start - span.end)
        if longest:
            yield drafted(
                "clause-before-verb", clause, verb, longest[0], [piece for piece in longest[1:] if piece.end - piece.start > 25]
            )


def _reports_quotation(clause: Clause, quote: Token, verb: Token, cues: Cues) -> bool:
    """Whether the verb reports a sentence in which somebody is quoted: The mayor said, “No comment,” the Herald reported."""
    before = [token for token in clause.tokens[: quote.index] if token.lower in cues.verbs and token.tag in _FINITE]
    return quote.index < verb.index and any(subject(clause, token) is not None for token in before)


def _says_a_thing(clause: Clause, verb: Token, cue: Cue) -> bool:
    """Whether the verb has its content already: "reminded the mayor of the fire", "he is saying it", "complaining about the heat"."""
    thing = object_of(clause, verb)
    thing = None if thing == subject(clause, verb) else thing
    if thing is not None and (clause.tokens[thing].lower in {"it", "this", "that"} or _is_said(clause, thing, cue)):
        return True
    after = (thing if thing is not None else verb.index) + 1
    told = after < len(clause.tokens) and clause.tokens[after].lower in cue.prepositions
    return told and clause.tokens[after].dep == "prep" and clause.tokens[after].head in {verb.index, thing}


def _is_said(clause: Clause, thing: int, cue: Cue) -> bool:
    """Whether the object is a thing told of: "explained the difference between the two", not "wrote the same day"."""
    noun = clause.tokens[thing]
    return (
        (cue.things or cue.denials)
        and noun.right - noun.left >= 2
        and noun.lower not in DAYS | {"day", "week", "month", "year", "time"}
    )


def _opening(clause: Clause, before: int) -> int:
    """Past a date-line: "GOMA, Oct 29 - M23 fighters entered"; past what somebody else said: "A, according to X, and B, he said"."""
    other = next((token for token in clause.tokens[:before] if token.lower == "according" and token.index), None)
    comma = next((token for token in clause.tokens[other.index : before] if token.text == ","), None) if other else None
    if comma and clause.tokens[comma.index + 1].dep == "cc":
        return comma.index + 2
    colon = next((token.index for token in clause.tokens[1:4] if token.text in {":", "–", "—"}), None)
    if colon and all(token.text[0].isupper() for token in clause.tokens[:colon]) and clause.tokens[colon + 1].text[0].isupper():
        return colon + 1  # "Islamabad: Four soldiers were killed"
    for token in clause.tokens[1:12]:
        if (
            token.text in {"-", "–", "—"}
            and clause.tokens[0].text.isupper()
            and len(clause.tokens[0].text) > 2
            and clause.tokens[token.index - 1].end < token.start
        ):
            return token.index + 1
    return 0


def _phrase_of_saying(clause: Clause, verb: Token, speaker: int) -> tuple[int, int] | None:
    """First and last token of "…, the mayor said on Tuesday, …" where it stands between commas or at the end."""
    end = len(clause.tokens) - 1
    if clause_after(clause, verb) is not None and verb.index < end and clause.tokens[verb.index + 1].text != ",":
        return None
    first = _phrase_start(clause, verb, speaker)
    if clause.tokens[first].tag in {"WP", "WDT"}:
        return None  # ", which targeted areas officials believed served"
    if first == 0 or clause.tokens[first - 1].text not in {",", "–", "—", "-", "--"}:
        return None
    last = _end_of_name(clause, speaker) if speaker > verb.index else verb.index
    while last < end and clause.tokens[last + 1].text not in {",", ".", "!", "?", ";", "–", "—"}:
        last += 1
    said = clause.tokens[verb.index + 1 : last + 1]
    said = list(itertools.takewhile(lambda token: token.lower not in {"because", "as", "since", "who"}, said))
    if any(token.tag in _FINITE for token in said) or (speaker < verb.index and _counts_something(clause, said)):
        return None
    before = any(token.tag in _FINITE | {"MD", "VBN", "VB", "VBG"} for token in clause.tokens[:first])
    rest = any(token.tag.startswith("VB") for token in clause.tokens[last + 1 :])
    if not before:
        return (first, last) if rest else None
    described = speaker > verb.index and last + 1 < clause.tokens[speaker].right  # "said Ruiz, head of the port"
    goes_on = rest and clause.tokens[last + 1].text == "," and not described and not _trails(clause, last + 1)
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
    while first > 0 and clause.tokens[first - 1].dep in {"aux", "advmod", "neg"} and clause.tokens[first - 1].head == verb.index:
        first -= 1
    return first


def _counts_something(clause: Clause, said: list[Token]) -> bool:
    """Whether what follows the verb is already its content: "the mayor said some 30 men, mostly miners, were trapped"."""
    counted = (clause.tokens[token.head] for token in said if token.tag == "CD")
    return any(noun.tag in {"NNS", "NN"} and noun.lower not in DAYS for noun in counted)


def _trails(clause: Clause, comma: int) -> bool:
    """Whether what follows the comma goes on about the speaker: "…, he said, adding that", "…, said Ruiz, the director of"."""
    if comma + 1 >= len(clause.tokens):
        return True
    token = clause.tokens[comma + 1]
    return token.tag in {"VBG", "WP", "WDT"} or token.lower in _ASIDES


def interposed(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The raid, said Colonel Diallo, was the third since May. By the order of the words: the parser has the raid say it."""
    for verb, cue in verbs_of_saying(clause, cues):
        at = verb.index
        if not cue.frames & {Frame.SAY, Frame.TELL} or verb.tag not in _FINITE or at < 2 or clause.tokens[at - 1].text != ",":
            continue
        named = list(itertools.takewhile(lambda token: token.tag in _NAMING, clause.tokens[at + 1 : at + 9]))
        after = clause.tokens[at + 1 + len(named) : at + 4 + len(named)]
        goes_on = (
            len(after) > 2
            and after[0].text == ","
            and (after[1].tag if after[1].tag != "RB" else after[2].tag) in _FINITE | {"MD"}
        )
        if not named or not goes_on or any(token.tag in _FINITE | {"MD"} or token.quotation for token in clause.tokens[:at]):
            continue
        before, rest = words_between(clause, 0, at - 2), words_between(clause, after[1].index, len(clause.tokens) - 1)
        if before and rest:
            draft = drafted("interposed", clause, verb, rest, [before])
            draft.speaker, draft.addressee = Span(named[0].start, named[-1].end), None
            yield draft


def as_announced(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """As the mayor announced on Tuesday, the bridge is closed. The bridge, as the mayor announced, is closed."""
    for verb, cue in verbs_of_saying(clause, cues):
        speaker = subject(clause, verb)
        usual = cue.frames & {Frame.SAY, Frame.TELL} and not cue.document_only and not cue.quotation_only
        if speaker is None or speaker > verb.index or not usual:
            continue
        opening = clause.tokens[speaker].left - 1
        if opening < 0 or clause.tokens[opening].lower != "as" or (opening > 1 and clause.tokens[opening - 1].text != ","):
            continue
        if opening > 1 and clause_after(clause, verb) is not None:
            continue  # "…, as aid workers warned the figure could rise"
        comma = next((token.index for token in clause.tokens[verb.index + 1 :] if token.text == ","), len(clause.tokens))
        pieces = [
            words_between(clause, 0, opening - 1) if opening > 1 else None,
            words_between(clause, comma + 1, len(clause.tokens) - 1),
        ]
        longest = sorted((piece for piece in pieces if piece), key=lambda span: span.start - span.end)
        if longest:
            yield drafted("as-announced", clause, verb, longest[0], longest[1:])
