"""An article's text and facts, as the API has them, to the text with its spans marked, and under it each fact with its rule."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

STYLES = {
    "content": "italic",
    "cue": "bold blue",
    "speaker": "bold magenta",
    "addressee": "magenta",
    "medium": "blue",
    "said": "yellow",
    "quote": "bold white on dark_green",
    "force": "bold red",
    "claimant": "bold magenta",
    "region": "bold cyan",
    "as_of": "yellow",
}


def explanation(text: str, facts: dict[str, Any]) -> RenderableType:
    """`text` with the spans of `facts` (an article with its statements and claims) marked, a legend, and the facts."""
    return Group(_marked(text, facts), Text(), _legend(), Text(), _statements(facts["statements"]), _claims(facts["claims"]))


def _marked(text: str, facts: dict[str, Any]) -> Text:
    marked = Text(text)
    for role, span in sorted(_spans(facts), key=lambda each: each[1]["start"] - each[1]["end"]):
        marked.stylize(STYLES[role], span["start"], span["end"])  # the widest first, so that what is inside shows
    return marked


def _spans(facts: dict[str, Any]) -> Iterator[tuple[str, dict[str, int]]]:
    for fact in (*facts["statements"], *facts["claims"]):
        for role, span in fact["spans"].items():
            if span and role in STYLES and isinstance(span, dict):
                yield role, span


def _legend() -> Text:
    return Text("  ").join(Text(role, style) for role, style in STYLES.items())


def _statements(statements: list[dict[str, Any]]) -> Table:
    table = _table("Statements", "speaker", "cue", "to", "content", "said", "rule")
    for each in statements:
        table.add_row(
            _name(each["speaker"]), each["cue"], _name(each["addressee"]), each["content"], each["said"]["start"], each["rule"]
        )
    return table


def _claims(claims: list[dict[str, Any]]) -> Table:
    table = _table("Claims", "quote", "measure", "low", "high", "force", "claimant", "region", "as of", "modality", "rule")
    for each in claims:
        bounds = ("" if bound is None else f"{bound:,}" for bound in (each["low"], each["high"]))
        who = (_name(each[role]) for role in ("force", "claimant", "region"))
        table.add_row(each["quote"], each["measure"], *bounds, *who, each["as_of"]["start"], each["modality"], each["rule"])
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _name(reference: dict[str, Any] | None) -> str:
    return "" if reference is None else str(reference["name"])
