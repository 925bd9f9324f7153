"""The newest figure of each claimant: narrow rows of claims go in, one for each claimant, measure and force comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.queries.claims import LISTING
from app.queries.comparisons import MEANT, Compared, Comparison, Inquiry, newness, same, share_of, voice
from app.queries.tables import AnyRow

LATEST = Comparison("latest", LISTING, usual={"modality": MEANT})


@dataclass(frozen=True)
class Latest:
    """The newest figure of a claimant, or of a publisher in its own voice."""

    row: AnyRow

    @property
    def place(self) -> list[Any]:
        """The newest comes first."""
        return [-self.row.as_of_end.toordinal(), -self.row.article_published_at.timestamp(), self.row.id]


def latest(_: Connection, __: Inquiry, rows: Sequence[AnyRow]) -> Compared[Latest]:
    """The newest claim of each claimant, measure and force among `rows`."""
    newest: dict[tuple[str, ...], AnyRow] = {}
    for row in rows:
        key = (*voice(row), row.measure, share_of(row), same(row, "force"))
        newest[key] = max(newest.get(key, row), row, key=newness)
    return Compared([*map(Latest, newest.values())])
