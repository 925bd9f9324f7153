"""What the subject of a verb may be: somebody who speaks, a document that shows, or an event that does neither."""

from app.ingestion.annotate.clauses import Clause
from app.ingestion.annotate.counted import counted
from app.ingestion.annotate.cues import Cues
from app.ingestion.extract.roles import BODIES, PEOPLE

_DOCUMENTS = frozenset(
    """data figures poll polls survey surveys investigation analysis records documents reports studies research study inquiry
    review audit results findings missive memorandum leaflet dossier cable editorial essay transcript petition suit lawsuit indictment complaint panel court tribunal jury commission board investigators researchers""".split()
)


_SEEN = frozenset("video footage film recording".split())  # shows what happened and says nothing
_MUTE = frozenset("life lives corpses casualties deaths fatalities".split())  # counted like persons


def is_document(clause: Clause, speaker: int, cues: Cues) -> bool:
    """Whether the subject is written by somebody, or is named by capitals alone: "the survey", "UNICEF"."""
    token = clause.tokens[speaker]
    body = token.tag in {"NNP", "NNPS"} and token.text.isupper()
    return (token.lower in cues.media - _SEEN) or token.lower in _DOCUMENTS or body


def is_somebody(clause: Clause, index: int, cues: Cues) -> bool:
    """Whether the subject can speak: not "the attack highlights", "the raid raised the prospect of", "a sign was clear:"."""
    token = clause.tokens[index]
    words = {token.lower, token.lower.removesuffix("s")}
    called = token.lower in cues.sources or bool(words & (PEOPLE | BODIES | cues.people))
    named = token.tag in {"NNP", "NNPS"} or token.lower in {"he", "she", "they", "who"}
    return called or named or (counted().persons.get(token.lower) is not None and token.lower not in _MUTE)
