"""A verb of saying in a parsed clause to the characters that are its content, and where they begin; `endings` tells where they end."""

import itertools

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.complements import FINITE, complement, object_with_verb
from app.ingestion.extract.endings import DAYS, end_of_content
from app.ingestion.extract.misreadings import postponed_subject
from app.ingestion.extract.phrases import words_between
from app.ingestion.extract.verbs import passive
from app.ingestion.facts import Span

_LIGHT = frozenset("on in at to , late early earlier yesterday today later after last this during when".split())
_LISTENERS = frozenset("reporters journalists lawmakers parliament deputies senators diplomats delegates".split())


def clause_after(clause: Clause, verb: Token) -> Span | None:
    """The characters of the clause that the verb takes as its object and that follows it; three rules ask for them."""
    if verb.index not in clause.contents:
        clause.contents[verb.index] = _clause_after(clause, verb)
    return clause.contents[verb.index]


def _clause_after(clause: Clause, verb: Token) -> Span | None:
    if clause.word_after(verb) == ";":
        return None
    quoted = _quoted_to_listener(clause, verb)
    if quoted is not None:
        return words_between(clause, quoted, end_of_content(clause, verb))
    found = complement(clause, verb)
    cue = words_of_saying().verbs.get(verb.lower)
    if cue is not None and cue.denials and _colon(clause, verb, len(clause.tokens)) is not None:
        return None  # "disputed it: families had been there" says what is so
    if found is None:
        late = postponed_subject(clause, verb) if verb.dep == "acl" and verb.tag == "VBN" else None
        return words_between(clause, late.left, end_of_content(clause, verb)) if late else _postponed(clause, verb)
    first = _past_listener(clause, verb, _start_of_content(clause, verb, found))
    return words_between(clause, first, end_of_content(clause, verb))


def _postponed(clause: Clause, verb: Token) -> Span | None:
    """The content where the parser hangs it elsewhere: "said before the vote was held that nobody would", "in a report that";
    or makes the verb of saying the lower one: "the mayors stated during the talks, Ruiz informed"."""
    if verb.dep == "ccomp" and verb.head > verb.index + 2 and clause.tokens[verb.index + 1].text != ",":
        doer = next((c for c in verb.children if clause.tokens[c].dep == "nsubj"), None)
        asked = any(clause.tokens[c].dep == "xcomp" for c in verb.children)
        asked = asked or (
            clause.tokens[verb.index + 1].lower in {"this", "so"} and clause.tokens[verb.index + 1].head == verb.index
        )
        if doer is not None and not asked and clause.tokens[doer].left <= 1 and clause.tokens[doer].tag not in {"WP", "WDT"}:
            colon = _colon(clause, verb, verb.head)
            return words_between(clause, verb.index + 1 if colon is None else colon + 1, end_of_content(clause, verb))
    for child in verb.children:
        token = clause.tokens[child]
        if (
            child > verb.index
            and token.dep in {"advcl", "prep"}
            and not (token.lower in words_of_saying().verbs and (token.tag == "VBG" or _speaks_apart(clause, token)))
            and not _by_saying(clause, token)
        ):
            mark = next(
                (index for index in range(token.left, token.right + 1) if _introduces(clause, clause.tokens[index])), None
            )
            if mark is not None:
                return words_between(clause, mark, end_of_content(clause, verb))
    first = _after_listener(clause, verb) or object_with_verb(clause, verb)
    if first is None and verb.text.isupper() and clause.word_after(verb) and clause.tokens[verb.index + 1].tag not in {"IN", "."}:
        first = verb.index + 1 if all(token.text.isupper() or not token.text.isalpha() for token in clause.tokens) else None
    if first is None:
        first = _after_that(clause, verb) or _question(clause, verb)
    return words_between(clause, _past_listener(clause, verb, first), end_of_content(clause, verb)) if first is not None else None


