"""A page asks the database as often for thirty measures as for three."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.services import add_analysis_row
from measures.evidence_items import disclosed_items
from measures.evidence_rows import ItemOfPlan, add_evidence
from measures.models import Section
from measures.services import add_measure
from municipalities.models import Membership, Municipality, MunicipalityCode
from municipalities.roles import Role
from municipalities.services import Identity, register_municipalities
from tests.cast import CODE, YEAR, Cast, Work

HERE = (CODE, YEAR)
FEW, MANY = 3, 30


def grow(work: Work, cast: Cast, measures: int) -> None:
    """So many more measures, each with all that belongs to one, and as many rows of analysis."""
    items = disclosed_items(cast.municipality, YEAR)
    sections = list(Section.objects.filter(plan=work.plan).order_by("position"))
    for number in range(measures):
        measure = add_measure(
            sections[number % len(sections)],
            {
                "title": f"มาตรการที่เพิ่ม {number}",
                "procedure": "๑. ประชุม\n๒. ปรับ",
                "output": "๑. ประชุมแล้ว\n๒. ปรับแล้ว",
                "outcome": "๑. เข้าใจตรงกัน",
                "responsible": ["กองคลัง", "สำนักปลัดเทศบาล"],
                "period": "ไตรมาสที่ ๑ - ๒",
                "items": ["i1", "i2", "O9"],
            },
            actor=cast.officer,
        )
        add_evidence(measure, title="ภาพถ่าย", url="https://example.org/a", is_public=True, actor=cast.officer)
        item = ItemOfPlan(work.plan, items[number % len(items)])
        add_evidence(item, title="ภาพถ่าย", url=f"https://example.org/{number}", actor=cast.officer)
        row = {"issue": number % 7 + 1, "items": ["i3", "e1"], "remark": f"เหตุผลที่ {number}"}
        add_analysis_row(work.assessment, row, actor=cast.officer)


def queries(client: Client, path: str) -> int:
    client.get(path)  # what is read once per process
    with CaptureQueriesContext(connection) as found:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(found)


def test_no_page_asks_more_for_more_rows(officer: Client, cast: Cast, work: Work) -> None:
    grow(work, cast, FEW - 1)
    row = work.assessment.analysis.order_by("pk")[0]
    paths = [
        reverse("work_home", args=HERE),
        reverse("work_events", args=HERE),
        reverse("scores_of_year", args=(*HERE, YEAR - 1)),
        reverse("scores_of_year", args=(*HERE, YEAR)),
        reverse("analysis", args=HERE),
        reverse("analysis_edit", args=(*HERE, row.pk)),
        reverse("measures", args=HERE),
        reverse("measure_edit", args=(*HERE, work.measure.pk)),
        reverse("results", args=HERE),
        reverse("result_edit", args=(*HERE, work.measure.pk)),
        reverse("item_evidence", args=HERE),
        reverse("item_evidence_of", args=(*HERE, "o1")),
        reverse("report", args=(*HERE, "analysis")),
        reverse("report", args=(*HERE, "results")),
        reverse("report_layout", args=(*HERE, "results")),
        reverse("report_preview", args=(*HERE, "analysis")),
        reverse("report_preview", args=(*HERE, "results")),
    ]
    few = {path: queries(officer, path) for path in paths}
    grow(work, cast, MANY - FEW)
    many = {path: queries(officer, path) for path in paths}
    grown = {path: (few[path], many[path]) for path in paths if many[path] > few[path]}
    assert not grown, grown


@pytest.mark.parametrize("path", ["/m/", "/me/"])
def test_the_list_of_ones_municipalities_asks_no_more_for_more_of_them(
    officer: Client, cast: Cast, work: Work, path: str
) -> None:
    def join(municipality: Municipality) -> None:
        Membership.objects.create(
            user=cast.officer, role=Role.OFFICER, municipality=municipality, valid_from="2020-01-01"
        )

    join(cast.other)
    few = queries(officer, path)
    record = cast.other.record_on()
    assert record
    places = [f"994001{number:02}" for number in range(10)]
    register_municipalities(
        [Identity(code, "sao", f"บ้านที่ {code}", record.province, record.district) for code in places]
    )
    for found in MunicipalityCode.objects.filter(code__in=places).select_related("municipality"):
        join(found.municipality)
    assert queries(officer, path) == few
