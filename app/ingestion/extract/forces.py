"""Figures to whose they are: whose troops, casualties, materiel or strikes are counted."""

import re
from dataclasses import dataclass, field

from app.ingestion.annotate.clauses import Token
from app.ingestion.extract.armies import army_told, same_army
from app.ingestion.extract.bearers import BEARERS, Bearers, definite, of_families
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES, first_of_list
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.owners import PRONOUNS, Owners
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.verbs import passive
from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import ActorKind, Measure

_PERSONS = FATES | {Measure.TROOPS, Measure.CAPTURED, Measure.DETAINED, Measure.AFFECTED, Measure.CIVILIANS}
_PUT_TO_USE = {Measure.STRIKES, Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS, Measure.AIRCRAFT, Measure.WEAPONS, Measure.ARTILLERY, Measure.TANKS,
               Measure.ARMOURED_VEHICLES, Measure.VEHICLES, Measure.SHIPS, Measure.TROOPS}  # fmt: skip
_STRUCK = {Measure.TARGETS, Measure.TANKS, Measure.VEHICLES, Measure.ARTILLERY}
_HARMING = frozenset(
    "destroy destroyed destroying destroys shot shoot shooting down downed downing intercept intercepted intercepting capture captured capturing hit hitting struck strike striking face faces faced "
    "repel repelled fend fended fending resist resisted kill killed killing wound wounded wounding injure injured seize seized seizing neutralise neutralised neutralized sink sank sunk damage damaged damaging engage engaged target targeted "
    "targeting attack attacked attacking said say says told bring brought stop stopped eliminate eliminated eliminating liquidate liquidated detain detained arrest arrested hold held free freed release released "
    "hand handed handing swap swapped exchange exchanged find finds found discover discovered uncovered recovered confiscated netted took taken take taking disable disabled disabling thwart thwarted foil foiled jam jammed escort escorted protect protected meet met visit visited join joined hunt hunted pursue pursued surround surrounded "
    "displace displaced confirm confirmed report reported count counted verify verified fled flee".split()
)
_LAUNCHED = {Measure.MISSILES, Measure.DRONES, Measure.MUNITIONS}
_SHOOTING_DOWN = frozenset(
    "shot shoot shooting down downed downing downs intercept intercepted intercepting destroyed neutralised neutralized jammed".split()
)
_DESTROYING = frozenset("destroy destroyed destroying destroys damaged damaging disabled suppressed engaged".split())
_LOSING = frozenset("lost lose loses losing suffer suffered suffers suffering sustain sustained took".split())
_LEAVING = frozenset(("leave", "left", "leaving", "leaves"))
_FINDING = frozenset(
    "find finds found finding discover discovered discovering uncover uncovered net netted seize seized seizing recover recovered recovering confiscated".split()
)
_FOUND = {Measure.WEAPONS, Measure.MUNITIONS, Measure.ARTILLERY, Measure.VEHICLES, Measure.TARGETS}
_UNNAMED = frozenset("others dead wounded injured killed missing".split())
_LINK = re.compile(
    r"(?:\s+(?:(?:loyal|belonging|linked|affiliated|allied)\s+(?:to|with)|of|from|among)"
    r"|[^.,;:“”\"]{0,45}?\s(?:operating|fighting|serving)\s+(?:for|under\s+the\s+(?:banner|command|flag|umbrella)\s+of))"
    r"\s+(?:the\s+|its\s+)?(?:(?:allied|rival|neighbou?ring|nearby|friendly)\s+)?(?=[A-Z])"
)
# "Iranian-made drones" are whose who has them.
_MADE = re.compile(
    r"[-‐‑ ](?:made|built|supplied|designed|produced|manufactured|donated|provided|backed|trained|armed|funded)\b", re.IGNORECASE
)
_FOR_OR_AGAINST = ("pro-", "anti-", "non-")
_CLAIMING = {"claimed", "claims", "operated", "owned", "piloted", "crewed", "manned", "commanded", "led"}
_TAKING_AWAY = frozenset(
    "withdraw withdraws withdrew withdrawn withdrawing pull pulls pulled pulling bring brings brought bringing remove removes removed removing evacuate evacuated evacuating recall recalled recalling move moved moving"
    " redeploy redeployed release released releasing free freed freeing".split()
)
_MORE = frozenset("more additional extra further other".split())  # whose may be others'
_NEXT = 4  # characters between two sentences of one paragraph
_NEAR = 300  # characters over which "three soldiers" are still those of the army named last


