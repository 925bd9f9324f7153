"""What somebody or something is called: "described the raid as a massacre", "accused Moscow of shelling", "called it a crime"."""

from collections.abc import Iterator

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Cues, Frame
from app.ingestion.extract.comments import without_aside
from app.ingestion.extract.drafts import Draft, drafted
from app.ingestion.extract.endings import end_of_content
from app.ingestion.extract.phrases import object_of, subject, words_between
from app.ingestion.extract.subjects import is_document, is_somebody
from app.ingestion.extract.verbs import passive, verbs_of_saying

_LIKENING = ("compar", "liken", "attribut", "ascrib")
_HELD_AS = ("view", "regard")
_JUDGING = tuple(
    """critici prais fault condemn denounc slam decr mock ridicul deplor deri blast lambast rebuk chid scold castigat chastis berat excoriat
    commend thank credit applaud laud congratulat""".split()
)


def description(clause: Clause, cues: Cues) -> Iterator[Draft]:
    """The mayor described the raid as a “massacre”. He accused Moscow of shelling the school. He called it a crime."""
    for verb, cue in verbs_of_saying(clause, cues):
        speaker, thing = subject(clause, verb), _thing(clause, verb)
        if speaker is None or (passive(clause, verb) and not any(clause.tokens[c].dep == "agent" for c in verb.children)):
            continue
        if cue.somebody_only and not (is_somebody(clause, speaker, cues) or is_document(clause, speaker, cues)):
            continue  # "the radar identified two drones as"
        if verb.tag == "VB" and verb.lower.startswith(_HELD_AS):
            continue  # "has led some to view it as"
        if verb.lower in {"called", "calls", "calling"}:
            name = _called(clause, verb)
        elif Frame.DESCRIBE not in cue.frames or not (
            thing is not None or passive(clause, verb) or _relative_object(clause, verb)
        ):
            continue
        else:
            name = _described(clause, verb, thing)
        if name is None or (thing is not None and clause.tokens[thing].lower == "itself"):
            continue
        first = _with_thing(clause, verb, name)
        content = words_between(clause, first, without_aside(clause, first, end_of_content(clause, verb)))
        if content:
            draft = drafted("description", clause, verb, content)
            draft.named = clause.tokens[name].start
            draft.addressee = None  # who is called something is not spoken to
            yield draft


def _thing(clause: Clause, verb: Token) -> int | None:
    """What is described, or referred to as something."""
    if not verb.lower.startswith("refer"):
        return object_of(clause, verb)
    to = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "to"), None)
    return next((c for c in to.children if clause.tokens[c].dep == "pobj"), None) if to else None


def _with_thing(clause: Clause, verb: Token, name: int) -> int:
    """Where "the raid as a massacre" begins; a pronoun says no more than "a massacre" alone."""
    first = verb.index + 1 + verb.lower.startswith("refer")  # past "to"
    if first >= name or passive(clause, verb) or (clause.tokens[first].tag == "PRP" and first + 2 >= name):
        return name
    plain = not any(token.text in {",", ";", ":"} or token.tag in {"WDT", "WP"} for token in clause.tokens[first:name])
    return first if plain and clause.tokens[first].tag not in {"IN", "RB"} else name


def _relative_object(clause: Clause, verb: Token) -> bool:
    """Which in "the camp, which an official described as a volcano"."""
    return any(clause.tokens[c].tag in {"WDT", "WP"} and c < verb.index for c in verb.children)


def _called(clause: Clause, verb: Token) -> int | None:
    """Where the name begins in "called the fighting around El Fasher a catastrophe"."""
    thing = object_of(clause, verb)
    first = clause.tokens[clause.tokens[thing].left] if thing is not None else None
    named = first is not None and (first.lower in {"a", "an"} or first.opens)
    if thing is not None and named and _relative_object(clause, verb) and subject(clause, verb) != verb.head:
        return clause.tokens[thing].left  # "a step that the mayor called a crime"
    seam = _seam(clause, clause.tokens[thing]) if thing is not None else None
    if thing is not None and clause.tokens[thing].opens and clause.tokens[thing - 1].tag.startswith("NN"):
        return thing  # "called the estimate “guesswork”", read as one noun
    if seam is not None:
        return seam
    predicate = next(
        (clause.tokens[c] for c in verb.children if c > verb.index + 1 and clause.tokens[c].dep in {"oprd", "attr", "acomp"}),
        None,
    )
    if predicate and predicate.tag == "NNP" and predicate.left == verb.index + 1 and not clause.tokens[predicate.left].opens:
        return None  # "called Benny Gantz": by telephone
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
    if verb.lower.startswith(_LIKENING):
        to = thing is not None and any(token.lower in {"to", "with"} for token in clause.tokens[thing + 1 : thing + 12])
        return clause.tokens[thing].left if thing is not None and to else None
    if verb.lower.startswith(("label", "dub")):
        return _called(clause, verb) or _after(clause, verb, thing, {"as"})
    wanted = {"of"} if verb.lower.startswith("accus") else {"for", "on"} if verb.lower.startswith("blam") else {"as"}
    if verb.lower.startswith(_JUDGING):
        wanted = {"as", "for", "on"} if verb.lower.startswith("congratulat") else {"as", "for"}
    first = _after(clause, verb, thing, wanted)
    if first is not None and verb.lower.startswith(_HELD_AS) and clause.tokens[first - 1].dep == "mark":
        return None  # "viewed the film as the shells fell"
    start = thing if thing is not None else verb.index
    if first is None or wanted == {"as"} or thing is None:
        return first if wanted & {"as"} or passive(clause, verb) else None
    return first if clause.tokens[first - 1].lower == "as" else clause.tokens[start].left


def _after(clause: Clause, verb: Token, thing: int | None, wanted: set[str]) -> int | None:
    """The token behind the word that joins the name to the thing."""
    start = thing if thing is not None else verb.index
    doers = [c for by in verb.children if clause.tokens[by].dep == "agent" for c in clause.tokens[by].children]
    joint = next(
        (
            token
            for token in clause.tokens[start + 1 :]
            if token.lower in wanted
            and (
                _before_mark(clause, token)
                or (token.dep in {"prep", "mark"} and _joins(clause, token, {verb.index, start, *doers}))
            )
        ),
        None,
    )
    following = clause.after(joint) if joint else None
    return None if following is None or following.tag in {"WDT", "WP"} else following.index


def _joins(clause: Clause, token: Token, ends: set[int]) -> bool:
    """Whether the word hangs on the verb or the thing, itself or by the participle it marks: "as controlled by rebels"."""
    return token.head in ends or (token.dep == "mark" and clause.tokens[token.head].head in ends)


def _before_mark(clause: Clause, token: Token) -> bool:
    """Whether the word stands right before a quotation: as “all very good”."""
    following = clause.after(token)
    return following is not None and following.opens
