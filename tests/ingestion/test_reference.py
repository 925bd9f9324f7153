"""The data files become tables, and the tables the registry that texts are read with."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from app import models
from app.ingestion.reference import load, registry
from app.ingestion.reference_lines import BadReference
from app.vocabulary import ActorKind, ActorStatus, RegionKind

FILES = {
    "regions/countries.csv": (
        "id,iso3,name,aliases,adjectives,capital,capital_aliases,capital_latitude,capital_longitude,latitude,longitude,population,"
        "actor,actor_aliases,note\n"
        "UA,UKR,Ukraine,,Ukrainian;Ukrainians,Kyiv,Kiev,50.45,30.52,49,32,37000000,ukraine,,\n"
        "US,USA,United States,US;U.S.;USA;America,American;Americans,Washington,,,,38,-97,335000000,united-states,Washington DC,\n"
        "TL,TLS,Timor-Leste,,,,,,,,,,,,\n"
    ),
    "regions/divisions.csv": "id,name,aliases,adjectives,parent,latitude,longitude,note\nUA-14,Donetsk,Donetsk oblast,,UA,48,37.8,\n",
    "regions/areas.csv": "id,name,aliases,parent,latitude,longitude,note\ndonbas,Donbas,Donbass,UA,,,partly occupied\n",
    "regions/settlements.csv": "id,name,aliases,parent,latitude,longitude,population\nUA-14-hirnyk,Hirnyk,,UA-14,48.05,37.3,10357\n",
    "actors/organs.csv": (
        "key,kind,parent,name,aliases\n"
        "ministry-of-defence,organ,government,Ministry of Defence of {name},{adjective} Defence Ministry;{short} Defense Ministry\n"
        "government,organ,,{adjective} government,government of {name}\n"
        "armed-forces,force,,{adjective} armed forces,{adjective} troops;{short} troops;{name} troops\n"
    ),
    "actors/ukraine.csv": (
        "id,kind,name,aliases,parent,country,wikidata\n"
        "volodymyr-zelenskyy,person,Volodymyr Zelenskyy,Zelensky;Zelenskyy,ukraine-government,UA,Q3874799\n"
        "united-states-ministry-of-defence,,Pentagon,Department of Defense,,,Q11209\n"
    ),
    "actors/offices.csv": (
        "person,title,organ,started,ended\n"
        "volodymyr-zelenskyy,President of Ukraine,ukraine-government,2019-05-20,\n"
        "volodymyr-zelenskyy,head of the studio,ukraine,2003,2019-02\n"
    ),
}

Files = Callable[..., Path]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Writes the files above, with some of them put differently or, when None, left out."""

    def written(**changes: str | None) -> Path:
        directory = tmp_path / "data"
        stems = {Path(name).stem: name for name in FILES}
        contents = {**FILES, **{stems.get(stem, f"actors/{stem}.csv"): content for stem, content in changes.items()}}
        for name, content in contents.items():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).unlink(missing_ok=True)
            if content is not None:
                (directory / name).write_text(content, encoding="utf-8")
        return directory

    return written


def loaded(session: Session, directory: Path) -> None:
    load(session, directory)
    session.commit()


def aliases(session: Session, actor: str) -> dict[str, bool]:
    rows = session.exec(select(models.ActorAlias).where(models.ActorAlias.actor_id == actor))
    return {row.alias: row.in_text for row in rows}


def faults(session: Session, directory: Path) -> list[str]:
    with pytest.raises(BadReference) as raised:
        load(session, directory)
    assert session.exec(select(models.Region)).first() is None
    return str(raised.value).splitlines()


