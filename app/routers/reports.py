"""The body of a POST: bytes go in, a PostedReport that can be taken in comes out, or a problem that names all that is wrong with it.

The bytes are parsed here and not by the framework, whose parser lets NaN and half surrogate pairs pass and answers bytes
that are no UTF-8 with a 400 that says nothing.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import Request
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from app.errors import BadBody, Fault, UnsupportedMediaType
from app.queries.values import nearest

EARLIEST, LATEST = 1900, 2100  # beyond them lie typing errors, and the ends of time that "last week" must not run over
_DATE = 'write a day as "2024-10-30" or a moment as "2024-10-30T12:00:00Z"'


def moment(written: Any) -> datetime:
    """A day, or a moment; without a zone it is in UTC. Raises ValueError with what to write instead."""
    if not isinstance(written, str):
        raise ValueError(_DATE)
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(_DATE) from None
    if not EARLIEST <= read.year <= LATEST:
        raise ValueError(f"the year must lie between {EARLIEST} and {LATEST}")
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


def clean(text: str) -> str:
    """`text`, if it has no NUL, which databases cut strings at. Half surrogate pairs never get through the parser."""
    if "\0" in text:
        raise ValueError(f"there is a NUL character at {text.index(chr(0))}; take it out")
    return text


def address(url: str) -> str:
    """`url`, if it is one that a reader can follow without harm."""
    if not re.fullmatch(r"https?://[^\s/?#\x00-\x1f\x7f]\S*", url, re.IGNORECASE):
        raise ValueError("give the whole address, with http:// or https://")
    return url


Moment = Annotated[
    datetime,
    BeforeValidator(moment),
    WithJsonSchema({"type": "string", "examples": ["2024-10-30T12:00:00Z", "2024-10-30"]}),
]
Text = Annotated[str, AfterValidator(clean)]
Line = Annotated[Text, Field(min_length=1, max_length=1000)]


Address = Annotated[Line, AfterValidator(address)]
Model = TypeVar("Model", bound=BaseModel)


class PostedReport(BaseModel):
    """One report of a publisher: its `text`, kept as it is, since every span points into it, or its page as `html`, or its `url` alone."""

    model_config = ConfigDict(extra="forbid", title="Report")

    text: Annotated[Text | None, Field(description="The text, as it is to be kept and quoted.")] = None
    html: Annotated[Text | None, Field(description="Instead of the text, the page it stands on.")] = None
    title: Line | None = None
    author: Annotated[Line | None, Field(examples=["Jane Doe"])] = None
    publisher: Annotated[
        Line | None,
        Field(description="Who published it. “We” in the text of a ministry or an army is its.", examples=["Al Jazeera"]),
    ] = None
    published_at: Annotated[
        Moment | None,
        Field(description="When it was published, which every relative date in it hangs on. A page may say it itself."),
    ] = None
    url: Annotated[
        Address | None,
        Field(
            description="Its address. The same address is the same article, whatever its text becomes. Without text and html, it is fetched."
        ),
    ] = None
    language: Annotated[
        str | None, Field(pattern="^[a-z]{2,3}$", description="ISO 639; when it is left out, the text tells.")
    ] = None

    @property
    def is_address(self) -> bool:
        """Whether only its address is given."""
        return self.text is None and self.html is None and self.url is not None

    @model_validator(mode="after")
    def _is_whole(self) -> "PostedReport":
        if self.is_address:
            return self
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html, or the url of a page alone")
        if not (self.text or self.html or "").strip():
            raise ValueError("the report is empty; give its words as text or its page as html")
        if self.text is not None and self.published_at is None:
            raise ValueError(f"published_at is missing, which every relative date of the text hangs on; {_DATE}")
        return self


BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": PostedReport.model_json_schema(),
            "example": {
                "text": "Ukraine's President Volodymyr Zelenskyy said on Tuesday that 3,000 North Korean troops are in Russia.",
                "title": "North Korean troops in Russia, says Zelenskyy",
                "publisher": "The Example",
                "published_at": "2024-10-30",
                "url": "https://example.org/report",
            },
        }
    },
}


LINES: dict[str, Any] = {
    "required": True,
    "description": "One report a line.",
    "content": {"application/x-ndjson": {"schema": PostedReport.model_json_schema()}},
}


async def received(request: Request) -> bytes:
    """The body, which is said to be JSON. Raises UnsupportedMediaType."""
    expect(request, "application/json")
    return await request.body()


async def sent(request: Request) -> Any:
    """What the body says, in JSON. Raises UnsupportedMediaType or BadBody."""
    return parsed(await received(request))


def expect(request: Request, *kinds: str) -> None:
    """Raise UnsupportedMediaType unless the body is said to be of the first of `kinds`, or of another."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in kinds:
        what = "JSON" if kinds == ("application/json",) else "lines of JSON"
        raise UnsupportedMediaType(f'Send {what}, with the header "Content-Type: {kinds[0]}".')


def parsed(body: bytes) -> Any:
    """What the bytes say. Raises BadBody."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadBody(f"The body is no JSON: {error}.") from None


def report(body: Any) -> PostedReport:
    """`body` as a report. Raises BadBody with everything that is wrong with it."""
    return valid(PostedReport, body)


def valid(model: type[Model], body: Any) -> Model:
    """`body` as the model has it. Raises BadBody with everything that is wrong with it."""
    if not isinstance(body, dict):
        raise BadBody(f"The body must be a JSON object with {_listed(model)}.")
    try:
        return model.model_validate(body)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        raise BadBody.of([_fault(each, model) for each in faults]) from None


def _listed(model: type[BaseModel]) -> str:
    return ", ".join(f'"{name}"' for name in model.model_fields)


def _fault(error: Any, model: type[BaseModel]) -> Fault:
    field = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        near = nearest(field, list(model.model_fields))
        meant = f'did you mean "{near}"?' if near else f"there are {', '.join(model.model_fields)}."
        return {"field": field, "detail": f'There is no field "{field[:100]}"; {meant}'}
    said = str(error.get("ctx", {}).get("error") or error["msg"])
    return {"field": field, "detail": f"{field}: {said}."} if field else {"detail": f"The body does not do: {said}."}
