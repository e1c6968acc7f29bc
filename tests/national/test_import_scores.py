"""`manage.py import_scores`: announced results from a file, in one line or as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Assessment
from national.announcing.table import read_path
from national.models import YearResult
from tests.cast import Cast, load_catalogue, make_cast
from tests.national.lists import HEADINGS, OTHER, ROW, YEAR, file_of
from trail.models import Event


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2566, 2567)
    return make_cast()


def run(file: Path, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_scores", str(file), year=str(YEAR), json=True, stdout=out, **options)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_it_counts_and_tells_what_is_wrong(cast: Cast, tmp_path: Path) -> None:
    file = file_of(tmp_path, ROW, ("99999999", *OTHER[1:]))
    answer = run(file, source="ประกาศผล", date="29 ส.ค. 2568", status="final")
    assert (answer["created"], answer["changed"], answer["same"], answer["warnings"]) == (1, 0, 0, [])
    assert answer["errors"] == [
        {"row": 3, "column": "code", "message": "ไม่มีหน่วยงานที่ใช้รหัส 99999999"},
    ]
    result = YearResult.objects.get()
    assert (result.status, result.source, str(result.announced_on)) == ("final", "ประกาศผล", "2025-08-29")
    again = run(file, source="ประกาศผล", date="2025-08-29", status="final")
    assert (again["created"], again["changed"], again["same"]) == (0, 0, 1)
    assert Event.objects.filter(action="scores-imported").count() == 1


def test_a_dry_run_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    answer = run(file_of(tmp_path, ROW), dry_run=True)
    assert (answer["created"], answer["dry_run"]) == (1, True)
    assert not YearResult.objects.exists()
    assert not Assessment.objects.exists()


def test_wrong_rows_go_to_a_sheet(cast: Cast, tmp_path: Path) -> None:
    sheet = tmp_path / "mend.xlsx"
    run(file_of(tmp_path, ROW, ("99999999", *OTHER[1:])), errors=sheet, dry_run=True)
    lines = read_path(sheet).lines
    assert lines[0][2:] == HEADINGS
    assert lines[1][2] == "99999999"


def test_in_words(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_scores", str(file_of(tmp_path, ROW)), year="๒๕๖๗", dry_run=True)
    assert capsys.readouterr().out == "ใหม่ 1 เปลี่ยน 0 คงเดิม 0 ไม่ได้นำเข้า 0 (ทดลองเท่านั้น ไม่ได้บันทึก)\n"


@pytest.mark.parametrize("options", [{"year": "1999"}, {"date": "เมื่อวาน"}])
def test_what_cannot_be_meant_is_refused(cast: Cast, tmp_path: Path, options: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("import_scores", str(file_of(tmp_path, ROW)), **options)


def test_a_file_that_cannot_be_used_is_one_line(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    for content in (b"", b"a,b\n1,2", b"\x00"):
        file.write_bytes(content)
        with pytest.raises(CommandError, match=r"x\.csv: [^\n]+\Z"):
            call_command("import_scores", str(file))
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_scores", str(tmp_path / "nowhere.csv"))
    with pytest.raises(CommandError, match="99999999"):
        call_command("import_scores", str(file_of(tmp_path, ("99999999", *ROW[1:]))), year=str(YEAR))
