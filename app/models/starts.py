"""Where somebody may begin to type a name. These rows are made of the names and made anew with them; nothing points at them."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from app.db import BARE

HEAD = 2  # letters; a head of two has at most some 20,000 of half a million rows, which are read in 2 ms


class ActorStart(SQLModel, table=True):
    """An actor is found by whoever types the beginning of `start`, a name of it from one of its words on, folded.

    `head` is the first two letters of `start`, or the first alone for the main name of something large; within a head, the
    lowest `place` is the best. There is no foreign key: who merges or retires an actor need not know of these rows.
    """

    __tablename__ = "actor_start"
    __table_args__ = (Index("ix_actor_start_head_place", "head", "place", "actor_id", "start"), BARE)

    actor_id: str = Field(primary_key=True)
    start: str = Field(primary_key=True)
    head: str = Field(primary_key=True)
    place: int = Field(sa_type=BigInteger)


class RegionStart(SQLModel, table=True):
    """A region is found by whoever types the beginning of `start`; see ActorStart."""

    __tablename__ = "region_start"
    __table_args__ = (Index("ix_region_start_head_place", "head", "place", "region_id", "start"), BARE)

    region_id: str = Field(primary_key=True)
    start: str = Field(primary_key=True)
    head: str = Field(primary_key=True)
    place: int = Field(sa_type=BigInteger)
