"""Facts in words go in; rows come out, in the caller's transaction. The only writer of facts.

A fact that is read again, from the same text or from a changed one, keeps its id; one that is not read again is retracted.
"""

from base64 import b32encode
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from app import models
from app.ingestion import entries, starts
from app.ingestion.bulk import add, add_missing, put, remove, table
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
    mention_row,
    mentioning_actor,
    mentioning_region,
    provisional,
    statement_row,
)
from app.ingestion.source import Source, Taken
from app.names import folded
from app.vocabulary import ActorStatus, Provenance

WINDOW = 32  # code points on either side of a fact that tell it from the same words elsewhere in the article


class UnfitText(ValueError):
    """A string that no table and no answer can hold as it is: it has a NUL or half of a surrogate pair."""


def known(session: Session, source: Source) -> Taken | None:
    """The article of `source`, when its newest version is this very text; raises UnfitText."""
    _check(source)
    id = article_id(source)
    newest = _newest(session, id)
    return Taken(id, created=False) if newest is not None and newest[1] == _digest(source.text) else None


def store(
    session: Session,
    source: Source,
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    mentions: Sequence[Mention],
    registry: Registry,
    now: datetime,
) -> Taken:
    """Write what was read in `source`; nothing when its text is known.

    The caller commits, or rolls back and leaves no trace. Raises UnfitText before anything is written.
    """
    _check(source)
    held(session)  # from here on no other writer can take in the same article
    if (taken := known(session, source)) is not None:
        return taken
    id = article_id(source)
    newest = _newest(session, id)
    edition = Edition(id, newest[0] + 1 if newest else 1, source.text, advanced(session))
    if newest:
        _retract(session, edition)
    _write_article(session, source, edition, now)
    parents = _parents(registry, _written_provisional(session, provisional([*statements, *claims], mentions, registry), registry))
    _write_facts(session, edition, statements, claims, parents)
    _write_mentions(session, edition, mentions, parents)
    return Taken(id, created=newest is None, changed=newest is not None)


def article_id(source: Source) -> str:
    """The same address is the same article; without one, the same text is."""
    return "art_" + _short_hash(source.url or source.text)


def _short_hash(*parts: str) -> str:
    """80 bits of a hash: among ten million facts, two meet by chance once in twenty billion ledgers."""
    return b32encode(sha256("\0".join(parts).encode()).digest()[:10]).decode().lower()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _check(source: Source) -> None:
    for name in ("text", "title", "publisher", "url", "language"):
        value = getattr(source, name) or ""
        if "\0" in value:
            raise UnfitText(f"{name} has a NUL character at {value.index(chr(0))}")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise UnfitText(f"{name} has half of a surrogate pair at {error.start}") from None


def _newest(session: Session, id: str) -> tuple[int, str] | None:
    """Number and digest of the newest version of an article."""
    article, version = table(models.Article).c, table(models.ArticleVersion)
    newest = select(version.c.version, version.c.sha256).join(table(models.Article), article.id == version.c.article_id)
    row = session.execute(newest.where(article.id == id, version.c.version == article.version)).one_or_none()
    return None if row is None else (row.version, row.sha256)


def _write_article(session: Session, source: Source, edition: Edition, now: datetime) -> None:
    article = {
        "id": edition.article_id,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "language": source.language,
        "published_at": source.published_at,
        "version": edition.version,
        "taken_in_at": now,
        "revision": edition.revision,
    }
    version = {"article_id": edition.article_id, "version": edition.version, "text": source.text}
    put(session, models.Article, [article], keep={"taken_in_at"})
    add(session, models.ArticleVersion, [{**version, "sha256": _digest(source.text), "taken_in_at": now}])


def _retract(session: Session, edition: Edition) -> None:
    """Retract all that stands; what is read again is written again and stands again."""
    claim = table(models.Claim).c
    entries.take_away(session, session.execute(select(claim.id).where(claim.article_id == edition.article_id)).scalars().all())
    for fact in (table(models.Claim), table(models.Statement)):
        standing = update(fact).where(fact.c.article_id == edition.article_id, fact.c.retracted.is_(None))
        session.connection().execute(standing.values(retracted=edition.revision))


def _parents(registry: Registry, introduced: dict[str, ActorReference]) -> Parents:
    return Parents(
        actors={actor.id: actor.parent for actor in registry.actors.values()}
        | {key: reference.parent for key, reference in introduced.items()},
        regions={region.id: region.parent for region in registry.regions.values()},
    )


def _write_facts(
    session: Session, edition: Edition, statements: Sequence[Statement], claims: Sequence[Claim], parents: Parents
) -> None:
    said = dict(zip(_ids("stm", [("", fact.content) for fact in statements], edition), statements, strict=True))
    counted = dict(zip(_ids("clm", [(fact.measure, fact.quote) for fact in claims], edition), claims, strict=True))
    _write_statements(session, edition, said, parents)
    _write_claims(session, edition, counted, {id(statement): key for key, statement in said.items()}, parents)


def _write_statements(session: Session, edition: Edition, said: dict[str, Statement], parents: Parents) -> None:
    facts, owner = said.items(), "statement_id"
    put(session, models.Statement, [statement_row(fact, id, edition) for id, fact in facts])
    remove(session, models.Hop, owner, said)
    remove(session, models.StatementActor, owner, said)
    remove(session, models.StatementRegion, owner, said)
    add(session, models.Hop, [row for id, fact in facts for row in hop_rows(fact, id)])
    add(session, models.StatementActor, [row for id, fact in facts for row in found_by_actor(fact, id, owner, parents)])
    add(session, models.StatementRegion, [row for id, fact in facts for row in found_by_region(fact, id, owner, parents)])


def _write_claims(
    session: Session, edition: Edition, counted: dict[str, Claim], statement_ids: dict[int, str], parents: Parents
) -> None:
    """`statement_ids` are keyed by the identity of the statements that the claims hold."""
    facts, owner = counted.items(), "claim_id"
    put(session, models.Claim, [claim_row(fact, key, _statement_id(fact, statement_ids), edition) for key, fact in facts])
    remove(session, models.ClaimActor, owner, counted)
    remove(session, models.ClaimRegion, owner, counted)
    add(session, models.ClaimActor, [row for key, fact in facts for row in found_by_actor(fact, key, owner, parents)])
    add(session, models.ClaimRegion, [row for key, fact in facts for row in found_by_region(fact, key, owner, parents)])
    claim = table(models.Claim).c  # records of those that stand no more name the article, too
    entries.make(session, session.execute(select(claim.id).where(claim.article_id == edition.article_id)).scalars().all())


def _statement_id(claim: Claim, statement_ids: dict[int, str]) -> str | None:
    return None if claim.statement is None else statement_ids[id(claim.statement)]


def _write_mentions(session: Session, edition: Edition, mentions: Sequence[Mention], parents: Parents) -> None:
    """Replace what the text before named by what this one names; an actor that more articles name is found sooner."""
    article, actors = [edition.article_id], mentioning_actor(mentions, edition.article_id, parents)
    before, after = _named(session, edition.article_id), {row["actor_id"] for row in actors if row["depth"] == 0}
    for model in (models.Mention, models.MentionActor, models.MentionRegion):
        remove(session, model, "article_id", article)
    add(session, models.Mention, [mention_row(mention, place, edition) for place, mention in enumerate(mentions)])
    add(session, models.MentionActor, actors)
    add(session, models.MentionRegion, mentioning_region(mentions, edition.article_id, parents))
    starts.weigh(session, before - after, -1)
    starts.weigh(session, after - before, 1)


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
