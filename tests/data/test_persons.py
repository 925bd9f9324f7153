"""The persons and offices of `app/data` are what a reader may rely on: one id each, true to shape, dates in order, no name twice."""

import csv
import re
from collections import defaultdict
from datetime import date

import pytest

from app.ingestion.reference import DATA
from app.ingestion.reference_files import Reference, read
from app.names import folded, slug
from app.vocabulary import ActorKind

SINGLE_OFFICES = {
    "president",
    "prime minister",
    "foreign minister",
    "defence minister",
    "secretary of state",
    "secretary of defense",
    "chancellor",
}

# Persons who bear a surname that, alone on first mention, means somebody else: the second is whom the news means.
SURNAMES_OF_SOMEBODY_MORE_FAMOUS = {
    "maher-al-assad": "bashar-al-assad",
    "saif-al-islam-gaddafi": "muammar-gaddafi",
    "saddam-haftar": "khalifa-haftar",
    "salifou-modi": "narendra-modi",
}

REQUIRED = {
    "volodymyr-zelenskyy": ["Zelensky", "Zelenskiy", "Zelenskyj", "Selenskyj", "Zelenskyi", "Zelenskyy", "Volodymyr Zelensky"],
    "yoon-suk-yeol": ["Yoon Suk-yeol"],
    "pat-ryder": ["Patrick Ryder"],
    "jake-sullivan": [],
    "andriy-yermak": ["Andrii Yermak"],
    "joe-biden": ["Biden"],
    "vladimir-putin": ["Putin"],
    "choe-son-hui": ["Choe Son-hui"],
    "lloyd-austin": [],
    "ash-carter": ["Ashton Carter"],
    "peter-cook": [],
    "stephen-townsend": [],
    "federica-mogherini": ["Mogherini"],
    "john-kerry": [],
    "antony-blinken": ["Blinken"],
    "sergei-lavrov": ["Sergey Lavrov"],
    "recep-tayyip-erdogan": ["Erdogan", "Tayyip Erdogan"],
    "brett-mcgurk": [],
    "philip-hammond": [],
    "tobias-ellwood": [],
    "donald-trump": ["Donald J. Trump"],
    "jan-egeland": [],
    "ibrahim-kalin": [],
    "sergei-shoigu": ["Sergey Shoigu"],
    "mark-rutte": [],
    "jens-stoltenberg": [],
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "actors" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(person: dict[str, str]) -> list[str]:
    return [person["name"], *filter(None, person["aliases"].split(";"))]


@pytest.fixture(scope="module")
def persons() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("persons.csv")}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read(DATA, built=False)


def holders(reference: Reference, organ: str, title: str, day: date) -> set[str]:
    return {
        office.person
        for office in reference.offices
        if (office.organ, office.title) == (organ, title)
        and office.started <= day
        and (office.ended is None or day <= office.ended)
    }


def test_there_are_enough_persons_each_with_its_own_id(persons: dict[str, dict[str, str]]) -> None:
    assert len(rows("persons.csv")) == len(persons) >= 900


def test_ids_are_slugs_of_the_names(persons: dict[str, dict[str, str]]) -> None:
    assert [id for id, person in persons.items() if id != slug(person["name"])] == []


def test_rows_are_persons_with_clean_cells(persons: dict[str, dict[str, str]]) -> None:
    assert {person["kind"] for person in persons.values()} == {ActorKind.PERSON}
    assert [name for person in persons.values() for name in names(person) if name != name.strip() or "*" in name] == []
    assert [id for id, person in persons.items() if not re.fullmatch(r"(Q\d+)?", person["wikidata"])] == []


def test_wikidata_items_are_not_given_twice(persons: dict[str, dict[str, str]]) -> None:
    items = [person["wikidata"] for person in persons.values() if person["wikidata"]]
    assert len(items) == len(set(items))


def test_no_name_is_given_to_two_persons(persons: dict[str, dict[str, str]]) -> None:
    bearers = defaultdict(set)
    for id, person in persons.items():
        for name in names(person):
            bearers[folded(name)].add(id)
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1} == {}


