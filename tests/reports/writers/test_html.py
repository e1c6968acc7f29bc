"""The report as a page: whole, alone, safe, and true to what was written."""

import itertools
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from lxml import html

from ita_portal.thai.periods import Period
from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Block,
    Document,
    IndicatorScore,
    Measure,
    Result,
    Section,
)
from reports.layouts import OUTPUT_OUTCOME, STEPS_FIRST, Column, Layout
from reports.writers.assets import PREFIX, assets, stylesheet_name
from reports.writers.html import Imprint, write_body, write_html
from tests.fidelity import table_rows, visible_text
from tests.reports.writers.demo import ANALYSIS_ROWS, LOANS, PLAN, RESULTS

IMPRINT = Imprint.of(
    "https://portal.example/r/99010101/results/2568/v2/", 2, date(2026, 3, 20), "0123456789abcdef" * 4
)
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> javascript:alert(3) "><svg onload=alert(4)>'


def page(document: Document, **options: object) -> html.HtmlElement:
    return html.document_fromstring(write_html(document, **options).decode())


def said(document: Document, **options: object) -> str:
    return " ".join(visible_text(write_html(document, **options).decode()).split())


def test_the_page_says_its_language_and_title_and_loads_nothing():
    tree = page(RESULTS)
    assert tree.get("lang") == "th"
    assert tree.findtext("head/title").startswith("รายงานผลการดำเนินการ")
    assert not tree.xpath(
        "//script | //link | //iframe | //object | //@style | //@*[starts-with(name(), 'on')]"
    )
    style = tree.findtext("head/style")
    assert set(re.findall(r"url\(\"?(\w+:?)", style)) == {"data:"}
    assert not re.search(r"@import|https?://", style)


def test_a_linked_page_uses_only_files_named_by_their_content():
    tree = page(RESULTS, assets="link")
    assert tree.xpath("//link/@href") == [PREFIX + stylesheet_name()]
    files = assets()
    assert all(name.split(".")[0] == sha256(data).hexdigest() for name, data in files.items())
    fonts = set(re.findall(r'url\("([^"]+)"\)', files[stylesheet_name()].decode()))
    assert fonts == set(files) - {stylesheet_name()}


def test_the_same_document_gives_the_same_bytes():
    assert write_html(RESULTS, imprint=IMPRINT) == write_html(RESULTS, imprint=IMPRINT)


def test_the_preview_is_the_page_itself():
    assert write_body(PLAN) in write_html(PLAN).decode()


def test_scripts_in_a_cell_come_out_as_visible_text():
    measure = Measure(title=HOSTILE, outcome=HOSTILE, extra=((HOSTILE, HOSTILE),), responsible=(HOSTILE,))
    document = replace(
        RESULTS, title=HOSTILE, before=(Block("heading", HOSTILE, 2), Block("paragraph", HOSTILE)),
        sections=(Section(1, HOSTILE, heading_as_written=HOSTILE, measures=(measure,)),),
    )  # fmt: skip
    tree = page(document, imprint=replace(IMPRINT, qr_svg="<svg><script>1</script></svg>"))
    assert not tree.xpath("//script | //img | //*[@onerror] | //*[@onload]")
    assert "<script>alert(1)</script>" in visible_text(write_html(document).decode())
    assert all(address.startswith(("#", "https://", "http://")) for address in tree.xpath("//a/@href"))


def test_links_open_without_telling_where_from_and_only_to_the_web():
    links = page(RESULTS).xpath("//article//a[starts-with(@href, 'http')]")
    assert "https://www.example.go.th/ita/2568/cars" in [each.get("href") for each in links]
    assert {each.get("rel") for each in links} == {"nofollow noopener"}


def test_private_evidence_prints_its_title_and_not_its_address():
    text = write_html(RESULTS).decode()
    assert "หนังสือแจ้งเวียน" in text
    assert "intranet" not in text
    assert "https://www.example.go.th/ita/loans.xlsx" in text


