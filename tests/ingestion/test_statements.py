"""Short reports to what they state: one table, grouped by the rule that a text was written for.

A group holds sentences that must give their statements and traps that must give none. The last groups are of what no
single rule decides: relays, statements within statements, pronouns, quotations that run on, noise.
"""

import pytest

from app.ingestion.extract.attribution import RULES
from tests.ingestion.conftest import Read
from tests.ingestion.sentences import ANY, UNDECIDED, Case, Said, differences

CASES: dict[str, list[Case]] = {
    "quotation-with-verb": [
        Case(
            "“We have lost the eastern bank,” the governor of Kherson, Oleksandr Prokudin, said on Tuesday.",
            (Said("We have lost the eastern bank", "Oleksandr Prokudin|Prokudin", "said", "direct", date="2024-10-29"),),
        ),
        Case(
            "“The hospital has no fuel and no anaesthetic,” said Khalil al-Daqran, a spokesman for Al-Aqsa hospital.",
            (Said("The hospital has no fuel and no anaesthetic", "Khalil al-Daqran", "said", "direct"),),
        ),
        Case(
            "Brigadier Nabil Abdallah told Al Jazeera: “Our forces control every bridge in Omdurman.”",
            (
                Said(
                    "Our forces control every bridge in Omdurman",
                    "Nabil Abdallah|Brigadier Nabil Abdallah",
                    "told",
                    "direct",
                    to="Al Jazeera",
                    medium=ANY,
                ),
            ),
        ),
        Case(
            "“The offensive,” General Muhoozi Kainerugaba wrote on X, “will not stop at Bunia.”",
            (
                Said(
                    "will not stop at Bunia|The offensive",
                    "Muhoozi Kainerugaba|General Muhoozi Kainerugaba",
                    "wrote",
                    "direct",
                    medium="X",
                ),
            ),
        ),
        Case(
            "‘Nobody warned us,’ said Daw Khin, 61, whose house in Pazigyi was burned.",
            (Said("Nobody warned us", "Daw Khin", "said", "direct"),),
        ),
        Case(
            "“Tonight the sky belongs to us,” the Arakan Army wrote on Telegram on Monday.",
            (Said("Tonight the sky belongs to us", "Arakan Army", "wrote", "direct", medium="Telegram", date="2024-10-28"),),
        ),
        Case(
            "“What happened in Tadamon was a war crime,” Amnesty International said in a report.",
            (Said("What happened in Tadamon was a war crime", "Amnesty International", "said", "direct", medium="report"),),
        ),
        Case(
            '"There is no hunger in Gaza," Israeli government spokesman David Mencer told reporters on Sunday.',
            (
                Said(
                    "There is no hunger in Gaza", "David Mencer", "told", "direct", to="reporters|journalists", date="2024-10-27"
                ),
            ),
        ),
        Case(
            "“The convoy was marked. It had our flag on the roof. They fired anyway,” Philippe Lazzarini said.",
            (
                Said(
                    "The convoy was marked. It had our flag on the roof. They fired anyway",
                    "Philippe Lazzarini",
                    "said",
                    "direct",
                ),
            ),
        ),
        Case(
            "“Where is the world?” asked Mariam al-Sayed, holding a photograph of her brother.",
            (Said("Where is the world", "Mariam al-Sayed", "asked", "direct"),),
        ),
        Case(
            "“Our stocks are nearly empty,” the agency’s director in Port Sudan, Laurent Bukera, later added.",
            (Said("Our stocks are nearly empty", "Laurent Bukera|Bukera", "added", "direct"),),
        ),
        Case(
            '“They are shelling the port from the sea", said the mayor of Hodeidah.',
            (Said("They are shelling the port from the sea", "mayor of Hodeidah|mayor", "said", "direct"),),
        ),
        Case(
            '"This is the largest convoy yet," a senior European diplomat said on condition of anonymity.',
            (Said("This is the largest convoy yet", "senior European diplomat|European diplomat", "said", "direct"),),
        ),
        Case(
            "Nikol Pashinyan was blunt. “Nobody came to help us,” he told parliament in Yerevan on Thursday.",
            (
                Said(
                    "Nobody came to help us",
                    "Nikol Pashinyan",
                    "told",
                    "direct",
                    to="parliament|Armenian parliament|National Assembly|parliament in Yerevan",
                    medium=ANY,
                    date="2024-10-24",
                ),
            ),
        ),
        Case(
            "“If the dam goes,” warned Ihor Syrota, head of the hydropower company, “a third of the city goes with it.”",
            (Said("a third of the city goes with it|If the dam goes", "Ihor Syrota", "warned", "direct"),),
        ),
        Case(
            "Masoud Pezeshkian told state television that Iran had “no wish” to widen the war.",
            (
                Said(
                    "Iran had “no wish” to widen the war",
                    "Masoud Pezeshkian",
                    "told",
                    "mixed",
                    to="state television|Iranian state media|state media|Islamic Republic of Iran Broadcasting",
                    medium=ANY,
                ),
            ),
        ),
        Case("The so-called “safe zone” in Al-Mawasi was hit again overnight."),
        Case("The film “Twenty Days in Mariupol” was shown in Geneva on Tuesday."),
        Case("He did not say whether the “red line” had been crossed."),
        Case("Somebody had painted “For the children” on the shell."),
        Case(
            "Amina Hassan fled El Geneina in June with her two sons. “They burned the market first,” she said. “Then they went from house to house.”",
            (Said("They burned the market first|Then they went from house to house", "Amina Hassan", "said", "direct"),),
        ),
        Case(
            "“They came at night,” Halima Adamu told Reuters in May. “In one hour, they took forty men.”",
            (
                Said(
                    "In one hour, they took forty men|They came at night",
                    "Halima Adamu",
                    "told",
                    "direct",
                    to="Reuters",
                    medium="Reuters",
                    date="2024-05-01/2024-05-31",
                ),
            ),
        ),
        Case(
            "“I stayed in the cellar,” Oleh Synko said, “because nobody came for us.”",
            (Said("because nobody came for us|I stayed in the cellar", "Oleh Synko", "said", "direct"),),
        ),
        Case(
            "“We want them home!” Noa Argov said last week.",
            (Said("We want them home", "Noa Argov", "said", "direct", date="2024-10-21/2024-10-27"),),
        ),
        Case("“Never,” said Yusuf Dikmen, the mayor.", (Said("Never", "Yusuf Dikmen", "said", "direct"),)),
        Case(
            "The town needs commanders “who know the river,” Serhiy Lysak said.",
            (Said("The town needs commanders “who know the river,”", "Serhiy Lysak", "said", "mixed"),),
        ),
        Case(
            "“The depot is burning,” Lt. Gen. Anil Chauhan, head of the northern command, said in the bulletin.",
            (Said("The depot is burning", "Anil Chauhan", "said", "direct", medium="bulletin"),),
        ),
        Case("The army’s song “We Will Return,” which every recruit learns, was played at the grave."),
        Case(
            "“The centre has no plan for them,” Shiraz Maher, director at the International Centre for the Study of Radicalisation (ICSR) at King’s College London, said on Twitter.",
            (Said("The centre has no plan for them", "Shiraz Maher", "said", "direct", medium="Twitter"),),
        ),
    ],
    "verb-with-clause": [
        Case(
            "Ethiopia’s government said on Monday that federal troops had entered Lalibela without a fight.",
            (
                Said(
                    "federal troops had entered Lalibela without a fight",
                    "Ethiopian government|Ethiopia’s government|Ethiopia",
                    "said",
                    date="2024-10-28",
                ),
            ),
        ),
        Case("Rwanda says its soldiers are not in Goma.", (Said("its soldiers are not in Goma", "Rwanda", "says"),)),
        Case(
            "The UN said 40,000 people had fled Minova and warned that food would run out within days.",
            (
                Said("40,000 people had fled Minova", "United Nations|UN", "said"),
                Said("food would run out within days", "United Nations|UN", "warned"),
            ),
        ),
        Case(
            "Zelenskyy told the European Parliament that Russia was recruiting in Syria.",
            (Said("Russia was recruiting in Syria", "Volodymyr Zelenskyy|Zelenskyy", "told", to="European Parliament"),),
        ),
        Case(
            "Godfrey Otunge, the Kenyan police commander in Haiti, acknowledged that the mission lacked helicopters.",
            (Said("the mission lacked helicopters", "Godfrey Otunge", "acknowledged"),),
        ),
        Case(
            "It was reported by the Syrian Observatory for Human Rights that ten lorries were destroyed near Abu Kamal.",
            (Said("ten lorries were destroyed near Abu Kamal", "Syrian Observatory for Human Rights", "reported"),),
        ),
        Case("Uganda has denied that its army is helping M23.", (Said("its army is helping M23", "Uganda", "denied"),)),
        Case(
            "The head of the Congolese army’s operations in North Kivu, General Peter Cirimwami, insisted last week that Goma would hold.",
            (Said("Goma would hold", "Peter Cirimwami|General Peter Cirimwami", "insisted", date="2024-10-21/2024-10-27"),),
        ),
        Case(
            "Hemedti said the army was “bombing markets on purpose” and that peace was far away.",
            (
                Said(
                    "the army was “bombing markets on purpose” and that peace was far away",
                    "Mohamed Hamdan Dagalo|Hemedti",
                    "said",
                    "mixed",
                ),
            ),
        ),
        Case(
            "Turkey warned Damascus that any attack on its posts would be answered.",
            (Said("any attack on its posts would be answered", "Turkey", "warned", to="Syria|Damascus"),),
        ),
        Case(
            "Al-Shabaab claimed that it had overrun the base at Masagaway.",
            (Said("it had overrun the base at Masagaway", "al-Shabaab", "claimed"),),
        ),
        Case(
            "M23’s spokesman, Lawrence Kanyuka, said in a post on X that the drones at Kavumu airport had been destroyed.",
            (Said("the drones at Kavumu airport had been destroyed", "Lawrence Kanyuka", "said", medium="X|post"),),
        ),
        Case(
            "Houthi military spokesman Yahya Saree said in a televised speech on Sunday the group had fired at a tanker.",
            (
                Said(
                    "the group had fired at a tanker",
                    "Yahya Saree",
                    "said",
                    medium="televised speech|speech|television",
                    date="2024-10-27",
                ),
            ),
        ),
        Case(
            "Villagers near Ndélé say that mercenaries took their cattle.",
            (Said("mercenaries took their cattle", "villagers|Villagers near Ndélé", "say"),),
        ),
        Case(
            "Two former guards at Sednaya testified that bodies left the prison in meat lorries.",
            (
                Said(
                    "bodies left the prison in meat lorries",
                    "Two former guards at Sednaya|former guards|Two former guards|guards",
                    "testified",
                ),
            ),
        ),
        Case(
            "Asked about the missing boys, Colonel Adamu Laka told journalists in Abuja on Friday that a search was under way.",
            (
                Said(
                    "a search was under way",
                    "Adamu Laka|Colonel Adamu Laka",
                    "told",
                    to="journalists|journalists in Abuja",
                    date="2024-10-25",
                ),
            ),
        ),
        Case(
            "The army said that, despite heavy rain, its engineers had reopened the road to Kadugli.",
            (
                Said(
                    "despite heavy rain, its engineers had reopened the road to Kadugli|its engineers had reopened the road to Kadugli",
                    "army|Sudanese Armed Forces",
                    "said",
                ),
            ),
        ),
        Case(
            "Kim Yo Jong said Seoul should expect “dirtier” balloons, while South Korea’s military said it was ready.",
            (
                Said("Seoul should expect “dirtier” balloons", "Kim Yo Jong", "said", "mixed"),
                Said(
                    "it was ready",
                    "South Korea’s military|South Korean military|Republic of Korea Armed Forces|South Korean armed forces",
                    "said",
                ),
            ),
        ),
        Case(
            "Borrell announced in Brussels on Monday that the EU mission in the Red Sea would get two more frigates.",
            (
                Said(
                    "the EU mission in the Red Sea would get two more frigates",
                    "Josep Borrell|Borrell",
                    "announced",
                    date="2024-10-28",
                ),
            ),
        ),
        Case(
            "Analysts believe the junta controls less than half of the country.",
            (Said("the junta controls less than half of the country", "analysts", "believe"),),
        ),
        Case("The army did not say how many soldiers it had lost."),
        Case("A spokeswoman declined to say whether the strikes would go on."),
        Case("Nobody could say when the bridge would reopen."),
        Case("It is believed that several hundred fighters remain in the tunnels."),
        Case("The general is expected to say on Thursday that the reserve will be called up."),
        Case("That said, the front barely moved in October."),
        Case("Needless to say, the ferry never came."),
        Case(
            "Syria’s defence ministry said on Sunday its air defences had intercepted most of the missiles, adding that two soldiers were wounded.",
            (
                Said(
                    "its air defences had intercepted most of the missiles",
                    "Syrian Ministry of Defence|Syria’s defence ministry",
                    "said",
                    date="2024-10-27",
                ),
                Said("two soldiers were wounded", "Syrian Ministry of Defence|Syria’s defence ministry", "adding", date=ANY),
            ),
        ),
        Case(
            "The Institute for the Study of War published its daily assessment on Monday. The think tank estimates that Russian columns have moved four kilometres since Friday.",
            (
                Said(
                    "Russian columns have moved four kilometres since Friday",
                    "Institute for the Study of War",
                    "estimates",
                    medium=ANY,
                    date=ANY,
                ),
            ),
        ),
        Case(
            "Manila said a Chinese cutter had rammed one of its supply boats; Beijing said the boat had turned into its path.",
            (
                Said("a Chinese cutter had rammed one of its supply boats", "Philippines|Manila", "said"),
                Said("the boat had turned into its path", "China|Beijing", "said"),
            ),
        ),
        Case("No officials have confirmed that the town fell."),
        Case("Neither side said the road was open."),
        Case(
            "Awad Osman, who asked not to be named and said the depot was empty, left the town on Sunday.",
            (Said("the depot was empty", "Awad Osman", "said"),),
        ),
        Case(
            "Acknowledging that two shells had missed, the general said the range was too short.",
            (
                Said("two shells had missed", "general", "Acknowledging"),
                Said("the range was too short", "general", "said"),
            ),
        ),
        Case(
            "Pavlo Kyrylenko went on to say that the last train had left.",
            (Said("the last train had left", "Pavlo Kyrylenko", "say"),),
        ),
        Case(
            "Pavlo Kyrylenko pointed out that the last train had left.",
            (Said("the last train had left", "Pavlo Kyrylenko", "pointed"),),
        ),
        Case(
            "KHARTOUM (Reuters) - The army said on Sunday that the refinery was on fire.",
            (Said("the refinery was on fire", "army", "said", date="2024-10-27"),),
        ),
        Case(
            "A diplomat who asked not to be named said the talks had failed.", (Said("the talks had failed", "diplomat", "said"),)
        ),
        Case("The army said the bridge was down, citing bad weather.", (Said("the bridge was down", "army", "said"),)),
        Case("None of the officers said the town had fallen."),
        Case("Nobody said that the town had fallen."),
        Case("No one in the ministry has said that the town fell."),
        Case("No 10 said the envoy would fly to Amman.", (Said("the envoy would fly to Amman", ANY, "said"),)),
        Case("The army maintains a large camp at the river, and a smaller one in the hills would be built."),
        Case(
            "Mahmoud Darwish, who runs the camp, said the fire was an accident but he believed many were desperate.",
            (Said("the fire was an accident but he believed many were desperate", "Mahmoud Darwish", "said"),),
        ),
        Case(
            "The Karen rebels claimed to have shot down a helicopter near Myawaddy.",
            (Said("to have shot down a helicopter near Myawaddy", "Karen rebels", "claimed"),),
        ),
    ],
    "clause-before-verb": [
        Case(
            "Two ferries were hit in the port of Izmail, Romania’s defence ministry said on Tuesday.",
            (
                Said(
                    "Two ferries were hit in the port of Izmail",
                    "Romanian Ministry of Defence|Romania’s defence ministry|Romanian defence ministry",
                    "said",
                    date="2024-10-29",
                ),
            ),
        ),
        Case(
            "The pipeline had been shut since dawn, said Masrour Barzani, prime minister of the Kurdistan region.",
            (Said("The pipeline had been shut since dawn", "Masrour Barzani", "said"),),
        ),
        Case(
            "The dam near Kalogi, officials say, could fail within days.",
            (Said("could fail within days|The dam near Kalogi", "officials", "say"),),
        ),
        Case(
            "General Mark Bryan toured the border posts on Monday. In the north, he said, eleven watchtowers had been abandoned.",
            (Said("eleven watchtowers had been abandoned|In the north", "Mark Bryan|General Mark Bryan", "said", date=ANY),),
        ),
        Case(
            "The ceasefire is dead, Khalil al-Hayya told Reuters.",
            (Said("The ceasefire is dead", "Khalil al-Hayya", "told", to="Reuters", medium=ANY),),
        ),
        Case(
            "At least nine people drowned when a boat capsized off Zawiya, the Libyan Red Crescent said in a statement.",
            (
                Said(
                    "At least nine people drowned when a boat capsized off Zawiya",
                    "Libyan Red Crescent",
                    "said",
                    medium="statement",
                ),
            ),
        ),
        Case(
            "Drones attacked the airfield at Wadi Seidna for a third night, witnesses told AFP.",
            (
                Said(
                    "Drones attacked the airfield at Wadi Seidna for a third night",
                    "witnesses",
                    "told",
                    to="Agence France-Presse|AFP",
                    medium=ANY,
                ),
            ),
        ),
        Case(
            "Fighting had reached the airport road, Mali’s army acknowledged.",
            (Said("Fighting had reached the airport road", "Malian army|Malian Armed Forces|Mali’s army", "acknowledged"),),
        ),
        Case(
            "A truce would begin at midnight, Qatar announced on Monday.",
            (Said("A truce would begin at midnight", "Qatar", "announced", date="2024-10-28"),),
        ),
        Case(
            "The vessel sank with its cargo of fertiliser, US Central Command confirmed.",
            (Said("The vessel sank with its cargo of fertiliser", "US Central Command", "confirmed"),),
        ),
        Case(
            "Aid flights into Port Sudan would resume on Thursday, the UN’s humanitarian office said.",
            (
                Said(
                    "Aid flights into Port Sudan would resume on Thursday",
                    "UN’s humanitarian office|OCHA|United Nations humanitarian office|UN humanitarian office",
                    "said",
                ),
            ),
        ),
        Case(
            "Two brothers died, their uncle said, when a shell hit their tent in Nuseirat.",
            (Said("Two brothers died|when a shell hit their tent in Nuseirat", "their uncle|uncle", "said"),),
        ),
        Case(
            "Most of the gunmen in Jenin had left before the raid, Israeli army spokesman Daniel Hagari said late on Monday.",
            (Said("Most of the gunmen in Jenin had left before the raid", "Daniel Hagari", "said", date="2024-10-28"),),
        ),
        Case(
            "Three of the drones carried thermobaric charges, Ukraine’s air force said on Telegram.",
            (
                Said(
                    "Three of the drones carried thermobaric charges",
                    "Ukrainian Air Force|Ukraine’s air force|Ukrainian air force",
                    "said",
                    medium="Telegram",
                ),
            ),
        ),
        Case("The bridge was closed, a sad sight for those who built it."),
        Case("The army advanced, cutting the road to Sinja."),
        Case("The talks ended early, and nothing was said about prisoners."),
        Case("Rain fell all night, as it usually does in May."),
        Case(
            "Guerrillas killed four police officers in Cauca, Colombia’s president, Gustavo Petro, wrote on X on Saturday.",
            (Said("Guerrillas killed four police officers in Cauca", "Gustavo Petro", "wrote", medium="X", date="2024-10-26"),),
        ),
        Case(
            "The Kachin Independence Army said on Sunday it had taken Chipwi. The garrison had fled across the river, it added.",
            (
                Said("it had taken Chipwi", "Kachin Independence Army", "said", date="2024-10-27"),
                Said("The garrison had fled across the river", "Kachin Independence Army", "added", date=ANY),
            ),
        ),
        Case(
            "The bodies of 11 farmers were found near Zabarmari, a militia leader and a resident said.",
            (Said("The bodies of 11 farmers were found near Zabarmari", "militia leader and a resident|militia leader", "said"),),
        ),
        Case(
            "But half the shells were duds, according to a captain, and the rest fell short, he said.",
            (
                Said("half the shells were duds|But half the shells were duds", "a captain", "according to"),
                Said("the rest fell short", "a captain", "said"),
            ),
        ),
        Case(
            "At least 15 children have died of cold in the camp, the UN has said, warning that more deaths are likely.",
            (
                Said("At least 15 children have died of cold in the camp", "United Nations|UN", "said"),
                Said("more deaths are likely", "United Nations|UN", "warning"),
            ),
        ),
    ],
    "as-announced": [
        Case(
            "As the UN’s envoy, Geir Pedersen, noted on Friday, no party has kept the truce.",
            (Said("no party has kept the truce", "Geir Pedersen", "noted", date="2024-10-25"),),
        ),
        Case(
            "As doctors said 40 people had died in Gao, crowds marched.", (Said("40 people had died in Gao", "doctors", "said"),)
        ),
        Case(
            "As the army said it had won and warned of famine, crowds gathered in Gao.",
            (Said("it had won and warned of famine", ANY, "said"),),
        ),
        Case("As Reuters reported that 12 had died, crowds marched.", (Said("12 had died", "Reuters", "reported"),)),
        Case(
            "As Médecins Sans Frontières reported in August, every second child in the Zamzam camp is malnourished.",
            (
                Said(
                    "every second child in the Zamzam camp is malnourished",
                    "Médecins Sans Frontières",
                    "reported",
                    date="2024-08-01/2024-08-31",
                ),
            ),
        ),
        Case(
            "As one baker told the BBC, “there is nothing left to eat but leaves”.",
            (Said("there is nothing left to eat but leaves", "one baker|baker", "told", "direct", to="BBC", medium=ANY),),
        ),
        Case(
            "As the Armenian defence ministry has acknowledged, the outpost was empty.",
            (Said("the outpost was empty", "Armenian Ministry of Defence|Armenian defence ministry", "acknowledged"),),
        ),
        Case(
            "As Paul Kagame told CNN, Rwanda “does not know” whether its troops are in Congo.",
            (
                Said(
                    "Rwanda “does not know” whether its troops are in Congo", "Paul Kagame", "told", "mixed", to="CNN", medium=ANY
                ),
            ),
        ),
        Case("As the sun rose over Marawi, troops moved in."),
        Case("As the army advanced, families fled to Tyre."),
        Case("As expected, the council adjourned."),
        Case("As many as 40 tanks crossed the river, as planned."),
        Case(
            "As Hezbollah itself admitted last week, its radar post on the hill was destroyed.",
            (Said("its radar post on the hill was destroyed", "Hezbollah", "admitted", date="2024-10-21/2024-10-27"),),
        ),
        Case(
            "The crossing at Adré will stay open, as Sudan’s sovereign council announced on Monday.",
            (
                Said(
                    "The crossing at Adré will stay open",
                    "Sudan’s sovereign council|Transitional Sovereignty Council|Sudanese Sovereign Council|sovereign council",
                    "announced",
                    date="2024-10-28",
                ),
            ),
        ),
        Case(
            "As President Félix Tshisekedi put it, “dialogue with M23 is a red line”.",
            (Said("dialogue with M23 is a red line", "Félix Tshisekedi", "put it", "direct"),),
        ),
        Case(
            "The rebels, as the Pentagon confirmed on Thursday, hold both banks of the river.",
            (
                Said(
                    "hold both banks of the river|The rebels",
                    "United States Department of Defense|Pentagon|Department of Defense|United States Ministry of Defence",
                    "confirmed",
                    date="2024-10-24",
                ),
            ),
        ),
        Case(
            "The war, as Merkel’s envoy put it, “has no referee”.",
            (Said("The war|has no referee|“has no referee”", ANY, "put", ANY),),
        ),
        Case("As the fighting continues to spread, the camps are filling."),
    ],
    "interposed": [
        Case(
            "The raid, said Colonel Diallo, was the third since May.",
            (Said("was the third since May", "Diallo|Colonel Diallo", "said"),),
        ),
        Case(
            "The wells near Tawila, said an aid worker, had been filled with sand.",
            (Said("had been filled with sand|The wells near Tawila", "aid worker", "said"),),
        ),
        Case(
            "The ferry, added the harbour master, will not sail before Sunday.",
            (Said("will not sail before Sunday", "harbour master", "added"),),
        ),
        Case(
            "Such raids, says Oxfam, rarely make the news.",
            (Said("rarely make the news", "Oxfam", "says"),),
        ),
        Case("The harbour master, asked on Sunday, was silent."),
        Case("The ferry, announced in May, was never built."),
    ],
    "said-of": [
        Case(
            "The colonel is said by two aides to have crossed into Chad.",
            (Said("to have crossed into Chad", "aides|two aides", "said"),),
        ),
        Case(
            "Some 40 miners are believed by the union to be trapped under Lubumbashi.",
            (Said("to be trapped under Lubumbashi", "union", "believed"),),
        ),
        Case(
            "The farmers were told by soldiers to leave before dawn.",
            (Said("to leave before dawn", "soldiers", "told", to="farmers|The farmers"),),
        ),
        Case(
            "Drivers were urged to stay indoors by the governor.",
            (Said("to stay indoors", "governor", "urged", to="drivers"),),
        ),
        Case(
            "Her brothers were told by the guards that nobody could pass.",
            (Said("nobody could pass", "guards", "told", to="brothers|Her brothers"),),
        ),
        Case(
            "The man, believed by police to be a deserter, was held in Gulu.",
            (Said("to be a deserter", "police", "believed"),),
        ),
        Case("The colonel is said to have crossed into Chad."),
        Case("A force raised by Oslo to guard the strait sailed in May."),
        Case("The grain was bought, as agreed by both mills, to feed the town."),
        Case("The bridge was closed by the governor to save it."),
    ],
    "request": [
        Case(
            "Guterres urged both sides to open the road to Kadugli.",
            (Said("to open the road to Kadugli", "António Guterres|Guterres", "urged", to="both sides"),),
        ),
        Case(
            "The Red Cross called on Hamas to let its doctors see the hostages.",
            (
                Said(
                    "to let its doctors see the hostages",
                    "International Committee of the Red Cross|Red Cross",
                    "called on",
                    to="Hamas",
                ),
            ),
        ),
        Case(
            "Kyiv asked Berlin on Monday to send Taurus missiles.",
            (Said("to send Taurus missiles", "Ukraine|Kyiv", "asked", to="Germany|Berlin", date="2024-10-28"),),
        ),
        Case("Iran vowed to answer the raid.", (Said("to answer the raid", "Iran", "vowed"),)),
        Case(
            "Manila demanded that China withdraw its ships from the shoal.",
            (Said("China withdraw its ships from the shoal", "Philippines|Manila", "demanded", to="China"),),
        ),
        Case(
            "The junta promised to hold elections next year.",
            (Said("to hold elections next year", "junta|Myanmar junta|Tatmadaw|State Administration Council", "promised"),),
        ),
        Case(
            "Aid groups appealed to Chad to keep the border open.",
            (Said("to keep the border open", "aid groups|aid agencies", "appealed", to="Chad"),),
        ),
        Case(
            "Germany pledged on Monday to double its aid to Sudan.",
            (Said("to double its aid to Sudan", "Germany", "pledged", date="2024-10-28"),),
        ),
        Case(
            "Residents begged the soldiers to let the wounded through.",
            (Said("to let the wounded through", "residents", "begged", to="soldiers"),),
        ),
        Case(
            "The Houthis threatened to strike any ship bound for Eilat.",
            (Said("to strike any ship bound for Eilat", "Houthis", "threatened"),),
        ),
        Case(
            "João Lourenço received the two delegations on Sunday. He asked Rwanda to keep its monitors at the border.",
            (Said("to keep its monitors at the border", "João Lourenço", "asked", to="Rwanda", date=ANY),),
        ),
        Case(
            "Petro offered the rebels a truce and promised that no one would be extradited.",
            (Said("no one would be extradited", "Gustavo Petro|Petro", "promised", to=ANY),),
        ),
        Case("Troops were called to the village to clear mines."),
        Case("Pressed by hunger, families left to find food."),
        Case("Calls for a truce grew louder on Sunday."),
        Case("Demand for shelter rose in October."),
        Case("The crew asked nobody and sailed at dawn."),
        Case(
            "The Security Council called for an immediate halt to the siege of El Fasher.",
            (Said("an immediate halt to the siege of El Fasher", "UN Security Council|Security Council", "called for"),),
        ),
        Case(
            "In a phone call on Sunday, Lloyd Austin pressed Yoav Gallant to protect civilians in Beirut.",
            (
                Said(
                    "to protect civilians in Beirut",
                    "Lloyd Austin",
                    "pressed",
                    to="Yoav Gallant",
                    medium="phone call|call",
                    date="2024-10-27",
                ),
            ),
        ),
        Case(
            "A coalition of charities has urged that the arms embargo be widened.",
            (
                Said(
                    "the arms embargo be widened", "A coalition of charities|coalition|charities|coalition of charities", "urged"
                ),
            ),
        ),
        Case(
            "“Lay down your arms and go home,” al-Burhan urged the RSF’s fighters.",
            (
                Said(
                    "Lay down your arms and go home",
                    "Abdel Fattah al-Burhan|al-Burhan",
                    "urged",
                    "direct",
                    to="Rapid Support Forces|RSF’s fighters|fighters",
                ),
            ),
        ),
        Case(
            "Washington warned ships not to enter the strait.",
            (Said("not to enter the strait", "United States|Washington", "warned", to="ships"),),
        ),
        Case("Asked what weapons he would like the alliance to send, the general smiled."),
    ],
    "description": [
        Case(
            "Kenya’s president, William Ruto, described the killings as “an act of terror”.",
            (Said("the killings as “an act of terror", "William Ruto", "described", "mixed"),),
        ),
        Case(
            "Moscow accused Kyiv of shelling the nuclear plant at Enerhodar.",
            (
                Said(
                    "shelling the nuclear plant at Enerhodar|Kyiv of shelling the nuclear plant at Enerhodar",
                    "Russia|Moscow",
                    "accused",
                    to=ANY,
                ),
            ),
        ),
        Case(
            "The Syrian Observatory described the strikes as the heaviest of the year.",
            (
                Said(
                    "the strikes as the heaviest of the year",
                    "Syrian Observatory for Human Rights|Syrian Observatory",
                    "described",
                ),
            ),
        ),
        Case(
            "Lavrov dismissed the plan as an ultimatum.",
            (Said("the plan as an ultimatum", "Sergei Lavrov|Lavrov", "dismissed"),),
        ),
        Case(
            "Kinshasa accused its neighbour of sending 4,000 soldiers across the border.",
            (
                Said(
                    "sending 4,000 soldiers across the border|its neighbour of sending 4,000 soldiers across the border",
                    "Democratic Republic of the Congo|DR Congo|Kinshasa",
                    "accused",
                    to=ANY,
                ),
            ),
        ),
        Case(
            "Abbas Araghchi characterised the talks in Muscat as useful.",
            (Said("the talks in Muscat as useful", "Abbas Araghchi", "characterised"),),
        ),
        Case(
            "The president’s critics denounced the raid as a stunt.",
            (Said("the raid as a stunt", "critics|The president’s critics", "denounced"),),
        ),
        Case(
            "Baku blamed Armenian gunners for the deaths of two guards.",
            (
                Said(
                    "the deaths of two guards|Armenian gunners for the deaths of two guards", "Azerbaijan|Baku", "blamed", to=ANY
                ),
            ),
        ),
        Case("The unit is called the Azov Brigade."),
        Case("Fighters known as the Fano control the road."),
        Case("A man accused of spying was released."),
        Case("The operation was called off."),
        Case("A colonel charged with war crimes was flown to The Hague."),
        Case(
            "Erdoğan called the raid on Manbij “unavoidable”.",
            (Said("the raid on Manbij “unavoidable”", "Recep Tayyip Erdoğan|Erdoğan", "called", ANY),),
        ),
        Case(
            "In a report issued on Thursday, Human Rights Watch accused the RSF of ethnic cleansing in West Darfur.",
            (
                Said(
                    "ethnic cleansing in West Darfur|the RSF of ethnic cleansing in West Darfur",
                    "Human Rights Watch",
                    "accused",
                    to=ANY,
                    medium="report",
                    date="2024-10-24",
                ),
            ),
        ),
        Case(
            "Ramtane Lamamra called the fighting around El Fasher a catastrophe.",
            (Said("the fighting around El Fasher a catastrophe", "Ramtane Lamamra", "called"),),
        ),
        Case(
            "The army blamed the blast on the Arakan Army.", (Said("the blast|the blast on the Arakan Army", "army", "blamed"),)
        ),
        Case(
            "The truce was described by a Western diplomat as paper-thin.", (Said("paper-thin", "Western diplomat", "described"),)
        ),
        Case(
            "The camp, which one former guard described as a “grave”, was closed in 2019.",
            (Said("a “grave”|grave", "one former guard|former guard", "described", ANY),),
        ),
        Case(
            "The summit was described by Ankara as a “last chance” in the north, where three million people live.",
            (Said("last chance|a “last chance”", "Turkey|Ankara", "described", ANY),),
        ),
        Case("The bishop denounced the raid as a sacrilege.", (Said("the raid as a sacrilege", "bishop", "denounced"),)),
        Case(
            "A summit to be held in Tehran on Friday was described by Ankara as a “last chance”.",
            (Said("last chance|a “last chance”", "Turkey|Ankara", "described", ANY),),
        ),
    ],
    "responsibility": [
        Case(
            "Islamic State claimed responsibility for the attack on the Kabul mosque.",
            (Said("the attack on the Kabul mosque", "Islamic State", "claimed responsibility"),),
        ),
        Case(
            "The attack, claimed by al-Shabaab, killed a district commissioner.", (Said("The attack", "al-Shabaab", "claimed"),)
        ),
        Case(
            "Ukraine’s military intelligence claimed responsibility for sinking a Russian corvette off Feodosia.",
            (
                Said(
                    "sinking a Russian corvette off Feodosia",
                    "Ukraine’s military intelligence|Ukrainian military intelligence|Main Directorate of Intelligence|Defence Intelligence of Ukraine",
                    "claimed responsibility",
                ),
            ),
        ),
        Case(
            "The Qassam Brigades claimed responsibility on Telegram for the shooting in Jaffa.",
            (Said("the shooting in Jaffa", "Qassam Brigades", "claimed responsibility", medium="Telegram"),),
        ),
        Case(
            "The Allied Democratic Forces have claimed responsibility for killing 14 villagers in Mambasa.",
            (Said("killing 14 villagers in Mambasa", "Allied Democratic Forces", "claimed responsibility"),),
        ),
        Case("Police have yet to establish who was responsible."),
        Case("The drought has claimed 40,000 lives in Somalia."),
        Case("The minister bears responsibility for the prisons."),
        Case("Residents claimed compensation for their houses."),
        Case(
            "On Tuesday the Baloch Liberation Army claimed an ambush on a convoy near Kalat.",
            (Said("an ambush on a convoy near Kalat", "Baloch Liberation Army", "claimed", date="2024-10-29"),),
        ),
        Case(
            "Responsibility for the explosion was claimed by the Kurdistan Freedom Falcons.",
            (Said("the explosion", "Kurdistan Freedom Falcons", "claimed"),),
        ),
        Case(
            "A bombing for which Boko Haram has claimed responsibility killed 18 people in Gwoza.",
            (Said("A bombing|bombing", "Boko Haram", "claimed responsibility"),),
        ),
        Case(
            "The Houthis admitted responsibility for the drone that hit Tel Aviv.",
            (Said("the drone that hit Tel Aviv", "Houthis", "admitted responsibility"),),
        ),
        Case(
            "Two blasts in Kerman were claimed by Islamic State on Thursday.",
            (Said("Two blasts in Kerman", "Islamic State", "claimed", date="2024-10-24"),),
        ),
        Case("No group has claimed responsibility for the bombing in Turbat."),
    ],
    "according-to": [
        Case(
            "According to the Red Cross, 60 detainees were flown from Marib to Sanaa on Friday.",
            (
                Said(
                    "60 detainees were flown from Marib to Sanaa on Friday",
                    "International Committee of the Red Cross|Red Cross",
                    "According to",
                    date=ANY,
                ),
            ),
        ),
        Case(
            "The shelling of Toretsk began at noon, according to two witnesses.",
            (Said("The shelling of Toretsk began at noon", "two witnesses|witnesses", "according to"),),
        ),
        Case(
            "An air strike killed a family of nine in Myawaddy, according to local media.",
            (Said("An air strike killed a family of nine in Myawaddy", "local media", "according to", medium=ANY),),
        ),
        Case(
            "According to Daniel Hagari, the tunnel was 800 metres long.",
            (Said("the tunnel was 800 metres long", "Daniel Hagari", "According to"),),
        ),
        Case(
            "Amir Hussein, a grocer in Bahri, stayed throughout. According to him, soldiers took everything.",
            (Said("soldiers took everything", "Amir Hussein", "According to"),),
        ),
        Case(
            "Mortars hit the market at Baidoa, killing a porter, according to the police.",
            (Said("Mortars hit the market at Baidoa, killing a porter", "police", "according to"),),
        ),
        Case(
            "The rebels have, according to the governor, mined the only road.",
            (Said("mined the only road|The rebels have", "governor", "according to"),),
        ),
        Case(
            "Some 300 fighters laid down their arms, according to figures from the defence ministry in Bogotá.",
            (
                Said(
                    "Some 300 fighters laid down their arms",
                    "defence ministry in Bogotá|Colombian Ministry of Defence|defence ministry",
                    "according to",
                    medium=ANY,
                ),
            ),
        ),
        Case(
            "The Ukrainian defence ministry published a tally on Monday. According to the ministry, 31 tanks were lost in a week.",
            (
                Said(
                    "31 tanks were lost in a week",
                    "Ukrainian Ministry of Defence|Ukrainian defence ministry",
                    "According to",
                    medium=ANY,
                    date=ANY,
                ),
            ),
        ),
        Case("The evacuation went according to plan."),
        Case("Rations were handed out according to the size of each family."),
        Case("The convoy reached Gao on Monday, according to schedule."),
        Case(
            "According to a report by Save the Children published on Tuesday, 90 schools in Burkina Faso have been burned.",
            (
                Said(
                    "90 schools in Burkina Faso have been burned",
                    "Save the Children",
                    "According to",
                    medium="report",
                    date="2024-10-29",
                ),
            ),
        ),
        Case(
            "In the words of Tom Fletcher, the UN relief chief, the road to the north is “a corridor of dread”.",
            (Said("the road to the north is “a corridor of dread”", "Tom Fletcher", "In the words of", "mixed"),),
        ),
        Case(
            "By the UN’s count, 5,200 people have been killed in Haiti this year.",
            (Said("5,200 people have been killed in Haiti this year", "United Nations|UN", "count"),),
        ),
        Case(
            "Two soldiers were lightly wounded, according to the Israeli military, which said the launcher was later destroyed.",
            (
                Said("Two soldiers were lightly wounded", "Israeli military|Israel Defense Forces", "according to"),
                Said("the launcher was later destroyed", "Israeli military|Israel Defense Forces", "said"),
            ),
        ),
        Case(
            "Per the Pentagon, the drone fell into the sea off Yemen.",
            (
                Said(
                    "the drone fell into the sea off Yemen",
                    "United States Department of Defense|Pentagon|Department of Defense",
                    "Per",
                ),
            ),
        ),
    ],
    "noun-with-clause": [
        Case(
            "Rwanda’s claim that it has no troops in Congo convinces few diplomats.",
            (Said("it has no troops in Congo", "Rwanda", "claim"),),
        ),
        Case(
            "Aid agencies voiced fears that the camp at Rafah would be flooded.",
            (Said("the camp at Rafah would be flooded", "aid agencies", "voiced fears"),),
        ),
        Case(
            "Egypt repeated its warning that the corridor was a red line.",
            (Said("the corridor was a red line", "Egypt", "warning"),),
        ),
        Case(
            "Ukraine’s position is that no territory can be given up.",
            (Said("no territory can be given up", "Ukraine", "position is"),),
        ),
        Case(
            "General Valery Zaluzhny’s message was that reserves were on the way.",
            (Said("reserves were on the way", "Valerii Zaluzhnyi|Valery Zaluzhny", "message was"),),
        ),
        Case(
            "Iraqi engineers expressed concern that the dam at Mosul might give way.",
            (Said("the dam at Mosul might give way", "Iraqi engineers|engineers", "concern"),),
        ),
        Case("The fact that the bridge stood surprised engineers."),
        Case("The house that the shell hit belonged to a doctor."),
        Case("A report on the famine was published on Monday."),
        Case("Claims for damaged houses can be filed in Kharkiv until May."),
        Case(
            "The claim that M23 fights without outside help has few believers.",
            (Said("M23 fights without outside help", "", "claim"),),
        ),
        Case(
            "Hemedti made it clear that his men would not leave Khartoum.",
            (Said("his men would not leave Khartoum", "Mohamed Hamdan Dagalo|Hemedti", "made it clear"),),
        ),
        Case(
            "The United Nations issued a statement saying that its peacekeepers had come under fire at Naqoura.",
            (Said("its peacekeepers had come under fire at Naqoura", "United Nations", "saying", medium="statement"),),
        ),
        Case(
            "Israel rejected the accusation that it was starving Gaza.",
            (Said("it was starving Gaza|the accusation that it was starving Gaza", "Israel", "rejected"),),
        ),
        Case(
            "The junta gave assurances that the prisoners would be fed.",
            (Said("the prisoners would be fed", "junta|Tatmadaw|State Administration Council|Myanmar junta", "assurances"),),
        ),
        Case(
            "There is no truth in the allegation that prisoners were shot, said Colonel Avichay Adraee.",
            (
                Said("There is no truth in the allegation that prisoners were shot", "Avichay Adraee", "said"),
                Said("prisoners were shot", "", "allegation"),
            ),
        ),
        Case(
            "The estimate of the relief agencies is that 4,000 children will need food.",
            (Said("4,000 children will need food", "relief agencies", "estimate"),),
        ),
        Case("There is no doubt that the town will fall."),
        Case("There were so many allegations that the court was moved to Arusha."),
    ],
    "headline": [
        Case(
            "Forty Dead After Strike on Market in Khan Younis, Rescuers Say",
            (Said("Forty Dead After Strike on Market in Khan Younis", "Rescuers|rescue workers", "Say"),),
        ),
        Case(
            "Border Guards Seize Truck Full of Rifles, Chad's Interior Ministry Says",
            (Said("Border Guards Seize Truck Full of Rifles", "Chad's Interior Ministry|Chad", "Says"),),
        ),
        Case(
            "Dam Near Derna Could Fail Within Days, Engineers Warn",
            (Said("Dam Near Derna Could Fail Within Days", "Engineers", "Warn"),),
        ),
        Case(
            "Rebels Pull Back From Airport, Residents Report",
            (Said("Rebels Pull Back From Airport", "Residents", "Report"),),
        ),
        Case("Ceasefire Collapses in Tripoli, Airport Closed"),
        Case("Guns, Grain and Gold: How Sanctions Fail"),
        Case("Under Fire, Hospital Staff Answer Calls"),
    ],
    "credit": [
        Case(
            "“The valley is empty now.”\n— Rosa Quispe, teacher", (Said("The valley is empty now", "Rosa Quispe", "—", "direct"),)
        ),
        Case(
            "GRAIN DEAL IN DOUBT “Three ships turned back on Monday.” [Reuters.]",
            (Said("Three ships turned back on Monday", "Reuters", "[", "direct"),),
        ),
        Case("“The valley is empty now.”\n— 12 October 2024"),
        Case("“The valley is empty now.” [sic]"),
    ],
    "quotation-alone": [
        Case(
            "The abbot said the pass was closed. “We have dug for two days.”",
            (Said("the pass was closed", "abbot", "said"), Said("We have dug for two days", "abbot", "said", "direct")),
        ),
        Case(
            "The abbot warned of more snow.\n\n“We have dug for two days.”\n\n“The mules are dead.”",
            (
                Said("more snow", "abbot", "warned"),
                Said("We have dug for two days.”\n\n“The mules are dead", "abbot", "warned", "direct"),
            ),
        ),
        Case(
            "While the abbot said the pass was closed, the guide insisted it was open. “We have dug for two days.”",
            (Said("the pass was closed", "abbot", "said"), Said("it was open", "guide", "insisted")),
        ),
        Case(
            "The abbot said the pass was closed. “The Long Winter of Kabul” is his favourite film.",
            (Said("the pass was closed", "abbot", "said"),),
        ),
        Case(
            "The abbot said the pass was closed. “We have dug for two days,” the guide said.",
            (Said("the pass was closed", "abbot", "said"), Said("We have dug for two days", "guide", "said", "direct")),
        ),
        Case("The snow lay deep. “We have dug for two days.”"),
    ],
    "performed": [
        Case(
            "“We call on all sides to stop,” the envoy said.",
            (Said("We call on all sides to stop", "envoy", "said", "direct"),),
        ),
        Case(
            "“I’m telling you, the dam will break,” the engineer said.",
            (Said("I’m telling you, the dam will break", "engineer", "said", "direct"),),
        ),
        Case(
            "“She told me the dam would break,” the engineer said.",
            (
                Said("She told me the dam would break", "engineer", "said", "direct"),
                Said("the dam would break", ANY, "told", "direct", to=ANY, via="engineer"),
            ),
        ),
    ],
    "thing-said": [
        Case(
            "The Syrian Observatory reported three Israeli strikes near Homs.",
            (Said("three Israeli strikes near Homs", "Syrian Observatory for Human Rights|Syrian Observatory", "reported"),),
        ),
        Case(
            "The World Health Organization warned of a measles outbreak in Herat.",
            (Said("a measles outbreak in Herat", "World Health Organization", "warned"),),
        ),
        Case(
            "Palestinian medics reported heavy shelling of Beit Lahiya.",
            (Said("heavy shelling of Beit Lahiya", "Palestinian medics|medics", "reported"),),
        ),
        Case(
            "Mali’s junta announced the capture of Kidal.",
            (Said("the capture of Kidal", "Mali’s junta|Malian junta|junta", "announced"),),
        ),
        Case(
            "Russia’s defence ministry confirmed the loss of a Su-34 bomber.",
            (Said("the loss of a Su-34 bomber", "Russian Ministry of Defence|Russia’s defence ministry", "confirmed"),),
        ),
        Case(
            "Haitian radio stations reported a prison break in Mirebalais.",
            (Said("a prison break in Mirebalais", "Haitian radio stations|radio stations", "reported"),),
        ),
        Case(
            "Lebanon’s army announced the death of three soldiers in Yater.",
            (Said("the death of three soldiers in Yater", "Lebanese Armed Forces|Lebanon’s army|Lebanese army", "announced"),),
        ),
        Case(
            "Police confirmed four deaths in the market at Baidoa.",
            (Said("four deaths in the market at Baidoa", "police", "confirmed"),),
        ),
        Case(
            "The Kremlin warned of “grave consequences” for any country that sends troops.",
            (Said("“grave consequences” for any country that sends troops", "Kremlin", "warned", "mixed"),),
        ),
        Case("Troops reported to their barracks at dawn."),
        Case("The officer reports to a colonel in Kampala."),
        Case("Explosions were reported in Sevastopol overnight."),
        Case("The announced withdrawal never took place."),
        Case("A reporter was shot in Port-au-Prince."),
        Case("Baku denied any involvement in the blast.", (Said("any involvement in the blast", "Azerbaijan|Baku", "denied"),)),
        Case(
            "Chad’s government rejected reports of arms deliveries to the RSF.",
            (
                Said(
                    "reports of arms deliveries to the RSF|arms deliveries to the RSF",
                    "Chadian government|Chad’s government|Chad",
                    "rejected",
                ),
            ),
        ),
        Case("UNICEF put the number of orphans at 17,000.", (Said("the number of orphans at 17,000|17,000", "UNICEF", "put"),)),
        Case(
            "The palace announced his engagement to the daughter of a general.",
            (Said("his engagement to the daughter of a general", "palace", "announced"),),
        ),
        Case(
            "The army has acknowledged difficulties in feeding its garrisons.",
            (Said("difficulties in feeding its garrisons", "army", "acknowledged"),),
        ),
        Case("He rose by arming farmers and rejecting the truce with the north."),
        Case(
            "Tobias Billström repeated the alliance’s promise of air defence for Odesa.",
            (Said("the alliance’s promise of air defence for Odesa", "Tobias Billström", "repeated"),),
        ),
    ],
    "block-after-colon": [
        Case(
            "Foreign Secretary David Lammy said:\n\nThe killing of aid workers in Khan Younis is unacceptable.\n\nWe expect a full and open inquiry.",
            (
                Said(
                    "The killing of aid workers in Khan Younis is unacceptable.\n\nWe expect a full and open inquiry",
                    "David Lammy",
                    "said",
                    "direct",
                ),
            ),
        ),
        Case(
            "Commenting on the siege of El Fasher, UN relief chief Tom Fletcher said:\n\nNobody is counting the dead.\n\nThe road must be opened today.",
            (Said("Nobody is counting the dead.\n\nThe road must be opened today", "Tom Fletcher", "said", "direct"),),
        ),
        Case(
            "The Polish defence ministry said in a statement: “Two of our aircraft did not return. The search goes on.”",
            (
                Said(
                    "Two of our aircraft did not return. The search goes on",
                    "Polish Ministry of Defence|Polish defence ministry",
                    "said",
                    "direct",
                    medium="statement",
                ),
            ),
        ),
        Case(
            "Minister for Africa Ray Collins said:\n\nI am horrified by the attack on Zamzam.\n\nNotes to editors\n\nThe UK has given 113 million pounds.",
            (Said("I am horrified by the attack on Zamzam", "Ray Collins", "said", "direct"),),
        ),
        Case(
            "Asked about losses, Oleksandr Syrskyi answered: “Fewer than theirs.”",
            (Said("Fewer than theirs", "Oleksandr Syrskyi", "answered", "direct"),),
        ),
        Case(
            "John Kirby told reporters on Monday: “We see no sign of a withdrawal.”",
            (
                Said(
                    "We see no sign of a withdrawal",
                    "John Kirby",
                    "told",
                    "direct",
                    to="reporters|journalists",
                    date="2024-10-28",
                ),
            ),
        ),
        Case(
            "US Secretary of State Antony Blinken said on Friday:\n\nThe United States stands with the people of Sudan.\n\nThose who block food will answer for it.",
            (
                Said(
                    "The United States stands with the people of Sudan.\n\nThose who block food will answer for it",
                    "Antony Blinken",
                    "said",
                    "direct",
                    date="2024-10-25",
                ),
            ),
        ),
        Case(
            "Al-Burhan was defiant: “There will be no talks in Geneva,” he told his officers.",
            (
                Said(
                    "There will be no talks in Geneva",
                    "Abdel Fattah al-Burhan|Al-Burhan",
                    "told",
                    "direct",
                    to="his officers|officers",
                ),
            ),
        ),
        Case("Three towns fell that week: Singa, Dinder and Sinja."),
        Case("The convoy carried the following: flour, oil and tents."),
        Case("Read more:\n\nWhat we know about the strike on Tyre\n\nThe map of the front"),
        Case(
            "Yahya Saree said: “We struck a ship.\n\n“We struck it again.\n\n“We will strike more.”",
            (Said("We struck a ship.\n\n“We struck it again.\n\n“We will strike more", "Yahya Saree", "said", "direct"),),
        ),
        Case(
            "The White House said:\n\n“The president spoke with Prime Minister Netanyahu this morning.”\n\nOil prices rose on Tuesday.",
            (Said("The president spoke with Prime Minister Netanyahu this morning", "White House", "said", "direct"),),
        ),
        Case(
            "In its daily bulletin, the General Staff of Ukraine wrote: enemy attacks on Toretsk were repelled.",
            (
                Said(
                    "enemy attacks on Toretsk were repelled",
                    "General Staff of Ukraine",
                    "wrote",
                    ANY,
                    medium="daily bulletin|bulletin",
                ),
            ),
        ),
        Case(
            "Jordan’s foreign ministry said in a statement. “The embassy was empty at the time.”",
            (Said("The embassy was empty at the time", ANY, "said", ANY, medium="statement"),),
        ),
    ],
    "by-count": [
        Case(
            "By the army’s own estimate, a third of the town is still mined.",
            (Said("a third of the town is still mined", "army", "estimate"),),
        ),
        Case(
            "By the mayor’s account, the first shell fell at dawn.", (Said("the first shell fell at dawn", "mayor", "account"),)
        ),
        Case(
            "Eleven bridges have been destroyed since May, by the ministry’s tally.",
            (Said("Eleven bridges have been destroyed since May", "ministry", "tally"),),
        ),
        Case(
            "By the rebels’ reckoning, four garrisons still hold out.",
            (Said("four garrisons still hold out", "rebels", "reckoning"),),
        ),
        Case(
            "By Moscow’s admission, the cruiser had lost its radar.",
            (Said("the cruiser had lost its radar", "Russia|Moscow", "admission"),),
        ),
        Case("By the river’s edge, forty tents had been put up."),
        Case("The bridge was destroyed by the army’s engineers in May."),
    ],
    "number-put": [
        Case(
            "The health ministry put the number of wounded at 96.",
            (Said("the number of wounded at 96", "health ministry", "put"),),
        ),
        Case(
            "Médecins Sans Frontières puts its losses in the war at 37.",
            (Said("its losses in the war at 37", "Médecins Sans Frontières|MSF", "puts"),),
        ),
        Case("Witnesses put the dead at more than forty.", (Said("the dead at more than forty", "witnesses", "put"),)),
        Case(
            "Kyiv put the strength of the column at 600 soldiers.",
            (Said("the strength of the column at 600 soldiers", "Ukraine|Kyiv", "put"),),
        ),
        Case("The army put guards at two bridges and at the dam."),
        Case("Villagers put their children at risk each time they crossed."),
        Case("Analysts could not put a figure on it."),
    ],
    "quotation-after-colon": [
        Case("Alice Wairimu: “We are leaving now.”", (Said("We are leaving now", "Alice Wairimu", ":", "direct"),)),
        Case("Stated Wairimu: “We are leaving.”", (Said("We are leaving", "Wairimu", "Stated", "direct"),)),
        Case("The mayor’s response was: “We are leaving.”", (Said("We are leaving", "mayor", "response", "direct"),)),
        Case("The general’s answer was, “Not one step back.”", (Said("Not one step back", "general", "answer", "direct"),)),
        Case(
            "Yoav Gallant: “Whoever hides behind the camp is not safe in it.”",
            (Said("Whoever hides behind the camp is not safe in it", "Yoav Gallant", ":", "direct"),),
        ),
        Case("Related Story: “The Night the Dam Broke.”"),
        Case("READ MORE: “The Night the Dam Broke.”"),
        Case("Two words were painted on the wall: “Go home.”"),
    ],
    "relays": [
        Case(
            "Citing hospital officials, the Associated Press said 18 people had died in Nuseirat.",
            (Said("18 people had died in Nuseirat", "hospital officials", "said", medium=ANY, via="Associated Press"),),
        ),
        Case(
            "Anadolu, citing Turkey’s defence ministry, reported that six PKK fighters had been killed.",
            (
                Said(
                    "six PKK fighters had been killed",
                    "Turkish Ministry of Defence|Turkey’s defence ministry|Turkish Ministry of National Defence",
                    "reported",
                    medium=ANY,
                    via="Anadolu|Anadolu Agency",
                ),
            ),
        ),
        Case(
            "The Wall Street Journal reported on Monday that Iran had shipped launchers through the Caspian.",
            (
                Said(
                    "Iran had shipped launchers through the Caspian",
                    "Wall Street Journal",
                    "reported",
                    medium=ANY,
                    date="2024-10-28",
                ),
            ),
        ),
        Case(
            "The brigade had lost its commander, the BBC reported, citing three of his soldiers.",
            (
                Said(
                    "The brigade had lost its commander",
                    "three of his soldiers|his soldiers|soldiers",
                    "citing",
                    medium=ANY,
                    via="BBC",
                ),
            ),
        ),
        Case(
            "Reuters reported, citing two Egyptian security sources, that talks would resume in Doha on Sunday.",
            (
                Said(
                    "talks would resume in Doha on Sunday",
                    "Egyptian security sources|two Egyptian security sources|security sources",
                    "citing",
                    medium=ANY,
                    via="Reuters",
                ),
            ),
        ),
        Case(
            "State television quoted the Syrian army as saying that its units had re-entered Morek.",
            (
                Said(
                    "its units had re-entered Morek",
                    "Syrian Arab Army|Syrian army",
                    "saying",
                    medium=ANY,
                    via="state television|Syrian state media|state media",
                ),
            ),
        ),
        Case(
            "TASS quoted Dmitry Peskov as saying the Kremlin was “in no hurry”.",
            (Said("the Kremlin was “in no hurry”", "Dmitry Peskov", "saying", "mixed", medium=ANY, via="TASS"),),
        ),
        Case(
            "Governor Roman Busargin was quoted by RIA Novosti as saying two houses had burned down.",
            (
                Said(
                    "two houses had burned down",
                    "Roman Busargin|Governor Roman Busargin",
                    "saying",
                    medium=ANY,
                    via="RIA Novosti",
                ),
            ),
        ),
        Case(
            "Al Jazeera, quoting Hamas officials, said the reply had been handed to Qatar.",
            (Said("the reply had been handed to Qatar", "Hamas officials|Hamas", "said", medium=ANY, via="Al Jazeera"),),
        ),
        Case(
            "A shell hit the clinic at noon, Interfax quoted a regional minister as saying.",
            (Said("A shell hit the clinic at noon", "regional minister", "saying", medium=ANY, via="Interfax"),),
        ),
        Case(
            "“We are holding,” the unit’s doctor was quoted as saying by Ukrainska Pravda.",
            (
                Said(
                    "We are holding",
                    "unit’s doctor|doctor|the unit’s doctor",
                    "saying",
                    "direct",
                    medium=ANY,
                    via="Ukrainska Pravda",
                ),
            ),
        ),
        Case("The road was cut, the agency said, citing bad weather.", (Said("The road was cut", ANY, "said"),)),
    ],
    "nested": [
        Case(
            "A UN official said the RSF had denied that its men looted the depot.",
            (
                Said("the RSF had denied that its men looted the depot", "UN official|UN officials", "said"),
                Said("its men looted the depot", "Rapid Support Forces|RSF", "denied", via="UN official|UN officials"),
            ),
        ),
        Case(
            "Andrii Sybiha said Mark Rutte had assured him that the missiles would arrive by spring.",
            (
                Said("Mark Rutte had assured him that the missiles would arrive by spring", "Andrii Sybiha", "said"),
                Said("the missiles would arrive by spring", "Mark Rutte", "assured", to="Andrii Sybiha", via="Andrii Sybiha"),
            ),
        ),
        Case(
            "Egyptian officials said Hamas had accused Israel of changing the terms.",
            (
                Said("Hamas had accused Israel of changing the terms", "Egyptian officials", "said"),
                Said("changing the terms|Israel of changing the terms", "Hamas", "accused", to=ANY, via="Egyptian officials"),
            ),
        ),
        Case(
            "According to Amnesty International, survivors said the gunmen spoke Kinyarwanda.",
            (
                Said("survivors said the gunmen spoke Kinyarwanda", "Amnesty International", "According to"),
                Said("the gunmen spoke Kinyarwanda", "survivors", "said", via="Amnesty International"),
            ),
        ),
        Case(
            "Witnesses in Wad Madani said that soldiers had told them to leave within an hour.",
            (
                Said("soldiers had told them to leave within an hour", "witnesses|Witnesses in Wad Madani", "said"),
                Said("to leave within an hour", "soldiers", "told", to=ANY, via="witnesses|Witnesses in Wad Madani"),
            ),
        ),
    ],
    "who": [
        Case(
            "Polish President Andrzej Duda travelled to Seoul on Tuesday. The president said Poland would buy more howitzers.",
            (Said("Poland would buy more howitzers", "Andrzej Duda", "said", date=ANY),),
        ),
        Case(
            "Myanmar’s foreign ministry summoned the Thai ambassador. The ministry said refugees were being pushed back.",
            (
                Said(
                    "refugees were being pushed back",
                    "Myanmar Ministry of Foreign Affairs|Myanmar’s foreign ministry|Burmese Ministry of Foreign Affairs",
                    "said",
                    to=ANY,
                ),
            ),
        ),
        Case(
            "Ilham Ahmed met French envoys in Hasakah. She said the camps could not be guarded for ever.",
            (Said("the camps could not be guarded for ever", "Ilham Ahmed", "said"),),
        ),
        Case(
            "Israeli army spokesman Daniel Hagari showed a map. The spokesman said the shaft ran under a school.",
            (Said("the shaft ran under a school", "Daniel Hagari", "said"),),
        ),
        Case(
            "Halima Adamu walked six days to Adré. Adamu said her husband was shot at a checkpoint.",
            (Said("her husband was shot at a checkpoint", "Halima Adamu", "said"),),
        ),
        Case(
            "Rania Haddad and her brother Sami left Tyre in a van. “We took the cat and the deeds,” she said.",
            (Said("We took the cat and the deeds", "Rania Haddad", "said", "direct"),),
        ),
        Case(
            "Volodymyr Zelenskyy spoke after Joe Biden. The Ukrainian president said no deal was on the table.",
            (Said("no deal was on the table", "Volodymyr Zelenskyy", "said"),),
        ),
        Case(
            "The Gaza health ministry released new figures on Tuesday. It said at least 43,000 people had been killed since the war began.",
            (
                Said(
                    "at least 43,000 people had been killed since the war began",
                    "Gaza Health Ministry",
                    "said",
                    medium=ANY,
                    date=ANY,
                ),
            ),
        ),
        Case(
            "Fatou Bensouda, the former prosecutor, gave evidence in Banjul. “I was followed,” she told the inquiry.",
            (Said("I was followed", "Fatou Bensouda", "told", "direct", to="inquiry|the inquiry"),),
        ),
        Case(
            "Paul Kagame and Félix Tshisekedi met in Doha. He said the border would stay shut.",
            (Said("the border would stay shut", UNDECIDED, "said"),),
        ),
        Case(
            "Hezbollah buried its commander on Friday. The group said it had lost a pillar.",
            (Said("it had lost a pillar", "Hezbollah", "said", date=ANY),),
        ),
        Case(
            "UNRWA closed its last clinic in Jabalia. The agency said it had no fuel.", (Said("it had no fuel", "UNRWA", "said"),)
        ),
        Case(
            "Doctors in Goma worked through the night. They said the morgue was full.",
            (Said("the morgue was full", "doctors|Doctors in Goma", "said"),),
        ),
        Case(
            "Three fishermen from Tanintharyi reached Ranong on Friday. They said a navy boat had rammed them.",
            (
                Said(
                    "a navy boat had rammed them", "Three fishermen from Tanintharyi|fishermen|Three fishermen", "said", date=ANY
                ),
            ),
        ),
        Case(
            "Hamas and Islamic Jihad fired on the post. The group said two of its men were dead.",
            (Said("two of its men were dead", "group|The group", "said"),),
        ),
        Case(
            "Emmanuel Macron met with Giorgia Meloni in Paris. He said the corridor would open in March.",
            (Said("the corridor would open in March", "Emmanuel Macron", "said"),),
        ),
        Case(
            "The shelling stopped at noon, according to a captain, and the dead were brought in, he said.",
            (
                Said("The shelling stopped at noon", "captain", "according to"),
                Said("the dead were brought in", "captain", "said"),
            ),
        ),
    ],
    "runs": [
        Case(
            "“We waited three days,” said Nour Khalil, a nurse.\n\n“Then the roof fell in.”",
            (Said("We waited three days|Then the roof fell in", "Nour Khalil", "said", "direct"),),
        ),
        Case(
            "“The road is cut,” Jan Egeland said. “The river is too low for barges. Nothing gets in.”",
            (Said("The river is too low for barges. Nothing gets in|The road is cut", "Jan Egeland", "said", "direct"),),
        ),
        Case(
            "“I counted forty bodies,” said Moussa Traoré, a driver. “Some had their hands tied.”\n\nA colleague, Issa Koné, said the soldiers wore no badges.",
            (
                Said("I counted forty bodies|Some had their hands tied", "Moussa Traoré", "said", "direct"),
                Said("the soldiers wore no badges", "Issa Koné", "said"),
            ),
        ),
        Case(
            "Martin Griffiths said the pause was too short. “Forty-eight hours is not a plan.”",
            (
                Said("the pause was too short", "Martin Griffiths", "said"),
                Said("Forty-eight hours is not a plan", "Martin Griffiths", "said", "direct"),
            ),
        ),
        Case(
            "“They came by river.\n\n“Nobody in the village had a gun,” said chief Lado Gore.",
            (Said("They came by river.\n\n“Nobody in the village had a gun", "Lado Gore|chief Lado Gore", "said", "direct"),),
        ),
        Case(
            "“They shelled the mill.\n\n“Then they shelled the school.\n\n“Nothing is left,” said Ivan Hnatiuk, a miller.",
            (
                Said(
                    "They shelled the mill.\n\n“Then they shelled the school.\n\n“Nothing is left",
                    "Ivan Hnatiuk",
                    "said",
                    "direct",
                ),
            ),
        ),
        Case(
            "The palace said:\n\n“The king is well.\n\n“He will travel to Doha on Friday.”",
            (Said("The king is well.\n\n“He will travel to Doha on Friday", "palace", "said", "direct"),),
        ),
        Case(
            "“The mill is gone,” Ivan Hnatiuk said.\n\n“The school is gone too, and the road behind it, and the bridge.”",
            (
                Said(
                    "The school is gone too, and the road behind it, and the bridge|The mill is gone",
                    "Ivan Hnatiuk",
                    "said",
                    "direct",
                ),
            ),
        ),
    ],
    "noise": [
        Case(
            "THREE KILLED IN SHELLING OF TORETSK, GOVERNOR SAYS",
            (Said("THREE KILLED IN SHELLING OF TORETSK", "GOVERNOR", "SAYS"),),
        ),
        Case(
            "ISRAELI ARMY SAYS IT HIT 40 TARGETS IN LEBANON",
            (Said("IT HIT 40 TARGETS IN LEBANON", "Israel Defense Forces|Israeli army", "SAYS"),),
        ),
        Case(
            "The mayor of Kharkiv, Ihor Terekhov, advised reporters that the blast had harm a college.",
            (Said("the blast had harm a college", "Ihor Terekhov", "advised", to="reporters|journalists"),),
        ),
        Case(
            "A lady was killed in her kitchen, in response to the native authorities.",
            (Said("A lady was killed in her kitchen", "native authorities|authorities|local authorities", "in response to"),),
        ),
        Case(
            "“We will not negotiate under fire, Abdel Fattah al-Burhan said on Sunday.",
            (Said("We will not negotiate under fire", "Abdel Fattah al-Burhan", "said", ANY, date="2024-10-27"),),
        ),
        Case(
            "““We will return,”” said Bayan Rehman, who left Sinjar in 2014.",
            (Said("We will return", "Bayan Rehman", "said", "direct"),),
        ),
        Case(
            "“The market is gone,” said Awa Traoré, 34.\n\nREAD MORE: How the siege of Gao began\n\n“My stall is gone with it.”",
            (Said("The market is gone|My stall is gone with it", "Awa Traoré", "said", "direct"),),
        ),
        Case("«We are hungry,» said Awa Diallo, 34, in Gao.", (Said("We are hungry", "Awa Diallo", "said", "direct"),)),
        Case(
            "By Our Foreign Staff\n\nThe Taliban said they had arrested a cell in Jalalabad.\n\nPhoto: A checkpoint near Jalalabad",
            (Said("they had arrested a cell in Jalalabad", "Taliban", "said"),),
        ),
        Case(
            "The army said, it is prepare for to answer, and it isn't afraid.",
            (Said("it is prepare for to answer, and it isn't afraid", "army", "said"),),
        ),
        Case("KREMLIN SAYS NO DATE SET FOR TALKS", (Said("NO DATE SET FOR TALKS", "Kremlin", "SAYS"),)),
        Case(
            "Kyiv’s air power stated on Tuesday it had downed 40 drones.",
            (
                Said(
                    "it had downed 40 drones",
                    "Kyiv’s air power|Ukrainian Air Force|air power|Ukraine",
                    "stated",
                    date="2024-10-29",
                ),
            ),
        ),
        Case(
            "KHARTOUM (Reuters) - Sudan’s army said on Monday it had retaken Dinder.",
            (Said("it had retaken Dinder", "Sudanese Armed Forces|Sudan’s army", "said", date="2024-10-28"),),
        ),
        Case(
            "GOMA, Oct 29 - M23 fighters entered Sake before dawn, two residents said.",
            (Said("M23 fighters entered Sake before dawn", "two residents|residents", "said", date=ANY),),
        ),
    ],
    "long": [
        Case(
            "Speaking in Addis Ababa, where he met African Union leaders on Friday, Blinken said both parties to the Pretoria deal had slowed their disarmament.",
            (Said("both parties to the Pretoria deal had slowed their disarmament", "Antony Blinken|Blinken", "said", date=ANY),),
        ),
        Case(
            "“The bridges were the first thing to go,” said Kateryna Lytvyn, 44, a school cook who crossed the Oskil on foot with her mother. “After that we knew nobody would come for us.”",
            (
                Said(
                    "The bridges were the first thing to go|After that we knew nobody would come for us",
                    "Kateryna Lytvyn",
                    "said",
                    "direct",
                ),
            ),
        ),
        Case(
            "Haiti’s prime minister, Garry Conille, said in an interview with the BBC broadcast on Sunday that the gangs would be beaten “street by street”.",
            (
                Said(
                    "the gangs would be beaten “street by street”",
                    "Garry Conille",
                    "said",
                    "mixed",
                    to=ANY,
                    medium="interview|BBC",
                    date="2024-10-27",
                ),
            ),
        ),
        Case(
            "Israel’s military said it was looking into the report. It has previously said that Hamas hides launchers among tents.",
            (
                Said("it was looking into the report", "Israel Defense Forces|Israel’s military|Israeli military", "said"),
                Said("Hamas hides launchers among tents", "Israel Defense Forces|Israel’s military|Israeli military", "said"),
            ),
        ),
        Case(
            "Asked by reporters whether Moscow had lost the town, Peskov said he had “nothing to add” to the ministry’s bulletin.",
            (Said("he had “nothing to add” to the ministry’s bulletin", "Dmitry Peskov|Peskov", "said", "mixed", to=ANY),),
        ),
        Case(
            "At least 11 villages north of El Fasher were burned in one week, the director of the Yale Humanitarian Research Lab, Nathaniel Raymond, said.",
            (Said("At least 11 villages north of El Fasher were burned in one week", "Nathaniel Raymond", "said"),),
        ),
        Case(
            "The prosecutor’s office in Kharkiv later said that the number of wounded had risen to 36, including a boy of four.",
            (
                Said(
                    "the number of wounded had risen to 36, including a boy of four",
                    "prosecutor’s office in Kharkiv|prosecutor’s office|prosecutors",
                    "said",
                ),
            ),
        ),
        Case(
            "“There was no warning,” Hussein Mroueh, who owns a pharmacy in Nabatieh, told the Guardian by phone on Tuesday. He said his brother and two nephews were under the rubble.",
            (
                Said(
                    "There was no warning",
                    "Hussein Mroueh",
                    "told",
                    "direct",
                    to="The Guardian|Guardian",
                    medium=ANY,
                    date="2024-10-29",
                ),
                Said("his brother and two nephews were under the rubble", "Hussein Mroueh", "said", to=ANY, medium=ANY, date=ANY),
            ),
        ),
        Case("Under the plan, each village would say which families had fled."),
        Case("The soldiers were taught to say nothing if they were caught."),
        Case("A claim for asylum takes nine months in Athens, and the state pays for the lawyer."),
        Case("The announced ceasefire held for six hours; by then the warring parties had moved their guns."),
        Case(
            "The Sudanese army, which has been fighting the RSF since April 2023, said late on Saturday that its troops had broken through to the besieged garrison at Jebel Moya, a claim the paramilitaries did not immediately answer.",
            (
                Said(
                    "its troops had broken through to the besieged garrison at Jebel Moya",
                    "Sudanese Armed Forces|Sudanese army",
                    "said",
                    date="2024-10-26",
                ),
            ),
        ),
        Case(
            "At a news conference in Manila on Monday, Commodore Jay Tarriela said that Chinese vessels had fired water cannon at two Philippine boats and that one fisherman had been hurt.",
            (
                Said(
                    "Chinese vessels had fired water cannon at two Philippine boats and that one fisherman had been hurt",
                    "Jay Tarriela|Commodore Jay Tarriela",
                    "said",
                    medium="news conference|press conference",
                    date="2024-10-28",
                ),
            ),
        ),
        Case(
            "While Ankara insists it has no quarrel with the Kurds of Syria, its defence minister, Yaşar Güler, told Al Jazeera last week that any armed group on the border would be “wiped out”.",
            (
                Said("it has no quarrel with the Kurds of Syria", "Turkey|Ankara", "insists"),
                Said(
                    "any armed group on the border would be “wiped out”",
                    "Yaşar Güler",
                    "told",
                    "mixed",
                    to="Al Jazeera",
                    medium=ANY,
                    date="2024-10-21/2024-10-27",
                ),
            ),
        ),
        Case(
            "Fighters from the Taliban’s border guard opened fire first, according to two Pakistani security officials who asked not to be named because they were not allowed to speak to the press.",
            (
                Said(
                    "Fighters from the Taliban’s border guard opened fire first",
                    "two Pakistani security officials|Pakistani security officials|security officials",
                    "according to",
                ),
            ),
        ),
        Case(
            "The European Union’s foreign policy chief, Josep Borrell, warned that the strikes on UN bases in southern Lebanon were “completely unacceptable” and urged Israel to halt them.",
            (
                Said(
                    "the strikes on UN bases in southern Lebanon were “completely unacceptable”",
                    "Josep Borrell",
                    "warned",
                    "mixed",
                ),
                Said("to halt them", "Josep Borrell", "urged", to="Israel"),
            ),
        ),
        Case(
            "Neither the foreign ministry in Asmara nor the army answered questions about the arrests, but a man who fled last month said hundreds of conscripts were held in containers.",
            (Said("hundreds of conscripts were held in containers", "a man who fled last month|man", "said"),),
        ),
        Case(
            "North Korea’s state media, KCNA, said on Thursday that leader Kim Jong Un had watched the launch and promised to build more missiles.",
            (
                Said(
                    "leader Kim Jong Un had watched the launch and promised to build more missiles",
                    "KCNA|Korean Central News Agency|North Korean state media",
                    "said",
                    date="2024-10-24",
                ),
                Said(
                    "to build more missiles",
                    "Kim Jong Un",
                    "promised",
                    via="KCNA|North Korean state media|North Korea’s state media",
                ),
            ),
        ),
        Case(
            "The junta’s information team claimed the column had been ambushed by “terrorists” and gave no figure for its own dead.",
            (
                Said(
                    "the column had been ambushed by “terrorists”",
                    "junta’s information team|information team",
                    "claimed",
                    "mixed",
                ),
            ),
        ),
        Case(
            "The UN refugee agency, UNHCR, says 3.1 million people have left Sudan; Chad alone has taken in more than 700,000, it says.",
            (
                Said("3.1 million people have left Sudan", "UNHCR", "says"),
                Said("Chad alone has taken in more than 700,000", "UNHCR", "says"),
            ),
        ),
        Case(
            "In a letter to the Security Council dated 24 October, Khartoum alleged that the Emirates had flown weapons to Nyala through Amdjarass.",
            (
                Said(
                    "the Emirates had flown weapons to Nyala through Amdjarass",
                    "Sudan|Khartoum",
                    "alleged",
                    to="UN Security Council|Security Council",
                    medium="letter",
                    date="2024-10-24",
                ),
            ),
        ),
        Case(
            "Rebel commanders contacted by telephone denied shelling the camp, saying their men were 20 kilometres away.",
            (
                Said(
                    "shelling the camp",
                    "rebel commanders|Rebel commanders contacted by telephone|commanders",
                    "denied",
                    medium=ANY,
                ),
                Said(
                    "their men were 20 kilometres away",
                    "rebel commanders|Rebel commanders contacted by telephone|commanders",
                    "saying",
                    medium=ANY,
                ),
            ),
        ),
        Case(
            "The talks in Nairobi are stuck, but President William Ruto has told the delegations to be patient.",
            (Said("to be patient", "William Ruto", "told", to="delegations"),),
        ),
        Case(
            "Fifteen hostages were freed in the raid, the army said, though it offered no proof, and the families of two of them told local radio that they had heard nothing.",
            (
                Said("Fifteen hostages were freed in the raid", "army", "said"),
                Said(
                    "they had heard nothing",
                    "families|the families of two of them",
                    "told",
                    to="local radio|local media",
                    medium=ANY,
                ),
            ),
        ),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}-{number}") for group, cases in CASES.items() for number, case in enumerate(cases)]
)
def test_a_report_states_what_a_careful_reader_would_note(case: Case, read: Read) -> None:
    assert differences(case, read(case.text, case.published).statements) == []


