"""A figure and a place of its clause to how closely the place hangs on it: on its words, on its verb, or on something else altogether."""

import re

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.landmarks import Landmark
from app.vocabulary import Measure, Relation

ATTACHED = 8.0  # a fit that no scene can better
ALIKE = 4.0
_CONTAINS = 20.0  # "this province of 3 million people"
_OWN = 12.0  # "Kharkiv's residents"
_ELSEWHERE = 0.0
_COUNTRY = re.compile(r"[A-Z]{2}")
_LOCATIVE = frozenset(
    "in near at around outside inside to into from across within throughout over on along of through off toward towards against including".split()
)
_UPON = frozenset(
    "hit struck hitting striking strike reached reach left leave leaving fled flee fleeing entered enter entering capture captured capturing retake retook retaken liberate liberated liberating "
    "besiege besieged besieging shell shelled shelling bomb bombed bombing bombard bombarded attack attacked attacking storm stormed storming seize seized control controlled defend "
    "defended reclaim recapture recaptured overran overrun targeted targeting pounded pounding invade invaded raid raided raiding rock rocked".split()
)
_HOSTING = frozenset(
    "host hosts hosted hosting shelter shelters sheltered house houses housed accommodates accommodated accept accepts accepted taken takes took take receives received absorbed".split()
)
_INHABITANTS = frozenset(
    "residents inhabitants people citizens civilians population children hospitals schools homes houses buildings defenders".split()
)
_PARTS_OF_PLACES = frozenset("borders border soil territory outskirts streets centre center suburbs north south east west north-east north-west south-east south-west".split())  # fmt: skip
_CONTAINERS = frozenset(
    "city town village camp province region country district territory enclave island valley capital port suburb state nation strip".split()
)
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split())  # fmt: skip
_OUTSIDE = 5  # levels between a relative clause and the sentence around it
_CONTRAST = frozenset("while whereas although though but".split())


def fit(figure: Figure, place: Landmark, others: frozenset[int]) -> float:
    """How well a place fits a figure, 0 where it is no place of it. `others` are the heads of the clause's other figures."""
    clause = figure.clause
    tokens = clause.at(place.span)
    if not tokens:
        return _ELSEWHERE
    if figure.noun and figure.noun.start <= place.span.start < figure.noun.end and place.span.start >= figure.quantity.span.start:
        return _OWN if _owns_inhabitants(clause, figure, tokens[-1]) else _ELSEWHERE
    if _contains(clause, figure, tokens) or _where(clause, figure, tokens):
        return _CONTAINS
    container = _container(clause, figure)
    if container and not container.left <= tokens[0].index <= container.right:
        return _ELSEWHERE  # "an attack on this province of 3 million people would drive many to Europe"
    head = clause.tokens[clause.head_of(tokens[0].index, tokens[-1].index)]
    if head.dep == "poss" and clause.tokens[head.head].lower in _PARTS_OF_PLACES:
        head = clause.tokens[head.head]  # "within the country's borders"
    governor = _governor(clause, head)
    if governor is None or head.dep == "poss":
        return _soil(clause, head, figure)
    return _of_governor(clause, figure, place, governor, others)


def _of_governor(clause: Clause, figure: Figure, place: Landmark, governor: int, others: frozenset[int]) -> float:
    token = clause.tokens[governor]
    if place.relation is Relation.FROM and token.tag.startswith("NN") and governor != figure.head:
        return _ELSEWHERE  # "a pharmacist from Leeds"
    line = _line_above(clause, figure)
    whole = clause.tokens[token.head]
    if whole.lower == "of" and whole.head == figure.head:
        return _OWN  # "many of the 3 million in the province"
    if governor in line:
        score = 10.0 - line[governor] / 2
    elif _is_of_another(clause, figure, token, line, others) or _is_contrasted(clause, figure, token):
        return _ELSEWHERE
    else:
        score = 5.0
    if place.relation is Relation.FROM and (governor == figure.head or figure.measure is not Measure.DISPLACED):
        score -= 4.0  # where they come from is not where they are
    score -= 1.5 if len(place.ids) == 1 and _COUNTRY.fullmatch(place.ids[0]) else 0.0  # the narrower place says more
    score += 1.0 if place.span.start > figure.quote.start else 0.0
    return max(0.1, score - abs(place.span.start - figure.quote.end) / 80)


def _owns_inhabitants(clause: Clause, figure: Figure, last: Token) -> bool:
    """Whether the counted are those of the place: "many of Kharkiv's residents"."""
    owned = last.index + 1 < len(clause.tokens) and clause.tokens[last.index + 1].lower in {"'s", "'"}
    return (owned or last.lower.endswith("'s")) and (figure.unit or "").lower() in _INHABITANTS


def _contains(clause: Clause, figure: Figure, place: list[Token]) -> bool:
    """Whether the place is "this province of 3 million people", or what such a phrase describes."""
    container = _container(clause, figure)
    if container is None:
        return False
    described = clause.tokens[container.head] if container.dep == "appos" else container
    return any(token.index in {container.index, described.index} for token in place)


