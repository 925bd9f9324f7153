"""Two points on the globe go in, the distance between them comes out."""

from math import asin, cos, radians, sin, sqrt

_DIAMETER_KM = 12742

Point = tuple[float, float]  # latitude and longitude in degrees


def kilometres(one: Point, other: Point) -> float:
    """The distance along the surface, to about half a percent."""
    (a, b), (c, d) = map(radians, one), map(radians, other)
    return _DIAMETER_KM * asin(min(1.0, sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))