def test_a_country_is_a_region_and_a_state(session: Session, files: Files) -> None:
    loaded(session, files())

    region, state = session.get_one(models.Region, "UA"), session.get_one(models.Actor, "ukraine")

    assert (region.kind, region.name, region.parent_id, region.latitude, region.population) == (
        "country", "Ukraine", None, 49.0, 37_000_000,
    )  # fmt: skip
    assert (state.kind, state.name, state.country, state.status) == ("state", "Ukraine", "UA", "registered")
    assert aliases(session, "ukraine") == {"Ukraine": True, "Ukrainian": True, "Ukrainians": True, "UA": False, "UKR": False}
    rows = session.exec(select(models.RegionAlias).where(models.RegionAlias.region_id == "UA"))
    assert {(row.alias, row.folded, row.in_text, row.adjective) for row in rows} == {
        ("Ukraine", "ukraine", True, False),
        ("Ukrainian", "ukrainian", True, True),
        ("Ukrainians", "ukrainians", True, True),
        ("UA", "ua", False, False),
        ("UKR", "ukr", False, False),
    }


def test_a_code_that_is_also_written_in_texts_is_a_name(session: Session, files: Files) -> None:
    loaded(session, files())
    assert aliases(session, "united-states")["US"] is True
    assert aliases(session, "united-states")["Washington DC"] is True
    assert session.get(models.RegionAlias, ("US", "Washington DC")) is None


def test_a_country_without_an_actor_is_only_a_region(session: Session, files: Files) -> None:
    loaded(session, files())
    assert session.get(models.Region, "TL") is not None
    assert session.exec(select(models.Actor).where(models.Actor.country == "TL")).first() is None


def test_a_capital_is_a_settlement_when_its_point_is_known(session: Session, files: Files) -> None:
    loaded(session, files())
    capital = session.get_one(models.Region, "UA-kyiv")
    assert (capital.kind, capital.name, capital.parent_id, capital.latitude) == ("settlement", "Kyiv", "UA", 50.45)
    assert session.get(models.RegionAlias, ("UA-kyiv", "Kiev")) is not None
    assert session.get(models.Region, "US-washington") is None


def test_divisions_areas_and_settlements(session: Session, files: Files) -> None:
    loaded(session, files())
    kinds = {row.id: (row.kind, row.parent_id) for row in session.exec(select(models.Region))}
    assert kinds["UA-14"] == ("division", "UA")
    assert kinds["donbas"] == ("area", "UA")
    assert kinds["UA-14-hirnyk"] == ("settlement", "UA-14")
    assert session.get_one(models.Region, "donbas").note == "partly occupied"
    assert session.get_one(models.RegionAlias, ("UA-14", "UA-14")).in_text is False


def test_every_state_gets_its_organs(session: Session, files: Files) -> None:
    loaded(session, files())
    ministry, forces = (session.get_one(models.Actor, f"ukraine-{key}") for key in ("ministry-of-defence", "armed-forces"))
    assert (ministry.kind, ministry.name, ministry.parent_id) == ("organ", "Ministry of Defence of Ukraine", "ukraine-government")
    assert (forces.kind, forces.name, forces.parent_id, forces.country) == ("force", "Ukrainian armed forces", "ukraine", "UA")
    assert aliases(session, forces.id) == dict.fromkeys(("Ukrainian armed forces", "Ukrainian troops", "Ukraine troops"), True)


def test_short_names_are_abbreviations_and_long_ones_are_the_others(session: Session, files: Files) -> None:
    loaded(session, files())
    assert set(aliases(session, "united-states-armed-forces")) == {
        "American armed forces", "American troops", "US troops", "U.S. troops", "USA troops", "United States troops", "America troops",
    }  # fmt: skip


def test_a_row_about_a_made_organ_extends_it(session: Session, files: Files) -> None:
    loaded(session, files())
    pentagon = session.get_one(models.Actor, "united-states-ministry-of-defence")
    assert (pentagon.name, pentagon.kind, pentagon.parent_id) == ("Pentagon", "organ", "united-states-government")
    assert (pentagon.country, pentagon.wikidata) == ("US", "Q11209")
    assert {"Pentagon", "Department of Defense", "Ministry of Defence of United States", "US Defense Ministry"} <= set(
        aliases(session, pentagon.id)
    )


