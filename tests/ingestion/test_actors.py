"""Names to actors: every spelling finds its bearer, nobody is taken for another, and nothing that is no person becomes one."""

from collections.abc import Callable

import pytest

from app.cli.serve import SAMPLES
from app.ingestion.fetch import files
from app.ingestion.fetch.records import Defaults
from app.ingestion.pipeline import Facts
from app.ingestion.report import Report
from app.vocabulary import ActorStatus

Read = Callable[..., Facts]

# Ways of writing a name, and whose it is. "the" stands before those that need it in a sentence.
SPELLINGS = {
    "volodymyr-zelenskyy": "Zelenskyy|Zelensky|Zelenskiy|Zelenskyj|Selenskyj|Volodymyr Zelensky|Vladimir Zelensky|ZELENSKY",
    "islamic-state": "ISIS|Isis|ISIL|Daesh|Da’esh|Dae’sh|Da'esh|Dae'sh|the Islamic State|the Islamic State group|the ISIS group",
    "hezbollah": "Hezbollah|Hizbullah|Hizballah|Hizbollah|HEZBOLLAH",
    "houthis": "the Houthis|Ansar Allah|Ansarallah",
    "rapid-support-forces": "RSF|the RSF|the Rapid Support Forces",
    "sudan-armed-forces": "SAF|the Sudanese army|Sudan's army|the Sudanese Armed Forces",
    "syrian-democratic-forces": "the SDF|the Syrian Democratic Forces",
    "ypg": "YPG|the YPG",
    "hayat-tahrir-al-sham": "HTS|Hayat Tahrir al-Sham|Tahrir al-Sham|Hay’at Tahrir al-Sham",
    "wagner-group": "Wagner|the Wagner Group",
    "africa-corps": "Africa Corps",
    "m23": "M23|the M23|the M23 movement",
    "allied-democratic-forces": "ADF|the Allied Democratic Forces",
    "jnim": "JNIM",
    "al-shabaab": "al-Shabaab|Al-Shabaab|Al Shabaab|al-Shabab",
    "tigray-peoples-liberation-front": "TPLF|the Tigray People's Liberation Front",
    "fano": "Fano",
    "arakan-army": "the Arakan Army",
    "institute-for-the-study-of-war": "ISW|the Institute for the Study of War",
    "center-for-strategic-and-international-studies": "CSIS",
    "syrian-observatory-for-human-rights": "SOHR|the Syrian Observatory for Human Rights",
    "human-rights-watch": "HRW|Human Rights Watch",
    "amnesty-international": "Amnesty|Amnesty International",
    "medecins-sans-frontieres": "MSF|Médecins Sans Frontières|Medecins Sans Frontieres|Doctors Without Borders",
    "white-helmets": "the White Helmets",
    "airwars": "Airwars",
    "acled": "ACLED",
    "mediazona": "Mediazona",
    "unhcr": "UNHCR|the UN refugee agency",
    "ocha": "OCHA",
    "unrwa": "UNRWA",
    "world-health-organization": "the WHO|the World Health Organization|the World Health Organisation",
    "international-atomic-energy-agency": "IAEA|the IAEA",
    "international-committee-of-the-red-cross": "ICRC|the ICRC",
    "international-criminal-court": "the ICC",
    "osce": "OSCE",
    "nato": "NATO|Nato",
    "european-union": "the EU|the European Union",
    "ecowas": "ECOWAS|Ecowas",
    "african-union": "the African Union",
    "russia-presidency": "the Kremlin",
    "united-states-presidency": "the White House",
    "united-states-ministry-of-defence": "the Pentagon",
    "israel-armed-forces": "IDF|the IDF|the Israel Defense Forces|the Israeli military|the Israeli army",
    "us-central-command": "CENTCOM|US Central Command|U.S. Central Command",
    "united-states-ministry-of-foreign-affairs": "the State Department|the US State Department",
    "associated-press": "AP|the Associated Press",
    "agence-france-presse": "AFP|Agence France-Presse",
    "tass": "TASS|Tass",
    "kcna": "KCNA",
    "yonhap": "Yonhap",
    "kim-jong-un": "Kim Jong Un|Kim Jong-un|Kim Jong-Un",
    "recep-tayyip-erdogan": "Erdogan|Erdoğan|Recep Tayyip Erdogan",
    "viktor-orban": "Orbán|Orban",
    "aleksandar-vucic": "Vučić|Vucic|Aleksandar Vučić",
    "bashar-al-assad": "Assad|al-Assad|Bashar al-Assad|Bashar Assad|Bashar al Assad",
    "ahmed-al-sharaa": "Ahmed al-Sharaa|al-Jolani|Abu Mohammed al-Golani|Abu Mohammed al-Jolani",
    "abdel-fattah-al-burhan": "Al-Burhan|Abdel Fattah al-Burhan",
    "mohamed-hamdan-dagalo": "Hemedti|Mohamed Hamdan Dagalo",
    "oleksandr-syrskyi": "Syrskyi|Syrskyy|Oleksandr Syrskyi",
    "antonio-guterres": "Guterres|António Guterres|Antonio Guterres",
    "ismail-haniyeh": "Haniyeh|Ismail Haniyeh|Ismail Haniya",
    "aung-san-suu-kyi": "Suu Kyi|Aung San Suu Kyi",
    "myanmar-armed-forces": "the Tatmadaw",
    "islamic-revolutionary-guard-corps": "IRGC|the IRGC|the Revolutionary Guards",
    "kurdistan-workers-party": "PKK|the PKK",
    "popular-mobilization-forces": "the PMF|the Popular Mobilisation Forces|the Popular Mobilization Forces",
    "palestinian-islamic-jihad": "PIJ|Palestinian Islamic Jihad",
    "security-service-of-ukraine": "SBU|the SBU",
    "un-human-rights-office": "OHCHR|the UN human rights office",
    "norwegian-refugee-council": "NRC|the Norwegian Refugee Council",
    "btselem": "B'Tselem|B’Tselem",
    "united-states": "the US|the United States|America",
    "united-kingdom": "Britain|the UK|the United Kingdom",
    "turkey": "Turkey|Türkiye",
    "dr-congo": "DR Congo|the DRC|the Democratic Republic of Congo|the Democratic Republic of the Congo",
    "republic-of-the-congo": "the Republic of Congo|the Republic of the Congo",
    "guinea": "Guinea",
    "equatorial-guinea": "Equatorial Guinea",
    "guinea-bissau": "Guinea-Bissau",
    "papua-new-guinea": "Papua New Guinea",
    "niger": "Niger",
    "nigeria": "Nigeria",
    "mali": "Mali",
    "malawi": "Malawi",
    "somalia": "Somalia",
    "georgia": "Georgia",
    "jordan": "Jordan",
    "chad": "Chad",
    "south-korea": "South Korea|Seoul",
    "north-korea": "North Korea|Pyongyang|the DPRK",
    "south-sudan": "South Sudan",
    "sudan": "Sudan|Khartoum",
}
WRITTEN = [(spelling, id) for id, spellings in SPELLINGS.items() for spelling in spellings.split("|")]

