"""Verbs and nouns of saying by what they take: things, questions, infinitives, predicates; and lines without a verb.

One table, grouped by the kind of language; traps stand beside the sentences they resemble.
"""

import pytest

from app.ingestion.annotate.cues import cues
from tests.ingestion.conftest import Read
from tests.ingestion.sentences import ANY, Case, Said, differences

CASES: dict[str, list[Case]] = {
    "things": [
        Case(
            "The governor of Zaporizhzhia cautioned against any return to the villages along the reservoir.",
            (Said("any return to the villages along the reservoir", "governor|The governor of Zaporizhzhia", "cautioned"),),
        ),
        Case(
            "Doctors Without Borders complained of repeated delays at the crossing near Rafah.",
            (
                Said(
                    "repeated delays at the crossing near Rafah", "Doctors Without Borders|Médecins Sans Frontières", "complained"
                ),
            ),
        ),
        Case(
            "Kaja Kallas argued for a longer sanctions list and a lower oil price cap.",
            (Said("a longer sanctions list and a lower oil price cap", "Kaja Kallas", "argued"),),
        ),
        Case(
            "A regional commander hinted at a withdrawal from the northern salient.",
            (Said("a withdrawal from the northern salient", "regional commander", "hinted"),),
        ),
        Case(
            "The envoy informed the council of a new round of shelling in Taiz.",
            (Said("a new round of shelling in Taiz", "envoy", "informed", to="council"),),
        ),
        Case(
            "Her lawyer reminded the judges of the promises made in 2019.",
            (Said("the promises made in 2019", "lawyer|Her lawyer", "reminded", to="judges"),),
        ),
        Case(
            "Rights groups have called for an independent inquiry into the deaths at the Blue Nile barracks.",
            (Said("an independent inquiry into the deaths at the Blue Nile barracks", "Rights groups", "called"),),
        ),
        Case(
            "The patriarch appealed for calm in the mountain districts.",
            (Said("calm in the mountain districts", "patriarch", "appealed"),),
        ),
        Case(
            "Amnesty International stressed the need for an exhumation of the graves.",
            (Said("the need for an exhumation of the graves", "Amnesty International", "stressed"),),
        ),
        Case(
            "The Afghan ministry of interior claimed the destruction of two hideouts in Nangarhar.",
            (
                Said(
                    "the destruction of two hideouts in Nangarhar",
                    "Afghan ministry of interior|Afghan Ministry of Interior",
                    "claimed",
                ),
            ),
        ),
        Case(
            "Somalia's president predicted the end of the insurgency within two years.",
            (
                Said(
                    "the end of the insurgency within two years",
                    "Somalia|Hassan Sheikh Mohamud|Somalia's president|Somali president",
                    "predicted",
                ),
            ),
        ),
        Case(
            "The inquiry found serious failings in the chain of command.",
            (Said("serious failings in the chain of command", "inquiry", "found"),),
        ),
        Case(
            "Aid workers demanded the reopening of the airport in Hodeidah.",
            (Said("the reopening of the airport in Hodeidah", "aid workers", "demanded"),),
        ),
        Case(
            "The opposition leader raised the possibility of a recount in the border provinces.",
            (Said("the possibility of a recount in the border provinces", "opposition leader", "raised"),),
        ),
        Case(
            "The panel's report detailed the killing of nine villagers in Ogossagou.",
            (Said("the killing of nine villagers in Ogossagou", "panel|report|The panel's report", "detailed"),),
        ),
        Case("Officials estimated the crowd at 20,000.", (Said("the crowd at 20,000", "officials", "estimated"),)),
        Case(
            "An army doctor admitted to a shortage of blood and anaesthetics.",
            (Said("a shortage of blood and anaesthetics", "army doctor", "admitted"),),
        ),
        Case(
            "The junta's spokesman rejected talk of a split within the high command.",
            (Said("talk of a split within the high command", "junta|spokesman|The junta's spokesman", "rejected"),),
        ),
        Case(
            "Mediators spoke of a breakthrough in the talks over the dam.",
            (Said("a breakthrough in the talks over the dam", "Mediators", "spoke"),),
        ),
        Case(
            "The foreign minister proposed a freeze on deployments along the Line of Control.",
            (Said("a freeze on deployments along the Line of Control", "foreign minister", "proposed"),),
        ),
        Case("The flood claimed the lives of 40 people in the valley."),
        Case("The bombing highlights the fragility of the truce."),
        Case("The raid raised the prospect of a wider war."),
        Case("The rebels challenged the army's hold on the highway."),
        Case("The hospital admitted 30 patients with burns on Friday."),
        Case("Police questioned three men over the theft of weapons from a depot."),
        Case("The new law calls itself a reform."),
        Case("Residents sought shelter in the basement of a school."),
        Case("He pointed to the door and left the room."),
        Case("The general raised an army of 40,000 men from the southern provinces."),
        Case("The convoy was held up by a shortage of fuel."),
        Case("They argued for two hours about the price of bread."),
    ],
    "clauses": [
        Case(
            "The senator asked whether the munitions had been traced.",
            (Said("whether the munitions had been traced", "senator", "asked"),),
        ),
        Case(
            "The brigade's commander explained why the bridge had been left standing.",
            (Said("why the bridge had been left standing", "commander|The brigade's commander", "explained"),),
        ),
        Case(
            "Residents of Tawila described how armed men went from door to door.",
            (Said("how armed men went from door to door", "Residents of Tawila|residents", "described"),),
        ),
        Case("The widow wondered if anybody would be charged.", (Said("if anybody would be charged", "widow", "wondered"),)),
        Case(
            "The prosecutor recalled that two witnesses had disappeared.",
            (Said("two witnesses had disappeared", "prosecutor", "recalled"),),
        ),
        Case(
            "Lavrov joked that the invitation had been lost in the post.",
            (Said("the invitation had been lost in the post", "Sergei Lavrov|Lavrov", "joked"),),
        ),
        Case(
            "The court ruled that the detention of the editor was unlawful.",
            (Said("the detention of the editor was unlawful", "court", "ruled"),),
        ),
        Case(
            "A United Nations inquiry determined that the shells were fired from the west.",
            (Said("the shells were fired from the west", "United Nations|United Nations inquiry|inquiry", "determined"),),
        ),
        Case(
            "The militia repeated its claim to have captured 60 soldiers.",
            (Said("to have captured 60 soldiers", "militia|its", "claim"),),
        ),
        Case(
            "Moscow dismissed Kyiv's threat to cut the pipeline.",
            (
                Said("to cut the pipeline", "Kyiv|Ukraine", "threat", via="Russia|Moscow"),
                Said("Kyiv's threat to cut the pipeline", "Moscow|Russia", "dismissed"),
            ),
        ),
        Case(
            "The finance minister was hopeful that the loan would be agreed by spring.",
            (Said("the loan would be agreed by spring", "finance minister", "hopeful"),),
        ),
        Case(
            "Nurses are worried that the generators will fail within days.",
            (Said("the generators will fail within days", "nurses", "worried"),),
        ),
        Case("The bishop expressed doubt that the accord would hold.", (Said("the accord would hold", "bishop", "doubt"),)),
        Case(
            "Diplomats floated the idea that the port be placed under joint control.",
            (Said("the port be placed under joint control", "diplomats", "idea|floated"),),
        ),
        Case(
            "The defence secretary made the case that the tanks would arrive too late.",
            (Said("the tanks would arrive too late", "defence secretary", "case"),),
        ),
        Case(
            "The survey shows that six in ten farmers have lost land to mines.",
            (Said("six in ten farmers have lost land to mines", "survey", "shows"),),
        ),
        Case(
            "The captain reassured passengers that the corridor was open.",
            (Said("the corridor was open", "captain", "reassured"),),
        ),
        Case("The mayor told residents to boil their water.", (Said("to boil their water", "mayor", "told", to="residents"),)),
        Case(
            "The army encouraged villagers to return to their fields.", (Said("to return to their fields", "army", "encouraged"),)
        ),
        Case(
            "Oslo offered to host a second round of talks.", (Said("to host a second round of talks", "Norway|Oslo", "offered"),)
        ),
        Case("Critics have likened the camp to a prison.", (Said("the camp to a prison", "critics", "likened"),)),
        Case(
            "The regulator attributed the blackout to a strike on a substation.",
            (Said("the blackout to a strike on a substation", "regulator", "attributed"),),
        ),
        Case(
            "A former judge criticised the tribunal for holding its sessions in secret.",
            (Said("the tribunal for holding its sessions in secret", "former judge", "criticised"),),
        ),
        Case(
            "Protesters labelled the governor a puppet of the army.",
            (Said("the governor a puppet of the army", "Protesters", "labelled"),),
        ),
        Case(
            "The president blamed the collapse of the front on a lack of shells.",
            (Said("the collapse of the front on a lack of shells", "president", "blamed"),),
        ),
        Case(
            "Aid agencies have depicted the siege as an experiment in starvation.",
            (Said("the siege as an experiment in starvation", "aid agencies", "depicted"),),
        ),
        Case(
            "The minister said the road was safe and that convoys would resume on Monday.",
            (Said("the road was safe and that convoys would resume on Monday", "minister", "said"),),
        ),
        Case(
            "The minister said the road was safe, adding that convoys would resume.",
            (Said("the road was safe", "minister", "said"), Said("convoys would resume", "minister", "adding")),
        ),
        Case(
            "He denied the charge and accused the prosecutor of taking bribes.",
            (Said("the charge", "He", "denied"), Said("the prosecutor of taking bribes", "He", "accused")),
        ),
        Case(
            "The ministry said in a report published on Monday that 14 wells had run dry.",
            (Said("14 wells had run dry", "ministry", "said", medium="report", date="2024-10-28"),),
        ),
        Case("The soldiers went from door to door asking for names."),
        Case("The committee will ask whether the ban can be lifted."),
        Case("The doctor recalled the names of all the dead."),
        Case("The pilot was told that the runway was closed."),
        Case("The village was dubbed a ghost town."),
        Case("He offered a chair to the old man."),
        Case("The threat to the dam is growing."),
        Case("The army's claim to the island dates from 1903."),
        Case("Officials made sure that the gates were locked."),
    ],
    "lines": [
        Case(
            "“We buried them before dawn,” the brothers whispered.",
            (Said("We buried them before dawn", "brothers", "whispered", "direct"),),
        ),
        Case("“Get off my land!” the farmer yelled at the patrol.", (Said("Get off my land", "farmer", "yelled", "direct"),)),
        Case(
            "“This is not our war,” sighed Marta Okello, who sells fish by the harbour.",
            (Said("This is not our war", "Marta Okello", "sighed", "direct"),),
        ),
        Case("The admiral was blunt: “We have lost the strait.”", (Said("We have lost the strait", "admiral", ":", "direct"),)),
        Case("The defence minister did not mince his words: “They ran.”", (Said("They ran", "defence minister", ":", "direct"),)),
        Case(
            "Deborah Lyons posted a warning. “Nobody is safe on that road.”",
            (Said("Nobody is safe on that road", "Deborah Lyons", "posted", "direct"),),
        ),
        Case(
            "The ambassador had a message for Khartoum: “Open the crossing.”",
            (Said("Open the crossing", "ambassador", ANY, "direct"),),
        ),
        Case(
            "The opposition leader went further: “This parliament is a fiction.”",
            (Said("This parliament is a fiction", "opposition leader", ":", "direct"),),
        ),
        Case(
            "Ceasefire Collapses in Tripoli After Two Days, Monitors Say",
            (Said("Ceasefire Collapses in Tripoli After Two Days", "Monitors", "Say"),),
        ),
        Case(
            "Two Journalists Held at Border, Press Union Reports",
            (Said("Two Journalists Held at Border", "Press Union", "Reports"),),
        ),
        Case(
            "“The valley is empty now.”\n— Rosa Quispe, teacher", (Said("The valley is empty now", "Rosa Quispe", "—", "direct"),)
        ),
        Case(
            "GRAIN DEAL IN DOUBT “Three ships turned back on Monday.” [Reuters.]",
            (Said("Three ships turned back on Monday", "Reuters", "[", "direct"),),
        ),
        Case(
            "The general said, “We have no comment,” the Post reported.",
            (
                Said("We have no comment", "general", "said", "direct", via="Post"),
                Said("The general said, “We have no comment", "Post|The Washington Post", "reported", ANY),
            ),
        ),
        Case(
            "''We were told to wait,'' said Yusuf Demir, a driver. ''Nobody came.''",
            (Said("We were told to wait", "Yusuf Demir", "said", "direct"),),
        ),
        Case(
            "The convoy, ''a gift to the region,'' as the governor put it, never arrived.",
            (Said("The convoy, ''a gift to the region|a gift to the region", "governor", "put", ANY),),
        ),
        Case(
            "“The bridge was ours,” the captain said. “Then came the drones. We ran for the trees and lay there until dark.”",
            (Said("Then came the drones. We ran for the trees and lay there until dark", "captain", "said", "direct"),),
        ),
        Case(
            "” We will be back,” the mayor said on Monday.",
            (Said("We will be back", "mayor", "said", "direct", date="2024-10-28"),),
        ),
        Case(
            "“We have been bombed,” the nuns wrote.\xa0“We are alive.”", (Said("We have been bombed", "nuns", "wrote", "direct"),)
        ),
        Case(
            "Asked about the fire, the spokesman replied: “Ask the army.”",
            (Said("Ask the army", "spokesman", "replied", "direct"),),
        ),
        Case(
            "“There will be no truce,” he told his officers, his voice breaking.",
            (Said("There will be no truce", "he", "told", "direct", to="officers|his officers"),),
        ),
        Case("A sign on the gate was clear: “No entry.”"),
        Case("She found a note on the door: “Gone to the hills.”"),
        Case("“The Longest Winter,” a film about the siege, opened on Friday."),
        Case("Spring Offensive Stalls as Rain Falls in the Hills"),
        Case("The song “Home Again” was played twice."),
        Case("“The valley is empty now.”\n— 12 October 2024"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}-{number}") for group, cases in CASES.items() for number, case in enumerate(cases)]
)
def test_each_verb_takes_what_the_language_gives_it(case: Case, read: Read) -> None:
    assert differences(case, read(case.text, case.published).statements) == []


def test_what_a_verb_takes_is_told_of_verbs_that_are_listed() -> None:
    verbs = {cue.verb for cue in cues().verbs.values()}
    described = {cue.verb for cue in cues().verbs.values() if cue.things or cue.ideas or cue.prepositions or cue.questions}
    assert described <= verbs
    assert cues().nouns_with_infinitive - {"offer", "offers", "vows", "pledges", "promises"} <= cues().nouns
