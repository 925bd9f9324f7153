"""Persons whom no name owns to whom their own noun makes them: civilians, militants, the side they are said to be on."""

import re
from functools import cached_property

from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import first_of_list
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.owners import Owners
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.pronouns import SIDES
from app.ingestion.extract.verbs import passive
from app.ingestion.facts import ActorReference, Span
from app.vocabulary import ActorKind, Measure

_CIVIL = frozenset(
    "people person persons civilian civilians individual individuals resident residents child children woman women boy boys girl girls villager villagers student students pupils worshippers "
    "worshipper patient patients baby babies infants families family journalist journalists reporters worker workers medics doctors nurses passengers refugees refugee migrants inhabitants protesters "
    "mourners paramedics citizens foreigners others human teenager teenagers relatives man victims victim evacuees lives displaced schoolgirls crew priest mayor cameraman mother mothers father fathers son sons daughter daughters brothers sisters siblings wife wives husband husbands grandchildren toddlers minors farmers farmer fishermen neighbours shoppers tourists teachers teacher crowd crowds mob throng audience gathering rally procession congregation population".split()
)
BEARERS = frozenset(
    "insurgents militants gunmen attackers assailants terrorists rebels jihadists extremists guerrillas guerillas".split()
)
_COMMANDING = frozenset(
    "leader leaders commander commanders chief chiefs general generals colonel captain guard guards bodyguard bodyguards officer officers fighter fighters bomber bombers warrior warriors sniper snipers gunner gunners attacker attackers gunman".split()
)
_TRADE = re.compile(r"(?:er|or|ist|ian|eer|man|woman|nun|monk|girl|boy)s?$|women$")
_SOMEBODYS = frozenset(
    "member members contractor contractors official crew national nationals lawmakers body bodies corpse corpses martyr martyrs".split()
)
_NOBODYS = frozenset(
    "corpse corpses comrade comrades force forces army armies garrison militia contingents arsenal commando commandos marine marines conscripts trooper troopers servicemen serviceman paratroopers reservists guard guards officer officers commander commanders general generals colonel captain lieutenant sergeant corporal cadet conscript conscripts recruit recruits pilot pilots sailor sailors casualties deaths fatalities dead losses wounded injured troops personnel forces missing hostages injuries body bodies soldiers soldier casualty death men hostage members member killed cadets fatality injury group contingent unit brigade battalion operation mission toll number count total tally figure".split()
)
HOMES = frozenset(
    "house houses home homes hut huts dwelling dwellings residence residences apartment apartments flats farms farmhouses shop shops market markets marketplace marketplaces village villages hamlets neighbourhoods neighborhoods bus buses minibus minibuses ambulance ambulances taxi taxis".split()
)
_PEACEFUL = frozenset("civilian residential apartment".split())
_ANYBODYS = frozenset("body bodies corpse corpses dead injured wounded".split())  # who are simply people
_PEACEKEEPERS = frozenset(("peacekeeper", "peacekeepers"))
_DEPLOYED = re.compile(
    r"(?:['’]s?)?(?: peacekeeping| stabilisation| stabilization)? (?:troops|soldiers|forces?|peacekeep\w+|mission|base|contingent|convoy|patrol)\b",
    re.IGNORECASE,
)
_KEEP_PEACE = re.compile(r" peacekeepers?\b", re.IGNORECASE)
_ARMED = re.compile(
    r"\b(?:soldiers?|troops?|fighters?|militants?|rebels?|insurgents?|gunm[ae]n|police\w*|officers?|combatants?|army|military|militia\w*|guerrillas?|jihadis\w*|forces|guards?|commanders?|"
    r"terrorists?|attackers?|bombers?|mercenar\w+|service members?|garrison|peacekeepers?)\b",
    re.IGNORECASE,
)
_BACK = 300  # characters of the sentence before that are looked at


