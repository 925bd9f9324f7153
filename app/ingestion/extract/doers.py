"""What is counted to who loses, has, sends or fires it, by the verbs that govern it."""

from bisect import bisect_left
from dataclasses import replace

from app.ingestion.annotate.clauses import Clause, Token
from app.ingestion.annotate.date_forms import Calendar, Link
from app.ingestion.extract.armies import SERVING, army_speaking, state_here
from app.ingestion.extract.bearers import BEARERS, HOMES
from app.ingestion.extract.context import Context
from app.ingestion.extract.entries import LOSSES
from app.ingestion.extract.fates import FATES, first_of_list
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.gifts import GIFTS, gift
from app.ingestion.extract.owners import Owners
from app.ingestion.extract.phrases import subject
from app.ingestion.extract.pronouns import OWNERS, PRONOUNS
from app.ingestion.extract.sides import LAUNCHED, PUT_TO_USE, Sides
from app.ingestion.extract.verbs import passive, verbs_above
from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import ActorKind, Measure

_HARMING = frozenset(
    "destroy destroyed destroying destroys shot shoot shooting down downed downing intercept intercepted intercepting capture captured capturing hit hitting struck strike striking face faces faced "
    "repel repelled fend fended fending resist resisted kill killed killing wound wounded wounding injure injured seize seized seizing neutralise neutralised neutralized neutralising neutralizing sink sinks sank sunk sinking damage damaged damaging engage engaged target targeted "
    "targeting attack attacked attacking said say says told bring brought stop stopped eliminate eliminated eliminating liquidate liquidated detain detained arrest arrested hold held free freed release released "
    "hand handed handing swap swapped exchange exchanged find finds found discover discovered uncovered recovered confiscated netted took taken take taking disable disabled disabling thwart thwarted foil foiled jam jammed escort escorted protect protected meet met visit visited join joined hunt hunted pursue pursued surround surrounded "
    "displace displaced estimate estimates estimated confirm confirmed report reported count counted verify verified fled flee".split()
)
_SHOOTING_DOWN = frozenset(
    "shot shoot shooting down downed downing downs intercept intercepted intercepting destroyed neutralised neutralized jammed".split()
)
_LOSING = frozenset("lost lose loses losing suffer suffered suffers suffering sustain sustained took".split())
_LEAVING = frozenset(("leave", "left", "leaving", "leaves"))
_FINDING = frozenset(
    "find finds found finding discover discovered discovering uncover uncovered net netted seize seized seizing recover recovered recovering confiscated".split()
)
_FOUND = {Measure.WEAPONS, Measure.MUNITIONS, Measure.ARTILLERY, Measure.VEHICLES, Measure.TARGETS}
PEOPLES = HOMES | frozenset(
    "building buildings school schools hospital hospitals clinic clinics car cars mosque mosques church churches monastery monasteries temple temples shrine shrines bridge bridges tanker tankers freighter freighters ferry ferries trawler trawlers yacht yachts dhow dhows".split()
)
_ANNOUNCING = frozenset(
    "announced announces announce authorized authorised approved pledged committed provided provides sent unveiled notified allocated".split()
)
_MAKING = frozenset(
    "make makes made making perform performed performing inflict inflicted inflicting".split()
)  # strikes and raids
_STRIKING = {Measure.STRIKES, Measure.AIRCRAFT, Measure.MISSILES, Measure.DRONES}  # as what strikes
_SOLDIERS = SERVING | {"men", "invaders", "occupiers"}  # whom an army that kills them fights
_WRECKS = frozenset("debris wreckage wreck wrecks remains remnants fragments".split())
_OURS = {"we", "our"}
_ADMITTING = frozenset(
    "confirmed confirms admitted admits acknowledged acknowledges reported reports announced mourned suffered".split()
)
_EXERCISES = frozenset("exercise exercises drill drills manoeuvre manoeuvres maneuvers rehearsal wargames".split())
_ANYBODYS_SHIPS = {"ship", "ships", "vessel", "vessels"}
_SEIZING = frozenset("capture captured capturing seize seized seizing take took taken taking confiscated".split())
_CLAIMING = {"claimed", "claims", "operated", "owned", "piloted", "crewed", "manned", "commanded", "led"}


