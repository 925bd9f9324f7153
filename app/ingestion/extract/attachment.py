"""A place and a figure of one clause to how well the one tells where the other is, by the tree and by where the place stands."""

import re
from itertools import pairwise

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.regions import Place
from app.ingestion.extract.fates import FATES, first_of_list
from app.ingestion.extract.figures import Figure
from app.vocabulary import Measure, Relation

ATTACHED = 8.0  # a fit that no place of another sentence can better
_OWN, _OPENING, _ABOVE, _ELSEWHERE = 10.0, 9.4, 7.5, 5.0
_WHITHER = 1.5  # where they fled to, before where the war is that they fled
_VAGUE = 2.0  # and what "a hospital" is, of which nobody says where
_WIDE = 0.9  # what a country is worse by: the narrower place says more
_ADJECTIVE = re.compile(
    r"[-‐‑](?:led|backed|based|brokered|born|trained|made|run|held|controlled|supported)\b"
)  # "the US-led coalition"
_NOT_REACHED = re.compile(
    r"\b(?:try|tries|tried|trying|attempt|attempted|attempting|hop(?:e|ed|ing)) to [a-z]+ (?:(?:in)?to )?(?:the )?$"
)
_COUNTRY = re.compile(r"[A-Z]{2}")
_LOCATIVE = frozenset(
    "in near at around outside inside to into from across within throughout over on along of through off toward towards between against".split()
)
_UPON = frozenset(
    "hit struck hitting striking strike reached reach left leave leaving fled flee fleeing entered enter entering capture captured capturing retake retook retaken liberate liberated liberating "
    "besiege besieged besieging shell shelled shelling bomb bombed bombing bombard bombarded attack attacked attacking storm stormed storming seize seized control controlled defend "
    "defended held holding occupied occupy reclaim recapture recaptured overran overrun targeted targeting pounded pounding invade invaded raid raided raiding rock rocked shook rattled engulf engulfed ravage ravaged devastated".split()
)
_HOSTING = frozenset(
    "host hosts hosted hosting shelter shelters sheltered house houses housed accommodates accommodated accepted accepts received receives taken take takes took registered registers experienced suffered suffers sustained recorded records saw seen witnessed treat treats treated treating admitted admit".split()
)
_SUFFERING = frozenset(("suffered", "suffers", "sustained"))
_FIGHTS = frozenset("battle battles fight fighting struggle".split())  # for a place
_STANDING = frozenset("in at on near outside inside by".split())
_TAKING = frozenset("abduction kidnapping seizure capture evacuation expulsion escape flight rescue withdrawal".split())
_SETTING = frozenset("in at on during after following".split())
# What lies in the place that owns it: "in Gao's northern suburbs".
_PARTS_OF_PLACE = frozenset(
    "area areas district districts region regions province provinces capital city town village suburb suburbs outskirts neighbourhood neighbourhoods neighborhood countryside coast border borders road "
    "roadway highway airport port market square centre center north south east west northeast northwest southeast southwest mountains desert waters airspace territory stadium hospital hospitals airfield prison university church mosque school station streets mall hotel theatre bridge base barracks palace bazaar park temple shrine quarter "
    "soil side".split()
)
_RECORDING = frozenset("counted counts recorded records documented documents verified reported reports says said".split())
_OWNED = frozenset((Measure.TROOPS, Measure.AIRCRAFT, Measure.SHIPS, Measure.TANKS, Measure.DRONES, Measure.MISSILES))
# After other words, "from Sudan" says what somebody is, not where: "refugees from Sudan".
_LEAVING = frozenset(
    "fled flee fleeing flees driven drove forced expelled evacuated evacuate evacuating withdrew withdrawn withdraw withdrawing pulled left leaving escaped escape displaced deported "
    "withdrawal pullout departure evacuation expulsion exodus retreat launched fired abducted kidnapped taken seized came come rescued freed removed removing departed broke cleared clearing".split()
)
# "Near Gao, …", "In Mali on Monday, …", "Meanwhile, in the Kursk region, …": what opens a sentence is where all of it is.
_OPENS = re.compile(
    r"\W*(?:(?:and|but|yet|also|meanwhile|elsewhere|earlier|later|separately|further \w+|on \w+day|today|yesterday),? )?"
    r"(?:just |further )?(?:in|near|at|around|outside|inside|across|throughout|along|within|(?:north|south|east|west) of)\b[^,;:]{0,40}$",
    re.IGNORECASE,
)
_OPENED = re.compile(r"[^,;:.]{0,40},|[^,;:.]{0,12}\balone,?")