class Bearers:
    """Whom the counted nouns of one article name by themselves."""

    def __init__(self, context: Context, owners: Owners) -> None:
        """Read with the words and the cast of the article."""
        self._context = context
        self._owners = owners

    def civil(self, unit: str) -> bool:
        kind = self._context.words.persons.get(unit)
        trade = (
            kind is None
            and unit not in self._context.words.things
            and unit not in _COMMANDING
            and _TRADE.search(unit) is not None
        )
        return trade or unit in _CIVIL or kind is Measure.DISPLACED or (kind is Measure.CIVILIANS and unit not in _SOMEBODYS)

    def civilians(self, figure: Figure) -> ActorReference:
        span = self.noun(figure)
        return ActorReference(self._context.page.text[slice(*span)], span, "civilians", ActorKind.GENERIC, ("civilians",))

    def residents(self, figure: Figure) -> ActorReference | None:
        """Whose homes and buses are hit, where nobody owns them: those who live there."""
        if figure.measure not in {Measure.TARGETS, Measure.VEHICLES} or figure.noun is None:
            return None
        tokens, noun = figure.clause.tokens, figure.clause.tokens[figure.head]
        described = " ".join(token.text for token in tokens[noun.left : noun.right + 1])
        if _ARMED.search(described):
            return None  # "buses carrying soldiers", "houses used by militants"
        verb = tokens[first_of_list(figure.clause, noun).head]
        if (
            figure.measure is Measure.VEHICLES
            and verb.dep != "acl"
            and subject(figure.clause, verb) == figure.head
            and not passive(figure.clause, verb)
        ):
            return None  # "Twelve buses brought the troops"
        words = {token.lower for token in figure.clause.at(figure.noun)}
        return self.civilians(figure) if (figure.unit or "").lower() in HOMES or words & _PEACEFUL else None

    def people(self, figure: Figure) -> ActorReference:
        """Nobody is named: a bare "wounding 15" after nothing else counts people."""
        return ActorReference(
            self._context.page.text[slice(*figure.quote)], figure.quote, "civilians", ActorKind.GENERIC, ("civilians",)
        )

    def noun(self, figure: Figure) -> Span:
        """The word for those who are counted; the whole quote where there is none."""
        if figure.noun is None or figure.unit is None:
            return figure.quote
        start = self._context.page.text.rfind(figure.unit, figure.noun.start, figure.noun.end)
        return Span(start, figure.noun.end) if start >= 0 else figure.noun

    def named_by_noun(self, figure: Figure) -> ActorReference | None:
        """The noun itself where it tells who they are: militants, jihadist fighters; not "casualties" or "soldiers"."""
        span = self.noun(figure)
        written = self._context.page.text[slice(*span)]
        around = figure.clause.tokens[figure.head + 1 : figure.head + 4] if written.lower() in {"members", "member"} else []
        around = [*figure.clause.at(figure.noun), *around] if figure.noun else around
        side = next((each for each in around if each.lower in SIDES), None)
        if written.lower() in _NOBODYS and side:
            return ActorReference(
                side.text, Span(side.start, side.end), f"{side.lower}s", ActorKind.GENERIC
            )  # "200 rebel troops"
        if written.lower() in {"hostages", "hostage", "abductees"}:
            return self.people(figure)
        if written.lower() in _NOBODYS:
            return self.people(figure) if written.lower() in _ANYBODYS and not self._fighters_near(figure) else None
        acting = figure.measure is Measure.TROOPS and written.lower() in BEARERS and written.lower() == figure.unit
        group = self._owners.attackers(figure) if acting and figure.clause.tokens[figure.head].dep != "dobj" else None
        if group:
            return ActorReference(written, span, group.name, group.kind, group.candidates)
        mission = self._mission if written.lower() in _PEACEKEEPERS else None
        if mission:
            return ActorReference(written, span, mission.name, mission.kind, mission.candidates)
        generic = [mention for mention in self._context.cast.mentions(span) if mention.span == span]
        return ActorReference(written, span, written, ActorKind.GENERIC, generic[0].ids if generic else ())

    @cached_property
    def _mission(self) -> ActorReference | None:
        """The African Union for "54 peacekeepers", where no other organisation is told to have troops."""
        found: dict[str, ActorReference] = {}
        actors, text = self._context.registry.actors, self._context.page.text
        for mention in self._context.cast.mentions(Span(0, len(text))):
            known = actors.get(mention.ids[0]) if len(mention.ids) == 1 else None
            above = actors.get(known.parent or "") if known and known.kind is ActorKind.FORCE else known
            if (
                known
                and above
                and above.kind is ActorKind.ORGANISATION
                and (known is not above or _DEPLOYED.match(text, mention.span.end))
            ):
                found.setdefault(above.id, self._context.cast.reference(mention.span, []))
            elif known and known.kind is ActorKind.STATE and _KEEP_PEACE.match(text, mention.span.end):
                return None  # "Kenyan peacekeepers" may be of any mission
        return next(iter(found.values())) if len(found) == 1 else None

    def _fighters_near(self, figure: Figure) -> bool:
        """Whether the dead may be soldiers, as the sentence or the one before tells of some."""
        start, end = figure.clause.sentence
        before = self._context.page.text.rfind(". ", max(0, start - _BACK), max(0, start - 2))
        return _ARMED.search(self._context.page.text, max(before, start - _BACK, 0), end) is not None


def definite(figure: Figure) -> bool:
    """Whether the counted have been told of: "the eight killed", "of the 60 soldiers"."""
    first = figure.clause.at(figure.quote)[0].index
    return first > 0 and figure.clause.tokens[first - 1].lower == "the"


def of_families(figure: Figure) -> bool:
    """Whether "11 members" are those of one family or of a staff, and "dozens of men" stand beside women and children."""
    unit, tokens = (figure.unit or "").lower(), figure.clause.tokens
    following = {token.lower for token in tokens[figure.head + 1 : figure.head + 6]}
    if unit in {"members", "member"}:
        return "family" in following or tokens[max(0, figure.head - 1)].lower in {"family", "staff", "crew", "faculty"}
    return unit == "men" and not following.isdisjoint({"women", "boys", "children"})
