"""Reprints of one report are one origin; reports of one mould, of one event or of one beginning are not."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, func, select

from app import models
from app.ingestion.copies import BANDS, SLOTS, Sketch
from app.ingestion.editions import Reading
from app.ingestion.registry import Registry
from app.ingestion.report import Report
from app.ingestion.store import store

NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)
WIRE = """Rebels took the airport of Anefis on Sunday, residents said, and 14 soldiers were killed in the fighting.
The army did not answer calls. A spokesman for the rebels said by telephone that 30 vehicles had been captured and that the
road to the north was closed. Hospital workers in the next town had counted 52 wounded by the evening. It was the third
attack on the town since the rains ended, and the first in which drones were seen over the runway, residents said."""
CUT = WIRE.partition("It was the third")[0] + "More to follow."
REWORDED = WIRE.replace("did not answer calls", "could not be reached").replace("by telephone ", "")
OTHER = """Fighting for the airport of Anefis left at least 14 soldiers dead, according to two people who live nearby. They
described columns of smoke over the hangars. An officer put the number of wounded at 52; the rebels spoke of 30 vehicles."""
MOULD = """The general staff reported on {day} October that the enemy had lost {men} soldiers, {tanks} tanks and {guns} guns over
the past day, and that {clashes} clashes had been fought along the front, most of them near the town of Hirnyk, where the enemy
tried to advance from three sides with the support of aircraft and was stopped. The data are being checked, as the intensity of
the fighting makes counting difficult. Defence forces keep the initiative on the southern bank, strike at the rear of the enemy,
and wear its units out along the whole line of contact, the staff said in its evening report on social media."""
MONDAY = MOULD.format(day=28, men=1420, tanks=12, guns=35, clashes=168)
TUESDAY = MOULD.format(day=29, men=1390, tanks=8, guns=41, clashes=173)


def taken_in(session: Session, text: str, name: str, hours: int = 0) -> str:
    """The id of the article that `text` became, published so many hours after noon."""
    source = Report(text, None, None, f"https://{name}.example/", NOON + timedelta(hours=hours))
    [taken] = store(session, [(source, Reading([], [], [], Registry()))], NOON)
    return taken.article_id


def origin(session: Session, id: str) -> str | None:
    session.expire_all()
    return session.get_one(models.Article, id).origin_id


@pytest.mark.parametrize("reprint", [WIRE, CUT, REWORDED, WIRE.upper().replace("\n", " ")])
def test_a_reprint_is_linked_to_what_came_first(session: Session, reprint: str) -> None:
    first = taken_in(session, WIRE, "wire")
    assert (origin(session, first), origin(session, taken_in(session, reprint, "paper", 1))) == (None, first)


@pytest.mark.parametrize(("first", "second"), [(WIRE, OTHER), (MONDAY, TUESDAY), (WIRE, WIRE[:110]), ("Truce.", "Truce!")])
def test_what_is_no_reprint_is_not_linked(session: Session, first: str, second: str) -> None:
    taken_in(session, first, "one")
    assert origin(session, taken_in(session, second, "other", 1)) is None


def test_a_short_text_is_a_copy_where_it_is_the_same_to_the_letter(session: Session) -> None:
    first = taken_in(session, "Truce.", "one")
    assert origin(session, taken_in(session, "Truce.", "other")) == first


def test_one_published_earlier_takes_the_place_of_the_origin(session: Session) -> None:
    second, third = taken_in(session, WIRE, "second", 2), taken_in(session, CUT, "third", 3)
    first = taken_in(session, REWORDED, "first", 1)
    assert [origin(session, id) for id in (first, second, third)] == [None, first, first]
    assert origin(session, taken_in(session, WIRE, "fourth", 4)) == first
    assert session.get_one(models.Article, third).revision == 3


def test_a_changed_text_is_looked_at_anew(session: Session) -> None:
    first, second = taken_in(session, WIRE, "wire"), taken_in(session, WIRE, "paper", 1)
    assert taken_in(session, OTHER, "paper", 1) == second
    assert origin(session, second) is None
    assert origin(session, taken_in(session, OTHER, "third", 2)) == second
    assert origin(session, first) is None


def test_an_origin_whose_text_changes_stays_the_origin_of_its_copies(session: Session) -> None:
    first, second = taken_in(session, WIRE, "wire"), taken_in(session, WIRE, "paper", 1)
    other = taken_in(session, OTHER, "other", -1)
    taken_in(session, OTHER, "wire")
    assert [origin(session, id) for id in (first, second, other)] == [None, first, None]


def test_only_origins_are_looked_up(session: Session) -> None:
    first = taken_in(session, WIRE, "wire")
    for number in range(5):
        taken_in(session, WIRE, f"paper-{number}", number)
    assert session.exec(select(models.Sketch.article_id)).all() == [first]
    assert set(session.exec(select(models.SketchBand.article_id))) == {first}
    assert session.exec(select(func.count()).select_from(models.SketchBand)).one() == BANDS


def test_copies_are_looked_up_in_an_index(session: Session) -> None:
    taken_in(session, WIRE, "wire")
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    asked: list[str] = []
    driver.set_trace_callback(asked.append)
    taken_in(session, CUT, "paper", 1)
    driver.set_trace_callback(None)
    looks = [statement for statement in asked if "FROM sketch_band" in statement]
    assert len(looks) == 2  # whether anything is near one of the reports, and what is near this one
    for statement in looks:
        assert [step[3] for step in driver.execute(f"EXPLAIN QUERY PLAN {statement}") if "SCAN" in step[3]] == []


def test_signatures_that_are_stored_stay_comparable() -> None:
    """If this fails after an upgrade of rensa, its signatures are others: stored sketches have to be made anew."""
    assert list(Sketch.of(WIRE).signature[:4]) == KNOWN
    assert len(Sketch.of(WIRE).signature) == SLOTS


KNOWN = [1420785136, 1538359628, 1023768980, 630424692]
