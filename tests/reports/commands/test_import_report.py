"""`import_report` as other tools use it: one line on stderr, one JSON object on stdout."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from measures.models import Measure
from municipalities.models import MunicipalityCode
from reports.models import Report
from tests.cast import CODE, Cast
from tests.reports.commands.files import Full, Run, imported, results_text, row_counts

pytestmark = pytest.mark.django_db


class TestImportReport:
    def test_says_what_it_wrote(self, people: Cast, file: Path, run: Run) -> None:
        answer = run("import_report", file, "--municipality", CODE, "--fiscal-year", 2568)
        report = Report.objects.get()
        assert list(answer) == ["report", "kind", "fiscal_year", "issues", "measures", "scores", "warnings"]
        assert (answer["report"], answer["kind"], answer["fiscal_year"]) == (report.pk, "results", 2568)
        assert (answer["issues"], answer["measures"], answer["scores"]) == (7, 7, 0)

    def test_takes_thai_digits_and_any_code_it_ever_had(self, people: Cast, file: Path, run: Run) -> None:
        MunicipalityCode.objects.create(code="98400001", municipality=people.municipality)
        answer = run("import_report", file, "--municipality", "๙๘๔๐๐๐๐๑", "--fiscal-year", "๒๕๖๘")
        assert answer["fiscal_year"] == 2568

    def test_a_dry_run_writes_nothing(self, people: Cast, file: Path, run: Run) -> None:
        before = row_counts()
        answer = run("import_report", file, "--municipality", CODE, "--fiscal-year", 2568, "--dry-run")
        assert (answer["report"], answer["measures"]) == (None, 7)
        assert row_counts() == before

    def test_a_second_time_needs_to_be_told_how(self, people: Cast, file: Path, run: Run) -> None:
        first = imported(file, run)
        before = row_counts()
        with pytest.raises(CommandError) as refused:
            imported(file, run)
        assert "7" in str(refused.value)
        assert "--replace" in str(refused.value)
        assert row_counts() == before
        again = run("import_report", file, "--municipality", CODE, "--fiscal-year", 2568, "--replace")
        assert again["report"] == first
        merged = run("import_report", file, "--municipality", CODE, "--fiscal-year", 2568, "--merge")
        assert merged["report"] == first
        assert Measure.objects.count() == 7

    @pytest.mark.parametrize("how", [(), ("--json",), ("--dry-run",)])
    def test_what_cannot_be_told_is_not_stored_either(
        self, people: Cast, file: Path, how: tuple[str, ...]
    ) -> None:
        before = row_counts()
        with pytest.raises(CommandError):
            call_command(
                "import_report",
                str(file),
                "--municipality",
                CODE,
                "--fiscal-year",
                "2568",
                *how,
                stdout=Full(),
            )
        assert row_counts() == before

    @pytest.mark.parametrize("year", ["2549", "2701", "2568.5", "next", "", "68", "2590", "-2568"])
    def test_an_impossible_year_is_one_clear_line(
        self, people: Cast, file: Path, run: Run, year: str
    ) -> None:
        before = row_counts()
        with pytest.raises(CommandError) as refused:
            run("import_report", file, "--municipality", CODE, f"--fiscal-year={year}")
        assert "\n" not in str(refused.value)
        assert row_counts() == before

    def test_an_unknown_municipality_is_named(self, people: Cast, file: Path, run: Run) -> None:
        with pytest.raises(CommandError, match="00000000"):
            run("import_report", file, "--municipality", "00000000", "--fiscal-year", 2568)

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b"", id="empty"),
            pytest.param(b" \n\n ", id="blank"),
            pytest.param(b"%PDF-1.7 not text", id="pdf"),
            pytest.param(bytes(range(256)) * 50, id="binary"),
            pytest.param("ไม่มีตารางในไฟล์นี้\n".encode(), id="no table"),
            pytest.param(b"PK\x03\x04" + b"\0" * 100, id="zip"),
        ],
    )
    def test_what_is_no_report_is_refused_in_one_line(
        self, people: Cast, tmp_path: Path, run: Run, content: bytes
    ) -> None:
        path = tmp_path / "wrong.txt"
        path.write_bytes(content)
        before = row_counts()
        with pytest.raises(CommandError) as refused:
            run("import_report", path, "--municipality", CODE, "--fiscal-year", 2568)
        assert "\n" not in str(refused.value)
        assert row_counts() == before

    def test_a_file_of_twenty_megabytes_is_refused_without_being_read(
        self, people: Cast, tmp_path: Path, run: Run
    ) -> None:
        path = tmp_path / "large.txt"
        with path.open("wb") as file:
            file.truncate(20_000_000)
        with pytest.raises(CommandError, match="20"):
            run("import_report", path, "--municipality", CODE, "--fiscal-year", 2568)

    def test_a_missing_file_or_a_folder_is_refused(self, people: Cast, tmp_path: Path, run: Run) -> None:
        for path in (tmp_path / "nowhere.txt", tmp_path):
            with pytest.raises(CommandError) as refused:
                run("import_report", path, "--municipality", CODE, "--fiscal-year", 2568)
            assert "Errno" not in str(refused.value)

    def test_a_device_without_end_is_refused_like_a_large_file(self, people: Cast, run: Run) -> None:
        with pytest.raises(CommandError, match="20"):
            run("import_report", "/dev/zero", "--municipality", CODE, "--fiscal-year", 2568)

    def test_every_refusal_is_whole_in_thai(self, people: Cast, file: Path, tmp_path: Path, run: Run) -> None:
        imported(file, run)
        rights = tmp_path / "none.txt"
        for path, year in ((file, 2568), (rights, 2567), (tmp_path, 2567)):
            with pytest.raises(CommandError) as refused:
                run("import_report", path, "--municipality", CODE, "--fiscal-year", year)
            line = str(refused.value).replace(str(path), "").replace("--replace", "").replace("--merge", "")
            assert not re.search("[A-Za-z]", line), line

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"{\\rtf1 not text", "เป็นไฟล์ RTF"),
            (b"\x89PNG\r\n", "เป็นรูปภาพ"),
            (b"word " * 9 + bytes(range(9)) * 9, "มีข้อมูลไบนารี"),
            (b"\xc3\x28" * 20, "ตัวอักษรไม่ใช่"),
        ],
    )
    def test_why_a_file_is_no_text_is_said_in_thai(
        self, people: Cast, tmp_path: Path, run: Run, content: bytes, reason: str
    ) -> None:
        path = tmp_path / "wrong.txt"
        path.write_bytes(content)
        with pytest.raises(CommandError) as refused:
            run("import_report", path, "--municipality", CODE, "--fiscal-year", 2568)
        assert reason in str(refused.value)
        rest = re.sub("PDF|RTF|UTF-8|TIS-620", "", str(refused.value))
        assert not re.search("[A-Za-z]", rest), rest

    def test_a_published_report_is_not_offered_for_replacement(
        self, people: Cast, file: Path, run: Run
    ) -> None:
        run("report_action", imported(file, run), "submit", "--as", people.officer.email)
        with pytest.raises(CommandError) as refused:
            imported(file, run)
        assert "--replace" not in str(refused.value)

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param({"evaluation_year": 10**30}, id="evaluation year"),
            pytest.param({"assessed_year": -2567}, id="assessed year"),
            pytest.param({"layout.font_size": 10**6}, id="type size"),
            pytest.param({"layout.columns": [{"field": "nonsense", "heading": "?"}]}, id="column"),
            pytest.param({"layout.columns": [{"field": "extra:x", "heading": "?"}]}, id="further column"),
        ],
    )
    def test_a_json_with_impossible_values_is_refused_and_nothing_is_written(
        self, people: Cast, file: Path, tmp_path: Path, run: Run, change: dict
    ) -> None:
        path = self.changed_json(imported(file, run), tmp_path, change)
        before = row_counts()
        with pytest.raises(CommandError):
            run("import_report", path, "--municipality", "99400002", "--fiscal-year", 2568)
        assert row_counts() == before

    def test_a_json_with_impossible_line_numbers_is_imported_without_them(
        self, people: Cast, file: Path, tmp_path: Path, run: Run
    ) -> None:
        path = self.changed_json(
            imported(file, run), tmp_path, {"sections": [{"line": -5, "heading_as_written": "หัวข้อ"}]}
        )
        answer = run("import_report", path, "--municipality", "99400002", "--fiscal-year", 2568)
        assert answer["report"]

    def test_figures_of_an_impossible_year_are_noted(
        self, people: Cast, file: Path, tmp_path: Path, run: Run
    ) -> None:
        path = self.changed_json(imported(file, run), tmp_path, {"result.year": -1})
        answer = run("import_report", path, "--municipality", "99400002", "--fiscal-year", 2568)
        assert [each["code"] for each in answer["warnings"]] == ["import-municipality", "import-year"]

    def changed_json(self, number: int, folder: Path, change: dict) -> Path:
        """The JSON of a report with some values changed, by their dotted place."""
        path = folder / "changed.json"
        call_command("render_report", number, "--format", "json", "--output", path)
        tree = json.loads(path.read_bytes())
        for place, value in change.items():
            *parents, name = place.split(".")
            part = tree
            for parent in parents:
                part = part[parent]
            part[name] = value
        path.write_text(json.dumps(tree), encoding="utf-8")
        return path

    def test_scripts_in_a_cell_arrive_as_text(self, people: Cast, tmp_path: Path, run: Run) -> None:
        path = tmp_path / "scripts.txt"
        attack = "<script>alert(1)</script>ประชุมแล้ว<img src=x onerror=alert(2)>"
        path.write_text(results_text().replace("ประชุมแล้ว", attack), encoding="utf-8")
        number = imported(path, run)
        page = tmp_path / "page.html"
        call_command("render_report", number, "--format", "html", "--output", page)
        html = page.read_text(encoding="utf-8")
        assert "ประชุมแล้ว" in html
        assert "<script" not in html
        assert "<img" not in html.replace('<img src="data:', "")

    def test_a_word_of_forty_thousand_characters_is_kept_whole(
        self, people: Cast, tmp_path: Path, run: Run
    ) -> None:
        path = tmp_path / "long.txt"
        path.write_text(results_text().replace("จัดทำคู่มือเล่มที่ 7", "x" * 40_000), encoding="utf-8")
        number = imported(path, run)
        assert Measure.objects.filter(title="x" * 40_000).count() == 1
        page = tmp_path / "page.html"
        call_command("render_report", number, "--format", "html", "--output", page)
        with pytest.raises(CommandError, match="40,000"):
            call_command("render_report", number, "--format", "pdf", "--output", tmp_path / "page.pdf")
        assert not (tmp_path / "page.pdf").exists()

    def test_impossible_scores_are_warnings_and_never_stored(
        self, people: Cast, tmp_path: Path, run: Run
    ) -> None:
        rows = "\n".join(
            f"{no}\t{instrument}\t{name}\t{score}"
            for no, (instrument, name, score) in enumerate(
                [
                    ("IIT", "การปฏิบัติหน้าที่", "101"),
                    ("IIT", "การใช้งบประมาณ", "abc"),
                    ("IIT", "การใช้อำนาจ", "๘๘.๒๕"),
                ],
                start=1,
            )
        )
        text = (
            "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n"
            f"ลำดับ\tเครื่องมือการประเมิน\tตัวชี้วัด\tคะแนน\n{rows}\n"
        )
        path = tmp_path / "scores.txt"
        path.write_text(text, encoding="utf-8")
        answer = run(
            "import_report", path, "--municipality", CODE, "--fiscal-year", 2567, "--kind", "analysis"
        )
        quotes = {warning.get("quote") for warning in answer["warnings"] if warning["code"] == "read-score"}
        assert {"101", "abc"} <= quotes
        from assessments.models import IndicatorScore

        stored = {row.score_as_written: row.score for row in IndicatorScore.objects.all()}
        assert stored["101"] is None
        assert stored["abc"] is None
        assert str(stored["๘๘.๒๕"]) == "88.25"

    def test_the_json_of_a_report_is_imported_too(
        self, people: Cast, file: Path, tmp_path: Path, run: Run
    ) -> None:
        number = imported(file, run)
        path = tmp_path / "report.json"
        call_command("render_report", number, "--format", "json", "--output", path)
        answer = run("import_report", path, "--municipality", "99400002", "--fiscal-year", 2568)
        assert answer["measures"] == 7

    def test_a_json_that_is_no_report_is_refused(self, people: Cast, tmp_path: Path, run: Run) -> None:
        path = tmp_path / "report.json"
        path.write_text('{"format": 99}')
        with pytest.raises(CommandError, match="99"):
            run("import_report", path, "--municipality", CODE, "--fiscal-year", 2568)
