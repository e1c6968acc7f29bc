"""The register of municipalities: found, brought in as a list, changed with a look at what happens before."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from municipalities.models import District, Municipality, MunicipalityRecord, MunicipalityUpload, Province
from municipalities.queries import current_code
from municipalities.services import Identity, register_municipalities
from tests.cast import CODE, OTHER_CODE, Cast, load_catalogue, sign_in
from tests.review.published import auditor, published_version
from trail.models import Event

REGISTER, IMPORT = "/municipalities/", "/municipalities/import/"
HEADINGS = "code,kind,name,province,district,website"
SAND = "99810101,subdistrict,ทรายแก้ว,กระบี่,คลองท่อม,"
HILL = "99300201,sao,เขาเขียว,นครราชสีมา,ปักธงชัย,https://hill.example"


@pytest.fixture
def system(cast: Cast) -> Client:
    return sign_in(Client(), cast.system_admin)


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.fixture(autouse=True)
def invented_province(cast: Cast) -> None:
    """The stage's province is invented; a list brings the real one of that name with it."""
    Province.objects.filter(pk="99").update(name="สมมติบุรี")


def handed_in(client: Client, *rows: str) -> str:
    """The address of the page that a list leads to."""
    content = "\r\n".join([HEADINGS, *rows]).encode()
    response = client.post(IMPORT, {"file": SimpleUploadedFile("รายชื่อ.csv", content)})
    assert response.status_code == 302
    return str(response.url)


def seen(client: Client, url: str) -> str:
    return str(client.get(url).context["preview"].fingerprint)


def test_it_is_found_by_name_place_code_and_former_code(system: Client, cast: Cast) -> None:
    for text in ("ตัวอย่าง", "ทต.ตัวอย่าง", CODE, "เทศบาลตำบลตัวอย่าง ขอนแก่น"):
        page = text_of(system.get(REGISTER, {"q": text}))
        assert "เทศบาลตำบลตัวอย่าง" in page
        assert "บ้านสมมติ" not in page
    system.post(f"{REGISTER}{cast.municipality.pk}/becomes/", {**BECOMES, "act": "carry-out"})
    assert "เทศบาลเมืองตัวอย่าง" in text_of(system.get(REGISTER, {"q": CODE}))


def test_work_of_a_system_admin_is_the_register(system: Client) -> None:
    assert system.get("/m/").url == REGISTER


def test_the_list_asks_as_often_for_many(system: Client, cast: Cast) -> None:
    system.get(REGISTER)
    counts = []
    district = District.objects.get()
    for first, more in ((1, 1), (10, 40)):
        register_municipalities(
            Identity(f"9940{first * 100 + each:04}", "sao", f"บ้าน{each}", district.province, district)
            for each in range(more)
        )
        with CaptureQueriesContext(connection) as found:
            assert system.get(REGISTER).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_list_is_looked_at_before_it_is_written(system: Client, cast: Cast) -> None:
    url = handed_in(system, SAND, HILL)
    page = text_of(system.get(url))
    assert "ใหม่ 2 หน่วยงาน" in page
    assert "เทศบาลตำบลทรายแก้ว" in page
    assert Municipality.objects.count() == 2
    assert system.post(url, {"seen": seen(system, url)}).status_code == 302
    assert Municipality.objects.count() == 4
    assert "ใหม่ 2 เปลี่ยน 0 คงเดิม 0" in text_of(system.get(url))
    event = Event.objects.get(action="municipalities-imported")
    assert event.actor == cast.system_admin
    assert Event.objects.filter(action="municipality-created", actor=cast.system_admin).count() == 2


def test_it_shows_what_changes_old_beside_new(system: Client) -> None:
    url = handed_in(system, SAND)
    system.post(url, {"seen": seen(system, url)})
    url = handed_in(system, SAND.replace("ทรายแก้ว", "ทรายทอง"), HILL)
    page = text_of(system.get(url))
    assert "เปลี่ยน 1 หน่วยงาน" in page
    assert page.index("ทรายแก้ว</span>") < page.index('<b class="text-break">ทรายทอง')
    system.post(url, {"seen": seen(system, url)})
    assert MunicipalityRecord.objects.get(code="99810101", valid_until=None).name == "ทรายทอง"


def test_writing_twice_is_once(system: Client) -> None:
    url = handed_in(system, SAND)
    fingerprint = seen(system, url)
    for _time in range(2):
        system.post(url, {"seen": fingerprint})
    assert Event.objects.filter(action="municipalities-imported").count() == 1
    assert bytes(MunicipalityUpload.objects.get().content) == b""


