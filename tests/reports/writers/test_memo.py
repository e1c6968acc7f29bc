"""The memo to the executive: the official form, the facts of the report, and nothing that it does not say."""

import io
from dataclasses import replace
from datetime import date

import docx
import pypdf
import pytest

from reports.document import Signature
from reports.formats.json_form import dumps
from reports.memo.contents import memo_of
from reports.memo.docx import write_memo_docx
from reports.memo.paper import write_memo_pdf
from reports.rendering import Renderer
from tests.reports.writers.demo import PLAN, RESULTS

HEAD = Signature("นายตัวอย่าง ใจดี", "นายกเทศมนตรีตำบลท่าน้ำใส")
CLERK = Signature("นางอรุณี พร้อมตรวจ", "ปลัดเทศบาล")


def said(document):
    memo = memo_of(document)
    return "\n".join(each for part in memo.parts for each in part.paragraphs).replace("\u00a0", " ")


def test_it_is_addressed_to_the_head_and_asks_for_what_is_needed():
    memo = memo_of(replace(RESULTS, signatures=(CLERK, HEAD)))
    assert memo.to == "นายกเทศมนตรีตำบลท่าน้ำใส"
    assert memo.subject.startswith("ขออนุมัติรายงานผลการดำเนินการ")
    assert "\n" not in memo.subject
    assert [each.signature.name for each in memo.opinions] == ["นางอรุณี พร้อมตรวจ", "นายตัวอย่าง ใจดี"]
    assert "ITAS" in said(RESULTS)


def test_who_acts_for_the_head_signs_and_the_memo_still_goes_to_the_head():
    acting = Signature("นางอรุณี พร้อมตรวจ", "ปลัดเทศบาล", acting_for="นายกเทศมนตรีตำบลท่าน้ำใส")
    memo = memo_of(replace(RESULTS, signatures=(acting,)))
    assert memo.to == "นายกเทศมนตรีตำบลท่าน้ำใส"
    assert memo.opinions[1].signature == acting


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("subdistrict", "นายกเทศมนตรีตำบล"),
        ("town", "นายกเทศมนตรีเมือง"),
        ("sao", "นายกองค์การบริหารส่วนตำบล"),
        ("pao", "นายกองค์การบริหารส่วนจังหวัด"),
    ],
)
def test_without_signatories_the_offices_stand_there_to_be_filled_in(kind, head):
    who = replace(RESULTS.municipality, kind=kind)
    memo = memo_of(replace(RESULTS, municipality=who, signatures=()))
    assert memo.to == f"{head}{who.name}"
    assert all(not each.signature.name for each in memo.opinions)


def test_the_department_is_left_to_write_where_nobody_said_it():
    assert memo_of(RESULTS).agency.startswith("....")
    assert memo_of(RESULTS, "สำนักปลัดเทศบาล").agency.startswith("สำนักปลัดเทศบาล เทศบาล")


def test_number_and_date_are_in_the_digits_of_the_report():
    memo = memo_of(replace(RESULTS, number="ขก 72301/145", dated=date(2026, 10, 9)))
    assert (memo.number, memo.day) == ("ขก ๗๒๓๐๑/๑๔๕", "๙ ตุลาคม ๒๕๖๙")


def test_its_figures_are_those_of_the_report_in_its_digits():
    text = said(RESULTS)
    count = str(RESULTS.measure_count).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert f"{count} มาตรการ" in text
    assert "๙๓.๙๐ คะแนน" in text
    arabic = replace(RESULTS, layout=replace(RESULTS.layout, digits="arabic"))
    assert f"{RESULTS.measure_count} มาตรการ" in said(arabic)


def test_an_analysis_speaks_of_what_is_planned_and_not_of_results():
    assert "รายงานผลการดำเนินการแล้ว" not in said(PLAN)
    assert "กำหนดมาตรการทั้งหมด" in said(PLAN)


def test_a_report_without_figures_states_none():
    bare = replace(RESULTS, result=replace(RESULTS.result, total=None, total_computed=None))
    assert "คะแนนรวม" not in said(bare)


def test_the_word_file_is_the_official_form_in_order():
    document = replace(RESULTS, number="ทข ๗๑๘๐๑/๑๒๓", dated=date(2026, 3, 20), signatures=(CLERK, HEAD))
    file = docx.Document(io.BytesIO(write_memo_docx(document)))
    lines = [each.text for each in file.paragraphs]
    heads = [
        next(line for line in lines if line.startswith(label)) for label in ("ส่วนราชการ", "ที่", "เรื่อง", "เรียน")
    ]
    assert [lines.index(each) for each in heads] == sorted(lines.index(each) for each in heads)
    assert lines[0] == "บันทึกข้อความ"
    assert "ทข ๗๑๘๐๑/๑๒๓" in heads[1]
    assert "๒๐ มีนาคม ๒๕๖๙" in heads[1]
    decided = [cell.text for cell in file.tables[0].rows[0].cells]
    assert "นางอรุณี พร้อมตรวจ" in decided[0]
    assert "นายตัวอย่าง ใจดี" in decided[1]


def test_the_same_report_gives_the_same_bytes():
    assert write_memo_docx(RESULTS) == write_memo_docx(RESULTS)


@pytest.fixture(scope="module")
def printed():
    return write_memo_pdf(replace(RESULTS, signatures=(CLERK, HEAD)))


def test_the_pdf_is_tagged_and_fits_one_page(printed):
    assert (printed.variant, printed.notice, printed.pages) == ("pdf/ua-1", "", 1)
    text = "".join(pypdf.PdfReader(io.BytesIO(printed.data)).pages[0].extract_text().split())
    for words in ("บันทึกข้อความ", "นายกเทศมนตรีตำบลท่าน้ำใส", "จึงเรียนมาเพื่อโปรดพิจารณา", "(นางอรุณีพร้อมตรวจ)"):
        assert words in text


def test_the_rendering_process_makes_the_same_pdf(printed):
    with Renderer(timeout=600) as renderer:
        made = renderer.render(dumps(replace(RESULTS, signatures=(CLERK, HEAD))), memo=True)
    assert made == printed
