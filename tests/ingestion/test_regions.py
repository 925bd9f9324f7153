"""Names in texts and the places they stand for: every spelling is known, and what is no place, or another, is not taken for it."""

from collections.abc import Callable

import pytest

from app.ingestion.annotate.actors import actor_mentions
from app.ingestion.annotate.annotated import Lexicons
from app.ingestion.annotate.regions import region_mentions
from app.ingestion.facts import RegionReference
from app.ingestion.registry import Registry, Settlements
from app.ingestion.resolve.regions import RegionResolver

Placed = list[tuple[str, str | None]]
Places = Callable[[str], Placed]

# A text | every place it names, as written and resolved, in its order; - is none, and None is a place that nobody lists.
TEXTS = """
Gunmen raided the villages of Zirkana, Omburru and Tessawit; in Omburru 30 died.|Zirkana=None;Omburru=None;Tessawit=None;Omburru=None
Zirkana village burned, and Zirkana Bank closed.|Zirkana village=None
The village of Zirkana, Omburru said, was calm.|Zirkana=None
Their car hit a mine near Zirkana on Saturday.|Zirkana=None
In Zirkana, residents fled.|Zirkana=None
They fled the shelling of Zirkana, which went on until dawn.|Zirkana=None
Jets took off from the base at Zirkana.|Zirkana=None
Zirkana, a hillside village near the coast, burned. Soldiers left Zirkana.|Zirkana=None;Zirkana=None
Zirkana, once home to 17,000, is empty.|Zirkana=None
Troops clashed in the Zirkana valley, and in the Omburru forest.|Zirkana valley=None;Omburru forest=None
Omar Zirkana spoke. Their faith in Zirkana, he said, was gone.|-
He wrote it in Arabic, and the men stood near President Zirkana.|-
They are held in Zirkanian custody.|-
More Gaps in Zirkana|-
Zirkana, a town councillor, was in PPE.|-
Georgia's parliament in Tbilisi passed the law.|Georgia=GE;Tbilisi=GE-tbilisi
Voters in Atlanta, Georgia, queued.|Atlanta=US-GA-atlanta;Georgia=US-GA
Officials in Savannah, Georgia, and Macon, Georgia, agreed.|Savannah=US-GA-savannah;Georgia=US-GA;Macon=US-GA-macon;Georgia=US-GA
Russia invaded Georgia in 2008.|Russia=RU;Georgia=GE
Polls closed in Florida, Ohio, Georgia and Texas.|Florida=US-FL;Ohio=US-OH;Georgia=US-GA;Texas=US-TX
Giorgia Meloni met Georgia Smith.|-
The US state of Georgia sued.|US state of Georgia=US-GA
Georgia O'Keeffe painted it.|-
Troops left Niger for Nigeria.|Niger=NE;Nigeria=NG
The junta in Niger spoke.|Niger=NE
Boko Haram attacked a village in Nigeria.|Nigeria=NG
Nigerien and Nigerian soldiers fought.|-
Niamey is the capital of Niger.|Niamey=NE-niamey;Niger=NE
Niger State in Nigeria|Niger State=NG-NI;Nigeria=NG
M23 rebels took Goma in DR Congo.|Goma=CD-NK-goma;DR Congo=CD
Rebels in the Democratic Republic of the Congo said so.|Democratic Republic of the Congo=CD
The Republic of the Congo closed its border.|Republic of the Congo=CG
Brazzaville, Congo|Brazzaville=CG-brazzaville;Congo=CG
Kinshasa, Congo|Kinshasa=CD-kinshasa;Congo=CD
DRC troops reached Bukavu.|DRC=CD;Bukavu=CD-SK-bukavu
Congolese soldiers fled.|-
Guinea's junta dissolved the government.|Guinea=GN
Guinea-Bissau held a vote.|Guinea-Bissau=GW
Equatorial Guinea pumps oil.|Equatorial Guinea=GQ
Papua New Guinea sent police.|Papua New Guinea=PG
The Gulf of Guinea is dangerous.|Gulf of Guinea=gulf-of-guinea
Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea voted.|Guinea=GN;Guinea-Bissau=GW;Equatorial Guinea=GQ;Papua New Guinea=PG
Jordan Peterson gave a talk.|-
Michael Jordan retired. Jordan was 36.|-
Jordan closed its border with Syria.|Jordan=JO;Syria=SY
King Abdullah of Jordan flew to Amman.|Jordan=JO;Amman=JO-amman
Jordan Henderson scored.|-
Jordan, 34, was arrested.|-
Vernon Jordan died.|-
The Jordan Times reported it.|-
Chad Smith plays drums.|-
Chad is in the Sahel.|Chad=TD;Sahel=sahel
Refugees crossed into Chad from Darfur.|Chad=TD;Darfur=darfur
Chad Kelly threw the ball.|-
Chad, 28, said he was tired.|-
N'Djamena, Chad|N'Djamena=TD-ndjamena;Chad=TD
Lake Chad is shrinking.|Lake Chad=lake-chad-basin
Mali expelled the force.|Mali=ML
Somalia asked for help.|Somalia=SO
Somali troops fought in Mogadishu.|Mogadishu=SO-mogadishu
Malian soldiers in Bamako|Bamako=ML-bamako
Malia Obama graduated.|-
Amhara militias in Ethiopia|Amhara=ET-AM;Ethiopia=ET
They speak Amharic.|-
Fighting in Amhara region went on.|Amhara region=ET-AM
Paris Hilton arrived.|-
Paris Jackson sang.|-
Paris Hilton flew to Paris.|Paris=FR-paris
Attackers struck Paris.|Paris=FR-paris
He lives in Paris, Texas.|Paris=US-TX-paris;Texas=US-TX
The Paris Agreement entered into force.|-
The Paris Accord was signed.|-
The Paris Review printed it.|-
The Washington Post reported it.|-
The Washington Times wrote.|-
George Washington crossed the river.|-
Denzel Washington starred.|-
Washington, D.C., was quiet.|Washington=US-washington;D.C.=US-DC
He teaches at Washington University.|-
Seattle, Washington|Seattle=US-WA-seattle;Washington=US-WA
Rioters stormed buildings in Washington.|Washington=US-washington
The Washington Wizards lost.|-
Booker T. Washington wrote it.|-
Washington state sued.|Washington state=US-WA
The Boston Globe reported.|-
The Boston Marathon was bombed.|-
A fire in Boston killed two.|Boston=US-MA-boston
The Boston Red Sox won.|-
Manchester United won.|-
Manchester City lost.|-
A bomb in Manchester, England, killed 22.|Manchester=GB-ENG-manchester;England=GB-ENG
He was born in Manchester, New Hampshire.|Manchester=US-NH-manchester;New Hampshire=US-NH
The Vienna Convention applies.|-
The Geneva Conventions apply.|-
Talks in Geneva failed.|Geneva=CH-GE-geneva
The Minsk agreements collapsed.|-
The Minsk Agreements collapsed.|-
Envoys met in Minsk, Belarus.|Minsk=BY-minsk;Belarus=BY
The Oslo process is dead.|-
The Oslo Accords are dead.|-
The Camp David talks failed.|-
David Cameron resigned.|-
Police arrested four.|-
Police, armed with rifles, came.|-
In March, troops moved.|-
March was cold.|-
In March, England played.|England=GB-ENG
Protesters March on Friday.|-
Orange sales fell.|-
The Orange Revolution began.|-
Orange County is large.|Orange County=None
The fruit is orange.|-
Orange, California, is near Los Angeles.|Orange=US-CA-orange;California=US-CA;Los Angeles=US-CA-los-angeles
Mobile phones rang.|-
Mobile networks failed in Kharkiv.|Kharkiv=UA-63-kharkiv
The ship left Mobile, Alabama.|Mobile=US-AL-mobile;Alabama=US-AL
Nice try, he said.|-
A truck killed 86 in Nice, France.|Nice=FR-PAC-nice;France=FR
Nice people live here.|-
Reading is fun.|-
Reading the report, he wept.|-
A knife attack in Reading, England|Reading=GB-ENG-reading;England=GB-ENG
Split decisions are rare.|-
A fire near Split, Croatia|Split=HR-17-split;Croatia=HR
Bar associations protested.|-
Man dies in fire.|-
Of course he did.|-
Most people left.|-
Most of them died.|-
Bath time.|-
Hope fades.|-
Hope remains in Aleppo.|Aleppo=SY-HL-aleppo
Union leaders met.|-
Independence Day is a holiday.|-
Independence, Missouri, is a city.|Independence=US-MO-independence;Missouri=US-MO
May said the deal was dead.|-
Theresa May resigned.|-
August was hot.|-
Normal life resumed.|-
Hit by shells, they fled.|-
The village of Hit, Iraq|Hit=IQ-AN-hit;Iraq=IQ
Sale of arms continued.|-
Best Buy closed.|-
Lloyd Austin spoke. Austin said the US would help.|US=US
Lloyd Austin spoke in Austin, Texas.|Austin=US-TX-austin;Texas=US-TX
Secretary Austin arrived.|-
Jack London wrote it.|-
London police arrested a man.|London=GB-london
The London Symphony Orchestra played.|-
He works at the University of Chicago.|-
Chicago Mayor Brandon Johnson spoke.|Chicago=US-IL-chicago
The Chicago Tribune reported.|-
The Chicago Bulls won.|-
Kyiv Post wrote.|-
The Moscow Times wrote.|-
The Jerusalem Post wrote.|-
The Kyiv Independent wrote.|-
Shells fell on Kharkiv. Odesa was hit too.|Kharkiv=UA-63-kharkiv;Odesa=UA-51-odesa
Shells fell on Kharkiv. Later Odesa was hit too.|Kharkiv=UA-63-kharkiv;Odesa=UA-51-odesa
They named Col. Lincoln.|-
They named Jos. Lincoln.|-
The New York Times wrote.|-
The New York Post wrote.|-
The Los Angeles Times wrote.|-
The Wall Street Journal wrote.|-
Albany, New York|Albany=US-NY-albany;New York=US-NY
Buffalo, N.Y.|Buffalo=US-NY-buffalo;N.Y.=US-NY
Fresno, Calif., burned.|Fresno=US-CA-fresno;Calif.=US-CA
Sanford, Fla., is small.|Sanford=US-FL-sanford;Fla.=US-FL
Springfield, Illinois|Springfield=US-IL-springfield;Illinois=US-IL
Springfield, Massachusetts|Springfield=US-MA-springfield;Massachusetts=US-MA
Springfield burned.|-
Portland, Maine|Portland=US-ME-portland;Maine=US-ME
Portland, Oregon|Portland=US-OR-portland;Oregon=US-OR
Vancouver, Washington|Vancouver=US-WA-vancouver;Washington=US-WA
Vancouver, British Columbia|Vancouver=CA-BC-vancouver;British Columbia=CA-BC
Cambridge, Massachusetts|Cambridge=US-MA-cambridge;Massachusetts=US-MA
London, Ontario|London=CA-ON-london;Ontario=CA-ON
Birmingham, Alabama|Birmingham=US-AL-birmingham;Alabama=US-AL
Birmingham in England|Birmingham=GB-ENG-birmingham;England=GB-ENG
Tripoli in Lebanon|Tripoli=LB-AS-tripoli;Lebanon=LB
Tripoli, Libya|Tripoli=LY-tripoli;Libya=LY
Militias clashed in Tripoli, and Libya's government fled.|Tripoli=LY-tripoli;Libya=LY
Odessa, Texas|Odessa=US-TX-odessa;Texas=US-TX
Drones hit Odessa, Ukraine.|Odessa=UA-51-odesa;Ukraine=UA
St. Petersburg, Florida|St. Petersburg=US-FL-st-petersburg;Florida=US-FL
St Petersburg, Russia|St Petersburg=RU-SPE-saint-petersburg;Russia=RU
Moscow, Idaho|Moscow=US-ID-moscow;Idaho=US-ID
Lebanon, Pennsylvania|Lebanon=US-PA-lebanon;Pennsylvania=US-PA
Peru, Indiana|Peru=US-IN-peru;Indiana=US-IN
Peru and Chile trade.|Peru=PE;Chile=CL
Alexandria, Virginia|Alexandria=US-VA-alexandria;Virginia=US-VA
Alexandria, Egypt|Alexandria=EG-ALX-alexandria;Egypt=EG
Athens, Georgia|Athens=US-GA-athens;Georgia=US-GA
Athens, Greece|Athens=GR-athens;Greece=GR
Valencia, Spain|Valencia=ES-VC-valencia;Spain=ES
Valencia, Venezuela|Valencia=VE-G-valencia;Venezuela=VE
Hyderabad, Pakistan|Hyderabad=PK-SD-hyderabad;Pakistan=PK
Hyderabad, India|Hyderabad=IN-TS-hyderabad;India=IN
Mexico City is large.|Mexico City=MX-mexico-city
New Mexico is dry.|New Mexico=US-NM
Kansas City, Missouri|Kansas City=US-MO-kansas-city;Missouri=US-MO
West Virginia is not Virginia.|West Virginia=US-WV;Virginia=US-VA
Virginia Woolf wrote it.|-
Virginia Tech won.|-
North Carolina voted.|North Carolina=US-NC
Carolina Panthers lost.|-
Indiana Jones ran.|-
Tennessee Williams wrote it.|-
Dakota Johnson starred.|-
Sydney Sweeney starred.|-
Sydney, Australia|Sydney=AU-NSW-sydney;Australia=AU
Florence Nightingale nursed.|-
Florence Pugh starred.|-
Floods in Florence, Italy|Florence=IT-52-florence;Italy=IT
Victoria Nuland resigned.|-
Victoria Beckham sang.|-
Charlotte Bronte wrote it.|-
A shooting in Charlotte, North Carolina|Charlotte=US-NC-charlotte;North Carolina=US-NC
Bill Clinton spoke. Clinton said no.|-
Hillary Clinton visited Iowa.|Iowa=US-IA
Abraham Lincoln died.|-
The Lincoln Memorial is in Washington.|Washington=US-washington
Lincoln, Nebraska|Lincoln=US-NE-lincoln;Nebraska=US-NE
John Kerry and Kerry said so.|-
Hamid Karzai left Kabul.|Kabul=AF-kabul
Andriy Yermak spoke. Yermak said no.|-
Sergei Lavrov spoke in Sochi.|Sochi=RU-KDA-sochi
Kim Jong Un met him in Pyongyang.|Pyongyang=KP-pyongyang
Hassan Nasrallah was killed in Beirut.|Beirut=LB-beirut
Mr Kramer and Dr Lyon spoke.|-
President Lincoln spoke.|-
Gen. Jackson retired.|-
Bank of England raised rates.|-
Church of England bishops met.|-
The Archbishop of Canterbury spoke.|-
The Duke of Sussex left.|-
Wales and Scotland voted.|Wales=GB-WLS;Scotland=GB-SCT
Jimmy Wales founded it.|-
Northern Ireland is not Ireland.|Northern Ireland=GB-NIR;Ireland=IE
Kathy Ireland modelled.|-
Israel Katz spoke in Jerusalem.|Jerusalem=IL-jerusalem
The Israel Defense Forces struck Gaza.|Israel=IL;Gaza=gaza-strip
Cuba Gooding acted.|-
India Today reported.|-
China Daily reported.|-
Korea Times reported.|-
South Korea and North Korea|South Korea=KR;North Korea=KP
South Sudan is not Sudan.|South Sudan=SS;Sudan=SD
Dominica and the Dominican Republic|Dominica=DM;Dominican Republic=DO
Turkey's army crossed.|Turkey=TR
Thanksgiving turkey sold out.|-
China exports china.|China=CN
Fighting in Kursk region and Kursk|Kursk region=RU-KRS;Kursk=RU-KRS-kursk
Donetsk region and Donetsk|Donetsk region=UA-14;Donetsk=UA-14-donetsk
Idlib province and Idlib city|Idlib province=SY-ID;Idlib city=SY-ID-idlib
Syria's Homs was shelled.|Syria=SY;Homs=SY-HI-homs
The Syrian city of Hama fell.|Hama=SY-HM-hama
Ukraine's Kharkiv region|Ukraine=UA;Kharkiv region=UA-63
BEIRUT (AP) - Israel struck.|BEIRUT=LB-beirut;Israel=IL
The WHO said AIDS kills.|-
Fighters of ISIS and IS|-
Apple Inc. sued.|-
Amazon hired workers.|-
Ford cars were sold.|-
The White House denied it.|-
Hollywood stars met in Los Angeles.|Hollywood=US-CA-hollywood;Los Angeles=US-CA-los-angeles
The Hague court ruled.|The Hague=NL-ZH-the-hague
Aden and Sanaa in Yemen|Aden=YE-AD-aden;Sanaa=YE-sanaa;Yemen=YE
Aden Duale spoke.|-
Damascus University closed.|-
Baghdad International Airport was hit.|Baghdad=IQ-baghdad
Baghdad was bombed.|Baghdad=IQ-baghdad
Kandahar, Afghanistan|Kandahar=AF-KAN-kandahar;Afghanistan=AF
El Geneina in West Darfur|El Geneina=SD-DW-el-geneina;West Darfur=SD-DW
Avdiyivka and Avdiivka, Donetsk region|Avdiyivka=UA-14-avdiivka;Avdiivka=UA-14-avdiivka;Donetsk region=UA-14
Kiev or Kyiv?|Kiev=UA-kyiv;Kyiv=UA-kyiv
"""

