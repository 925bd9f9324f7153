"""The cost of reading grows with the length of a text, not with its square, however many it names."""

import gc
import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import spacy
from spacy.tokens import Doc

from app.ingestion.annotate.lexicon import Lexicon
from app.ingestion.annotate.regions import region_mentions
from app.ingestion.annotate.syntax import Syntax
from app.ingestion.annotate.toponyms import PlaceNames
from app.ingestion.pipeline import uncollected
from tests.ingestion.conftest import Read

_MOST = 2.3  # times the calls for twice the text
_MOST_IN_A_SENTENCE = 3


def _names() -> Iterator[str]:
    """Names that no registry has, all of them different."""
    parts = ("bak", "dor", "fil", "gem", "hul", "jav", "kor", "lum", "mir", "nop")
    for first, second, third in itertools.product(parts, repeat=3):
        yield f"{(first + second).capitalize()} {(third + first).capitalize()}{second}"


def _text(paragraphs: int) -> str:
    said = "{}, a baker in the city, said 40 miners were killed near Lashio. “We are cut off,” the baker wrote."
    return "\n\n".join(said.format(name) for name in itertools.islice(_names(), paragraphs))


def _calls(read: Callable[[str], object], text: str) -> int:
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return calls


def test_twice_the_text_makes_twice_the_calls(read: Read) -> None:
    once, twice = _text(150), _text(300)
    read(twice)  # loads what is loaded once, and remembers what is remembered of words
    assert _calls(read, twice) < _MOST * _calls(read, once)


@pytest.mark.parametrize(
    "line",
    ["“We will go on.", "“We will go on,” he said, and “we go,” said she; he said", "He said he knew; they said “so it was.”"],
)
def test_twice_the_lines_that_quote_make_twice_the_calls(read: Read, line: str) -> None:
    """The first kind are quotations that never close, each a paragraph: each may go on with all that follow."""
    once, twice = "\n".join([line] * 300), "\n".join([line] * 600)
    read(twice)
    assert _calls(read, twice) < _MOST * _calls(read, once)


def test_twice_the_cues_in_a_sentence_make_no_more_than_thrice_the_calls(read: Read) -> None:
    """Each looks for the end of its content, which is the sentence's: once, whichever rules ask for it."""
    once, twice = '"he said" ' * 30, '"he said" ' * 60
    read(twice)
    assert _calls(read, twice) < _MOST_IN_A_SENTENCE * _calls(read, once)


def _villages(count: int) -> str:
    names = list(itertools.islice(_names(), count))
    return f"Gunmen raided the villages of {', '.join(names)}.\n\n" + "\n\n".join(f"Then they burned {name}." for name in names)


def test_twice_the_places_that_nobody_lists_make_twice_the_calls() -> None:
    nowhere = PlaceNames(Lexicon([]), Lexicon([]), {}, {})

    def places(text: str) -> None:
        apart, _ = region_mentions(text, nowhere, [], frozenset())
        assert len(apart) == 2 * text.count("burned")  # in the list, and where it burned

    once, twice = _villages(400), _villages(800)
    places(twice)
    assert _calls(places, twice) < _MOST * _calls(places, once)


def test_what_has_no_space_is_cut_in_pieces() -> None:
    """The tokenizer looks at all that is left of a stretch for each bracket at its end."""
    language, lengths = spacy.blank("en"), []
    cut = language.tokenizer

    def noted(text: str) -> Doc:
        lengths.append(len(text))
        return cut(text)

    language.tokenizer = noted
    brackets = "(" * 700 + "40 troops" + ")" * 700
    words = [*Syntax(language).words(brackets)]
    assert "".join(word for _, word in words) == brackets.replace(" ", "")
    assert all(brackets.startswith(word, at) for at, word in words)
    assert max(lengths) <= 500


def test_garbage_is_looked_for_again_whoever_else_begins_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread sees that it is off; another ends and turns it on; then the first goes on."""
    is_on, other = gc.isenabled, ExitStack()
    other.enter_context(uncollected())

    def seen_late() -> bool:
        seen = is_on()
        other.close()
        return seen

    monkeypatch.setattr(gc, "isenabled", seen_late)
    with uncollected():
        pass
    assert is_on()
    monkeypatch.undo()
    with pytest.raises(MemoryError), uncollected():
        raise MemoryError
    assert gc.isenabled()
