"""The text of an article goes in; out comes the link to the earliest article of which it is a copy, if it is one.

Wire reports are reprinted with a line cut or a word changed. Texts are alike when most of their runs of three words are the
same (MinHash); the likely ones are found by bands of the MinHash, which are an index, never by walking through all. Daily
reports made from one mould are alike too, but not in their figures: a copy has the figures of what it copies.

Only articles that are no copy are looked up, so that every copy is like its origin and not merely like another copy.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from zlib import crc32

from rensa import RMinHash
from sqlalchemy import bindparam, delete, exists, or_, select, update
from sqlmodel import Session

from app import models
from app.db import rows
from app.ingestion.bulk import add, add_lines, table

WORDS = 3  # in a run; with longer ones a word changed here and there makes a copy look like another text
SLOTS, BANDS = 100, 25  # of texts that have six runs of ten in common, 97 of 100 meet in a band; of those with two, one in 25
ALIKE = 0.6  # of all runs of two texts: a third may be cut; two reports on one event by two reporters stay below a tenth
FEWEST = 20  # words; shorter texts are copies only where they are the same to the letter
BANDS_AT_ONCE = 10 * BANDS
CANDIDATES = 500  # reports from one mould may be as many as there are days
_SEED = 1
_WORD, _FIGURE = re.compile(r"\w+"), re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
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

    @cached_property
    def bands(self) -> list[int]:
        """The keys it is found by, signed and of 64 bits, each made of its place and the slots there."""
        width = SLOTS // BANDS
        parts = (self.signature[at : at + width].tobytes() for at in range(0, SLOTS, width))
        hashes = (blake2b(part, digest_size=8, salt=bytes([place])).digest() for place, part in enumerate(parts))
        return [int.from_bytes(each, "big", signed=True) for each in hashes]

    @property
    def sorted_figures(self) -> bytes:
        return array("I", sorted(self.figures)).tobytes()

    def likeness(self, other: "Sketch") -> float:
        """The share of runs that two texts have in common, as far as their sketches tell; 0 where their figures differ."""
        fewer, more = sorted((self.figures, other.figures), key=len)
        if len(fewer - more) > len(fewer) // 10:
            return 0
        return sum(map(int.__eq__, self.signature, other.signature)) / SLOTS


@dataclass(frozen=True, slots=True)
class Text:
    """The text of an article that is new or has changed, at a revision."""

    article_id: str
    text: str
    published_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class _Origin:
    article_id: str
    published_at: datetime
    sketch: Sketch


def link(session: Session, texts: Sequence[Text]) -> None:
    """Link new articles to their origins, in their order; one that was published earlier than its origin takes its place."""
    new = [_Origin(text.article_id, text.published_at, Sketch.of(text.text)) for text in texts]
    origins = _Origins.near(session, new)
    links = []
    for text, one in zip(texts, new, strict=True):
        found = origins.of(session, one)
        if found and found.published_at <= one.published_at:
            links.append({"of": one.article_id, "origin": found.article_id, "at": text.revision})
            continue
        if found:
            origins.forget(session, found)
            links.append({"of": found.article_id, "origin": one.article_id, "at": text.revision})
        origins.remember(one)
    if links:
        session.connection().execute(_LINK, links)
    _remember(session, origins.new.values())


def link_again(session: Session, text: Text) -> None:
    """Link an article whose text has changed.

    One of which there are copies stays an origin, whatever its text becomes: they are copies of what it was.
    """
    _forget(session, text.article_id)
    if session.connection().execute(_COPIES, {"article": text.article_id}).scalar():
        _remember(session, [_Origin(text.article_id, text.published_at, Sketch.of(text.text))])
        return
    session.connection().execute(_LINK, {"of": text.article_id, "origin": None, "at": text.revision})
    link(session, [text])


@dataclass(slots=True)
class _Origins:
    """What new articles may be copies of: those of the tables that share a band with one of them, and the new ones."""

    stored: set[int]  # bands
    new: dict[str, _Origin] = field(default_factory=dict)
    by_band: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def near(cls, session: Session, new: Iterable[_Origin]) -> "_Origins":
        bands, found = sorted({band for each in new for band in each.sketch.bands}), set[int]()
        for at in range(0, len(bands), BANDS_AT_ONCE):
            some = {"bands": bands[at : at + BANDS_AT_ONCE]}
            found.update(row.band for row in rows(session.connection(), _THERE, some))
        return cls(found)

    def of(self, session: Session, one: _Origin) -> _Origin | None:
        """The origin whose text is most like that of `one`, if one is a copy of the other; among equals the earliest."""
        likely = [(each.sketch.likeness(one.sketch), each) for each in self._likely(session, one.sketch.bands)]
        alike = [(-likeness, each.published_at, each.article_id, each) for likeness, each in likely if likeness >= ALIKE]
        return min(alike)[-1] if alike else None

    def _likely(self, session: Session, bands: list[int]) -> Iterator[_Origin]:
        if not self.stored.isdisjoint(bands):
            for id, published_at, signature, figures in rows(session.connection(), _LIKELY, {"bands": bands}):
                yield _Origin(id, published_at, Sketch(array("I", signature), frozenset(array("I", figures))))
        near = {id: None for band in bands for id in self.by_band.get(band, ())}
        yield from (self.new[id] for id in islice(near, CANDIDATES) if id in self.new)

    def remember(self, one: _Origin) -> None:
        self.new[one.article_id] = one
        for band in one.sketch.bands:
            self.by_band[band].append(one.article_id)

    def forget(self, session: Session, one: _Origin) -> None:
        if self.new.pop(one.article_id, None) is None:
            _forget(session, one.article_id)


def _remember(session: Session, origins: Collection[_Origin]) -> None:
    sketches = [
        {"article_id": each.article_id, "signature": each.sketch.signature.tobytes(), "figures": each.sketch.sorted_figures}
        for each in origins
    ]
    add(session, models.Sketch, sketches)
    add_lines(session, models.SketchBand, sorted({(band, each.article_id) for each in origins for band in each.sketch.bands}))


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
_LINK = update(_ARTICLE).values(origin_id=bindparam("origin"), revision=bindparam("at"))
_LINK = _LINK.where(or_(_ARTICLE.c.id == bindparam("of"), _ARTICLE.c.origin_id == bindparam("of")))
_LINK = _LINK.where(_ARTICLE.c.origin_id.is_distinct_from(bindparam("origin")))
_THERE = select(_BAND.c.band).where(_BAND.c.band.in_(bindparam("bands", expanding=True))).distinct()
_SHARED = select(_BAND.c.article_id).where(_BAND.c.band.in_(bindparam("bands", expanding=True))).distinct().limit(CANDIDATES)
_LIKELY = (
    select(_ARTICLE.c.id, _ARTICLE.c.published_at, _KNOWN.c.signature, _KNOWN.c.figures)
    .join(_KNOWN, _KNOWN.c.article_id == _ARTICLE.c.id)
    .where(_ARTICLE.c.id.in_(_SHARED))
)
