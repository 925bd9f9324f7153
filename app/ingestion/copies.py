"""The text of an article goes in; out comes the link to the earliest article of which it is a copy, if it is one.

Wire reports are reprinted with a line cut or a word changed. Texts are alike when most of their runs of three words are the
same (MinHash); the likely ones are found by bands of the MinHash, which are an index, never by walking through all. Daily
reports made from one mould are alike too, but not in their figures: a copy has the figures of what it copies.

Only articles that are no copy are looked up, so that every copy is like its origin and not merely like another copy.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from zlib import crc32

from rensa import RMinHash
from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, or_, select, update
from sqlmodel import Session

from app import models
from app.ingestion.bulk import add, table

WORDS = 3  # in a run; with longer ones a word changed here and there makes a copy look like another text
SLOTS, BANDS = 100, 25  # of texts that have six runs of ten in common, 97 of 100 meet in a band; of those with two, one in 25
ALIKE = 0.6  # of all runs of two texts: a third may be cut; two reports on one event by two reporters stay below a tenth
FEWEST = 20  # words; shorter texts are copies only where they are the same to the letter
CANDIDATES = 500  # reports from one mould may be as many as there are days
_SEED = 1
_WORD, _FIGURE = re.compile(r"\w+"), re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is recognised by; `figures` are hashes of its numbers."""

    signature: "array[int]"  # a type with a parameter only since Python 3.12
    figures: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "Sketch":
        """The sketch of a text, of which case, spaces and punctuation do not matter."""
        words = _WORD.findall(text.casefold())
        few = len(words) < FEWEST
        runs = [text] if few else [" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)]
        minhash = RMinHash(num_perm=SLOTS, seed=_SEED)
        minhash.update(runs)
        return cls(array("I", minhash.digest()), frozenset(crc32(figure.encode()) for figure in _FIGURE.findall(text)))

    @property
    def bands(self) -> list[int]:
        """The keys it is found by, signed and of 64 bits, each made of its place and the slots there."""
        width = SLOTS // BANDS
        parts = (self.signature[at : at + width].tobytes() for at in range(0, SLOTS, width))
        hashes = (blake2b(part, digest_size=8, salt=bytes([place])).digest() for place, part in enumerate(parts))
        return [int.from_bytes(each, "big", signed=True) for each in hashes]

    def likeness(self, other: "Sketch") -> float:
        """The share of runs that two texts have in common, as far as their sketches tell; 0 where their figures differ."""
        fewer, more = sorted((self.figures, other.figures), key=len)
        if len(fewer - more) > len(fewer) // 10:
            return 0
        return sum(map(int.__eq__, self.signature, other.signature)) / SLOTS


def link(session: Session, article_id: str, text: str, published_at: datetime, revision: int) -> None:
    """Link a new or changed article to its origin; one that was published earlier than its origin takes its place.

    An article of which there are copies stays an origin, whatever its text becomes: they are copies of what it was.
    """
    sketch, article = Sketch.of(text), table(models.Article)
    _forget(session, article_id)
    found = None if _has_copies(session, article_id) else _origin(session, sketch)
    here = article.c.id == article_id
    if found and found.published_at <= published_at:
        _set_origin(session, here, found.article_id, revision)
        return
    _set_origin(session, here, None, revision)
    if found:
        _forget(session, found.article_id)
        _set_origin(session, or_(article.c.id == found.article_id, article.c.origin_id == found.article_id), article_id, revision)
    _remember(session, article_id, sketch)


@dataclass(frozen=True, slots=True)
class _Origin:
    article_id: str
    published_at: datetime


def _origin(session: Session, sketch: Sketch) -> _Origin | None:
    """The origin whose text is most like that of `sketch`, if one is a copy of the other; among equals the earliest."""
    likely = [(known.likeness(sketch), origin) for known, origin in _likely(session, sketch)]
    alike = [(-likeness, origin.published_at, origin.article_id, origin) for likeness, origin in likely if likeness >= ALIKE]
    return min(alike)[-1] if alike else None


def _likely(session: Session, sketch: Sketch) -> Iterator[tuple[Sketch, _Origin]]:
    """The sketches that share a band with `sketch`, with their articles."""
    for id, published_at, signature, figures in session.connection().execute(_LIKELY, {"bands": sketch.bands}):
        yield Sketch(array("I", signature), frozenset(array("I", figures))), _Origin(id, published_at)


def _has_copies(session: Session, article_id: str) -> bool:
    return bool(session.connection().execute(_COPIES, {"article": article_id}).scalar())


def _set_origin(session: Session, which: ColumnElement[bool], origin: str | None, revision: int) -> None:
    article = table(models.Article)
    differs = article.c.origin_id.is_distinct_from(origin)
    session.connection().execute(update(article).where(and_(which, differs)).values(origin_id=origin, revision=revision))


def _remember(session: Session, article_id: str, sketch: Sketch) -> None:
    figures = array("I", sorted(sketch.figures)).tobytes()
    add(session, models.Sketch, [{"article_id": article_id, "signature": sketch.signature.tobytes(), "figures": figures}])
    add(session, models.SketchBand, [{"band": band, "article_id": article_id} for band in set(sketch.bands)])


def _forget(session: Session, article_id: str) -> None:
    known, band = table(models.Sketch), table(models.SketchBand)
    signature = session.connection().execute(_SIGNATURE, {"article": article_id}).scalar()
    if signature is not None:
        bands = Sketch(array("I", signature), frozenset()).bands
        session.connection().execute(delete(band).where(band.c.band.in_(bands), band.c.article_id == article_id))
        session.connection().execute(delete(known).where(known.c.article_id == article_id))


# Built once, as every report asks them.
_ARTICLE, _KNOWN, _BAND = (table(model) for model in (models.Article, models.Sketch, models.SketchBand))
_COPIES = select(exists().where(_ARTICLE.c.origin_id == bindparam("article")))
_SIGNATURE = select(_KNOWN.c.signature).where(_KNOWN.c.article_id == bindparam("article"))
_SHARED = select(_BAND.c.article_id).where(_BAND.c.band.in_(bindparam("bands", expanding=True))).distinct().limit(CANDIDATES)
_LIKELY = (
    select(_ARTICLE.c.id, _ARTICLE.c.published_at, _KNOWN.c.signature, _KNOWN.c.figures)
    .join(_KNOWN, _KNOWN.c.article_id == _ARTICLE.c.id)
    .where(_ARTICLE.c.id.in_(_SHARED))
)
