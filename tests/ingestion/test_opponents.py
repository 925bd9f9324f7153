"""Whose is what somebody destroys, takes or shoots down, where only the whole text says whom he fights."""

import pytest

from tests.ingestion.conftest import Read


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        # by their raids
        ("Ethiopian warplanes struck Adwa. The Fano militia answered. The raids destroyed four tanks.", ["Fano"]),
        ("Ethiopian warplanes struck Adwa. Fano and al-Shabaab answered. The raids destroyed four tanks.", [None]),
        ("The Fano militia answered. The floods destroyed four tanks.", [None]),
        # an army that tells
        ("Kenyan drones crossed the border. Somalia’s army said 51 drones had been shot down.", ["Kenya"]),
        ("Kenyan drones crossed the border. Residents said 51 trucks had been burnt.", [None]),
        ("Somali troops shelled Mandera. The Kenyan defence ministry said its men had destroyed three mortars.", ["Somalia"]),
        ("Somali and Ethiopian troops shelled Mandera. The Kenyan army said its men had destroyed three mortars.", [None]),
        ("Kenya’s air force struck rebel camps in Lamu. Sixteen trucks were destroyed, it claimed.", ["rebels"]),
        ("Al-Shabaab said it had shot down two jets. Kenyan troops left.", ["Kenya"]),
        ("Rebel guns fired on Garissa, with one soldier injured, Kenya’s defence ministry said.", ["Kenya"]),
        # a capital and its own
        ("Kenyan tanks rolled into Dobley. Mogadishu said it had downed four aircraft. Somali jets flew.", ["Kenya"]),
        # who destroys weapons loses none by it
        ("Kenyan missiles flew. Somali guns fired. Two missiles destroyed a bridge.", [None, None]),
        ("Al-Shabaab destroyed nine trucks. Kenyan troops left.", ["Kenya"]),
        ("Al-Shabaab lost nine trucks. Kenyan troops left.", ["al-Shabaab"]),
        ("Al-Shabaab took Dhobley, and captured six tanks from Kenyan troops.", ["Kenya"]),
        ("Kenyan troops reported 130 mortars destroyed. Al-Shabaab denied it.", ["al-Shabaab"]),
        # soldiers whom an army kills
        ("Al-Shabaab said it had killed 40 soldiers near Garissa.", ["Kenya"]),
        ("Kenyan troops shot 40 soldiers. Somali guns fired back.", ["Somalia"]),
        ("Kenyan troops shot 40 shoppers. Somali guns fired back.", ["civilians"]),
        # losses that are admitted
        ("Houthi rebels fired again. The Pentagon confirmed the loss of two drones.", ["United States"]),
        ("The Pentagon confirmed the loss of two Houthi drones.", ["Houthis"]),
        ("Somali forces reported 13 soldiers killed. Kenyan troops left.", [None]),
        ("Guns of the Gaddafi regime shelled Misrata. Al-Qaida said it had destroyed seven tanks.", ["Libya"]),
        # whose they are not
        ("Iran-backed militias fired 12 rockets at the base.", [None]),
        ("Iranian militias fired 12 rockets at the base.", ["Iran"]),
        ("Kenyan drones hit Dobley. Local officials said eight of their guards had been wounded.", [None]),
        (
            "Ukraine received 31 tanks; 20 have been destroyed, its commander said. Russia puts the number at 24.",
            ["Ukraine", "Ukraine", "Ukraine"],
        ),
        # nor one of his own, nor one who fell in a third country
        ("Al-Shabaab attacked Garissa. The Kenyan army said it had killed four soldiers who had mutinied.", [None]),
        ("Kenyan troops left. Al-Shabaab killed 40 soldiers in Mogadishu.", [None]),
        # no jets of a band, no other war, no exercise, nothing taken from somebody else, no shops
        ("Al-Shabaab fought on. Kenyan troops shot down five jets.", [None]),
        ("Al-Shabaab fought on. Kenyan troops destroyed nine trucks in 2011.", [None]),
        ("Al-Shabaab fought on. Kenyan troops destroyed nine trucks in an exercise.", [None]),
        ("Al-Shabaab fought on. Kenyan troops seized 12 boats from smugglers.", [None]),
        ("Al-Shabaab fought on. Kenyan troops seized 12 boats.", ["al-Shabaab"]),
        ("Al-Shabaab fought on. Kenyan troops destroyed 40 shops.", ["civilians"]),
        ("Kenyan troops fought on. Al-Shabaab sank two ships.", [None]),
        ("Kenyan troops fought on. Al-Shabaab sank two warships.", ["Kenya"]),
        # what was struck before
        ("Kenya destroyed 20 tunnels of al-Shabaab. Egypt destroyed 20 tunnels in 2014.", ["al-Shabaab", None]),
        ("Kenya destroyed 20 tunnels of al-Shabaab. Egypt destroyed 20 huts.", ["al-Shabaab", "civilians"]),
        # what is left of weapons
        ("Houthi missiles hit Jeddah. Riyadh showed the wreckage of four missiles.", ["Houthis"]),
        ("Riyadh showed four new missiles.", ["Saudi Arabia"]),
    ],
)
def test_what_is_destroyed_is_whose_enemy_has_it(read: Read, text: str, forces: list[str | None]) -> None:
    found = read(text).claims
    assert [claim.force and claim.force.name for claim in found] == forces


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Armenian forces fired, Azerbaijan’s defence ministry said. Two servicemen were wounded.", "Azerbaijan"),
        ("Armenian forces fired, residents said. Azerbaijan’s army fired back. Two servicemen were wounded.", None),
        ("Mali’s president, Ana Keita, said 11 soldiers had died at Mopti.", "Mali"),
        ("France’s president, Ana Petit, said 11 soldiers had died at Mopti.", None),
        ("The French ambassador to Mali said 11 soldiers had died at Mopti.", None),
        ("Insurgents stormed a base in Tillabéri, killing 89 soldiers.", "Niger"),
        ("A storm hit a base in Tillabéri, killing 89 soldiers.", None),
        ("Rebels in the north said they still had 1,200 fighters.", "rebels"),
        ("African Union troops hold Baidoa. Officials said 54 peacekeepers had died.", "African Union"),
        ("African Union troops and a United Nations convoy left. Officials said 54 peacekeepers had died.", "peacekeepers"),
        ("African Union troops and Kenyan peacekeepers left. Officials said 54 peacekeepers had died.", "peacekeepers"),
    ],
)
def test_whose_soldiers_they_are(read: Read, text: str, force: str | None) -> None:
    [claim] = read(text).claims
    assert (claim.force and claim.force.name) == force


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Shells destroyed 12 houses.", "civilians"),
        ("Shells destroyed 12 houses of the Houthis.", "Houthis"),
        ("Three villages were attacked.", "civilians"),
        ("Four residential buildings were hit.", "civilians"),
        ("Four buildings were hit.", None),
        ("Several buses were hit.", "civilians"),
        ("Several trucks were hit.", None),
        ("Bombs hit three buses carrying soldiers.", None),
        ("Three buses brought the prisoners.", None),
    ],
)
def test_homes_are_of_those_who_live_there(read: Read, text: str, force: str | None) -> None:
    [claim] = read(text).claims
    assert (claim.force and claim.force.name) == force


