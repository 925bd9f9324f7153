"""Whatever goes wrong becomes a problem document: exceptions of ours, of the framework, of the database and of nobody."""

import logging
from collections.abc import Iterable
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import OperationalError, TimeoutError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from app.errors import MethodNotAllowed, Problem, Unavailable, Unforeseen, UnknownPath
from app.queries.values import nearest

MEDIA_TYPE = "application/problem+json"
REFERENCE = {"$ref": "#/components/schemas/Problem"}
log = logging.getLogger("fogline")


class ProblemDocument(BaseModel):
    """RFC 9457: what went wrong, and what to do about it."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="Names the kind of problem; it never changes.", examples=["/problems/unknown-parameter"])
    title: str
    status: int
    detail: str = Field(description="What to do about it.")
    instance: str = Field(description="The path that was asked for.")
    errors: list[dict[str, Any]] = Field(default=[], description="Everything that is wrong, each with its parameter or field.")


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the problems an endpoint may answer with."""
    titles = {problem.status: problem.title for problem in _every(Problem)} | {422: "The question or the report has a fault"}
    return {status: {"description": titles[status], "content": {MEDIA_TYPE: {"schema": REFERENCE}}} for status in statuses}


def _every(problem: type[Problem]) -> Iterable[type[Problem]]:
    for kind in problem.__subclasses__():
        yield kind
        yield from _every(kind)


def answered(problem: Problem, path: str) -> Response:
    """The problem as an answer."""
    return Response(orjson.dumps(problem.document(path)), problem.status, problem.headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Make every error of `app` answer with a problem document."""
    app.add_exception_handler(Problem, _ours)
    app.add_exception_handler(HTTPException, _of_the_framework)
    app.add_exception_handler(OperationalError, _of_the_database)
    app.add_exception_handler(TimeoutError, _of_the_database)  # of connections, all that may be open are
    app.add_exception_handler(Exception, _of_nobody)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return answered(error, request.url.path)


async def _of_the_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return answered(_unknown_path(request), request.url.path)
    if error.status_code == 405:
        return answered(_method_not_allowed(request), request.url.path)
    raise error


async def _of_the_database(request: Request, error: Exception) -> Response:
    log.error("the database failed on %s %s", request.method, request.url.path, exc_info=error)
    retry = {"Retry-After": "5"}
    return answered(
        Unavailable("The database is busy or out of reach; try again in a few seconds.", headers=retry), request.url.path
    )


async def _of_nobody(request: Request, error: Exception) -> Response:
    # The server logs the trace. This answer is made outside all middleware, so it opens itself to other origins.
    open_to_all = {"Access-Control-Allow-Origin": "*"}
    detail = "The service met an error that it does not know; its log has the details. The same request may work later."
    return answered(Unforeseen(detail, headers=open_to_all), request.url.path)


def _unknown_path(request: Request) -> UnknownPath:
    near = nearest(request.url.path, sorted(request.app.openapi()["paths"]))
    meant = f" Did you mean {near}?" if near else ""
    return UnknownPath(f"There is nothing at this path.{meant} /docs names every path there is.")


def _method_not_allowed(request: Request) -> MethodNotAllowed:
    allowed = sorted(_methods(request))
    detail = f"This path answers {' and '.join(allowed)}, not {request.method}."
    return MethodNotAllowed(detail, headers={"Allow": ", ".join(allowed)})


def _methods(request: Request) -> set[str]:
    described = request.app.openapi()["paths"].get(request.url.path, {})  # "batch" is no article, though its path may be one's
    methods = {method.upper() for method in described}
    if methods:
        return methods | ({"HEAD"} if "GET" in methods else set())
    for route in request.app.routes:
        for method in ("GET", "POST", "PATCH", "DELETE"):
            if route.matches({**request.scope, "method": method})[0] is Match.FULL:
                methods |= {method, "HEAD"} if method == "GET" else {method}
    return methods
