"""What OpenAPI says of endpoints: of every parameter, and of what else an answer can be."""

from typing import Any

import orjson

from app.queries.filters import Control, Filter
from app.queries.formats import Format, offered
from app.queries.listings import Listing
from app.routers.answers import Object
from app.routers.envelope import Listed, Part
from app.routers.formats import MEDIA_TYPES
from app.routers.problems import documented


def parameters(listing: Listing) -> list[Object]:
    """What OpenAPI says of every parameter of `listing`."""
    return [*map(of_filter, listing.filters), *map(of_control, listing.controls)]


def of_filter(each: Filter) -> Object:
    """What OpenAPI says of a filter."""
    schema = each.values.schema
    if each.values.together is list:
        schema = {"type": "array", "items": schema}
    example = _typed(each.example, schema)
    return {"name": each.name, "in": "query", "description": each.description, "schema": schema, "example": example}


def of_control(control: Control) -> Object:
    """What OpenAPI says of a control."""
    said = {"name": control.name, "in": "query", "description": control.description, "schema": control.schema}
    return said | ({"example": _typed(control.example, control.schema)} if control.example else {})


def _typed(example: str, schema: Object) -> Any:
    if schema["type"] == "array":
        return [example]
    return orjson.loads(example) if schema["type"] in ("integer", "number", "boolean") else example


def list_route(listing: Listing, view: Any) -> Object:
    """How FastAPI is told of the endpoint of a list."""
    return {
        "response_model": Listed[view] | Listed[Part],
        "responses": {200: {"content": _contents(listing)}, **documented(400, 406, 422, 503)},
        "openapi_extra": {"parameters": parameters(listing)},
    }


def _contents(listing: Listing) -> Object:
    """What else OpenAPI says an answer can be: GeoJSON is a FeatureCollection, whose properties are the objects."""
    others = [each for each in offered(listing.place is not None) if each is not Format.JSON]
    return {MEDIA_TYPES[each]: {"schema": {"type": "object" if each is Format.GEOJSON else "string"}} for each in others}


def list_below_route(listing: Listing, view: Any) -> Object:
    """How FastAPI is told of the endpoint of a list that belongs to one thing, which may not be there."""
    return list_route(listing, view) | {
        "responses": {200: {"content": _contents(listing)}, **documented(400, 404, 406, 422, 503)}
    }


ITEM: Object = {"responses": documented(404, 422, 503)}
