"""Tables as people make them: other columns, other orders, torn rows, headings in odd places."""

from datetime import date
from decimal import Decimal

from reports.layouts import BY_ISSUE, STEPS_FIRST, SUGGESTIONS

ONE = "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
TWO = "การให้บริการและระบบ E-Service"
FOUR = "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ"
TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n"
PLAN = "การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n"
HEADER = "ลำดับ | มาตรการ | ขั้นตอน | ผลการดำเนินการ | ผลลัพธ์ | ผู้รับผิดชอบ | ระยะเวลา\n"


def codes(reading):
    return [warning.code for warning in reading.warnings]


def titles(reading):
    return [measure.title for section in reading.document.sections for measure in section.measures]


# --- columns -------------------------------------------------------------------------------------------


def test_columns_are_known_by_meaning_in_any_order(read):
    reading = read(TITLE + "กำหนดเวลา | เจ้าภาพ | โครงการ/กิจกรรม | ผลสัมฤทธิ์ | วิธีการดำเนินงาน | สรุปผลการดำเนินงาน\n"
                   "ไตรมาสที่ ๒ | กองช่าง | ซ่อมป้าย | เดินทางสะดวก | สำรวจ | ซ่อม ๔ ป้าย\n")  # fmt: skip
    measure = reading.document.sections[0].measures[0]
    assert (measure.title, measure.procedure, measure.output) == ("ซ่อมป้าย", "สำรวจ", "ซ่อม ๔ ป้าย")
    assert (measure.outcome, measure.responsible, measure.period.text) == (
        "เดินทางสะดวก",
        ("กองช่าง",),
        "ไตรมาสที่ ๒",
    )
    assert [column.field for column in reading.document.layout.columns] == [
        "period", "responsible", "title", "outcome", "procedure", "output",
    ]  # fmt: skip


def test_a_column_that_fits_no_field_stays_a_column_of_its_own(read):
    reading = read(TITLE + "มาตรการ | พิกัดแผนที่ | ผลการดำเนินการ | งบประมาณ\nทำ | ๑๓.๗, ๑๐๐.๕ | เสร็จ | ๕,๐๐๐\n")
    measure = reading.document.sections[0].measures[0]
    assert measure.extra == (("พิกัดแผนที่", "๑๓.๗, ๑๐๐.๕"), ("งบประมาณ", "๕,๐๐๐"))
    fields = [(column.field, column.heading) for column in reading.document.layout.columns]
    assert ("extra:0", "พิกัดแผนที่") in fields
    (unknown,) = [warning for warning in reading.warnings if warning.code == "read-column-unknown"]
    assert (unknown.line, unknown.column) == (2, 2)


def test_two_columns_for_one_field_are_both_kept(read):
    reading = read(
        TITLE + "มาตรการ | ผลการดำเนินการ รอบ ๖ เดือน | ผลการดำเนินการ รอบ ๑๒ เดือน\nทำ | ครึ่งหนึ่ง | ครบ\n"
    )
    measure = reading.document.sections[0].measures[0]
    assert measure.output == "ครึ่งหนึ่ง"
    assert measure.extra == (("ผลการดำเนินการ รอบ ๑๒ เดือน", "ครบ"),)
    assert "read-column-twice" in codes(reading)


def test_a_header_over_two_rows_is_one_header(read):
    reading = read(
        TITLE
        + "ที่ | มาตรการ | การดำเนินการ | | ผู้รับผิดชอบ\n | | ผลผลิต (output) | ผลลัพธ์ (outcome) | \n"
        + "๑ | อบรม | ๓๐ คน | เข้าใจมากขึ้น | สำนักปลัด\n"
    )
    measure = reading.document.sections[0].measures[0]
    assert (measure.number_as_written, measure.output, measure.outcome) == ("๑", "๓๐ คน", "เข้าใจมากขึ้น")
    assert reading.document.measure_count == 1


def test_a_first_row_of_content_below_a_header_is_never_part_of_it(read):
    reading = read(TITLE + "มาตรการ | ขั้นตอน | ผู้รับผิดชอบ\nกิจกรรมประชุม | การดำเนินการตามแผนงาน | \n")
    assert reading.document.measure_count == 1


def test_stray_tabs_before_and_after_the_table_make_no_columns(read):
    reading = read(TITLE + " | มาตรการ | ผลการดำเนินการ | ผลลัพธ์ | | \n | ทำ | เสร็จ | ดี | | \n")
    measure = reading.document.sections[0].measures[0]
    assert (measure.title, measure.output, measure.outcome, measure.extra) == ("ทำ", "เสร็จ", "ดี", ())
    assert len(reading.document.layout.columns) == 3


