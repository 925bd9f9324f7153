"""Where a figure is when no name in its own sentence says so: the scene that goes on and what ends it, lands called by a people, places
without a name."""

import pytest

from tests.ingestion.conftest import Read


def _regions(read: Read, text: str) -> list[str | None]:
    """The region of each claim of the last of the sentences that "/" parts."""
    first = text.rfind("/ ")
    claims = [claim for claim in read(text.replace("/ ", "")).claims if claim.quote.start >= first]
    return [claim.region and claim.region.name for claim in claims]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("The rebels were driven from Gao on Monday. / Nine people were killed in the last hours of the battle.", ["Gao"]),
        ("Refugees from Gao sleep in the park. / Nine people were killed by a falling tree.", [None]),
        ("Explosions rocked Damascus on Monday. / Nine people were killed.", ["Damascus"]),
        ("The wounded were taken to hospitals in Gao. / Nine people had been killed in the raid.", [None]),
        ("The column retreated to Gao. / Nine people had been killed in the raid.", [None]),
        ("Shells fell in Gao. / Any attack on this city of 90,000 people would be a crime.", ["Gao"]),
        ("“In Gao we starve,” said a man who lost seven brothers in the fighting.", ["Gao"]),
        ("“We starve,” said a man who lost seven brothers in the fighting.", [None]),
        ("Missiles struck Kidal. / Russia has bombed towns across Mali since 2021, killing hundreds of people.", ["Mali"]),
    ],
)
def test_a_scene_is_where_something_happened(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Fighting broke out in Gao. / Thirty soldiers were captured.", ["Gao"]),
        ("Fighting broke out in Gao. / The junta later released 30 prisoners.", [None]),
        ("Fighting broke out in Gao. / Nine tanks were destroyed.", ["Gao"]),
        ("Fighting broke out in Gao. / The minister wants to send nine tanks.", [None]),
        ("Fighting broke out in Gao. / France sent envoys to collect five children.", [None]),
        ("Fighting broke out in Gao. / The guns are aimed at its 90,000 inhabitants.", ["Gao"]),
    ],
)
def test_not_everything_that_is_counted_is_in_the_scene(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Mortar fire killed 18 civilians on the Turkish side of the border.", ["Turkey"]),
        ("Some 400 Malian soldiers were trained on British soil.", ["United Kingdom"]),
        ("Shells killed nine people in Chadian territory.", ["Chad"]),
        ("Turkish soldiers killed nine people.", [None]),
        ("The Turkish side rejected the offer after nine people were killed.", [None]),
    ],
)
def test_a_land_may_be_called_by_its_people(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Nine patients were killed at a hospital.", ["a hospital"]),
        ("Some 2,000 women are held at displacement camps.", ["displacement camps"]),
        ("As many as 300 people died in the no-fire zone on Monday.", ["the no-fire zone"]),
        ("Fighting broke out in Gao. / Nine patients were killed at a hospital.", ["Gao"]),
        ("Nine patients were killed at a hospital in Gao.", ["Gao"]),
        ("Some 2,000 women live at displacement camps. / Nine men were killed.", [None]),
        ("Some 20 rebels were killed in the city's stadium.", [None]),
        ("Fighting broke out in Gao. / Some 20 rebels were killed in the city's stadium.", ["Gao"]),
        ("A hospital director counted nine dead.", [None]),
    ],
)
def test_a_place_without_a_name_is_kept_in_its_words(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("The president ordered the withdrawal of 1,000 troops from northern Mali.", ["Azawad"]),
        ("Hundreds of farmers gathered near the village of Gao on Friday.", ["Gao"]),
        ("Envoys gathered in Gao said that nine people had been killed.", [None]),
        (
            "The registration of refugees in the capital Kigali goes on, with some 10,000 Burundians registered so far.",
            ["Kigali"],
        ),
        ("The president praised 1,000 troops from Mali.", [None]),
    ],
)
def test_who_is_withdrawn_from_a_place_or_gathered_in_it_is_there(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Aleppo was shelled overnight. / At least 40 people were wounded.", ["Aleppo"]),
        ("Aleppo came under heavy fire. / At least 40 people were wounded.", ["Aleppo"]),
        ("Aleppo was founded by fishermen. / At least 40 people were wounded.", [None]),
        ("The junta invaded Syria's Aleppo region. / It captured 40 soldiers there.", ["Aleppo Governorate"]),
        ("Rebels shelled a camp outside Aleppo; 40 people died.", ["Aleppo"]),
        ("Envoys flew from Aleppo; 40 people died.", [None]),
        ("Aleppo's hospitals treated 40 wounded soldiers.", ["Aleppo"]),
        ("Aleppo's mayor treated 40 wounded soldiers to a meal.", [None]),
        ("Some 40 peacekeepers based in Aleppo were hurt.", ["Aleppo"]),
        ("An institute based in Aleppo counted 40 dead soldiers.", [None]),
        ("The battle for Aleppo has killed 40 fighters.", ["Aleppo"]),
        ("Some 40 soldiers were sent from Damascus to Aleppo.", ["Aleppo"]),
        ("Some 40 soldiers were sent from Damascus.", [None]),
    ],
)
def test_what_a_place_suffers_holds_or_is_fought_for_is_there(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("The mayor of Aleppo said 40 people had died.", ["Aleppo"]),
        ("Aleppo police said 40 people had died.", ["Aleppo"]),
        ("The mayor of Aleppo said 40 people had died in Homs.", ["Homs"]),
        ("The envoy of Aleppo said 40 people had died.", [None]),
        ("Officials in Paris said 40 people had died.", [None]),
        ("The head of Syria's army said 40 people had died.", [None]),
        ("Fighting broke out in Homs. / The mayor of Aleppo said 40 people had died.", ["Aleppo"]),
    ],
)
def test_who_speaks_for_a_town_speaks_of_it(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Shells fell on Homs. / The army lost nine soldiers there.", ["Homs"]),
        ("Shells fell on Homs. / There were nine soldiers killed.", ["Homs"]),
        ("Homs is full, and the soldiers shot nine people there.", ["Homs"]),
        ("The minister told a news conference in Damascus that Homs had been shelled. / Nine people were killed there.", ["Homs"]),
        ("The bomb was the worst in Somalia in years. / Turkey flew nine of the wounded to Ankara. / France has 900 soldiers in the country.", ["Somalia"]),
        ("Shells fell on Homs. / On the Turkish side, nine people were killed.", ["Turkey"]),
        ("Shells fell on Homs. / Across the border, nine people were killed.", [None]),
        ("Shells fell on Homs. / On the government side, nine people were killed.", [None]),
        ("Shells fell on Homs. / Health officials in Hama said nine people had been killed.", ["Hama"]),
        ("Shells fell on Homs. / Officials in Washington said nine people had been killed.", ["Homs"]),
        ("Rockets fell on Homs. / Medics in Syria said nine people had been killed.", ["Homs"]),
        ("France evacuated 538 people from Khartoum on Sunday, Germany 700 and Italy some 90.", ["Khartoum"] * 3),
        ("Soldiers besieged Homs, home to 90,000 people, and drove hundreds to Hama.", ["Homs", "Hama"]),
        ("The gunmen killed 70 people in Homs and dragged dozens of women to Hama.", ["Homs", "Hama"]),
        ("Bombs hit Homs on Sunday, then Damascus. / Nine people died in the capital.", ["Damascus"]),
        ("Bombs hit Homs on Sunday, then Hama. / Nine people died in the capital.", ["Homs"]),
        ("Five blasts shook Homs. / Nine people died.", ["Homs"]),
        ("A convoy left eastern Ghouta for Idlib province. / Since Monday 60 people have died in the enclave.", ["Eastern Ghouta"]),
        ("They fought in Homs, on the road from Hama. / Nine people died in the city.", ["Homs"]),
        ("Shells fell on Homs, UN officials in Hama said. / At least 40 people have died.", ["Homs"]),
        ("Homs is a ruin where some 100 pensioners hide.", ["Homs"]),
        ("The bomb that tore through a market in Homs has killed 50 people.", ["Homs"]),
        ("Gunmen stormed a school in Zirkana, in Syria's Homs province. / One boy was shot dead.", ["Zirkana"]),
        ("At least nine people were killed when shells hit a school in Homs that was sheltering 900 people.", ["Homs", "Homs"]),
        ("At least nine people were killed, while 15 were wounded in Homs.", [None, "Homs"]),
        ("They hold 900 jihadists from 31 countries in makeshift jails around Homs.", ["Homs"]),
        ("Shells fell on Homs. / A monitor in Britain counted nine dead.", ["Homs"]),
        ("Shells fell on Homs, where, the governor of Hama province, Omar Haddad, said, nine people died.", ["Homs"]),
        ("Shells fell on Homs, said the head of Hama's administration. / In the city 9,000 people are without water.", ["Homs"]),
        ("Shells fell on Homs. Ankara's own figures are lower. / Nine people died in the town.", ["Homs"]),
        ("Protests broke out across the region after shells fell on Homs. / Nine people died.", ["Homs"]),
        ("A rocket hit Zirkana, a small town near the Golan Heights. / Nine people died.", ["Zirkana"]),
        ("The war has killed 46 people in Israel, 22 of them soldiers, and more than 500 in Lebanon.", ["Israel", "Israel", "Lebanon"]),
        ("The army has shot 48 protesters in Syria, 18 of them on one day in Homs.", ["Syria", "Homs"]),
        ("Gunmen overran the compound at Zirkana and killed nine people.", ["Zirkana"]),
        ("In Homs, rebels have breached the wall; some 900 jihadists are boxed in.", ["Homs"]),
        ("Jets killed 18 people in the Bab al-Zirkana district.", ["Bab al-Zirkana district"]),
        ("Three bombs killed 34 people, most of them troops, around a club in central Homs.", ["Homs", "Homs"]),
        ("Gunmen stormed Zirkana village, in the north of the Sinai peninsula. / Nine people died.", ["Zirkana village"]),
        ("Something fell on the Polish village of Zirkana and killed nine people.", ["Zirkana"]),
        ("Nine people were killed near the Zirkana camp.", ["Zirkana camp"]),
        ("The navy pulled 90 migrants from boats off the coast of Libya. / Nine people had died.", ["Libya"]),
        ("Jets bombed positions at Jebel Zirkana. / Nine soldiers were killed.", ["Jebel Zirkana"]),
        ("Shells fell on Homs. / In neighbouring Zirkana, nine people died.", ["Zirkana"]),
        ("Shells fell on Homs. / On the other side of the river, nine people were killed.", [None]),
        ("Gunmen attacked Bambari, where a soldier from Chad was wounded. / About 9,000 people are displaced inside the country.", ["Central African Republic"]),
        ("Marines raided a Hamas camp on the island of Jolo. / Nine soldiers were hurt.", ["Jolo"]),
        ("Shells fell on the village of Zirkana. / Nine bodies lay in the market.", ["Zirkana"]),
        ("They have gathered in large numbers south of Homs to retake much of the country.", ["Homs"]),
        ("At least 300,000 of Homs's one million residents have fled.", ["Homs", "Homs"]),
        ("Local leaders in Homs counted nine bodies.", ["Homs"]),
        ("A bomb went off in Homs. Nobody has said who did it.\n/ Nine people died in the blast.", ["Homs"]),
        ("A bomb went off in Homs. Nobody has said who did it.\n/ Nine people died.", [None]),
        ("Shells fell on Homs, the defence ministry in Damascus said. / Nine people fled the town.", ["Homs"]),
        ("Shells fell on Homs, the defence ministry in Damascus said. / Nine people were killed.", ["Homs"]),
        ("Shells fell on Homs, said a group loyal to Libya's government. / Nine people were killed.", ["Homs"]),
        ("Some 9,000 people died in the last months of Sri Lanka's war.", ["Sri Lanka"]),
        ("When the offensive began in Homs, / the city was held by some 5,000 jihadists.", ["Homs"]),
        ("Soldiers stormed a house in Homs. / The raid netted two machine guns and 11 grenades.", ["Homs", "Homs"]),
        ("Shells fell on Homs. / Around 9,000 people live in camps along the Turkish border.", [None]),
        ("At Putumattalan hospital more than 600 wounded were lying in corridors.", ["Putumattalan hospital"]),
        ("Shells fell on Homs on Monday. / Last year nine people were killed.", [None]),
        ("Britain announced a package for Ukraine which includes 40 tanks.", ["Ukraine"]),
        ("Britain will deliver 40 tanks to help Ukraine defend itself.", ["Ukraine"]),
        ("A source in Lebanon said the deal held. / Nine commanders were killed.", [None]),
    ],
)  # fmt: skip
def test_there_and_on_the_other_side(read: Read, text: str, regions: list[str | None]) -> None:
    assert _regions(read, text) == regions