def test_a_partial_day_of_an_office_begins_early_and_ends_late(session: Session, files: Files) -> None:
    loaded(session, files())
    offices = {row.title: (row.started, row.ended, row.organ_id) for row in session.exec(select(models.Office))}
    assert offices == {
        "President of Ukraine": (date(2019, 5, 20), None, "ukraine-government"),
        "head of the studio": (date(2003, 1, 1), date(2019, 2, 28), "ukraine"),
    }


def test_unchanged_files_cost_one_select(engine: Engine, session: Session, files: Files) -> None:
    directory = files()
    loaded(session, directory)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    load(session, directory)

    assert len(statements) == 1
    assert statements[0].startswith("SELECT")


def test_a_changed_file_changes_rows_and_leaves_others_alone(session: Session, files: Files) -> None:
    loaded(session, files())
    session.add(models.Actor(id="our-source", kind=ActorKind.PERSON, name="Our Source", parent_id="ukraine"))
    session.add(models.ActorAlias(actor_id="our-source", alias="Our Source", folded="our source"))
    session.commit()
    before = session.get_one(models.Revision, 1).number
    session.expire_all()

    renamed = FILES["actors/ukraine.csv"].replace("Volodymyr Zelenskyy,Zelensky;", "Volodymyr Zelensky,")
    loaded(session, files(ukraine=renamed, settlements=None))

    assert session.get_one(models.Actor, "volodymyr-zelenskyy").name == "Volodymyr Zelensky"
    assert set(aliases(session, "volodymyr-zelenskyy")) == {"Volodymyr Zelensky", "Zelenskyy"}
    assert set(aliases(session, "our-source")) == {"Our Source"}
    assert session.get(models.Region, "UA-14-hirnyk") is None  # nothing rests on it
    assert len(session.exec(select(models.Office)).all()) == 2
    assert session.get_one(models.Revision, 1).number == before + 1


def test_loading_needs_a_commit(engine: Engine, session: Session, files: Files) -> None:
    load(session, files())
    session.rollback()
    with Session(engine) as other:
        assert other.exec(select(models.Region)).first() is None
        assert other.exec(select(models.ReferenceFile)).first() is None


def test_the_registry_is_what_the_tables_say(session: Session, files: Files) -> None:
    loaded(session, files())
    known = registry(session)

    assert known.actors["volodymyr-zelenskyy"].parent == "ukraine-government"
    assert known.actors["ukraine-armed-forces"].kind is ActorKind.FORCE
    assert known.regions["UA-14"].kind is RegionKind.DIVISION
    assert "UA-14-hirnyk" not in known.regions  # a settlement, which is asked for when an article names it
    names = {(name.alias, name.actor) for name in known.actor_names}
    assert {
        ("Ukraine", "ukraine"),
        ("Zelensky", "volodymyr-zelenskyy"),
        ("Pentagon", "united-states-ministry-of-defence"),
    } <= names
    assert ("UA", "ukraine") not in names
    places = {(name.alias, name.region, name.adjective) for name in known.region_names}
    assert {("Donetsk", "UA-14", False), ("Ukrainian", "UA", True)} <= places
    assert "Hirnyk" not in {name for name, _, _ in places}
    assert not {name.alias for name in known.region_names} & {"UA", "UKR", "UA-14"}
    assert [(office.person, office.title, office.ended) for office in known.offices] == [
        ("volodymyr-zelenskyy", "head of the studio", date(2019, 2, 28)),
        ("volodymyr-zelenskyy", "President of Ukraine", None),
    ]


def test_the_registry_leaves_out_provisional_actors(session: Session, files: Files) -> None:
    loaded(session, files())
    session.add(models.Actor(id="john-doe", kind=ActorKind.PERSON, name="John Doe", status=ActorStatus.PROVISIONAL))
    session.add(models.ActorAlias(actor_id="john-doe", alias="John Doe", folded="john doe"))
    session.commit()
    known = registry(session)
    assert "john-doe" not in known.actors
    assert "John Doe" not in {name.alias for name in known.actor_names}


