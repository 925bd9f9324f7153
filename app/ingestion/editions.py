"""What was read in one version of an article goes in; all the rows that say so come out, by their tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import SQLModel

from app import models
from app.ingestion.bulk import Row
from app.ingestion.facts import ActorReference, Claim, Mention, Statement
from app.ingestion.ids import fact_ids
from app.ingestion.registry import Registry
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

Rows = dict[type[SQLModel], list[Row]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text: its facts in words, the registries they were resolved by, and the digest of the rules."""

    statements: Sequence[Statement]
    claims: Sequence[Claim]
    mentions: Sequence[Mention]
    registry: Registry
    rules: str | None = None

    @property
    def introduced(self) -> dict[str, ActorReference]:
        """The actors whom the registry does not know, by id."""
        return provisional([*self.statements, *self.claims], self.mentions, self.registry)


def rows_of_edition(edition: Edition, read: Reading, parents: Parents) -> Rows:
    """The rows of facts and mentions, and of all they are found by; tables that are pointed at come first."""
    article, text = edition.article_id, edition.text
    said_ids = fact_ids("stm", [("", fact.content) for fact in read.statements], article, text)
    counted_ids = fact_ids("clm", [(fact.measure, fact.quote) for fact in read.claims], article, text)
    of_statement = {id(statement): key for statement, key in zip(read.statements, said_ids, strict=True)}
    said, counted = list(zip(read.statements, said_ids, strict=True)), list(zip(read.claims, counted_ids, strict=True))
    return {
        models.Statement: [statement_row(fact, key, edition) for fact, key in said],
        models.Claim: [
            claim_row(fact, key, of_statement[id(fact.statement)] if fact.statement else None, edition) for fact, key in counted
        ],
        models.Hop: [row for fact, key in said for row in hop_rows(fact, key)],
        models.StatementActor: [row for fact, key in said for row in found_by_actor(fact, key, "statement_id", parents)],
        models.StatementRegion: [row for fact, key in said for row in found_by_region(fact, key, "statement_id", parents)],
        models.ClaimActor: [row for fact, key in counted for row in found_by_actor(fact, key, "claim_id", parents)],
        models.ClaimRegion: [row for fact, key in counted for row in found_by_region(fact, key, "claim_id", parents)],
        models.Mention: [mention_row(mention, place, edition) for place, mention in enumerate(read.mentions)],
        models.MentionActor: mentioning_actor(read.mentions, article, parents),
        models.MentionRegion: mentioning_region(read.mentions, article, parents),
    }