def test_the_layout_is_the_shipped_one_when_columns_and_grouping_are_its_own(read):
    flat = read(
        TITLE
        + "มาตรการ | วิธีการดำเนินการ | ผู้รับผิดชอบ | ระยะเวลา | ผลการดำเนินการ | ข้อเสนอแนะ\nก | ข | ค | ง | จ | ฉ\n"
    )
    assert flat.document.layout.name == SUGGESTIONS.name
    steps = read(
        TITLE + "มาตรการ/กิจกรรม | ขั้นตอน | ระยะเวลา | ผู้รับผิดชอบ | สรุปผล | ผลลัพธ์\nก | ข | ค | ง | จ | ฉ\n"
    )
    assert steps.document.layout.name == STEPS_FIRST.name
    header = "ลำดับ | มาตรการ | ระยะเวลา | ผู้รับผิดชอบ | สรุปผล | ผลลัพธ์\n๑ | ข | ค | ง | จ | ฉ\n"
    by_issue = read(f"{TITLE}\nประเด็นที่ ๑ {ONE}\n{header}\nประเด็นที่ ๒ {TWO}\n{header}")
    assert by_issue.document.layout.name == BY_ISSUE.name


def test_quarters_with_columns_of_their_own_give_the_period(read):
    reading = read(
        PLAN
        + "มาตรการ | ผู้รับผิดชอบ | ระยะเวลา | | | \n"
        + " | | ไตรมาส ๑ | ไตรมาส ๒ | ไตรมาส ๓ | ไตรมาส ๔\nทำ | กองคลัง | | ✓ | ✓ | \n"
    )
    measure = reading.document.sections[0].measures[0]
    assert (measure.period.start, measure.period.end) == (date(2025, 1, 1), date(2025, 6, 30))
    assert [text for _, text in measure.extra] == ["", "✓", "✓", ""]


# --- rows ----------------------------------------------------------------------------------------------


def test_a_row_with_a_blank_number_but_a_title_is_a_measure(read):
    reading = read(TITLE + HEADER + "๑ | ก | ข | ค | ง | จ | ฉ\n | ช | ซ | ฌ | ญ | ฎ | ฏ\n")
    assert titles(reading) == ["ก", "ช"]
    assert "read-row-joined" not in codes(reading)


def test_a_row_whose_first_cells_are_blank_continues_the_row_above(read):
    reading = read(
        TITLE
        + HEADER
        + "๑ | ก | - ประชุม | ได้ข้อสรุป | | กองคลัง | \n | | - ติดตาม | และแจ้งผล | ดีขึ้น | กองช่าง | \n"
    )
    (measure,) = reading.document.sections[0].measures
    assert measure.procedure == "- ประชุม\n- ติดตาม"
    assert measure.output == "ได้ข้อสรุปและแจ้งผล"
    assert (measure.outcome, measure.responsible) == ("ดีขึ้น", ("กองคลัง", "กองช่าง"))
    (joined,) = [warning for warning in reading.warnings if warning.code == "read-row-joined"]
    assert joined.lines == (3, 4)


def test_a_short_row_that_lost_its_merged_cells_is_set_to_the_right(read):
    reading = read(PLAN + "ประเด็น | มาตรการ | ขั้นตอน | ผู้รับผิดชอบ | ระยะเวลา\n"
                   f"ประเด็นที่ ๑ {ONE} | ก | ข | กองคลัง | ไตรมาสที่ ๑\nค | ง | กองช่าง | ไตรมาสที่ ๒\n")  # fmt: skip
    assert titles(reading) == ["ก", "ค"]
    assert reading.document.sections[0].measures[1].responsible == ("กองช่าง",)
    assert "read-cells-missing" in codes(reading)


def test_more_cells_than_columns_are_kept_beside_the_row(read):
    reading = read(TITLE + "มาตรการ | ผลการดำเนินการ | ผลลัพธ์\nก | ข | ค | เกินมา\n")
    assert reading.document.sections[0].measures[0].extra == (("", "เกินมา"),)
    (extra,) = [warning for warning in reading.warnings if warning.code == "read-cells-extra"]
    assert (extra.line, extra.column) == (3, 4)


def test_numbering_that_ran_on_becomes_lines_only_in_steps_and_results(read):
    reading = read(TITLE + HEADER + "๑ | ทำ ๑. ก ๒. ข | ๑. ค ๒. ง | ๑. จ ๒. ฉ | ๑) ช ๒) ซ | กองคลัง | ตลอดปี\n")
    measure = reading.document.sections[0].measures[0]
    assert measure.title == "ทำ ๑. ก ๒. ข"
    assert (measure.procedure, measure.output, measure.outcome) == ("๑. ค\n๒. ง", "๑. จ\n๒. ฉ", "๑) ช\n๒) ซ")