def _past_listener(clause: Clause, verb: Token, first: int) -> int:
    """Past AFP in "told AFP a convoy had left", past reporters in "told reporters rebels had left": the parser may make them one name."""
    if first != verb.index + 1 or not verb.lower.startswith(("told", "tell")):
        return first
    named = len(list(itertools.takewhile(lambda token: token.tag in {"NNP", "NNPS"}, clause.tokens[first:])))
    after = first + (named or clause.tokens[first].lower in _LISTENERS)
    if named == 1 and _doers(clause, after):
        return after
    goes_on = {"DT", "CD", "PRP", "PRP$", "EX", "JJ", "NNS", *([] if named else ["NNP", "NN"])}
    return after if first < after < len(clause.tokens) and clause.tokens[after].tag in goes_on else first


def _doers(clause: Clause, first: int) -> bool:
    """Whether "coalition jets had" follows "told Reuters": a plural with its verb, not a second name."""
    run = list(itertools.takewhile(lambda token: token.tag in {"NN", "NNS", "JJ"}, clause.tokens[first:]))
    closing = clause.tokens[first + len(run)] if run and first + len(run) < len(clause.tokens) else None
    return closing is not None and run[-1].tag == "NNS" and closing.tag in FINITE | {"MD"}


def _quoted_to_listener(clause: Clause, verb: Token) -> int | None:
    """Where "told the reporters, “we will see”" begins what is quoted, wherever the parser hangs that."""
    if not verb.lower.startswith(("told", "tell")):
        return None
    comma = next((token.index for token in clause.tokens[verb.index + 1 : verb.index + 7] if token.text == ","), None)
    opens = comma is not None and comma + 1 < len(clause.tokens) and clause.tokens[comma + 1].opens
    return comma + 1 if comma is not None and opens else None


def _by_saying(clause: Clause, joint: Token) -> bool:
    """Whether what follows hangs on another verb of saying: "concluded her speech by saying that"."""
    spoken = (clause.tokens[c] for c in joint.children if clause.tokens[c].dep == "pcomp")
    return any(token.lower in words_of_saying().verbs for token in spoken)


def _speaks_apart(clause: Clause, verb: Token) -> bool:
    """Whether the verb has a speaker of its own, behind a comma: ", as aid workers warned that"."""
    apart = verb.left > 0 and clause.tokens[verb.left - 1].text == ","
    return apart and any(clause.tokens[c].dep == "nsubj" for c in verb.children)


_NEAR = 9  # tokens between a verb of saying and its "that": ", citing two officials, that"


def _after_that(clause: Clause, verb: Token) -> int | None:
    """Where the content of "claimed the same day that the group had fired" begins, whatever the parser hangs it on."""
    citing = False
    for token in clause.tokens[verb.index + 1 : verb.index + 1 + _NEAR]:
        cites = token.lower in {"citing", "quoting"}
        citing = citing or cites
        if token.tag in FINITE | {"MD"} or token.quotation or (token.lower in words_of_saying().verbs and not cites):
            return None
        after_aside = citing and clause.tokens[token.index - 1].text == ","
        if token.lower == "that" and (after_aside or token.dep in {"mark", "advmod"}):
            return token.index + 1 if any(each.tag in FINITE | {"MD"} for each in clause.tokens[token.index + 1 :]) else None
    return None


def _question(clause: Clause, verb: Token) -> int | None:
    """Where "where it would lead" begins in "asked in a speech where it would lead", which the parser makes a relative clause."""
    cue = words_of_saying().verbs.get(verb.lower)
    for token in clause.tokens[verb.index + 2 : verb.index + 2 + _NEAR] if cue is not None and cue.questions else ():
        if token.tag in FINITE | {"MD"} or token.text in {",", ";"} or token.quotation:
            return None
        if token.tag == "WRB" and clause.tokens[token.index - 1].lower in words_of_saying().media:
            return token.index
    return None


def _after_listener(clause: Clause, verb: Token) -> int | None:
    """Where the content of "told Reuters in a message that his men would fight" begins, which the parser may make a relative clause."""
    to = (
        clause.word_after(verb) == "to" and verb.lower in words_of_saying().verbs and verb.tag in FINITE
    )  # "admitted to the court that"
    if not (verb.lower.startswith(("told", "tell")) or to) or passive(clause, verb):
        return None
    for token in clause.tokens[verb.index + 2 : verb.index + 2 + _NEAR]:
        if token.tag in FINITE | {"MD"} or token.text in {",", ";"} or token.quotation:
            return None
        following = clause.after(token)
        if token.lower == "that" and following is not None and following.tag in _OPEN_CLAUSES:
            return token.index + 1 if any(each.tag in FINITE | {"MD"} for each in clause.tokens[token.index + 1 :]) else None
    return None


