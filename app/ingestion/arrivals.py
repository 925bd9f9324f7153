"""New articles with their facts go in; their rows are written, those of one table with one statement for all of them.

To write them one article after another costs several times as much: each statement is found and begun anew, neighbours in an
index are sought again, and the index of full text puts away what it has before each row that a trigger adds.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session

from app import models
from app.ingestion import copies, entries, full_text, starts
from app.ingestion.bulk import Row, add, add_missing, table
from app.ingestion.editions import Reading, Rows, rows_of_edition
from app.ingestion.facts import ActorReference
from app.ingestion.ids import digest
from app.ingestion.registry import Registry
from app.ingestion.report import Report
from app.ingestion.revision import advanced
from app.ingestion.rows import Edition, Parents, kept_text
from app.names import folded
from app.vocabulary import ActorStatus, Provenance, StoreText


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report of which there is no article yet, and what was read in it."""

    article_id: str
    source: Report
    read: Reading


def write(session: Session, arrivals: Sequence[Arrival], now: datetime, kept: StoreText) -> None:
    """Write the articles, each with a revision of its own, in their order."""
    if not arrivals:
        return
    rows: Rows = defaultdict(list)
    reports: list[tuple[Rows, Report]] = []
    last = advanced(session, len(arrivals))
    parents = [Parents(arrival.read.registry, arrival.read.introduced) for arrival in arrivals]
    introduce(session, parents)
    for revision, (arrival, above) in enumerate(zip(arrivals, parents, strict=True), start=last - len(arrivals) + 1):
        edition = Edition(arrival.article_id, 1, arrival.source.text, revision, kept)
        rows[models.ArticleVersion].append(version_row(arrival.source, arrival.read, edition, now))
        rows[models.Article].append(article_row(arrival.source, arrival.read, edition, now))
        its = rows_of_edition(edition, arrival.read, above)
        its[models.Claim] = entries.recorded(its, arrival.source, arrival.read.registry)
        reports.append((its, arrival.source))
        for model, some in its.items():
            rows[model] += some
    full_text.place(session, rows)
    for model, some in rows.items():
        add(session, model, some)
    entries.enter(session, reports)
    full_text.index(session, rows)
    copies.link(session, [_text(row, arrival) for row, arrival in zip(rows[models.Article], arrivals, strict=True)])
    starts.weigh(session, Counter(row["actor_id"] for row in rows[models.MentionActor] if row["depth"] == 0))


def _text(article: Row, arrival: Arrival) -> copies.Text:
    return copies.Text(arrival.article_id, arrival.source.text, arrival.source.published_at, article["revision"])


def article_row(source: Report, read: Reading, edition: Edition, now: datetime) -> Row:
    return {
        "id": edition.article_id,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "dateline": source.dateline,
        "language": source.language,
        "published_at": source.published_at,
        "version": edition.version,
        "rules": read.rules,
        "registries": read.registry.revision,
        "taken_in_at": now,
        "revision": edition.revision,
    }


def version_row(source: Report, read: Reading, edition: Edition, now: datetime) -> Row:
    return {
        "article_id": edition.article_id,
        "version": edition.version,
        "text": kept_text([*read.statements, *read.claims], edition),
        "kept": edition.kept,
        "sha256": digest(source.text),
        "taken_in_at": now,
    }


def introduce(session: Session, parents: Sequence[Parents]) -> None:
    """Enter actors under the name an article gave them. Parents follow, as one may itself be new; a known one stays."""
    new = [(id, actor, each.registry) for each in parents for id, actor in each.introduced.items()]
    if not new:
        return
    add_missing(session, models.Actor, [_provisional_row(id, actor, registry) for id, actor, registry in new])
    names = [(id, actor.name or actor.as_written) for id, actor, _ in new]
    by_article = {"in_text": True, "provenance": Provenance.ARTICLE}
    aliases = [{"actor_id": id, "alias": name, "folded": folded(name), **by_article} for id, name in names]
    add_missing(session, models.ActorAlias, aliases)
    if children := [{"child": id, "parent": actor.parent} for id, actor, _ in new if actor.parent]:
        actor = table(models.Actor)
        orphan = update(actor).where(actor.c.id == bindparam("child"), actor.c.parent_id.is_(None))
        orphan = orphan.where(actor.c.status == ActorStatus.PROVISIONAL)
        session.connection().execute(orphan.values(parent_id=bindparam("parent")), children)
    starts.renew(session, starts.ACTORS, {id for id, _, _ in new})


def _provisional_row(id: str, actor: ActorReference, registry: Registry) -> dict[str, str | None]:
    parent = registry.actors.get(actor.parent or "")
    return {
        "id": id,
        "kind": actor.kind,
        "name": actor.name or actor.as_written,
        "country": None if parent is None else parent.country,
        "status": ActorStatus.PROVISIONAL,
        "provenance": Provenance.ARTICLE,
    }