# Names that are nobody's in the registry, however like somebody's they are.
NOBODY = """
Hunter Biden|Jill Biden|Beau Biden|Ivanka Trump|Eric Trump|Melania Trump|Donald Trump Jr|Olena Zelenska|Kyrylo Zelensky|Asma al-Assad
Rifaat al-Assad|Basil al-Assad|Yair Netanyahu|Sara Netanyahu|Jonathan Netanyahu|Mojtaba Khamenei|Lyudmila Putina|Igor Putin|Maria Putina
Brigitte Macron|Dmitry Shoigu|Yuri Shoigu|Ksenia Shoigu|Bilal Erdogan|Emine Erdogan|Kim Jong Nam|Kim Kardashian|Kim Philby|Kim|Ali|Hassan
Hussein|Mohammed|Ahmed|Khan|Smith|Johnson|Brown|Lee|Park|Li|Wang|Singh|Bush|Clinton|Sharif|Salman|Abdullah|Austin|Sullivan
Michael Jordan|Jordan Peele|Jordan Peterson|Jordan Henderson|Barbara Jordan|Jermaine Jordan|Chad Smith|Chad Kroeger|Chad Bianco
Georgia O'Keeffe|Israel Ziv|Israel Vallarta|Kenya Barris|India Arie|China Miéville|Cuba Gooding|America Ferrera|Paris Hilton
Paris Jackson|Denzel Washington|George Washington|Booker Washington|Jack London|Irving Berlin|Isaiah Berlin|Jeremy Ireland|Tom Holland
Anatole France|Joe Germany|Jane England|Sydney Sweeney|Austin Powers|Virginia Woolf|Carolina Herrera|George Washington University
Washington State|Washington Monument|Georgia Tech|Georgia Power|Jordan River|Jordan Valley|Chad Basin|Niger Delta|Niger State
Mali Empire|Congo River|Congo Basin|Guinea Pig|Guinea Worm|Turkey Creek|Turkey Point|Trump Tower|Trump Organization|Biden Foundation
Putin Institute|Assad Library|Lake Assad|Clinton Foundation|Kennedy Airport|Ben Gurion University|Arafat Hospital|Mandela Foundation
King Hussein Bridge|Wagner Opera|Richard Wagner|Robert Wagner|Lindsay Wagner|Amnesty Bill|Mohammed Deif Hassan|Ismail Haniyeh Street
Abu Mohammed|Abu Ali|Abu Omar|General Electric|General Motors|General Staff|Islamic State University|Islamic Republic|Islamic University
Islamic Group|Democratic Party|Republican Party|Labour|Justice Party|National Army|Liberation Army|People's Army|Free Army|Red Army
Southern Command|Northern Command|Western Command|Home Front|Popular Front|Resistance Front|Salvation Front|National Front|Patriotic Front
the amnesty|an amnesty|the hope|the fatah|the sun|the mirror|the hill|the independent|the guardian|the times|the economist|the telegraph
the mission|the echo|the wire|the care home|the defence ministry|the foreign ministry|the health ministry|the government|the president
the prime minister|the minister|the ministry|the spokesman|the general|the kremlin wall|the air force|the parliament|the group
the alliance|the agency|the office|the union|zelensky|putin|hamas leader|who|us|ap|un day|the congo line|the jordan shoe|Amhara|Amharic
Congo|the Congo|Zelenskova|Putinka|Natodo|Isisi|Hamasa|Nigerwife|Somaliland Sun|the Kims|Abdul|Ibrahim|Musa|Bin Salman Road
""".replace("\n", "|").strip("|").split("|")  # fmt: skip

