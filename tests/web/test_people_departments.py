"""Departments and signatories: who may be responsible, and whose name stands under a document."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client

from municipalities.models import Department, Executive
from municipalities.queries import executives_on
from tests.cast import CODE, Cast, sign_in
from trail.models import Event

DEPARTMENTS, SIGNATORIES = f"/m/{CODE}/departments/", f"/m/{CODE}/signatories/"
HEAD = {
    "office": "head",
    "name": "นายสมชาย ใจดี",
    "position": "นายกเทศมนตรี",
    "acting_for": "",
    "valid_from": "1 ต.ค. 2567",
    "valid_until": "",
}


@pytest.fixture
def admin(cast: Cast) -> Client:
    return sign_in(Client(), cast.admin)


def text_of(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def names() -> list[str]:
    return list(Department.objects.order_by("position").values_list("name", flat=True))


class TestDepartments:
    def test_a_new_one_stands_last_and_can_move_up(self, admin: Client) -> None:
        admin.post(DEPARTMENTS, {"name": "กองช่าง"})
        added = Department.objects.get(name="กองช่าง")
        admin.post(f"{DEPARTMENTS}{added.pk}/move/", {"direction": "up"})
        assert names() == ["สำนักปลัดเทศบาล", "กองช่าง", "กองคลัง"]

    def test_a_name_stands_once(self, admin: Client) -> None:
        assert "มีส่วนราชการชื่อนี้อยู่แล้ว" in text_of(admin.post(DEPARTMENTS, {"name": "กองคลัง"}))
        assert len(names()) == 2

    def test_renaming_keeps_the_event_of_what_it_was(self, admin: Client) -> None:
        found = Department.objects.get(name="กองคลัง")
        admin.post(f"{DEPARTMENTS}{found.pk}/", {"name": "กองการคลัง"})
        assert "กองการคลัง" in names()
        assert Event.objects.get(action="department-renamed").before == {"name": "กองคลัง"}

    def test_a_retired_one_is_kept_and_can_come_back(self, admin: Client) -> None:
        found = Department.objects.get(name="กองคลัง")
        admin.post(f"{DEPARTMENTS}{found.pk}/use/", {"in_use": "no"})
        assert "เลิกใช้แล้ว" in text_of(admin.get(DEPARTMENTS))
        assert "นำกลับมาใช้ได้" in text_of(admin.post(DEPARTMENTS, {"name": "กองคลัง"}))
        admin.post(f"{DEPARTMENTS}{found.pk}/use/", {"in_use": "yes"})
        found.refresh_from_db()
        assert found.is_active

    def test_a_member_reads_them_only(self, officer: Client) -> None:
        assert "กองคลัง" in text_of(officer.get(DEPARTMENTS))
        assert officer.post(DEPARTMENTS, {"name": "กองช่าง"}).status_code == 403
        assert len(names()) == 2

    def test_one_of_another_municipality_does_not_exist(self, admin: Client, cast: Cast) -> None:
        foreign = Department.objects.create(municipality=cast.other, name="กองอื่น")
        assert admin.post(f"{DEPARTMENTS}{foreign.pk}/", {"name": "ก"}).status_code == 404
        assert admin.post(f"{DEPARTMENTS}{foreign.pk}/use/", {"in_use": "no"}).status_code == 404


class TestSignatories:
    def test_a_new_holder_ends_the_time_of_the_one_before(self, admin: Client, cast: Cast) -> None:
        admin.post(f"{SIGNATORIES}add/", HEAD)
        admin.post(f"{SIGNATORIES}add/", {**HEAD, "name": "นางใหม่", "valid_from": "๑ ม.ค. ๒๕๖๘"})
        before = Executive.objects.get(name="นายสมชาย ใจดี")
        assert before.valid_until == date(2024, 12, 31)
        assert [each.name for each in executives_on(cast.municipality, date(2024, 12, 31))] == [before.name]
        assert [each.name for each in executives_on(cast.municipality, date(2025, 1, 1))] == ["นางใหม่"]

    def test_two_holders_at_a_time_are_refused(self, admin: Client) -> None:
        admin.post(f"{SIGNATORIES}add/", HEAD)
        page = admin.post(f"{SIGNATORIES}add/", {**HEAD, "name": "ก่อน", "valid_from": "1 ก.ย. 2567"})
        assert "นายสมชาย ใจดี ดำรงตำแหน่งนี้" in text_of(page)
        assert Executive.objects.count() == 1

    def test_one_who_acts_stands_beside_the_holder(self, admin: Client, cast: Cast) -> None:
        admin.post(f"{SIGNATORIES}add/", HEAD)
        acting = {
            **HEAD,
            "name": "นายรอง",
            "position": "รองนายกเทศมนตรี",
            "acting_for": "นายกเทศมนตรี",
            "valid_from": "1 ม.ค. 2568",
            "valid_until": "10 ม.ค. 2568",
        }
        admin.post(f"{SIGNATORIES}add/", acting)
        assert executives_on(cast.municipality, date(2025, 1, 5))[0].name == "นายรอง"
        assert executives_on(cast.municipality, date(2025, 1, 11))[0].name == "นายสมชาย ใจดี"

    def test_a_date_that_is_none_is_said_beside_it(self, admin: Client) -> None:
        page = text_of(admin.post(f"{SIGNATORIES}add/", {**HEAD, "valid_from": "เมื่อวาน"}))
        assert 'value="เมื่อวาน"' in page
        assert not Executive.objects.exists()

    def test_dates_in_the_wrong_order_are_refused(self, admin: Client) -> None:
        page = admin.post(f"{SIGNATORIES}add/", {**HEAD, "valid_until": "1 ก.ย. 2567"})
        assert page.status_code == 200
        assert not Executive.objects.exists()

    def test_a_row_entered_by_mistake_is_removed_and_told(self, admin: Client) -> None:
        admin.post(f"{SIGNATORIES}add/", HEAD)
        row = Executive.objects.get()
        admin.post(f"{SIGNATORIES}{row.pk}/remove/")
        assert not Executive.objects.exists()
        assert Event.objects.get(action="signatory-removed").before["name"] == "นายสมชาย ใจดี"

    def test_a_member_reads_them_only(self, officer: Client) -> None:
        assert officer.get(SIGNATORIES).status_code == 200
        assert officer.post(f"{SIGNATORIES}add/", HEAD).status_code == 403
        assert not Executive.objects.exists()
