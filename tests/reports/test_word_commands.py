"""Word files on the command line: what a file is shows in its bytes, not in its name."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from measures.models import Measure
from tests.cast import CODE, Cast, load_catalogue, make_cast
from tests.reports.readers.word_files import p, tbl, tr, word_file

HEAD = tr("ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์")
REPORT = word_file(
    p("รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ เทศบาลตำบลตัวอย่าง")
    + p("ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ")
    + tbl(HEAD, tr("๑", "อบรมเจ้าหน้าที่", "๑. จัดอบรม", "กองคลัง", "ต.ค. ๖๗", "อบรมแล้ว", "ทุกคนทราบ"))
    + tbl(tr("", "", "๒. ประเมินผล", "", "", "", ""))
)


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2567, 2568, 2569)
    return make_cast()


def run(*arguments: str) -> Any:
    out = io.StringIO()
    call_command(*arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("name", ["รายงาน.docx", "report.txt", "report"])
def test_a_word_file_is_imported_whatever_it_is_called(cast: Cast, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(REPORT)
    answer = run("import_report", str(file), "--municipality", CODE, "--fiscal-year", "2568")
    assert (answer["kind"], answer["measures"]) == ("results", 1)
    assert Measure.objects.get().procedure == "๑. จัดอบรม\n๒. ประเมินผล"
    joined = next(each for each in answer["warnings"] if each["code"] == "read-row-joined")
    assert (joined["table"], joined["row"]) == (2, 1)


def test_a_word_file_is_checked_and_its_doubts_name_table_and_row(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "รายงาน.docx"
    file.write_bytes(REPORT)
    findings = run("check_report", str(file))["findings"]
    joined = next(each for each in findings if each["code"] == "read-row-joined")
    assert (joined["where"]["table"], joined["where"]["row"]) == (2, 1)


def test_an_old_word_file_is_one_line(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "รายงาน.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    with pytest.raises(CommandError, match=r"\.docx"):
        run("import_report", str(file), "--municipality", CODE, "--fiscal-year", "2568")
