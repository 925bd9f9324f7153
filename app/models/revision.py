"""The revision: one row that grows by one with every committed change of facts."""

from sqlmodel import Field, SQLModel


class Revision(SQLModel, table=True):
    """The state of the whole ledger. There is one row, with id 1."""

    id: int = Field(default=1, primary_key=True)
    number: int
    registries: int = 0  # the number at which actors or regions last changed: who holds them in memory reads them anew