# Whom a text means, sentence by sentence: the ids of its speakers, None where nobody can say. The last of a tuple is the day.
CONTEXTS: list[tuple[str, list[str | None], str]] = [
    # who held the office then
    ("The Russian defence minister said 500 soldiers had been killed.", ["andrei-belousov"], "2024-10-30"),
    ("The Russian defence minister said 500 soldiers had been killed.", ["sergei-shoigu"], "2023-10-30"),
    ("Russia's defense minister said 500 soldiers had been killed.", ["sergei-shoigu"], "2023-10-30"),
    ("The US president said 500 soldiers had been killed.", ["donald-trump"], "2019-10-30"),
    ("The US president said 500 soldiers had been killed.", ["joe-biden"], "2024-10-30"),
    ("The US president said 500 soldiers had been killed.", ["donald-trump"], "2025-10-30"),
    ("The British prime minister said 500 soldiers had been killed.", ["rishi-sunak"], "2022-10-30"),
    ("The Ukrainian president said 500 soldiers had been killed.", ["petro-poroshenko"], "2016-10-30"),
    ("The president of Ukraine said 500 soldiers had been killed.", ["volodymyr-zelenskyy"], "2024-10-30"),
    ("The UN secretary-general said 500 soldiers had been killed.", ["ban-ki-moon"], "2015-10-30"),
    ("The UN secretary-general said 500 soldiers had been killed.", ["antonio-guterres"], "2020-10-30"),
    ("The UN chief said 500 soldiers had been killed.", ["antonio-guterres"], "2020-10-30"),
    ("Nato's secretary general said 500 soldiers had been killed.", ["jens-stoltenberg"], "2022-10-30"),
    ("The WHO's director-general said 500 people had been killed.", ["tedros-adhanom-ghebreyesus"], "2024-10-30"),
    ("The German chancellor said 500 soldiers had been killed.", ["angela-merkel"], "2020-10-30"),
    ("The Iranian president said 500 people had been killed.", ["masoud-pezeshkian"], "2024-12-30"),
    ("The Syrian president said 500 people had been killed.", ["bashar-al-assad"], "2023-03-30"),
    ("The Syrian president said 500 people had been killed.", ["ahmed-al-sharaa"], "2025-03-30"),
    ("The former Russian defence minister said 500 people had been killed.", [None], "2024-10-30"),
    ("The Malian health minister said 500 people had been killed.", [None], "2024-10-30"),
    ("The Russian deputy defence minister said 500 people had been killed.", [None], "2024-10-30"),
    ("A Russian defence ministry spokesman said 500 people had been killed.", [None], "2024-10-30"),
    ("The defence minister said 500 people had been killed.", [None], "2024-10-30"),
    # titles before a surname
    ("Israeli Defence Minister Gallant said 50 fighters had been killed.", ["yoav-gallant"], "2024-10-30"),
    ("South Korean President Yoon said 3,000 soldiers had arrived.", ["yoon-suk-yeol"], "2024-10-30"),
    ("US Defense Secretary Austin said 3,000 soldiers had arrived.", ["lloyd-austin"], "2024-10-30"),
    ("North Korean leader Kim said 500 soldiers had been killed.", ["kim-jong-un"], "2024-10-30"),
    ("US Vice President Vance said 500 people died.", ["jd-vance"], "2025-11-30"),
    ("US Vice President Harris said 500 people died.", ["kamala-harris"], "2023-11-30"),
    ("Irish Prime Minister Harris said 500 people died.", ["simon-harris"], "2024-11-30"),
    ("US Secretary of State Rubio said 500 people died.", ["marco-rubio"], "2025-11-30"),
    ("Iranian Foreign Minister Araghchi said 500 people died.", ["abbas-araghchi"], "2024-10-30"),
    ("President al-Sharaa said 500 people had been killed.", ["ahmed-al-sharaa"], "2025-03-30"),
    ("Kremlin spokesman Peskov said 500 people had been killed.", ["dmitry-peskov"], "2024-03-30"),
    ("Former US President Donald Trump said 500 people died.", ["donald-trump"], "2023-11-30"),
    ("Mr Putin said 500 people had been killed.", ["vladimir-putin"], "2024-03-30"),
    # a surname alone, after or before the full name
    ("Israeli Defence Minister Yoav Gallant came. Gallant said 50 fighters had been killed.", ["yoav-gallant"], "2024-10-30"),
    ("President Yoon Suk Yeol met officials. Yoon said 3,000 soldiers had arrived.", ["yoon-suk-yeol"], "2024-10-30"),
    ("Sullivan said 500 people had been killed. Jake Sullivan is the adviser.", ["jake-sullivan"], "2024-10-30"),
    ("North Korean leader Kim Jong Un met Putin. Kim said 500 soldiers had been killed.", ["kim-jong-un"], "2024-10-30"),
    ("Barack Obama left. Michelle Obama stayed. Obama said 500 people had been killed.", ["barack-obama"], "2015-10-30"),
    ("Asma al-Assad, the wife of Bashar al-Assad, left. Assad said 500 people had been killed.", ["bashar-al-assad"], "2024-10-30"),
    ("Blinken said 500 soldiers had been killed.", ["antony-blinken"], "2024-10-30"),
    # two of a name
    ("North Korean leader Kim Jong Un met Putin. His sister Kim Yo Jong was there. Kim said 500 died.", [None], "2024-10-30"),
    ("Kim Min-seok met Kim Jong Un. Kim said 500 people had been killed.", [None], "2025-10-30"),
    ("Michelle Obama stayed. Obama said 500 people had been killed.", [None], "2015-10-30"),
    ("Asma al-Assad stayed. Assad said 500 people had been killed.", [None], "2024-10-30"),
    ("Hussein Ali, a farmer, spoke. Ahmed Ali, his brother, fled. Ali said 500 people had been killed.", [None], "2024-10-30"),
    ("Ali Hassan, a farmer, Ali Karim, a driver, and Omar Ali, a teacher, fled. Ali said 500 died.", [None], "2024-10-30"),
    ("Sri Lanka's president met Austin Powers. Austin said 500 people had been killed.", [None], "2024-10-30"),
    # what stands beside a name
    ("Yesterday Biden said 500 people had been killed.", ["joe-biden"], "2024-10-30"),
    ("On Tuesday Biden said 500 people had been killed.", ["joe-biden"], "2024-10-30"),
    ("In Geneva Blinken said 500 people had been killed.", ["antony-blinken"], "2024-10-30"),
    ("Russia's Putin said 500 people had been killed.", ["vladimir-putin"], "2024-10-30"),
    ("Israeli PM Netanyahu said 500 people had been killed.", ["benjamin-netanyahu"], "2024-10-30"),
    ("Joe Biden Says 500 People Killed in Strike\n\nBiden said 500 people had been killed.", ["joe-biden"], "2024-10-30"),
    ("Jordan Foreign Minister Ayman Safadi said 500 people had been killed.", ["ayman-safadi"], "2024-10-30"),
    ("North Jordan said 500 people had been killed.", ["jordan"], "2024-10-30"),
    # capitals
    ("ISRAEL SAID 500 FIGHTERS HAD BEEN KILLED IN GAZA.", ["israel"], "2024-10-30"),
    ("ZELENSKY SAYS 500 RUSSIANS KILLED", ["volodymyr-zelenskyy"], "2024-10-30"),
    # a common noun is whoever the text names in full
    ("The Saudi-led coalition bombed Sanaa. The coalition said 500 people had been killed.", ["saudi-led-coalition"], "2018-10-30"),
    ("The Sudanese army shelled Omdurman. The army said 500 people had been killed.", ["sudan-armed-forces"], "2024-03-30"),
    # an abbreviation of two, in the country that the text is about
    ("Fighters entered Manbij in Syria. The SNA said 500 people had died in Aleppo, Syria.", ["syrian-national-army"], "2024-10-30"),
    ("Troops entered Mogadishu, Somalia. The SNA said 500 people had died in Mogadishu.", ["somalia-armed-forces"], "2024-10-30"),
    # peoples that sound alike
    ("The Nigerien army said 500 people had been killed.", ["niger-armed-forces"], "2024-12-30"),
    ("The Nigerian army said 500 people had been killed.", ["nigeria-armed-forces"], "2024-12-30"),
    ("The Guinean government said 500 people had been killed.", ["guinea-government"], "2024-12-30"),
    ("The Congolese army said 500 people had been killed.", [None], "2024-12-30"),
    ("The Korean army said 500 people had been killed.", [None], "2024-12-30"),
]  # fmt: skip

