"""Writing scores and analyses: possible ones are saved, impossible ones reported, conflicts shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.models import AnalysisItem, Assessment, IndicatorScore, ItemScore
from assessments.services import (
    add_analysis_row,
    delete_analysis_row,
    get_or_create_assessment,
    move_analysis_row,
    save_analysis_row,
    save_scores,
)
from catalogue.queries import NoFramework
from tests.cast import Cast, load_catalogue, make_cast
from trail.conflict import Conflict
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def assessment(people: Cast) -> Assessment:
    return get_or_create_assessment(people.municipality, 2567, actor=people.officer)


def scores(assessment: Assessment) -> dict[str, Decimal | None]:
    return {row.item.code: row.score for row in assessment.items.select_related("item")}


def test_a_year_has_one_assessment_with_the_framework_of_that_year(
    people: Cast, assessment: Assessment
) -> None:
    assert assessment.framework.evaluation_year == 2567
    assert get_or_create_assessment(people.municipality, 2567) == assessment
    assert Event.objects.filter(action="assessment-created").count() == 1


def test_a_year_without_catalogue_is_refused(people: Cast) -> None:
    with pytest.raises(NoFramework, match="2590"):
        get_or_create_assessment(people.municipality, 2590)


def test_possible_scores_are_saved_and_impossible_ones_reported(assessment: Assessment) -> None:
    saved = save_scores(
        assessment,
        {
            "i1": "๘๙.๒๗",
            "I2": "100",
            "i3": "101",
            "i4": "abc",
            "i5": "-1",
            "i6": "90.123",
            "i99": "50",
            "i7": "",
        },
    )
    assert scores(assessment) == {"i1": Decimal("89.27"), "i2": Decimal(100)}
    assert sorted(saved.problems) == ["i3", "i4", "i5", "i6", "i99"]
    assert saved.saved == ["i1", "I2"]


def test_empty_is_not_zero(assessment: Assessment) -> None:
    save_scores(assessment, {"i1": "0", "i2": "50"})
    save_scores(assessment, {"i2": ""})
    assert scores(assessment) == {"i1": Decimal(0), "i2": None}


def test_what_is_not_given_stays(assessment: Assessment) -> None:
    save_scores(assessment, {"i1": "50"}, indicators={1: "60"}, announced={"total": "70", "IIT": "80"})
    save_scores(assessment, {"i2": "51"})
    assessment.refresh_from_db()
    assert scores(assessment) == {"i1": Decimal(50), "i2": Decimal(51)}
    assert assessment.total == Decimal(70)
    assert assessment.indicators.get().score == Decimal(60)
    assert assessment.instruments.get(code="IIT").score == Decimal(80)


def test_announced_figures_carry_level_status_source_and_date(assessment: Assessment) -> None:
    saved = save_scores(
        assessment,
        announced={
            "total": "82.11",
            "level": "ต้องปรับปรุง",
            "status": "final",
            "source": "ประกาศสำนักงาน ป.ป.ช.",
            "announced_on": date(2024, 7, 30),
        },
    ).assessment
    assert (saved.level_as_written, saved.status, saved.announced_on) == (
        "ต้องปรับปรุง",
        "final",
        date(2024, 7, 30),
    )
    assert "status" in save_scores(assessment, announced={"status": "secret"}).problems
    assert "announced_on" in save_scores(assessment, announced={"announced_on": "tomorrow"}).problems


def test_an_unknown_indicator_is_reported(assessment: Assessment) -> None:
    assert list(save_scores(assessment, indicators={"11": "50", "x": "1"}).problems) != []
    assert not IndicatorScore.objects.exists()


def test_a_change_is_one_event_with_before_and_after(people: Cast, assessment: Assessment) -> None:
    save_scores(assessment, {"i1": "50"}, actor=people.officer)
    save_scores(assessment, {"i1": "60", "i2": None}, actor=people.officer)
    event = Event.objects.order_by("-pk").first()
    assert (event.action, event.before, event.after) == ("scores-saved", {"i1": "50.00"}, {"i1": "60.00"})
    count = Event.objects.count()
    save_scores(assessment, {"i1": "60.00"})
    assert Event.objects.count() == count


def test_an_old_page_does_not_overwrite_a_colleagues_scores(assessment: Assessment) -> None:
    save_scores(assessment, {"i1": "50"}, version=0)
    with pytest.raises(Conflict) as conflict:
        save_scores(assessment, {"i1": "", "i2": "60"}, version=0)
    assert conflict.value.fields == {"i1": ("50.00", None), "i2": (None, "60.00")}
    assert scores(assessment) == {"i1": Decimal(50)}


def test_a_new_score_takes_away_what_was_printed_for_the_old_one(assessment: Assessment) -> None:
    save_scores(assessment, {"i1": "50"}, indicators={1: "50"}, announced={"total": "50"})
    IndicatorScore.objects.update(score_as_written="๕๐", level_as_written="ผ่าน")
    Assessment.objects.update(total_as_written="๕๐")
    row = add_analysis_row(assessment, {"issue": 1, "items": ["i1"]})
    AnalysisItem.objects.update(score_as_written="๕๐.๐๐", code_as_written="1๑")
    save_scores(assessment, {"i1": "51"}, indicators={1: "51"}, announced={"total": "51"})
    indicator, item = IndicatorScore.objects.get(), row.items.get()
    assert (indicator.score_as_written, indicator.level_as_written) == ("", "")
    assert (item.score_as_written, item.code_as_written) == ("", "1๑")
    assessment.refresh_from_db()
    assert assessment.total_as_written == ""


@pytest.mark.parametrize("score", [Decimal("100.01"), Decimal("-0.01")])
def test_the_database_itself_refuses_impossible_scores(assessment: Assessment, score: Decimal) -> None:
    save_scores(assessment, {"i1": "50"})
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemScore.objects.update(score=score)


def test_an_analysis_row_keeps_its_issue_items_and_remark(people: Cast, assessment: Assessment) -> None:
    row = add_analysis_row(
        assessment, {"issue": 1, "items": ["i1", "O9"], "remark": "ควรปรับปรุง"}, actor=people.officer
    )
    assert row.issue.no == 1
    assert [each.item.code for each in row.items.all()] == ["i1", "O9"]
    saved = save_analysis_row(row, {"remark": "ดีขึ้น", "items": ["O9", "i2"]}, version=0)
    assert (saved.remark, saved.version) == ("ดีขึ้น", 1)
    assert [each.item.code for each in saved.items.order_by("position")] == ["O9", "i2"]


def test_items_that_stay_keep_what_was_written_beside_them(assessment: Assessment) -> None:
    row = add_analysis_row(assessment, {"items": ["i1", "i2"]})
    row.items.filter(item__code="i2").update(code_as_written="1๒", score=Decimal("12.34"))
    save_analysis_row(row, {"items": ["i2", "i3"]})
    kept = row.items.get(item__code="i2")
    assert (kept.code_as_written, kept.score, kept.position) == ("1๒", Decimal("12.34"), 0)


def test_an_unknown_issue_or_item_is_refused(assessment: Assessment) -> None:
    for fields, name in (({"issue": 8}, "issue"), ({"items": ["i99"]}, "items")):
        with pytest.raises(ValidationError) as refused:
            add_analysis_row(assessment, fields)
        assert list(refused.value.message_dict) == [name]
    assert not assessment.analysis.exists()


def test_two_people_see_both_remarks(assessment: Assessment) -> None:
    row = add_analysis_row(assessment, {"remark": "แรก"})
    save_analysis_row(row, {"remark": "ของฉัน"}, version=0)
    with pytest.raises(Conflict) as conflict:
        save_analysis_row(row, {"remark": "ของเธอ"}, version=0)
    assert conflict.value.fields == {"remark": ("ของฉัน", "ของเธอ")}


def test_rows_are_put_in_order_and_deleted(assessment: Assessment) -> None:
    rows = [add_analysis_row(assessment, {"remark": remark}) for remark in ("ก", "ข", "ค")]
    move_analysis_row(rows[0], direction="down")
    move_analysis_row(rows[2], position=0)
    assert [row.remark for row in assessment.analysis.order_by("position", "pk")] == ["ค", "ข", "ก"]
    delete_analysis_row(rows[1])
    assert [row.remark for row in assessment.analysis.order_by("position", "pk")] == ["ค", "ก"]
    assert Event.objects.get(action="analysis-deleted").before["remark"] == "ข"
