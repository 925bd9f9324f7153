"""Conflicts: figures that cannot both be right; their endpoint and their view."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.models import records
from app.queries import conflicts
from app.queries.comparisons import Inquiry
from app.queries.conflicts import MOST_SHOWN
from app.routers.answers import Object
from app.routers.claims import Claim
from app.routers.comparisons import Party, claims_by_id, compared, comparison_route, party
from app.routers.views import View
from app.vocabulary import Measure

router = APIRouter(prefix="/v1", tags=["comparisons"])


class Period(View):
    """An interval of days, both included."""

    start: date
    end: date


class Voice(View):
    """What one claimant says; without a claimant, it is the publisher in its own voice."""

    claimant: Party | None
    publisher: Annotated[str | None, Field(description="Whose own voice it is, where there is no claimant.")]
    low: Annotated[float | None, Field(description="The lowest lower bound; null where one is open.")]
    high: Annotated[float | None, Field(description="The highest upper bound; null where one is open.")]
    claims: Annotated[int, Field(ge=1, description="How many of the claims are its own.")]


class Conflict(View):
    """Claims of the same force and measure, at one place or at places in each other, on the same days, that cannot all be right."""

    measure: Measure
    force: Party | None
    region: Annotated[Party | None, Field(description="The place that lies in all the others.")]
    as_of: Annotated[Period, Field(description="The days that all the claims are about.")]
    ratio: Annotated[
        float | None,
        Field(
            gt=1,
            description="How far the widest pair is apart: the least that the higher one says, divided by the most that the"
            " lower one says; null where that is 0.",
        ),
    ]
    claimants: Annotated[
        list[Voice], Field(description=f"Who contradicts whom, the lowest first; of more than {MOST_SHOWN} the outermost.")
    ]
    number: Annotated[int, Field(ge=2, description="How many claims there are.")]
    claims: Annotated[
        list[Claim],
        Field(description=f"The newest of each claimant and figure, the lowest first; of more than {MOST_SHOWN} the outermost."),
    ]


def objects(connection: Connection, _: Inquiry, found: Sequence[conflicts.Conflict]) -> list[Object]:
    """Conflicts as JSON has them: one statement for the claims of all of them."""
    shown = {row.id for each in found for row in (each.innermost, *each.shown, *(voice.newest for voice in each.voices))}
    known = claims_by_id(connection, shown)
    return [_conflict(each, known) for each in found]


def _conflict(each: conflicts.Conflict, known: dict[str, Object]) -> Object:
    start, end = each.days
    innermost = known[each.innermost.id]
    return {
        "measure": innermost["measure"],
        "force": party(innermost, "force"),
        "region": party(innermost, "region"),
        "as_of": {"start": start, "end": end},
        "ratio": each.ratio,
        "claimants": [_voice(voice, known[voice.newest.id]) for voice in each.voices],
        "number": len(each.figures),
        "claims": [known[row.id] for row in each.shown],
    }


def _voice(voice: conflicts.Voice, newest: Object) -> Object:
    claimant = party(newest, "claimant")
    return {
        "claimant": claimant,
        "publisher": None if claimant else newest["article"]["publisher"],
        "low": records.whole(voice.low),
        "high": records.whole(voice.high),
        "claims": len(voice.rows),
    }


@router.get(
    "/claims/conflicts",
    operation_id="listConflicts",
    summary="Figures that cannot both be right, the widest apart first",
    **comparison_route(conflicts.CONFLICTS, Conflict),
)
def list_conflicts(request: Request) -> Response:
    """Every claim of a group is contradicted by one of somebody else: no number lies within both. An open end meets everything
    on its side; an approximate figure may be 10 % lower or higher. Only what is asserted is compared, unless `modality` asks for
    more, and never what is denied. A force or place that no text names is the same as another such one, as long as the other
    of the two is named. The newest claims are read, `most_read` at most; `meta` says when that was not all.
    """
    return compared(request, conflicts.CONFLICTS, Conflict, conflicts.conflicts, objects)
