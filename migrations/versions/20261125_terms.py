"""The index of full text knows what claims are looked for by, besides their words.

Revision: 4be7a1d09c35, after 9d3b6f20c8e1, of 2026-11-25. The terms and the entries of claims that are there already, and what the
index has of them, are made when the service starts next, as it finds no entry.
"""

import sqlalchemy as sa
from alembic import op

revision = "4be7a1d09c35"
down_revision = "9d3b6f20c8e1"
branch_labels = None
depends_on = None

OPTIONS = """content='', columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 2\""""
DAY = "CAST(julianday(NEW.as_of_start) + 0.5 AS INTEGER)"
PLACED = f"""UPDATE claim SET place = coalesce(
(SELECT max(other.place) FROM claim AS other WHERE other.place >= {DAY} << 32 AND other.place < ({DAY} + 1) << 32) + 1,
{DAY} << 32) WHERE id = NEW.id"""


def upgrade() -> None:
    """A claim is in the index from when it has terms; so it is written once, with its words, and a new row touches no index."""
    op.add_column("claim", sa.Column("terms", sa.String()))
    op.execute("DELETE FROM claim_entry")
    if op.get_context().dialect.name == "sqlite":
        _begin("sentence, quote, terms")
        _triggers(
            "now.sentence, iif(instr(now.sentence, now.quote), NULL, now.quote), now.terms", "terms", "now.terms IS NOT NULL"
        )


def downgrade() -> None:
    """The index has the words alone; terms can be made again."""
    if op.get_context().dialect.name == "sqlite":
        words = "now.sentence, iif(instr(now.sentence, now.quote), NULL, now.quote)"
        _begin("sentence, quote")
        _triggers(words, "retracted", "true", also=True)
        standing = "now.place IS NOT NULL AND now.retracted IS NULL"
        op.execute(
            f"INSERT INTO claim_text (rowid, sentence, quote) SELECT now.place, {words} FROM claim AS now WHERE {standing}"
        )
    op.drop_column("claim", "terms")


def _begin(columns: str) -> None:
    """An index without a row, and a table without triggers."""
    for name in ("inserted", "updated", "deleted"):
        op.execute(f"DROP TRIGGER claim_{name}")
    op.execute("DROP TABLE claim_text")
    op.execute(f"CREATE VIRTUAL TABLE claim_text USING fts5({columns}, {OPTIONS})")


def _triggers(words: str, changed: str, known: str, *, also: bool = False) -> None:
    """A row is in the index as long as it has a place, was not retracted and is `known`; where `also`, from its insertion on."""
    columns = "sentence, quote, terms" if "terms" in words else "sentence, quote"
    standing = f"now.place IS NOT NULL AND now.retracted IS NULL AND {known}"
    add = f"INSERT INTO claim_text (rowid, {columns}) SELECT now.place, {words} FROM claim AS now WHERE now.id = NEW.id AND {standing}"
    # The index must be told the very words that are to go from it.
    remove = f"INSERT INTO claim_text (claim_text, rowid, {columns}) SELECT 'delete', now.place, {words} WHERE {standing}"
    remove = remove.replace("now.", "OLD.")
    moved = PLACED + " AND OLD.as_of_start <> NEW.as_of_start"
    names = ("as_of_start", "sentence", "quote", "retracted", *(("terms",) if changed == "terms" else ()))
    different = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)
    steps = {
        "inserted AFTER INSERT ON claim WHEN NEW.place IS NULL": [PLACED, *([add] if also else [])],
        f"updated AFTER UPDATE OF {', '.join(names)} ON claim WHEN {different}": [remove, moved, add],
        "deleted AFTER DELETE ON claim": [remove],
    }
    for when, its in steps.items():
        op.execute(sa.text(f"CREATE TRIGGER claim_{when} BEGIN {'; '.join(its)}; END"))
