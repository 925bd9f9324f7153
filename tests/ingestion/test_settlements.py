"""GeoNames' cities become the packed file: which are kept, where they lie, what they are called, and that it repeats to the byte."""

from pathlib import Path
from random import Random
from string import ascii_uppercase
from typing import Any

import pytest

from app.ingestion.annotate.not_places import not_places
from app.ingestion.reference_files import GEONAMES, read
from app.ingestion.reference_lines import Region
from app.ingestion.settlements import City, Settlement, build, packed, settlements

COUNTRIES = (
    "id,iso3,name,aliases,adjectives,capital,capital_aliases,capital_latitude,capital_longitude,latitude,longitude,population,actor,note\n"
    "UA,UKR,Ukraine,,Ukrainian,Kyiv,Kiev,50.45,30.52,49,32,37000000,,\n"
    "FR,FRA,France,,French,Paris,,48.86,2.35,47,2,67000000,,\n"
    "GB,GBR,United Kingdom,,British,London,,51.51,-0.13,54,-2.5,66000000,,\n"
)
DIVISIONS = (
    "id,name,aliases,parent,latitude,longitude\n"
    "UA-14,Donetsk Oblast,,UA,48,37.5\n"
    "UA-63,Kharkiv Oblast,,UA,49.6,36.6\n"
    "FR-PAC,Provence,,FR,43.7,7.2\n"
)
SETTLEMENTS = "id,name,aliases,parent,latitude,longitude,population\nUA-14-hirnyk,Hirnyk,Girnyk,UA-14,48.05,37.36,\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Hand-made files of three countries."""
    (tmp_path / "regions").mkdir()
    for name, content in (("countries", COUNTRIES), ("divisions", DIVISIONS), ("settlements", SETTLEMENTS)):
        (tmp_path / "regions" / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def known(directory: Path) -> dict[str, Region]:
    return read(directory).regions


def city(number: int, name: str, country: str = "UA", admin: str = "05", **given: Any) -> City:
    """A city in Donetsk oblast, which GeoNames calls 05, unless it is said to be elsewhere."""
    rest: Any = {"latitude": 48.0, "longitude": 37.5, "population": 9000, "alternatenames": []} | given
    return City(geonameid=number, name=name, countrycode=country, admin1code=admin, **rest)


def found(known: dict[str, Region], *cities: City) -> dict[str, Settlement]:
    return {each.id: each for each in settlements(cities, known, not_places())}


def test_small_towns_are_kept_where_there_is_war_or_english(known: dict[str, Region]) -> None:
    everywhere = [
        city(1, "Vuhledar", population=501),
        city(2, "Nowhereivka", population=499),
        city(3, "Grasse", "FR", "93", latitude=43.7, longitude=7.2, population=14_999),
        city(4, "Antibes", "FR", "93", latitude=43.7, longitude=7.2, population=15_000),
        city(5, "Keswick", "GB", "ENG", latitude=54.6, longitude=-3.1, population=5_000),
        city(6, "Hawes", "GB", "ENG", latitude=54.3, longitude=-2.2, population=4_999),
    ]
    assert [each.name for each in found(known, *everywhere).values()] == ["Antibes", "Keswick", "Vuhledar"]


def test_a_division_is_the_one_where_the_settlements_of_its_code_lie(known: dict[str, Region]) -> None:
    placed = found(
        known,
        city(1, "Vuhledar", latitude=47.8, longitude=37.2),
        city(2, "Bakhmut", latitude=48.6, longitude=38.0),
        city(3, "Izium", admin="07", latitude=49.2, longitude=37.3),
        city(4, "Kupiansk", admin="07", latitude=49.7, longitude=37.6),
        city(5, "Chuhuiv", admin="07", latitude=49.8, longitude=36.7),
        city(6, "Lozova", admin="07", latitude=48.9, longitude=36.3),
        city(7, "Uzhhorod", admin="25", latitude=48.6, longitude=22.3),
    )
    assert {each.name: each.parent for each in placed.values()} == {
        "Vuhledar": "UA-14", "Bakhmut": "UA-14", "Izium": "UA-63", "Kupiansk": "UA-63", "Chuhuiv": "UA-63", "Lozova": "UA-63",
        "Uzhhorod": "UA",  # no division is near the middle of 25
    }  # fmt: skip
    assert set(placed) >= {"UA-14-vuhledar", "UA-63-izium", "UA-uzhhorod"}


def test_a_slip_of_a_code_does_not_carry_a_settlement_across_the_country(known: dict[str, Region]) -> None:
    known["UA-14"].longitude = 25.0
    west = [city(number, f"Selo {letter}", longitude=25.0) for number, letter in enumerate(ascii_uppercase)]
    east = [
        city(100 + number, f"Hai {letter}", admin="07", latitude=49.6, longitude=36.6)
        for number, letter in enumerate(ascii_uppercase)
    ]
    placed = found(known, *west, *east, city(50, "Strayed", admin="05", latitude=49.6, longitude=36.5))
    assert placed["UA-63-strayed"].parent == "UA-63"
    assert placed["UA-14-selo-a"].parent == "UA-14"


def test_a_hand_made_settlement_keeps_its_id_and_gains_names_and_people(known: dict[str, Region]) -> None:
    placed = found(known, city(1, "Girnik", latitude=48.06, longitude=37.37, alternatenames=["Hirnyk", "Gornjak", "Girnyk"]))
    assert list(placed) == ["UA-14-hirnyk"]
    assert (placed["UA-14-hirnyk"].population, placed["UA-14-hirnyk"].aliases) == (9000, ["Girnik", "Gornjak"])


def test_a_namesake_far_away_is_another_place(known: dict[str, Region]) -> None:
    placed = found(known, city(1, "Hirnyk", latitude=48.4, longitude=37.9), city(2, "Hirnyk", latitude=47.9, longitude=37.0))
    assert list(placed) == ["UA-14-hirnyk-1", "UA-14-hirnyk-2"]


def test_of_two_the_larger_has_the_plain_id(known: dict[str, Region]) -> None:
    placed = found(known, city(8, "Stepne", population=600), city(9, "Stepne", population=700, longitude=38.0))
    assert {id: each.population for id, each in placed.items()} == {"UA-14-stepne": 700, "UA-14-stepne-8": 600}


def test_names_that_no_english_text_has_are_dropped(known: dict[str, Region]) -> None:
    others = [
        "Артемівськ",
        "BKH",
        "Ba",
        "ba he mu te",
        "Artemivsk",
        "ARTEMIVSK",
        "Ártemivsk",
        "Bakhmut",
        "Artemovsk 9",
        "March",
        "Ukraine",
    ]
    assert found(known, city(1, "Bakhmut", alternatenames=others))["UA-14-bakhmut"].aliases == ["ARTEMIVSK"]


def test_another_name_is_not_taken_from_a_larger_place(known: dict[str, Region]) -> None:
    placed = found(
        known,
        city(1, "Izium", population=50_000),
        city(2, "Mala", population=600, alternatenames=["Izium", "Kyiv", "Malynivka"]),
    )
    assert placed["UA-14-mala"].aliases == ["Malynivka"]


def test_names_that_are_words_everywhere_are_no_settlements(known: dict[str, Region]) -> None:
    assert found(known, city(1, "Police"), city(2, "March"), city(3, "Ho")) == {}


def test_saints_are_spelt_in_every_way(known: dict[str, Region]) -> None:
    saint = city(1, "St Albans", "GB", "ENG", latitude=51.7, longitude=-0.3, population=80_000)
    assert found(known, saint)["GB-st-albans"].aliases == ["Saint Albans", "St. Albans"]


def test_the_same_cities_give_the_same_bytes_in_any_order(directory: Path) -> None:
    cities = [city(number, f"Selo {chr(65 + number)}bc", alternatenames=["Zeta", "Alpha"]) for number in range(20)]
    assert build(cities, directory) == 20
    first = (directory / GEONAMES).read_bytes()
    Random(3).shuffle(cities)
    build(cities, directory)
    assert (directory / GEONAMES).read_bytes() == first
    assert first[4:8] == bytes(4)  # gzip's own time stamp


def test_what_is_built_is_not_built_upon(directory: Path) -> None:
    build([city(1, "Vuhledar"), city(2, "Bakhmut")], directory)
    build([city(1, "Vuhledar")], directory)
    regions = read(directory).regions
    assert "UA-14-vuhledar" in regions
    assert "UA-14-bakhmut" not in regions


def test_the_packed_file_adds_to_what_is_made_by_hand(directory: Path) -> None:
    build([city(1, "Girnik", latitude=48.06, longitude=37.37, alternatenames=["Hirnyk"]), city(2, "Vuhledar")], directory)
    regions = read(directory).regions
    hirnyk = regions["UA-14-hirnyk"]
    assert (hirnyk.name, hirnyk.aliases, hirnyk.population, hirnyk.latitude) == ("Hirnyk", ["Girnyk", "Girnik"], 9000, 48.05)
    assert regions["UA-14-vuhledar"].parent == "UA-14"


def test_a_packed_file_of_nothing_has_its_header() -> None:
    assert packed([]).startswith(b"\x1f\x8b")
