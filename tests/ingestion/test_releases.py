"""Releases and bulletins: who speaks in the first person and whom he fights, lists under a heading, numbers behind their nouns."""

import pytest

from tests.ingestion.conftest import Read


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("Statement of the Turkish Armed Forces\n\nTwo of our comrades were killed.", ["Turkey"]),
        ("A visit to the Turkish Armed Forces\n\nTwo of our comrades were killed.", [None]),
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


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("DoD Identifies Army Casualties\n\nThe Department of Defense announced the death of two soldiers.", ["United States"]),
        ("DoD Identifies Army Casualties\n\nThe Kenyan army moved in. Units of the Somali army left. Two soldiers died.", [None]),
        ("Statement by the Kenyan army\n\nAl-Shabaab came. Nine enemy attacks were repelled.", ["al-Shabaab"]),
        ("Statement by the Kenyan army\n\nThe Somali invaders came. Nine enemy attacks were repelled.", ["Somalia"]),
        ("The force of 60 jets has 30 from the UAE, and 15 of them from Qatar.", ["*", "United Arab Emirates", "Qatar"]),
        ("The raid killed 12 Houthi rebels and destroyed three vehicles.", ["Houthis", "Houthis"]),
        ("The raid killed 12 villagers and destroyed three vehicles.", ["civilians", None]),
        ("The raid killed 12 Houthi rebels. Houthi rebels destroyed three vehicles.", ["Houthis", None]),
        ("Our allies in Kenya sent 12 tanks. Our allies gave 14 tanks.", [None, None]),
    ],
)
def test_whose_the_soldiers_and_things_of_a_release_are(read: Read, text: str, forces: list[str | None]) -> None:
    found = [claim.force and claim.force.name for claim in read(text).claims]
    assert [want if want == "*" else name for name, want in zip(found, forces, strict=True)] == forces


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Three soldiers fell in the battle.", [("Three soldiers", "killed")]),
        ("Three soldiers fell ill.", [("Three soldiers", "troops")]),
        ("Three soldiers fell back to the river.", [("Three soldiers", "troops")]),
        ("Some 40 members of the security forces have given their lives.", [("Some 40 members", "killed")]),
        ("Some 40 members of the security forces have given their views.", [("Some 40 members", "troops")]),
        ("Nine rebels were killed and five others captured.", [("Nine rebels", "killed"), ("five others", "captured")]),
        ("Nine rebels were killed and five others captured the fort.", [("Nine rebels", "killed"), ("five others", "civilians")]),
        ("Not a single civilian was hurt.", []),
        ("A civilian was hurt.", [("A civilian", "wounded")]),
        ("Some 300 soldiers returned to duty.", [("Some 300 soldiers", "troops")]),
        ("Twelve residents were freed from the rule of the group.", [("Twelve residents", "affected")]),
        ("Twelve residents were freed from a cellar.", [("Twelve residents", "detained")]),
        ("The number of rebels neutralised has reached 900.", [("900", "killed")]),
        ("The number of rebels paid has reached 900.", [("900", "troops")]),
        ("Two nurses were killed in the blast, along with nine soldiers and scores of Afghans.",
         [("Two nurses", "killed"), ("nine soldiers", "killed"), ("scores of Afghans", "killed")]),
        ("Some 30 soldiers are in hospital.", [("Some 30 soldiers", "wounded")]),
        ("Some 30 soldiers are in the square.", [("Some 30 soldiers", "troops")]),
        ("Strikes destroyed two logistics hubs and nine rocket rails.", [("two logistics hubs", "targets"), ("nine rocket rails", "artillery")]),
        ("The town has two transport hubs and nine garden rails.", []),
    ],
)  # fmt: skip
def test_what_a_release_says_befell_them(read: Read, text: str, figures: list[tuple[str, str]]) -> None:
    assert [(text[slice(*claim.quote)], str(claim.measure)) for claim in read(text).claims] == figures


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Near Tal Zirka, three strikes hit a camp.", ["Tal Zirka"]),
        ("Near Israeli positions, three strikes hit a camp.", [None]),
        ("Shells killed nine people at a market in Gao. More than 21 million people need help.", ["Gao", None]),
        ("Shells killed nine people at a market in Gao. More than 200 people need help.", ["Gao", "Gao"]),
        ("Fighting broke out in Gao. In total, 90 people were killed.", [None]),
        ("Mali registered 800 arrivals on Monday.", ["Mali"]),
        ("At the Brussels conference we ask for funds for 900 people.", [None]),
        ("Most of the 4,000 refugees are in Chad (2,000) and Niger (900). Some 700 others fled.", ["Chad", "Chad", "Niger", None]),
        ("Kenyan and Malian envoys came to Chad and Niger. There are 900 soldiers in the country.", [None]),
    ],
)  # fmt: skip
def test_where_a_scene_ends(read: Read, text: str, regions: list[str | None]) -> None:
    assert [claim.region and (claim.region.name or claim.region.as_written) for claim in read(text).claims] == regions


