"""Persons to what befell them by the words right after their noun, where the parser went astray: "12 dead", "30 people, most of them boys, died"."""

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.counted import Counted
from app.ingestion.extract.predicates import BY_ITSELF, RAISED, with_other_fate
from app.vocabulary import Measure

_AFTER = {
    **dict.fromkeys(("dead", "killed"), Measure.KILLED),
    **dict.fromkeys(("wounded", "injured"), Measure.WOUNDED),
    "missing": Measure.MISSING,
    "hostage": Measure.DETAINED,
}
_AUXILIARIES = frozenset(
    "were was have has had been be being are is reportedly also since already later then still now feared".split()
)
_DASHES = {"-", "–", "—", "--"}
_DONE_TO = frozenset("massacred executed killed slain murdered slaughtered wounded injured abducted kidnapped detained".split())


def told_after(token: Token, clause: Clause) -> Measure | None:
    """Killed for "left 12 people dead", "24 dead"; casualties for "40 people dead or wounded"."""
    following = clause.tokens[token.index + 1 : token.index + 4]
    if not following or following[0].dep == "ROOT":
        return None
    found = _AFTER.get(following[0].lower)
    joined = len(following) > 2 and following[1].lower in {"and", "or"}
    both = joined and {found, _AFTER.get(following[2].lower)} == {Measure.KILLED, Measure.WOUNDED}
    alone = token.index + 4 >= len(clause.tokens) or clause.tokens[token.index + 4].tag != "CD"
    return Measure.CASUALTIES if both and alone else found


def by_following_verb(clause: Clause, noun: Token, words: Counted) -> Measure | None:
    """By the verb right after the noun, past an aside in commas or a phrase, where the parser went astray."""
    index, passive = noun.index + 1, False
    if (
        index + 1 < len(clause.tokens)
        and clause.tokens[index].lower in {"and", "or"}
        and clause.tokens[index + 1].tag.startswith("NN")
    ):
        index += 2  # "women and children were held"
    if index < len(clause.tokens) and clause.tokens[index].text == ",":
        closing = next((token.index for token in clause.tokens[index + 1 : index + 10] if token.text == ","), None)
        index = closing + 1 if closing else index
    elif index < len(clause.tokens) and clause.tokens[index].text in _DASHES:
        closing = next((token.index for token in clause.tokens[index + 1 : index + 10] if token.text in _DASHES), None)
        index = closing + 1 if closing else index
    elif index < len(clause.tokens) and clause.tokens[index].tag == "IN" and clause.tokens[index].lower not in {"that", "than"}:
        index = _past_phrases(clause, index)
    if (
        index + 1 < len(clause.tokens)
        and clause.tokens[index].lower == "than"
        and clause.tokens[index + 1].tag.startswith(("VB", "JJ"))
    ):
        index += 2  # "larger numbers than expected are fleeing"
    while index < len(clause.tokens) and clause.tokens[index].lower in _AUXILIARIES:
        passive = passive or clause.tokens[index].lower in {"were", "was", "been", "be", "being", "are", "is"}
        index += 1
    if index >= len(clause.tokens):
        return None
    verb = clause.tokens[index]
    if verb.lower == "held" and clause.word_after(verb) in {"up", "off", "back"}:
        return None
    if passive and verb.lower in RAISED:
        return told_after(verb, clause)  # "65 people, shot in the head, were found dead"
    if verb.lower in words.verbs and ((passive and verb.tag in {"VBN", "VBD"}) or verb.lower in BY_ITSELF):
        return with_other_fate(clause, verb, words.verbs[verb.lower], words)
    done = index == noun.index + 1 and verb.tag in {"VBN", "VBD"} and verb.lower in _DONE_TO
    following = clause.tokens[index + 1 : index + 2]
    return words.verbs.get(verb.lower) if done and following and following[0].lower in {"at", "by", "in", "near"} else None


def _past_phrases(clause: Clause, index: int) -> int:
    """Past "with links to the group from 40 countries", to the verb, where nothing else can be its subject."""
    for token in clause.tokens[index : index + 16]:
        if token.text in {",", ";", "–"} or token.tag in {"WP", "WDT"} or token.quotation:
            return index
        if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return token.index
    return index
