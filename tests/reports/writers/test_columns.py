"""No layout hides text: every field that says something is seen in every layout."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.celltext import plain
from ita_portal.thai.periods import Period
from reports.document import Document, Heading, Measure, Section
from reports.layouts import ANALYSIS, FIELDS, OUTPUT_OUTCOME, SHIPPED, Column, Layout
from reports.writers.columns import NEIGHBOURS, nearest, shares
from reports.writers.html import write_html
from tests.fidelity import table_rows, visible_text
from tests.strategies import documents


def measure_saying(field: str, text: str) -> Measure:
    if field == "responsible":
        return Measure(responsible_as_written=text)
    if field == "period":
        return Measure(period=Period(text))
    if field == "number":
        return Measure(number_as_written=text)
    return Measure(**{field: text})


def shown(document: Document, layout: Layout | None = None) -> str:
    return visible_text(write_html(document, layout=layout).decode())


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda layout: layout.name)
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_with_text_is_seen_in_every_shipped_layout(layout, field):
    section = Section(1, "ประเด็นหนึ่ง", measures=(measure_saying(field, "ถ้อยคำที่ต้องเห็น"),))
    document = Document(layout.kind, layout, sections=(section,))
    assert "ถ้อยคำที่ต้องเห็น" in shown(document)
    assert "ถ้อยคำที่ต้องเห็น" in shown(document, replace(layout, columns=(Column("period", "ระยะเวลา"),)))


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda layout: layout.name)
def test_a_field_without_a_column_stands_under_its_nearest_with_its_name(layout):
    section = Section(
        measures=(Measure(title="ก", suggestion="ควรเพิ่มรอบตรวจ", outcome="ผลดี", follow_up="ทุกเดือน"),)
    )
    row = table_rows(write_html(Document(layout.kind, layout, sections=(section,))).decode())[0]
    for field, text, label in (
        ("suggestion", "ควรเพิ่มรอบตรวจ", "ข้อเสนอแนะ:"),
        ("follow_up", "ทุกเดือน", "แนวทางการกำกับติดตาม:"),
    ):
        if layout.has_column(field):
            continue
        names = [column.field for column in layout.columns]
        cell = row.cells[nearest(field, names)][1]
        assert f"{label}{text}" in "".join(cell.split())


def test_every_field_has_neighbours_that_are_fields():
    assert set(NEIGHBOURS) == {*FIELDS, "extra"}
    assert all(name in FIELDS for names in NEIGHBOURS.values() for name in names)


def test_an_extra_column_of_an_imported_table_stays_a_column_under_its_heading():
    section = Section(
        measures=(Measure(title="ก", extra=(("งบประมาณ", "๑๐,๐๐๐ บาท"),)),),
        headings=(Heading("title", "กิจกรรมที่ทำ"), Heading("extra:0", "งบประมาณ")),
    )
    document = Document("results", OUTPUT_OUTCOME, sections=(section,))
    row = table_rows(write_html(document).decode())[0]
    assert row.under("งบประมาณ") == "๑๐,๐๐๐ บาท"
    assert row.under("กิจกรรมที่ทำ") == "ก"
    in_another = table_rows(write_html(document, layout=ANALYSIS).decode())[0]
    assert "งบประมาณ" not in [heading for heading, _ in in_another.cells]
    assert "งบประมาณ:\n๑๐,๐๐๐ บาท" in "\n".join(text for _, text in in_another.cells)


def test_an_extra_text_under_another_heading_is_not_put_into_the_wrong_column():
    layout = replace(OUTPUT_OUTCOME, columns=(*OUTPUT_OUTCOME.columns, Column("extra:0", "งบประมาณ")))
    section = Section(measures=(Measure(title="ก", extra=(("หมายเหตุ", "รอผล"),)),))
    row = table_rows(write_html(Document("results", layout, sections=(section,))).decode())[0]
    assert row.under("งบประมาณ") == ""
    assert any("หมายเหตุ:\nรอผล" in text for _, text in row.cells)


def test_a_column_that_named_the_issue_stays_a_column():
    section = Section(
        1, "ก", number_as_written="๑.", heading_as_written="การปฏิบัติงาน", measures=(Measure(title="ทำแผ่นพับ"),),
        headings=(Heading("issue", "ประเด็น"), Heading("title", "วิธีการ")),
    )  # fmt: skip
    row = table_rows(write_html(Document("analysis", ANALYSIS, sections=(section,))).decode())[0]
    assert row.under("ประเด็น") == "๑. การปฏิบัติงาน"
    assert row.under("วิธีการ") == "ทำแผ่นพับ"


def test_headings_as_written_give_way_to_a_layout_that_was_chosen():
    section = Section(measures=(Measure(title="ก"),), headings=(Heading("title", "สิ่งที่ทำ"),))
    document = Document("results", OUTPUT_OUTCOME, sections=(section,))
    assert "สิ่งที่ทำ" in shown(document)
    assert "สิ่งที่ทำ" not in shown(document, OUTPUT_OUTCOME)


def test_a_header_row_that_came_between_rows_prints_between_them():
    first = Measure(title="ก", output="ผล ก")
    second = Measure(
        title="ข", output="ผล ข", headings=(Heading("title", "กิจกรรม (ต่อ)"), Heading("output", "สรุปผล"))
    )
    rows = table_rows(
        write_html(
            Document("results", OUTPUT_OUTCOME, sections=(Section(measures=(first, second)),))
        ).decode()
    )
    assert rows[1].under("กิจกรรม (ต่อ)") == "ข"
    assert rows[1].under("สรุปผล") == "ผล ข"


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [("issue", ["๑", "๒", "๑"]), ("document", ["๑", "๒", "๓"]), ("none", ["", "", ""])],
)
def test_numbers_run_as_the_layout_counts(numbering, expected):
    columns = (Column("number", "ลำดับ"), Column("title", "มาตรการ"))
    layout = Layout("numbered", "", "results", columns, numbering=numbering)
    sections = (
        Section(1, "ก", measures=(Measure(title="ก"), Measure(title="ข"))),
        Section(2, "ข", measures=(Measure(title="ค"),)),
    )
    rows = table_rows(write_html(Document("results", layout, sections=sections)).decode())
    assert [row.under("ลำดับ") for row in rows] == expected


def test_a_number_as_written_wins_and_one_without_a_column_hangs_before_the_title():
    layout = Layout("plain", "", "results", (Column("title", "มาตรการ"),), numbering="document")
    measures = (Measure(number_as_written="๗", title="ก"), Measure(title="ข"), Measure(title="๓. ค"))
    rows = table_rows(
        write_html(Document("results", layout, sections=(Section(measures=measures),))).decode()
    )
    assert [" ".join(row.under("มาตรการ").split()) for row in rows] == ["๗ ก", "๑. ข", "๓. ค"]


def written(document: Document) -> list[str]:
    """Texts of which the writer may lose none, line by line."""
    texts = [text for row in document.analysis for text in (row.remark, row.heading_as_written)]
    texts += [item.title_as_written for row in document.analysis for item in row.items]
    for section in document.sections:
        texts.append(section.heading_as_written)
        for measure in section.measures:
            texts += [measure.text(name) for name in FIELDS]
            texts += [text for _, text in measure.extra]
    for blocks in (
        document.before,
        document.after,
        document.notes,
        document.sections_before,
        document.result.before,
    ):
        for block in blocks:
            texts += [block.text, *(cell for row in block.rows for cell in row)]
    return ["".join(line.split()) for text in texts for line in plain(text).split("\n")]


@settings(max_examples=40)
@given(documents(), st.none() | st.sampled_from(SHIPPED))
def test_any_document_in_any_layout_shows_every_text(document, layout):
    page = "".join(shown(document, layout).split())
    assert [line for line in written(document) if line not in page] == []


def test_a_table_of_many_columns_leaves_room_for_a_word_in_each():
    columns = (Column("number", "ที่", 6), *(Column(f"extra:{n}", "งบประมาณ", 10) for n in range(5)))
    columns += (Column("procedure", "วิธีการ", 60), Column("output", "ผล", 60))
    assert all(share >= 9 for share in shares(columns)[1:])
    assert sum(shares(columns)) == 100


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda layout: layout.name)
def test_widths_make_a_whole_and_the_wider_column_stays_the_wider(layout):
    parts = shares(layout.columns)
    assert sum(parts) == 100
    widths = [column.width for column in layout.columns]
    assert widths.index(max(widths)) in {n for n, part in enumerate(parts) if part >= max(parts) - 2}


def test_headings_of_other_fields_above_no_measures_leave_a_table_with_columns():
    layout = Layout("as-imported", "ตามไฟล์", "analysis", (Column("title", "มาตรการ", 10),), grouping="table")
    section = Section(1, "ประเด็นหนึ่ง", headings=(Heading("outcome", "ผลลัพธ์"),))
    assert "ประเด็นหนึ่ง" in shown(Document("analysis", layout, sections=(section,)))
