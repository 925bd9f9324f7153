"""What is compared of claims lies together, in the order of lists.

Revision: 5d20e7b1a6f8, after 83c5e0f4d1b7, of 2026-11-26.
"""

import sqlalchemy as sa
from alembic import op

revision = "5d20e7b1a6f8"
down_revision = "83c5e0f4d1b7"
branch_labels = None
depends_on = None

NAMES = ("force_id", "force_kind", "force_as_written", "claimant_id", "claimant_as_written", "region_id", "region_as_written")


def upgrade() -> None:
    """Every claim that stands gets its row; a million take some ten seconds."""
    op.create_table(
        "claim_figure",
        sa.Column("as_of_start", sa.Date(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in NAMES),
        sa.PrimaryKeyConstraint("as_of_start", "claim_id", name=op.f("pk_claim_figure")),
        sqlite_with_rowid=False,
    )
    columns = ("quote", "unit", "approximate", *(f"claim.{name}" for name in NAMES))
    op.execute(
        "INSERT INTO claim_figure SELECT as_of_start, claim.id, article_id, published_at, "
        f"{', '.join(columns)} FROM claim JOIN article ON article.id = claim.article_id "
        "WHERE retracted IS NULL ORDER BY as_of_start, claim.id"
    )


def downgrade() -> None:
    """The rows can be made again."""
    op.drop_table("claim_figure")
