"""Actors: their endpoints and their view."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.queries import actors, counts
from app.queries.registry import CHILDREN
from app.queries.tables import AnyRow
from app.routers import views
from app.routers.answers import Kind, item, listed
from app.routers.parameters import ITEM, list_route
from app.routers.views import Kin, Named, View
from app.vocabulary import ActorKind, ActorStatus

router = APIRouter(prefix="/v1", tags=["actors"])
Id = Annotated[str, Path(description="The id of an actor.", examples=["ukraine"])]


class RoleCounts(View):
    """How many claims and statements stand in which it has each role."""

    speaker: int
    addressee: int
    claimant: int
    force: int
    relay: int


class Actor(View):
    """A person, state, organ, force, group, organisation, outlet or unnamed source."""

    id: str
    name: str
    kind: ActorKind
    aliases: list[str]
    parent: Named | None
    country: Annotated[str | None, Field(description="The id of the country it belongs to.")]
    wikidata: str | None
    status: ActorStatus
    ancestors: Annotated[list[Kin], Field(description="What it lies under, the nearest first.")]
    counts: Annotated[
        RoleCounts | None,
        Field(description="Its facts and those of all that lie under it, when `with_counts=true`; else left out."),
    ] = None


class Office(View):
    """A person in a post of an organ or state; `ended` is null while it lasts."""

    person: Named
    organ: Named
    title: str
    started: date
    ended: date | None


class WholeActor(Actor):
    """An actor with what lies directly under it, and the posts it holds or that are held in it."""

    children: Annotated[list[Kin], Field(description=f"By name, {CHILDREN} at most; `/v1/actors?parent=` lists all.")]
    offices: list[Office]


def objects(connection: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Actors' rows as JSON has them, with their names and ancestors: two statements, however many rows."""
    ids = [row.id for row in rows]
    names, ancestors = actors.REGISTRY.names(connection, ids), actors.REGISTRY.ancestors(connection, ids)
    return [_actor(row, names[row.id], ancestors[row.id]) for row in rows]


def _actor(row: AnyRow, names: list[AnyRow], ancestors: list[AnyRow]) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "aliases": [name.alias for name in names],
        "parent": row.parent_id and {"id": row.parent_id, "name": row.parent_name},
        "country": row.country,
        "wikidata": row.wikidata,
        "status": row.status,
        "ancestors": [*map(views.kin, ancestors)],
    }


def _whole(connection: Connection, row: AnyRow) -> dict[str, Any]:
    [actor] = objects(connection, [row])
    return actor | {
        "children": [*map(views.kin, actors.REGISTRY.children(connection, row.id))],
        "offices": [_office(held) for held in actors.offices(connection, row.id)],
    }


def _office(row: AnyRow) -> dict[str, Any]:
    return {
        "person": {"id": row.person_id, "name": row.person_name},
        "organ": {"id": row.organ_id, "name": row.organ_name},
        "title": row.title,
        "started": row.started,
        "ended": row.ended,
    }


KIND = Kind(actors.LISTING, Actor, objects, counts=counts.of_actors)


@router.get("/actors", operation_id="listActors", summary="Actors, by name", **list_route(actors.LISTING, Actor))
def list_actors(request: Request) -> Response:
    """Everybody the registry knows, and everybody an article introduced by name. With `q`, as somebody types."""
    return listed(request, KIND)


@router.get(
    "/actors/{actor_id}",
    operation_id="getActor",
    summary="One actor",
    response_model=WholeActor,
    responses={308: {"description": "It was merged into another; Location says which."}, **ITEM["responses"]},
)
def get_actor(request: Request, actor_id: Id) -> Response:
    """The actor with this id, with its kin and its offices."""
    return item(request, "actors", actor_id, actors.BY_ID, _whole, actors.merged_into)
