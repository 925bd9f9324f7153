"""Actors that turn out to be one, and parents that change: what is stored follows, and no upgrade takes it back."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import models
from app.ingestion.editions import Reading
from app.ingestion.facts import ActorReference, Claim, Days, Hop, Mention, RegionReference, Span, Statement
from app.ingestion.imports import import_actors
from app.ingestion.merges import BadMerge, merge
from app.ingestion.pipeline import Intake
from app.ingestion.reference import load, registry
from app.ingestion.report import Report
from app.ingestion.store import store
from app.main import create_app
from app.settings import Settings
from app.vocabulary import (
    ActorKind,
    ActorStatus,
    Basis,
    Measure,
    MentionKind,
    Precision,
    Provenance,
    RegionKind,
    Relation,
    StatementKind,
)

NOW = datetime(2024, 10, 31, tzinfo=UTC)
DAY = Days(date(2024, 10, 29), date(2024, 10, 29), Precision.DAY, Basis.SAID)

FILES = {
    "regions/countries.csv": (
        "id,iso3,name,aliases,adjectives,capital,capital_aliases,capital_latitude,capital_longitude,latitude,longitude,population,"
        "actor,actor_aliases,note\n"
        "UA,UKR,Ukraine,,Ukrainian,Kyiv,,,,49,32,37000000,ukraine,,\nRU,RUS,Russia,,Russian,Moscow,,,,60,100,144000000,russia,,\n"
    ),
    "regions/divisions.csv": (
        "id,name,aliases,adjectives,parent,latitude,longitude,note\nUA-14,Donetsk Oblast,,,UA,48,37.8,\nRU-KRS,Kursk Oblast,,,RU,,,\n"
    ),
    "regions/areas.csv": "id,name,aliases,adjectives,parent,latitude,longitude,note\ndonbas,Donbas,,,UA,48,38,\n",
    "actors/people.csv": (
        "id,kind,name,aliases,parent,country,wikidata\n"
        "volodymyr-zelenskyy,person,Volodymyr Zelenskyy,Zelenskyy,ukraine,UA,\nwagner,group,Wagner Group,Wagner,russia,RU,\n"
        "africa-corps,group,Africa Corps,Afrika Korps,wagner,RU,\nun,organisation,United Nations,UN,,,\n"
    ),
    "actors/offices.csv": "person,title,organ,started,ended\n",
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_text(content)
    return tmp_path / "data"


@pytest.fixture
def engine(engine: Engine, directory: Path) -> Engine:
    with Session(engine) as session:
        load(session, directory)
        session.commit()
    return engine


def upgrade(session: Session, directory: Path, name: str, old: str, new: str) -> None:
    """The next version of the data files: `old` in one of them is `new`."""
    path = directory / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    load(session, directory)
    session.commit()
    session.expire_all()


def provisional(session: Session, id: str, name: str, parent: str | None = None) -> None:
    """A person whom an article introduced."""
    by_article = {"status": ActorStatus.PROVISIONAL, "provenance": Provenance.ARTICLE}
    session.add(models.Actor(id=id, kind="person", name=name, parent_id=parent, **by_article))
    session.flush()
    session.add(models.ActorAlias(actor_id=id, alias=name, folded=name.lower(), provenance=Provenance.ARTICLE))
    session.commit()


def actor(id: str | None, name: str, kind: ActorKind = ActorKind.GROUP, **rest: Any) -> ActorReference:
    return ActorReference(name, Span(0, 3), name, kind, id=id, **rest)


def stored(session: Session, said: Statement, number: int = 1) -> tuple[str, str]:
    """The ids of a statement, and of a claim in it, once an article with them is stored."""
    claim = Claim(
        Span(4, 7), Measure.TROOPS, 600, 600, False, Span(0, 17), DAY, "test",
        force=said.addressee, claimant=said.speaker, region=said.region, statement=said, attribution=said.attribution,
    )  # fmt: skip
    named = [
        Mention(MentionKind.ACTOR, Span(0, 3), actor=said.speaker),
        Mention(MentionKind.REGION, Span(0, 3), region=said.region),
    ]
    source = Report(
        f"The six hundred {number}.", None, None, f"https://x.example/{number}", datetime(2024, 10, 30, 12, tzinfo=UTC)
    )
    [taken] = store(session, [(source, Reading([said], [claim], named, registry(session)))], NOW)
    session.commit()
    session.expire_all()
    return (
        session.exec(select(models.Statement.id).where(models.Statement.article_id == taken.article_id)).one(),
        session.exec(select(models.Claim.id).where(models.Claim.article_id == taken.article_id)).one(),
    )


def statement(speaker: ActorReference, addressee: ActorReference, *relays: ActorReference) -> Statement:
    hops = [Hop(each, "said") for each in (speaker, *relays)]
    donetsk = RegionReference("Don", Span(0, 3), Relation.IN, name="Donetsk Oblast", kind=RegionKind.DIVISION, id="UA-14")
    return Statement(
        Span(4, 15), Span(0, 3), StatementKind.INDIRECT, Span(0, 17), DAY, "test",
        speaker=speaker, addressee=addressee, region=donetsk, attribution=hops,
    )  # fmt: skip


ZELENSKYY = actor("volodymyr-zelenskyy", "Volodymyr Zelenskyy", ActorKind.PERSON, parent="ukraine")


def found_by(session: Session, fact: str) -> dict[tuple[str, str], int]:
    """Actor and role to depth, of a claim or a statement."""
    session.expire_all()
    rows = (
        session.exec(select(models.ClaimActor).where(models.ClaimActor.claim_id == fact)).all()
        if fact.startswith("clm")
        else session.exec(select(models.StatementActor).where(models.StatementActor.statement_id == fact)).all()
    )
    return {(row.actor_id, row.role): row.depth for row in rows}


def lies_in(session: Session, fact: str) -> dict[str, int]:
    """Region to depth, of a claim."""
    session.expire_all()
    return {
        row.region_id: row.depth for row in session.exec(select(models.ClaimRegion).where(models.ClaimRegion.claim_id == fact))
    }


def mentioned(session: Session) -> dict[str, int]:
    return {row.actor_id: row.depth for row in session.exec(select(models.MentionActor))}


def test_everything_points_at_the_one_that_stays(session: Session) -> None:
    corps, un = actor("africa-corps", "Africa Corps"), actor("un", "United Nations", ActorKind.ORGANISATION)
    said, counted = stored(session, statement(corps, un, corps))
    other_said, other_counted = stored(session, statement(ZELENSKYY, un), 2)
    before = session.get_one(models.Revision, 1).number

    assert merge(session, "wagner", "africa-corps") == 2
    session.commit()
    session.expire_all()

    assert session.get(models.Actor, "africa-corps") is None
    statement_row, claim_row = session.get_one(models.Statement, said), session.get_one(models.Claim, counted)
    assert (statement_row.speaker_id, statement_row.speaker_name) == ("wagner", "Wagner Group")
    assert (claim_row.claimant_id, claim_row.claimant_name, claim_row.force_id) == ("wagner", "Wagner Group", "un")
    assert claim_row.claimant_as_written == "Africa Corps"
    assert [hop["actor"]["id"] for hop in claim_row.attribution] == ["wagner", "wagner"]
    assert [hop["actor"]["name"] for hop in claim_row.attribution] == ["Wagner Group", "Wagner Group"]
    assert [hop.actor_id for hop in session.exec(select(models.Hop).where(models.Hop.statement_id == said))] == ["wagner"] * 2
    assert found_by(session, said) == {
        ("wagner", "speaker"): 0, ("russia", "speaker"): 1, ("un", "addressee"): 0, ("wagner", "relay"): 0, ("russia", "relay"): 1,
    }  # fmt: skip
    assert found_by(session, counted) == {
        ("wagner", "claimant"): 0, ("russia", "claimant"): 1, ("un", "force"): 0, ("wagner", "relay"): 0, ("russia", "relay"): 1,
    }  # fmt: skip
    assert {mention.actor_id for mention in session.exec(select(models.Mention))} == {"wagner", "volodymyr-zelenskyy", None}
    assert mentioned(session) == {"wagner": 0, "russia": 1, "volodymyr-zelenskyy": 0, "ukraine": 1}
    assert session.get_one(models.Revision, 1).number == before + 1
    assert {statement_row.revision, claim_row.revision} == {before + 1}
    assert session.get_one(models.Statement, other_said).revision < before + 1
    assert session.get_one(models.Claim, other_counted).revision < before + 1


def test_a_statement_that_was_only_passed_on_changes_too(session: Session) -> None:
    said, _ = stored(session, statement(ZELENSKYY, ZELENSKYY, actor("africa-corps", "Africa Corps")))
    merge(session, "wagner", "africa-corps")
    session.commit()
    assert session.get_one(models.Statement, said).revision == session.get_one(models.Revision, 1).number


def test_a_filter_by_an_id_that_is_no_name_finds_the_one_that_stays(engine: Engine, session: Session) -> None:
    provisional(session, "x-9", "Jane Roe")
    _, counted = stored(session, statement(ZELENSKYY, actor("un", "United Nations", ActorKind.ORGANISATION)))
    merge(session, "volodymyr-zelenskyy", "x-9")
    session.commit()
    app = create_app(Settings())
    app.state.engine, app.state.edition = engine, "test"
    answer = TestClient(app).get("/v1/claims?claimant=x-9").json()
    assert ([claim["id"] for claim in answer["data"]], answer["meta"]["warnings"]) == ([counted], [])


def test_names_offices_and_children_go_over(session: Session, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[actor]]\nid = "a-boss"\nkind = "person"\nname = "Ann Boss"\nparent = "africa-corps"\n'
        '[[office]]\nperson = "a-boss"\ntitle = "chief"\norgan = "africa-corps"\nstarted = 2024-01-01\n'
    )
    import_actors(session, mine)
    merge(session, "wagner", "africa-corps")
    session.expire_all()
    known = registry(session)
    assert known.actors["a-boss"].parent == "wagner"
    assert [office.organ for office in known.offices] == ["wagner"]
    assert {("Africa Corps", "wagner"), ("Afrika Korps", "wagner"), ("Wagner", "wagner")} <= {
        (name.alias, name.actor) for name in known.actor_names
    }
    assert known.redirects == {"africa-corps": "wagner"}


def test_a_merge_survives_an_upgrade(session: Session, directory: Path) -> None:
    merge(session, "wagner", "africa-corps")
    session.commit()
    upgrade(
        session, directory, "actors/people.csv", "africa-corps,group,Africa Corps,", "child,group,Child,,africa-corps,,\nafrica-corps,group,Africa Corps,AfCo;"
    )  # fmt: skip
    assert session.get(models.Actor, "africa-corps") is None
    assert session.get_one(models.Actor, "child").parent_id == "wagner"
    names = {(name.alias, name.actor) for name in registry(session).actor_names}
    assert {("AfCo", "wagner"), ("Africa Corps", "wagner"), ("Wagner", "wagner")} <= names


def test_a_merge_of_a_merge_leads_to_the_last(session: Session) -> None:
    merge(session, "wagner", "africa-corps")
    merge(session, "un", "wagner")
    assert registry(session).redirects == {"africa-corps": "un", "wagner": "un"}


@pytest.mark.parametrize(
    ("kept", "gone", "why"),
    [
        ("wagner", "wagner", "one actor already"),
        ("wagner", "nobody", "no actor has the id 'nobody'"),
        ("nobody", "wagner", "no actor has the id 'nobody'"),
        ("africa-corps", "wagner", "would lie under itself"),
        ("africa-corps", "russia", "would lie under itself"),
        ("un", "volodymyr-zelenskyy", "a person is nothing else"),
        ("jane-roe", "volodymyr-zelenskyy", "only known from articles"),
    ],
)
def test_a_merge_that_cannot_be_is_refused_and_changes_nothing(session: Session, kept: str, gone: str, why: str) -> None:
    provisional(session, "jane-roe", "Jane Roe")
    before = session.get_one(models.Revision, 1).number
    with pytest.raises(BadMerge, match=why):
        merge(session, kept, gone)
    session.rollback()
    assert session.get_one(models.Revision, 1).number == before
    assert len(registry(session).redirects) == 0


def test_who_asks_for_the_merged_one_is_sent_on(engine: Engine, session: Session) -> None:
    corps = actor("africa-corps", "Africa Corps")
    _, counted = stored(session, statement(corps, corps))
    merge(session, "wagner", "africa-corps")
    session.commit()
    app = create_app(Settings())
    app.state.engine, app.state.edition = engine, "test"
    client = TestClient(app, follow_redirects=False)
    answer = client.get("/v1/actors/africa-corps")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/v1/actors/wagner")
    assert client.get("/v1/actors/wagner").status_code == 200
    assert client.get("/v1/actors/africa").status_code == 404
    assert [claim["id"] for claim in client.get("/v1/claims?claimant=africa-corps").json()["data"]] == [counted]
    assert client.get("/v1/claims?claimant=un").json()["data"] == []


def test_a_parent_that_changes_moves_the_facts(session: Session, directory: Path) -> None:
    """Wagner goes from Russia to the United Nations in the next version, and its Africa Corps with it."""
    said, counted = stored(session, statement(actor("africa-corps", "Africa Corps"), ZELENSKYY))
    upgrade(session, directory, "actors/people.csv", "Wagner,russia", "Wagner,un")
    assert found_by(session, counted) == {
        ("africa-corps", "claimant"): 0, ("wagner", "claimant"): 1, ("un", "claimant"): 2,
        ("volodymyr-zelenskyy", "force"): 0, ("ukraine", "force"): 1,
    }  # fmt: skip
    assert ("russia", "speaker") not in found_by(session, said)
    assert found_by(session, said)["un", "speaker"] == 2
    assert mentioned(session) == {"africa-corps": 0, "wagner": 1, "un": 2}


def test_the_owner_of_somebody_unnamed_stays_and_what_is_above_it_moves(session: Session, directory: Path) -> None:
    """Fighters of the Africa Corps have no id of their own; neither has a relay beside one that has."""
    fighters = actor(None, "fighters", ActorKind.UNNAMED, parent="africa-corps")
    said, counted = stored(session, statement(fighters, ZELENSKYY, actor("un", "UN"), fighters))
    upgrade(session, directory, "actors/people.csv", "Wagner,russia", "Wagner,un")
    for fact, role in ((said, "speaker"), (counted, "claimant")):
        assert {key: depth for key, depth in found_by(session, fact).items() if key[1] in (role, "relay")} == {
            ("africa-corps", role): 1, ("wagner", role): 2, ("un", role): 3,
            ("un", "relay"): 0, ("africa-corps", "relay"): 1, ("wagner", "relay"): 2,
        }  # fmt: skip


def test_an_office_moves_the_facts_of_its_days_alone(session: Session, directory: Path) -> None:
    un = actor("un", "United Nations", ActorKind.ORGANISATION)
    said, _ = stored(session, statement(ZELENSKYY, un))
    office = "volodymyr-zelenskyy,envoy,wagner,2024-10-30,2024-10-30\n"
    upgrade(session, directory, "actors/offices.csv", "ended\n", f"ended\n{office}")
    assert found_by(session, said)["wagner", "speaker"] == 1
    upgrade(session, directory, "actors/offices.csv", office, office.replace("-30", "-29"))
    assert {actor for actor, role in found_by(session, said) if role == "speaker"} == {"volodymyr-zelenskyy", "ukraine"}


def test_a_region_that_moves_takes_its_facts_along(session: Session, directory: Path) -> None:
    _, counted = stored(session, statement(ZELENSKYY, ZELENSKYY))
    assert lies_in(session, counted) == {"UA-14": 0, "UA": 1}
    upgrade(session, directory, "regions/divisions.csv", "Donetsk Oblast,,,UA", "Donetsk Oblast,,,donbas")
    assert lies_in(session, counted) == {"UA-14": 0, "donbas": 1, "UA": 2}
    assert {row.region_id: row.depth for row in session.exec(select(models.MentionRegion))} == {"UA-14": 0, "donbas": 1, "UA": 2}


def test_an_import_moves_facts_as_an_upgrade_does(session: Session, tmp_path: Path) -> None:
    said, _ = stored(session, statement(actor("africa-corps", "Africa Corps"), ZELENSKYY))
    (tmp_path / "mine.csv").write_text("id,parent\nwagner,un\n")
    import_actors(session, tmp_path / "mine.csv")
    assert found_by(session, said)["un", "speaker"] == 2


def test_built_in_rows_that_facts_rest_on_stay(session: Session, directory: Path) -> None:
    stored(session, statement(actor("africa-corps", "Africa Corps"), ZELENSKYY))
    rows = "wagner,group,Wagner Group,Wagner,russia,RU,\nafrica-corps,group,Africa Corps,Afrika Korps,wagner,RU,\n"
    upgrade(session, directory, "actors/people.csv", rows + "un,organisation,United Nations,UN,,,\n", "")
    assert session.get(models.Actor, "africa-corps") is not None
    assert session.get(models.Actor, "wagner") is not None
    assert session.get(models.Actor, "un") is None
    assert not {"africa-corps", "wagner"} & {name.actor for name in registry(session).actor_names}


def test_a_provisional_person_becomes_the_one_who_is_registered_later(session: Session, directory: Path) -> None:
    provisional(session, "jane-roe", "Jane Roe", "un")
    provisional(session, "john-doe", "John Doe")
    provisional(session, "jim-poe", "Jim Poe")
    introduced = actor("jane-roe", "Jane Roe", ActorKind.PERSON, status=ActorStatus.PROVISIONAL, parent="un")
    said, _ = stored(session, statement(introduced, ZELENSKYY))
    new = (
        "dr-roe,person,Jane A. Roe,Jane Roe,ukraine,UA,\nj-doe,person,Johnny Doe,Doe;J. Doe,,,\n"
        "poe-1,person,Jim Poe,,,,\npoe-2,person,James Poe,Jim Poe,,,\ndoe,group,John Doe,,,,\n"
    )
    upgrade(session, directory, "actors/people.csv", "un,organisation", f"{new}un,organisation")
    assert session.get(models.Actor, "jane-roe") is None
    assert registry(session).redirects == {"jane-roe": "dr-roe"}
    assert {key: depth for key, depth in found_by(session, said).items() if key[1] == "speaker"} == {
        ("dr-roe", "speaker"): 0, ("ukraine", "speaker"): 1,
    }  # fmt: skip
    assert session.get_one(models.Statement, said).speaker_name == "Jane A. Roe"
    assert session.get_one(models.Actor, "john-doe").status == "provisional"  # a group of that name, or another Doe, is not he
    assert session.get_one(models.Actor, "jim-poe").status == "provisional"  # two bear his name


def test_a_provisional_person_whose_very_id_is_registered_is_that_one(session: Session, directory: Path) -> None:
    provisional(session, "jane-roe", "Jane Roe", "un")
    introduced = actor("jane-roe", "Jane Roe", ActorKind.PERSON, status=ActorStatus.PROVISIONAL, parent="un")
    said, _ = stored(session, statement(introduced, ZELENSKYY))
    upgrade(session, directory, "actors/people.csv", "un,organisation", "jane-roe,person,Jane Roe,,ukraine,UA,\nun,organisation")
    assert session.get_one(models.Actor, "jane-roe").status == "registered"
    assert {actor for actor, role in found_by(session, said) if role == "speaker"} == {"jane-roe", "ukraine"}


def test_a_running_intake_takes_up_what_is_imported_and_merged(engine: Engine, tmp_path: Path) -> None:
    intake, moment = Intake(Settings().parser_model), datetime(2024, 10, 30, tzinfo=UTC)
    (tmp_path / "mine.csv").write_text("id,kind,name\nqadri-front,group,Qadri Front\n")

    def speaker(days: int) -> str | None:
        with Session(engine) as session:
            text = f"The Qadri Front said that 500 people had been killed in {days} days."
            taken = intake.take_in(session, Report(text, None, None, None, moment))
            session.commit()
            said = select(models.Statement.speaker_id).where(models.Statement.article_id == taken.article_id)
            return session.exec(said).one()

    assert speaker(1) is None
    with Session(engine) as session:
        import_actors(session, tmp_path / "mine.csv")
        session.commit()
    assert speaker(2) == "qadri-front"
    with Session(engine) as session:
        merge(session, "wagner", "qadri-front")
        session.commit()
    assert speaker(3) == "wagner"
