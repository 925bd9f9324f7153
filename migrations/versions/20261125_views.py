"""The file can be read as it is: a flat view of the claims, and one of the statements, that stand.

Revision: b90e4f6c2d17, after 7c1d52e0a9b4, of 2026-11-25.
"""

from alembic import op

revision = "b90e4f6c2d17"
down_revision = "7c1d52e0a9b4"
branch_labels = None
depends_on = None

CLAIMS = """
CREATE VIEW claims_view AS
SELECT
    claim.id,
    claim.measure,
    claim.low,
    claim.high,
    claim.approximate,
    claim.hedge,
    claim.modality,
    claim.quote,
    coalesce(claim.claimant_name, claim.claimant_as_written) AS claimant,
    claim.claimant_id,
    coalesce(claim.force_name, claim.force_as_written) AS force,
    claim.force_id,
    coalesce(claim.region_name, claim.region_as_written) AS region,
    claim.region_id,
    region.latitude,
    region.longitude,
    claim.as_of_start,
    claim.as_of_end,
    claim.as_of_basis,
    claim.sentence,
    article.title,
    article.publisher,
    article.url,
    article.published_at,
    claim.article_id,
    claim.statement_id
FROM claim
JOIN article ON article.id = claim.article_id
LEFT JOIN region ON region.id = claim.region_id
WHERE claim.retracted IS NULL
ORDER BY claim.as_of_start DESC, claim.id DESC
"""

STATEMENTS = """
CREATE VIEW statements_view AS
SELECT
    statement.id,
    coalesce(statement.speaker_name, statement.speaker_as_written) AS speaker,
    statement.speaker_id,
    statement.cue,
    statement.kind,
    statement.content,
    coalesce(statement.addressee_name, statement.addressee_as_written) AS addressee,
    statement.addressee_id,
    statement.medium,
    coalesce(statement.region_name, statement.region_as_written) AS region,
    statement.region_id,
    region.latitude,
    region.longitude,
    statement.said_start,
    statement.said_end,
    statement.said_basis,
    statement.sentence,
    article.title,
    article.publisher,
    article.url,
    article.published_at,
    statement.article_id
FROM statement
JOIN article ON article.id = statement.article_id
LEFT JOIN region ON region.id = statement.region_id
WHERE statement.retracted IS NULL
ORDER BY statement.said_start DESC, statement.id DESC
"""


def upgrade() -> None:
    """Nothing is stored twice: a view is a question with a name."""
    op.execute(CLAIMS)
    op.execute(STATEMENTS)


def downgrade() -> None:
    """The names go; whoever reads by them has to read the tables."""
    op.execute("DROP VIEW claims_view")
    op.execute("DROP VIEW statements_view")
