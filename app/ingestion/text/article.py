"""Whether a text that was taken out of a page is an article; what pages show instead of one is named."""

import re

from app.ingestion.failures import NotPublic, Unreadable

STUB = 1_000  # characters; what says "subscribe to read on" below more text than that is an article with an advertisement
BEGINNING = 500  # characters; many a page that is said not to be free is shown whole
LIST = 20  # lines
LONG = 80  # characters; a line of that many is no headline, even in scripts that do not end sentences as ours do
_SENTENCE = re.compile(rf"(?:\S+\s+){{3,}}\S*[.!?…؟।]['\"”’»)\]]*|\S{{12,}}[。！？؟।]|.{{{LONG}}}")
_CLOSED = re.compile(
    r"\b(?:subscribe (?:now )?to (?:continue|read|keep)|to (?:continue|keep) reading|(?:for|to) subscribers(?: only)?\b|subscriber[- ]only|already a subscriber"
    r"|sign in to (?:continue|read)|log in to (?:continue|read)|unlock this article|create (?:a|your) (?:free )?account to"
    r"|this (?:article|content|story) is (?:only )?(?:available|reserved) (?:to|for) |members? only)",
    re.IGNORECASE,
)
_DOOR = re.compile(
    r"\b(?:we (?:and our partners )?use cookies|uses cookies|cookie (?:policy|settings|preferences|consent)|accept (?:all )?cookies|enable (?:cookies|javascript)"
    r"|javascript is (?:disabled|required)|checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|access denied"
    r"|page (?:you requested |you are looking for )?(?:was |could )?not (?:be )?found|your (?:browser|consent))",
    re.IGNORECASE,
)


def check(text: str, is_closed: bool = False) -> None:
    """Raises Unreadable, with its reason, where `text` is no article. `is_closed`: the page says that it is not free to read."""
    lines = [line for line in text.split("\n") if line.strip()]
    told = [line for line in lines if _SENTENCE.search(line)]
    if not told:
        raise Unreadable("there is no sentence in this page")
    if len(lines) >= LIST and 5 * sum(map(len, told)) < len(text):
        raise Unreadable("this page is a list, not an article: most of its lines are headlines")
    if len(text) < STUB and (_CLOSED.search(text) or (is_closed and len(text) < BEGINNING)):
        raise NotPublic("only the beginning of the article is there; the rest is for subscribers")
    if len(text) < STUB and _DOOR.search(text):
        raise Unreadable("this is a page in front of an article: it asks for consent, cookies or scripts, or has nothing")
