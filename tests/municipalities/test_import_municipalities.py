"""`manage.py import_municipalities`: all rows or none, idempotent by code, errors that name row and column."""

import json
import re
from datetime import date, timedelta
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from municipalities.import_rows import MAX_BYTES
from municipalities.models import Kind, Municipality, MunicipalityCode, MunicipalityRecord
from municipalities.services import FormerCodeError, Identity, register_municipalities
from trail.models import Event

pytestmark = pytest.mark.django_db

HEADINGS = "code,kind,name,province,district,website"
SAND = "99810101,subdistrict,ทรายแก้ว,กระบี่,คลองท่อม,https://sand.example"
HILL = "99300201,sao,เขาเขียว,นครราชสีมา,ปักธงชัย,"


@pytest.fixture(autouse=True)
def in_english():
    """The lines are told in the portal's language; here they are compared in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def csv_file(tmp_path):
    def write(*rows, headings=HEADINGS, encoding="utf-8", name="list.csv"):
        path = tmp_path / name
        path.write_bytes("\r\n".join([headings, *rows]).encode(encoding))
        return path

    return write


def run(path, *options):
    out = StringIO()
    call_command("import_municipalities", str(path), *options, stdout=out)
    return out.getvalue().strip()


def refused(path, *options):
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_municipalities", str(path), *options, stdout=out)
    assert "\n" not in str(error.value)
    assert Municipality.objects.count() == 0
    return str(error.value), out.getvalue()


def current(code):
    return MunicipalityRecord.objects.get(code=code, valid_until__isnull=True)


@pytest.mark.parametrize(
    "row",
    [
        "1,subdistrict,ทรายแก้ว,กระบี่,คลองท่อม,",
        "99810101,subdistrict,,กระบี่,คลองท่อม,",
        "99810101,subdistrict,ทรายแก้ว,กระบี่,ปักธงชัย,",
        "99810101,subdistrict,ทรายแก้ว,ไม่มีจังหวัดนี้,คลองท่อม,",
    ],
)
def test_what_is_wrong_is_said_in_thai(csv_file, row):
    with translation.override("th"):
        line, _ = refused(path := csv_file(row))
    assert not re.search(
        "[A-Za-z]{3}", re.sub("code|name|district|province", "", line.replace(str(path), ""))
    )


def test_a_file_is_imported_with_places_kinds_and_websites(csv_file):
    assert run(csv_file(SAND, HILL)) == "2 created, 0 updated, 0 unchanged"
    sand = current("99810101")
    assert (sand.full_name, sand.district.name, sand.province.name) == (
        "เทศบาลตำบลทรายแก้ว",
        "คลองท่อม",
        "กระบี่",
    )
    assert sand.municipality.website == "https://sand.example"
    assert current("99300201").kind == Kind.SAO
    assert "เทศบาลตำบลทรายแก้ว 99810101 คลองท่อม กระบี่" in sand.search_text


def test_importing_again_changes_nothing(csv_file):
    path = csv_file(SAND, HILL)
    run(path)
    rows = list(MunicipalityRecord.objects.order_by("pk").values())
    events = Event.objects.count()
    assert run(path) == "0 created, 0 updated, 2 unchanged"
    assert list(MunicipalityRecord.objects.order_by("pk").values()) == rows
    assert Event.objects.count() == events


def test_a_dry_run_counts_and_writes_nothing(csv_file):
    assert (
        run(csv_file(SAND), "--dry-run") == "1 created, 0 updated, 0 unchanged (dry run, nothing was written)"
    )
    assert Municipality.objects.count() == 0


def test_json_is_one_object_and_nothing_else(csv_file):
    answer = json.loads(run(csv_file(SAND), "--json"))
    assert answer == {"created": 1, "updated": 0, "unchanged": 0, "warnings": [], "dry_run": False}


def test_thai_headings_kinds_digits_and_written_out_places_are_understood(csv_file):
    path = csv_file(
        "ทต.,๙๙๘๑๐๑๐๑,เทศบาลตำบลทรายแก้ว,อ.คลองท่อม,จ.กระบี่,www.sand.example",
        "องค์การบริหารส่วนจังหวัด,99810001,อบจ.กระบี่,,จังหวัดกระบี่,-",
        "เทศบาลเมือง,99400102,ดอกไม้,อำเภอเมือง,ขอนแก่น,",
        headings="ประเภท,รหัส อปท.,ชื่อหน่วยงาน,อำเภอ,จังหวัด,เว็บไซต์",
    )
    assert run(path) == "3 created, 0 updated, 0 unchanged"
    assert current("99810101").full_name == "เทศบาลตำบลทรายแก้ว"
    assert current("99810101").municipality.website == "https://www.sand.example"
    assert (current("99810001").kind, current("99810001").district) == (Kind.PAO, None)
    assert current("99400102").district.name == "เมืองขอนแก่น"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_csv_in_the_encodings_that_spreadsheets_save_is_read(csv_file, encoding):
    assert run(csv_file(SAND, encoding=encoding)).startswith("1 created")
    assert current("99810101").name == "ทรายแก้ว"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_recognised(csv_file, delimiter):
    path = csv_file(SAND.replace(",", delimiter), headings=HEADINGS.replace(",", delimiter))
    assert run(path).startswith("1 created")


def test_xlsx_is_read_and_a_lost_leading_zero_comes_back(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADINGS.split(","))
    workbook.active.append([5301406, "subdistrict", "ปักธงขาว", "นครราชสีมา", "ปักธงชัย", None])
    path = tmp_path / "list.xlsx"
    workbook.save(path)
    assert run(path).startswith("1 created")
    assert current("05301406").name == "ปักธงขาว"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",subdistrict,ก,กระบี่,คลองท่อม,", "row 2, column code: is empty"),
        (
            "12AB,subdistrict,ก,กระบี่,คลองท่อม,",
            "row 2, column code: 12AB is no code: it has 8 digits",
        ),
        ("99810101,hamlet,ก,กระบี่,คลองท่อม,", "row 2, column kind: hamlet is none of city, town,"),
        ("99810101,,ก,กระบี่,คลองท่อม,", "row 2, column kind: is empty"),
        ("99810101,subdistrict,,กระบี่,คลองท่อม,", "row 2, column name: is empty"),
        ("99810101,subdistrict,ก,,คลองท่อม,", "row 2, column province: is empty"),
        (
            "99810101,subdistrict,ก,กระบือ,คลองท่อม,",
            "row 2, column province: there is no province กระบือ",
        ),
        ("99810101,subdistrict,ก,กระบี่,,", "row 2, column district: is empty"),
        (
            "99810101,subdistrict,ก,กระบี่,พนมทวน,",
            "row 2, column district: กระบี่ has no district พนมทวน; it is in กาญจนบุรี",
        ),
        (
            "99810101,town,เทศบาลตำบลก,กระบี่,คลองท่อม,",
            "row 2, column name: เทศบาลตำบลก is no เทศบาลเมือง",
        ),
        ("99810101,town,ก,กระบี่,คลองท่อม,not an address", "row 2, column website: not an address is no"),
        ("99810101,town,ก,กระบี่,คลองท่อม,javascript://x", "row 2, column website: javascript://x is no"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(csv_file, row, message):
    line, _ = refused(csv_file(row))
    assert message in line


def test_one_wrong_row_keeps_every_row_out_and_all_problems_are_listed(csv_file):
    path = csv_file(SAND, "99810102,hamlet,ข,กระบือ,คลองท่อม,", SAND)
    line, listed = refused(path)
    assert line.endswith("(and 2 more)")
    assert listed.splitlines() == [
        "row 3, column kind: hamlet is none of city, town, subdistrict, sao, pao, special",
        "row 3, column province: there is no province กระบือ",
        "row 4, column code: 99810101 stands in row 2 already",
    ]


def test_with_json_the_problems_are_one_object(csv_file):
    _, listed = refused(csv_file("99810101,town,ก,กระบือ,คลองท่อม,"), "--json")
    assert json.loads(listed) == {
        "errors": [{"row": 2, "column": "province", "message": "there is no province กระบือ"}]
    }


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "list.csv", "is empty"),
        (b"\x89PNG\x00\x01", "list.csv", "is neither CSV text nor XLSX"),
        (b"PK\x03\x04 broken", "list.xlsx", "cannot be read as XLSX"),
        (b"code,kind,name", "list.xlsx", "is not an XLSX file"),
        (b"code,name\n1,2", "list.csv", "the first row has no column province"),
        (b"code,code,name,province\n", "list.csv", "column code is there twice"),
        (b'code,name,province\n"1,2', "list.csv", "is not valid CSV"),
        (b"x" * (MAX_BYTES + 1), "list.csv", "is larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_one_line(tmp_path, content, name, message):
    path = tmp_path / name
    path.write_bytes(content)
    line, _ = refused(path)
    assert line.startswith(f"{path}: ")
    assert message in line


def test_a_file_that_does_not_exist_is_named(tmp_path):
    line, _ = refused(tmp_path / "nowhere.csv")
    assert line.startswith("There is no such file")
    assert line.endswith("nowhere.csv")


def test_a_column_nobody_knows_and_a_file_without_rows_are_noted(csv_file):
    path = csv_file(f"{SAND},5", headings=f"{HEADINGS},population")
    assert "Note: column population is not known and was left out" in run(path)
    assert "Note: the file has no rows below its headings" in run(csv_file())


def test_a_changed_name_begins_a_new_row_and_the_old_one_stays_for_its_time(csv_file):
    run(csv_file(SAND))
    renamed = csv_file(SAND.replace("ทรายแก้ว", "ทรายทอง"))
    assert run(renamed) == "0 created, 1 updated, 0 unchanged"
    assert run(renamed) == "0 created, 0 updated, 1 unchanged"
    municipality = MunicipalityCode.objects.get(code="99810101").municipality
    now = current("99810101")
    assert now.name == "ทรายทอง"
    assert municipality.record_on(now.valid_from - timedelta(days=1)).name == "ทรายแก้ว"
    assert municipality.record_on(date(2020, 1, 1)).name == "ทรายแก้ว"
    changed = Event.objects.get(action="municipality-changed")
    assert (changed.before, changed.after) == ({"name": "ทรายแก้ว"}, {"name": "ทรายทอง"})


def test_an_empty_website_keeps_the_known_one(csv_file):
    run(csv_file(SAND))
    assert run(csv_file(SAND.replace("https://sand.example", ""))) == "0 created, 0 updated, 1 unchanged"
    assert current("99810101").municipality.website == "https://sand.example"
    assert run(csv_file(SAND.replace("sand.", "new."))) == "0 created, 1 updated, 0 unchanged"
    assert current("99810101").municipality.website == "https://new.example"
    assert MunicipalityRecord.objects.count() == 1


def test_a_new_code_for_a_known_name_in_the_same_district_is_worth_a_note(csv_file):
    run(csv_file(SAND))
    said = run(csv_file(SAND.replace("99810101,subdistrict", "99810199,town")))
    assert "row 2, column code: ทรายแก้ว in that district is known by the code 99810101" in said


def test_a_former_code_is_refused(csv_file):
    run(csv_file(SAND))
    old = current("99810101")
    municipality = old.municipality
    old.valid_until = date(2026, 9, 30)
    old.save()
    MunicipalityCode.objects.create(code="99810199", municipality=municipality)
    MunicipalityRecord.objects.create(
        municipality=municipality,
        code_id="99810199",
        kind=Kind.TOWN,
        name="ทรายแก้ว",
        province=old.province,
        valid_from=date(2026, 10, 1),
    )
    with pytest.raises(CommandError, match="99810101 is a former code; the present one is 99810199"):
        run(csv_file(SAND))
    with pytest.raises(FormerCodeError):
        register_municipalities([Identity("99810101", Kind.TOWN, "ทรายแก้ว", old.province)])


def test_a_national_list_of_thousands_is_imported_in_one_go(csv_file):
    rows = [f"99{n:06d},sao,ตัวอย่าง {n},กระบี่,คลองท่อม," for n in range(2000)]
    assert run(csv_file(*rows)) == "2000 created, 0 updated, 0 unchanged"
    assert run(csv_file(*rows)) == "0 created, 0 updated, 2000 unchanged"