def test_what_was_not_seen_is_not_written(system: Client) -> None:
    url = handed_in(system, SAND)
    fingerprint = seen(system, url)
    other = handed_in(system, SAND.replace("ทรายแก้ว", "ทรายทอง"))
    system.post(other, {"seen": seen(system, other)})
    page = text_of(system.post(url, {"seen": fingerprint}, follow=True))
    assert "ข้อมูลในระบบเปลี่ยนไป" in page
    assert MunicipalityRecord.objects.get(code="99810101").name == "ทรายทอง"
    assert system.post(url).status_code == 302
    assert Event.objects.filter(action="municipalities-imported").count() == 1


def test_every_wrong_cell_is_named_by_row_and_column(system: Client) -> None:
    url = handed_in(system, SAND, "1,sao,,ไม่มีจังหวัด,ที่ไหน,", "99810101,sao,ซ้ำ,กระบี่,คลองท่อม,")
    response = system.get(url)
    assert [(each.row, each.column) for each in response.context["problems"]] == [
        (3, "code"), (3, "name"), (3, "province"), (4, "code"),
    ]  # fmt: skip
    assert "ผิด 4 ช่อง" in text_of(response)
    system.post(url, {"seen": "x"})
    assert Municipality.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x00\x01", "ชื่อ,ที่อยู่\nก,ข".encode()])
