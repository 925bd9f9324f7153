"""Answers under names: whoever has an answer already is told so (304) after one row was read.

An answer is named by the revision it was made at and by what was asked. The revision is read before the rows: an answer may be
newer than its name, never older.
"""

from collections.abc import Callable
from hashlib import blake2b

from fastapi import Request, Response
from sqlalchemy import Connection

from app.queries.revision import revision
from app.routers.streams import Streamed

NO_CACHE = "no-cache"  # to be asked for again every time, which costs next to nothing
REVISION = "revision"  # where a request's scope has it, if it was read already
VARY = "Accept"  # what compresses answers adds the rest


def read(request: Request, make: Callable[[Connection, int], Response]) -> Response:
    """What `make` answers from the database at its revision, or 304 when the client has that answer already."""
    answer = None
    connection = request.app.state.engine.connect()
    try:
        now = request.scope[REVISION] if REVISION in request.scope else revision(connection)
        path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
        name = etag(request.app.state.edition, path, query, request.headers.get("accept", ""), now)
        known = name in held(request.headers.get("if-none-match", ""))
        answer = Response(status_code=304) if known else make(connection, now)
    finally:
        if not isinstance(answer, Streamed):
            connection.close()
    return named(answer, name)


def named(answer: Response, name: str) -> Response:
    """`answer`, under the name that it is asked for again by."""
    answer.headers["ETag"] = name
    answer.headers["Cache-Control"] = NO_CACHE
    answer.headers["Vary"] = VARY
    return answer


def read_anew(request: Request, make: Callable[[Connection, int], Response]) -> Response:
    """What `make` answers, named by its own bytes: for what changes while the revision does not."""
    with request.app.state.engine.connect() as connection:
        answer = make(connection, revision(connection))
    name = f'W/"{blake2b(bytes(answer.body), digest_size=12).hexdigest()}"'
    if name in held(request.headers.get("if-none-match", "")):
        answer = Response(status_code=304)
    answer.headers["ETag"] = name
    answer.headers["Cache-Control"] = NO_CACHE
    return answer


def etag(edition: str, path: str, query: str, accept: str, now: int) -> str:
    """The name of what is answered at revision `now`."""
    asked = f"{edition}\n{path}\n{query}\n{accept}"
    return f'W/"{now}-{blake2b(asked.encode(), digest_size=6).hexdigest()}"'


def held(names: str) -> list[str]:
    """The names of the answers that the client has; a cache may have made a weak name of a strong one or left W/ away."""
    stripped = (name.strip() for name in names.split(","))
    return [name if name.startswith("W/") else f"W/{name}" for name in stripped]


Reading = Callable[[Request, Callable[[Connection, int], Response]], Response]  # `read` or `read_anew`
