"""The language that a text is written in."""

import re
from functools import cache
from typing import Any

ENOUGH = 200  # letters, below which names decide more than the language does
SURE = 0.9  # probability
SAMPLE = 1_000  # characters that are looked at; more of them cost more and tell nothing else
_LETTERS = re.compile(r"[^\W\d_]")


def language(text: str, declared: str | None = None) -> str:
    """The ISO 639 code of the language of `text`. A text long enough to tell is believed over what is `declared` of it.

    Nothing tells of a short one that is not declared: it is taken for English, which is what can be read.
    """
    sample = text[:SAMPLE]
    if len(_LETTERS.findall(sample)) >= ENOUGH:
        found, probability = _identifier().classify(sample)
        if probability >= SURE:
            return str(found)
    return declared or "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # imported here: its model takes a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
