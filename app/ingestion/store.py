"""Facts in words go in; rows come out, in the caller's transaction. The only writer of facts.

A fact that is read again, from the same text or from a changed one, keeps its id, and its revision if nothing about it is
different; one that is not read again is retracted.
"""

from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import copies, entries, starts
from app.ingestion.bulk import Row, add, add_missing, put, renew, rows_of, table
from app.ingestion.facts import ActorReference, Claim, Mention, Span, Statement
from app.ingestion.registry import Registry
from app.ingestion.revision import advanced, held
from app.ingestion.rows import (
    Edition,
    Parents,
    claim_row,
    found_by_actor,
    found_by_region,
    hop_rows,
    kept_text,
    mention_row,
    mentioning_actor,
    mentioning_region,
    provisional,
    statement_row,
)
from app.ingestion.source import Difference, Source, Taken
from app.names import folded
from app.vocabulary import ActorStatus, Provenance, StoreText

WINDOW = 32  # code points on either side of a fact that tell it from the same words elsewhere in the article


class UnfitText(ValueError):
    """A string that no table and no answer can hold as it is: it has a NUL or half of a surrogate pair."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text: its facts in words, the registries they were resolved by, and the digest of the rules."""

    statements: Sequence[Statement]
    claims: Sequence[Claim]
    mentions: Sequence[Mention]
    registry: Registry
    rules: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of an article that is in the tables."""

    article_id: str
    version: int
    sha256: str


def known(session: Session | Connection, source: Source) -> Taken | None:
    """The article of `source`, when its newest version is this very text; raises UnfitText."""
    _check(source)
    return _known(session, source, _newest(session, article_id(source)))


def _known(session: Session | Connection, source: Source, newest: Stored | None) -> Taken | None:
    digest = _digest(source.text)
    if newest is None and source.url is None:
        newest = _with_text(session, digest)
    return Taken(newest.article_id, created=False) if newest is not None and newest.sha256 == digest else None


def store(session: Session, source: Source, read: Reading, now: datetime, kept: StoreText = StoreText.FULL) -> Taken:
    """Write what was `read` in `source`, and as much of its text as is to be `kept`; nothing when its text is known.

    The caller commits, or rolls back and leaves no trace. Raises UnfitText before anything is written.
    """
    _check(source)
    held(session)  # from here on no other writer can take in the same article
    id = article_id(source)
    newest = _newest(session, id)
    if (taken := _known(session, source, newest)) is not None:
        return taken
    edition = Edition(id, newest.version + 1 if newest else 1, source.text, advanced(session), kept)
    if newest:
        entries.take_away(session, _claims(session, id))
    _write_article(session, source, read, edition, now)
    copies.link(session, id, source.text, source.published_at, edition.revision)
    _write(session, edition, read, new=None if newest else source)
    return Taken(id, created=newest is None, changed=newest is not None)


def read_again(session: Session, article: Stored, text: str, read: Reading) -> Difference | None:
    """Write what is different now in a text that is stored; None when it is no longer the newest of its article.

    The revision grows only where a fact or a way to find one is different. The caller commits.
    """
    edition = Edition(article.article_id, article.version, text, held(session) + 1)
    if _newest(session, article.article_id) != article:
        return None
    entries.take_away(session, _claims(session, article.article_id))
    difference = _write(session, edition, read)
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


def article_id(source: Source) -> str:
    """The same address is the same article; without one, the same text is."""
    return "art_" + _short_hash(source.url or source.text)


def _short_hash(*parts: str) -> str:
    """80 bits of a hash: among ten million facts, two meet by chance once in twenty billion ledgers."""
    return b32encode(sha256("\0".join(parts).encode()).digest()[:10]).decode().lower()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _check(source: Source) -> None:
    for name in ("text", "title", "publisher", "author", "dateline", "url", "language"):
        value = getattr(source, name) or ""
        if "\0" in value:
            raise UnfitText(f"{name} has a NUL character at {value.index(chr(0))}")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise UnfitText(f"{name} has half of a surrogate pair at {error.start}") from None


def _newest(session: Session | Connection, id: str) -> Stored | None:
    """The newest version of an article."""
    row = session.execute(_NEWEST_OF, {"article": id}).one_or_none()
    return None if row is None else Stored(*row)


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
_NEWEST_OF = _NEWEST.where(table(models.Article).c.id == bindparam("article"))  # built once: it is asked of every report


def _write_article(session: Session, source: Source, read: Reading, edition: Edition, now: datetime) -> None:
    article = {
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
    version = {"article_id": edition.article_id, "version": edition.version, "sha256": _digest(source.text), "taken_in_at": now}
    put(session, models.Article, [article], keep={"taken_in_at"})
    text = kept_text([*read.statements, *read.claims], edition)
    add(session, models.ArticleVersion, [{**version, "text": text, "kept": edition.kept}])


def _write(session: Session, edition: Edition, read: Reading, new: Source | None = None) -> Difference:
    """Write the facts and mentions of an edition; unless they are those of a `new` source, only what is different."""
    introduced = provisional([*read.statements, *read.claims], read.mentions, read.registry)
    parents = Parents(read.registry, _written_provisional(session, introduced, read.registry))
    said = dict(zip(_ids("stm", [("", fact.content) for fact in read.statements], edition), read.statements, strict=True))
    counted = dict(zip(_ids("clm", [(fact.measure, fact.quote) for fact in read.claims], edition), read.claims, strict=True))
    statement_ids = {id(statement): key for key, statement in said.items()}
    rows = [statement_row(fact, key, edition) for key, fact in said.items()]
    statements = _write_facts(session, models.Statement, rows, edition, new)
    rows = [claim_row(fact, key, _statement_id(fact, statement_ids), edition) for key, fact in counted.items()]
    if new:
        rows = entries.recorded(rows, new, read.registry)
    claims = _write_facts(session, models.Claim, rows, edition, new)
    ways = _ways(said, counted, parents)
    if new:
        for model, _, _, its in ways:
            add(session, model, its)
        entries.enter(session, rows, ways[-2][-1], ways[-1][-1], new.publisher)
        found = True
    else:
        different = [renew(session, *way) for way in ways]
        found = any(different)
        entries.make(session, _claims(session, edition.article_id))
    mentioned = _write_mentions(session, edition, read.mentions, parents, new)
    return Difference(**{name: statements[name] + claims[name] for name in statements}, found=found or mentioned)


def _write_facts(
    session: Session, model: type[SQLModel], rows: list[Row], edition: Edition, new: Source | None
) -> dict[str, list[Row]]:
    """Write the facts that were not there, or are different; retract those that are not read any more."""
    if new:
        add(session, model, rows)
        return {"added": rows, "removed": [], "altered": []}
    before = {row["id"]: row for row in rows_of(session, model, "article_id", [edition.article_id])}
    standing = {id for id, row in before.items() if row["retracted"] is None}
    added = [row for row in rows if row["id"] not in standing]
    altered = [row for row in rows if row["id"] in standing and _differs(row, before[row["id"]])]
    removed = [before[id] for id in sorted(standing - {row["id"] for row in rows})]
    put(session, model, [*added, *altered])
    if removed:
        retracted = update(table(model)).where(table(model).c.id == bindparam("gone")).values(retracted=edition.revision)
        session.connection().execute(retracted, [{"gone": row["id"]} for row in removed])
    return {"added": added, "removed": removed, "altered": altered}


def _differs(row: Row, before: Row) -> bool:
    """Whether a fact is not what it was. Columns that the database fills in itself say nothing, nor does the revision."""
    return any(before[name] != value for name, value in row.items() if name != "revision")


_Way = tuple[type[SQLModel], str, Iterable[str], list[Row]]  # a table, the column of facts in it, the facts and their rows


def _ways(said: dict[str, Statement], counted: dict[str, Claim], parents: Parents) -> list[_Way]:
    """How statements came, and by whom and where facts can be found; those of claims come last."""
    return [
        (models.Hop, "statement_id", said, _flat(hop_rows, said)),
        (
            models.StatementActor,
            "statement_id",
            said,
            _flat(lambda f, key: found_by_actor(f, key, "statement_id", parents), said),
        ),
        (
            models.StatementRegion,
            "statement_id",
            said,
            _flat(lambda f, key: found_by_region(f, key, "statement_id", parents), said),
        ),
        (models.ClaimActor, "claim_id", counted, _flat(lambda f, key: found_by_actor(f, key, "claim_id", parents), counted)),
        (models.ClaimRegion, "claim_id", counted, _flat(lambda f, key: found_by_region(f, key, "claim_id", parents), counted)),
    ]


Fact = TypeVar("Fact", Statement, Claim)


def _flat(rows: Callable[[Fact, str], list[Row]], facts: dict[str, Fact]) -> list[Row]:
    return [row for key, fact in facts.items() for row in rows(fact, key)]


def _statement_id(claim: Claim, statement_ids: dict[int, str]) -> str | None:
    """`statement_ids` are keyed by the identity of the statements that the claims hold."""
    return None if claim.statement is None else statement_ids[id(claim.statement)]


def _write_mentions(
    session: Session, edition: Edition, mentions: Sequence[Mention], parents: Parents, new: Source | None
) -> bool:
    """Let the mentions be those of this text; an actor that more articles name is found sooner. Whether any is different."""
    article, actors = [edition.article_id], mentioning_actor(mentions, edition.article_id, parents)
    before = set() if new else _named(session, edition.article_id)
    after = {row["actor_id"] for row in actors if row["depth"] == 0}
    regions = mentioning_region(mentions, edition.article_id, parents)
    rows = [mention_row(mention, place, edition) for place, mention in enumerate(mentions)]
    tables = ((models.Mention, rows), (models.MentionActor, actors), (models.MentionRegion, regions))
    if new:
        for model, its in tables:
            add(session, model, its)
        different = [True]
    else:
        different = [renew(session, model, "article_id", article, rows) for model, rows in tables]
    starts.weigh(session, before - after, -1)
    starts.weigh(session, after - before, 1)
    return any(different)


def _named(session: Session, article: str) -> set[str]:
    """The actors that the article names as it stands."""
    mention = table(models.MentionActor).c
    return set(session.execute(select(mention.actor_id).where(mention.article_id == article, mention.depth == 0)).scalars())


def _written_provisional(
    session: Session, introduced: dict[str, ActorReference], registry: Registry
) -> dict[str, ActorReference]:
    """Enter actors under the name the article gave them. Parents follow, as one may itself be new; a known one stays."""
    add_missing(session, models.Actor, [_provisional_row(id, actor, registry) for id, actor in introduced.items()])
    names = {id: actor.name or actor.as_written for id, actor in introduced.items()}
    by_article = {"in_text": True, "provenance": Provenance.ARTICLE}
    aliases = [{"actor_id": id, "alias": name, "folded": folded(name), **by_article} for id, name in names.items()]
    add_missing(session, models.ActorAlias, aliases)
    if children := [{"child": id, "parent": actor.parent} for id, actor in introduced.items() if actor.parent]:
        actor = table(models.Actor)
        orphan = update(actor).where(actor.c.id == bindparam("child"), actor.c.parent_id.is_(None))
        orphan = orphan.where(actor.c.status == ActorStatus.PROVISIONAL)
        session.connection().execute(orphan.values(parent_id=bindparam("parent")), children)
    if introduced:
        starts.renew(session, starts.ACTORS, introduced)
    return introduced


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


def _ids(prefix: str, facts: list[tuple[str, Span]], edition: Edition) -> list[str]:
    """An id for each measure and span, made of the words there and around them, so that it outlives changes elsewhere.

    Where the same words stand in the same surroundings twice, the order of the text tells them apart.
    """
    seen: Counter[str] = Counter()
    ids = [""] * len(facts)
    for place in sorted(range(len(facts)), key=lambda place: facts[place][1]):
        measure, (start, end) = facts[place]
        around = edition.text[max(0, start - WINDOW) : start], edition.text[start:end], edition.text[end : end + WINDOW]
        words = _short_hash(prefix, edition.article_id, measure, *around)
        ids[place] = f"{prefix}_{words if not seen[words] else _short_hash(words, str(seen[words]))}"
        seen[words] += 1
    return ids
