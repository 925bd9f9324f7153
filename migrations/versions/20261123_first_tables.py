"""First tables.

Revision: fba1a66f77dc, the first, of 2026-11-23 01:29:09.
"""

import sqlalchemy as sa
from alembic import op

revision = "fba1a66f77dc"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (  # in the order of their references: whoever is pointed at comes first
    "actor",
    "actor_start",
    "article",
    "reference_file",
    "region",
    "region_start",
    "revision",
    "actor_alias",
    "actor_redirect",
    "article_version",
    "mention_actor",
    "mention_region",
    "office",
    "region_alias",
    "mention",
    "statement",
    "attribution_hop",
    "claim",
    "statement_actor",
    "statement_region",
    "claim_actor",
    "claim_region",
)


def upgrade() -> None:
    """The whole ledger as it was first: reference data, articles and their versions, statements, claims."""
    op.create_table(
        "actor",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("wikidata", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["actor.id"], name="fk_actor_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
    )
    op.create_index("ix_actor_country", "actor", ["country"])
    op.create_index("ix_actor_kind", "actor", ["kind"])
    op.create_index("ix_actor_parent_id", "actor", ["parent_id"])
    op.create_index("ix_actor_status", "actor", ["status"])

    op.create_table(
        "actor_start",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "start", "head", name="pk_actor_start"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_actor_start_head_place", "actor_start", ["head", "place", "actor_id", "start"])

    op.create_table(
        "article",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("title", sa.String()),
        sa.Column("publisher", sa.String()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("url", name="uq_article_url"),
    )
    op.create_index("ix_article_published_at_id", "article", ["published_at", "id"])
    op.create_index("ix_article_publisher", "article", ["publisher"])
    op.create_index("ix_article_revision", "article", ["revision"])

    op.create_table(
        "reference_file",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_reference_file"),
    )

    op.create_table(
        "region",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("population", sa.Integer()),
        sa.Column("note", sa.String()),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["region.id"], name="fk_region_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_region"),
    )
    op.create_index("ix_region_kind", "region", ["kind"])
    op.create_index("ix_region_parent_id", "region", ["parent_id"])

    op.create_table(
        "region_start",
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("region_id", "start", "head", name="pk_region_start"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_region_start_head_place", "region_start", ["head", "place", "region_id", "start"])

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("registries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )

    op.create_table(
        "actor_alias",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("in_text", sa.Boolean(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_alias_actor_id"),
        sa.PrimaryKeyConstraint("actor_id", "alias", name="pk_actor_alias"),
    )
    op.create_index("ix_actor_alias_folded", "actor_alias", ["folded"])

    op.create_table(
        "actor_redirect",
        sa.Column("gone_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_redirect_actor_id"),
        sa.PrimaryKeyConstraint("gone_id", name="pk_actor_redirect"),
    )
    op.create_index("ix_actor_redirect_actor_id", "actor_redirect", ["actor_id"])

    op.create_table(
        "article_version",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_version_article_id"),
        sa.PrimaryKeyConstraint("article_id", "version", name="pk_article_version"),
    )
    op.create_index("ix_article_version_sha256", "article_version", ["sha256"])

    op.create_table(
        "mention_actor",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_mention_actor_actor_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_mention_actor_article_id"),
        sa.PrimaryKeyConstraint("actor_id", "article_id", name="pk_mention_actor"),
    )
    op.create_index("ix_mention_actor_article_id", "mention_actor", ["article_id"])

    op.create_table(
        "mention_region",
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_mention_region_article_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_mention_region_region_id"),
        sa.PrimaryKeyConstraint("region_id", "article_id", name="pk_mention_region"),
    )
    op.create_index("ix_mention_region_article_id", "mention_region", ["article_id"])

    op.create_table(
        "office",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("started", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date()),
        sa.Column("organ_id", sa.String(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organ_id"], ["actor.id"], name="fk_office_organ_id"),
        sa.ForeignKeyConstraint(["person_id"], ["actor.id"], name="fk_office_person_id"),
        sa.PrimaryKeyConstraint("person_id", "title", "started", name="pk_office"),
    )
    op.create_index("ix_office_organ_id", "office", ["organ_id"])

    op.create_table(
        "region_alias",
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("in_text", sa.Boolean(), nullable=False),
        sa.Column("adjective", sa.Boolean(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_region_alias_region_id"),
        sa.PrimaryKeyConstraint("region_id", "alias", name="pk_region_alias"),
    )
    op.create_index("ix_region_alias_folded", "region_alias", ["folded"])

    op.create_table(
        "mention",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String()),
        sa.Column("region_id", sa.String()),
        sa.Column("days_start", sa.Date()),
        sa.Column("days_end", sa.Date()),
        sa.Column("days_precision", sa.String()),
        sa.Column("days_basis", sa.String()),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_mention_actor_id"),
        sa.ForeignKeyConstraint(
            ["article_id", "version"],
            ["article_version.article_id", "article_version.version"],
            name="fk_mention_article_id_version",
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_mention_article_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_mention_region_id"),
        sa.PrimaryKeyConstraint("article_id", "position", name="pk_mention"),
    )
    op.create_index("ix_mention_actor_id", "mention", ["actor_id"])
    op.create_index("ix_mention_region_id", "mention", ["region_id"])

    op.create_table(
        "statement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("cue", sa.String(), nullable=False),
        sa.Column("medium", sa.String()),
        sa.Column("speaker_id", sa.String()),
        sa.Column("speaker_name", sa.String()),
        sa.Column("speaker_kind", sa.String()),
        sa.Column("speaker_as_written", sa.String()),
        sa.Column("addressee_id", sa.String()),
        sa.Column("addressee_name", sa.String()),
        sa.Column("addressee_kind", sa.String()),
        sa.Column("addressee_as_written", sa.String()),
        sa.Column("region_id", sa.String()),
        sa.Column("region_name", sa.String()),
        sa.Column("region_kind", sa.String()),
        sa.Column("region_relation", sa.String()),
        sa.Column("region_as_written", sa.String()),
        sa.Column("said_start", sa.Date(), nullable=False),
        sa.Column("said_end", sa.Date(), nullable=False),
        sa.Column("said_precision", sa.String(), nullable=False),
        sa.Column("said_basis", sa.String(), nullable=False),
        sa.Column("said_as_written", sa.String()),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("retracted", sa.Integer()),
        sa.ForeignKeyConstraint(["addressee_id"], ["actor.id"], name="fk_statement_addressee_id"),
        sa.ForeignKeyConstraint(
            ["article_id", "version"],
            ["article_version.article_id", "article_version.version"],
            name="fk_statement_article_id_version",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_statement_region_id"),
        sa.ForeignKeyConstraint(["speaker_id"], ["actor.id"], name="fk_statement_speaker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
    )
    op.create_index("ix_statement_addressee_id", "statement", ["addressee_id"])
    op.create_index("ix_statement_article_id_version", "statement", ["article_id", "version"])
    op.create_index("ix_statement_medium", "statement", ["medium"])
    op.create_index("ix_statement_region_id", "statement", ["region_id"])
    op.create_index("ix_statement_said_start_id", "statement", ["said_start", "id"])
    op.create_index("ix_statement_speaker_id", "statement", ["speaker_id"])

    op.create_table(
        "attribution_hop",
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.String()),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("as_written", sa.String(), nullable=False),
        sa.Column("cue", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_attribution_hop_actor_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_attribution_hop_statement_id"),
        sa.PrimaryKeyConstraint("statement_id", "position", name="pk_attribution_hop"),
    )
    op.create_index("ix_attribution_hop_actor_id", "attribution_hop", ["actor_id"])

    op.create_table(
        "claim",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String()),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("unit", sa.String()),
        sa.Column("low", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("hedge", sa.String()),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("force_id", sa.String()),
        sa.Column("force_name", sa.String()),
        sa.Column("force_kind", sa.String()),
        sa.Column("force_as_written", sa.String()),
        sa.Column("claimant_id", sa.String()),
        sa.Column("claimant_name", sa.String()),
        sa.Column("claimant_kind", sa.String()),
        sa.Column("claimant_as_written", sa.String()),
        sa.Column("region_id", sa.String()),
        sa.Column("region_name", sa.String()),
        sa.Column("region_kind", sa.String()),
        sa.Column("region_relation", sa.String()),
        sa.Column("region_as_written", sa.String()),
        sa.Column("as_of_start", sa.Date(), nullable=False),
        sa.Column("as_of_end", sa.Date(), nullable=False),
        sa.Column("as_of_precision", sa.String(), nullable=False),
        sa.Column("as_of_basis", sa.String(), nullable=False),
        sa.Column("as_of_as_written", sa.String()),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("attribution", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("retracted", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["article_id", "version"],
            ["article_version.article_id", "article_version.version"],
            name="fk_claim_article_id_version",
        ),
        sa.ForeignKeyConstraint(["claimant_id"], ["actor.id"], name="fk_claim_claimant_id"),
        sa.ForeignKeyConstraint(["force_id"], ["actor.id"], name="fk_claim_force_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_claim_region_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_claim_statement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
    )
    op.create_index("ix_claim_article_id_version", "claim", ["article_id", "version"])
    op.create_index("ix_claim_as_of_start_id", "claim", ["as_of_start", "id"])
    op.create_index("ix_claim_claimant_id", "claim", ["claimant_id"])
    op.create_index("ix_claim_force_id", "claim", ["force_id"])
    op.create_index("ix_claim_measure", "claim", ["measure"])
    op.create_index("ix_claim_region_id", "claim", ["region_id"])
    op.create_index("ix_claim_statement_id", "claim", ["statement_id"])

    op.create_table(
        "statement_actor",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_statement_actor_actor_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_statement_actor_statement_id"),
        sa.PrimaryKeyConstraint("actor_id", "role", "statement_id", name="pk_statement_actor"),
    )
    op.create_index("ix_statement_actor_statement_id", "statement_actor", ["statement_id"])

    op.create_table(
        "statement_region",
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_statement_region_region_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_statement_region_statement_id"),
        sa.PrimaryKeyConstraint("region_id", "statement_id", name="pk_statement_region"),
    )
    op.create_index("ix_statement_region_statement_id", "statement_region", ["statement_id"])

    op.create_table(
        "claim_actor",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_claim_actor_actor_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_claim_actor_claim_id"),
        sa.PrimaryKeyConstraint("actor_id", "role", "claim_id", name="pk_claim_actor"),
    )
    op.create_index("ix_claim_actor_claim_id", "claim_actor", ["claim_id"])

    op.create_table(
        "claim_region",
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_claim_region_claim_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_claim_region_region_id"),
        sa.PrimaryKeyConstraint("region_id", "claim_id", name="pk_claim_region"),
    )
    op.create_index("ix_claim_region_claim_id", "claim_region", ["claim_id"])


def downgrade() -> None:
    """Everything is lost: all tables go, and their indexes with them."""
    for table in reversed(TABLES):
        op.drop_table(table)
