"""Single cells: item codes, scores, units, titles, and where a torn cell goes on."""

from decimal import Decimal

import pytest

from reports.readers.cover import kind_of
from reports.readers.issues import Issues
from reports.readers.items import find_items, find_scores, instrument_of
from reports.readers.joining import join
from reports.readers.responsible import split_responsible
from tests.reports.readers.years import FRAMES


@pytest.mark.parametrize(
    ("cell", "instrument", "codes"),
    [
        ("i1 ก", "", ["i1"]),
        ("1๑ ก", "", ["i1"]),
        ("1๑๔ ก", "IIT", ["i14"]),
        ("I๑๔ ก", "", ["i14"]),
        ("l2 ก", "", ["i2"]),
        ("๑๐ ก", "IIT", ["i10"]),
        ("๑๐ ก", "", [""]),
        ("๐๓๕ ก", "", ["O35"]),
        ("035 ก", "", ["O35"]),
        ("o ๘ ก", "OIT", ["O8"]),
        ("O๐๘ ก", "OIT", ["O8"]),
        ("ข้อ e7 ก", "EIT", ["e7"]),
        ("(i12) ก", "", ["i12"]),
        ("E๔ ก e๕ ข e๖ ค", "EIT", ["e4", "e5", "e6"]),
        ("นำหน้า\ne๑ ก", "EIT", ["", "e1"]),
        ("ผลของ O๘ และ O๙", "", ["", "O8", "O9"]),
        ("ในปี ๒๕๖๗ มี ๑๒ เรื่อง", "IIT", [""]),
        ("๑ ต.ค. ๖๗", "", [""]),
    ],
)
def test_item_codes_are_found_as_people_type_them(cell, instrument, codes):
    assert [item.code for item in find_items(cell, instrument, FRAMES[2567])] == codes


def test_code_and_title_together_are_the_cell_as_it_was_written():
    items = find_items("E๔ หน่วยงานมีช่องทาง e๕ ประชาสัมพันธ์ชัดเจน", "EIT", FRAMES[2567])
    assert [(item.code_as_written, item.title) for item in items] == [
        ("E๔", "หน่วยงานมีช่องทาง"),
        ("e๕", "ประชาสัมพันธ์ชัดเจน"),
    ]


@pytest.mark.parametrize(
    ("cell", "values", "wrong"),
    [
        ("๙๐.๐๐", [Decimal("90.00")], False),
        ("๘๙.๒๗\n๙๐.๐๐", [Decimal("89.27"), Decimal("90.00")], False),
        ("๙๕.๕ คะแนน", [Decimal("95.50")], False),
        ("90 คะแนน 80 คะแนน", [Decimal("90.00"), Decimal("80.00")], False),
        ("0", [Decimal("0.00")], False),
        ("-", [None], False),
        ("", [], False),
        ("100.01", [None], True),
        ("-5", [None], True),
        ("95,53", [None], True),
        ("ดี", [None], True),
    ],
)
def test_scores_are_numbers_from_0_to_100_and_nothing_else(cell, values, wrong):
    scores = find_scores(cell)
    assert [score.value for score in scores] == values
    assert any(score.wrong for score in scores) is wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("IIT", "IIT"),
        ("แบบวัด EIT", "EIT"),
        ("แบบวัดการเปิดเผยข้อมูลสาธารณะ", "OIT"),
        ("IIT/EIT", ""),
        ("ITA", ""),
    ],
)
def test_instruments_are_known_by_code_and_by_name(text, code):
    assert instrument_of(text) == code


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("สำนักปลัด / ทุกกอง", ("สำนักปลัด", "ทุกกอง")),
        ("เจ้าพนักงานธุรการ นิติกร หัวหน้าสำนักปลัด ปลัด", ("เจ้าพนักงานธุรการ", "นิติกร", "หัวหน้าสำนักปลัด", "ปลัด")),
        ("กองคลัง, กองช่าง และสำนักปลัด", ("กองคลัง", "กองช่าง", "สำนักปลัด")),
        ("- กองคลัง\n- กองช่าง", ("กองคลัง", "กองช่าง")),
        ("กลุ่มงานป้องกัน การทุจริต", ("กลุ่มงานป้องกัน การทุจริต",)),
        ("หัวหน้า สำนักปลัด", ("หัวหน้า สำนักปลัด",)),
        ("ผู้อำนวยการ กองคลัง", ("ผู้อำนวยการ กองคลัง",)),
        ("-", ()),
    ],
)
def test_units_and_positions_are_set_apart(cell, names):
    assert split_responsible(cell) == names


