"""The OpenAPI document: what FastAPI knows of the routes goes in; a document comes out of which clients are generated that
read well, with one name for every shape and every closed set of words.
"""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app import vocabulary
from app.routers.problems import ProblemDocument

Document = dict[str, Any]
_SHAPES = "#/components/schemas/"


def openapi(app: FastAPI) -> Callable[[], Document]:
    """The document of `app`, made once."""

    def document() -> Document:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            made["components"]["schemas"]["Problem"] = ProblemDocument.model_json_schema()
            app.openapi_schema = _named(made)
        return app.openapi_schema

    return document


def _named(document: Document) -> Document:
    """`document` with shapes called by their titles, and closed sets of words by what they are in the vocabulary."""
    shapes = document["components"]["schemas"] | _taken_out(document["paths"])
    titles = {name: shape.get("title", name) for name, shape in shapes.items()}
    closed = {titles[name]: shape for name, shape in shapes.items() if "enum" in shape} | _vocabulary()
    words = {tuple(shape["enum"]): name for name, shape in closed.items()}
    for schema in list(_objects([document["paths"], *(shape for shape in shapes.values() if "enum" not in shape)])):
        if schema.keys() >= {"type", "enum"} and tuple(schema["enum"]) in words:
            schema["$ref"] = _SHAPES + words[tuple(schema.pop("enum"))]
            del schema["type"]
        if (name := str(schema.get("$ref", "")).removeprefix(_SHAPES)) in titles:
            schema["$ref"] = _SHAPES + titles[name]
        if any(str(word).startswith("-") for word in schema.get("enum", ())):
            schema["x-enum-varnames"] = [_variable(word) for word in schema["enum"]]
    document["components"]["schemas"] = {titles[name]: shape for name, shape in shapes.items()} | closed
    return document


def _taken_out(paths: Document) -> Document:
    """The shapes that routes describe on their own, each of which becomes a reference where it stood."""
    shapes: Document = {}
    for content in (each["content"] for each in _objects(paths) if "content" in each):
        for media in content.values():
            shape = media.get("schema", {})
            if "properties" in shape and "title" in shape:
                shapes |= {**shape.pop("$defs", {}), shape["title"]: shape}
                media["schema"] = {"$ref": _SHAPES + shape["title"]}
    return shapes


def _objects(value: Any) -> Iterator[Document]:
    """Every object in `value`, but for the examples, which are nobody's schema."""
    if isinstance(value, dict):
        yield value
        value = [each for name, each in value.items() if name not in ("example", "examples")]
    for each in value if isinstance(value, list) else ():
        yield from _objects(each)


def _vocabulary() -> Document:
    """The shape of every closed set of words that answers or parameters hold."""
    return {
        each.__name__: {"type": "string", "enum": [*map(str, each)], "title": each.__name__, "description": each.__doc__}
        for each in (getattr(vocabulary, name) for name in PUBLIC)
    }


PUBLIC = (
    *("Measure", "Modality", "StatementKind", "ActorKind", "ActorStatus", "RegionKind"),
    *("Relation", "MentionKind", "Precision", "Basis", "Outcome"),
)


def _variable(order: str) -> str:
    """What a client calls the order `-as_of`, as a minus is no part of a name."""
    return f"{order.lstrip('-').upper()}_{'DESCENDING' if order.startswith('-') else 'ASCENDING'}"
