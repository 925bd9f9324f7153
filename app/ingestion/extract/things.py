"""Content that is a thing, not a clause: "announced the capture of", "warned of a new assault", "put its losses at 400"."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import Cue, Cues, Frame
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.comments import without_aside
from app.ingestion.extract.contents import clause_after
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import DAYS, end_of_content
from app.ingestion.extract.phrases import object_of, subject, words_between
from app.ingestion.extract.subjects import is_document, is_somebody
from app.ingestion.extract.verbs import idle, passive, verbs_of_saying
from app.ingestion.facts import Span

_COUNTED = frozenset("number strength toll losses size figure dead wounded total count casualties force rate share crowd".split())
_GIVING = frozenset("give gives gave given giving".split())
_TOLLS = frozenset("toll figure tally count estimate".split())
_DEAD = frozenset("dead deaths killed wounded injured casualties fatalities victims bodies".split())
_VAGUE = frozenset("dozens scores hundreds thousands millions zero".split())
_AFTER_THINGS = frozenset("to with of against between in for on over about as at from by".split())
_POINTING = frozenset("this that these those such".split())
_DUE = frozenset(
    "area areas territory territories land lands island islands waters sea sovereignty ownership seat seats title asset assets life lives victim victims toll compensation damages benefits asylum insurance".split()
)  # what is claimed, not said
_LOYALTY = frozenset("allegiance loyalty fealty".split())  # sworn, not said
_LENGTHS = frozenset(
    "hours days weeks months years minutes hour day week month year minute decade decades long while time".split()
)
_NEAR = 6  # tokens between a verb and its preposition: "warned again on Monday of"


def number_put(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The ministry put its losses at 400. The dead, whom the mayor estimated at 400, were buried. The mayor gave a toll of 400."""
    yield from _toll_given(clause)
    for verb in clause.tokens:
        if not verb.lower.startswith(("put", "estimat")) or not verb.tag.startswith("VB") or idle(clause, verb):
            continue
        thing, doer = object_of(clause, verb), subject(clause, verb)
        if doer is None or passive(clause, verb):
            continue
        at = next((t for t in clause.tokens[verb.index + 1 :] if t.lower == "at" and _hangs_on(clause, t, verb, thing)), None)
        if at is None or (thing is None and verb.dep not in {"relcl", "acl"}):
            continue
        counts = _is_count(clause, at, clause.tokens[thing if thing is not None else verb.head])
        first = at.index + 1 if thing is None else min(at.index, clause.tokens[thing].left)
        last = without_aside(clause, first, at.right if thing is None else end_of_content(clause, verb))
        content = words_between(clause, first, last) if counts else None
        if content:
            yield drafted("number-put", clause, verb, content)


def _hangs_on(clause: Clause, at: Token, verb: Token, thing: int | None) -> bool:
    """Whether "at" belongs to the verb, or to what is put: "put the number of soldiers killed in the campaign at 1,429"."""
    counts = verb.lower.startswith("put") and thing is not None and clause.tokens[thing].lower in _COUNTED
    return at.head in {verb.index, thing} or (counts and at.index <= clause.tokens[thing or 0].right)


def _toll_given(clause: Clause) -> Iterator[Draft]:
    for verb in clause.tokens:
        if verb.lower == "counted" and verb.tag == "VBD":
            yield from _dead_counted(clause, verb)
        thing = object_of(clause, verb) if verb.lower in _GIVING and not idle(clause, verb) else None
        of = clause.after(clause.tokens[thing]) if thing is not None and clause.tokens[thing].lower in _TOLLS else None
        if thing is None or of is None or of.lower != "of" or passive(clause, verb):
            continue
        doer = subject(clause, verb)
        if doer is None:
            continue
        if is_somebody(clause, doer, words_of_saying()) or is_document(clause, doer, words_of_saying()):
            content = words_between(clause, clause.tokens[thing].left, min(of.right, end_of_content(clause, verb)))
            if content and any(token.tag == "CD" for token in clause.at(content)):
                yield drafted("number-put", clause, verb, content)


