"""Drafts of attribution to statements, in the order of the text: speakers looked up, contents joined, chains of attribution drawn."""

import re
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.attribution import drafts
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.continuations import blocks, continue_quotations
from app.ingestion.extract.coreference import HE, IT, THEY, is_plural
from app.ingestion.extract.documents import Documents
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.headlines import credits
from app.ingestion.extract.issuer import heading
from app.ingestion.extract.labelled import labelled
from app.ingestion.extract.occasions import Occasions
from app.ingestion.extract.phrases import noun_phrase
from app.ingestion.extract.pieces import distinct, enclosing, joined
from app.ingestion.extract.together import together
from app.ingestion.extract.utterances import heard, kind, medium, said
from app.ingestion.facts import ActorReference, Hop, Span, Statement
from app.vocabulary import ActorKind, StatementKind

_NOBODY = re.compile(r"(?:no one|nobody|none|nothing|neither|nor|no(?!\.? ?\d))\b", re.IGNORECASE)  # "No 10 said" is somebody
_NOT_SPEAKERS = frozenset("this that there what which you i we anyone".split())
_CROWDS = frozenset("some many people".split())  # whose belief is no position
_WHOLE = frozenset(["block-after-colon", "turn"])  # with marks or without
_APPEALS = frozenset("urge call demand appeal implore request encourage invite".split())
_OBLIQUE = frozenset(["him", "her", "them"])
_EXCHANGES = frozenset("interview call conversation briefing phone telephone".split())
_DEEPEST = 16  # statements within one another


def statements(page: Annotated, cast: Cast, published: date) -> list[Statement]:
    """The statements of an article, in the order of their contents."""
    words = cues()
    seen = [draft for clause in page.clauses for draft in drafts(clause, words)]
    seen += [*credits(page, seen), *labelled(page)]
    in_blocks = blocks(page, seen)
    taken = {(id(block.clause), block.cue) for block in in_blocks}
    kept = distinct(page, [draft for draft in seen if (id(draft.clause), draft.cue) not in taken] + in_blocks)
    continue_quotations(page, kept)
    for draft in kept:
        draft.content, *draft.also = joined(page, (draft.content, *draft.also))
    made = _Speech(page, cast, published, kept).statements()
    made.sort(key=lambda statement: (statement.content.start, -statement.content.end))
    _chain(made)
    return made


