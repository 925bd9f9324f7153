"""A text to the names in it that may be settlements': runs of capitalised words, whole and in parts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.ingestion.facts import Span
from app.names import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘ʻʿʾ`´][^\W\d_]+)*")
_APOSTROPHES = frozenset("'’ʼ‘`´")
_BETWEEN = re.compile(r"[ \u00a0]?[-‐‑–][ \u00a0]?|[ \u00a0]|\.[ \u00a0]")
_ARTICLE = re.compile(r"(?:a[dlnrstz]|ash|el|e[dnst]z?)[-‐‑][^\W\d_]|[ae]l [A-Z]")  # "al-Hol", "el Fasher"
_LONGEST = 5  # words
_SMALL = frozenset(
    "a aan ad al am an ar as ash at az bei bin by d da das de del della den der des di do dos du e el en es et ez i ibn im l la "
    "las le les los na nad o ob of on op pod s sous sur t the u ul under upon van von y".split()
)


@lru_cache(maxsize=1)  # the gazetteer is asked about the names of an article before they are read in it
def place_names(text: str) -> dict[str, list[Span]]:
    """Every run of up to five words that could be the name of a settlement, folded, and where it stands."""
    found: dict[str, list[Span]] = {}
    for span in _runs(text):
        found.setdefault(folded(text[span.start : span.end]), []).append(span)
    return found


def _runs(text: str) -> Iterator[Span]:
    words = [_without_possessive(text, match) for match in _WORD.finditer(text)]
    for first, word in enumerate(words):
        opening = text[word.start]
        if not (opening.isupper() or (opening in "ae" and _ARTICLE.match(text, word.start))):
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and not _joined(text, words[last - 1], words[last]):
                break
            if _capital(text, words[last]) or (last > first and text[words[last].start - 1] in "-‐‑–"):
                yield Span(word.start, words[last].end)


def _without_possessive(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    possessive = text[end - 1] in "sS" and end - start > 2 and text[end - 2] in _APOSTROPHES
    return Span(start, end - 2 if possessive else end)


def _joined(text: str, word: Span, following: Span) -> bool:
    """Whether two words may belong to one name: nothing but a space, a hyphen or the full stop of "St." parts them."""
    between = text[word.end : following.start]
    if _BETWEEN.fullmatch(between) is None or (between[0] == "." and word.end - word.start > 3):
        return False
    return _capital(text, following) or between[0] in "-‐‑–" or text[following.start : following.end] in _SMALL


def _capital(text: str, word: Span) -> bool:
    return text[word.start].isupper()
