"""Whoever writes many rows at once gives them their places, and puts their words into the index of full text.

Revision: a6d3f08b52c1, after e41c7a0b95d3, of 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

revision = "a6d3f08b52c1"
down_revision = "e41c7a0b95d3"
branch_labels = None
depends_on = None

VERSION = """article_version_inserted AFTER INSERT ON article_version BEGIN
INSERT INTO article_text (rowid, title, text) SELECT now.place, now.title, version.text FROM article AS now
JOIN article_version AS version ON version.article_id = now.id AND version.version = now.version
WHERE now.id = NEW.article_id AND now.version = NEW.version; END"""

GONE = """article_version_deleted BEFORE DELETE ON article_version BEGIN
INSERT INTO article_text (article_text, rowid, title, text) SELECT 'delete', now.place, now.title, OLD.text FROM article AS now
WHERE now.id = OLD.article_id AND now.version = OLD.version AND now.place IS NOT NULL; END"""

PLACED = """UPDATE {table} SET place = coalesce(
(SELECT max(other.place) FROM {table} AS other WHERE other.place >= {day} << {bits} AND other.place < ({day} + 1) << {bits}) + 1,
{day} << {bits}) WHERE id = NEW.id"""

WORDS = """INSERT INTO {table}_text (rowid, sentence, {also})
SELECT now.place, now.sentence, iif(instr(now.sentence, now.{also}), NULL, now.{also}) FROM {table} AS now
WHERE now.id = NEW.id AND now.place IS NOT NULL AND now.retracted IS NULL"""

FACTS = {"statement": ("said_start", "content"), "claim": ("as_of_start", "quote")}


def upgrade() -> None:
    """Triggers leave rows alone that come with a place.

    A version may come before its article, as long as both are committed together: then there is nothing yet that a trigger
    could put into the index.
    """
    _versions(deferrable=True, initially="DEFERRED")
    _triggers("WHEN NEW.place IS NULL ")


def downgrade() -> None:
    """Triggers see to all rows again."""
    _versions()
    _triggers("")


def _versions(**options) -> None:
    with op.batch_alter_table("article_version") as batch_op:
        batch_op.drop_constraint("fk_article_version_article_id", type_="foreignkey")
        batch_op.create_foreign_key("fk_article_version_article_id", "article", ["article_id"], ["id"], **options)
    if op.get_context().dialect.name == "sqlite":  # its triggers went with the table
        for trigger in (VERSION, GONE):
            op.execute(sa.text(f"CREATE TRIGGER {trigger}"))


def _triggers(when: str) -> None:
    if op.get_context().dialect.name != "sqlite":
        return
    second = "CAST(strftime('%s', NEW.published_at) AS INTEGER)"
    steps = {"article": [PLACED.format(table="article", day=second, bits=24)]}
    for table, (since, also) in FACTS.items():
        day = f"CAST(julianday(NEW.{since}) + 0.5 AS INTEGER)"
        steps[table] = [PLACED.format(table=table, day=day, bits=32), WORDS.format(table=table, also=also)]
    for table, its in steps.items():
        op.execute(f"DROP TRIGGER {table}_inserted")
        op.execute(sa.text(f"CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} {when}BEGIN {'; '.join(its)}; END"))