@dataclass(slots=True)
class Forces:
    """Whose the figures of one article are, in the order in which they are asked."""

    context: Context
    _known: dict[int, ActorReference | None] = field(default_factory=dict)  # by figure
    _heads: dict[tuple[int, int], ActorReference | None] = field(default_factory=dict)  # by clause and token
    _last: Figure | None = None
    _last_force: ActorReference | None = None
    _of_unit: dict[str, tuple[int, ActorReference]] = field(
        default_factory=dict
    )  # whose soldiers, jets … were counted last, and where
    _launched: ActorReference | None = None  # whose missiles, drones or rockets were counted last
    _struck: ActorReference | None = None  # whose targets were struck, as long as they were one party's
    _enemy: tuple[int, ActorReference | None] = 0, None  # the insurgents or the group counted last, and where
    _owners: Owners = field(init=False)
    _bearers: Bearers = field(init=False)
    _strikers: dict[str, ActorReference] = field(default_factory=dict)  # whose strikes were counted, by name

    def __post_init__(self) -> None:
        self._owners = Owners(self.context)
        self._bearers = Bearers(self.context, self._owners)

    def of(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Whose force it is; None if nothing says."""
        force = self._of(figure, statement)
        self._known[id(figure)] = self._heads[id(figure.clause), figure.head] = force
        self._last, self._last_force = figure, force or self._last_force
        if force and figure.measure in _PERSONS and (force.kind is ActorKind.GROUP or (figure.unit or "").lower() in BEARERS):
            self._enemy = figure.quote.start, force
        if force and force.kind is not ActorKind.GENERIC:
            self._of_unit[(figure.unit or "").lower()] = figure.quote.start, force
            if figure.measure in _STRUCK:
                self._strike(force)
        if figure.measure in _LAUNCHED and force and force.candidates:
            self._launched = force
        if figure.measure is Measure.STRIKES:
            if force:
                self._strikers["coalition" if "coalition" in force.name.lower() else force.name] = force
            if against := self._owners.against(figure):
                self._strike(against)
        return force

    def _strike(self, struck: ActorReference) -> None:
        one = self._struck is None or self._struck.candidates == struck.candidates
        self._struck = struck if one else None

    def _of(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        civil = self._bearers.civil((figure.unit or "").lower()) or of_families(figure)
        owner = self._named(figure, statement) or self._told_to_be(figure)
        alike = self._like_the_others(figure) if owner is None else None
        if alike:
            return alike
        hers = owner is not None and owner.as_written.lower() in PRONOUNS  # "her two sons" are not her army's
        if figure.measure is Measure.DISPLACED or (civil and (owner is None or hers or figure.measure is Measure.CIVILIANS)):
            return self._bearers.civilians(figure)
        return owner or self._by_context(figure, statement)

    def _like_the_others(self, figure: Figure) -> ActorReference | None:
        """The rebels in "killed 11 rebels and wounded 8 others", the civilians in "12 people were killed and six injured"."""
        last, unit = self._last, (figure.unit or "").lower()
        if last is None or last.measure not in _PERSONS or not self._next_to(figure, last):
            return None
        noun = figure.clause.at(figure.noun)[:2] if figure.noun else []
        others = any(token.lower in {"other", "others"} for token in noun)
        return (
            self._known.get(id(last))
            if unit in _UNNAMED and (others or unit != "others") and figure.measure in _PERSONS
            else None
        )

    def _next_to(self, figure: Figure, last: Figure) -> bool:
        """Whether the figure stands in the same sentence as the last, or tells of "others" in the next one."""
        away = figure.clause.sentence.start - last.clause.sentence.end
        return (
            last.clause.sentence == figure.clause.sentence or (figure.unit == "others" and 0 <= away < _NEXT) or definite(figure)
        )

    def _by_context(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        losing = self._loser(figure, statement)
        if losing:
            return losing
        if self._of_struck_list(figure):
            return self._struck
        if figure.like is not None:
            gapped = self._gapped(figure)
            if gapped:
                return gapped
            if (
                figure.rule.startswith("bare")
                and figure.measure in FATES | {Measure.AFFECTED}
                and self._in_new_paragraph(figure, figure.like)
            ):
                return self._bearers.people(figure)
            known = self._known.get(id(figure.like), self._last_force)
            if known or figure.measure not in FATES:
                return known
        if figure.measure in FATES and figure.noun is None and figure.rule.startswith("bare"):
            return (
                self._known.get(id(self._last))
                if self._last and self._of_these(figure, self._last)
                else self._bearers.people(figure)
            )
        if figure.measure in {Measure.AFFECTED, Measure.CIVILIANS} and figure.noun is None:
            return self._bearers.people(figure)
        if figure.measure is Measure.STRIKES:
            claimed = next((s.speaker for s in self.context.said.holding(figure.quote) if s.rule == "responsibility"), None)
            if claimed:
                return claimed
        return (self._user(figure, statement) if figure.measure in _PUT_TO_USE else None) or self._carried(figure)

    def _in_new_paragraph(self, figure: Figure, like: Figure) -> bool:
        return "\n" in self.context.page.text[like.quote.end : figure.quote.start]

    def _of_these(self, figure: Figure, last: Figure) -> bool:
        """Whether a bare number goes on with those counted last: "of the 60 soldiers 43 were killed and nine wounded"."""
        same = last.clause.sentence == figure.clause.sentence
        return last.measure in FATES or (same and figure.like is last and last.measure in _PERSONS)

    def _of_struck_list(self, figure: Figure) -> bool:
        """Whether the figure goes on with a list of what was struck: "destroyed three rebel positions, two vehicles and a mortar"."""
        last = self._last
        if (
            self._struck is None
            or last is None
            or last.clause is not figure.clause
            or figure.measure not in _STRUCK | _PUT_TO_USE - {Measure.STRIKES, Measure.TROOPS}
        ):
            return False
        before = self._known.get(id(last))
        passed = (token for token in figure.clause.tokens if last.quote.end <= token.start < figure.quote.start)
        return (
            before is not None
            and before.candidates == self._struck.candidates
            and not any(token.tag in {"VBZ", "VBP", "MD", "IN"} for token in passed)
        )

    def _gapped(self, figure: Figure) -> ActorReference | None:
        """Russia in "Ukraine lost 9 tanks in the battle, Russia 26"."""
        start = figure.quote.start
        named = [
            mention for mention in self.context.cast.mentions(Span(max(0, start - 40), start)) if mention.span.end == start - 1
        ]
        return self.context.cast.reference(named[0].span, []) if named and self._owners.owns(named[0].ids) else None

    def _carried(self, figure: Figure) -> ActorReference | None:
        """By whom the sentence is against, by the same list of things struck, by the same soldiers as before; else the noun itself."""
        if figure.measure in _STRUCK | {Measure.KILLED}:
            against = self._owners.against(figure)
            if against:
                return against
        last = self._last
        if last and figure.measure in _STRUCK and last.measure in _STRUCK and (before := self._known.get(id(last))):
            return before
        if self._struck and (figure.measure is Measure.TARGETS or self._destroyed(figure)):
            return self._struck
        if figure.measure is Measure.STRIKES and len(self._strikers) == 1:
            return next(iter(self._strikers.values()))  # "Near Gao, two strikes hit …", where all strikes so far were one party's
        of_whole = self._known.get(id(figure.whole)) if figure.whole else None
        if of_whole and (of_whole.kind is not ActorKind.GENERIC or figure.rule == "one-lost"):
            return of_whole  # "35,000 Iraqis, among them 2,000 fighters"
        alike = self._alike(figure) or self._army(figure)
        if alike:
            return alike
        if (figure.unit or "").lower() in {"toll", "tolls"}:
            return self._known.get(id(last)) if last and last.measure in FATES else self._bearers.people(figure)
        return self._bearers.named_by_noun(figure) if figure.noun and figure.measure in _PERSONS else None

    def _destroyed(self, figure: Figure) -> bool:
        """Whether what is counted was destroyed by whoever strikes: "destroyed six vehicle bombs and a boat"."""
        verbs = self._verbs_above(figure)[:1]
        return figure.measure in _PUT_TO_USE - {Measure.STRIKES, Measure.TROOPS} and any(
            verb.lower in _DESTROYING for verb in verbs
        )

    def _army(self, figure: Figure) -> ActorReference | None:
        """Somalia in "the Somali army sent help. Twelve soldiers were killed": whose soldiers they can only be."""
        suffered = figure.measure in FATES | {Measure.CAPTURED} or (figure.measure is Measure.TROOPS and definite(figure))
        return army_told(self.context, figure, self._verbs_above(figure)) if suffered else None

    def _alike(self, figure: Figure) -> ActorReference | None:
        """The army whose soldiers were killed just before "and three soldiers were wounded"."""
        at, force = self._of_unit.get((figure.unit or "").lower(), (0, None))
        near = figure.quote.start - at < _NEAR
        if not (figure.unit and near):
            return None
        definite = figure.noun is not None and figure.clause.at(figure.noun)[:2]
        known = any(token.lower in {"the", "these", "those"} for token in definite or ())
        added = any(token.lower in _MORE for token in figure.clause.at(Span(figure.quote.start, figure.quote.end)))
        again = (
            figure.measure is Measure.TROOPS and not added and force and same_army(self.context, force, at, figure.quote.start)
        )
        return force if figure.measure in FATES or known or again else None

    # -- named in the figure's own words -------------------------------------------------------------------------

    def _named(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """North Korea for "North Korean troops", "troops from North Korea", "Russia's forces", "its soldiers"."""
        if figure.noun is None:
            return None
        start = min(figure.noun.start, figure.quantity.span.start)
        inside = [
            mention
            for mention in self.context.cast.mentions(Span(start, figure.noun.end))
            if self._owners.owns(mention.ids) and not self._only_likes(mention.span)
        ]
        if inside:
            first = figure.measure is Measure.SHARE
            return self._owners.state_of(self.context.cast.reference(inside[0 if first else -1].span, []), figure)
        words = {token.lower: token for token in figure.clause.at(Span(start, figure.noun.end))}
        if "coalition" in words:
            return self._owners.coalition(words["coalition"])
        if "civilian" in words and figure.measure in FATES:
            return self._bearers.civilians(figure)
        return self._after_noun(figure) or self._possessed(figure, statement)

    def _told_to_be(self, figure: Figure) -> ActorReference | None:
        """Civilians for "some 60 of the dead were civilians"."""
        clause, at = figure.clause, figure.clause.tokens[figure.head]
        if at.dep == "pobj" and clause.tokens[at.head].lower == "of":
            at = clause.tokens[clause.tokens[at.head].head]
        verb = clause.tokens[at.head]
        if figure.measure not in FATES or at.dep != "nsubj" or verb.lower not in {"were", "was", "are"}:
            return None
        what = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "attr"), None)
        armed = self.context.words.persons.get((figure.unit or "").lower()) is Measure.TROOPS
        return self._bearers.civilians(figure) if what is not None and self._bearers.civil(what.lower) and not armed else None

    def _only_likes(self, named: Span) -> bool:
        """Whether the name only says who made, arms or is liked: "Iranian-made drones", "pro-Russian activists"."""
        text = self.context.page.text
        return bool(_MADE.match(text, named.end)) or text[max(0, named.start - 5) : named.start].lower().endswith(_FOR_OR_AGAINST)

    def _after_noun(self, figure: Figure) -> ActorReference | None:
        """The group in "fighters of the group", "fighters loyal to it"; not the seller in "bought jets from Russia"."""
        end = figure.noun.end if figure.noun else figure.quote.end
        link = _LINK.match(self.context.page.text[end : end + 110])
        origin = link is not None and link.group().strip().startswith("from")
        if link is None or (origin and (figure.measure not in _PERSONS or self._bearers.civil((figure.unit or "").lower()))):
            return None  # "migrants from Eritrea" are not Eritrea's
        if origin and any(verb.lower in _TAKING_AWAY for verb in self._verbs_above(figure)[:1]):
            return None  # "will withdraw 900 troops from Mali"
        after = self.context.cast.mentions(Span(end, end + link.end() + 60))
        named = after and after[0].span.start == end + link.end() and self._owners.owns(after[0].ids)
        named = named and not self._only_likes(after[0].span)
        return self.context.cast.reference(after[0].span, []) if named else None

    def _possessed(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Armenia for "four of its soldiers", Hezbollah for "Its fighters fired 165 rockets"."""
        noun = figure.clause.tokens[figure.head]
        owner = next((figure.clause.tokens[c] for c in noun.children if figure.clause.tokens[c].dep == "poss"), None)
        if owner is None:
            return None
        last = self._last
        if owner.lower == "their" and last and last.clause is figure.clause and last.noun and last.measure in _PERSONS:
            return self._known.get(id(last))  # "killed 40 rebels and burned five of their camps"
        return self._owners.pronoun(owner, figure, statement) if owner.lower in PRONOUNS else self._owners.actor(figure, owner)

    # -- told by the verb ----------------------------------------------------------------------------------------

    def _loser(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Russia in "Russia had lost 1,950 men", "Russian forces have suffered 600,000 casualties"."""
        if figure.measure not in FATES | _PUT_TO_USE | {Measure.TARGETS}:
            return None
        for verb in self._verbs_above(figure)[:2]:
            behind = any(figure.clause.tokens[c].lower == "behind" for c in verb.children)
            if (verb.lower in _LOSING or (behind and verb.lower in _LEAVING)) and (
                verb.lower != "took" or figure.measure in FATES
            ):
                doer = subject(figure.clause, verb)
                return self._owners.actor(figure, figure.clause.tokens[doer], statement) if doer is not None else None
            if verb.dep == "conj" and verb.lower in _HARMING:
                break  # "lost nine men and killed 60 rebels"
        return None

    def _user(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Who has, sends or fires what is counted: the agent named beside it, or the subject of a verb that does it no harm."""
        clause, noun = figure.clause, figure.clause.tokens[figure.head]
        last = clause.at(figure.noun)[-1] if figure.noun else noun  # "67 of 90 drones launched by Russia"
        by = (
            self._agent(figure, noun)
            or self._agent(figure, last)
            or self._agent_of_list(figure, noun)
            or self._sender(figure, last)
            or self._wielder(figure, statement)
        )
        if by:
            return by
        for verb in self._verbs_above(figure):
            found = self._agent(figure, verb)
            if found:
                return found
            home = figure.measure is Measure.TROOPS and verb.lower in {"bring", "brought"}  # "will bring 900 troops home"
            if verb.lower in _HARMING and figure.measure is not Measure.STRIKES and not home:
                return self._launcher(figure, verb, statement) or self._found_with(figure, verb)
            by_themselves = figure.measure is Measure.STRIKES or (figure.unit or "").lower() in BEARERS
            if by_themselves and verb.lower not in self.context.words.owners | {"claimed", "claims"}:
                continue
            doer = self._doer(figure, verb)
            if doer is None:
                continue
            alike = self._heads.get((id(clause), doer.index))
            found = alike or self._owners.actor(figure, doer, statement)
            if found:
                return found
        return None

    def _launcher(self, figure: Figure, verb: Token, statement: Statement | None) -> ActorReference | None:
        """Russia in "Russia fired 40 missiles. Ukraine shot down 30 missiles and two drones": whoever fired last, unless it is who shot."""
        launched = self._launched
        brought = verb.lower in {"bring", "brought"} and figure.clause.tokens[verb.index + 1].lower == "down"
        if launched is None or not (brought or verb.lower in _SHOOTING_DOWN) or figure.measure not in _LAUNCHED:
            return None
        doer = subject(figure.clause, verb)
        by = self._owners.actor(figure, figure.clause.tokens[doer], statement) if doer is not None else None
        sides = [self._countries(each) for each in (launched, by) if each]
        return None if len(sides) == 2 and sides[0] & sides[1] else launched

    def _found_with(self, figure: Figure, verb: Token) -> ActorReference | None:
        """The insurgents in "killed several insurgents. The search netted 300 cartridges": whom the finders were fighting."""
        at, enemy = self._enemy
        near = figure.quote.start - at < _NEAR
        return enemy if near and verb.lower in _FINDING and figure.measure in _FOUND else None

    def _countries(self, actor: ActorReference) -> set[str]:
        known = (self.context.registry.actors.get(id) for id in actor.candidates)
        return {each.country or each.id for each in known if each}

    def _agent_of_list(self, figure: Figure, noun: Token) -> ActorReference | None:
        """Russia in "23 drones and six missiles fired by Russia"."""
        listed = (figure.clause.tokens[c] for c in noun.children if figure.clause.tokens[c].dep == "conj")
        return next((found for each in listed if each.tag == "NNS" and (found := self._agent(figure, each))), None)

    def _sender(self, figure: Figure, noun: Token) -> ActorReference | None:
        """North Korea in "the 11,000 troops that Pyongyang sent"."""
        clause = figure.clause
        for verb in (clause.tokens[c] for c in noun.children):
            doer = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubj"), None)
            if verb.dep == "relcl" and verb.lower in self.context.words.owners and doer and doer.tag not in {"WDT", "WP"}:
                return self._owners.actor(figure, doer)
        return None

    def _wielder(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Russia in "Russia hit the town with 12 missiles"."""
        clause = figure.clause
        noun = first_of_list(clause, clause.tokens[figure.head])
        link = clause.tokens[noun.head]
        verb = clause.tokens[link.head]
        if noun.dep != "pobj" or link.lower != "with" or not verb.tag.startswith("VB") or figure.measure is Measure.TROOPS:
            return None
        doer = subject(clause, verb)
        return self._owners.actor(figure, clause.tokens[doer], statement) if doer is not None else None

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
        if passive(clause, verb) and verb.lower not in self.context.words.owners:
            doer = None  # "fighters who have been protected by Turkey" are not Turkey's
        if doer is None and verb.dep in {"acl", "xcomp"} and above.tag.startswith("NN"):
            return above  # "the king's plans to buy 40 jets": whose plans, theirs the jets
        patient = next((c for c in above.children if clause.tokens[c].dep == "nsubjpass"), None)
        if verb.dep == "xcomp" and patient is not None:
            return clause.tokens[patient]  # "Burundi is thought to have"
        own = {figure.head, first_of_list(clause, clause.tokens[figure.head]).index}
        return clause.tokens[doer] if doer is not None and doer not in own else None

    def _agent(self, figure: Figure, token: Token) -> ActorReference | None:
        """Russia in "52 drones launched by Russia"."""
        clause = figure.clause
        verbs = [token, *(clause.tokens[c] for c in token.children if clause.tokens[c].dep == "acl")]
        for verb in verbs:
            by = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "by" and c > verb.index), None)
            named = next((clause.tokens[c] for c in by.children if clause.tokens[c].dep == "pobj"), None) if by else None
            done = verb.tag.startswith("VB") and verb.lower not in self.context.words.owners | _CLAIMING
            if named and not done:
                return self._owners.actor(figure, named)
        return None
