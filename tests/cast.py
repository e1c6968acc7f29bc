"""A fixed cast and its stage: two municipalities, everybody who may come, and a year's work begun."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.test import Client

from assessments.models import Assessment
from assessments.services import add_analysis_row, get_or_create_assessment, save_scores
from catalogue.frame_data import shipped_files
from catalogue.loading import load_files
from catalogue.models import Framework
from catalogue.queries import kept_frame
from measures.models import Measure, Plan
from measures.services import add_measure, get_or_create_plan
from municipalities.models import (
    Department,
    District,
    Membership,
    Municipality,
    MunicipalityCode,
    Province,
    User,
)
from municipalities.roles import Role
from municipalities.services import Identity, register_municipalities
from reports.models import Report
from reports.services import get_or_create_report
from tests import catalogue_rows
from trail.models import Event

CODE, OTHER_CODE = "99400001", "99400002"
YEAR = 2568
"""The action year of the cast: ITA 2567 is analysed, measures run in fiscal year 2568."""


@dataclass
class Cast:
    municipality: Municipality
    other: Municipality
    officer: User
    approver: User
    admin: User
    outsider: User
    coordinator: User
    auditor: User
    catalogue_admin: User
    system_admin: User
    stranger: User
    """Signed in, without any role."""


def user(mailbox: str, name: str) -> User:
    return User.objects.create_user(f"{mailbox}@example.org", "secret-word-2569", name=name)


def make_cast() -> Cast:
    province = Province.objects.create(code="99", name="ขอนแก่น", sort_key="ขอนแก่น")
    district = District.objects.create(code="9901", province=province, name="เมือง", sort_key="เมือง")
    register_municipalities(
        [
            Identity(CODE, "subdistrict", "ตัวอย่าง", province, district),
            Identity(OTHER_CODE, "sao", "บ้านสมมติ", province, district),
        ]
    )
    owner = {each.code: each.municipality for each in MunicipalityCode.objects.select_related("municipality")}
    municipality, other = owner[CODE], owner[OTHER_CODE]
    Department.objects.create(municipality=municipality, name="สำนักปลัดเทศบาล", position=0)
    Department.objects.create(municipality=municipality, name="กองคลัง", position=1)

    def member(name: str, label: str, role: Role, **scope: object) -> User:
        person = user(name, label)
        Membership.objects.create(user=person, role=role, valid_from="2020-01-01", **scope)
        return person

    return Cast(
        municipality=municipality,
        other=other,
        officer=member("officer", "สมใจ รักงาน", Role.OFFICER, municipality=municipality),
        approver=member("approver", "อรุณี พร้อมตรวจ", Role.APPROVER, municipality=municipality),
        admin=member("admin", "มานะ ดูแล", Role.MUNICIPALITY_ADMIN, municipality=municipality),
        outsider=member("outsider", "วิชัย ตั้งใจ", Role.OFFICER, municipality=other),
        coordinator=member("coordinator", "จินดา จังหวัด", Role.COORDINATOR, province=province),
        auditor=member("auditor", "ตรวจการ ละเอียด", Role.AUDITOR),
        catalogue_admin=member("catalogue", "ปรียา แบบแผน", Role.CATALOGUE_ADMIN),
        system_admin=member("system", "ระบบ มั่นคง", Role.SYSTEM_ADMIN),
        stranger=user("stranger", "แปลก หน้า"),
    )


def sign_in(client: Client, person: User) -> Client:
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def load_catalogue(*years: int) -> None:
    files = shipped_files()
    wanted = years or tuple(files)
    if catalogue_rows.put_in(wanted):
        return
    was_empty = not Framework.objects.exists()
    last_event = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    load_files([files[year] for year in wanted])
    if was_empty:
        catalogue_rows.keep(wanted, last_event)


@dataclass
class Work:
    """A year's work of the cast's municipality, begun: one measure, one analysis, both reports."""

    assessment: Assessment
    plan: Plan
    measure: Measure
    analysis: Report
    results: Report


def begin_work(cast: Cast, *, measures: int = 1) -> Work:
    actor = cast.officer
    assessment = get_or_create_assessment(cast.municipality, YEAR - 1, actor=actor)
    frame = kept_frame(assessment.framework)
    scores = {item.code: Decimal("90.00") for item in frame.items}
    indicators = {each.no: Decimal("90.00") for each in frame.indicators}
    save_scores(assessment, scores, indicators=indicators, actor=actor)
    add_analysis_row(
        assessment, {"issue": 1, "items": ["i1", "i2"], "remark": "ผู้รับบริการพอใจ แต่ยังรอนาน"}, actor=actor
    )
    plan = get_or_create_plan(cast.municipality, YEAR, actor=actor)
    section = plan.sections.get(issue__no=1)
    made = [
        add_measure(
            section,
            {
                "title": f"ทบทวนขั้นตอนบริการ {number}",
                "procedure": "๑. ประชุม\n๒. ปรับขั้นตอน",
                "responsible": ["กองคลัง"],
                "period": "ไตรมาสที่ ๑ - ๒",
                "follow_up": "รายงานทุกไตรมาส",
                "items": ["i1"],
            },
            actor=actor,
        )
        for number in range(1, measures + 1)
    ]
    return Work(
        assessment,
        plan,
        made[0],
        get_or_create_report(cast.municipality, "analysis", YEAR - 1, actor=actor),
        get_or_create_report(cast.municipality, "results", YEAR, actor=actor),
    )
