"""The commands as other tools use them: exit status, one line on stderr, one JSON object on stdout."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models

from measures.models import Measure
from municipalities.models import MunicipalityCode, User
from reports.formats.json_form import loads
from reports.frozen import frozen_now
from reports.models import Report
from tests import factories
from tests.cast import CODE, Cast, load_catalogue, make_cast
from tests.conftest import PROJECT

pytestmark = pytest.mark.django_db

HEADER = "มาตรการ/กิจกรรม\tขั้นตอนหรือวิธีการปฏิบัติ\tผลการดำเนินการ\tผลลัพธ์\tผู้รับผิดชอบ\tระยะเวลา"


def results_text(year: str = "๒๕๖๘") -> str:
    """A results report as text: every issue with one measure."""
    lines = [f"รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}"]
    for no, title in factories.issue_titles().items():
        lines += [
            f"ประเด็นที่ {no} {title}",
            HEADER,
            "\t".join(
                [
                    f"จัดทำคู่มือเล่มที่ {no}",
                    "๑. ประชุม ๒. เผยแพร่",
                    "๑. ประชุมแล้ว ๒. เผยแพร่แล้ว",
                    f"๑. เข้าใจตรงกัน ๒. มีผู้อ่าน {no}00 คน",
                    "สำนักปลัด",
                    "ต.ค. ๖๗ - ก.ย. ๖๘",
                ]
            ),
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(results_text(), encoding="utf-8")
    return path


Run = Callable[..., dict]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json and return the one object it printed."""

    def run_command(name: str, *args: object) -> dict:
        capsys.readouterr()
        call_command(name, *map(str, args), "--json")
        return json.loads(capsys.readouterr().out)

    return run_command


class Full(io.StringIO):
    """An output whose disk is full."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def row_counts() -> dict[str, int]:
    managed: list[type[models.Model]] = [model for model in apps.get_models() if model._meta.managed]
    return {model._meta.label: model._base_manager.count() for model in managed}


def imported(file: Path, run: Run) -> int:
    return run("import_report", file, "--municipality", CODE, "--fiscal-year", 2568)["report"]


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


class TestReportAction:
    def test_carries_a_report_from_draft_to_published(self, people: Cast, file: Path, run: Run) -> None:
        number = imported(file, run)
        assert run("report_action", number, "submit", "--as", people.officer.email) == {
            "state": "submitted",
            "version": None,
            "files": {},
        }
        assert run("report_action", number, "approve", "--as", people.approver.email)["state"] == "approved"
        answer = run("report_action", number, "publish", "--as", people.approver.email)
        assert (answer["state"], answer["version"], sorted(answer["files"])) == (
            "published",
            1,
            ["csv", "html", "json", "pdf"],
        )

    def test_refuses_who_may_not(self, people: Cast, file: Path, run: Run) -> None:
        number = imported(file, run)
        with pytest.raises(CommandError):
            run("report_action", number, "submit", "--as", people.approver.email)
        with pytest.raises(CommandError, match="nobody@example"):
            run("report_action", number, "submit", "--as", "nobody@example.org")
        User.objects.filter(pk=people.officer.pk).update(is_active=False)
        with pytest.raises(CommandError):
            run("report_action", number, "submit", "--as", people.officer.email)
        assert Report.objects.get().state == "draft"

    def test_names_the_actions_there_are(self, people: Cast, file: Path, run: Run) -> None:
        with pytest.raises(CommandError, match="withdraw"):
            run("report_action", imported(file, run), "burn", "--as", people.officer.email)


def manage(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own, on the database of this test."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, args)],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": database_url(), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = settings["HOST"]
    place = f"/{host}/" if host.startswith("/") else f"{host}:{settings['PORT'] or 5432}/"
    return f"postgres://{settings['USER']}@{place}{settings['NAME']}"


@pytest.mark.django_db(transaction=True)
class TestAsAProgram:
    """Exit status and streams, with real processes."""

    def test_one_line_on_stderr_and_status_one(self, people: Cast, file: Path, tmp_path: Path) -> None:
        for arguments in (
            ("import_report", file, "--municipality", "00000000", "--fiscal-year", "2568"),
            ("import_report", tmp_path / "none", "--municipality", CODE, "--fiscal-year", "2568"),
            ("import_report", file, "--fiscal-year", "2568"),
            ("render_report", "abc", "--format", "html", "--output", "x"),
            ("check_report", "4711", "--json"),
        ):
            ended = manage(*arguments)
            assert (ended.returncode, ended.stdout) == (1, "")
            assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr

    def test_json_is_one_object_on_stdout_and_nothing_else(self, people: Cast, file: Path) -> None:
        ended = manage("import_report", file, "--municipality", CODE, "--fiscal-year", "2568", "--json")
        assert (ended.returncode, ended.stderr) == (0, "")
        assert json.loads(ended.stdout)["measures"] == 7

    @pytest.mark.parametrize(
        "arguments", [("check_report", "tests/documents/flat-2566-results.txt"), ("load_catalogue",)]
    )
    @pytest.mark.parametrize("redirection", [">&-", "> /dev/full"])
    def test_output_that_nobody_takes_is_one_line_too(
        self, people: Cast, arguments: tuple[str, ...], redirection: str
    ) -> None:
        ended = subprocess.run(
            ["sh", "-c", f'"$0" manage.py {" ".join(arguments)} {redirection}', sys.executable],
            cwd=PROJECT,
            env={**os.environ, "DATABASE_URL": database_url()},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 1
        assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr

    def test_two_imports_at_once_write_one_report(self, people: Cast, file: Path) -> None:
        """Both begin before either has written; the second finds what the first wrote and says all of it."""
        arguments = ["import_report", str(file), "--municipality", CODE, "--fiscal-year", "2568", "--replace"]
        running = [
            subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=PROJECT,
                env={**os.environ, "DATABASE_URL": database_url()},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        said = [process.communicate()[1] for process in running]
        assert said == ["", "", ""]
        assert (Report.objects.count(), Measure.objects.count()) == (1, 7)

    def test_kill_minus_nine_during_an_import_leaves_nothing(
        self, people: Cast, file: Path, tmp_path: Path
    ) -> None:
        """The import is stopped after its last write and before its commit, which is its worst moment."""
        marker = tmp_path / "written"
        program = (
            "import os, sys, time, pathlib, django\n"
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'ita_portal.settings'); django.setup()\n"
            "from reports.management.commands import import_report\n"
            "original = import_report.apply_document\n"
            "def paused(*args, **options):\n"
            "    applied = original(*args, **options)\n"
            f"    pathlib.Path({str(marker)!r}).touch(); time.sleep(600)\n"
            "    return applied\n"
            "import_report.apply_document = paused\n"
            "from django.core.management import call_command\n"
            f"call_command('import_report', {str(file)!r}, '--municipality', {CODE!r}, '--fiscal-year', '2568')\n"
        )
        before = row_counts()
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env={**os.environ, "DATABASE_URL": database_url()},
            start_new_session=True,
        )
        try:
            deadline = time.monotonic() + 240
            while not marker.exists() and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            assert marker.exists()
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert row_counts() == before
        ended = manage("import_report", file, "--municipality", CODE, "--fiscal-year", "2568", "--json")
        assert json.loads(ended.stdout)["measures"] == 7
