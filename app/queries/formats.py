"""In what form an answer can be asked for."""

from enum import StrEnum
from functools import lru_cache

from app.queries.filters import Control
from app.queries.values import boolean, word


class Format(StrEnum):
    """How a list is written."""

    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    GEOJSON = "geojson"


BOM = Control(
    "bom", {"type": "boolean", "default": False}, boolean, False,
    "Whether CSV begins with a byte order mark, without which some spreadsheets take UTF-8 for something else.", "true",
)  # fmt: skip


def offered(placed: bool) -> list[Format]:
    """What things can be written in, the usual one first; GeoJSON, where they are `placed` on the globe."""
    return [each for each in Format if placed or each is not Format.GEOJSON]


@lru_cache
def controls(placed: bool) -> tuple[Control, ...]:
    """The parameters that say how a list is written."""
    formats = [str(each) for each in offered(placed)]
    description = (
        "How the answer is written, before what `Accept` says. NDJSON and CSV hold everything that matches, or as many as"
        " `limit` says, where it is given."
    )
    return (Control("format", {"type": "string", "enum": formats}, word(formats), None, description, "csv"), BOM)
