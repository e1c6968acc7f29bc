"""Columns whose heading alone misleads: what their cells hold decides."""

from decimal import Decimal

ONE = "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
TWO = "การให้บริการและระบบ E-Service"
REPORT = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n"
PLAN = "การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\nเทศบาลตำบลตัวอย่างดี\n"


def fields(reading):
    return [column.field for column in reading.document.layout.columns]


def test_a_column_of_issues_is_known_by_its_cells(read):
    reading = read(
        REPORT + "ลำดับ | ประเด็นตามแนวทางการวิเคราะห์ | มาตรการ | วิธีการ | ผลการดำเนินการ | ผลลัพธ์\n"
        f"๑ | {ONE} | คู่มือ | จัดทำ | เสร็จ | ดีขึ้น\n๒ | {TWO} | ระบบ | พัฒนา | เสร็จ | สะดวก\n"
    )
    assert [section.issue for section in reading.document.sections] == [1, 2]
    assert fields(reading) == ["number", "title", "procedure", "output", "outcome"]
    assert reading.document.sections[1].measures[0].procedure == "พัฒนา"


def test_of_two_columns_of_ways_the_one_called_measure_is_the_measure(read):
    reading = read(
        PLAN + "ประเด็น | วิธีการ/มาตรการ | ผู้รับผิดชอบ | ขั้นตอนหรือวิธีปฏิบัติ | ระยะเวลา\n"
        f"๑. {ONE} | เผยแพร่คู่มือ | สำนักปลัด | ลงเว็บไซต์ | ปี ๒๕๖๘\n"
    )
    measure = reading.document.sections[0].measures[0]
    assert (measure.title, measure.procedure) == ("เผยแพร่คู่มือ", "ลงเว็บไซต์")
    assert "read-column-twice" not in [warning.code for warning in reading.warnings]


def test_a_plan_that_only_says_how_has_its_ways_as_measures(read):
    reading = read(
        PLAN + f"ประเด็น | แนวทางการดำเนินการ | ผู้รับผิดชอบ | ระยะเวลา\n{ONE} | เผยแพร่ | สำนักปลัด | ปี ๒๕๖๘\n"
    )
    assert reading.document.sections[0].measures[0].title == "เผยแพร่"


def test_an_analysis_of_issues_without_items_is_an_analysis(read):
    reading = read(
        PLAN + "ประเด็น | จุดแข็ง | จุดอ่อน | ผลการวิเคราะห์ | แนวทางแก้ไข\n"
        f"ประเด็นที่ ๑ : {ONE} | มีคู่มือ | ไม่เผยแพร่ | คะแนน i๑ ต่ำ | เผยแพร่\n"
        f"ประเด็นที่ ๒ : {TWO} | มีระบบ | ใช้ยาก | คะแนน e๙ ต่ำ | ปรับปรุง\n"
    )
    rows = reading.document.analysis
    assert [(row.issue, row.remark) for row in rows] == [(1, "คะแนน i๑ ต่ำ"), (2, "คะแนน e๙ ต่ำ")]
    assert rows[0].extra == (("จุดแข็ง", "มีคู่มือ"), ("จุดอ่อน", "ไม่เผยแพร่"), ("แนวทางแก้ไข", "เผยแพร่"))


def test_codes_in_the_number_column_are_the_items_codes(read):
    reading = read(
        PLAN + "ที่ | ข้อคำถาม | คะแนนเฉลี่ย\nตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ |  | ๙๔.๐๐\n"
        "i๑ | ปฏิบัติงานตามขั้นตอน | ๙๓.๐๐\ni๒ | เท่าเทียม | ๙๕.๐๐\n"
    )
    items = {item.code: item.score for item in reading.document.result.items}
    assert items == {"i1": Decimal("93.00"), "i2": Decimal("95.00")}
    assert reading.document.analysis[1].items[0].title_as_written == "ปฏิบัติงานตามขั้นตอน"


def test_items_beside_their_indicator_are_items(read):
    reading = read(
        PLAN + "เครื่องมือ | ตัวชี้วัด | ประเด็นการประเมิน | คะแนน\n"
        "IIT | ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ | i๑ ตามขั้นตอน | ๙๓.๐๐\n |  | i๒ เท่าเทียม | ๙๒.๐๐\n"
        "OIT | ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล | O๑ โครงสร้าง | ๑๐๐\n |  | O๑๓ E-Service | -\n"
    )
    result = reading.document.result
    assert {item.code: item.score for item in result.items} == {
        "i1": Decimal("93.00"),
        "i2": Decimal("92.00"),
        "O1": Decimal("100.00"),
        "O13": None,
    }
    assert result.indicators == ()
    assert not [warning for warning in reading.warnings if warning.code == "read-indicator"]
    assert ("ตัวชี้วัด", "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่") in reading.document.analysis[0].extra


