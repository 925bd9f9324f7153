"""Facts in words go in; rows come out, in the caller's transaction. The only writer of facts.

A fact that is read again, from the same text or from a changed one, keeps its id, and its revision if nothing about it is
different; one that is not read again is retracted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import arrivals, copies, entries, full_text, starts
from app.ingestion.arrivals import Arrival
from app.ingestion.bulk import Row, add, put, renew, rows_of, table
from app.ingestion.editions import Reading, rows_of_edition
from app.ingestion.ids import article_id, digest
from app.ingestion.report import Difference, Report, Taken
from app.ingestion.revision import advanced, held
from app.ingestion.rows import Edition, Parents
from app.vocabulary import StoreText


class UnfitText(ValueError):
    """A string that no table and no answer can hold as it is: it has a NUL or half of a surrogate pair."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of an article that is in the tables."""

    article_id: str
    version: int
    sha256: str


def known(session: Session | Connection, source: Report) -> Taken | None:
    """The article of `source`, when its newest version is this very text; raises UnfitText."""
    _check(source)
    id = article_id(source)
    return _known(session, source, _newest(session, [id]).get(id))


def _known(session: Session | Connection, source: Report, newest: Stored | None) -> Taken | None:
    its = digest(source.text)
    if newest is None and source.url is None:
        newest = _with_text(session, its)
    return Taken(newest.article_id, created=False) if newest is not None and newest.sha256 == its else None


def store(
    session: Session, reports: Sequence[tuple[Report, Reading]], now: datetime, kept: StoreText = StoreText.FULL
) -> list[Taken]:
    """Write what was read in each source, and as much of its text as is to be `kept`; nothing of one whose text is known.

    The caller commits, or rolls back and leaves no trace of any. Raises UnfitText before anything is written.
    """
    for source, _ in reports:
        _check(source)
    held(session)  # from here on no other writer can take in the same articles
    newest = _newest(session, [article_id(source) for source, _ in reports])
    new: dict[str, Arrival] = {}
    taken = []
    for source, read in reports:
        id = article_id(source)
        again = id in new or (source.url is None and source.text in {each.source.text for each in new.values()})
        # whoever comes twice is met in the tables, and revisions are in the order of the reports
        if again or (new and id in newest):
            arrivals.write(session, list(new.values()), now, kept)
            newest |= _newest(session, list(new))
            new = {}
        its = newest.get(id)
        if (already := _known(session, source, its)) is not None:
            taken.append(already)
        elif its is None:
            new[id] = Arrival(id, source, read)
            taken.append(Taken(id, created=True))
        else:
            newest[id] = _change(session, its, source, read, now, kept)
            taken.append(Taken(id, created=False, changed=True))
    arrivals.write(session, list(new.values()), now, kept)
    return taken


def _change(session: Session, before: Stored, source: Report, read: Reading, now: datetime, kept: StoreText) -> Stored:
    """Write a new version of an article, and what is different in its facts."""
    edition = Edition(before.article_id, before.version + 1, source.text, advanced(session), kept)
    entries.take_away(session, _claims(session, edition.article_id))
    put(session, models.Article, [arrivals.article_row(source, read, edition, now)], keep={"taken_in_at"})
    version = arrivals.version_row(source, read, edition, now)
    add(session, models.ArticleVersion, [version])
    copies.link_again(session, copies.Text(edition.article_id, source.text, source.published_at, edition.revision))
    _write_again(session, edition, read)
    return Stored(edition.article_id, edition.version, version["sha256"])


def read_again(session: Session, article: Stored, text: str, read: Reading) -> Difference | None:
    """Write what is different now in a text that is stored; None when it is no longer the newest of its article.

    The revision grows only where a fact or a way to find one is different. The caller commits.
    """
    edition = Edition(article.article_id, article.version, text, held(session) + 1)
    if _newest(session, [article.article_id]).get(article.article_id) != article:
        return None
    entries.take_away(session, _claims(session, article.article_id))
    difference = _write_again(session, edition, read)
    now = {"rules": read.rules, "registries": read.registry.revision}
    if difference:
        now["revision"] = advanced(session)
    row = table(models.Article)
    session.connection().execute(update(row).where(row.c.id == article.article_id).values(now))
    return difference


def _claims(session: Session, article: str) -> list[str]:
    """The claims of an article, those that stand no more too: their records name it."""
    claim = table(models.Claim).c
    return list(session.execute(select(claim.id).where(claim.article_id == article)).scalars())


