"""The words by which a text calls somebody without a name: what they may be, and which kinds of actor they fit."""

from app.vocabulary import ActorKind

SMALL = frozenset("the a an of for to in and s who top senior former then one 's ’s chief deputy new".split())
BODIES = frozenset(
    """ministry agency group organisation organization think tank coalition army navy coastguard junta military government administration observatory watchdog party
    movement militia union council committee command office department network outlet broadcaster newspaper paper charity commission court alliance
    bloc force forces company kremlin institute centre center staff wing mission panel parliament cabinet bureau directorate tribunal embassy""".split()
)
# A name before one of these is the name of the thing: "the Xinhua news agency" is Xinhua.
CALLED_SO = frozenset(
    """agency tank group organisation organization network outlet newspaper broadcaster watchdog monitor charity party movement militia coalition
    alliance company institute""".split()
)
PEOPLE = frozenset(
    """president minister spokesman spokesperson spokeswoman secretary general commander official officer leader adviser advisor ambassador envoy
    chief director governor mayor senator chancellor king prince premier analyst researcher doctor professor activist resident man woman deputy
    lawmaker head coordinator colonel admiral captain major lieutenant diplomat lawyer journalist father mother teacher scientist representative
    chairman chairwoman president-elect fellow editor pope prosecutor judge""".split()
)
DOCUMENTS = frozenset("report statement study survey list assessment letter review inquiry investigation".split())
_SOCIETIES = (ActorKind.ORGANISATION,)
_MEDIA = (ActorKind.OUTLET,)
_RULERS = (ActorKind.ORGAN,)
_ARMED = (ActorKind.GROUP,)
# What "the agency" may be, where nothing in the text calls anybody so.
KINDS: dict[str, tuple[ActorKind, ...]] = {
    **dict.fromkeys(("group", "organisation", "organization", "movement"), _ARMED + _SOCIETIES),
    **dict.fromkeys(
        ("militia", "rebels", "militants", "insurgents", "jihadists", "militant group", "armed group", "rebel group"), _ARMED
    ),
    **dict.fromkeys(
        ("charity", "watchdog", "monitor", "institute", "think tank", "body", "institution", "organisation"), _SOCIETIES
    ),
    **dict.fromkeys(("monitoring group", "rights group", "aid group", "research group", "advocacy group"), _SOCIETIES),
    **dict.fromkeys(("agency",), _SOCIETIES + _MEDIA + _RULERS),
    **dict.fromkeys(("outlet", "broadcaster", "newspaper", "channel", "network", "paper", "website", "news agency"), _MEDIA),
    **dict.fromkeys(("ministry", "department"), _RULERS),
}
