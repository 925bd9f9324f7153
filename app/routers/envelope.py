"""What stands around the data of every answer: the revision, warnings, and where to go on."""

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field

from app.routers.views import View

Item = TypeVar("Item")


class SuggestionView(View):
    """A value that is known, and what it is called."""

    value: str
    name: str


class ValueWarning(View):
    """A value that nobody knows, so that nothing matches it."""

    parameter: str
    value: str
    detail: str
    suggestions: Annotated[
        list[SuggestionView], Field(description="What may have been meant, for the first ten values of a parameter.")
    ]


class Attribution(View):
    """A source that the data of an answer come from, in part, and what its licence asks to be told."""

    name: str
    url: str
    licence: str
    licence_url: str
    changes: Annotated[str, Field(description="What was done with the data.")]


class Dates(View):
    """Which days were asked for."""

    basis: str
    detail: Annotated[str, Field(description="Which days these are, and where those are found that have none.")]


class Meta(View):
    """About the answer."""

    revision: Annotated[int, Field(description="The number of changes the ledger had seen.")]
    warnings: list[ValueWarning]
    total: Annotated[
        int | None, Field(ge=0, description="The number of all that match, when `with_total=true`; else it is left out.")
    ] = None
    dates: Annotated[Dates | None, Field(description="Which days were asked for, when any were; else it is left out.")] = None
    attribution: Annotated[
        list[Attribution] | None,
        Field(description="Whose data the answer holds and under which licence, where it is not Fogline's."),
    ] = None


class Links(View):
    """Where to go on. `next` is null on the last page."""

    next: str | None


class Part(BaseModel):
    """An object cut down to what `fields` named."""


class Listed(View, Generic[Item]):
    """One page of a list."""

    data: list[Item]
    meta: Meta
    links: Links

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`ClaimList`, as clients that are generated from the OpenAPI document will call it."""
        return f"{params[0].__name__}List"
