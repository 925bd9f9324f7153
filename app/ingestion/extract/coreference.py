"""Pronouns and descriptions to the characters they stand for. Where two fit, nobody does."""

import re
from bisect import bisect_left
from collections.abc import Callable

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.characters import WORDS, Character, Characters
from app.ingestion.extract.phrases import noun_phrase
from app.ingestion.extract.roles import BODIES, DOCUMENTS, KINDS, PEOPLE, SMALL
from app.ingestion.facts import ActorReference, Span
from app.ingestion.text.quotations import covering
from app.vocabulary import ActorKind

HE = frozenset("he she him her his".split())
IT = frozenset("it its".split())
THEY = frozenset("they them their".split())
_THINGS = (
    ActorKind.ORGANISATION,
    ActorKind.ORGAN,
    ActorKind.STATE,
    ActorKind.OUTLET,
    ActorKind.GROUP,
    ActorKind.FORCE,
)
_LEADING = re.compile(r"(?:^|[.!?\n”\"]\s*)(?:(?:In|On|At|The|But|And)?[^.!?\n]{0,40})$")
_LINK = re.compile(
    r"\b(?:of|to|for|with|by|from|under|about|on|than|after|before|against)\s+(?:the\s+|a\s+)?(?:[A-Z][\w.]*\s+){0,3}$"
)
_JOINED = re.compile(r"(?:[’']s)?,?\s+and\s+(?:(?:the|[A-Z][\w.]*)\s+){0,4}")
_OWN_CLAUSE = re.compile(r"\b(?:when|while|after|before|as|but|that|because|since|until|once|if|whose?|which)\b|;")
_AND_OTHER = re.compile(r"\s+and\s+(?:(?:the|President|Prime|Minister|General)\s+){0,3}[A-Z]")
_BARE = re.compile(r"(?:the|this|that)\s+(.+)", re.IGNORECASE)
_ASKED_BY = re.compile(r"(?:^|[.!?\n]\s*)[A-Z][a-z]+ed\b[^.,;!?\n]{0,40}? by [^.,;!?\n]{0,30}$")  # "Questioned by Ruiz, he said"
_ENDED = re.compile(r"[.!?][”\"’']?\s")
_NEAR = 500  # characters: two or three sentences


