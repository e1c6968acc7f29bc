"""Charts: shapes without words inside, numbers as text, nothing where there is nothing to show."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from reports.document import InstrumentScore, YearTotal
from reports.writers.charts import Axis, instrument_bars, position_css, trend
from reports.writers.html import write_html
from reports.writers.setting import Setting
from tests.reports.writers.demo import RESULT, RESULTS

SETTING = Setting.of(RESULTS)


def drawn(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup)


def test_every_drawing_says_in_words_what_it_shows_and_holds_no_text():
    tree = html.document_fromstring(write_html(RESULTS).decode())
    images = tree.xpath("//svg[@role='img']")
    assert len(images) == 4
    assert all(each.xpath("./title/text()") for each in images)
    assert not tree.xpath("//svg//text | //svg//foreignObject | //*[@style]")
    assert tree.xpath("//svg/desc/text()")[0].startswith("คะแนนรวมรายปี: ๒๕๖๔ ๗๘.๔๒, ๒๕๖๕ ๘๓.๑๕")
    assert all(
        each.get("aria-hidden") or each.get("role") or each.getparent().get("role")
        for each in tree.xpath("//article//svg[not(ancestor::*[@aria-hidden])]")
    )


def test_nothing_is_drawn_without_figures():
    assert instrument_bars(SETTING, [InstrumentScore("IIT"), InstrumentScore("EIT")]) is None
    assert trend(SETTING, [YearTotal(2567, None), YearTotal(2568, None)]) is None
    assert not html.document_fromstring(
        write_html(
            replace(
                RESULTS,
                result=replace(RESULT, trend=(), instruments=(), total=None, total_computed=None, level=""),
            )
        ).decode()
    ).xpath("//figure")


def test_one_year_alone_is_a_table_without_a_line():
    tree = drawn(trend(SETTING, [YearTotal(2568, Decimal("93.90"), "ผ่านดี")]))
    assert not tree.xpath(".//svg")
    assert "๙๓.๙๐" in tree.text_content()


def test_every_number_of_the_trend_is_text_and_a_missing_year_is_a_gap_in_the_table():
    years = [
        YearTotal(2566, Decimal("80.00"), "ผ่าน"),
        YearTotal(2567, None),
        YearTotal(2568, Decimal("90.00"), "ผ่านดี"),
    ]
    tree = drawn(trend(SETTING, years))
    assert [each.text_content() for each in tree.xpath(".//tbody/tr[1]/td")] == ["๘๐.๐๐", "–", "๙๐.๐๐"]
    assert [each.get("class") for each in tree.xpath(".//span[starts-with(@class, 'point')]")] == [
        "point x-17 y-60",
        "point x-83 y-80 is-last",
    ]


@pytest.mark.parametrize(("lowest", "start"), [("50.00", 50), ("49.99", 0), ("0.00", 0), ("99.00", 50)])
def test_an_axis_is_cut_only_when_every_figure_allows_it_and_says_so(lowest, start):
    axis = Axis.of([Decimal(lowest), Decimal("100.00")])
    assert axis.start == start
    chart = instrument_bars(
        SETTING, [InstrumentScore("IIT", Decimal(lowest)), InstrumentScore("EIT", Decimal(100))]
    )
    assert ("แถบคะแนนเริ่มที่ ๕๐ คะแนน" in chart) == (start > 0)


def test_bars_are_as_long_as_the_scores():
    chart = drawn(
        instrument_bars(
            SETTING,
            [InstrumentScore("IIT", Decimal("75.00")), InstrumentScore("EIT", None, Decimal("100.00"))],
        )
    )
    assert [each.xpath("./rect[2]/@width")[0] for each in chart.xpath(".//svg")] == ["500.0", "1000.0"]
    assert [each.text_content() for each in chart.xpath(".//b[@class='bar-score']")] == ["๗๕.๐๐", "๑๐๐.๐๐"]


def test_the_stylesheet_has_a_place_for_every_percent():
    style = (Path(__file__).parents[3] / "static" / "report" / "chart.css").read_text()
    assert style.endswith(f"/* Places */\n{position_css()}\n")