AREAS = "id,name,aliases,parent,latitude,longitude,note\n"
ACTORS = "id,kind,name,aliases,parent,country,wikidata\n"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"areas": AREAS + "donbas,Donbas,,XX,,,\n"}, "regions/areas.csv:2: unknown parent 'XX'"),
        ({"areas": AREAS + "a,A,,,,,\n\na,B,,,,,\n"}, "regions/areas.csv:4: duplicate id 'a', first at regions/areas.csv:2"),
        ({"areas": AREAS + "a,A,,b,,,\nb,B,,a,,,\n"}, "regions/areas.csv:2: 'a' is its own ancestor"),
        ({"areas": AREAS + "a,A,,,91,,\n"}, "regions/areas.csv:2: latitude is out of range: 91"),
        ({"areas": AREAS + "a,A,,,nan,,\n"}, "regions/areas.csv:2: latitude is out of range: nan"),
        ({"areas": AREAS + "a,A,,,north,,\n"}, "regions/areas.csv:2: latitude is no number: 'north'"),
        ({"areas": AREAS + ",A,,,,,\n"}, "regions/areas.csv:2: id is blank"),
        ({"areas": AREAS + "a,A\n"}, "regions/areas.csv:2: not as many cells as the header"),
        ({"areas": "id,nam\na,A\n"}, "regions/areas.csv: unknown column 'nam'; the columns are id, name, aliases, adjectives, parent,"),
        ({"actors": ACTORS + "a,king,A,,,,\n"}, "actors/actors.csv:2: unknown kind 'king'; the kinds are person, state,"),
        ({"actors": ACTORS + "a,person,A,,nobody,,\n"}, "actors/actors.csv:2: unknown parent 'nobody'"),
        ({"actors": ACTORS + "a,person,A,,,ZZ,\n"}, "actors/actors.csv:2: unknown country 'ZZ'"),
        ({"actors": ACTORS + "ukraine,,,,volodymyr-zelenskyy,,\n"}, "actors/ukraine.csv:2: 'volodymyr-zelenskyy' is its own ancestor"),
        ({"organs": "key,kind,parent,name,aliases\nnavy,force,,Navy of {country},\n"}, "actors/organs.csv:2: unknown part {country}"),
        ({"offices": "person,title,organ,started,ended\nnobody,King,ukraine,2000,\n"}, "actors/offices.csv:2: unknown actor 'nobody'"),
        ({"offices": "person,title,organ,started,ended\nukraine,King,ukraine,,\n"}, "actors/offices.csv:2: started is blank"),
        ({"offices": "person,title,organ,started,ended\nukraine,K,ukraine,2000-02-30,\n"}, "actors/offices.csv:2: no such day: '2000-02-30'"),
        ({"offices": "person,title,organ,started,ended\nukraine,K,ukraine,2000,1999\n"}, "actors/offices.csv:2: ended is before started"),
    ],
)  # fmt: skip
def test_a_fault_names_its_file_and_line(session: Session, files: Files, changes: dict[str, str], fault: str) -> None:
    assert [line for line in faults(session, files(**changes)) if line.startswith(fault)]


def test_two_rows_about_one_made_organ_are_a_duplicate(session: Session, files: Files) -> None:
    twice = ACTORS + "ukraine-armed-forces,,ZSU,,,,\n" * 2
    assert faults(session, files(actors=twice)) == [
        "actors/actors.csv:3: duplicate id 'ukraine-armed-forces', first at actors/actors.csv:2"
    ]


def test_all_faults_are_named_at_once(session: Session, files: Files) -> None:
    wrong = faults(session, files(areas=AREAS + "a,,,,,,\nb,B,,XX,,,\n", actors=ACTORS + "c,king,C,,,,\n"))
    assert [line.split(": ")[0] for line in wrong] == ["regions/areas.csv:2", "actors/actors.csv:2", "regions/areas.csv:3"]


def test_the_data_that_comes_with_the_house_loads(ledger_session: Session) -> None:
    known = registry(ledger_session)
    assert known.regions["UA"].name == "Ukraine"
    assert "ukraine-armed-forces" in known.actors