def test_stored_numbers_follow_the_layout_and_typed_text_never_does():
    measure = replace(LOANS, period=Period("ไตรมาส 1 - ๒"), output="แจ้ง 3 ครั้ง ๔ คน")
    document = replace(RESULTS, sections=(Section(4, "การใช้ทรัพย์สิน", measures=(measure,)),))
    thai, arabic = said(document), said(replace(document, layout=replace(document.layout, digits="arabic")))
    assert "๙๓.๙๐" in thai
    assert "93.90" in arabic
    assert "๙๓.๙๐" not in arabic
    for text in (thai, arabic):
        assert "ไตรมาส 1 - ๒" in text
        assert "แจ้ง 3 ครั้ง ๔ คน" in text


def test_what_was_written_prints_and_not_what_it_was_resolved_to():
    row = IndicatorScore(
        4, "การใช้ทรัพย์สินของราชการ", "IIT", Decimal("64.80"), no_as_written="๔", level_as_written="ผ่านดี",
        name_as_written="การใช้ทรัพย์สินของทางราชการ", score_as_written="๖๔.๘๐", level_computed="ต้องปรับปรุงโดยด่วน", line=30,
    )  # fmt: skip
    found = table_rows(write_html(replace(RESULTS, result=Result(year=2567, indicators=(row,)))).decode())[0]
    assert found.under("ตัวชี้วัด") == "การใช้ทรัพย์สินของทางราชการ"
    assert found.under("ผลการประเมิน") == "ผ่านดี"
    assert found.under("คะแนน") == "๖๔.๘๐"


def test_announced_and_computed_figures_stand_side_by_side_when_they_differ():
    result = replace(RESULTS.result, total=Decimal("93.91"), level="ผ่าน", total_before=None)
    text = said(replace(RESULTS, result=result))
    assert "คะแนนรวมตามประกาศคือ ๙๓.๙๑ ส่วนที่คำนวณจากตัวชี้วัดได้ ๙๓.๙๐" in text
    assert "ระดับที่ระบุคือผ่าน ส่วนระดับตามเกณฑ์คือผ่านดี" in text
    assert "ตามประกาศคือ" not in said(RESULTS)


def test_a_level_is_explained_by_the_total_and_the_instruments():
    assert "ได้ระดับผ่านดี เพราะคะแนนรวม ๙๓.๙๐ ไม่น้อยกว่า ๘๕.๐๐ และทุกเครื่องมือไม่น้อยกว่า ๘๕.๐๐" in said(RESULTS)
    weak = tuple(
        replace(each, score=Decimal("84.99")) if each.code == "EIT" else each
        for each in RESULTS.result.instruments
    )
    result = replace(RESULTS.result, level="ผ่าน", level_computed="ผ่าน", instruments=weak)
    assert "แต่ EIT ได้ ๘๔.๙๙ ต่ำกว่า ๘๕.๐๐ จึงไม่ถึงระดับผ่านดี" in said(replace(RESULTS, result=result))
    low = replace(
        RESULTS.result, total=Decimal("69.99"), level="ต้องปรับปรุงโดยด่วน", level_computed="ต้องปรับปรุงโดยด่วน"
    )
    assert "เพราะคะแนนรวม ๖๙.๙๙ ต่ำกว่า ๗๐.๐๐" in said(replace(RESULTS, result=low))


def test_an_analysis_row_is_one_printed_row_with_a_score_for_each_item():
    rows = table_rows(write_html(PLAN).decode())
    row = next(each for each in rows if "เท่าเทียมกัน" in each.under("ข้อคำถาม"))
    assert row.under("คะแนน").split() == ["๙๔.๑๐", "๙๕.๓๕"]
    assert row.under("เครื่องมือการประเมิน") == "IIT"
    assert "น้ำท่วม" in row.under("การวิเคราะห์ผลการประเมิน")
    resolved = next(
        each
        for each in rows
        if each.under("คะแนน") == "๕๐.๐๐" and "การวิเคราะห์ผลการประเมิน" in dict(each.cells)
    )
    assert resolved.under("ข้อคำถาม") == "O๑๒ แผนการจัดซื้อจัดจ้าง"


