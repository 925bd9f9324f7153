"""Copies, sources and attempts.

Revision: 0dbd94a6d9a2, after fba1a66f77dc, of 2026-11-25 18:42:46.309477+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0dbd94a6d9a2"
down_revision = "fba1a66f77dc"
branch_labels = None
depends_on = None

WORDS = {"article_version": ["text"], "claim": ["quote", "sentence"], "statement": ["content", "sentence"]}


def upgrade() -> None:
    """Copies are linked to what they copy, attempts are kept, sources are watched, texts need not be kept.

    Articles that are there are nobody's copy and count as read by rules that nobody knows; their whole text is kept.
    """
    op.create_table(
        "source",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_by", sa.String(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("last_success_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_failure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("url", name="uq_source_url"),
    )
    with op.batch_alter_table("source") as batch_op:
        batch_op.create_index("ix_source_due_at", ["due_at"])

    op.create_table(
        "attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("transient", sa.Boolean(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=True),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("validated", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_attempt_article_id"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_attempt_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.create_index("ix_attempt_address_id", ["address", "id"])
        batch_op.create_index("ix_attempt_at", ["at"])
        batch_op.create_index("ix_attempt_source_id_id", ["source_id", "id"])

    op.create_table(
        "sketch",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_sketch_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_sketch"),
    )
    op.create_table(
        "sketch_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_sketch_band_article_id"),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_sketch_band"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("article") as batch_op:
        batch_op.add_column(sa.Column("origin_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("rules", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("registries", sa.Integer(), nullable=True))
        batch_op.create_index("ix_article_origin_id", ["origin_id"])
        batch_op.create_index("ix_article_rules", ["rules"])
        batch_op.create_foreign_key("fk_article_origin_id", "article", ["origin_id"], ["id"])

    with op.batch_alter_table("article_version") as batch_op:
        batch_op.add_column(sa.Column("kept", sa.String(), nullable=False, server_default="full"))
        batch_op.alter_column("text", existing_type=sa.String(), nullable=True)
    with op.batch_alter_table("article_version") as batch_op:
        batch_op.alter_column("kept", existing_type=sa.String(), server_default=None)

    with op.batch_alter_table("claim") as batch_op:
        batch_op.alter_column("quote", existing_type=sa.String(), nullable=True)
        batch_op.alter_column("sentence", existing_type=sa.String(), nullable=True)

    with op.batch_alter_table("statement") as batch_op:
        batch_op.alter_column("content", existing_type=sa.String(), nullable=True)
        batch_op.alter_column("sentence", existing_type=sa.String(), nullable=True)


def downgrade() -> None:
    """Links, sources and attempts are lost; where no words were kept there are empty ones."""
    for table, columns in WORDS.items():
        for column in columns:
            op.execute(f"UPDATE {table} SET {column} = '' WHERE {column} IS NULL")
    with op.batch_alter_table("statement") as batch_op:
        batch_op.alter_column("sentence", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("content", existing_type=sa.String(), nullable=False)

    with op.batch_alter_table("claim") as batch_op:
        batch_op.alter_column("sentence", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("quote", existing_type=sa.String(), nullable=False)

    with op.batch_alter_table("article_version") as batch_op:
        batch_op.alter_column("text", existing_type=sa.String(), nullable=False)
        batch_op.drop_column("kept")

    with op.batch_alter_table("article") as batch_op:
        batch_op.drop_constraint("fk_article_origin_id", type_="foreignkey")
        batch_op.drop_index("ix_article_rules")
        batch_op.drop_index("ix_article_origin_id")
        batch_op.drop_column("registries")
        batch_op.drop_column("rules")
        batch_op.drop_column("origin_id")

    op.drop_table("sketch_band")
    op.drop_table("sketch")
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.drop_index("ix_attempt_source_id_id")
        batch_op.drop_index("ix_attempt_at")
        batch_op.drop_index("ix_attempt_address_id")

    op.drop_table("attempt")
    with op.batch_alter_table("source") as batch_op:
        batch_op.drop_index("ix_source_due_at")

    op.drop_table("source")
