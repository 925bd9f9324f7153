"""What the text tells once of an interview, a conference or a post holds for all that is said there; and whom "he" means after two are named.

One table, grouped by what goes over from one sentence to the next; traps stand beside the sentences they resemble.
"""

import pytest

from tests.ingestion.conftest import Read
from tests.ingestion.sentences import ANY, UNDECIDED, Case, Said, differences

CASES: dict[str, list[Case]] = {
    "goes on": [
        Case(
            "In an interview with the BBC on Monday, Raed al-Saleh said the tunnel was flooded. “We dug all night,” he added.",
            (
                Said("the tunnel was flooded", "Raed al-Saleh", "said", to="BBC", medium="interview", date="2024-10-28"),
                Said("We dug all night", "Raed al-Saleh", "added", "direct", to="BBC", medium="interview", date="2024-10-28"),
            ),
        ),
        Case(
            "Hanna Tetteh told a news conference in Juba that the pumps had failed. She said the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "told", to=ANY, medium="news conference"),
                Said("the wells were dry", "Hanna Tetteh", "said", medium="news conference"),
            ),
        ),
        Case(
            "The navy said in a statement that a tanker was adrift. It added that the crew was safe.",
            (
                Said("a tanker was adrift", "navy", "said", medium="statement"),
                Said("the crew was safe", "navy", "added", medium="statement"),
            ),
        ),
        Case(
            "Hanna Tetteh said in a video address that the pumps had failed. She later told a relief meeting the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "said", medium="video address"),
                Said("the wells were dry", "Hanna Tetteh", "told", to="relief meeting", medium=None),
            ),
        ),
        Case(
            "Hanna Tetteh said in a video address that the pumps had failed. She had warned that the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "said", medium="video address"),
                Said("the wells were dry", "Hanna Tetteh", "warned", medium=None),
            ),
        ),
        Case(
            "Hanna Tetteh said in a video address that the pumps had failed. The army denied that it had shelled them. "
            "Tetteh said the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "said", medium="video address"),
                Said("it had shelled them", "army", "denied", medium=None),
                Said("the wells were dry", "Hanna Tetteh", "said", medium=None),
            ),
        ),
        Case(
            "Hanna Tetteh said on Monday that the pumps had failed. She said the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "said", date="2024-10-28"),
                Said("the wells were dry", "Hanna Tetteh", "said", date=None),
            ),
        ),
    ],
    "spoken to": [
        Case(
            "Speaking to sailors in Toulon on Monday, Sébastien Lecornu said the frigate would stay.",
            (Said("the frigate would stay", "Sébastien Lecornu", "said", to="sailors|sailors in Toulon", date="2024-10-28"),),
        ),
        Case(
            "Addressing the General Assembly, Hanna Tetteh warned that the wells were dry.",
            (Said("the wells were dry", "Hanna Tetteh", "warned", to="General Assembly"),),
        ),
        Case(
            "The frigate would stay, Sébastien Lecornu said, speaking to reporters on the quay.",
            (Said("The frigate would stay", "Sébastien Lecornu", "said", to="reporters|journalists"),),
        ),
        Case(
            "In a phone call with Karim Khan, Hanna Tetteh said the wells were dry.",
            (Said("the wells were dry", "Hanna Tetteh", "said", to="Karim Khan", medium="phone call"),),
        ),
        Case(
            "The envoy, addressing the question of the dam, said the gates would open.",
            (Said("the gates would open", "envoy", "said", to=""),),
        ),
        Case(
            "Speaking hours after the talks, Hanna Tetteh said the wells were dry.",
            (Said("the wells were dry", "Hanna Tetteh", "said", to=""),),
        ),
        Case(
            "Two shepherds told the newspaper Dawn that the ford was mined.",
            (Said("the ford was mined", "shepherds|Two shepherds", "told", to="Dawn", medium=ANY),),
        ),
        Case(
            "Hanna Tetteh told Reuters in a text message that her team would leave.",
            (Said("her team would leave", "Hanna Tetteh", "told", to="Reuters", medium="text message"),),
        ),
    ],
    "he": [
        Case(
            "Emmanuel Macron met his host, Félix Tshisekedi, on the quay. He said the frigate would stay.",
            (Said("the frigate would stay", "Emmanuel Macron", "said"),),
        ),
        Case(
            "Emmanuel Macron left the quay when Félix Tshisekedi arrived. He said the frigate would stay.",
            (Said("the frigate would stay", UNDECIDED, "said"),),
        ),
        Case(
            "Emmanuel Macron and Félix Tshisekedi met on the quay. He said the frigate would stay.",
            (Said("the frigate would stay", UNDECIDED, "said"),),
        ),
        Case(
            "Emmanuel Macron’s envoy met Félix Tshisekedi on the quay. He said the frigate would stay.",
            (Said("the frigate would stay", "Félix Tshisekedi", "said"),),
        ),
    ],
    "whose": [
        Case(
            "Hanna Tetteh said the pumps had failed. An engineer, who asked not to be named, was less sure. He said the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "said"),
                Said("the wells were dry", "He|engineer", "said"),
            ),
        ),
        Case(
            "Hanna Tetteh said the pumps had failed. A local official was less sure. He said the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "said"),
                Said("the wells were dry", "local official", "said"),
            ),
        ),
        Case(
            "Emmanuel Macron was on the quay. “Félix Tshisekedi has lied to us,” he said.",
            (Said("Félix Tshisekedi has lied to us", "Emmanuel Macron", "said", "direct"),),
        ),
        Case(
            "Hanna Tetteh said the pumps had failed. According to her, the wells were dry.",
            (
                Said("the pumps had failed", "Hanna Tetteh", "said"),
                Said("the wells were dry", "Hanna Tetteh", "According to"),
            ),
        ),
        Case(
            "Airwars, a group that counts the strikes, believes the mill was hit.",
            (Said("the mill was hit", "Airwars", "believes"),),
        ),
        Case(
            "The mill was hit, the state news agency SPA reported.",
            (Said("The mill was hit", "SPA|Saudi Press Agency", "reported"),),
        ),
        Case(
            "One envoy, citing intelligence shared by a neighbour, spoke of a hidden mill in the hills.",
            (Said("a hidden mill in the hills", "One envoy|envoy", "spoke"),),
        ),
        Case(
            "“They took the mill,” Fatima Sow, a miller, told me in the camp.",
            (Said("They took the mill", "Fatima Sow", "told", "direct", to="me"),),
        ),
        Case(
            "A Saudi brigadier told Reuters coalition jets had been in the air.",
            (Said("coalition jets had been in the air", "Saudi brigadier", "told", to="Reuters", medium="Reuters"),),
        ),
    ],
    "when": [
        Case(
            "Peter Maurer, who visited the mill last week, said he was appalled.",
            (Said("he was appalled", "Peter Maurer", "said", date=None),),
        ),
        Case(
            "Millers were at work on Monday when the wall fell, Peter Maurer wrote on X: “Two of them are hurt.”",
            (Said("Two of them are hurt", "Peter Maurer", "wrote", "direct", medium="X", date=None),),
        ),
    ],
    "soldiers": [
        Case(
            "An African Union soldier told reporters that the ferry was late. He said the mill was shut.",
            (
                Said("the ferry was late", "African Union soldier", "told", to="reporters|journalists"),
                Said("the mill was shut", "African Union soldier", "said"),
            ),
        ),
    ],
    "offices": [
        Case(
            "Turkey’s president accused the union of lying. “Where were you on that night?” he asked.",
            (
                Said("the union of lying", "Recep Tayyip Erdoğan", "accused"),
                Said("Where were you on that night?", "Recep Tayyip Erdoğan", "asked", "direct"),
            ),
        ),
        Case(
            "A captain in Goma said the ferry was late. He said the mill was shut.",
            (
                Said("the ferry was late", "captain in Goma|A captain in Goma", "said"),
                Said("the mill was shut", "captain in Goma", "said"),
            ),
        ),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}-{number}") for group, cases in CASES.items() for number, case in enumerate(cases)]
)
def test_what_was_told_before_holds(case: Case, read: Read) -> None:
    assert differences(case, read(case.text, case.published).statements) == []
