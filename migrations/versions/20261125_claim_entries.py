"""Claims are listed from an index of their own, and answered as they were written.

Entries and records of claims that are there already are made when the service starts next, as it finds no entry.
"""

import sqlalchemy as sa
from alembic import op

revision = "e41c7a0b95d3"
down_revision = "5f0c1b7a92de"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index, empty, and the column."""
    op.add_column("claim", sa.Column("record", sa.String()))
    op.create_table(
        "claim_entry",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("as_of_start", sa.Date(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("as_of_end", sa.Date(), nullable=False),
        sa.Column("crosses", sa.Boolean(), nullable=False),
        sa.Column("ways", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("low", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("publisher", sa.String()),
        sa.PrimaryKeyConstraint("key", "region_id", "as_of_start", "claim_id", name="pk_claim_entry"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_claim_entry_crossing",
        "claim_entry",
        ["key", "region_id", "as_of_start", "claim_id", "as_of_end"],
        sqlite_where=sa.text("crosses"),
        postgresql_where=sa.text("crosses"),
    )


def downgrade() -> None:
    """The index goes, and what claims are answered as; both are made of what stays."""
    op.drop_table("claim_entry")
    op.drop_column("claim", "record")