@pytest.mark.parametrize(
    ("publisher", "text", "forces"),
    [
        ("The White House", "We will send 200 rockets to Kenya.", ["United States"]),
        ("The Guardian", "We will send 200 rockets to Kenya.", [None]),
        (None, "We will send 200 rockets to Kenya.", [None]),
        ("CENTCOM", "Houthi rebels attacked ships. A destroyer shot down two missiles.", ["Houthis"]),
        ("BBC News", "Houthi rebels and Iranian troops attacked ships. A destroyer shot down two missiles.", [None]),
        ("NATO", "Since March 2,600 sorties have been flown.", ["NATO"]),
        ("UK Ministry of Defence", "Two Typhoon jets took off from Akrotiri.", ["United Kingdom"]),
        ("UK Ministry of Defence", "Two Typhoon jets were shot down.", [None]),
        ("Reuters", "Two Typhoon jets took off from Akrotiri.", [None]),
        ("UNHCR", "Since March 2,600 trucks have been sent.", [None]),
        ("UK Government", "Tornado jets flew over Libya, where Gaddafi’s forces fight. Two tanks were hit.", ["Libya"]),
        ("The Guardian", "Tornado jets flew over Libya, where Gaddafi’s forces fight. Two tanks were hit.", [None]),
    ],
)
def test_a_release_is_its_publisher_s_own_word(read: Read, publisher: str | None, text: str, forces: list[str | None]) -> None:
    found = read(text, publisher=publisher).claims
    assert [claim.force and claim.force.name for claim in found] == forces
