"""What a short text is expected to state, and how that is held against what was read.

A table of `Case`s goes in; `differences` gives the faults of one reading in words, none when it is right. Only what a
reader would call wrong counts: names in any accepted form, content without its outer marks.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import Basis

ANY = "*"  # in place of a value on which careful readers differ
UNDECIDED = "?"  # a speaker whom the text leaves open: the reading keeps his words and names nobody


@dataclass(frozen=True, slots=True)
class Said:
    """One expected statement. Alternatives are separated by "|"; "" or None is the absence of a value."""

    content: str  # several pieces or readings: any of them
    speaker: str
    cue: str
    kind: str = "indirect"
    to: str = ""
    medium: str | None = None
    date: str | None = None  # a day, or "from/to"
    via: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A short text and all it states; a trap states nothing."""

    text: str
    said: tuple[Said, ...] = ()
    published: str = "2024-10-30"  # a Wednesday


def differences(case: Case, read: list[Statement]) -> list[str]:
    """Every way in which what was read departs from what was expected."""
    faults, left = [], list(read)
    for want in case.said:
        got = max(left, key=lambda statement: _shared(case.text, want, statement), default=None)
        if got is None or _shared(case.text, want, got) < 0.5:
            faults.append(f"missed {want.content!r}")
        else:
            left.remove(got)
            faults += _faults(case.text, want, got)
    return faults + [f"invented {_words(case.text, extra.content)!r} by {_name(extra.speaker)}" for extra in left]


def _faults(text: str, want: Said, got: Statement) -> list[str]:
    date = None if got.said.basis not in (Basis.EXPLICIT, Basis.RELATIVE) else f"{got.said.start}/{got.said.end}"
    relays = " ".join(_name(hop.actor) or "" for hop in got.attribution[1:])
    checks = {
        "content": (want.content, _content(text, got), _plain(_content(text, got)) in map(_plain, want.content.split("|"))),
        "speaker": (want.speaker, _name(got.speaker), _right_speaker(want.speaker, got.speaker)),
        "cue": (want.cue, _words(text, got.cue), _overlapping(want.cue, _words(text, got.cue))),
        "kind": (want.kind, str(got.kind), want.kind == got.kind),
        "addressee": (want.to, _name(got.addressee), same_name(want.to, got.addressee)),
        "medium": (want.medium, got.medium, (got.medium or "").casefold() in (want.medium or "").casefold().split("|")),
        "date": (want.date, date, date == (want.date if want.date is None or "/" in want.date else f"{want.date}/{want.date}")),
        "relay": (
            want.via,
            relays,
            any(same_name(want.via, hop.actor) for hop in got.attribution[1:]) or not (want.via or relays),
        ),
    }
    return [
        f"{label}: expected {expected!r}, got {found!r}"
        for label, (expected, found, right) in checks.items()
        if not right and expected != ANY
    ]


def same_name(accepted: str, got: ActorReference | None) -> bool:
    """Whether a reference names one of the accepted; nobody is right where nobody is accepted."""
    names = [name for name in (got.name, got.as_written) if name] if got else []
    if not accepted or not names:
        return not accepted and not names
    return any(_same(_parts(want), _parts(have)) for want in accepted.split("|") for have in names)


def _same(want: list[str], have: list[str]) -> bool:
    if not want or not have:
        return False
    return want == have or (want[-1] == have[-1] and (set(want) <= set(have) or set(have) <= set(want)))


def _right_speaker(accepted: str, got: ActorReference | None) -> bool:
    if accepted == UNDECIDED:
        return got is None or (got.id is None and got.as_written.casefold() in {"he", "she", "it", "they", got.name.casefold()})
    return same_name(accepted, got)


def _parts(name: str) -> list[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    plain = re.sub(r"'s?\b", "", plain.replace("’", "'"))
    return [word for word in re.findall(r"[\w']+", plain) if word not in {"the", "a", "an", "some"}]


def _shared(text: str, want: Said, got: Statement) -> float:
    """Intersection over union of the nearest accepted piece and the content that was read."""
    best = 0.0
    for piece in want.content.split("|"):
        start = text.find(piece)
        assert start >= 0, f"no substring: {piece!r}"
        shared = max(0, min(start + len(piece), got.content.end) - max(start, got.content.start))
        best = max(best, shared / (len(piece) + got.content.end - got.content.start - shared))
    return best


def _content(text: str, got: Statement) -> str:
    return _words(text, got.content)


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _plain(content: str) -> str:
    return re.sub(r"^that ", "", content.strip(" \n“”\"'‘’«».,;:!?–—-"))


def _overlapping(want: str, got: str) -> bool:
    return want.casefold() in got.casefold() or got.casefold() in want.casefold()


def _name(actor: ActorReference | None) -> str | None:
    if actor is None:
        return None
    return actor.name if actor.name == actor.as_written else f"{actor.name} ({actor.as_written})"
