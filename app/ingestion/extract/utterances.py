"""The words about a cue to how and when something was said: kind, medium and date."""

import re
from bisect import bisect_left
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.date_forms import TimeExpression
from app.ingestion.extract.drafts import Draft
from app.ingestion.facts import Days, Span
from app.ingestion.resolve.dates import interval
from app.ingestion.text.quotations import overlapping
from app.vocabulary import Basis, Precision, StatementKind

_MEDIUM = re.compile(
    r"\b(?i:in|on|during|at|via|by|through|over|t(?:ook|akes?|aking) to)\s+(?i:(?:a|an|the|his|her|its|their|this|that)\s+)?((?:[\w’'-]+\s+){0,4}?)([A-Za-zé-]+)\b(?:\s+(Social))?"
)
_ISSUED = re.compile(
    r"\b(?:issu|releas|publish|post|circulat|shar)\w+\s+(?:(?:a|an|the|its|his|her|their)\s)?((?:[a-z-]+\s){0,2}[a-z-]+)(?:\son\s[A-Z][a-z]+day)?(?:\s(?:that|which))?\W+$"
)
_ARTICLES = frozenset("the a an to with of on in".split())
_STALE = 6  # days; "On 3 May, the mayor said 20 died", ten days later, dates the deaths
_LONGEST = 31  # days; "over the past 18 months he had claimed" dates no utterance
_FAR = 130  # characters between a cue and its date
_ASIDE = re.compile(r"[,;]\s*(?:who|which|where|whose)\b|\bwhen\b|\bsince\s*$|\b(?:after|before|until)\b")
_RELATIVE = re.compile(r"(?:^|\s)\s*(?:who|which|that|whose|where)\b")
_LENGTHS = re.compile(r"\b(?:since|until|by|for)\s")


def kind(page: Annotated, content: Span) -> StatementKind:
    """How much of the content stands inside quotation marks."""
    quotes = overlapping(page.quotations, content)
    if any(quote.inner.start <= content.start and content.end <= quote.outer.end for quote in quotes):
        return StatementKind.DIRECT
    rest, at = "", content.start
    for quote in quotes:
        rest += page.text[at : max(at, quote.outer.start)]
        at = quote.outer.end
    if quotes and not (rest + page.text[at : content.end]).strip():
        return StatementKind.DIRECT
    return StatementKind.MIXED if any(quote.closed for quote in quotes) else StatementKind.INDIRECT


def medium(page: Annotated, draft: Draft) -> tuple[str, Span] | None:
    """What the phrase of saying names as the means: a platform, or a document or occasion without its article."""
    if draft.around is None:
        return None
    pieces = (draft.content, *draft.also)
    matches = [
        match
        for match in _MEDIUM.finditer(page.text, draft.around.start, draft.around.end)
        if not any(piece.start <= match.start(2) < piece.end for piece in pieces)
    ]
    found = [named for match in matches if (named := _platform(match))]
    found += [noun for match in matches if (noun := _occasion(page.text, match, draft.around.end))]
    return found[0] if found else _issued(page.text, draft) or _by_verb(page.text, draft)


def _by_verb(text: str, draft: Draft) -> tuple[str, Span] | None:
    """Twitter for "tweeted"."""
    cue = cues().verbs.get(text[draft.cue.start : draft.cue.end].lower())
    means = cues().means.get(cue.verb) if cue else None
    return (means, draft.cue) if means else None


_WHERE = re.compile(r"\s(?:in|at|on|near)\s")
_ON = re.compile(r"\s+(?:on|in)\s+(?:the\s)?$")


def heard(page: Annotated, draft: Draft, told: Span | None, outlets: list[Span]) -> tuple[str, Span] | None:
    """The outlet or occasion that one speaks on or to: CNN in "told CNN" and "said on CNN", "news conference" in "told a news conference".
    With an article the outlet is mostly the writer's own: "told the Herald"."""
    if told:
        name = re.sub(r"^(?:the|a|an)\s+", "", page.text[told.start : told.end], flags=re.I)
        span = Span(told.end - len(name), told.end)
        named = re.match(r"\s((?:[A-Z]\w+|the|of)(?: (?:[A-Z]\w+|the|of))*)", page.text[told.end : told.end + 40])
        where = _WHERE.search(name)
        if where and name[: where.start()].split()[-1].lower() in cues().occasions:  # "a news conference in Juba"
            name, span = name[: where.start()], Span(span.start, span.start + where.start())
        if name.split()[-1].lower() in cues().occasions:
            whole = named and named[1][-1].islower() and name.islower() and named[1][0].isupper()
            return (named[1], Span(told.end + 1, told.end + 1 + len(named[1]))) if named and whole else (name, span)
        return (name, span) if span == told and span in outlets else None
    if draft.around is None:
        return None
    behind = (each for each in outlets if draft.cue.end <= each.start and each.end <= (draft.around or each).end)
    spoken = next((each for each in behind if _ON.fullmatch(page.text[draft.cue.end : each.start])), None)
    return (page.text[spoken.start : spoken.end], spoken) if spoken else None


