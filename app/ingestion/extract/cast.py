"""Noun phrases of an article to references: names, pronouns and descriptions to the characters they stand for.

Comes in: the spans of noun phrases. Goes out: references with the ids they may stand for, and with the fullest name the
article gives. Where two characters fit a pronoun or a description, nobody does.
"""

import re

from app.ingestion.annotate.actors import Mention
from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.characters import WORDS, Characters
from app.ingestion.extract.coreference import HE, IT, THEY, Coreference, core, described_by, is_plural
from app.ingestion.extract.roles import BODIES, CALLED_SO, PEOPLE
from app.ingestion.facts import ActorReference, Span
from app.ingestion.registry import DEEPEST, Actor, Registry
from app.vocabulary import ActorKind, RegionKind

_WE = frozenset("i we me us my our ours".split())
_WHERE = re.compile(r"\b(?:in|at|near|across|throughout|inside|outside) (?:the )?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|some|its|his|her|their)\s+", re.IGNORECASE)
_AFTER_LINK = re.compile(
    r"(?:\b(?:of|to|for|with|by|from|under|about|on|than)\s+|[’']s?\s+)(?:(?:the|President|former|then|Prime|Minister|Mr|Mrs|Ms|Gen|Secretary|King|General)\.?\s+)*$"
)
_NAMED_AFTER = re.compile(r",\s+(?:(?:[A-Z][\w.]*|lieutenant|major|brigadier|general|colonel|captain)\s+){0,4}")
_TOUCHING = re.compile(r"\)?\s*(?:\([^)]*\))?\s*(?:[\w-]+\s+){0,2}")


