"""What a rule of attribution has seen in one clause, before anybody is looked up: spans only."""

from dataclasses import dataclass, field

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.phrases import issuer, noun_phrase, object_of, quoting, subject
from app.ingestion.extract.roles import CALLED_SO
from app.ingestion.extract.subjects import is_somebody
from app.ingestion.facts import Span

_TELLING = (
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
_ASKING = ("urg", "demand", "press", "ask", "lobb", "beg", "implor", "order", "call", "tell", "told", "warn", "advis", "remind")
_SPEAKING = frozenset(["speaking", "talking", "addressing", "briefing"])
_TOPICS = frozenset(
    "issue issues question questions matter problem crisis situation concerns need needs threat".split()
)  # addressed too
_GROUNDS = frozenset(
    """instance example case concern reason need lack fear risk threat weather evidence security precedent law rule article issue problem cost pressure
    tension violation attack fact change difference difficulty shortage principle pact treaty""".split()
)
_TALES = frozenset("story tale truth lie lies news joke".split())  # what is told, not who is
_TIMES = {"week", "month", "year", "morning", "evening", "night", "that", "it", "this"}


@dataclass(slots=True)
class Draft:
    """Content, the words that attribute it, and the noun phrases of those involved."""

    rule: str
    clause: Clause
    content: Span
    cue: Span
    speaker: Span | None
    also: list[Span] = field(default_factory=list)  # further pieces of the content, apart from it
    addressee: Span | None = None
    around: Span | None = None  # the characters in which the utterance is dated and its medium named
    relays: list[tuple[Span, str]] = field(default_factory=list)  # who passed it on, by which word
    position: int = 0  # of the cue's token in its clause
    belief: bool = False
    named: int | None = None  # the character at which the name begins that a description gives


def drafted(rule: str, clause: Clause, verb: Token, content: Span, also: list[Span] | None = None) -> Draft:
    """What `verb` attributes: its subject speaks, and what stands about it tells to whom, when and by whom relayed."""
    speaker = subject(clause, verb)
    if speaker is not None and speaker == verb.head and verb.dep == "relcl":
        speaker = issuer(clause, clause.tokens[speaker])
    draft = Draft(rule, clause, content, Span(verb.start, verb.end), None, also or [], position=verb.index)
    draft.speaker = (
        None
        if speaker is None
        else _name_alone(clause, verb, speaker, content) or noun_phrase(clause, _told_apart(clause, speaker))
    )
    if draft.speaker and speaker is not None and draft.speaker.start < content.start < draft.speaker.end:
        draft.speaker = Span(draft.speaker.start, clause.tokens[speaker].end)  # "accused by prosecutors of", read as one
    if draft.speaker and speaker is not None and draft.speaker.start <= verb.start < draft.speaker.end:
        behind = speaker > verb.index  # "recounted Ahmad", or "the body reported on X", read as one name
        first, last = (verb.index + 1, speaker) if behind else (clause.tokens[speaker].left, verb.index - 1)
        draft.speaker = Span(clause.tokens[first].start if behind else draft.speaker.start, clause.tokens[last].end)
    draft.addressee = _apart(clause, _addressee(clause, verb, content), content)
    draft.around = _around(clause, verb, [content, *(also or [])])
    _relay(clause, verb, draft)
    return draft


def _told_apart(clause: Clause, speaker: int) -> int:
    """The teacher in "One, a teacher from Sinjar, described"."""
    first = clause.tokens[clause.tokens[speaker].left]
    if first.index == 2 and first.lower in {"a", "an"} and clause.tokens[1].text == "," and clause.tokens[0].tag == "NNP":
        return 0  # "Syrians for Truth, a group that tracks the strikes, believes"
    word, following = clause.tokens[speaker], clause.tokens[min(speaker + 1, len(clause.tokens) - 1)]
    if word.lower in CALLED_SO and following.tag == "NNP" and following.dep == "nsubj" and following.head == word.head:
        return following.index  # "the Lebanese news agency NNA", read as two
    if word.lower not in {"one", "another"}:
        return speaker
    beside = [c for c in clause.tokens[word.head].children if clause.tokens[c].dep == "nsubj" and speaker + 1 < c < word.head]
    who = [c for c in word.children if clause.tokens[c].dep == "appos"] or (beside if clause.word_after(word) == "," else [])
    return who[0] if who else speaker


def _apart(clause: Clause, addressee: Span | None, content: Span) -> Span | None:
    """The council in "informed the council of a new raid", where the parser hangs the content on the one addressed."""
    if addressee is None or not addressee.start < content.start < addressee.end:
        return addressee
    before = [token for token in clause.tokens if addressee.start <= token.start and token.end <= content.start][:-1]
    return Span(addressee.start, before[-1].end) if before else None


def _name_alone(clause: Clause, verb: Token, speaker: int, content: Span) -> Span | None:
    """Ruiz in "it is a habit Ruiz said could cost lives", where the parser takes the habit for a part of the name."""
    following = next((token for token in clause.tokens[verb.index + 1 :] if token.start == content.start), None)
    if following is None or following.index != verb.index + 1 or following.tag not in {"MD", "VBZ", "VBD"}:
        return None
    first = speaker
    while first > 0 and clause.tokens[first - 1].tag == "NNP" and clause.tokens[first].tag == "NNP":
        first -= 1
    cut = clause.tokens[speaker].tag == "NNP" and clause.tokens[clause.tokens[speaker].left].lower in {"a", "an", "the"}
    return Span(clause.tokens[first].start, clause.tokens[speaker].end) if cut else None


def _around(clause: Clause, verb: Token, pieces: list[Span]) -> Span:
    """The characters about the cue that belong to no content."""
    quotes = [Span(token.start, token.end) for token in clause.tokens if token.quotation]
    patient = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubjpass" and c < verb.index), None)
    before = [piece.end for piece in (*pieces, *quotes) if piece.end <= verb.start]
    after = [piece.start for piece in (*pieces, *quotes) if piece.start >= verb.end]
    before += [clause.tokens[patient.right].end] if patient else []  # "a summit to be held on Friday was described as"
    before += [clause.tokens[verb.left].start] if _apart_from(clause, verb) else []  # "a raid that the army said"
    above = clause.tokens[verb.head]
    between = clause.tokens[above.index + 1 : verb.index] if verb.dep == "conj" and above.index < verb.index else []
    before += [verb.start] if any(token.tag == "VBD" and token.dep == "relcl" for token in between) else []
    before += [verb.start] if verb.tag == "VBG" and clause.tokens[verb.index - 1].text == "," else []  # ", adding that"
    return Span(max([clause.tokens[0].start, *before]), min([clause.tokens[-1].end, *after]))


def _apart_from(clause: Clause, verb: Token) -> bool:
    """Whether the verb stands in a clause of its own: "a raid that the army said", ", as aid workers warned"."""
    relative = verb.dep == "relcl" and clause.tokens[verb.head].lower not in cues().media  # "issued a report on Monday that says"
    return verb.left < verb.index and (relative or (verb.dep == "advcl" and clause.tokens[verb.left].dep == "mark"))


def _addressee(clause: Clause, verb: Token, content: Span) -> Span | None:
    for child in verb.children:
        token = clause.tokens[child]
        if child <= verb.index or token.quotation or content.start <= token.start < content.end:
            continue
        told = token.dep in {"dobj", "dative", "nsubj"} and not token.tag.startswith("VB") and subject(clause, verb) != child
        if told and verb.lower.startswith(_TELLING) and token.lower not in _TALES:
            named = clause.after(token)
            beside = named is not None and named.tag == "NNP" and named.head == verb.index and named.end <= content.start
            return _unless_time(clause, named.index if named and beside else child)  # "told the newspaper Dawn"
        to = token.lower == "to" or (token.lower in {"with", "on"} and verb.lower.startswith(("plead", "appeal", "call")))
        thing = next((c for c in token.children if clause.tokens[c].dep == "pobj"), None)
        said = thing is not None and content.start <= clause.tokens[thing].start < content.end  # "pointed to the rise in"
        if token.dep in {"prep", "dative"} and to and thing is not None and not said:
            return _unless_time(clause, thing)
    return _named_before(clause, verb, content) or _asked(clause, verb, content) or _spoken_to(clause, verb, content)


def _spoken_to(clause: Clause, verb: Token, content: Span) -> Span | None:
    """The troops in "Speaking to troops in Gao, he said", "the envoy said, addressing the council"."""
    for token in clause.tokens:
        spoken = token.lower in _SPEAKING and token.tag == "VBG" and not content.start <= token.start < content.end
        if not spoken or token.dep not in {"advcl", "prep", "acl"} or not _beside(clause, token, verb):
            continue
        to = next((clause.tokens[c] for c in token.children if clause.tokens[c].lower == "to"), None)
        heard = next((c for c in to.children if clause.tokens[c].dep == "pobj"), None) if to else None
        if token.lower in {"addressing", "briefing"}:
            heard = _before_comma(clause, token, object_of(clause, token))
        if heard is not None and clause.tokens[heard].lower not in _TOPICS:
            return _unless_time(clause, heard)
    return None


def _before_comma(clause: Clause, verb: Token, thing: int | None) -> int | None:
    """The Assembly in "Addressing the Assembly, Ruiz said", which the parser may take for one name."""
    comma = next((token.index for token in clause.tokens[verb.index :] if token.text == ","), len(clause.tokens))
    return comma - 1 if thing is not None and thing > comma and clause.tokens[comma - 1].tag.startswith("NN") else thing


def _beside(clause: Clause, token: Token, verb: Token) -> bool:
    """Whether the participle tells of the speaker of `verb`: it opens the sentence, or hangs on the verb or its subject."""
    return token.left == 0 or token.head in {verb.index, subject(clause, verb)}


def _named_before(clause: Clause, verb: Token, content: Span) -> Span | None:
    """AFP in "told AFP a convoy had left", where the parser makes it a part of what left."""
    between = [token for token in clause.tokens[verb.index + 1 : verb.index + 6] if token.end <= content.start]
    named = bool(between) and all(token.tag.startswith("NN") for token in between)
    return Span(between[0].start, between[-1].end) if named and verb.lower.startswith(("told", "tell")) else None


def _asked(clause: Clause, verb: Token, content: Span) -> Span | None:
    """Moscow in "urged Moscow to leave", where the parser makes it the subject of leaving."""
    if not verb.lower.startswith(_ASKING):
        return None
    for child in verb.children:
        if child > verb.index and clause.tokens[child].dep in {"ccomp", "xcomp"}:
            for inner in clause.tokens[child].children:
                outside = clause.tokens[inner].end <= content.start or verb.lower.startswith("demand")
                if clause.tokens[inner].dep == "nsubj" and outside:
                    asked = not verb.lower.startswith("demand") or is_somebody(clause, inner, cues())
                    return noun_phrase(clause, inner) if asked else None  # "demanded that the raids stop"
    return None


def _unless_time(clause: Clause, index: int) -> Span | None:
    lower = clause.tokens[index].lower
    return None if lower.endswith("day") or lower in _TIMES else noun_phrase(clause, index)


def _relay(clause: Clause, verb: Token, draft: Draft) -> None:
    """Name the source behind the speaker: "AP reported, citing officials", "television quoted the army as saying"."""
    quoted = quoting(clause, clause.tokens[verb.head]) if verb.dep == "pcomp" and clause.tokens[verb.head].lower == "as" else None
    if quoted and quoted.lower in {"quoted", "cited", "quotes", "cites", "quote", "quoting", "citing"}:
        passed_on = _quoter(clause, quoted)
        by = _by(clause, verb)
        relay = by if by is not None else passed_on
        if relay is not None:
            draft.relays.append((noun_phrase(clause, relay), quoted.text))
        return
    for token in clause.tokens:
        if token.lower in {"citing", "quoting"} and not token.quotation and abs(token.index - verb.index) < 25:
            source = object_of(clause, token)
            if (
                source is not None
                and _may_be_cited(clause.tokens[source])
                and draft.speaker
                and not draft.content.start <= token.start < draft.content.end
            ):
                draft.relays.append((draft.speaker, verb.text))
                draft.speaker = noun_phrase(clause, source)
                if 0 <= token.start - verb.end < 4:
                    draft.cue = Span(verb.start, token.end)
                return


def _may_be_cited(token: Token) -> bool:
    """Whether somebody is cited, not something: "citing an instance in which", "citing bad weather"."""
    return token.lower.removesuffix("s") not in _GROUNDS and token.lower not in {"intelligence", "footage", "imagery"}


def _quoter(clause: Clause, quoted: Token) -> int | None:
    if any(clause.tokens[c].dep in {"nsubjpass", "auxpass"} for c in quoted.children):
        return _by(clause, quoted)
    named = [c for c in quoted.children if clause.tokens[c].dep == "nsubj" and c < quoted.index]
    return named[-1] if named else subject(clause, quoted)  # of "the state news agency SANA", read as two, the name


def _by(clause: Clause, verb: Token) -> int | None:
    by = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "by" and c > verb.index), None)
    return next((c for c in by.children if clause.tokens[c].dep == "pobj"), None) if by else None
