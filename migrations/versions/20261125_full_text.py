"""Articles, statements and claims are found by their words, the newest first.

Revision: 7c1d52e0a9b4, after 0dbd94a6d9a2, of 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

revision = "7c1d52e0a9b4"
down_revision = "0dbd94a6d9a2"
branch_labels = None
depends_on = None

# An index of full text yields what it finds in the order of whole numbers alone, and a place is such a number: the day of a fact,
# or the second of an article, and below it the order of arrival. The rowid would not do, as VACUUM changes it.
PLACES = {
    "article": ("published_at", "CAST(strftime('%s', {row}.published_at) AS INTEGER)", 24),
    "statement": ("said_start", "CAST(julianday({row}.said_start) + 0.5 AS INTEGER)", 32),
    "claim": ("as_of_start", "CAST(julianday({row}.as_of_start) + 0.5 AS INTEGER)", 32),
}

# What is searched of a fact. A quotation often lies within its sentence, and need not be there twice.
FACTS = {"statement": "content", "claim": "quote"}

COLUMNS = {"article": ("title", "text"), "statement": ("sentence", "content"), "claim": ("sentence", "quote")}


def upgrade() -> None:
    """Every row that is there gets its place and is indexed; triggers keep it so, whoever writes. Only SQLite has this index."""
    for table in PLACES:
        op.add_column(table, sa.Column("place", sa.BigInteger()))
        op.create_index(f"ix_{table}_place", table, ["place"])
    if op.get_context().dialect.name != "sqlite":
        return
    for table, columns in COLUMNS.items():
        # Without the text, which the tables have; without sizes, which only a ranking needs; and beginnings of two and three
        # letters on their own, since a search for one would have to put together thousands of words.
        options = """content='', columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 2\""""
        op.execute(f"CREATE VIRTUAL TABLE {table}_text USING fts5({', '.join(columns)}, {options})")
    for name, event, steps in (*_of_articles(), *(each for table in FACTS for each in _of_facts(table))):
        op.execute(f"CREATE TRIGGER {name} {event} BEGIN {'; '.join(steps)}; END")
    for table, (since, _, _) in PLACES.items():
        op.execute(f"UPDATE {table} SET {since} = {since}")  # touched, and so indexed


def downgrade() -> None:
    """The index goes; no fact is lost."""
    if op.get_context().dialect.name == "sqlite":
        for name, _, _ in (*_of_articles(), *(each for table in FACTS for each in _of_facts(table))):
            op.execute(f"DROP TRIGGER {name}")
        for table in COLUMNS:
            op.execute(f"DROP TABLE {table}_text")
    for table in PLACES:
        op.drop_index(f"ix_{table}_place", table)
        op.drop_column(table, "place")


def _of_facts(table: str):
    """The triggers of a table of facts. A row is in the index as long as it has a place and was not retracted."""
    since, also = PLACES[table][0], FACTS[table]
    words = f"{{row}}.sentence, iif(instr({{row}}.sentence, {{row}}.{also}), NULL, {{row}}.{also})"
    standing = "{row}.place IS NOT NULL AND {row}.retracted IS NULL"
    remove = _removed(table, f"SELECT 'delete', {{row}}.place, {words} WHERE {standing}").format(row="OLD")
    add = _added(table, f"SELECT {{row}}.place, {words} FROM {table} AS {{row}} WHERE {{row}}.id = NEW.id AND {standing}")
    add = add.format(row="now")
    yield f"{table}_inserted", f"AFTER INSERT ON {table}", [_placed(table, "true"), add]
    changed = f"AFTER UPDATE OF {since}, sentence, {also}, retracted ON {table}"
    yield f"{table}_updated", changed, [remove, _placed(table, f"OLD.place IS NULL OR OLD.{since} <> NEW.{since}"), add]
    yield f"{table}_deleted", f"AFTER DELETE ON {table}", [remove]


def _of_articles():
    """The triggers of articles and their versions. The newest version is in the index, once the article has a place."""
    version = "FROM article_version AS version WHERE version.article_id = {row}.id AND version.version = {row}.version"
    remove = _removed("article", "SELECT 'delete', {row}.place, {row}.title, version.text " + version).format(row="OLD")
    remove += " AND OLD.place IS NOT NULL"
    add = "SELECT now.place, now.title, version.text FROM article AS now JOIN article_version AS version"
    add = _added("article", add + " ON version.article_id = now.id AND version.version = now.version")
    newest = "FROM article AS now WHERE now.id = OLD.article_id AND now.version = OLD.version AND now.place IS NOT NULL"
    gone = _removed("article", f"SELECT 'delete', now.place, now.title, OLD.text {newest}")
    yield "article_inserted", "AFTER INSERT ON article", [_placed("article", "true")]
    changed = "OLD.place IS NULL OR OLD.published_at <> NEW.published_at"
    steps = [remove, _placed("article", changed), f"{add} WHERE now.id = NEW.id"]
    yield "article_updated", "AFTER UPDATE OF published_at, title, version ON article", steps
    yield (
        "article_version_inserted",
        "AFTER INSERT ON article_version",
        [f"{add} WHERE now.id = NEW.article_id AND now.version = NEW.version"],
    )
    yield "article_version_deleted", "BEFORE DELETE ON article_version", [gone]


def _added(table: str, rows: str) -> str:
    return f"INSERT INTO {table}_text (rowid, {', '.join(COLUMNS[table])}) {rows}"


def _removed(table: str, rows: str) -> str:
    """The index must be told the very words that are to go from it."""
    return f"INSERT INTO {table}_text ({table}_text, rowid, {', '.join(COLUMNS[table])}) {rows}"


def _placed(table: str, condition: str) -> str:
    """The first free place of the day or second."""
    _, number, bits = PLACES[table]
    day = number.format(row="NEW")
    last = f"SELECT max(other.place) FROM {table} AS other WHERE other.place >= {day} << {bits} AND other.place < ({day} + 1) << {bits}"
    return f"UPDATE {table} SET place = coalesce(({last}) + 1, {day} << {bits}) WHERE id = NEW.id AND ({condition})"