def _container(clause: Clause, figure: Figure) -> Token | None:
    """The province of "this province of 3 million people"."""
    of = clause.tokens[clause.tokens[figure.head].head]
    noun = clause.tokens[of.head]
    return noun if of.lower == "of" and of.dep == "prep" and noun.lower in _CONTAINERS else None


def _where(clause: Clause, figure: Figure, place: list[Token]) -> bool:
    """Whether the figure stands in what is told of the place: "in eastern Chad, where 700,000 people live"."""
    at = clause.tokens[figure.head]
    for _ in range(8):
        if at.dep == "relcl" and (at.lower in _HOSTING or any(clause.tokens[c].lower == "where" for c in at.children)):
            return any(token.index == at.head or (token.index < at.head and at.head <= token.index + 1) for token in place)
        if at.head == at.index:
            break
        at = clause.tokens[at.head]
    return False


def _soil(clause: Clause, head: Token, figure: Figure) -> float:
    """A headline has no tree worth its name: "22 KILLED IN STRIKE ON BEIRUT"."""
    before = clause.tokens[head.index - 1] if head.index else None
    capitals = clause.tokens[0].text.isupper() and all(
        token.text.isupper() or not token.text.isalpha() for token in clause.tokens
    )
    return 5.0 if capitals and before is not None and before.lower in _LOCATIVE else _ELSEWHERE


def _line_above(clause: Clause, figure: Figure) -> dict[int, int]:
    """The tokens above the figure in the tree, and what its verbs act on, each with how far up: "killed in the attack in Gao" is in Gao."""
    at = clause.tokens[figure.head]
    line = dict.fromkeys([figure.head, *at.children], 0)
    level = 0
    for _ in range(12):
        if at.tag.startswith("VB"):
            for child in (clause.tokens[c] for c in at.children):
                if child.dep in {"dobj", "nsubjpass", "nsubj", "advcl", "prep"} and not _is_contrasted(clause, figure, child):
                    beside = [child.index, *(child.children if child.dep == "prep" else ())]
                    line = {**dict.fromkeys(beside, level), **line}
        if at.head == at.index:
            break
        level += _OUTSIDE if at.dep == "relcl" else 1
        at = clause.tokens[at.head]
        line.setdefault(at.index, level)
    return line


def _is_of_another(clause: Clause, figure: Figure, token: Token, line: dict[int, int], others: frozenset[int]) -> bool:
    """Whether the place hangs on others that are counted: Jordan is not for the 6 million in "for 6 million and for the 4 million in Jordan"."""
    if _verb(clause, token).index == _verb(clause, clause.tokens[figure.head]).index:
        return False  # "killed 12 soldiers and 3 officers in Gao"
    other: Token | None = None
    for _ in range(12):
        if token.index == figure.head:
            return False
        if other is None and token.index in others and token.index not in line:
            other = token
        if token.head == token.index:
            break
        token = clause.tokens[token.head]
    return other is not None


def _verb(clause: Clause, token: Token) -> Token:
    """The verb over a token, itself if it is one; the root where there is none."""
    while token.head != token.index and not token.tag.startswith("VB"):
        token = clause.tokens[token.head]
    return token


def _is_contrasted(clause: Clause, figure: Figure, token: Token) -> bool:
    """Whether the place is where something else happened: "62 people were killed, while a bridge fell in Gao"."""
    at = _verb(clause, clause.tokens[figure.head])
    for _ in range(12):
        above = clause.tokens[token.head]
        if above.index == token.index:
            return False
        if above.index == at.index:
            subjects = [clause.tokens[c] for c in token.children if clause.tokens[c].dep in {"nsubj", "nsubjpass"}]
            subject = any(each.tag != "CD" for each in subjects)  # not "one soldier was killed and three were wounded in Gao"
            marks = {clause.tokens[c].lower for c in token.children}
            return subject and token.start > figure.quote.start and (token.dep == "conj" or bool(marks & _CONTRAST))
        token = above
    return False


def _governor(clause: Clause, token: Token) -> int | None:
    """What the preposition or verb above a place hangs on, through "the town of", "Russia's Kursk region" and lists."""
    for _ in range(6):
        parent = clause.tokens[token.head]
        if parent.index == token.index:
            return None
        if parent.tag in {"IN", "TO", "RP"} or parent.dep == "prep":
            above = clause.tokens[parent.head]
            if parent.lower not in _LOCATIVE or above.lower in {"based", "headquartered"}:
                return None
            if parent.lower == "of" and above.lower in _DIRECTIONS and above.dep == "advmod":
                return above.head  # "gathered south of the city"
            if parent.lower != "of" or above.tag.startswith("VB") or above.dep not in {"pobj", "conj", "dobj"}:
                return above.index
            token = above  # "the town of Gao" is where the town is
        elif parent.tag.startswith("VB"):
            upon = parent.lower in _UPON and token.dep in {"dobj", "nsubjpass"}
            hosts = parent.lower in _HOSTING and token.dep == "nsubj"
            return parent.index if upon or hosts else None
        else:
            token = parent
    return None
