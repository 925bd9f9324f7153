"""A name in a text to the state whose army it is: "the Afghan National Army", "Russian troops", "the Ukrainian defence ministry"."""

import re

from app.ingestion.extract.context import Context
from app.ingestion.facts import Span
from app.ingestion.registry import Actor
from app.vocabulary import ActorKind

_ARMY = re.compile(
    r"(?:['’]s?)?\s+(?:(?:national|armed|state|federal|air|special|government|interior|border)\s+)*"
    r"(?:army|military|soldiers?|troops|servicemen|police(?:men)?|security (?:forces|services|guards|officials)|(?:defen[cs]e|interior) (?:ministry|minister|officials)|(?:ministry|minister) of (?:defen[cs]e|the interior)|forces|commandos|base|garrison|barracks|convoy|checkpoint|outpost)\b",
    re.IGNORECASE,
)
_DEFENDING = re.compile(r"defen[cs]e|interior|police|army|armed|security", re.IGNORECASE)


def is_fighters(actor: Actor) -> bool:
    """Whether somebody is fighters without a name: rebels, militants, gunmen."""
    return actor.kind is ActorKind.GENERIC and (actor.parent == "fighters" or actor.id == "gunmen")


def army_of(context: Context, ids: tuple[str, ...], span: Span) -> str | None:
    """The state of an army that is named, "the Afghan National Army", or told by the word after it: "an Afghan army base"."""
    actors = context.registry.actors
    if len(ids) != 1 or ids[0] not in actors:
        return None
    actor = actors[ids[0]]
    if actor.kind is ActorKind.STATE:
        return actor.id if _ARMY.match(context.page.text, span.end) else None
    if actor.kind is not ActorKind.FORCE and not (actor.kind is ActorKind.ORGAN and _DEFENDING.search(actor.name)):
        return None
    state = context.registry.state_of(actor.id)
    return state.id if state else None
