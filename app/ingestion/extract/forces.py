"""Figures to whose they are: whose troops, casualties, materiel or strikes are counted."""

import re
from dataclasses import dataclass, field

from app.ingestion.annotate.clauses import Token
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.phrases import subject
from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import ActorKind, Measure

OWNERS = {ActorKind.STATE, ActorKind.FORCE, ActorKind.GROUP, ActorKind.ORGAN, ActorKind.ORGANISATION}
_PERSONS = FATES | {Measure.TROOPS, Measure.CAPTURED, Measure.DETAINED, Measure.AFFECTED, Measure.CIVILIANS}
_PUT_TO_USE = {Measure.STRIKES, Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS, Measure.AIRCRAFT, Measure.WEAPONS, Measure.ARTILLERY, Measure.TANKS,
               Measure.ARMOURED_VEHICLES, Measure.VEHICLES, Measure.SHIPS, Measure.TROOPS}  # fmt: skip
_STRUCK = {Measure.TARGETS, Measure.TANKS, Measure.VEHICLES, Measure.ARTILLERY}
_HARMING = frozenset(
    "destroy destroyed destroying destroys shot shoot shooting down downed downing intercept intercepted intercepting capture captured capturing hit hitting struck strike striking face faces faced "
    "repel repelled kill killed killing wound wounded wounding injure injured seize seized seizing neutralise neutralised neutralized sink sank sunk damage damaged damaging engage engaged target targeted "
    "targeting attack attacked attacking said say says told bring brought stop stopped eliminate eliminated eliminating liquidate liquidated detain detained arrest arrested hold held free freed release released "
    "displace displaced confirm confirmed report reported count counted verify verified fled flee".split()
)
_LOSING = frozenset("lost lose loses losing suffer suffered suffers suffering sustain sustained took".split())
_CIVIL = frozenset(
    "people person persons civilian civilians individual individuals resident residents child children woman women boy boys girl girls villager villagers student students pupils worshippers "
    "worshipper patient patients baby babies infants families family journalist journalists reporters worker workers medics doctors nurses passengers refugees refugee migrants inhabitants protesters "
    "mourners paramedics citizens foreigners others human teenager teenagers relatives man victims victim evacuees lives displaced schoolgirls crew priest mayor cameraman".split()
)
_NOBODYS = frozenset(
    "casualties deaths fatalities dead losses wounded injured troops personnel forces missing prisoners detainees hostages injuries body bodies soldiers soldier casualty death men captives prisoner hostage toll number count total tally figure".split()
)
_PRONOUNS = {"it", "they", "its", "their", "his", "her", "he", "she", "we", "our"}


