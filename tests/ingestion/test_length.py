"""The cost of reading grows with the length of a text, not with its square, however many it names."""

import itertools
import sys
from collections.abc import Iterator

from tests.ingestion.conftest import Read

_MOST = 2.3  # times the calls for twice the text


def _names() -> Iterator[str]:
    """Names that no registry has, all of them different."""
    parts = ("bak", "dor", "fil", "gem", "hul", "jav", "kor", "lum", "mir", "nop")
    for first, second, third in itertools.product(parts, repeat=3):
        yield f"{(first + second).capitalize()} {(third + first).capitalize()}{second}"


def _text(paragraphs: int) -> str:
    said = "{}, a baker in the city, said 40 miners were killed near Lashio. “We are cut off,” the baker wrote."
    return "\n\n".join(said.format(name) for name in itertools.islice(_names(), paragraphs))


def _calls(read: Read, text: str) -> int:
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
