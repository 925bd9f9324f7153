"""The name of an installed spaCy pipeline goes in; what parses comes out, to one reader at a time, and does not grow."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import Any

import spacy
from spacy.attrs import IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from app.ingestion.annotate.syntax import Syntax

_UNUSED = ("ner", "lemmatizer", "attribute_ruler")  # NER costs 40 % of the time and calls Kursk a product
_LOOKED_AT = (
    LOWER,
    NORM,
    PREFIX,
    SUFFIX,
    SHAPE,
    IS_SPACE,
)  # of a word; to find all that spaCy would know of it takes twice as long
_MOST = 2_000_000  # characters that are read before the words in them are forgotten: some 10 MB


class Parser:
    """A pipeline that is loaded when it is first needed, never for reads."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._syntax: Syntax | None = None
        self._lock = Lock()
        # spaCy keeps every new word for ever, half a kilobyte each, unless it reads in a zone, of which there is one at a time.
        self._zone = ExitStack()
        self._left = 0

    @contextmanager
    def lent(self, characters: int) -> Iterator[Syntax]:
        """The pipeline, to read so many characters with; what it made of them is not to be looked at afterwards."""
        with self._lock:
            syntax = self._syntax = self._syntax or Syntax(_loaded(self._model))
            if self._left <= 0:
                self._zone.close()
                self._zone.enter_context(syntax.zone())
                self._left = _MOST
            self._left -= characters
            yield syntax


def _loaded(model: str) -> Language:
    with use_ops("numpy", use_blis=False):  # NumPy's BLAS multiplies three times as fast as the one that thinc brings
        language = spacy.load(model, exclude=_UNUSED)
    # In this process from here on: a sentence makes small matrices, and threads that share them wait as long again for each other.
    threadpool_limits(limits=1, user_api="blas")
    words: Any = language.vocab
    words.lex_attr_getters = {name: words.lex_attr_getters[name] for name in _LOOKED_AT}
    gc.freeze()  # 400,000 objects of libraries and registry stay; to search them for garbage again and again took 8 % of the time
    return language
