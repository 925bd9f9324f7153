"""A counted noun to whose it says it is: "North Korean troops", "troops from North Korea", "Russia's forces", "its soldiers"."""

import re

from app.ingestion.extract.bearers import Bearers
from app.ingestion.extract.context import Context
from app.ingestion.extract.fates import FATES
from app.ingestion.extract.figures import Figure
from app.ingestion.extract.issuer import ENEMIES
from app.ingestion.extract.owners import Owners
from app.ingestion.extract.pronouns import OWNERS, PRONOUNS
from app.ingestion.extract.sides import PERSONS, Sides
from app.ingestion.extract.verbs import verbs_above
from app.ingestion.facts import ActorReference, Span, Statement
from app.vocabulary import Measure

_LINK = re.compile(
    r"(?:\s+(?:(?:loyal|belonging|linked|affiliated|allied)\s+(?:to|with)|of|from|among)"
    r"|[^.,;:“”\"]{0,45}?\s(?:operating|fighting|serving)\s+(?:for|under\s+the\s+(?:banner|command|flag|umbrella)\s+of))"
    r"\s+(?:the\s+|its\s+)?(?:(?:allied|rival|neighbou?ring|nearby|friendly)\s+)?(?=[A-Z])"
)
# "Iranian-made drones" are whose who has them.
_MADE = re.compile(
    r"[-‐‑ ](?:made|built|supplied|designed|produced|manufactured|donated|provided|backed|trained|armed|funded)\b", re.IGNORECASE
)
_SHORT = 3  # letters of a word by which nobody is called alone
_FROM = re.compile(r"(?: of (?:them|these))?(?: each| apiece)? from (?:the )?(?=[A-Z])")
_OF_ALLIES = {Measure.TROOPS, Measure.AIRCRAFT, Measure.SHIPS, Measure.VEHICLES, Measure.TANKS}  # what allies bring together
_FOR_OR_AGAINST = ("pro-", "anti-", "non-")
_TAKING_AWAY = frozenset(
    "withdraw withdraws withdrew withdrawn withdrawing pull pulls pulled pulling bring brings brought bringing remove removes removed removing evacuate evacuated evacuating recall recalled recalling move moved moving"
    " redeploy redeployed release released releasing free freed freeing".split()
)


