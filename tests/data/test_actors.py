"""The reference data of actors that are no persons: its form, its parents, and no name for two of them by accident."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.reference import DATA
from app.ingestion.reference_files import read
from app.names import folded
from app.vocabulary import ActorKind

ACTORS = DATA / "actors"
KINDS = {
    "organisations.csv": {ActorKind.ORGANISATION},
    "groups.csv": {ActorKind.GROUP},
    "forces.csv": {ActorKind.FORCE},
    "outlets.csv": {ActorKind.OUTLET},
    "organs_named.csv": {ActorKind.ORGAN},
    "generic.csv": {ActorKind.GENERIC, ActorKind.UNNAMED},
}
COLUMNS = ["id", "kind", "name", "aliases", "parent", "country", "wikidata"]

# Names that really have several bearers; the text around them decides, or nobody does.
SHARED = {
    "isf": {"iraq-armed-forces", "lebanon-police", "international-stabilization-force"},
    "sna": {"syrian-national-army", "somalia-armed-forces"},
    "jem": {"jaish-e-mohammed", "justice-and-equality-movement"},  # JeM and JEM: told apart in a text, not in a query
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def several(cell: str) -> list[str]:
    return [value for value in cell.split(";") if value]


ROWS = [(file, row) for file in KINDS for row in rows(ACTORS / file)]
IDS = {row["id"] for _, row in ROWS}
STATES = {country["actor"] for country in rows(DATA / "regions" / "countries.csv") if country["actor"]}
MADE = {f"{state}-{organ['key']}": organ["kind"] for state in STATES for organ in rows(ACTORS / "organs.csv")}


def names() -> dict[str, set[str]]:
    """Every name of the files, folded, and the ids it stands for."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, row in ROWS:
        for name in [row["name"], *several(row["aliases"])]:
            found[folded(name)].add(row["id"])
    return found


NAMES = names()
LEXICON = Lexicon((name, row["id"]) for _, row in ROWS for name in [row["name"], *several(row["aliases"])])


def found(text: str) -> dict[str, tuple[str, ...]]:
    return {text[span.start : span.end]: ids for span, ids in LEXICON.matches(text)}


@pytest.mark.parametrize("file", KINDS)
def test_file_has_the_columns_of_actors_and_no_other(file: str) -> None:
    with (ACTORS / file).open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines, strict=True))
    assert table[0] == COLUMNS
    assert [line for line in table if len(line) != len(COLUMNS)] == []


