"""Actors: their endpoints and their view."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from app.queries import actors
from app.queries.registry import CHILDREN
from app.queries.tables import AnyRow
from app.routers import views
from app.routers.answers import ITEM, item, list_route, listed
from app.routers.views import Kin, Named, View

router = APIRouter(prefix="/v1", tags=["actors"])
Id = Annotated[str, Path(description="The id of an actor.", examples=["ukraine"])]


class Actor(View):
    """A person, state, organ, force, group, organisation, outlet or unnamed source."""

    id: str
    name: str
    kind: str
    aliases: list[str]
    parent: Named | None
    country: Annotated[str | None, Field(description="The id of the country it belongs to.")]
    wikidata: str | None
    status: str


class Office(View):
    """A person in a post of an organ or state; `ended` is null while it lasts."""

    person: Named
    organ: Named
    title: str
    started: date
    ended: date | None


class WholeActor(Actor):
    """An actor with its kin: what it lies under, the nearest first, and what lies directly under it."""

    ancestors: list[Kin]
    children: Annotated[list[Kin], Field(description=f"By name, {CHILDREN} at most; `/v1/actors?parent=` lists all.")]
    offices: list[Office]


def objects(connection: Connection, rows: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Actors' rows as JSON has them, with their names: one statement, however many rows."""
    names = actors.REGISTRY.names(connection, [row.id for row in rows])
    return [_actor(row, [name.alias for name in names[row.id]]) for row in rows]


def _actor(row: AnyRow, aliases: list[str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "aliases": aliases,
        "parent": row.parent_id and {"id": row.parent_id, "name": row.parent_name},
        "country": row.country,
        "wikidata": row.wikidata,
        "status": row.status,
    }


def _whole(connection: Connection, row: AnyRow) -> dict[str, Any]:
    [actor] = objects(connection, [row])
    return actor | {
        "ancestors": [*map(views.kin, actors.REGISTRY.ancestors(connection, row.id))],
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


@router.get("/actors", operation_id="listActors", summary="Actors, by name", **list_route(actors.LISTING, Actor))
def list_actors(request: Request) -> Response:
    """Everybody the registry knows, and everybody an article introduced by name."""
    return listed(request, actors.LISTING, Actor, objects)


@router.get("/actors/{actor_id}", operation_id="getActor", summary="One actor", response_model=WholeActor, **ITEM)
def get_actor(request: Request, actor_id: Id) -> Response:
    """The actor with this id, with its kin and its offices."""
    return item(request, "actors", actor_id, actors.BY_ID, _whole)
