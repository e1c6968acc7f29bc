"""What a list of announced results says, row by row, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest

from municipalities.import_rows import UnreadableFileError
from municipalities.models import Municipality, Province
from municipalities.services import Identity, register_municipalities
from municipalities.succession import become, merge
from national.announcing.rows import Checked, Defaults, check_table
from national.announcing.sheets import template, wrong_rows
from national.announcing.table import MAX_COLUMNS, MAX_ROWS, packed, read_table, unpacked
from tests.cast import CODE, OTHER_CODE, Cast, load_catalogue, make_cast
from tests.national.known import municipalities
from tests.national.lists import HEADINGS, OTHER, ROW, YEAR, as_csv, as_xlsx, checked


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2566, 2567)
    return make_cast()


def problems(found: Checked) -> list[tuple[int, str]]:
    return [(each.row, each.column) for each in found.errors]


def test_a_row_says_what_was_announced_of_a_municipality(cast: Cast) -> None:
    found = checked(ROW)
    assert (found.errors, found.warnings) == ([], [])
    (row,) = found.rows
    assert (row.municipality, row.year, row.number) == (cast.municipality.pk, YEAR, 2)
    assert row.told == {"total": "91.00", "level": "ผ่านดี", "IIT": "90.00", "EIT": "90.00", "OIT": "92.50"}


@pytest.mark.parametrize(
    "headings",
    [
        ("รหัส อปท.", "ชื่อหน่วยงาน", "คะแนนรวม", "ระดับผลการประเมิน", "คะแนน IIT", "แบบวัด EIT", "OIT (40)"),
        ("รหัส", "ชื่อ", "ผลคะแนน ITA", "ระดับ", "IIT (ร้อยละ)", "eit", "คะแนน OIT"),
        ("Code", "Name of the municipality", "Total score", "Rating", "IIT score", "EIT", "OIT"),
    ],
)
def test_columns_are_known_by_many_headings(cast: Cast, headings: tuple[str, ...]) -> None:
    found = checked(ROW, headings=headings)
    assert found.columns.unknown == ()
    assert found.rows[0].told == checked(ROW).rows[0].told


def test_indicators_and_items_are_known_by_number_code_and_name(cast: Cast) -> None:
    headings = ("code", "1", "ตัวชี้วัดที่ ๒", "3. การใช้อำนาจ", "การเปิดเผยข้อมูล", "i1", "O1", "๔")
    found = checked((CODE, "90.5", "๘๐.๒๕", "70", "60", "88.1", "100", "50"), headings=headings)
    assert found.rows[0].told == {
        "1": "90.50", "2": "80.25", "3": "70.00", "9": "60.00", "i1": "88.10", "O1": "100.00", "4": "50.00",
    }  # fmt: skip


def test_headings_may_stand_in_two_rows_below_a_title(cast: Cast) -> None:
    table = read_table(
        "list.xlsx",
        as_xlsx(
            ("ผลการประเมิน ITA",),
            ("รหัส", "คะแนนรวม", "ตัวชี้วัด", None, None),
            (None, None, "1", "2", "3"),
            (CODE, 91, 90.1, 80.2, 70.3),
        ),
    )
    found = check_table(table, Defaults(YEAR))
    assert found.rows[0].told == {"total": "91.00", "1": "90.10", "2": "80.20", "3": "70.30"}
    assert found.rows[0].number == 4


def test_a_spreadsheet_says_the_same_as_text(cast: Cast) -> None:
    line = (99400001, ROW[1], 91, ROW[3], 90.0, 90.000000001, 92.5, date(2025, 8, 29))
    headings = (*HEADINGS, "วันที่ประกาศ")
    table = read_table("list.xlsx", as_xlsx(headings, line))
    (row,) = check_table(table, Defaults(YEAR)).rows
    assert row.told == {**checked(ROW).rows[0].told, "announced_on": "2025-08-29"}
    assert unpacked(packed(table)) == table


def test_every_wrong_cell_is_named_by_row_and_heading(cast: Cast) -> None:
    headings = ("รหัส", "ปี", "คะแนนรวม", "IIT", "สถานะ", "วันที่ประกาศ", "O99")
    found = checked(
        ("99999999", "2567", "90", "", "", "", ""),
        (CODE, "2520", "90", "", "", "", ""),
        (CODE, "2567", "100.01", "เก้าสิบ", "ไม่แน่ใจ", "เมื่อวาน", ""),
        (OTHER_CODE, "2567", "90.125", "", "", "", "5"),
        (OTHER_CODE, "2566", "-", "", "", "", ""),
        ("", "2567", "50", "", "", "", ""),
        headings=headings,
    )
    assert problems(found) == [
        (2, "รหัส"),
        (3, "ปี"),
        (4, "คะแนนรวม"),
        (4, "IIT"),
        (4, "สถานะ"),
        (4, "วันที่ประกาศ"),
        (5, "คะแนนรวม"),
        (5, "O99"),
        (6, "คะแนนรวม"),
        (7, "รหัส"),
    ]
    assert found.rows == []
    assert found.wrong_rows == 6


def test_a_name_of_another_municipality_is_refused_with_both_names(cast: Cast) -> None:
    found = checked((CODE, OTHER[1], *ROW[2:]))
    assert problems(found) == [(2, "name")]
    assert "เทศบาลตำบลตัวอย่าง" in found.errors[0].message
    assert "องค์การบริหารส่วนตำบลบ้านสมมติ" in found.errors[0].message


@pytest.mark.parametrize(
    "name", ["ตัวอย่าง", "ทต.ตัวอย่าง", "เทศบาลตำบล ตัวอย่าง", "เทศบาลตำบลตัวอย่าง อ.เมือง จ.ขอนแก่น"]
)
def test_a_name_may_be_written_short(cast: Cast, name: str) -> None:
    assert problems(checked((CODE, name, *ROW[2:]))) == []


def test_the_same_bare_name_of_another_kind_is_another_municipality(cast: Cast) -> None:
    assert problems(checked((CODE, "อบต.ตัวอย่าง", *ROW[2:]))) == [(2, "name")]


def test_a_code_that_stands_there_twice_is_used_once(cast: Cast) -> None:
    found = checked(ROW, OTHER, ROW)
    assert [row.number for row in found.rows] == [2, 3]
    assert problems(found) == [(4, "code")]


def test_a_former_code_means_the_municipality_of_today(cast: Cast) -> None:
    present = cast.municipality.record_on()
    assert present is not None
    identity = Identity("99400099", "town", "ตัวอย่าง", present.province, present.district)
    become(cast.municipality, identity, date(2025, 6, 1), reason="ประกาศ", actor=cast.system_admin)
    found = checked(ROW, ("99400099", "ทม.ตัวอย่าง", *ROW[2:]))
    assert found.rows[0].municipality == cast.municipality.pk
    assert problems(found) == [(3, "code")]


def test_a_merged_municipality_s_later_results_are_its_successor_s(cast: Cast) -> None:
    merge(cast.other, cast.municipality, date(2024, 3, 1), reason="รวมกัน", actor=cast.system_admin)
    later = checked(OTHER)
    assert [row.municipality for row in later.rows] == [cast.municipality.pk]
    assert [each.row for each in later.warnings] == [2]
    before = checked(OTHER, defaults={"year": 2566})
    assert [row.municipality for row in before.rows] == [cast.other.pk]
    assert problems(checked(ROW, OTHER)) == [(3, "code")]


def test_figures_that_do_not_add_up_are_kept_and_told(cast: Cast) -> None:
    headings = (*HEADINGS, *map(str, range(1, 6)))
    line = (CODE, "", "93.00", "ผ่านดีเยี่ยม", "90.00", "90.00", "92.50", "80", "80", "80", "80", "80")
    found = checked(line, headings=headings)
    assert found.errors == []
    assert [each.column for each in found.warnings] == ["total", "IIT", "level"]
    assert found.rows[0].told["total"] == "93.00"


def test_a_hundredth_is_no_difference(cast: Cast) -> None:
    assert checked((CODE, "", "91.01", *ROW[3:])).warnings == []


def test_a_word_that_is_no_level_of_the_year_is_told(cast: Cast) -> None:
    found = checked((CODE, "", "91.00", "AA", "", "", ""))
    assert [each.column for each in found.warnings] == ["level"]


def test_a_coordinator_announces_the_own_provinces_alone(cast: Cast) -> None:
    other = Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")
    municipalities(1, province=other)
    found = checked(ROW, ("98500000", "", "80", "", "", "", ""), provinces=["99"])
    assert [row.number for row in found.rows] == [2]
    assert problems(found) == [(3, "code")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 no zip",
        b"\x00\x01",
        "ชื่อ,คะแนน\nก,1".encode(),
        "รหัส,ชื่อ\n1,ก".encode(),
        "รหัส,คะแนน,รหัส\n1,2,3".encode(),
        as_csv(("code", "total", *map(str, range(1, 11)), *["x"] * MAX_COLUMNS)),
        b"code,total\n" + b"\n" * (MAX_ROWS + 1),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(cast: Cast, content: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        check_table(read_table("list.csv", content), Defaults(YEAR))


def test_a_spreadsheet_that_unfolds_without_end_costs_nobody_s_page() -> None:
    """One cell at the last corner of the sheet: billions of cells lie between."""
    import io
    import zipfile

    small = as_xlsx(("code", "total"))
    far = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, far if name == "xl/worksheets/sheet1.xml" else source.read(name))
    with pytest.raises(UnreadableFileError):
        read_table("list.xlsx", out.getvalue())


def test_the_template_is_a_list_that_is_understood(cast: Cast) -> None:
    from catalogue.queries import frames_in_force

    frame = frames_in_force()[YEAR]
    table = read_table("template.xlsx", template(frame))
    found = check_table(table, Defaults())
    assert (found.rows, found.errors, found.columns.unknown) == ([], [], ())
    assert set(found.columns.keys) >= {
        "code",
        "year",
        "total",
        "IIT",
        "10",
        "i1",
        "o28",
        "status",
        "announced_on",
    }


def test_wrong_rows_come_as_they_were_and_can_be_handed_in_again(cast: Cast) -> None:
    table = read_table("list.csv", as_csv(HEADINGS, ROW, (OTHER_CODE, OTHER[1], "12x", *OTHER[3:])))
    found = check_table(table, Defaults(YEAR))
    back = read_table("mend.xlsx", wrong_rows(table, found))
    assert back.lines[1][:2] == ("3", f"total: {found.errors[0].message}")
    assert back.lines[1][2:5] == (OTHER_CODE, OTHER[1], "12x")
    again = check_table(back, Defaults(YEAR))
    assert again.columns.unknown == ()
    assert problems(again) == [(2, "total")]


def test_a_whole_country_is_checked_in_few_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    district = cast.municipality.record_on().district  # type: ignore[union-attr]
    assert district is not None
    codes = [f"9941{number:04}" for number in range(300)]
    register_municipalities(
        [Identity(code, "sao", f"บ้าน{code}", district.province, district) for code in codes]
    )
    assert Municipality.objects.count() > 300
    lines = [(code, f"บ้าน{code}", *ROW[2:]) for code in codes]
    checked(ROW)  # the frames of the years are kept from here on
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(checked(*lines).rows) == 300
