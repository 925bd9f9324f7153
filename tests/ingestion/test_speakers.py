"""Who speaks where it is not one person with a name: several together, a document and its maker, "he" after somebody without a name.

One table, grouped by who it is; traps stand beside the sentences they resemble.
"""

import pytest

from app.ingestion.facts import Span
from app.ingestion.registry import Registry
from app.ingestion.rows import Parents, cast
from app.vocabulary import Role
from tests.ingestion.conftest import Read
from tests.ingestion.sentences import ANY, UNDECIDED, Case, Said, differences

CASES: dict[str, list[Case]] = {
    "together": [
        Case(
            "Angela Merkel and Emmanuel Macron said the truce must hold. They warned Vladimir Putin and Volodymyr Zelenskyy that it was failing.",
            (
                Said("the truce must hold", "Angela Merkel and Emmanuel Macron", "said"),
                Said(
                    "it was failing",
                    "Angela Merkel and Emmanuel Macron",
                    "warned",
                    to="Vladimir Putin and Volodymyr Zelenskyy",
                ),
            ),
        ),
        Case(
            "France, Italy and the United Kingdom announced that they would send advisers.",
            (Said("they would send advisers", "France, Italy and United Kingdom", "announced"),),
        ),
        Case(
            "According to Reuters and the BBC, the bridge was shut.",
            (Said("the bridge was shut", "Reuters and BBC", "According to"),),
        ),
        Case(
            "Both the United Nations and the African Union said the vote was fair.",
            (Said("the vote was fair", "United Nations and African Union", "said"),),
        ),
        # one with two offices, and one beside another
        Case(
            "The president and commander-in-chief, Bashar al-Assad, said the town was safe.",
            (Said("the town was safe", "Bashar al-Assad", "said"),),
        ),
        Case(
            "Foreign Minister and Deputy Prime Minister Ana Ruiz said it was over.",
            (Said("it was over", "Ana Ruiz", "said"),),
        ),
        Case(
            "Hamas, the group that rules Gaza, and Israel traded fire, the army said.",
            (Said("Hamas, the group that rules Gaza, and Israel traded fire", "army", "said"),),
        ),
        # "he" is neither of the two
        Case(
            "Angela Merkel and Emmanuel Macron said the truce must hold. He said it was late.",
            (
                Said("the truce must hold", "Angela Merkel and Emmanuel Macron", "said"),
                Said("it was late", UNDECIDED, "said"),
            ),
        ),
    ],
    "document": [
        Case(
            "A statement from Mali's president, Ibrahim Boubacar Keita, said the army would follow them.",
            (Said("the army would follow them", "Ibrahim Boubacar Keita", "said", medium="statement"),),
        ),
        Case(
            "A report from the UN's envoy for Yemen, Martin Griffiths, warned that the truce was failing.",
            (Said("the truce was failing", "Martin Griffiths", "warned", medium="report"),),
        ),
        Case(
            "A message of the Saudi-led coalition said the port was open.",
            (Said("the port was open", "Saudi-led coalition", "said", medium="message"),),
        ),
        Case(
            "An assessment of Russia said the port was open.",
            (Said("the port was open", "assessment of Russia", "said"),),
        ),
        Case(
            "The United Nations released a report on the siege on Tuesday. The report found that the wells were dry. It also found that the pumps had failed.",
            (
                Said("the wells were dry", "United Nations", "found", medium="report"),
                Said("the pumps had failed", "United Nations", "found", medium="report"),
            ),
        ),
        Case(
            "The United Nations released a report on the siege. The letter said the wells were dry.",
            (Said("the wells were dry", "letter", "said"),),
        ),
        Case(
            "The United Nations released a report on the siege. The report on the fire said the wells were dry.",
            (Said("the wells were dry", "report on the fire", "said"),),
        ),
        Case(
            "The United Nations released a report on the siege. Another report said the wells were dry.",
            (Said("the wells were dry", "Another report", "said"),),
        ),
        Case(
            "A report from the front said the bridge was gone.",
            (Said("the bridge was gone", "report from the front", "said"),),
        ),
        Case(
            "A count by hand said the wells were dry.",
            (Said("the wells were dry", "count by hand", "said"),),
        ),
        Case(
            "The report said the siege was illegal. It added that the wells were dry.",
            (Said("the siege was illegal", "report", "said"), Said("the wells were dry", "report", "added")),
        ),
        # what shows and what is found without anybody's saying so
        Case("The base was hit at noon. It showed that the walls were thin."),
        Case("Video showed the moment a missile hit the gate. Footage showed that the tower was burning."),
        Case("DNA tests identified one of the bodies as that of the envoy."),
    ],
    "he": [
        Case(
            "A rebel fled to the hills after the raid. He said the guards had left.",
            (Said("the guards had left", "rebel", "said"),),
        ),
        Case(
            "A spokesman for General Khalifa Haftar confirmed the raid. He said the port was open.",
            (Said("the port was open", "spokesman for General Khalifa Haftar", "said"),),
        ),
        Case(
            "A doctor treated Colonel Mamadou Diallo at the clinic. He said the wound was deep.",
            (Said("the wound was deep", UNDECIDED, "said"),),
        ),
    ],
    "they and he in what is quoted": [
        Case(
            "The envoy, Tom Andrews, said the roads were shut. “We were told by the soldiers to leave,” recalled Daw Khin, 61. “They said they would burn the rest.”",
            (
                Said("the roads were shut", "Tom Andrews", "said"),
                Said("We were told by the soldiers to leave", "Daw Khin", "recalled", "direct"),
                Said("to leave", "soldiers", "told", "direct", to="Daw Khin", via="Daw Khin"),
                Said("they would burn the rest", UNDECIDED, "said", "direct", via=""),
            ),
        ),
        Case(
            "Questioned by Dan Jarvis, he conceded that the memo was late.",
            (Said("the memo was late", UNDECIDED, "conceded"),),
        ),
        Case(
            "The General Staff said the line held. It reported nine attacks along the river.",
            (Said("the line held", "General Staff", "said"), Said("nine attacks along the river", "General Staff", "reported")),
        ),
        Case(
            "President Nikol Pashinyan asked the soldiers' parents for patience.",
            (Said("patience", "Nikol Pashinyan", "asked", to="soldiers' parents"),),
        ),
    ],
    "passed on": [
        Case(
            "State news agency SANA quoted a guard as saying that the gate was open.",
            (Said("the gate was open", "guard", "saying", via="SANA"),),
        ),
        Case(
            "The newspaper also cited a priest who had escaped as saying that the gate was open.",
            (Said("the gate was open", "priest", "saying", via="newspaper"),),
        ),
        Case(
            "The rebels said two men had hit the church, which left 20 people dead, by the army's count.",
            (
                Said("two men had hit the church, which left 20 people dead, by the army's count", "rebels", "said"),
                Said("left 20 people dead", "army", "by the army's count", via="rebels"),
            ),
        ),
        Case(
            "Its spokesman, Omar Bello, claimed responsibility for the assault in a message to the media.",
            (Said("the assault", "Omar Bello", "claimed", to="media", medium="message"),),
        ),
        Case(
            "In a series of tweets on Sunday, Raed al-Saleh urged both sides to show restraint. He wrote that the tunnel was flooded.",
            (
                Said("to show restraint", "Raed al-Saleh", "urged", to="both sides", medium="tweets", date="2024-10-27"),
                Said("the tunnel was flooded", "Raed al-Saleh", "wrote", medium="tweets", date="2024-10-27"),
            ),
        ),
        Case(
            "TWO MEN WERE HURT, THE NAVY SAID IN A STATEMENT. A TANKER SANK, IT ADDED.",
            (
                Said("TWO MEN WERE HURT", "NAVY", "SAID", medium="statement"),
                Said("A TANKER SANK", "NAVY", "ADDED", medium="statement"),
            ),
        ),
        Case(
            "Witnesses in Khartoum reported artillery fire throughout the night.",
            (Said("artillery fire throughout the night", "Witnesses|witnesses in Khartoum", "reported"),),
        ),
        Case(
            "A nurse told a different story: the gate was shut.",
            (Said("the gate was shut", "nurse|doctors", "told"),),
        ),
    ],
    "one of whom": [
        Case(
            "One survivor said the gate was shut. Another, Hodan Abdi, 34, said she had seen it burn.",
            (Said("the gate was shut", "One survivor", "said"), Said("she had seen it burn", "Hodan Abdi", "said")),
        ),
        Case(
            "Diplomats in Addis Ababa say the road is shut. One called it “a siege by paperwork”.",
            (
                Said("the road is shut", "Diplomats in Addis Ababa|diplomats", "say"),
                Said("a siege by paperwork", "One", "called", "direct"),
            ),
        ),
        Case("One wonders whether the road is shut. One said so."),
        Case(
            "Gul Ahmad Kamin said the line held. The ministry's spokesman posted pictures of what he said were guards in the square.",
            (
                Said("the line held", "Gul Ahmad Kamin", "said"),
                Said("were guards in the square", "ministry's spokesman", "said"),
            ),
        ),
        Case(
            "The envoy, Mohammed Abdulsalam, said the port was open. The UN's Martin Griffiths, he added, had been given a list.",
            (
                Said("the port was open", "Mohammed Abdulsalam", "said"),
                Said("had been given a list|The UN's Martin Griffiths", "Mohammed Abdulsalam", "added"),
            ),
        ),
        Case(
            "Somebody told a Swedish newspaper of the plan. It said only that the plan was old.",
            (Said("the plan was old", UNDECIDED, "said"), Said("the plan", "Somebody", "told", to="Swedish newspaper")),
        ),
        Case(
            "Mali's government has accused France of spying. The government said the road was shut.",
            (
                Said("France of spying", "Mali's government|Mali", "accused"),
                Said("the road was shut", "government|Mali's government", "said"),
            ),
        ),
        Case(
            "Speaking to parliament, Defence Secretary Ben Wallace confirmed that the ship would sail.",
            (Said("the ship would sail", "Ben Wallace", "confirmed", to="parliament"),),
        ),
        Case(
            "Ahmed Aboul Gheit demanded that the raids stop at once.",
            (Said("the raids stop at once", "Ahmed Aboul Gheit", "demanded"),),
        ),
        Case(
            "The Houthis' chief negotiator said that the port was open.",
            (Said("the port was open", "Houthis' chief negotiator", "said"),),
        ),
    ],
    "where it begins and ends": [
        Case(
            "They had left in May, a step that the mayor called “a provocation”.",
            (Said("a provocation", "mayor", "called", "direct"),),
        ),
        Case("The rebels, who called the shots in Gao, have left."),
        Case(
            "It was, she said, “the worst night of my life”.", (Said("the worst night of my life", UNDECIDED, "said", "direct"),)
        ),
        Case(
            "Four men were missing, an officer said, adding: “We fear the worst.”",
            (
                Said("Four men were missing", "officer", "said"),
                Said("We fear the worst", "officer", "adding", "direct"),
            ),
        ),
        Case(
            "Activists disputed both accounts: families had been in the trucks, they said.",
            (
                Said("both accounts", "activists", "disputed"),
                Said("families had been in the trucks", "activists", "said"),
            ),
        ),
        Case(
            "Kyiv, Oct. 12 — At least two men were hurt, the police said.",
            (Said("At least two men were hurt", "police", "said"),),
        ),
        Case(
            "The army said its men held the town, despite claims by the rebels that they had taken it.",
            (Said("its men held the town", "army", "said"),),
        ),
        Case("The man had pledged allegiance to the group in May."),
    ],
    "beside the verb": [
        Case(
            "“I was washing when the roof came down,” recounted Ahmad, a student.",
            (Said("I was washing when the roof came down", "Ahmad", "recounted", "direct"),),
        ),
        Case(
            "“Where were they when we called?” asked Rona, a shopkeeper, of the guards.",
            (Said("Where were they when we called?", "Rona", "asked", "direct"),),
        ),
        Case(
            "Imran Khan, the prime minister, asked in a televised speech where it would lead.",
            (Said("where it would lead", "Imran Khan", "asked", medium="televised speech"),),
        ),
        Case(
            "The defendant admitted to the court that he had fired at the well.",
            (Said("he had fired at the well", "defendant", "admitted", to="court"),),
        ),
        Case(
            "The general promised elections within 18 months.",
            (Said("elections within 18 months", "general", "promised"),),
        ),
        Case("The Observatory reported 23 dead.", (Said("23 dead", "Observatory", "reported"),)),
        Case("The Observatory reported losses."),
        Case(
            "According to a diplomat who follows the talks, the rebels have left the port.",
            (Said("the rebels have left the port", "diplomat|diplomats", "According to"),),
        ),
        Case(
            "James Cleverly said he had walked out when Sergei Lavrov began to speak, telling Sky News: “I have heard it before.”",
            (
                Said("he had walked out when Sergei Lavrov began to speak", "James Cleverly", "said"),
                Said("I have heard it before", "James Cleverly", "telling", "direct", to=ANY, medium=ANY),
            ),
        ),
        Case("Forty dead in shrine attack, officials say", (Said("Forty dead in shrine attack", "officials", "say"),)),
        Case("The police would neither confirm nor deny that a ransom had been sought."),
        Case("What the general said next surprised them."),
        Case("A tanker captain, asked whether he would sail through the strait again, laughed."),
        Case("France's president, he told the paper, had left."),
    ],
    "the one before": [
        Case(
            "The envoy, Volker Türk, warned that the town would fall. Türk said the wells were dry.",
            (Said("the town would fall", "Volker Türk", "warned"), Said("the wells were dry", "Volker Türk", "said")),
        ),
        Case(
            "The governor, Hamed Bakayoko, said the port was open. A French tourist said he had hidden in the cellar. “I heard them,” he told a guard.",
            (
                Said("the port was open", "Hamed Bakayoko", "said"),
                Said("he had hidden in the cellar", "French tourist", "said"),
                Said("I heard them", "French tourist", "told", "direct", to="guard"),
            ),
        ),
        Case(
            "The government's negotiator, Mamadou Ba, said that the port was closed. A text message sent by Mr Ba to a friend reads: “They can have two.”",
            (
                Said("the port was closed", "Mamadou Ba", "said"),
                Said("They can have two", "Mamadou Ba", "reads", "direct", medium="text message"),
            ),
        ),
    ],
    "beside a name": [
        Case(
            "Prime Minister Haider al-Abadi told parliament that the road was shut.",
            (Said("the road was shut", "Haider al-Abadi", "told", to="parliament"),),
        ),
        Case(
            "In its report, seen by Reuters, the panel says the road was shut. It adds that the wells were dry.",
            (
                Said("the road was shut", "panel", "says", medium="report"),
                Said("the wells were dry", "panel", "adds", medium="report"),
            ),
        ),
        Case(
            "The Lebanese state news agency NNA said the road was shut.",
            (Said("the road was shut", "NNA", "said"),),
        ),
        Case(
            "Nobody will be sent back, the foreign minister promised on Tuesday.",
            (Said("Nobody will be sent back", "foreign minister", "promised", date="2024-10-29"),),
        ),
        Case(
            "The mayor repeated on Monday that the road was shut.",
            (Said("the road was shut", "mayor", "repeated", date="2024-10-28"),),
        ),
        Case(
            "The guards, whose chief was present, according to the mayor, have said nothing.",
            (Said("whose chief was present", "mayor", "according to"),),
        ),
        Case(
            "He denied that the gate was shut, a claim that two diplomats described as untrue.",
            (Said("the gate was shut", UNDECIDED, "denied"),),
        ),
    ],
    "while another": [
        Case(
            "A shell hit the gate, Hamas said, killing a guard, while Israel said nobody had died.",
            (
                Said("A shell hit the gate|killing a guard", "Hamas", "said"),
                Said("nobody had died", "Israel", "said"),
            ),
        ),
        Case(
            "The dam had burst, residents said, but officials said it was safe.",
            (Said("The dam had burst", "residents", "said"), Said("it was safe", "officials", "said")),
        ),
    ],
}


@pytest.mark.parametrize("case", [case for group in CASES.values() for case in group], ids=lambda case: case.text[:60])
def test_the_speaker_is_who_a_careful_reader_takes_it_to_be(case: Case, read: Read) -> None:
    assert differences(case, read(case.text, case.published).statements) == []


def test_what_two_say_together_is_found_by_each_and_is_neither_ones(read: Read, registry: Registry) -> None:
    said = read("Angela Merkel and Emmanuel Macron said the truce must hold.").statements[0]
    assert said.speaker is not None
    assert said.speaker.id is None
    assert said.speaker.span == Span(0, len("Angela Merkel and Emmanuel Macron"))
    (role, speaker), *_ = cast(said)
    found = dict(Parents(registry, {}).lineage(speaker))
    assert role is Role.SPEAKER
    assert found["angela-merkel"] == found["emmanuel-macron"] == 1
    assert found["france"] > 1