def test_a_remark_across_the_table_is_text_below_it(read):
    reading = read(TITLE + HEADER + "๑ | ก | ข | ค | ง | จ | ฉ\nหมายเหตุ: ตัวเลข ณ สิ้นปี | | | | | | \n")
    assert reading.document.measure_count == 1
    assert reading.document.sections[0].after[0].text == "หมายเหตุ: ตัวเลข ณ สิ้นปี"


# --- issues --------------------------------------------------------------------------------------------


def test_an_issue_column_filled_once_per_group_heads_its_measures(read):
    reading = read(
        TITLE + f"ประเด็น | มาตรการ | ผลการดำเนินการ\n๑ {ONE} | ก | ข\n | ค | ง\n๔. {FOUR} | จ | ฉ\n"
    )
    assert [(section.issue, len(section.measures)) for section in reading.document.sections] == [
        (1, 2),
        (4, 1),
    ]
    assert "read-row-joined" not in codes(reading)


def test_an_issue_heading_may_be_merged_over_all_cells_or_stand_alone_between_rows(read):
    merged = " | ".join([f"ประเด็นที่ ๒ {TWO}"] * 3)
    reading = read(
        TITLE + f"มาตรการ | ผลการดำเนินการ | ผลลัพธ์\nประเด็นที่ ๑ {ONE}\nก | ข | ค\n{merged}\nง | จ | ฉ\n"
    )
    assert [(section.issue, len(section.measures)) for section in reading.document.sections] == [
        (1, 1),
        (2, 1),
    ]
    assert "read-table-continued" not in codes(reading)


def test_a_list_of_the_issues_in_the_introduction_heads_nothing(read):
    listed = "\n".join(f"{number}. {title}" for number, title in enumerate((ONE, TWO, FOUR), 1))
    reading = read(f"{TITLE}ประกอบด้วย\n{listed}\n\n{HEADER}๑ | ก | ข | ค | ง | จ | ฉ\n")
    assert [section.issue for section in reading.document.sections] == [None]
    assert len(reading.document.before) == 4


def test_a_measure_called_like_its_issue_is_still_a_measure(read):
    reading = read(f"{TITLE}\nประเด็นที่ ๔ {FOUR}\n{HEADER}๑ | {FOUR} | ข | ค | ง | จ | ฉ\n")
    assert titles(reading) == [FOUR]


def test_a_heading_repeated_after_a_page_break_continues_its_section(read):
    table = HEADER + "{} | ก | ข | ค | ง | จ | ฉ\n"
    reading = read(
        f"{TITLE}\nประเด็นที่ ๑ {ONE}\n{table.format('๑')}\nประเด็นที่ ๑ {ONE} (ต่อ)\n{table.format('๒')}"
    )
    (section,) = reading.document.sections
    assert len(section.measures) == 2
    assert section.after[0].text.endswith("(ต่อ)")


def test_of_number_and_title_that_disagree_the_unused_one_is_taken_and_the_title_when_both_are_free(read):
    def section(heading):
        return f"\n{heading}\n{HEADER}๑ | ก | ข | ค | ง | จ | ฉ\n"

    reading = read(
        TITLE + section(f"ประเด็นที่ ๑ {ONE}") + section(f"ประเด็นที่ ๒ {ONE}") + section(f"ประเด็นที่ ๗ {FOUR}")
    )
    assert [each.issue for each in reading.document.sections] == [1, 2, 4]
    assert [each.number_as_written for each in reading.document.sections] == [
        "ประเด็นที่ ๑",
        "ประเด็นที่ ๒",
        "ประเด็นที่ ๗",
    ]
    assert codes(reading).count("read-issue-conflict") == 2


def test_analysis_and_plan_in_turns_under_each_issue_find_their_issue(read):
    def both(number, title):
        return (
            f"\nประเด็นที่ {number} {title}\n"
            "ข้อ | คำถาม | คะแนน | ผลการวิเคราะห์\n"
            f"i{number} | คำถาม {number} | ๙๐.๐๐ | ดี\n\n"
            "มาตรการ | ขั้นตอน | ผู้รับผิดชอบ | ระยะเวลา\n"
            f"ทำ {number} | ข | กองคลัง | ตลอดปี\n"
        )

    document = read(PLAN + both(1, ONE) + both(2, TWO)).document
    assert [(row.issue, row.items[0].item) for row in document.analysis] == [(1, "i1"), (2, "i2")]
    assert [(section.issue, section.measures[0].title) for section in document.sections] == [
        (1, "ทำ 1"),
        (2, "ทำ 2"),
    ]


