"""Authors and date-lines.

Revision: 5f0c1b7a92de, after b90e4f6c2d17, of 2026-11-25 19:35:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "5f0c1b7a92de"
down_revision = "b90e4f6c2d17"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What stands around a text is kept beside it. Of articles that are there nobody knows it."""
    op.add_column("article", sa.Column("author", sa.String(), nullable=True))
    op.add_column("article", sa.Column("dateline", sa.String(), nullable=True))


def downgrade() -> None:
    """Authors and date-lines are lost, as they are not in the texts."""
    op.drop_column("article", "dateline")
    op.drop_column("article", "author")
