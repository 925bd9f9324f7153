"""Figures to whose they are: whose troops, casualties, materiel or strikes are counted."""

import re
from bisect import bisect_left
from dataclasses import replace

from app.ingestion.extract.armies import SERVING, army_told, state_here
from app.ingestion.extract.bearers import HOMES, Bearers, definite, of_families
from app.ingestion.extract.context import Context
from app.ingestion.extract.doers import PEOPLES, Doers
from app.ingestion.extract.fates import FATES, first_of_list
from app.ingestion.extract.figures import LOST, Figure
from app.ingestion.extract.introductions import Introductions, singular
from app.ingestion.extract.issuer import ENEMIES
from app.ingestion.extract.owners import Owners
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.possession import Possession
from app.ingestion.extract.pronouns import PRONOUNS
from app.ingestion.extract.scenes import SENTENCE_BREAK
from app.ingestion.extract.sides import LAUNCHED, PERSONS, PUT_TO_USE, STRUCK, Sides
from app.ingestion.extract.verbs import passive, verbs_above
from app.ingestion.facts import ActorReference, Span, Statement
from app.ingestion.registry import Actor
from app.ingestion.resolve.regions import country_of
from app.ingestion.text.sentences import is_next
from app.vocabulary import ActorKind, Measure

_DESTROYING = LOST | frozenset(
    "destroy destroys damaged damaging disabled suppressed engaged captured capturing seized seizing intercepted".split()
) - {"lost", "losing"}
_HIT = frozenset({"hit", "struck", "targeted", "bombed", "shelled"})  # of tanks that were
_IMPACT = frozenset(
    """hit hits hitting struck strike strikes striking landed landing lands fell falling exploded exploding slammed slamming crashed crashing rained raining destroyed destroying damaged damaging
    killed killing kill wounded wounding injured injuring targeted targeting pounded pounding tore flattened levelled leveled fired launched dropped used""".split()
)
_FLYING = frozenset(("conducted", "flown", "performed", "executed", "carried"))
_TAKEN = frozenset("hostages captives detainees prisoners abductees".split())
_UNNAMED = frozenset("others dead wounded injured killed missing".split())
_BEATEN = {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.TARGETS}
_AT = re.compile(
    r"(?: (?:were|was|had been|have been|that were))? (?:fired|launched|aimed|lobbed|hurled) (?:at|against|into|on|towards?) (?:the )?"
)
_NAME = 40  # characters
_FAR = 120  # characters from a party's weapons to what they hit


