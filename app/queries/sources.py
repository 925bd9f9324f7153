"""Sources: those that are watched, what their looks came to, and every attempt to take in what they name."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.queries.filters import Filter, any_of
from app.queries.listings import Listing, Sort, by_moment
from app.queries.tables import ATTEMPT, SOURCE
from app.queries.values import one_of
from app.vocabulary import Outcome

LISTING = Listing(
    "sources",
    select(*SOURCE.c),
    SOURCE.c.id,
    (),
    {"url": Sort(SOURCE.c.url), "due": by_moment(SOURCE.c.due_at)},
    "url",
    some_fields="url,last_failure.detail",
)
BY_ID = select(*SOURCE.c).where(SOURCE.c.id == bindparam("id"))

# fmt: off
FILTERS = (
    Filter("outcome", one_of(Outcome), "What became of it.", "failed", any_of(ATTEMPT.c.outcome, "outcome")),
)
# fmt: on
ATTEMPTS = Listing(
    "attempts",
    select(*ATTEMPT.c).where(ATTEMPT.c.source_id == bindparam("source_id")),
    ATTEMPT.c.id,
    FILTERS,
    {"at": Sort(ATTEMPT.c.id, int)},  # they are numbered as they are made
    "-at",
    some_fields="address,outcome,reason",
)

RECENT = 1000  # attempts


def recent(connection: Connection, source_id: str | None = None) -> dict[str, Any]:
    """How often each outcome, and each reason of a failure, came of the last RECENT attempts; of all sources, or of one."""
    last = select(ATTEMPT.c.outcome, ATTEMPT.c.reason).order_by(ATTEMPT.c.id.desc()).limit(RECENT)
    last_ones = (last if source_id is None else last.where(ATTEMPT.c.source_id == source_id)).subquery()
    columns = last_ones.c.outcome, last_ones.c.reason
    outcomes: defaultdict[str, int] = defaultdict(int)
    reasons: dict[str, int] = {}
    for outcome, reason, number in connection.execute(select(*columns, func.count()).group_by(*columns).order_by(*columns)):
        outcomes[outcome] += number
        if reason is not None:
            reasons[reason] = number
    return {"outcomes": dict(outcomes), "reasons": reasons}
