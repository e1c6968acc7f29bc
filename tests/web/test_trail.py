"""What happened, as a story: of one report for those concerned, and of the portal for those who look after it."""

from __future__ import annotations

import csv
import io
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from assessments.analysis_services import add_analysis_row, delete_analysis_row
from audit.wanted import GROUPS, choices
from measures.services import add_measure, delete_measure, update_measure
from municipalities.models import Membership, MunicipalityCode, Province
from municipalities.roles import Role
from municipalities.services import Identity, erase_person, register_municipalities
from reports.event_words import WORDS
from reports.models import Version
from review.services import add_finding, assign
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, sign_in, user
from tests.review.published import next_version
from trail.models import Event
from trail.services import record

STORY, TRAIL = f"/m/{CODE}/{YEAR}/report/results/story/", "/trail/"


def text_of(response: Any) -> str:
    return unescape(b"".join(response).decode())


def page(person: Any, url: str = STORY, **query: Any) -> str:
    response = sign_in(Client(), person).get(url, query)
    assert response.status_code == 200
    return text_of(response)


@pytest.fixture
def version(cast: Cast, work: Work) -> Version:
    """Published, as the workflow does it, with a return on the way and a draft begun after it."""
    about = {"municipality": cast.municipality}
    record("report-returned", work.results, actor=cast.approver, comment="ขอให้เพิ่มจำนวน", **about)
    made = next_version(cast, work.results)
    record("report-published", work.results, actor=cast.approver, after={"version": 1}, **about)
    record("report-amended", work.results, actor=cast.officer, comment="กำลังแก้ฉบับใหม่", **about)
    return made


def test_it_tells_who_did_what_with_the_comment(cast: Cast, version: Version) -> None:
    for person in (cast.officer, cast.approver, cast.admin):
        told = page(person)
        assert "ขอให้เพิ่มจำนวน" in told
        assert 'เผยแพร่รายงาน <span class="keep">ฉบับที่ 1</span>' in told
        assert f"/r/{CODE}/results/{YEAR}/v1/" in told


def test_what_changed_stands_old_beside_new(cast: Cast, work: Work) -> None:
    update_measure(work.measure, {"follow_up": "รายงานทุกเดือน"}, actor=cast.officer)
    update_measure(work.measure, {"follow_up": "รายงานทุกสัปดาห์"}, actor=cast.officer)
    told = page(cast.officer)
    assert "</span>รายงานทุกเดือน</del>" in told
    assert "</span>รายงานทุกสัปดาห์</ins>" in told
    assert "แก้มาตรการ" in told
    assert "2 ครั้ง" in told


def test_a_deleted_measure_stays_in_the_story(cast: Cast, work: Work) -> None:
    more = add_measure(work.measure.section, {"title": "มาตรการที่ลบแล้ว"}, actor=cast.officer)
    delete_measure(more, actor=cast.officer)
    assert "มาตรการที่ลบแล้ว" in page(cast.officer)


def test_a_deleted_analysis_stays_in_the_story_of_the_analysis(cast: Cast, work: Work) -> None:
    row = add_analysis_row(work.assessment, {"remark": "วิเคราะห์ที่ลบแล้ว"}, actor=cast.officer)
    delete_analysis_row(row, actor=cast.officer)
    told = page(cast.officer, f"/m/{CODE}/{YEAR}/report/analysis/story/")
    assert "ลบการวิเคราะห์" in told
    assert "วิเคราะห์ที่ลบแล้ว" in told


def test_the_report_alone_leaves_the_work_out(cast: Cast, work: Work, version: Version) -> None:
    assert "เพิ่มมาตรการ" in page(cast.officer)
    alone = page(cast.officer, show="report")
    assert "เพิ่มมาตรการ" not in alone
    assert "ขอให้เพิ่มจำนวน" in alone


def test_an_auditor_reads_what_is_public_and_the_reviews(cast: Cast, version: Version) -> None:
    add_finding(version, "ขอจำนวนเรื่อง", "error", actor=cast.auditor)
    told = page(cast.auditor)
    assert "เผยแพร่รายงาน" in told
    assert "ขอจำนวนเรื่อง" in told
    for unseen in ("ขอให้เพิ่มจำนวน", "กำลังแก้ฉบับใหม่", "เพิ่มมาตรการ"):
        assert unseen not in told