def fit(text: str, clause: Clause, figure: Figure, place: Place, rivals: frozenset[int]) -> float:
    """How well `place` fits: hung on the figure's words or verb, opening its sentence, on a verb above, elsewhere; 0 for not at all.

    `rivals` are the tokens that other quantities of the clause count: what hangs on those is where they are.
    """
    tokens = clause.at(place.span)
    if not tokens:
        return 0
    if (
        _ADJECTIVE.match(text, place.span.end)
        or _acts(text, place)
        or _NOT_REACHED.search(text, max(0, place.span.start - 40), place.span.start)
    ):
        return 0
    if clause.word_after(tokens[-1]) in cues().gatherings | cues().called_by_place:
        return 0  # "at the Brussels conference"
    if _within_noun(figure, place):
        return _OWN if _owns_inhabitants(clause, figure, tokens[-1]) else 0
    if _parted(text, clause, figure, place, rivals):
        return 0
    if _told_of(clause, figure, tokens) or _is_home(text, figure, place) or _is_beside(text, figure, place):
        return _OWN
    container = _container(clause, figure)
    if container and not container.left <= tokens[0].index <= container.right:
        return 0  # "an attack on this province of 3 million people would drive many to Europe"
    head = clause.tokens[clause.head_of(tokens[0].index, tokens[-1].index)]
    country = len(place.ids) == 1 and _COUNTRY.fullmatch(place.ids[0]) is not None
    if country and head.dep == "nsubj" and clause.tokens[head.head].lower in _SUFFERING:
        return 0  # "France has suffered one loss", wherever that was
    score = _opening(text, clause, place) or _hung(clause, figure, head, place, rivals)
    if not score:
        return 0
    if figure.measure is Measure.DISPLACED and place.relation is Relation.TO and score >= _OWN:
        score += _WHITHER
    score -= _VAGUE if is_vague(text, place) else 0.0
    score -= _WIDE if country else 0.0
    return max(0.1, score - min(1.0, abs(place.span.start - figure.quote.end) / 120))


_NUMBER_NEXT = re.compile(r" (?:some |about |another |around |nearly )?\d[\d,]*(?=[,.;]| and\b|$)")


def _acts(text: str, place: Place) -> bool:
    """Whether the country does what was said of another before it: "France evacuated 538 people, Germany 700"."""
    return (
        not place.located
        and len(place.ids) == 1
        and _COUNTRY.fullmatch(place.ids[0]) is not None
        and _NUMBER_NEXT.match(text, place.span.end) is not None
    )


def is_vague(text: str, place: Place) -> bool:
    """Whether the place has no name and lies nowhere known: "a hospital"."""
    return not place.ids and text[slice(*place.span)].islower()


def rivals(clause: Clause, figure: Figure, numbers: list[Token]) -> frozenset[int]:
    """What the `numbers` of quantities after the figure's count; of what came before, the place is shared: "killed 9 in Gao and hurt 4"."""
    after = [number for number in numbers if number.start >= figure.quote.end and not _is_setting(clause, number)]
    return frozenset(each for number in after for each in (number.index, number.head) if each != figure.head)


def _is_setting(clause: Clause, number: Token) -> bool:
    """Whether what the number counts is only where or how it came about: "killed 12 people in two raids on Gao"."""
    noun = number if number.dep == "pobj" else clause.tokens[number.head]
    link = clause.tokens[noun.head]
    if noun.dep == "pobj" and link.lower == "of" and clause.tokens[link.head].lower in {"consisting", "comprising"}:
        return True  # "nine strikes consisting of 12 engagements in Mali"
    return noun.dep == "pobj" and clause.tokens[noun.head].lower in _SETTING


