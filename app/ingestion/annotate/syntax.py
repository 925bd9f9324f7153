"""A part of a text to the words that the parser knows, with their offsets, and sentences of such words to the trees over them.

Marks of quotation are left out; "al-Burhan" and "Lt." are one word, which the parser would cut.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

_MARKS = frozenset("“”„«»\"‘``''")
_STRETCH = re.compile(r"\S{1,500}")  # what is longer is no word, and of 10,000 brackets in a row the tokenizer would make 16 s
_ONE_WORD = re.compile(
    r"\b[Oo]p-[Ee]d\b|\b(?:Lt|Gen|Col|Maj|Capt|Sgt|Cpl|Brig|Adm|Cmdr|Gov|Sen|Rep|Rev|Hon|Pvt|Supt|Insp|Amb)\.(?=\s)|\b(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]n|[Aa]r|[Aa]z|[Aa]t|[Aa]d)[-‐‑][A-Z’'‘ʿ][\w’'‘]*"
)
_KEPT = 20_000  # stretches without a space whose words are remembered: most of a text has been met before
_LONG = 40  # characters; what is longer is not met again
_AT_ONCE = 64  # sentences that are parsed together

Words = list[tuple[int, str]]  # of a word: its offset and its form


class Syntax:
    """A loaded pipeline. It keeps no words itself while it reads in a memory zone, and to cut them again takes long."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._remembered = lru_cache(maxsize=_KEPT)(self._of_stretch)

    def zone(self) -> AbstractContextManager[object]:
        """A zone at whose end the pipeline forgets the words that it has met in it."""
        return self._language.memory_zone()

    def words(self, part: str) -> Iterator[tuple[int, str]]:
        """The words of `part`."""
        for match in _STRETCH.finditer(part):
            start, end = match.span()
            words = self._remembered if end - start <= _LONG else self._of_stretch
            for offset, word in words(match[0], end < len(part)):
                yield start + offset, word

    def parsed(self, sentences: Iterable[tuple[list[str], list[bool]]]) -> Iterator[Doc]:
        """The trees over sentences: of each, its words and whether a space follows them."""
        docs = (Doc(self._language.vocab, words=[*map(_known, words)], spaces=spaces) for words, spaces in sentences)
        return self._language.pipe(docs, batch_size=_AT_ONCE)

    def _of_stretch(self, stretch: str, goes_on: bool) -> Words:
        """The words of what stands between two spaces, or between the last and the end."""
        joined = {match.start(): match.group() for match in _ONE_WORD.finditer(f"{stretch} " if goes_on else stretch)}
        found: Words = []
        reached = 0
        for token in self._language.make_doc(stretch):
            at, written = token.idx, token.text
            if at < reached or (written[0] in _MARKS and _MARKS.issuperset(written) and not _owns(stretch, at)):
                continue
            word = joined.get(at, written)
            word = word.removesuffix("’s").removesuffix("'s") if word != written else word
            reached = at + len(word)
            found.append((at, straight(word)))  # the parser has learnt "n't", and takes "n’t" for a name
        return found


def _owns(stretch: str, at: int) -> bool:
    """Whether the mark is the apostrophe of "the soldiers' families"."""
    return stretch.endswith("s'") and at == len(stretch) - 1 and stretch[0].isalpha()


def _known(word: str) -> str:
    """`word` as the parser reads it: "IS" is a verb to it, and "ISIS" a name."""
    return "ISIS" if word == "IS" else word


def straight(word: str) -> str:
    """`word` with the apostrophes that the parser has learnt."""
    return word if word.isascii() else word.replace("’", "'").replace("‘", "'")
