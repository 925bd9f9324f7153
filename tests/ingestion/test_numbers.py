"""The number grammar, sentence by sentence: what counts, what it is worth, and what is no count at all."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingestion.annotate.number_words import words
from app.ingestion.annotate.numbers import Form, Quantity, numbers

Expected = tuple[str, float | None, float | None, bool]


def _found(text: str) -> list[Expected]:
    return [(text[q.span.start : q.span.end], q.low, q.high, q.approximate) for q in numbers(text).quantities]


def _only(text: str) -> Quantity:
    (quantity,) = numbers(text).quantities
    return quantity


PLAIN: list[tuple[str, list[Expected]]] = [
    ("About 300 miners in 2014 were lost.", [("About 300", 300, 300, True)]),
    ("The ministry counted 10,000 recruits.", [("10,000", 10000, 10000, False)]),
    ("Sixty-two villagers were buried.", [("Sixty-two", 62, 62, False)]),
    ("TWENTY THOUSAND MEN MARCHED.", [("TWENTY THOUSAND", 20000, 20000, False)]),
    ("One hundred and five miners were trapped.", [("One hundred and five", 105, 105, False)]),
    ("Two hundred thirty-one bodies lay there.", [("Two hundred thirty-one", 231, 231, False)]),
    ("Fifteen hundred riders crossed.", [("Fifteen hundred", 1500, 1500, False)]),
    ("Five hundred thousand fled.", [("Five hundred thousand", 500000, 500000, False)]),
    ("One million two hundred thousand fled.", [("One million two hundred thousand", 1200000, 1200000, False)]),
    ("Two and a half million need food.", [("Two and a half million", 2500000, 2500000, False)]),
    ("Half a million crossed the river.", [("Half a million", 500000, 500000, False)]),
    ("A quarter of a million crossed it.", [("A quarter of a million", 250000, 250000, False)]),
    ("The agency fed 1.2 million refugees.", [("1.2 million", 1200000, 1200000, False)]),
    ("The agency fed 1.2m refugees.", [("1.2m", 1200000, 1200000, False)]),
    ("The agency fed 12m people.", [("12m", 12000000, 12000000, False)]),
    ("It sent 24K rounds.", [("24K", 24000, 24000, False)]),
    ("They hold 5 lakh voters.", [("5 lakh", 500000, 500000, False)]),
    ("A dozen guards deserted.", [("A dozen", 12, 12, False)]),
    ("Half a dozen guards deserted.", [("Half a dozen", 6, 6, False)]),
    ("A half-dozen guards deserted.", [("A half-dozen", 6, 6, False)]),
    ("Two dozen guards deserted.", [("Two dozen", 24, 24, False)]),
    ("A hundred trucks burned.", [("A hundred", 100, 100, False)]),
    ("A thousand trucks burned.", [("A thousand", 1000, 1000, False)]),
    ("Dual blasts shook the port.", [("Dual", 2, 2, False)]),
    ("A pair of drones fell.", [("A pair", 2, 2, False)]),
    ("A couple of snipers remain.", [("A couple", 2, 2, True)]),
    ("The depot held 12\u00a0500 shells.", [("12\u00a0500", 12500, 12500, False)]),
    ("The depot held 10\u2009000 shells.", [("10\u2009000", 10000, 10000, False)]),
    ("The depot held 10 000 shells.", [("10 000", 10000, 10000, False)]),
    ("The depot held 1 250 000 shells.", [("1 250 000", 1250000, 1250000, False)]),
    ("The depot held 10’000 shells.", [("10’000", 10000, 10000, False)]),
    ("The depot held 10.000 shells.", [("10.000", 10000, 10000, False)]),
    ("The depot held 2½ million shells.", [("2½ million", 2500000, 2500000, False)]),
    ("The depot held ٣٠٠ shells.", [("٣٠٠", 300, 300, False)]),
    ("Fighters seized 2000 rifles.", [("2000", 2000, 2000, False)]),
    ("Fire killed 2022 people there.", [("2022", 2022, 2022, False)]),
    ("Twelve dead, 30 hurt.", [("Twelve", 12, 12, False), ("30", 30, 30, False)]),
    ("They shot down 12 of the 30 drones.", [("12", 12, 12, False), ("30", 30, 30, False)]),
    ("Killing 4 and wounding 15, it fell.", [("4", 4, 4, False), ("15", 15, 15, False)]),
    ("At night 20 guards died in Donetsk Region 12 civilians too.", [("20", 20, 20, False), ("12", 12, 12, False)]),
    ("They are 300-strong now.", [("300-strong", 300, 300, False)]),
    ("Wounding 15.\nHours later it rained.", [("15", 15, 15, False)]),
]

HEDGED: list[tuple[str, list[Expected]]] = [
    ("Some 10,000 troopers came.", [("Some 10,000", 10000, 10000, True)]),
    ("About 40 came.", [("About 40", 40, 40, True)]),
    ("Around 40 came.", [("Around 40", 40, 40, True)]),
    ("Nearly 23,000 came.", [("Nearly 23,000", 23000, 23000, True)]),
    ("Almost 40 came.", [("Almost 40", 40, 40, True)]),
    ("Roughly forty came.", [("Roughly forty", 40, 40, True)]),
    ("Approximately 40 came.", [("Approximately 40", 40, 40, True)]),
    ("Approx. 40 came.", [("Approx. 40", 40, 40, True)]),
    ("An estimated 340 came.", [("An estimated 340", 340, 340, True)]),
    ("The UN’s estimated 6 million came.", [("estimated 6 million", 6000000, 6000000, True)]),
    ("Close to 2 million came.", [("Close to 2 million", 2000000, 2000000, True)]),
    ("Circa 40 came.", [("Circa 40", 40, 40, True)]),
    ("There were ~10,000.", [("~10,000", 10000, 10000, True)]),
    ("Perhaps 40 came.", [("Perhaps 40", 40, 40, True)]),
    ("Fifty or so came.", [("Fifty or so", 50, 50, True)]),
    ("The 500-odd crew left.", [("500-odd", 500, 500, True)]),
    ("More than 24,000 masks came.", [("More than 24,000", 24000, None, True)]),
    ("More than a dozen came.", [("More than a dozen", 12, None, True)]),
    ("Over 870 came.", [("Over 870", 870, None, True)]),
    ("Well over 100 came.", [("Well over 100", 100, None, True)]),
    ("Upwards of 60 came.", [("Upwards of 60", 60, None, True)]),
    ("In excess of 60 came.", [("in excess of 60".capitalize(), 60, None, True)]),
    ("North of 600 came.", [("North of 600", 600, None, True)]),
    ("Losses greater than 60 came.", [("greater than 60", 60, None, True)]),
    ("Losses exceeding 60 came.", [("exceeding 60", 60, None, True)]),
    ("“More than” 300 came.", [("More than” 300", 300, None, True)]),
    ("At least 28 came.", [("At least 28", 28, None, False)]),
    ("No fewer than 28 came.", [("No fewer than 28", 28, None, False)]),
    ("Not less than 28 came.", [("Not less than 28", 28, None, False)]),
    ("A minimum of 28 came.", [("A minimum of 28", 28, None, False)]),
    ("Twenty or more came.", [("Twenty or more", 20, None, False)]),
    ("The 100-plus crew left.", [("100-plus", 100, None, False)]),
    ("Only one of at least one army.", [("Only one", 1, 1, False), ("at least one", 1, None, False)]),
    ("Up to 3,000 came.", [("Up to 3,000", None, 3000, False)]),
    ("As many as 16 came.", [("As many as 16", None, 16, False)]),
    ("At most 16 came.", [("At most 16", None, 16, False)]),
    ("No more than 16 came.", [("No more than 16", None, 16, False)]),
    ("Not more than 16 came.", [("Not more than 16", None, 16, False)]),
    ("A maximum of 16 came.", [("A maximum of 16", None, 16, False)]),
    ("The garrison does not exceed 500.", [("does not exceed 500", None, 500, False)]),
    ("A garrison not exceeding 500.", [("not exceeding 500", None, 500, False)]),
    ("Fewer than 50 came.", [("Fewer than 50", None, 50, True)]),
    ("Less than 50 came.", [("Less than 50", None, 50, True)]),
    ("Under 50 came.", [("Under 50", None, 50, True)]),
    ("Below 50 came.", [("Below 50", None, 50, True)]),
    ("Lower than 50 came.", [("Lower than 50", None, 50, True)]),
    ("At least some came, nearly all 500.", [("nearly all 500", 500, 500, True)]),
    ("More than an estimated 500 came.", [("More than an estimated 500", 500, None, True)]),
    ("Up to about 3,000 came.", [("Up to about 3,000", None, 3000, True)]),
    ("At least another 500,000 came.", [("At least another 500,000", 500000, None, False)]),
]

WIDENED: list[tuple[str, list[Expected]]] = [
    ("Another 20 came.", [("Another 20", 20, 20, False)]),
    ("A further seven came.", [("A further seven", 7, 7, False)]),
    ("An additional 125 came.", [("An additional 125", 125, 125, False)]),
    ("Then 20 more came.", [("20 more", 20, 20, False)]),
    ("Some 500 extra shells came.", [("Some 500 extra", 500, 500, True)]),
    ("Only 60 came.", [("Only 60", 60, 60, False)]),
    ("All four came.", [("All four", 4, 4, False)]),
    ("Just 12 came.", [("Just 12", 12, 12, False)]),
    ("As few as 20 came.", [("As few as 20", 20, 20, False)]),
    ("The other two came.", [("other two", 2, 2, False)]),
    ("Two other nurses came.", [("Two other", 2, 2, False)]),
    ("A total of 53 came.", [("A total of 53", 53, 53, False)]),
    ("A staggering 700,000 came.", [("A staggering 700,000", 700000, 700000, False)]),
    ("A record 120 came.", [("A record 120", 120, 120, False)]),
    ("One more came.", [("One more", 1, 1, False)]),
    ("It lost 20 more than expected.", [("20", 20, 20, False)]),
    ("Hundreds more came.", [("Hundreds more", 200, None, True)]),
]

RANGES: list[tuple[str, list[Expected]]] = [
    ("It has 8,000 to 12,000 men.", [("8,000 to 12,000", 8000, 12000, False)]),
    ("It has 8,000-12,000 men.", [("8,000-12,000", 8000, 12000, False)]),
    ("It has 10–15 guns.", [("10–15", 10, 15, False)]),
    ("It has 10 – 15 guns.", [("10 – 15", 10, 15, False)]),
    ("Between 8,000 and 12,000 men.", [("Between 8,000 and 12,000", 8000, 12000, False)]),
    ("Between nine and 50 men.", [("Between nine and 50", 9, 50, False)]),
    ("Between about 20 and 30 men.", [("Between about 20 and 30", 20, 30, True)]),
    ("It has 20 to 30 thousand men.", [("20 to 30 thousand", 20000, 30000, False)]),
    ("It has 2-3 million men.", [("2-3 million", 2000000, 3000000, False)]),
    ("It has 1.5 million-2 million men.", [("1.5 million-2 million", 1500000, 2000000, False)]),
    ("It has 800,000 to 1 million men.", [("800,000 to 1 million", 800000, 1000000, False)]),
    ("It has 10-12,000 men.", [("10-12,000", 10000, 12000, False)]),
    ("It has two or three guns.", [("two or three", 2, 3, False)]),
    ("It has twenty-five to thirty guns.", [("twenty-five to thirty", 25, 30, False)]),
    ("About 8,000 to 12,000 men.", [("About 8,000 to 12,000", 8000, 12000, True)]),
    ("From 12 to 15 men stood guard.", [("12 to 15", 12, 15, False)]),
    ("The toll rose from 12 to 15.", [("12", 12, 12, False), ("15", 15, 15, False)]),
    ("The toll has since risen on Sunday from 12 to 15.", [("12", 12, 12, False), ("15", 15, 15, False)]),
    ("It grew from about 12,000 to over 15,000.", [("about 12,000", 12000, 12000, True), ("over 15,000", 15000, None, True)]),
    ("Losses fell by 12 to 15.", [("12", 12, 12, False), ("15", 15, 15, False)]),
    ("They lost 20 to 15 of ours.", [("20", 20, 20, False), ("15", 15, 15, False)]),
]

VAGUE: list[tuple[str, list[Expected]]] = [
    ("Dozens fled.", [("Dozens", 24, None, True)]),
    ("Scores of clerks fled.", [("Scores", 40, None, True)]),
    ("Hundreds fled.", [("Hundreds", 200, None, True)]),
    ("Thousands fled.", [("Thousands", 2000, None, True)]),
    ("Tens of thousands fled.", [("Tens of thousands", 20000, None, True)]),
    ("Hundreds of thousands fled.", [("Hundreds of thousands", 200000, None, True)]),
    ("Millions fled.", [("Millions", 2000000, None, True)]),
    ("Tens of millions fled.", [("Tens of millions", 20000000, None, True)]),
    ("Many hundreds fled.", [("Many hundreds", 200, None, True)]),
    ("Several hundred fled.", [("Several hundred", 300, None, True)]),
    ("A few hundred fled.", [("A few hundred", 300, None, True)]),
    ("Several thousand fled.", [("Several thousand", 3000, None, True)]),
    ("A few dozen fled.", [("A few dozen", 36, None, True)]),
    ("A few tens of thousands fled.", [("A few tens of thousands", 30000, None, True)]),
    ("A couple of thousand fled.", [("A couple of thousand", 2000, 2000, True)]),
    ("A couple thousand more fled.", [("A couple thousand more", 2000, 2000, True)]),
    ("A pair thousand extra fled.", [("A pair thousand extra", 2000, 2000, True)]),
    ("1000’s of men fled.", [("1000’s", 2000, None, True)]),
    ("1000s of men fled.", [("1000s", 2000, None, True)]),
    ("100s of men fled.", [("100s", 200, None, True)]),
    ("10s of thousands fled.", [("10s of thousands", 20000, None, True)]),
    ("Hundreds, if not thousands, fled.", [("Hundreds, if not thousands", 200, None, True)]),
    ("Dozens or even hundreds fled.", [("Dozens or even hundreds", 24, None, True)]),
    ("Tens or hundreds of thousands fled.", [("Tens or hundreds of thousands", 20000, None, True)]),
    ("Thousands upon thousands fled.", [("Thousands upon thousands", 2000, None, True)]),
    ("In 2014 thousands of men fled.", [("thousands", 2000, None, True)]),
    ("Many fled.", [("Many", None, None, True)]),
    ("Several fled.", [("Several", None, None, True)]),
    ("Quite a few fled.", [("Quite a few", None, None, True)]),
    ("A handful of clerks fled.", [("A handful", None, None, True)]),
    ("Only a handful fled.", [("Only a handful", None, None, True)]),
    ("Numerous clerks fled.", [("Numerous", None, None, True)]),
    ("Multiple raids followed.", [("Multiple", None, None, True)]),
    ("Countless raids followed.", [("Countless", None, None, True)]),
    ("Lots of clerks fled.", [("Lots", None, None, True)]),
    ("A number of clerks fled.", [("A number", None, None, True)]),
    ("A small number of clerks fled.", [("A small number", None, None, True)]),
    ("Large numbers fled.", [("Large numbers", None, None, True)]),
    ("A relatively small number of clerks fled.", [("A relatively small number", None, None, True)]),
    ("A “comparatively small quantity” of guns.", [("A “comparatively small quantity”", None, None, True)]),
    ("An unprecedented number of raids.", [("An unprecedented number", None, None, True)]),
    ("At least several hundred fled.", [("At least several hundred", 300, None, True)]),
    ("Up to several hundred fled.", [("Up to several hundred", None, None, True)]),
]

SHARES: list[tuple[str, list[Expected]]] = [
    ("1 percent of them fled.", [("1 percent", 1, 1, False)]),
    ("12.5% of them fled.", [("12.5%", 12.5, 12.5, False)]),
    ("Five per cent of them fled.", [("Five per cent", 5, 5, False)]),
    ("Lower than 1 p.c of them fled.", [("Lower than 1 p.c", None, 1, True)]),
    ("10 pc of them fled.", [("10 pc", 10, 10, False)]),
    ("10pc of them fled.", [("10pc", 10, 10, False)]),
    ("10-15% of them fled.", [("10-15%", 10, 15, False)]),
    ("10% to 15% of them fled.", [("10% to 15%", 10, 15, False)]),
    ("Half of the garrison fled.", [("Half", 50, 50, False)]),
    ("Half their tanks burned.", [("Half", 50, 50, False)]),
    ("At least half fled.", [("At least half", 50, None, False)]),
    ("A third of them fled.", [("A third", 33.33, 33.33, True)]),
    ("Two-thirds of them fled.", [("Two-thirds", 66.67, 66.67, True)]),
    ("Three quarters of them fled.", [("Three quarters", 75, 75, False)]),
    ("One in five soldiers fled.", [("One in five", 20, 20, False)]),
    ("1 in 4 soldiers fled.", [("1 in 4", 25, 25, False)]),
    ("Nine out of 10 fled.", [("Nine out of 10", 90, 90, False)]),
]

MIXED: list[tuple[str, list[Expected]]] = [
    ("Three-quarters of a million people fled.", [("Three-quarters of a million", 750_000, 750_000, False)]),
    ("A third of a million people fled.", [("A third of a million", 333_333, 333_333, True)]),
    ("A score of villagers fled.", [("A score", 20, 20, False)]),
    ("More or less 40 fled.", [("More or less 40", 40, 40, True)]),
    ("Not quite 40 fled.", [("Not quite 40", None, 40, True)]),
    ("It lost 14 Leopard 2 tanks.", [("14", 14, 14, False)]),
    ("It lost 20 Su-34 jets and 3 S-300s.", [("20", 20, 20, False), ("3", 3, 3, False)]),
    ("It lost six 155mm guns and 12 152-mm howitzers.", [("six", 6, 6, False), ("12", 12, 12, False)]),
    ("On October 7 1,200 people died.", [("1,200", 1200, 1200, False)]),
    ("By 7 October 2023, 251 were hostages.", [("251", 251, 251, False)]),
    ("In 2024 12 people died.", [("12", 12, 12, False)]),
    ("Killed 20 the day before and 30 last month.", [("20", 20, 20, False), ("30", 30, 30, False)]),
    ("It fires 500 a day.", [("500", 500, 500, False)]),
    ("Killed 12 and 3 days later wounded 4.", [("12", 12, 12, False), ("4", 4, 4, False)]),
    ("Camp 7 held 40.", [("40", 40, 40, False)]),
    ("The 95th Brigade lost 12.", [("12", 12, 12, False)]),
    ("Omar Said, 42, lost two sons.", [("two", 2, 2, False)]),
    ("He was 12 km away when three died.", [("three", 3, 3, False)]),
    ("It gave $20 million and 20 trucks.", [("20", 20, 20, False)]),
    ("Their troops number 12,000.", [("12,000", 12000, 12000, False)]),
    ("At the camp 20 guards slept.", [("20", 20, 20, False)]),
    ("Twelve multiple rocket launchers burned.", [("Twelve", 12, 12, False)]),
]

NEVER = [
    "It cost $1.5bn.",
    "It cost £20 million.",
    "It cost €5m.",
    "It cost 20 million dollars.",
    "It cost 300 million euros or 30 billion roubles.",
    "It cost $10bn (£7.6bn).",
    "It cost $10 to 12 billion, between $10 and $12.",
    "It cost hundreds of millions of dollars.",
    "F-16, S-300, Shahed-136, T-72, BM-21, M23, MQ-9, Su-34, Kh-101, G7, 2S19, Mi-8.",
    "Resolution 2249 and Article 5 and Highway 4.",
    "A 155mm gun, a 155-mm gun, a 7.62 mm gun, 50 calibre.",
    "It lies 20km off, 20 km off, 300m from the gate, a 12-mile walk.",
    "It lies 5 kilometres off, 20 to 30 miles off, between 20 and 30 km off.",
    "It lies hundreds of kilometres off, 10 and 15 miles off.",
    "It covers 30 square miles, 40 hectares, 2 more square kilometres.",
    "It holds 10 tonnes, thousands of tons of wheat, 300 kg.",
    "It makes 25 knots at 30C, 30 °C or 30 degrees.",
    "A nine- to 12-mile zone and a 300-metre strip.",
    "Omar Said, 42, of Homs.",
    "Omar Said (42) spoke. So did Dr Lina Aziz, 24.",
    "A nurse, 63, and Olha, 12; they fled.",
    "Boys aged 12, a 12-year-old, a 41-year-old man.",
    "Children under 18 and men over 60.",
    "It took three days, 12 months, 24 hours, six weeks, a decade.",
    "It took two to three weeks, 20 more minutes, three consecutive nights.",
    "It took several years, many months, a few hours, dozens of times.",
    "A two-hour talk, a three-year war, a two-day truce, a four-wheel drive.",
    "The 95th, the 1st, the first, the 36th brigade, the 47th Mechanized Brigade.",
    "On 29 October 2024, Oct. 29, in 2024, 2011-2019, 16 July, the 1990s, since 1949.",
    "By 2025 or about 2014, before 2000.",
    "At 6:30, 10pm, 0600 GMT, 5 a.m., five o’clock, 12 noon.",
    "Day 979. No. 10. Group 2. Phase two.",
    "They won 3-0.",
    "It passed by 14 votes to 1, with 12 votes against.",
    "It is three times as large, a 3x rise, a 10-fold rise.",
    "Version 1.2.3 of 1,,000 and 007 and 3,5.",
    "It has 1234567890123456789 guns.",
    "The 7.8 quake.",
    "24/7 since 9/11, a ratio of 3:1.",
    "World War Two and the Group of Seven.",
    "Nobody knows how many, more than that, at least some.",
    "The number of clerks, a couple at home, dual-use goods.",
    "The first half of the year, half an hour, half a battalion.",
    "It rose 2 percentage points.",
    "A multiple-launch system.",
    "One of them and one another, each one, no one.",
    "Up by 12-point margins on a 10-point plan.",
]


@pytest.mark.parametrize(("text", "expected"), PLAIN + HEDGED + WIDENED + RANGES + VAGUE + SHARES + MIXED)
def test_quantity_has_the_interval_its_words_license(text: str, expected: list[Expected]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize("text", NEVER)
def test_numbers_that_count_nothing_are_passed_over(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(("pattern", "example"), words().never)
def test_each_pattern_passes_over_the_numbers_of_its_example(pattern: str, example: str) -> None:
    assert _found(example) == []
    assert [match for match in words().token.finditer(example) if match["never"]], pattern


@pytest.mark.parametrize(("text", "_"), SHARES)
def test_share_is_in_percent(text: str, _: list[Expected]) -> None:
    assert _only(text).form is Form.SHARE


@pytest.mark.parametrize(
    ("text", "form"),
    [("12 fled.", Form.COUNT), ("A dozen fled.", Form.COUNT), ("Dozens fled.", Form.VAGUE), ("Many fled.", Form.VAGUE)],
)
def test_form_tells_numbers_from_phrases(text: str, form: Form) -> None:
    assert _only(text).form is form


@pytest.mark.parametrize(
    ("text", "hedge", "number"),
    [
        ("At least another 20 fled.", "At least", "20"),
        ("MORE THAN AN ESTIMATED 500 fled.", "MORE THAN AN ESTIMATED", "500"),
        ("Only 60 fled.", None, "60"),
        ("Some 500 extra fled.", "Some", "500"),
        ("Twenty or more fled.", "or more", "Twenty"),
        ("Between nine and 50 fled.", "Between", "Between nine and 50"),
        ("Under 1 per cent fled.", "Under", "1 per cent"),
        ("Hundreds more fled.", None, "Hundreds"),
    ],
)
def test_hedge_is_the_words_that_change_the_interval(text: str, hedge: str | None, number: str) -> None:
    quantity = _only(text)
    assert quantity.hedge == hedge
    assert text[quantity.number.start : quantity.number.end] == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A soldier was killed.", ["A soldier"]),
        ("It killed an officer and one clerk.", ["an officer", "one clerk"]),
        ("It killed one, and wounded two.", ["one, and "]),
        ("It cost one of our medics his life.", ["one of our"]),
        ("A 12-year-old girl died.", ["A 12-year"]),
        ("Another nurse died.", ["Another nurse"]),
        ("A second nurse died.", ["A second"]),
        ("It lost an Mi-8 helicopter.", ["an Mi-8"]),
        ("A dozen, a few, a couple of, a pair of and a total of 12.", []),
        ("One day, at one point, a week ago, on the one hand, one by one.", []),
        ("No one, each one, one another, one-time, one-third of them.", []),
        ("One of the largest, one of its most modern.", []),
        ("Only one fled and at least one died.", []),
        ("Group A fled.", []),
    ],
)
def test_articles_are_those_that_may_count(text: str, expected: list[str]) -> None:
    found = numbers(text).articles
    assert [text[q.span.start :].startswith(want) for q, want in zip(found, expected, strict=True)] == [True] * len(expected)
    assert all((q.low, q.high, q.form) == (1, 1, Form.ARTICLE) for q in found)


def test_hedge_may_be_broken_over_lines_but_not_over_paragraphs() -> None:
    assert _found("It killed more than\n20 guards.") == [("more than\n20", 20, None, True)]
    assert _found("It killed some\n\n20 guards fled.") == [("20", 20, 20, False)]


PIECES = (
    "a an one two six ten twenty hundred thousand million dozen dozens tens of hundreds and to or from between rose half third thirds percent % more "
    "than at least about up over few many couple pair small number - – — . , 1 12 2014 1,000 10.000 1,,0 3-0 $ € F-16 May October 9/11 % m 300m 1000’s "
    "“ ” ( ) \n \u00a0 km days km aged 5 No. Article Day ٣ ½ strong plus + or so one in five out of"
)
WORDS = st.sampled_from(PIECES.split(" "))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_gives_exact_ordered_spans(text: str) -> None:
    reached = 0
    for quantity in numbers(text).quantities:
        (start, end), (first, last) = quantity.span, quantity.number
        assert reached <= start <= first < last <= end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert quantity.hedge is None or quantity.hedge in text[start:end]
        reached = end
    for article in numbers(text).articles:
        assert text[article.span.start : article.span.end].lower() in {"a", "an", "one", "another"}


@pytest.mark.parametrize(
    "unit", ["about ", "1,", "1-", "one ", "hundreds or ", "1 and ", "aged 1, ", "A-", "a few of ", "+1 2 ", "\n "]
)
def test_cost_grows_with_the_length_alone(unit: str) -> None:
    """Twenty times the text makes at most some twenty times the calls, not four hundred."""

    def cost(text: str) -> int:
        calls = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            numbers(text)
        finally:
            sys.setprofile(None)
        return calls

    assert cost(unit * 4_000) < 25 * cost(unit * 200) + 1_000
