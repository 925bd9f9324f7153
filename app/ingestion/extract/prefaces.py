"""What leads to a quotation without a verb of saying: a name and a colon, "the mayor's answer was", "she was blunt:"."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cues
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.phrases import noun_phrase, object_of, subject
from app.ingestion.extract.subjects import is_somebody
from app.ingestion.extract.verbs import idle, passive
from app.ingestion.facts import Span

_LABELS = frozenset(
    "story read more video photo update related watch listen editor note source exclusive breaking opinion analysis title headline".split()
)
_SENDING = frozenset(
    "had has issued released sent posted tweeted offered gave delivered shared struck took published left wrote made".split()
)
_SMALL = frozenset("DT NN JJ PRP$ POS CD".split())
_TONES = frozenset("tone note line view explanation reaction thought thoughts question observation joke".split())


def quotation_after_colon(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """Alice Wairimu: “We are leaving.” The mayor's response was: “We are leaving.” Stated Wairimu: “We are leaving.”"""
    quote = next((token for token in clause.tokens if token.quotation), None)
    if quote is None or quote.quotation is None or quote.index < 2 or clause.tokens[quote.index - 1].text not in ":,":
        return
    colon = clause.tokens[quote.index - 1]
    found = preface(clause, colon, cues)
    if found is not None:
        speaker, cue = found
        around = Span(clause.tokens[0].start, colon.end)
        cue_span = Span(cue.start, cue.end)
        yield Draft("quotation-after-colon", clause, quote.quotation.inner, cue_span, speaker, around=around, position=cue.index)


def preface(clause: Clause, mark: Token, cues: Cues) -> tuple[Span, Token] | None:
    """Who speaks after the `mark`, a colon or a full stop, and by which word: what stands before it has no verb of saying."""
    before = clause.tokens[: mark.index]
    if not before:
        return None
    return (
        _name_alone(before, mark, cues) or _answer(clause, before[-1], cues) or _manner(clause, mark, cues) or _sent(clause, cues)
    )


def _manner(clause: Clause, mark: Token, cues: Cues) -> tuple[Span, Token] | None:
    """The mayor in "The mayor was blunt:", "He did not mince his words:", "She went further:"."""
    root = next((token for token in clause.tokens[: mark.index] if token.dep == "ROOT"), None)
    doer = _somebody(clause, root) if root and mark.text == ":" else None
    if root is None or doer is None or not is_somebody(clause, doer, cues):
        return None
    words = {clause.tokens[c].lower for c in root.children if c > root.index}
    blunt = root.lower in {"is", "was", "were", "remained", "sounded"} and any(
        clause.tokens[c].dep == "acomp" for c in root.children
    )
    plain = root.lower in {"mince", "hold", "hesitate"} and any(clause.tokens[c].dep == "neg" for c in root.children)
    further = root.lower in {"went", "goes"} and bool(words & {"further", "on", "farther"})
    return (noun_phrase(clause, doer), mark) if blunt or plain or further else None


def _sent(clause: Clause, cues: Cues) -> tuple[Span, Token] | None:
    """The mayor in "The mayor posted a warning.", "The mayor had a message for Kyiv:"."""
    for verb in clause.tokens:
        thing = object_of(clause, verb) if verb.lower in _SENDING and not idle(clause, verb) else None
        if thing is None or clause.tokens[thing].lower not in cues.nouns | cues.answers | cues.media | _TONES:
            continue
        doer = _somebody(clause, verb)
        if doer is not None:
            return noun_phrase(clause, doer), verb
    return None


def _somebody(clause: Clause, verb: Token) -> int | None:
    doer = subject(clause, verb) if not passive(clause, verb) else None
    thing = (
        doer is None
        or clause.tokens[doer].tag in {"WP", "WDT", "EX"}
        or clause.tokens[doer].lower in {"it", "this", "that", "what"}
    )
    return None if thing else doer


def _name_alone(before: list[Token], colon: Token, cues: Cues) -> tuple[Span, Token] | None:
    """The name before the colon, and the verb of an old-fashioned "Stated Wairimu:"."""
    said = before[0] if before[0].lower in cues.verbs and before[0].lower.endswith("ed") else None
    name = before[1:] if said else before
    proper = all((token.tag in {"NNP", "NNPS"} and not token.text.isupper()) or (said and token.tag in _SMALL) for token in name)
    if (
        (colon.text != ":" and not said)
        or not proper
        or not (1 if said else 2) <= len(name) <= 5
        or {token.lower for token in name} & _LABELS
    ):
        return None
    return Span(name[0].start, name[-1].end), said or colon


def _answer(clause: Clause, verb: Token, cues: Cues) -> tuple[Span, Token] | None:
    """The mayor in "the mayor's response was", and the noun."""
    noun = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubj"), None)
    owner = next((c for c in noun.children if clause.tokens[c].dep == "poss"), None) if noun else None
    if noun is None or owner is None or verb.lower not in {"is", "was", "were"} or noun.lower not in cues.answers:
        return None
    return noun_phrase(clause, owner), noun