def _within_noun(figure: Figure, place: Place) -> bool:
    noun = figure.noun
    return noun is not None and noun.start <= place.span.start < noun.end and place.span.start >= figure.quantity.span.start


_INHABITANTS = frozenset(
    "residents inhabitants people citizens civilians population children hospitals schools homes houses buildings defenders".split()
)
_CONTAINERS = frozenset(
    "city town village camp province region country district territory enclave island valley capital port suburb state nation strip".split()
)


def _owns_inhabitants(clause: Clause, figure: Figure, last: Token) -> bool:
    """Whether the counted are those of the place: "many of Kharkiv's residents"."""
    owned = clause.word_after(last) in {"'s", "'"}
    return (owned or last.lower.endswith("'s")) and (figure.unit or "").lower() in _INHABITANTS


def _container(clause: Clause, figure: Figure) -> Token | None:
    """The province of "this province of 3 million people"."""
    of = clause.tokens[clause.tokens[figure.head].head]
    noun = clause.tokens[of.head]
    return noun if of.lower == "of" and of.dep == "prep" and noun.lower in _CONTAINERS else None


def _told_of(clause: Clause, figure: Figure, place: list[Token]) -> bool:
    """Whether the figure stands in what is told of the place: "in eastern Chad, where 700,000 people live", "Poland, which took in 2 million"."""
    at = clause.tokens[figure.head]
    for _ in range(8):
        if at.dep == "relcl" and (at.lower in _HOSTING or any(clause.tokens[c].lower == "where" for c in at.children)):
            noun = clause.tokens[at.head]
            being = clause.tokens[noun.head] if noun.dep == "attr" else noun
            called = {
                c for c in being.children if noun.dep == "attr" and clause.tokens[c].dep == "nsubj"
            }  # "Homs is a ruin where"
            return any(token.index <= at.head <= token.index + 1 or token.index in called for token in place)
        if at.head == at.index:
            break
        at = clause.tokens[at.head]
    return False


_BESIDE = re.compile(r" (?:in|at|near|inside|outside|across) (?:the )?(?:(?:town|city|village|port|district|province) of )?$")


def _is_beside(text: str, figure: Figure, place: Place) -> bool:
    """Whether the place stands right behind the figure: "has killed 46 people in Israel, 22 of them soldiers, and 500 in Lebanon"."""
    return (
        0 < place.span.start - figure.quote.end < 40 and _BESIDE.fullmatch(text, figure.quote.end, place.span.start) is not None
    )


_HOME = re.compile(r",? (?:which is |once |now |long |still )?home to $")


def _is_home(text: str, figure: Figure, place: Place) -> bool:
    """Whether the counted live there: "Gaza, home to 2.3 million people"."""
    return place.span.end < figure.quote.start and _HOME.fullmatch(text, place.span.end, figure.quote.start) is not None


def _parted(text: str, clause: Clause, figure: Figure, place: Place, rivals: frozenset[int]) -> bool:
    """Whether a semicolon stands between the two, or a part of what the figure counts: "337 drones, 91 of them over Moscow"."""
    low, high = sorted((figure.quote.end, place.span.start))
    between = [token for token in clause.tokens if low <= token.start < high]
    parts = [
        n for n, (first, second) in enumerate(pairwise(between)) if n and first.lower == "of" and second.lower in {"them", "whom"}
    ]
    if (
        parts
        and place.span.start > figure.quote.start
        and not any(token.text in {",", "–", "—", "-"} for token in between[parts[-1] :])
    ):
        return True
    if _opening(text, clause, place) and place.span.end <= figure.quote.start:
        return False  # "In Gao, the rebels have breached the wall; some 900 are boxed in"
    return any(token.text == ";" or (token.index in rivals and token.tag == "CD" and token.dep == "appos") for token in between)