def test_letters_that_stand_together_elsewhere_belong_together():
    known = "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
    assert join("เพื่อเพิ่มประสิทธิ", "ภาพของงาน", page_break=False, known=known) == "เพื่อเพิ่มประสิทธิภาพของงาน"
    assert join("จัดอบรม", "ภาพของงาน", page_break=False, known=known) == "จัดอบรม\nภาพของงาน"


@pytest.mark.parametrize(
    ("upper", "lower", "page_break", "joined"),
    [
        ("เพิ่มประสิทธิ", "ภาพการบริการ", True, "เพิ่มประสิทธิภาพการบริการ"),
        ("จัดอบรมให้แก่", "ประชาชน", False, "จัดอบรมให้แก่ประชาชน"),
        ("ดำเนินการแ", "ล้วเสร็จ", False, "ดำเนินการแล้วเสร็จ"),
        ("ดู (ภาคผนวก ก", "หน้า ๓)", False, "ดู (ภาคผนวก กหน้า ๓)"),
        ("ติดตั้งเ", "รียบร้อย", False, "ติดตั้งเรียบร้อย"),
        ("ทำงา", "์น", False, "ทำงา์น"),
        ("เสร็จแล้ว", "ผลการประเมินดีขึ้น", True, "เสร็จแล้ว\nผลการประเมินดีขึ้น"),
        ("๑. ก", "๒. ข", True, "๑. ก\n๒. ข"),
        ("ครบทุกคน.", "ต่อมา", True, "ครบทุกคน.\nต่อมา"),
        ("", "ข", True, "ข"),
        ("ก", "", True, "ก"),
    ],
)
def test_a_torn_cell_goes_on_inside_a_word_or_sentence_and_else_on_a_new_line(
    upper, lower, page_break, joined
):
    assert join(upper, lower, page_break=page_break) == joined


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "results"),
        ("รายงานผลการดาเนินงานตามมาตรการส่งเสริมคุณธรรม", "results"),
        ("สรุปผลการดำเนินการตามมาตรการส่งเสริมความโปร่งใส", "results"),
        ("รายงานผลการวิเคราะห์ผลการประเมิน ITA", "analysis"),
        ("การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส", "analysis"),
        ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "analysis"),
        ("การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร", "analysis"),
        ("แผนที่ท่องเที่ยว", None),
    ],
)
def test_the_title_tells_the_kind_of_report(title, kind):
    assert kind_of(title)[0] == kind


@pytest.mark.parametrize(
    ("text", "number", "title", "issue"),
    [
        ("ประเด็นที่ ๔ กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ", "ประเด็นที่ ๔", "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ", 4),
        ("ประเด็นที่ 2: การให้บริการและระบบ E - Service", "ประเด็นที่ 2:", "การให้บริการและระบบ E - Service", 2),
        ("๕. สร้างความโปร่งใสในการใช้งบประมาณและจัดซื้อจัดจ้าง", "๕.", "สร้างความโปร่งใสในการใช้งบประมาณและจัดซื้อจัดจ้าง", 5),
        ("ประเด็นที่ ๔ การใช้ทรัพย์สิน", "ประเด็นที่ ๔", "การใช้ทรัพย์สิน", 4),
        ("**การให้บริการและระบบ E-Service**", "", "การให้บริการและระบบ E-Service", 2),
    ],
)  # fmt: skip
def test_an_issues_heading_is_known_despite_spaces_signs_and_short_forms(text, number, title, issue):
    heading = Issues(FRAMES[2568].issues).heading(text)
    assert heading is not None
    assert (heading.number_as_written, heading.title, heading.by_title) == (number, title, issue)


@pytest.mark.parametrize("text", ["จัดทำคู่มือการปฏิบัติงาน", "การป้องกันการทุจริต", "", "๑", "ก" * 5000])
def test_a_measures_title_is_no_issues_heading(text):
    assert Issues(FRAMES[2568].issues).heading(text) is None