class Coreference:
    """Who a word without a name stands for, in one article."""

    def __init__(self, page: Annotated, characters: Characters) -> None:
        """`characters` are those the text names."""
        self._text = page.text
        self._quotations = page.quotations
        self._characters = characters
        self._clauses = [clause for clause in page.clauses if clause.inside is None]
        self._ends = [clause.tokens[-1].end for clause in self._clauses]

    def antecedent(self, pronoun: str, span: Span, speakers: list[ActorReference]) -> ActorReference | None:
        """Whom "he", "it" or "they" at `span` means; `speakers` have spoken before, the latest last."""
        if pronoun in THEY:
            plural = next((speaker for speaker in reversed(speakers[-2:]) if is_plural(speaker)), None)
            return plural or self._plural_subject(span)
        subject = self._unnamed_subject(pronoun, span, speakers)
        if subject:
            return subject
        kinds = (ActorKind.PERSON,) if pronoun in HE else _THINGS
        recent = next(
            (each for each in reversed(speakers[-3:]) if _may_be(pronoun, each) and span.start - each.span.end < 1200), None
        )
        nearest = self._nearest(span.start, kinds)
        if recent and (nearest is None or self._stays(pronoun, recent, *nearest, span)):
            return recent
        if nearest and span.start - nearest[0].start < _NEAR and not self._is_far(pronoun, nearest[0].end, span.start):
            return self._one_of_the_last(nearest, span, kinds)
        return recent

    def _is_far(self, pronoun: str, end: int, position: int) -> bool:
        """Whether more than a sentence stands between: "it" reaches no further, as what has no name may be meant by then."""
        return pronoun in IT and len(_ENDED.findall(self._text, end, position)) > 2

    def _stays(self, pronoun: str, recent: ActorReference, at: Span, nearest: Character, span: Span) -> bool:
        """Whether the last speaker goes on, though somebody else was named since."""
        if at.start <= recent.span.end or nearest.name == recent.name or pronoun in IT:
            return True
        return not _LEADING.search(self._text[max(0, at.start - 60) : at.start])

    def _nearest(self, position: int, kinds: tuple[ActorKind, ...]) -> tuple[Span, Character] | None:
        met = (each for each in self._characters.before(position, 11) if each[1].kind in kinds)
        if ActorKind.PERSON not in kinds:
            met = (each for each in met if not self._only_qualifies(each[0]))
        return next(
            (each for each in met if not (self._only_quoted(each[0].start, position) or self._has_asked(each[0], position))), None
        )

    def _has_asked(self, at: Span, position: int) -> bool:
        """Whether somebody only puts a question to the one who speaks in the same sentence."""
        same = position - at.end < _NEAR and not re.search(r"[.!?\n]\s", self._text[at.end : position])
        return same and _ASKED_BY.search(self._text, max(0, at.start - 80), at.start) is not None

    def _only_qualifies(self, at: Span) -> bool:
        """Whether a name only tells what something else is: Sweden in "a Swedish newspaper"."""
        number = bisect_left(self._ends, at.end)
        clause = self._clauses[number] if number < len(self._clauses) else None
        token = next((each for each in clause.tokens if each.start < at.end <= each.end), None) if clause else None
        return token is not None and token.dep in {"amod", "compound", "nmod"}

    def _only_quoted(self, at: int, position: int) -> bool:
        """Whether somebody is named only in a quotation that `position` stands outside of: “Putin lies,” he said."""
        quote = covering(self._quotations, at)
        return quote is not None and quote.whole and quote.outer.end <= position

    def _one_of_the_last(
        self, nearest: tuple[Span, Character], span: Span, kinds: tuple[ActorKind, ...]
    ) -> ActorReference | None:
        """The nearest, unless another of his kind is joined to him, or is what his sentence speaks of: Putin in "Putin met Erdogan".
        Where each has a clause of his own, nobody: "Putin left when Erdogan came"."""
        at, character = nearest
        if _AND_OTHER.match(self._text, at.end):
            return None
        other = next(
            (met for met in self._characters.before(at.start, 4) if met[1].kind in kinds and met[1] is not character), None
        )
        if other and not re.search(r"[.!?\n]", self._text[other[0].end : at.start]):
            between = self._text[other[0].end : at.start]
            if _JOINED.fullmatch(between):
                return None
            if _LEADING.search(self._text[max(0, other[0].start - 60) : other[0].start]) and not between.startswith(("’s", "'s")):
                linked = _LINK.search(between) or not _OWN_CLAUSE.search(between)
                return other[1].referred(other[1].name, span) if linked else None
        return character.referred(character.name, span)

    def _plural_subject(self, span: Span) -> ActorReference | None:
        """The doctors in "Doctors in Goma worked through the night. They said"."""
        number = bisect_left(self._ends, span.start) - 1
        if number < 0 or span.start - self._ends[number] > 3:
            return None
        clause = self._clauses[number]
        subject = next(
            (t for t in clause.tokens if t.dep in {"nsubj", "nsubjpass"} and clause.tokens[t.head].dep == "ROOT"), None
        )
        if subject is None or not (
            subject.tag in {"NNS", "NNPS"} or any(clause.tokens[c].dep == "conj" for c in subject.children)
        ):
            return None
        phrase = noun_phrase(clause, subject.index)
        written = self._text[phrase.start : phrase.end]
        return ActorReference(written, phrase, re.sub(r"^(?:The|the) ", "", written), ActorKind.UNNAMED)

    def _unnamed_subject(self, pronoun: str, span: Span, speakers: list[ActorReference]) -> ActorReference | None:
        """The official in "An official in Gao denied it. He said": whom the sentence before is about, or the same one, where he has no name."""
        number = bisect_left(self._ends, span.start)
        clause = self._clauses[number] if number < len(self._clauses) else None
        doer = _subject_of(clause, span.start) if clause else None
        if doer is None:
            start = min(span.start, clause.tokens[0].start) if clause else span.start  # of “We left,” he said
            number -= 1
            if number < 0 or start - self._ends[number] > 3:
                return None
            clause = self._clauses[number]
            doer = _subject_of(clause, span.start)
        fits = PEOPLE | cues().people | set(counted().persons) if pronoun in HE else BODIES | DOCUMENTS
        if (
            clause is None
            or doer is None
            or not (doer.tag == "NN" or doer.text.islower())
            or doer.tag == "NNS"
            or doer.lower not in fits
            or any(clause.tokens[c].dep == "appos" for c in doer.children)
        ):
            return None
        phrase = noun_phrase(clause, doer.index)
        persons = [at for at, met in self._characters.within(clause.sentence) if met.kind is ActorKind.PERSON]
        within = [at for at in persons if phrase.start <= at.start < phrase.end]
        linked = within and _LINK.search(self._text[doer.end : within[0].start])  # "a spokesman for General Haftar"
        if (within and not linked) or any(phrase.start <= each.span.start < phrase.end for each in speakers[-2:]):
            return None
        if any(at.start >= phrase.end for at in persons) and pronoun in HE:
            return ActorReference(self._text[slice(*span)], span)  # "A medic treated Ruiz. He said": either
        written = self._text[phrase.start : phrase.end]
        return ActorReference(written, phrase, re.sub(r"^(?:The|the|An?|an?) ", "", written), ActorKind.UNNAMED)

    def other_person(self, span: Span, speaker: ActorReference | None) -> ActorReference | None:
        """Whom "advised him" addresses: the person named last who is not the one advising."""
        for at, character in self._characters.before(span.start, 6):
            same = speaker is not None and (character.name == speaker.name or character.ids == speaker.candidates != ())
            if character.kind is ActorKind.PERSON and not same:
                return character.referred(character.name, span) if span.start - at.start < 300 else None
        return None

    def described(self, span: Span, written: str, speakers: list[ActorReference]) -> ActorReference | None:
        """Ruiz for "the spokeswoman", when one person alone was introduced by that word; Hezbollah for "the group" by what it is."""
        words = described_by(written)
        if not words & (PEOPLE | BODIES) or not re.match(r"(?:the|this|that|its|his)\s", written.lower() + " "):
            return None
        persons = bool(words & PEOPLE)
        fitting = self._fitting(
            span, lambda each: (each.kind is ActorKind.PERSON) == persons and words <= each.described | each.named
        )
        chosen = self._chosen(fitting, speakers) or (None if persons else self._of_its_kind(span, written, speakers))
        return chosen.referred(written, span) if chosen else None

    def _of_its_kind(self, span: Span, written: str, speakers: list[ActorReference]) -> Character | None:
        bare = _BARE.fullmatch(written)
        kinds = KINDS.get(bare.group(1).lower(), ()) if bare else ()
        near = [
            character
            for at, character in self._characters.before(span.start, 11)
            if character.kind in kinds and span.start - at.end < _NEAR
        ]
        return self._chosen(list(dict.fromkeys(near)), speakers)

    def _chosen(self, fitting: list[Character], speakers: list[ActorReference]) -> Character | None:
        """The only one that fits, else the one of them who spoke last."""
        if len(fitting) == 1:
            return fitting[0]
        names = {character.name: character for character in fitting}
        return next((names[speaker.name] for speaker in reversed(speakers[-2:]) if speaker.name in names), None)

    def _fitting(self, span: Span, fits: Callable[[Character], bool]) -> list[Character]:
        unsuited = (ActorKind.GENERIC, ActorKind.UNNAMED)
        met = (character for _, character in self._characters.before(span.start) if character.kind not in unsuited)
        return [character for character in dict.fromkeys(met) if fits(character)]


