"""A table read and printed again has the columns it had, each cell alone in its own."""

import re
from html import unescape

from reports.writers.html import write_html

PLAN = "การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\nเทศบาลตำบลตัวอย่างดี\n"
ONE = "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"


def tables(reading) -> list[list[list[str]]]:
    html = write_html(reading.document).decode()
    return [
        [
            [_text(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr[ >].*?</tr>", table, re.DOTALL)
        ]
        for table in re.findall(r"<table.*?</table>", html, re.DOTALL)
    ]


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u200b", "").split())


def test_code_title_score_and_remark_stand_each_in_its_own_column(read):
    (table,) = tables(
        read(
            PLAN + "ข้อ | ประเด็นการประเมิน | คะแนนปี ๒๕๖๖ | คะแนนปี ๒๕๖๗ | ผลต่าง | การวิเคราะห์\n"
            f"ประเด็นที่ ๑ {ONE} | | | | |\ni๑ | ตามขั้นตอน | ๙๑.๐๐ | ๙๓.๐๐ | +๒.๐๐ | ดีขึ้น\n"
        )
    )
    assert table == [
        ["ข้อ", "ประเด็นการประเมิน", "คะแนนปี ๒๕๖๖", "คะแนนปี ๒๕๖๗", "ผลต่าง", "การวิเคราะห์"],
        ["i๑", "ตามขั้นตอน", "๙๑.๐๐", "๙๓.๐๐", "+๒.๐๐", "ดีขึ้น"],
    ]


def test_tables_with_other_columns_keep_their_own(read):
    found = tables(
        read(
            PLAN + "เครื่องมือ | ตัวชี้วัด | ประเด็นการประเมิน | คะแนน\nIIT | ตัวชี้วัดที่ ๑ ก | i๑ ตามขั้นตอน | ๙๓.๐๐\n\n"
            f"ประเด็น | คะแนนและข้อที่เกี่ยวข้อง | ผลการวิเคราะห์\n๑. {ONE} | i๑ (๙๓.๐๐) | โปร่งใส\n"
        )
    )
    assert found == [
        [["เครื่องมือ", "ตัวชี้วัด", "ประเด็นการประเมิน", "คะแนน"], ["IIT", "ตัวชี้วัดที่ ๑ ก", "i๑ ตามขั้นตอน", "๙๓.๐๐"]],
        [["คะแนนและข้อที่เกี่ยวข้อง", "ผลการวิเคราะห์"], ["i๑ (๙๓.๐๐)", "โปร่งใส"]],
    ]


def test_tables_of_measures_with_other_columns_keep_their_own(read):
    two = "การให้บริการและระบบ E-Service"
    found = tables(
        read(
            "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n\n"
            f"ประเด็นที่ ๑ {ONE}\n\nมาตรการ | ผลการดำเนินการ | ผลลัพธ์\nคู่มือ | เสร็จ | ดี\n\n"
            f"ประเด็นที่ ๒ {two}\n\nมาตรการ | งบประมาณ | ผลการดำเนินการ | ผลลัพธ์\nระบบ | ๕,๐๐๐ | เสร็จ | สะดวก\n"
        )
    )
    assert found == [
        [["มาตรการ", "ผลการดำเนินการ", "ผลลัพธ์"], ["คู่มือ", "เสร็จ", "ดี"]],
        [["มาตรการ", "งบประมาณ", "ผลการดำเนินการ", "ผลลัพธ์"], ["ระบบ", "๕,๐๐๐", "เสร็จ", "สะดวก"]],
    ]


def test_a_column_of_issues_stays_where_it_stood(read):
    (table,) = tables(
        read(
            "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n"
            f"ที่ | ประเด็น | มาตรการ | ผลการดำเนินการ | ผลลัพธ์\n๑ | {ONE} | คู่มือ | เสร็จ | ดี\n"
        )
    )
    assert table == [
        ["ที่", "ประเด็น", "มาตรการ", "ผลการดำเนินการ", "ผลลัพธ์"],
        ["๑", ONE, "คู่มือ", "เสร็จ", "ดี"],
    ]