def test_a_file_that_is_no_list_is_refused_beside_the_field(system: Client, content: bytes) -> None:
    response = system.post(IMPORT, {"file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 422
    assert 'id="file-error"' in text_of(response)
    assert not MunicipalityUpload.objects.exists()


def test_thousands_of_rows_are_looked_at_and_written_with_few_queries(system: Client) -> None:
    rows = [f"{99000000 + each},sao,บ้าน{each},กระบี่,คลองท่อม," for each in range(3000)]
    url = handed_in(system, *rows)
    fingerprint = seen(system, url)
    with CaptureQueriesContext(connection) as found:
        system.post(url, {"seen": fingerprint})
    assert len(found) < 120
    assert Municipality.objects.count() == 3002


BECOMES = {
    "code": "99500001", "kind": "town", "name": "ตัวอย่าง", "district": "9901",
    "since": "1 ต.ค. 2568", "reason": "ประกาศกระทรวงมหาดไทย",
}  # fmt: skip


def test_what_happens_is_shown_before_it_is_recorded(system: Client, cast: Cast) -> None:
    url = f"{REGISTER}{cast.municipality.pk}/becomes/"
    page = text_of(system.post(url, {**BECOMES, "act": "foresee"}))
    assert "เทศบาลเมือง" in page
    assert f"รหัส {CODE} จะนำไปยังรหัส 99500001" in page
    assert current_code(cast.municipality) == CODE
    changed = text_of(system.post(url, {**BECOMES, "act": "change"}))
    assert 'value="1 ต.ค. 2568"' in changed
    assert system.post(url, {**BECOMES, "act": "carry-out"}).status_code == 302
    assert system.get(f"/m/{CODE}/people/").url == "/m/99500001/people/"
    history = text_of(system.get(f"{REGISTER}{cast.municipality.pk}/"))
    assert "ถึง 30 ก.ย. 2568" in history


@pytest.mark.parametrize("act", ["foresee", "carry-out"])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": OTHER_CODE}, "เป็นของหน่วยงานอื่น"),
        ({"code": "12"}, "8 หลัก"),
        ({"district": ""}, "เลือกอำเภอ"),
        ({"since": "วันไหน"}, "ไม่ใช่วันที่"),
        ({"since": "1 ต.ค. 2699"}, "ยังไม่ถึงวันนั้น"),
        ({"reason": ""}, "จำเป็น"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    system: Client, cast: Cast, act: str, wrong: dict[str, str], said: str
) -> None:
    page = text_of(
        system.post(f"{REGISTER}{cast.municipality.pk}/becomes/", {**BECOMES, **wrong, "act": act})
    )
    assert said in page
    assert 'name="name" value="ตัวอย่าง"' in page
    assert current_code(cast.municipality) == CODE


def test_a_misspelt_name_is_corrected_from_its_first_day(system: Client, cast: Cast) -> None:
    url = f"{REGISTER}{cast.municipality.pk}/name/"
    fields = {"name": "ตัวอย่างดี", "district": "9901", "since": "", "reason": "พิมพ์ผิด"}
    assert "แทน “เทศบาลตำบลตัวอย่าง” ตั้งแต่วันแรก" in text_of(system.post(url, {**fields, "act": "foresee"}))
    assert system.post(url, {**fields, "act": "carry-out"}).status_code == 302
    assert MunicipalityRecord.objects.get(municipality=cast.municipality).name == "ตัวอย่างดี"


def test_a_merger_is_shown_recorded_and_told_on_both_sides(system: Client, cast: Cast) -> None:
    url = f"{REGISTER}{cast.municipality.pk}/merged/"
    fields = {"into": OTHER_CODE, "since": "1 ต.ค. 2568", "reason": "รวมกัน"}
    page = text_of(system.post(url, {**fields, "act": "foresee"}))
    assert "องค์การบริหารส่วนตำบลบ้านสมมติ" in page
    assert "หน้าที่ 3 รายการยังคงอยู่" in page
    assert not cast.other.succeeds.exists()
    assert system.post(url, {**fields, "act": "carry-out"}).status_code == 302
    assert "มีอยู่ถึง 30 ก.ย. 2568" in text_of(system.get(f"{REGISTER}{cast.municipality.pk}/"))
    assert "เทศบาลตำบลตัวอย่าง" in text_of(system.get(f"{REGISTER}{cast.other.pk}/"))
    assert system.get(url).status_code == 404
    assert "99999999" in text_of(
        system.post(f"{REGISTER}{cast.other.pk}/merged/", {**fields, "into": "99999999", "act": "foresee"})
    )


def test_a_merger_is_taken_back_with_a_reason(system: Client, cast: Cast) -> None:
    one = f"{REGISTER}{cast.municipality.pk}/"
    assert system.get(f"{one}parted/").status_code == 404
    system.post(
        f"{one}merged/", {"into": OTHER_CODE, "since": "1 ต.ค. 2568", "reason": "รวมกัน", "act": "carry-out"}
    )
    assert f"{one}parted/" in text_of(system.get(one))
    assert "จำเป็น" in text_of(system.post(f"{one}parted/", {"reason": ""}))
    assert system.post(f"{one}parted/", {"reason": "บันทึกผิดแห่ง"}).status_code == 302
    assert f"{one}parted/" not in text_of(system.get(one))
    assert not cast.other.succeeds.exists()


def test_what_a_merged_municipality_published_stays_public_and_reviewed(system: Client, cast: Cast) -> None:
    load_catalogue(2566, 2567, 2568, 2569)
    version = published_version(cast)
    fields = {"into": OTHER_CODE, "since": "1 ต.ค. 2568", "reason": "รวมกัน", "act": "carry-out"}
    assert system.post(f"{REGISTER}{cast.municipality.pk}/merged/", fields).status_code == 302
    here = f"/r/{CODE}/results/{version.report.key_year}/"
    assert Client().get(here).status_code == 200
    assert Client().get(f"/r/{CODE}/").status_code == 200
    assert "เทศบาลตำบลตัวอย่าง" in text_of(sign_in(Client(), cast.auditor).get("/review/"))
    of_the_province = auditor("province", Province.objects.get(pk="99"))
    assert "เทศบาลตำบลตัวอย่าง" in text_of(sign_in(Client(), of_the_province).get("/review/"))
    officer = sign_in(Client(), cast.officer)
    assert officer.get(f"/m/{CODE}/2568/").status_code == 200
    assert "เทศบาลตำบลตัวอย่าง" in text_of(officer.get(f"/m/{CODE}/people/"))


@pytest.mark.parametrize("who", ["admin", "coordinator", "auditor", "catalogue_admin", "stranger"])
def test_it_is_for_system_admins_alone(cast: Cast, who: str) -> None:
    client = sign_in(Client(), getattr(cast, who))
    one = f"{REGISTER}{cast.municipality.pk}/"
    for url in (REGISTER, IMPORT, one, f"{one}becomes/", f"{one}name/", f"{one}merged/"):
        assert client.get(url).status_code == 403
    client.post(f"{one}becomes/", {**BECOMES, "act": "carry-out"})
    client.post(
        f"{one}merged/", {"into": OTHER_CODE, "since": "1 ต.ค. 2568", "reason": "x", "act": "carry-out"}
    )
    assert current_code(cast.municipality) == CODE
    assert not cast.other.succeeds.exists()
