"""A user's own actors and regions: read with every fault named, entered once, kept through every upgrade."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import models
from app.ingestion.imports import Imported, import_actors, import_regions
from app.ingestion.reference import load, registry
from app.ingestion.reference_lines import BadReference
from app.vocabulary import RegionKind

BUILT_IN = {
    "regions/countries.csv": (
        "id,iso3,name,aliases,adjectives,capital,capital_aliases,capital_latitude,capital_longitude,latitude,longitude,population,"
        "actor,actor_aliases,note\n"
        "UA,UKR,Ukraine,,Ukrainian,Kyiv,,50.45,30.52,49,32,37000000,ukraine,,\n"
    ),
    "regions/divisions.csv": (
        "id,name,aliases,adjectives,parent,latitude,longitude,note\n"
        "UA-14,Donetsk Oblast,,,UA,48,37.8,\nUA-09,Luhansk Oblast,,,UA,48.9,38.9,\n"
    ),
    "regions/settlements.csv": (
        "id,name,aliases,parent,latitude,longitude,population\n"
        "UA-14-hirnyk,Hirnyk,,UA-14,48.05,37.37,10357\nUA-09-luhansk,Luhansk,,UA-09,48.57,39.3,400000\n"
    ),
    "actors/people.csv": (
        "id,kind,name,aliases,parent,country,wikidata\n"
        "volodymyr-zelenskyy,person,Volodymyr Zelenskyy,Zelensky,ukraine,UA,Q1\nold-league,group,Old League,OLG,ukraine,UA,\n"
    ),
}
ACTORS = "id,kind,name,aliases,parent,country,wikidata\n"
PLACES = "id,kind,name,aliases,adjectives,parent,latitude,longitude,population\n"
Files = Callable[..., Path]
Write = Callable[[str, str], Path]


@pytest.fixture
def built_in(tmp_path: Path) -> Files:
    """Writes the data files above, with some put differently: those of another version."""

    def written(**changes: str) -> Path:
        for name, content in BUILT_IN.items():
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(changes.get(path.stem, content))
        return tmp_path / "data"

    return written


@pytest.fixture
def session(engine: Engine, built_in: Files) -> Iterator[Session]:
    with Session(engine) as session:
        load(session, built_in())
        session.commit()
        yield session


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: str) -> Path:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path / name

    return written


def revision(session: Session) -> int:
    session.expire_all()
    return session.get_one(models.Revision, 1).number


def names(session: Session, actor: str) -> set[str]:
    return set(session.exec(select(models.ActorAlias.alias).where(models.ActorAlias.actor_id == actor)))


def region_names(session: Session, region: str) -> dict[str, bool]:
    rows = session.exec(select(models.RegionAlias).where(models.RegionAlias.region_id == region))
    return {row.alias: row.adjective for row in rows}


MINE = ACTORS + "black-storks,group,Black Storks,BSK;the Storks,ukraine,UA,\njane-roe,person,Jane Roe,,black-storks,UA,\n"


def test_actors_of_a_csv_are_entered(session: Session, write: Write) -> None:
    assert import_actors(session, write("mine.csv", MINE)) == Imported(new=2, changed=0, unchanged=0)
    known = registry(session)
    assert known.actors["jane-roe"].parent == "black-storks"
    assert {("BSK", "black-storks"), ("Jane Roe", "jane-roe")} <= {(name.alias, name.actor) for name in known.actor_names}


def test_a_file_means_the_same_in_toml(session: Session, write: Write) -> None:
    toml = """
        [[actor]]
        id = "black-storks"
        kind = "group"
        name = "Black Storks"
        aliases = ["BSK", "the Storks"]
        parent = "ukraine"
        country = "UA"

        [[actor]]
        id = "jane-roe"
        kind = "person"
        name = "Jane Roe"
        parent = "black-storks"
        country = "UA"

        [[office]]
        person = "jane-roe"
        title = "commander"
        organ = "black-storks"
        started = 2024-01-31
    """
    import_actors(session, write("mine.toml", toml))
    assert import_actors(session, write("mine.csv", MINE)) == Imported(new=0, changed=0, unchanged=2)
    [office] = session.exec(select(models.Office)).all()
    assert (office.person_id, office.started.isoformat(), office.ended) == ("jane-roe", "2024-01-31", None)


def test_the_same_file_twice_changes_nothing(session: Session, write: Write) -> None:
    path = write("mine.csv", MINE + "volodymyr-zelenskyy,,,Ze,,,\n")
    assert import_actors(session, path) == Imported(new=2, changed=1, unchanged=0)
    before = revision(session)
    assert import_actors(session, path) == Imported(new=0, changed=0, unchanged=3)
    assert revision(session) == before


def test_offices_come_in_a_file_of_their_own(session: Session, write: Write) -> None:
    offices = "person,title,organ,started,ended\nvolodymyr-zelenskyy,president,ukraine,2019-05-20,\n"
    assert import_actors(session, write("offices.csv", offices)) == Imported(new=0, changed=1, unchanged=0)
    assert import_actors(session, write("offices.csv", offices)) == Imported(new=0, changed=0, unchanged=1)
    assert [office.title for office in session.exec(select(models.Office))] == ["president"]


def test_a_blank_cell_leaves_a_built_in_actor_as_it_is(session: Session, write: Write) -> None:
    import_actors(session, write("mine.csv", ACTORS + "volodymyr-zelenskyy,,,Selenskyj-X,,,\n"))
    actor = session.get_one(models.Actor, "volodymyr-zelenskyy")
    assert (actor.kind, actor.name, actor.parent_id, actor.provenance) == ("person", "Volodymyr Zelenskyy", "ukraine", "built-in")
    assert names(session, actor.id) == {"Volodymyr Zelenskyy", "Zelensky", "Selenskyj-X"}


def test_a_users_rows_names_and_changes_survive_an_upgrade(session: Session, write: Write, built_in: Files) -> None:
    """The next version renames the president, drops a name that the user vouches for, and a group nobody rests on."""
    import_actors(session, write("mine.csv", MINE + "volodymyr-zelenskyy,,,Ze;Zelensky,,,\nukraine,,Ukraina,,,,\n"))
    session.commit()
    load(session, built_in(people=ACTORS + "volodymyr-zelenskyy,person,Volodymyr Zelensky,Vova,ukraine,UA,Q1\n"))
    session.commit()
    session.expire_all()
    assert session.get_one(models.Actor, "volodymyr-zelenskyy").name == "Volodymyr Zelensky"
    assert names(session, "volodymyr-zelenskyy") == {"Volodymyr Zelenskyy", "Volodymyr Zelensky", "Zelensky", "Ze", "Vova"}
    assert session.get_one(models.Actor, "ukraine").name == "Ukraina"
    assert names(session, "black-storks") == {"Black Storks", "BSK", "the Storks"}
    assert session.get(models.Actor, "old-league") is None
    assert names(session, "old-league") == set()


def test_what_a_users_row_rests_on_stays_but_is_looked_for_no_more(session: Session, write: Write, built_in: Files) -> None:
    import_actors(session, write("mine.csv", ACTORS + "jane-roe,person,Jane Roe,,old-league,UA,\n"))
    load(session, built_in(people=ACTORS))
    assert session.get(models.Actor, "old-league") is not None
    assert session.get(models.Actor, "volodymyr-zelenskyy") is None
    assert "old-league" not in {name.actor for name in registry(session).actor_names}
    [alias] = session.exec(select(models.ActorAlias).where(models.ActorAlias.actor_id == "old-league"))
    assert (alias.alias, alias.in_text) == ("Old League", False)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("x y,group,X,,,,\n", "mine.csv:2: 'x y' is no id"),
        ("a,king,A,,,,\n", "mine.csv:2: unknown kind 'king'"),
        ("a,,A,,,,\n", "mine.csv:2: kind is blank"),
        ("a,group,,,,,\n", "mine.csv:2: name is blank"),
        (",group,A,,,,\n", "mine.csv:2: id is blank"),
        ("a,group,A,,nobody,,\n", "mine.csv:2: unknown parent 'nobody'"),
        ("a,group,A,,,ZZ,\n", "mine.csv:2: unknown country 'ZZ'"),
        ("a,group,A\n", "mine.csv:2: not as many cells as the header"),
        ("a,group,A,,,,\na,group,B,,,,\n", "mine.csv:3: duplicate id 'a', first at mine.csv:2"),
        ("a,group,A,,b,,\nb,group,B,,a,,\n", "mine.csv:2: 'a' is its own ancestor"),
        ("ukraine,,,,volodymyr-zelenskyy,,\n", "mine.csv:2: 'ukraine' is its own ancestor"),
        ('a,group,"A,,,,\n', "mine.csv:2: "),
        ("a,group,A\0,,,,\n", "mine.csv:2: a NUL character"),
    ],
)
def test_a_fault_names_its_line_and_nothing_is_entered(session: Session, write: Write, rows: str, fault: str) -> None:
    before = revision(session)
    with pytest.raises(BadReference) as raised:
        import_actors(session, write("mine.csv", ACTORS + rows))
    assert [line for line in str(raised.value).splitlines() if line.startswith(fault)]
    assert revision(session) == before
    assert session.get(models.Actor, "a") is None


def test_all_faults_are_named_at_once(session: Session, write: Write) -> None:
    rows = ACTORS + "x y,group,X,,,,\na,group,A,,nobody,ZZ,\n\nb,king,B,,,,\n"
    with pytest.raises(BadReference) as raised:
        import_actors(session, write("mine.csv", rows))
    assert [line.split(": ")[0] for line in str(raised.value).splitlines()] == [
        "mine.csv:2",
        "mine.csv:5",
        "mine.csv:3",
        "mine.csv:3",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('[[actor]]\nid = "a"\nkind = \n', "mine.toml:3: "),
        ('[[actr]]\nid = "a"\n', "mine.toml: unknown table 'actr'"),
        ('[actor]\nid = "a"\n', "mine.toml: write actor as [[actor]]"),
        ('[[actor]]\nid = "a"\nkind = "group"\nname = "A"\n\n[[actor]]\nid = "b"\n', "mine.toml:6: kind is blank"),
        ('[[actor]]\nid = "a"\nkind = "group"\nname = "A"\nmood = "bad"\n', "mine.toml:1: unknown column 'mood'"),
        ('[[actor]]\nid = "a"\naliases = [1]\n', "mine.toml:1: aliases is neither text"),
        (
            '[[office]]\nperson = "jane"\ntitle = "x"\norgan = "ukraine"\nstarted = 2024-01-31\n',
            "mine.toml:1: unknown actor 'jane'",
        ),
    ],
)
def test_a_fault_of_toml_names_its_line(session: Session, write: Write, content: str, fault: str) -> None:
    with pytest.raises(BadReference) as raised:
        import_actors(session, write("mine.toml", content))
    assert [line for line in str(raised.value).splitlines() if line.startswith(fault)]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"id,kind,name,mood\n", "mine.csv:1: unknown column 'mood'"),
        (b"kind,name\ngroup,A\n", "mine.csv:1: there is no column 'id'"),
        (b"id,id,kind\n", "mine.csv:1: the column 'id' is there twice"),
        (b"id,kind,name\na,group,caf\xe9\n", "mine.csv:2: not UTF-8"),
        (b"", "mine.csv:1: there is no column 'id'"),
    ],
)
def test_a_file_that_is_none_is_refused(session: Session, tmp_path: Path, content: bytes, fault: str) -> None:
    (tmp_path / "mine.csv").write_bytes(content)
    with pytest.raises(BadReference, match=fault):
        import_actors(session, tmp_path / "mine.csv")


def test_a_file_that_is_not_there_is_named(session: Session, tmp_path: Path) -> None:
    with pytest.raises(BadReference, match=r"nothing\.csv: No such file"):
        import_actors(session, tmp_path / "nothing.csv")


def test_regions_of_a_csv_are_entered(session: Session, write: Write) -> None:
    rows = (
        PLACES
        + "front,area,The Front,Line of Contact,,UA,,,\nUA-14-x,settlement,Xove,,,UA-14,48.1,37.5,12\nUA,,,Ukraina,Ukrayinian,,,,\n"
    )
    assert import_regions(session, write("mine.csv", rows)) == Imported(new=2, changed=1, unchanged=0)
    assert import_regions(session, write("mine.csv", rows)) == Imported(new=0, changed=0, unchanged=3)
    settlement = session.get_one(models.Region, "UA-14-x")
    assert (settlement.parent_id, settlement.population, settlement.provenance) == ("UA-14", 12, "user")
    assert registry(session).regions["front"].name == "The Front"
    assert region_names(session, "UA") | {"Ukraina": False, "Ukrayinian": True} == region_names(session, "UA")
    assert session.get_one(models.Region, "UA").provenance == "built-in"


def test_the_kind_of_regions_is_in_the_name_of_the_file_or_given(session: Session, write: Write) -> None:
    rows = "id,name,parent\ny,Yove,UA-14\n"
    with pytest.raises(BadReference, match=r"mine\.csv:2: kind is blank"):
        import_regions(session, write("mine.csv", rows))
    import_regions(session, write("mine.csv", rows), RegionKind.AREA)
    assert session.get_one(models.Region, "y").kind == "area"
    import_regions(session, write("settlements.csv", rows.replace("y,", "z,")))
    assert session.get_one(models.Region, "z").kind == "settlement"


def test_a_users_regions_survive_an_upgrade(session: Session, write: Write, built_in: Files) -> None:
    import_regions(session, write("mine.csv", PLACES + "x,settlement,Xove,,,UA-14,,,\nUA-14-hirnyk,,,Girnik,,,,,\n"))
    load(session, built_in(settlements="id,name,aliases,parent,latitude,longitude,population\n"))
    assert session.get(models.Region, "x") is not None
    assert session.get(models.Region, "UA-09-luhansk") is None
    assert region_names(session, "UA-14-hirnyk") == {"Girnik": False, "Hirnyk": False}  # its name, which the user's line says too


def place(id: int, name: str, others: str, point: tuple[float, float], feature: str, admin1: str, people: int) -> str:
    kind = "A" if feature.startswith("ADM") else "H" if feature == "LK" else "P"
    cells = [
        id,
        name,
        name,
        others,
        *point,
        kind,
        feature,
        "UA",
        "",
        admin1,
        "",
        "",
        "",
        people,
        "",
        100,
        "Europe/Kyiv",
        "2024-01-01",
    ]
    return "\t".join(map(str, cells)) + "\n"


DUMP = (
    place(1, "Donetska Oblast’", "Donetsk Oblast,Донецька область", (48, 37.5), "ADM1", "05", 0)
    + place(2, "Hirnyk", "Girnik,Гірник,HRN", (48.06, 37.36), "PPL", "05", 11000)
    + place(3, "Hirnyk", "", (48.1, 37.4), "PPL", "05", 40)
    + place(4, "Xove", "", (48.2, 37.6), "PPL", "05", 900)
    + place(5, "Luhansk", "Lugansk", (48.57, 39.31), "PPLA", "14", 400000)
    + place(6, "Yove", "", (48.0, 38.0), "PPL", "14", 500)
    + place(7, "Zove", "", (48.9, 38.8), "PPL", "99", 3)
    + place(8, "Blue Lake", "", (48.0, 38.0), "LK", "05", 0)
    + place(9, "Gone", "", (48.0, 38.0), "PPLH", "05", 0)
)


def test_a_dump_of_geonames_is_read(session: Session, write: Write) -> None:
    path = write("UA.txt", DUMP)
    assert import_regions(session, path) == Imported(new=4, changed=2, unchanged=0)
    known = {region.id: region for region in session.exec(select(models.Region))}
    assert {id: known[id].parent_id for id in known if id.startswith("geonames-")} == {
        "geonames-3": "UA-14",  # another Hirnyk, a few kilometres away
        "geonames-4": "UA-14",  # its division has a name that we know
        "geonames-6": "UA-09",  # its division is where Luhansk lies, though that of Donetsk is nearer
        "geonames-7": "UA-09",  # nothing is known of its division: the nearest
    }
    assert known["geonames-4"].population == 900
    assert region_names(session, "UA-14-hirnyk") == {"Hirnyk": False, "Girnik": False}
    assert session.get_one(models.Region, "UA-14-hirnyk").population == 10357
    assert import_regions(session, path) == Imported(new=0, changed=0, unchanged=6)


def test_small_settlements_of_a_dump_can_be_left_out(session: Session, write: Write) -> None:
    assert import_regions(session, write("UA.txt", DUMP), least=600) == Imported(new=1, changed=2, unchanged=0)
    assert session.get(models.Region, "geonames-4") is not None


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (place(4, "X", "", (95, 37), "PPL", "05", 1), "UA.txt:10: latitude is out of range: 95"),
        (place(4, "", "", (45, 37), "PPL", "05", 1), "UA.txt:10: the name is blank"),
        ("4\tX\n", "UA.txt:10: 2 columns, not 19"),
        (place(4, "X", "", (45, 37), "PPL", "05", -1), "UA.txt:10: population is no number: '-1'"),
    ],
)
def test_a_fault_in_a_dump_names_its_line(session: Session, write: Write, broken: str, fault: str) -> None:
    with pytest.raises(BadReference) as raised:
        import_regions(session, write("UA.txt", DUMP + broken))
    assert str(raised.value) == fault
