"""A text to what it means to be in the camps it speaks of: held there, or taken in after a flight."""

import re
from bisect import bisect_left

from app.vocabulary import Measure

_KEEPS = r"(?:detention|prison|internment|re-?education|filtration|concentration|penal|labou?r|holding)"
_HOUSES = r"(?:refugees?|displacement|displaced|displaced[ -](?:persons?|people)['’]?s?|IDP|transit|reception|evacuees?|relief|makeshift|tented|informal)"
_FIGHTS = r"(?:training|army|military|militia|rebels?|guerrilla|jihadist|base|boot|summer|holiday)"
_TOLD = re.compile(
    rf"\b(?:(?P<keeps>{_KEEPS})|(?P<houses>{_HOUSES})|(?P<fights>{_FIGHTS}))[ -]camps?\b"
    rf"|\bcamps? for (?:the )?(?:internally )?(?P<taken>displaced|refugees|idps|evacuees)\b",
    re.IGNORECASE,
)
_CENTRES = re.compile(rf"\b{_KEEPS}[ -](?:cent(?:re|er)s?|facilit(?:y|ies)|sites?)\b", re.IGNORECASE)


class Camps:
    """The camps of one article. What a text calls "the camps" is what it last said they are."""

    def __init__(self, text: str) -> None:
        """Find where the text says of a camp what it is."""
        self._told = [(match.end(), _meaning(match)) for match in _TOLD.finditer(text)]
        self._detention = _CENTRES.search(text) is not None

    def meaning(self, end: int) -> Measure | None:
        """Detained or displaced, for those in the camp whose word ends at `end`; None where nothing tells what it is."""
        last = bisect_left(self._told, end + 1, key=lambda told: told[0]) - 1
        if last >= 0:
            return self._told[last][1]
        return Measure.DETAINED if self._detention else None

    def silent(self, end: int) -> bool:
        """Whether the text has not said what its camps are before `end`."""
        return not self._detention and (not self._told or self._told[0][0] > end)


def _meaning(match: re.Match[str]) -> Measure | None:
    if match["keeps"]:
        return Measure.DETAINED
    return Measure.DISPLACED if match["houses"] or match["taken"] else None