# --- scores --------------------------------------------------------------------------------------------

ANALYSIS = "เครื่องมือ | ข้อคำถาม | คะแนนปี ๒๕๖๗ | การวิเคราะห์\n"


def test_a_score_that_is_none_is_kept_as_written_with_line_and_column(read):
    reading = read(PLAN + ANALYSIS + "IIT | i1 ก | 101 | ข\nIIT | i2 ก | abc | ข\nIIT | i3 ก | - | ข\n")
    items = [row.items[0] for row in reading.document.analysis]
    assert [(item.score, item.score_as_written) for item in items] == [
        (None, "101"),
        (None, "abc"),
        (None, "-"),
    ]
    assert [(w.line, w.column) for w in reading.warnings if w.code == "read-score"] == [(3, 3), (4, 3)]


def test_items_and_scores_of_unequal_number_are_not_paired(read):
    reading = read(PLAN + ANALYSIS + "EIT | E๔ ก e๕ ข e๖ ค | ๙๐ ๘๐ | ง\n")
    items = reading.document.analysis[0].items
    assert [item.item for item in items] == ["e4", "e5", "e6"]
    assert [item.score_as_written for item in items] == ["๙๐ ๘๐", "", ""]
    assert all(item.score is None for item in items)
    assert "read-item-scores" in codes(reading)


def test_items_under_a_header_of_indicators_are_read_as_items(read):
    reading = read(
        PLAN
        + "ข้อ | ประเด็นการประเมิน | คะแนน\nตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ | | \ni1 | ตามขั้นตอน | 90.5\ni2 | เท่าเทียม | 88\n"
    )
    assert [(item.code, item.score) for item in reading.document.result.items] == [
        ("i1", Decimal("90.50")),
        ("i2", Decimal("88.00")),
    ]
    assert reading.document.result.items[0].indicator == 1


def test_total_level_and_instruments_are_found_in_prose(read):
    reading = read(
        PLAN + "ในภาพรวมปี ๒๕๖๗ ได้คะแนนเฉลี่ย ๘๗.๕๐ คะแนน (ระดับ ผ่าน) เพิ่มจากปี ๒๕๖๖ ซึ่งได้ ๘๐.๑๒ คะแนน\n"
        "แบบวัด IIT ได้คะแนน ๙๐.๐๑ แบบวัด EIT ๘๔.๐๐ คะแนน และ OIT ๘๘.๒๕ คะแนน\n"
        + ANALYSIS
        + "IIT | i1 ก | ๙๐ | ข\n"
    )
    result = reading.document.result
    assert (result.year, result.total, result.level) == (2567, Decimal("87.50"), "ผ่าน")
    assert {each.code: str(each.score) for each in result.instruments} == {
        "IIT": "90.01",
        "EIT": "84.00",
        "OIT": "88.25",
    }


def test_a_trend_table_is_read_and_stays_in_the_text(read):
    reading = read(
        PLAN
        + "ปี | คะแนน | ระดับ\n๒๕๖๖ | ๘๑.๐๐ | ต้องปรับปรุง\n๒๕๖๗ | ๘๕.๐๐ | ผ่าน\n\n"
        + ANALYSIS
        + "IIT | i1 ก | ๙๐ | ข\n"
    )
    assert [(each.year, str(each.total)) for each in reading.document.result.trend] == [
        (2566, "81.00"),
        (2567, "85.00"),
    ]
    assert any(block.kind == "table" for block in reading.document.before)


# --- years, kind, who ----------------------------------------------------------------------------------


def test_what_is_given_wins_over_what_the_title_says_and_is_a_warning(read):
    reading = read(TITLE + HEADER + "๑ | ก | ข | ค | ง | จ | ไตรมาสที่ ๑\n", key_year=2567, kind="results")
    assert reading.document.action_year == 2567
    assert reading.document.sections[0].measures[0].period.start == date(2023, 10, 1)
    assert "read-year-differs" in codes(reading)


def test_a_title_with_the_year_of_the_measures_is_of_the_scores_year(read):
    reading = read(
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n" + ANALYSIS + "IIT | i1 ก | ๙๐ | ข\n"
    )
    document = reading.document
    assert (document.kind, document.assessed_year, document.action_year) == ("analysis", 2567, 2568)


