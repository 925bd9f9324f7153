"""The newest figure of each claimant: narrow rows of claims go in, one for each claimant, measure and force comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from app.queries.claims import LISTING
from app.queries.comparisons import MEANT, Compared, Comparison, Inquiry, counted, newness, voice
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
        key = (*voice(row), *counted(row), row.force)
        before = newest.setdefault(key, row)
        if before is not row and newness(row) > newness(before):
            newest[key] = row
    return Compared([*map(Latest, _in_order(newest.values()))])


def _in_order(rows: Iterable[AnyRow]) -> list[AnyRow]:
    """By their places, which take longer to make than to sort: of thousands a page is shown."""
    by_id = sorted(rows, key=attrgetter("id"))
    return sorted(by_id, key=attrgetter("as_of_end", "article_published_at"), reverse=True)