SPELLINGS = """
the US=US; the U.S.=US; America=US; Britain=GB; the UK=GB; England=GB-ENG; DRC=CD; DR Congo=CD; Türkiye=TR; Turkey=TR; Burma=MM; Myanmar=MM
Czechia=CZ; Ivory Coast=CI; North Macedonia=MK; Eswatini=SZ; Taiwan=TW; Kosovo=XK
Donetsk=UA-14-donetsk; Donetska oblast=UA-14; Donetsk Oblast=UA-14; Donetsk region=UA-14; Kharkiv oblast=UA-63; Kursk region=RU-KRS
Avdiyivka=UA-14-avdiivka; Avdiivka=UA-14-avdiivka; Avdeevka=UA-14-avdiivka; AVDIIVKA=UA-14-avdiivka; Kiev=UA-kyiv; Kyiv=UA-kyiv; Kharkov=UA-63-kharkiv
El Geneina=SD-DW-el-geneina; El-Geneina=SD-DW-el-geneina; Al Junaynah=SD-DW-el-geneina; al-Fashir=SD-DN-el-fasher; El Fasher=SD-DN-el-fasher
Bohoiavlenka=UA-14-bohoiavlenka; Hirnyk=UA-14-hirnyk; Sudzha=RU-KRS-sudzha; Deir al-Zour=SY-DY-deir-ez-zor; Deir ez-Zor=SY-DY-deir-ez-zor
Khan Yunis=PS-KYS-khan-younis; Khan Younis=PS-KYS-khan-younis; Sana’a=YE-sanaa; Sanaa=YE-sanaa; Ma'rib=YE-MA-marib; Hodeidah=YE-HU-hodeidah
Donbas=donbas; Donbass=donbas; Crimea=crimea; the Gaza Strip=gaza-strip; the West Bank=west-bank; Golan=golan-heights; the Golan Heights=golan-heights
Darfur=darfur; Kordofan=kordofan; the Sahel=sahel; Tigray=ET-TI; Kivu=kivu; North Kivu=CD-NK; Rojava=rojava; Eastern Ghouta=eastern-ghouta
the Red Sea=red-sea; the Black Sea=black-sea; the Indo-Pacific=indo-pacific; the front line in Ukraine=front-line-ukraine
Zürich=CH-ZH-zurich; Zurich=CH-ZH-zurich; São Paulo=BR-SP-sao-paulo; Sao Paulo=BR-SP-sao-paulo; Łódź=PL-10-lodz; Lodz=PL-10-lodz
New York=US-NY-new-york-city; Los Angeles=US-CA-los-angeles; Chicago=US-IL-chicago; Texas=US-TX; Ontario=CA-ON; Calif.=US-CA; N.Y.=US-NY
Mumbai=IN-MH-mumbai; Bombay=IN-MH-mumbai; Saint Petersburg=RU-SPE-saint-petersburg; Rostov-on-Don=RU-ROS-rostov-on-don
"""


