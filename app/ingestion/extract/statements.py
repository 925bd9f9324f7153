"""Drafts of attribution to statements: contents trimmed to their marks, pieces joined, speakers looked up, in order."""

import re
from bisect import bisect_left
from datetime import date

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.cues import cues
from app.ingestion.annotate.date_forms import TimeExpression
from app.ingestion.extract.attribution import drafts
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.drafts import Draft
from app.ingestion.extract.phrases import noun_phrase, subject
from app.ingestion.facts import ActorReference, Days, Hop, Span, Statement
from app.ingestion.resolve.dates import interval
from app.ingestion.text.quotations import Quotation, covering, overlapping
from app.vocabulary import ActorKind, Basis, Precision, StatementKind

_OPENING, _CLOSING = "“\"„«‘'`", "”\"»’'"
_MEDIUM = re.compile(
    r"\b(?:in|on|during|at|via|by|through|over)\s+(?:(?:a|an|the|his|her|its|their|this|that)\s+)?((?:[\w’'-]+\s+){0,4}?)([A-Za-zé-]+)\b(?:\s+(Social))?"
)
_MEDIUM_NOUN = re.compile(
    r"^(?:the|a|an|its|his|her)?\s*(?:.*\s)?(statement|release|report|note|letter|briefing|communique|communiqué|bulletin|memo|message|post)$",
    re.IGNORECASE,
)


def statements(page: Annotated, cast: Cast, published: date) -> list[Statement]:
    """The statements of an article, in the order of their contents."""
    words = cues()
    seen = [draft for clause in page.clauses for draft in drafts(clause, words)]
    blocks = _blocks(page, seen)
    kept = _distinct(
        page, [draft for draft in seen if not any(b.clause is draft.clause and b.cue == draft.cue for b in blocks)] + blocks
    )
    _continue_quotations(page, kept)
    made: list[Statement] = []
    speakers: list[ActorReference] = []
    for draft in sorted(
        kept, key=lambda each: (each.clause.inside is not None and each.clause.inside.outer.start, each.cue.start)
    ):
        statement = _statement(page, cast, draft, made, speakers, published)
        if statement:
            made.append(statement)
            if statement.speaker and draft.clause.inside is None:
                speakers.append(statement.speaker)
    made.sort(key=lambda statement: (statement.content.start, -statement.content.end))
    _chain(made)
    return made


# --- which drafts stand ---------------------------------------------------------------------------------------------


def _distinct(page: Annotated, found: list[Draft]) -> list[Draft]:
    """One draft a cue, and none that says the same as another; contents trimmed to the marks of the text."""
    kept: list[Draft] = []
    by_cue: set[Span] = set()
    contents: dict[int, Draft] = {}
    for draft in sorted(found, key=lambda each: (each.clause.tokens[0].start, each.position)):
        draft.content = _trimmed(page, draft.content)
        draft.also = [_trimmed(page, piece) for piece in draft.also]
        if draft.cue in by_cue or draft.content.end - draft.content.start < 4:
            continue
        if draft.belief and any(other.content.start <= draft.cue.start < other.content.end for other in kept[-3:]):
            continue
        same = contents.get(draft.content.start)
        if same and min(same.content.end, draft.content.end) - draft.content.start > 0.9 * (
            max(same.content.end, draft.content.end) - draft.content.start
        ):
            continue
        by_cue.add(draft.cue)
        contents[draft.content.start] = draft
        kept.append(draft)
    return kept


def _trimmed(page: Annotated, span: Span) -> Span:
    """`span` grown to a mark that it cuts off, and without the marks around the whole of it."""
    text, (start, end) = page.text, span
    opened = next((q for q in overlapping(page.quotations, span) if q.outer.start < start <= q.inner.start), None)
    if opened:
        start = opened.outer.start
    cut = next(
        (
            q
            for q in reversed(overlapping(page.quotations, span))
            if q.inner.end - 2 <= end < q.outer.end and q.outer.start >= start
        ),
        None,
    )
    if cut:
        end = cut.outer.end
    whole = covering(page.quotations, start)
    if whole and whole.outer.start == start and whole.outer.end >= end:
        start, end = whole.inner.start, min(end, whole.inner.end)
    while end > start and text[end - 1] in ",.;: \n":
        end -= 1
    return Span(start, end)