# Sentences with a run of capitals in the place of a person, and nobody in it.
JUNK = [
    "Monday Night said 500 people had been killed.",
    "Speaking Amharic, she said 500 people had been killed.",
    "Blue Harbour, a shipping company, said 500 people had been killed.",
    "Blue Harbour said 500 people had been killed.",
    "Green Valley Hospital said 500 people had been killed.",
    "Truth Social said 500 people had been killed.",
    "Black Friday, a day of mourning, said 500 people had been killed.",
    "Kyiv Herald, a newspaper, said 500 people had been killed.",
    "Rivers Of Blood, the film, said 500 people had been killed.",
    "Happy New Year, said the leader. Happy New Year said 500 people had been killed.",
    "Dozens Killed In Strike On Market, Officials Say\n\nDozens Killed said 500 people had been killed.",
    "Sea Harrier, a frigate, said 500 people had been killed.",
    "Karim village said 500 people had been killed.",
    "Rio Tinto said 500 people had been killed.",
    "Operation Iron Sword said 500 people had been killed.",
    "Jane Roe said 500 people had been killed.",  # nothing shows what she is
]  # fmt: skip

# Persons whom only the article names, and by what it shows that they are.
PERSONS = {
    "Mohammed Ali, the hospital's director, said 500 people had been killed.": "mohammed-ali",
    "David Kartan, its deputy regional humanitarian coordinator, said 500 people had been killed.": "david-kartan",
    "Oleg Ignatev, an officer of the reconciliation centre, said 500 people had been killed.": "oleg-ignatev",
    '"500 were killed," said Jane Roe, 34, a teacher.': "jane-roe",
    "General Oleg Ignatov said 500 people had been killed.": "oleg-ignatov",
    "Dr Jane Roe said 500 people had been killed.": "jane-roe",
    "US envoy Tom Perrielli said 500 people had been killed.": "tom-perrielli",
    "Chad Smith, a resident, said 500 people had been killed.": "chad-smith",
    "Israel Ziv, a retired general, said 500 people had been killed.": "israel-ziv",
    "Paris Hilton, a singer, said 500 people had been killed.": "paris-hilton",
    "Jane Roe said 500 people had been killed. Roe said it was quiet.": "jane-roe",
    "Aghid al-Khodr, a medic, said 500 people had been killed.": "aghid-al-khodr",
}


