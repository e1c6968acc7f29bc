"""The commands as programs of their own: exit status and streams."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from measures.models import Measure
from reports.models import Report
from tests.cast import CODE, Cast
from tests.conftest import PROJECT
from tests.reports.commands.files import row_counts

pytestmark = pytest.mark.django_db


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
