"""An annotated text to its characters: everybody it names, by which words they are described, and where they are met.

Comes in: the names of the registry and the capitalised names of the text. Goes out: one `Character` for each that is met,
found by name, by place in the text and by what the text calls them.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.ingestion.annotate.actors import Mention
from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.roles import BODIES, SMALL
from app.ingestion.facts import ActorReference, Span
from app.ingestion.registry import Registry
from app.vocabulary import ActorKind

WORDS = re.compile(r"[\w’'-]+")
REMEMBERED = 300  # names a reader keeps in mind; it also keeps a long text from costing its length squared
_PARTICLES = frozenset("al el bin ibn de von van der abu".split())
_NO_PERSON = frozenset("street river day war road the north south east west university news press house".split())
_OWNED = re.compile(r".*?\w[’']s (?=[A-Z][\w.’'-]* [A-Z])")
_APART = frozenset(
    "to in at on by with from as after before while when that than has have had is are was were be been will would could not also but or which who".split()
)
_RELATIVES = frozenset("who which that whose whom".split())
_HAS_VERB = frozenset(
    "said says say told added warned wrote is are was were has have had will would".split()
)  # ", the panel says"
_BREAK = re.compile(r"[.,;:!?()“”\"\n–—]")
_AFTER = re.compile(
    r",\s*(?:the|a|an|its|his|her|who is|head|chief|director|commander|[a-z]+ (?:of|for))\b([^.,;:!?()“”\"\n–—]{0,90})"
)


@dataclass(slots=True, eq=False)
class Character:
    """Somebody the article has named: their fullest name, the registry's ids for it, and the words that describe them."""

    name: str
    ids: tuple[str, ...]
    kind: ActorKind
    described: set[str] = field(default_factory=set)
    named: frozenset[str] = frozenset()  # the words of the name, in lower case

    def referred(self, as_written: str, span: Span) -> ActorReference:
        """The reference of the words at `span` to this character."""
        return ActorReference(as_written, span, self.name, self.kind, self.ids)


class Characters:
    """The characters of one article, in the order in which they are met."""

    def __init__(self, page: Annotated, registry: Registry) -> None:
        """Meet everybody the article names."""
        self._page = page
        self._registry = registry
        self._mention_starts = [mention.span.start for mention in page.actors]
        self._all: list[Character] = []
        self._by_ids: dict[tuple[str, ...], Character] = {}
        self._by_name: dict[str, Character] = {}
        self._met: list[tuple[Span, Character]] = []
        for span, mention in sorted(
            [*self._unregistered(), *((each.span, each) for each in page.actors)], key=lambda each: each[0]
        ):
            self._meet(span, mention)
        self._starts = [span.start for span, _ in self._met]

    def _unregistered(self) -> Iterator[tuple[Span, Mention | None]]:
        """Capitalised names that touch no registered name and are no place."""
        covered = [mention.span for mention in self._page.actors]
        places = {place.mention.span for place in self._page.places}
        for name in self._page.names:
            around = bisect_right(self._mention_starts, name.start) - 1
            inner = around + 1
            touched = (around >= 0 and covered[around].end > name.start) or (
                inner < len(covered) and covered[inner].start < name.end
            )
            if not touched and name not in places:
                yield name, None

    def _meet(self, span: Span, mention: Mention | None) -> None:
        owned = _OWNED.match(self._page.text, span.start, span.end) if mention is None else None
        if owned:
            span = Span(owned.end(), span.end)  # "Labour's Dan Jarvis"
        name = re.sub(r"[’']s$", "", self._page.text[span.start : span.end])
        character = self._known(name, mention)
        if character is None and mention is None and (" " not in name or not _like_a_person(name)):
            return
        if character is None:
            ids = mention.ids if mention else ()
            character = Character(name, ids, self.kind(mention), named=frozenset(WORDS.findall(name.lower())))
            self._all.append(character)
            if ids:
                self._by_ids[ids] = character
        self._by_name[name.casefold()] = character
        if character.kind is ActorKind.PERSON:
            self._by_name.setdefault(name.split()[-1].casefold(), character)
        character.described |= self._description(span)
        self._met.append((span, character))

    def _known(self, name: str, mention: Mention | None) -> Character | None:
        """Who was met under this name, as a surname too, or under the ids that it stands for."""
        return self._by_name.get(name.casefold()) or (self._by_ids.get(mention.ids) if mention else None)

    def _description(self, span: Span) -> set[str]:
        """The words of "Pentagon spokesperson" before a name and of ", a fellow at the institute," after it."""
        text = self._page.text
        before = _BREAK.split(text[max(0, span.start - 80) : span.start].removesuffix("\n"))[-1]
        after = _AFTER.match(text[span.end : span.end + 120])
        words = set(itertools.takewhile(_describes, reversed(WORDS.findall(before.lower())[-6:])))
        beside = WORDS.findall(after.group().lower())[:12] if after else []
        words |= set() if _HAS_VERB & set(itertools.takewhile(lambda word: word not in _RELATIVES, beside)) else set(beside)
        return {re.sub(r"[’']s$", "", word) for word in words} - SMALL

    def kind(self, mention: Mention | None) -> ActorKind:
        """What the named one is; a capitalised name that nobody has registered is taken for a person."""
        if mention is None:
            return ActorKind.PERSON
        kinds = {self._registry.actors[id].kind for id in mention.ids if id in self._registry.actors}
        return kinds.pop() if len(kinds) == 1 else ActorKind.PERSON if ActorKind.PERSON in kinds else ActorKind.ORGANISATION

    def called(self, name: str) -> Character | None:
        """The character known by this very name."""
        return self._by_name.get(name.casefold())

    def mentions(self, span: Span) -> list[Mention]:
        """The registered actors named inside `span`."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return [mention for mention in self._page.actors[first:last] if mention.span.end <= span.end]

    def within(self, span: Span) -> list[tuple[Span, Character]]:
        """Who is met inside `span`."""
        return self._met[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def before(self, position: int, most: int = REMEMBERED) -> Iterator[tuple[Span, Character]]:
        """Who was met before `position`, the latest first, no more than `most`."""
        now = bisect_left(self._starts, position)
        return reversed(self._met[max(0, now - most) : now])

    def following(self, position: int) -> tuple[Span, Character] | None:
        """Who is met next."""
        now = bisect_left(self._starts, position)
        return self._met[now] if now < len(self._met) else None


def _describes(word: str) -> bool:
    """Whether the word may belong to what is said of a name behind it: not "accused" in "the government has accused France"."""
    return word not in _APART and word not in cues().verbs and word not in counted().verbs


def _like_a_person(name: str) -> bool:
    words = name.split()
    capitals = all(word[0].isupper() or word in _PARTICLES or "-" in word for word in words)
    return 2 <= len(words) <= 5 and capitals and not {word.lower() for word in words} & (BODIES | _NO_PERSON)
