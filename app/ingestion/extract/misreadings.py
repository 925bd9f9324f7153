"""Verbs of saying whose subject the parser hangs elsewhere, to that subject, found by the order of the words."""

import itertools
from collections.abc import Sequence

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues


def named_by_verb(clause: Clause, verb: Token) -> int | None:
    """Save in "Save the Children warned", which the parser takes for a verb with an object."""
    called = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "csubj"), None)
    if called is None or called.right != verb.index - 1 or not called.text[0].isupper() or called.tag not in {"VB", "VBP"}:
        return None
    names = clause.tokens[called.index + 1 : called.right + 1]
    name = all(token.text[0].isupper() or token.lower in {"the", "of", "for", "and", "in"} for token in names)
    return called.index if name and names and names[-1].text[0].isupper() else None


def between_commas(clause: Clause, verb: Token) -> int | None:
    """Haddad in "Nine died, four of them children, the governor of Homs, Omar Haddad, said": what he is and his name, each in commas."""
    at = verb.index - 1
    if at < 4 or clause.tokens[at].text != ",":
        return None
    name = list(itertools.takewhile(_in_name, reversed(clause.tokens[max(0, at - 5) : at])))
    first = at - len(name)
    if not name or first < 3 or clause.tokens[first - 1].text != "," or name[0].quotation:
        return None
    role = list(itertools.takewhile(lambda token: token.text != ",", reversed(clause.tokens[max(0, first - 13) : first - 1])))
    before = first - 2 - len(role)
    opens = role[-1].lower in {"the", "a", "an", "its", "their"} if role else False
    plain = not any(token.tag.startswith(("VB", "MD", "W")) or token.quotation for token in role)
    told = before > 0 and clause.tokens[before].text == "," and _has_verb(clause.tokens[:before])
    ahead = list(itertools.takewhile(lambda token: token.tag != "IN", reversed(role)))
    return ahead[-1].index if opens and plain and told and ahead[-1].tag.startswith("NN") else None


def _in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text.startswith(("al-", "el-", "bin", "ibn"))


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in tokens)


def after_comma(clause: Clause, verb: Token) -> int | None:
    """Haddad in "The strikes, said Omar Haddad, a medic, killed nine": who speaks between what is told and its verb."""
    if verb.tag != "VBD" or verb.index < 2 or clause.tokens[verb.index - 1].text != "," or _has_verb(clause.tokens[: verb.index]):
        return None
    name = list(itertools.takewhile(_in_name, clause.tokens[verb.index + 1 : verb.index + 6]))
    end = verb.index + 1 + len(name)
    closed = bool(name) and end < len(clause.tokens) and clause.tokens[end].text == ","
    return name[-1].index if closed and _has_verb(clause.tokens[end:]) else None


def adjacent(clause: Clause, verb: Token) -> int | None:
    """Oxfam in "Oxfam estimated", which the parser may call an adverbial."""
    index = verb.index - 1
    while index >= 0 and clause.tokens[index].dep in {"aux", "advmod"} and clause.tokens[index].head == verb.index:
        index -= 1
    token = clause.tokens[index] if index >= 0 else None
    return (
        index
        if token and token.tag in {"NNP", "NNPS"} and token.head == verb.index and token.dep in {"npadvmod", "dep", "compound"}
        else None
    )


def swallowed(clause: Clause, verb: Token) -> int | None:
    """The mayor in "11 bodies were found near Zabarmari, the mayor said", which the parser may read as what Zabarmari is."""
    if verb.tag not in {"VBD", "VBZ", "VBP"} or not verb.index or verb.lower not in cues().verbs:
        return None
    last = clause.tokens[verb.index - 1]
    if last.tag not in {"NN", "NNP", "NNS"} or last.dep not in {"appos", "conj", "npadvmod", "dep", "nmod", "compound", "pobj"}:
        return None
    comma = next((token.index for token in reversed(clause.tokens[: verb.index]) if token.text == ","), None)
    finite = comma is not None and any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in clause.tokens[:comma])
    plain = comma is not None and not any(
        token.tag.startswith(("VB", "W", "MD")) or (token.tag == "IN" and token.lower not in {"at", "of", "in", "from", "for"})
        for token in clause.tokens[comma + 1 : verb.index]
    )
    if comma is None or not finite or not plain:
        return None
    return next(
        (
            token.index
            for token in clause.tokens[comma + 1 : verb.index]
            if token.tag.startswith("NN") and not comma < token.head < verb.index
        ),
        last.index,
    )


