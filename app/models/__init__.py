"""The tables, and what one row of each means in the world."""

from app.models.articles import Article, ArticleVersion
from app.models.claims import Claim, ClaimActor, ClaimRegion
from app.models.copies import Sketch, SketchBand
from app.models.entries import ClaimEntry, ClaimFigure
from app.models.mentions import Mention, MentionActor, MentionRegion
from app.models.reference import Actor, ActorAlias, ActorRedirect, Office, ReferenceFile, Region, RegionAlias
from app.models.revision import Revision
from app.models.sources import Attempt, Source
from app.models.starts import ActorStart, RegionStart
from app.models.statements import Hop, Statement, StatementActor, StatementRegion

__all__ = [
    "Actor",
    "ActorAlias",
    "ActorRedirect",
    "ActorStart",
    "Article",
    "ArticleVersion",
    "Attempt",
    "Claim",
    "ClaimActor",
    "ClaimEntry",
    "ClaimFigure",
    "ClaimRegion",
    "Hop",
    "Mention",
    "MentionActor",
    "MentionRegion",
    "Office",
    "ReferenceFile",
    "Region",
    "RegionAlias",
    "RegionStart",
    "Revision",
    "Sketch",
    "SketchBand",
    "Source",
    "Statement",
    "StatementActor",
    "StatementRegion",
]