def test_names_of_municipalities_are_read_in_every_usual_spelling(read):
    for line, kind, name, district, province in (
        ("อบต.หนองน้ำใส อ.ดอนดี จ.สุขสันต์", "sao", "หนองน้ำใส", "ดอนดี", "สุขสันต์"),
        ("ของเทศบาลนคร ท่าทรายทองประจำปี", "city", "ท่าทรายทอง", "", ""),
        ("ทม.ริมเขา จังหวัดสุขสันต์", "town", "ริมเขา", "", "สุขสันต์"),
        ("องค์การบริหารส่วนจังหวัดสุขสันต์ได้ดำเนินการ", "pao", "สุขสันต์", "", "สุขสันต์"),
    ):
        who = read(f"{TITLE}{line}\n{HEADER}๑ | ก | ข | ค | ง | จ | ฉ\n").document.municipality
        assert (who.kind, who.name, who.district, who.province) == (kind, name, district, province)


def test_a_signature_is_taken_only_when_it_is_plainly_one(read):
    table = TITLE + HEADER + "๑ | ก | ข | ค | ง | จ | ฉ\n\n"
    signed = read(table + "(ลงชื่อ)..............\n(นายดี มีสุข)\nปลัดเทศบาล\n").document
    assert (signed.signatures[0].name, signed.signatures[0].position) == ("นายดี มีสุข", "ปลัดเทศบาล")
    assert signed.after == ()
    unclear = read(table + "ลงชื่อ............ ผู้รายงาน\nนายดี มีสุข\n").document
    assert unclear.signatures == ()
    assert len(unclear.after) == 2


def test_a_table_nobody_knows_stays_where_it_stood_with_a_warning(read):
    reading = read(
        TITLE
        + "ชื่อ | เบอร์โทร\nสมดี | ๐๒\n\n"
        + HEADER
        + "๑ | ก | ข | ค | ง | จ | ฉ\n\nภาพ | คำอธิบาย\n๑ | ประชุม\n"
    )
    assert reading.document.before[-1].rows == (("ชื่อ", "เบอร์โทร"), ("สมดี", "๐๒"))
    assert reading.document.after[-1].rows == (("ภาพ", "คำอธิบาย"), ("๑", "ประชุม"))
    assert [warning.line for warning in reading.warnings if warning.code == "read-table"] == [2, 8]


def test_the_first_and_the_last_month_with_and_between_them_are_no_range_and_said_so(read):
    reading = read(TITLE + HEADER + "๑ | ทำ | ทำ | เสร็จ | ดี | กองคลัง | ต.ค. ๒๕๖๗ และ ก.ย. ๒๕๖๘\n")
    (doubt,) = [warning for warning in reading.warnings if warning.code == "read-period"]
    assert (doubt.line, doubt.column) == (3, 7)


def test_rows_without_first_cells_without_end_are_not_all_joined(read):
    reading = read(TITLE + HEADER + "๑ | ทำ | ทำ | เสร็จ | ดี | กอง | ปี ๒๕๖๘\n" + " | | ต่อ | | | | \n" * 450)
    measures = reading.document.sections[0].measures
    assert [len(measure.source_lines) for measure in measures] == [200, 200, 51]
    assert codes(reading).count("read-row-alone") == 2


def test_a_row_whose_cells_list_steps_is_no_header_whatever_words_they_use(read):
    text = (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๙\n"
        "มาตรการ/กิจกรรม | ขั้นตอนหรือวิธีการปฏิบัติ | ระยะเวลาดำเนินการ | ผู้รับผิดชอบ | สรุปผลการดำเนินการ | ผลลัพธ์\n"
        "เพิ่มส่วนวิเคราะห์ปัญหาอุปสรรคในรายงาน | <p>๑. กำหนดหัวข้อปัญหา อุปสรรค และข้อเสนอแนะ</p><p>๒. สอบทานตัวเลข</p> | "
        "ไตรมาสที่ ๑ - ๒ | สำนักปลัดเทศบาล, กองคลัง | <p>๑) ทุกกองส่งรายงานตามหัวข้อใหม่</p><p>๒) เผยแพร่แล้ว</p> | "
        "<p>๑) โครงการที่ล่าช้าได้รับการแก้ไข</p><p>๒) แผนได้คะแนนเพิ่มขึ้น</p>\n"
    )
    (section,) = read(text).document.sections
    (measure,) = section.measures
    assert measure.title == "เพิ่มส่วนวิเคราะห์ปัญหาอุปสรรคในรายงาน"
    assert measure.procedure.endswith("๒. สอบทานตัวเลข")