class Cast:
    """Who the noun phrases of one article stand for."""

    def __init__(self, page: Annotated, registry: Registry) -> None:
        """Meet everybody the article names."""
        self._page = page
        self._registry = registry
        self._characters = Characters(page, registry)
        self._coreference = Coreference(page, self._characters)
        self._places = {place.mention.span: place.ids for place in page.places}
        self._states: dict[str, Actor | None] = {}  # by country, once it is asked for
        self._in_offices: dict[tuple[frozenset[str], frozenset[str]], tuple[str, ...]] = {}  # by words and owners

    def reference(self, span: Span, last_speakers: list[ActorReference], outer: ActorReference | None = None) -> ActorReference:
        """Who the noun phrase at `span` stands for. `outer` is the speaker of the content that it stands in."""
        span = _without_marks(self._page.text, span)
        written = self._page.text[span.start : span.end]
        plain = written.lower()
        if plain in _WE:
            return _standing_for(written, span, outer)
        if plain in {"him", "her"}:
            speaker = outer or (last_speakers[-1] if last_speakers else None)
            return _standing_for(written, span, self._coreference.other_person(span, speaker))
        if plain == "them":
            return _standing_for(written, span, None)  # they are told something, so they are not who speaks
        if plain in HE | IT | THEY:
            fits = outer is not None and (outer.kind is ActorKind.PERSON) == (plain in HE) and (plain in THEY) == is_plural(outer)
            return _standing_for(written, span, outer if fits else self._coreference.antecedent(plain, span, last_speakers))
        return (
            self._named(span, written)
            or self._in_apposition(span, written)
            or self._coreference.described(span, written, last_speakers)
            or self._in_office(span, written)
            or self._unnamed(span, written)
        )

    def antecedent(self, span: Span, last_speakers: list[ActorReference], before: int | None = None) -> ActorReference:
        """Whom the pronoun at `span` means that names a source, "according to him", of those named before `before`."""
        written = self._page.text[slice(*span)]
        at = Span(before, before) if before is not None else span
        return _standing_for(written, span, self._coreference.antecedent(written.lower(), at, last_speakers))

    def mentions(self, span: Span) -> list[Mention]:
        """The registered actors named inside `span`."""
        return self._characters.mentions(span)

    def kind(self, mention: Mention) -> ActorKind:
        """What the actor named by `mention` is."""
        return self._characters.kind(mention)

    def last_of(self, before: int, kinds: set[ActorKind]) -> ActorReference | None:
        """The character of one of `kinds` that the text has named last."""
        for at, character in self._characters.before(before, 8):
            if character.kind in kinds and before - at.start < 400 and not self._is_where(at):
                return character.referred(character.name, Span(before, before))
        return None

    def _is_where(self, at: Span) -> bool:
        """Whether a country is named only as the place of something: "our mission in Mali"."""
        return _WHERE.search(self._page.text, max(0, at.start - 12), at.start) is not None

    def body_called(self, word: str, before: int) -> ActorReference | None:
        """The group or body met last whose name holds `word`: the US-led coalition for "coalition airstrikes"."""
        for _, character in self._characters.before(before):
            if word in character.named and character.kind is not ActorKind.PERSON:
                return character.referred(character.name, Span(before, before))
        return None

    # -- by name -------------------------------------------------------------------------------------------------

    def _named(self, span: Span, written: str) -> ActorReference | None:
        """The registered actor or the person whose name ends the phrase, or makes its head."""
        head = core(written)
        mentions = self.mentions(span)
        last = mentions[-1] if mentions else None
        ends = last is not None and last.span.end == span.end and self._characters.kind(last) is ActorKind.PERSON
        if last and ends and not _AFTER_LINK.search(self._page.text[span.start : last.span.start]):
            return self._of_mention(last, span, written)  # a title before a name may hold any words: "Secretary of State"
        found = self._at_head(span, head, mentions)
        if found:
            return self._of_mention(found, span, written)
        return (
            self._person_at_head(span, written, head) or self._capital(span, written, head) or self._met_as(span, written, head)
        )

    def _at_head(self, span: Span, head: str, mentions: list[Mention]) -> Mention | None:
        """The actor that the head of the phrase names: Xinhua too in "the Xinhua news agency"."""
        end = span.start + len(head)
        kinds = {mention: self._characters.kind(mention) for mention in mentions}
        owned = len(mentions) > 1 or re.search(r"[’']s? ", self._page.text[slice(*span)])  # "Hamas's negotiator"
        nobody = {ActorKind.GENERIC, ActorKind.UNNAMED} if owned else {ActorKind.GENERIC}
        at_head = [each for each in mentions if each.span.start < end <= each.span.end and kinds[each] not in nobody]
        if at_head:
            return at_head[-1]
        bodies = {ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.GROUP}
        if (
            head.split()[-1:]
            and head.split()[-1].lower() in CALLED_SO
            and all(each is ActorKind.GENERIC for each in kinds.values())
        ):  # "the state news agency SPA"
            touching = self.mentions(Span(span.end, span.end + 40))
            return next(
                (each for each in touching if each.span.start == span.end + 1 and self._characters.kind(each) in bodies), None
            )
        before = next((each for each in mentions if each.span.end < end and kinds[each] in bodies), None)
        return before if before and head.split()[-1:] and head.split()[-1].lower() in CALLED_SO else None

    def _person_at_head(self, span: Span, written: str, head: str) -> ActorReference | None:
        persons = [character for _, character in self._characters.within(span) if character.kind is ActorKind.PERSON]
        same = persons and head.split() and head.split()[-1].strip(".").casefold() == persons[-1].name.split()[-1].casefold()
        return persons[-1].referred(written, span) if same else None

    def _met_as(self, span: Span, written: str, head: str) -> ActorReference | None:
        bare = _ARTICLE.sub("", head)
        known = self._characters.called(bare) if bare[:1].isupper() else None
        return known.referred(written, span) if known else None

    def _capital(self, span: Span, written: str, head: str) -> ActorReference | None:
        """The state that speaks in "Moscow said"."""
        ids = self._places.get(Span(span.start, span.start + len(head)), ())
        known = (self._registry.regions[id] for id in ids if id in self._registry.regions)
        # A capital belongs to its country alone; its namesakes ("London, Ontario") to a division.
        capitals = [city for city in known if city.kind is RegionKind.SETTLEMENT and len(city.parent or "") == len("UA")]
        country = max(capitals, key=lambda city: city.population or 0).parent if capitals else None
        if country is None:
            return None
        state = self.state_of(country)
        return ActorReference(written, span, state.name, state.kind, (state.id,)) if state else None

    def named(self, span: Span, actor: str) -> ActorReference:
        """The registered actor that the words at `span` stand for."""
        known = self._registry.actors[actor]
        return ActorReference(self._page.text[slice(*span)], span, known.name, known.kind, (known.id,))

    def state_of(self, country: str) -> Actor | None:
        """The state that a country's id stands for."""
        if country not in self._states:
            actors = (each for each in self._registry.actors.values() if each.country == country)
            self._states[country] = next((each for each in actors if each.kind is ActorKind.STATE), None)
        return self._states[country]

    def _of_mention(self, mention: Mention, span: Span, written: str) -> ActorReference:
        name = self._page.text[mention.span.start : mention.span.end]
        character = self._characters.called(name.replace("’s", ""))
        other = len(mention.ids) > 1 or (character is not None and self._is_surname(character.name, mention))
        if character and character.kind is ActorKind.PERSON and other:
            return character.referred(written, span)
        return ActorReference(written, span, name, self._characters.kind(mention), mention.ids)

    def _is_surname(self, name: str, mention: Mention) -> bool:
        """Whether the word is that of a person whom the article has introduced, and no place: Türk, after "Volker Türk", is no Turk."""
        written = self._page.text[slice(*mention.span)]
        return " " in name and name.split()[-1] == written and mention.span not in self._places

    def _in_apposition(self, span: Span, written: str) -> ActorReference | None:
        """Ruiz for "the mayor" in "the mayor, Ana Ruiz, said"; RUSI for "tank" in "RUSI think tank"."""
        text = self._page.text
        following = self._characters.following(span.end)
        if (
            following
            and following[1].kind is ActorKind.PERSON
            and not _is_a_name(written)
            and core(written).split()[-1].lower() not in BODIES
            and _NAMED_AFTER.fullmatch(text[span.end : following[0].start][:120])
        ):
            end = following[0].start + len(following[1].name)
            if re.match(r"[\w’'-]*(?:,| –| —|\.|$)", text[end : end + 60]) or text.startswith(
                following[1].name, following[0].start
            ):
                return following[1].referred(written, span)
        if written.lower() not in BODIES:
            return None
        before = self.mentions(Span(max(0, span.start - 120), span.start))
        named = [mention for mention in before if self._characters.kind(mention) not in {ActorKind.GENERIC, ActorKind.PERSON}]
        between = text[named[-1].span.end : span.start] if named else ""
        told = any(word in cues().verbs for word in WORDS.findall(between))  # "The UN told parliament"
        if named and not told and _TOUCHING.fullmatch(between):
            return self._of_mention(named[-1], span, text[named[-1].span.start : span.end])
        return None

    # -- by office -----------------------------------------------------------------------------------------------

    def _in_office(self, span: Span, written: str) -> ActorReference | None:
        """Persons whose office has all the words of "the Ukrainian president"; who held it when is for `resolve` to say."""
        wanted = frozenset(described_by(written) & PEOPLE)
        if not wanted or not re.match(r"(?:the|this|that|its|his)\s", written.lower() + " "):
            return None
        owners = frozenset(id for mention in self.mentions(span) for id in mention.ids if id in self._registry.actors)
        if not owners:
            return None
        if (wanted, owners) not in self._in_offices:
            held = (each for each in self._registry.offices if wanted <= set(each.title.lower().split()))
            self._in_offices[wanted, owners] = tuple(
                dict.fromkeys(each.person for each in held if self._belongs(each.organ, owners))
            )
        people = self._in_offices[wanted, owners]
        return ActorReference(written, span, written, ActorKind.PERSON, people) if people else None

    def _belongs(self, organ: str, owners: frozenset[str]) -> bool:
        return any(at in owners for at in self._ancestors(organ))

    def state_behind(self, span: Span) -> ActorReference | None:
        """The state that the person named at `span` holds office in: what a president sends is the state's."""
        named = self._named(span, self._page.text[span.start : span.end])
        return self.state_of_holder(named) if named else None

    def state_of_holder(self, named: ActorReference) -> ActorReference | None:
        """The one state in which the person holds office."""
        if named.kind is not ActorKind.PERSON or len(named.candidates) != 1:
            return None
        organs = [office.organ for office in self._registry.offices if office.person == named.candidates[0]]
        states = {state for organ in organs if (state := self._registry.state_of(organ))}
        if len(states) != 1:
            return None
        owner = states.pop()
        return ActorReference(named.as_written, named.span, owner.name, owner.kind, (owner.id,))

    def _ancestors(self, actor: str) -> list[str]:
        """The actor and what it belongs to, from the nearest outwards."""
        found: list[str] = []
        at: str | None = actor
        while at is not None and len(found) < DEEPEST:
            found.append(at)
            at = self._registry.actors[at].parent if at in self._registry.actors else None
        return found

    # -- without a name ------------------------------------------------------------------------------------------

    def _unnamed(self, span: Span, written: str) -> ActorReference:
        """A source by its noun phrase: of its own, or one of the generic bearers where it says no more than that."""
        name = _ARTICLE.sub("", written)
        mentions = self.mentions(span)
        generics = [mention for mention in mentions if self._characters.kind(mention) is ActorKind.GENERIC]
        owners = tuple(id for mention in mentions if mention not in generics for id in mention.ids)
        generic = next((mention for mention in generics if mention.span.end == span.end), None)
        if generic and not owners:
            said = self._page.text[generic.span.start : generic.span.end]
            if len(WORDS.findall(name)) <= len(WORDS.findall(said)):
                return ActorReference(written, span, name, ActorKind.GENERIC, generic.ids)
        return ActorReference(written, span, name, ActorKind.UNNAMED, (), owners)


def _is_a_name(written: str) -> bool:
    """Whether the phrase names something itself, which no person is: "Addressing the General Assembly, Ruiz said"."""
    last = core(written).split()[-1]
    return last[:1].isupper() and last.lower() not in PEOPLE


def _standing_for(written: str, span: Span, other: ActorReference | None) -> ActorReference:
    if other is None:
        return ActorReference(written, span, written, ActorKind.UNNAMED)
    return ActorReference(written, span, other.name, other.kind, other.candidates, other.belongs_to, other.together)


def _without_marks(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in "“”\"‘’' ,":
        start += 1
    while end > start and text[end - 1] in '“”" ,.':
        end -= 1
    return Span(start, end)