def _dead_counted(clause: Clause, verb: Token) -> Iterator[Draft]:
    """The Observatory counted 11 dead: not the coffins."""
    thing, doer = object_of(clause, verb), subject(clause, verb)
    if thing is None or doer is None or passive(clause, verb) or not is_somebody(clause, doer, words_of_saying()):
        return
    held = clause.tokens[clause.tokens[thing].left : clause.tokens[thing].right + 1]
    numbers = any(token.tag == "CD" for token in held)
    if numbers and any(token.lower in _DEAD for token in held):
        content = words_between(clause, held[0].index, end_of_content(clause, verb))
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
    for verb, cue in verbs_of_saying(clause, cues):
        speaker = subject(clause, verb)
        if speaker is None or passive(clause, verb) or clause.inside is not None or verb.dep == "relcl":
            continue
        if (cue.frames != {Frame.ACT} and clause_after(clause, verb) is not None) or not _can_say(clause, speaker, cue, cues):
            continue
        first = _about(clause, verb, cue) or _gerund(clause, verb, cue) or _thing(clause, verb, cue)
        if first is None:
            continue
        end = without_aside(clause, first, end_of_content(clause, verb))
        last = _before_more(clause, verb, first, end)
        content = words_between(clause, first, last)
        alone = any(token.lower in cues.asked_for for token in clause.tokens[first : last + 1])
        if content and (last > first + 1 or cue.denials or alone):
            draft = drafted("thing-said", clause, verb, content)
            after = clause.tokens[min(last + 1, end)]
            if draft.around and after.dep == "prep":  # "in a statement"
                draft.around = Span(draft.around.start, clause.tokens[after.right].end)
            yield draft


def _before_more(clause: Clause, verb: Token, first: int, last: int) -> int:
    """The last token of a thing before what tells how it was said, and what else: "in a statement", "on Monday", "saying they"."""
    for token in clause.tokens[first + 1 : last + 1]:
        if token.tag == "VBG" and token.dep in {"acl", "advcl"} and token.lower in {"saying", "adding", "warning", "arguing"}:
            return token.index - 1
        if token.text == ":":
            return token.index - 1
        if token.text == "," and clause.word_after(token) in {"and", "but"} and _new_clause(clause, token.index + 2, last):
            return token.index - 1
        told = token.dep == "prep" and token.head == verb.index and token.lower in {"in", "on", "at", "during", "by"}
        told = (
            told and token.right >= last - 1 and not any(clause.tokens[i].lower == "of" for i in range(token.index, token.right))
        )
        given = next((clause.tokens[c] for c in token.children if clause.tokens[c].dep == "pobj"), None) if told else None
        if given is not None and (given.lower in words_of_saying().media | DAYS or given.lower in words_of_saying().platforms):
            return token.index - 1
    return last


def _new_clause(clause: Clause, first: int, last: int) -> bool:
    """Whether a finite verb follows that stands in no relative clause: ", and that night a raid killed nine"."""
    for token in clause.tokens[first : last + 1]:
        if token.tag in {"WDT", "WP", "WP$", "WRB"} or token.dep == "mark":
            return False
        if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return True
    return False


def _can_say(clause: Clause, index: int, cue: Cue, cues: Cues) -> bool:
    """Whether the subject is somebody, where it must be: not "the raid highlights the need for", "the blast claimed the lives of"."""
    if cue.document_only:
        return is_document(clause, index, cues)
    if not cue.somebody_only:
        return True
    return is_somebody(clause, index, cues) or (is_document(clause, index, cues) and not cue.ideas)


def _about(clause: Clause, verb: Token, cue: Cue) -> int | None:
    """Where "of a new assault" or "informed her of the deaths" begins, behind the preposition."""
    if not cue.prepositions:
        return None
    direct = clause.word_after(verb) in cue.prepositions
    objects = (c for c in verb.children if c > verb.index and clause.tokens[c].dep in {"dobj", "dative"})
    told = None if direct else next(objects, None)
    after = verb.index + 1 if told is None else clause.tokens[told].index + 1
    heads = {verb.index, told}
    near = (
        token
        for token in clause.tokens[after : after + _NEAR]
        if token.lower in cue.prepositions and (token.index == after or token.head in heads)
    )
    joint = next(near, None)
    shown = verb.tag == "VBG" and cue.verb == "point"  # "…, he says, pointing to a map"
    if (
        joint is None
        or shown
        or joint.index + 1 >= len(clause.tokens)
        or clause.tokens[joint.index + 1].lower in {"it", "this", "that", "them"}
    ):
        return None
    given = next(
        (clause.tokens[c] for c in joint.children if clause.tokens[c].dep in {"pobj", "pcomp"}), clause.tokens[joint.index + 1]
    )
    timed = given.lower in DAYS | _LENGTHS or given.tag in {"IN", "WDT", "WP"}
    return None if timed else joint.index + 1


