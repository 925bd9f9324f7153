"""The files of app/data/regions: every region has its place in the world, and no name means two things by accident."""

import csv
from collections import defaultdict
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

import app
from app.names import folded, slug

FILES = Path(app.__file__).parent / "data" / "regions"
REACH_KM = 600  # from a division's point to its furthest settlement

# Divisions as wide as a country: their far cities are right all the same.
FAR = {"CN-XJ-hotan", "CN-XJ-kashgar", "RU-KYA-norilsk"}

# Names that two regions of the world have in truth. The text decides, or nobody.
SHARED = {
    "congo": {"CD", "CG"},
    "congolese": {"CD", "CG"},
    "dominican": {"DM", "DO"},
    "dominicans": {"DM", "DO"},
    "georgia": {"GE", "US-GA"},
    "houla": {"LB-NA-houla", "SY-HI-houla"},
    "kamianske": {"UA-12-kamianske", "UA-23-kamianske"},
    "korean": {"KP", "KR"},
    "koreans": {"KP", "KR"},
    "petropavlivka": {"UA-12-petropavlivka", "UA-63-petropavlivka"},
    "punjab": {"IN-PB", "PK-PB"},
}

# Words and names of persons that are also places somewhere.
WORDS = """
abs alba ann april august bar bari bath batman bay bender big bol boulder cabinet capital center central centre coast
cross delta douglas duma east eastern federal florence force gulf hamdan hamilton harem hit hope hull jasim kale karma
lakes leer liberty littoral lod mach male man march mary may meta mobile mon moose nan nasir nelson nice north
northern of orange oro paradise plateau police pool portland progress punch rabia reading reunion rivers saw san
shevchenko shan south southern split stanley sunday tak tame union unity uri van victoria west western ye
"""

