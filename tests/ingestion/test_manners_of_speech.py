"""How a report words that somebody said something, without a plain verb and its clause: views, convictions, phrasal verbs, purposes, asides.

One table, grouped by the kind of language; traps stand beside the sentences they resemble.
"""

import pytest

from tests.ingestion.conftest import Read
from tests.ingestion.sentences import ANY, UNDECIDED, Case, Said, differences

CASES: dict[str, list[Case]] = {
    "views": [
        Case(
            "In the view of the mayor, the siege of the old port has failed.",
            (Said("the siege of the old port has failed", "mayor", "view"),),
        ),
        Case("In the admiral’s opinion, the strait is lost.", (Said("the strait is lost", "admiral|The admiral", "opinion"),)),
        Case("From the army’s standpoint, the dam is a fortress.", (Said("the dam is a fortress", "army", "standpoint"),)),
        Case(
            "From the rebels’ point of view, the truce was a trap.",
            (Said("the truce was a trap", "rebels|The rebels", "point of view"),),
        ),
        Case("The war can be summed up in the words of a poet."),
        Case("In view of the cold, the talks were moved."),
        Case("The dam came into view at dawn, and the column stopped."),
    ],
    "convictions": [
        Case(
            "The envoy is convinced that the corridor will open.",
            (Said("the corridor will open", "envoy", "convinced"),),
        ),
        Case(
            "Kallas is confident the corridor will open.",
            (Said("the corridor will open", "Kaja Kallas|Kallas", "confident"),),
        ),
        Case(
            "The governor was certain that the dam would hold.",
            (Said("the dam would hold", "governor", "certain"),),
        ),
        Case("The governor is not sure that the dam will hold."),
        Case("The guards made sure that the gate was locked."),
        Case("It is certain that the dam will hold."),
        Case("The mayor is not concerned that the bridge is closed."),
    ],
    "passive descriptions": [
        Case(
            "Haddad was accused by prosecutors of ordering the raid.",
            (Said("ordering the raid", "prosecutors", "accused"),),
        ),
        Case(
            "The pact was described by two diplomats as a dead letter.",
            (Said("a dead letter", "two diplomats|diplomats", "described"),),
        ),
        Case("Haddad has been accused of ordering the raid."),
    ],
    "positions": [
        Case(
            "The union regards the deal as a trap.",
            (Said("the deal as a trap", "union", "regards"),),
        ),
        Case(
            "The envoy referred to the colonel as a thief.",
            (Said("the colonel as a thief", "envoy", "referred"),),
        ),
        Case(
            "The envoy congratulated the mayors on reopening the canal.",
            (Said("the mayors on reopening the canal", "envoy", "congratulated"),),
        ),
        Case("The price has led some to view it as a bluff."),
        Case("The guards viewed the film as the shells fell."),
    ],
    "one word": [
        Case("The patriarch urged restraint.", (Said("restraint", "patriarch", "urged"),)),
        Case("The general denied involvement.", (Said("involvement", "general", "denied"),)),
        Case(
            "The consul urged an end to the fighting in the valley.",
            (Said("an end to the fighting in the valley", "consul", "urged"),),
        ),
        Case(
            "The general denied having ordered the strike.",
            (Said("having ordered the strike", "general", "denied"),),
        ),
        Case("The driver urged the horses on."),
        Case("The clerk denied the widow."),
    ],
    "phrasal verbs": [
        Case(
            "“Nobody crosses this bridge,” the sergeant shot back.",
            (Said("Nobody crosses this bridge", "sergeant", "shot", "direct"),),
        ),
        Case(
            "The sergeant put it bluntly: “Nobody crosses this bridge.”",
            (Said("Nobody crosses this bridge", "sergeant", "put", "direct"),),
        ),
        Case(
            "The consul lashed out at the council for closing the canal.",
            (Said("the council for closing the canal", "consul", "lashed"),),
        ),
        Case(
            "Monks spoke out against the closure of the canal.",
            (Said("the closure of the canal", "Monks", "spoke"),),
        ),
        Case("The sergeant found the flag and put it back."),
        Case("The guards shot back at the boats."),
    ],
    "purposes": [
        Case(
            "The consul took to Facebook to say the canal was open.",
            (Said("the canal was open", "consul", "say", medium="Facebook"),),
        ),
        Case(
            "The consul was the first to say that the canal was open.",
            (Said("the canal was open", "consul", "say"),),
        ),
        Case(
            "The consul went so far as to say that the canal was lost.",
            (Said("the canal was lost", "consul", "say"),),
        ),
        Case(
            "One guard was heard saying the canal was mined.",
            (Said("the canal was mined", "guard|One guard", "saying"),),
        ),
        Case("The consul is ready to say that the canal is open."),
        Case("If the consul says the canal is open, ships will sail."),
    ],
    "asides": [
        Case(
            "The bridge (the mayor says) will stay closed for a year.",
            (Said("will stay closed for a year|The bridge", "mayor", "says"),),
        ),
        Case(
            "The bridge will stay closed for a year, or so the mayor says.",
            (Said("The bridge will stay closed for a year", "mayor", "says"),),
        ),
        Case(
            "The truce was dead, a source in the room told the Herald.",
            (Said("The truce was dead", "source|a source in the room", "told", to=ANY, medium=ANY),),
        ),
        Case(
            "In what the mayor called a plot, the guards closed the bridge.",
            (Said("a plot", "mayor", "called"),),
        ),
        Case(
            "The council ended its session by saying that the bridge was safe.",
            (Said("the bridge was safe", "council", "saying"),),
        ),
        Case(
            "“It was loud,” said one guard. Echoed another, “It shook the whole street.”",
            (
                Said("It was loud", "guard|one guard", "said", "direct"),
                Said("It shook the whole street", "another", "Echoed", "direct"),
            ),
        ),
        Case(
            "The minister, when asked about the raid, told reporters, “we will see about that.”",
            (Said("we will see about that", "minister", "told", "direct", to="reporters|journalists"),),
        ),
    ],
    "endings": [
        Case(
            "The navy said it had hit a depot, which was denied by the owner of the yard.",
            (Said("it had hit a depot", "navy", "said"),),
        ),
        Case(
            "The navy said it had hit a depot, which stood beside a school.",
            (Said("it had hit a depot, which stood beside a school", "navy", "said"),),
        ),
        Case(
            "The envoy urged both sides to keep the truce, which ends in May, and to free the nurses.",
            (Said("to keep the truce, which ends in May, and to free the nurses", "envoy", "urged", to="both sides"),),
        ),
        Case(
            "The envoy urged both sides to keep the truce, which ends in May.",
            (Said("to keep the truce", "envoy", "urged", to="both sides"),),
        ),
        Case(
            "The navy said the raid killed Haddad, a figure on the council of the group.",
            (Said("the raid killed Haddad, a figure on the council of the group", "navy", "said"),),
        ),
        Case(
            "The navy said the raid killed nine, a figure the rebels dispute.",
            (Said("the raid killed nine", "navy", "said"),),
        ),
    ],
    "inferences": [
        Case("The letter suggests that the grain was sold.", (Said("the grain was sold", "letter|The letter", "suggests"),)),
        Case(
            "Two diplomats suggested that the grain was sold.",
            (Said("the grain was sold", "diplomats|Two diplomats", "suggested"),),
        ),
        Case("The move suggests that the truce is dead."),
        Case("The fact that the bridge stands suggests that the truce holds."),
    ],
    "occasions": [
        Case(
            "Kallas said in a briefing that the dam had fallen.",
            (Said("the dam had fallen", "Kaja Kallas|Kallas", "said", medium="briefing"),),
        ),
        Case(
            "Kallas said on the sidelines of the summit that the dam had fallen.",
            (Said("the dam had fallen", "Kaja Kallas|Kallas", "said"),),
        ),
        Case(
            "The governor said on state television that the dam had fallen.",
            (Said("the dam had fallen", "governor|The governor", "said", medium="state television"),),
        ),
        Case(
            "The governor said in a speech that he gave on Monday that the dam had fallen.",
            (Said("the dam had fallen", "governor|The governor", "said", medium="speech", date="2024-10-28"),),
        ),
        Case("The governor spoke in a hearing that the council had called."),
    ],
    "asked": [
        Case(
            "The ministry’s spokesman, Nasrat Rahimi, asked about the dam, said only that the gates were shut.",
            (Said("the gates were shut", "Nasrat Rahimi", "said"),),
        ),
        Case(
            "His deputy, General Shams al-Din Kabashi, had told the guards that the gates were shut.",
            (Said("the gates were shut", "Shams al-Din Kabashi|General Shams al-Din Kabashi", "told", to="guards"),),
        ),
    ],
    "one of them": [
        Case(
            "One, a teacher from Gao, described how the ferry sank.",
            (Said("how the ferry sank", "teacher from Gao|a teacher from Gao", "described"),),
        ),
        Case("One might say that the ferry was lost."),
    ],
    "and": [
        Case(
            "Ana Ruiz said two men had rammed the gate before gunmen stormed in, and put the number of dead at 57.",
            (
                Said("two men had rammed the gate before gunmen stormed in", "Ana Ruiz", "said"),
                Said("the number of dead at 57", "Ana Ruiz", "put"),
            ),
        ),
        Case(
            "The Taliban said they knew nothing of the blast and called it “a vile act”.",
            (
                Said("they knew nothing of the blast", "Taliban", "said"),
                Said("a vile act", "Taliban", "called", "direct"),
            ),
        ),
        Case(
            "The ferry was sunk at its moorings, the navy said, killing dozens of miners.",
            (Said("The ferry was sunk at its moorings", "navy", "said"),),
        ),
        Case(
            "The ferry was sunk, the widow said, wringing her hands.",
            (Said("The ferry was sunk", "widow", "said"),),
        ),
        Case(
            "“The ministry said that the gates were shut, and I would refer you to them,” Ana Ruiz said.",
            (
                Said("The ministry said that the gates were shut, and I would refer you to them", "Ana Ruiz", "said", "direct"),
                Said("the gates were shut", "ministry", "said", "direct", via="Ana Ruiz"),
            ),
        ),
    ],
    "called": [
        Case("On Monday, Antony Blinken called Benny Gantz."),
        Case("The union called Benny Gantz a coward.", (Said("Benny Gantz a coward|a coward", "union", "called"),)),
    ],
    "tolls given": [
        Case("The Red Cross gave a toll of 281 dead.", (Said("a toll of 281 dead", "Red Cross", "gave"),)),
        Case("The nurse gave a total of 281 doses."),
        Case("They gave an estimate of the wind."),
    ],
    "asked for": [
        Case("The widows demanded an inquiry.", (Said("an inquiry", "widows", "demanded"),)),
        Case("The widows demanded the coffin."),
    ],
    "any claim": [
        Case(
            "“Any claim that we armed them is false,” its envoy, Abbas Araghchi, posted on X.",
            (Said("Any claim that we armed them is false", "Abbas Araghchi", "posted", "direct", medium="X"),),
        ),
    ],
    "others": [
        Case(
            "Some say the shells came from the east, others that the guards fired first.",
            (
                Said("the shells came from the east", ANY, "say"),
                Said("the guards fired first", "others", "that"),
            ),
        ),
        Case(
            "Doctors said the clinic was hit and relatives that it was looted.",
            (
                Said("the clinic was hit", "doctors", "said"),
                Said("it was looted", "relatives|families", "that"),
            ),
        ),
        Case(
            "The army put the toll at 12, the rebels at 40.",
            (Said("the toll at 12", "army|armed forces", "put"), Said("at 40", "rebels", "at")),
        ),
        Case(
            "The army put the toll at 12 and its own losses at 40.",
            (Said("the toll at 12 and its own losses at 40", "army|armed forces", "put"),),
        ),
        Case(
            "The navy said that the dam was shut and that the ferry was gone.",
            (Said("the dam was shut and that the ferry was gone", "navy", "said"),),
        ),
        Case(
            "The envoy said he saw the mayor and the guards that day.",
            (Said("he saw the mayor and the guards that day", "envoy", "said"),),
        ),
    ],
    "issuers": [
        Case(
            "Statement by the Foreign Secretary on the dam\n\nWe condemn the raid. We urge all parties to open the gates. We will not rest.",
            (Said("to open the gates", "Foreign Secretary", "urge", to="all parties|parties"),),
        ),
        Case("We ordered the guards to open the gates. We condemn the raid."),
    ],
    "pieces": [
        Case(
            "A miller denied any losses.",
            (Said("any losses", "miller", "denied"),),
        ),
        Case(
            "She put the number of guards killed in the march at 1,429.",
            (Said("the number of guards killed in the march at 1,429", UNDECIDED, "put"),),
        ),
        Case(
            "Oslo “firmly denies” arming the millers, its envoy Ana Ruiz said in a statement to Reuters.",
            (
                Said("Oslo “firmly denies” arming the millers", ANY, "said", "mixed", to="Reuters", medium="statement"),
                Said("arming the millers", "Norway|Oslo", "denies", via=ANY),
            ),
        ),
        Case(
            "“Forty are left,” Ana Ruiz said, pointing to a map of the hills.",
            (Said("Forty are left", "Ana Ruiz", "said", "direct"),),
        ),
        Case(
            "Ana Ruiz says the guards have lost the mill since May. Nobody mourns them.",
            (Said("the guards have lost the mill since May", "Ana Ruiz", "says"),),
        ),
    ],
    "counts": [
        Case(
            "SANA, citing a military official, said two guards were hurt.",
            (Said("two guards were hurt", "military official|military officials", "said", via="SANA"),),
        ),
        Case(
            "The Red Cross, however, counted 11 dead, seven of them millers.",
            (Said("11 dead, seven of them millers", "Red Cross", "counted"),),
        ),
        Case("The Red Cross counted 11 boats."),
        Case(
            "The governor put at 300,000 the number of millers who would need help.",
            (Said("at 300,000 the number of millers who would need help", "governor|The governor", "put"),),
        ),
        Case("The rebels put at the gate a number of guards."),
        Case(
            "The union said that nine guards had fled, a claim that could not be verified.",
            (Said("nine guards had fled", "union", "said"),),
        ),
        Case(
            "The rebels, asked about it, would say only that the bridge was theirs.",
            (Said("the bridge was theirs", "rebels", "say"),),
        ),
        Case("The rebels would say that the bridge was theirs."),
    ],
    "identified": [
        Case(
            "The police identified the bomber as Ali Khan, a miller from Gao.",
            (Said("the bomber as Ali Khan, a miller from Gao", "police|The police", "identified"),),
        ),
        Case("The agency identified a need for 40 trucks."),
        Case("The ferry sank off the pier, a place believed to be mined."),
    ],
    "names for it": [
        Case("The union dismissed it as “a lie”.", (Said("a lie", "union", "dismissed", "direct"),)),
        Case("The union called the estimate “guesswork”.", (Said("the estimate “guesswork”", "union", "called", "mixed"),)),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}-{number}") for group, cases in CASES.items() for number, case in enumerate(cases)]
)
def test_each_manner_of_speech_gives_who_said_what(case: Case, read: Read) -> None:
    assert differences(case, read(case.text, case.published).statements) == []


@pytest.mark.parametrize(
    "end",
    [
        "Aid workers demanded the reopening of the airport,",
        "The court denied the mayor",
        "The president repeated his promise",
        "Some 40 fighters handed",
        "40 jets were brought",
        "The navy said the raid killed Haddad, a figure",
    ],
)
def test_a_sentence_that_breaks_off_costs_no_other(end: str, read: Read) -> None:
    said = Case(f"The navy said the raid killed nine.\n\n{end}", (Said("the raid killed nine", "navy", "said"),))
    first = [statement for statement in read(said.text).statements if statement.content.end < said.text.index("\n")]
    assert differences(said, first) == []
