"""Why something was found: a piece of its text, and where in it the words stand that were looked for. Nothing is marked in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.searches import Phrase, Search
from app.tokens import Token, tokens

LONGEST = 300  # code points of a snippet
BEFORE = 100  # of them at most before the first highlight


class Span(NamedTuple):
    """Half-open [start, end) in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Snippet:
    """A piece of a text, that begins at `start` in it, and the spans in that same text of what was looked for. No two overlap."""

    of: str
    text: str
    start: int
    highlights: Sequence[Span]


@dataclass(frozen=True)
class Passage:
    """What is searched of one thing: its sentence, its title. It begins at `start` in the text called `of`."""

    text: str
    start: int
    of: str = "text"


def snippet(passages: Iterable[Passage], searches: Sequence[Search]) -> Snippet | None:
    """The piece of the first of `passages` that shows most of what `searches` look for; None where none shows any."""
    phrases = [phrase for search in searches for phrase in search.wanted]
    shown = [(passage, _found(passage.text, phrases)) for passage in passages]
    best = max(shown, key=lambda each: sum(map(bool, each[1])), default=None)
    highlights = _joined(place for places in best[1] for place in places) if best else []
    return _cut(best[0], highlights) if best and highlights else None


def _found(text: str, phrases: Sequence[Phrase]) -> list[list[Span]]:
    """Where each of `phrases` stands in `text`, as far as a snippet can show it."""
    read: list[Token] = []
    found: list[list[Span]] = [[] for _ in phrases]
    for word in tokens(text):
        read.append(word)
        for phrase, places in zip(phrases, found, strict=True):
            if _ends(phrase, read):
                places.append(Span(read[-len(phrase.words)].start, word.end))
        if all(found) and word.start > min(places[0].start for places in found) + LONGEST:
            break
    return found


def _ends(phrase: Phrase, read: Sequence[Token]) -> bool:
    """Whether the last words of what was `read` are those of `phrase`."""
    *before, last = phrase.words
    ending = read[-1].folded
    if not (ending.startswith(last) if phrase.beginning else ending == last):
        return False
    return not before or [word.folded for word in read[-len(before) - 1 : -1]] == before


def _joined(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _cut(passage: Passage, highlights: Sequence[Span]) -> Snippet:
    """Of a passage no more than can be shown, from one space to another where there are any."""
    text, first = passage.text, highlights[0]
    start, end = 0, len(text)
    if end > LONGEST:
        start = max(0, min(first.start - BEFORE, end - LONGEST))
        start = text.find(" ", start - 1, first.start) + 1 or start if start else 0
        end = min(start + LONGEST, end)
        end = max(text.rfind(" ", first.end, end + 1), 0) or end if end < len(text) else end
    inside = [Span(each.start + passage.start, min(each.end, end) + passage.start) for each in highlights if each.start < end]
    return Snippet(passage.of, text[start:end], start + passage.start, inside)