def test_rows_of_one_issue_stand_together_under_its_heading():
    tree = page(replace(PLAN, sections=()))
    headings = [each.text_content() for each in tree.xpath("//h3[starts-with(@id, 'r-a')]")]
    assert headings == [
        "ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
        "ประเด็นที่ ๒ การให้บริการและระบบ E-Service",
    ]
    again = AnalysisRow(
        issue=1,
        number_as_written="ประเด็นที่ ๑",
        heading_as_written="ซ้ำ",
        items=(AnalysisItem(title_as_written="ก"),),
    )
    tree = page(replace(PLAN, sections=(), analysis=(*ANALYSIS_ROWS, again)))
    assert len(tree.xpath("//h3[starts-with(@id, 'r-a')]")) == 3


def test_a_cover_that_was_imported_with_the_text_is_not_printed_twice():
    lines = (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "เทศบาลตำบลท่าน้ำใส อำเภอเมืองขอนแก่น จังหวัดขอนแก่น",
        "ข้อความนำของรายงาน",
    )
    text = said(replace(RESULTS, before=tuple(Block("paragraph", line) for line in lines)))
    assert text.count("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘") == 1
    assert "ข้อความนำของรายงาน" in text


def test_the_standard_sentence_stands_where_nothing_was_written_and_only_there():
    assert "จึงขอรายงานผลการดำเนินการ ดังนี้" in said(RESULTS)
    assert "จึงขอรายงานผลการดำเนินการ ดังนี้" not in said(
        replace(RESULTS, before=(Block("paragraph", "ความเป็นมา"),))
    )
    own = replace(OUTPUT_OUTCOME, intro="คำนำของเทศบาล")
    assert "คำนำของเทศบาล" in said(replace(RESULTS, layout=own))


def test_the_three_years_are_told_apart_and_the_own_one_is_marked():
    cells = page(RESULTS).xpath("//ul[@class='years']/li")
    assert ["".join(each.itertext()) for each in cells] == [
        "ปีที่นำผลมาวิเคราะห์ ITA ปี ๒๕๖๗", "ปีที่ดำเนินมาตรการ (รายงานฉบับนี้) ปีงบประมาณ ๒๕๖๘", "ปีที่ใช้รับการประเมิน ITA ปี ๒๕๖๙",
    ]  # fmt: skip
    assert cells[1].get("class") == "is-main"


def test_a_published_page_carries_its_seal_and_a_draft_says_so():
    tree = page(RESULTS, imprint=IMPRINT)
    assert tree.xpath("//div[@class='seal']//a/@href") == [IMPRINT.url]
    assert IMPRINT.sha256 in "".join("".join(tree.xpath("//dl//span/text()")).split())
    assert tree.xpath("//div[@class='qr'][@role='img'][@aria-label]/svg")
    assert "ฉบับร่าง" not in said(RESULTS, imprint=IMPRINT)
    assert "ฉบับร่าง" in said(RESULTS)


def test_an_imprint_has_a_web_address():
    with pytest.raises(ValueError, match="web address"):
        replace(IMPRINT, url="javascript:alert(1)")


def test_wide_tables_keep_their_roles_and_names_when_a_phone_stacks_them():
    tables = page(RESULTS).xpath("//table[contains(@class, 'mtable')]")
    assert tables
    for table in tables:
        assert table.get("role") == "table"
        assert all(
            each.get("role") in {"cell", "rowheader"} for each in table.xpath(".//tbody//td | .//tbody//th")
        )
        assert all(each.get("data-label") for each in table.xpath(".//tbody//td"))
        assert all(each.get("scope") == "col" for each in table.xpath(".//thead//th"))


