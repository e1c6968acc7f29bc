"""A municipality with a whole year of work, and the pages its officer opens. Needs Django to be set up."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from assessments.services import add_analysis_row, get_or_create_assessment, save_scores
from bench.report import report
from catalogue.queries import kept_frame
from municipalities.models import District, Membership, Municipality, User
from municipalities.roles import Role
from municipalities.services import Identity, register_municipalities
from reports.apply import apply_document
from reports.services import get_or_create_report

YEAR = 2568
HOST = "localhost"


@transaction.atomic
def begin(number: int, measures: int) -> tuple[Client, dict[str, str]]:
    """Municipality `number` with so many measures: a signed-in officer's browser, and the pages by name."""
    code = f"9940{number:04}"
    municipality, officer = _register(code)
    for year in (YEAR - 1, YEAR):
        _score(municipality, year, officer)
    apply_document(report(measures), municipality, mode="merge", actor=officer)
    get_or_create_report(municipality, "analysis", YEAR - 1, actor=officer)
    client = Client(headers={"host": HOST})
    client.force_login(officer, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client, pages(municipality, code)


def pages(municipality: Municipality, code: str) -> dict[str, str]:
    from measures.models import Measure

    here = (code, YEAR)
    first = Measure.objects.filter(section__plan__municipality=municipality).order_by("pk")[0]
    return {
        "home": reverse("work_home", args=here),
        "scores": reverse("scores_of_year", args=(*here, YEAR)),
        "analysis": reverse("analysis", args=here),
        "measures": reverse("measures", args=here),
        "one measure open": reverse("measure_edit", args=(*here, first.pk)),
        "results": reverse("results", args=here),
        "one result open": reverse("result_edit", args=(*here, first.pk)),
        "check": reverse("report", args=(*here, "results")),
        "preview": reverse("report_preview", args=(*here, "results")),
        "history": reverse("work_events", args=here),
    }


def _register(code: str) -> tuple[Municipality, User]:
    district = District.objects.select_related("province").order_by("pk")[0]
    register_municipalities([Identity(code, "subdistrict", f"ท่าน้ำใส {code}", district.province, district)])
    municipality = Municipality.objects.get(codes=code)
    officer = User.objects.create_user(f"{code}@bench.example", None, name="สมใจ รักงาน")
    Membership.objects.create(
        user=officer, role=Role.OFFICER, municipality=municipality, valid_from="2020-01-01"
    )
    return municipality, officer


def _score(municipality: Municipality, year: int, officer: User) -> None:
    assessment = get_or_create_assessment(municipality, year, actor=officer)
    frame = kept_frame(assessment.framework)
    scores = {item.code: Decimal(80 + number % 20) for number, item in enumerate(frame.items)}
    indicators: dict[int | str, Decimal | str | int | None] = {
        each.no: Decimal(90) for each in frame.indicators
    }
    remarks = {item.code: "ปรับปรุงแล้วตามข้อสังเกต" for item in frame.items[::3]}
    save_scores(assessment, scores, indicators=indicators, remarks=remarks, actor=officer)
    if year == YEAR:
        return
    for issue in frame.issues:
        codes = [item.code for item in frame.items if issue.no in item.issues][:4]
        row = {"issue": issue.no, "items": codes, "remark": "ผู้รับบริการส่วนใหญ่พอใจ แต่ยังรอนาน"}
        add_analysis_row(assessment, row, actor=officer)
