"""One record by its id, as plain ASGI in front of the framework, which would cost five times as much as to find and send it.

One row of an index is read, so that no thread is needed. Whatever is not there or not plain goes on to the endpoint, which
says what is wrong with it.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Response
from sqlalchemy import Select
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.queries.revision import Watch
from app.routers.answers import record, written
from app.routers.conditional import REVISION, etag, named


class Points:
    """Answers `{path}/{id}` with the record that the statement of the path finds for the id."""

    def __init__(self, app: ASGIApp, statements: Mapping[str, Select[Any]], watch: Watch) -> None:
        self.app = app
        self._statements = statements
        self._watch = watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        path, _, id = scope["path"].rpartition("/")
        statement = self._statements.get(path)
        if statement is None or scope["query_string"] or REVISION not in scope or "\0" in id:
            return None
        state = scope["app"].state
        try:
            row = self._watch.row(state.engine, statement, {"id": id})
        except SQLAlchemyError:
            return None
        if row is None or row.record is None:  # a claim that is not indexed yet has none
            return None
        accept = Headers(scope=scope).get("accept", "")
        return named(written(record(row)), etag(state.edition, scope["path"], "", accept, scope[REVISION]))
