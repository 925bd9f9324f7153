"""Rows that are hardly more than their key are kept once, in the order of the key.

Revision: c2f81e6d9a47, after a6d3f08b52c1, of 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

revision = "c2f81e6d9a47"
down_revision = "a6d3f08b52c1"
branch_labels = None
depends_on = None

TABLES = (
    "attribution_hop",
    "claim_actor",
    "claim_region",
    "statement_actor",
    "statement_region",
    "mention",
    "mention_actor",
    "mention_region",
)


def upgrade() -> None:
    """A table and the index of its key become one; only SQLite had them apart. The version of a mention says its article, too."""
    with op.batch_alter_table("mention") as batch_op:
        batch_op.drop_constraint("fk_mention_article_id", type_="foreignkey")
    _copy(with_rowid=False)
    for column in ("actor_id", "region_id"):  # each mention is of one kind alone
        op.drop_index(f"ix_mention_{column}", "mention")
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_mention_{column}", "mention", [column], sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    """No row is lost."""
    for column in ("actor_id", "region_id"):
        op.drop_index(f"ix_mention_{column}", "mention")
        op.create_index(f"ix_mention_{column}", "mention", [column])
    with op.batch_alter_table("mention") as batch_op:
        batch_op.create_foreign_key("fk_mention_article_id", "article", ["article_id"], ["id"])
    _copy(with_rowid=True)


def _copy(with_rowid: bool) -> None:
    if op.get_context().dialect.name == "sqlite":
        for table in TABLES:
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": with_rowid}):
                pass
