"""Totals against their instruments, means against their parts: only what must be wrong is found."""

from decimal import Decimal

import pytest

from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Document,
    IndicatorScore,
    InstrumentScore,
    ItemScore,
    Result,
)
from tests.reports.checks.drafts import analysis_report, findings, with_intro

INDICATORS = ("92.68", "94.55", "96.10", "64.80", "89.51", "91.94", "88.43", "69.02", "77.86", "76.67")
"""IIT 87.53, EIT 83.13, OIT 77.27, total 82.10 or 82.11 as the steps are rounded."""


def table(*scores: str) -> tuple[IndicatorScore, ...]:
    return tuple(IndicatorScore(no, score=Decimal(score)) for no, score in enumerate(scores, start=1))


def report(total: str | None, scores: tuple[str, ...] = INDICATORS, **result: object) -> Document:
    known: dict[str, object] = {"year": 2567, "indicators": table(*scores), "total": total and Decimal(total)}
    return analysis_report(2567, analysis=(), result=Result(**(known | result)))  # type: ignore[arg-type]


def instruments(**scores: str) -> tuple[InstrumentScore, ...]:
    return tuple(InstrumentScore(code, Decimal(score)) for code, score in scores.items())


@pytest.mark.parametrize("total", ["84.11", "82.14", "28.11"])
def test_a_total_that_its_indicators_do_not_give_is_found(total: str) -> None:
    (found,) = findings(report(total), "score-total")
    assert (found.severity, found.where.field) == ("error", "total")
    assert "82.11" in found.message
    assert total in found.message


@pytest.mark.parametrize("total", ["82.10", "82.11", "82.12", None])
def test_every_way_of_rounding_is_right(total: str | None) -> None:
    assert findings(report(total), "score-total") == []


def test_a_missing_indicator_proves_nothing() -> None:
    assert findings(report("84.11", INDICATORS[:9]), "score-total") == []


def test_announced_instruments_count_before_computed_ones() -> None:
    announced = instruments(IIT="90.00", EIT="90.00", OIT="90.00")
    assert findings(report("90.00", instruments=announced), "score-total") == []
    (found,) = findings(report("92.00", instruments=announced), "score-total")
    assert "90.00" in found.message


def test_points_of_thirty_thirty_and_forty_are_not_weighed_again() -> None:
    points = instruments(IIT="26.26", EIT="24.94", OIT="30.91")
    assert findings(report("82.11", instruments=points), "score-total", "score-mean") == []


@pytest.mark.parametrize(
    ("total", "found"),
    [("๘๒.๑๑", 0), ("๘๔.๑๑", 1)],
)
def test_sentences_are_compared_too(total: str, found: int) -> None:
    text = (
        f"ปี ๒๕๖๗ แบบวัด IIT ได้ ๘๗.๕๓ คะแนน แบบวัด EIT ปี ๒๕๖๗ ได้ ๘๓.๑๓ คะแนน แบบวัด OIT ปี ๒๕๖๗ ได้ ๗๗.๒๗ คะแนน "
        f"โดยภาพรวมปี ๒๕๖๗ ได้ {total} คะแนน"
    )
    assert [each.where.quote for each in findings(with_intro(text), "score-total")] == [total] * found


def test_a_year_without_a_framework_is_left_alone() -> None:
    assert findings(report("84.11", year=2580), "score-total", "score-mean") == []


def items(**scores: str) -> tuple[ItemScore, ...]:
    return tuple(ItemScore(code, score=Decimal(score)) for code, score in scores.items())


def test_an_indicator_that_is_not_the_mean_of_its_items_is_a_doubt_with_the_mean() -> None:
    document = report(None, items=items(i10="65.61", i11="94.48", i12="33.90"))
    (found,) = findings(document, "score-mean")
    assert (found.severity, found.where.indicator) == ("warning", 4)
    assert "64.66" in found.message


@pytest.mark.parametrize(
    "scores",
    [
        {"i10": "65.61", "i11": "94.88", "i12": "33.90"},  # the right mean
        {"i10": "65.61", "i11": "94.90", "i12": "33.90"},  # a hundredth
        {"i10": "65.61", "i12": "33.90"},  # not all items
        {"e4": "50.00", "e5": "50.00", "e6": "50.00"},  # EIT cannot be computed from printed items
        {"O1": "0.00"},
    ],
)
def test_right_and_unprovable_means_are_left_alone(scores: dict[str, str]) -> None:
    assert findings(report(None, items=items(**scores)), "score-mean") == []


def test_an_instrument_that_is_not_the_mean_of_its_indicators_is_a_doubt() -> None:
    (found,) = findings(report(None, instruments=instruments(IIT="85.73")), "score-mean")
    assert found.where.item == "IIT"
    assert "87.53" in found.message
    assert findings(report(None, instruments=instruments(IIT="87.53")), "score-mean") == []


def test_items_that_contradict_each_other_prove_nothing() -> None:
    rows = tuple(
        AnalysisRow(issue=4, items=(AnalysisItem("i11", Decimal(score), score_as_written=score),))
        for score in ("94.48", "94.88")
    )
    document = report(None, items=items(i10="65.61", i12="33.90"))
    document = analysis_report(2567, result=document.result, analysis=rows)
    assert findings(document, "score-mean") == []


def test_a_mistyped_indicator_is_one_finding_though_the_total_no_longer_follows() -> None:
    wrong = (*INDICATORS[:3], "46.80", *INDICATORS[4:])
    document = report("82.11", wrong, items=items(i10="65.61", i11="94.88", i12="33.90"))
    (found,) = findings(document, "score-total", "score-mean")
    assert (found.code, found.where.indicator) == ("score-mean", 4)


def test_a_mistyped_instrument_is_one_finding_though_the_total_no_longer_follows() -> None:
    announced = instruments(IIT="78.53", EIT="83.13", OIT="77.27")
    (found,) = findings(report("82.11", instruments=announced), "score-total", "score-mean")
    assert (found.code, found.where.item) == ("score-mean", "IIT")


def test_whose_one_more_score_behind_a_list_is_nobody_knows() -> None:
    text = "IIT ได้ 87.53 คะแนน EIT ได้ 83.13 คะแนน และ OIT ได้ 77.27 คะแนน เทียบกับปี พ.ศ. 2566 ซึ่งได้ 70.00 คะแนน"
    before = tuple(
        IndicatorScore(no, score=Decimal(score), before=Decimal(score))
        for no, score in enumerate(INDICATORS, start=1)
    )
    assert findings(with_intro(text, year=2567, indicators=before), "score-mean") == []
