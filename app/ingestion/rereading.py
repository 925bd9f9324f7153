"""Texts that were read by other rules or registries than today's go in; what is different in their facts comes out.

Each is committed on its own and says by what it was read, so whoever is stopped goes on where it was.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, func, or_, select
from sqlmodel import Session

from app import models
from app.ingestion import store
from app.ingestion.bulk import table
from app.ingestion.pipeline import Intake, Read
from app.ingestion.readers import Reader
from app.ingestion.report import Difference, Publication
from app.ingestion.revision import of_registries
from app.vocabulary import StoreText

AT_ONCE = 100  # texts that are held in memory

_ARTICLE, _VERSION = table(models.Article), table(models.ArticleVersion)
_NEWEST = and_(_VERSION.c.article_id == _ARTICLE.c.id, _VERSION.c.version == _ARTICLE.c.version)


@dataclass(frozen=True, slots=True)
class Outdated:
    """How many articles were read by something else than today's rules and registries, and of how many the text is gone."""

    articles: int
    not_kept: int


@dataclass(frozen=True, slots=True)
class Reread:
    """What is different in one article, or what went wrong; None is an article that was replaced meanwhile."""

    article_id: str
    difference: Difference | Exception | None


def outdated(engine: Engine, rules: str, since: datetime | None) -> Outdated:
    """How many articles, published `since` that moment, there are to be read again."""
    with Session(engine) as session:
        rows = select(_VERSION.c.kept == StoreText.FULL, func.count()).select_from(_ARTICLE).join(_VERSION, _NEWEST)
        rows = rows.where(_is_outdated(session, rules, since)).group_by(_VERSION.c.kept == StoreText.FULL)
        counted = {bool(kept): number for kept, number in session.execute(rows)}
    return Outdated(counted.get(True, 0), counted.get(False, 0))


def reread(
    engine: Engine, intake: Intake, read: Reader, since: datetime | None = None, ahead: int = 0, keep: bool = True
) -> Iterator[Reread]:
    """Read again what is outdated, up to `ahead` texts before the first is stored; unless it is to `keep` them, only to tell."""
    waiting: deque[tuple[Any, Future[Read]]] = deque()
    for row in _texts(engine, intake.rules, since):
        waiting.append((row, read(_publication(row))))
        while waiting and (len(waiting) > ahead or waiting[0][1].done()):
            yield _written(engine, intake, *waiting.popleft(), keep)
    for row, future in waiting:
        yield _written(engine, intake, row, future, keep)


def _written(engine: Engine, intake: Intake, row: Any, future: "Future[Read]", keep: bool) -> Reread:
    try:
        read = future.result()
        with Session(engine) as session:
            fresh = intake.fresh(session, _publication(row), read)
            difference = store.read_again(session, store.Stored(row.id, row.version, row.sha256), row.text, fresh)
            if keep:
                session.commit()
        return Reread(row.id, difference)
    except BrokenExecutor:
        raise
    except Exception as error:
        return Reread(row.id, error)


def _texts(engine: Engine, rules: str, since: datetime | None) -> Iterator[Any]:
    """The outdated articles with their texts, in the order of their ids; those that were there at the beginning."""
    told = _ARTICLE.c.id, _ARTICLE.c.publisher, _ARTICLE.c.published_at, _ARTICLE.c.language
    columns = *told, _VERSION.c.version, _VERSION.c.sha256, _VERSION.c.text
    last = ""
    while True:
        with Session(engine) as session:
            rows = select(*columns).join(_VERSION, _NEWEST).where(_is_outdated(session, rules, since), _ARTICLE.c.id > last)
            rows = rows.where(_VERSION.c.kept == StoreText.FULL).order_by(_ARTICLE.c.id).limit(AT_ONCE)
            found = session.execute(rows).all()
        if not found:
            return
        yield from found
        last = found[-1].id


def _publication(row: Any) -> Publication:
    return Publication(row.text, row.publisher, row.published_at, row.language)


def _is_outdated(session: Session, rules: str, since: datetime | None) -> ColumnElement[bool]:
    by_others = _ARTICLE.c.rules.is_distinct_from(rules)
    otherwise = or_(by_others, _ARTICLE.c.registries.is_distinct_from(of_registries(session)))
    return otherwise if since is None else and_(otherwise, _ARTICLE.c.published_at >= since)
