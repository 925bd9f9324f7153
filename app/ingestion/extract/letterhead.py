"""Who issues a release, by its heading: the Foreign Secretary in "Statement by the Foreign Secretary on Aleppo"."""

import re

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.facts import Span

_HEADING = re.compile(
    r"(?:joint |press |media )?(?:statement|declaration|communiqué|message) (?:by|of|from) (?P<who>[^\n:,.]+?)"
    r"(?= on | about | regarding | concerning | following | after | at | to |[:,.]|$)",
    re.IGNORECASE,
)


def issuer(page: Annotated) -> Span | None:
    """The noun phrase of the heading that names whose statement the text is."""
    if not page.paragraphs:
        return None
    first = page.paragraphs[0]
    match = _HEADING.match(page.text, first.start, first.end)
    return Span(*match.span("who")) if match else None