def _issued(text: str, draft: Draft) -> tuple[str, Span] | None:
    """The statement in "issued a statement saying"."""
    first = max(draft.clause.tokens[0].start, draft.cue.start - 80)
    match = _ISSUED.search(text[first : draft.cue.start])
    if match is None or match.group(1).split()[-1].lower() not in cues().media:
        return None
    return match.group(1), Span(first + match.start(1), first + match.end(1))


def _platform(match: re.Match[str]) -> tuple[str, Span] | None:
    name = f"{match.group(2)} {match.group(3)}" if match.group(3) else match.group(2)
    platform = cues().platforms.get(name.lower())
    if platform is None or not name[0].isupper() or match.group(1).strip():
        return None
    return platform, Span(match.start(2), match.end(3) if match.group(3) else match.end(2))


def _occasion(text: str, match: re.Match[str], end: int) -> tuple[str, Span] | None:
    """The document or occasion with the lower-case words before it: "televised speech"."""
    words = list(re.finditer(r"[\w’'-]+", text[match.start(1) : min(end, match.start(1) + 60)]))
    for number, word in enumerate(words[:5]):
        lower = word.group().lower()
        if lower in cues().media and (word.group().islower() or number == 0):
            first = number
            while first and re.fullmatch(r"[a-z-]+", words[first - 1].group()) and words[first - 1].group() not in _ARTICLES:
                first -= 1
            following = words[number + 1].group().lower() if number + 1 < len(words) else ""
            last = words[number + 1] if following in cues().media and following != "telegram" else word
            span = Span(match.start(1) + words[first].start(), match.start(1) + last.end())
            named = text[span.start : span.end]
            return named.lower() if named.isupper() else named, span
        if not re.fullmatch(r"[\w’'.-]+", word.group()) or lower in {"said", "and", "that"}:
            return None
    return None


def said(page: Annotated, draft: Draft, published: date, outer: Days | None) -> Days:
    """When it was said: by a time expression in the phrase of saying, else when the statement around it was, else the day of publication."""
    for expression in _times(page, draft.around) if draft.around else ():
        if any(piece.start <= expression.span.start < piece.end for piece in (draft.content, *draft.also)):
            continue
        found = interval(expression, published) if _dates_utterance(page, draft, expression) else None
        if found and found.end <= published and not _dates_something_else(draft, expression, found, published):
            return found
    if outer and outer.basis is not Basis.PUBLICATION:
        return Days(outer.start, outer.end, outer.precision, Basis.SAID)
    return Days(published, published, Precision.DAY, Basis.PUBLICATION)


def _dates_something_else(draft: Draft, expression: TimeExpression, found: Days, published: date) -> bool:
    opening = draft.speaker is not None and expression.span.end <= draft.speaker.start
    return (opening and (published - found.end).days > _STALE) or (found.end - found.start).days > _LONGEST


def _dates_utterance(page: Annotated, draft: Draft, expression: TimeExpression) -> bool:
    """Whether the expression stands in the phrase of saying itself, not in what is told beside it about the speaker."""
    first, last = sorted((expression.span, draft.cue))
    between = page.text[first.end : last.start]
    before = page.text[max(0, expression.span.start - 7) : expression.span.end].lower()
    if page.text[expression.span.end : expression.span.end + 2] in {"’s", "'s"}:
        return False  # "Friday's attack"
    beside = draft.speaker is not None and draft.speaker.end <= expression.span.start < draft.cue.start
    if draft.speaker and beside and _RELATIVE.search(page.text[draft.speaker.end : expression.span.start]):
        return False  # "a man who fled last month said"
    return len(between) < _FAR and not _ASIDE.search(between) and not _LENGTHS.search(before)


def _times(page: Annotated, span: Span) -> list[TimeExpression]:
    first = bisect_left(page.times, span.start, key=lambda each: each.span.start)
    last = bisect_left(page.times, span.end, key=lambda each: each.span.start)
    return [each for each in page.times[first:last] if each.span.end <= span.end]