def test_items_and_scores_in_one_column_are_taken_apart(read):
    reading = read(
        PLAN + "ประเด็น | คะแนนและข้อที่เกี่ยวข้อง | ผลการวิเคราะห์\n"
        f"๑. {ONE} | i๑ (๙๓.๐๐) i๒ (๙๒.๕๐) | โปร่งใส\n๒. {TWO} | O๑๓ (-) | ยังไม่มีระบบ\n"
    )
    first = reading.document.analysis[0]
    assert [(item.item, item.score) for item in first.items] == [
        ("i1", Decimal("93.00")),
        ("i2", Decimal("92.50")),
    ]
    assert first.items[0].title_as_written == "(๙๓.๐๐)"
    assert not [warning for warning in reading.warnings if warning.code == "read-score"]


def test_the_lower_half_of_a_header_alone_on_a_new_page_is_no_row(read):
    reading = read(
        REPORT + "ที่ | โครงการ | ระยะเวลาดำเนินการ | | ผลการดำเนินงาน | ผลลัพธ์\n | | ไตรมาส ๑ | ไตรมาส ๒ | |\n"
        "๑ | อบรม | ✓ | | อบรมแล้ว | รู้มากขึ้น\n\n | | ไตรมาส ๑ | ไตรมาส ๒ | |\n๒ | ป้าย | | ✓ | ติดแล้ว | สะดวก\n"
    )
    first, second = reading.document.sections[0].measures
    assert [text for _, text in first.extra] == ["✓", ""]
    assert second.title == "ป้าย"
    assert "read-row-joined" not in [warning.code for warning in reading.warnings]


def test_a_shortened_title_of_an_issue_is_told_apart_from_its_number(read):
    reading = read(
        PLAN + "ประเด็น | มาตรการ | ขั้นตอน | ผู้รับผิดชอบ\n"
        "๓. ช่องทางและรูปแบบการประชาสัมพันธ์ฯ | เพจ | โพสต์ | สำนักปลัด\n"
        "๖. กระบวนการควบคุม ตรวจสอบการใช้อำนาจฯ | เกณฑ์ | ประกาศ | สำนักปลัด\n"
    )
    sections = reading.document.sections
    assert [(each.issue, each.number_as_written) for each in sections] == [(3, "๓."), (6, "๖.")]
    assert sections[0].heading_as_written == "ช่องทางและรูปแบบการประชาสัมพันธ์ฯ"


def test_an_issues_title_above_the_measure_in_one_cell_heads_it(read):
    reading = read(
        REPORT + "ประเด็นที่ | มาตรการ | ผลการดำเนินการ | ผลลัพธ์\n"
        f"๑. | {ONE}<br>๑.๑ คู่มือ | เสร็จ | ดี\n | ๑.๒ อบรม | เสร็จ | ดี\n๒. | {TWO}<br>๒.๑ ระบบ | เสร็จ | ดี\n"
    )
    sections = reading.document.sections
    assert [(each.issue, each.number_as_written, each.heading_as_written) for each in sections] == [
        (1, "๑.", ONE),
        (2, "๒.", TWO),
    ]
    assert [measure.title for measure in sections[0].measures] == ["๑.๑ คู่มือ", "๑.๒ อบรม"]


def test_a_trend_with_its_years_as_columns_is_read_with_its_levels(read):
    reading = read(
        PLAN + "ปีงบประมาณ | ๒๕๖๖ | ๒๕๖๗\nคะแนน | ๙๐.๐๐ | ๙๓.๒๐\nระดับ | ผ่าน | ผ่านดี\n\n"
        "มาตรการ | ขั้นตอน | ผู้รับผิดชอบ\nทำ | เสร็จ | กองคลัง\n"
    )
    assert [(each.year, each.total, each.level) for each in reading.document.result.trend] == [
        (2566, Decimal("90.00"), "ผ่าน"),
        (2567, Decimal("93.20"), "ผ่านดี"),
    ]


def test_codes_with_a_column_of_their_own_keep_it(read):
    reading = read(
        PLAN
        + "ข้อ | ประเด็นการประเมิน | คะแนน | การวิเคราะห์\ni๑ | ตามขั้นตอน | ๙๓.๐๐ | ดี\ne๔<br>e๕ | ง่าย<br>ชัด | ๙๑ ๙๒ | ดี\n"
    )
    assert [column.field for column in reading.document.layout.analysis_columns] == [
        "code",
        "items",
        "score",
        "remark",
    ]