def _opening(text: str, clause: Clause, place: Place) -> float:
    start = clause.tokens[0].start
    opens = place.span.start - start < 80 and _OPENS.match(text[start : place.span.start])
    return _OPENING if opens and _OPENED.match(text[place.span.end : place.span.end + 60]) else 0.0


def _hung(clause: Clause, figure: Figure, head: Token, place: Place, rivals: frozenset[int]) -> float:
    if _qualifies_somebody(clause, head):
        return 0
    owned = clause.tokens[head.head] if head.dep == "poss" else None
    if owned is not None and (owned.lower in _PARTS_OF_PLACE or _is_war_of(clause, owned)):
        head = owned
    before = clause.tokens[head.left - 1] if head.left else head
    if head.dep == "appos" and before.lower in _CONTAINERS:
        head = before  # "the refugees in the capital Kigali", where the parser hangs the name on the refugees
    governor = _recipient(clause, figure, head) or _governor(clause, head)
    if head.dep == "poss" and _owns_people(clause, figure, clause.tokens[head.head]):
        return _OWN
    if governor is None or head.dep == "poss":
        return _soil(clause, figure, head)
    over = clause.tokens[governor]
    first = clause.tokens[head.head] if head.dep != "conj" else first_of_list(clause, head)
    link = clause.tokens[first.head] if head.dep == "conj" else first
    if link.lower == "of" and link.head == figure.head and figure.measure in _OWNED:
        return 0  # "750 soldiers of Germany and Spain"
    origin = place.relation is Relation.FROM or (
        place.relation is not Relation.TO and "from" in {first.lower, clause.tokens[first.head].lower}
    )
    line = _line(clause, clause.tokens[figure.head])
    their_own = over.dep == "acl" and over.head == figure.head  # "40 soldiers based in Gao"
    if (
        over.dep == "nsubj"
        and clause.tokens[over.head].lower in _RECORDING
        and over.index != figure.head
        and not _is_local(clause, over)
    ):
        return 0  # "an observatory in Britain counted 31 dead"
    if over.lower in {"shook", "rattled"} and figure.measure not in {Measure.STRIKES, *FATES}:
        return 0  # "the abduction of 300 girls shook Abuja"
    aside = (
        over.lower in cues().gatherings | cues().present and over.index not in line and not their_own
    )  # "hundreds gathered in Gao" are there
    if aside or (
        origin and over.lower not in _LEAVING and not _taken(clause, figure, over) and not _led_out(clause, figure, over)
    ):
        return 0
    below = clause.tokens[over.head]
    if below.lower == "of" and below.head == figure.head:
        return _OWN  # "many of the 3 million in the province"
    other_deed = over.dep == "conj" and over.tag.startswith("VB") and over.index not in line
    if place.relation is Relation.TO and other_deed:
        return 0  # "killed 700 people and dragged dozens to Gao"
    way = _upwards(clause, over, line)
    counting = [index for index in way if index in rivals or _counts(clause, index, rivals)]
    if counting and over.index not in counting and figure.quote.end <= place.span.start < clause.tokens[counting[0]].start:
        return _ABOVE  # "were killed when shells hit a school in Gao that sheltered 900 people"
    if counting:
        return _ABOVE if _done_together(clause, figure, over) and head.start > figure.quote.end else 0
    if place.relation is Relation.FROM and figure.measure is not Measure.DISPLACED:
        return _ELSEWHERE  # "farmers who had fled Bunia were killed near Mambasa"
    chain = _chain(clause, over)
    if not chain.isdisjoint(_reach(clause, figure, own=True)):
        return _OWN
    return _ABOVE if not chain.isdisjoint(_reach(clause, figure, own=False)) else _ELSEWHERE


_ARMS = frozenset(
    (Measure.TANKS, Measure.ARMOURED_VEHICLES, Measure.VEHICLES, Measure.ARTILLERY, Measure.AIRCRAFT, Measure.DRONES, Measure.MISSILES, Measure.MUNITIONS, Measure.WEAPONS)
)  # fmt: skip


