"""What copies of a text are recognised by. These rows are made of texts; nothing points at them."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from app.db import BARE


class Sketch(SQLModel, table=True):
    """The text of an article that is no copy, as far as it takes to recognise copies; the text cannot be read from it."""

    article_id: str = Field(primary_key=True, foreign_key="article.id")
    signature: bytes  # a MinHash of its words, four bytes for each of its slots
    figures: bytes  # a hash of every number in it, four bytes each, sorted


class SketchBand(SQLModel, table=True):
    """A sketch can be found by this band: a hash of a few neighbouring slots of its signature."""

    __tablename__ = "sketch_band"
    __table_args__ = (BARE,)

    band: int = Field(primary_key=True, sa_type=BigInteger)
    article_id: str = Field(primary_key=True, foreign_key="article.id")
