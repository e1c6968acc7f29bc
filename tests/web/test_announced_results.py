"""Announced results in the browser: handed in, looked at, written by the worker, told."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assessments.services import get_or_create_assessment, save_scores
from municipalities.models import Province
from national.announcing import uploads
from national.announcing.models import ScoreUpload
from national.announcing.table import read_table
from national.models import YearResult
from tests.cast import Cast, load_catalogue, make_cast, sign_in
from tests.national.known import municipalities
from tests.national.lists import HEADINGS, OTHER, ROW, YEAR, as_csv
from trail.models import Event

ANNOUNCE = "/national/announce/"


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2566, 2567)
    return make_cast()


@pytest.fixture
def system(cast: Cast) -> Client:
    return sign_in(Client(), cast.system_admin)


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def handed_in(client: Client, *lines: tuple[Any, ...], **fields: str) -> str:
    """The address of the page that a list leads to."""
    file = SimpleUploadedFile("ผล.csv", as_csv(HEADINGS, *lines))
    response = client.post(ANNOUNCE, {"file": file, "year": str(YEAR), **fields})
    assert response.status_code == 302
    return str(response.url)


def work() -> None:
    uploads.work_on(ScoreUpload.objects.latest("pk").pk)


def test_a_list_is_looked_at_before_it_is_written(system: Client, cast: Cast) -> None:
    wrong = ("99999999", "ไม่มี", "120", "", "", "", "")
    url = handed_in(system, ROW, OTHER, wrong, source="ประกาศผล", status="final", announced_on="29 ส.ค. 2568")
    page = text_of(system.get(url))
    assert "ใหม่ 2 หน่วยงาน" in page
    assert "ไม่นำเข้า 1 แถว" in page
    assert "ไม่มีหน่วยงานที่ใช้รหัส 99999999" in page
    assert "เทศบาลตำบลตัวอย่าง" in page
    assert not YearResult.objects.exists()


def test_confirmed_it_tells_how_far_it_is_and_what_it_did(system: Client, cast: Cast) -> None:
    assessment = get_or_create_assessment(cast.municipality, YEAR, actor=cast.officer)
    save_scores(assessment, announced={"IIT": "88"}, actor=cast.officer)
    url = handed_in(system, ROW, OTHER)
    assert system.post(url).status_code == 302
    page = text_of(system.get(url))
    assert "0 จาก 2 แถว" in page
    assert '<meta http-equiv="refresh"' in page
    assert system.get(f"{url}state/").json()["ended"] is False
    work()
    assert system.get(f"{url}state/").json() == {"ended": True, "done": 2, "rows": 2, "label": "2 จาก 2 แถว"}
    page = text_of(system.get(url))
    assert "ใหม่ 2 เปลี่ยน 0 คงเดิม 0 หน่วยงาน" in page
    assert "88.00" in page
    assert "90.00" in page
    assert Event.objects.get(action="scores-imported").actor_id == cast.system_admin.pk


def test_confirming_twice_is_once(system: Client) -> None:
    url = handed_in(system, ROW)
    for _time in range(2):
        system.post(url)
    work()
    work()
    assert Event.objects.filter(action="scores-imported").count() == 1
    again = handed_in(system, ROW)
    page = text_of(system.get(again))
    assert "ไม่มีอะไรต้องบันทึก" in page
    assert "บันทึกผลคะแนน</button>" not in page


def test_a_list_that_lost_its_worker_can_be_sent_on(system: Client) -> None:
    url = handed_in(system, ROW)
    system.post(url)
    assert "บันทึกส่วนที่เหลือ" not in text_of(system.get(url))
    ScoreUpload.objects.update(confirmed_at=timezone.now() - uploads.PATIENCE * 2)
    DBTaskResult.objects.all().delete()
    assert "บันทึกส่วนที่เหลือ" in text_of(system.get(url))
    system.post(url)
    assert DBTaskResult.objects.count() == 1
    work()
    system.post(url)
    assert YearResult.objects.count() == 1


def test_wrong_rows_are_had_as_a_sheet(system: Client) -> None:
    url = handed_in(system, ROW, ("99999999", *OTHER[1:]))
    response = system.get(f"{url}to-mend/")
    assert response["Content-Disposition"].endswith('.xlsx"')
    table = read_table("x.xlsx", response.content)
    assert [line[2] for line in table.lines] == ["code", "99999999"]


def test_a_list_without_one_usable_row_is_not_written(system: Client) -> None:
    url = handed_in(system, ("99999999", *OTHER[1:]))
    assert "ไฟล์นี้ไม่มีแถวที่ใช้ได้" in text_of(system.get(url))
    assert "ไฟล์นี้ไม่มีแถวที่ใช้ได้" in text_of(system.post(url, follow=True))
    assert ScoreUpload.objects.get().confirmed_at is None


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        (b"", {}, "ไฟล์"),
        (b"PK\x03\x04", {}, "XLSX"),
        ("ชื่อ,คะแนน\nก,1".encode(), {}, "รหัส"),
        (as_csv(HEADINGS, ROW), {"announced_on": "เมื่อวาน"}, "ไม่ใช่วันที่"),
        (as_csv(HEADINGS, ROW), {"year": "1999"}, "1999"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(
    system: Client, content: bytes, fields: dict[str, str], said: str
) -> None:
    response = system.post(ANNOUNCE, {"file": SimpleUploadedFile("ผล.csv", content), **fields})
    assert response.status_code == 422
    assert said in text_of(response)
    assert not ScoreUpload.objects.exists()


def test_a_coordinator_brings_in_the_own_provinces_and_sees_the_own_lists(system: Client, cast: Cast) -> None:
    other = Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")
    municipalities(1, province=other)
    coordinator = sign_in(Client(), cast.coordinator)
    url = handed_in(coordinator, ROW, ("98500000", "", "80", "", "", "", ""))
    assert "จังหวัดเชียงใหม่ ซึ่งท่านไม่ได้ดูแล" in text_of(coordinator.get(url))
    coordinator.post(url)
    work()
    assert YearResult.objects.get().municipality_id == cast.municipality.pk
    assert system.get(url).status_code == 200
    of_the_system = handed_in(system, ROW)
    for address in (of_the_system, f"{of_the_system}state/", f"{of_the_system}to-mend/"):
        assert coordinator.get(address).status_code == 404
    assert coordinator.post(of_the_system).status_code == 404
    assert of_the_system not in text_of(coordinator.get(ANNOUNCE))


def test_nobody_else_comes_in(cast: Cast) -> None:
    for person in (cast.officer, cast.approver, cast.auditor, cast.stranger):
        assert sign_in(Client(), person).get(ANNOUNCE).status_code == 403


def test_the_template_of_a_year_is_had(system: Client) -> None:
    response = system.get(f"{ANNOUNCE}template/{YEAR}/")
    assert response.content[:2] == b"PK"
    assert system.get(f"{ANNOUNCE}template/2599/").status_code == 404


def test_the_story_of_a_municipality_tells_of_it(system: Client, cast: Cast) -> None:
    system.post(handed_in(system, ROW))
    work()
    page = text_of(system.get("/trail/"))
    assert "บันทึกผลคะแนนที่ประกาศ" in page