def test_before_it_is_published_an_auditor_reads_nothing(cast: Cast, work: Work) -> None:
    assert sign_in(Client(), cast.auditor).get(STORY).status_code == 404


def test_what_assessors_settle_among_themselves_is_not_the_municipalitys(
    cast: Cast, version: Version
) -> None:
    assign(version, cast.auditor, None, actor=cast.auditor)
    assert "มอบหมายการตรวจทาน" in page(cast.auditor)
    assert "มอบหมายการตรวจทาน" not in page(cast.officer)
    assert "มอบหมายการตรวจทาน" not in page(cast.coordinator)
    assert "มอบหมายการตรวจทาน" in page(cast.system_admin)


def test_another_municipality_has_no_such_page(cast: Cast, version: Version) -> None:
    for person in (cast.outsider, cast.stranger, cast.catalogue_admin):
        assert sign_in(Client(), person).get(STORY).status_code == 404
    assert sign_in(Client(), cast.officer).post(STORY).status_code == 403


def test_the_story_asks_as_often_for_many_events(cast: Cast, work: Work) -> None:
    officer = sign_in(Client(), cast.officer)
    officer.get(STORY)
    counts = []
    for more in (2, 30):
        for each in range(more):
            update_measure(work.measure, {"follow_up": f"{more}-{each}"}, actor=cast.officer)
        with CaptureQueriesContext(connection) as found:
            assert officer.get(STORY).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_long_story_goes_on_page_by_page(cast: Cast, work: Work) -> None:
    for each in range(310):
        comment = f"ข้อ {each}."
        record("report-recalled", work.results, municipality=cast.municipality, comment=comment)
    first = sign_in(Client(), cast.officer).get(STORY)
    assert "ข้อ 309." in text_of(first)
    assert "ข้อ 5." not in text_of(first)
    assert "ข้อ 5." in page(cast.officer, before=first.context["older"])
    assert "ข้อ 309." in page(cast.officer, before="x" * 30)


def test_an_erased_person_is_told_as_erased(cast: Cast, version: Version) -> None:
    name = cast.approver.name
    erase_person(cast.approver)
    for told in (page(cast.officer), page(cast.system_admin, TRAIL)):
        assert "ผู้ใช้ที่ลบข้อมูลแล้ว" in told
        assert name not in told


def test_a_system_admin_sees_everything_and_a_coordinator_the_province(cast: Cast, version: Version) -> None:
    elsewhere = Province.objects.create(code="98", name="ที่อื่น", sort_key="ที่อื่น")
    register_municipalities([Identity("99980001", "pao", "ที่อื่น", elsewhere)])
    far = MunicipalityCode.objects.get(code="99980001").municipality
    record("role-given", municipality=far, comment="ไกลออกไป")
    record("framework-published", comment="ทั้งระบบ")
    assert {"ไกลออกไป", "ทั้งระบบ", "ขอให้เพิ่มจำนวน"} <= {
        each.comment for each in Event.objects.all() if each.comment in page(cast.system_admin, TRAIL)
    }
    told = page(cast.coordinator, TRAIL)
    assert "ขอให้เพิ่มจำนวน" in told
    assert "ไกลออกไป" not in told
    assert "ทั้งระบบ" not in told.split("<main")[1]
    exported = page(cast.coordinator, f"{TRAIL}export.csv")
    assert "ขอให้เพิ่มจำนวน" in exported
    assert "ไกลออกไป" not in exported


@pytest.mark.parametrize("who", ["officer", "approver", "admin", "auditor", "catalogue_admin", "stranger"])
def test_nobody_else_sees_the_trail(cast: Cast, who: str) -> None:
    client = sign_in(Client(), getattr(cast, who))
    for url in (TRAIL, f"{TRAIL}export.csv", f"{TRAIL}export.xlsx"):
        assert client.get(url).status_code == 403


