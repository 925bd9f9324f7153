"""What is counted, by its name: every kind of arms, vehicle, vessel and attack to its measure, and the same words where they are none of it."""

import pytest

from tests.ingestion.conftest import Read

COUNTED = [
    ("weapons", 4, "The raid in Mandera brought in 40 pistols, 12 shotguns, nine carbines and three flamethrowers."),
    ("weapons", 3, "Ottawa shipped 7,000 helmets, 4,500 bulletproof vests and 300 thermal scopes to the Peshmerga."),
    ("weapons", 4, "Guards in Juba handed in 220 AK-47s, 60 M16s, 35 submachine guns and two grenade launchers."),
    ("weapons", 3, "The convoy bound for Aden held 900 Kalashnikovs, 80 machetes and six jamming systems."),
    ("artillery", 3, "Oslo promised two NASAMS batteries, three Gepards and 18 Krabs."),
    ("artillery", 5, "The brigade lost four M777s, two BM-21s, six D-30s, 11 rocket launchers and a Pantsir."),
    ("artillery", 2, "Kabul received nine anti-aircraft systems and 12 air-defence systems."),
    ("missiles", 4, "Crews fired 20 Kalibrs, 11 Kh-101s, four Oreshniks and two Neptunes at the port of Berbera."),
    ("missiles", 3, "London has given 3,600 NLAWs, 200 Javelins and 60 Starstreaks."),
    ("munitions", 4, "Sappers at Mekelle dug up 60 bomblets, nine booby traps, 14 suicide vests and 300 submunitions."),
    ("munitions", 2, "The group fired 40 Grads and 12 Katyushas across the Litani."),
    ("drones", 4, "Yerevan shot down 15 unmanned aerial vehicles, six loitering munitions, two unmanned aircraft and 30 FPVs."),
    ("drones", 3, "Sanaa sent four drone boats, two unmanned surface vessels and 11 Gerans."),
    ("aircraft", 3, "Warsaw ordered 96 Apaches, 32 Black Hawks and two Rafales."),
    ("aircraft", 3, "Delhi moved four Chinooks, six MiG-29s and a pair of Typhoons to the border."),
    ("tanks", 4, "Kyiv got 31 Abrams, 18 Leopard 2s, 14 Challengers and 60 PT-91s."),
    (
        "armoured_vehicles",
        4,
        "The peacekeepers lost three armored personnel carriers, two Marders, 12 mine-resistant vehicles and four armoured automobiles.",
    ),
    ("vehicles", 4, "Rebels near Bria burned six lorries, two vans, nine motorbikes and four fuel tankers."),
    ("ships", 4, "Iran sent 14 speedboats, three landing craft, two aircraft carriers and a minesweeper to the strait."),
    ("strikes", 3, "Residents of Sool counted three skirmishes, two gun battles and four volleys."),
    ("strikes", 2, "Monitors in Aleppo recorded 60 ceasefire violations and 12 breaches of the truce."),
    ("strikes", 1, "The army in Cabo Delgado carried out 11 clearance operations."),
    (
        "targets",
        4,
        "Shelling hit 139 dwellings and two shops and wrecked three apartment blocks and two police stations in Homs.",
    ),
    ("targets", 3, "The strikes damaged 12 tunnel entrances, two arms stores and a hotel; 200 houses are gone."),
    ("troops", 3, "Nairobi sent 40 instructors, 12 snipers and 60 gendarmes to Haiti."),
    ("troops", 2, "The coalition says 400 Houthis and 30 Maoists were at the camp."),
    ("troops", 1, "Some 300 blue helmets are in Goma."),
]

NOT_COUNTED = [
    "The company runs 40 stores and two hotels in Lagos, and there are 12 mosques in the town.",
    "Only two shops are open, and the army has 12 offices.",
    "He faces five charges and three counts of fraud.",
    "The islands see 20 typhoons a year.",
    "The surgeon carried out 40 operations in Gaza City.",
    "The firm has two carriers and nine subscribers in Lagos.",
    "The report names six incidents of plagiarism.",
    "The town had 12 challengers for the seat of mayor.",
    "The museum in Hue shows three belts and four vests.",
    "The envoy has seven speaking engagements in Vienna.",
    "The minister spoke of two traps to be avoided.",
    "The farm near Kunduz keeps 40 gazelles.",
    "The plant delivered 12 Rosenthals and 30 Lindens.",
]


def _measures(read: Read, text: str) -> dict[str, str]:
    return {text[claim.quote.start : claim.quote.end]: str(claim.measure) for claim in read(text, "2024-11-13").claims}


@pytest.mark.parametrize(("measure", "count", "text"), COUNTED)
def test_what_is_counted_has_the_measure_of_its_name(read: Read, measure: str, count: int, text: str) -> None:
    found = _measures(read, text)
    assert set(found.values()) == {measure}
    assert len(found) == count


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_the_same_words_count_nothing_elsewhere(read: Read, text: str) -> None:
    assert _measures(read, text) == {}
