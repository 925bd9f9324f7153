"""Verbs and nouns of saying by what they take: things, questions, infinitives, predicates; and lines without a verb.

One table, grouped by the kind of language; traps stand beside the sentences they resemble.
"""

import tomllib
from pathlib import Path

import pytest

from app.ingestion import annotate
from app.ingestion.annotate.cues import cues
from tests.ingestion.conftest import Read
from tests.ingestion.sentences import ANY, UNDECIDED, Case, Said, differences

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
            (Said("the killing of nine villagers in Ogossagou", "panel|report|The panel's report", "detailed", medium="report"),),
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
    "pages": [
        Case(
            "Analysts at the Institute for the Study of War assess that Russian forces advanced near Toretsk.",
            (
                Said(
                    "Russian forces advanced near Toretsk",
                    "Institute for the Study of War|Analysts at the Institute for the Study of War",
                    "assess",
                ),
            ),
        ),
        Case(
            "Most analysts doubt that the border force can hold the ridge.",
            (Said("the border force can hold the ridge", "analysts|Most analysts", "doubt"),),
        ),
        Case(
            "The general conceded defeat in the battle for the refinery.",
            (Said("defeat in the battle for the refinery", "general", "conceded"),),
        ),
        Case(
            "Two thirds of those asked say they would leave if they could.",
            (Said("they would leave if they could", "Two thirds of those asked", "say"),),
        ),
        Case(
            "Among drivers on the route, about half, 48 percent, said they had paid a bribe.",
            (Said("they had paid a bribe", "about half|drivers|48 percent", "said"),),
        ),
        Case(
            "The foreign ministry has threatened retaliation if the ships are not released.",
            (Said("retaliation if the ships are not released", "foreign ministry", "threatened"),),
        ),
        Case(
            "The union vowed a general strike until the detainees are freed.",
            (Said("a general strike until the detainees are freed", "union", "vowed"),),
        ),
        Case(
            "Human Rights Watch documented the use of cluster munitions in Sarmin.",
            (Said("the use of cluster munitions in Sarmin", "Human Rights Watch", "documented"),),
        ),
        Case(
            "The commission concluded that neither side had taken precautions.",
            (Said("neither side had taken precautions", "commission", "concluded"),),
        ),
        Case(
            "The embassy urged its citizens not to travel north of Agadez.",
            (Said("not to travel north of Agadez", "embassy", "urged", to="its citizens|civilians"),),
        ),
        Case("Families are demanding that the bodies be returned.", (Said("the bodies be returned", "Families", "demanding"),)),
        Case(
            "The premier ruled out talks with the men who seized the airport.",
            (Said("talks with the men who seized the airport", "premier", "ruled"),),
        ),
        Case("The spokeswoman declined to say whether the jets had been armed."),
        Case("Nobody knows whether the jets had been armed."),
        Case(
            "Opposition lawmakers accuse the cabinet of hiding the true cost of the war.",
            (Said("the cabinet of hiding the true cost of the war", "Opposition lawmakers|lawmakers", "accuse"),),
        ),
        Case(
            "A senior cleric said the fast would be broken at noon; his deputy insisted it would go on.",
            (
                Said("the fast would be broken at noon", "senior cleric", "said"),
                Said("it would go on", "deputy|his deputy", "insisted"),
            ),
        ),
        Case(
            "As the governor put it, the town had been “fed to the guns”.",
            (Said("the town had been “fed to the guns", "governor", "put", "mixed"),),
        ),
        Case(
            "In her words, the deal was “a bridge to nowhere”.",
            (Said("the deal was “a bridge to nowhere", "her", "words", "mixed"),),
        ),
        Case("To the mayor, the evacuation was a betrayal."),
        Case("For Ankara, the corridor is a red line."),
        Case(
            "The bank forecasts that the economy will shrink by a tenth.",
            (Said("the economy will shrink by a tenth", "bank", "forecasts"),),
        ),
        Case(
            "Pyongyang's state news agency KCNA said Kim Jong Un had inspected a shell factory.",
            (
                Said(
                    "Kim Jong Un had inspected a shell factory",
                    "KCNA|Korean Central News Agency|Pyongyang's state news agency KCNA",
                    "said",
                ),
            ),
        ),
        Case(
            "The report by Save the Children says one in five schools has been hit.",
            (Said("one in five schools has been hit", "Save the Children", "says", medium=ANY),),
        ),
        Case(
            "The port was closed, two traders and a customs officer said.",
            (Said("The port was closed", "two traders and a customs officer|two traders", "said"),),
        ),
        Case(
            "What the people want, the bishop said, is bread.",
            (Said("What the people want, the bishop said, is bread|What the people want|is bread", "bishop", "said"),),
        ),
        Case(
            "The town, officials said, would be without water until Friday.",
            (Said("would be without water until Friday", "officials", "said"),),
        ),
        Case(
            "The army chief told the BBC the offensive was “on schedule” and would not stop at the river.",
            (Said("the offensive was “on schedule” and would not stop at the river", "army chief", "told", "mixed", to="BBC"),),
        ),
        Case(
            "The judge asked the witness to describe the uniforms.",
            (Said("to describe the uniforms", "judge", "asked", to="witness|witnesses"),),
        ),
        Case(
            "Kenya said it would send a further 600 police officers, bringing the total to 1,000.",
            (Said("it would send a further 600 police officers, bringing the total to 1,000", "Kenya", "said"),),
        ),
        Case(
            "Speaking in Doha, the mediator said that progress had been made and urged both sides to show restraint.",
            (Said("progress had been made", "mediator", "said"), Said("to show restraint", "mediator", "urged", to="both sides")),
        ),
        Case("Rescuers say the dead include four children.", (Said("the dead include four children", "rescuers", "say"),)),
        Case(
            "The letter, seen by Reuters, says that the contract was never signed.",
            (Said("the contract was never signed", "letter", "says", medium=ANY),),
        ),
        Case(
            "State television quoted a naval officer as saying that the mine had drifted from the north.",
            (Said("the mine had drifted from the north", "naval officer", "saying", via="State television"),),
        ),
        Case(
            "It was unclear whether the pilot survived, according to two people briefed on the matter.",
            (Said("It was unclear whether the pilot survived", "two people briefed on the matter|two people", "according to"),),
        ),
        Case(
            "Some fear the dam will not outlast the winter.",
        ),
    ],
    "campaigns": [
        Case(
            "Senator Ruth Palmer blasted the plan as a giveaway to lenders.",
            (Said("the plan as a giveaway to lenders", "Ruth Palmer|Senator Ruth Palmer", "blasted"),),
        ),
        Case(
            "Her rival dismissed the poll, saying voters would decide in June.",
            (Said("the poll", "rival", "dismissed"), Said("voters would decide in June", "rival", "saying")),
        ),
        Case(
            "Governor Lee Hart touted the state's new prisons on Tuesday.",
            (Said("the state's new prisons", "Lee Hart|Governor Lee Hart", "touted", date="2024-10-29"),),
        ),
        Case(
            "“It’s a disgrace,” Palmer said of the plan, before adding that she would vote against it.",
            (
                Said("It’s a disgrace", "Palmer|Ruth Palmer", "said", "direct"),
                Said("she would vote against it", "Palmer", "adding"),
            ),
        ),
        Case(
            "The former mayor, who has endorsed Hart, said he expects a close race.",
            (Said("he expects a close race", "former mayor", "said"),),
        ),
        Case(
            "Palmer has repeatedly said she opposes the pipeline, and her aides say nothing has changed.",
            (Said("she opposes the pipeline", "Palmer", "said"), Said("nothing has changed", "aides|her aides", "say")),
        ),
        Case(
            "Fifty-two percent of respondents said they trusted neither candidate, according to the survey.",
            (
                Said(
                    "they trusted neither candidate", "respondents|Fifty-two percent of respondents|percent", "said", via="survey"
                ),
                Said("Fifty-two percent of respondents said they trusted neither candidate", "survey", "according to"),
            ),
        ),
        Case(
            "“We’re going to win Ohio,” Hart told a crowd in Toledo. “We’re going to win it big, and then we’re going to win Iowa.”",
            (
                Said(
                    "We’re going to win it big, and then we’re going to win Iowa", "Hart", "told", "direct", to="crowd in Toledo"
                ),
            ),
        ),
        Case(
            "Asked whether he would debate Palmer, Hart said he had “better things to do.”",
            (Said("he had “better things to do", "Hart", "said", "mixed"),),
        ),
        Case(
            "In a memo to donors, campaign manager Joe Quinn argued that the math still favours Palmer.",
            (Said("the math still favours Palmer", "Joe Quinn", "argued", to="donors", medium="memo"),),
        ),
        Case(
            "The paper reported Friday that the foundation had accepted the gift.",
            (Said("the foundation had accepted the gift", "paper", "reported", date="2024-10-25"),),
        ),
        Case(
            "Quinn pointed to a shift among older voters as proof that the message is working.",
            (Said("a shift among older voters as proof that the message is working", "Quinn", "pointed"),),
        ),
        Case("Hart’s campaign did not respond to a request for comment."),
        Case("Palmer’s spokesman wouldn’t say whether she would attend."),
        Case("“Look,” she said, “nobody likes a tax.”", (Said("nobody likes a tax", "she", "said", "direct"),)),
        Case(
            "Critics say the law, which took effect in May, has kept thousands from the polls.",
            (Said("the law, which took effect in May, has kept thousands from the polls", "Critics", "say"),),
        ),
        Case(
            "Hart once described himself as “the least political man in America.”",
            (
                Said(
                    "himself as “the least political man in America|the least political man in America", "Hart", "described", ANY
                ),
            ),
        ),
        Case("She promised voters a “fair deal” on rents.", (Said("a “fair deal” on rents", "She", "promised", "mixed"),)),
        Case(
            "His lawyer, Dan Okafor, called the charges “political theater” and vowed to appeal.",
            (Said("the charges “political theater", "Dan Okafor", "called", "mixed"), Said("to appeal", "Dan Okafor", "vowed")),
        ),
        Case(
            "The Tribune’s editorial board wrote that Palmer “has earned a second look.”",
            (
                Said(
                    "Palmer “has earned a second look", "Tribune|editorial board|The Tribune’s editorial board", "wrote", "mixed"
                ),
            ),
        ),
        Case(
            "Hart tweeted: “Crooked to the core!”", (Said("Crooked to the core", "Hart", "tweeted", "direct", medium="Twitter"),)
        ),
        Case(
            "“The voters are angry,” said pollster Ann Reyes, whose firm surveyed 900 of them. “They want change.”",
            (Said("The voters are angry", "Ann Reyes", "said", "direct"),),
        ),
        Case(
            "Palmer said that while she respects the court, its ruling was wrong.",
            (Said("while she respects the court, its ruling was wrong", "Palmer", "said"),),
        ),
        Case("Neither campaign would confirm that the two had met."),
        Case(
            "Reyes noted that turnout among the young, at 31 percent, was the lowest since 1998.",
            (Said("turnout among the young, at 31 percent, was the lowest since 1998", "Reyes", "noted"),),
        ),
        Case("The ad accuses Palmer of voting to cut pensions.", (Said("Palmer of voting to cut pensions", "ad", "accuses"),)),
        Case(
            "Several Republicans have expressed concern about the cost of the wall.",
            (Said("concern about the cost of the wall|the cost of the wall", "Republicans|Several Republicans", "expressed"),),
        ),
        Case("“Why now?” wondered Alice Tran, a teacher.", (Said("Why now", "Alice Tran", "wondered", "direct"),)),
        Case(
            "It was Hart who suggested moving the debate to Denver.",
            (Said("moving the debate to Denver", "Hart|who", "suggested"),),
        ),
    ],
    "listeners": [
        Case(
            "The prefect of Menaka told AFP a column of pickups had crossed the Niger.",
            (
                Said(
                    "a column of pickups had crossed the Niger",
                    "prefect|The prefect of Menaka",
                    "told",
                    to="Agence France-Presse|AFP",
                    medium="AFP",
                ),
            ),
        ),
        Case(
            "The colonel told reporters deserters from two battalions held the airstrip.",
            (Said("deserters from two battalions held the airstrip", "colonel", "told", to="reporters|journalists"),),
        ),
        Case(
            "The defence minister told parliament the corridor would stay open.",
            (Said("the corridor would stay open", "defence minister", "told", to="parliament"),),
        ),
        Case(
            "The sheikh told the elders a convoy of fuel trucks reached Kidal.",
            (Said("a convoy of fuel trucks reached Kidal", "sheikh", "told", to="elders"),),
        ),
        Case("The sergeant told reporters stories from the siege."),
        Case(
            "Oxfam warned the reservoir could run dry within a week.",
            (Said("the reservoir could run dry within a week", "Oxfam", "warned"),),
        ),
        Case(
            "Oxfam warned the governor that the reservoir could run dry.",
            (Said("the reservoir could run dry", "Oxfam", "warned", to="governor"),),
        ),
        Case(
            "Mariam Diallo told CNN that the clinic had closed.",
            (Said("the clinic had closed", "Mariam Diallo", "told", to="CNN", medium="CNN"),),
        ),
        Case(
            "Mariam Diallo told the Guardian that the clinic had closed.",
            (Said("the clinic had closed", "Mariam Diallo", "told", to="The Guardian|Guardian"),),
        ),
        Case(
            "The spokesman told a news conference on Tuesday that the clinic had closed.",
            (
                Said(
                    "the clinic had closed",
                    "spokesman",
                    "told",
                    to="news conference",
                    medium="news conference",
                    date="2024-10-29",
                ),
            ),
        ),
        Case(
            "“Nobody is coming,” the surgeon told the programme Night Line.",
            (Said("Nobody is coming", "surgeon", "told", "direct", to="programme", medium="Night Line"),),
        ),
        Case(
            "The commander said on CNN that his men had left Goma.",
            (Said("his men had left Goma", "commander|commanders", "said", medium="CNN"),),
        ),
        Case(
            "The commander said on Monday that CNN had left Goma.",
            (Said("CNN had left Goma", "commander|commanders", "said", date="2024-10-28"),),
        ),
        Case(
            "The minister tweeted that the bridge was gone.",
            (Said("the bridge was gone", "minister", "tweeted", medium="Twitter"),),
        ),
        Case(
            "The warden said by telephone that the bridge was gone.",
            (Said("the bridge was gone", "warden", "said", medium="telephone"),),
        ),
    ],
    "speakers": [
        Case(
            "Briefing ambassadors in Addis Ababa, Hanna Tetteh said the truce was holding.",
            (Said("the truce was holding", "Hanna Tetteh", "said"),),
        ),
        Case(
            "Sudan's commander in the east, brigadier Adam Haroun, claimed the pass was mined.",
            (Said("the pass was mined", "Adam Haroun", "claimed"),),
        ),
        Case(
            "Save the Children warned that the camp could flood before the rains end.",
            (Said("the camp could flood before the rains end", "Save the Children", "warned"),),
        ),
        Case("Save the receipts warned the tourists of nothing."),
        Case(
            "Among the teachers who fled, about half, 140 women, said they would not return.",
            (Said("they would not return", ANY, "said"),),
        ),
        Case(
            "The delegation denounced reports of the shelling saying they were invented.",
            (
                Said("reports of the shelling", "delegation", "denounced"),
                Said("they were invented", "delegation", "saying"),
            ),
        ),
        Case(
            "The port is closed, the governor said on Sunday, as aid workers warned that fuel was running out.",
            (
                Said("The port is closed", "governor", "said", date="2024-10-27"),
                Said("fuel was running out", "aid workers", "warned"),
            ),
        ),
        Case(
            "The port, as the governor said on Sunday, is closed.",
            (Said("is closed", "governor", "said", date="2024-10-27"),),
        ),
        Case(
            "A nurse, asking that her name not be used for fear of arrest, said the ward was full.",
            (Said("the ward was full", "nurse", "said"),),
        ),
        Case(
            "A nurse asked that her pay not be cut.",
            (Said("her pay not be cut", "nurse", "asked"),),
        ),
        Case("The rebels, whom diplomats say are paid by Asmara, hold the ridge."),
        Case(
            "The convoy, which the UN said had left Goma at dawn, was hit.",
            (Said("had left Goma at dawn", "United Nations", "said"),),
        ),
        Case("The ambush killed nine, raising fears that the truce would collapse."),
        Case(
            "Diplomats raised fears that the truce would collapse.",
            (Said("the truce would collapse", "diplomats|Diplomats", "raised|fears"),),
        ),
        Case("The militia called the claim that it burned the mill absurd."),
        Case(
            "The Saudi-led coalition shelled the port. Two piers burned, according to the coalition. The cranes were mined, it said.",
            (
                Said("Two piers burned", "Saudi-led coalition", "according to"),
                Said("The cranes were mined", "Saudi-led coalition", "said"),
            ),
        ),
        Case(
            "Six were freed, a military official said. Two more were hurt, he said.",
            (
                Said("Six were freed", "military official|military officials", "said"),
                Said("Two more were hurt", "military official|military officials", "said"),
            ),
        ),
        Case(
            "Six were freed, military officials said. Two more were hurt, he said.",
            (
                Said("Six were freed", "military officials", "said"),
                Said("Two more were hurt", UNDECIDED, "said"),
            ),
        ),
        Case(
            "Chad has fought rebels on the Sudanese border. It says 30 of its posts were burned.",
            (Said("30 of its posts were burned", "Chad", "says"),),
        ),
        Case(
            "“I asked one guard why. He told me there was an order,” said Amina Bello.",
            (
                Said("I asked one guard why. He told me there was an order", "Amina Bello", "said", "direct"),
                Said("there was an order", UNDECIDED, "told", "direct", to="Amina Bello", via="Amina Bello"),
            ),
        ),
        Case(
            "The envoy accused the Eritreans of looting and urged them to pull out.",
            (Said("the Eritreans of looting", "envoy", "accused"), Said("to pull out", "envoy", "urged", to=ANY)),
        ),
        Case(
            "The bridge fell when it was shelled, the officials said on condition of anonymity because they were not authorised to speak.",
            (Said("The bridge fell when it was shelled", "officials", "said"),),
        ),
        Case(
            "He cannot rule out the possibility that the bridge was mined, the envoy said.",
            (Said("He cannot rule out the possibility that the bridge was mined", "envoy", "said"),),
        ),
        Case(
            "The mill was burned, said Ko Tun, head of the village guard, which has 40 members.",
            (Said("The mill was burned", "Ko Tun", "said"),),
        ),
        Case(
            "The mill was burned, said a senior officer who requested anonymity.",
            (Said("The mill was burned", "senior officer", "said"),),
        ),
        Case(
            "The mill, said a senior officer, was burned by men who came from the hills.",
            (Said("was burned by men who came from the hills|The mill", "senior officer", "said"),),
        ),
        Case(
            "Lina Haddad, the envoy for Yemen, clarified during Sunday's debate that despite the truce, shells were falling.",
            (Said("despite the truce, shells were falling", "Lina Haddad", "clarified"),),
        ),
        Case("Lina Haddad, the envoy for Yemen, appointed during Sunday's debate."),
        Case(
            "They searched the quarters, which targeted families officials believed served the rebels, Haddad said.",
            (Said("They searched the quarters, which targeted families officials believed served the rebels", ANY, "said"),),
        ),
        Case(
            "Residents in Chibok said a string of blasts overnight yesterday shook the town.",
            (Said("a string of blasts overnight yesterday shook the town", "residents|Residents", "said", date=ANY),),
        ),
        Case(
            "Residents in Chibok said on Monday a string of blasts had shaken the town.",
            (Said("a string of blasts had shaken the town", "residents|Residents", "said", date="2024-10-28"),),
        ),
        Case(
            "Nine shells fell, with Kenya's navy reporting that two boats were hit.",
            (Said("two boats were hit", "Kenya's navy|Kenya Navy|navy", "reporting"),),
        ),
        Case("Nine shells fell, with Kenya's reporting of the raid."),
        Case(
            "The shelling left one dead, announced its governor, Ali Haroun.",
            (Said("The shelling left one dead", "Ali Haroun", "announced"),),
        ),
        Case(
            "The warden, Ali Haroun of the Green Party, said the gate was shut.",
            (Said("the gate was shut", "Ali Haroun", "said"),),
        ),
        Case(
            "The leader of the opposition in the senate, Jane Abel Moore of the Green Party, said the gate was shut.",
            (Said("the gate was shut", "Jane Abel Moore|Jane Abel Moore of the Green Party", "said"),),
        ),
        Case(
            "Ali Haroun, head of the port, said this in a post on Telegram.",
        ),
        Case(
            "The ward was shelled in a raid that killed nine people, including a nurse, and hurt 40 others, a doctor at the clinic said.",
            (
                Said(
                    "The ward was shelled in a raid that killed nine people, including a nurse, and hurt 40 others",
                    "doctor at the clinic|a doctor at the clinic",
                    "said",
                ),
            ),
        ),
        Case(
            "The ward was shelled at about 1 p.m. Wednesday, Dr. V. Perera said by telephone.",
            (Said("The ward was shelled at about 1 p.m. Wednesday", ANY, "said", medium="telephone"),),
        ),
        Case(
            "KABUL: The governor's guards accused the police of looting.",
            (Said("the police of looting", "governor's guards", "accused"),),
        ),
        Case(
            "Oxfam (OI) on Sunday called on the Rapid Support Forces (RSF) and allied armed groups to let the trucks pass.",
            (Said("to let the trucks pass", "Oxfam", "called", to="Rapid Support Forces", date="2024-10-27"),),
        ),
        Case("Oxfam called on Sunday, and the guards who came wanted to let the trucks pass."),
        Case(
            "The Taliban claim that they hold the pass, PressTV reported.",
            (Said("they hold the pass", "Taliban", "claim", via=ANY),),
        ),
        Case(
            "The Taliban claimed responsibility for the ambush near the pass in a statement.",
            (Said("the ambush near the pass", "Taliban", "claimed", medium="statement"),),
        ),
        Case("Each life claimed stands as a warning."),
        Case(
            "The warden, Ana Ruiz, said she was saddened by the news.\n“This comes when the town is starving.\n"
            "“The shelling must end. We have buried nine.”",
            (
                Said("she was saddened by the news", "Ana Ruiz", "said"),
                Said(
                    "This comes when the town is starving.\n“The shelling must end. We have buried nine",
                    "Ana Ruiz",
                    "said",
                    "direct",
                ),
            ),
        ),
    ],
    "reporters": [
        Case(
            "The guards told the drivers to turn back but they went on, he added.",
            (
                Said("The guards told the drivers to turn back but they went on", ANY, "added"),
                Said("to turn back", "guards", "told", to="drivers", via=ANY),
            ),
        ),
        Case(
            "Chad said two of its scouts had died; shells from the hills have killed nine villagers since May.",
            (Said("two of its scouts had died", "Chad", "said"),),
        ),
        Case(
            "Chad said that two of its scouts had died; that shells had killed nine villagers.",
            (Said("two of its scouts had died; that shells had killed nine villagers", "Chad", "said"),),
        ),
        Case(
            "The matron said 40 men were brought in; 12 were dead.",
            (Said("40 men were brought in; 12 were dead", "matron", "said"),),
        ),
        Case(
            "Nine scouts had been treated, the matron, Ana Ruiz, said; they were later moved to Faya.",
            (Said("Nine scouts had been treated", "Ana Ruiz", "said"),),
        ),
        Case(
            "The envoy called for a halt to the raids, as shells fell on Bahri.",
            (Said("a halt to the raids", "envoy", "called"),),
        ),
        Case(
            "The junta rejected the plan for a truce, and that same night an air raid killed nine villagers.",
            (Said("the plan for a truce", "junta", "rejected"),),
        ),
        Case(
            "The junta rejected the plan for a truce, and the list of those who had been freed.",
            (Said("the plan for a truce, and the list of those who had been freed", "junta", "rejected"),),
        ),
        Case(
            "The warden is blaming the guards for a blaze that burned two halls on New Year's Day, and says the gate was shut.",
            (
                Said("the guards for a blaze that burned two halls on New Year's Day", "warden", "blaming", date=ANY),
                Said("the gate was shut", "warden", "says"),
            ),
        ),
        Case(
            "The warden condemned the blaze at the mill on Monday and said the gate was shut.",
            (
                Said("the blaze at the mill", "warden", "condemned", date="2024-10-28"),
                Said("the gate was shut", "warden", "said", date="2024-10-28"),
            ),
        ),
        Case(
            "The envoy called for a halt to the raids, the shelling and the arrests.",
            (Said("a halt to the raids, the shelling and the arrests", "envoy", "called"),),
        ),
        Case(
            "According to a note issued by the Organisation of Islamic Cooperation (OIC), the talks have begun, Dawn reported.",
            (
                Said(
                    "the talks have begun|According to a note issued by the Organisation of Islamic Cooperation (OIC), the talks have begun",
                    "Dawn",
                    "reported",
                ),
                Said("the talks have begun", "Organisation of Islamic Cooperation", "According to", medium="note", via="Dawn"),
            ),
        ),
        Case(
            "The prefect said 40 huts were burned last week, reported The Guardian.",
            (
                Said("The prefect said 40 huts were burned last week", "The Guardian|Guardian", "reported"),
                Said("40 huts were burned last week", "prefect", "said", via="The Guardian|Guardian"),
            ),
        ),
        Case(
            "The prefect said 40 huts were burned, the Daily Nation reported on Monday.",
            (
                Said("The prefect said 40 huts were burned", "Daily Nation", "reported", date="2024-10-28"),
                Said("40 huts were burned", "prefect", "said", via="Daily Nation"),
            ),
        ),
        Case(
            "The prefect said the post was overrun before the radio operator, a boy of 15, reported it.",
            (Said("the post was overrun before the radio operator, a boy of 15, reported it", "prefect", "said"),),
        ),
        Case(
            "It was a raid the army said killed nine men, and the mayor wants an inquiry.",
            (Said("killed nine men", "armed forces|army", "said"),),
        ),
        Case(
            "The army said nine men were killed and the mayor wanted an inquiry.",
            (Said("nine men were killed and the mayor wanted an inquiry", "armed forces|army", "said"),),
        ),
    ],
    "documents": [
        Case(
            "In Chenna, 26 farmers were shot before the column left, the report found.",
            (Said("In Chenna, 26 farmers were shot before the column left", "report", "found"),),
        ),
        Case("In Chenna, 26 farmers were shot, and the column left, the villagers found."),
        Case(
            "An Amnesty International investigation into the shootings detailed how soldiers had burned the mill.",
            (Said("how soldiers had burned the mill", "Amnesty International", "detailed"),),
        ),
        Case("Both clans claim areas along the river."),
        Case(
            "BOSASO, Somalia, July 18 (AFP): Gunmen stormed a hotel, the police said.",
            (Said("Gunmen stormed a hotel", "police", "said"),),
        ),
        Case(
            "Bosaso: Gunmen stormed a hotel, the police said.",
            (Said("Gunmen stormed a hotel", "police", "said"),),
        ),
        Case(
            "In Friday's raid, gunmen stormed a hotel, the police said.",
            (Said("In Friday's raid, gunmen stormed a hotel", "police", "said"),),
        ),
        Case(
            "Amnesty International released a report on Monday that shows the wells were poisoned.",
            (Said("the wells were poisoned", "Amnesty International", "shows", medium="report", date="2024-10-28"),),
        ),
        Case("The council has a statement that it signed on Monday."),
        Case(
            "The ministry published figures on Monday that show the wells were poisoned.",
            (Said("the wells were poisoned", "figures|ministry", "show", date=ANY),),
        ),
        Case(
            "According to government figures, 90 villages are cut off.",
            (Said("90 villages are cut off", "government", "According to"),),
        ),
        Case(
            "A report by a local charity said the wells were poisoned.",
            (Said("the wells were poisoned", "local charity", "said", medium="report"),),
        ),
        Case(
            "Figures from the health ministry show the wells were poisoned.",
            (Said("the wells were poisoned", "health ministry", "show"),),
        ),
        Case(
            "The latest figures show the wells were poisoned.",
            (Said("the wells were poisoned", "latest figures", "show"),),
        ),
        Case(
            "The foundation confirmed two more cases of cholera in a statement.",
            (Said("two more cases of cholera", "foundation", "confirmed", medium="statement"),),
        ),
        Case(
            "The foundation confirmed two errors in its statement of March.",
            (Said("two errors in its statement of March", "foundation", "confirmed", medium=ANY),),
        ),
        Case(
            "Garowe, Somalia - Gunmen stormed a hotel, a police officer said on Tuesday.",
            (Said("Gunmen stormed a hotel", "police officer", "said", date="2024-10-29"),),
        ),
        Case(
            "The foreign minister welcomed the vote.\n\nSpeaking in Lisbon, she said:\n\nI thank our friends in the assembly. "
            "We have waited long.\n\nThe assembly has 230 members, 18 of them women.",
            (Said("I thank our friends in the assembly. We have waited long", ANY, "said", "direct"),),
        ),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}-{number}") for group, cases in CASES.items() for number, case in enumerate(cases)]
)
def test_each_verb_takes_what_the_language_gives_it(case: Case, read: Read) -> None:
    assert differences(case, read(case.text, case.published).statements) == []


def test_what_a_verb_takes_is_told_of_verbs_that_are_listed() -> None:
    verbs = {cue.verb for cue in cues().verbs.values()}
    table = tomllib.loads((Path(annotate.__file__).parents[2] / "data" / "cues.toml").read_text(encoding="utf-8"))
    lists = (
        "quotation_only",
        "document_only",
        "questions",
        "things",
        "judgements",
        "ideas",
        "somebody_only",
        "gerunds",
        "denials",
    )
    described = {verb for name in lists for verb in table[name]} | {line.split()[0] for line in table["with_preposition"]}
    assert described - verbs == set()
    assert cues().nouns_with_infinitive - {"offer", "offers", "vows", "pledges", "promises"} <= cues().nouns
