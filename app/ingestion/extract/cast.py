"""Names, pronouns and descriptions of an article to the characters they stand for.

Comes in: the spans of noun phrases. Goes out: references with the ids they may stand for, and with the fullest name the
article gives. Where two characters fit a pronoun or a description, nobody does.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from app.ingestion.annotate.actors import Mention
from app.ingestion.annotate.annotated import Annotated
from app.ingestion.facts import ActorReference, Span
from app.ingestion.registry import Registry
from app.vocabulary import ActorKind, RegionKind

_HE = {"he", "she", "him", "her", "his"}
_IT = {"it", "its"}
_THEY = {"they", "them", "their"}
_WE = {"i", "we", "me", "us", "my", "our", "ours"}
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|some|its|his|her|their)\s+", re.IGNORECASE)
_WORDS = re.compile(r"[\w’'-]+")
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "in",
        "and",
        "s",
        "who",
        "top",
        "senior",
        "former",
        "then",
        "one",
        "'s",
        "’s",
        "chief",
        "deputy",
        "new",
    ]
)
_BODIES = frozenset(
    [
        "ministry",
        "agency",
        "group",
        "organisation",
        "organization",
        "think",
        "tank",
        "tank",
        "coalition",
        "army",
        "military",
        "government",
        "administration",
        "observatory",
        "watchdog",
        "party",
        "movement",
        "militia",
        "union",
        "tank",
        "council",
        "committee",
        "command",
        "office",
        "department",
        "network",
        "outlet",
        "broadcaster",
        "newspaper",
        "paper",
        "charity",
        "commission",
        "court",
        "alliance",
        "bloc",
        "force",
        "forces",
        "company",
        "kremlin",
        "institute",
        "centre",
        "center",
    ]
)
_CALLED_SO = frozenset(
    [
        "agency",
        "tank",
        "group",
        "organisation",
        "organization",
        "network",
        "outlet",
        "newspaper",
        "broadcaster",
        "watchdog",
        "monitor",
        "charity",
        "party",
        "movement",
        "militia",
        "coalition",
        "alliance",
        "company",
        "institute",
    ]
)
_PEOPLE = frozenset(
    [
        "president",
        "minister",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "secretary",
        "general",
        "commander",
        "official",
        "officer",
        "leader",
        "adviser",
        "advisor",
        "ambassador",
        "envoy",
        "chief",
        "director",
        "governor",
        "mayor",
        "senator",
        "chancellor",
        "king",
        "prince",
        "premier",
        "analyst",
        "researcher",
        "doctor",
        "professor",
        "activist",
        "resident",
        "man",
        "woman",
        "deputy",
        "lawmaker",
        "head",
        "coordinator",
        "colonel",
        "admiral",
        "captain",
        "major",
        "lieutenant",
        "diplomat",
        "lawyer",
        "journalist",
        "father",
        "mother",
        "teacher",
        "scientist",
        "representative",
        "chairman",
        "chairwoman",
        "president-elect",
        "fellow",
        "editor",
        "pope",
        "prosecutor",
        "judge",
    ]
)


_AFTER_LINK = re.compile(
    r"(?:\b(?:of|to|for|with|by|from|under|about|on|than)\s+|[’']s?\s+)(?:(?:the|President|former|then|Prime|Minister|Mr|Mrs|Ms|Gen|Secretary|King|General)\.?\s+)*$"
)
_REMEMBERED = 300  # characters a reader keeps in mind; it also keeps a long text from costing its length squared


@dataclass(slots=True)
class Character:
    """Somebody the article has named: their fullest name, where they were last met, and the words that describe them."""

    name: str
    ids: tuple[str, ...]
    kind: ActorKind
    described: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)  # where the name stands


class Cast:
    """The characters of one article."""

    def __init__(self, page: Annotated, registry: Registry) -> None:
        """Meet everybody the article names, in the order of the text."""
        self._page = page
        self._registry = registry
        self._mention_starts = [mention.span.start for mention in page.actors]
        self._characters: list[Character] = []
        self._by_name: dict[str, Character] = {}
        self._met: list[tuple[int, Character]] = []
        self._meet_all()
        self._met_starts = [at for at, _ in self._met]
        self._capitals = {
            region.name: region.parent
            for region in registry.regions.values()
            if region.kind is RegionKind.SETTLEMENT and "-" in region.id
        }

    # -- meeting -------------------------------------------------------------------------------------------------

    def _meet_all(self) -> None:
        actors = {mention.span.start: mention for mention in self._page.actors}
        covered = [(mention.span.start, mention.span.end) for mention in self._page.actors]
        starts = [start for start, _ in covered]
        found: list[tuple[Span, Mention | None]] = [(mention.span, mention) for mention in actors.values()]
        for name in self._page.names:
            around = bisect_right(starts, name.start) - 1
            inner = bisect_left(starts, name.start)
            if around >= 0 and covered[around][1] > name.start:
                continue
            if inner < len(covered) and covered[inner][0] < name.end:
                continue
            found.append((name, None))
        for span, mention in sorted(found, key=lambda each: each[0]):
            self._meet(span, mention)

    def _meet(self, span: Span, mention: Mention | None) -> None:
        name = self._page.text[span.start : span.end].replace("’s", "").replace("'s", "")
        kind = self._kind(mention)
        character = self._by_name.get(name.casefold())
        last_word = name.split()[-1].casefold() if name.split() else ""
        if character is None and mention is None and " " not in name:
            character = self._by_name.get(last_word)
            if character is None or character.kind is not ActorKind.PERSON:
                return
        elif character is None and mention is None and not _like_a_person(name):
            return
        elif character is None and mention is not None and kind is ActorKind.PERSON and " " not in name:
            character = self._by_name.get(last_word)
        if character is None and mention is not None:
            character = next((known for known in reversed(self._characters[-_REMEMBERED:]) if known.ids == mention.ids), None)
        if character is None:
            character = Character(name, mention.ids if mention else (), kind)
            self._characters.append(character)
        self._by_name[name.casefold()] = character
        if character.kind is ActorKind.PERSON and last_word:
            self._by_name.setdefault(last_word, character)
        character.places.append(span.start)
        character.described |= self._description(span)
        self._met.append((span.start, character))

    def _kind(self, mention: Mention | None) -> ActorKind:
        if mention is None:
            return ActorKind.PERSON
        kinds = {self._registry.actors[id].kind for id in mention.ids if id in self._registry.actors}
        return kinds.pop() if len(kinds) == 1 else ActorKind.PERSON if ActorKind.PERSON in kinds else ActorKind.ORGANISATION

    def _description(self, span: Span) -> set[str]:
        """The words of "Pentagon spokesperson" before a name and of ", a fellow at the institute," after it."""
        text = self._page.text
        before = re.search(r"[^.,;:!?()“”\"\n–—]*$", text[max(0, span.start - 80) : span.start])
        after = re.match(
            r",\s*(?:the|a|an|its|his|her|who is|head|chief|director|commander|[a-z]+ (?:of|for))\b([^.;:!?()“”\"\n–—]{0,90})",
            text[span.end : span.end + 120],
        )
        words = set()
        if before:
            words |= set(_WORDS.findall(before.group().lower())[-6:])
        if after:
            words |= set(_WORDS.findall(after.group().lower())[:12])
        return {re.sub(r"[’']s$", "", word) for word in words} - _SMALL

    # -- asking --------------------------------------------------------------------------------------------------

    def reference(self, span: Span, last_speakers: list[ActorReference], outer: ActorReference | None = None) -> ActorReference:
        """Who the noun phrase at `span` stands for. `outer` is the speaker of the content that it stands in."""
        text = self._page.text
        span = _without_marks(text, span)
        written = text[span.start : span.end]
        plain = written.lower()
        if plain in _WE:
            return _standing_for(written, span, outer)
        if plain in {"him", "her"}:
            return _standing_for(written, span, self._other_person(span, outer or (last_speakers[-1] if last_speakers else None)))
        if plain in _HE | _IT | _THEY:
            fits = outer is not None and (outer.kind is ActorKind.PERSON) == (plain in _HE) and (plain in _THEY) == _plural(outer)
            return _standing_for(written, span, outer if fits else self._antecedent(plain, span, last_speakers))
        return (
            self._named(span, written)
            or self._in_apposition(span, written)
            or self._described(span, written, last_speakers)
            or self._unnamed(span, written)
        )

    def _antecedent(self, pronoun: str, span: Span, last_speakers: list[ActorReference]) -> ActorReference | None:
        if pronoun in _THEY:
            return next((speaker for speaker in reversed(last_speakers[-2:]) if _plural(speaker)), None)
        wanted = (
            (ActorKind.PERSON,)
            if pronoun in _HE
            else (ActorKind.ORGANISATION, ActorKind.ORGAN, ActorKind.STATE, ActorKind.OUTLET, ActorKind.GROUP, ActorKind.FORCE)
        )
        recent = [speaker for speaker in last_speakers[-3:] if speaker.kind in wanted and span.start - speaker.span.end < 1200]
        nearest = self._last_met(span.start, wanted)
        if recent and (
            nearest is None or nearest[0] <= recent[-1].span.end or nearest[1].name == recent[-1].name or pronoun in _IT
        ):
            return recent[-1]
        if recent and nearest and not self._sentence_starts_with(nearest[0], span.start):
            return recent[-1]
        if nearest and span.start - nearest[0] < 500:
            return ActorReference(nearest[1].name, span, nearest[1].name, nearest[1].kind, nearest[1].ids)
        return recent[-1] if recent else None

    def _other_person(self, span: Span, speaker: ActorReference | None) -> ActorReference | None:
        """Whom "advised him" addresses: the person named last who is not the one advising."""
        now = bisect_left(self._met_starts, span.start)
        for at, character in reversed(self._met[max(0, now - 6) : now]):
            if character.kind is ActorKind.PERSON and (
                speaker is None or (character.name != speaker.name and character.ids != speaker.candidates)
            ):
                return (
                    ActorReference(character.name, span, character.name, character.kind, character.ids)
                    if span.start - at < 300
                    else None
                )
        return None

    def state_behind(self, span: Span) -> ActorReference | None:
        """The state that the person named at `span` holds office in: what a president sends is the state's."""
        named = self._named(span, self._page.text[span.start : span.end])
        if named is None or named.kind is not ActorKind.PERSON or len(named.candidates) != 1:
            return None
        organs = [office.organ for office in self._registry.offices if office.person == named.candidates[0]]
        states = {state for organ in organs if (state := self._state(organ))}
        if len(states) != 1:
            return None
        owner = self._registry.actors[states.pop()]
        return ActorReference(named.as_written, span, owner.name, owner.kind, (owner.id,))

    def _state(self, actor: str) -> str | None:
        at: str | None = actor
        for _ in range(6):
            known = self._registry.actors.get(at) if at else None
            if known is None or known.kind is ActorKind.STATE:
                return known.id if known else None
            at = known.parent
        return None

    def body_called(self, word: str, before: int) -> ActorReference | None:
        """The group or body met last whose name holds `word`: the US-led coalition for "coalition airstrikes"."""
        now = bisect_left(self._met_starts, before)
        for _, character in reversed(self._met[max(0, now - _REMEMBERED) : now]):
            if word in character.name.lower().split() and character.kind is not ActorKind.PERSON:
                return ActorReference(character.name, Span(before, before), character.name, character.kind, character.ids)
        return None

    def _sentence_starts_with(self, at: int, before: int) -> bool:
        """Whether the name at `at` opens its sentence, as the one a text goes on about does."""
        return bool(
            re.search(r"(?:^|[.!?\n”\"]\s*)(?:(?:In|On|At|The|But|And)?[^.!?\n]{0,40})$", self._page.text[max(0, at - 60) : at])
        )

    def _last_met(self, before: int, kinds: tuple[ActorKind, ...]) -> tuple[int, Character] | None:
        for number in range(bisect_left(self._met_starts, before) - 1, max(-1, bisect_left(self._met_starts, before) - 12), -1):
            if self._met[number][1].kind in kinds:
                return self._met[number]
        return None

    def _named(self, span: Span, written: str) -> ActorReference | None:
        """The registered actor or the person whose name ends the phrase, or makes its head."""
        core = _core(written)
        mentions = self.mentions(span)
        last = mentions[-1] if mentions else None
        if (
            last
            and last.span.end == span.end
            and self._kind(last) is ActorKind.PERSON
            and not _AFTER_LINK.search(self._page.text, span.start, last.span.start)
        ):
            return self._of_mention(last, span, written)  # a title before a name may hold any words: "Secretary of State"
        head = span.start + len(core)
        at_head = [
            each for each in mentions if each.span.start < head <= each.span.end and self._kind(each) is not ActorKind.GENERIC
        ]
        if at_head:
            return self._of_mention(at_head[-1], span, written)
        before = [
            each
            for each in mentions
            if each.span.end < head and self._kind(each) in {ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.GROUP}
        ]
        if before and core.split()[-1:] and core.split()[-1].lower() in _CALLED_SO:
            return self._of_mention(before[0], span, written)  # "the Sana news agency" is Sana
        persons = [character for at, character in self._characters_in(span) if character.kind is ActorKind.PERSON]
        if persons and core.split()[-1:] and core.split()[-1].strip(".").casefold() == persons[-1].name.split()[-1].casefold():
            return ActorReference(written, span, persons[-1].name, ActorKind.PERSON, persons[-1].ids)
        capital = self._capitals.get(_ARTICLE.sub("", core))
        if capital:
            country = next(
                (actor for actor in self._registry.actors.values() if actor.country == capital and actor.kind is ActorKind.STATE),
                None,
            )
            if country:
                return ActorReference(written, span, country.name, country.kind, (country.id,))
        bare = _ARTICLE.sub("", core)
        known = self._by_name.get(bare.casefold()) if bare[:1].isupper() else None
        return ActorReference(written, span, known.name, known.kind, known.ids) if known else None

    def _of_mention(self, mention: Mention, span: Span, written: str) -> ActorReference:
        character = self._by_name.get(self._page.text[mention.span.start : mention.span.end].replace("’s", "").casefold())
        kind = self._kind(mention)
        if character and character.kind is ActorKind.PERSON and len(mention.ids) > 1:
            return ActorReference(written, span, character.name, ActorKind.PERSON, character.ids)
        return ActorReference(written, span, self._page.text[mention.span.start : mention.span.end], kind, mention.ids)

    def _characters_in(self, span: Span) -> list[tuple[int, Character]]:
        first, last = bisect_left(self._met_starts, span.start), bisect_left(self._met_starts, span.end)
        return self._met[first:last]

    def mentions(self, span: Span) -> list[Mention]:
        """The registered actors named inside `span`."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return [mention for mention in self._page.actors[first:last] if mention.span.end <= span.end]

    def _in_apposition(self, span: Span, written: str) -> ActorReference | None:
        """Shoigu for "the defence minister" in "the defence minister, Sergei Shoigu, said"; CSIS for "tank" in "CSIS think tank"."""
        text = self._page.text
        now = bisect_left(self._met_starts, span.end)
        following = self._met[now] if now < len(self._met) else None
        if (
            following
            and following[1].kind is ActorKind.PERSON
            and re.fullmatch(r",\s+(?:[A-Z][\w.]*\s+){0,3}", text[span.end : following[0]])
        ):
            end = following[0] + len(following[1].name)
            if re.match(r"[\w’'-]*(?:,| –| —|\.|$)", text[end:]) or text[following[0] :].startswith(following[1].name):
                return ActorReference(written, span, following[1].name, ActorKind.PERSON, following[1].ids)
        if written.lower() in _BODIES:
            before = [
                mention
                for mention in self.mentions(Span(max(0, span.start - 120), span.start))
                if self._kind(mention) is not ActorKind.GENERIC
            ]
            if before and re.fullmatch(r"\)?\s*(?:\([^)]*\))?\s*(?:[\w-]+\s+){0,2}", text[before[-1].span.end : span.start]):
                return self._of_mention(before[-1], span, text[before[-1].span.start : span.end])
        return None

    def _described(self, span: Span, written: str, last_speakers: list[ActorReference]) -> ActorReference | None:
        """Ryder for "the spokesman", when one person alone was introduced by that word; by office where a state is named."""
        words = {re.sub(r"[’']s$", "", word) for word in _WORDS.findall(written.lower())} - _SMALL
        heads = words & (_PEOPLE | _BODIES)
        if not heads or not re.match(r"(?:the|this|that|its|his)\s", written.lower() + " "):
            return None
        kinds = (
            {ActorKind.PERSON} if words & _PEOPLE else set(ActorKind) - {ActorKind.PERSON, ActorKind.GENERIC, ActorKind.UNNAMED}
        )
        fitting: list[Character] = []
        now = bisect_left(self._met_starts, span.start)
        for _, character in self._met[:now][-_REMEMBERED:]:
            named = {word.lower() for word in _WORDS.findall(character.name)}
            if character.kind in kinds and words <= character.described | named and character not in fitting:
                fitting.append(character)
        recent = [speaker for speaker in last_speakers[-2:] if any(speaker.name == character.name for character in fitting)]
        chosen = fitting[0] if len(fitting) == 1 else None
        if chosen is None and recent:
            chosen = next(character for character in fitting if character.name == recent[-1].name)
        return (
            ActorReference(written, span, chosen.name, chosen.kind, chosen.ids)
            if chosen
            else self._in_office(span, written, words)
        )

    def _in_office(self, span: Span, written: str, words: set[str]) -> ActorReference | None:
        """Persons whose office has all the words of "the Ukrainian president"; who held it when is for `resolve` to say."""
        owners = [id for mention in self.mentions(span) for id in mention.ids]
        if not owners or not words & _PEOPLE:
            return None
        states = {owner for owner in owners if owner in self._registry.actors}
        wanted = words & _PEOPLE
        people = tuple(
            dict.fromkeys(
                office.person
                for office in self._registry.offices
                if wanted <= set(office.title.lower().split()) and self._belongs(office.organ, states)
            )
        )
        return ActorReference(written, span, written, ActorKind.PERSON, people) if people else None

    def _belongs(self, organ: str, owners: set[str]) -> bool:
        at: str | None = organ
        for _ in range(6):
            if at is None:
                return False
            if at in owners:
                return True
            at = self._registry.actors[at].parent if at in self._registry.actors else None
        return False

    def _unnamed(self, span: Span, written: str) -> ActorReference:
        name = _ARTICLE.sub("", written)
        owners = tuple(
            id for mention in self.mentions(span) for id in mention.ids if self._kind(mention) is not ActorKind.GENERIC
        )
        generic = next(
            (
                mention
                for mention in self.mentions(span)
                if self._kind(mention) is ActorKind.GENERIC and mention.span.end == span.end
            ),
            None,
        )
        whole = (
            generic is not None
            and not owners
            and len(_WORDS.findall(name)) <= len(_WORDS.findall(self._page.text[generic.span.start : generic.span.end]))
        )
        if whole and generic is not None:
            return ActorReference(written, span, name, ActorKind.GENERIC, generic.ids)
        return ActorReference(written, span, name, ActorKind.UNNAMED, (), owners)


def _standing_for(written: str, span: Span, other: ActorReference | None) -> ActorReference:
    if other is None:
        return ActorReference(written, span, written, ActorKind.UNNAMED)
    return ActorReference(written, span, other.name, other.kind, other.candidates, other.belongs_to)


def _without_marks(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in "“”\"‘’' ,":
        start += 1
    while end > start and text[end - 1] in '“”" ,.':
        end -= 1
    return Span(start, end)


def _core(written: str) -> str:
    """The phrase up to what qualifies its head: "Turkey" in "Turkey in the north"."""
    return re.split(r"(?<=\w)\s(?:of|in|at|from|for|on|with|who|near|to|by|close|working|familiar|a|an|the|based)\s", written)[
        0
    ].rstrip(" ,")


def _like_a_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 5
        and all(
            word[0].isupper() or word in {"al", "el", "bin", "ibn", "de", "von", "van", "der", "abu"} or "-" in word
            for word in words
        )
        and not (
            {word.lower() for word in words}
            & (
                _BODIES
                | {
                    "street",
                    "river",
                    "day",
                    "war",
                    "road",
                    "the",
                    "north",
                    "south",
                    "east",
                    "west",
                    "university",
                    "news",
                    "press",
                    "house",
                }
            )
        )
    )


def _plural(speaker: ActorReference) -> bool:
    last = _core(speaker.name).split()[-1:] or [""]
    return last[0].endswith("s") or " and " in speaker.as_written or last[0] in {"police", "people", "media"}