def after_quotation(clause: Clause, verb: Token) -> int | None:
    """Maher in "“…,” Shiraz Maher, director at the centre in London, said", where the parser hangs him on the quotation."""
    quote = next((token for token in reversed(clause.tokens[: verb.index]) if token.quotation), None)
    if (
        quote is None
        or verb.lower not in cues().verbs
        or clause.tokens[verb.index - 1].text != ","
        or quote.index + 2 >= verb.index - 1
    ):
        return None
    following = itertools.takewhile(lambda token: token.text != ",", clause.tokens[quote.index + 2 : verb.index])
    phrase = list(following)
    plain = all(token.tag.startswith(("NN", "JJ", "DT", "CD", "PO")) for token in phrase)
    return phrase[-1].index if phrase and plain and phrase[-1].tag.startswith("NN") else None


def before_relative(clause: Clause, verb: Token) -> int | None:
    """The official in "a diplomat who asked not to be named said", where the parser hangs the noun elsewhere."""
    if verb.tag not in {"VBD", "VBZ", "VBP"} or verb.lower not in cues().verbs:
        return None
    for token in reversed(clause.tokens[max(0, verb.index - 30) : verb.index]):
        if token.tag in {"WP", "WDT"} and token.lower in {"who", "which"} and token.index:
            before = token.index - 1
            while before > 0 and (clause.tokens[before].text == "," or clause.tokens[before].tag == "RB"):
                before -= 1  # "Sanders, meanwhile, who"
            closed = (clause.tokens[verb.index - 1].text == ",") == (clause.tokens[token.index - 1].text == ",")
            return before if closed and clause.tokens[before].tag.startswith("NN") else None
        if token.text in {":", ";"} or token.quotation:
            return None
    return None


def before_apposition(clause: Clause, verb: Token) -> int | None:
    """Half in "Of the wounded, about half, 40 men, said": where the parser finds no subject, what a plain apposition follows."""
    if verb.tag not in {"VBD", "VBZ", "VBP"} or verb.lower not in cues().verbs or clause.tokens[verb.index - 1].text != ",":
        return None
    following = clause.after(verb)
    if following is None or following.tag in {"NNP", "NNPS"}:
        return None  # "…, said Ruiz"
    phrases: list[list[Token]] = [[]]
    for token in reversed(clause.tokens[: verb.index - 1]):
        if token.quotation:
            return None
        if token.text == "," and len(phrases) > 1:
            break
        if token.text == ",":
            phrases.append([])
        elif token.tag.startswith(("NN", "JJ", "DT", "CD", "PO", "PRP$")) or token.lower in {"about", "-", "nearly"}:
            phrases[-1].append(token)
        else:
            return None
    named = phrases[-1]
    return named[0].index if len(phrases) > 1 and named and named[0].tag.startswith(("NN", "CD")) else None


def swallowed_in_apposition(clause: Clause, verb: Token) -> int | None:
    """The president in "four died in Cauca, Colombia's president, Gustavo Petro, wrote": read as what Cauca is."""
    if verb.index < 4 or verb.lower not in cues().verbs or clause.tokens[verb.index - 1].text != ",":
        return None
    at = clause.tokens[verb.index - 2]
    while at.dep == "appos" and clause.tokens[clause.tokens[at.head].left].index > 0 and clause.tokens[at.head].dep == "appos":
        at = clause.tokens[at.head]
    before = clause.tokens[: at.left]
    named = at.dep == "appos" and at.left > 0 and clause.tokens[at.left - 1].text == "," and at.index < verb.index - 2
    return at.index if named and any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in before) else None


def opening_phrase(clause: Clause, verb: Token) -> int | None:
    """The deputy in "His deputy, General Shams al-Din Kabashi, had told them", the spokesman in "Its spokesman, asked about it, said":
    what opens the sentence, where no other finite verb stands before this one."""
    before = clause.tokens[: verb.index]
    while before and before[-1].dep in {"aux", "advmod"} and before[-1].head == verb.index:
        before = before[:-1]
    finite = verb.tag in {"VBD", "VBZ", "VBP"} or (verb.tag == "VBN" and len(before) < verb.index)
    if not finite or verb.lower not in cues().verbs or not before or before[-1].text != ",":
        return None
    commas = [token.index for token in before if token.text == ","]
    if not commas[0]:
        return None  # ", citing an official, said": what opens it stands on the line before
    asked = [at + 1 for at in commas[:-1] if clause.tokens[at + 1].lower in _ASKED]
    others = [token for token in before if token.tag in {"VBD", "VBZ", "VBP", "MD"} and token.index not in asked]
    phrase = before[: commas[0]]
    plain = all(token.tag.startswith(("NN", "JJ", "DT", "CD", "PO", "PRP$")) for token in phrase)
    capitals = len(phrase) == 1 and phrase[0].text.isupper()  # "SANA, citing an official, said"
    noun = capitals or (phrase[-1].tag.startswith("NN") and phrase[0].tag in {"DT", "PRP$", "NNP", "CD", "NNS"})
    named = plain and len(commas) > 1 and noun
    return phrase[-1].index if named and not others and not any(token.quotation for token in before) else None


