"""Verbs of saying with a clause: the mayor said that the town had fallen; the town had fallen, the mayor said."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cue, Cues, Frame
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.complements import FINITE, takes_clause
from app.ingestion.extract.contents import clause_after
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import DAYS, contrast
from app.ingestion.extract.phrases import object_of, subject, words_between
from app.ingestion.extract.reporting_phrases import only_when, opening, reporting_phrase
from app.ingestion.extract.subjects import is_document, is_somebody
from app.ingestion.extract.verbs import verbs_of_saying
from app.ingestion.facts import Span

_QUESTIONS = frozenset("if whether what why how who where when which whom whose".split())


def verb_with_clause(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor said on Tuesday that the town had fallen."""
    for verb, cue in verbs_of_saying(clause, cues):
        if not cue.frames & {Frame.SAY, Frame.TELL, Frame.BELIEVE, Frame.COMMIT} and not cue.questions:
            continue
        content, speaker, thing = clause_after(clause, verb), subject(clause, verb), object_of(clause, verb)
        following = clause.word_after(verb)
        responsible = {following, clause.tokens[thing].lower if thing is not None else ""} & {"responsibility", "credit"}
        if content is None or speaker is None or responsible or not _may_speak(clause, speaker, cue):
            continue
        it_too = clause.tokens[speaker].lower == "it" and following == "that"  # "It also found that": a report told of before
        if cue.document_only and not (is_document(clause, speaker, cues) or it_too):
            continue
        if cue.inferred and not (is_somebody(clause, speaker, cues) or is_document(clause, speaker, cues)):
            continue  # "the move suggests that the truce is dead"
        after = clause.after(verb)
        gap = after is not None and after.tag in FINITE and content.start == after.start
        if gap and cue.somebody_only and not is_somebody(clause, speaker, cues):
            continue  # "each life claimed stands as"
        that = following == "that" or (thing is None and _word_before(clause, content) == "that")
        if cue.quotation_only and not that and not (cue.questions and _is_question(clause, content)):
            continue
        if _adds_of_somebody(clause, verb, content) or _stands_within(clause, verb) or _is_what_was_said(clause, verb):
            continue
        draft = drafted("verb-with-clause", clause, verb, content)
        draft.belief = cue.frames == {Frame.BELIEVE}
        yield draft


def _stands_within(clause: Clause, verb: Token) -> bool:
    """Whether the phrase of saying parts a subject from its verb: "The president, he told the paper, had left"."""
    doers = [c for c in verb.children if clause.tokens[c].dep == "nsubj" and c < verb.index]
    return len(doers) > 1 and clause.tokens[doers[-1]].tag == "PRP" and clause.tokens[doers[-1] - 1].text == ","


def _is_what_was_said(clause: Clause, verb: Token) -> bool:
    """Whether the clause only points at what was said: "What the general said next surprised them"."""
    what = any(c == 0 and clause.tokens[c].lower == "what" for c in verb.children)
    return what and clause.word_after(verb) not in {"is", "was", "were"}


def _word_before(clause: Clause, content: Span) -> str:
    return next((token.lower for token in reversed(clause.tokens) if token.end <= content.start), "")


def _adds_of_somebody(clause: Clause, verb: Token, content: Span) -> bool:
    """Whether the writer only adds what somebody is held to be: ", whom experts say are backed by the neighbours"."""
    who = clause.tokens[verb.left].lower if verb.left < verb.index else ""
    after = clause.after(verb)
    return (
        who in {"who", "whom"}
        and after is not None
        and after.start == content.start
        and after.tag in FINITE | {"MD"}
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
    quote = next((token for token in reversed(clause.tokens) if token.quotation and not _is_title(clause, token)), None)
    for verb, cue in verbs_of_saying(clause, cues):
        if quote is not None and not (
            _reports_quotation(clause, quote, verb, cues) or _adds_quotation(clause, quote, verb, cues)
        ):
            continue
        if verb.dep == "relcl" and clause.tokens[verb.head].index < verb.index and subject(clause, verb) == verb.head:
            continue  # "Ruiz, who wrote a letter"
        bare_participle = verb.tag == "VBN" and not any(clause.tokens[c].dep == "aux" for c in verb.children)
        usual = (
            cue.frames & {Frame.SAY, Frame.TELL, Frame.BELIEVE, Frame.COMMIT} and not cue.quotation_only and not cue.document_only
        )
        found = cue.document_only and cue.frames & {Frame.SAY} and not cue.quotation_only
        if found and (doer := subject(clause, verb)) is not None and is_document(clause, doer, cues):
            usual = frozenset({Frame.SAY})
        if cue.frames == {Frame.COMMIT} and object_of(clause, verb) is not None:
            continue  # "…, he offered his view"
        if cue.frames == {Frame.BELIEVE} and clause.word_after(verb) == "to":
            continue  # ", the group believed to have fled"
        if not usual or cue.verb in {"brief", "convince", "maintain"} or bare_participle:
            continue
        speaker = subject(clause, verb)
        if speaker is None or clause.tokens[speaker].tag in {"WP", "WDT"} or not _may_speak(clause, speaker, cue):
            continue
        if _says_a_thing(clause, verb, cue):
            continue
        phrase = reporting_phrase(clause, verb, speaker)
        if phrase is None:
            continue
        first, last = phrase
        if only_when(clause, verb, first):
            continue
        pieces = [
            words_between(clause, opening(clause, first), first - 1),
            words_between(clause, last + 1, _before_others(clause, last + 1)),
        ]
        longest = sorted((piece for piece in pieces if piece), key=lambda span: span.start - span.end)
        if longest:
            yield drafted(
                "clause-before-verb", clause, verb, longest[0], [piece for piece in longest[1:] if _tells_more(clause, piece)]
            )


def _before_others(clause: Clause, first: int) -> int:
    """The last token of what goes on behind the phrase of saying, before another speaker: "…, killing 40, while Israel said"."""
    others = (
        stop
        for token in clause.tokens[first + 1 :]
        if token.lower in words_of_saying().verbs
        and takes_clause(clause, token)
        and (stop := contrast(clause, token)) is not None
    )
    return next(others, len(clause.tokens) - 1)


def _tells_more(clause: Clause, piece: Span) -> bool:
    """Whether the other piece belongs to what is said: "three people" in "three people, he said, had been killed", not "however"."""
    held = clause.at(piece)
    return piece.end - piece.start > 25 or any(token.dep in {"nsubj", "nsubjpass"} or token.tag == "CD" for token in held)


def _is_title(clause: Clause, quote: Token) -> bool:
    """Whether the quotation only names a programme or a book: on the channel's “The Week.”"""
    before = clause.tokens[quote.index - 1] if quote.index else quote
    return before.tag in {"POS", "DT"} or (before.tag == "IN" and before.lower in {"on", "in"})


def _reports_quotation(clause: Clause, quote: Token, verb: Token, cues: Cues) -> bool:
    """Whether the verb reports a sentence in which somebody is quoted: The mayor said, “No comment,” the Herald reported."""
    before = [token for token in clause.tokens[: quote.index] if token.lower in cues.verbs and token.tag in FINITE]
    return quote.index < verb.index and any(subject(clause, token) is not None for token in before)


def _adds_quotation(clause: Clause, quote: Token, verb: Token, cues: Cues) -> bool:
    """Whether a quotation is only added to what the verb reports: Nine were missing, an officer said, adding: “We fear the worst.”"""
    adds = clause.tokens[quote.head]
    return adds.tag == "VBG" and adds.lower in cues.verbs and verb.index < adds.index < quote.index


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