# What news writes, and where it lies.
SPELLINGS = {
    "US": "US",
    "U.S.": "US",
    "America": "US",
    "Britain": "GB",
    "U.K.": "GB",
    "DRC": "CD",
    "DR Congo": "CD",
    "Türkiye": "TR",
    "Burma": "MM",
    "Czechia": "CZ",
    "DPRK": "KP",
    "ROK": "KR",
    "Ivory Coast": "CI",
    "Ukrainians": "UA",
    "Nigerien": "NE",
    "Nigerian": "NG",
    "Kiev": "UA-kyiv",
    "Washington, D.C.": "US-washington",
    "Pyongyang": "KP-pyongyang",
    "Donetska oblast": "UA-14",
    "Donetsk region": "UA-14",
    "Donetsk": "UA-14-donetsk",
    "Kursk region": "RU-KRS",
    "Kursk area": "RU-KRS",
    "Kursk": "RU-KRS-kursk",
    "Chechnya": "RU-CE",
    "North Kivu": "CD-NK",
    "Idlib province": "SY-ID",
    "Idlib": "SY-ID-idlib",
    "Anbar": "IQ-AN",
    "Iraqi Kurdistan": "IQ-KR",
    "Sagaing region": "MM-01",
    "Rakhine": "MM-16",
    "Helmand": "AF-HEL",
    "Hadramout": "YE-HD",
    "Tigray": "ET-TI",
    "Sinaloa": "MX-SIN",
    "Texas": "US-TX",
    "Donbass": "donbas",
    "Gaza": "gaza-strip",
    "West Bank": "west-bank",
    "eastern Ghouta": "eastern-ghouta",
    "Ukrainian front line": "front-line-ukraine",
    "al-Hawl": "al-hol-camp",
    "al-Roj": "roj-camp",
    "Rukban": "rukban-camp",
    "Tiyas Military Airfield": "tiyas-airbase",
    "Tabqa Dam": "tabqa-dam",
    "Qalamoun": "qalamoun",
    "north-east Syria": "rojava",
    "Indo-Pacific": "indo-pacific",
    "Red Sea": "red-sea",
    "Hirnyk": "UA-14-hirnyk",
    "Katerynivka": "UA-14-katerynivka",
    "Bohoiavlenka": "UA-14-bohoiavlenka",
    "Avdiyivka": "UA-14-avdiivka",
    "Kharkov": "UA-63-kharkiv",
    "Odessa": "UA-51-odesa",
    "Sudzha": "RU-KRS-sudzha",
    "Al-Fashir": "SD-DN-el-fasher",
    "El-Fasher": "SD-DN-el-fasher",
    "Geneina": "SD-DW-el-geneina",
    "Omdurman": "SD-KH-omdurman",
    "Gaza City": "PS-GZA-gaza-city",
    "Khan Yunis": "PS-KYS-khan-younis",
    "Beit Lahia": "PS-NGZ-beit-lahiya",
    "Manbij": "SY-HL-manbij",
    "Jabla": "SY-LA-jableh",
    "Sarmada": "SY-ID-sarmada",
    "Raqqah": "SY-RA-raqqa",
    "Baghuz": "SY-DY-baghuz",
    "Deir Ezzor": "SY-DY-deir-ez-zor",
    "Tal Afar": "IQ-NI-tal-afar",
    "Hodeida": "YE-HU-hodeidah",
    "Goma": "CD-NK-goma",
    "Pazigyi": "MM-01-pazigyi",
    "Laukkaing": "MM-17-laukkai",
    "Arsal": "LB-BH-arsal",
    "Sousse": "TN-51-sousse",
    "Vladivostok": "RU-PRI-vladivostok",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (FILES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


COUNTRIES, DIVISIONS, AREAS, SETTLEMENTS = (_rows(name) for name in ("countries", "divisions", "areas", "settlements"))


def _capital(country: dict[str, str]) -> dict[str, str]:
    return {
        "id": f"{country['id']}-{slug(country['capital'])}",
        "name": country["capital"],
        "aliases": country["capital_aliases"],
        "adjectives": "",
        "parent": country["id"],
        "latitude": country["capital_latitude"],
        "longitude": country["capital_longitude"],
    }


CAPITALS = [_capital(country) for country in COUNTRIES if country["capital_latitude"]]
ROWS = [*COUNTRIES, *CAPITALS, *DIVISIONS, *AREAS, *SETTLEMENTS]
BY_ID = {row["id"]: row for row in ROWS}


def _names(row: dict[str, str]) -> list[str]:
    return [name for name in [row["name"], *row["aliases"].split(";"), *row["adjectives"].split(";")] if name]


def _regions_by_name() -> dict[str, set[str]]:
    regions = defaultdict(set)
    for row in ROWS:
        for name in _names(row):
            regions[folded(name)].add(row["id"])
    return regions


REGIONS_BY_NAME = _regions_by_name()


def _top(id: str) -> str:
    seen = set()
    while parent := BY_ID[id].get("parent"):
        assert id not in seen, f"{id} is its own ancestor"
        seen.add(id)
        id = parent
    return id


def _km(one: dict[str, str], other: dict[str, str]) -> float:
    a, b, c, d = (radians(float(row[column])) for row in (one, other) for column in ("latitude", "longitude"))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def test_the_files_are_as_large_as_promised() -> None:
    assert len(COUNTRIES) == 250  # ISO 3166-1 and Kosovo
    assert len(DIVISIONS) > 2000
    assert len(SETTLEMENTS) > 1500


def test_ids_are_unique() -> None:
    ids = [row["id"] for row in ROWS]
    assert sorted(ids) == sorted(set(ids))


def test_every_parent_exists() -> None:
    assert [row["id"] for row in ROWS if row.get("parent") and row["parent"] not in BY_ID] == []


def test_divisions_and_settlements_lie_in_the_country_of_their_code() -> None:
    assert [row["id"] for row in [*DIVISIONS, *SETTLEMENTS, *CAPITALS] if _top(row["id"]) != row["id"][:2]] == []


def test_a_settlement_is_named_after_its_parent() -> None:
    assert [row["id"] for row in SETTLEMENTS if not row["id"].startswith(f"{row['parent']}-")] == []


def test_every_point_is_on_the_globe() -> None:
    wrong = [row["id"] for row in ROWS if not (abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180)]
    assert wrong == []


def test_settlements_lie_near_their_division() -> None:
    divisions = {row["id"] for row in DIVISIONS}
    far = {row["id"] for row in SETTLEMENTS if row["parent"] in divisions and _km(row, BY_ID[row["parent"]]) > REACH_KM}
    assert far == FAR


def test_a_division_lies_among_settlements_of_its_country() -> None:
    """A point that was given to the wrong country shows itself by its neighbours."""
    wars = ["UA", "SD", "SY", "IQ", "YE", "MM", "AF"]
    settlements = [*SETTLEMENTS, *CAPITALS]
    strayed = {}
    for division in DIVISIONS:
        if division["id"][:2] in wars:
            nearest = min(settlements, key=lambda row: _km(division, row))
            if nearest["id"][:2] != division["id"][:2] and _km(division, nearest) < 50:
                strayed[division["id"]] = nearest["id"]
    assert strayed == {}


def test_a_name_means_one_region_unless_it_is_declared_to_mean_more() -> None:
    assert {name: ids for name, ids in REGIONS_BY_NAME.items() if len(ids) > 1} == SHARED


def test_no_name_is_a_common_word() -> None:
    assert {name: REGIONS_BY_NAME[name] for name in WORDS.split() if name in REGIONS_BY_NAME} == {}


def test_no_name_has_stray_characters() -> None:
    stray = [
        name
        for row in ROWS
        for name in _names(row)
        if name != name.strip() or "  " in name or len(name) < 2 or name.startswith("the ")
    ]
    assert stray == []


@pytest.mark.parametrize(("written", "region"), SPELLINGS.items())
def test_spellings_of_news_are_known(written: str, region: str) -> None:
    assert REGIONS_BY_NAME[folded(written)] == {region}


def test_dissolving_parents_lead_from_a_village_to_its_front() -> None:
    ancestors = []
    id = "UA-14-hirnyk"
    while id := BY_ID[id].get("parent", ""):
        ancestors.append(id)
    assert ancestors == ["UA-14", "donbas", "UA"]


@pytest.mark.parametrize(
    "id", ["crimea", "east-jerusalem", "golan-heights", "nagorno-karabakh", "abkhazia", "UA-43", "PK-JK", "TW", "XK", "EH"]
)
def test_disputed_places_say_so(id: str) -> None:
    assert BY_ID[id]["note"]


def test_territories_are_no_states() -> None:
    states = {row["id"]: row["actor"] for row in COUNTRIES}
    assert states["PR"] == states["HK"] == ""
    assert states["KP"] == "north-korea"
    assert states["US"] == "united-states"
    assert states["GB"] == "united-kingdom"
    assert len({actor for actor in states.values() if actor}) == sum(1 for actor in states.values() if actor) == 197