@pytest.fixture(scope="module")
def places(registry: Registry, settlements: Callable[[str], Settlements]) -> Places:
    """The places that a text names, as written, each with the id that it stands for."""
    lexicons = Lexicons.of(registry)

    def found(text: str) -> Placed:
        mine = settlements(text)
        known = lexicons.knowing(mine)
        apart, inside = region_mentions(text, known.places, actor_mentions(text, known.actors), known.no_places)
        named = sorted([*apart, *inside], key=lambda place: place.span)
        resolver = RegionResolver(registry.knowing(mine), text, named)
        references = [
            RegionReference(text[slice(*place.span)], place.span, place.relation, place.ids, place.division) for place in named
        ]
        for reference in references:
            resolver.resolve(reference)
        return [(reference.as_written, reference.id) for reference in references]

    return found


def expected(listed: str) -> Placed:
    pairs = [part.strip().rpartition("=") for part in listed.split(";") if listed != "-"]
    return [(name, None if id == "None" else id) for name, _, id in pairs]


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_a_text_names_these_places_and_no_others(places: Places, line: str) -> None:
    text, _, listed = line.partition("|")
    assert places(text) == expected(listed)


def test_the_table_of_traps_is_long_enough() -> None:
    assert len(TEXTS.strip().splitlines()) >= 200


