"""What texts are read by, as a digest: of the code that understands them, of its word lists, and of the parser."""

from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path

_HERE = Path(__file__).parent
_UNDERSTANDING = ("text", "annotate", "extract", "resolve")


def digest(parser_model: str) -> str:
    """A short digest that differs whenever a text might be read differently; layout and comments count too."""
    hashed = sha256(f"{parser_model} {_version(parser_model)} {_version('spacy')}".encode())
    for file in _files():
        hashed.update(f"\n{file.name}\n".encode() + file.read_bytes())
    return hashed.hexdigest()[:16]


def _files() -> Iterator[Path]:
    """The code, and the lists beside the registries, which have a revision of their own."""
    for part in _UNDERSTANDING:
        yield from sorted((_HERE / part).rglob("*.py"))
    yield _HERE / "pipeline.py"
    yield _HERE.parent / "vocabulary.py"
    yield from sorted((_HERE.parent / "data").glob("*.toml"))


def _version(package: str) -> str:
    try:
        return metadata.version(package.replace("_", "-"))
    except metadata.PackageNotFoundError:  # a pipeline that lies in a directory
        return ""