class Forces:
    """Whose the figures of one article are, in the order in which they are asked."""

    def __init__(self, context: Context) -> None:
        """Begin with an article of which no figure has been read."""
        self._context = context
        introductions = Introductions(context.page.text, context.cast, context.registry)
        self._sides = Sides(context, introductions)
        self._owners = Owners(context, introductions)
        self._bearers = Bearers(context, self._owners)
        self._possession = Possession(context, self._owners, self._bearers, self._sides)
        self._doers = Doers(context, self._owners, self._sides)
        self._struck_by: dict[tuple[str, str], bool] = {}  # by party and country

    def of(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Whose force it is; None if nothing says."""
        force = self._of(figure, statement)
        force = self._owners.state_of_army(force) if force else None
        self._sides.add(figure, force, self._struck(figure, force))
        return force

    def _struck(self, figure: Figure, force: ActorReference | None) -> ActorReference | None:
        """Who is struck: whom the strikes are against, whose things are hit or destroyed."""
        if figure.measure is Measure.STRIKES:
            return self._owners.against(figure)
        hit = figure.measure is Measure.TARGETS or self._destroyed(figure)
        return force if hit and force and force.kind is not ActorKind.GENERIC else None

    def _of(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        civil = self._bearers.civil((figure.unit or "").lower()) or of_families(figure)
        owner = (
            self._opposed(figure, statement) or self._possession.named(figure, statement) or self._possession.told_to_be(figure)
        )
        alike = self._like_the_others(figure) if owner is None else None
        if alike:
            return alike
        hers = owner is not None and owner.as_written.lower() in PRONOUNS  # "her two sons" are not her army's
        if figure.measure is Measure.DISPLACED or (civil and (owner is None or hers or figure.measure is Measure.CIVILIANS)):
            return self._bearers.civilians(figure)
        return owner or self._by_context(figure, statement)

    def _like_the_others(self, figure: Figure) -> ActorReference | None:
        """The rebels in "killed 11 rebels and wounded 8 others", the civilians in "12 people were killed and six injured"."""
        last, unit = self._sides.last, (figure.unit or "").lower()
        if last is None or last.measure not in PERSONS or not self._next_to(figure, last):
            return None
        noun = figure.clause.at(figure.noun)[:2] if figure.noun else []
        others = any(token.lower in {"other", "others"} for token in noun)
        if last.measure in {Measure.CAPTURED, Measure.DETAINED, Measure.TROOPS} and unit != "others" and not others:
            return None  # "paraded 300 mercenaries, and 2,000 wounded lay in hospitals"
        return self._sides.of(last) if unit in _UNNAMED and (others or unit != "others") and figure.measure in PERSONS else None

    def _next_to(self, figure: Figure, last: Figure) -> bool:
        """Whether the figure stands in the same sentence as the last, or tells of "others" in the next one."""
        here, before = figure.clause.sentence, last.clause.sentence
        return here == before or (figure.unit == "others" and is_next(before.end, here.start)) or definite(figure)

    def _by_context(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        losing = self._doers.loser(figure, statement)
        if losing:
            return losing
        listed = self._doers.of_list(figure, statement)
        if listed:
            return listed
        if self._of_struck_list(figure):
            return self._sides.struck
        if figure.measure is Measure.CAPTURED and statement is None and self._owners.issuer.is_army:
            return self._owners.issuer.enemy  # who surrenders to the army that issues the text
        enemy = self._doers.enemy_struck(figure, statement, self._destroyed(figure))
        if enemy:
            return enemy
        if figure.like is not None:
            own = self._gapped(figure) or self._possession.origin(figure)
            own = own or (self._doers.user(figure, statement) if figure.measure in PUT_TO_USE else None)
            if own:
                return own
            apart = figure.rule == "bare-number-after-verb" and figure.like.clause.sentence != figure.clause.sentence
            if (
                figure.rule.startswith("bare")
                and figure.measure in FATES | {Measure.AFFECTED}
                and ((apart and figure.like.measure not in FATES) or self._in_new_paragraph(figure, figure.like))
            ):
                return self._bearers.people(figure)
            known = self._sides.known(figure.like)
            if known or figure.measure not in FATES:
                return known
        if figure.measure in FATES and figure.noun is None and figure.rule.startswith("bare"):
            return (
                self._sides.of(self._sides.last)
                if self._sides.last and self._of_these(figure, self._sides.last)
                else self._bearers.people(figure)
            )
        held = figure.measure is Measure.DETAINED and figure.rule.startswith("bare") and figure.like is None
        if figure.noun is None and (held or figure.measure in {Measure.AFFECTED, Measure.CIVILIANS}):
            return self._bearers.people(figure)
        if figure.measure is Measure.STRIKES:
            claimed = next((s.speaker for s in self._context.said.holding(figure.quote) if s.rule == "responsibility"), None)
            if claimed:
                return claimed
        if figure.rule == "number-of-those" and figure.measure in FATES and figure.unit in {None, "hurt", "those", *_UNNAMED}:
            return self._bearers.people(figure)  # "ten of those hurt"
        used = self._doers.user(figure, statement) if figure.measure in PUT_TO_USE else None
        return used or self._carried(figure, statement) or self._launched(figure) or self._doers.found_with(figure, statement)

    def _launched(self, figure: Figure) -> ActorReference | None:
        """Russia in "Two missiles hit the depot", where nobody but Russia is told to strike, or nobody else to have struck there."""
        if figure.measure not in LAUNCHED | {Measure.STRIKES}:
            return None
        verbs = verbs_above(figure.clause, figure.head)[:1]
        strikes = figure.measure is Measure.STRIKES or any(verb.lower in _IMPACT for verb in verbs)
        if not strikes:
            return None
        struck = self._fired_at(figure)
        if struck:
            return self._sides.only_armed(struck)
        here, told = self._struck_here(figure), self._sides.only_armed()
        if here is None or here.country is None:
            return told
        if told and here.country not in self._owners.countries(told):
            return told
        if told:
            return self._owners.opponents.only({here.id})
        other = self._sides.only_armed({here.country})
        return other if other and self._has_struck(other.candidates[0], here.country) else None

    def _fired_at(self, figure: Figure) -> set[str]:
        """Chad in "nine rockets were fired at Chad"."""
        link = _AT.match(self._context.page.text, figure.quote.end)
        if link is None:
            return set()
        named = [
            each for each in self._context.cast.mentions(Span(link.end(), link.end() + _NAME)) if each.span.start == link.end()
        ]
        if named:
            return self._owners.countries(self._context.cast.reference(named[0].span, []))
        there = [each for each in self._context.places(figure.clause) if each.span.start == link.end()]
        return {country for each in there for id in each.ids if (country := country_of(self._context.registry, id))}

    def _struck_here(self, figure: Figure) -> Actor | None:
        """The state of the country that the sentence is set in, if it fights as one, so that what falls on it is not its own.

        It does not where its own weapons are told to have struck there.
        """
        named = any(place.ids for place in self._context.places(figure.clause))
        state = state_here(self._context, figure.clause.sentence) if named else None
        country = state and state.country
        if state is None or not country or not self._sides.introductions.of_one_side(country):
            return None
        return None if self._has_struck(state.id, country) else state

    def _has_struck(self, owner: str, country: str) -> bool:
        """Whether a sentence that names a party with its weapons goes on to a place in that country."""
        if (owner, country) not in self._struck_by:
            armed = self._sides.introductions.armed(owner)
            self._struck_by[owner, country] = any(self._reaches(each, country) for each in armed)
        return self._struck_by[owner, country]

    def _reaches(self, named: Span, country: str) -> bool:
        sites, text = self._context.sites, self._context.page.text
        first = bisect_left(sites, named.end, key=lambda each: each.span.start)
        near = [each for each in sites[first : first + 2] if each.span.start - named.end < _FAR]
        near = [each for each in near if not SENTENCE_BREAK.search(text, named.end, each.span.start)]
        return any(country_of(self._context.registry, id) == country for each in near for id in each.ids)

    def _opposed(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Russia in "Ukraine’s air force said it had downed 40 enemy drones": who alone has weapons besides whoever says so."""
        words = {token.lower for token in figure.clause.at(Span(figure.quote.start, figure.noun.end))} if figure.noun else set()
        speaker = statement.speaker if statement else None
        if speaker is None or not words & ENEMIES:
            return None
        own = {id for mention in self._context.cast.mentions(speaker.span) for id in mention.ids} | set(speaker.candidates)
        return self._sides.only_armed(self._owners.countries(replace(speaker, candidates=tuple(own))))

    def _in_new_paragraph(self, figure: Figure, like: Figure) -> bool:
        return "\n" in self._context.page.text[like.quote.end : figure.quote.start]

    def _of_these(self, figure: Figure, last: Figure) -> bool:
        """Whether a bare number goes on with those counted last: "of the 60 soldiers 43 were killed and nine wounded"."""
        same = last.clause.sentence == figure.clause.sentence
        return last.measure in FATES or (same and figure.like is last and last.measure in PERSONS)

    def _of_struck_list(self, figure: Figure) -> bool:
        """Whether the figure goes on with a list of what was struck: "destroyed three rebel positions, two vehicles and a mortar"."""
        last = self._sides.last
        if (
            self._sides.struck is None
            or last is None
            or last.clause is not figure.clause
            or figure.measure not in STRUCK | PUT_TO_USE - {Measure.STRIKES, Measure.TROOPS}
        ):
            return False
        before = self._sides.of(last)
        passed = (token for token in figure.clause.tokens if last.quote.end <= token.start < figure.quote.start)
        return (
            before is not None
            and before.candidates == self._sides.struck.candidates
            and not any(token.tag in {"VBZ", "VBP", "MD", "IN"} for token in passed)
        )

    def _gapped(self, figure: Figure) -> ActorReference | None:
        """Russia in "Ukraine lost 9 tanks in the battle, Russia 26"."""
        start = figure.quote.start
        named = [
            mention for mention in self._context.cast.mentions(Span(max(0, start - 40), start)) if mention.span.end == start - 1
        ]
        return self._context.cast.reference(named[0].span, []) if named and self._owners.owns(named[0].ids) else None

    def _carried(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """By whom the sentence is against, by the same list of things struck, by the same soldiers as before; else the noun itself."""
        if figure.measure in STRUCK | {Measure.KILLED}:
            against = self._owners.against(figure)
            if against:
                return against
        last = self._sides.last
        hit = figure.measure is Measure.TARGETS or self._destroyed(figure)
        listed = last is not None and (last.clause is figure.clause or hit)
        before = self._sides.of(last) if last and listed and figure.measure in STRUCK and last.measure in STRUCK else None
        if last and before and (last.clause is figure.clause or self._may_be_theirs(figure, before)):
            return before
        slain = (
            figure.measure is Measure.KILLED and self._context.words.persons.get((figure.unit or "").lower()) is Measure.TROOPS
        )
        fallen = self._of_the_fallen(figure, last) if last and (hit or slain) else None
        if fallen:
            return fallen
        if self._sides.struck and hit and self._may_be_theirs(figure, self._sides.struck):
            return self._sides.struck
        striker = self._sides.only_striker() if figure.measure is Measure.STRIKES else None
        if striker:
            return striker
        of_whole = self._sides.of(figure.whole) if figure.whole else None
        if of_whole and (of_whole.kind is not ActorKind.GENERIC or figure.rule == "one-lost"):
            return of_whole  # "35,000 Iraqis, among them 2,000 fighters"
        alike = self._sides.alike(figure) or self._army(figure, statement) or self._of_issuer(figure, statement)
        if alike:
            return alike
        in_list = self._of_list_mate(figure, last) if last else None
        if in_list:
            return in_list
        if (figure.unit or "").lower() in _TAKEN and _known_already(figure) and (held := self._sides.held):
            return held
        if _is_toll(figure):
            return self._sides.of(last) if last and last.measure in FATES else self._bearers.people(figure)
        if figure.noun is None or figure.measure not in PERSONS:
            return self._bearers.residents(figure)
        return self._sides.introductions.only(singular(figure.unit or "")) or self._bearers.named_by_noun(figure)

    def _may_be_theirs(self, figure: Figure, struck: ActorReference) -> bool:
        """Whether what is hit in another sentence may be theirs who were struck before: no homes, nor what was hit in another war."""
        return (figure.unit or "").lower() not in HOMES and self._doers.unless_anothers(figure, struck) is not None

    def _of_list_mate(self, figure: Figure, last: Figure) -> ActorReference | None:
        """Russia for the tanks of "6,000 Russian soldiers and 90 tanks crossed the river"."""
        clause = figure.clause
        if last.clause is not clause or figure.measure not in PUT_TO_USE or last.measure not in PUT_TO_USE:
            return None
        head, mate = clause.tokens[figure.head], clause.tokens[last.head]
        joined = head.dep == "conj" and first_of_list(clause, head).index in {mate.index, first_of_list(clause, mate).index}
        return self._sides.of(last) if joined else None

    def _of_the_fallen(self, figure: Figure, last: Figure) -> ActorReference | None:
        """The rebels for the vehicles of "killed 12 rebels and destroyed three vehicles", by the same who killed."""
        same = last.clause is figure.clause and last.measure in _BEATEN and (figure.unit or "").lower() not in PEOPLES
        verb = next(iter(verbs_above(figure.clause, figure.head)), None) if same else None
        joined = (
            verb is not None
            and verb.dep == "conj"
            and not any(figure.clause.tokens[c].dep in {"nsubj", "nsubjpass"} for c in verb.children)
        )
        before = self._sides.of(last) if joined else None
        return before if before and before.name != "civilians" else None

    def _destroyed(self, figure: Figure) -> bool:
        """Whether what is counted was destroyed by whoever strikes: "destroyed six vehicle bombs and a boat"."""
        verb = next(iter(verbs_above(figure.clause, figure.head)), None)
        if verb is None or figure.measure not in PUT_TO_USE - {Measure.STRIKES, Measure.TROOPS}:
            return False
        following = (figure.clause.tokens[c] for c in figure.clause.tokens[figure.head].children if c > figure.head)
        if any(each.tag == "VBN" and each.lower in _DESTROYING for each in following):
            return True  # "reported 130 tanks destroyed"
        suffers = passive(figure.clause, verb)
        does = not suffers and subject(figure.clause, verb) == figure.head  # "two missiles destroyed the bridge"
        return (verb.lower in _DESTROYING and (not does or verb.lower in {"lost", "sank", "sunk"})) or (
            verb.lower in _HIT and suffers
        )

    def _of_issuer(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """The United States for the "two soldiers" and "service members" of a Pentagon release, where no other army is told of."""
        issuer = self._owners.issuer
        if statement and not (statement.speaker and issuer.is_own(statement.speaker)):
            return None
        words = {token.lower for token in figure.clause.at(figure.noun or figure.quote)}
        if figure.measure is Measure.STRIKES and self._flown(figure):
            return issuer.called(self._bearers.noun(figure)) if issuer.is_armed else None
        if figure.measure in {Measure.AIRCRAFT, Measure.SHIPS}:
            flies = issuer.is_army and issuer.speaks(figure.quote.start) and self._does(figure)
            return issuer.called(self._bearers.noun(figure)) if flies else None
        lost = (figure.unit or "").lower() in SERVING and figure.measure in FATES
        serving = lost or (figure.measure in PERSONS and {"service", figure.unit} <= words)
        if not serving or not issuer.is_army or not issuer.speaks(figure.quote.start):
            return None
        return issuer.called(self._bearers.noun(figure))

    def _does(self, figure: Figure) -> bool:
        """Whether what is counted does something itself: "two jets took off"."""
        verb = next(iter(verbs_above(figure.clause, figure.head)), None)
        return verb is not None and not passive(figure.clause, verb) and subject(figure.clause, verb) == figure.head

    def _flown(self, figure: Figure) -> bool:
        """Whether sorties are told to have been flown, by nobody who is named."""
        verb = next(iter(verbs_above(figure.clause, figure.head)), None)
        return verb is not None and verb.lower in _FLYING and passive(figure.clause, verb)

    def _army(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Somalia in "the Somali army sent help. Twelve soldiers were killed": whose soldiers they can only be."""
        suffered = figure.measure in FATES | {Measure.CAPTURED} or (figure.measure is Measure.TROOPS and definite(figure))
        return army_told(self._context, figure, verbs_above(figure.clause, figure.head), statement) if suffered else None


def _is_toll(figure: Figure) -> bool:
    """Whether the number is that of a toll: "a death toll of nine"."""
    return any(token.lower in {"toll", "tolls"} for token in figure.clause.at(figure.noun or figure.quote))


def _known_already(figure: Figure) -> bool:
    """Whether those counted are some of others told of: "nine of the hostages"."""
    return definite(figure) or any(token.lower in {"the", "these", "those"} for token in figure.clause.at(figure.quote))