def test_a_bare_surname_is_nobody_elses_surname(persons: dict[str, dict[str, str]]) -> None:
    bare = {folded(name): id for id, person in persons.items() for name in names(person) if " " not in folded(name)}
    surnames = {id: folded(person["name"]).split()[-1] for id, person in persons.items()}
    shared = {id: bare[surname] for id, surname in surnames.items() if bare.get(surname, id) != id}
    assert shared == SURNAMES_OF_SOMEBODY_MORE_FAMOUS


def test_persons_have_no_name_of_another_actor_or_of_a_region(persons: dict[str, dict[str, str]], reference: Reference) -> None:
    others = [actor for actor in reference.actors.values() if actor.id not in persons]
    taken = {folded(name) for actor in others for name in [actor.name, *actor.aliases]}
    taken |= {folded(name) for region in reference.regions.values() for name in [region.name, *region.aliases]}
    assert [name for person in persons.values() for name in names(person) if folded(name) in taken] == []


def test_offices_are_of_persons_and_in_order(persons: dict[str, dict[str, str]], reference: Reference) -> None:
    assert len(reference.offices) >= 900
    assert {office.person for office in reference.offices} <= persons.keys()
    assert [office for office in reference.offices if office.ended is not None and office.ended < office.started] == []
    assert [office for office in reference.offices if office.organ in persons] == []


def test_offices_are_given_once(reference: Reference) -> None:
    keys = [(office.person, office.title, office.started) for office in reference.offices]
    assert len(keys) == len(set(keys))


def test_an_office_for_one_has_one_holder(reference: Reference) -> None:
    """Looked at on the first of July of each year: on the day of a handover there are two."""
    posts = {(office.organ, office.title) for office in reference.offices if office.title in SINGLE_OFFICES}
    days = [date(year, 7, 1) for year in range(2011, 2027)]
    double = {(post, day.year) for post in posts for day in days if len(holders(reference, *post, day)) > 1}
    assert double == set()


@pytest.mark.parametrize(("id", "spellings"), REQUIRED.items())
def test_persons_often_met_are_there_with_their_spellings(
    persons: dict[str, dict[str, str]], id: str, spellings: list[str]
) -> None:
    known = {folded(name) for name in names(persons[id])}
    assert [spelling for spelling in spellings if folded(spelling) not in known] == []


@pytest.mark.parametrize(
    ("organ", "title", "day", "person"),
    [
        ("united-states-ministry-of-defence", "secretary of defense", date(2016, 11, 25), "ash-carter"),
        ("united-states-ministry-of-defence", "secretary of defense", date(2024, 10, 30), "lloyd-austin"),
        ("united-states-ministry-of-defence", "press secretary", date(2016, 9, 30), "peter-cook"),
        ("united-states-ministry-of-defence", "press secretary", date(2024, 10, 30), "pat-ryder"),
        ("us-led-coalition", "commander of the anti-IS coalition", date(2016, 12, 16), "stephen-townsend"),
        ("united-kingdom-ministry-of-foreign-affairs", "foreign secretary", date(2015, 12, 3), "philip-hammond"),
        ("russia-ministry-of-defence", "defence minister", date(2024, 5, 11), "sergei-shoigu"),
        ("russia-ministry-of-defence", "defence minister", date(2024, 6, 1), "andrei-belousov"),
        ("ukraine-presidency", "president", date(2019, 5, 19), "petro-poroshenko"),
        ("ukraine-presidency", "president", date(2019, 6, 8), "volodymyr-zelenskyy"),
        ("nato", "secretary general", date(2024, 9, 30), "jens-stoltenberg"),
        ("nato", "secretary general", date(2024, 10, 30), "mark-rutte"),
        ("north-korea-ministry-of-foreign-affairs", "foreign minister", date(2024, 10, 30), "choe-son-hui"),
        ("european-external-action-service", "high representative", date(2016, 3, 1), "federica-mogherini"),
        ("syria-presidency", "president", date(2024, 12, 8), "bashar-al-assad"),
        ("syria-presidency", "president", date(2025, 2, 1), "ahmed-al-sharaa"),
    ],
)
def test_offices_on_days_one_can_look_up(reference: Reference, organ: str, title: str, day: date, person: str) -> None:
    assert holders(reference, organ, title, day) == {person}
