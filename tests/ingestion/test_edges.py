"""What stands around an article is taken off its text and kept as fields; what only looks like it stays."""

import pytest

from app.ingestion.failures import BadEncoding, NotPublic, Unreadable
from app.ingestion.text.article import check
from app.ingestion.text.charset import decoded
from app.ingestion.text.edges import Trimmed, trimmed
from app.ingestion.text.language import language

STORY = "Ukraine said on Tuesday that 500 Russian soldiers had been killed in Kursk.\nRussia denied it."


@pytest.mark.parametrize(
    ("before", "byline", "dateline"),
    [
        ("", None, None),
        ("Five fell\n", None, None),
        ("Five fell\nBy Jane Doe\n", "Jane Doe", None),
        ("By Jane Doe and John A. Roe, Agency\nOctober 30, 2024\n", "Jane Doe and John A. Roe, Agency", None),
        ("Published: 30 October 2024 at 10:15 a.m. EST\nFive fell\n", None, None),
        ("2024-10-30 10:15\n", None, None),
        ("KYIV, Oct 30 (Reuters) - ", None, "KYIV, Oct 30 (Reuters)"),
        ("WASHINGTON (AP) — ", None, "WASHINGTON (AP)"),
        ("PORT-AU-PRINCE, Haiti (AP) — ", None, "PORT-AU-PRINCE, Haiti (AP)"),
        ("UNITED NATIONS, Oct. 30, 2024 — ", None, "UNITED NATIONS, Oct. 30, 2024"),
        ("KYIV, Ukraine -- ", None, "KYIV, Ukraine"),
        ("Beirut, Lebanon – ", None, "Beirut, Lebanon"),
        ("Beirut (AFP) – ", None, "Beirut (AFP)"),
        ("Oct 30 (Reuters) - ", None, "Oct 30 (Reuters)"),
        ("(Reuters) - ", None, "(Reuters)"),
    ],
)
def test_the_head(before: str, byline: str | None, dateline: str | None) -> None:
    assert trimmed(before + STORY, "Five fell") == Trimmed(STORY, byline, dateline)


@pytest.mark.parametrize(
    "story",
    [
        "Moscow – which denied it – said that five soldiers were killed.\nIt said no more.",
        "Five - or six - soldiers were killed.",
        "NATO-led forces killed five soldiers.",
        "U.S. forces said on Oct 30 that five were killed.",
        "Kyiv, Ukraine’s capital – and Odesa – were hit.",
        "By Tuesday, five soldiers had been killed.",
        "By Friday 500 had been killed there, Kyiv said.",
        "By Friday",
        "October was the worst month.\nFive soldiers were killed.",
        "“KYIV — we stay,” he said.",
        "500 killed — so says Russia.\n- 300 at Kursk\n- 200 at Sudzha",
        "Kyiv claims these losses:\n- 12 tanks\n- 5 drones",
    ],
)
def test_what_only_looks_like_an_edge_stays(story: str) -> None:
    assert trimmed(story, None).text == story


@pytest.mark.parametrize(
    "after",
    [
        "\n(Reporting by Jane Doe; Editing by John Roe)",
        "\nAdditional reporting by Jane Doe",
        "\nMore from The Example\n- 900 killed in another war\n- 12 tanks lost",
        "\nRelated:\n- 900 killed in another war",
        "\nRead more:",
    ],
)
def test_the_end(after: str) -> None:
    assert trimmed(STORY + after, None).text == STORY


def test_a_title_with_the_name_of_the_outlet_is_the_title() -> None:
    title = "Five soldiers fell in Kursk | The Example"
    assert trimmed(f"Five soldiers fell in Kursk\n{STORY}", title).text == STORY
    assert trimmed(title, title).text == title  # one line is left


def test_expressions_take_no_time_on_what_is_long() -> None:
    for line in (
        "By " + "Aa " * 50_000,
        "KYIV " * 50_000,
        "A" * 200_000,
        "Aa " * 50_000 + "x",
        "- more " * 50_000,
        "(" * 100_000,
    ):
        assert trimmed(f"{line}\n{STORY}\n{line}", line[:100]).text


ENOUGH = "Ukraine said on Tuesday that 500 Russian soldiers had been killed in Kursk, and that the fighting went on there. " * 3


@pytest.mark.parametrize(
    ("text", "is_closed", "reason"),
    [
        ("Loading", False, "no sentence"),
        ("Home\nWorld\nSport", False, "no sentence"),
        (
            "\n".join(f"Headline {number} of the day" for number in range(40)) + "\nWe read the news so that you need not.",
            False,
            "list",
        ),
        ("We use cookies to make this site better for you. Accept all cookies to go on.", False, "in front of"),
        ("Please enable JavaScript and cookies to continue to this page.", False, "in front of"),
        (f"{ENOUGH}\nSubscribe to continue reading.", False, "subscribers"),
        ("Ukraine said on Tuesday that 500 were killed.", True, "subscribers"),
    ],
)
def test_what_pages_show_instead_of_an_article(text: str, is_closed: bool, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as refused:
        check(text, is_closed)
    assert isinstance(refused.value, NotPublic) == (reason == "subscribers")


@pytest.mark.parametrize(
    ("text", "is_closed"),
    [
        ("Russia said five soldiers were killed.", False),
        (ENOUGH * 2, True),
        (f"{ENOUGH * 4}\nSubscribe to continue reading.", False),
        (f"{ENOUGH}\n" + "\n".join(f"- {number} tanks were lost" for number in range(9)), False),
        ("俄罗斯国防部周二表示，五名士兵在库尔斯克地区阵亡，另有十人受伤。", False),
    ],
)
def test_what_is_an_article(text: str, is_closed: bool) -> None:
    check(text, is_closed)


RUSSIAN = "Министерство обороны сообщило, что пять военнослужащих погибли в Курской области и ещё десять были ранены. " * 3


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "no-such-charset", "utf-7", "punycode"])
def test_utf8_is_believed_whatever_is_declared(declared: str | None) -> None:
    assert decoded(RUSSIAN.encode(), declared) == RUSSIAN


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16", "utf-8-sig"])
def test_charsets(charset: str) -> None:
    body = RUSSIAN.encode(charset)
    assert decoded(body, charset) == RUSSIAN
    meta = f'<meta charset="{charset}">'
    if not charset.startswith("utf"):
        assert decoded(meta.encode() + body) == meta + RUSSIAN
        assert decoded(meta.encode() + body, "utf-8") == meta + RUSSIAN  # the server lies


def test_a_charset_that_nobody_declares_is_guessed() -> None:
    assert decoded(RUSSIAN.encode("windows-1251")) == RUSSIAN


def test_latin_1_is_what_people_mean_by_it() -> None:
    assert decoded(b"\x93caf\xe9\x94", "iso-8859-1") == "“café”"


def test_a_damaged_byte_costs_one_character() -> None:
    assert decoded(RUSSIAN.encode() * 4 + b"\xff", "utf-8") == RUSSIAN * 4 + "\ufffd"


def test_what_makes_sense_in_no_charset() -> None:
    with pytest.raises(BadEncoding):
        decoded(b"\xff\xfe\x00")
    with pytest.raises(BadEncoding):
        decoded(bytes(range(256)) * 4)


def test_languages() -> None:
    assert language(ENOUGH) == "en"
    assert language(ENOUGH, "ru") == "en"  # the page is wrong
    assert language(RUSSIAN) == language(RUSSIAN, "en") == "ru"
    assert language("Kyiv.") == "en"
    assert language("Київ.", "uk") == "uk"