def test_it_is_found_by_municipality_person_action_period_and_words(cast: Cast, version: Version) -> None:
    record("role-given", municipality=cast.other, actor=cast.admin, comment="ที่อื่น")

    def comments(**query: Any) -> set[str]:
        response = sign_in(Client(), cast.system_admin).get(TRAIL, query)
        lines = [line for day in response.context["days"] for line in day.lines]
        return {line.first.comment for line in lines if line.first.comment}

    here = {"ขอให้เพิ่มจำนวน", "กำลังแก้ฉบับใหม่"}
    assert comments() == here | {"ที่อื่น"}
    assert comments(municipality=CODE) == here
    assert comments(municipality="บ้านสมมติ") == comments(municipality=OTHER_CODE) == {"ที่อื่น"}
    assert comments(person=cast.approver.email) == comments(who=cast.approver.pk) == {"ขอให้เพิ่มจำนวน"}
    assert comments(person=cast.officer.name) == {"กำลังแก้ฉบับใหม่"}
    assert comments(action="report-amended") == {"กำลังแก้ฉบับใหม่"}
    assert comments(action="people") == {"ที่อื่น"}
    assert comments(text="เพิ่มจำนวน") == {"ขอให้เพิ่มจำนวน"}
    assert comments(until="1 ต.ค. 2560") == set()
    assert comments(since="๑ ต.ค. ๒๕๖๐") == comments()
    assert comments(municipality="ไม่มี\x00", person="ไม่มีใคร", action="x", who="x") == set()


def test_a_wrong_date_is_said_beside_its_field(cast: Cast, version: Version) -> None:
    told = page(cast.system_admin, TRAIL, since="วันไหน", text="เพิ่มจำนวน")
    assert "ไม่ใช่วันที่" in told
    assert 'value="วันไหน"' in told
    assert "กำลังแก้ฉบับใหม่" not in told


def test_the_trail_asks_as_often_for_many_events(cast: Cast, work: Work) -> None:
    system = sign_in(Client(), cast.system_admin)
    system.get(TRAIL)
    counts = []
    for more in (3, 60):
        for each in range(more):
            person = user(f"p{more}-{each}", f"คน {each}")
            record("role-given", municipality=cast.other, actor=person, after={"person": person.pk})
        with CaptureQueriesContext(connection) as found:
            assert system.get(TRAIL).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_text_becomes_a_formula(cast: Cast, start: str) -> None:
    comment = f"{start}HYPERLINK(1)"
    record("role-given", municipality=cast.municipality, comment=comment)
    system = sign_in(Client(), cast.system_admin)
    content = b"".join(system.get(f"{TRAIL}export.csv"))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][6] == f"'{comment}"
    sheet = load_workbook(io.BytesIO(system.get(f"{TRAIL}export.xlsx").content)).active
    assert sheet is not None
    cell = sheet.cell(2, 7)
    assert (cell.data_type, str(cell.value).strip()) == ("s", comment.strip())


def test_an_export_holds_what_was_looked_for_and_says_what_changed(cast: Cast, work: Work) -> None:
    update_measure(work.measure, {"follow_up": "รายงานทุกเดือน"}, actor=cast.officer)
    told = page(cast.system_admin, f"{TRAIL}export.csv", action="measure-saved")
    rows = list(csv.reader(io.StringIO(told.lstrip("\ufeff"))))
    assert len(rows) == 2
    assert rows[1][1] == cast.officer.name
    assert rows[1][5] == CODE
    assert "รายงานทุกเดือน" in rows[1][7]
    assert sign_in(Client(), cast.system_admin).get(f"{TRAIL}export.pdf").status_code == 404


def test_an_export_asks_as_often_for_five_hundred_events_as_for_five(cast: Cast) -> None:
    system = sign_in(Client(), cast.system_admin)
    b"".join(system.get(f"{TRAIL}export.csv"))
    counts = []
    for more in (5, 400):
        for _each in range(more):
            record("role-given", municipality=cast.other, actor=cast.admin)
        with CaptureQueriesContext(connection) as found:
            b"".join(system.get(f"{TRAIL}export.csv"))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_every_action_can_be_looked_for() -> None:
    grouped = [action for _key, _label, actions in choices() for action, _words in actions]
    assert sorted(grouped) == sorted(WORDS), "say in audit/wanted.py to which group these belong"
    assert not set(GROUPS) & set(WORDS)


def test_a_former_coordinator_sees_nothing(cast: Cast) -> None:
    Membership.objects.filter(user=cast.coordinator, role=Role.COORDINATOR).update(valid_until="2020-12-31")
    assert sign_in(Client(), cast.coordinator).get(TRAIL).status_code == 403
