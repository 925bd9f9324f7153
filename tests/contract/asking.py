"""A program of somebody who has but the client that is generated from the OpenAPI document. mypy reads it strictly.

`asking.main(base)` asks a running service; what it prints are the figures for the troops of North Korea.
"""

import sys
from datetime import date

from fogline_client import Client
from fogline_client.api.articles import list_articles, take_in_article
from fogline_client.api.claims import get_claim, get_claim_evidence, list_claims
from fogline_client.api.comparisons import get_claim_facets, get_claim_series, list_conflicts
from fogline_client.api.regions import get_region
from fogline_client.api.statements import list_statements
from fogline_client.models import (
    ActorReference,
    ArticleList,
    ArticleWithFacts,
    Basis,
    Claim,
    ClaimList,
    ConflictComparison,
    Evidence,
    FacetComparison,
    GetClaimFacetsFacetItem,
    GetClaimSeriesGroupBy,
    ListClaimsSort,
    Measure,
    Modality,
    PartList,
    Problem,
    RegionReference,
    Report,
    SeriesComparison,
    StatementList,
    WholeRegion,
)
from fogline_client.types import UNSET, Unset


def claims(client: Client) -> list[Claim]:
    """Every claim of North Korea's troops, page by page."""
    found: list[Claim] = []
    cursor: str | Unset = UNSET
    while True:
        page = list_claims.sync(
            client=client,
            force=["north-korea"],
            measure=[Measure.TROOPS],
            modality=[Modality.ASSERTED, Modality.EXPECTED],
            sort=ListClaimsSort.AS_OF_DESCENDING,
            limit=2,
            cursor=cursor,
        )
        assert isinstance(page, ClaimList), page
        found += page.data
        if page.links.next_ is None:
            return found
        cursor = page.links.next_.partition("cursor=")[2]


def line(claim: Claim) -> str:
    """A claim in a line; every optional part is told from what is there."""
    low: float | None = claim.low
    who = claim.claimant.name if isinstance(claim.claimant, ActorReference) else claim.article.publisher
    where = claim.region.name if isinstance(claim.region, RegionReference) else None
    day: date = claim.as_of.start
    told = "told" if claim.as_of.basis in (Basis.EXPLICIT, Basis.RELATIVE) else "not told"
    return f"{day} ({told}): {who} counts {low} to {claim.high} {claim.measure.value} in {where}"


def compare(client: Client) -> None:
    """Figures side by side, contradictions, and numbers."""
    series = get_claim_series.sync(client=client, force=["north-korea"], group_by=GetClaimSeriesGroupBy.CLAIMANT)
    assert isinstance(series, SeriesComparison), series
    origins: int = sum(point.origins for each in series.data for point in each.points)
    conflicts = list_conflicts.sync(client=client, region=["RU"])
    assert isinstance(conflicts, ConflictComparison), conflicts
    ratios: list[float | None] = [conflict.ratio for conflict in conflicts.data]
    facets = get_claim_facets.sync(client=client, facet=[GetClaimFacetsFacetItem.MEASURE])
    assert isinstance(facets, FacetComparison), facets
    counts: dict[str, int] = {value.value: value.count for facet in facets.data for value in facet.values}
    print(origins, ratios, counts)


def refused(client: Client) -> Problem:
    """What is wrong with a question is a typed answer like any other."""
    answer = list_claims.sync(client=client, date_from="yesterday")
    assert isinstance(answer, Problem), answer
    return answer


def main(base: str) -> None:
    """Ask the service at `base` for something of every kind."""
    client = Client(base_url=base)
    found = claims(client)
    assert found
    for claim in found:
        print(line(claim))
    evidence = get_claim_evidence.sync(found[0].id, client=client)
    assert isinstance(evidence, Evidence), evidence
    assert isinstance(get_claim.sync(found[0].id, client=client), Claim)
    parts = list_claims.sync(client=client, fields="id,claimant.id")
    assert isinstance(parts, PartList), parts
    region = get_region.sync("RU-KRS", client=client)
    assert isinstance(region, WholeRegion), region
    articles, statements = list_articles.sync(client=client), list_statements.sync(client=client)
    assert isinstance(articles, ArticleList), articles
    assert isinstance(statements, StatementList), statements
    report = Report(
        text="Officials in Kyiv said on Tuesday that at least 28 drones had been shot down.", published_at="2024-10-30"
    )
    read = take_in_article.sync(client=client, body=report, dry_run=True)
    assert isinstance(read, ArticleWithFacts), read
    compare(client)
    print(refused(client).detail)


if __name__ == "__main__":
    main(sys.argv[1])