@pytest.mark.parametrize("rule", [*(rule.__name__.replace("_", "-") for rule in RULES), "block-after-colon"])
def test_every_rule_has_sentences_and_traps(rule: str) -> None:
    cases = CASES[rule]
    assert sum(bool(case.said) for case in cases) >= 4
    assert sum(not case.said for case in cases) >= 2


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("content", Said("the road to Sinja", "Qatar", "said", to="Reuters", medium="statement", date="2024-10-28")),
        ("speaker", Said("the road to Sinja was open", "Egypt", "said", to="Reuters", medium="statement", date="2024-10-28")),
        ("cue", Said("the road to Sinja was open", "Qatar", "denied", to="Reuters", medium="statement", date="2024-10-28")),
        ("kind", Said("the road to Sinja was open", "Qatar", "said", "direct", "Reuters", "statement", "2024-10-28")),
        ("addressee", Said("the road to Sinja was open", "Qatar", "said", medium="statement", date="2024-10-28")),
        ("medium", Said("the road to Sinja was open", "Qatar", "said", to="Reuters", medium="X", date="2024-10-28")),
        ("date", Said("the road to Sinja was open", "Qatar", "said", to="Reuters", medium="statement")),
        ("relay", Said("the road to Sinja was open", "Qatar", "said", "indirect", "Reuters", "statement", "2024-10-28", "CNN")),
    ],
)  # fmt: skip
def test_the_table_is_held_against_every_part_of_a_statement(fault: str, wrong: Said, read: Read) -> None:
    text = "Qatar said to Reuters in a statement on Monday that the road to Sinja was open."
    right = Said("the road to Sinja was open", "Qatar", "said", to="Reuters", medium="statement", date="2024-10-28")
    found = read(text).statements
    assert differences(Case(text, (right,)), found) == []
    assert [each.split(":")[0] for each in differences(Case(text, (wrong,)), found)] == [fault]


def test_what_is_not_expected_is_a_fault(read: Read) -> None:
    text = "Qatar said the road was open."
    assert differences(Case(text), read(text).statements) == ["invented 'the road was open' by Qatar"]
    expected = Said("Qatar said the road was open", "Qatar", "said")
    assert differences(Case(text, (expected,)), []) == ["missed 'Qatar said the road was open'"]


def test_a_sentence_may_break_off_anywhere(read: Read) -> None:
    whole = [case.text.split() for cases in CASES.values() for case in cases[:2]]
    broken = [" ".join(words[:last]) for words in whole for last in range(1, min(len(words), 18))]
    text = "\n\n".join(broken)
    assert all(text[slice(*each.content)].strip() for each in read(text).statements)


def test_what_stands_in_much_else_is_read_alike(read: Read) -> None:
    case = CASES["relays"][0]
    text = "\n\n".join([case.text, *("The wheat harvest began in June." for _ in range(400)), case.text])
    assert len(read(text).statements) == 2 * len(read(case.text).statements)