@dataclass(slots=True)
class Forces:
    """Whose the figures of one article are, in the order in which they are asked."""

    context: Context
    _known: dict[int, ActorReference | None] = field(default_factory=dict)  # by figure
    _heads: dict[tuple[int, int], ActorReference | None] = field(default_factory=dict)  # by clause and token
    _last: Figure | None = None
    _last_force: ActorReference | None = None

    def of(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Whose force it is; None if nothing says."""
        force = self._of(figure, statement)
        self._known[id(figure)] = self._heads[id(figure.clause), figure.head] = force
        self._last, self._last_force = figure, force or self._last_force
        return force

    def _of(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        civil = (figure.unit or "").lower() in _CIVIL
        owner = self._named(figure, statement)
        if figure.measure is Measure.DISPLACED or (civil and (owner is None or figure.measure is Measure.CIVILIANS)):
            return self._civilians(figure)
        return owner or self._by_context(figure, statement)

    def _by_context(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        losing = self._loser(figure, statement)
        if losing:
            return losing
        if figure.like is not None:
            gapped = self._gapped(figure)
            if gapped:
                return gapped
            known = self._known.get(id(figure.like), self._last_force)
            if known or figure.measure not in FATES:
                return known
        if figure.measure in FATES and figure.noun is None and figure.rule.startswith("bare"):
            return self._last_force if self._last and self._last.measure in FATES else self._people(figure)
        if figure.measure is Measure.STRIKES:
            claimed = next((s.speaker for s in self.context.said.holding(figure.quote) if s.rule == "responsibility"), None)
            if claimed:
                return claimed
        return (self._user(figure, statement) if figure.measure in _PUT_TO_USE else None) or self._carried(figure)

    def _gapped(self, figure: Figure) -> ActorReference | None:
        """Russia in "Ukraine lost 9 tanks in the battle, Russia 26"."""
        start = figure.quote.start
        named = [
            mention for mention in self.context.cast.mentions(Span(max(0, start - 40), start)) if mention.span.end == start - 1
        ]
        return self.context.cast.reference(named[0].span, []) if named and self._owns(named[0].ids) else None

    def _carried(self, figure: Figure) -> ActorReference | None:
        """By whom the sentence is against, by the same list of things struck, by the same soldiers as before; else the noun itself."""
        if figure.measure in _STRUCK | {Measure.KILLED}:
            against = self._against(figure)
            if against:
                return against
        last = self._last
        if last and figure.measure in _STRUCK and last.measure in _STRUCK:
            return self._last_force
        alike = self._known.get(id(last)) if last and last.unit == figure.unit and last.measure in FATES else None
        if alike and figure.measure in FATES:
            return alike
        return self._bearer(figure) if figure.noun and figure.measure in _PERSONS else None

    # -- named in the figure's own words -------------------------------------------------------------------------

    def _named(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """North Korea for "North Korean troops", "troops from North Korea", "Russia's forces", "its soldiers"."""
        if figure.noun is None:
            return None
        start = min(figure.noun.start, figure.quantity.span.start)
        inside = [mention for mention in self.context.cast.mentions(Span(start, figure.noun.end)) if self._owns(mention.ids)]
        if inside:
            first = figure.measure is Measure.SHARE
            return self._state_of(self.context.cast.reference(inside[0 if first else -1].span, []), figure)
        words = {token.lower: token for token in figure.clause.at(Span(start, figure.noun.end))}
        if "coalition" in words:
            return self._coalition(words["coalition"])
        if "civilian" in words and figure.measure in FATES:
            return self._civilians(figure)
        return self._after_noun(figure) or self._possessed(figure, statement)

    def _coalition(self, token: Token) -> ActorReference:
        known = self.context.cast.body_called("coalition", token.start)
        name, ids = (known.name, known.candidates) if known else (token.text, ())
        return ActorReference(token.text, Span(token.start, token.end), name, ActorKind.GROUP, ids)

    def _after_noun(self, figure: Figure) -> ActorReference | None:
        """The group in "fighters of the group", "fighters loyal to it"; not the seller in "bought jets from Russia"."""
        end = figure.noun.end if figure.noun else figure.quote.end
        pattern = r"\s+(?:(?:loyal|belonging|linked|affiliated|allied)\s+(?:to|with)|of|from)\s+(?:the\s+|its\s+)?(?=[A-Z])"
        link = re.match(pattern, self.context.page.text[end : end + 40])
        if link is None or (figure.measure not in _PERSONS and link.group().strip().startswith("from")):
            return None
        after = self.context.cast.mentions(Span(end, end + link.end() + 60))
        named = after and after[0].span.start == end + link.end() and self._owns(after[0].ids)
        return self.context.cast.reference(after[0].span, []) if named else None

    def _possessed(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Armenia for "four of its soldiers", Hezbollah for "Its fighters fired 165 rockets"."""
        noun = figure.clause.tokens[figure.head]
        owner = next((figure.clause.tokens[c] for c in noun.children if figure.clause.tokens[c].dep == "poss"), None)
        if owner is None:
            return None
        return self._pronoun(owner, figure, statement) if owner.lower in _PRONOUNS else self._actor(figure, owner)

    def _pronoun(self, token: Token, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Whom "its" or "it" means: the speaker of what it stands in, else the body that the text has named last."""
        speaker = statement.speaker if statement and statement.holds(Span(token.start, token.end)) else None
        if speaker and speaker.kind in OWNERS and token.lower not in {"his", "her", "he", "she"}:
            return _standing(token, speaker)
        body = self.context.cast.last_of(token.start, OWNERS)
        return _standing(token, body) if body else None

    def _state_of(self, reference: ActorReference, figure: Figure) -> ActorReference:
        """The United States for "US troops", which names its armed forces by the very noun that is counted."""
        actors = self.context.registry.actors
        known = actors.get(reference.candidates[0]) if len(reference.candidates) == 1 else None
        unit = (figure.unit or "").lower()
        if not (
            known and known.kind is ActorKind.FORCE and known.parent and unit and reference.as_written.lower().endswith(unit)
        ):
            return reference
        written = reference.as_written[: -len(unit)].strip().removesuffix("'s").removesuffix("’s")
        at: str | None = known.id
        while at and actors[at].kind is not ActorKind.STATE:
            at = actors[at].parent
        span = Span(reference.span.start, reference.span.start + len(written))
        return ActorReference(written, span, actors[at].name, ActorKind.STATE, (at,)) if at and written else reference

    # -- told by the verb ----------------------------------------------------------------------------------------

    def _loser(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Russia in "Russia had lost 1,950 men", "Russian forces have suffered 600,000 casualties"."""
        if figure.measure not in FATES | _PUT_TO_USE | {Measure.TARGETS}:
            return None
        for verb in self._verbs_above(figure)[:2]:
            if verb.lower in _LOSING:
                doer = subject(figure.clause, verb)
                return self._actor(figure, figure.clause.tokens[doer], statement) if doer is not None else None
        return None

    def _user(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Who has, sends or fires what is counted: the agent named beside it, or the subject of a verb that does it no harm."""
        clause, noun = figure.clause, figure.clause.tokens[figure.head]
        by = self._agent(figure, noun)
        if by:
            return by
        for verb in self._verbs_above(figure):
            found = self._agent(figure, verb)
            if found:
                return found
            if verb.lower in _HARMING and figure.measure is not Measure.STRIKES:
                return None
            if figure.measure is Measure.STRIKES and verb.lower not in self.context.words.owners | {"claimed", "claims"}:
                continue
            doer = self._doer(figure, verb)
            if doer is None:
                continue
            alike = self._heads.get((id(clause), doer.index))
            found = alike or self._actor(figure, doer, statement)
            if found:
                return found
        return None

    def _verbs_above(self, figure: Figure) -> list[Token]:
        clause, at, found = figure.clause, figure.clause.tokens[figure.head], []
        for _ in range(10):
            if at.tag.startswith("VB"):
                found.append(at)
            if at.head == at.index or (at.dep == "ccomp" and at.tag.startswith("VB")):
                break
            at = clause.tokens[at.head]
        return found

    def _doer(self, figure: Figure, verb: Token) -> Token | None:
        clause = figure.clause
        doer = subject(clause, verb)
        above = clause.tokens[verb.head]
        if doer is None and verb.dep in {"acl", "xcomp"} and above.tag.startswith("NN"):
            return above  # "the king's plans to buy 40 jets": whose plans, theirs the jets
        patient = next((c for c in above.children if clause.tokens[c].dep == "nsubjpass"), None)
        if verb.dep == "xcomp" and patient is not None:
            return clause.tokens[patient]  # "Burundi is thought to have"
        return clause.tokens[doer] if doer is not None and doer != figure.head else None

    def _agent(self, figure: Figure, token: Token) -> ActorReference | None:
        """Russia in "52 drones launched by Russia"."""
        clause = figure.clause
        verbs = [token, *(clause.tokens[c] for c in token.children if clause.tokens[c].dep == "acl")]
        for verb in verbs:
            by = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "by" and c > verb.index), None)
            named = next((clause.tokens[c] for c in by.children if clause.tokens[c].dep == "pobj"), None) if by else None
            if named:
                return self._actor(figure, named)
        return None

    def _actor(self, figure: Figure, token: Token, statement: Statement | None = None) -> ActorReference | None:
        """The owner that the phrase of a token names: itself, its possessor, its capital, the state of a person in office."""
        clause, cast = figure.clause, self.context.cast
        if token.lower in _PRONOUNS:
            return self._pronoun(token, figure, statement)
        mentions = [
            mention for mention in cast.mentions(Span(clause.tokens[token.left].start, token.end)) if self._owns(mention.ids)
        ]
        if mentions:
            return cast.reference(mentions[-1].span, [])
        owner = next((clause.tokens[c] for c in token.children if clause.tokens[c].dep == "poss"), token)
        span = Span(clause.tokens[owner.left].start, owner.end)
        person = cast.state_behind(span)
        if person:
            return person
        named = cast.reference(span, [])
        return named if named.kind in OWNERS and named.candidates else self._own_words(figure, owner)

    def _own_words(self, figure: Figure, token: Token) -> ActorReference | None:
        """The rebels in "the rebels' arsenal": bearers without a name of their own."""
        generic = [
            mention for mention in self.context.cast.mentions(Span(token.start, token.end)) if mention.span.start == token.start
        ]
        fighting = token.lower in {"rebels", "militants", "insurgents", "jihadists", "gunmen", "separatists", "fighters"}
        return (
            ActorReference(
                token.text, Span(token.start, token.end), token.text, ActorKind.GENERIC, generic[0].ids if generic else ()
            )
            if fighting
            else None
        )

    def _against(self, figure: Figure) -> ActorReference | None:
        """al-Shabaab in "raids on al-Shabaab camps killed 30 militants"."""
        sentence = figure.clause.sentence
        for match in re.finditer(
            r"\b(?:against|on|targeting|targeted)\s+(?:the\s+)?(?=[A-Z]|al-)", self.context.page.text[slice(*sentence)]
        ):
            at = sentence.start + match.end()
            found = [
                mention
                for mention in self.context.cast.mentions(Span(at, min(at + 50, sentence.end)))
                if mention.span.start == at
            ]
            if found and any(self._kind(id) in {ActorKind.GROUP, ActorKind.FORCE} for id in found[0].ids):
                return self.context.cast.reference(found[0].span, [])
        return None

    # -- nobody is named -----------------------------------------------------------------------------------------

    def _kind(self, id: str) -> ActorKind | None:
        known = self.context.registry.actors.get(id)
        return known.kind if known else None

    def _owns(self, ids: tuple[str, ...]) -> bool:
        return any(self._kind(id) in OWNERS for id in ids)

    def _civilians(self, figure: Figure) -> ActorReference:
        span = self._noun(figure)
        return ActorReference(self.context.page.text[slice(*span)], span, "civilians", ActorKind.GENERIC, ("civilians",))

    def _people(self, figure: Figure) -> ActorReference:
        """Nobody is named: a bare "wounding 15" after nothing else counts people."""
        return ActorReference(
            self.context.page.text[slice(*figure.quote)], figure.quote, "civilians", ActorKind.GENERIC, ("civilians",)
        )

    def _noun(self, figure: Figure) -> Span:
        if figure.noun is None or figure.unit is None:
            return figure.quote
        start = self.context.page.text.rfind(figure.unit, figure.noun.start, figure.noun.end)
        return Span(start, figure.noun.end) if start >= 0 else figure.noun

    def _bearer(self, figure: Figure) -> ActorReference | None:
        """The noun itself where it tells who they are: militants, jihadist fighters; not "casualties" or "soldiers"."""
        span = self._noun(figure)
        written = self.context.page.text[slice(*span)]
        if written.lower() in _NOBODYS:
            return None
        generic = [mention for mention in self.context.cast.mentions(span) if mention.span == span]
        return ActorReference(written, span, written, ActorKind.GENERIC, generic[0].ids if generic else ())


def _standing(token: Token, other: ActorReference) -> ActorReference:
    return ActorReference(token.text, Span(token.start, token.end), other.name, other.kind, other.candidates, other.belongs_to)