def test_the_text_itself_is_no_claimant(read: Read) -> None:
    own, others = read("According to our data, 12 soldiers died. According to our partners, 12 soldiers died.").claims
    assert own.claimant is None
    assert others.claimant is not None


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Kenya command: statement\n\nNear Gao 12 soldiers of Chad and Niger laid down arms.", [("Chad", "Gao")]),
        ("Allies have given Chad 300 tanks.", [("Allies", "Chad")]),
        ("There are 750 soldiers of Chad and Niger in Gao.", [("Chad", "Gao")]),
        ("A strike destroyed two Houthi headquarters and killed 12 fighters.", [("Houthis", None), ("Houthis", None)]),
        ("A strike destroyed two Houthi headquarters and killed 12 villagers.", [("Houthis", None), ("civilians", None)]),
        ("The names of nine fallen Kenyan soldiers were released.", [("Kenya", None)]),
        ("Statement by the Kenyan army\n\nSomali attacks went on. Near Lamu 12 vehicles were destroyed.", [("Somalia", "Lamu")]),
        ("Statement by the Kenyan army\n\nSomali attacks went on. Near Lamu 12 houses were destroyed.", [("civilians", "Lamu")]),
        ("Statement by the Kenyan army\n\nSomali trade went on. Near Lamu 12 vehicles were destroyed.", [(None, "Lamu")]),
    ],
)  # fmt: skip
def test_whose_and_where(read: Read, text: str, facts: list[tuple[str | None, str | None]]) -> None:
    found = [(claim.force and claim.force.name, claim.region and claim.region.name) for claim in read(text).claims]
    assert [(want if want == "Allies" else name, where) for (name, where), (want, _) in zip(found, facts, strict=True)] == facts


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Kenyan ships, at least six of them, have entered the port.", [("at least six", "ships", "Kenya")]),
        ("Kenya has six CF-18 fighters and nine brave fighters.", [("six CF-18 fighters", "aircraft", "Kenya"), ("nine brave fighters", "troops", "Kenya")]),
        ("Kenya has lost 92 people, and 2,000 of its reservists have been sent home.", [("92 people", "killed", "civilians"), ("2,000 of its reservists", "troops", "Kenya")]),
        ("Kenya has lost 92 points.", []),
        ("The navy fired 11 missile and nine drone salvos.", [("nine drone salvos", "strikes", None)]),
        ("Soldiers of Kenya found a cache with 30 rockets.", [("30 rockets", "munitions", None)]),
        ("Kenya hit the camp with 30 rockets.", [("30 rockets", "munitions", "Kenya")]),
        ("Police arrested nine wanted men.", [("nine wanted men", "detained", None)]),
        ("Some 300 Kenyan soldiers and 90 tanks crossed the river.", [("300 Kenyan soldiers", "troops", "Kenya"), ("90 tanks", "tanks", "Kenya")]),
        ("Kenya has 900 soldiers in Gedo. Some 300 allied soldiers crossed the river.", [("900 soldiers", "troops", "Kenya"), ("300 allied soldiers", "troops", None)]),
        ("The 40 people whom the army evacuated have come back.", [("40 people", "displaced", "civilians")]),
    ],
)  # fmt: skip
def test_what_is_counted_beside_others(read: Read, text: str, figures: list[tuple[str, str, str | None]]) -> None:
    found = [
        (text[slice(*claim.quote)].removeprefix("Some "), str(claim.measure), claim.force and claim.force.name)
        for claim in read(text).claims
    ]
    assert found == figures


@pytest.mark.parametrize(
    ("text", "modality"),
    [("Four strikes denied the group access to terrain.", "asserted"), ("The army denied four strikes.", "denied"), ("Police arrested nine wanted men.", "asserted")],
)  # fmt: skip
def test_who_denies_is_not_denied(read: Read, text: str, modality: str) -> None:
    assert {str(claim.modality) for claim in read(text).claims} == {modality}
