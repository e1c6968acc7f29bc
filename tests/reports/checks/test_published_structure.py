"""Three published reports: each finding about agencies, issues, measures, periods and years has its verdict."""

from pathlib import Path

import pytest

from tests.reports.checks.test_published_reports import STRUCTURE, found_in

# (code, severity, quote, line) of each finding, once where it is found several times.
VERDICTS = {
    "rang-wai-2568-results.txt": {
        # The staff of another municipality are to be assessed.
        ("agency", "error", "เทศบาลตำบลราชวาง", 34),
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
