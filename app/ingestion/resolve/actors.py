"""References to actors in words → ids of the registry at the article's date; two candidates, then none.

A name is resolved by what it is, a bare surname by the full name that the article gives, a title with or without a surname
by who held the office on the day. Likeness decides nothing: every comparison is of whole words, without case and accents.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.persons import Persons, full_names
from app.ingestion.facts import ActorReference
from app.ingestion.registry import Actor, Office, Registry
from app.names import folded, slug
from app.vocabulary import ActorKind, ActorStatus

_DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_INDEFINITE = re.compile(r"an?\s", re.IGNORECASE)  # "a ministry spokesman" is one of several
_POSSESSIVE = re.compile(r"[’']s?$")
# Where the family name stands first, in the registry's own romanisation.
_FAMILY_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})
_PARTICLES = frozenset({"al", "el", "ash", "as", "ad", "an"})
_SAME = {"defense": "defence", "premier": "prime minister", "pm": "prime minister", "fm": "foreign minister", "chairwoman": "chairman",
         "spokesman": "spokesperson", "spokeswoman": "spokesperson", "generalsecretary": "secretary general"}  # fmt: skip
_SMALL = frozenset({"of", "the", "for", "and", "affairs"})
_HEADS = frozenset(
    {"chief", "head", "boss"}
)  # "the UN chief" holds the first of these that anybody holds in the organisation itself
_HIGHEST = (
    "secretary general",
    "director general",
    "high commissioner",
    "executive director",
    "commissioner general",
    "president",
    "head",
)
_BODIES = frozenset(
    {"army", "military", "coalition", "navy", "police"}
)  # common nouns that are somebody's name where he is named in full
Title = frozenset[str]


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """The registry, turned so that people are found by surname and by office. Names are folded."""

    registry: Registry
    terms: dict[str, list[Office]] = field(default_factory=lambda: defaultdict(list))  # by person
    holders: dict[Title, list[Office]] = field(default_factory=lambda: defaultdict(list))
    families: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    called: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, registry: Registry) -> "WhoIsWho":
        """Everybody of a registry."""
        who = cls(registry)
        for office in registry.offices:
            who.terms[office.person].append(office)
            who.holders[_title(office.title)].append(office)
        for name in registry.actor_names:
            who.called[folded(name.alias)].append(name.actor)
            actor = registry.actors[name.actor]
            family = _family(name.alias, actor.country in _FAMILY_FIRST)
            if actor.kind is ActorKind.PERSON and family and actor.id not in who.families[family]:
                who.families[family].append(actor.id)
        return who

    def named(self, name: str | None) -> str | None:
        """The only actor of that very name: "The White House", "CENTCOM"."""
        called = self.called.get(folded(_DETERMINER.sub("", name))) if name else None
        found = set(called or ())
        return found.pop() if len(found) == 1 else None

    def organ(self, person: str, day: date) -> str | None:
        """The organ a person serves in on a day; the one entered last where there are several."""
        serving = [(office.started, office.organ) for office in self.terms.get(person, ()) if _lasts(office, day)]
        return max(serving)[1] if serving else None

    def serving(self, title: Title, owners: set[str], day: date) -> set[str]:
        """Who holds an office of that very title on a day, in one of `owners` or what lies under it; anywhere where none is named."""
        return {
            office.person
            for office in self.holders.get(title, ())
            if _lasts(office, day) and (not owners or not owners.isdisjoint(self.line(office.organ)))
        }

    def highest(self, owners: set[str], day: date) -> set[str]:
        """Who heads an organisation on a day."""
        for title in _HIGHEST:
            held = self.holders.get(_title(title), ())
            if found := {office.person for office in held if office.organ in owners and _lasts(office, day)}:
                return found
        return set()

    def line(self, actor: str | None) -> Iterator[str]:
        """An actor and those above it."""
        for _ in range(10):
            known = self.registry.actors.get(actor or "")
            if known is None:
                return
            yield known.id
            actor = known.parent


def _lasts(office: Office, day: date) -> bool:
    return office.started <= day <= (office.ended or date.max)


def _title(words: str) -> Title:
    """What a title says, however it is put: "minister of defense" is "defence minister"."""
    plain = folded(words).split()
    return frozenset(" ".join(_SAME.get(word, word) for word in plain).split()) - _SMALL


def _family(name: str, first: bool = False) -> str | None:
    """The family name of a full name, folded, without an article: "al-Assad" → "assad"."""
    words = folded(name).split()
    return (words[0] if first else words[-1]) if len(words) > 1 and words[-1] not in _PARTICLES else None


class ActorResolver:
    """Resolves the actors of one article, published on one day."""

    def __init__(self, who: WhoIsWho, published: date, focus: dict[str, int], page: Annotated) -> None:
        """`focus`: how often each country is named."""
        self._who = who
        self._actors = who.registry.actors
        self._published = published
        self._focus = focus
        self._page = page
        self._persons = Persons(page.text, page.names)
        self._bearers, self._first_names = _bearers(page, self._actors)
        self._named_in_full: dict[str, list[str]] = {}  # by the noun of a body, once it is asked for

    def resolve(self, reference: ActorReference) -> None:
        """Fill in the id, canonical name, kind and parent of `reference`; several facts may hold the same one. Several who act
        together have an id each, and none together."""
        if reference.id is not None:
            return
        for each in reference.together:
            self.resolve(each)
        if reference.together:
            return
        candidates = [id for id in reference.candidates if id in self._actors]
        chosen = self._meant(_by_name(reference, candidates), candidates)
        if chosen:
            actor = self._actors[chosen]
            reference.id, reference.name, reference.kind = actor.id, actor.name, actor.kind
            reference.parent = self._who.organ(chosen, self._published) or actor.parent
        elif not candidates and reference.kind is ActorKind.PERSON:
            self._introduce(reference)
        if not chosen and reference.belongs_to:
            owners = [id for id in reference.belongs_to if id in self._actors]
            reference.parent = owners[0] if len(set(owners)) == 1 else None
        reference.name = reference.name or reference.as_written

    def _meant(self, reference: ActorReference, candidates: list[str]) -> str | None:
        pronoun = reference.as_written.lower() in {"it", "they"}  # for "the coalition", said before
        phrase = _DETERMINER.sub("", reference.name if pronoun else reference.as_written)
        if phrase.lower() in _BODIES and (pronoun or not _named_otherwise(reference)):
            in_full = self._in_full(phrase)
            if len(in_full) == 1:
                return in_full[0]
            candidates = [id for id in candidates if not in_full or id in in_full or self._actors[id].kind is ActorKind.GENERIC]
        if candidates and not self._by_office_alone(reference, candidates):
            if self._is_somebody_else(reference, candidates):
                return None
            return candidates[0] if len(candidates) == 1 else self._chosen(candidates)
        if reference.kind not in {ActorKind.PERSON, ActorKind.UNNAMED} or (not candidates and _named_otherwise(reference)):
            return None
        return self._introduced(reference, phrase) or (
            None if _INDEFINITE.match(reference.as_written) else self._in_office(phrase)
        )

    def _by_office_alone(self, reference: ActorReference, candidates: list[str]) -> bool:
        """Whether the candidates are all who ever held such an office: none of them is named in the words."""
        if reference.kind is not ActorKind.PERSON or _named_otherwise(reference):
            return False
        words = folded(reference.as_written).split()
        ends = {" ".join(words[at:]) for at in range(len(words))}
        return not any(id in candidates for end in ends for id in self._who.called.get(end, ()))

    def _is_somebody_else(self, reference: ActorReference, candidates: list[str]) -> bool:
        """Whether the article means another bearer of a surname: it gives only his full name, not that of a candidate."""
        words = folded(reference.as_written).split()
        bare = len(words) == 1 or (len(words) == 2 and words[0] in _PARTICLES)
        if not bare or not all(self._actors[id].kind is ActorKind.PERSON for id in candidates):
            return False
        bearers = self._before(words[-1], reference.span.start)
        return bool(bearers) and bearers.isdisjoint(candidates)

    def _in_full(self, phrase: str) -> list[str]:
        """Those whom the article names in full, for a common noun: the Saudi-led coalition for "the coalition"."""
        text, noun = self._page.text, phrase.lower()
        if noun in self._named_in_full:  # a long article says "the ministry" thousands of times
            return self._named_in_full[noun]
        names = ((each.ids, _DETERMINER.sub("", text[each.span.start : each.span.end]).lower()) for each in self._page.actors)
        named = [ids for ids, name in names if name.endswith(f" {noun}")]
        bodies = {id for ids in named for id in ids if id in self._actors and self._actors[id].kind is not ActorKind.GENERIC}
        return self._named_in_full.setdefault(noun, sorted(bodies))

    def _introduced(self, reference: ActorReference, phrase: str) -> str | None:
        """The person of the registry whom the article names in full, for a surname with or without a title."""
        words = phrase.split()
        if not words or not _capital(words[-1]):
            return None
        family = _last(_POSSESSIVE.sub("", words[-1]))
        bearers = self._before(family, reference.span.start)
        if self._first_names.get(family) or len(bearers) != 1 or (id := bearers.pop()) not in self._actors:
            return None
        titled = len(words) == 1 or not self._in_office(phrase) or self._in_office(phrase) == id
        return id if titled else None

    def _before(self, family: str, position: int) -> set[str]:
        """Who bears a surname in what stands before `position`, or where nobody does, in all of the article."""
        bearers = self._bearers.get(family, [])
        return {who for start, who in bearers if start < position} or {who for _, who in bearers}

    def _in_office(self, phrase: str) -> str | None:
        """The one who holds the office of "Ukraine's president", "the president of Ukraine" or "Israeli Defence Minister Gallant"."""
        for owners, rest in self._owned(phrase):
            words = rest.split()
            holders = self._who.serving(_title(rest), owners, self._published) if owners else set[str]()
            if owners and len(words) == 1 and words[0].lower() in _HEADS:
                holders = self._who.highest(owners, self._published)
            if not holders and len(words) > 1 and _capital(words[-1]):
                family = self._who.families.get(_last(words[-1]), [])
                holders = self._who.serving(_title(" ".join(words[:-1])), owners, self._published) & set(family)
            if len(holders) == 1:
                return holders.pop()
        return None

    def _owned(self, phrase: str) -> Iterator[tuple[set[str], str]]:
        """Each way to read the phrase as the actor that the office is of, and the rest of the words."""
        words = phrase.split()
        for end in range(min(5, len(words) - 1), 0, -1):
            if owners := self._called(" ".join(words[:end])):
                yield owners, " ".join(words[end:])
        title, _, owner = phrase.partition(" of ")
        if owners := self._called(_DETERMINER.sub("", owner)):
            yield owners, title
        yield set(), phrase

    def _called(self, name: str) -> set[str]:
        return {
            id
            for id in self._who.called.get(folded(_POSSESSIVE.sub("", name)), ())
            if self._actors[id].kind is not ActorKind.PERSON
        }

    def _chosen(self, candidates: list[str]) -> str | None:
        """The only one in office on the day, or the only one of a country that the article is about."""
        serving = [id for id in candidates if self._who.organ(id, self._published)]
        if len(serving) == 1:
            return serving[0]
        among = serving or candidates
        ranked = sorted(((self._focus.get(self._actors[id].country or "", 0), id) for id in among), reverse=True)
        if len(ranked) > 1 and ranked[0][0] > 2 * ranked[1][0] and ranked[0][0] > 0:
            return ranked[0][1]
        return None

    def _introduce(self, reference: ActorReference) -> None:
        """Give a person whom only the article names a provisional id, made of the full name that it is known by from then on."""
        bare = _last(reference.as_written) if len(reference.as_written.split()) == 1 else ""
        if len(self._before(bare, reference.span.start)) > 1 or self._first_names.get(bare):
            reference.name = reference.as_written  # two of that name: neither
            return
        identifier = slug(reference.name)
        if not identifier or not self._persons.holds(reference.name):
            return
        identifier = self._who.registry.redirects.get(identifier, identifier)
        known = self._actors.get(identifier)
        reference.id, reference.status = identifier, ActorStatus.REGISTERED if known else ActorStatus.PROVISIONAL
        if known:
            reference.name, reference.kind = known.name, known.kind


def _by_name(reference: ActorReference, candidates: list[str]) -> ActorReference:
    """The reference with the words that "he" stands for, where these tell of an office: "Turkey’s president … he said"."""
    if reference.as_written.lower() not in {"he", "she"} or len(candidates) == 1:
        return reference
    return replace(reference, as_written=reference.name or reference.as_written)


def _named_otherwise(reference: ActorReference) -> bool:
    """Whether the words are a pronoun or a description, of somebody whose name is known from elsewhere."""
    return bool(reference.name) and _DETERMINER.sub("", reference.name) != _DETERMINER.sub("", reference.as_written)


def _capital(word: str) -> bool:
    """Whether a word is capitalised, after its article too: "al-Sharaa"."""
    return word.rpartition("-")[2][:1].isupper()


def _last(name: str) -> str:
    """The last word of a name, folded: "al-Sharaa" → "sharaa"."""
    return (folded(name).split() or [""])[-1]


def _bearers(page: Annotated, actors: dict[str, Actor]) -> tuple[dict[str, list[tuple[int, str]]], dict[str, set[str]]]:
    """Where each surname is introduced, and whose it is: an id of the registry, or the full name of somebody unknown to it.

    The second is the full names that begin with each first name: "Ali" may be Ali Hassan, too.
    """
    ids = {mention.span: mention.ids for mention in page.actors}
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    first_names: dict[str, set[str]] = defaultdict(set)
    for span, name in full_names(page.text, page.names, page.actors):
        known = [actors[id] for id in ids.get(span, ()) if id in actors]
        if any(actor.kind is not ActorKind.PERSON for actor in known):
            continue
        first = any(actor.country in _FAMILY_FIRST for actor in known)
        if family := _family(name, first):
            found[family] += [(span.start, actor.id) for actor in known] or [(span.start, folded(name))]
            if not first:
                first_names[folded(name).split()[0]].add(folded(name))
    return found, first_names
