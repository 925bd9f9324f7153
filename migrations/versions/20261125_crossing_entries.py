"""The index of claims about several months has every column that lists ask for, since SQLite did not use it as it was.

Revision: 9d3b6f20c8e1, after c2f81e6d9a47, of 2026-11-25. The index is made of the entries that are there.
"""

import sqlalchemy as sa
from alembic import op

revision = "9d3b6f20c8e1"
down_revision = "c2f81e6d9a47"
branch_labels = None
depends_on = None

BEFORE = ["key", "region_id", "as_of_start", "claim_id", "as_of_end"]
AFTER = [*BEFORE, "crosses", "ways", "measure", "modality", "low", "high", "publisher"]


def _make(columns: list[str], on_sqlite: str) -> None:
    op.create_index(
        "ix_claim_entry_crossing",
        "claim_entry",
        columns,
        sqlite_where=sa.text(on_sqlite),
        postgresql_where=sa.text("crosses"),
    )


def upgrade() -> None:
    """Make the index anew."""
    op.drop_index("ix_claim_entry_crossing", "claim_entry")
    _make(AFTER, "crosses = 1")


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index("ix_claim_entry_crossing", "claim_entry")
    _make(BEFORE, "crosses")
