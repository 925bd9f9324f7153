"""Releases and bulletins: who speaks in the first person and whom he fights, lists under a heading, numbers behind their nouns."""

import pytest

from tests.ingestion.conftest import Read


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("Statement of the Turkish Armed Forces\n\nTwo of our comrades were killed.", ["Turkey"]),
        ("A visit to the Turkish Armed Forces\n\nTwo of our comrades were killed.", ["comrades"]),
        ("The General Staff of the Armed Forces of Ukraine informs.\nOur aviation made 16 strikes.", ["Ukraine"]),
        ("The General Staff of the Armed Forces of Ukraine met.\nOur aviation made 16 strikes.", [None]),
        ("NATO summit: remarks by the Secretary General\n\nWe have sent 900 troops.", ["NATO"]),
        ("Statement by the Kenyan army\n\nOur partners have sent 900 troops.", [None]),
        ("Statement by the Kenyan army\n\n“We have sent 900 troops to the lake,” wrote a reader.", [None]),
    ],
)
def test_we_are_who_issues_the_text(read: Read, text: str, forces: list[str | None]) -> None:
    assert [claim.force and claim.force.name for claim in read(text).claims] == forces


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("Statement by the Kenyan army\n\nAl-Shabaab attacked a base. Our forces destroyed nine car bombs. The enemy has 40 trucks.",
         ["al-Shabaab", "al-Shabaab"]),
        ("Statement by the Kenyan army\n\nNear Garissa units of the Somali army advanced. Up to 40 vehicles were destroyed.", ["Somalia"]),
        ("Statement by the Kenyan army\n\nAl-Shabaab and Boko Haram attacked a base. Our forces destroyed nine car bombs.", [None]),
        ("Statement by the Kenyan army\n\nAl-Shabaab attacked a base. Nine of our vehicles were destroyed.", ["Kenya"]),
        ("Statement by the Kenyan army\n\nAl-Shabaab attacked a base. Its fighters destroyed nine trucks.", [None]),
        ("The army and al-Shabaab fought. Soldiers destroyed nine trucks.", [None]),
        ("Statement by the Kenyan army\n\nThe enemy made 16 strikes.", ["enemy"]),
        ("Statement by the Kenyan army\n\nThe occupiers lost 16 soldiers.", ["occupiers"]),
    ],
)  # fmt: skip
def test_the_enemy_is_the_only_other_party(read: Read, text: str, forces: list[str | None]) -> None:
    assert [claim.force and claim.force.name for claim in read(text).claims] == forces


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("President Biden announced new aid.\n\nEarlier assistance committed to Kenya includes:\n\n- 40 trucks;\n- two boats.",
         [("United States", "Kenya", "asserted"), ("United States", "Kenya", "asserted")]),
        ("Today the Department of Defense announced a package for Kenya.\n\nThe capabilities in this package include:\n\n- 40 trucks; and\n- two boats.",
         [("United States", None, "asserted"), ("United States", None, "asserted")]),
        ("Germany will deliver to Kenya:\n• 40 trucks\n• 12 tanks", [("Germany", "Kenya", "expected"), ("Germany", "Kenya", "expected")]),
        ("Germany will deliver to Kenya:\n• 40 trucks\nThe museum has 12 tanks.", [("Germany", "Kenya", "expected"), (None, None, "asserted")]),
        ("Germany will deliver to Kenya:\n• France sent 40 trucks.", [("France", None, "asserted")]),
        ("The mayor spoke of Kenya:\n- 40 trucks", [(None, None, "asserted")]),
    ],
)  # fmt: skip
def test_what_introduces_a_list_holds_for_its_lines(
    read: Read, text: str, facts: list[tuple[str | None, str | None, str]]
) -> None:
    found = read(text).claims
    assert [(each.force and each.force.name, each.region and each.region.name, str(each.modality)) for each in found] == facts


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The losses of the Kenyan army: personnel – about 900 (+20), tanks – 14, guns - 30.",
         [("about 900", "casualties", "Kenya"), ("14", "tanks", "Kenya"), ("30", "artillery", "Kenya")]),
        ("Kenyan losses:\n• Drones: 12\n• Aircraft: 3", [("12", "drones", "Kenya"), ("3", "aircraft", "Kenya")]),
        ("Kenyan losses amounted to 40 soldiers killed and wounded and nine trucks.", [("40 soldiers", "casualties", "Kenya"), ("nine trucks", "vehicles", "Kenya")]),
        ("The army showed its tanks – 14 of the visitors left.", []),
        ("The plan for the drones: 12 questions.", []),
        ("Room – 14, day – 30.", []),
    ],
)  # fmt: skip
def test_numbers_behind_their_nouns(read: Read, text: str, figures: list[tuple[str, str, str]]) -> None:
    found = [(text[slice(*claim.quote)], str(claim.measure), claim.force and claim.force.name) for claim in read(text).claims]
    assert found == figures


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Arrivals by country: Greece (11,000), Italy (900).", [("11,000", "Greece"), ("900", "Italy")]),
        ("The victims: Omar Greece (19), Ali Italy (20).", []),
        ("In Kirkuk, 48 rebels were killed.", [("48 rebels", "Kirkuk")]),
        ("Some 900 people fled, and are in Kherson (500), Odesa (300) and Lviv (40).",
         [("Some 900 people", "*"), ("500", "Kherson"), ("300", "Odesa"), ("40", "Lviv")]),
        ("Lincoln, 48, said 12 rebels were killed.", [("12 rebels", None)]),
    ],
)  # fmt: skip
def test_a_number_behind_a_place_is_no_age(read: Read, text: str, regions: list[tuple[str, str | None]]) -> None:
    found = [(text[slice(*claim.quote)], claim.region and claim.region.name) for claim in read(text).claims]
    assert [(quote, "*" if (want == "*") else name) for (quote, name), (_, want) in zip(found, regions, strict=True)] == regions
