"""The date grammar: which words of a text are a time, and which days they mean."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingestion.annotate.date_forms import Link, TimeExpression
from app.ingestion.annotate.date_names import NAMED_DATES
from app.ingestion.annotate.date_offsets import COUNTED_DATES
from app.ingestion.annotate.date_rules import Rule
from app.ingestion.annotate.dates import time_expressions
from app.ingestion.resolve.dates import interval
from app.vocabulary import Basis, Precision

RULES = (*NAMED_DATES, *COUNTED_DATES)
WEDNESDAY = date(2024, 10, 30)
DAY, WEEK, MONTH, YEAR, SPAN = Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.SPAN


def marked(sentence: str) -> tuple[str, list[str]]:
    """A sentence without its square brackets, and what stood inside them."""
    pieces = sentence.replace("]", "[").split("[")
    return "".join(pieces), pieces[1::2]


def only(sentence: str) -> TimeExpression:
    text, quotes = marked(sentence)
    expressions = time_expressions(text)
    assert [one.as_written for one in expressions] == quotes
    (one,) = expressions
    assert text[one.span.start : one.span.end] == quotes[0]
    return one


def days(written: str) -> tuple[date, date]:
    start, _, end = written.partition("..")
    return date.fromisoformat(start), date.fromisoformat(end or start)


def check(sentence: str, expected: str, precision: Precision, published: date = WEDNESDAY, **sense: object) -> None:
    found = interval(only(sentence), published, **sense)  # type: ignore[arg-type]
    assert found is not None
    assert (found.start, found.end) == days(expected)
    assert found.precision is precision


# ---- published on Wednesday 30 October 2024, about what has happened ----

PAST = [
    # days of the week
    ("Two soldiers died on [Tuesday].", "2024-10-29", DAY),
    ("On [Wednesday] the bridge was hit.", "2024-10-30", DAY),
    ("Shelling on [Thursday] killed four.", "2024-10-24", DAY),
    ("TWO KILLED IN BAGHDAD [TUESDAY]", "2024-10-29", DAY),
    ("the convoy was hit on [tuesday]", "2024-10-29", DAY),
    ("They crossed on [Tuesday night] under fire.", "2024-10-29", DAY),
    ("[Late on Monday] a drone fell in the yard.", "2024-10-28", DAY),
    ("[Early Tuesday morning], guns fell silent.", "2024-10-29", DAY),
    ("It came on [the night of Monday].", "2024-10-28", DAY),
    ("Afterward [Tuesday], the minister left.", "2024-10-29", DAY),
    ("It was hit [last Tuesday].", "2024-10-29", DAY),
    ("It was hit [last Wednesday].", "2024-10-23", DAY),
    ("It was hit [final Friday].", "2024-10-25", DAY),
    ("It was hit [this past Friday].", "2024-10-25", DAY),
    ("On [Monday last week] they left.", "2024-10-21", DAY),
    ("On [Friday of last week] they left.", "2024-10-25", DAY),
    ("They left [last week on Friday].", "2024-10-25", DAY),
    ("[Monday]’s attack killed two.", "2024-10-28", DAY),
    ("Six died after [Tuesday]'s strike.", "2024-10-29", DAY),
    ("Six died after [Friday] prayers.", "2024-10-25", DAY),
    ("Eleven were killed by [Monday]'s strike.", "2024-10-28", DAY),
    ("It began [Sat night] near the port.", "2024-10-26", DAY),
    ("Hit on [Thurs] by a mine.", "2024-10-24", DAY),
    ("On [Monday and Tuesday] the sirens went.", "2024-10-28..2024-10-29", SPAN),
    ("Fighting went on [from Friday to Monday].", "2024-10-25..2024-10-28", SPAN),
    ("Fighting went on [from Friday until Monday].", "2024-10-25..2024-10-28", SPAN),
    ("Some 40 died [between Sunday and Tuesday].", "2024-10-27..2024-10-29", SPAN),
    # days from today
    ("Nine were killed [today].", "2024-10-30", DAY),
    ("[Earlier today] nine were killed.", "2024-10-30", DAY),
    ("Russia [today] fired 30 missiles.", "2024-10-30", DAY),
    ("Nine were killed [yesterday].", "2024-10-29", DAY),
    ("Nine were killed [the day before yesterday].", "2024-10-28", DAY),
    ("The depot burned [this morning].", "2024-10-30", DAY),
    ("The depot burned [last night].", "2024-10-29", DAY),
    ("The depot burned [final night].", "2024-10-29", DAY),
    ("Air raids [overnight] wounded 15.", "2024-10-29..2024-10-30", SPAN),
    ("Air raids [overnight into Tuesday] wounded 15.", "2024-10-28..2024-10-29", SPAN),
    ("Air raids [overnight from Monday to Tuesday] wounded 15.", "2024-10-28..2024-10-29", SPAN),
    ("Air raids [overnight on Monday] wounded 15.", "2024-10-28", DAY),
    # weeks, months, years from today
    ("Rebels moved [this week].", "2024-10-28..2024-10-30", WEEK),
    ("Rebels moved [earlier this week].", "2024-10-28..2024-10-30", WEEK),
    ("Rebels moved [earlier in the week].", "2024-10-28..2024-10-30", WEEK),
    ("Rebels moved [this month].", "2024-10-01..2024-10-30", MONTH),
    ("Rebels moved [earlier this month].", "2024-10-01..2024-10-30", MONTH),
    ("Rebels moved [this year].", "2024-01-01..2024-10-30", YEAR),
    ("Rebels moved [earlier this yr].", "2024-01-01..2024-10-30", YEAR),
    ("It warned [last week] of war.", "2024-10-21..2024-10-27", WEEK),
    ("It warned [final week] of war.", "2024-10-21..2024-10-27", WEEK),
    ("It warned [past week] of war.", "2024-10-21..2024-10-27", WEEK),
    ("It warned in [the previous week] of war.", "2024-10-21..2024-10-27", WEEK),
    ("It warned [late last week] of war.", "2024-10-21..2024-10-27", WEEK),
    ("It warned [last month] of war.", "2024-09-01..2024-09-30", MONTH),
    ("It warned [final month] of war.", "2024-09-01..2024-09-30", MONTH),
    ("It warned [early last month] of war.", "2024-09-01..2024-09-10", SPAN),
    ("It warned [last year] of war.", "2023-01-01..2023-12-31", YEAR),
    ("It warned [late last year] of war.", "2023-09-01..2023-12-31", SPAN),
    ("It warned [final yr] of war.", "2023-01-01..2023-12-31", YEAR),
    ("Over [the weekend] 8 were shot.", "2024-10-26..2024-10-27", SPAN),
    ("Raids [last weekend] hit two towns.", "2024-10-26..2024-10-27", SPAN),
    ("The line moved [last summer].", "2024-06-01..2024-08-31", SPAN),
    ("The line moved in [the summer of 2023].", "2023-06-01..2023-08-31", SPAN),
    ("The line moved in [winter 2022].", "2022-12-01..2023-02-28", SPAN),
    # months
    ("Some 900 died in [January].", "2024-01-01..2024-01-31", MONTH),
    ("Some 900 died in [October].", "2024-10-01..2024-10-31", MONTH),
    ("Some 900 died in [November].", "2023-11-01..2023-11-30", MONTH),
    ("Some 900 died in [May].", "2024-05-01..2024-05-31", MONTH),
    ("Some 900 died in [March].", "2024-03-01..2024-03-31", MONTH),
    ("some 900 died in [july].", "2024-07-01..2024-07-31", MONTH),
    ("Some 900 died in [Sept.] alone.", "2024-09-01..2024-09-30", MONTH),
    ("Some 900 died in [August 2014].", "2014-08-01..2014-08-31", MONTH),
    ("Some 900 died in [February of 2022].", "2022-02-01..2022-02-28", MONTH),
    ("Some 900 died [last May].", "2024-05-01..2024-05-31", MONTH),
    ("Some 900 died [last October].", "2023-10-01..2023-10-31", MONTH),
    ("Some 900 died in [July last year].", "2023-07-01..2023-07-31", MONTH),
    ("Some 900 died [last year in July].", "2023-07-01..2023-07-31", MONTH),
    ("Some 340 died in [June and July].", "2024-06-01..2024-07-31", SPAN),
    ("Some 340 died [from November 2023 to March].", "2023-11-01..2024-03-31", SPAN),
    ("Some 340 died [from November 2021 to March].", "2021-11-01..2022-03-31", SPAN),
    ("Some 340 died [between November and February 2022].", "2021-11-01..2022-02-28", SPAN),
    ("In [April and May] 40 were held.", "2024-04-01..2024-05-31", SPAN),
    ("A [December] raid freed three.", "2023-12-01..2023-12-31", MONTH),
    # parts
    ("Ten fell in [early July].", "2024-07-01..2024-07-10", SPAN),
    ("Ten fell in [mid-July].", "2024-07-11..2024-07-20", SPAN),
    ("Ten fell in [late February].", "2024-02-21..2024-02-29", SPAN),
    ("Ten fell at [the end of May].", "2024-05-21..2024-05-31", SPAN),
    ("Ten fell in [the first week of August].", "2024-08-01..2024-08-07", WEEK),
    ("Ten fell in [the last days of May].", "2024-05-21..2024-05-31", SPAN),
    ("Ten fell in [the second week of August].", "2024-08-08..2024-08-14", WEEK),
    ("Ten fell in [the last week of July].", "2024-07-25..2024-07-31", WEEK),
    ("Ten fell in [the last three days of July].", "2024-07-29..2024-07-31", SPAN),
    ("Ten fell in [the week of October 7].", "2024-10-07..2024-10-13", WEEK),
    ("Ten fell in [early 2022].", "2022-01-01..2022-04-30", SPAN),
    ("Ten fell in [mid-2023].", "2023-05-01..2023-08-31", SPAN),
    ("Ten fell at [the end of 2022].", "2022-12-01..2022-12-31", MONTH),
    ("Ten fell in [the first half of 2023].", "2023-01-01..2023-06-30", SPAN),
    ("Ten fell in [the third quarter of 2023].", "2023-07-01..2023-09-30", SPAN),
    ("Ten fell in [the first nine months of this year].", "2024-01-01..2024-09-30", SPAN),
    ("Twelve fell in [late July and the first week of August].", "2024-07-21..2024-08-07", SPAN),
    # days of the calendar
    ("Two fell on [29 October 2024].", "2024-10-29", DAY),
    ("Two fell on [October 29, 2024].", "2024-10-29", DAY),
    ("Two fell on [Oct. 29].", "2024-10-29", DAY),
    ("Two fell on [29 Oct] near Homs.", "2024-10-29", DAY),
    ("Two fell on [Dec.14th], at noon.", "2023-12-14", DAY),
    ("Two fell on [the 4th of July].", "2024-07-04", DAY),
    ("Two fell on [May 5].", "2024-05-05", DAY),
    ("Two fell on [March 3rd].", "2024-03-03", DAY),
    ("Two fell on [Tuesday, 29 October 2024].", "2024-10-29", DAY),
    ("Two fell on [Sat. 5 Oct] near Homs.", "2024-10-05", DAY),
    ("Two fell on [2024-10-29], it said.", "2024-10-29", DAY),
    ("Two fell on [29/10/2024], it said.", "2024-10-29", DAY),
    ("Two fell on [10/29/2024], it said.", "2024-10-29", DAY),
    ("[The 13 November] attacks in Paris", "2023-11-13", DAY),
    ("On [the morning of October 7] they came.", "2024-10-07", DAY),
    ("A mine went off on [29 February].", "2024-02-29", DAY),
    ("On [16 and 17 July] 36 civilians died.", "2024-07-16..2024-07-17", SPAN),
    ("On [16-17 July] 36 civilians died.", "2024-07-16..2024-07-17", SPAN),
    ("On [July 16 and 17] 36 civilians died.", "2024-07-16..2024-07-17", SPAN),
    ("On [July 16–17, 2017] 36 civilians died.", "2017-07-16..2017-07-17", SPAN),
    ("Taken [between 11-13 Dec.] by the group", "2023-12-11..2023-12-13", SPAN),
    ("Some 62 died [between 21 July and 7 August].", "2024-07-21..2024-08-07", SPAN),
    ("Some 62 died [from 29 December to 3 January 2023].", "2022-12-29..2023-01-03", SPAN),
    ("Some 62 died ([July 30-August 2]).", "2024-07-30..2024-08-02", SPAN),
    ("The [October 7] attacks killed 1,200.", "2023-10-07", DAY),
    # years
    ("In [2018] at least 12 died.", "2018-01-01..2018-12-31", YEAR),
    ("In [2012-15] three million came.", "2012-01-01..2015-12-31", SPAN),
    ("Some 14,000 died ([2014-2021]).", "2014-01-01..2021-12-31", SPAN),
    ("Some 14,000 died [between 2014 and 2021].", "2014-01-01..2021-12-31", SPAN),
    ("The war of [2008] was short.", "2008-01-01..2008-12-31", YEAR),
    ("Bases of [the 1990s] stood empty.", "1990-01-01..1999-12-31", SPAN),
    ("Bases of the [late 1990s] stood empty.", "1996-08-31..1999-12-31", SPAN),
    ("Some 14,000 died [from 2014] onwards.", "2014-01-01..2024-10-30", SPAN),
    # ago, later, earlier
    ("It fell [three days ago].", "2024-10-27", DAY),
    ("It fell [a week ago].", "2024-10-21..2024-10-27", WEEK),
    ("It fell [a fortnight ago].", "2024-10-14..2024-10-20", WEEK),
    ("It fell [two weeks in the past].", "2024-10-14..2024-10-20", WEEK),
    ("It fell [two months earlier].", "2024-08-01..2024-08-31", MONTH),
    ("It fell almost [a year ago].", "2023-01-01..2023-12-31", YEAR),
    ("It fell [twenty-one days ago].", "2024-10-09", DAY),
    ("It fell [a decade ago].", "2014-01-01..2014-12-31", YEAR),
    # windows
    ("Ten strikes [in the past 24 hours] hit roads.", "2024-10-29..2024-10-30", SPAN),
    ("Ten strikes [over the last 48 hours] hit roads.", "2024-10-28..2024-10-30", SPAN),
    ("Ten strikes [in the last day] hit roads.", "2024-10-29..2024-10-30", SPAN),
    ("Ten strikes [in the past three days] hit roads.", "2024-10-28..2024-10-30", SPAN),
    ("Ten strikes [over two days] hit roads.", "2024-10-29..2024-10-30", SPAN),
    ("Ten strikes [for the past week] hit roads.", "2024-10-23..2024-10-30", SPAN),
    ("Ten strikes [over the last week] hit roads.", "2024-10-23..2024-10-30", SPAN),
    ("Some 25,000 came [in the last three weeks] alone.", "2024-10-09..2024-10-30", SPAN),
    ("Eight babies died [in the last month], it said.", "2024-09-30..2024-10-30", SPAN),
    ("Eight babies died [over the past month].", "2024-09-30..2024-10-30", SPAN),
    ("Eight babies died [over the last six months].", "2024-04-30..2024-10-30", SPAN),
    ("Many fled [over the last eight years] of war.", "2016-10-30..2024-10-30", SPAN),
    ("Some 523 died [in two months] of fighting.", "2024-08-30..2024-10-30", SPAN),
    ("Ten died [in the past couple of weeks].", "2024-10-16..2024-10-30", SPAN),
    ("Some 37 died [in the 24 hours until midday on Saturday].", "2024-10-25..2024-10-26", SPAN),
    ("Some 37 died [in the 48 hours to 6am on Sunday].", "2024-10-25..2024-10-27", SPAN),
    ("Some 37 died [in the 24 hours to Saturday] noon.", "2024-10-25..2024-10-26", SPAN),
    ("Some 37 died [in the week to 10 October].", "2024-10-03..2024-10-10", SPAN),
    ("Some 37 died [over the two weeks ending on 10 October].", "2024-09-26..2024-10-10", SPAN),
    ("Some 37 died in the 24 hours to the truce of [Saturday].", "2024-10-26", DAY),
    # since, until, by
    ("They treated 415 [since June].", "2024-06-01..2024-10-30", SPAN),
    ("They treated 415 [since February 2022].", "2022-02-01..2024-10-30", SPAN),
    ("They treated 415 [since 2014].", "2014-01-01..2024-10-30", SPAN),
    ("They treated 415 [since Tuesday].", "2024-10-29..2024-10-30", SPAN),
    ("They treated 415 [since last month].", "2024-09-01..2024-10-30", SPAN),
    ("They treated 415 [since early January].", "2024-01-01..2024-10-30", SPAN),
    ("They treated 415 [since the weekend].", "2024-10-26..2024-10-30", SPAN),
    ("They treated 415 [since the start of the year].", "2024-01-01..2024-10-30", SPAN),
    ("They treated 415 since the start of its siege in [August 2014].", "2014-08-01..2024-10-30", SPAN),
    ("They treated 415 since Russia’s full invasion in [February 2022].", "2022-02-01..2024-10-30", SPAN),
    ("They treated 415 since the start of the siege ([31 March]).", "2024-03-31..2024-10-30", SPAN),
    ("They send 500 [by year’s end].", "2024-10-30..2024-12-31", SPAN),
    ("They send 500 [by yr’s finish].", "2024-10-30..2024-12-31", SPAN),
    ("They send 500 [by the end of 2024].", "2024-10-30..2024-12-31", SPAN),
    ("They send 500 [by the end of the month].", "2024-10-30..2024-10-31", SPAN),
    ("They send 500 [until the end of the week].", "2024-10-30..2024-11-03", SPAN),
    ("They agreed to leave [by 15 November].", "2024-10-30..2024-11-15", SPAN),
    ("He planned to send arms before he left office in [January].", "2024-10-30..2025-01-31", SPAN),
    ("[By August], 300 had died.", "2024-08-01..2024-08-31", MONTH),
    ("[By Tuesday], 12 had died.", "2024-10-29", DAY),
    ("He was pulled out before dawn on [Tuesday].", "2024-10-29", DAY),
    # feasts
    ("Bombs fell on [Christmas Day].", "2023-12-25", DAY),
    ("Bombs fell on [New Year’s Eve 2022].", "2022-12-31", DAY),
    ("Bombs fell on [Thanksgiving Day].", "2023-11-23", DAY),
    ("Bombs fell on [Easter Sunday].", "2024-03-31", DAY),
    ("Bombs fell on [Good Friday 2022].", "2022-04-15", DAY),
    ("Bombs fell on [Boxing Day].", "2023-12-26", DAY),
]


@pytest.mark.parametrize(("sentence", "expected", "precision"), PAST)
def test_what_has_happened(sentence: str, expected: str, precision: Precision) -> None:
    check(sentence, expected, precision)


@pytest.mark.parametrize(
    ("sentence", "expected", "precision"),
    [
        ("Aid will come on [Friday].", "2024-11-01", DAY),
        ("Aid will come before dawn on [Friday].", "2024-11-01", DAY),
        ("Aid will come on [Tuesday].", "2024-11-05", DAY),
        ("Aid will come on [Wednesday].", "2024-10-30", DAY),
        ("Aid will come [next Wednesday].", "2024-11-06", DAY),
        ("Aid will come [this coming Friday].", "2024-11-01", DAY),
        ("Aid will come [tomorrow].", "2024-10-31", DAY),
        ("Aid will come [the day after tomorrow].", "2024-11-01", DAY),
        ("Aid will come [tonight].", "2024-10-30", DAY),
        ("Aid will come [this week].", "2024-10-30..2024-11-03", WEEK),
        ("Aid will come [later this week].", "2024-10-30..2024-11-03", WEEK),
        ("Aid will come [this month].", "2024-10-30..2024-10-31", MONTH),
        ("Aid will come [next week].", "2024-11-04..2024-11-10", WEEK),
        ("Aid will come [next month].", "2024-11-01..2024-11-30", MONTH),
        ("Aid will come [early next year].", "2025-01-01..2025-04-30", SPAN),
        ("Aid will come [this weekend].", "2024-11-02..2024-11-03", SPAN),
        ("Aid will come in [January].", "2025-01-01..2025-01-31", MONTH),
        ("Aid will come in [mid January].", "2025-01-11..2025-01-20", SPAN),
        ("Aid will come [next May].", "2025-05-01..2025-05-31", MONTH),
        ("Aid will come on [15 November].", "2024-11-15", DAY),
        ("Aid will come [from Friday to Monday].", "2024-11-01..2024-11-04", SPAN),
        ("Aid will come [between December and February].", "2024-12-01..2025-02-28", SPAN),
        ("Aid will come [over the next two weeks].", "2024-10-30..2024-11-13", SPAN),
        ("Aid will come [within 48 hours].", "2024-10-30..2024-11-01", SPAN),
        ("Aid will come [in the coming week].", "2024-10-30..2024-11-06", SPAN),
        ("Aid will come [by Friday].", "2024-10-30..2024-11-01", SPAN),
        ("Aid will come [by 15 November].", "2024-10-30..2024-11-15", SPAN),
        ("Aid will come [before Christmas Day].", "2024-10-30..2024-12-25", SPAN),
        ("They must leave [no later than Monday].", "2024-10-30..2024-11-04", SPAN),
        ("Troops stay [until March 2025].", "2024-10-30..2025-03-31", SPAN),
        ("He sends arms before he leaves office in [January].", "2024-10-30..2025-01-31", SPAN),
        ("He sends arms earlier than he leaves workplace in [January].", "2024-10-30..2025-01-31", SPAN),
        ("A mine may wait for [29 February].", "2028-02-29", DAY),
    ],
)
def test_what_is_to_come(sentence: str, expected: str, precision: Precision) -> None:
    check(sentence, expected, precision, past=False)


@pytest.mark.parametrize(
    ("sentence", "expected", "precision"),
    [
        ("[The day before], 6 were hurt.", "2024-10-06", DAY),
        ("[The previous day] 6 were hurt.", "2024-10-06", DAY),
        ("[A day earlier], 6 were hurt.", "2024-10-06", DAY),
        ("[Two days later] 6 were hurt.", "2024-10-09", DAY),
        ("[The next day], 6 were hurt.", "2024-10-08", DAY),
        ("[The following morning] 6 were hurt.", "2024-10-08", DAY),
        ("[The day after], 6 were hurt.", "2024-10-08", DAY),
        ("[That day], 6 were hurt.", "2024-10-07", DAY),
        ("On [the same day] 6 were hurt.", "2024-10-07", DAY),
        ("[Earlier in the day], 6 were hurt.", "2024-10-07", DAY),
        ("Some 40,000 died [since then].", "2024-10-07..2024-10-30", SPAN),
        ("[That week] 6 were hurt.", "2024-10-07..2024-10-13", WEEK),
        ("[The following month] 6 were hurt.", "2024-11-01..2024-11-30", MONTH),
        ("[The year before], 6 were hurt.", "2023-01-01..2023-12-31", YEAR),
    ],
)
def test_what_is_counted_from_the_date_last_mentioned(sentence: str, expected: str, precision: Precision) -> None:
    check(sentence, expected, precision, anchor=date(2024, 10, 7))


def test_a_day_before_an_unknown_day_is_undecidable() -> None:
    assert interval(only("[The day before], 6 were hurt."), WEDNESDAY) is None
    assert interval(only("[Two days later] 6 were hurt."), WEDNESDAY) is None


@pytest.mark.parametrize(
    ("sentence", "published", "expected", "precision"),
    [
        ("It warned [last week].", date(2025, 1, 1), "2024-12-23..2024-12-29", WEEK),
        ("It warned [last month].", date(2025, 1, 31), "2024-12-01..2024-12-31", MONTH),
        ("It warned [last October].", date(2024, 10, 31), "2023-10-01..2023-10-31", MONTH),
        ("It warned [over the past month].", date(2024, 3, 31), "2024-02-29..2024-03-31", SPAN),
        ("Raids [this weekend] hit two towns.", date(2017, 1, 1), "2016-12-31..2017-01-01", SPAN),
        ("Raids [this weekend] hit two towns.", date(2016, 12, 31), "2016-12-31", SPAN),
        ("Raids over [the weekend] hit two towns.", date(2024, 10, 28), "2024-10-26..2024-10-27", SPAN),
        ("A strike on [Jan. 1] hit a car.", date(2017, 1, 4), "2017-01-01", DAY),
        ("A strike on [31 December] hit a car.", date(2017, 1, 4), "2016-12-31", DAY),
        ("It was on [29 February].", date(2023, 5, 1), "2020-02-29", DAY),
        ("It was on [29 February].", date(1903, 5, 1), "1896-02-29", DAY),
        ("He died on [Thanksgiving Day].", date(2016, 11, 25), "2016-11-24", DAY),
        ("The [October 7] attacks", date(2023, 11, 1), "2023-10-07", DAY),
    ],
)
def test_other_days_of_publication(sentence: str, published: date, expected: str, precision: Precision) -> None:
    check(sentence, expected, precision, published)


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1900, "1900-04-15"),
        (1954, "1954-04-18"),
        (2000, "2000-04-23"),
        (2019, "2019-04-21"),
        (2038, "2038-04-25"),
        (2285, "2285-03-22"),
    ],
)
def test_easter_is_that_of_the_almanac(year: int, easter: str) -> None:
    check("It fell on [Easter Sunday].", easter, DAY, date(year, 12, 31))


# ---- what is no time ----


@pytest.mark.parametrize(
    "sentence",
    [
        "Troops may be moved and may march on the capital.",
        "They march on, and may 5 or 6 return.",
        "Theresa May said so; Prime Minister May agreed.",
        "The Women’s March drew thousands.",
        "A Long March 5 rocket flew.",
        "An august body, by April Brown, was read by June Hill.",
        "Jan Egeland spoke at Mar-a-Lago.",
        "He sat on the Sun and wed her in the sun.",
        "The Sunday Times and the Mail on Sunday had it.",
        "Fighters of Mon State fought; The Sun reported.",
        "Black September was a group, 2014-2012 a model.",
        "Every Friday and on Sundays they pray.",
        "It happened on a Friday, as on most Fridays.",
        "Bloody Sunday and Black Friday are names.",
        "USA Today and Russia Today reported it.",
        "The Today programme asked.",
        "On Day 979 Resolution 2249 passed.",
        "It works 24/7 with 2,014 men at 2014 GMT and 20:14.",
        "He is aged 42, a 19-year-old and a year-old baby.",
        "The three-year war and a two-hour meeting.",
        "They talked for two months and waited several days.",
        "It lasted over two days.",
        "It went on for over two years.",
        "It was the deadliest attack in three months.",
        "For the first time in two weeks it was quiet.",
        "It rose by 2014 troops, to 2000 men, a total of 2014.",
        "The toll rose from 1900 to 2000 men.",
        "Between 1900 and 2000 troops came.",
        "The F-16 and S-300, the 95th brigade and 155mm shells.",
        "The July 26 Movement and the April 6 Youth Movement met at 17 July Bridge.",
        "In one day, in a single day, in a day.",
        "Two or three weeks ago, or 10-15 days ago.",
        "Years ago, days ago, a few weeks ago, in recent days.",
        "It came the day before the vote and two days after it.",
        "Two days before the vote they left.",
        "Officials said that day labourers fled.",
        "The second man came second.",
        "In the final week of the campaign he fell.",
        "The fall of Aleppo and the Arab Spring.",
        "On Orthodox Easter Sunday it was quiet.",
        "A service of thanksgiving was held.",
        "It was twelve hours long and day by day worse.",
        "On 5/10/2024 it was hit.",
        "It is 192.168.20.14 or +44 2024 2024.",
        "The year and the month are long.",
        "From then on, now and then.",
        "It cost $2014 in fiscal year 2024.",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert [one.as_written for one in time_expressions(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("In [July] 16 people died.", "16"),
        ("In [August] 2,000 people died.", "2,000"),
        ("On [17 July] 36 civilians died.", "36"),
        ("In [2018] 2014 people died.", "2014"),
        ("On [Tuesday] 4 and 15 were hurt.", "15"),
        ("In [May], 5 soldiers fell.", "5"),
        ("On [5 May] 10 people fled.", "10"),
        ("They lost 30 and [5 July] was worse.", "30"),
        ("[Since then] 40 died.", "40"),
    ],
)
def test_a_figure_beside_a_time_is_left_out_of_it(sentence: str, rest: str) -> None:
    assert rest not in only(sentence).as_written


def test_times_in_different_phrases_are_not_joined() -> None:
    text, quotes = marked(
        "On [Monday] 4 died and on [Tuesday] 12; in [2014] and in [2022] more; [yesterday], [29 October], it ended."
    )
    assert [one.as_written for one in time_expressions(text)] == quotes


# ---- what cannot be decided ----


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell on [31 February].",
        "It fell on [29 February 2023].",
        "It fell on [2023-02-29].",
        "It fell on [2023-13-01].",
        "It fell [from March 2022 to June 2021].",
        "It fell [after 2014].",
        "It fell [before Tuesday].",
        "It was quiet in [the fourth half of 2023].",
        "It fell [since March 2031].",
        "It fell [999 decades ago].",
    ],
)
def test_what_cannot_be_decided_has_no_days(sentence: str) -> None:
    assert interval(only(sentence), WEDNESDAY) is None


def test_overnight_in_the_future_may_mean_suddenly() -> None:
    assert interval(only("They could be displaced [overnight]."), WEDNESDAY, past=False) is None


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize("past", [True, False])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_ends_of_the_calendar_are_no_error(rule: Rule, past: bool, published: date) -> None:
    for one in time_expressions(marked(rule.example)[0]):
        found = interval(one, published, past, published)
        assert found is None or found.start <= found.end


# ---- what an expression carries ----


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_sentence(rule: Rule) -> None:
    text, (quote,) = marked(rule.example)
    (found,) = time_expressions(text)
    assert found.rule == rule.name
    assert found.as_written.removeprefix("by ").removeprefix("since ") == quote


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("on [29 October]", Basis.EXPLICIT),
        ("in [May]", Basis.EXPLICIT),
        ("[since 2014]", Basis.EXPLICIT),
        ("[by the end of 2024]", Basis.EXPLICIT),
        ("on [Thanksgiving Day]", Basis.EXPLICIT),
        ("on [Tuesday]", Basis.RELATIVE),
        ("[yesterday]", Basis.RELATIVE),
        ("[last week]", Basis.RELATIVE),
        ("[last May]", Basis.RELATIVE),
        ("[by year’s end]", Basis.RELATIVE),
        ("[over two days]", Basis.RELATIVE),
    ],
)
def test_basis_says_whether_the_text_gives_a_date(sentence: str, basis: Basis) -> None:
    found = interval(only(sentence), WEDNESDAY)
    assert found is not None
    assert found.basis is basis
    assert found.as_written == marked(sentence)[1][0]
    assert found.span == only(sentence).span


def test_links_are_kept_apart() -> None:
    links = {link: only(f"[{link} Tuesday].").link for link in ("since", "until", "by", "before", "after", "from", "between")}
    assert links == {word: Link(word) for word in links}
    assert only("on [Tuesday].").link is Link.AT


# ---- any text at all ----

PIECES = st.sampled_from(
    [
        "on ",
        "5 ",
        "May ",
        "2014",
        " and ",
        "-",
        "since ",
        "the ",
        "end of ",
        "week",
        "last ",
        " ago",
        "two ",
        ", ",
        "Tuesday",
        "\n",
        "by ",
        "’s ",
    ]
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    for one in time_expressions(text):
        assert text[one.span.start : one.span.end] == one.as_written
        assert one.span.start < one.span.end
        yield one.span


@settings(deadline=None)  # the machine may be busy
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.dates(), st.booleans(), st.none() | st.dates())
def test_any_text_is_read_with_exact_spans_that_do_not_overlap(
    text: str, published: date, past: bool, anchor: date | None
) -> None:
    for before, after in pairwise(spans(text)):
        assert before[1] <= after[0]
    for one in time_expressions(text):
        found = interval(one, published, past, anchor)
        assert found is None or found.start <= found.end


@settings(deadline=None)  # the machine may be busy
@given(st.dates(date(1, 2, 1), date(9999, 11, 30)), st.integers(0, 6))
def test_a_weekday_lies_within_a_week_of_publication(published: date, weekday: int) -> None:
    name = f"{date(2024, 10, 28) + timedelta(weekday):%A}"
    before, after = interval(only(f"on [{name}]"), published), interval(only(f"on [{name}]"), published, past=False)
    assert before is not None
    assert after is not None
    assert before.start.weekday() == after.start.weekday() == weekday
    assert timedelta(0) <= published - before.start < timedelta(7)
    assert timedelta(0) <= after.start - published < timedelta(7)


@pytest.mark.parametrize(
    "phrase",
    [
        "on 5 ",
        "5, ",
        "since the war ",
        "the ",
        "in the past ",
        "a couple of ",
        "Monday and ",
        "2014 ",
        "2014-",
        "5 and ",
        "x",
        "\n",
        "may ",
        "1",
    ],
)
def test_openings_without_end_are_read_to_their_end(phrase: str) -> None:
    text = phrase * (250_000 // len(phrase)) + ". It fell on Tuesday."
    assert time_expressions(text)[-1].as_written == "Tuesday"
