"""The words of the number grammar: `app/data/quantities.toml` as lookup tables, and a text as tokens that know their value.

In: the file, a text. Out: `words()`, read once and never changed, and `tokenised(text)`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Generic, NamedTuple, TypeVar

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_SPACES = r" \u00a0\u2009\u202f"
_GRAMMAR = rf"""
  (?P<number>
      \d{{1,3}}(?:(?:[{_SPACES[1:]}]\d{{3}})+|(?:\x20\d{{3}}){{2,}}|\x20 0\d\d)(?!\d)  # 10 000; nobody counts "000"
    | \d{{1,3}}(?:['’]\d{{3}})+(?!\d)
    | \d(?:[\d.,]*\d)?[½¼¾]?
  )(?P<tail>['’]s\b|[^\W\d_]\w*)?
| (?P<word>p\.c(?:\.(?=\x20[a-z]))?(?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)*)
| (?P<mark>\S|\n(?=[ \t]*(?:\n|[A-Z“"'])))  # a line that begins with a capital begins something new
"""
_PLAIN = re.compile(rf"\d+(?:\.\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_PADDED = re.compile(r"0[1-9]")  # of a table: "09 injured"
_SEPARATORS = re.compile(rf"[,'’{_SPACES}]")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MOST_DIGITS = 15  # beyond this a float no longer holds every whole number, and nobody counts that far
END_TOKENS = 16  # ends after the last token: as many as any rule looks ahead or, by negative index, back

Meaning = TypeVar("Meaning")


class Kind(StrEnum):
    """What a token is. NEVER is a stretch whose numbers are no quantities."""

    NUMBER = "number"
    PLURAL = "plural"  # "1000's", "100s"
    WORD = "word"
    MARK = "mark"
    NEVER = "never"
    END = "end"


class Token(NamedTuple):
    """A number, word or mark of the text; `low` is what the tables know it by: "Year’s" is "year"."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    value: float = 0
    letter: str = ""  # the "K" of "24K"


class Effect(StrEnum):
    """What a hedge does to the interval of the number beside it; quantities.toml says which is which."""

    NONE = "none"
    ABOUT = "about"
    ABOVE = "above"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Vague:
    """A phrase that counts without a number, and the words beside which it does not."""

    low: float | None
    high: float | None
    approximate: bool
    needs_of: bool
    not_before: frozenset[str]
    not_after: frozenset[str]


class Phrases(Generic[Meaning]):
    """Phrases of several tokens and their meaning."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in sorted(entries, key=lambda entry: -len(entry[0].split())):
            first, *rest = phrase.split()
            self._by_first.setdefault(first, []).append((tuple(rest), meaning))

    def __contains__(self, first: str) -> bool:
        return first in self._by_first

    def at(self, tokens: Sequence[Token], i: int) -> tuple[Meaning, int] | None:
        """The longest phrase that begins with token `i`: its meaning and the index after it."""
        for rest, meaning in self._by_first.get(tokens[i].low, ()):
            for at, word in enumerate(rest, i + 1):
                if tokens[at].low != word:
                    break
            else:
                return meaning, i + 1 + len(rest)
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """quantities.toml, ready to look things up in. The file says what each table is for."""

    small: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    plurals: Mapping[str, int]
    fractions: Mapping[str, int]
    multiples: Phrases[tuple[int, bool]]  # how many of the next unit; whether no more than that
    links: Phrases[None]
    percent: Phrases[None]
    hedges: Phrases[Effect]
    after: Phrases[Effect]
    vague: Phrases[Vague]
    units: frozenset[str]
    amounts: Mapping[str, frozenset[str]]
    context: Mapping[str, frozenset[str]]
    articles: Mapping[str, frozenset[str]]
    never: tuple[tuple[str, str], ...]  # each pattern as written, and the sentence it was written for
    token: re.Pattern[str]
    openings: frozenset[str]  # words that a quantity may begin with


@cache
def words() -> Words:
    """The words of quantities.toml."""
    data = tomllib.loads((files("app") / "data" / "quantities.toml").read_text(encoding="utf-8"))
    never = tuple((entry["pattern"], entry["example"]) for entry in data["never"])
    return Words(
        small=data["words"],
        scales=data["scales"],
        letters=data["letters"],
        plurals=data["plurals"],
        fractions=data["fractions"],
        multiples=Phrases(
            (words, (times, kind == "bounded")) for kind, all_ in data["multiples"].items() for words, times in all_.items()
        ),
        links=Phrases((words, None) for words in data["links"]["words"]),
        percent=Phrases((words, None) for words in data["percent"]["words"]),
        hedges=Phrases(_effects(data["hedges"])),
        after=Phrases(_effects(data["after"])),
        vague=Phrases((words, _vague(entry)) for entry in data["vague"] for words in entry["words"]),
        units=frozenset(word for kind in data["units"].values() for word in kind),
        amounts=_sets(data["amounts"]),
        context=_sets(data["context"]),
        articles=_sets(data["articles"]),
        never=never,
        token=_token_pattern([pattern for pattern, _ in never], data["words"]),
        openings=_openings(data),
    )


def _openings(data: dict[str, Any]) -> frozenset[str]:
    """One set, as every word of a text is looked up in it."""
    hedges = (phrase for phrases in data["hedges"].values() for phrase in phrases)
    vague = (phrase for entry in data["vague"] for phrase in entry["words"])
    multiples = (phrase for phrases in data["multiples"].values() for phrase in phrases)
    first = (phrase.split()[0] for phrase in (*hedges, *vague, *multiples))
    words = (word for table in ("words", "plurals", "fractions", "scales") for word in data[table])
    return frozenset(("a", "an", "between", *first, *words, *data["amounts"]["adverbs"], *data["amounts"]["adjectives"]))


def _effects(table: dict[str, list[str]]) -> Iterator[tuple[str, Effect]]:
    return ((phrase, Effect(effect)) for effect, phrases in table.items() for phrase in phrases)


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(entries) for key, entries in table.items()}


def _vague(entry: dict[str, Any]) -> Vague:
    return Vague(
        low=float(entry["low"]) if "low" in entry else None,
        high=float(entry["high"]) if "high" in entry else None,
        approximate=entry.get("approximate", entry.get("low") is None),
        needs_of=entry.get("of", False),
        not_before=frozenset(entry.get("not_before", ())),
        not_after=frozenset(entry.get("not_after", ())),
    )


def _token_pattern(never: Iterable[str], small: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all tokens; a stretch that is never a quantity goes before the numbers inside it."""
    longest_first = sorted(small, key=len, reverse=True)
    first = "".join(sorted({letter for word in small for letter in word[0] + word[0].upper()}))  # most words fail there, sooner
    number = rf"(?=[\d{first}])(?:\d{{1,4}}|(?i:{'|'.join(longest_first)}))(?!\w)"
    month = rf"(?:(?:{_MONTHS}|{_MONTHS.upper()})\b\.?)"
    joined = "|".join(f"(?:{pattern})" for pattern in never)
    joined = joined.replace("<n>", number).replace("<month>", month).replace("<_>", f"[{_SPACES}]")
    return re.compile(f"(?P<never>{joined})|(?x:{_GRAMMAR})")


def tokenised(text: str) -> list[Token]:
    """The tokens of `text`, and ends enough to look past both sides of any of them."""
    tokens: list[Token] = []
    for match in words().token.finditer(text):
        if match.lastgroup == "word":
            tokens.append(Token(Kind.WORD, match[0], _without_possessive(match[0].lower()), *match.span()))
        elif match.lastgroup == "mark":
            tokens.append(Token(Kind.MARK, match[0], match[0], *match.span()))
        elif match.lastgroup == "never":
            tokens.append(Token(Kind.NEVER, match[0], "", *match.span()))
        else:
            tokens += _of_number(match)
    return tokens + [Token(Kind.END, "", "", len(text), len(text))] * END_TOKENS


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _of_number(match: re.Match[str]) -> Iterator[Token]:
    digits, tail, start, end = match["number"], match["tail"] or "", match.start(), match.end()
    value, letter = _value(digits), tail.lower()
    if value is None:
        yield Token(Kind.NEVER, match[0], "", start, end)
    elif not tail or letter in words().letters:
        yield Token(Kind.NUMBER, match[0], digits, start, end, value, tail)
    elif letter in words().percent:
        yield Token(Kind.NUMBER, digits, digits, start, match.end("number"), value)
        yield Token(Kind.WORD, tail, letter, match.end("number"), end)
    elif letter.endswith("s") and len(letter) <= 2 and _is_round(digits):
        yield Token(Kind.PLURAL, match[0], digits, start, end, value)
    else:  # 155mm, 95th, 2S19, 1990s
        yield Token(Kind.NEVER, match[0], "", start, end)


def _is_round(digits: str) -> bool:
    return _SEPARATORS.sub("", digits).lstrip("1") in {"0" * zeros for zeros in range(1, 8)} and digits.count("1") == 1


def _value(digits: str) -> float | None:
    """What `digits` amount to, None where they are no count: "1.2.3", "007", "3,5". "10.000" is ten until the words after it are known."""
    whole, part = (digits[:-1], _PARTS[digits[-1]]) if digits[-1] in _PARTS else (digits, 0.0)
    if not _PLAIN.fullmatch(whole) and not is_dotted(whole):
        return None
    bare = _SEPARATORS.sub("", whole)
    if len(bare) > _MOST_DIGITS or (len(bare) > 1 and int(bare[0]) == 0 and bare[1] != "." and not _PADDED.fullmatch(bare)):
        return None
    return float(bare) + part if bare.count(".") < 2 else float(bare.replace(".", ""))


def is_dotted(digits: str) -> bool:
    """Whether `digits` may be a whole number with dots between the thousands: "10.000"."""
    return _DOTTED.fullmatch(digits) is not None
