"""What `q` asks for: words, "phrases", beginnings of words* and -words that must not be there.

Text goes in, a Search comes out, and of it the expression that the index of full text understands. Nothing that somebody typed
gets there but between quotation marks, where it is only words.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.tokens import Token, tokens

SHORTEST_BEGINNING = 2  # letters: what one letter begins is most of everything
MOST_WORDS = 32

_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s"*]*))(?P<stars>\**)(?=(?P<end>[\s"]|$)?)')
_CURLY = str.maketrans("“”„", '"""')  # as many keyboards write them; one code point each, so that places stay


class Misplaced(ValueError):
    """A fault at a place of what was written, in code points from its beginning."""

    def __init__(self, wrong: str, at: int) -> None:
        super().__init__(wrong)
        self.at = at


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other, as they were written; of a `beginning`, the last one may go on."""

    written: str
    beginning: bool = False

    @cached_property
    def words(self) -> list[str]:
        """Its words, folded."""
        return [token.folded for token in tokens(self.written)]

    def within(self, read: Sequence[str]) -> bool:
        """Whether it stands among the words of a text, in their order."""
        *before, last = self.words
        for at in range(len(before), len(read)):
            if (read[at].startswith(last) if self.beginning else read[at] == last) and read[at - len(before) : at] == before:
                return True
        return False

    def __str__(self) -> str:
        return f'"{self.written}"' + (" *" if self.beginning else "")


@dataclass(frozen=True)
class Search:
    """Everything `wanted` is there, in any order, and nothing `unwanted` is."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...] = ()
    written: str = ""

    def met_by(self, texts: Sequence[Sequence[str]]) -> bool:
        """Whether `texts`, each as its words, are what it looks for."""
        there = (any(phrase.within(text) for text in texts) for phrase in self.wanted)
        return all(there) and not any(phrase.within(text) for phrase in self.unwanted for text in texts)

    def __str__(self) -> str:
        """As FTS5 reads it."""
        wanted = " AND ".join(map(str, self.wanted))
        return f"({wanted}) NOT ({' OR '.join(map(str, self.unwanted))})" if self.unwanted else f"({wanted})"


def search(text: str) -> Search:
    """What `text` asks for. Raises Misplaced with what to write instead."""
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for piece in _PIECE.finditer(text.translate(_CURLY)):
        if phrase := _phrase(piece):
            (unwanted if piece["minus"] else wanted).append(phrase)
    if not wanted:
        raise Misplaced(
            "only says what must not be there; add a word to look for" if unwanted else "has no letter or digit to look for", 0
        )
    if sum(len(phrase.words) for phrase in (*wanted, *unwanted)) > MOST_WORDS:
        raise Misplaced(f"has more than {MOST_WORDS} words; look for fewer", 0)
    return Search(tuple(wanted), tuple(unwanted), text)


def _phrase(piece: re.Match[str]) -> Phrase | None:
    """The phrase in a piece of what was written; None where there is nothing to look for, as in "&"."""
    if piece["phrase"] is not None and not piece["close"]:
        place = piece.start("phrase") - 1
        raise Misplaced(f"has a quotation mark at {place} that is never closed; close it or take it out", place)
    written = piece["phrase"] or piece["word"] or ""
    words = [*tokens(written)]
    if piece["stars"]:
        _check_star(piece, written, words)
    elif not words and (piece["minus"] or piece["phrase"] is not None):
        raise Misplaced(f"has nothing to look for at {piece.start()}; put a word there or take the mark out", piece.start())
    return Phrase(written, bool(piece["stars"])) if words else None


def _check_star(piece: re.Match[str], written: str, words: Sequence[Token]) -> None:
    place = piece.start("stars")
    if not words or words[-1].end < len(written) or len(piece["stars"]) > 1 or piece["end"] is None:
        raise Misplaced(
            f"has a * at {place} that does not end a word; write it right behind the beginning of one: missil*", place
        )
    if len(words[-1].folded) < SHORTEST_BEGINNING:
        raise Misplaced(f"has a * at {place} behind a single letter; write {SHORTEST_BEGINNING} letters or more before it", place)


def says(written: str, *texts: str | None) -> bool:
    """Whether a row of `texts` is what one of the searches looks for that `written` holds as JSON: as the index would find it."""
    read = [[token.folded for token in tokens(text)] for text in texts if text]
    return any(each.met_by(read) for each in _searches(written))


@lru_cache(maxsize=64)
def _searches(written: str) -> list[Search]:
    return [search(text) for text in json.loads(written)]