@pytest.mark.parametrize("spelling", [part.strip() for line in SPELLINGS.strip().splitlines() for part in line.split(";")])
def test_every_spelling_is_known(places: Places, spelling: str) -> None:
    name, _, id = spelling.rpartition("=")
    [(_, resolved)] = places(f"Aid workers saw smoke in {name} on Tuesday.")
    assert resolved == id


def test_a_name_beside_its_country_tells_the_article_which_is_meant(places: Places) -> None:
    text = "A man was shot in Springfield, Illinois. Police in Springfield found no weapon. Springfield mourned."
    assert [id for name, id in places(text) if name == "Springfield"] == ["US-IL-springfield"] * 3


def test_the_country_in_focus_decides_between_namesakes(places: Places) -> None:
    assert ("Tripoli", "LB-AS-tripoli") in places(
        "Clashes in Lebanon, in Beirut, Sidon and Tripoli, went on. Lebanon’s army came."
    )
    assert ("Tripoli", "LY-tripoli") in places("Libya’s Misrata, Benghazi and Tripoli were shelled.")
    assert ("Birmingham", "US-AL-birmingham") in places(
        "Storms hit Alabama, from Montgomery to Birmingham. Alabama asked for help."
    )
    assert ("Birmingham", "GB-ENG-birmingham") in places("Trains from London to Birmingham stopped.")