def _check(source: Report) -> None:
    for name in ("text", "title", "publisher", "author", "dateline", "url", "language"):
        value = getattr(source, name) or ""
        if "\0" in value:
            raise UnfitText(f"{name} has a NUL character at {value.index(chr(0))}")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise UnfitText(f"{name} has half of a surrogate pair at {error.start}") from None


def _newest(session: Session | Connection, ids: Sequence[str]) -> dict[str, Stored]:
    """The newest versions of the articles `ids` that there are."""
    return {row.article_id: Stored(*row) for row in session.execute(_NEWEST_OF, {"articles": ids})}


def _with_text(session: Session | Connection, digest: str) -> Stored | None:
    """The earliest article whose newest version is the text of this digest."""
    article = table(models.Article).c
    same = _NEWEST.where(table(models.ArticleVersion).c.sha256 == digest).order_by(article.published_at, article.id)
    row = session.execute(same.limit(1)).one_or_none()
    return None if row is None else Stored(*row)


_VERSION = table(models.ArticleVersion)
_NEWEST = (
    select(_VERSION.c.article_id, _VERSION.c.version, _VERSION.c.sha256)
    .join(table(models.Article), table(models.Article).c.id == _VERSION.c.article_id)
    .where(_VERSION.c.version == table(models.Article).c.version)
)
_NEWEST_OF = _NEWEST.where(table(models.Article).c.id.in_(bindparam("articles", expanding=True)))  # built once: every report asks


def _write_again(session: Session, edition: Edition, read: Reading) -> Difference:
    """Write what is different in the facts and mentions of an article that is there."""
    parents = Parents(read.registry, read.introduced)
    arrivals.introduce(session, [parents])
    rows = rows_of_edition(edition, read, parents)
    statements = _write_facts(session, models.Statement, rows[models.Statement], edition)
    full_text.touch(session, [row["id"] for row in statements["added"]])
    claims = _write_facts(session, models.Claim, rows[models.Claim], edition)
    facts = {column: [row["id"] for row in rows[model]] for column, model in _FACTS.items()} | {
        "article_id": [edition.article_id]
    }
    before = _named(session, edition.article_id)
    different = [renew(session, model, column, facts[column], rows[model]) for model, column in _WAYS.items()]
    after = {row["actor_id"] for row in rows[models.MentionActor] if row["depth"] == 0}
    starts.weigh(session, {**dict.fromkeys(before - after, -1), **dict.fromkeys(after - before, 1)})
    entries.make(session, _claims(session, edition.article_id))
    return Difference(**{name: statements[name] + claims[name] for name in statements}, found=any(different))


# The tables of how statements came, of what facts are found by and of what articles mention, with the column they belong by.
_FACTS: dict[str, type[SQLModel]] = {"statement_id": models.Statement, "claim_id": models.Claim}
_WAYS: dict[type[SQLModel], str] = {
    models.Hop: "statement_id",
    models.StatementActor: "statement_id",
    models.StatementRegion: "statement_id",
    models.ClaimActor: "claim_id",
    models.ClaimRegion: "claim_id",
    models.Mention: "article_id",
    models.MentionActor: "article_id",
    models.MentionRegion: "article_id",
}


def _write_facts(session: Session, model: type[SQLModel], rows: list[Row], edition: Edition) -> dict[str, list[Row]]:
    """Write the facts that were not there, or are different; retract those that are not read any more."""
    before = {row["id"]: row for row in rows_of(session, model, "article_id", [edition.article_id])}
    standing = {id for id, row in before.items() if row["retracted"] is None}
    added = [row for row in rows if row["id"] not in standing]
    was = {row["id"]: _was(row, before[row["id"]]) for row in rows if row["id"] in standing}
    altered = [row for row in rows if was.get(row["id"])]
    removed = [before[id] for id in sorted(standing - {row["id"] for row in rows})]
    put(session, model, [*added, *altered])
    if removed:
        retracted = update(table(model)).where(table(model).c.id == bindparam("gone")).values(retracted=edition.revision)
        session.connection().execute(retracted, [{"gone": row["id"]} for row in removed])
    return {"added": added, "removed": removed, "altered": [row | {"was": was[row["id"]]} for row in altered]}


def _was(row: Row, before: Row) -> Row:
    """What a fact was where it is not as it was. Columns that the database fills in itself say nothing, nor does the revision."""
    return {name: before[name] for name, value in row.items() if name != "revision" and before[name] != value}


def _named(session: Session, article: str) -> set[str]:
    """The actors that the article names as it stands."""
    mention = table(models.MentionActor).c
    return set(session.execute(select(mention.actor_id).where(mention.article_id == article, mention.depth == 0)).scalars())