def _blocks(page: Annotated, seen: list[Draft]) -> list[Draft]:
    """ "The minister said:" with the paragraphs after it, where no marks set them off, as one direct statement."""
    found = []
    starts = [paragraph.start for paragraph in page.paragraphs]
    words = cues()
    for number, paragraph in enumerate(page.paragraphs[:-1]):
        line = page.text[paragraph.start : paragraph.end]
        following = page.paragraphs[number + 1]
        if not line.endswith(":") or page.text[following.start] in _OPENING:
            continue
        clause = next((c for c in page.clauses if c.sentence.end == paragraph.end and c.inside is None), None)
        verb = (
            next((t for t in reversed(clause.tokens) if t.lower in words.verbs and t.tag.startswith("VB")), None)
            if clause
            else None
        )
        if clause is None or verb is None:
            continue
        speaker = subject(clause, verb)
        if speaker is None:
            continue
        last = bisect_left(starts, _block_end(page, number + 1))
        content = Span(following.start, page.paragraphs[last - 1].end)
        found.append(
            Draft(
                "block-after-colon",
                clause,
                content,
                Span(verb.start, verb.end),
                noun_phrase(clause, speaker),
                around=clause.sentence,
                position=verb.index,
            )
        )
    return found


def _block_end(page: Annotated, first: int) -> int:
    """Where the block that begins at paragraph `first` ends: before notes, a heading or the next speaker."""
    for paragraph in page.paragraphs[first + 1 :]:
        line = page.text[paragraph.start : paragraph.end]
        if re.match(
            r"(?:further information|notes? to editors?|background|media enquiries|for journalists|ends|follow|read more)\b",
            line,
            re.IGNORECASE,
        ) or line.endswith(":"):
            return paragraph.start
    return len(page.text) + 1


def _continue_quotations(page: Annotated, kept: list[Draft]) -> None:
    """Give a quotation that follows a statement and has no cue of its own to that statement."""
    owned = {piece.start for draft in kept for piece in (draft.content, *draft.also)}
    ends = sorted(
        (draft.clause.sentence.end, number) for number, draft in enumerate(kept) if draft.clause.inside is None and draft.speaker
    )
    for quotation in page.quotations:
        if not quotation.whole or quotation.inner.start in owned or _inside_content(page, kept, quotation):
            continue
        place = bisect_left(ends, (quotation.outer.start + 1, -1)) - 1
        if place < 0:
            continue
        draft = kept[ends[place][1]]
        candidates = [kept[number] for end, number in ends[max(0, place - 3) : place + 1] if end == ends[place][0]]
        quoted = [each for each in candidates if _quotes(page, each)]
        draft = quoted[-1] if quoted else draft
        reached = max([draft.clause.sentence.end, *(piece.end for piece in (draft.content, *draft.also))])
        gap = page.text[reached : quotation.outer.start]
        if quoted and (not gap.strip("”\"’' \n.") and (gap.count("\n") == 0 or _opened_before(page, quotation))):
            draft.also.append(quotation.inner)
            owned.add(quotation.inner.start)


def _inside_content(page: Annotated, kept: list[Draft], quotation: Quotation) -> bool:
    return any(draft.content.start <= quotation.inner.start and quotation.inner.end <= draft.content.end for draft in kept)


def _opened_before(page: Annotated, quotation: Quotation) -> bool:
    """Whether the quotation before this one never closed, so that this one goes on with it."""
    number = bisect_left(page.quotations, quotation.outer.start, key=lambda each: each.outer.start) - 1
    return number >= 0 and not page.quotations[number].closed


def _quotes(page: Annotated, draft: Draft) -> bool:
    return (
        draft.rule in {"quotation-with-verb", "according-to"} and covering(page.quotations, draft.content.start) is not None
    ) or any(covering(page.quotations, piece.start) for piece in draft.also)


# --- a draft as a statement -----------------------------------------------------------------------------------------


