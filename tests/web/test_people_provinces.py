"""A coordinator's province: who is missing where, and a sheet of links to begin with."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from municipalities.models import District, Invitation, MunicipalityCode, Province
from municipalities.services import Identity, register_municipalities
from tests.cast import OTHER_CODE, Cast, sign_in

PROVINCE, SLIPS = "/province/", "/province/slips/"


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return sign_in(Client(), cast.coordinator)


def text_of(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def links(page: str) -> list[str]:
    return re.findall(r"(/invitation/[\w-]+/)<", page)


def test_work_of_a_coordinator_is_the_province(coordinator: Client) -> None:
    assert coordinator.get("/m/").url == PROVINCE


def test_it_names_who_holds_the_roles_and_who_is_missing(coordinator: Client) -> None:
    page = text_of(coordinator.get(PROVINCE))
    assert "สมใจ รักงาน" in page
    assert "1 หน่วยงานยังขาดผู้รับหน้าที่" in page
    missing = text_of(coordinator.get(PROVINCE, {"show": "missing"}))
    assert "บ้านสมมติ" in missing
    assert "สมใจ รักงาน" not in missing


def test_another_province_does_not_exist(coordinator: Client, cast: Cast) -> None:
    Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")
    assert coordinator.get(PROVINCE, {"code": "98"}).status_code == 404
    assert coordinator.post(SLIPS, {"code": "98"}).status_code == 404


def test_a_coordinator_onboards_a_municipality_of_the_province(coordinator: Client, cast: Cast) -> None:
    other = MunicipalityCode.objects.get(municipality=cast.other).code
    fields = {"name": "คนแรก", "email": "first@example.org", "role": "municipality_admin", "way": "mail"}
    assert coordinator.post(f"/m/{other}/people/invite/", fields).status_code == 302
    assert Invitation.objects.get().municipality == cast.other


def test_a_sheet_has_one_link_for_each_that_lacks_an_administrator(coordinator: Client, cast: Cast) -> None:
    chosen = [cast.municipality.pk, cast.other.pk]
    page = text_of(coordinator.post(SLIPS, {"code": "99", "municipality": chosen}))
    assert len(links(page)) == 1
    assert "บ้านสมมติ" in page
    fields = {
        "name": "คนแรก",
        "email": "first@example.org",
        "password": "a-new-word-1",
        "again": "a-new-word-1",
    }
    newcomer = Client()
    assert newcomer.post(links(page)[0], fields).status_code == 302
    assert newcomer.get(f"/m/{OTHER_CODE}/people/").status_code == 200


def test_a_second_sheet_replaces_the_first(coordinator: Client, client: Client, cast: Cast) -> None:
    fields = {"code": "99", "municipality": [cast.other.pk]}
    first, second = (links(text_of(coordinator.post(SLIPS, fields)))[0] for _time in range(2))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert Invitation.objects.count() == 1


def test_a_slip_takes_nobodys_address(coordinator: Client, client: Client, cast: Cast) -> None:
    page = text_of(coordinator.post(SLIPS, {"code": "99", "municipality": [cast.other.pk]}))
    word = "a-new-word-1"
    fields = {"name": "ก", "email": "officer@example.org", "password": word, "again": word}
    said = text_of(client.post(links(page)[0], fields))
    assert "มีบัญชีอยู่แล้ว" in said
    assert Invitation.objects.get().state == "open"


def test_nothing_chosen_and_nonsense_make_no_sheet(coordinator: Client) -> None:
    for chosen in ([], ["x", "999999"]):
        assert coordinator.post(SLIPS, {"code": "99", "municipality": chosen}).status_code == 302
    assert not Invitation.objects.exists()


def test_a_system_admin_chooses_among_the_provinces(cast: Cast) -> None:
    page = text_of(sign_in(Client(), cast.system_admin).get(PROVINCE))
    assert "ขอนแก่น" in page


def test_it_asks_as_often_for_many_municipalities(coordinator: Client, cast: Cast) -> None:
    coordinator.get(PROVINCE)  # what happens once for each session
    counts = []
    district = District.objects.get()
    for first, more in ((1, 1), (10, 30)):
        register_municipalities(
            Identity(f"9940{number:04}", "sao", f"บ้าน{number}", district.province, district)
            for number in range(first * 100, first * 100 + more)
        )
        with CaptureQueriesContext(connection) as found:
            assert coordinator.get(PROVINCE).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]
