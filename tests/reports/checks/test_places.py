"""Places: the district lies in its province, and the own address is the own one."""

from dataclasses import replace

import pytest

from reports.checks.finding import Finding
from reports.document import Municipality
from tests.reports.checks.drafts import findings, results_report, with_intro

OWN = Municipality(name="หนองตะไก้", kind="subdistrict", district="หนองหงส์", province="บุรีรัมย์")


def found(text: str, own: Municipality = OWN) -> list[Finding]:
    return findings(replace(with_intro(text), municipality=own), "place")


@pytest.mark.parametrize(
    "text",
    [
        "เทศบาลตำบลหนองตะไก้ อำเภอหนองหงส์ จังหวัดบุรีรัมย์",
        "เทศบาลตำบลหนองตะไก้ อ.หนองหงส์ จ.บุรีรัมย์",
        "ทต.หนองตะไก้ ตำบลหนองตะไก้ อำเภอ หนอง หงส์ จังหวัด บุรีรัมย์ ๓๑๒๔๐",
        "ศึกษาดูงาน ณ เทศบาลตำบลบ้านแพ้ว อำเภอบ้านแพ้ว จังหวัดสมุทรสาคร",
        "ประสานสำนักงานท้องถิ่นอำเภอและจังหวัดบุรีรัมย์",
        "ประชุมที่ว่าการอำเภอเมือง จังหวัดบุรีรัมย์",
        "หัวหน้าส่วนราชการระดับอำเภอ จังหวัด และส่วนกลาง",
        "อำเภอสมมตินคร จังหวัดบุรีรัมย์",
        "เทศบาลตำบลหนองตะไก้ เข้ารับรางวัลที่อำเภอเมือง จังหวัดตรัง",
        "เทศบาลตำบลหนองตะไก้ เดินทางไปอำเภอนางรอง จังหวัดบุรีรัมย์",
    ],
)
def test_right_addresses_and_those_of_others_are_no_mistake(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quote", "hint"),
    [
        ("ตั้งอยู่อำเภอคลองท่อม จังหวัดพังงา", "คลองท่อม", "กระบี่"),
        ("อ.บ้านแพ้ว จ.สมุทรปราการ", "บ้านแพ้ว", "สมุทรสาคร"),
        ("เทศบาลตำบลหนองตะไก้ อำเภอเมืองตรัง จังหวัดกระบี่", "เมืองตรัง", "ตรัง"),
    ],
)
def test_a_district_of_another_province_is_an_error(text: str, quote: str, hint: str) -> None:
    (each,) = found(text)
    assert (each.severity, each.where.quote, each.replacement) == ("error", quote, None)
    assert hint in each.fix


def test_a_misspelt_district_is_mended() -> None:
    (each,) = found("อำเภอหนองหงษ์ จังหวัดบุรีรัมย์")
    assert (each.severity, each.replacement) == ("error", "หนองหงส์")


def test_another_district_in_the_own_address_is_mended() -> None:
    (each,) = found("เทศบาลตำบลหนองตะไก้ อำเภอนางรอง จังหวัดบุรีรัมย์")
    assert (each.where.quote, each.replacement) == ("นางรอง", "หนองหงส์")
    (each,) = found("เทศบาลตำบลหนองตะไก้ อำเภอนางรอง มีคำสั่ง")
    assert (each.where.quote, each.replacement) == ("นางรอง", "หนองหงส์")


def test_another_province_in_the_own_address_is_mended() -> None:
    (each,) = found("เทศบาลตำบลหนองตะไก้ อำเภอคลองท่อม จังหวัดกระบี่")
    assert (each.where.quote, each.replacement) == ("กระบี่", "บุรีรัมย์")
    address = "เทศบาลตำบลหนองตะไก้ เลขที่ ๙๙ หมู่ที่ ๔ ตำบลหนองตะไก้ อำเภอเมือง จังหวัดกระบี่"
    (each,) = found(address)
    assert each.where.quote == "กระบี่"


def test_a_register_with_a_district_of_another_province_is_told_once() -> None:
    own = replace(OWN, province="กระบี่")
    (each,) = findings(results_report(municipality=own), "place")
    assert (each.severity, each.where.field) == ("error", "municipality")
    (each,) = found("เทศบาลตำบลหนองตะไก้ อำเภอหนองหงส์ จังหวัดกระบี่", own)
    assert each.where.quote == "หนองหงส์"


def test_without_an_own_address_only_the_pair_is_judged() -> None:
    own = Municipality(name="หนองตะไก้", kind="subdistrict")
    assert found("เทศบาลตำบลหนองตะไก้ อำเภอนางรอง จังหวัดบุรีรัมย์", own) == []
