"""The tables, and what one row of each means in the world."""

from app.models.articles import Article, ArticleVersion
from app.models.claims import Claim, ClaimActor, ClaimRegion
from app.models.reference import Actor, ActorAlias, Office, ReferenceFile, Region, RegionAlias
from app.models.revision import Revision
from app.models.statements import Hop, Statement, StatementActor, StatementRegion

__all__ = [
    "Actor",
    "ActorAlias",
    "Article",
    "ArticleVersion",
    "Claim",
    "ClaimActor",
    "ClaimRegion",
    "Hop",
    "Office",
    "ReferenceFile",
    "Region",
    "RegionAlias",
    "Revision",
    "Statement",
    "StatementActor",
    "StatementRegion",
]
