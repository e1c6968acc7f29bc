"""Three published reports: each finding about agencies, issues, measures, periods and years has its verdict."""

from pathlib import Path

import pytest

from tests.reports.checks.test_published_reports import STRUCTURE, found_in

# (code, severity, quote, line) of each finding, once where it is found several times.
VERDICTS = {
    "rang-wai-2568-results.txt": {
        # The staff of another municipality are to be assessed.
        ("agency", "error", "เทศบาลตำบลราชวาง", 34),
        # Outputs and an outcome that say what should be done.
        ("outcome-advice", "warning", "ผู้บริหารระดับสูงขององค์กรควร", 19),
        (
            "outcome-advice",
            "warning",
            "ให้ปฏิบัติตามพระราชบัญญัติการ จัดซื้อจัดจ้างและการบริหารพัสดุ ภาครัฐ พ.ศ. ๒๕๖๐",
            31,
        ),
        ("outcome-advice", "warning", "ควรให้ผู้บริหารวางนโยบายและหลักเกณฑ์การบริหารทรัพยากรบุคคลที่", 34),
        # "– ถึง" in the period of every row.
        *(("period-doubled", "warning", "– ถึง", line) for line in (19, 28, 34, 37)),
        *(("period-doubled", "warning", "- ถึง", line) for line in (22, 25, 31)),
    },
    "na-klang-2567-analysis.txt": {
        # The own name without its first syllable.
        ("agency-name", "error", "กลาง", 58),
        ("agency-name", "error", "กลาง", 63),
        # Blanks of the survey's template, and the staff of another municipality.
        ("agency", "error", "สำนักงาน ***", 70),
        ("agency", "error", "สำนักงาน ***", 71),
        ("agency", "error", "สำนักงาน ***", 72),
        ("agency", "error", "เทศบาลตำบลบางราษฎร์", 70),
        ("agency", "warning", "สำนักงาน๑", 133),
        # Units of a provincial office.
        ("agency", "warning", "ทุกกลุ่มภารกิจ", 108),
        ("agency", "warning", "กลุ่มงาน อำนวยการ/ กลุ่มงาน ป้องกันการทุจริต", 109),
        ("agency", "warning", "กลุ่มงานป้องกัน การทุจริต", 110),
        ("agency", "warning", "กลุ่มงานป้องกันการทุจริต", 112),
        ("agency", "warning", "กลุ่มงานป้องกัน การ ทูจริต", 118),
        ("agency", "warning", "ทุกกลุ่มภารกิจ", 122),
        ("agency", "warning", "กลุ่มงานอำนวยการ", 128),
        ("agency", "warning", "ทุกกลุ่มภารกิจ", 129),
        ("agency", "warning", "กลุ่มงานป้องกัน การทุจริต", 133),
        ("agency", "warning", "กลุ่มงานป้องกัน การทุจริต", 135),
        # The heading of issue 6 with the number of issue 2.
        ("issue-number", "error", "ประเด็นที่ ๒", 132),
    },
    "sai-khao-2567-results.txt": {
        # The title of issue 3 over the measures of issue 4.
        ("issue-title", "error", "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ", 28),
        # Summaries of results that say what to do, in the words of the manual.
        ("outcome-advice", "warning", "จัดทำคู่มือหรือมาตรฐานการปฏิบัติงาน", 11),
        ("outcome-advice", "warning", "จัดทำแผนปฏิบัติการป้องกันการทุจริต", 15),
        ("outcome-advice", "warning", "จัดทำแผนดำเนินงานและการใช้งบประมาณประจำปีงบประมาณ พ.ศ.๒๕๖๘", 16),
        (
            "outcome-advice",
            "warning",
            (
                "จัดทำ/ปรับปรุงคู่มือการให้บริการหรือแนวทางการปฏิบัติที่ผู้รับบริการหรือผู้มาติดต่อกับหน่วยงาน"
                "ใช้เป็นข้อมูลในการขอรับบริการหรือติดต่อกับหน่วยงาน"
            ),
            21,
        ),
        ("outcome-advice", "warning", "จัดทำแผนผังโครงสร้างการแบ่งส่วนราชการของหน่วยงาน", 26),
        ("outcome-advice", "warning", "จัดทำคู่มือหรือแนวปฏิบัติเกี่ยวกับทางการใช้ทรัพย์สินของราชการ", 31),
        (
            "outcome-advice",
            "warning",
            "จัดทำแผนการบริหารและพัฒนาทรัพยากรบุคคลที่บังคับใช้ในปีงบประมาณ ๒๕๖๘",
            41,
        ),
        (
            "outcome-advice",
            "warning",
            "จัดทำคู่มือหรือแนวทางการดำเนินการต่อเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่ของหน่วยงาน",
            46,
        ),
        ("outcome-advice", "warning", "จัดทำแผนปฏิบัติการป้องกันการทุจริต ประจำปี ๒๕๖๘", 49),
        # Half a year, yet a report of twelve months, and an inspection each quarter.
        ("period-part", "warning", "ไตรมาสที่ ๑ - ๒", 15),
        ("period-part", "warning", "ไตรมาสที่ ๑-๒", 31),
        # Titled 2567, but what was done is dated in fiscal year 2568; an order of a Sunday.
        ("year-title", "warning", "๒๕๖๗", None),
        ("year-evidence", "warning", "๓๑ มีนาคม ๒๕๖๘", 36),
        ("year-evidence", "warning", "๑๗ พฤศจิกายน ๒๕๖๗", 41),
        ("year-evidence", "warning", "๑๑ ธันวาคม ๒๕๖๗", 46),
        ("year-weekend", "info", "๑๗ พฤศจิกายน ๒๕๖๗", 41),
        # The last step, to publish it, has no outcome.
        *(("measure-outcomes", "warning", None, line) for line in (11, 15, 21, 26, 31, 36)),
    },
}


@pytest.mark.parametrize("name", VERDICTS)
def test_each_finding_has_its_verdict(name: str, shared_sources: Path) -> None:
    found = {
        (each.code, each.severity, each.where.quote, each.where.line)
        for each in found_in(shared_sources, name)
        if each.code in STRUCTURE
    }
    assert found == VERDICTS[name]
