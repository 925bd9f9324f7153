"""The closed word sets that the taking-in arm writes and the answering arm filters by.

Every value here is a word of the public contract: it stands in the tables, in the JSON and in the documentation.
"""

from enum import StrEnum


class Measure(StrEnum):
    """What a claim counts."""

    TROOPS = "troops"
    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"
    MISSING = "missing"
    CAPTURED = "captured"
    DETAINED = "detained"
    DISPLACED = "displaced"
    AFFECTED = "affected"
    CIVILIANS = "civilians"
    TANKS = "tanks"
    ARMOURED_VEHICLES = "armoured_vehicles"
    VEHICLES = "vehicles"
    ARTILLERY = "artillery"
    AIRCRAFT = "aircraft"
    DRONES = "drones"
    MISSILES = "missiles"
    MUNITIONS = "munitions"
    SHIPS = "ships"
    WEAPONS = "weapons"
    STRIKES = "strikes"
    TARGETS = "targets"
    SHARE = "share"


class Modality(StrEnum):
    """How the source commits itself to a figure."""

    ASSERTED = "asserted"
    EXPECTED = "expected"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class StatementKind(StrEnum):
    """How much of a statement's content stands inside quotation marks: all, none or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGAN = "organ"  # a ministry, presidency, government or agency of a state
    FORCE = "force"  # the armed forces of a state, or a part of them
    GROUP = "group"  # an armed group or coalition that is no state
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    UNNAMED = "unnamed"  # "Western leaders", "a source close to the army"
    GENERIC = "generic"  # bearers that are no organisation: civilians, authorities, officials


class ActorStatus(StrEnum):
    """Where an actor comes from: the registry, or an article that introduced it by name."""

    REGISTERED = "registered"
    PROVISIONAL = "provisional"


class Provenance(StrEnum):
    """Who put a row of the registries there, and so who may take it away."""

    BUILT_IN = "built-in"  # the data files: each load replaces it
    USER = "user"  # an import or a merge: no load touches it
    ARTICLE = "article"  # a report that introduced somebody by name


class RegionKind(StrEnum):
    """What a region is."""

    COUNTRY = "country"
    DIVISION = "division"  # first-level: oblast, governorate, state, province
    SETTLEMENT = "settlement"
    AREA = "area"  # a named area, front or sea that is no administrative division


class Relation(StrEnum):
    """How a figure stands to its region."""

    IN = "in"
    NEAR = "near"
    TO = "to"
    FROM = "from"


class Role(StrEnum):
    """The part an actor plays in a statement or claim."""

    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    CLAIMANT = "claimant"
    FORCE = "force"
    RELAY = "relay"  # passed the content on: "AP reported, citing officials"


class MentionKind(StrEnum):
    """What a mention in a text stands for."""

    ACTOR = "actor"
    REGION = "region"
    DATE = "date"


class Precision(StrEnum):
    """The unit a date was given in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"  # any other interval: "since March", "over two days"


class Basis(StrEnum):
    """What a date rests on."""

    EXPLICIT = "explicit"  # the text gives a date
    RELATIVE = "relative"  # the text gives "on Tuesday"
    SAID = "said"  # the day of the statement it stands in
    PUBLICATION = "publication"  # nothing gave one: the day of the article


class StoreText(StrEnum):
    """How much of an article's words the ledger keeps. Offsets and the hash of the text are kept in any case."""

    FULL = "full"  # the whole text
    SPANS = "spans"  # the sentences that hold facts, where they stood; all else is blank
    NONE = "none"  # no sentence and no quotation, only names, cues and units


class Outcome(StrEnum):
    """What became of one attempt to take in a report."""

    NEW = "new"
    CHANGED = "changed"  # a new text at a known address
    KNOWN = "known"
    UNMODIFIED = "unmodified"  # the server said that nothing changed since it was last asked
    LISTED = "listed"  # a source was looked at; each report that it names is an attempt of its own
    FAILED = "failed"