def test_no_anchor_is_used_twice_and_every_link_within_the_page_arrives():
    for document in (RESULTS, PLAN):
        tree = page(document)
        anchors = tree.xpath("//@id")
        assert len(anchors) == len(set(anchors))
        assert {address[1:] for address in tree.xpath("//a/@href") if address.startswith("#")} <= set(anchors)


def test_no_level_of_headings_is_left_out():
    blocks = (Block("heading", "ข้อย่อย", 4), Block("heading", "ข้อใหญ่", 2), Block("heading", "ข้อย่อย", 4))
    for level in (1, 2):
        tree = html.document_fromstring(write_body(replace(PLAN, before=blocks), heading_level=level))
        levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == level
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_nothing_that_breaks_words_is_put_into_the_text():
    text = write_html(RESULTS).decode()
    assert not re.search("[\u200b\u00ad]|<wbr|justify", text.split("</style>")[1])
    assert '<span class="keep">E-Service</span>' in text


SIXTH = Layout(
    "sixth", "ผลก่อน ขั้นตอนทีหลัง", "results",
    (Column("outcome", "เกิดอะไรขึ้น", 30), Column("title", "เพราะทำอะไร", 20), Column("period", "เมื่อไร", 12),
     Column("number", "ที่", 5)),
    grouping="table", numbering="document", issue_heading="title", orientation="portrait", digits="arabic",
    parts=("cover", "measures"),
)  # fmt: skip


def test_a_sixth_layout_is_only_a_value():
    rows = table_rows(write_html(RESULTS, layout=SIXTH).decode())
    assert [heading for heading, _ in rows[0].cells] == ["เกิดอะไรขึ้น", "เพราะทำอะไร", "เมื่อไร", "ที่"]
    assert [row.under("ที่") for row in rows if row.cells[0][0] == "เกิดอะไรขึ้น"] == ["1", "2", "3", "4"]
    assert "กองคลัง (งานพัสดุและทรัพย์สิน), ทุกกอง" in rows[2].under("เมื่อไร")
    assert "ผลคะแนนย้อนหลัง" not in said(RESULTS, layout=SIXTH)


def test_one_table_has_a_row_across_for_every_issue():
    tree = page(RESULTS, layout=STEPS_FIRST)
    across = tree.xpath("//tr[contains(@class, 'is-group')]/th/text()")
    assert across[0] == "ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
    assert len(tree.xpath("//table[contains(@class, 'mtable')]")) == 1


def test_an_english_layout_speaks_english_and_leaves_the_typed_text():
    text = said(RESULTS, layout=replace(OUTPUT_OUTCOME, language="en", digits="arabic"))
    assert "ITA result of 2568" in text
    assert "การสุ่มตรวจการใช้รถยนต์ส่วนกลาง" in text


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("city", "เทศบาลนครท่าน้ำใส"), ("town", "เทศบาลเมืองท่าน้ำใส"), ("subdistrict", "เทศบาลตำบลท่าน้ำใส"),
        ("sao", "องค์การบริหารส่วนตำบลท่าน้ำใส"), ("pao", "องค์การบริหารส่วนจังหวัดท่าน้ำใส"), ("special", "ท่าน้ำใส"),
    ],
)  # fmt: skip
def test_a_municipality_has_its_full_name(kind, expected):
    municipality = replace(RESULTS.municipality, kind=kind)
    assert page(replace(RESULTS, municipality=municipality)).xpath("//p[@class='who']/text()") == [expected]


def test_an_emblem_is_shown_when_it_is_a_picture_and_replaced_when_it_is_not():
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    document = replace(RESULTS, emblem="e" * 64)
    assert page(document, images={"e" * 64: png}).xpath("//img/@alt") == ["ตราสัญลักษณ์ของเทศบาลตำบลท่าน้ำใส"]
    assert not page(document, images={"e" * 64: b"<svg onload='x'/>"}).xpath("//img")
    assert not page(document).xpath("//img")


def test_an_empty_document_is_a_page_too():
    assert "รายงาน ITA" in said(Document("results", OUTPUT_OUTCOME))
