"""Authors and date-lines.

Revision: 5f0c1b7a92de, after 0dbd94a6d9a2, of 2026-11-25 19:35:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "5f0c1b7a92de"
down_revision = "0dbd94a6d9a2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What stands around a text is kept beside it. Of articles that are there nobody knows it."""
    with op.batch_alter_table("article") as batch_op:
        batch_op.add_column(sa.Column("author", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("dateline", sa.String(), nullable=True))


def downgrade() -> None:
    """Authors and date-lines are lost, as they are not in the texts."""
    with op.batch_alter_table("article") as batch_op:
        batch_op.drop_column("dateline")
        batch_op.drop_column("author")
