"""An article's lines go in; those that only stand around it are taken off, and what they say is kept as fields.

At its head: the title again, by-lines, the day, and the date-line before the first sentence. At its end: credits, and the teasers of
other articles, whose figures this one never gave.
"""

import re
from dataclasses import dataclass

HEAD = 8  # lines in which a by-line or a day is no part of the story
_NAME = r"(?:[^\W\d_][\w.'’-]*|[A-Z]\.)"
_BYLINE = re.compile(
    rf"(?:[Ww]ritten |[Rr]eported |[Ss]tory |[Rr]eporting )?[Bb][Yy]:?\s+({_NAME}(?:,?\s+(?:and\s+|&\s+)?{_NAME}){{0,11}})"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})"
_DATED = re.compile(
    rf"(?:(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?:?\s*)?(?:\w{{3,9}},?\s+)?(?:{_DAY},?(?:\s+\d{{4}})?|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:,?\s*(?:at\s+|\|\s*|-\s*)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?)?)?\.?",
    re.IGNORECASE,
)
_SHOUTED = r"[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]*){0,4}"  # KYIV, UNITED NATIONS, PORT-AU-PRINCE
_PLACE = rf"{_SHOUTED}(?:,\s+{_NAME}(?:\s{_NAME}){{0,2}}\.?)?"
_AGENCY = r"\((?:[A-Z][\w./ -]{1,40})\)"
_DASH = r"\s*(?:[—–]|--|-(?=\s))\s*"
_DATELINE = re.compile(
    rf"(?:({_PLACE}(?:,\s+{_DAY}(?:,?\s+\d{{4}})?)?(?:\s+{_AGENCY})?|{_DAY}\s+{_AGENCY}|{_AGENCY}){_DASH}"  # KYIV, Oct 30 (Reuters) —
    rf"|((?:{_NAME}\s){{0,2}}{_NAME},\s+{_NAME}(?:\s{_NAME}){{0,2}}(?:\s+{_AGENCY})?|{_NAME}(?:\s{_NAME}){{0,2}}\s+{_AGENCY})"
    rf"\s*(?:[—–]|--|-(?=\s))\s*)(?=[A-Z“\"'‘])"  # Beirut, Lebanon – and Beirut (AFP) –, where a sentence begins after it
)
_CREDIT = re.compile(r"\(?\s*(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by\b.{0,300}\)?", re.DOTALL)
_TEASER = re.compile(
    r"(?:read (?:more|also|next)|see also|more (?:from|on|must-reads?|stories|news|coverage)\b.*|related(?: (?:articles?|stories|news|coverage|topics))?"
    r"|most (?:read|popular)|recommended(?: stories| for you)?|you may also like.*|up next|editor[’']?s[’']? picks?|trending(?: now)?|top stories"
    r"|don[’']t miss.*)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The text that is left, one paragraph a line, and what was said around it."""

    text: str
    byline: str | None
    dateline: str | None


def trimmed(text: str, title: str | None) -> Trimmed:
    """`text` without its edges; what is not recognized stays. At least one line is left."""
    lines = text.split("\n")
    byline = None
    while len(lines) > 1 and (_is_title(lines[0], title) or _DATED.fullmatch(lines[0].strip())):
        del lines[0]
    for number in range(min(HEAD, len(lines) - 1) - 1, -1, -1):
        if said := _BYLINE.fullmatch(lines[number].strip()):
            byline = said[1]
            del lines[number]
        elif _DATED.fullmatch(lines[number].strip()):
            del lines[number]
    while len(lines) > 1 and _is_title(lines[0], title):
        del lines[0]
    _cut_end(lines)
    dateline = _DATELINE.match(lines[0])
    if dateline:
        lines[0] = lines[0][dateline.end() :]
    return Trimmed("\n".join(lines), byline, (dateline[1] or dateline[2]) if dateline else None)


def _is_title(line: str, title: str | None) -> bool:
    """Whether a line repeats the title, or the title without the name of the outlet that pages append to it."""
    said, whole = _letters(line), _letters(title or "")
    return bool(said) and (said == whole or (len(said) > 20 and whole.startswith(said)))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _cut_end(lines: list[str]) -> None:
    """Take off credits, and a heading of teasers with nothing but short items after it."""
    while len(lines) > 1 and (_CREDIT.fullmatch(lines[-1].strip()) or _TEASER.fullmatch(lines[-1].strip())):
        del lines[-1]
    items = len(lines)
    while items > 1 and lines[items - 1].startswith("- "):
        items -= 1
    if 1 < items < len(lines) and _TEASER.fullmatch(lines[items - 1].strip()):
        del lines[items - 1 :]