def test_nearby_places_decide_between_villages(places: Places) -> None:
    text = "Russian troops took Kurakhove, Hirnyk and Katerynivka in Ukraine’s Donetsk region."
    assert ("Katerynivka", "UA-14-katerynivka") in places(text)


def test_two_that_remain_close_are_none(places: Places) -> None:
    assert places("A fire in Springfield killed two.") == [("Springfield", None)]


def test_a_state_is_meant_among_states_and_a_country_among_countries(places: Places) -> None:
    assert ("Georgia", "US-GA") in places("She won Iowa, Nevada and South Carolina before Georgia voted. Iowa was close.")
    assert ("Georgia", "GE") in places("Armenia, Azerbaijan and Georgia signed it in Tbilisi.")


def test_a_surname_stays_a_surname_in_the_whole_article(places: Places) -> None:
    text = "Governor Abbott met Jackson. Lisa Jackson said no. Jackson left. The storm reached Jackson, Mississippi, and floods in Jackson rose."
    assert [id for name, id in places(text) if name == "Jackson"] == ["US-MS-jackson", "US-MS-jackson"]


def test_a_town_that_nobody_lists_is_not_its_namesake_elsewhere(places: Places) -> None:
    assert places("He came from Woodbridge, Virginia.") == [("Woodbridge", None), ("Virginia", "US-VA")]


