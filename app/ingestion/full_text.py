"""Rows on their way into the tables go in; they get their places, and their words go into the index of full text.

Triggers do both for facts that change and for articles, whoever writes them. For many new rows at once this costs a fraction: the index takes all of
them, in the order of their places, before it puts anything away.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import bindparam, text, update
from sqlmodel import Session, SQLModel

from app import models
from app.db import searches_text
from app.ingestion.bulk import Row, table
from app.ingestion.editions import Rows
from app.models.places import DAY_BITS, SECOND_BITS

UNIX_DAY = date(1970, 1, 1).toordinal()
JULIAN = 2_440_588  # the day number of 1 January 1970, as SQLite's julianday() counts


def _day(column: str) -> Callable[[Row], int]:
    def day(row: Row) -> int:
        at: date = row[column]
        return at.toordinal() - UNIX_DAY + JULIAN

    return day


def _second(row: Row) -> int:
    at: datetime = row["published_at"]
    return int(at.timestamp() // 1)  # the whole second before it, before 1970 too


_PLACED: tuple[tuple[type[SQLModel], Callable[[Row], int], int], ...] = (
    (models.Article, _second, SECOND_BITS),
    (models.Statement, _day("said_start"), DAY_BITS),
    (models.Claim, _day("as_of_start"), DAY_BITS),
)


def place(session: Session, rows: Rows) -> None:
    """Give each row the first free place of its day or second."""
    if not searches_text(session.connection()):
        return
    for model, since, bits in _PLACED:
        days = [since(row) for row in rows[model]]
        last = {"days": orjson.dumps(sorted(set(days))).decode(), "bits": bits}
        found = session.connection().execute(text(_FREE.format(table=model.__tablename__)), last)
        free: dict[int, int] = dict(found.all())
        for day, row in zip(days, rows[model], strict=True):
            row["place"] = free[day]
            free[day] += 1


_FREE = """
SELECT value, coalesce(
    (SELECT max(place) FROM {table} WHERE place >= value << :bits AND place < (value + 1) << :bits) + 1, value << :bits
) FROM json_each(:days)
"""


def index(session: Session, rows: Rows) -> None:
    """Let the words of the rows, which are in the tables by now, be found."""
    if not searches_text(session.connection()):
        return
    texts = {row["article_id"]: row["text"] for row in rows[models.ArticleVersion]}
    _index(session, "article", "title, text", [(row["place"], row["title"], texts[row["id"]]) for row in rows[models.Article]])
    _index(session, "statement", "sentence, content", [_words(row, "content") for row in rows[models.Statement]])
    claims = [(*_words(row, "quote"), row["terms"]) for row in rows[models.Claim]]
    _index(session, "claim", "sentence, quote, terms", claims)


def _words(row: Row, also: str) -> tuple[Any, ...]:
    """What is searched of a fact. A quotation often lies within its sentence, and need not be there twice."""
    sentence, words = row["sentence"], row[also]
    within = sentence is not None and words is not None and words in sentence
    return row["place"], sentence, None if within else words


def touch(session: Session, statements: Iterable[str]) -> None:
    """Let new statements be found that came without a place: a trigger gives them one, as to all that change."""
    if new := [{"new": id} for id in statements]:
        session.connection().execute(_TOUCHED, new)


_SAID = table(models.Statement)
_TOUCHED = update(_SAID).where(_SAID.c.id == bindparam("new"), _SAID.c.place.is_(None)).values(said_start=_SAID.c.said_start)


def _index(session: Session, kind: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        session.connection().exec_driver_sql(
            f"INSERT INTO {kind}_text (rowid, {columns}) VALUES ({', '.join('?' * len(rows[0]))})",
            sorted(rows, key=itemgetter(0)),
        )