def _subject_of(clause: Clause, position: int) -> Token | None:
    """Whom a sentence is about, if it says so before `position`."""
    doers = (token for token in clause.tokens if token.dep == "nsubj" and clause.tokens[token.head].dep == "ROOT")
    return next((token for token in doers if token.end <= position), None)


def _may_be(pronoun: str, speaker: ActorReference) -> bool:
    """Whether the pronoun agrees with what the speaker is; with the noun for one without a name: "a captain said … he said"."""
    if speaker.together:
        return False
    if speaker.kind in {ActorKind.UNNAMED, ActorKind.GENERIC}:
        noun = core(speaker.as_written if speaker.kind is ActorKind.GENERIC else speaker.name).split()[-1:] or [""]
        titled = noun[0][:1].isupper() and bool(described_by(speaker.name) & PEOPLE)  # "Saudi Brigadier General Ahmed Asseri"
        someone = pronoun in HE and (noun[0].lower() in cues().people or noun[0].lower() in {"soldier", "survivor", "witness"})
        known = noun[0].lower() in (PEOPLE if pronoun in HE else BODIES | DOCUMENTS)
        return someone or known or (pronoun in HE and (titled or _is_doer(noun[0].lower())))
    return (speaker.kind is ActorKind.PERSON) if pronoun in HE else speaker.kind in _THINGS


def _is_doer(noun: str) -> bool:
    """Whether a noun is made to name a person, by its end: a tourist, a headmaster, a shopkeeper, a fireman."""
    return (
        noun.endswith(("er", "or", "ist", "man", "woman", "ian")) and noun not in BODIES | DOCUMENTS and noun not in cues().media
    )


def described_by(written: str) -> set[str]:
    """The words of a noun phrase that describe: "the Ukrainian president" gives ukrainian and president."""
    return {re.sub(r"[’']s$", "", word) for word in WORDS.findall(written.lower())} - SMALL


def is_plural(speaker: ActorReference) -> bool:
    """Whether "they" may mean the speaker."""
    if speaker.together or speaker.kind is ActorKind.PERSON:
        return bool(speaker.together)  # not Andrews
    last = core(speaker.name).split()[-1:] or [""]
    return last[0].endswith("s") or " and " in speaker.as_written or last[0] in {"police", "people", "media"}


def core(written: str) -> str:
    """The phrase up to what qualifies its head: "Turkey" in "Turkey in the north"."""
    return _QUALIFIED.split(written)[0].rstrip(" ,")


_QUALIFIED = re.compile(
    r"(?<=\w)\s(?:of|in|at|from|for|on|with|who|near|to|by|close|working|familiar|a|an|the|based|issued|published|released)\s"
)
