"""What a text names: every actor, region and time, at its place, and what it stands for in this article."""

import pytest

from app.ingestion.facts import Mention
from app.vocabulary import MentionKind
from tests.ingestion.conftest import Read


def meaning(mention: Mention) -> str | None:
    """The id of what is named, or the days; None where that is not decided."""
    if mention.kind is MentionKind.DATE:
        return mention.days and f"{mention.days.start}/{mention.days.end}"
    reference = mention.actor or mention.region
    return reference and reference.id


def named(read: Read, text: str) -> list[tuple[str, str, str | None]]:
    """Kind, words and meaning of every mention, in order."""
    mentions = read(text).mentions
    return [(mention.kind.value, text[mention.span.start : mention.span.end], meaning(mention)) for mention in mentions]


def test_actors_regions_and_times_in_the_order_of_the_text(read: Read) -> None:
    found = named(read, "On Tuesday Volodymyr Zelenskyy spoke of Avdiivka and the Kursk region, and of NATO in May 2022.")
    assert found == [
        ("date", "Tuesday", "2024-10-29/2024-10-29"),
        ("actor", "Volodymyr Zelenskyy", "volodymyr-zelenskyy"),
        ("region", "Avdiivka", "UA-14-avdiivka"),
        ("region", "Kursk region", "RU-KRS"),
        ("actor", "NATO", "nato"),
        ("date", "May 2022", "2022-05-01/2022-05-31"),
    ]


def test_a_country_is_an_actor_and_a_region(read: Read) -> None:
    found = named(read, "Ukraine is at war.")
    assert found == [("actor", "Ukraine", "ukraine"), ("region", "Ukraine", "UA")]


def test_a_capital_that_speaks_is_a_government_and_one_that_is_left_is_a_place(read: Read) -> None:
    text = "Kyiv said on Tuesday that 20 soldiers had been killed. Thousands left Kyiv."
    found = [each for each in named(read, text) if each[1] == "Kyiv"]
    assert found[0] == ("actor", "Kyiv", "ukraine")
    assert found[1][0] == "region"
    assert len(found) == 2


def test_a_person_whom_only_the_article_names_is_named_again_by_surname(read: Read) -> None:
    text = (
        "Ivan Kovalchuk, a doctor at the hospital, said on Tuesday that 12 people were killed. "
        "“We are tired,” Kovalchuk’s wife said. He met Maria Hnatyuk."
    )
    found = [each for each in named(read, text) if "Kovalchuk" in each[1] or "Hnatyuk" in each[1]]
    assert found == [("actor", "Ivan Kovalchuk", "ivan-kovalchuk"), ("actor", "Kovalchuk", "ivan-kovalchuk")]


def test_two_of_one_surname_are_nobody_by_it(read: Read) -> None:
    text = (
        "Ivan Kovalchuk, a doctor at the hospital, said that 12 people were killed. "
        "Petro Kovalchuk, a teacher at the school, said that 13 people were killed. Kovalchuk was at home."
    )
    found = [each for each in named(read, text) if "Kovalchuk" in each[1]]
    assert [meaning for _, _, meaning in found] == ["ivan-kovalchuk", "petro-kovalchuk"]


def test_a_registered_person_is_named_again_by_surname(read: Read) -> None:
    assert ("actor", "Klymenko", "ihor-klymenko") in named(read, "Ihor Klymenko came on Monday. On Tuesday, Klymenko left.")
    assert all(words != "Klymenko" for _, words, _ in named(read, "On Tuesday, Klymenko left."))


def test_what_cannot_be_decided_stands_for_nothing(read: Read) -> None:
    found = named(read, "Shells hit the Bousraya neighbourhood, he said, the next day.")
    assert found == [("region", "Bousraya neighbourhood", None), ("date", "the next day", None)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The talks ended on Friday.", "2024-10-25/2024-10-25"),
        ("The talks will end on Friday.", "2024-11-01/2024-11-01"),
        ("The ministers are expected to meet on Friday.", "2024-11-01/2024-11-01"),
        ("They will not forget. The talks ended on Friday.", "2024-10-25/2024-10-25"),
    ],
)
def test_the_words_before_a_day_say_whether_it_is_still_to_come(read: Read, text: str, days: str) -> None:
    assert [meaning for kind, _, meaning in named(read, text) if kind == "date"] == [days]


def test_days_later_are_counted_from_the_day_mentioned_last(read: Read) -> None:
    found = named(read, "It began on 10 October. Two days later it ended.")
    assert [meaning for _, _, meaning in found] == ["2024-10-10/2024-10-10", "2024-10-12/2024-10-12"]


def test_a_date_of_a_fact_is_that_of_the_fact(read: Read) -> None:
    text = "NATO said that 300 tanks would arrive in Kharkiv on Friday."
    facts = read(text)
    [mention] = [each for each in facts.mentions if each.kind is MentionKind.DATE]
    assert [claim.as_of.span for claim in facts.claims] == [mention.span]
    assert mention.days == facts.claims[0].as_of