def _statement(
    page: Annotated, cast: Cast, draft: Draft, made: list[Statement], speakers: list[ActorReference], published: date
) -> Statement | None:
    outer = _enclosing(made, draft)
    if draft.speaker is None:
        return None
    if outer and draft.around:
        within = next(piece for piece in (outer.content, *outer.also) if piece.start <= draft.cue.start < piece.end)
        draft.around = Span(max(draft.around.start, within.start), min(draft.around.end, within.end))
    medium, medium_span = _medium(page, draft)
    speaker = cast.reference(draft.speaker, speakers, outer.speaker if outer else None)
    speaker, medium, medium_span = _behind_document(page, cast, speaker, made, medium, medium_span)
    if not _is_somebody(speaker, draft):
        return None
    pieces = sorted([draft.content, *draft.also], key=lambda piece: piece.start - piece.end)
    statement = Statement(
        content=pieces[0],
        also=pieces[1:],
        cue=draft.cue,
        kind=StatementKind.DIRECT if draft.rule == "block-after-colon" else _kind(page, pieces[0]),
        sentence=draft.clause.sentence,
        said=_said(page, draft, pieces, made, published),
        rule=draft.rule,
        speaker=speaker,
        addressee=cast.reference(draft.addressee, [*speakers, speaker], speaker) if draft.addressee else None,
        medium=medium,
        medium_span=medium_span,
    )
    statement.attribution = [Hop(speaker, page.text[draft.cue.start : draft.cue.end])]
    statement.attribution += [Hop(cast.reference(relay, speakers), cue) for relay, cue in draft.relays]
    return statement


def _enclosing(made: list[Statement], draft: Draft) -> Statement | None:
    return next((statement for statement in reversed(made) if statement.holds(draft.cue)), None)


def _is_somebody(speaker: ActorReference, draft: Draft) -> bool:
    """Whether the subject can speak at all: not "it" of the weather, not a number, not a thing without a name."""
    word = speaker.as_written.lower()
    if speaker.kind is ActorKind.UNNAMED and word in {
        "it",
        "this",
        "that",
        "there",
        "what",
        "which",
        "one",
        "you",
        "i",
        "we",
        "nothing",
        "none",
        "nobody",
        "anyone",
        "no one",
    }:
        return False
    return bool(re.search(r"\w", word)) and not (draft.belief and word in {"some", "many", "people"})


def _behind_document(
    page: Annotated, cast: Cast, speaker: ActorReference, made: list[Statement], medium: str | None, medium_span: Span | None
) -> tuple[ActorReference, str | None, Span | None]:
    """Who speaks in "a CentCom statement said", "the release said": the document is the medium, its maker the speaker."""
    match = _MEDIUM_NOUN.match(speaker.as_written)
    if match is None or speaker.candidates:
        return speaker, medium, medium_span
    noun = match.group(1).lower()
    makers = list(cast.mentions(speaker.span))
    if makers:
        maker = cast.reference(makers[-1].span, [])
        maker.as_written = page.text[makers[-1].span.start : makers[-1].span.end]
        return maker, medium or _document_name(page, speaker.span, makers[-1].span), speaker.span
    earlier = next((s for s in reversed(made) if s.medium and s.medium.lower().endswith(noun) and s.speaker), None)
    if earlier and earlier.speaker:
        known = earlier.speaker
        return (
            ActorReference(speaker.as_written, speaker.span, known.name, known.kind, known.candidates, known.belongs_to),
            earlier.medium,
            speaker.span,
        )
    return speaker, medium, medium_span


def _document_name(page: Annotated, phrase: Span, maker: Span) -> str:
    """ "news release" of "a DoD news release issued yesterday"."""
    return re.sub(r"^(?:’s|'s)?\s*", "", page.text[maker.end : phrase.end]).strip() or page.text[phrase.start : phrase.end]


def _kind(page: Annotated, content: Span) -> StatementKind:
    quotes = overlapping(page.quotations, content)
    if any(quote.inner.start <= content.start and content.end <= quote.outer.end for quote in quotes):
        return StatementKind.DIRECT
    return StatementKind.MIXED if any(quote.closed for quote in quotes) else StatementKind.INDIRECT


