"""Sources and facts go in; ids come out, the same for the same words in every ledger."""

from collections import Counter
from hashlib import sha256

from app.ingestion.facts import Span
from app.ingestion.report import Report

WINDOW = 32  # code points on either side of a fact that tell it from the same words elsewhere in the article


def article_id(source: Report) -> str:
    """The same address is the same article; without one, the same text is."""
    return "art_" + _short_hash(source.url or source.text)


def digest(text: str) -> str:
    """The hash of a whole text as UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def fact_ids(prefix: str, facts: list[tuple[str, Span]], article: str, text: str) -> list[str]:
    """An id for each measure and span, made of the words there and around them, so that it outlives changes elsewhere.

    Where the same words stand in the same surroundings twice, the order of the text tells them apart.
    """
    seen: Counter[str] = Counter()
    ids = [""] * len(facts)
    for place in sorted(range(len(facts)), key=lambda place: facts[place][1]):
        measure, (start, end) = facts[place]
        around = text[max(0, start - WINDOW) : start], text[start:end], text[end : end + WINDOW]
        words = _short_hash(prefix, article, measure, *around)
        ids[place] = f"{prefix}_{words if not seen[words] else _short_hash(words, str(seen[words]))}"
        seen[words] += 1
    return ids


def _short_hash(*parts: str) -> str:
    """80 bits of a hash: among ten million facts, two meet by chance once in twenty billion ledgers."""
    bits = int.from_bytes(sha256("\0".join(parts).encode()).digest()[:10], "big")
    return "".join([_PAIRS[bits >> place & 1023] for place in range(70, -1, -10)])


_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base 32, as RFC 4648 has it; pairs of them take a third of the library's time
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]
