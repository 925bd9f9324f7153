"""Actors: what they can be asked by, their rows, and their offices."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, or_, select

from app.queries.counts import WITH_COUNTS
from app.queries.filters import Filter, any_of, begun
from app.queries.listings import Listing, Sort
from app.queries.registry import Registry
from app.queries.starts import Starts
from app.queries.tables import ACTOR, ACTOR_ALIAS, ACTOR_REDIRECT, ACTOR_START, OFFICE, AnyRow
from app.queries.values import ACTORS, BEGINNING, REGIONS, one_of
from app.vocabulary import ActorKind, ActorStatus

REGISTRY = Registry(ACTOR, ACTOR_ALIAS, ACTOR_ALIAS.c.actor_id)
STARTS = Starts(ACTOR_START, ACTOR_ALIAS, "actor_id")

# fmt: off
FILTERS = (
    Filter("q", BEGINNING, "The beginning of one of its names, or of a later word of three letters and more in one; case and accents do not matter. A single letter is looked for in main names alone.", "zelen", begun(STARTS, ACTOR.c.id)),
    Filter("kind", one_of(ActorKind), "What it is.", "person", any_of(ACTOR.c.kind, "kind")),
    Filter("country", REGIONS, "The country it belongs to.", "UA", any_of(ACTOR.c.country, "country")),
    Filter("parent", ACTORS, "The actor it lies directly under.", "ukraine", any_of(ACTOR.c.parent_id, "parent")),
    Filter("status", one_of(ActorStatus), "Whether the registry vouches for it, or an article introduced it by name.", "registered", any_of(ACTOR.c.status, "status")),
)
# fmt: on

ROWS = REGISTRY.rows()
BY_ID = ROWS.where(ACTOR.c.id == bindparam("id"))
LISTING = Listing("actors", ROWS, ACTOR.c.id, FILTERS, {"name": Sort(ACTOR.c.name)}, "name", (WITH_COUNTS,), STARTS)


_MERGED = select(ACTOR_REDIRECT.c.actor_id).where(ACTOR_REDIRECT.c.gone_id == bindparam("id"))


def merged_into(connection: Connection, id: str) -> str | None:
    """The actor that `id` was merged into, if it was."""
    return None if "\0" in id else connection.execute(_MERGED, {"id": id}).scalar()


def offices(connection: Connection, id: str) -> Sequence[AnyRow]:
    """The posts that actor `id` holds or held, and those that are held in it, in the order they were taken up."""
    person, organ = ACTOR.alias("person"), ACTOR.alias("organ")
    rows = select(*OFFICE.c, person.c.name.label("person_name"), organ.c.name.label("organ_name"))
    rows = rows.join(person, person.c.id == OFFICE.c.person_id).join(organ, organ.c.id == OFFICE.c.organ_id)
    mine = or_(OFFICE.c.person_id == id, OFFICE.c.organ_id == id)
    return connection.execute(rows.where(mine).order_by(OFFICE.c.started, OFFICE.c.person_id, OFFICE.c.title)).all()