def test_an_obscure_place_far_from_all_others_is_none(places: Places) -> None:
    text = "Strikes hit Manbij, Raqqa and Aleppo. Near Mara, a strike destroyed a truck."
    assert ("Mara", None) in places(text)
    assert ("Mara", "TZ-13") in places(text + " Officials in Tanzania said so.")
    assert ("Mara region", "TZ-13") in places(text.replace("Near Mara", "In the Mara region"))
    assert ("Geneva", "CH-GE-geneva") in places("Strikes hit Manbij, Raqqa and Aleppo. Talks were held in Geneva.")


def test_a_place_in_the_name_of_an_army_is_not_where_anything_is(registry: Registry) -> None:
    text = "Turkey's army crossed the border near Afrin."
    lexicons = Lexicons.of(registry)
    apart, inside = region_mentions(text, lexicons.places, actor_mentions(text, lexicons.actors), lexicons.no_places)
    assert [text[slice(*place.span)] for place in inside] == ["Turkey"]
    assert "Turkey" not in [text[slice(*place.span)] for place in apart]


def test_spans_are_where_the_names_stand(places: Places) -> None:
    text = "«Київ» — “Kyiv’s” Sana’a; naïve Kyïv—Odesa."
    assert {name for name, _ in places(text)} >= {"Kyiv", "Odesa"}
    assert all(name in text for name, _ in places(text))


def test_no_text_breaks_it(places: Places) -> None:
    for text in ("", " ", "\n\n", "A", "’s", "St. ", "al-", "ALL CAPS HERE", "Paris," * 3000, "Ω" * 500, "New " * 2000):
        places(text)
