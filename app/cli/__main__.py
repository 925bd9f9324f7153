"""`python -m app.cli` is `fogline`."""

from app.cli import app

if __name__ == "__main__":  # a process that reads beside this one imports it too
    app()