def test_ids_are_unique_slugs() -> None:
    ids = [row["id"] for _, row in ROWS]
    assert [id for id, times in Counter(ids).items() if times > 1] == []
    assert [id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == []
    assert STATES.isdisjoint(ids)


def test_each_file_holds_its_own_kinds() -> None:
    strays = [(file, row["id"], row["kind"]) for file, row in ROWS if row["kind"] not in KINDS[file] and row["id"] not in MADE]
    assert strays == []


def test_rows_about_made_organs_keep_their_kind() -> None:
    changed = [row["id"] for _, row in ROWS if MADE.get(row["id"], row["kind"]) != row["kind"]]
    assert changed == []


def test_parents_exist() -> None:
    known = IDS | STATES | MADE.keys() | {""}
    assert [(row["id"], row["parent"]) for _, row in ROWS if row["parent"] not in known] == []


def test_nobody_is_their_own_ancestor() -> None:
    parents = {row["id"]: row["parent"] for _, row in ROWS}
    for start in parents:
        seen, id = {start}, parents[start]
        while id:
            assert id not in seen, f"{start} comes back to {id}"
            seen.add(id)
            id = parents.get(id, "")


def test_countries_exist() -> None:
    known = {country["id"] for country in rows(DATA / "regions" / "countries.csv")} | {""}
    assert [(row["id"], row["country"]) for _, row in ROWS if row["country"] not in known] == []


def test_state_media_belong_to_the_country_they_are_of() -> None:
    states = {country["actor"]: country["id"] for country in rows(DATA / "regions" / "countries.csv")}
    owned = [(row, row["parent"].removesuffix("-state-media")) for _, row in ROWS if row["parent"].endswith("-state-media")]
    assert len(owned) > 30
    assert [row["id"] for row, state in owned if states[state] != row["country"]] == []


def test_names_are_written_cleanly() -> None:
    for file, row in ROWS:
        written = [row["name"], *row["aliases"].split(";")] if row["aliases"] else [row["name"]]
        assert all(name and name == name.strip() for name in written), (file, row["id"])
        assert len(written) == len(set(written)), (file, row["id"])
        assert not any("\u2019" in name or "  " in name or "|" in name for name in written), (file, row["id"])


def test_wikidata_ids_are_well_formed_and_unique() -> None:
    given = [row["wikidata"] for _, row in ROWS if row["wikidata"]]
    assert [id for id in given if not re.fullmatch(r"Q[1-9]\d*", id)] == []
    assert len(given) == len(set(given))


def test_no_name_stands_for_two_actors_unless_declared() -> None:
    assert {name: ids for name, ids in NAMES.items() if len(ids) > 1} == SHARED


def test_no_name_is_also_that_of_an_organ_made_for_a_state() -> None:
    clashes: dict[str, set[str]] = defaultdict(set)
    for actor in read(DATA).actors.values():
        for name in [actor.name, *actor.aliases] if actor.kind is not ActorKind.PERSON else []:
            clashes[folded(name)].add(actor.id)
    ours = {name: ids for name, ids in clashes.items() if len(ids) > 1 and not ids <= MADE.keys() | STATES}
    assert ours == SHARED


def test_enough_actors() -> None:
    least = {"groups.csv": 200, "organisations.csv": 200, "outlets.csv": 150}
    sizes = Counter(file for file, _ in ROWS)
    assert [file for file in least if sizes[file] < least[file]] == []


@pytest.mark.parametrize(
    ("id", "spellings"),
    [
        ("islamic-state", "Islamic State;ISIS;Isis;ISIL;IS;Daesh;Da\u2019esh;Dae'sh;Islamic State of Iraq and the Levant"),
        (
            "us-led-coalition",
            "US-led coalition;global coalition;the coalition;CJTF-OIR;Combined Joint Task Force - Operation Inherent Resolve",
        ),
        ("hayat-tahrir-al-sham", "HTS;Tahrir al-Sham;Hay'at Tahrir al Sham"),
        ("hezbollah", "Hezbollah;Hizbullah;Hizbollah"),
        ("houthis", "Houthis;Ansar Allah;Houthi movement"),
        ("rapid-support-forces", "RSF;Rapid Support Forces"),
        ("sudan-armed-forces", "SAF;Sudanese Armed Forces;Sudanese army"),
        ("syrian-democratic-forces", "SDF;Syrian Democratic Forces"),
        ("ypg", "YPG;Kurdish People's Protection Units"),
        ("wagner-group", "Wagner;Wagner Group"),
        ("africa-corps", "Africa Corps"),
        ("m23", "M23;March 23 Movement"),
        ("allied-democratic-forces", "ADF"),
        ("jnim", "JNIM;Jama'at Nusrat al-Islam wal-Muslimin"),
        ("al-shabaab", "al-Shabaab;al-Shabab;Al Shabaab"),
        ("tigray-peoples-liberation-front", "TPLF"),
        ("fano", "Fano;Fano militia"),
        ("arakan-army", "Arakan Army"),
        ("al-qaida", "al-Qaeda;Al-Qaida;al Qaida"),
        ("dr-congo-armed-forces", "FARDC"),
        ("myanmar-armed-forces", "Tatmadaw"),
        ("israel-armed-forces", "IDF;Israel Defense Forces;Israeli military;Israeli army"),
        ("united-states-ministry-of-defence", "Pentagon;Department of Defense;US Defense Department;DoD"),
        ("united-states-presidency", "White House;White Home"),
        ("united-states-ministry-of-foreign-affairs", "State Department;Department of State"),
        ("united-kingdom-ministry-of-foreign-affairs", "Foreign Office;FCO;FCDO"),
        ("russia-presidency", "Kremlin"),
        ("russia-state-media", "Russian state media;Russian state news agencies"),
        ("us-central-command", "CentCom;CENTCOM;US Central Command"),
        ("south-korea-intelligence", "NIS;National Intelligence Service"),
        ("ukraine-intelligence", "HUR;GUR;Main Directorate of Intelligence"),
        ("gru", "GRU"),
        ("gaza-health-ministry", "Gaza Health Ministry;Gaza's health ministry;Hamas-run health ministry"),
        ("national-unity-government-myanmar", "National Unity Government;NUG"),
        ("united-nations", "UN;U.N.;United Nations"),
        ("unicef", "UNICEF;Unicef;UN children\u2019s fund"),
        ("nato", "NATO;Nato"),
        ("european-union", "EU;European Union"),
        ("center-for-strategic-and-international-studies", "CSIS;Middle for Strategic and Worldwide Research"),
        ("airwars", "Airwars;Air Wars"),
        ("white-helmets", "White Helmets;Syria Civil Defence"),
        ("medecins-sans-frontieres", "MSF;Médecins Sans Frontières;Doctors Without Borders"),
        ("syrian-observatory-for-human-rights", "SOHR;Syrian Observatory for Human Rights"),
        ("associated-press", "AP;Associated Press;The Related Press"),
        ("agence-france-presse", "AFP;Agence France-Presse"),
        ("the-guardian", "The Guardian"),
        ("sana", "Sana;SANA"),
        ("civilians", "civilians;civilian;people;individuals"),
        ("officials", "officials;official;senior officials"),
        ("authorities", "authorities;local authorities"),
        ("western-leaders", "Western leaders"),
        ("western-officials", "Western officials;western official"),
    ],
)
def test_spellings_stand_for_one_actor(id: str, spellings: str) -> None:
    assert [spelling for spelling in spellings.split(";") if NAMES.get(folded(spelling)) != {id}] == []
    assert [spelling for spelling in spellings.split(";") if found(f"{spelling} said") != {spelling: (id,)}] == []


WORDS = "Time;The Hill;The National;The Atlantic;Dawn;Punch;NV;Memorial;Quad;Foreign Policy;army;military;opposition;the West"
PLACES = "Fars;Petra;MENA;Puntland;Northern Command;Southern Front;Rada;Kan;House of Representatives"


@pytest.mark.parametrize("name", several(f"{WORDS};{PLACES}"))
def test_words_and_places_are_nobodys_name(name: str) -> None:
    assert NAMES.get(folded(name)) is None


@pytest.mark.parametrize("child", ["children", "women", "refugees", "residents", "aid-workers", "journalists"])
def test_people_who_are_civilians_are_counted_under_them(child: str) -> None:
    assert {row["id"]: row["parent"] for _, row in ROWS}[child] == "civilians"


def test_names_that_are_also_words_need_their_capitals() -> None:
    assert found("Nobody knows who is free: amnesty, care and a cup of tea were on offer, as it hit the time of dawn.") == {}


def test_acronyms_are_found_in_a_sentence() -> None:
    assert found("IS and the RSF told WHO and Amnesty that JeM and JEM differ.") == {
        "IS": ("islamic-state",),
        "RSF": ("rapid-support-forces",),
        "WHO": ("world-health-organization",),
        "Amnesty": ("amnesty-international",),
        "JeM": ("jaish-e-mohammed",),
        "JEM": ("justice-and-equality-movement",),
    }


def test_the_longest_name_wins() -> None:
    assert found("The UN Human Rights Council met Islamic State West Africa Province experts.") == {
        "UN Human Rights Council": ("un-human-rights-council",),
        "Islamic State West Africa Province": ("islamic-state-west-africa",),
        "experts": ("analysts",),
    }