def speakers(facts: Facts) -> list[str | None]:
    return [statement.speaker.id if statement.speaker else None for statement in facts.statements]


def test_there_are_enough_of_them() -> None:
    assert len(WRITTEN) >= 150
    assert len(NOBODY) + sum(None in ids for _, ids, _ in CONTEXTS) >= 200
    assert len(set(NOBODY)) == len(NOBODY)


@pytest.mark.parametrize(("spelling", "id"), WRITTEN)
def test_a_spelling_finds_its_bearer(read: Read, spelling: str, id: str) -> None:
    sentence = f"{spelling[0].upper() + spelling[1:] if spelling.startswith('the ') else spelling} said that 500 had been killed."
    assert speakers(read(sentence)) == [id]


def test_nobody_is_taken_for_another(read: Read) -> None:
    """In one test, so that the list says all that is wrong with it at once."""
    wrong = {}
    for name in NOBODY:
        text = f"{name[0].upper() + name[1:] if name.startswith(('the ', 'an ')) else name} said that 500 people had been killed."
        facts = read(text)
        named = {mention.actor.id for mention in facts.mentions if mention.actor} - {None, "civilians"}
        if found := {id for id in speakers(facts) if id} | named:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize(("text", "ids", "published"), CONTEXTS)
def test_who_is_meant(read: Read, text: str, ids: list[str | None], published: str) -> None:
    found = read(text, published)
    last = speakers(found)[-len(ids) :]
    assert [id if _registered(found, id) else None for id in last] == ids


