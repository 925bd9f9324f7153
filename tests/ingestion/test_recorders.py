"""Figures that a body has recorded, to that body; figures that nobody keeps, to nobody."""

import pytest

from tests.ingestion.conftest import Read


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Since May the World Health Organization has recorded 82 attacks on clinics.", "World Health Organization"),
        ("The United Nations has verified the deaths of 40 children in Bara.", "United Nations"),
        ("The Kenyan police registered 30 attacks in Lamu, and 12 men were freed.", "police|Kenya Police|Kenyan police"),
        ("The Kenyan police have not recorded 30 attacks.", None),
        ("A cameraman recorded 30 air strikes on the town.", None),
        ("The Kenyan police lost 30 officers in Lamu.", None),
    ],
)
def test_who_keeps_the_record_gives_its_figures(text: str, claimant: str | None, read: Read) -> None:
    first = read(text).claims[0]
    assert (first.claimant and first.claimant.name) in (claimant.split("|") if claimant else [None])
