"""What a writer adds to what somebody says: where it begins, so that the content ends there: ", a claim the rebels denied", "in a statement"."""

from app.ingestion.annotate.clauses import Clause
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.complements import FINITE

_COMMENTS = frozenset(
    "claim accusation charge allegation figure number assertion move sign signal indication step decision proposal reversal remark".split()
)


def without_aside(clause: Clause, first: int, last: int) -> int:
    """The last token of a thing or an act from `first` to `last` before what the writer tells of it or beside it: ", who had led
    the group", ", as shells fell"."""
    for token in clause.tokens[first + 1 : last]:
        follows = clause.tokens[token.index + 1]
        if token.text == "," and _goes_on_behind(clause, first, token.index, last):
            return last
        apart = follows.dep == "mark" and follows.lower in {"as", "while", "after", "though", "although"}
        if token.text == "," and (apart or follows.tag in {"WP", "WDT", "WP$", "WRB"}):
            return token.index - 1
    return last


def _goes_on_behind(clause: Clause, first: int, comma: int, last: int) -> bool:
    """Whether a second act follows what is told beside the first: "to keep the truce, which ends in May, and to free them"."""
    joins = (
        token
        for token in clause.tokens[comma + 2 : last - 1]
        if token.lower == "and" and clause.tokens[token.index - 1].text == "," and clause.tokens[token.index + 1].tag == "TO"
    )
    return clause.tokens[first].tag == "TO" and next(joins, None) is not None


def before_occasion(clause: Clause, first: int, last: int) -> int:
    """The last token before "in a statement to the press" at the end, which tells how it was said."""
    closed = last - (clause.tokens[last].text in {".", ","})
    means = words_of_saying().media | set(words_of_saying().platforms)
    for joint in clause.tokens[first + 1 : closed]:
        noun = next((clause.tokens[c] for c in joint.children if clause.tokens[c].dep == "pobj"), None)
        told = joint.lower in {"in", "on", "via"} and noun is not None and noun.lower in means
        if told and noun is not None and (noun.index == closed or clause.word_after(noun) in {"to", "on", "posted", "carried"}):
            return joint.index - 1
    return last


def before_parenthesis(clause: Clause, first: int, last: int) -> int:
    """The last token before a sentence that the writer adds in brackets: "(a charge he denies)"."""
    closed = last - (clause.tokens[last].text in {".", ","})
    if clause.tokens[closed].text != ")":
        return last
    opened = next((token.index for token in reversed(clause.tokens[first:closed]) if token.text == "("), None)
    if opened is None or opened <= first or not any(token.tag in FINITE for token in clause.tokens[opened:closed]):
        return last
    return opened - 1


def comments(clause: Clause, index: int) -> bool:
    """Whether the writer's own comment begins: ", a claim the rebels denied", ", in another sign of"."""
    words = [token.lower for token in clause.tokens[index : index + 5]]
    if words[:1] == ["despite"] and words_of_saying().nouns & set(words[1:]):
        return True  # ", despite claims by the rebels that"
    person = False
    if "figure" in words[1:-1][:2]:
        person = clause.tokens[index + words.index("figure") + 1].tag == "IN"  # "a figure on the council"
    if words and words[0] in {"a", "an"} and not person:
        return len(words) > 1 and (words[1] in _COMMENTS or (len(words) > 2 and words[2] in _COMMENTS))
    return (
        bool(words)
        and words[0] == "in"
        and bool(set(words[1:3]) & {"another", "one", "a", "an", "the", "latest"})
        and bool(set(words[2:]) & {"sign", "signal", "indication"})
    )


def named_after_dash(clause: Clause, index: int) -> bool:
    """Whether the dash begins the writer's word for the content: "— a proposal he has raised before"."""
    following = clause.tokens[index + 1 :]
    aside = any(token.text == clause.tokens[index].text for token in following)  # a second dash ends it
    return (
        not aside
        and len(following) > 2
        and following[0].lower in {"a", "an"}
        and any(each.lower in _COMMENTS for each in following[1:3])
    )