def _gerund(clause: Clause, verb: Token, cue: Cue) -> int | None:
    """Where "denied shelling the school" goes on."""
    acts = (clause.tokens[c] for c in verb.children if c > verb.index and clause.tokens[c].dep in {"xcomp", "ccomp"})
    gerund = next((token for token in acts if token.tag == "VBG" or clause.tokens[token.left].lower == "having"), None)
    return gerund.left if gerund and cue.gerunds else None


def _thing(clause: Clause, verb: Token, cue: Cue) -> int | None:
    """Where what is reported or denied begins."""
    thing = object_of(clause, verb)
    thing = None if thing == subject(clause, verb) else thing
    joined = verb.tag == "VBG" and verb.index > 0 and clause.tokens[verb.index - 1].dep == "cc"
    if thing is None or joined:  # "promoting A and rejecting B" tells of deeds
        return None
    noun = clause.tokens[thing]
    if cue.denials and noun.lower == "it" and clause.word_after(noun) == "as":
        return noun.index + 2  # "dismissed it as a lie"
    if cue.denials and _is_sent_away(clause, noun):
        return None
    if Frame.COMMIT in cue.frames and noun.lower in _LOYALTY:
        return None
    if cue.denials or (cue.things and Frame.COMMIT in cue.frames):
        short = cue.denials and noun.lower in words_of_saying().denied
        placed = cue.frames == {Frame.COMMIT} and noun.tag.startswith("NN") and _is_placed(clause, noun)
        return noun.left if noun.right > noun.left or short or placed else None
    if cue.verb == "urge":
        return noun.left if noun.lower in words_of_saying().asked_for else None  # not who is urged
    judged = cue.judgements and verb.tag in {"VBD", "VBN"} and noun.lower not in counted().persons
    if (
        not (cue.things or cue.ideas or cue.document_only or judged)
        or _is_said_itself(clause, noun)
        or noun.tag in {"PRP", "WP", "DT"}
    ):
        return None
    if any(clause.tokens[c].lower in _POINTING for c in noun.children) or noun.lower in _DUE:
        return None
    if Frame.REQUEST in cue.frames and noun.lower in words_of_saying().asked_for:
        return noun.left  # "demanded an inquiry"
    if cue.verb == "admit" and noun.lower in counted().persons:
        return None  # a hospital admits patients
    if not cue.things and not judged and cue.ideas and noun.lower not in words_of_saying().idea_nouns:
        return None
    return noun.left if _is_wide(clause, noun) or cue.verb == "threaten" else None


def _is_sent_away(clause: Clause, noun: Token) -> bool:
    """Whether somebody is denied or dismissed, not something: "denied the widow"."""
    if clause.tokens[noun.left].lower in {"any", "all"}:
        return False  # "denied any losses"
    somebody = not noun.tag.startswith("NNP") and is_somebody(clause, noun.index, words_of_saying())
    return somebody and noun.right == noun.index and clause.word_after(noun) != "as"


def _is_said_itself(clause: Clause, noun: Token) -> bool:
    """Whether the thing has content of its own: "repeated its warning that the corridor was closed", "its claim to have won"."""
    if noun.lower in words_of_saying().nouns_with_infinitive and clause.word_after(noun) == "to":
        return True
    marks = (clause.tokens[index] for index in range(noun.index + 1, noun.right + 1))
    return noun.lower in words_of_saying().nouns and any(token.lower == "that" and token.dep == "mark" for token in marks)


def _is_wide(clause: Clause, noun: Token) -> bool:
    """Whether the noun is qualified enough to say something: "three strikes near Homs", not "the strike"."""
    after = clause.word_after(noun)
    named = noun.tag in {"NNP", "NNPS"} and after in {
        "as",
        "with",
        "at",
    }  # "mentioned China as a suspect", "found Kyiv with a lead"
    qualified = noun.right > noun.index and noun.right - noun.left >= 2
    placed = after in _AFTER_THINGS or _is_placed(clause, noun)
    toll = noun.lower in counted().persons and any(clause.tokens[c].tag == "CD" for c in noun.children)  # "23 dead"
    return noun.right - noun.left >= 3 or qualified or (noun.right > noun.left and placed) or named or toll


def _is_placed(clause: Clause, noun: Token) -> bool:
    """Whether a preposition follows: "artillery fire throughout the night", "elections within 18 months"."""
    joint = clause.after(noun)
    return joint is not None and joint.dep == "prep"