class Doers:
    """Who does what with the things and soldiers of one article."""

    def __init__(self, context: Context, owners: Owners, sides: Sides) -> None:
        """Read with what the text has told so far."""
        self._context = context
        self._owners = owners
        self._sides = sides

    def loser(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Russia in "Russia had lost 1,950 men", "Russian forces have suffered 600,000 casualties"."""
        if figure.measure not in FATES | PUT_TO_USE | {Measure.TARGETS}:
            return None
        lost = self._losses(figure)
        if lost:
            clause, losses = lost
            return self._owners.actor(replace(figure, clause=clause, head=losses.index), _of_whom(clause, losses), statement)
        admitted = self._loss(figure, statement)
        if admitted:
            return admitted
        for verb in verbs_above(figure.clause, figure.head)[:2]:
            if _is_winner(figure.clause, figure.clause.tokens[figure.head], verb):
                return None
            behind = any(figure.clause.tokens[c].lower == "behind" for c in verb.children)
            if (verb.lower in _LOSING or (behind and verb.lower in _LEAVING)) and (
                verb.lower != "took" or figure.measure in FATES
            ):
                doer = _loses(figure.clause, verb)
                return self._owners.actor(figure, figure.clause.tokens[doer], statement) if doer is not None else None
            if verb.dep == "conj" and verb.lower in _HARMING:
                break  # "lost nine men and killed 60 rebels"
        return None

    def _losses(self, figure: Figure) -> tuple[Clause, Token] | None:
        """The losses of "The enemy's losses amounted to", "Total losses of the enemy: tanks – 14", and the clause they stand in."""
        clause = figure.clause
        subjects = (subject(clause, verb) for verb in verbs_above(clause, figure.head)[:1])
        amounting = next((clause.tokens[at] for at in subjects if at is not None and clause.tokens[at].lower in LOSSES), None)
        if amounting or figure.rule != "number-after-noun":
            return (clause, amounting) if amounting else None
        heading = self._context.lists.heading(clause)
        for each in (clause, heading.clause if heading else None):
            losses = (
                next((token for token in each.tokens if token.lower in LOSSES and token.tag == "NNS"), None) if each else None
            )
            if each and losses and (each is not clause or losses.start < figure.quote.start):
                return each, losses
        return None

    def _loss(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """The United States in "The Pentagon confirmed the loss of two drones": whoever owns the loss, else who admits it."""
        clause = figure.clause
        of = clause.tokens[first_of_list(clause, clause.tokens[figure.head]).head]
        loss = clause.tokens[of.head]
        if of.lower != "of" or loss.lower not in {"loss", "losses"}:
            return None
        verb = clause.tokens[loss.head]
        at = subject(clause, verb) if loss.dep == "dobj" and verb.lower in _ADMITTING else None
        return self._owners.actor(figure, loss, statement) or (
            self._owners.actor(figure, clause.tokens[at], statement) if at is not None else None
        )

    def user(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Who has, sends or fires what is counted: the agent named beside it, or the subject of a verb that does it no harm."""
        clause, noun = figure.clause, figure.clause.tokens[figure.head]
        last = clause.at(figure.noun)[-1] if figure.noun else noun  # "67 of 90 drones launched by Russia"
        if figure.rule == "number-of-times":
            return self._attacker(figure, statement)
        if self._is_wreck(figure, noun):
            return self._sides.launcher or self._sides.only_armed()
        package = gift(clause, figure.head)
        if package:
            return self._giver(figure, package)
        by = (
            self._agent(figure, noun)
            or self._agent(figure, last)
            or self._agent_of_list(figure, noun)
            or self._sender(figure, last)
            or self._wielder(figure, statement)
        )
        if by:
            return by
        for verb in verbs_above(figure.clause, figure.head):
            found = self._agent(figure, verb)
            if found or _is_winner(clause, noun, verb):
                return found
            home = figure.measure is Measure.TROOPS and verb.lower in {"bring", "brought"}  # "will bring 900 troops home"
            if verb.lower in {"put", "puts", "putting"} and clause.tokens[noun.head].lower == "at":
                return None  # "Russia puts the number at 24", of others
            if verb.lower in _HARMING and figure.measure is not Measure.STRIKES and not home:
                return self._launcher(figure, verb, statement) or self.found_with(figure, statement)
            by_themselves = figure.measure is Measure.STRIKES or (figure.unit or "").lower() in BEARERS
            made = figure.measure is Measure.STRIKES and verb.lower in _MAKING
            if by_themselves and not made and verb.lower not in self._context.words.owners | {"claimed", "claims"}:
                continue
            doer = self._doer(figure, verb)
            if doer is None:
                continue
            alike = self._sides.of_head(clause, doer)
            found = alike or self._owners.actor(figure, doer, statement)
            if found:
                return found
        return None

    def enemy_struck(self, figure: Figure, statement: Statement | None, destroyed: bool) -> ActorReference | None:
        """Whom those fight who are told to have hit, killed or taken something: an army, or the issuer of a bulletin if it names nobody."""
        verb = next(iter(verbs_above(figure.clause, figure.head)), None)
        if verb is None or verb.lower not in _HARMING:
            return None
        by, issuer = self._striker(figure, verb, statement), self._owners.issuer
        own = statement.speaker if statement else None
        speaks = issuer.speaks(figure.quote.start) if own is None else issuer.is_own(own)
        guessed = by is not None and by.as_written.lower() in PRONOUNS - _OURS and not (own and own.name == by.name)
        ours = by is not None and ((speaks and own is not None) if guessed else issuer.is_own(by))
        if by is not None and not ours:
            return self._opponent(figure, by) if not guessed and self._is_enemys(figure, verb, destroyed) else None
        enemy = issuer.enemy if speaks else None
        if enemy is None or enemy.span.start > figure.quote.end:
            told = by is None and not speaks and figure.measure not in FATES and self._is_enemys(figure, verb, destroyed)
            teller = (self._army_telling(statement) if statement else self._sides.only_armed()) if told else None
            return self._opponent(figure, teller) if teller else None
        peaceful = (figure.unit or "").lower() in PEOPLES
        things = destroyed or (figure.measure is Measure.TARGETS and (ours or not peaceful))
        suffered = ours and figure.measure in {Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.CAPTURED}
        return self.unless_anothers(figure, enemy) if (things and (ours or by is None)) or suffered else None

    def _is_enemys(self, figure: Figure, verb: Token, destroyed: bool) -> bool:
        """Whether what an army strikes is another army's: its arms and positions, and soldiers whom it kills; not houses, nor ships, which may be merchants'."""
        unit = (figure.unit or "").lower()
        if unit in _ANYBODYS_SHIPS:
            return False
        harms = self._context.words.verbs.get(verb.lower) in FATES and verb.tag != "VBG"  # who reports them dead may be their own
        slain = harms and figure.measure in FATES and unit in _SOLDIERS
        return slain or ((destroyed or figure.measure is Measure.TARGETS) and unit not in PEOPLES)

    def _striker(self, figure: Figure, verb: Token, statement: Statement | None) -> ActorReference | None:
        """Who does what the verb tells: its subject, or whose raids they are: "The raids destroyed four tanks"."""
        at = subject(figure.clause, verb)
        if at is None or passive(figure.clause, verb):
            return None
        doer = figure.clause.tokens[at]
        if doer.tag == "WDT":
            return None
        named = self._owners.actor(figure, doer, statement)
        return named or (self._sides.only_armed() if self._context.words.things.get(doer.lower) in _STRIKING else None)

    def _army_telling(self, statement: Statement | None) -> ActorReference | None:
        """Russia where "Russia's defence ministry said 51 drones had been shot down": an army or a group that tells what was done."""
        speaker = statement.speaker if statement else None
        if statement is None or speaker is None:
            return None
        return speaker if speaker.kind is ActorKind.GROUP else army_speaking(self._context, statement)

    def _opponent(self, figure: Figure, doer: ActorReference) -> ActorReference | None:
        """Whom the party fights that has destroyed something."""
        own, opponents = {*doer.candidates, *doer.belongs_to}, self._owners.opponents
        if not own and "coalition" in doer.name.lower():
            return self.unless_anothers(figure, opponents.only(own))
        if not own and doer.as_written.lower().split()[-1] in {"army", "military"}:
            return self.unless_anothers(figure, opponents.of_army())
        states = {state.id for id in own if (state := self._context.registry.state_of(id))}
        return self.unless_anothers(figure, opponents.only(own | states)) if own else None

    def unless_anothers(self, figure: Figure, enemy: ActorReference | None) -> ActorReference | None:
        """The enemy, unless what is counted can hardly be his: of another war, of an exercise, taken from somebody else, jets or
        police of a band, soldiers who fell in a third country."""
        if enemy is None or self._is_of_another_time(figure) or self._is_taken_from_others(figure, enemy):
            return None
        unit = (figure.unit or "").lower()
        band = enemy.kind in {ActorKind.GROUP, ActorKind.GENERIC}
        if band and (unit in SERVING or figure.measure is Measure.AIRCRAFT):
            return None
        here = state_here(self._context, figure.clause.sentence) if unit in SERVING else None
        return None if here is not None and here.id not in enemy.candidates else enemy

    def _is_taken_from_others(self, figure: Figure, enemy: ActorReference) -> bool:
        """Whether somebody else is told to have had what is taken: "seized 12 boats from smugglers"."""
        clause = figure.clause
        noun = clause.tokens[figure.head]
        verb = clause.tokens[first_of_list(clause, noun).head]
        below = [clause.tokens[c] for c in (*verb.children, *noun.children) if c > verb.index]
        source = next((each for each in below if each.lower == "from"), None) if verb.lower in _SEIZING else None
        if source is None:
            return False
        named = self._context.cast.mentions(Span(source.end, clause.tokens[source.right].end))
        whose = {id for mention in named for id in mention.ids}
        whose |= {state.id for id in whose if (state := self._context.registry.state_of(id))}
        return whose.isdisjoint(enemy.candidates)

    def _is_of_another_time(self, figure: Figure) -> bool:
        """Whether the sentence tells of years ago, "shot down two jets in 2019", or of an exercise."""
        if any(token.lower in _EXERCISES for token in figure.clause.tokens):
            return True
        start, end = figure.clause.tokens[0].start, figure.clause.tokens[-1].end
        times = self._context.page.times
        near = times[
            bisect_left(times, start, key=lambda each: each.span.start) : bisect_left(
                times, end, key=lambda each: each.span.start
            )
        ]
        years = [each.when.year for each in near if isinstance(each.when, Calendar) and each.when.year and each.link is Link.AT]
        return any(year < self._context.published.year - 1 for year in years)

    def _is_wreck(self, figure: Figure, noun: Token) -> bool:
        """Whether only what is left of them is had: "displayed the debris of 18 drones"."""
        of = figure.clause.tokens[noun.head]
        first = figure.clause.tokens[first_of_list(figure.clause, noun).head]
        return any(each.lower == "of" and figure.clause.tokens[each.head].lower in _WRECKS for each in (of, first))

    def _attacker(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """The rebels in "the rebels attacked the convoy 23 times", "was shelled three times by the rebels"."""
        clause = figure.clause
        verb = clause.tokens[clause.tokens[figure.head].head]
        by = next((clause.tokens[c] for c in verb.children if clause.tokens[c].lower == "by"), None)
        agent = next((clause.tokens[c] for c in by.children if clause.tokens[c].dep == "pobj"), None) if by else None
        at = subject(clause, verb) if agent is None and not passive(clause, verb) else None
        doer = clause.tokens[at] if at is not None else agent
        return self._owners.actor(figure, doer, statement) if doer else None

    def of_list(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """The United States for the lines under "The United States will provide:", "the new package includes:"."""
        heading = self._context.lists.heading(figure.clause)
        if heading is None or figure.measure not in PUT_TO_USE | FATES:
            return None
        clause, word = heading.clause, heading.word
        above = replace(figure, clause=clause, head=word.index, noun=None)
        if not word.tag.startswith("VB"):
            return self._owners.actor(above, word, statement)
        at = subject(clause, word)
        doer = clause.tokens[at] if at is not None else None
        if doer is None or word.lower in _HARMING - {"found", "take"}:
            return None
        given = doer.lower in GIFTS or (passive(clause, word) and word.lower in self._context.words.owners)
        named = self._owners.actor(above, doer, statement)
        return named or (self._announcer(above) if given and figure.measure in PUT_TO_USE else None)

    def _announcer(self, figure: Figure) -> ActorReference | None:
        """The United States for "Today, President Biden announced a package. It includes …": whom one of the sentences before is about."""
        clauses = self._context.page.clauses
        own = bisect_left(clauses, figure.clause.tokens[0].start, key=lambda each: each.tokens[0].start)
        for clause in reversed(clauses[max(0, own - 3) : own]):
            root = next((token for token in clause.tokens if token.head == token.index), None)
            at = subject(clause, root) if root and root.lower in _ANNOUNCING else None
            if at is not None:
                return self._owners.actor(replace(figure, clause=clause), clause.tokens[at])
        return self._owners.issuer.called(figure.quote)

    def _giver(self, figure: Figure, package: Token) -> ActorReference | None:
        """Whose the package is: named in its phrase, by who announces it in the sentence, or by whom the sentence before is about."""
        clause = figure.clause
        announced = subject(clause, clause.tokens[package.head]) if package.dep == "dobj" else None
        giver = self._owners.actor(figure, clause.tokens[announced]) if announced is not None else None
        return giver or self._owners.actor(figure, package) or self._owners.pronouns.subject_before(figure, OWNERS)

    def _launcher(self, figure: Figure, verb: Token, statement: Statement | None) -> ActorReference | None:
        """Russia in "Russia fired 40 missiles. Ukraine shot down 30 missiles and two drones": whoever fired last, unless it is who shot."""
        doer = subject(figure.clause, verb)
        by = self._owners.actor(figure, figure.clause.tokens[doer], statement) if doer is not None else None
        launched = self._sides.launcher or (self._sides.only_armed(self._owners.countries(by)) if by else None)
        brought = verb.lower in {"bring", "brought"} and figure.clause.word_after(verb) == "down"
        if launched is None or not (brought or verb.lower in _SHOOTING_DOWN) or figure.measure not in LAUNCHED:
            return None
        sides = [self._owners.countries(each) for each in (launched, by) if each]
        return None if len(sides) == 2 and sides[0] & sides[1] else launched

    def found_with(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """The insurgents in "killed several insurgents. The search netted 300 cartridges": whom the finders were fighting."""
        found = any(verb.lower in _FINDING for verb in verbs_above(figure.clause, figure.head)[:1])
        enemy = self._sides.enemy(figure) if found and figure.measure in _FOUND else None
        speaker = statement.speaker.name.lower() if statement and statement.speaker else ""
        return enemy if enemy and enemy.name.lower() not in speaker else None  # "the rebels said they had seized 14 guns"

    def _agent_of_list(self, figure: Figure, noun: Token) -> ActorReference | None:
        """Russia in "23 drones and six missiles fired by Russia"."""
        listed = (figure.clause.tokens[c] for c in noun.children if figure.clause.tokens[c].dep == "conj")
        return next((found for each in listed if each.tag == "NNS" and (found := self._agent(figure, each))), None)

    def _sender(self, figure: Figure, noun: Token) -> ActorReference | None:
        """North Korea in "the 11,000 troops that Pyongyang sent"."""
        clause = figure.clause
        for verb in (clause.tokens[c] for c in noun.children):
            doer = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "nsubj"), None)
            if verb.dep == "relcl" and verb.lower in self._context.words.owners and doer and doer.tag not in {"WDT", "WP"}:
                return self._owners.actor(figure, doer)
        return None

    def _wielder(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Russia in "Russia hit the town with 12 missiles"."""
        clause = figure.clause
        noun = first_of_list(clause, clause.tokens[figure.head])
        link = clause.tokens[noun.head]
        verb = clause.tokens[link.head]
        if (
            noun.dep != "pobj"
            or link.lower != "with"
            or verb.lower in _FINDING
            or not verb.tag.startswith("VB")
            or figure.measure is Measure.TROOPS
        ):
            return None
        doer = subject(clause, verb)
        return self._owners.actor(figure, clause.tokens[doer], statement) if doer is not None else None

    def _doer(self, figure: Figure, verb: Token) -> Token | None:
        clause = figure.clause
        doer = subject(clause, verb)
        above = clause.tokens[verb.head]
        if passive(clause, verb) and verb.lower not in self._context.words.owners:
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
            done = verb.tag.startswith("VB") and verb.lower not in self._context.words.owners | _CLAIMING
            if named and not done:
                return self._owners.actor(figure, named)
        return None


def _of_whom(clause: Clause, losses: Token) -> Token:
    """The enemy in "losses of the enemy", else the losses themselves: "Russian losses"."""
    of = next((clause.tokens[c] for c in losses.children if clause.tokens[c].lower in {"of", "among"}), None)
    return next((clause.tokens[c] for c in of.children if clause.tokens[c].dep == "pobj"), losses) if of else losses


def _loses(clause: Clause, verb: Token) -> int | None:
    """The rebels in "the rebels fled to Chad, leaving behind 40 dead", where the parser has Chad leave them."""
    above = clause.tokens[verb.head]
    if verb.dep != "acl" or verb.tag != "VBG" or above.dep != "pobj":
        return subject(clause, verb)
    governors = verbs_above(clause, above.index)
    return subject(clause, governors[0]) if governors else None


def _is_winner(clause: Clause, token: Token, verb: Token) -> bool:
    """Whether the counted are those to whom somebody lost: "lost the town to a militia of 900 men"."""
    for _ in range(6):
        if token.index == verb.index or token.head == token.index:
            return False
        if token.lower == "to" and token.head == verb.index and verb.lower in _LOSING:
            return True
        token = clause.tokens[token.head]
    return False
