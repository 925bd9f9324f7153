"""The error tree, and the one shape all of it answers with: RFC 9457 problem details.

    Problem                    status  type, under /problems/
    ├── BadCursor                 400  bad-cursor            a cursor that was altered, or belongs to another question
    ├── UnknownPath               404  unknown-path
    ├── UnknownId                 404  unknown-id
    ├── MethodNotAllowed          405  method-not-allowed    its Allow header names the methods that are
    ├── NotAcceptable             406  not-acceptable        no format that is offered is wanted
    ├── TextNotKept               410  text-not-kept         the ledger keeps the sentences with facts alone, or none
    ├── TooLarge                  413  too-large
    ├── UnsupportedMediaType      415  unsupported-media-type
    ├── Unprocessable             422                        `errors` names everything that is wrong, not the first thing
    │   ├── UnknownParameter      422  unknown-parameter
    │   ├── BadParameter          422  bad-parameter
    │   ├── BadBody               422  bad-body
    │   └── NotFetched            422  not-fetched           an address that gives no report; its `errors` have the reason in a word
    ├── Unforeseen                500  unforeseen            logged with its trace, which no answer shows
    ├── NotOffered                501  not-offered           full text, where the database has no index of it
    └── Unavailable               503  unavailable           the database is locked, unreachable or not migrated

What comes in: a sentence that tells a stranger what to do. What goes out: an exception that knows its document.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

Fault = dict[str, Any]  # {"parameter": "regoin", "detail": "…", "nearest": "region"}, or "field" for a body


class Problem(Exception):
    """An answer other than the one asked for. `detail` is a sentence a stranger can act on."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "unforeseen"
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str, errors: Sequence[Fault] = (), headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)
        self.headers = headers or {}

    @property
    def reason(self) -> str:
        """The word that never changes; what could not be taken in is kept with it."""
        return self.slug

    def document(self, instance: str) -> dict[str, Any]:
        """The problem document; `instance` is the path that was asked for."""
        known = {
            "type": f"/problems/{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        return known | ({"errors": self.errors} if self.errors else {})


class BadCursor(Problem):
    status, slug, title = 400, "bad-cursor", "This cursor does not belong to this question"


class UnknownPath(Problem):
    status, slug, title = 404, "unknown-path", "There is nothing at this path"


class UnknownId(Problem):
    status, slug, title = 404, "unknown-id", "Nothing has this id"


class MethodNotAllowed(Problem):
    status, slug, title = 405, "method-not-allowed", "This path does not answer this method"


class NotAcceptable(Problem):
    status, slug, title = 406, "not-acceptable", "This is not written in any format that is wanted"


class TextNotKept(Problem):
    status, slug, title = 410, "text-not-kept", "The text of this article is not kept"


class TooLarge(Problem):
    status, slug, title = 413, "too-large", "The body is too large"


class UnsupportedMediaType(Problem):
    status, slug, title = 415, "unsupported-media-type", "The body is not declared as JSON"


class Unprocessable(Problem):
    """A question or a report that is understood and cannot be followed; `errors` says everything that is wrong with it."""

    status = 422

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "Unprocessable":
        """The problem that `faults` are together."""
        return cls(" ".join(fault["detail"] for fault in faults), faults)


class UnknownParameter(Unprocessable):
    slug, title = "unknown-parameter", "There is no such parameter"


class BadParameter(Unprocessable):
    slug, title = "bad-parameter", "A parameter has a value that it cannot have"


class BadBody(Unprocessable):
    slug, title = "bad-body", "The body is not a report that can be taken in"


class NotFetched(Unprocessable):
    slug, title = "not-fetched", "There is no report to be had at this address"


class Unforeseen(Problem):
    pass


class NotOffered(Problem):
    status, slug, title = 501, "not-offered", "This service cannot answer that"


class Unavailable(Problem):
    status, slug, title = 503, "unavailable", "The service cannot answer right now"