class Possession:
    """Whose the counted nouns of one article are, by their own words."""

    def __init__(self, context: Context, owners: Owners, bearers: Bearers, sides: Sides) -> None:
        """Read with what the text has told so far."""
        self._context = context
        self._owners = owners
        self._bearers = bearers
        self._sides = sides

    def named(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """North Korea for "North Korean troops", "troops from North Korea", "Russia's forces", "its soldiers"."""
        if figure.noun is None:
            return None
        start = min(figure.noun.start, figure.quantity.span.start)
        inside = [
            mention
            for mention in self._context.cast.mentions(Span(start, figure.noun.end))
            if self._owners.owns(mention.ids) and not self._only_likes(figure, mention.span)
        ]
        if inside:
            first = figure.measure is Measure.SHARE
            return self._owners.state_of(self._context.cast.reference(inside[0 if first else -1].span, []), figure)
        called = self._called(figure, start)
        if called:
            return called
        words = {token.lower: token for token in figure.clause.at(Span(start, figure.noun.end))}
        enemy = next((token for word, token in words.items() if word in ENEMIES and token.end < figure.noun.end), None)
        if enemy:
            return self._owners.actor(figure, enemy)  # "nine enemy attacks"
        if "coalition" in words:
            return self._owners.coalition(words["coalition"])
        if "civilian" in words and figure.measure in FATES:
            return self._bearers.civilians(figure)
        return self._after_noun(figure) or self._possessed(figure, statement) or self._companions(figure)

    def _called(self, figure: Figure, start: int) -> ActorReference | None:
        """The Northern Alliance for "20 Alliance soldiers", where the text has named it in full."""
        noun = figure.clause.at(Span(start, figure.noun.end if figure.noun else start))
        names = (token for token in noun if token.tag == "NNP" and token.end < noun[-1].end and len(token.text) > _SHORT)
        known = (self._context.cast.body_called(token.lower, token.start) for token in names)
        return next((each for each in known if each and each.kind in OWNERS), None)

    def _companions(self, figure: Figure) -> ActorReference | None:
        """Hezbollah for "Nasser, a leader of Hezbollah, was killed with ten other commanders": those of whom one is named before."""
        words = figure.clause.at(Span(figure.quote.start, figure.noun.end if figure.noun else figure.quote.end))
        if figure.measure not in PERSONS or not any(token.lower in {"other", "fellow"} for token in words):
            return None
        named = self._context.cast.mentions(Span(figure.clause.tokens[0].start, figure.quote.start))
        groups = {each.ids: each for each in named if self._owners.of_group(each.ids)}
        return self._context.cast.reference(next(iter(groups.values())).span, []) if len(groups) == 1 else None

    def origin(self, figure: Figure) -> ActorReference | None:
        """Benin for the 300 of "500 soldiers from Ghana and 300 from Benin"."""
        link = _FROM.match(self._context.page.text, figure.quote.end)
        if link is None or figure.measure not in _OF_ALLIES:
            return None
        after = self._context.cast.mentions(Span(link.end(), link.end() + 60))
        named = after and after[0].span.start == link.end() and self._owners.owns(after[0].ids)
        return self._context.cast.reference(after[0].span, []) if named else None

    def told_to_be(self, figure: Figure) -> ActorReference | None:
        """Civilians for "some 60 of the dead were civilians"."""
        clause, at = figure.clause, figure.clause.tokens[figure.head]
        if at.dep == "pobj" and clause.tokens[at.head].lower == "of":
            at = clause.tokens[clause.tokens[at.head].head]
        verb = clause.tokens[at.head]
        if figure.measure not in FATES or at.dep != "nsubj" or verb.lower not in {"were", "was", "are"}:
            return None
        what = next((clause.tokens[c] for c in verb.children if clause.tokens[c].dep == "attr"), None)
        armed = self._context.words.persons.get((figure.unit or "").lower()) is Measure.TROOPS
        return self._bearers.civilians(figure) if what is not None and self._bearers.civil(what.lower) and not armed else None

    def _only_likes(self, figure: Figure, named: Span) -> bool:
        """Whether the name only says who made, arms or is liked: "Iranian-made drones", "pro-Russian activists"."""
        text = self._context.page.text
        if figure.noun and named.end == figure.noun.end:
            return False  # "900 French troops trained in Niger"
        return bool(_MADE.match(text, named.end)) or text[max(0, named.start - 5) : named.start].lower().endswith(_FOR_OR_AGAINST)

    def _after_noun(self, figure: Figure) -> ActorReference | None:
        """The group in "fighters of the group", "fighters loyal to it"; not the seller in "bought jets from Russia"."""
        end = figure.noun.end if figure.noun else figure.quote.end
        link = _LINK.match(self._context.page.text[end : end + 110])
        origin = link is not None and link.group().strip().startswith("from")
        if link is None or (origin and (figure.measure not in PERSONS or self._bearers.civil((figure.unit or "").lower()))):
            return None  # "migrants from Eritrea" are not Eritrea's
        if origin and any(verb.lower in _TAKING_AWAY for verb in verbs_above(figure.clause, figure.head)[:1]):
            return None  # "will withdraw 900 troops from Mali"
        after = self._context.cast.mentions(Span(end, end + link.end() + 60))
        named = after and after[0].span.start == end + link.end() and self._owners.owns(after[0].ids)
        named = named and not self._only_likes(figure, after[0].span)
        return self._context.cast.reference(after[0].span, []) if named else None

    def _possessed(self, figure: Figure, statement: Statement | None) -> ActorReference | None:
        """Armenia for "four of its soldiers", Hezbollah for "Its fighters fired 165 rockets"."""
        noun = figure.clause.tokens[figure.head]
        if figure.rule == "number-reached-by-noun" and figure.noun and figure.noun.end <= figure.quantity.span.start:
            noun = figure.clause.at(figure.noun)[-1]  # "put the rebels' losses at 194"
        owners = (figure.clause.tokens[c] for c in noun.children)
        owner = next((each for each in owners if each.dep == "poss" or (each.dep == "compound" and each.tag == "NNS")), None)
        if owner is None:
            return None
        last = self._sides.last
        if owner.lower == "their" and last and last.clause is figure.clause and last.noun and last.measure in PERSONS:
            return self._sides.of(last)  # "killed 40 rebels and burned five of their camps"
        if owner.lower not in PRONOUNS:
            return self._owners.actor(figure, owner)
        meant = self._owners.pronouns.meant(owner, figure, statement)
        level = noun.index != figure.head  # "its forces number 900" are somebody's whom it names
        return None if level and meant and not meant.candidates else meant
