"""The two registries: actors and regions, with their names and parents."""

from datetime import date

from sqlmodel import Field, SQLModel

from app.vocabulary import ActorStatus, Provenance


class Actor(SQLModel, table=True):
    """A person, state, organ, force, group, organisation, outlet or unnamed source."""

    id: str = Field(primary_key=True)  # a slug that never changes
    kind: str = Field(index=True)
    name: str
    parent_id: str | None = Field(default=None, foreign_key="actor.id", index=True)
    country: str | None = Field(default=None, index=True)  # region id of the country it belongs to
    wikidata: str | None = None
    status: str = Field(default=ActorStatus.REGISTERED, index=True)
    provenance: str = Provenance.USER  # nothing is taken for built-in, and so for replaceable, that does not say so


class ActorAlias(SQLModel, table=True):
    """One way of writing an actor's name. `in_text` is false for codes that are only good for asking ("UA")."""

    __tablename__ = "actor_alias"

    actor_id: str = Field(primary_key=True, foreign_key="actor.id")
    alias: str = Field(primary_key=True)
    folded: str = Field(index=True)
    in_text: bool = True
    provenance: str = Provenance.USER


class ActorRedirect(SQLModel, table=True):
    """An actor that was merged into another: whoever still asks for `gone_id` is sent on."""

    __tablename__ = "actor_redirect"

    gone_id: str = Field(primary_key=True)
    actor_id: str = Field(foreign_key="actor.id", index=True)


class Office(SQLModel, table=True):
    """A person holding a post in an organ or state over an interval of days; `ended` is None while it lasts."""

    person_id: str = Field(primary_key=True, foreign_key="actor.id")
    title: str = Field(primary_key=True)
    started: date = Field(primary_key=True)
    ended: date | None = None
    organ_id: str = Field(foreign_key="actor.id", index=True)
    provenance: str = Provenance.USER


class Region(SQLModel, table=True):
    """A country, first-level division, settlement or named area."""

    id: str = Field(primary_key=True)  # ISO 3166-1 or 3166-2 code where there is one, else a slug
    kind: str = Field(index=True)
    name: str
    parent_id: str | None = Field(default=None, foreign_key="region.id", index=True)
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    note: str | None = None  # said of disputed places
    provenance: str = Provenance.USER


class RegionAlias(SQLModel, table=True):
    """One way of writing a region's name. `in_text` is false for codes; `adjective` is true for "Ukrainian"."""

    __tablename__ = "region_alias"

    region_id: str = Field(primary_key=True, foreign_key="region.id")
    alias: str = Field(primary_key=True)
    folded: str = Field(index=True)
    in_text: bool = True
    adjective: bool = False
    provenance: str = Provenance.USER


class ReferenceFile(SQLModel, table=True):
    """A file of reference data as it was when last loaded, so that an unchanged one is not loaded again."""

    __tablename__ = "reference_file"

    name: str = Field(primary_key=True)
    sha256: str
