"""Residents who flee, are moved, hosted or held up, told from those who are only there."""

import pytest

from tests.ingestion.conftest import Read


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Half a million people are on the move.", "displaced"),
        ("Half a million people are on the bus.", "civilians"),
        ("The shelling forced 9,000 people to move.", "displaced"),
        ("The rules forced 9,000 people to pay.", "civilians"),
        ("Some 9,000 people have moved since May.", "displaced"),
        ("Some 9,000 people moved the stones.", "civilians"),
        ("Some 9,000 people moved quickly.", "civilians"),
        ("Some 9,000 people moved slowly.", "civilians"),
        ("Some 9,000 people moved to tighten the rules.", "civilians"),
        ("Some 900 people are living in camps near the lake.", "displaced"),
        ("Some 900 people are living in flats near the lake.", "civilians"),
        ("Some 900 families reached the camp.", "displaced"),
        ("Some 900 families watched the camp.", "civilians"),
        ("Some 900 people were transferred to the camp.", "displaced"),
        ("Some 900 soldiers were transferred to the camp.", "troops"),
        ("The camp hosts 9,000 people.", "displaced"),
        ("The camp feeds 9,000 people.", "civilians"),
        ("The stadium accommodates 9,000 people.", "civilians"),
        ("The town has taken in 9,000 people.", "displaced"),
        ("Some 90 people were taken to the transit centre.", "displaced"),
        ("Some 90 people were taken to the town centre.", "civilians"),
        ("Buses carried 900 people out of Aleppo.", "displaced"),
        ("Some 900 people got out of the city.", "displaced"),
        ("Some 900 people got out of debt.", "civilians"),
        ("Planes brought 900 people to safety.", "displaced"),
        ("Some 900 people may be forced out of the city.", "displaced"),
        ("They met 40 families who left their homes.", "displaced"),
        ("They met 40 families who left their dogs.", "civilians"),
        ("About 900 people were leaving on buses.", "displaced"),
        ("About 900 people were leaving the stadium.", "civilians"),
        ("Nine victims are trapped under the rubble.", "affected"),
        ("Nine girls were raped.", "affected"),
        ("There are 90 missing people.", "missing"),
    ],
)
def test_residents_are_displaced(read: Read, text: str, measure: str) -> None:
    [claim] = read(text).claims
    assert claim.measure == measure


def test_is_is_a_name_to_the_parser(read: Read) -> None:
    text = "Six IS fighters and one civilian were also killed."
    found = [(str(claim.measure), claim.low, claim.force and claim.force.name) for claim in read(text).claims]
    assert found == [("killed", 6, "Islamic State"), ("killed", 1, "civilians")]


def test_lines_of_a_table(read: Read) -> None:
    text = "Baghdad 42 killed and 55 injured, Basra 02 killed and 09 injured. In Kirkuk: 23 killed."
    found = [(claim.low, claim.region and claim.region.as_written) for claim in read(text).claims]
    assert found == [(42, "Baghdad"), (55, "Baghdad"), (2, "Basra"), (9, "Basra"), (23, "Kirkuk")]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Anbar suffered a total of 254 casualties (219 killed and 35 injured).", ["Anbar", "Anbar", "Anbar"]),
        ("France suffered 254 casualties (219 killed and 35 injured).", [None, None, None]),
        ("In Anbar 254 people died (nine more were killed in Basra).", ["Anbar", "Basra"]),
        ("Aircraft conducted four airstrikes near Haditha. In total, the strikes destroyed five trucks.", ["Haditha", "Haditha"]),
        ("Aircraft conducted four airstrikes near Haditha. In total, 90 trucks were destroyed.", ["Haditha", None]),
    ],
)
def test_details_are_where_their_whole_is(read: Read, text: str, regions: list[str | None]) -> None:
    assert [claim.region and claim.region.as_written for claim in read(text).claims] == regions


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Kenya fired 90 missiles at Gedo. Somalia shot down 71 of them.", ["missiles", "missiles"]),
        ("Kenya fired 90 missiles at Gedo. Five were shot down.", ["missiles", "missiles"]),
        ("Kenya sent 90 soldiers to Gedo. Five were shot dead.", ["troops", "killed"]),
        ("Kenya sent 90 soldiers to Gedo. Five were shot down.", ["troops"]),
    ],
)
def test_what_is_shot_down_flies(read: Read, text: str, measures: list[str]) -> None:
    assert [str(claim.measure) for claim in read(text).claims] == measures