def _recipient(clause: Clause, figure: Figure, head: Token) -> int | None:
    """The package or the giving in "a package for Ukraine, which includes 300 tanks", "will deliver 300 tanks to help Ukraine": it is where the arms go."""
    if figure.measure not in _ARMS or not any(token.lower in _GIVING for token in clause.tokens):
        return None
    link = clause.tokens[head.head]
    if head.dep == "pobj" and link.lower == "for":
        return clause.tokens[link.head].index
    helped = link.lower in {"help", "aid", "assist", "equip"} or clause.tokens[link.head].lower in {"help", "aid", "assist"}
    return clause.tokens[figure.head].index if helped and head.dep in {"dobj", "nsubj"} else None


_GIVING = frozenset(
    "deliver delivers delivered delivering provide provides provided providing send sends sent sending give gives gave given giving supply supplies supplied supplying package packages "
    "aid assistance pledge pledges pledged pledging donate donates donated donating transfer transferred commit commits committed ship ships shipped shipping".split()
)


_LOCALS = frozenset("residents villagers doctors medics hospital hospitals elders neighbours survivors witnesses mayor".split())


def _is_local(clause: Clause, who: Token) -> bool:
    """Whether whoever counts lives where the dead lie: "local leaders in Homs counted 23 bodies"."""
    return who.lower in _LOCALS or any(clause.tokens[c].lower in {"local", "village", "town", "hospital"} for c in who.children)


def _chain(clause: Clause, token: Token) -> set[int]:
    """A token and what it stands in or was done by: the massacre of "the massacre of 150 people by gunmen at a school in Gao"."""
    chain = {token.index}
    for _ in range(3):
        link = clause.tokens[token.head]
        if token.dep != "pobj" or link.lower not in _STANDING:
            break
        token = clause.tokens[link.head]
        chain.add(token.index)
    return chain


def _taken(clause: Clause, figure: Figure, over: Token) -> bool:
    """Whether a deed that took them away is told of: "the abduction of 300 girls from Chibok"."""
    of = clause.tokens[over.head]
    return over.index == figure.head and of.lower == "of" and clause.tokens[of.head].lower in _TAKING


def _led_out(clause: Clause, figure: Figure, over: Token) -> bool:
    """Whether the counted are told to be taken out of the place, though the parser hangs it on them: "evacuated 538 people from Gao"."""
    return (
        over.index == figure.head and over.dep in {"dobj", "nsubjpass"} and clause.tokens[over.head].lower in _LEAVING - {"taken"}
    )


def _qualifies_somebody(clause: Clause, head: Token) -> bool:
    """Whether the place only says whose somebody is: "the government of US President Ana Ruiz"."""
    noun = clause.tokens[head.head]
    if noun.dep in {"compound", "nmod"}:
        noun = clause.tokens[noun.head]
    named = head.dep in {"compound", "nmod"} and noun.dep == "pobj" and noun.tag == "NNP" and noun.index > head.index
    return named and clause.tokens[noun.head].lower == "of"


def _done_together(clause: Clause, figure: Figure, noun: Token) -> bool:
    """Whether one who did something to both is told of: "killed hundreds and displaced 90,000 people in Gao"."""
    verb = clause.tokens[noun.head]
    both = noun.dep == "dobj" and verb.dep == "conj" and clause.tokens[verb.head].tag.startswith("VB")
    return both and verb.head in _line(clause, clause.tokens[figure.head])[:4]


def _soil(clause: Clause, figure: Figure, head: Token) -> float:
    """A headline has no tree worth its name: "22 KILLED IN STRIKE ON BEIRUT"."""
    before = clause.tokens[head.index - 1] if head.index else None
    capitals = figure.clause.tokens[0].text.isupper() and all(
        token.text.isupper() or not token.text.isalpha() for token in clause.tokens
    )
    return _ELSEWHERE if capitals and before is not None and before.lower in _LOCATIVE else 0


def _line(clause: Clause, token: Token) -> list[int]:
    """A token and all above it in the tree."""
    line = [token.index]
    for _ in range(12):
        if token.head == token.index:
            break
        token = clause.tokens[token.head]
        line.append(token.index)
    return line


