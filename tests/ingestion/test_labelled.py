"""Speech without a verb of saying: the turns of a transcript, which a label opens, and quotations that somebody has signed."""

import pytest

from tests.ingestion.conftest import Read
from tests.ingestion.sentences import Case, Said, differences

CASES: dict[str, list[Case]] = {
    "turns": [
        Case(
            "Q: Is the dam open?\n\nSENIOR OFFICIAL: We hope so. The engineers have told us that the gates work.\n\n"
            "Q: And the road?\n\nSENIOR OFFICIAL: It is closed.\n\nNobody uses it.\n\nQ: Thank you.",
            (
                Said("We hope so. The engineers have told us that the gates work", "SENIOR OFFICIAL", ":", "direct"),
                Said("the gates work", "engineers", "told", "direct", to="SENIOR OFFICIAL|officials", via="SENIOR OFFICIAL"),
                Said("It is closed.\n\nNobody uses it", "SENIOR OFFICIAL", ":", "direct"),
            ),
        ),
        Case(
            "Ms. Ruiz: The gates are shut.\n\nReporter: Who shut them, “the guards”?\n\nMs. Ruiz: The mayor told you this morning that he had.",
            (
                Said("The gates are shut", "Ms. Ruiz|Ruiz", ":", "direct"),
                Said("The mayor told you this morning that he had", "Ms. Ruiz|Ruiz", ":", "direct"),
                Said("he had", "mayor", "told", "direct", date="2024-10-30", via="Ms. Ruiz|Ruiz"),
            ),
        ),
        Case(
            "GEN. DIALLO: The column left at dawn.\n\nMR. OKAFOR: It is late.\n\nGEN. DIALLO: It will arrive.\n\nMR. OKAFOR: I doubt it.\n\n"
            "The two men left the stage.",
            (
                Said("The column left at dawn", "GEN. DIALLO|Diallo", ":", "direct"),
                Said("It is late", "MR. OKAFOR|Okafor", ":", "direct"),
                Said("It will arrive", "GEN. DIALLO|Diallo", ":", "direct"),
                Said("I doubt it", "MR. OKAFOR|Okafor", ":", "direct"),
            ),
        ),
        Case("Tanks: Forty were lost.\n\nTrucks: Nine were lost.\n\nGuns: Two were lost."),
        Case("Problem: We lost forty trucks.\n\nSolution: We buy more.\n\nProblem: The pumps failed.\n\nSolution: Mend them."),
        Case("KHARTOUM: The bridge is shut.\n\nPORT SUDAN: The ferry sails again."),
        Case(
            "READ MORE: The bridge is shut\n\nThe ferry sails.\n\nREAD MORE: The dam is open\n\nRELATED: The road\n\nRELATED: The mill"
        ),
    ],
    "signed": [
        Case(
            "“We never saw the plane.”\n— Umm Hassan, 52, a widow from Gao",
            (Said("We never saw the plane", "Umm Hassan", "—", "direct"),),
        ),
        Case(
            '"They gave us one hour to leave." – Khalil al-Obeid',
            (Said("They gave us one hour to leave", "Khalil al-Obeid", "–", "direct"),),
        ),
        Case(
            "“They gave us one hour to leave.”\nKhalil al-Obeid, a baker",
            (Said("They gave us one hour to leave", "Khalil al-Obeid", "Khalil al-Obeid", "direct"),),
        ),
        Case(
            "“We never saw the plane.”\n— Lt. Gen. Michael Kurilla, commander of U.S. Central Command",
            (Said("We never saw the plane", "Michael Kurilla|Lt. Gen. Michael Kurilla", "—", "direct"),),
        ),
        Case("“We never saw the plane.”\n\n- Residents of Goma fled to the hills\n\n- Monday's talks in Goma"),
        Case("“We never saw the plane.” — Outside, the crowd was silent."),
        Case("“We never saw the plane.”\nThe Long War, a history"),
        Case(
            "“My son is somewhere in Rostov.”\n- Iryna, 44, who asked that her surname not be used",
            (Said("My son is somewhere in Rostov", "Iryna", "-", "direct"),),
        ),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}-{number}") for group, cases in CASES.items() for number, case in enumerate(cases)]
)
def test_a_name_beside_speech_says_whose_it_is(case: Case, read: Read) -> None:
    assert differences(case, read(case.text, case.published).statements) == []
