from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.cast import Cast, load_catalogue, make_cast
from tests.reports.commands.files import Run, results_text


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(results_text(), encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json and return the one object it printed."""

    def run_command(name: str, *args: object) -> dict:
        capsys.readouterr()
        call_command(name, *map(str, args), "--json")
        return json.loads(capsys.readouterr().out)

    return run_command