class _Speech:
    """The drafts of one article, made statements in the order in which they are said: the writer's own, then those in quotations."""

    def __init__(self, page: Annotated, cast: Cast, published: date, kept: list[Draft]) -> None:
        self._page = page
        self._cast = cast
        self._published = published
        self._kept = kept
        self._enclosing = enclosing(kept)
        self._made: dict[int, Statement] = {}  # by the id of their draft, in the order in which they were made
        self._documents = Documents(page, cast)
        self._speakers: list[ActorReference] = []  # the last few, the latest last
        self._occasions = Occasions()

    def statements(self) -> list[Statement]:
        """Those whose speaker can speak."""
        order = sorted(range(len(self._kept)), key=lambda number: _place(self._kept[number]))
        for number in order:
            draft, outer = self._kept[number], self._enclosing.get(number)
            statement = self._statement(draft, self._made.get(id(outer)) if outer else None)
            if statement:
                if outer is None:
                    self._occasions.carry(draft, statement)
                self._made[id(draft)] = statement
                self._remember(draft, statement)
        return list(self._made.values())

    def _remember(self, draft: Draft, statement: Statement) -> None:
        if statement.speaker and draft.clause.inside is None:
            self._speakers = [*self._speakers[-3:], statement.speaker]
        if statement.speaker and statement.medium:
            self._documents.spoke(statement.medium, statement.speaker)

    def _statement(self, draft: Draft, outer: Statement | None) -> Statement | None:
        text = self._page.text
        if outer and draft.around:
            _confine(draft, outer)
        by_way_of = medium(self._page, draft)
        speaker = self._speaker(draft, outer)
        if speaker and outer and outer.speaker and draft.clause.inside and _is_another(speaker, outer.speaker):
            speaker = ActorReference(speaker.as_written, speaker.span, speaker.as_written)
        if speaker:
            speaker, by_way_of = self._documents.maker(speaker, by_way_of)
        if speaker and outer is None and _asks_of_its_own(speaker, draft):
            issued = heading(self._page)
            speaker = _standing_for_issuer(speaker, self._cast.reference(issued, [])) if issued else speaker
        elif speaker and (
            not (_is_somebody(speaker, draft) and self._is_one_of_several(speaker)) or (outer and _is_performed(speaker, draft))
        ):
            return None
        you = draft.addressee is not None and text[slice(*draft.addressee)].lower() == "you"
        told = (None if you else draft.addressee) or (self._written_to(draft, by_way_of[1]) if by_way_of else None)
        by_way_of = by_way_of or heard(self._page, draft, draft.addressee, self._outlets(draft))
        me = told is not None and text[told.start : told.end].lower() in {"me", "us", "i", "we"}
        listening = [*self._speakers, *([speaker] if speaker else [])]
        hops = [Hop(speaker, text[draft.cue.start : draft.cue.end])] if speaker else []
        hops += [Hop(self._cast.reference(relay, self._speakers), cue) for relay, cue in draft.relays]
        return Statement(
            content=draft.content,
            also=draft.also,
            cue=draft.cue,
            kind=StatementKind.DIRECT if draft.rule in _WHOLE else kind(self._page, draft.content),
            sentence=draft.clause.sentence,
            said=said(self._page, draft, self._published, outer.said if outer else None),
            rule=draft.rule,
            speaker=speaker,
            addressee=self._addressee(draft, told, (outer.speaker if outer else None) if me else speaker, listening)
            if told
            else None,
            medium=by_way_of[0] if by_way_of else None,
            medium_span=by_way_of[1] if by_way_of else None,
            attribution=hops,
        )

    def _speaker(self, draft: Draft, outer: Statement | None) -> ActorReference | None:
        if draft.speaker is None:
            return None
        written = self._page.text[slice(*draft.speaker)].lower()
        if draft.rule == "according-to" and written in _OBLIQUE:
            return self._cast.antecedent(draft.speaker, self._speakers)
        first = min(piece.start for piece in (draft.content, *draft.also))
        if written in HE and outer is None and draft.rule == "clause-before-verb" and first < draft.speaker.start:
            return self._cast.antecedent(draft.speaker, self._speakers, first)  # "Ruiz, he added, had left"
        several = together(self._page.text, draft.clause, draft.speaker, self._cast, self._speakers)
        return several or self._cast.reference(draft.speaker, self._speakers, outer.speaker if outer else None)

    def _addressee(
        self, draft: Draft, told: Span, outer: ActorReference | None, listening: list[ActorReference]
    ) -> ActorReference:
        several = together(self._page.text, draft.clause, told, self._cast, listening)
        return several or self._cast.reference(told, listening, outer)

    def _is_one_of_several(self, speaker: ActorReference) -> bool:
        """Whether "one" is one of those who spoke before: not the "one" that means anybody."""
        return speaker.as_written.lower() != "one" or any(is_plural(each) for each in self._speakers[-2:])

    def _outlets(self, draft: Draft) -> list[Span]:
        """The newspapers, agencies and broadcasters named about the cue."""
        around = draft.around or draft.cue
        near = Span(around.start, max(around.end, draft.addressee.end if draft.addressee else 0))
        return [mention.span for mention in self._cast.mentions(near) if self._cast.kind(mention) is ActorKind.OUTLET]

    def _written_to(self, draft: Draft, means: Span) -> Span | None:
        """The Security Council in "in a letter to the Security Council", the BBC in "in an interview with the BBC"."""
        words = {"to", "with"} if self._page.text[means.start : means.end].lower().split()[-1] in _EXCHANGES else {"to"}
        to = next((token for token in draft.clause.tokens if token.lower in words and 0 < token.start - means.end < 3), None)
        whom = next((child for child in to.children if draft.clause.tokens[child].dep == "pobj"), None) if to else None
        return noun_phrase(draft.clause, whom) if whom is not None else None


