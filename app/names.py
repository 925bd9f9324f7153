"""How two spellings of a name are compared: case, accents, apostrophes and hyphens do not tell names apart."""

import re
import unicodedata

_LETTERS_WITHOUT_ACCENT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"})
_DROPPED = re.compile(r"['’ʼ‘`´ʿʾ]")
_BREAKS = re.compile(r"[\s\-‐‑–_]+")


def folded(name: str) -> str:
    """`name` as it is compared: "Zélensky’s  Kryvyi-Rih" → "zelenskys kryvyi rih"."""
    if name.isascii() and name.isalpha():  # most names, and a tenth of the time
        return name.lower()
    if name.isascii():
        return _BREAKS.sub(" ", _DROPPED.sub("", name).lower()).strip()
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", name).casefold()).translate(_LETTERS_WITHOUT_ACCENT)
    return _BREAKS.sub(" ", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip()


def slug(name: str) -> str:
    """`name` as an identifier: lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")