def _medium(page: Annotated, draft: Draft) -> tuple[str | None, Span | None]:
    """What the phrase of saying names as the means: a platform, or a document or occasion without its article."""
    if draft.around is None:
        return None, None
    words = cues()
    for match in _MEDIUM.finditer(page.text, draft.around.start, draft.around.end):
        before, noun = match.group(1), match.group(2)
        if any(piece.start <= match.start(2) < piece.end for piece in (draft.content, *draft.also)):
            continue
        platform = words.platforms.get((f"{noun} {match.group(3)}" if match.group(3) else noun).lower())
        if platform and noun[0].isupper() and not before.strip():
            return platform, Span(match.start(2), match.end(3) if match.group(3) else match.end(2))
        noun_span = _medium_noun(page.text, match, draft.around.end)
        if noun_span:
            return page.text[noun_span.start : noun_span.end], noun_span
    return None, None


def _medium_noun(text: str, match: re.Match[str], end: int) -> Span | None:
    words = list(re.finditer(r"[\w’'-]+", text[match.start(1) : min(end, match.start(1) + 60)]))
    for number, word in enumerate(words[:5]):
        lower = word.group().lower()
        if lower in cues().media:
            start = number
            while (
                start
                and re.fullmatch(r"[a-z-]+", words[start - 1].group())
                and words[start - 1].group() not in {"the", "a", "an", "to", "with", "of", "on", "in"}
            ):
                start -= 1
            following = words[number + 1].group().lower() if number + 1 < len(words) else ""
            last = words[number + 1] if following in cues().media and following != "telegram" else word
            return Span(match.start(1) + words[start].start(), match.start(1) + last.end())
        if not re.fullmatch(r"[\w’'.-]+", word.group()) or lower in {"said", "and", "that"}:
            return None
    return None


def _said(page: Annotated, draft: Draft, pieces: list[Span], made: list[Statement], published: date) -> Days:
    """When it was said: by a time expression in the phrase of saying, else the day of publication."""
    if draft.around is not None and draft.rule != "responsibility":
        for expression in _times(page, draft.around):
            if not any(piece.start <= expression.span.start < piece.end for piece in pieces) and _dates_utterance(
                page, draft, expression
            ):
                found = interval(expression, published)
                if (
                    found
                    and found.end <= published
                    and not (expression.span.start < draft.cue.start - 25 and (published - found.end).days > _STALE)
                ):
                    return found
    return Days(published, published, Precision.DAY, Basis.PUBLICATION)


_STALE = 6  # days; "On 1 August, activists said 50 died", ten days later, dates the deaths
_ASIDE = re.compile(r"[,;]\s*(?:who|which|where|when|whose)\b|\bsince\s*$|\b(?:after|before|until)\b")


def _dates_utterance(page: Annotated, draft: Draft, expression: TimeExpression) -> bool:
    """Whether the expression stands in the phrase of saying itself, not in what is told beside it about the speaker."""
    first, last = sorted((expression.span, draft.cue))
    between = page.text[first.end : last.start]
    before = page.text[max(0, expression.span.start - 7) : expression.span.end].lower()
    return len(between) < 130 and not _ASIDE.search(between) and not re.search(r"\b(?:since|until|by|for)\s", before)


def _times(page: Annotated, span: Span) -> list[TimeExpression]:
    first = bisect_left(page.times, span.start, key=lambda each: each.span.start)
    last = bisect_left(page.times, span.end, key=lambda each: each.span.start)
    return [each for each in page.times[first:last] if each.span.end <= span.end]


def _chain(made: list[Statement]) -> None:
    """Append to each nested statement's attribution the chain of the statement it stands in."""
    open_statements: list[Statement] = []
    for statement in made:
        open_statements = [outer for outer in open_statements if outer.content.end > statement.content.start]
        outer = next((o for o in reversed(open_statements) if o is not statement and o.holds(statement.content) and o.speaker and statement.speaker
                      and o.content != statement.content), None)  # fmt: skip
        if outer:
            statement.attribution = statement.attribution + outer.attribution
        open_statements.append(statement)