def _place(draft: Draft) -> tuple[int, int]:
    """Before those inside quotations, which may need the speaker of the whole."""
    return (draft.clause.inside.outer.start if draft.clause.inside else -1, draft.cue.start)


def _confine(draft: Draft, outer: Statement) -> None:
    """Let nothing outside the content that a statement stands in date it or name its medium."""
    pieces = (outer.content, *outer.also)
    within = next((piece for piece in pieces if piece.start <= draft.cue.start < piece.end), None)
    if within and draft.around:
        draft.around = Span(max(draft.around.start, within.start), min(draft.around.end, within.end))


def _is_another(speaker: ActorReference, outer: ActorReference) -> bool:
    """Whether "he" is said in a quotation: whoever is quoted calls himself "I"."""
    return speaker.as_written.lower() in HE | IT | THEY and speaker.name == outer.name


def _asks_of_its_own(speaker: ActorReference, draft: Draft) -> bool:
    """Whether a release asks for something in its own name: "We urge all parties to let the convoys pass"."""
    verb = draft.clause.tokens[draft.position]
    asks = draft.rule == "request" and verb.tag == "VBP" and verb.lower in _APPEALS
    return asks and draft.clause.inside is None and speaker.as_written.lower() in {"we", "i"}


def _standing_for_issuer(speaker: ActorReference, issuer: ActorReference) -> ActorReference:
    return ActorReference(
        speaker.as_written, speaker.span, issuer.name or issuer.as_written, issuer.kind, issuer.candidates, issuer.belongs_to
    )


_A_TIME = re.compile(r"\b(?:morning|afternoon|evening|night|day|week|weekend|month|year)$")  # "The same evening the council said"


def _is_somebody(speaker: ActorReference, draft: Draft) -> bool:
    """Whether the subject can speak at all: not "no officials", not a number, not a thing without a name."""
    word = speaker.as_written.lower()
    if _NOBODY.match(word) or not re.search(r"\w", word) or (speaker.kind is ActorKind.UNNAMED and _A_TIME.search(word)):
        return False
    unknown = word == "it" and speaker.name == speaker.as_written
    if speaker.kind is ActorKind.UNNAMED and (
        word in _NOT_SPEAKERS or (word == "it" and draft.belief) or (unknown and _found(draft))
    ):
        return False
    return not (draft.belief and word in _CROWDS)


def _found(draft: Draft) -> bool:
    """Whether the verb is one by which documents speak, as what happens also does: "It showed that the walls were thin"."""
    cue = cues().verbs.get(draft.clause.tokens[draft.position].lower)
    return cue is not None and cue.document_only


def _is_performed(speaker: ActorReference, draft: Draft) -> bool:
    """Whether a quotation does what it names, so that it says nothing besides itself: “We call on the parties to stop.”"""
    first = speaker.as_written.lower() in {"i", "we"}
    return first and draft.clause.inside is not None and draft.clause.tokens[draft.position].tag in {"VBP", "VBG"}


def _chain(made: list[Statement]) -> None:
    """Append to each nested statement's attribution the chain of the statement it stands in."""
    open_statements: list[Statement] = []
    for statement in made:
        open_statements = [outer for outer in open_statements if outer.content.end > statement.content.start][-_DEEPEST:]
        outer = next((each for each in reversed(open_statements) if _nests(each, statement)), None)
        if outer:
            statement.attribution = (statement.attribution + outer.attribution)[:_DEEPEST]
        open_statements.append(statement)


def _nests(outer: Statement, inner: Statement) -> bool:
    """Whether the one tells of the other, both with a speaker."""
    return bool(outer.speaker and inner.speaker) and outer.holds(inner.content) and outer.content != inner.content
