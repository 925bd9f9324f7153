"""A text to mentions of actors: names of the registry, and names of persons that nobody has registered."""

import re
from dataclasses import dataclass

from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.facts import Span

_PARTICLE = r"(?:al|el|ash|as|ad|an|bin|ibn|abu|de|del|della|da|dos|van|von|der|la|le|di|du|ul|ur|e)"
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’']*[\w](?:[-‐‑][A-Z]?[\w’']+)*"
_NAME = re.compile(rf"\b{_WORD}(?:\s(?:{_PARTICLE}[-\s])?(?:[A-Z]\.\s?)*{_WORD}|\s{_PARTICLE}-{_WORD})*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and the registry's ids it may stand for, in no order."""

    span: Span
    ids: tuple[str, ...]


def actor_mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    """Names of registered actors in `text`, the longest where several begin alike, from left to right."""
    return [Mention(span, ids) for span, ids in lexicon.matches(text)]


def capitalised(text: str) -> list[Span]:
    """Runs of capitalised words, joined by the particles of names: "Aghid al-Khodr", "Choe Son Hui"."""
    return [Span(*match.span()) for match in _NAME.finditer(text)]
