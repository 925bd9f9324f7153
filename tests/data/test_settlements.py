"""The packed file of settlements: small, whole, and everything in it lies where it lies in the world."""

import csv
import gzip
from collections import defaultdict

import pytest

from app.ingestion.annotate.not_places import not_places
from app.ingestion.points import kilometres
from app.ingestion.reference import DATA
from app.ingestion.reference_files import GEONAMES, read
from app.ingestion.reference_lines import Region
from app.names import folded
from app.vocabulary import RegionKind

# Cities by the first-level division they lie in.
CITIES = """
US-AL Birmingham Montgomery Huntsville Mobile Tuscaloosa
US-AZ Phoenix Tucson Mesa Flagstaff
US-CA Oakland Sacramento Fresno Bakersfield Anaheim Berkeley
US-CO Denver Aurora Boulder
US-FL Miami Tampa Orlando Jacksonville Tallahassee Sanford
US-GA Atlanta Savannah Macon Augusta
US-IL Chicago Springfield Peoria
US-IN Indianapolis Gary
US-KY Louisville
US-MA Boston Worcester Springfield Cambridge
US-MI Detroit Flint Lansing
US-MN Minneapolis Duluth
US-MO Ferguson Springfield
US-NV Reno Henderson
US-NY Buffalo Rochester Syracuse Albany Brooklyn
US-OH Cleveland Columbus Cincinnati Dayton
US-OR Portland Salem Eugene
US-PA Philadelphia Pittsburgh Harrisburg
US-TN Nashville Memphis Knoxville
US-TX Houston Dallas Austin Uvalde Odessa Paris
US-UT Provo
US-VA Richmond Norfolk Charlottesville
US-WA Seattle Tacoma Spokane Vancouver
US-WI Milwaukee Madison Kenosha
CA-ON Toronto London Hamilton Windsor
CA-QC Laval Gatineau
CA-BC Vancouver Kelowna
CA-AB Calgary Edmonton
GB-ENG Manchester Leeds Liverpool Bristol Cambridge Reading Salisbury
GB-SCT Glasgow Edinburgh Aberdeen Dundee
GB-WLS Cardiff Swansea
GB-NIR Belfast Derry
AU-NSW Sydney Newcastle
AU-VIC Melbourne Geelong
AU-QLD Brisbane Cairns
FR-IDF Saint-Denis Versailles
FR-PAC Marseille Nice Toulon
FR-ARA Lyon Grenoble
FR-OCC Toulouse Montpellier
FR-GES Strasbourg Reims
DE-BY Nuremberg Augsburg
DE-NW Düsseldorf Dortmund Essen Bonn
DE-HE Wiesbaden Kassel
DE-SN Dresden Leipzig Chemnitz
ES-CT Barcelona Girona
ES-AN Málaga Granada
ES-VC Alicante
IT-25 Milan Bergamo Brescia
IT-72 Naples Salerno
IT-82 Palermo Catania
PL-12 Kraków
PL-22 Gdańsk Gdynia
PL-18 Rzeszów
UA-12 Dnipro Nikopol Pavlohrad Marhanets
UA-14 Mariupol Bakhmut Kramatorsk Sloviansk Pokrovsk Toretsk Horlivka Makiivka Vuhledar
UA-09 Luhansk Sievierodonetsk Lysychansk Alchevsk
UA-23 Zaporizhzhia Melitopol Berdiansk Enerhodar Tokmak Orikhiv
UA-65 Kherson Henichesk Skadovsk
UA-63 Kharkiv Izium Kupiansk Chuhuiv Lozova
UA-59 Sumy Konotop Shostka Okhtyrka
UA-74 Chernihiv Nizhyn Pryluky
UA-32 Bucha Irpin Brovary
UA-51 Odesa Izmail Chornomorsk
UA-48 Mykolaiv Ochakiv
UA-46 Lviv Drohobych
UA-53 Poltava Kremenchuk
UA-35 Kropyvnytskyi Oleksandriia
UA-18 Zhytomyr Berdychiv
UA-26 Kalush Kolomyia
UA-43 Simferopol Kerch Yevpatoria
RU-BEL Belgorod Shebekino Gubkin
RU-KRS Kursk Sudzha Rylsk
RU-BRY Bryansk Klintsy
RU-ROS Taganrog Novocherkassk
RU-VOR Voronezh
RU-KDA Krasnodar Sochi Novorossiysk
RU-SVE Yekaterinburg
RU-TA Kazan
RU-CE Grozny
RU-DA Makhachkala Derbent
RU-NVS Novosibirsk
RU-PRI Vladivostok
RU-SA Yakutsk
RU-KYA Krasnoyarsk Norilsk
SY-HL Aleppo Manbij Afrin Azaz
SY-ID Idlib Saraqib
SY-HI Homs Palmyra
SY-HM Hama
SY-DY Mayadin
SY-RA Raqqa
SY-HA Hasakah Qamishli
SY-LA Latakia Jableh
SY-DR Daraa
IQ-NI Mosul Sinjar
IQ-AN Fallujah Ramadi Hit
IQ-BA Basra
IQ-KI Kirkuk
IQ-NA Najaf
IQ-DI Baqubah
YE-TA Taiz Mocha
YE-IB Ibb
YE-MA Marib
LB-AS Tripoli
LB-BH Baalbek Arsal
IL-HA Haifa
IL-M Netanya
IL-D Ashkelon Ashdod Sderot
SD-DN Kutum
SD-DS Nyala
SD-NR Atbara
SD-KH Omdurman
ET-TI Mekele Adigrat
ET-AM Gondar Lalibela Dessie
SO-SH Afgooye
SO-BY Baidoa
CD-NK Goma Butembo Beni
CD-SK Bukavu Uvira
CD-IT Bunia
CD-TO Kisangani
CD-HK Lubumbashi
ML-6 Timbuktu
ML-7 Gao
ML-5 Mopti
BF-12 Djibo
NE-3 Dosso
NG-BO Maiduguri Chibok Bama
NG-KN Kano
NG-KD Kaduna Zaria
NG-LA Lagos Ikeja
LY-BA Benghazi
LY-MI Misrata
LY-SR Sirte
MM-04 Mandalay
MM-06 Yangon
MM-17 Lashio
MM-16 Sittwe
AF-HEL Gereshk
AF-KAN Kandahar
AF-HER Herat
AF-NAN Jalalabad
AF-KDZ Kunduz
HT-AR Gonaïves
CO-ANT Medellín
CO-VAC Cali Buenaventura Tuluá
AM-SH Gyumri
TR-31 Antakya
TR-27 Gaziantep
PK-KP Peshawar
PK-PB Lahore Multan
PK-SD Karachi
IN-MH Mumbai Pune
IN-UP Lucknow Kanpur
IN-WB Kolkata
CN-GD Guangzhou Shenzhen
CN-HB Wuhan
CN-XJ Kashgar
JP-27 Osaka
JP-34 Hiroshima
BR-SP Campinas
BR-RJ Niterói
MX-JAL Guadalajara
MX-BCN Tijuana
ZA-GP Johannesburg
ZA-KZN Durban
EG-ALX Alexandria
KE-28 Mombasa
"""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with gzip.open(DATA / GEONAMES, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def regions() -> dict[str, Region]:
    return read(DATA).regions


@pytest.fixture(scope="module")
def parents(regions: dict[str, Region]) -> dict[tuple[str, str], set[str | None]]:
    """The parents of the settlements of each country and name."""
    found = defaultdict(set)
    for region in regions.values():
        if region.kind is RegionKind.SETTLEMENT:
            for name in [region.name, *region.aliases]:
                found[region.id[:2], folded(name)].add(region.parent)
    return found


def test_the_file_is_small_and_says_much(rows: list[dict[str, str]]) -> None:
    assert (DATA / GEONAMES).stat().st_size < 5_000_000
    assert len(rows) > 45_000
    assert sum(len(row["aliases"].split(";")) for row in rows) > 80_000


def test_each_settlement_is_there_once_and_in_order(rows: list[dict[str, str]]) -> None:
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("line", CITIES.strip().splitlines())
def test_known_cities_lie_in_their_division(parents: dict[tuple[str, str], set[str | None]], line: str) -> None:
    division, *cities = line.split()
    assert [city for city in cities if division not in parents[division[:2], folded(city)]] == []


def test_settlements_lie_in_the_country_of_their_id(regions: dict[str, Region]) -> None:
    def top(region: Region) -> str:
        while region.parent:
            region = regions[region.parent]
        return region.id

    settlements = [region for region in regions.values() if region.kind is RegionKind.SETTLEMENT]
    assert [region.id for region in settlements if top(region) != region.id[:2]] == []


def test_most_settlements_have_a_division_and_lie_near_it(regions: dict[str, Region]) -> None:
    def apart(region: Region) -> float:
        above = regions[region.parent or ""]
        return kilometres((region.latitude or 0, region.longitude or 0), (above.latitude or 0, above.longitude or 0))

    settlements = [region for region in regions.values() if region.kind is RegionKind.SETTLEMENT]
    placed = [region for region in settlements if regions[region.parent or ""].kind is RegionKind.DIVISION]
    assert len(placed) > 0.9 * len(settlements)
    assert [region.id for region in placed if apart(region) > 1800] == []  # Norilsk is 1,500 km from the middle of its krai
    assert sum(apart(region) > 600 for region in placed) < 0.01 * len(placed)


@pytest.mark.parametrize(
    "place", ["Bohoiavlenka", "Katerynivka", "Hirnyk", "Avdiyivka", "Avdiivka", "Kurakhove", "Kupyansk", "Sudzha", "Volchansk"]
)
def test_villages_of_the_war_are_there(parents: dict[tuple[str, str], set[str | None]], place: str) -> None:
    assert parents["UA", folded(place)] or parents["RU", folded(place)]


def test_nothing_is_called_like_a_word_that_is_never_a_place(rows: list[dict[str, str]]) -> None:
    never = not_places().never
    assert [row["id"] for row in rows if folded(row["name"]) in never] == []
    made = read(DATA, built=False).regions  # "Mocha (Yemen)" may be called so by its first name
    aliases = [(row["id"], alias) for row in rows if row["id"] not in made for alias in row["aliases"].split(";") if alias]
    assert [pair for pair in aliases if not_places().holds(folded(pair[1]))] == []


def test_no_alias_is_a_code_or_in_another_script(rows: list[dict[str, str]]) -> None:
    aliases = [alias for row in rows for alias in row["aliases"].split(";") if alias]
    assert [alias for alias in aliases if len(alias) < 3 or (alias.isupper() and len(alias) <= 4)] == []
    assert [alias for alias in aliases if any("\u0370" <= letter < "\u1e00" for letter in alias)] == []


def test_an_alias_is_no_name_of_a_country_or_division(rows: list[dict[str, str]]) -> None:
    wide = {
        folded(name)
        for region in read(DATA, built=False).regions.values()
        if region.kind is not RegionKind.SETTLEMENT
        for name in [region.name, *region.aliases, *region.adjectives]
    }
    assert [(row["id"], alias) for row in rows for alias in row["aliases"].split(";") if folded(alias) in wide] == []


def test_hand_made_settlements_are_extended_and_not_repeated(rows: list[dict[str, str]]) -> None:
    ids = {row["id"]: row for row in rows}
    assert "Awdijiwka" in ids["UA-14-avdiivka"]["aliases"].split(";")
    assert "Tripoli" in ids["LB-AS-tripoli"]["aliases"].split(";")
    assert not [id for id in ids if id.startswith("LB-AS-tripoli-")]
    assert "UA-30-kyiv" not in ids
    assert int(ids["UA-kyiv"]["population"]) > 2_000_000
