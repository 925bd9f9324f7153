"""Facts in words become rows: once, under ids that last, found by everyone above, and never by halves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from threading import Thread

import pytest
from sqlalchemy import Engine, event, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from app import models
from app.ingestion import registry as words
from app.ingestion import starts
from app.ingestion.editions import Reading
from app.ingestion.facts import ActorReference, Claim, Days, Hop, Mention, RegionReference, Span, Statement
from app.ingestion.reference import registry
from app.ingestion.registry import Registry
from app.ingestion.report import Difference, Report, Taken
from app.ingestion.store import Stored, UnfitText, known, read_again
from app.ingestion.store import store as store_reading
from app.vocabulary import (
    ActorKind,
    ActorStatus,
    Basis,
    Measure,
    MentionKind,
    Precision,
    RegionKind,
    Relation,
    StatementKind,
    StoreText,
)

TEXT = (
    "He told Yoon that 3,000 North Korean troopers are near the front in Hirnyk.\n"
    "A long paragraph in between says nothing of interest to anybody at all.\n"
    "Ukrainian officials counted 600 killed."
)
NOW = datetime(2024, 10, 31, tzinfo=UTC)
DAY = Days(date(2024, 10, 29), date(2024, 10, 29), Precision.DAY, Basis.SAID)
ACTORS = [
    ("ukraine", ActorKind.STATE, None),
    ("ukraine-government", ActorKind.ORGAN, "ukraine"),
    ("ukraine-presidency", ActorKind.ORGAN, "ukraine"),
    ("zelenskyy", ActorKind.PERSON, "ukraine-government"),
    ("south-korea", ActorKind.STATE, None),
    ("yoon", ActorKind.PERSON, "south-korea"),
    ("north-korea", ActorKind.STATE, None),
    ("ap", ActorKind.OUTLET, None),
]
REGIONS = [
    ("UA", RegionKind.COUNTRY, None),
    ("UA-14", RegionKind.DIVISION, "UA"),
    ("UA-14-hirnyk", RegionKind.SETTLEMENT, "UA-14"),
]
FACTS: list[type[SQLModel]] = [
    models.Article, models.ArticleVersion, models.Statement, models.Claim, models.Hop,
    models.StatementActor, models.StatementRegion, models.ClaimActor, models.ClaimRegion,
]  # fmt: skip


@pytest.fixture
def engine(engine: Engine) -> Engine:
    with Session(engine) as session:
        session.add_all(
            models.Actor(id=id, kind=kind, name=id.title(), parent_id=parent, country="UA") for id, kind, parent in ACTORS
        )
        session.add_all(models.Region(id=id, kind=kind, name=id, parent_id=parent) for id, kind, parent in REGIONS)
        session.commit()
    return engine


@pytest.fixture
def world(session: Session) -> Registry:
    hirnyk = words.Region("UA-14-hirnyk", RegionKind.SETTLEMENT, "Hirnyk", "UA-14", None, None, None)
    return registry(session).knowing(words.Settlements({hirnyk.id: hirnyk}))


def store(
    session: Session,
    source: Report,
    said: Sequence[Statement],
    claims: Sequence[Claim],
    named: Sequence[Mention],
    world: Registry,
    now: datetime,
) -> Taken:
    [taken] = store_reading(session, [(source, Reading(said, claims, named, world))], now)
    return taken


def source(text: str = TEXT, url: str | None = "https://news.example/1") -> Report:
    return Report(text, "North Korean troops", "Al Jazeera", url, datetime(2024, 10, 30, 12, tzinfo=UTC))


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def actor(words: str, id: str | None, text: str = TEXT, kind: ActorKind = ActorKind.PERSON, **rest: object) -> ActorReference:
    return ActorReference(words, span(words, text), name=(id or words).title(), kind=kind, id=id, **rest)  # type: ignore[arg-type]


def statement(text: str = TEXT) -> Statement:
    return Statement(
        content=span("3,000 North Korean troopers are near the front", text),
        cue=span("told", text),
        kind=StatementKind.INDIRECT,
        sentence=Span(0, text.index("\n")),
        said=DAY,
        rule="told-that",
        speaker=actor("He", "zelenskyy", text),
        addressee=actor("Yoon", "yoon", text),
        medium="telegram",
        region=RegionReference(
            "Hirnyk", span("Hirnyk", text), Relation.NEAR, name="Hirnyk", kind=RegionKind.SETTLEMENT, id="UA-14-hirnyk"
        ),
        attribution=[Hop(actor("He", "zelenskyy", text), "told"), Hop(actor("Yoon", "ap", text), "reported")],
    )


def troops(text: str = TEXT, said: Statement | None = None) -> Claim:
    return Claim(
        quote=span("3,000 North Korean troopers", text),
        measure=Measure.TROOPS,
        low=3000,
        high=3000,
        approximate=False,
        sentence=Span(0, text.index("\n")),
        as_of=DAY,
        rule="number-before-noun",
        unit="troopers",
        force=actor("North Korean", "north-korea", text, ActorKind.STATE),
        claimant=actor("He", "zelenskyy", text),
        region=said.region if said else None,
        statement=said,
        attribution=said.attribution if said else [],
    )


def killed(text: str = TEXT) -> Claim:
    return Claim(
        quote=span("600 killed", text),
        measure=Measure.KILLED,
        low=600,
        high=600,
        approximate=False,
        sentence=span("Ukrainian officials counted 600 killed.", text),
        as_of=DAY,
        rule="number-before-noun",
        claimant=actor("Ukrainian officials", None, text, ActorKind.UNNAMED, parent="ukraine"),
    )


def take_in(session: Session, world: Registry, text: str = TEXT, *, only_troops: bool = False, **where: str | None) -> Taken:
    said = statement(text)
    claims = [troops(text, said), *([] if only_troops else [killed(text)])]
    taken = store(session, source(text, **where), [said], claims, [], world, NOW)
    session.commit()
    session.expire_all()
    return taken


def counts(session: Session) -> dict[str, int]:
    return {str(model.__tablename__): session.exec(select(func.count()).select_from(model)).one() for model in FACTS}


def revision(session: Session) -> int:
    session.expire_all()
    row = session.get(models.Revision, 1)
    return row.number if row else 0


def the_claim(session: Session, measure: Measure) -> models.Claim:
    return session.exec(select(models.Claim).where(models.Claim.measure == measure)).one()


def found_by(
    session: Session, fact: str, model: type[models.ClaimActor] | type[models.StatementActor]
) -> set[tuple[str, str, int]]:
    column = model.claim_id if model is models.ClaimActor else model.statement_id  # type: ignore[union-attr]
    return {(row.actor_id, row.role, row.depth) for row in session.exec(select(model).where(column == fact))}


def test_a_new_article_with_its_text_and_its_facts(session: Session, world: Registry) -> None:
    taken = take_in(session, world)

    article = session.get_one(models.Article, taken.article_id)
    version = session.get_one(models.ArticleVersion, (taken.article_id, 1))
    assert taken.created
    assert taken.article_id.startswith("art_")
    assert (article.url, article.title, article.publisher, article.version, article.revision) == (
        "https://news.example/1", "North Korean troops", "Al Jazeera", 1, 1,
    )  # fmt: skip
    assert article.published_at == datetime(2024, 10, 30, 12, tzinfo=UTC)
    assert version.text == TEXT
    assert revision(session) == 1


def test_a_claim_says_in_its_row_what_it_says_in_words(session: Session, world: Registry) -> None:
    take_in(session, world)

    claim, said = the_claim(session, Measure.TROOPS), session.exec(select(models.Statement)).one()

    assert claim.id.startswith("clm_")
    assert len(claim.id) == 20
    assert claim.statement_id == said.id
    assert (claim.quote, claim.low, claim.high, claim.unit, claim.modality) == (
        "3,000 North Korean troopers", 3000, 3000, "troopers", "asserted",
    )  # fmt: skip
    assert (claim.force_id, claim.force_kind, claim.force_as_written) == ("north-korea", "state", "North Korean")
    assert (claim.claimant_id, claim.claimant_name, claim.claimant_as_written) == ("zelenskyy", "Zelenskyy", "He")
    assert (claim.region_id, claim.region_relation, claim.region_as_written) == ("UA-14-hirnyk", "near", "Hirnyk")
    assert (claim.as_of_start, claim.as_of_basis) == (date(2024, 10, 29), "said")
    assert claim.sentence == "He told Yoon that 3,000 North Korean troopers are near the front in Hirnyk."
    assert claim.spans["quote"] == {"start": 18, "end": 45}
    assert claim.spans["as_of"] is None
    assert set(claim.spans) == {"quote", "force", "claimant", "region", "as_of", "sentence"}
    assert claim.attribution[0] == {
        "actor": {"id": "zelenskyy", "name": "Zelenskyy", "kind": "person", "as_written": "He"},
        "cue": "told",
    }


def test_a_statement_says_in_its_row_what_it_says_in_words(session: Session, world: Registry) -> None:
    take_in(session, world)

    said = session.exec(select(models.Statement)).one()

    assert said.id.startswith("stm_")
    assert (said.content, said.cue, said.kind, said.medium) == (
        "3,000 North Korean troopers are near the front", "told", "indirect", "telegram",
    )  # fmt: skip
    assert (said.speaker_id, said.addressee_id, said.region_id) == ("zelenskyy", "yoon", "UA-14-hirnyk")
    assert set(said.spans) == {"content", "speaker", "cue", "addressee", "medium", "region", "said", "sentence"}
    assert TEXT[said.spans["speaker"]["start"] : said.spans["speaker"]["end"]] == "He"
    hops = session.exec(select(models.Hop).order_by(models.Hop.position)).all()
    assert [(hop.position, hop.actor_id, hop.actor_kind, hop.cue) for hop in hops] == [
        (0, "zelenskyy", "person", "told"),
        (1, "ap", "person", "reported"),
    ]


def test_a_fact_is_found_by_everyone_above_its_actors(session: Session, world: Registry) -> None:
    take_in(session, world)
    claim, said = the_claim(session, Measure.TROOPS), session.exec(select(models.Statement)).one()

    assert found_by(session, claim.id, models.ClaimActor) == {
        ("north-korea", "force", 0),
        ("zelenskyy", "claimant", 0), ("ukraine-government", "claimant", 1), ("ukraine", "claimant", 2),
        ("ap", "relay", 0),
    }  # fmt: skip
    assert found_by(session, said.id, models.StatementActor) == {
        ("zelenskyy", "speaker", 0), ("ukraine-government", "speaker", 1), ("ukraine", "speaker", 2),
        ("yoon", "addressee", 0), ("south-korea", "addressee", 1),
        ("ap", "relay", 0),
    }  # fmt: skip


def test_a_fact_is_found_by_every_region_around_it(session: Session, world: Registry) -> None:
    take_in(session, world)
    claim = the_claim(session, Measure.TROOPS)
    for model in (models.ClaimRegion, models.StatementRegion):
        rows = session.exec(select(model)).all()
        assert {(row.region_id, row.depth) for row in rows} == {("UA-14-hirnyk", 0), ("UA-14", 1), ("UA", 2)}
    assert {row.claim_id for row in session.exec(select(models.ClaimRegion))} == {claim.id}


def test_somebody_without_a_name_is_found_by_their_parent(session: Session, world: Registry) -> None:
    take_in(session, world)
    claim = the_claim(session, Measure.KILLED)
    assert (claim.claimant_id, claim.claimant_kind, claim.claimant_name) == (None, "unnamed", "Ukrainian Officials")
    assert found_by(session, claim.id, models.ClaimActor) == {("ukraine", "claimant", 1)}


def test_the_parent_at_the_date_of_the_article_goes_before_the_registry(session: Session, world: Registry) -> None:
    claim = troops()
    claim.claimant = actor("He", "zelenskyy", parent="ukraine-presidency")
    store(session, source(), [], [claim], [], world, NOW)
    found = found_by(session, the_claim(session, Measure.TROOPS).id, models.ClaimActor)
    assert {row for row in found if row[1] == "claimant"} == {
        ("zelenskyy", "claimant", 0), ("ukraine-presidency", "claimant", 1), ("ukraine", "claimant", 2),
    }  # fmt: skip


def test_a_circle_of_parents_ends(session: Session, world: Registry) -> None:
    session.get_one(models.Actor, "ukraine").parent_id = "zelenskyy"
    session.get_one(models.Region, "UA").parent_id = "UA-14-hirnyk"
    session.commit()
    store(session, source(), [], [troops(said=None)], [], registry(session), NOW)
    found = found_by(session, the_claim(session, Measure.TROOPS).id, models.ClaimActor)
    assert {row for row in found if row[1] == "claimant"} == {
        ("zelenskyy", "claimant", 0), ("ukraine-government", "claimant", 1), ("ukraine", "claimant", 2),
    }  # fmt: skip


@pytest.mark.parametrize("order", [1, -1])
def test_two_ways_up_to_one_actor_are_one_row_with_the_shorter_way(session: Session, world: Registry, order: int) -> None:
    claim = troops()
    claim.attribution = [
        Hop(actor("He", "zelenskyy"), "told"),
        *[Hop(actor("He", "zelenskyy"), "said"), Hop(actor("Yoon", "ukraine-government"), "said")][::order],
    ]
    store(session, source(), [], [claim], [], world, NOW)
    found = found_by(session, the_claim(session, Measure.TROOPS).id, models.ClaimActor)
    assert {row for row in found if row[1] == "relay"} == {
        ("zelenskyy", "relay", 0), ("ukraine-government", "relay", 0), ("ukraine", "relay", 1),
    }  # fmt: skip


def test_the_same_article_twice_is_written_once(session: Session, world: Registry) -> None:
    first = take_in(session, world)
    before = counts(session)

    again = take_in(session, world)

    assert again == Taken(first.article_id, created=False)
    assert counts(session) == before
    assert revision(session) == 1
    assert known(session, source()) == Taken(first.article_id, created=False)


def test_known_is_only_the_very_text(session: Session, world: Registry) -> None:
    assert known(session, source()) is None
    take_in(session, world)
    assert known(session, source(TEXT + " More.")) is None
    assert known(session, source(url="https://news.example/2")) is None


def test_without_an_address_the_text_is_the_article(session: Session, world: Registry) -> None:
    first = take_in(session, world, url=None)
    assert take_in(session, world, url=None) == Taken(first.article_id, created=False)
    other = take_in(session, world, TEXT + "\nMore.", url=None)
    assert other.created
    assert other.article_id != first.article_id
    assert revision(session) == 2


CHANGED = TEXT.replace("says nothing of interest", "was rewritten since and is now of another length")


def test_changed_text_is_a_new_version_whose_facts_keep_their_ids(session: Session, world: Registry) -> None:
    first = take_in(session, world)
    before = the_claim(session, Measure.KILLED)
    id, place = before.id, before.spans["quote"]["start"]

    again = take_in(session, world, CHANGED)

    after = session.get_one(models.Claim, id)
    assert again == Taken(first.article_id, created=False, changed=True)
    assert session.get_one(models.Article, first.article_id).version == 2
    assert session.get_one(models.ArticleVersion, (first.article_id, 1)).text == TEXT
    assert session.get_one(models.ArticleVersion, (first.article_id, 2)).text == CHANGED
    assert (after.version, after.revision, after.retracted) == (2, 2, None)
    assert after.spans["quote"]["start"] == place + len(CHANGED) - len(TEXT)
    assert counts(session) == {**counts(session), "claim": 2, "statement": 1, "attribution_hop": 2, "article_version": 2}
    assert revision(session) == 2
    for fact in (models.Claim, models.Statement):
        assert session.exec(select(fact).where(col(fact.place).is_(None))).all() == []  # all can be found by their words


def test_facts_that_are_not_read_again_are_retracted(session: Session, world: Registry) -> None:
    take_in(session, world)
    take_in(session, world, CHANGED, only_troops=True)

    gone, kept = the_claim(session, Measure.KILLED), the_claim(session, Measure.TROOPS)

    assert (gone.retracted, gone.version, gone.revision) == (2, 1, 1)
    assert (kept.retracted, kept.version, kept.revision) == (None, 2, 2)


def test_a_retracted_fact_that_is_read_again_stands_again(session: Session, world: Registry) -> None:
    take_in(session, world)
    id = the_claim(session, Measure.KILLED).id
    take_in(session, world, CHANGED, only_troops=True)
    take_in(session, world)

    back = session.get_one(models.Claim, id)
    assert (back.retracted, back.version, back.revision) == (None, 3, 3)
    assert back.spans["quote"]["start"] == TEXT.index("600 killed")


def test_a_fact_stays_retracted_since_the_revision_that_retracted_it(session: Session, world: Registry) -> None:
    take_in(session, world)
    take_in(session, world, CHANGED, only_troops=True)
    take_in(session, world, CHANGED + " And more.", only_troops=True)
    assert the_claim(session, Measure.KILLED).retracted == 2


def test_an_article_keeps_the_moment_it_first_came_in(session: Session, world: Registry) -> None:
    id = take_in(session, world).article_id
    later = datetime(2024, 11, 5, tzinfo=UTC)
    store(session, source(CHANGED), [], [], [], world, later)
    assert session.get_one(models.Article, id).taken_in_at == NOW
    assert session.get_one(models.ArticleVersion, (id, 2)).taken_in_at == later


def test_another_articles_facts_are_never_retracted(session: Session, world: Registry) -> None:
    take_in(session, world)
    other = take_in(session, world, url="https://news.example/2")
    take_in(session, world, CHANGED, only_troops=True)
    claims = session.exec(select(models.Claim).where(models.Claim.article_id == other.article_id)).all()
    assert [claim.retracted for claim in claims] == [None, None]


def test_a_changed_reading_leaves_no_old_way_to_find_a_fact(session: Session, world: Registry) -> None:
    take_in(session, world)
    said = statement(CHANGED)
    claim = troops(CHANGED, said)
    claim.claimant, claim.region, claim.attribution, said.attribution = None, None, [], []
    store(session, source(CHANGED), [said], [claim], [], world, NOW)
    stored = the_claim(session, Measure.TROOPS)
    assert found_by(session, stored.id, models.ClaimActor) == {("north-korea", "force", 0)}
    assert session.exec(select(models.ClaimRegion)).all() == []
    assert session.exec(select(models.Hop)).all() == []


def test_ids_depend_on_measure_and_words_alone(session: Session, world: Registry) -> None:
    two = [troops(), replace(troops(), measure=Measure.WOUNDED)]
    store(session, source(), [], two, [], world, NOW)
    first = {claim.measure: claim.id for claim in session.exec(select(models.Claim))}
    session.rollback()

    store(session, source(), [], [replace(two[1], low=1, rule="another"), killed(), two[0]], [], world, NOW)
    second = {claim.measure: claim.id for claim in session.exec(select(models.Claim))}

    assert first[Measure.TROOPS] != first[Measure.WOUNDED]
    assert {measure: second[measure] for measure in first} == first


def test_the_same_words_twice_in_the_same_surroundings_are_two_facts(session: Session, world: Registry) -> None:
    line = "Officials counted 600 killed in the very same village on that very same day.\n"
    text = line * 3
    places = [place for place in range(len(text)) if text.startswith("600 killed", place)]
    claims = [replace(killed(), quote=Span(place, place + 10), sentence=Span(0, 5), claimant=None) for place in places]

    store(session, source(text), [], claims[::-1], [], world, NOW)

    rows = session.exec(select(models.Claim)).all()
    assert len({row.id for row in rows}) == 3
    assert sorted(row.spans["quote"]["start"] for row in rows) == places


def test_an_actor_whom_the_article_introduces_is_entered_as_provisional(session: Session, world: Registry) -> None:
    claim = troops()
    claim.claimant = actor("Yoon", "jane-doe", status=ActorStatus.PROVISIONAL, parent="33rd-brigade")
    claim.force = actor(
        "North Korean", "33rd-brigade", kind=ActorKind.FORCE, status=ActorStatus.PROVISIONAL, parent="ukraine-government"
    )
    store(session, source(), [], [claim], [], world, NOW)

    jane, brigade = session.get_one(models.Actor, "jane-doe"), session.get_one(models.Actor, "33rd-brigade")
    assert (jane.name, jane.kind, jane.parent_id, jane.status) == ("Jane-Doe", "person", "33rd-brigade", "provisional")
    assert (brigade.parent_id, brigade.country) == ("ukraine-government", "UA")
    assert session.get_one(models.ActorAlias, ("jane-doe", "Jane-Doe")).folded == "jane doe"
    assert {row for row in found_by(session, the_claim(session, Measure.TROOPS).id, models.ClaimActor) if row[1] == "claimant"} == {
        ("jane-doe", "claimant", 0), ("33rd-brigade", "claimant", 1), ("ukraine-government", "claimant", 2), ("ukraine", "claimant", 3),
    }  # fmt: skip


@pytest.mark.parametrize("fresh", [True, False])
def test_an_article_never_changes_a_registered_actor(session: Session, world: Registry, fresh: bool) -> None:
    """Not even when it was registered after the registry was read."""
    claim = troops()
    claim.claimant = actor("He", "south-korea", status=ActorStatus.PROVISIONAL, parent="ukraine")
    claim.claimant.name = "Somebody Else"
    registered = {id: actor for id, actor in world.actors.items() if fresh or id != "south-korea"}
    store(session, source(), [], [claim], [], replace(world, actors=registered), NOW)
    row = session.get_one(models.Actor, "south-korea")
    assert (row.name, row.status, row.parent_id) == ("South-Korea", "registered", None)
    if fresh:
        assert session.get(models.ActorAlias, ("south-korea", "Somebody Else")) is None


@pytest.mark.parametrize("failing", ["commit never comes", "unknown region"])
def test_what_is_not_committed_leaves_no_trace(engine: Engine, session: Session, world: Registry, failing: str) -> None:
    take_in(session, world)
    before = counts(session)
    said, claim = statement(CHANGED), troops(CHANGED)
    claim.claimant = actor("Yoon", "jane-doe", CHANGED, status=ActorStatus.PROVISIONAL)
    if failing == "unknown region":
        claim.region = RegionReference("Hirnyk", span("Hirnyk", CHANGED), id="nowhere", name="Nowhere")
        with pytest.raises(IntegrityError):
            store(session, source(CHANGED), [said], [claim], [], world, NOW)
    else:
        store(session, source(CHANGED), [said], [claim], [], world, NOW)
    session.rollback()

    with Session(engine) as other:
        assert counts(other) == before
        assert revision(other) == 1
        assert other.get(models.Actor, "jane-doe") is None
        assert {claim.retracted for claim in other.exec(select(models.Claim))} == {None}


@pytest.mark.parametrize("bad", ["\0", "\ud800"], ids=["NUL", "surrogate"])
@pytest.mark.parametrize("field", ["text", "title", "publisher", "url", "language"])
def test_text_that_no_answer_can_hold_is_refused(session: Session, world: Registry, field: str, bad: str) -> None:
    unfit = replace(source(), **{field: f"some{bad}thing"})
    for refuse in (lambda: store(session, unfit, [], [], [], world, NOW), lambda: known(session, unfit)):
        with pytest.raises(UnfitText, match=f"^{field} has .* at 4$"):
            refuse()
    session.commit()
    assert counts(session)["article"] == 0
    assert revision(session) == 0


def test_characters_outside_the_basic_plane_are_fit(session: Session, world: Registry) -> None:
    text = "🪖 " + TEXT
    taken = take_in(session, world, text)
    assert session.get_one(models.ArticleVersion, (taken.article_id, 1)).text == text
    assert the_claim(session, Measure.TROOPS).quote == "3,000 North Korean troopers"


def test_two_writers_of_one_article_are_one_after_the_other(engine: Engine, session: Session, world: Registry) -> None:
    """The second asks while the first has not committed yet; it must wait and then see what the first has done."""
    seconds: list[Taken] = []

    def second() -> None:
        with Session(engine) as other:
            seconds.append(store(other, source(), [statement()], [troops()], [], world, NOW))
            other.commit()

    first = store(session, source(), [statement()], [troops()], [], world, NOW)
    thread = Thread(target=second)
    thread.start()
    thread.join(timeout=0.5)
    assert seconds == []
    session.commit()
    thread.join(timeout=10)

    assert seconds == [Taken(first.article_id, created=False)]
    assert revision(session) == 1


def again(session: Session, world: Registry, claims: Sequence[Claim], named: Sequence[Mention] = ()) -> Difference | None:
    """What is different when the one article that is stored is read again."""
    row = session.exec(select(models.ArticleVersion)).one()
    read = Reading([statement()], claims, named, world, rules="better")
    difference = read_again(session, Stored(row.article_id, row.version, row.sha256), TEXT, read)
    session.commit()
    session.expire_all()
    return difference


def facts(session: Session) -> dict[str, tuple[int, int | None]]:
    rows = [*session.exec(select(models.Claim)), *session.exec(select(models.Statement))]
    return {row.id: (row.revision, row.retracted) for row in rows}


def test_a_text_read_again_alike_leaves_everything_as_it_was(session: Session, world: Registry) -> None:
    said = statement()
    store(session, source(), [said], [troops(said=said), killed()], mentions(), world, NOW)
    session.commit()
    before = facts(session), counts(session)
    said = statement()
    row = session.exec(select(models.ArticleVersion)).one()
    stored = Stored(row.article_id, row.version, row.sha256)
    read = Reading([said], [troops(said=said), killed()], mentions(), world, rules="better")
    assert not read_again(session, stored, TEXT, read)
    session.commit()
    session.expire_all()
    assert (facts(session), counts(session)) == before
    assert revision(session) == 1
    article = session.exec(select(models.Article)).one()
    assert (article.rules, article.revision) == ("better", 1)


def test_a_text_read_again_otherwise_changes_only_what_is_different(session: Session, world: Registry) -> None:
    said = statement()
    wounded = replace(killed(), measure=Measure.WOUNDED)
    store(session, source(), [said], [troops(), killed()], [], world, NOW)
    session.commit()
    ids = {measure: the_claim(session, measure).id for measure in (Measure.TROOPS, Measure.KILLED)}
    difference = again(session, world, [replace(troops(), low=2000), wounded])
    assert difference is not None
    assert [row["id"] for row in difference.altered] == [ids[Measure.TROOPS]]
    assert [(row["id"], row["measure"]) for row in difference.removed] == [(ids[Measure.KILLED], "killed")]
    assert [row["measure"] for row in difference.added] == ["wounded"]
    found = facts(session)
    assert (found[ids[Measure.TROOPS]], found[ids[Measure.KILLED]]) == ((2, None), (1, 2))
    assert found[the_claim(session, Measure.WOUNDED).id] == (2, None)
    assert found[session.exec(select(models.Statement)).one().id] == (1, None)
    assert revision(session) == 2


def test_a_fact_that_is_found_by_others_is_different_though_its_words_are_not(session: Session, world: Registry) -> None:
    store(session, source(), [statement()], [troops()], [], world, NOW)
    moved = replace(world.actors["north-korea"], parent="south-korea")
    difference = again(session, replace(world, actors={**world.actors, "north-korea": moved}), [troops()])
    assert difference is not None
    assert (difference.altered, difference.found) == ([], True)
    claim = the_claim(session, Measure.TROOPS)
    assert ("south-korea", "force", 1) in found_by(session, claim.id, models.ClaimActor)
    assert (claim.revision, revision(session)) == (1, 2)


def test_a_text_that_was_replaced_meanwhile_is_not_read_again(session: Session, world: Registry) -> None:
    first = take_in(session, world)
    old = session.get_one(models.ArticleVersion, (first.article_id, 1))
    stored = Stored(first.article_id, 1, old.sha256)
    take_in(session, world, CHANGED)
    before = facts(session)
    assert read_again(session, stored, TEXT, Reading([], [], [], world)) is None
    session.commit()
    assert facts(session) == before


def test_a_text_without_an_address_is_known_under_the_address_it_has(session: Session, world: Registry) -> None:
    first = take_in(session, world)
    assert take_in(session, world, url=None) == Taken(first.article_id, created=False)


@pytest.mark.parametrize(("kept", "words"), [("spans", True), ("none", False)])
def test_a_ledger_keeps_no_more_words_than_it_was_told_to(session: Session, world: Registry, kept: str, words: bool) -> None:
    said = statement()
    read = Reading([said], [troops(said=said), killed()], mentions(), world)
    store_reading(session, [(source(), read)], NOW, StoreText(kept))
    session.commit()
    version = session.exec(select(models.ArticleVersion)).one()
    claim, said_row = the_claim(session, Measure.TROOPS), session.exec(select(models.Statement)).one()
    assert (version.kept, version.sha256) == (kept, sha256(TEXT.encode()).hexdigest())
    assert claim.spans["quote"] == {"start": 18, "end": 45}
    assert (claim.low, claim.force_as_written) == (3000, "North Korean")
    if words:
        first, second, third = TEXT.split("\n")
        assert version.text == f"{first}\n{' ' * len(second)}\n{third}"
        assert claim.quote == "3,000 North Korean troopers"
    else:
        assert (version.text, claim.quote, claim.sentence, said_row.content, said_row.sentence) == (None,) * 5
    assert known(session, source()) is not None


def region(words: str, id: str | None, text: str = TEXT) -> RegionReference:
    return RegionReference(words, span(words, text), id=id)


def mentions(text: str = TEXT) -> list[Mention]:
    return [
        Mention(MentionKind.ACTOR, span("Yoon", text), actor=actor("Yoon", "yoon", text)),
        Mention(MentionKind.ACTOR, span("North Korean", text), actor=actor("North Korean", None, text)),
        Mention(MentionKind.REGION, span("Hirnyk", text), region=region("Hirnyk", "UA-14-hirnyk", text)),
        Mention(MentionKind.DATE, span("A long paragraph", text), days=DAY),
        Mention(MentionKind.DATE, span("interest", text)),
    ]


def mention_rows(session: Session) -> list[models.Mention]:
    session.expire_all()
    return list(session.exec(select(models.Mention).order_by(models.Mention.position)))


def mentioned(session: Session) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    by_actor, by_region = session.exec(select(models.MentionActor)), session.exec(select(models.MentionRegion))
    return {(row.actor_id, row.depth) for row in by_actor}, {(row.region_id, row.depth) for row in by_region}


def test_a_mention_says_in_its_row_what_it_stands_for(session: Session, world: Registry) -> None:
    article = store(session, source(), [], [], mentions(), world, NOW).article_id
    yoon, korean, hirnyk, day, undecided = mention_rows(session)
    assert [(row.article_id, row.version, row.position) for row in (yoon, undecided)] == [(article, 1, 0), (article, 1, 4)]
    assert (yoon.kind, yoon.text, yoon.actor_id, yoon.region_id) == ("actor", "Yoon", "yoon", None)
    assert (korean.kind, korean.text, korean.actor_id) == ("actor", "North Korean", None)
    assert (hirnyk.kind, hirnyk.actor_id, hirnyk.region_id) == ("region", None, "UA-14-hirnyk")
    assert (day.kind, day.days_start, day.days_end, day.days_precision, day.days_basis) == (
        "date", date(2024, 10, 29), date(2024, 10, 29), "day", "said",
    )  # fmt: skip
    assert (undecided.text, undecided.days_start, undecided.days_basis) == ("interest", None, None)
    assert all(TEXT[row.start : row.end] == row.text for row in mention_rows(session))


def test_an_article_is_found_by_all_above_what_it_mentions(session: Session, world: Registry) -> None:
    again = Mention(MentionKind.ACTOR, span("officials"), actor=actor("officials", "south-korea"))
    store(session, source(), [], [], [*mentions(), again], world, NOW)
    assert mentioned(session) == (
        {("yoon", 0), ("south-korea", 0)},
        {("UA-14-hirnyk", 0), ("UA-14", 1), ("UA", 2)},
    )


def test_a_mentioned_person_lies_under_the_parent_at_the_date_of_the_article(session: Session, world: Registry) -> None:
    he = Mention(MentionKind.ACTOR, span("He"), actor=actor("He", "zelenskyy", parent="ukraine-presidency"))
    store(session, source(), [], [], [he], world, NOW)
    assert mentioned(session)[0] == {("zelenskyy", 0), ("ukraine-presidency", 1), ("ukraine", 2)}


def test_the_mentions_of_a_new_text_replace_those_of_the_old(session: Session, world: Registry) -> None:
    store(session, source(url="https://news.example/2"), [], [], mentions(), world, NOW)
    store(session, source(), [], [], mentions(), world, NOW)
    he = Mention(MentionKind.ACTOR, span("He", CHANGED), actor=actor("He", "zelenskyy", CHANGED))
    article = store(session, source(CHANGED), [], [], [he], world, NOW).article_id
    ours = [row for row in mention_rows(session) if row.article_id == article]
    assert [(row.version, row.text) for row in ours] == [(2, "He")]
    assert len(mention_rows(session)) == 1 + len(mentions())
    by_actor = session.exec(select(models.MentionActor).where(models.MentionActor.article_id == article))
    assert {row.actor_id for row in by_actor} == {"zelenskyy", "ukraine-government", "ukraine"}
    assert session.exec(select(models.MentionRegion).where(models.MentionRegion.article_id == article)).all() == []


def test_a_known_text_keeps_its_mentions(session: Session, world: Registry) -> None:
    store(session, source(), [], [], mentions(), world, NOW)
    store(session, source(), [], [], [], world, NOW)
    assert len(mention_rows(session)) == len(mentions())


def places(session: Session) -> dict[str, int]:
    session.expire_all()
    rows = session.exec(select(models.ActorStart).where(models.ActorStart.head == "yo"))
    return {row.start: row.place for row in rows}


def test_an_actor_is_the_better_known_the_more_articles_name_it(session: Session, world: Registry) -> None:
    session.add_all(models.ActorAlias(actor_id="yoon", alias=name, folded=name.lower()) for name in ("Yoon", "Yoon Suk"))
    session.flush()
    starts.renew(session, starts.ACTORS)
    unknown = places(session)
    for url in ("https://news.example/1", "https://news.example/2"):
        store(session, source(url=url), [], [], [*mentions(), mentions()[0]], world, NOW)
    assert places(session) == {start: place - 2 * starts.ARTICLE for start, place in unknown.items()}
    assert len(unknown) == 2
    store(session, source(CHANGED), [], [], [], world, NOW)
    assert places(session) == {start: place - starts.ARTICLE for start, place in unknown.items()}
    starts.renew(session, starts.ACTORS)
    assert places(session) == {start: place - starts.ARTICLE for start, place in unknown.items()}


def test_whom_an_article_introduces_is_found_by_who_begins_to_type_the_name(session: Session, world: Registry) -> None:
    claim = killed()
    claim.claimant = actor("Ukrainian officials", "ivan-ivanov", kind=ActorKind.PERSON, status=ActorStatus.PROVISIONAL)
    named = Mention(MentionKind.ACTOR, claim.claimant.span, actor=claim.claimant)
    store(session, source(), [], [claim], [named], world, NOW)
    rows = session.exec(select(models.ActorStart).where(models.ActorStart.actor_id == "ivan-ivanov")).all()
    assert {(row.start, row.head) for row in rows} == {("ivan ivanov", "iv"), ("ivan ivanov", "i"), ("ivanov", "iv")}
    assert mentioned(session)[0] == {("ivan-ivanov", 0)}


def test_a_hundred_mentions_cost_as_many_statements_as_one(engine: Engine, session: Session, world: Registry) -> None:
    calls: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: calls.append(call[2]))
    store(session, source(), [], [], [], world, NOW)  # of which both are copies
    costs = []
    for number, url in ((1, "https://news.example/one"), (100, "https://news.example/hundred")):
        calls.clear()
        store(session, source(url=url), [], [], mentions() * number, world, NOW)
        costs.append(len(calls))
    assert costs[0] == costs[1]


def test_a_hundred_claims_cost_as_many_statements_as_one(engine: Engine, session: Session, world: Registry) -> None:
    calls: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: calls.append(call[2]))
    text = "\n".join(f"Officials counted {number} killed." for number in range(100, 200))
    claims = [
        replace(killed(), quote=span(f"{number} killed", text), sentence=span(f"{number} killed", text))
        for number in range(100, 200)
    ]
    store(session, source(text), [], [], [], world, NOW)  # of which both are copies
    costs = []
    for some, url in ((claims[:1], "https://news.example/one"), (claims, "https://news.example/hundred")):
        calls.clear()
        store(session, source(text, url), [], some, [], world, NOW)
        costs.append(len(calls))
    assert costs[0] == costs[1]
