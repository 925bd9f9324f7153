"""The index that claims are listed from: one row for everything that a claim is looked for by; and what is compared of claims.

These rows are made of claims, and of the actors and regions they are found by, and made anew with them; nothing points at them.
"""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.db import BARE, UtcDateTime
from app.vocabulary import Role

ANYTHING = ""  # the key of every claim, and the region of every claim


class ClaimEntry(SQLModel, table=True):
    """A standing claim is found under `key`: an actor, "measure:troops", "modality:denied", "publisher:Al Jazeera", or anything.

    Under an actor and under anything it is found for its region, for all that its region lies in, and for any region; under
    the others for any region alone. Entries of one key and region lie together in the order of lists, so that the rare place
    of the most frequent actor is read as fast as any other. What lists are narrowed by stands in the entry itself: a claim is
    only looked up when it is shown.
    """

    __tablename__ = "claim_entry"
    __table_args__ = (
        # What is about several months can lie long before the days that are asked for; the others cannot. They are few. SQLite reads
        # the table instead unless the index has every column that is asked for, and says in the very words which rows it has.
        Index(
            "ix_claim_entry_crossing",
            *("key", "region_id", "as_of_start", "claim_id", "as_of_end", "crosses", "ways"),
            *("measure", "modality", "low", "high", "publisher"),
            sqlite_where=text("crosses = 1"),
            postgresql_where=text("crosses"),
        ),
        BARE,
    )

    key: str = Field(primary_key=True)
    region_id: str = Field(primary_key=True)
    as_of_start: date = Field(primary_key=True)
    claim_id: str = Field(primary_key=True)
    as_of_end: date
    crosses: bool  # whether it ends in another month than it starts in
    ways: int  # in which roles the actor is found, and what the text itself names; see `ways`
    measure: str
    modality: str
    low: float | None
    high: float | None
    publisher: str | None


class ClaimFigure(SQLModel, table=True):
    """What is compared of a standing claim, besides what its entries have.

    A comparison reads thousands: a tenth of the size of claims, and in the order of lists, they take a third of the time.
    """

    __tablename__ = "claim_figure"
    __table_args__ = BARE

    as_of_start: date = Field(primary_key=True)
    claim_id: str = Field(primary_key=True)
    article_id: str
    published_at: datetime = Field(sa_type=UtcDateTime)
    quote: str | None
    unit: str | None
    approximate: bool
    force_id: str | None
    force_kind: str | None
    force_as_written: str | None
    claimant_id: str | None
    claimant_as_written: str | None
    region_id: str | None
    region_as_written: str | None


_ROLES = list(Role)
NAMES_REGION = 1 << 2 * len(_ROLES)  # the text names this region, and not one in it


def way(role: Role, named: bool) -> int:
    """The bit of `ways` that says: found in this role; or, if `named`, the text itself names the actor in this role."""
    return 1 << _ROLES.index(role) + (len(_ROLES) if named else 0)


def ways(role: Role | None, descend: bool) -> int:
    """The bits of which one must be set where an actor is looked for in `role`, or in any."""
    return sum(way(each, named=not descend) for each in ([role] if role else _ROLES))