_OPEN_CLAUSES = frozenset("DT PRP PRP$ NNP NNPS NN NNS CD EX JJ".split())


def _introduces(clause: Clause, token: Token) -> bool:
    if token.index and clause.tokens[token.index - 1].lower == "fact":
        return False  # "despite the fact that"
    if token.lower != "that":
        return False
    verb = clause.tokens[token.head]
    if (
        token.tag == "WDT" and verb.dep == "relcl"
    ):  # "said in a briefing that the bridge had fallen", not "in a speech that he gave"
        doer = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep.startswith("nsubj")), None)
        said_at = clause.tokens[verb.head].lower in words_of_saying().media | words_of_saying().occasions | _MEETINGS
        return said_at and doer is not None and doer.tag.startswith("NN") and doer.index > token.index
    return token.dep == "mark" and verb.dep in {"ccomp", "acl", "relcl"}


_MEETINGS = frozenset("meeting summit visit tour trip sidelines talks session debate hearing rally ceremony funeral".split())


def _colon(clause: Clause, verb: Token, before: int) -> int | None:
    """The colon of "told a different story: the gate was shut"."""
    return next((token.index for token in clause.tokens[verb.index + 1 : before] if token.text == ":"), None)


def _start_of_content(clause: Clause, verb: Token, head: Token) -> int:
    colon = _colon(clause, verb, head.index)
    if colon is not None:
        return colon + 1
    marks = [c for c in head.children if c > verb.index and clause.tokens[c].lower == "that" and clause.tokens[c].dep == "mark"]
    if marks:
        return marks[0]
    first = max(head.left, verb.index + 1)
    that = next((index for index in range(verb.index + 1, first) if clause.tokens[index].lower == "that"), None)
    if that is None and first > verb.index + 1 and clause.tokens[first].lower == "that" and clause.tokens[first].dep == "mark":
        return first
    if that is not None:
        return that
    opening = verb.index + 1
    if first == opening:
        return _past_day(clause, opening)
    bare = clause.tokens[first].tag in FINITE | {"MD"} and not any(
        clause.tokens[c].dep.startswith("nsubj") for c in head.children
    )
    when = clause.tokens[opening].lower in _LIGHT
    return first if _light(clause, verb, opening) and (when or not bare) else opening  # "warned the dam could burst"


def _past_day(clause: Clause, first: int) -> int:
    """Past "on Sunday" in "said on Sunday it had taken the town", where no comma makes it part of the content."""
    opening = clause.tokens[first : first + 5]
    small = len(list(itertools.takewhile(lambda token: token.lower in {"on", "late", "early", "last", "this"}, opening[:3])))
    if len(opening) < small + 2 or opening[small].lower not in DAYS | {"week", "month", "year"}:
        return first
    return first + small + 1 if opening[small + 1].tag in {"PRP", "DT", "PRP$", "NNP", "NNS", "CD", "JJ", "NN", "EX"} else first


def _light(clause: Clause, verb: Token, index: int) -> bool:
    """Whether the tokens from `index` only say when, where or to whom somebody spoke."""
    token = clause.tokens[index]
    if token.lower in _LIGHT:
        return True
    around = next((clause.tokens[c] for c in verb.children if clause.tokens[c].left <= index <= clause.tokens[c].right), None)
    light = around is not None and around.dep in {"dobj", "dative", "npadvmod", "nsubj", "advmod", "prt"}
    if around is not None and around.dep == "dobj" and verb.lower in {"said", "says", "saying"} and token.tag == "DT":
        return False  # one says a clause, not a thing: "said a series of blasts overnight shook the town"
    return token.tag in {"NNP", "PRP", "RB"} or light
