"""`python -m app.cli` is `fogline`."""

from app.cli import app

app()
