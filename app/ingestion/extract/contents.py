"""A verb of saying in a parsed clause to the characters that are its content: where they begin and where they end."""

import itertools

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.cues import Frame
from app.ingestion.annotate.cues import cues as words_of_saying
from app.ingestion.extract.misreadings import postponed_subject
from app.ingestion.extract.phrases import object_of, same_speaker, subject, words_between
from app.ingestion.facts import Span

_CONTRASTS = {"and", "but", "while", "whereas", "although", "though", "however"}
_CONCESSIONS = {"although", "though", "but"}
_COMMENTS = frozenset(
    "claim accusation charge allegation figure number assertion move sign signal indication step decision proposal reversal remark".split()
)
_LIGHT = frozenset("on in at to , late early earlier yesterday today later after last this during when".split())
_FINITE = {"VBD", "VBZ", "VBP"}
_LISTENERS = frozenset("reporters journalists lawmakers parliament deputies senators diplomats delegates".split())
_REPORTING = frozenset("said says reported reports added".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def clause_after(clause: Clause, verb: Token) -> Span | None:
    """The characters of the clause that the verb takes as its object and that follows it."""
    if verb.index + 1 < len(clause.tokens) and clause.tokens[verb.index + 1].text == ";":
        return None
    found = _complement(clause, verb)
    if found is None:
        late = postponed_subject(clause, verb) if verb.dep == "acl" and verb.tag == "VBN" else None
        return words_between(clause, late.left, end_of_content(clause, verb)) if late else _postponed(clause, verb)
    first = _past_listener(clause, verb, _start_of_content(clause, verb, found))
    return words_between(clause, first, end_of_content(clause, verb))


def _complement(clause: Clause, verb: Token) -> Token | None:
    following = (clause.tokens[child] for child in verb.children if child > verb.index)
    return next(
        (
            token
            for token in following
            if token.dep in {"ccomp", "xcomp"} and (_finite(clause, token) or _claimed(clause, verb, token))
        ),
        None,
    )


def takes_clause(clause: Clause, verb: Token) -> bool:
    """Whether a clause follows the verb as its content, wherever that ends."""
    return _complement(clause, verb) is not None or object_with_verb(clause, verb) is not None


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
            return words_between(clause, verb.index + 1, end_of_content(clause, verb))
    for child in verb.children:
        token = clause.tokens[child]
        if (
            child > verb.index
            and token.dep in {"advcl", "prep"}
            and not (token.lower in words_of_saying().verbs and (token.tag == "VBG" or _speaks_apart(clause, token)))
        ):
            mark = next(
                (index for index in range(token.left, token.right + 1) if _introduces(clause, clause.tokens[index])), None
            )
            if mark is not None:
                return words_between(clause, mark, end_of_content(clause, verb))
    first = object_with_verb(clause, verb)
    if first is None and clause.tokens[verb.index].text.isupper() and verb.index + 2 < len(clause.tokens):
        first = verb.index + 1 if all(token.text.isupper() or not token.text.isalpha() for token in clause.tokens) else None
    if first is None:
        first = _after_that(clause, verb)
    return words_between(clause, _past_listener(clause, verb, first), end_of_content(clause, verb)) if first is not None else None


def _past_listener(clause: Clause, verb: Token, first: int) -> int:
    """Past AFP in "told AFP a convoy had left", past reporters in "told reporters rebels had left": the parser may make them one name."""
    if first != verb.index + 1 or not verb.lower.startswith(("told", "tell")):
        return first
    named = len(list(itertools.takewhile(lambda token: token.tag in {"NNP", "NNPS"}, clause.tokens[first:])))
    after = first + (named or clause.tokens[first].lower in _LISTENERS)
    goes_on = {"DT", "CD", "PRP", "PRP$", "EX", "JJ", "NNS", *([] if named else ["NNP", "NN"])}
    return after if first < after < len(clause.tokens) and clause.tokens[after].tag in goes_on else first


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
        if token.tag in _FINITE | {"MD"} or token.quotation or (token.lower in words_of_saying().verbs and not cites):
            return None
        after_aside = citing and clause.tokens[token.index - 1].text == ","
        if token.lower == "that" and (after_aside or token.dep in {"mark", "advmod"}):
            return token.index + 1 if any(each.tag in _FINITE | {"MD"} for each in clause.tokens[token.index + 1 :]) else None
    return None


def _introduces(clause: Clause, token: Token) -> bool:
    if token.index and clause.tokens[token.index - 1].lower == "fact":
        return False  # "despite the fact that"
    return token.lower == "that" and token.dep == "mark" and clause.tokens[token.head].dep in {"ccomp", "acl", "relcl"}


def object_with_verb(clause: Clause, verb: Token) -> int | None:
    """Where the content of "estimated 600 men were being fed" begins: the parser may take its subject for an object."""
    thing = object_of(clause, verb)
    if thing is None:
        return None
    if verb.lower.startswith("maintain"):
        return None  # what one maintains is mostly a thing
    if _told_before(clause, verb, thing):
        return clause.tokens[thing].left
    closing = clause.tokens[thing].right + 1
    last = verb.right if verb.dep == "pcomp" or (verb.dep == "advcl" and verb.head > verb.index) else len(clause.tokens)
    for token in clause.tokens[closing : last + 1]:
        if token.text == "," and token.index == closing and any(t.text == "," for t in clause.tokens[thing:closing]):
            continue  # closes an aside within the subject
        if token.tag == "TO" and token.index == closing:
            return None  # "told the men to leave but they stayed"
        says = token.tag == "VBG" and token.lower in words_of_saying().verbs
        if says or token.text == "," or token.dep in {"cc", "mark"} or token.tag in {"WP", "WDT"}:
            return None
        if token.tag in _FINITE | {"MD"}:
            return max(verb.index + 1, clause.tokens[thing].left)
    return None


def _told_before(clause: Clause, verb: Token, thing: int) -> bool:
    """Whether "the governor a column of 40 tanks crossed" is whom one tells and what: the parser may read "crossed" as a participle."""
    noun = clause.tokens[thing]
    told = [c for c in verb.children if verb.index < c < thing and clause.tokens[c].dep in {"dative", "dobj"}]
    within = clause.tokens[thing : noun.right + 1]
    if verb.lower in {"said", "says"} and thing == verb.index + 1 + noun.index - noun.left:
        closed = (token for token in within if token.dep == "acl" and token.tag in {"VBN", "VBD"})
        return any(clause.tokens[token.index - 1].text == "," for token in closed)  # "said guards from Gao, where …, fled"
    return bool(told) and any(token.dep in {"acl", "relcl"} and token.tag == "VBD" for token in within)


def _finite(clause: Clause, head: Token) -> bool:
    children = [clause.tokens[child] for child in head.children]
    before = {child.lower for child in children if child.index < head.index}
    if head.dep == "xcomp":
        return "that" in before or any(child.dep in {"nsubj", "nsubjpass"} for child in children)
    subjects = any(child.dep in {"nsubj", "nsubjpass", "expl", "csubj", "attr"} for child in children)
    auxiliary = any(child.tag in _FINITE | {"MD"} for child in children if child.dep in {"aux", "auxpass"})
    return subjects or bool(before & {"that", "whether"}) or head.tag in _FINITE or auxiliary


def _claimed(clause: Clause, verb: Token, head: Token) -> bool:
    """Whether the verb claims an act: "claimed to have killed 40 soldiers"."""
    return verb.lower.startswith(("claim", "profess")) and head.dep == "xcomp" and clause.tokens[head.left].lower == "to"


def _start_of_content(clause: Clause, verb: Token, head: Token) -> int:
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
    bare = clause.tokens[first].tag in _FINITE | {"MD"} and not any(
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


def end_of_content(clause: Clause, verb: Token) -> int:
    """The last token of the content: that of the sentence, unless somebody begins to speak anew or the writer comments."""
    last = _reach(clause, verb)
    last = _before_parenthesis(clause, verb.index + 1, last)
    stops = [stop for index in range(verb.index + 2, last + 1) if (stop := _stop(clause, verb, index)) is not None]
    return min([last, *(stop for stop in stops if stop > verb.index + 1)])


def without_aside(clause: Clause, first: int, last: int) -> int:
    """The last token of a thing or an act from `first` to `last` before what the writer tells of it or beside it: ", who had led
    the group", ", as shells fell"."""
    for token in clause.tokens[first + 1 : last]:
        follows = clause.tokens[token.index + 1]
        apart = follows.dep == "mark" and follows.lower in {"as", "while", "after", "though", "although"}
        if token.text == "," and (apart or follows.tag in {"WP", "WDT", "WP$", "WRB"}):
            return token.index - 1
    return last


def before_occasion(clause: Clause, first: int, last: int) -> int:
    """The last token before "in a statement" at the end, which tells how it was said."""
    closed = last - (clause.tokens[last].text in {".", ","})
    noun = clause.tokens[closed]
    joint = clause.tokens[noun.head]
    means = noun.lower in words_of_saying().media | set(words_of_saying().platforms)
    told = means and noun.dep == "pobj" and joint.lower in {"in", "on"} and joint.index > first
    return joint.index - 1 if told else last


def _before_parenthesis(clause: Clause, first: int, last: int) -> int:
    """The last token before a sentence that the writer adds in brackets: "(a charge he denies)"."""
    closed = last - (clause.tokens[last].text in {".", ","})
    if clause.tokens[closed].text != ")":
        return last
    opened = next((token.index for token in reversed(clause.tokens[first:closed]) if token.text == "("), None)
    if opened is None or opened <= first or not any(token.tag in _FINITE for token in clause.tokens[opened:closed]):
        return last
    return opened - 1


def _reach(clause: Clause, verb: Token) -> int:
    """The last token that may belong: a clause beside the main one ends first, as in "Sanders, who said he would come, did not"."""
    last = len(clause.tokens) - 1
    if verb.dep == "advcl" and verb.head > verb.index:
        # "While Ankara insists it has no quarrel with the Kurds, its minister told", whom the parser may take for one of the Kurds
        speaker = subject(clause, clause.tokens[verb.head])
        other = clause.tokens[speaker] if speaker is not None and verb.index + 1 < speaker <= verb.right else None
        last = other.left - 2 if other and other.left - 2 > verb.index else verb.right
    at = verb
    while at.dep == "conj" and at.head < at.index:
        at = clause.tokens[at.head]
    return min(last, at.right) if at.dep == "relcl" and at.right > verb.index + 1 else last


def _stop(clause: Clause, verb: Token, index: int) -> int | None:
    """The last token of the content if something new begins at `index`."""
    token = clause.tokens[index]
    if token.lower == "according" and index + 1 < len(clause.tokens) and clause.tokens[index + 1].lower == "to":
        return index - 1
    if token.quotation or (token.text == ";" and _anew(clause, index)):
        return index - 1
    if clause.tokens[index - 1].text == "," and _comments(clause, index):
        return index - 2
    if clause.tokens[index - 1].text == "," and (
        token.lower in {"citing", "quoting"} or (token.lower == "with" and token.head == verb.index)
    ):
        return index - 2
    if token.text in {"—", "–", "--", "-"} and _named_after_dash(clause, index):
        return index - 1
    if token.tag in _FINITE and (reporter := reporter_at_end(clause, token)) is not None:
        return reporter - 2
    if token.tag.startswith("VB"):
        return _joined(clause, verb, token) if token.lower in words_of_saying().verbs else _predicate(clause, verb, token)
    return None


def _anew(clause: Clause, semicolon: int) -> bool:
    """Whether the writer's own clause follows: "; shells from the town killed nine", not "; that shells killed", "; 12 were hurt"."""
    part = list(itertools.takewhile(lambda token: token.text != ";", clause.tokens[semicolon + 1 :]))
    goes_on = any(token.lower in {"that", "and", "or"} for token in part[:2])
    doer = next((token for token in part if token.dep in {"nsubj", "nsubjpass", "expl"}), None)
    return not goes_on and doer is not None and doer.tag not in {"CD", "PRP"}


def reporter_at_end(clause: Clause, verb: Token) -> int | None:
    """Where "the report said" or "reported The Guardian" begins, which end a sentence after a comma and tell who passed all of it on."""
    if verb.lower not in _REPORTING:
        return None
    rest = list(itertools.takewhile(lambda token: token.text not in {",", "."}, clause.tokens[verb.index + 1 :]))
    if verb.index and clause.tokens[verb.index - 1].text == ",":
        named = rest and len(rest) < 6 and all(token.tag in {"DT", "NNP", "NNPS", "NN", "NNS"} for token in rest)
        return verb.index if named and rest[-1].tag in {"NNP", "NNPS"} else None
    comma = next((token.index for token in reversed(clause.tokens[: verb.index]) if token.text == ","), None)
    if comma is None or len(rest) > 4 or not all(token.tag in {"IN", "NNP", "RB"} or token.lower in DAYS for token in rest):
        return None
    named = clause.tokens[comma + 1 : verb.index]
    plain = all(token.tag in {"DT", "NNP", "NNPS", "NN", "NNS", "JJ", "POS", "PRP"} for token in named)
    return comma + 1 if 0 < len(named) < 7 and plain and named[-1].tag.startswith(("NN", "PRP")) else None


def _comments(clause: Clause, index: int) -> bool:
    """Whether the writer's own comment begins: ", a claim the rebels denied", ", in another sign of"."""
    words = [token.lower for token in clause.tokens[index : index + 5]]
    if words and words[0] in {"a", "an"}:
        return len(words) > 1 and (words[1] in _COMMENTS or (len(words) > 2 and words[2] in _COMMENTS))
    return (
        bool(words)
        and words[0] == "in"
        and bool(set(words[1:3]) & {"another", "one", "a", "an", "the", "latest"})
        and bool(set(words[2:]) & {"sign", "signal", "indication"})
    )


def _named_after_dash(clause: Clause, index: int) -> bool:
    """Whether the dash begins the writer's word for the content: "— a proposal he has raised before"."""
    following = clause.tokens[index + 1 :]
    aside = any(token.text == clause.tokens[index].text for token in following)  # a second dash ends it
    return (
        not aside
        and len(following) > 2
        and following[0].lower in {"a", "an"}
        and any(each.lower in _COMMENTS for each in following[1:3])
    )


def _predicate(clause: Clause, verb: Token, token: Token) -> int | None:
    """The end before "and left", said of the speaker: a second verb of the very verb of saying."""
    conjunction = any(clause.tokens[index].dep == "cc" for index in (token.left - 1, token.left - 2) if index > verb.index)
    if token.dep == "conj" and conjunction and _beyond_gap(clause, verb, token):
        return _before_conjunction(clause, token)
    if token.dep == "conj" and conjunction and (token.head == verb.index or _out_of_step(clause, verb, token)):
        return None if _goes_on(clause, token) else _before_conjunction(clause, token)
    participle = token.dep == "advcl" and token.head == verb.index and token.tag == "VBG"
    return token.left - 1 if participle and token.left > verb.index + 1 else None


def _beyond_gap(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether a clause is joined to what stands above "a raid the army said killed 40": ", and the mayor wants an inquiry"."""
    following = clause.tokens[verb.index + 1]
    own = next((clause.tokens[c] for c in token.children if clause.tokens[c].dep in {"nsubj", "nsubjpass", "expl"}), None)
    return (
        following.tag in _FINITE | {"MD"}
        and token.head < verb.index
        and own is not None
        and clause.tokens[_before_conjunction(clause, token) + 1].text == ","
    )


def _goes_on(clause: Clause, token: Token) -> bool:
    """Whether "and it still bears the number" goes on with the content: a clause of its own, set off by no comma."""
    own = any(clause.tokens[c].dep in {"nsubj", "nsubjpass", "expl"} for c in token.children)
    says = token.lower in words_of_saying().verbs and not _believed(token)
    return own and clause.tokens[_before_conjunction(clause, token) + 1].text != "," and not says


def _out_of_step(clause: Clause, verb: Token, token: Token) -> bool:
    """Whether "and gave" cannot go on with "had been ambushed", so that it is said of the speaker."""
    joined = clause.tokens[token.head]
    if token.tag != "VBD" or verb.tag != "VBD" or joined.tag != "VBN" or token.lower.endswith("ed"):
        return False
    return any(clause.tokens[c].lower == "had" for c in joined.children) and not any(
        clause.tokens[c].dep.startswith("nsubj") for c in token.children
    )


def _joined(clause: Clause, verb: Token, token: Token) -> int | None:
    """The end before another utterance: ", adding that", "and announced he was leaving", ", while Israel said", ", which it said"."""
    if token.tag == "VBG" and clause.tokens[token.index - 1].text == "," and not _noun_follows(clause, token):
        return token.index - 2
    takes = takes_clause(clause, token) or _asks(clause, token) or _names(clause, token) or _describes(clause, token)
    if token.dep == "conj" and takes and same_speaker(clause, verb, token):
        return _before_conjunction(clause, token)
    contrasted = contrast(clause, token)
    if contrasted is not None and contrasted > verb.index + 1 and takes_clause(clause, token):
        return contrasted
    if (
        token.dep == "relcl"
        and clause.tokens[token.left].lower in {"which", "who", "whom"}
        and any(clause.tokens[c].dep == "nsubj" and clause.tokens[c].tag == "PRP" for c in token.children)
    ):
        return token.left - 1
    return _predicate(clause, verb, token)


def _noun_follows(clause: Clause, token: Token) -> bool:
    """Whether the participle only describes a noun: ", warning shots"."""
    return token.dep in {"amod", "compound"}


def _asks(clause: Clause, token: Token) -> bool:
    return any(clause.tokens[c].dep in {"xcomp", "ccomp"} and c > token.index for c in token.children)


def _describes(clause: Clause, token: Token) -> bool:
    """Whether the verb likens, blames or describes: "and compared the move to the rout of 1975"."""
    cue = words_of_saying().verbs[token.lower]
    return Frame.DESCRIBE in cue.frames and object_of(clause, token) is not None


def _names(clause: Clause, token: Token) -> bool:
    """Whether the verb gives a thing a name: "and called it a crime"."""
    return token.lower in {"called", "calls"} and any(clause.tokens[c].dep in {"oprd", "dobj"} for c in token.children)


def contrast(clause: Clause, verb: Token) -> int | None:
    """The last token before ", while Israel said": there somebody else begins to speak."""
    own = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubj" and c < verb.index), None)
    if own is None or own.left < 2 or verb.tag not in _FINITE | {"VBN"}:
        return None
    if own.tag == "PRP" and (clause.tokens[own.left - 1].lower not in _CONCESSIONS or _believed(verb)):
        return None
    if clause.tokens[own.left - 1].lower in _CONTRASTS and clause.tokens[own.left - 2].text == ",":
        return own.left - 3
    return None


def _believed(verb: Token) -> bool:
    cue = words_of_saying().verbs.get(verb.lower)
    return cue is not None and cue.frames == {Frame.BELIEVE}


def _before_conjunction(clause: Clause, token: Token) -> int:
    index = token.left - 1
    while index > 0 and (clause.tokens[index].dep == "cc" or clause.tokens[index].text == ","):
        index -= 1
    return index