def _registered(facts: Facts, id: str | None) -> bool:
    return any(
        each.speaker and each.speaker.id == id and each.speaker.status is ActorStatus.REGISTERED for each in facts.statements
    )


@pytest.mark.parametrize("text", JUNK)
def test_what_is_no_person_is_not_introduced(read: Read, text: str) -> None:
    facts = read(text)
    references = [each.speaker for each in facts.statements] + [mention.actor for mention in facts.mentions]
    assert [each.name for each in references if each and each.status is ActorStatus.PROVISIONAL] == []


@pytest.mark.parametrize(("text", "id"), PERSONS.items())
def test_a_person_whom_the_article_shows_is_introduced(read: Read, text: str, id: str) -> None:
    [speaker, *_] = [each.speaker for each in read(text).statements]
    assert speaker is not None
    assert (speaker.id, speaker.status) == (id, ActorStatus.PROVISIONAL)


# Every actor and region that a sample names, read by a person: the words, and what they stand for.
# Generic bearers ("people", "rebels") are left out.
SAMPLE_ACTORS = {
    "al-ahli-hospital": """
        health ministry in Hamas-run Gaza=gaza-health-ministry|Gaza health ministry=gaza-health-ministry|Israeli=israel|Israel=israel
        Israeli military=israel-armed-forces|Daniel Hagari=daniel-hagari|Palestinian Islamic Jihad=palestinian-islamic-jihad
        Islamic Jihad=palestinian-islamic-jihad|Hamas=hamas|US intelligence=united-states-intelligence|AFP=agence-france-presse
        US=united-states|Joe Biden=joe-biden|Benjamin Netanyahu=benjamin-netanyahu|Palestinians=palestine
        Mohammed Abu Selmia=mohammed-abu-selmia|United Nations=united-nations""",
    "aleppo-offensive": """
        Syrian=syria|Russian=russia|Syria=syria|White Helmets=white-helmets|Hayat Tahrir al-Sham=hayat-tahrir-al-sham
        HTS=hayat-tahrir-al-sham|Syrian army=syria-armed-forces|Syrian Observatory for Human Rights=syrian-observatory-for-human-rights
        SOHR=syrian-observatory-for-human-rights|Britain=united-kingdom|Oleg Ignasyuk=oleg-ignasyuk|Russia=russia
        Syrian state media=syria-state-media|the army=syria-armed-forces|United Nations=united-nations|David Carden=david-carden
        UN humanitarian office=ocha|Iran=iran|Bashar al-Assad=bashar-al-assad|Revolutionary Guards=islamic-revolutionary-guard-corps
        Kioumars Pourhashemi=kioumars-pourhashemi|Iraqi=iraq|Syrian military=syria-armed-forces|Reuters=reuters|Iraq=iraq
        Popular Mobilisation Forces=popular-mobilization-forces""",
    "el-fasher-falls": """
        Rapid Support Forces=rapid-support-forces|RSF=rapid-support-forces|Sudanese army=sudan-armed-forces|the army=sudan-armed-forces
        Sudan's army=sudan-armed-forces|Abdel Fattah al-Burhan=abdel-fattah-al-burhan|United Nations=united-nations
        Sudan Doctors Network=sudan-doctors-network|World Health Organization=world-health-organization|Saudi=saudi-arabia
        Mohamed Hamdan Dagalo=mohamed-hamdan-dagalo|Hemedti=mohamed-hamdan-dagalo|Norwegian Refugee Council=norwegian-refugee-council
        International Organization for Migration=international-organization-for-migration|US=united-states|Tom Perriello=tom-perriello""",
    "goma-death-toll": """
        Democratic Republic of Congo=dr-congo|Judith Suminwa Tuluka=judith-suminwa-tuluka|UN Human Rights Council=un-human-rights-council
        M23 movement=m23|M23=m23|Rwanda=rwanda|UN experts=un-experts|UN=united-nations|Stephane Dujarric=stephane-dujarric
        World Health Organization=world-health-organization|Congolese=dr-congo|Patrick Muyaya=patrick-muyaya
        Vivian van de Perre=vivian-van-de-perre|MONUSCO=monusco|South Africa=south-africa|Romanian=romania
        Congolese army=dr-congo-armed-forces|Rwandan troops=rwanda-armed-forces|Paul Kagame=paul-kagame|CNN=cnn|UN refugee agency=unhcr""",
    "north-korean-troops-kursk": """
        US=united-states|Antony Blinken=antony-blinken|North Korean soldiers=north-korea-armed-forces|Russia=russia
        Ukrainian forces=ukraine-armed-forces|White House=united-states-presidency|North Korean troops=north-korea-armed-forces
        Russian=russia|Pentagon=united-states-ministry-of-defence|Sabrina Singh=sabrina-singh|Ukraine=ukraine|Ukrainian=ukraine
        Volodymyr Zelenskyy=volodymyr-zelenskyy|Ukrainian military intelligence=ukraine-intelligence|Kyrylo Budanov=kyrylo-budanov
        South Korea's National Intelligence Service=south-korea-intelligence|NATO=nato|Mark Rutte=mark-rutte
        Russian soldiers=russia-armed-forces|Kremlin=russia-presidency|Dmitry Peskov=dmitry-peskov|Vladimir Putin=vladimir-putin
        North Korean military=north-korea-armed-forces|North Korean=north-korea""",
    "pazigyi-air-strike": """
        Myanmar=myanmar|National Unity Government=national-unity-government-myanmar|Zaw Min Tun=zaw-min-tun
        People's Defence Forces=peoples-defence-force-myanmar|UN=united-nations|Volker Türk=volker-turk|Antonio Guterres=antonio-guterres
        BBC=bbc|Kachin Independence Organization=kachin-independence-army|United Nations=united-nations
        Assistance Association for Political Prisoners=assistance-association-for-political-prisoners""",
    "red-sea-attacks": """
        Yemen=yemen|Houthis=houthis|Abdul-Malik al-Houthi=abdul-malik-al-houthi|Pentagon=united-states-ministry-of-defence
        Palestinians=palestine|US Central Command=us-central-command|American=united-states|British=united-kingdom
        French forces=france-armed-forces|Houthi=houthis|Yahya Saree=yahya-saree|Saree=yahya-saree|Central Command=us-central-command
        Filipinos=philippines|United States=united-states|Britain=united-kingdom|US Air Force=united-states-air-force
        US Navy SEALs=navy-seals|Somalia=somalia|US military=united-states-armed-forces|Iranian=iran""",
    "ukraine-military-losses": """
        Russian=russia|Sergei Shoigu=sergei-shoigu|Shoigu=sergei-shoigu|Ukraine=ukraine|Volodymyr Zelenskyy=volodymyr-zelenskyy
        Zelenskyy=volodymyr-zelenskyy|Ukrainian soldiers=ukraine-armed-forces|Russian soldiers=russia-armed-forces|Russia=russia
        New York Times=new-york-times|US=united-states|Russians=russia|US intelligence=united-states-intelligence
        Britain's Ministry of Defence=united-kingdom-ministry-of-defence|BBC=bbc|Meduza=meduza
        UN human rights office=un-human-rights-office""",
}  # fmt: skip
SAMPLE_REGIONS = {
    "al-ahli-hospital": "Gaza City=PS-GZA-gaza-city|Gaza=gaza-strip|Israel=IL|Tel Aviv=IL-TA-tel-aviv",
    "aleppo-offensive": "Aleppo=SY-HL-aleppo|Britain=GB|Damascus=SY-damascus|Moscow=RU-moscow|Russia=RU|Syria=SY|Iran=IR|Iraq=IQ",
    "el-fasher-falls": "El Fasher=SD-DN-el-fasher|Darfur=darfur|Sudan=SD|Tawila=SD-DN-tawila",
    "goma-death-toll": "Geneva=CH-GE-geneva|Goma=CD-NK-goma|Rwanda=RW|Bukavu=CD-SK-bukavu|South Africa=ZA",
    "north-korean-troops-kursk": (
        "Russia=RU|Kursk region=RU-KRS|Washington=US-washington|Vladivostok=RU-PRI-vladivostok|Ukraine=UA|Kyiv=UA-kyiv|"
        "South Korea=KR|Seoul=KR-seoul|Brussels=BE-brussels|Moscow=RU-moscow|Kazan=RU-TA-kazan"
    ),
    "pazigyi-air-strike": "Pazigyi=MM-01-pazigyi|Myanmar=MM|Sagaing region=MM-01|Kachin state=MM-11",
    "red-sea-attacks": (
        "Yemen=YE|Red Sea=red-sea|Gulf of Aden=gulf-of-aden|Gaza=gaza-strip|Manila=PH-manila|United States=US|Britain=GB|"
        "Sanaa=YE-sanaa|Hodeidah=YE-HU-hodeidah|Taiz=YE-TA-taiz|Hajjah=YE-HJ-hajjah|Saada=YE-SD-saada|Somalia=SO"
    ),
    "ukraine-military-losses": "Ukraine=UA|Kyiv=UA-kyiv|Russia=RU|Britain=GB|Moscow=RU-moscow|Mariupol=UA-14-mariupol",
}  # fmt: skip