def _counts(clause: Clause, index: int, rivals: frozenset[int]) -> bool:
    """Whether a verb says something of another quantity: "while 15 were killed in Gao"."""
    token = clause.tokens[index]
    return token.tag.startswith("VB") and not rivals.isdisjoint(token.children)


def _upwards(clause: Clause, token: Token, until: list[int]) -> list[int]:
    """A token and those above it, below the first of `until` and of a list: "killed 14 and captured three in Gao" is all in Gao."""
    way = []
    for index in _line(clause, token):
        if index in until or clause.tokens[index].dep == "conj":
            break
        way.append(index)
    return way


def _reach(clause: Clause, figure: Figure, own: bool) -> set[int]:
    """The tokens above the figure, and what their verbs act on: "killed in the attack in Gao" is in Gao; its `own` end at the first verb."""
    found = set(clause.tokens[figure.head].children)
    for index in _line(clause, clause.tokens[figure.head]):
        at = clause.tokens[index]
        found.add(index)
        if at.tag.startswith("VB"):
            for child in (clause.tokens[c] for c in at.children):
                if child.dep in {"dobj", "nsubjpass", "nsubj", "advcl", "prep"}:
                    found.add(child.index)
                    found.update(child.children if child.dep == "prep" else ())
                    found.update(_told_of_thing(clause, child))
            if own and at.dep != "conj":
                break
    return found


def _told_of_thing(clause: Clause, thing: Token) -> set[int]:
    """The verb of "the bomb that tore through a market in Gao": where the thing was is where it killed."""
    if thing.dep != "nsubj":
        return set()
    verbs = (clause.tokens[c] for c in thing.children if clause.tokens[c].dep == "relcl")
    return {verb.index for verb in verbs if any(clause.tokens[c].lower in {"that", "which"} for c in verb.children)}


def _owns_people(clause: Clause, figure: Figure, people: Token) -> bool:
    """Whether the counted, or all of whom they are some, are those of the place: "300,000 of Homs's one million residents"."""
    of = clause.tokens[people.head]
    some = people.dep == "pobj" and of.lower == "of" and of.head == figure.head
    return people.lower in _INHABITANTS and (people.index == figure.head or some)


def _is_war_of(clause: Clause, noun: Token) -> bool:
    """Whether it is the war in the place: "in the last months of Sri Lanka's war"; not "Russia's war on Ukraine"."""
    at_war = noun.lower in {"war", "conflict", "insurgency", "uprising", "revolution"}
    return at_war and clause.word_after(noun) not in {"on", "in", "against", "with"}


_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)


def _governor(clause: Clause, token: Token) -> int | None:
    """What the preposition or verb above a place hangs on, through "the town of", "Russia's Kursk region" and lists."""
    for _ in range(6):
        parent = clause.tokens[token.head]
        if parent.index == token.index:
            return None
        if token.lower == "there" and token.dep == "advmod":
            return parent.index
        if parent.tag in {"IN", "TO", "RP"} or parent.dep == "prep":
            above = clause.tokens[parent.head]
            if parent.lower not in _LOCATIVE and not (parent.lower == "for" and above.lower in _FIGHTS):
                return None
            if above.lower in _COMPASS and above.dep in {"advmod", "npadvmod"}:
                return above.head  # "have gathered south of Gao"
            if parent.lower != "of" or above.tag.startswith("VB") or above.dep not in {"pobj", "conj", "dobj"}:
                return above.index
            token = above  # "the town of Gao" is where the town is
        elif parent.lower in {"neighboring", "neighbouring"}:
            token = parent  # "to neighboring Sudan", where the parser sees a verb
        elif parent.tag.startswith("VB"):
            if token.dep == "dative":
                return parent.index  # "gave Ukraine 300 tanks"
            upon = parent.lower in _UPON and token.dep in {"dobj", "nsubjpass"}
            hosts = parent.lower in _HOSTING and token.dep == "nsubj"
            return parent.index if upon or hosts else None
        else:
            token = parent
    return None
