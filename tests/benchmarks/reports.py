"""Invented reports, with the facts that stand in them, as the taking-in arm would hand them to the store.

A report has about 270 words, six claims and as many statements. Every span points at the words it is said to: the text is
written first and the spans noted on the way. The words between are of no language, but drawn as unevenly as those of one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from app.ingestion.editions import Reading
from app.ingestion.facts import ActorReference, Claim, Days, Hop, Mention, RegionReference, Span, Statement
from app.ingestion.registry import Actor
from app.ingestion.report import Report
from app.vocabulary import ActorKind, Basis, MentionKind, Modality, Precision, Relation, StatementKind
from tests.benchmarks.world import Theatre, World, moment

CLAIMS = 6  # in a report, on average
COPIED = 0.08  # the share of reports that another paper prints as they are
OLD = 0.1  # the share of reports that come in long after they were published
HEDGES = ("at least", "more than", "about", "up to", "nearly")
CUES = ("said", "reported", "announced", "told reporters", "wrote", "estimated")
MEDIA = ("Telegram", "X", "state television", "a briefing")


@dataclass(frozen=True)
class InventedReport:
    """A report with what stands in it, and of which other one it is a reprint."""

    source: Report
    read: Reading
    copy_of: Report | None = None


def reports(world: World, claims: int, random: Random) -> Iterator[InventedReport]:
    """Reports in the order in which they come in, with so many claims in all."""
    written = 0
    while written < claims:
        report = _report(world, written / claims, min(random.randint(2, 2 * CLAIMS - 2), claims - written), random)
        number = len(report.read.claims)
        yield report
        written += number
        if random.random() < COPIED and written + number <= claims:
            yield _copied(report, world, random)
            written += number


def _report(world: World, share: float, claims: int, random: Random) -> InventedReport:
    published = moment(share * random.random() if random.random() < OLD else share)
    page = _Page(world, world.theatres.one(random), published, random)
    page.prose(2)
    for _ in range(claims):
        page.sentence(counting=True)
        if random.random() < 0.5:
            page.prose(1)
        if random.random() < 0.3:
            page.sentence(counting=False)
    page.prose(2)
    at = datetime.combine(published, time(random.randrange(24), random.randrange(60)), UTC)
    source = _source(page.text, page.title, at, world, random)
    return InventedReport(source, Reading(page.statements, page.claims, page.mentions, world.registry))


def _copied(report: InventedReport, world: World, random: Random) -> InventedReport:
    """A reprint comes some hours after what it reprints."""
    later = report.source.published_at + timedelta(minutes=random.randint(1, 600))
    copy = _source(report.source.text, report.source.title, later, world, random)
    return InventedReport(copy, report.read, report.source)


def _source(text: str, title: str | None, at: datetime, world: World, random: Random) -> Report:
    publisher = world.publishers.one(random)
    url = f"https://{publisher.lower().replace(' ', '-')}.example/{at:%Y/%m/%d}/{random.getrandbits(48):x}"
    return Report(text, title, publisher, url, at)


@dataclass
class _Page:
    """A report that is being written."""

    world: World
    theatre: Theatre
    published: date
    random: Random
    parts: list[str] = field(default_factory=list)
    length: int = 0
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def title(self) -> str:
        return " ".join(self.words(8)).capitalize()

    def words(self, number: int) -> list[str]:
        return self.world.words.some(number, self.random)

    def write(self, words: str) -> Span:
        self.parts.append(words)
        self.length += len(words)
        return Span(self.length - len(words), self.length)

    def prose(self, sentences: int) -> None:
        for _ in range(sentences):
            self.write(" ".join(self.words(self.random.randint(8, 26))).capitalize() + ". ")

    def actor(self, actor: Actor) -> ActorReference:
        """One reference in twenty stays undecided, as two people bear the name."""
        unclear = self.random.random() < 0.05
        span = self.write(actor.name)
        id = None if unclear else actor.id
        kind = ActorKind.UNNAMED if unclear else actor.kind
        reference = ActorReference(actor.name, span, actor.name, kind, id=id)
        self.mentions.append(Mention(MentionKind.ACTOR, span, actor=reference))
        return reference

    def region(self) -> RegionReference | None:
        if self.random.random() < 0.25:
            return None
        region = self.theatre.places.one(self.random)
        relation = self.random.choices([*Relation], (12, 3, 1, 1))[0]
        self.write(f" {relation} ")
        span = self.write(region.name)
        reference = RegionReference(region.name, span, relation, name=region.name, kind=region.kind, id=region.id)
        self.mentions.append(Mention(MentionKind.REGION, span, region=reference))
        return reference

    def days(self) -> Days:
        """Mostly a day of that week; now and then a month, a year, or none."""
        basis = self.random.choices([*Basis], (15, 50, 25, 10))[0]
        day = self.published - timedelta(days=self.random.randint(0, 6))
        if basis in (Basis.SAID, Basis.PUBLICATION):
            return Days(day, day, Precision.DAY, basis)
        if basis is Basis.RELATIVE:
            precision, start, end, words = Precision.DAY, day, day, f"on {day:%A}"
        elif self.random.random() < 0.8:
            precision, start, end, words = Precision.MONTH, *_month(day), f"in {day:%B %Y}"
        else:
            precision, start, end, words = Precision.YEAR, *_year(day), f"in {day:%Y}"
        self.write(" ")
        days = Days(start, end, precision, basis, words, self.write(words))
        self.mentions.append(Mention(MentionKind.DATE, days.span or Span(0, 0), days=days))
        return days

    def sentence(self, counting: bool) -> None:
        """Somebody says something, or the paper does so itself; a figure may stand in it."""
        start = self.length
        speaker = self.actor(self.theatre.claimants.one(self.random)) if not counting or self.random.random() < 0.7 else None
        self.write(" ")
        word = self.random.choice(CUES)
        cue = self.write(word)
        medium, medium_span = self.medium() if speaker else (None, None)
        self.write(" that" if speaker else "")
        content = self.length + 1
        claim = self.figure(speaker) if counting else None
        region = claim.region if claim else self.region()
        self.write(" " + " ".join(self.words(self.random.randint(2, 9))))
        content_span = Span(content, self.length)
        hops = self.hops(speaker, word) if speaker else []
        self.write(".")
        whole = Span(start, self.length)
        self.write(" ")
        if claim:
            claim.sentence = whole
            self.claims.append(claim)
        if speaker:
            days = claim.as_of if claim else Days(self.published, self.published, Precision.DAY, Basis.PUBLICATION)
            said = Days(days.start, days.start, Precision.DAY, days.basis, days.as_written, days.span)
            statement = Statement(
                content_span, cue, self.random.choice([*StatementKind]), whole, said, "speaker-cue-content", speaker,
                None, medium, medium_span, region, hops,
            )  # fmt: skip
            self.statements.append(statement)
            if claim:
                claim.statement, claim.attribution = statement, hops

    def medium(self) -> tuple[str | None, Span | None]:
        if self.random.random() > 0.2:
            return None, None
        medium = self.random.choice(MEDIA)
        self.write(" on ")
        return medium, self.write(medium)

    def hops(self, speaker: ActorReference, cue: str) -> list[Hop]:
        """One statement in six came by way of somebody else."""
        hops = [Hop(speaker, cue)]
        if self.random.random() < 1 / 6:
            self.write(", according to ")
            hops.append(Hop(self.actor(self.theatre.claimants.one(self.random)), "according to"))
        return hops

    def figure(self, claimant: ActorReference | None) -> Claim:
        measure, unit, middling = self.world.measures.one(self.random)
        number = max(1, round(self.random.lognormvariate(0, 1.2) * middling))
        hedge = self.random.choice(HEDGES) if self.random.random() < 0.3 else None
        self.write(" ")
        quote = self.length
        self.write(f"{hedge} {number:,} " if hedge else f"{number:,} ")
        force = None
        if self.random.random() < 0.85:
            force = self.actor(self.theatre.forces.one(self.random))
            self.write(" ")
        self.write(unit)
        span = Span(quote, self.length)
        low, high = _bounds(float(number), hedge)
        region = self.region()
        return Claim(
            span, measure, low, high, hedge in ("about", "nearly"), span, self.days(), "number-before-noun", unit, hedge,
            self.random.choices([*Modality], (86, 4, 4, 4, 2))[0], force, claimant, region,
        )  # fmt: skip


def _bounds(number: float, hedge: str | None) -> tuple[float | None, float | None]:
    if hedge in ("at least", "more than"):
        return number, None
    return (None, number) if hedge == "up to" else (number, number)


def _month(day: date) -> tuple[date, date]:
    start = day.replace(day=1)
    return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)
