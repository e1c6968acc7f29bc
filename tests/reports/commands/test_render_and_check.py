"""`render_report` and `check_report` as other tools use them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.formats.json_form import loads
from reports.frozen import frozen_now
from reports.models import Report
from tests.cast import CODE, Cast
from tests.reports.commands.files import Run, imported, results_text, row_counts

pytestmark = pytest.mark.django_db


class TestRenderReport:
    @pytest.mark.parametrize(
        ("wanted", "begins"), [("html", b"<!doctype html>"), ("pdf", b"%PDF-"), ("json", b"{")]
    )
    def test_writes_the_report(
        self, people: Cast, file: Path, run: Run, tmp_path: Path, wanted: str, begins: bytes
    ) -> None:
        number = imported(file, run)
        output = tmp_path / f"out.{wanted}"
        call_command("render_report", number, "--format", wanted, "--output", output)
        assert output.read_bytes().startswith(begins)

    def test_writes_another_layout_of_the_same_content(
        self, people: Cast, file: Path, run: Run, tmp_path: Path
    ) -> None:
        number = imported(file, run)
        output = tmp_path / "out.json"
        call_command(
            "render_report", number, "--format", "json", "--layout", "results-suggestions", "--output", output
        )
        assert loads(output.read_bytes()).layout.name == "results-suggestions"

    def test_names_the_layouts_there_are(self, people: Cast, file: Path, run: Run, tmp_path: Path) -> None:
        number = imported(file, run)
        with pytest.raises(CommandError, match="results-by-issue"):
            call_command(
                "render_report", number, "--format", "html", "--layout", "x", "--output", tmp_path / "x"
            )

    @pytest.mark.parametrize("wanted", ["odt", "xls"])
    def test_says_which_formats_there_are(
        self, people: Cast, file: Path, run: Run, tmp_path: Path, wanted: str
    ) -> None:
        number = imported(file, run)
        with pytest.raises(CommandError, match="html, pdf, docx, xlsx, json"):
            call_command("render_report", number, "--format", wanted, "--output", tmp_path / "x")
        assert not (tmp_path / "x").exists()

    def test_writes_a_word_file(self, people: Cast, file: Path, run: Run, tmp_path: Path) -> None:
        output = tmp_path / "report.docx"
        call_command("render_report", imported(file, run), "--format", "docx", "--output", output)
        again = run(
            "import_report", output, "--municipality", CODE, "--fiscal-year", 2568, "--dry-run", "--replace"
        )
        assert again["measures"] == run("import_report", file, "--municipality", CODE, "--fiscal-year", 2568,
                                        "--dry-run", "--replace")["measures"]  # fmt: skip

    def test_writes_an_excel_file(self, people: Cast, file: Path, run: Run, tmp_path: Path) -> None:
        output = tmp_path / "report.xlsx"
        number = imported(file, run)
        call_command("render_report", number, "--format", "xlsx", "--output", output)
        again = run(
            "import_report", output, "--municipality", CODE, "--fiscal-year", 2568, "--dry-run", "--replace"
        )
        frozen = frozen_now(Report.objects.get(pk=number)).document
        assert again["measures"] == frozen.measure_count
        assert again["warnings"] == []

    def test_refuses_a_folder_and_a_place_that_is_none(
        self, people: Cast, file: Path, run: Run, tmp_path: Path
    ) -> None:
        number = imported(file, run)
        for output in (tmp_path, tmp_path / "no" / "such" / "out.html"):
            with pytest.raises(CommandError):
                call_command("render_report", number, "--format", "html", "--output", output)

    def test_a_place_that_cannot_be_written_is_named_as_it_was_given(
        self, people: Cast, file: Path, run: Run
    ) -> None:
        number = imported(file, run)
        for output in ("/proc/out.html", "/dev/full"):
            with pytest.raises(CommandError) as refused:
                call_command("render_report", number, "--format", "html", "--output", output)
            assert "/proc/." not in str(refused.value)
            assert not re.search("[A-Za-z]", str(refused.value).replace(output, ""))

    def test_an_unknown_report_is_named(self, people: Cast, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="12345"):
            call_command("render_report", 12345, "--format", "html", "--output", tmp_path / "x")


class TestCheckReport:
    def test_a_complete_report_has_no_errors(self, people: Cast, file: Path, run: Run) -> None:
        number = imported(file, run)
        findings = run("check_report", number)["findings"]
        assert [each for each in findings if each["severity"] == "error"] == []

    def test_a_file_is_checked_without_being_imported(self, people: Cast, tmp_path: Path, run: Run) -> None:
        lines = results_text().splitlines()
        path = tmp_path / "draft.txt"
        path.write_text("\n".join(lines[:-3]) + "\n", encoding="utf-8")
        before = row_counts()
        findings = run("check_report", path, "--fiscal-year", 2568, "--municipality", CODE)["findings"]
        assert [each["where"]["issue"] for each in findings if each["code"] == "issue-missing"] == [7]
        assert row_counts() == before

    def test_doubts_of_the_reader_are_findings(self, people: Cast, tmp_path: Path, run: Run) -> None:
        path = tmp_path / "draft.txt"
        path.write_text(results_text().replace("ผลลัพธ์\t", "ผลลัพธ์\tหมายเหตุพิเศษ\t"), encoding="utf-8")
        codes = {each["code"] for each in run("check_report", path)["findings"]}
        assert any(code.startswith("read-") for code in codes)

    def test_every_finding_has_the_promised_shape(self, people: Cast, tmp_path: Path, run: Run) -> None:
        path = tmp_path / "draft.txt"
        path.write_text(results_text().replace("ประชุมแล้ว", ""), encoding="utf-8")
        for finding in run("check_report", path, "--kind", "results")["findings"]:
            assert list(finding) == ["code", "severity", "message", "fix", "where"]
            assert finding["severity"] in ("error", "warning", "info")

    def test_people_read_findings_by_severity_with_place_words_and_mend(
        self, people: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = "ปี ๒๕๖๗ ได้ ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๐๓ คะแนน"
        path = tmp_path / "draft.txt"
        path.write_text(results_text().replace("ประชุมแล้ว", wrong, 1), encoding="utf-8")
        call_command("check_report", path, "--kind", "results")
        told = capsys.readouterr().out
        assert told.startswith("ผิด ต้องแก้ (")
        assert "[score-difference]" in told
        assert "บรรทัด" in told
        assert "เพิ่มขึ้น [๒.๐๓] คะแนน" in told
        assert "> แก้เป็น ๒.๓๐" in told
        assert told.rstrip().rpartition("\n")[2].startswith("พบ ")

    @pytest.mark.parametrize("what", ["", "²", "9" * 30])
    def test_what_is_no_number_and_no_file_is_one_clear_line(self, people: Cast, run: Run, what: str) -> None:
        with pytest.raises(CommandError) as refused:
            run("check_report", what)
        assert "int()" not in str(refused.value)

    @pytest.mark.parametrize("what", ["99999", "nowhere.txt"])
    def test_what_is_not_there_is_named(self, people: Cast, run: Run, what: str) -> None:
        with pytest.raises(CommandError, match=what.replace(".", r"\.")):
            run("check_report", what)
