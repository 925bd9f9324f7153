"""Documents that speak for their makers: a navy statement, the report that the United Nations has released."""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cached_property

from app.ingestion.annotate.annotated import Annotated
from app.ingestion.annotate.cues import cues
from app.ingestion.extract.cast import Cast
from app.ingestion.extract.characters import WORDS
from app.ingestion.extract.roles import BODIES, PEOPLE
from app.ingestion.facts import ActorReference, Span

_NOUN = (
    r"(?:statement|release|report|note|letter|briefing|communique|communiqué|bulletin|memo|message|post|study|survey"
    r"|estimates?|figures|data|statistics|numbers|tally|count|records|documents|assessments?|investigation|inquiry|analysis|review|audit)"
)
_DOCUMENT = re.compile(rf"(?:the|a|an|its|his|her)?\s*(?:.*\s)?{_NOUN}", re.IGNORECASE)
_MADE = re.compile(r"\s(?:of|by|from|into|on|about|issued|published|released|dated|posted|sent|signed|written|prepared)(?:\s|$)")
_BY = r"\s(?:(?:(?:issued|published|released|compiled|signed|written|prepared|sent) (?:(?:(?:last|on|this|in|earlier this) )?[\w-]+ )?)?by|from)\s"
_MAKER = re.compile(rf"{_BY}(?=[^\s\d])")
_ON_TO = re.compile(r"\s(?:to|and (?:seen|obtained|published))\s")
_OF = re.compile(r"\sof\s")
_SENT = frozenset("statement letter message note communique communiqué bulletin post release".split())  # whose "of" tells by whom
_BEFORE_DOCUMENT = re.compile(r"(?:the|a|an|its|his|her)\s+|(?:latest|official|new|early|preliminary|recent)\s+", re.IGNORECASE)
_RELEASED = re.compile(
    r"(?:\s(?:has|have|had|also|earlier|later|recently|today|yesterday|(?:on|last|this) \w+)){0,3}\s(?:issued|releas(?:ed|es)|publish(?:ed|es)|unveiled)"
    rf"\s(?:(?:a|an|the|its|their|his|her|two|new)\s)?(?:[\w-]+\s){{0,3}}?(?P<noun>{_NOUN})\b"
)
_OWNS = re.compile(r"[’']s$|(?<=s)[’']$")  # "the ministry’s figures"
_WHEN = re.compile(
    r"(?:\w+day|today|yesterday|week|month|year|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_REACH = 120  # characters of "… has released its annual report"
_REMEMBERED = 9
_THE = 4  # characters of "the "
_ABOUT = re.compile(r"\s(?:on|into|about|of)\s(?![A-Z]\w+day\b)")
_KNOWN = re.compile(r"(?:[Tt]he(?:ir)?|[Tt]h(?:is|at|ese|ose)|[Ii]ts|[Hh]is|[Hh]er)\b(?! (?:first|second|third|other|latter)\b)")


class Documents:
    """The documents of one article that speak, or that somebody is told to have released, with their makers."""

    def __init__(self, page: Annotated, cast: Cast) -> None:
        """None has spoken."""
        self._page = page
        self._text = page.text
        self._cast = cast
        self._spoken: list[tuple[str, ActorReference]] = []

    def spoke(self, medium: str, maker: ActorReference) -> None:
        """Remember that somebody has spoken by a medium: "the report" may be what he spoke by."""
        self._spoken = [*self._spoken[-_REMEMBERED:], (medium, maker)]

    def maker(self, speaker: ActorReference, medium: tuple[str, Span] | None) -> tuple[ActorReference, tuple[str, Span] | None]:
        """Who speaks in "a navy statement said", "the release said": the document is the medium, its maker the speaker."""
        head = _document(self._text, speaker.span)
        if head is None:
            return speaker, medium
        noun = self._text[head.start : head.end].lower().split()[-1]
        within = self._cast.mentions(head)
        maker = within[-1].span if within else self._made_by(speaker.span, head)
        if maker:
            return self._cast.reference(maker, []), medium or (self._named(head, maker) if noun in cues().media else None)
        if _ABOUT.match(self._text, head.end, speaker.span.end) or not _KNOWN.match(self._text, head.start):
            return speaker, medium  # "The report on the fire", "Another study" need not be the one before
        earlier = next((each for each in reversed(self._spoken) if each[0].lower().endswith(noun)), None)
        released = self._released_before(noun, speaker.span.start)
        if earlier is None and released is None:
            return speaker, medium
        written, known = earlier or (noun, self._cast.reference(released or head, []))
        who = replace(known, as_written=speaker.as_written, span=speaker.span, name=known.name or known.as_written)
        return who, (written, speaker.span) if written in cues().media or earlier else medium

    def _released_before(self, noun: str, position: int) -> Span | None:
        """The last one who is told before `position` to have released such a document."""
        last = bisect_left(self._released, position, key=lambda each: each[0])
        recent = reversed(self._released[max(0, last - _REMEMBERED) : last])
        return next((maker for _, what, maker in recent if what == noun), None)

    @cached_property
    def _released(self) -> list[tuple[int, str, Span]]:
        """Where, what and by whom: "The United Nations released a report on Tuesday"."""
        found = []
        for mention in self._cast.mentions(Span(0, len(self._text))):
            match = _RELEASED.match(self._text, mention.span.end, mention.span.end + _REACH)
            if match:
                found.append((match.end(), match["noun"].lower(), mention.span))
        return found

    def _made_by(self, phrase: Span, head: Span) -> Span | None:
        """Who made a document in whose name nobody stands: "the health ministry" in "figures from the health ministry",
        "government" in "government figures"."""
        noun = self._text[head.start : head.end].lower().split()[-1]
        maker = _MAKER.match(self._text, head.end, phrase.end)
        maker = maker or (_OF.match(self._text, head.end, phrase.end) if noun in _SENT else None)
        if maker:
            to = _ON_TO.search(self._text, maker.end(), phrase.end)  # "sent by Ruiz to a friend"
            who = Span(maker.end(), to.start() if to else phrase.end)
            return who if self._may_make(who) else None
        first = head.start
        while first < head.end and (small := _BEFORE_DOCUMENT.match(self._text, first, head.end)):
            first = small.end()
        words = self._text[first : head.end].split()
        owned = len(words) > 1 and _OWNS.search(words[-2]) is not None and _WHEN.match(words[-2]) is None
        if owned:
            first = head.start  # "the ministry", which is one that has been told of
        named = _OWNS.sub("", self._text[first : head.end].removesuffix(words[-1]).rstrip())
        body = owned or (len(words) > 1 and words[-2].lower() in cues().sources | BODIES)
        return Span(first, first + len(named)) if body else None

    def _may_make(self, who: Span) -> bool:
        """Whether a phrase behind "by" or "from" means somebody: not "from Monday", "from the front", "by hand"."""
        times = self._page.times
        first = bisect_left(times, who.start, key=lambda each: each.span.start)
        if any(each.span.start - who.start <= _THE for each in times[first : first + 1]):
            return False
        words = WORDS.findall(self._text[slice(*who)])
        known = cues().sources | cues().people | BODIES | PEOPLE
        return any(word[0].isupper() or word.lower() in known or word.lower().removesuffix("s") in known for word in words)

    def _named(self, head: Span, maker: Span) -> tuple[str, Span]:
        """ "news release" in "a NATO news release issued yesterday", "report" in "a report by Save the Children"."""
        span = Span(maker.end, head.end) if head.start <= maker.start < head.end else head
        name = re.sub(r"^(?:’s|'s)?\s*(?:(?:the|a|an|its|his|her)\s)?", "", self._text[span.start : span.end], flags=re.I).strip()
        return name, Span(span.end - len(name), span.end)


def _document(text: str, phrase: Span) -> Span | None:
    """The document that a speaker's phrase names, without who made it: "report" in "a report by Save the Children"."""
    made = _MADE.search(text[phrase.start : phrase.end])
    head = Span(phrase.start, phrase.start + made.start() if made else phrase.end)
    words = text[head.start : head.end].split()
    named = len(words) > 1 and words[-1][:1].isupper()  # "the Institute for the Study"
    return head if not named and _DOCUMENT.fullmatch(text[head.start : head.end]) else None
