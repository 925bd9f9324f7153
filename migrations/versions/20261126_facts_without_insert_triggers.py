"""No trigger runs when a fact is inserted.

Revision: 83c5e0f4d1b7, after 4be7a1d09c35, of 2026-11-26. SQLite keeps an undo of every page that an insert touches as soon as the
table has a trigger for it, whether the trigger has anything to do or not: of a claim that is ten pages, and twice the time.
"""

import sqlalchemy as sa
from alembic import op

revision = "83c5e0f4d1b7"
down_revision = "4be7a1d09c35"
branch_labels = None
depends_on = None

SINCE = {"claim": "as_of_start", "statement": "said_start"}
WORDS = "{row}.sentence, iif(instr({row}.sentence, {row}.quote), NULL, {row}.quote), {row}.terms"
STANDING = "{row}.place IS NOT NULL AND {row}.retracted IS NULL AND {row}.terms IS NOT NULL"
SAID = """INSERT INTO statement_text (rowid, sentence, content)
SELECT now.place, now.sentence, iif(instr(now.sentence, now.content), NULL, now.content) FROM statement AS now
WHERE now.id = NEW.id AND now.place IS NOT NULL AND now.retracted IS NULL"""


def upgrade() -> None:
    """A claim without a place gets one with its terms, and a statement when somebody touches it: by the triggers for updates."""
    if op.get_context().dialect.name == "sqlite":
        for table in SINCE:
            op.execute(f"DROP TRIGGER {table}_inserted")
        _updated("(OLD.place IS NULL OR OLD.as_of_start <> NEW.as_of_start)")


def downgrade() -> None:
    """Whoever inserts a fact without a place gets one for it at once."""
    if op.get_context().dialect.name == "sqlite":
        _updated("OLD.as_of_start <> NEW.as_of_start")
        for table, steps in {"claim": [_placed("claim")], "statement": [_placed("statement"), SAID]}.items():
            when = f"{table}_inserted AFTER INSERT ON {table} WHEN NEW.place IS NULL"
            op.execute(sa.text(f"CREATE TRIGGER {when} BEGIN {'; '.join(steps)}; END"))


def _updated(moved: str) -> None:
    """What happens to a claim that changes; it gets a new place where it is `moved`."""
    names = ("as_of_start", "sentence", "quote", "retracted", "terms")
    different = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)
    gone = f"SELECT 'delete', OLD.place, {WORDS.format(row='OLD')} WHERE {STANDING.format(row='OLD')}"
    there = (
        f"SELECT now.place, {WORDS.format(row='now')} FROM claim AS now WHERE now.id = NEW.id AND {STANDING.format(row='now')}"
    )
    steps = [
        f"INSERT INTO claim_text (claim_text, rowid, sentence, quote, terms) {gone}",
        f"{_placed('claim')} AND {moved}",
        f"INSERT INTO claim_text (rowid, sentence, quote, terms) {there}",
    ]
    op.execute("DROP TRIGGER claim_updated")
    when = f"claim_updated AFTER UPDATE OF {', '.join(names)} ON claim WHEN {different}"
    op.execute(sa.text(f"CREATE TRIGGER {when} BEGIN {'; '.join(steps)}; END"))


def _placed(table: str) -> str:
    """The first free place of the day."""
    day = f"CAST(julianday(NEW.{SINCE[table]}) + 0.5 AS INTEGER)"
    last = f"SELECT max(other.place) FROM {table} AS other WHERE other.place >= {day} << 32 AND other.place < ({day} + 1) << 32"
    return f"UPDATE {table} SET place = coalesce(({last}) + 1, {day} << 32) WHERE id = NEW.id"