def after_fronted(clause: Clause, verb: Token) -> int | None:
    """Ruiz in "In a call with Karim Khan, Ana Ruiz said", whom the parser takes for another name of his."""
    at = verb.index - 1
    while at > 0 and clause.tokens[at].dep in {"aux", "advmod"} and clause.tokens[at].head == verb.index:
        at -= 1
    named = clause.tokens[max(at, 0)]
    apart = named.dep == "appos" and named.left > 1 and clause.tokens[named.left - 1].text == ","
    before = clause.tokens[: named.left]
    fronted = clause.tokens[0].tag in {"IN", "VBG"} and not any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in before)
    return named.index if apart and fronted and named.head < named.left and verb.lower in cues().verbs else None


_ASKED = frozenset(["asked", "questioned", "pressed", "quizzed"])


def postponed_subject(clause: Clause, verb: Token) -> Token | None:
    """It in "the air force stated on Tuesday it had downed 40 drones", where the parser makes "stated" a participle."""
    noun = clause.tokens[verb.head]
    above = clause.tokens[noun.head]
    if (
        verb.lower not in cues().verbs
        or noun.index != verb.index - 1
        or above.tag not in {"VBD", "VBZ", "VBN"}
        or above.index < verb.index
    ):
        return None
    before = (clause.tokens[c] for c in above.children if verb.right < c < above.index)
    return next((token for token in before if token.dep in {"nsubj", "nsubjpass"}), None)


def inverted(clause: Clause, verb: Token) -> int | None:
    """Ruiz in "…, said Ana Ruiz, the director": the parser may call it an object."""
    if verb.index and clause.tokens[verb.index - 1].text != ",":
        return _before_aside(clause, verb)
    for child in verb.children:
        token = clause.tokens[child]
        if (
            child > verb.index
            and token.dep in {"dobj", "attr", "oprd", "npadvmod", "nsubj", "appos", "dep"}
            and token.tag in {"NNP", "NNPS", "NN", "NNS", "PRP"}
        ):
            return child
    aside = _before_aside(clause, verb)
    if aside is not None:
        return aside
    following = clause.tokens[verb.index + 1 : verb.index + 8]
    names = [token for token in following if token.tag == "NNP"]
    if following and names and names[0].index == verb.index + 1 and verb.index >= 2 and clause.tokens[verb.index - 2].quotation:
        last = verb.index
        while last + 1 < len(clause.tokens) and clause.tokens[last + 1].tag == "NNP":
            last += 1
        return last
    return None


def closing_reporter(clause: Clause, verb: Token) -> int | None:
    """The Herald in "The mayor said the bridge was gone, reported The Herald", where the parser joins the verbs."""
    if verb.lower not in {"reported", "reports", "announced"} or verb.index < 4 or clause.tokens[verb.index - 1].text != ",":
        return None
    rest = [token for token in clause.tokens[verb.index + 1 :] if token.text != "."]
    named = bool(rest) and len(rest) < 8 and all(token.tag in {"DT", "NNP", "NNPS", "NN", "PRP$", ","} for token in rest)
    first = list(itertools.takewhile(lambda token: token.text != ",", rest))
    return first[-1].index if named and first and rest[-1].tag in {"NNP", "NNPS"} else None


def _before_aside(clause: Clause, verb: Token) -> int | None:
    """Ruiz in "Ana Ruiz – the mayor of a border town – suggested"."""
    dashes = [token.index for token in clause.tokens[: verb.index] if token.text in {"–", "—", "--"}]
    if len(dashes) >= 2 and dashes[-1] == verb.index - 1 and clause.tokens[dashes[-2] - 1].tag in {"NNP", "NN", "NNS"}:
        return dashes[-2] - 1
    return None
