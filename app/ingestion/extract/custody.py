"""A text to what its prisoners are: captives of war, or persons in prison; and whether it tells of hostages."""

import re

from app.vocabulary import Measure

_OF_WAR = re.compile(r"\b(?:prisoners? of war|POWs?|war prisoners?|captured (?:soldiers|troops|fighters))\b")
_IN_PRISON = re.compile(
    r"\b(?:prison (?:service|authorit\w+|guards?|inmates?|sentences?|riot)|(?:life|jail|prison|death) sentences?|serving (?:\w+ )?(?:sentences?|time)|jail(?:ed|s|break)?|inmates?"
    r"|political prisoners?|without (?:charge|trial)|administrative detention|convicted|amnesty|pardon(?:ed)?|arrested)\b",
    re.IGNORECASE,
)
_HOSTAGES = re.compile(r"\bhostages?\b", re.IGNORECASE)


class Custody:
    """What being a prisoner, or being taken, means in one article."""

    def __init__(self, text: str) -> None:
        """Look for the words of war, of prisons and of hostages."""
        self._of_war = _OF_WAR.search(text) is not None
        self._in_prison = _IN_PRISON.search(text) is not None
        self._hostages = _HOSTAGES.search(text) is not None

    def measure(self, unit: str) -> Measure:
        """Detained for "200 prisoners" in a text that tells of sentences or hostages and never of prisoners of war; else captured."""
        prison = self._hostages or (self._in_prison and unit.lower().startswith("prisoner"))
        return Measure.DETAINED if prison and not self._of_war else Measure.CAPTURED