def listed(table: str) -> dict[str, str]:
    pairs = (pair.strip().rpartition("=") for line in table.splitlines() for pair in line.split("|") if pair.strip())
    return {words: id for words, _, id in pairs}


@pytest.mark.parametrize("sample", SAMPLE_ACTORS)
def test_every_actor_and_region_of_a_sample_is_right(read: Read, sample: str) -> None:
    [(_, source)] = files.found([str(SAMPLES / f"{sample}.txt")], Defaults())
    assert isinstance(source, Report)
    facts, text = read(source.text, source.published_at.date().isoformat()), source.text
    actors: dict[str, set[str | None]] = {}
    regions: dict[str, set[str | None]] = {}
    for mention in facts.mentions:
        words = text[mention.span.start : mention.span.end]
        if mention.actor:
            actors.setdefault(words, set()).add(mention.actor.id)
        if mention.region:
            regions.setdefault(words, set()).add(mention.region.id)
    for expected, found in ((listed(SAMPLE_ACTORS[sample]), actors), (listed(SAMPLE_REGIONS[sample]), regions)):
        wrong = {words: found.get(words) for words, id in expected.items() if found.get(words) != {id}}
        assert wrong == {}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Washington said on Monday that 300 soldiers would leave.", "united-states"),
        ("London said it would send 14 tanks.", "united-kingdom"),
        ("Pyongyang denied that 10,000 soldiers had been sent.", "north-korea"),
        ("Two villages were lost, Kyiv said.", "ukraine"),
        ("“We will answer,” Moscow said.", "russia"),
    ],
)
def test_a_capital_that_speaks_is_its_state(read: Read, text: str, state: str) -> None:
    assert [statement.speaker and statement.speaker.id for statement in read(text).statements] == [state]


def test_a_town_that_is_no_capital_does_not_speak_for_its_state(read: Read) -> None:
    assert [
        statement.speaker and statement.speaker.id for statement in read("Toronto said it would send 14 trucks.").statements
    ] == [None]
