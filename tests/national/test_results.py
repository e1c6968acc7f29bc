"""What is publicly known of a year's result: by announcement, by a published report, never by a draft."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from assessments.services import get_or_create_assessment, save_scores
from municipalities.models import Municipality, Province
from national.models import StaleYear, YearResult
from national.results import Announced, Figures, keep_announced
from national.tasks import draw_year
from reports.document import IndicatorScore, Result
from reports.models import Version
from tests.cast import Cast
from tests.national.known import announce, figures, municipalities
from tests.review.published import next_version, published_version


def shown(municipality: int, year: int) -> YearResult | None:
    return YearResult.objects.filter(municipality=municipality, assessed_year=year, shown=True).first()


def told(total: str, year: int = 2568) -> dict[str, Any]:
    """Fields of a results report that tells a total, with indicators that make it."""
    rows = tuple(IndicatorScore(no=no, score=Decimal(total)) for no in range(1, 11))
    return {"result": Result(year=year, total=Decimal(total), indicators=rows)}


class TestAnAnnouncement:
    def test_is_kept_with_name_place_and_source(self, province: Province) -> None:
        [key] = municipalities(1, province=province)
        announced = Announced(
            key, figures("91.05", IIT="92.00", i9="88.5"), "final", "ป.ป.ช.", date(2025, 8, 29)
        )
        assert keep_announced(2568, [announced]).created == 1
        row = shown(key, 2568)
        assert row is not None
        assert (row.name, row.province, row.kind) == ("เทศบาลตำบลบ้านที่98500000", province, "subdistrict")
        assert (row.total, row.instruments, row.indicators) == (
            Decimal("91.05"),
            {"IIT": "92.00"},
            {"9": "88.50"},
        )
        assert (row.status, row.source, row.announced_on) == ("final", "ป.ป.ช.", date(2025, 8, 29))

    def test_said_twice_changes_nothing(self, province: Province) -> None:
        keys = municipalities(3, province=province)
        results = [Announced(key, figures("90.00", OIT="88.00")) for key in keys]
        keep_announced(2568, results)
        StaleYear.objects.all().delete()
        before = list(YearResult.objects.values_list("pk", "updated_at"))
        kept = keep_announced(2568, results)
        assert (kept.created, kept.changed, kept.same) == (0, 0, 3)
        assert list(YearResult.objects.values_list("pk", "updated_at")) == before
        assert not StaleYear.objects.exists()

    def test_that_was_corrected_is_told_anew(self, province: Province) -> None:
        first, second = municipalities(2, province=province)
        announce(2568, {first: figures("90.00"), second: figures("80.00")})
        kept = keep_announced(
            2568,
            [
                Announced(first, figures("90.00"), "final", "ประกาศผล"),
                Announced(second, figures("85.10"), "final", "ประกาศผล"),
            ],
        )
        assert (kept.created, kept.changed, kept.same) == (0, 1, 1)
        row = shown(second, 2568)
        assert row is not None
        assert row.total == Decimal("85.10")

    @pytest.mark.parametrize(
        ("scores", "level"),
        [
            (figures("96.00", level="ผ่านดีเยี่ยม "), "ผ่านดีเยี่ยม"),
            (figures("95.81", IIT="96.00", EIT="90.00", OIT="99.00"), "ผ่านดี"),
            (figures("69.99"), "ต้องปรับปรุงโดยด่วน"),
            (figures("95.81"), ""),  # the instruments would decide
            (figures(None, level="ยอดเยี่ยม"), ""),  # no level of that year
        ],
    )
    def test_has_the_level_of_its_year_where_one_can_be_told(
        self, province: Province, scores: Figures, level: str
    ) -> None:
        [key] = municipalities(1, province=province)
        announce(2568, {key: scores})
        row = shown(key, 2568)
        assert row is not None
        assert row.level == level

    def test_has_the_letter_of_a_year_of_letters(self, province: Province) -> None:
        [key] = municipalities(1, province=province)
        announce(2564, {key: figures("88.37", level="A")})
        row = shown(key, 2564)
        assert row is not None
        assert row.level == "A"

    def test_of_nobody_is_passed_over(self, catalogue: None) -> None:
        nameless = Municipality.objects.create()
        assert keep_announced(2568, [Announced(nameless.pk, figures("90.00"))]).created == 0

    def test_marks_its_year_and_the_next_once_for_the_worker(self, province: Province) -> None:
        keys = municipalities(2, province=province)
        announce(2567, {keys[0]: figures("90.00")})
        announce(2567, {keys[1]: figures("80.00")})
        assert set(StaleYear.objects.values_list("assessed_year", flat=True)) == {2567, 2568}
        assert DBTaskResult.objects.filter(task_path=draw_year.module_path).count() == 2


class TestAPublishedReport:
    def test_tells_its_result(self, cast: Cast) -> None:
        version = published_version(cast, **told("91.00"))
        row = shown(cast.municipality.pk, 2568)
        assert row is not None
        assert (row.origin, row.version, row.total) == ("report", version, Decimal("91.00"))
        assert row.indicators["10"] == "91.00"

    def test_that_tells_no_total_makes_nothing_known(self, cast: Cast) -> None:
        published_version(cast, result=Result(year=2568))
        assert shown(cast.municipality.pk, 2568) is None

    def test_that_cannot_be_read_tells_nothing_and_is_public_all_the_same(self, cast: Cast) -> None:
        version = published_version(cast, **told("91.00"))
        Version.objects.create(
            report=version.report,
            number=2,
            state=Version.State.PUBLIC,
            document=b'{"format": 99}',
            document_sha256="0" * 64,
            published_at=version.published_at,
            published_by=cast.approver,
        )
        assert shown(cast.municipality.pk, 2568) is None

    def test_gives_way_to_its_next_version(self, cast: Cast) -> None:
        version = published_version(cast, **told("91.00"))
        assessment = get_or_create_assessment(cast.municipality, 2568)
        save_scores(assessment, announced={"total": "92.50"}, actor=cast.officer)
        second = next_version(cast, version.report)
        row = shown(cast.municipality.pk, 2568)
        assert row is not None
        assert (row.version, row.total) == (second, Decimal("92.50"))

    def test_that_is_withdrawn_tells_nothing_any_more(self, cast: Cast) -> None:
        version = published_version(cast, **told("91.00"))
        StaleYear.objects.all().delete()
        version.state = Version.State.WITHDRAWN
        version.withdrawn_at, version.withdrawn_by = version.published_at, cast.approver
        version.withdrawn_reason = "ตัวเลขผิด"
        version.save()
        assert shown(cast.municipality.pk, 2568) is None
        assert StaleYear.objects.filter(assessed_year=2568).exists()

    def test_stands_behind_the_announcement_whichever_came_first(self, cast: Cast) -> None:
        published_version(cast, **told("91.00"))
        announce(2568, {cast.municipality.pk: figures("91.10")})
        published_version(cast, cast.other, **told("80.00"))
        announced_first = municipality = cast.other.pk
        announce(2568, {announced_first: figures("80.20")})
        for key, total in ((cast.municipality.pk, "91.10"), (municipality, "80.20")):
            row = shown(key, 2568)
            assert row is not None
            assert (row.origin, row.total) == ("announced", Decimal(total))
        assert YearResult.objects.count() == 4

    def test_published_after_the_announcement_is_kept_behind_it(self, cast: Cast) -> None:
        announce(2568, {cast.municipality.pk: figures("91.10")})
        published_version(cast, **told("91.00"))
        row = shown(cast.municipality.pk, 2568)
        assert row is not None
        assert row.origin == "announced"
        assert YearResult.objects.filter(origin="report", shown=False).count() == 1


def test_a_draft_is_never_told(cast: Cast) -> None:
    assessment = get_or_create_assessment(cast.municipality, 2568)
    save_scores(assessment, announced={"total": "91.00", "status": "final"}, actor=cast.officer)
    assert not YearResult.objects.exists()


def test_one_result_of_a_year_is_shown_and_the_database_sees_to_it(cast: Cast) -> None:
    published_version(cast, **told("91.00"))
    announce(2568, {cast.municipality.pk: figures("91.10")})
    with pytest.raises(IntegrityError), transaction.atomic():
        YearResult.objects.update(shown=True)
