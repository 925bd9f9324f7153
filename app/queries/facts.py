"""What claims and statements have in common: they stand in an article, at a region, and are read back whole."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam

from app.models.records import with_article
from app.queries.tables import ARTICLE_VERSION, AnyRow


def by_id(facts: Table, rows: Select[Any]) -> Select[Any]:
    """Of `rows` of `facts` the one with the id bound to `id`."""
    return rows.where(facts.c.id == bindparam("id"))


def evidence(facts: Table) -> Select[Any]:
    """A fact, retracted or not, with the text it was read from and that text's hash."""
    same = and_(ARTICLE_VERSION.c.article_id == facts.c.article_id, ARTICLE_VERSION.c.version == facts.c.version)
    return by_id(
        facts,
        with_article(facts)
        .add_columns(ARTICLE_VERSION.c.text, ARTICLE_VERSION.c.kept, ARTICLE_VERSION.c.sha256)
        .join(ARTICLE_VERSION, same),
    )


def of_article(facts: Table, rows: Select[Any]) -> Select[Any]:
    """Of `rows` of `facts` those that stand in the article bound to `id`."""
    return rows.where(facts.c.article_id == bindparam("id"), facts.c.retracted.is_(None)).order_by(facts.c.id)


def grouped(connection: Connection, statement: Select[Any], ids: Sequence[str]) -> dict[str, list[AnyRow]]:
    """The rows of `statement`, bound to all `ids` at once, under the id that is the first column of each."""
    groups: dict[str, list[AnyRow]] = {id: [] for id in ids}
    for row in connection.execute(statement, {"ids": ids}):
        groups[row[0]].append(row)
    return groups
